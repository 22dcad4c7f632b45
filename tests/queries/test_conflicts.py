from typing import Any

import attrs
import pytest

import aibroker
from aibroker import (
    Claim,
    Clientele,
    Customer,
    Landscape,
    Model,
    Owner,
    Position,
    Refusal,
    Right,
    SalesChannel,
    Source,
    Vendor,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.buyers import Buyers
from aibroker.records.reasons import Conflict
from aibroker.typing import ChannelStatus, PositionStrength, Record

PAGE = Source(id="page", title="A page", kind="reporting", published="2026-01-01")
TALK = Source(id="talk", title="A talk", kind="statement", published="unknown")
SAID = Claim(id="page.said", source="page", locator="s1", kind="fact", text="Something.")
COMPANIES = (
    Vendor(id="maker", name="Maker", home="US"),
    Vendor(id="seller", name="Seller", home="US"),
    Vendor(id="rival", name="Rival", home="US"),
)
FAMILY = Model(id="big", name="Big", developer="maker", is_family=True)
MEMBER = Model(id="big-1", name="Big 1", developer="maker", family="big")


def channel(
    name: str, seller: str, *, into: tuple[str, ...] = ("China",), status: ChannelStatus = "sold"
) -> SalesChannel:
    return SalesChannel(
        id=name, seller=seller, models=["big-1"], into=into, status=status, open="2026-01-01/..", claims=["said"]
    )


def right(name: str, holder: str, *, territory: tuple[str, ...] | None, exclusive: bool | None = True) -> Right:
    return Right(
        id=name,
        holder=holder,
        may="sell",
        models=["big"],
        territory=territory,
        exclusive=exclusive,
        holds="2026-01-01/2027-01-01",
        claims=["said"],
    )


def found(*records: Record, on: str = "2026-06-01") -> tuple[Conflict, ...]:
    case = Landscape.of(PAGE, TALK, SAID, *COMPANIES, FAMILY, MEMBER, *records, as_of="2026-06-01")
    return case.conflicts(on=on)


def kinds(*records: Record, on: str = "2026-06-01") -> list[str]:
    return [conflict.kind for conflict in found(*records, on=on)]


def test_a_second_seller_stands_against_an_exclusive_right() -> None:
    (conflict,) = found(right("alone", "seller", territory=("Asia",)), channel("way", "rival"))

    assert conflict.kind == "second seller under an exclusive right"
    assert [record.id for record in conflict.between] == ["alone", "way"]
    assert conflict.statement == "alone leaves nobody but Seller, yet way is open"
    assert [each.claim.id for each in conflict.evidence] == ["page.said"]


def test_an_exclusive_right_is_judged_at_a_day() -> None:
    records = (right("alone", "seller", territory=("China",)), channel("way", "rival"))

    assert kinds(*records, on="2026-12-31") == ["second seller under an exclusive right"]
    assert kinds(*records, on="2027-01-01") == []


@pytest.mark.parametrize(
    "harmless",
    [
        channel("way", "seller"),
        channel("way", "rival", into=("France",)),
        channel("way", "rival", status="testing"),
    ],
    ids=["the holder itself", "elsewhere", "under test"],
)
def test_what_an_exclusive_right_allows_is_no_conflict(harmless: SalesChannel) -> None:
    assert kinds(right("alone", "seller", territory=("China",)), harmless) == []


def test_what_is_unknown_is_in_no_conflict() -> None:
    unsure = attrs.evolve(right("alone", "seller", territory=("China",)), holds="unknown")

    assert kinds(unsure, channel("way", "rival")) == []
    assert kinds(right("alone", "seller", territory=None), channel("way", "rival")) == []


def test_one_right_with_two_territories_is_a_conflict() -> None:
    wide, narrow = right("wide", "seller", territory=("world",)), right("narrow", "seller", territory=("China",))

    assert kinds(wide, narrow) == ["one right, two territories"]
    assert kinds(wide, attrs.evolve(narrow, territory=("world",))) == []
    assert kinds(narrow, attrs.evolve(wide, territory=("France",))) == [], "they do not meet, so that both can be so"


def test_what_tells_two_rights_apart_makes_them_two() -> None:
    wide, narrow = right("wide", "seller", territory=("world",)), right("narrow", "seller", territory=("China",))

    def named(*, grantor: str | None = None, basis: str = "") -> list[str]:
        return kinds(attrs.evolve(wide, grantor="maker", basis="A"), attrs.evolve(narrow, grantor=grantor, basis=basis))

    assert named() == named(grantor="maker", basis="A") == ["one right, two territories"]
    assert named(grantor="rival") == named(basis="B") == []


def test_a_right_to_resell_leaves_the_developer_its_own_sales() -> None:
    resale = attrs.evolve(right("alone", "seller", territory=("China",)), may="resell")
    own, other = channel("own", "maker"), channel("other", "rival")

    assert kinds(resale, own) == []
    assert kinds(resale, other) == ["second seller under an exclusive right"]
    assert kinds(attrs.evolve(resale, may="sell"), own) == ["second seller under an exclusive right"]


def test_a_channel_of_a_family_may_not_sell_the_one_model_that_is_meant() -> None:
    alone = attrs.evolve(right("alone", "seller", territory=("China",)), models=["big-1"])
    whole = attrs.evolve(channel("way", "rival"), models=["big"])
    wont = Refusal(
        id="wont", who="rival", refuses=located_in("China"), models=["big-1"], holds="2026-01-01/..", claims=["said"]
    )

    assert kinds(alone, whole) == kinds(wont, whole) == []
    assert kinds(attrs.evolve(alone, models=["big"]), whole) == ["second seller under an exclusive right"]
    assert kinds(alone, channel("way", "rival")) == ["second seller under an exclusive right"]
    assert kinds(wont, channel("way", "rival")) == ["refusal beside an own channel"]


BUYERS = (Customer(id="bank", name="Bank", home="China"), Customer(id="firm", name="Firm", home="France"))


@pytest.mark.parametrize(
    "terms",
    [
        {"only_to": not_(located_in("China"))},
        {"only_to": located_in("France")},
        {"buyers": Clientele(exactly=["firm"])},
        {"buyers": Clientele(exactly=[])},
    ],
)
def test_a_channel_that_sells_to_nobody_there_does_not_meet_the_territory(terms: dict[str, Any]) -> None:
    alone = right("alone", "seller", territory=("China",))
    wont = Refusal(id="wont", who="rival", refuses=located_in("China"), holds="2026-01-01/..", claims=["said"])
    wide = attrs.evolve(channel("way", "rival", into=("world",)), models=["own"])
    mine = Model(id="own", name="Own", developer="rival")
    over = attrs.evolve(alone, models=["own"])

    assert kinds(*BUYERS, mine, over, wide) == ["second seller under an exclusive right"]
    assert kinds(*BUYERS, mine, wont, wide) == ["refusal beside an own channel"]
    assert kinds(*BUYERS, mine, over, wont, attrs.evolve(wide, **terms)) == []


def test_a_channel_to_others_than_those_declined_is_no_conflict() -> None:
    wont = Refusal(id="wont", who="maker", refuses=headquartered_in("China"), holds="2026-01-01/..", claims=["said"])
    open_to_others = attrs.evolve(channel("way", "maker"), only_to=not_(headquartered_in("China")))

    assert kinds(wont, open_to_others) == []
    assert kinds(wont, channel("way", "maker")) == ["refusal beside an own channel"]


@pytest.mark.parametrize("whom", [named("bank"), owned_from("Japan", more_than="50 %"), of_kind("lender")])
def test_a_known_buyer_that_is_declined_is_a_conflict(whom: Buyers) -> None:
    bank = Customer(id="bank", name="Bank", home="France", kinds=["lender"], owners=[Owner(home="Japan", share="60 %")])
    wont = Refusal(id="wont", who="maker", refuses=whom, holds="2026-01-01/..", claims=["said"])
    way = attrs.evolve(channel("way", "maker", into=("France",)), buyers=Clientele(at_least=["bank"]))

    (conflict,) = found(bank, wont, way)

    assert conflict.statement == "Maker declines buyers such as Bank (wont), yet sells to it by way"
    assert kinds(bank, wont, attrs.evolve(way, buyers=Clientele())) == []
    assert kinds(bank, attrs.evolve(wont, who="rival"), way) == []


def test_two_parties_cannot_both_be_alone() -> None:
    assert kinds(right("mine", "seller", territory=("China",)), right("theirs", "rival", territory=("Asia",))) == [
        "exclusive and not",
        "exclusive and not",
    ]


def test_the_same_right_is_not_exclusive_and_shared_at_once() -> None:
    shared = right("shared", "seller", territory=("world",), exclusive=False)

    assert kinds(right("alone", "seller", territory=("China",)), shared) == ["exclusive and not"]
    assert kinds(right("alone", "seller", territory=("France",)), attrs.evolve(shared, territory=("China",))) == []


def test_a_right_to_host_stands_against_no_right_to_sell() -> None:
    hosting = attrs.evolve(right("hosting", "rival", territory=("China",)), may="host")

    assert kinds(right("alone", "seller", territory=("China",)), hosting) == []


def ended(name: str, **terms: Any) -> Right:
    return attrs.evolve(right(name, "seller", territory=("China",)), holds="2025-01-01/2026-03-01", **terms)


def test_a_channel_that_rests_on_a_right_is_in_conflict_after_the_end_of_the_right() -> None:
    way = attrs.evolve(channel("way", "seller"), rests_on=["then"])
    (conflict,) = found(ended("then"), way)

    assert conflict.kind == "right after its end"
    assert conflict.statement == "way is open and rests on then, which is over"
    assert [record.id for record in conflict.between] == ["then", "way"]
    assert kinds(ended("then"), way, on="2026-02-28") == []
    assert kinds(ended("then"), channel("way", "seller")) == [], "it may rest on anything else"


def test_an_exclusive_right_that_is_only_seen_after_its_end_is_a_conflict() -> None:
    seen = attrs.evolve(right("alone", "seller", territory=("world",)), may="resell", holds="seen 2026-05-01")
    (conflict,) = found(ended("then"), seen)

    assert conflict.kind == "right after its end"
    assert conflict.statement == "alone says that Seller alone may, after the end of then"


@pytest.mark.parametrize(
    "harmless",
    [
        attrs.evolve(right("anew", "seller", territory=("China",)), holds="2026-03-01/.."),
        attrs.evolve(right("shared", "seller", territory=("China",), exclusive=None), holds="seen 2026-05-01"),
        attrs.evolve(right("another", "rival", territory=("China",)), holds="seen 2026-05-01"),
        attrs.evolve(right("elsewhere", "seller", territory=("France",)), holds="seen 2026-05-01"),
        attrs.evolve(right("hosting", "seller", territory=("China",)), may="host", holds="seen 2026-05-01"),
    ],
    ids=lambda right: right.id,
)
def test_what_is_another_right_is_not_in_conflict_with_one_that_ended(harmless: Right) -> None:
    assert kinds(ended("then"), harmless) == []


def test_a_vendor_that_declines_and_sells_itself_is_a_conflict() -> None:
    refusal = Refusal(
        id="wont", who="maker", refuses=located_in("China"), through="itself", holds="2026-01-01/..", claims=["said"]
    )

    assert kinds(refusal, channel("way", "maker")) == ["refusal beside an own channel"]
    assert kinds(refusal, channel("way", "rival")) == []
    assert kinds(refusal, channel("way", "maker", into=("France",))) == []
    assert kinds(attrs.evolve(refusal, models=["big"]), channel("way", "maker")) == ["refusal beside an own channel"]


def position(strength: PositionStrength, **scope: tuple[str, ...]) -> Claim:
    place = Position(who="seller", strength=strength, market="China", **scope)
    return Claim(id="page.place", source="page", locator="s3", kind="fact", text="A place.", position=place)


@pytest.mark.parametrize("scope", [{"models": ("big",)}, {"developers": ("maker",)}, {"developed_in": ("US",)}, {}])
def test_a_sole_seller_beside_another_is_a_conflict(scope: dict[str, tuple[str, ...]]) -> None:
    both = (channel("mine", "seller"), channel("theirs", "rival"))

    assert kinds(position("sole", **scope), *both) == ["sole seller beside another"]
    assert kinds(position("primary", **scope), *both) == []
    assert kinds(position("sole", **scope), both[0]) == []


def test_a_position_that_no_known_channel_bears_out_is_a_conflict() -> None:
    assert kinds(position("one of")) == ["position without a channel"]
    assert kinds(position("one of", developed_in=("China",)), channel("mine", "seller")) == [
        "position without a channel"
    ]


def test_a_position_speaks_of_no_day_before_it_was_claimed() -> None:
    both = (channel("mine", "seller"), channel("theirs", "rival"))
    undated = attrs.evolve(position("sole"), source="talk")
    passed_on = attrs.evolve(undated, root="page")
    old = [attrs.evolve(each, open="2020-01-01/..") for each in both]

    assert kinds(position("sole"), *old, on="2025-12-31") == []
    assert kinds(position("sole"), *old, on="2026-01-01") == ["sole seller beside another"]
    assert kinds(undated, *old) == [], "nobody knows when it was said"
    assert kinds(passed_on, *old) == ["sole seller beside another"]


def test_the_article_gives_one_right_two_territories() -> None:
    (conflict,) = aibroker.load_case("microsoft-openai-china").conflicts()

    assert conflict.kind == "one right, two territories"
    assert [record.id for record in conflict.between] == ["gpt-in-china", "openai-worldwide"]
    assert [each.claim.id for each in conflict.evidence] == ["article.exclusive-china", "article.exclusive-worldwide"]


CAREFUL: tuple[Buyers, ...] = (
    named("firm"),
    of_kind("lender"),
    vetted("established companies"),
    owned_from("US", more_than="50 %"),
    headquartered_in("France"),
    any_of(named("firm"), vetted("established companies")),
    not_(of_kind("lender")),
)
SURE: tuple[Buyers, ...] = (
    named("bank"),
    any_of(vetted("established companies"), named("bank")),
    headquartered_in("China"),
    not_(headquartered_in("France")),
    located_in("Asia"),
)


def sold_to_some(only_to: Buyers) -> list[str]:
    """A channel into China beside an exclusive right, a refusal and a sole position there."""
    alone = right("alone", "seller", territory=("China",))
    wont = Refusal(id="wont", who="rival", refuses=located_in("China"), holds="2026-01-01/..", claims=["said"])
    other = attrs.evolve(channel("theirs", "rival"), models=["big-1", "own"], only_to=only_to)
    mine = Model(id="own", name="Own", developer="rival")
    return kinds(*BUYERS, mine, alone, wont, position("sole"), channel("mine", "seller"), other)


@pytest.mark.parametrize("only_to", CAREFUL, ids=str)
def test_a_condition_that_nobody_there_need_meet_makes_no_conflict(only_to: Buyers) -> None:
    assert sold_to_some(only_to) == []


@pytest.mark.parametrize("only_to", SURE, ids=str)
def test_a_condition_that_somebody_there_surely_meets_makes_conflicts(only_to: Buyers) -> None:
    assert sold_to_some(only_to) == [
        "refusal beside an own channel",
        "second seller under an exclusive right",
        "sole seller beside another",
    ]


def test_a_buyer_that_is_said_never_to_buy_meets_no_condition() -> None:
    alone = right("alone", "seller", territory=("China",))
    way = attrs.evolve(channel("theirs", "rival"), only_to=named("bank"), buyers=Clientele(never=["bank"]))

    assert kinds(*BUYERS, alone, way) == []
    assert kinds(*BUYERS, alone, attrs.evolve(way, buyers=Clientele())) == ["second seller under an exclusive right"]
