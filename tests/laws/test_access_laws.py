"""Access, read a second time from its definition: a truth table over sets of named places, on random landscapes."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.landscape import Landscape
from aibroker.queries.access import Access
from aibroker.queries.eligibility import Condition, meets
from aibroker.records.buyers import (
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Named,
    Not,
    OfKind,
    OwnedFrom,
    Vetted,
    all_of,
    any_of,
    named,
    not_,
    of_kind,
)
from aibroker.records.identifiers import MarketId
from aibroker.records.kinds import Record
from aibroker.records.offers import Clientele, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict
from tests.laws.test_reach_laws import (
    DAYS,
    MARKETS,
    Atlas,
    Truth,
    atlas_of,
    both,
    carries,
    either,
    families,
    holds,
    together,
)

TRUTHS: dict[Verdict | str, Truth] = {
    Verdict.YES: True,
    Verdict.NO: False,
    Verdict.UNKNOWN: None,
    "open": True,
    "closed": False,
    "unknown": None,
}


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def lies_in(inner: frozenset[str], outer: frozenset[str]) -> Truth:
    return True if inner <= outer else None if inner & outer else False


def sits(atlas: Atlas, place: str | None) -> frozenset[str]:
    return atlas["world"] if place is None else atlas[place]


# The predicate.


def owned(case: Landscape, buyer: Vendor | Customer, markets: Sequence[str]) -> tuple[float, float]:
    """The bounds, along every path; the owners of the random landscapes have no owners of their own."""
    atlas = atlas_of(case)
    low, high = 0.0, 100.0
    for owner in buyer.owners:
        home = case.parties[owner.party].home if owner.party is not None else owner.home  # type: ignore[union-attr]
        share, there = owner.share.to("percent"), lies_in(sits(atlas, home), together(atlas, markets))
        low += share.low if there is True else 0
        nothing_there = there is False and owner.party is None  # a party may be owned from there in its turn
        high -= share.low if nothing_there else 0
    return low, high


def met(case: Landscape, buyers: Buyers, buyer: Vendor | Customer, place: str | None) -> Truth:  # noqa: PLR0911
    atlas = atlas_of(case)
    match buyers:
        case LocatedIn():
            return lies_in(sits(atlas, place or buyer.home), together(atlas, buyers.markets))
        case HeadquarteredIn():
            return lies_in(sits(atlas, buyer.home), together(atlas, buyers.markets))
        case OwnedFrom():
            low, high = owned(case, buyer, buyers.markets)
            return True if low > 50 else False if high <= 50 else None
        case OfKind():
            return True if buyers.kind in buyer.kinds else None
        case Vetted():
            return True if buyers.standard in buyer.vetted else None
        case Named():
            return buyer.id in buyers.parties
        case AllOf():
            return both(*(met(case, part, buyer, place) for part in buyers.parts))
        case AnyOf():
            return either(*(met(case, part, buyer, place) for part in buyers.parts))
        case Not():
            return opposite(met(case, buyers.part, buyer, place))


# Access.


def covered(case: Landscape, into: Sequence[str] | None, excluding: Sequence[str], inner: frozenset[str]) -> Truth:
    atlas = atlas_of(case)
    left_over = inner - together(atlas, excluding)
    if into is None:
        return None if left_over else False
    return lies_in(inner, together(atlas, into) - together(atlas, excluding))


def over(case: Landscape, models: Sequence[str], wanted: str) -> Truth:
    if families(case, wanted) & set(models):
        return True
    return None if any(wanted in families(case, each) for each in models) else False


@attrs.frozen
class Asked:
    model: str
    buyer: Vendor | Customer
    place: str | None
    day: date


def opened(case: Landscape, channel: SalesChannel, asked: Asked) -> Truth:
    buyer, place = asked.buyer, asked.place
    inner = sits(atlas_of(case), place or buyer.home)
    meant: list[str] = [each for each in channel.models if asked.model in families(case, each)] or [asked.model]
    sure, there = known_to_buy(atlas_of(case), channel, buyer, place)
    complete = channel.buyers.exactly
    return both(
        carries(case, channel, asked.model),
        either(covered(case, channel.into, channel.excluding, inner), there),
        holds(channel.open, asked.day),
        channel.status != "testing",
        buyer.id not in channel.buyers.never and (complete is None or buyer.id in complete),
        True if channel.only_to is None else either(met(case, channel.only_to, buyer, place), sure),
        some_model_passes(case, channel, meant, asked, sure),
    )


def some_model_passes(case: Landscape, channel: SalesChannel, meant: Sequence[str], asked: Asked, sure: Truth) -> Truth:
    """Whether rights and refusals let one of the models be sold, whichever of them the buyer is known to buy.

    One that names none may sell any, and one that sells a family may sell a member that is meant.
    """
    members = [each for each in meant if set(families(case, each)) & {*channel.models}]
    outcomes = {
        either(*(permitted(case, channel, [each], asked, sure if each == bought else False) for each in meant))
        for bought in ((*channel.models, *members) if channel.models else (*meant, "another"))
    }
    return outcomes.pop() if len(outcomes) == 1 else None


def despite(case: Landscape, channel: SalesChannel, refusal: Refusal) -> Truth:
    """Whether what is known to be sold was sold while a refusal was in force, on any days on which it says the same."""
    first = channel
    while first.continues is not None and case.channels[first.continues].claims == channel.claims:
        first = case.channels[first.continues]
    terms = [
        (each, each.who, each.refuses, each.models, each.through, each.reasons, each.claims) for each in case.refusals
    ]
    own = next(each[1:] for each in terms if each[0].id == refusal.id)
    same = [each[0].holds for each in terms if each[1:] == own]
    if first.open.seen:
        return either(*(holds(held, each) for each in first.open.seen for held in same))
    since = first.open.since
    start = None if since is None else since.start
    return (start is not None and any(holds(held, start) is True for held in same)) or None


def permitted(case: Landscape, channel: SalesChannel, meant: Sequence[str], asked: Asked, sure: Truth) -> Truth:
    """Whether the rights and the refusals let a model be sold."""
    inner = sits(atlas_of(case), asked.place or asked.buyer.home)
    rights = [
        both(
            holds(right.holds, asked.day),
            either(*(over(case, right.models, each) for each in meant)),
            covered(case, right.territory, right.excluding, inner),
        )
        for right in (case.rights[each] for each in channel.rests_on)
    ]
    return both(
        either(*rights) if rights else True,
        *(
            either(opposite(stands(case, each, channel, meant, asked)), both(sure, despite(case, channel, each)))
            for each in case.refusals
        ),
    )


def known_to_buy(
    atlas: Atlas, channel: SalesChannel, buyer: Vendor | Customer, place: str | None
) -> tuple[Truth, Truth]:
    """At all; and from the place that is asked."""
    if buyer.id not in channel.buyers.known:
        return False, False
    if place in (None, buyer.home):
        return True, True
    assert place is not None
    return None, None if sits(atlas, buyer.home) & atlas[place] else False


def stands(case: Landscape, refusal: Refusal, channel: SalesChannel, meant: Sequence[str], asked: Asked) -> Truth:
    """Whether a refusal stands in the way."""
    by_seller = refusal.who == channel.seller
    concerned = set[Truth]()
    for model in meant:
        by_developer = refusal.who == case.models[model].developer
        listed = over(case, refusal.models, model) if refusal.models else True if by_developer else None
        concerned.add(listed if by_seller or by_developer else False)
    binds: dict[str, Truth] = {"itself": False, "anyone": True, "unknown": None}
    return both(
        concerned.pop() if len(concerned) == 1 else None,
        holds(refusal.holds, asked.day),
        True if by_seller else binds[refusal.through],
        met(case, refusal.refuses, asked.buyer, asked.place),
    )


# What is asked.

PLACES = st.none() | MARKETS


def some_buyer(case: Landscape, data: st.DataObject) -> Vendor | Customer:
    buyers: list[Vendor | Customer] = [*case.vendors, *case.customers]
    return data.draw(st.sampled_from(buyers))


def some_model(case: Landscape, data: st.DataObject) -> str:
    return data.draw(st.sampled_from([model.id for model in case.models]))


def parties_of(case: Landscape) -> list[str]:
    return [party.id for party in case.parties]


def place_of(place: str | None, case: Landscape) -> MarketId | None:
    return None if place is None else case.markets[place].id


@given(testing.landscapes(), PLACES, st.data())
def test_a_condition_means_a_buyer_as_its_definition_does(
    case: Landscape, place: str | None, data: st.DataObject
) -> None:
    buyer, condition = some_buyer(case, data), data.draw(testing.buyers(parties_of(case)))
    found = meets(case._store, condition, buyer, located_in=place_of(place, case))
    assert TRUTHS[found.verdict] == met(case, condition, buyer, place)


@given(testing.landscapes(), PLACES, st.data())
def test_conditions_combine_by_kleenes_tables(case: Landscape, place: str | None, data: st.DataObject) -> None:
    buyer = some_buyer(case, data)
    left, right = (data.draw(testing.buyers(parties_of(case))) for _ in range(2))

    def verdict(condition: Buyers) -> Verdict:
        return meets(case._store, condition, buyer, located_in=place_of(place, case)).verdict

    one, other = verdict(left), verdict(right)
    assert verdict(all_of(left, right)) is one & other
    assert verdict(any_of(left, right)) is one | other
    assert verdict(not_(left)) is ~one
    assert verdict(not_(all_of(left, right))) is verdict(any_of(not_(left), not_(right)))


@given(testing.landscapes(), PLACES, DAYS, st.data())
def test_access_agrees_with_the_truth_table(case: Landscape, place: str | None, day: date, data: st.DataObject) -> None:
    model, buyer = some_model(case, data), some_buyer(case, data)
    access = case.access(model, buyer=buyer, located_in=place, on=day)
    expected = {
        channel.id: opened(case, channel, Asked(model, buyer, place, day))
        for channel in case.channels
        if carries(case, channel, model) is not False
    }
    assert {each.channel.id: TRUTHS[each.verdict] for each in access.channels} == expected
    assert list(expected) == [each.channel.id for each in access.channels]
    assert TRUTHS[access.verdict] == either(*expected.values())


@st.composite
def declined(draw: st.DrawFn) -> Landscape:
    """A landscape in which a channel sells several models to a known buyer, which vendors decline at some time."""
    case = draw(testing.landscapes(most_channels=2))
    assume(len(case.channels) > 0)
    channel = draw(st.sampled_from(list(case.channels)))
    buyer = draw(st.sampled_from(parties_of(case)))
    assume(buyer not in channel.buyers.never)
    whom: tuple[Buyers, ...] = (named(buyer), any_of(named(buyer), of_kind("bank")))
    refusals = [
        Refusal(
            id=f"declines-{number}",
            who=draw(st.sampled_from([channel.seller, *(case.models[each].developer for each in channel.models)])),
            refuses=draw(st.sampled_from(whom)),
            models=draw(st.lists(st.sampled_from([*channel.models]), max_size=1)) if channel.models else [],
            through=draw(st.sampled_from(("anyone", "itself"))),
            holds=draw(st.sampled_from((Validity.during("2024-01-01/.."), Validity.during("2025-01-01/..")))),
            claims=["page.second"],
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    opens = draw(st.sampled_from(("seen 2024-06-01", "seen 2025-06-01", "2023-01-01/..", "2024-06-01/..", "unknown")))
    sold = attrs.evolve(
        channel,
        buyers=Clientele(at_least=[buyer]),
        only_to=None,
        status="sold",
        open=opens,
        into=["world"],
        excluding=[],
    )
    return case.replacing(sold).adding(*refusals)


@given(declined(), st.data())
def test_access_of_a_known_buyer_that_is_declined_agrees_with_it_too(case: Landscape, data: st.DataObject) -> None:
    model, day = some_model(case, data), date(2025, 9, 1)
    buyers: list[Vendor | Customer] = [*case.vendors, *case.customers]
    buyer = data.draw(st.sampled_from(buyers))
    access = case.access(model, buyer=buyer, on=day)
    asked = Asked(model, buyer, None, day)
    assert {each.channel.id: TRUTHS[each.verdict] for each in access.channels} == {
        channel.id: opened(case, channel, asked)
        for channel in case.channels
        if carries(case, channel, model) is not False
    }


@given(testing.landscapes(), PLACES, DAYS, st.data())
def test_who_can_get_a_member_can_get_something_of_the_family(
    case: Landscape, place: str | None, day: date, data: st.DataObject
) -> None:
    model, buyer = some_model(case, data), some_buyer(case, data)
    of_member = case.access(model, buyer=buyer, located_in=place, on=day).verdict
    for family in families(case, model):
        of_family = case.access(family, buyer=buyer, located_in=place, on=day).verdict
        assert of_family == "open" or of_member != "open"
        assert of_member == "closed" or of_family != "closed"


# What holds of every answer.


@given(testing.landscapes(), PLACES, DAYS, st.data(), st.randoms(use_true_random=False))
def test_access_does_not_depend_on_the_order_of_the_records(
    case: Landscape, place: str | None, day: date, data: st.DataObject, random: Random
) -> None:
    records = list(case.records)
    random.shuffle(records)
    again = Landscape.of(*records, as_of=case.as_of)
    asked = some_model(case, data), some_buyer(case, data).id

    def answer(one: Landscape) -> Access:
        return one.access(asked[0], buyer=asked[1], located_in=place, on=day)

    assert answer(again) == answer(case)
    assert answer(again).explain() == answer(case).explain()


def _without_what_it_is(record: Record) -> Record:
    return attrs.evolve(record, owners=(), kinds=(), vetted=()) if isinstance(record, Customer) else record


FORGETTING: tuple[Callable[[Record], Record], ...] = (
    lambda record: attrs.evolve(record, into=None) if isinstance(record, SalesChannel) else record,
    lambda record: attrs.evolve(record, open="unknown") if isinstance(record, SalesChannel) else record,
    lambda record: attrs.evolve(record, territory=None) if isinstance(record, Right) else record,
    lambda record: attrs.evolve(record, holds="unknown") if isinstance(record, Right | Refusal) else record,
    lambda record: attrs.evolve(record, through="unknown") if isinstance(record, Refusal) else record,
    lambda record: attrs.evolve(record, home=None) if isinstance(record, Vendor) else record,
    lambda record: attrs.evolve(record, home=None) if isinstance(record, Customer) else record,
    _without_what_it_is,
)


@given(testing.landscapes(), PLACES, DAYS, st.data())
def test_a_fact_that_is_forgotten_never_turns_unknown_into_yes_or_no(
    case: Landscape, place: str | None, day: date, data: st.DataObject
) -> None:
    records = list(case.records)
    forget, forgotten = data.draw(st.sampled_from(FORGETTING)), data.draw(st.sets(st.integers(0, len(records) - 1)))
    less = Landscape.of(
        *(forget(record) if number in forgotten else record for number, record in enumerate(records)), as_of=case.as_of
    )
    model, buyer = some_model(case, data), some_buyer(case, data).id
    knowing, forgetful = (one.access(model, buyer=buyer, located_in=place, on=day) for one in (case, less))
    assert forgetful.verdict in (knowing.verdict, "unknown")
    for before, after in zip(knowing.channels, forgetful.channels, strict=True):
        assert after.verdict in (before.verdict, "unknown")


def _conditions(node: Condition | Reason) -> list[Condition]:
    own = [node] if isinstance(node, Condition) else []
    return own + [each for part in node.because for each in _conditions(part)]


@given(testing.landscapes(), PLACES, DAYS, st.data())
def test_every_condition_says_something_and_can_be_shown(
    case: Landscape, place: str | None, day: date, data: st.DataObject
) -> None:
    access = case.access(some_model(case, data), buyer=some_buyer(case, data), located_in=place, on=day)
    text = " ".join(access.explain().split())
    for channel in access.channels:
        for condition in channel.conditions:
            assert all(each.statement for each in _conditions(condition))
            assert f"{condition.verdict}: {condition.statement}" in text
            assert condition.evidence


@given(testing.landscapes(), PLACES, DAYS, st.data())
def test_a_doubt_about_rights_makes_no_access_surer(
    case: Landscape, place: str | None, day: date, data: st.DataObject
) -> None:
    model, buyer = some_model(case, data), some_buyer(case, data)
    doubtful = [each.id for each in case.rights if each.claims == ("page.third",)]
    before, after = (
        each.access(model, buyer=buyer, located_in=place, on=day) for each in (case, case.doubting("page.third"))
    )
    for was, is_now in zip(before.channels, after.channels, strict=True):
        assert is_now.holds in (was.holds, Verdict.UNKNOWN)
        if was.channel.rests_on and set(was.channel.rests_on) <= set(doubtful):
            assert is_now.holds is not Verdict.YES
        assert is_now.channel.rests_on == was.channel.rests_on
