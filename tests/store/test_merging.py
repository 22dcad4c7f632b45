"""Joining two landscapes: filled, united, promoted, or refused with every contradiction."""

from typing import Any

import attrs
import pytest
from hypothesis import given

from aibroker.errors import InvalidLandscapeError, InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Right
from aibroker.records.safeguards import Safeguard
from aibroker.testing import assert_landscape_equal, landscapes
from tests.records.samples import claim, sample

DAY = "2026-01-01"
REMEDY = " (valid: one of the two on both sides, set with case.replacing(…))"
BASIS: tuple[Record, ...] = (
    Source(id="article", title="An article", kind="reporting", published="unknown"),
    claim("article.one"),
    claim("article.two"),
    Vendor(id="microsoft", name="Microsoft"),
    Model(id="phi", name="Phi", developer="microsoft"),
    Product(id="azure", name="Azure", seller="microsoft"),
)
LISTS_OF_WHAT_IS_KNOWN = {"aliases", "claims", "effectiveness", "hedges", "jurisdiction", "kinds"} | {
    "owners",
    "reasons",
    "safeguards",
    "vetted",
}


def case(*records: Record, as_of: str = DAY, title: str = "") -> Landscape:
    return Landscape.of(*records, as_of=as_of, title=title)


def joined(mine: Record, theirs: Record) -> Record:
    """What two records become, whichever side is named first."""
    one, other = case(*BASIS, mine), case(*BASIS, theirs)
    (left,) = (record for record in (one | other).records if record.id == mine.id)
    (right,) = (record for record in (other | one).records if record.id == mine.id)
    assert _without_order(left) == _without_order(right)
    return left


def _without_order(record: Record) -> object:
    fields = attrs.asdict(record, recurse=False)
    return type(record), {
        name: frozenset(value) if name in LISTS_OF_WHAT_IS_KNOWN else value for name, value in fields.items()
    }


def contradictions(one: Landscape, other: Landscape) -> list[str]:
    with pytest.raises(InvalidLandscapeError) as caught:
        _ = one | other
    with pytest.raises(InvalidLandscapeError) as turned:
        _ = other | one
    assert {fault.where for fault in caught.value.faults} == {fault.where for fault in turned.value.faults}
    return [str(fault).removesuffix(REMEDY) for fault in caught.value.faults]


def channel(**terms: Any) -> SalesChannel:
    given: dict[str, Any] = {"id": "c", "seller": "microsoft", "into": ["cn"], "open": "unknown", "claims": ["one"]}
    return SalesChannel(**given | terms)


def test_records_of_either_side_are_there() -> None:
    one = case(Vendor(id="a", name="A"))
    other = case(Vendor(id="b", name="B"))

    assert (one | other).vendors.ids == (other | one).vendors.ids == ("a", "b")


def test_what_one_side_left_unset_is_filled_from_the_other() -> None:
    made = joined(
        Vendor(id="acme", name="Acme", home="France", note="A remark."),
        Vendor(id="acme", name="Acme", year_ends="June", kinds=["cloud"]),
    )

    assert made == Vendor(id="acme", name="Acme", home="fr", year_ends="June", kinds=["cloud"], note="A remark.")


@pytest.mark.parametrize(
    ("known", "unsaid"),
    [
        ({"into": ["cn"]}, {"into": "unknown"}),
        ({"open": "2026-01-01/.."}, {"open": "unknown"}),
        ({"hosted_in": Hosting(at_least=["sg"])}, {"hosted_in": Hosting()}),
        ({"buyers": Clientele(exactly=[])}, {"buyers": Clientele()}),
        ({"operator": "microsoft"}, {"operator": None}),
        ({"note": "A remark."}, {"note": ""}),
        ({"models": ["phi"]}, {"models_unknown": True}),
    ],
)
def test_what_is_unknown_on_one_side_is_as_good_as_unset(known: dict[str, Any], unsaid: dict[str, Any]) -> None:
    assert joined(channel(**known), channel(**unsaid)) == channel(
        **known, **{} if "claims" in known else {"claims": ["article.one"]}
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ((None, ()), (["world"], ["cn"]), (("world",), ("cn",))),
        ((None, ["cn"]), (["world"], ["ru", "cn"]), (("world",), ("ru", "cn"))),
        ((None, ["cn"]), (None, ["ru"]), (None, ("cn", "ru"))),
        ((None, ["cn"]), (None, ()), (None, ("cn",))),
    ],
)
@pytest.mark.parametrize("kind", ["channel", "right"])
def test_of_an_unknown_territory_only_what_it_leaves_out_is_known(
    kind: str, mine: tuple[Any, Any], theirs: tuple[Any, Any], together: tuple[Any, Any]
) -> None:
    assert covering(joined(covered(kind, *mine), covered(kind, *theirs))) == together


@pytest.mark.parametrize("kind", ["channel", "right"])
def test_what_an_unknown_territory_leaves_out_is_in_no_territory(kind: str) -> None:
    one, other = covered(kind, None, ["cn"]), covered(kind, ["world"], ["ru"])
    (fault,) = contradictions(case(*BASIS, one), case(*BASIS, other))

    assert ".excluding: the two sides contradict each other: cn against ru" in fault


def covered(kind: str, into: Any, excluding: Any) -> Record:
    terms: dict[str, Any] = {"id": "it", "excluding": excluding, "claims": ["article.one"]}
    if kind == "right":
        return Right(holder="microsoft", may="sell", models=[], territory=into, holds="unknown", **terms)
    return SalesChannel(seller="microsoft", models=[], into=into, open="unknown", **terms)


def covering(record: Record) -> tuple[Any, Any]:
    assert isinstance(record, SalesChannel | Right)
    return record.into if isinstance(record, SalesChannel) else record.territory, record.excluding


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [("DeepSeek R1", "deepseek-r1", "DeepSeek R1"), ("Z.ai", "Z.AI", "Z.AI"), ("GPT 5", "GPT-5", "GPT-5")],
)
def test_one_name_in_two_spellings_is_one_name(mine: str, theirs: str, together: str) -> None:
    one, other = (Vendor(id="it", name=name) for name in (mine, theirs))
    found = joined(one, other)

    assert isinstance(found, Vendor)
    assert found.name == together


@pytest.mark.parametrize(("mine", "theirs"), [("DeepSeek R1", "DeepSeek R2"), ("深度求索", "深度")])
def test_two_names_contradict(mine: str, theirs: str) -> None:
    one, other = (case(Vendor(id="it", name=name)) for name in (mine, theirs))
    assert "the two sides contradict each other" in contradictions(one, other)[0]


def test_an_unstated_speaker_is_as_good_as_unset() -> None:
    made = joined(attrs.evolve(claim("article.x"), said_by="A person"), claim("article.x"))

    assert isinstance(made, Claim)
    assert made.said_by == "A person"


def test_lists_of_what_is_known_are_united_and_each_thing_is_named_once() -> None:
    mine = Vendor(id="acme", name="Acme", aliases=["A", "B"], owners=[Owner(home="cn")], claims=["one"])
    theirs = Vendor(id="acme", name="Acme", aliases=["C", "B"], owners=[Owner(home="us")], claims=["two", "one"])

    assert joined(mine, theirs) == Vendor(
        id="acme",
        name="Acme",
        aliases=["A", "B", "C"],
        owners=[Owner(home="cn"), Owner(home="us")],
        claims=["article.one", "article.two"],
    )


def test_what_is_known_of_whether_a_safeguard_works_is_united() -> None:
    mine = Safeguard(id="s", name="S", claims=["one"], effectiveness=["one"])
    theirs = Safeguard(id="s", name="S", claims=["one"], effectiveness=["two"])

    made = joined(mine, theirs)

    assert isinstance(made, Safeguard)
    assert set(made.effectiveness) == {"article.one", "article.two"}


def test_a_customer_whom_the_other_side_knows_as_a_vendor_becomes_one() -> None:
    made = joined(
        Customer(id="bytedance", name="ByteDance", home="cn", aliases=["BD"]),
        Vendor(id="bytedance", name="ByteDance", aliases=["字节跳动"], claims=["one"]),
    )

    assert isinstance(made, Vendor)
    assert made.home == "cn"
    assert set(made.aliases) == {"BD", "字节跳动"}


def test_a_promoted_customer_must_agree_in_what_both_sides_say() -> None:
    one = case(Customer(id="acme", name="Acme", home="cn"))
    other = case(Vendor(id="acme", name="Acme", home="us"))

    assert [each.partition(": ")[2] for each in contradictions(one, other)] == [
        "the two sides contradict each other: cn against us"
    ]


@pytest.mark.parametrize("party", [Vendor, Customer])
def test_an_authority_is_no_company(party: type[Vendor | Customer]) -> None:
    one, other = case(Authority(id="acme", name="Acme")), case(party(id="acme", name="Acme"))
    kind = party.__name__.lower()

    with pytest.raises(
        InvalidLandscapeError, match=f"authorities.acme: authority on one side and {kind} on the other: acme"
    ):
        _ = one | other
    with pytest.raises(InvalidLandscapeError, match=f"{kind}s.acme: {kind} on one side and authority on the other"):
        _ = other | one


@pytest.mark.parametrize(
    ("mine", "theirs", "field", "values"),
    [
        (Vendor(id="a", name="A"), Vendor(id="a", name="B"), "vendors.a.name", "A against B"),
        (Vendor(id="a", name="A", home="cn"), Vendor(id="a", name="A", home="us"), "vendors.a.home", "cn against us"),
        (channel(into=["cn"]), channel(into=["us", "jp"]), "channels.c.into", "cn against us, jp"),
        (channel(status="sold"), channel(status="testing"), "channels.c.status", "sold against testing"),
        (
            channel(open="2026-01-01/.."),
            channel(open="2026-02-01/.."),
            "channels.c.open",
            "since 2026-01-01, not ended against since 2026-02-01, not ended",
        ),
        (
            Model(id="m", name="M", developer="microsoft", is_family=True),
            Model(id="m", name="M", developer="microsoft"),
            "models.m.is_family",
            "True against False",
        ),
        (Market(id="x", name="X", kind="region"), Market(id="x", name="X"), "markets.x.kind", "region against country"),
        (
            Market(id="x", name="X", within=["cn"]),
            Market(id="x", name="X", within=["jp"]),
            "markets.x.within",
            "cn against jp",
        ),
    ],
)
def test_what_cannot_both_hold_is_refused_and_never_chosen(
    mine: Record, theirs: Record, field: str, values: str
) -> None:
    assert contradictions(case(*BASIS, mine), case(*BASIS, theirs)) == [
        f"{field}: the two sides contradict each other: {values}"
    ]


def test_an_actual_number_is_not_the_projection_of_the_other_side() -> None:
    mine = Metric(id="m", measurand=Measurand(measure="sales", period="2024"), value="3 bn USD", claims=["one"])
    theirs = attrs.evolve(mine, basis="projected")

    assert contradictions(case(*BASIS, mine), case(*BASIS, theirs)) == [
        "metrics.m.basis: the two sides contradict each other: actual against projected"
    ]


def test_two_questions_under_one_id_are_not_made_into_a_third() -> None:
    mine = Question(id="q", measurand=Measurand(measure="sales", period="2024"))
    theirs = Question(id="q", kind="channels_into", market="cn")

    assert contradictions(case(mine), case(theirs)) == [
        "questions.q.kind: the two sides contradict each other: figure against channels_into"
    ]


def test_two_halves_that_make_no_record_are_a_contradiction() -> None:
    sales, china = (Measurand(measure="sales", market=market, period="2024") for market in (None, "cn"))
    amount = Metric(id="m", measurand=china, value="3 bn USD", claims=["one"])
    share = Metric(id="m", measurand=china, value="5 %", relative_to=sales, relation="share of", claims=["one"])

    assert contradictions(case(*BASIS, amount), case(*BASIS, share)) == [
        "metrics.m.value: the two sides contradict each other: 3 bn USD against 5 %"
    ]


def test_every_contradiction_is_reported_at_once() -> None:
    one = case(Vendor(id="a", name="A", home="cn"), Vendor(id="b", name="B"))
    other = case(Vendor(id="a", name="AA", home="us"), Authority(id="b", name="B"))

    assert len(contradictions_of_either(one, other)) == 3


def contradictions_of_either(one: Landscape, other: Landscape) -> list[str]:
    with pytest.raises(InvalidLandscapeError) as caught:
        _ = one | other
    return [str(fault) for fault in caught.value.faults]


def test_a_name_that_both_sides_give_to_different_records_becomes_ambiguous_and_nothing_else() -> None:
    made = case(Vendor(id="a", name="Acme")) | case(Vendor(id="b", name="Acme"))

    assert made.vendors.ids == ("a", "b")
    assert made.vendors["a"].name == made.vendors["b"].name


def test_the_whole_must_hold_together_as_well_as_the_parts() -> None:
    one = case(Market(id="x", name="X", within=["y"]), Market(id="y", name="Y"))
    other = case(Market(id="y", name="Y", within=["x"]), Market(id="x", name="X"))

    with pytest.raises(InvalidLandscapeError, match=r"markets.x: these lie in a circle: x → y → x"):
        _ = one | other


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        ("A", "B", "A | B"),
        ("B", "A", "A | B"),
        ("A", "A", "A"),
        ("A", "", "A"),
        ("", "B", "B"),
        ("", "", ""),
        ("A | B", "B", "A | B"),
    ],
)
def test_the_whole_is_called_by_both_titles(one: str, other: str, title: str) -> None:
    assert (case(title=one) | case(title=other)).title == title


def test_what_was_remarked_on_either_side_is_still_said() -> None:
    early = Source(id="early", title="Early", kind="reporting", published="unknown", retrieved="2025-01-01")
    one = case(early, attrs.evolve(claim("early.one"), source="early")).known_on("2025-06-01")
    other = case(*BASIS).known_on("2025-07-01")

    told = {each.where for each in (one | other).findings}

    assert told == {"sources.early.published", "sources.article.published"}
    assert one.known_on("2025-06-01").findings == one.findings


def test_two_conventions_for_hedges_are_not_chosen_from() -> None:
    one, other = case().reading(bare="about"), case().reading(about=0.1)

    with pytest.raises(InvalidValueError, match="two conventions for hedges are on"):
        _ = one | other
    assert (one | case()) == (case() | one)


def test_the_whole_is_seen_from_the_later_day() -> None:
    earlier, later = case(as_of="2025-01-01"), case(as_of="2026-01-01")

    assert (earlier | later).as_of == (later | earlier).as_of == later.as_of


def test_neither_side_hears_of_it() -> None:
    one, other = case(Vendor(id="a", name="A", aliases=["X"])), case(Vendor(id="a", name="A", aliases=["Y"]))

    _ = one | other

    assert one == case(Vendor(id="a", name="A", aliases=["X"]))
    assert other == case(Vendor(id="a", name="A", aliases=["Y"]))


@given(landscapes())
def test_a_landscape_joined_with_itself_or_with_nothing_is_itself(landscape: Landscape) -> None:
    nothing = Landscape.of(as_of=landscape.as_of)

    assert_landscape_equal(landscape | landscape, landscape)
    assert_landscape_equal(landscape | nothing, landscape)
    assert_landscape_equal(nothing | landscape, landscape)


def _content(landscape: Landscape) -> dict[str, object]:
    return {f"{type(record).__name__} {record.id}": _without_order(record) for record in landscape.records}


def _joined_or_none(*parts: Landscape) -> dict[str, object] | None:
    whole = parts[0]
    try:
        for part in parts[1:]:
            whole |= part
    except InvalidLandscapeError:
        return None
    return _content(whole)


@given(landscapes(), landscapes())
def test_it_does_not_matter_which_side_is_named_first(one: Landscape, other: Landscape) -> None:
    assert _joined_or_none(one, other) == _joined_or_none(other, one)


def test_a_landscape_taken_apart_can_be_put_together_again() -> None:
    whole = sample()
    bare = [
        attrs.evolve(record, note="", aliases=()) if isinstance(record, Vendor | Customer) else record
        for record in whole.records
    ]
    parties = [record for record in whole.records if isinstance(record, Vendor | Customer)]
    claims = [record for record in whole.records if isinstance(record, Source | Claim | Market)]
    rest = [
        record for record in whole.records if isinstance(record, Model) or record.id in ("microsoft", "openai", "gpt")
    ]

    assert_landscape_equal(
        Landscape.of(*bare, as_of=whole.as_of, title=whole.title)
        | Landscape.of(*{*parties, *claims, *rest}, as_of=whole.as_of),
        whole,
    )


def test_only_a_landscape_joins_a_landscape() -> None:
    with pytest.raises((TypeError, AttributeError)):
        _ = sample() | [Vendor(id="a", name="A")]  # type: ignore[operator]
