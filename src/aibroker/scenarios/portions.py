"""Portions: the revenue that holds what a closing puts at risk, cut as closely as the records allow.

Several of them cover what is at risk together. One that lies in another is not counted beside it, so that no sale
counts twice; and all of them lie in one that is as wide as it must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import product

import attrs

from aibroker.figures.derivations import Ground
from aibroker.figures.streams import Portion
from aibroker.records.identifiers import MarketId, MeasureId, PartyId, ProductId
from aibroker.records.markets import WORLD
from aibroker.records.measures import Measurand
from aibroker.scenarios.clienteles import closed_list
from aibroker.scenarios.closings import Closing
from aibroker.store.lineages import product_lineage
from aibroker.store.stores import Store
from aibroker.values.periods import Period

__all__ = ["REVENUE", "around", "covering", "places_of", "within"]

REVENUE = MeasureId("sales")
_MOST_MARKETS = 12


def within(store: Store, closing: Closing, *, by_market: bool) -> Iterator[Portion]:
    """The portions that hold what a closing puts at risk.

    Args:
        store: The landscape's records.
        closing: The closing.
        by_market: Whether to cut it by the markets that make up its places, or to take the one around all of them.
    """
    channel = closing.channel
    markets = _markets(store, closing.places) if by_market else (_smallest_around(store, closing.places),)
    exactly = closing.leavers if closing.is_of_leavers else closed_list(channel)
    buyers: tuple[PartyId | None, ...] = (None,) if exactly is None else exactly
    for market, buyer in product(markets, buyers):
        measurand = Measurand(
            measure=REVENUE, of=channel.seller, market=market, product=channel.product, buyer=buyer, period=closing.days
        )
        yield Portion(measurand=measurand, ground=_ground(closing))


def _ground(closing: Closing) -> Ground:
    doubt = f", if it does at all ({closing.doubt})" if closing.doubt else ""
    return Ground(
        kind="claims" if closing.evidence else "definition", said=f"{closing.said}{doubt}", evidence=closing.evidence
    )


def _markets(store: Store, places: int) -> tuple[MarketId | None, ...]:
    """The markets that together hold some places; the one around all where they are many."""
    markets = store.territories.around(places)
    is_plain = 0 < len(markets) <= _MOST_MARKETS and WORLD not in markets
    return markets if is_plain else (_smallest_around(store, places),)


def _smallest_around(store: Store, places: int) -> MarketId | None:
    """The smallest market that holds some places; None for the world, and where no places are known."""
    held = store.territories.places.items()
    fitting = ((each.bit_count(), market) for market, each in held if places and not places & ~each)
    _, market = min(fitting, default=(0, WORLD))
    return None if market == WORLD else MarketId(market)


def _held_in(store: Store, inner: Measurand, outer: Measurand) -> bool:
    """Whether revenue lies in other revenue by definition."""
    days, inside = outer.period, inner.period
    return (
        outer.of in (inner.of, None)
        and outer.buyer in (inner.buyer, None)
        and not places_of(store, inner.market) & ~places_of(store, outer.market)
        and outer.product in (*product_lineage(store, inner.product), None)
        and (days is not None and inside is not None and inside in days)
    )


def places_of(store: Store, market: MarketId | None) -> int:
    """The places of a market; those of the world for None."""
    return store.territories.everywhere if market is None else store.territories.places[market]


def covering(store: Store, portions: Iterable[Portion]) -> tuple[Portion, ...]:
    """The same portions without those that lie in another one, which takes over what they rest on."""
    kept: list[Portion] = []
    for each in portions:
        outer = next((other for other in kept if _held_in(store, each.measurand, other.measurand)), None)
        if outer is not None:
            kept[kept.index(outer)] = _joined(outer.measurand, (outer, each))
            continue
        inner = [other for other in kept if _held_in(store, other.measurand, each.measurand)]
        kept = [other for other in kept if other not in inner] + [_joined(each.measurand, (each, *inner))]
    return tuple(kept)


def around(store: Store, portions: Iterable[Portion]) -> Portion:
    """The one portion that holds all of these: of the smallest market, the common product and the whole span."""
    listed = tuple(portions)
    return _joined(_hull(store, [each.measurand for each in listed]), listed)


def _hull(store: Store, measurands: list[Measurand]) -> Measurand:
    """The revenue that holds all of these, which are of one seller."""
    places = reduce(lambda one, other: one | other, (places_of(store, each.market) for each in measurands))
    buyers = {each.buyer for each in measurands}
    return attrs.evolve(
        measurands[0],
        market=_smallest_around(store, places),
        product=_common_product(store, measurands),
        buyer=buyers.pop() if len(buyers) == 1 else None,
        period=(_span([each.periods[0] for each in measurands]),),
    )


def _common_product(store: Store, measurands: list[Measurand]) -> ProductId | None:
    lineages = [tuple(product_lineage(store, each.product)) for each in measurands]
    return next((each for each in lineages[0] if all(each in lineage for lineage in lineages)), None)


def _span(periods: list[Period]) -> Period:
    """The shortest span that holds some periods; one of them where it does."""
    widest = next((each for each in periods if all(other in each for other in periods)), None)
    starts, ends = [each.start for each in periods], [each.end for each in periods]
    return widest or Period(
        None if None in starts else min(each for each in starts if each is not None),
        None if None in ends else max(each for each in ends if each is not None),
    )


def _joined(measurand: Measurand, portions: Iterable[Portion]) -> Portion:
    """A portion that rests on all that some portions rest on."""
    listed = tuple(portions)
    grounds = tuple(dict.fromkeys(each.ground for each in listed))
    because = tuple(dict.fromkeys(why for each in listed for why in each.because))
    return Portion(measurand=measurand, ground=grounds[0] if len(grounds) == 1 else _together(grounds), because=because)


def _together(grounds: tuple[Ground, ...]) -> Ground:
    evidence = tuple(dict.fromkeys(each for ground in grounds for each in ground.evidence))
    assumptions = tuple(dict.fromkeys(each for ground in grounds for each in ground.assumptions))
    return Ground(
        kind="claims" if evidence else "assumption" if assumptions else "definition",
        said="; ".join(dict.fromkeys(ground.said for ground in grounds)),
        evidence=evidence,
        assumptions=assumptions,
    )
