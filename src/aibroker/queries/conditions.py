"""Conditions on buyers, evaluated over places: where they surely hold, and where they surely do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial, reduce
from typing import assert_never

import attrs

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
)
from aibroker.records.identifiers import MarketId
from aibroker.store.territories import Territories
from aibroker.values.verdicts import Verdict

__all__ = ["Extent", "extent", "hinges_on", "located", "sold_places"]


@attrs.frozen
class Extent:
    """For buyers at each place: where a condition surely holds, and where it surely does not.

    Places in neither are unknown. The operators are Kleene's, place by place.

    Attributes:
        yes: The places at which it holds for every buyer meant.
        no: The places at which it holds for none of them.
    """

    yes: int
    no: int

    def __and__(self, other: Extent) -> Extent:
        return Extent(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Extent) -> Extent:
        return Extent(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Extent:
        return Extent(self.no, self.yes)

    def somewhere_in(self, places: int) -> Verdict:
        """Whether it holds at some of these places."""
        if self.yes & places:
            return Verdict.YES
        return Verdict.UNKNOWN if places & ~self.no else Verdict.NO


def sold_places(
    territories: Territories,
    into: tuple[MarketId, ...] | None,
    excluding: tuple[MarketId, ...],
    only_to: Buyers | None,
) -> int:
    """The places of a territory at which a condition on buyers lets anybody buy; all that it could be if unknown."""
    territory = territories.territory(into, excluding)
    return territory if only_to is None else territory & ~extent(territories, only_to, local=False).no


def hinges_on(territories: Territories, buyers: Buyers, market: MarketId) -> bool:
    """Whether buyers that sit in a market, or have their headquarters in it, may meet a condition for that reason.

    Such a condition may combine the place of purchase in one market with headquarters in another, so that it holds for
    no buyer that is at home where it buys.

    Args:
        territories: The places of every market.
        buyers: The condition.
        market: In which such buyers have their headquarters, or sit.
    """
    here = territories.places[market]
    spots = _spots(territories.everywhere, (here, *_masks(territories, buyers)))
    inside, outside = ([spot for spot in spots if bool(spot & here) is within] for within in (True, False))
    at = partial(_at, territories, buyers)
    return any(
        at(sits=spot, home=each) > at(sits=spot, home=other) or at(sits=each, home=spot) > at(sits=other, home=spot)
        for spot in spots
        for each in inside
        for other in outside
    )


def _spots(everywhere: int, masks: Iterable[int]) -> list[int]:
    """One place for each way in which places may lie in and out of some territories."""
    parts = [everywhere]
    for mask in masks:
        parts = [part for each in parts for part in (each & mask, each & ~mask) if part]
    return [part & -part for part in parts]


def _masks(territories: Territories, buyers: Buyers) -> Iterator[int]:
    match buyers:
        case LocatedIn() | HeadquarteredIn():
            yield territories.union(buyers.markets)
        case AllOf() | AnyOf():
            for part in buyers.parts:
                yield from _masks(territories, part)
        case Not():
            yield from _masks(territories, buyers.part)
        case _:
            return


def _at(territories: Territories, buyers: Buyers, *, sits: int, home: int) -> int:
    """How sure it is that a buyer meets a condition: 0 for no, 1 for unknown, 2 for yes."""
    at = partial(_at, territories, sits=sits, home=home)
    match buyers:
        case LocatedIn():
            return 2 if sits & territories.union(buyers.markets) else 0
        case HeadquarteredIn():
            return 2 if home & territories.union(buyers.markets) else 0
        case AllOf():
            return min(map(at, buyers.parts))
        case AnyOf():
            return max(map(at, buyers.parts))
        case Not():
            return 2 - at(buyers.part)
        case _:
            return 1


def located(territories: Territories, buyers: Buyers) -> Iterator[int]:
    """The places of each part of a condition that depends on where a buyer buys."""
    match buyers:
        case LocatedIn():
            yield territories.union(buyers.markets)
        case AllOf() | AnyOf():
            for part in buyers.parts:
                yield from located(territories, part)
        case Not():
            yield from located(territories, buyers.part)
        case _:
            return


def extent(territories: Territories, buyers: Buyers, *, local: bool) -> Extent:
    """Where a condition holds.

    Args:
        territories: The places of every market.
        buyers: The condition.
        local: Whether the buyers meant have their headquarters where they buy. If not, the place of purchase says
            nothing of the headquarters.

    Returns:
        The places at which it holds, and at which it does not. What depends on more than places is unknown everywhere.
    """
    everywhere = territories.everywhere
    match buyers:
        case LocatedIn():
            held = territories.union(buyers.markets)
            return Extent(held, everywhere & ~held)
        case HeadquarteredIn():
            held = territories.union(buyers.markets)
            return Extent(held, everywhere & ~held) if local else Extent(0, 0)
        case AllOf():
            return reduce(Extent.__and__, (extent(territories, part, local=local) for part in buyers.parts))
        case AnyOf():
            return reduce(Extent.__or__, (extent(territories, part, local=local) for part in buyers.parts))
        case Not():
            return ~extent(territories, buyers.part, local=local)
        case OwnedFrom() | OfKind() | Vetted() | Named():
            return Extent(0, 0)
        case _:
            assert_never(buyers)
