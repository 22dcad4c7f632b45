"""A landscape's faults, brought back to the files: in the words of the file, with the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from aibroker.errors import Fault
from aibroker.exchange.context import Context
from aibroker.exchange.entries import Entry
from aibroker.exchange.paths import Path, read_path, write_path
from aibroker.exchange.spots import Notes
from aibroker.records.identifiers import slug
from aibroker.records.kinds import COLLECTIONS, PARTY_KINDS

__all__ = ["Places", "in_order"]

_STATEMENTS: Final = ("metrics", "partitions", "comparisons")
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    **{plural: ("party",) if kind in PARTY_KINDS else (kind,) for kind, plural in COLLECTIONS.items()},
    "parties": ("party",),
}


@attrs.frozen(eq=False)
class Places:
    """Where each record of a case stands.

    Attributes:
        entries: The entry of each record, by what it shares its ids with and its id.
        context: What was known when they were read.
    """

    entries: Mapping[tuple[str, str], Entry]
    context: Context

    @classmethod
    def of(cls, entries: Iterable[Entry], context: Context) -> Places:
        """The places of these entries."""
        return cls({(each.group, each.identity or write_path(each.path)): each for each in entries}, context)

    def located(self, fault: Fault) -> Fault:
        """A fault of a landscape with its path, line and file; as it is where nothing in the files bears it."""
        entry, field = self._found(fault.where)
        if entry is None:
            return fault
        notes = Notes(entry.document)
        entry.fields(notes, self.context)
        path = notes.origin_of(_as_indexed(entry, field)) or entry.path
        document = entry.document
        return attrs.evolve(fault, where=write_path(path), line=document.lines.line_of(path), file=document.file)

    def _found(self, where: str) -> tuple[Entry | None, str]:
        plural, _, rest = where.partition(".")
        for length in range(len(rest), 0, -1):
            if length < len(rest) and rest[length] != ".":
                continue
            for group in _KINDS.get(plural, ()):
                entry = self.entries.get((group, rest[:length]))
                if entry is not None:
                    return entry, rest[length + 1 :]
        return None, ""


def _as_indexed(entry: Entry, field: str) -> Path:
    """The path in a record; a statement that an assumption adds is named there by its id, and meant by its place."""
    if not field.startswith("adds."):
        return read_path(field)
    rest = f"{field.removeprefix('adds.')}."
    meant = ((len(each), place) for place, each in enumerate(_statements(entry)) if rest.startswith(f"{each}."))
    length, place = max(meant)
    return ("adds", place, *read_path(rest[length:]))


def _statements(entry: Entry) -> Iterable[str]:
    groups = entry.raw["adds"] if isinstance(entry.raw["adds"], dict) else {}
    for group in _STATEMENTS:
        yield from map(slug, groups.get(group, {}))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults by file, line and path, each once."""
    unique = {(fault.file, fault.where, fault.problem, fault.value): fault for fault in reversed(tuple(faults))}
    return tuple(sorted(unique.values(), key=lambda each: (each.file or "", each.line or 0, each.where, each.problem)))
