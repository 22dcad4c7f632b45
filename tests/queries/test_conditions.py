"""Conditions on buyers over places: Kleene's logic, place by place."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.landscape import Landscape
from aibroker.queries.conditions import Extent, extent
from aibroker.records.buyers import (
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Not,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.markets import Market
from aibroker.values.verdicts import Verdict

TERRITORIES = Landscape.of(Market(id="shanghai", name="Shanghai", within=["cn"]), as_of="2026-01-01")._store.territories
EVERYWHERE = TERRITORIES.everywhere
CHINA, HONG_KONG, SHANGHAI = (TERRITORIES.places[each] for each in ("cn", "hk", "shanghai"))

CONDITIONS = testing.buyers()
BITS = st.integers(min_value=0, max_value=EVERYWHERE)


@st.composite
def extents(draw: st.DrawFn) -> Extent:
    yes = draw(BITS)
    return Extent(yes, draw(BITS) & ~yes)


def _at(found: Extent, place: int) -> Verdict:
    """The verdict at one place."""
    return Verdict.YES if found.yes & place else Verdict.NO if found.no & place else Verdict.UNKNOWN


@given(extents(), extents(), st.integers(min_value=0, max_value=EVERYWHERE.bit_count() - 1))
def test_the_operators_are_those_of_verdicts_at_every_place(one: Extent, other: Extent, number: int) -> None:
    place = 1 << number
    assert _at(one & other, place) is _at(one, place) & _at(other, place)
    assert _at(one | other, place) is _at(one, place) | _at(other, place)
    assert _at(~one, place) is ~_at(one, place)


def test_located_buyers_are_at_their_places_and_nowhere_else() -> None:
    assert extent(TERRITORIES, located_in("cn", "hk"), local=False) == Extent(
        CHINA | HONG_KONG, EVERYWHERE & ~(CHINA | HONG_KONG)
    )


def test_of_local_buyers_the_headquarters_are_where_they_buy() -> None:
    assert extent(TERRITORIES, headquartered_in("cn"), local=True) == Extent(CHINA, EVERYWHERE & ~CHINA)


def test_where_buyers_buy_says_nothing_of_their_headquarters() -> None:
    assert extent(TERRITORIES, headquartered_in("cn"), local=False) == Extent(0, 0)


@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize(
    "condition",
    [owned_from("cn", more_than="50 %"), of_kind("bank"), vetted("established companies"), named("any-co")],
    ids=lambda condition: type(condition).__name__,
)
def test_what_depends_on_more_than_places_is_unknown_everywhere(condition: Buyers, local: bool) -> None:
    assert extent(TERRITORIES, condition, local=local) == Extent(0, 0)


@pytest.mark.parametrize(
    ("condition", "market", "verdict"),
    [
        (located_in("cn"), "cn", Verdict.YES),
        (located_in("cn"), "shanghai", Verdict.YES),
        (located_in("shanghai"), "cn", Verdict.YES),
        (located_in("cn"), "hk", Verdict.NO),
        (not_(located_in("cn")), "shanghai", Verdict.NO),
        (not_(located_in("shanghai")), "cn", Verdict.YES),
        (all_of(located_in("cn"), of_kind("bank")), "cn", Verdict.UNKNOWN),
        (all_of(located_in("cn"), of_kind("bank")), "hk", Verdict.NO),
        (any_of(located_in("cn"), of_kind("bank")), "cn", Verdict.YES),
        (any_of(located_in("cn"), of_kind("bank")), "hk", Verdict.UNKNOWN),
        (all_of(located_in("asia"), not_(located_in("cn"))), "cn", Verdict.NO),
        (all_of(located_in("asia"), not_(located_in("cn"))), "jp", Verdict.YES),
    ],
)
def test_somewhere_in_a_market_is_whether_some_place_of_it_will_do(
    condition: Buyers, market: str, verdict: Verdict
) -> None:
    assert extent(TERRITORIES, condition, local=False).somewhere_in(TERRITORIES.places[market]) is verdict


@given(CONDITIONS, st.booleans())
def test_no_place_is_both_in_and_out(condition: Buyers, local: bool) -> None:
    found = extent(TERRITORIES, condition, local=local)
    assert not found.yes & found.no
    assert not (found.yes | found.no) & ~EVERYWHERE


@given(CONDITIONS)
def test_knowing_the_headquarters_too_only_settles_what_was_unknown(condition: Buyers) -> None:
    less, more = (extent(TERRITORIES, condition, local=local) for local in (False, True))
    assert not less.yes & ~more.yes
    assert not less.no & ~more.no


@given(st.lists(CONDITIONS, min_size=2, max_size=3))
def test_combined_conditions_obey_de_morgan(parts: list[Buyers]) -> None:
    def found(condition: Buyers) -> Extent:
        return extent(TERRITORIES, condition, local=True)

    assert found(not_(all_of(*parts))) == found(any_of(*(not_(part) for part in parts)))
    assert found(not_(any_of(*parts))) == found(all_of(*(not_(part) for part in parts)))


@given(CONDITIONS, st.sampled_from(("cn", "hk", "shanghai", "fr", "us")))
def test_a_condition_holds_at_a_place_as_it_does_in_plain_logic(condition: Buyers, country: str) -> None:
    """Each country's own place, read by recursion over truth values instead of over sets."""
    inner = SHANGHAI if country == "cn" else 0
    own = TERRITORIES.places[country] & ~inner
    combine: dict[bool, Callable[[Verdict, Verdict], Verdict]] = {True: Verdict.__and__, False: Verdict.__or__}

    def verdict(asked: Buyers) -> Verdict:
        match asked:
            case LocatedIn() | HeadquarteredIn():
                return Verdict.of(any(own & TERRITORIES.places[market] for market in asked.markets))
            case AllOf() | AnyOf():
                first, *others = (verdict(part) for part in asked.parts)
                for each in others:
                    first = combine[isinstance(asked, AllOf)](first, each)
                return first
            case Not():
                return ~verdict(asked.part)
            case _:
                return Verdict.UNKNOWN

    assert _at(extent(TERRITORIES, condition, local=True), own) is verdict(condition)
