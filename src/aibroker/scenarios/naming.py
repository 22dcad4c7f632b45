"""Ids for the records that a scenario makes: readable, of their day, and taken by nobody else."""

from __future__ import annotations

import attrs

from aibroker.records.kinds import RecordKind
from aibroker.store.stores import Store

__all__ = ["FreeIds"]


@attrs.frozen
class FreeIds:
    """Finds ids that no record of a kind bears, nor any that the same step has made.

    Attributes:
        store: The records.
        kind: The kind.
        taken: The ids that the same step has given already.
    """

    store: Store
    kind: RecordKind
    taken: set[str] = attrs.field(factory=set, converter=set)

    def free(self, wanted: str) -> str:
        """The id that is wanted, or one with a number; the end of it counts where it is too long."""
        number, candidate = 1, wanted[-120:].lstrip("-._")
        while candidate in self.taken or self.store.get(self.kind, candidate) is not None:
            number += 1
            candidate = f"{wanted[-115:].lstrip('-._')}.{number}"
        self.taken.add(candidate)
        return candidate
