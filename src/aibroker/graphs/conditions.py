"""Conditions on buyers as links: to which places and parties a condition points, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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

__all__ = ["conditions"]


def conditions(buyers: Buyers) -> Iterator[tuple[str, str]]:
    """The places and the parties that a condition on buyers names.

    Kinds and vettings point to nothing, and how the parts of a condition belong together is not said.

    Args:
        buyers: The condition.

    Yields:
        What it says of each, in words, and the id of its node.
    """
    match buyers:
        case LocatedIn():
            yield from (("buyers located in", f"market:{each}") for each in buyers.markets)
        case HeadquarteredIn():
            yield from (("buyers with headquarters in", f"market:{each}") for each in buyers.markets)
        case OwnedFrom():
            said = f"buyers owned by more than {buyers.more_than} from"
            yield from ((said, f"market:{each}") for each in buyers.markets)
        case Named():
            yield from (("this buyer", f"party:{each}") for each in buyers.parties)
        case Not():
            yield from ((f"all but {said}", target) for said, target in conditions(buyers.part))
        case AllOf() | AnyOf():
            for part in buyers.parts:
                yield from conditions(part)
        case OfKind() | Vetted():
            return
        case _:
            assert_never(buyers)
