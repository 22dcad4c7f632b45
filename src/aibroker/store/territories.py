"""Territories as sets of places, one bit of an integer for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from operator import or_
from types import MappingProxyType

import attrs

from aibroker.records.identifiers import MarketId
from aibroker.records.markets import WORLD, Market
from aibroker.values.verdicts import Verdict

__all__ = ["Territories"]


@attrs.frozen(eq=False)
class Territories:
    """Which places each market stands for.

    Every market has a place of its own for what nobody listed in it, but for a bloc that lists what it includes: it
    is exactly that. The world holds every place. Sets of places are integers, so that meeting, covering and leaving
    out are ``&``, ``==`` and ``& ~``, whatever the shape of the hierarchy.

    Attributes:
        places: For each market, its places as bits.
    """

    places: Mapping[str, int]

    @classmethod
    def of(cls, markets: Iterable[Market]) -> Territories:
        """The territories of these markets, which must not lie in each other in a circle."""
        listed = sorted(markets, key=lambda market: market.id)
        inside = _listed_inside(listed)
        places: dict[str, int] = {}
        for position, market in enumerate(listed):
            places[market.id] = 0 if market.kind == "bloc" and inside[market.id] else 1 << position
        for market_id in _innermost_first(inside):
            places[market_id] = reduce(or_, (places[each] for each in inside[market_id]), places[market_id])
        if WORLD in places:
            places[WORLD] = (1 << len(listed)) - 1
        return cls(MappingProxyType(places))

    @cached_property
    def everywhere(self) -> int:
        """All places there are."""
        return reduce(or_, self.places.values(), 0)

    @cached_property
    def _largest_first(self) -> tuple[tuple[MarketId, int], ...]:
        listed = sorted(self.places.items(), key=lambda item: (-item[1].bit_count(), item[0]))
        return tuple((MarketId(market), held) for market, held in listed)

    @cached_property
    def _by_places(self) -> Mapping[int, tuple[MarketId]]:
        """For the places of each market, that market; of several with the same places, the first."""
        return MappingProxyType({held: (market,) for market, held in reversed(self._largest_first) if held})

    def union(self, markets: Iterable[MarketId]) -> int:
        """The places of several markets together."""
        return reduce(or_, (self.places[each] for each in markets), 0)

    def territory(self, into: Iterable[MarketId] | None, excluding: Iterable[MarketId] = ()) -> int:
        """The places of ``into`` less ``excluding``; where ``into`` is unknown, all that it could be."""
        reached = self.everywhere if into is None else self.union(into)
        return reached & ~self.union(excluding)

    def lies_in(self, inner: MarketId, outer: Iterable[MarketId]) -> bool:
        """Whether all of a market lies in these markets together."""
        return self.places[inner] & ~self.union(outer) == 0

    def reaches(self, into: tuple[MarketId, ...] | None, excluding: tuple[MarketId, ...], market: MarketId) -> Verdict:
        """Whether some part of a market lies in ``into`` and is not excluded."""
        possible = self.territory(into, excluding)
        return Verdict.NO if not possible & self.places[market] else self.met(into, possible, market)

    def met(self, into: tuple[MarketId, ...] | None, possible: int, market: MarketId) -> Verdict:
        """Whether what meets a market for all that is known does so.

        Of an unknown territory only the world is sure, and only if nothing is left out: a step may have left nothing.
        """
        is_anywhere = possible == self.everywhere == self.places[market]
        return Verdict.YES if into is not None or is_anywhere else Verdict.UNKNOWN

    def covers(self, into: tuple[MarketId, ...] | None, excluding: tuple[MarketId, ...], market: MarketId) -> Verdict:
        """Whether all of a market lies in ``into`` and is not excluded."""
        if self.places[market] & ~self.territory(into, excluding):
            return Verdict.NO
        return Verdict.UNKNOWN if into is None else Verdict.YES

    def as_markets(self, places: int) -> tuple[MarketId, ...] | None:
        """Markets that together make up exactly these places, largest first; None where no markets do."""
        if places in self._by_places:
            return self._by_places[places]
        rest, chosen = self._within(places)
        return tuple(sorted(chosen)) if not rest else None

    def around(self, places: int) -> tuple[MarketId, ...]:
        """Markets that together hold all of these places, and as little else as the listed markets allow."""
        rest, chosen = self._within(places)
        for market, held in reversed(self._largest_first):
            if held & rest:
                chosen.append(market)
                rest &= ~held
        return tuple(sorted(chosen))

    def _within(self, places: int) -> tuple[int, list[MarketId]]:
        """The largest markets that lie within these places, and what of the places is in none of them."""
        rest, chosen = places, list[MarketId]()
        for market, held in self._largest_first:
            if held & rest and not held & ~places:
                chosen.append(market)
                rest &= ~held
        return rest, chosen


def _listed_inside(markets: list[Market]) -> dict[str, set[str]]:
    inside: dict[str, set[str]] = {market.id: set() for market in markets}
    for market in markets:
        inside[market.id].update(each for each in market.includes if each in inside)
        for outer in market.within:
            if outer in inside:
                inside[outer].add(market.id)
    return inside


def _innermost_first(inside: Mapping[str, set[str]]) -> list[str]:
    """Every market after those inside it; a circle, which validation reports, is cut somewhere."""
    order: list[str] = []
    seen: set[str] = set()
    ahead = [(market, False) for market in inside]
    while ahead:
        market, done = ahead.pop()
        if done:
            order.append(market)
        elif market not in seen:
            seen.add(market)
            ahead.append((market, True))
            ahead += [(each, False) for each in sorted(inside[market], reverse=True)]
    return order
