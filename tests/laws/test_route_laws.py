"""Routes and gatekeepers, read a second time from their definitions, by trying every order of parties."""

from collections.abc import Iterator
from itertools import permutations
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aibroker import load_case, testing
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.queries.gatekeepers import Gatekeeper
from aibroker.queries.routes import Route
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import Clientele, Model, SalesChannel
from aibroker.records.parties import Authority, Vendor
from aibroker.records.rights import Right
from aibroker.values.verdicts import Verdict

Truth = bool | None
Step = tuple[str, str, str]
"""From whom, to whom (the market is empty), and the id of the record; empty where the step is presumed."""

LAWS = settings(max_examples=60)
DAY = "2026-06-01"
MAKER = "maker"
SELLERS = ("s0", "s1", "s2")
MODELS = ("family", "member", "other", "foreign")
ALL = 1_000_000

PARTS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id=MAKER, name="The Maker"),
    *(Vendor(id=seller, name=seller.upper()) for seller in SELLERS),
    Authority(id="office", name="The Office"),
    Model(id="family", name="Family", developer=MAKER, is_family=True),
    Model(id="member", name="Member", developer=MAKER, family="family"),
    Model(id="other", name="Other", developer=MAKER),
    Model(id="foreign", name="Foreign", developer="s0"),
)

_dates = st.sampled_from(["2024-01-01/..", "2024-01-01/..", "2024-01-01/..", "unknown", "2027-01-01/.."])
_into = st.sampled_from([["cn"], ["world"], ["cn"], None, ["jp"]])
_models = st.lists(st.sampled_from(MODELS), min_size=1, max_size=2, unique=True)


@st.composite
def chains(draw: st.DrawFn) -> Landscape:
    """Few parties and many ways among them, all at one place and about one day."""
    rights = [
        Right(
            id=f"right-{number}",
            holder=draw(st.sampled_from((MAKER, *SELLERS))),
            grantor=draw(st.sampled_from((None, MAKER, *SELLERS, "office"))),
            may="resell",
            models=draw(_models),
            territory=draw(_into),
            holds=draw(_dates),
            claims=["page.first"],
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    used = st.lists(st.sampled_from([right.id for right in rights]), max_size=2, unique=True) if rights else st.just([])
    channels = [
        SalesChannel(
            id=f"channel-{number}",
            seller=draw(st.sampled_from((*SELLERS, *SELLERS, MAKER))),
            models=models,
            models_unknown=not models,
            into=draw(_into),
            buyers=Clientele(at_least=draw(st.lists(st.sampled_from((MAKER, *SELLERS)), max_size=1))),
            rests_on=draw(used),
            status=draw(st.sampled_from(("sold", "sold", "hosted", "testing"))),
            open=draw(_dates),
            claims=["page.first"],
        )
        for number, models in enumerate(draw(st.lists(_models | st.just([]), min_size=1, max_size=5)))
    ]
    records: list[Record] = [*PARTS, *rights, *channels]
    return Landscape.of(*records, as_of=DAY)


# The definitions once more.


def both(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def reach(into: tuple[str, ...] | None) -> Truth:
    return None if into is None else into != ("jp",)


def dated(text: str) -> Truth:
    return {"since 2024-01-01, not ended": True, "dates unknown": None, "since 2027-01-01, not ended": False}[text]


def up(model: str) -> set[str]:
    return {"member", "family"} if model == "member" else {model}


def carries(channel: SalesChannel, model: str) -> Truth:
    perhaps = channel.models_unknown or bool(up(model) & set(channel.models))
    return True if model in channel.models else None if perhaps else False


def in_use(case: Landscape, right: Right, model: str) -> bool:
    return any(
        right.id in each.rests_on
        and (each.seller, dated(str(each.open))) == (right.holder, True)
        and each.status != "testing"
        and model in each.models
        for each in case.channels
    )


def recorded(case: Landscape, model: str) -> dict[Step, Truth]:
    steps: dict[Step, Truth] = {}
    for right in case.rights:
        named = True if right.grantor is not None or in_use(case, right, model) else None
        truth = both(bool(up(model) & set(right.models)), reach(right.territory), dated(str(right.holds)), named)
        if right.grantor != "office":
            steps[right.grantor or MAKER, right.holder, right.id] = truth
    for channel in case.channels:
        sold = both(channel.status != "testing", carries(channel, model), dated(str(channel.open)))
        steps[channel.seller, "", channel.id] = both(sold, reach(channel.into))
        steps.update({(channel.seller, buyer, channel.id): sold for buyer in channel.buyers.known})
    return {step: truth for step, truth in steps.items() if truth is not False and step[0] != step[1] != MAKER}


def closure(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Who leads to whom, in any number of steps."""
    more = {(one, last) for one, middle in pairs for again, last in pairs if middle == again} | pairs
    return more if more == pairs else closure(more)


def network(case: Landscape, model: str) -> dict[Step, Truth]:
    steps = recorded(case, model)
    leads = closure({(one, other) for (one, other, _), truth in steps.items() if truth and other})
    givers = {one for one, _, _ in steps} - {MAKER} - {other for one, other in leads if one == MAKER}
    first = {each for each in givers if all((each, one) in leads for one, other in leads if other == each != one)}
    return steps | {(MAKER, each, ""): True for each in first}


def all_routes(steps: dict[Step, Truth]) -> Iterator[tuple[tuple[Step, ...], Truth]]:
    """Every order of some sellers, and every choice of a step between each two of them."""
    for number in range(len(SELLERS) + 1):
        for order in permutations(SELLERS, number):
            ends = [*zip((MAKER, *order), (*order, ""), strict=True)]
            choices: list[tuple[Step, ...]] = [()]
            for end in ends:
                choices = [(*path, step) for path in choices for step in steps if step[:2] == end]
            yield from ((path, both(*(steps[step] for step in path))) for path in choices)


def expected(case: Landscape) -> dict[tuple[Step, ...], Truth]:
    truths: dict[tuple[Step, ...], Truth] = {}
    for model in ("family", "member", "other"):
        for path, truth in all_routes(network(case, model)):
            truths[path] = truth or truths.get(path)
    return truths


def steps_of(route: Route) -> tuple[Step, ...]:
    market = route.edges[-1]
    return tuple(
        (edge.origin, "" if edge is market else edge.target, "" if edge.presumed else edge.via.id)
        for edge in route.edges
    )


def found(answer: Answer[Route]) -> dict[tuple[Step, ...], Truth]:
    known: dict[tuple[Step, ...], Truth] = {steps_of(route): True for route in answer}
    return known | {steps_of(candidate.item): None for candidate in answer.unknown}


def passes(path: tuple[Step, ...], party: str) -> bool:
    """The developer only where it is the seller."""
    return path[-1][0] == party if party == MAKER else party in {step[0] for step in path}


def keeps_the_gate(case: Landscape, party: str) -> Truth:
    """By removing the party, model by model, and looking at what is left."""
    left, whole = list[tuple[tuple[Step, ...], Truth]](), list[tuple[tuple[Step, ...], Truth]]()
    surely_left = list[bool]()
    for model in ("family", "member", "other"):
        paths = [*all_routes(network(case, model))]
        supplied = closure({step[:2] for step in recorded(case, model)})
        past = [(path, truth) for path, truth in paths if not passes(path, party)]
        surely_left += [
            not (path[0][2] == "" and (party, path[0][1]) in supplied and party != MAKER)
            for path, truth in past
            if truth
        ]
        whole += paths
        left += past
    if any(surely_left):
        return False
    if not left and any(truth for _, truth in whole):
        return True
    return None if any(passes(path, party) for path, _ in whole) else False


def gates(answer: Answer[Gatekeeper]) -> dict[str, Truth]:
    known: dict[str, Truth] = {each.party: True for each in answer}
    return known | {candidate.item.party: None for candidate in answer.unknown}


# What the library finds is what they say.


@LAWS
@given(chains())
def test_routes_agree_with_the_definition(case: Landscape) -> None:
    answer = case.routes(MAKER, "cn", limit=ALL)
    assert found(answer) == expected(case)
    for candidate in answer.unknown:
        assert candidate.because
        assert candidate.item.verdict is candidate.item.weakest.verdict is Verdict.UNKNOWN


@LAWS
@given(chains())
def test_gatekeepers_are_found_by_removing_each_party(case: Landscape) -> None:
    answer = case.gatekeepers("cn", models_of=MAKER)
    expected_gates = {party: keeps_the_gate(case, party) for party in (MAKER, *SELLERS)}
    assert gates(answer) == {party: truth for party, truth in expected_gates.items() if truth is not False}


@LAWS
@given(chains())
def test_the_routes_past_a_gatekeeper_are_those_that_it_does_not_stand_on(case: Landscape) -> None:
    routes = found(case.routes(MAKER, "cn", limit=ALL))
    for candidate in case.gatekeepers("cn", models_of=MAKER).unknown:
        past = {steps_of(route) for route in candidate.item.bypasses}
        assert past <= {path for path in routes if not passes(path, candidate.item.party)}
        assert len(past) == min(20, sum(not passes(path, candidate.item.party) for path in routes))
        assert candidate.because


def _without(case: Landscape, party: str) -> Landscape:
    """The case without what a party sells, grants, holds and buys."""
    gone = {right.id for right in case.rights if party in (right.holder, right.grantor)}
    kept = [record for record in case.records if not isinstance(record, Right) or record.id not in gone]

    def left(record: Record) -> Iterator[Record]:
        if not isinstance(record, SalesChannel):
            yield record
        elif record.seller != party:
            buyers = Clientele(at_least=[each for each in record.buyers.known if each != party])
            yield attrs.evolve(record, buyers=buyers, rests_on=[each for each in record.rests_on if each not in gone])

    return Landscape.of(*(one for record in kept for one in left(record)), as_of=case.as_of)


@LAWS
@given(chains(), st.sampled_from(SELLERS))
def test_without_a_gatekeeper_no_recorded_route_is_left_and_without_another_party_some_known_one_is(
    case: Landscape, party: str
) -> None:
    truth = gates(case.gatekeepers("cn", models_of=MAKER)).get(party, False)
    before, after = case.routes(MAKER, "cn"), _without(case, party).routes(MAKER, "cn")
    if truth is True:
        assert all(route.edges[0].presumed for route in after)
    elif truth is False and before.verdict is Verdict.YES:
        assert after.verdict is Verdict.YES


# What holds of every route, also in landscapes of every kind.


@LAWS
@given(st.one_of(chains(), testing.landscapes()), st.data())
def test_a_route_starts_at_the_developer_ends_in_the_market_and_every_step_has_its_record(
    case: Landscape, data: st.DataObject
) -> None:
    developer = data.draw(st.sampled_from([vendor.id for vendor in case.vendors]))
    market = data.draw(st.sampled_from(["cn", "asia", "world"]))
    answer = case.routes(developer, market)
    for route in (*answer, *(candidate.item for candidate in answer.unknown)):
        assert (route.parties[0], route.edges[-1].target) == (developer, market)
        assert len(set(route.parties)) == len(route.parties)
        assert [edge.target for edge in route.edges[:-1]] == list(route.parties[1:])
        assert isinstance(route.edges[-1].via, SalesChannel)
        for edge in route.edges:
            records = case.rights if isinstance(edge.via, Right) else case.channels
            assert records[edge.via.id] == edge.via
            assert edge.claims == edge.via.claims
            assert (edge.verdict is Verdict.UNKNOWN) is bool(edge.because)


@LAWS
@given(st.one_of(chains(), testing.landscapes()), st.data())
def test_a_route_of_one_step_is_a_channel_of_the_developer(case: Landscape, data: st.DataObject) -> None:
    developer = data.draw(st.sampled_from([vendor.id for vendor in case.vendors]))
    own = [
        each.id for each in case.channels_into("cn", seller=developer, developer=developer) if each.status != "testing"
    ]
    assert [route.edges[0].via.id for route in case.routes(developer, "cn") if len(route.edges) == 1] == own


@LAWS
@given(st.one_of(chains(), testing.landscapes()), st.data())
def test_there_is_a_known_route_exactly_where_a_known_channel_carries_such_models(
    case: Landscape, data: st.DataObject
) -> None:
    developer = data.draw(st.sampled_from([vendor.id for vendor in case.vendors]))
    sold = [each for each in case.channels_into("cn", developer=developer) if each.status != "testing"]
    assert bool(case.routes(developer, "cn").known) is bool(sold)


def _ids(route: Route) -> list[tuple[str, str, str]]:
    """Step by step whom it reaches, and by what: presumed steps first, rights before channels."""
    kinds = ["" if edge.presumed else type(edge.via).__name__ for edge in route.edges]
    return [(target, kind, via) for (_, target, via), kind in zip(steps_of(route), kinds, strict=True)]


@LAWS
@given(chains())
def test_routes_come_shortest_first_and_a_limit_cuts_the_end_and_says_so(case: Landscape) -> None:
    everything = case.routes(MAKER, "cn", limit=ALL)
    for routes in (list(everything), [candidate.item for candidate in everything.unknown]):
        assert routes == sorted(routes, key=lambda route: (len(route.edges), _ids(route)))
    for limit in (1, 3):
        some = case.routes(MAKER, "cn", limit=limit)
        assert (some.known, some.unknown) == (everything.known[:limit], everything.unknown[:limit])
        more = max(len(everything.known), len(everything.unknown)) > limit
        assert some.question.endswith(f"the first {limit} of each kind, of more") is more


@LAWS
@given(chains(), st.randoms(use_true_random=False))
def test_routes_and_gatekeepers_do_not_depend_on_the_order_of_records(case: Landscape, random: Random) -> None:
    records = list(case.records)
    random.shuffle(records)
    again = Landscape.of(*records, as_of=case.as_of)
    assert again.routes(MAKER, "cn") == case.routes(MAKER, "cn")
    assert again.gatekeepers("cn", models_of=MAKER) == case.gatekeepers("cn", models_of=MAKER)


# The bundled case.


@pytest.fixture(scope="module")
def case() -> Landscape:
    return load_case("microsoft-openai-china")


def test_microsoft_keeps_the_gate_to_china_for_the_models_of_openai(case: Landscape) -> None:
    answer = case.gatekeepers("China", models_of="OpenAI")
    assert gates(answer) == {"microsoft": True}
    assert [gate.id for gate in answer[0].gates] == ["azure-gpt-china"]


def test_a_channel_of_unknown_territory_by_another_seller_makes_it_unknown_and_is_listed(case: Landscape) -> None:
    elsewhere = attrs.evolve(
        case.channels["azure-gpt-china"], id="elsewhere", seller="deepseek", into=None, product=None, rests_on=()
    )
    answer = case.adding(elsewhere).gatekeepers("China", models_of="OpenAI")
    assert gates(answer) == {"microsoft": None}
    (candidate,) = answer.unknown
    assert [[edge.via.id for edge in route.edges] for route in candidate.item.bypasses] == [["elsewhere", "elsewhere"]]
