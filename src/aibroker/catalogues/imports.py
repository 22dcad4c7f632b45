"""What reading a catalogue gives: a landscape, and every row that was dropped, doubted or not matched."""

from __future__ import annotations

from typing import Literal

import attrs

from aibroker.landscape import Landscape
from aibroker.records.evidence import Source
from aibroker.records.identifiers import ChannelId

__all__ = ["CatalogueImport", "CatalogueIssue", "IssueKind"]

IssueKind = Literal["dropped", "doubted", "unmatched"]
"""What became of a row or a name: left out, kept although it may be wrong, or kept apart since nobody knows it."""


@attrs.frozen(kw_only=True)
class CatalogueIssue:
    """A row, or a part of it, that is not what it says, or of which it cannot be told.

    Attributes:
        kind: Dropped, doubted or unmatched.
        where: The key of the row in the catalogue.
        problem: What is wrong.
        value: The value that it is about.
    """

    kind: IssueKind
    where: str
    problem: str
    value: str = ""

    def __str__(self) -> str:
        where, value = (each if each.isprintable() else repr(each) for each in (self.where, self.value))
        about = f": {value}" if value else ""
        return f"{where}: {self.problem}{about} ({self.kind})"


@attrs.frozen(kw_only=True, repr=False)
class CatalogueImport:
    """A catalogue as records.

    Each offer is a channel into an unknown territory: no catalogue says to whom its sellers sell.

    Attributes:
        landscape: The offers with their prices, each resting on a claim of the catalogue.
        issues: What was dropped, doubted or not matched, in the order of the catalogue.
        source: The catalogue: its name, version, and the day on which it was retrieved.
        unplaced: The channels that are bound to a place which was not understood; where they run is unknown, and they
            are not offers that are bound to none.
    """

    landscape: Landscape
    issues: tuple[CatalogueIssue, ...]
    source: Source
    unplaced: frozenset[ChannelId] = frozenset()

    def of_kind(self, kind: IssueKind) -> tuple[CatalogueIssue, ...]:
        """The issues of one kind."""
        return tuple(each for each in self.issues if each.kind == kind)

    def __repr__(self) -> str:
        counts = f"{len(self.landscape.channels)} offers, {len(self.landscape.metrics)} prices"
        return f"<CatalogueImport {self.source.title}: {counts}, {len(self.issues)} issues>"
