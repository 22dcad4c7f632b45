"""Conditions on buyers, evaluated over places: where they surely hold, and where they surely do not."""

from __future__ import annotations

from functools import reduce
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

__all__ = ["Extent", "extent", "sold_places"]


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
