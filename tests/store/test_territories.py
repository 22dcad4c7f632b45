"""Territories: markets as sets of places, listed or not."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.records.identifiers import MarketId
from aibroker.records.markets import Market
from aibroker.store.gazetteer import reference_markets
from aibroker.store.territories import Territories
from aibroker.values.verdicts import Verdict

SHANGHAI = Market(id="shanghai", name="Shanghai", within=["cn"])
WORLD = Territories.of((*reference_markets(), SHANGHAI))
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


def _ids(text: str) -> tuple[MarketId, ...]:
    return tuple(MarketId(each) for each in text.split())


@pytest.mark.parametrize(
    ("into", "excluding", "market", "reaches", "covers"),
    [
        ("world", "", "cn", YES, YES),
        ("cn", "", "cn", YES, YES),
        ("shanghai", "", "cn", YES, NO),
        ("cn", "", "shanghai", YES, YES),
        ("world", "cn", "cn", NO, NO),
        ("world", "cn", "shanghai", NO, NO),
        ("world", "cn", "asia", YES, NO),
        ("world", "shanghai", "cn", YES, NO),
        ("cn", "", "hk", NO, NO),
        ("cn", "", "tw", NO, NO),
        ("cn", "", "greater-china", YES, NO),
        ("cn hk mo tw", "", "greater-china", YES, YES),
        ("eu", "", "g7", YES, NO),
        ("eu", "de fr it", "g7", NO, NO),
        ("asia", "", "eu", YES, NO),
        ("africa", "", "eu", NO, NO),
        ("eu", "", "world", YES, NO),
        ("us", "", "west", YES, NO),
    ],
)
def test_what_a_channel_reaches_and_covers(
    into: str, excluding: str, market: str, reaches: Verdict, covers: Verdict
) -> None:
    assert WORLD.reaches(_ids(into), _ids(excluding), MarketId(market)) is reaches
    assert WORLD.covers(_ids(into), _ids(excluding), MarketId(market)) is covers


@pytest.mark.parametrize(
    ("excluding", "market", "verdict"),
    [("", "cn", UNKNOWN), ("cn", "cn", NO), ("cn", "shanghai", NO), ("hk", "cn", UNKNOWN)],
)
def test_of_an_unknown_territory_only_what_it_leaves_out_is_known(
    excluding: str, market: str, verdict: Verdict
) -> None:
    assert WORLD.reaches(None, _ids(excluding), MarketId(market)) is verdict
    assert WORLD.covers(None, _ids(excluding), MarketId(market)) is verdict


def test_a_part_that_is_excluded_keeps_an_unknown_territory_from_covering() -> None:
    assert WORLD.covers(None, _ids("shanghai"), MarketId("cn")) is NO
    assert WORLD.reaches(None, _ids("shanghai"), MarketId("cn")) is UNKNOWN


def test_a_country_holds_more_than_what_is_listed_in_it() -> None:
    assert WORLD.territory(_ids("cn"), _ids("shanghai"))


def test_a_bloc_that_lists_its_members_is_exactly_those() -> None:
    bloc = Market(id="both", name="Both", kind="bloc", includes=["cn", "us"])
    territories = Territories.of((*reference_markets(), bloc))

    assert not territories.territory(_ids("both"), _ids("cn us"))
    assert territories.lies_in(MarketId("both"), _ids("cn us"))


def test_a_bloc_without_members_stands_for_something() -> None:
    territories = Territories.of((Market(id="club", name="Club", kind="bloc"),))

    assert territories.territory(_ids("club"))


@pytest.mark.parametrize("kind", ["country", "region"])
def test_a_region_may_hold_more_than_it_lists(kind: str) -> None:
    wide = Market(id="wide", name="Wide", kind="region", includes=["part"])
    territories = Territories.of((wide, Market(id="part", name="Part")))

    assert territories.territory(_ids("wide"), _ids("part"))


def test_a_place_in_two_blocs_is_where_they_meet() -> None:
    assert WORLD.places["eu"] & WORLD.places["g7"] == WORLD.union(_ids("de fr it"))


def test_the_same_places_are_said_by_the_largest_markets() -> None:
    assert WORLD.as_markets(WORLD.union(_ids("de fr cn shanghai"))) == _ids("cn de fr")
    assert WORLD.as_markets(WORLD.places["eu"]) == _ids("eu")
    assert WORLD.as_markets(WORLD.everywhere) == _ids("world")
    assert WORLD.as_markets(0) == ()


def test_what_no_markets_make_up_cannot_be_said() -> None:
    assert WORLD.as_markets(WORLD.territory(_ids("cn"), _ids("shanghai"))) is None


def test_a_long_chain_of_markets_is_no_trouble() -> None:
    count = 5_000
    chain = [Market(id=f"m{number}", name=str(number), within=[f"m{number + 1}"]) for number in range(count)]
    territories = Territories.of((*chain, Market(id=f"m{count}", name="outermost")))

    assert territories.lies_in(MarketId("m0"), _ids(f"m{count}"))
    assert not territories.lies_in(MarketId(f"m{count}"), _ids("m0"))


def test_a_circle_is_cut_rather_than_followed_for_ever() -> None:
    markets = (Market(id="a", name="A", within=["b"]), Market(id="b", name="B", within=["a"]))

    assert set(Territories.of(markets).places) == {"a", "b"}


@st.composite
def hierarchies(draw: st.DrawFn) -> tuple[Market, ...]:
    """Markets in which each may lie in several later ones, said from either side; some are blocs."""
    count = draw(st.integers(min_value=1, max_value=8))
    ids = [*(f"m{number}" for number in range(count)), *draw(st.sampled_from(((), ("world",))))]
    pairs = [(inner, outer) for place, inner in enumerate(ids) for outer in ids[place + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    above = [pair for pair in chosen if draw(st.booleans())]
    markets = [
        Market(
            id=each,
            name=each,
            kind="world" if each == "world" else draw(st.sampled_from(("country", "bloc", "region"))),
            within=[outer for inner, outer in chosen if inner == each and (inner, outer) not in above],
            includes=[inner for inner, outer in above if outer == each],
        )
        for each in ids
    ]
    return tuple(draw(st.permutations(markets)))


def _outward(markets: Iterable[Market]) -> Mapping[str, set[str]]:
    """For each market, itself and all that it lies in, however far out."""
    direct = {market.id: {*market.within} for market in markets}
    for market in markets:
        for inner in market.includes:
            direct[inner].add(market.id)
    found = {each: {each} for each in direct}
    for _ in direct:
        found = {each: {each}.union(*(found[outer] for outer in direct[each])) for each in direct}
    return {each: outer | ({"world"} & direct.keys()) for each, outer in found.items()}


def _spots(markets: tuple[Market, ...]) -> Mapping[str, set[str]]:
    """For each market, the spots in it: an unlisted one for every market that is more than its members."""
    outward = _outward(markets)
    exact = {
        market.id
        for market in markets
        if market.kind == "bloc" and (market.includes or any(market.id in other.within for other in markets))
    }
    return {
        market.id: {spot for spot in outward if spot not in exact and market.id in outward[spot]} for market in markets
    }


@given(hierarchies(), st.data())
def test_reaching_and_covering_are_as_sets_of_spots_say(markets: tuple[Market, ...], data: st.DataObject) -> None:
    ids = st.lists(st.sampled_from([MarketId(market.id) for market in markets]), unique=True)
    into, excluding = tuple(data.draw(ids)), tuple(data.draw(ids))
    spots, territories = _spots(markets), Territories.of(markets)
    sold = set().union(*(spots[each] for each in into)) - set().union(*(spots[each] for each in excluding))

    for market in spots:
        asked = MarketId(market)
        assert territories.reaches(into, excluding, asked) is Verdict.of(bool(sold & spots[market]))
        assert territories.covers(into, excluding, asked) is Verdict.of(spots[market] <= sold)
        assert territories.lies_in(asked, into) is (spots[market] <= set().union(*(spots[each] for each in into)))
    assert bool(territories.territory(into, excluding)) is bool(sold)


@given(hierarchies(), st.data())
def test_places_are_said_by_markets_whenever_they_can_be(markets: tuple[Market, ...], data: st.DataObject) -> None:
    territories = Territories.of(markets)
    chosen = data.draw(st.lists(st.sampled_from([MarketId(market.id) for market in markets]), unique=True))
    places = data.draw(st.sampled_from((territories.union(chosen), territories.everywhere & 0b10110)))

    said = territories.as_markets(places)

    if said is None:
        assert places != territories.union(chosen)
    else:
        assert territories.union(said) == places
        assert said == tuple(sorted(said))
