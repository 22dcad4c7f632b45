"""Entries: the single records of a case's documents, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from aibroker.errors import Fault, nearest, shown
from aibroker.exchange.context import Context
from aibroker.exchange.documents import Document
from aibroker.exchange.keys import record_id
from aibroker.exchange.misfits import made_from
from aibroker.exchange.paths import Path
from aibroker.exchange.sections import claim_fields, fields_of
from aibroker.exchange.spots import LeftOut, Notes, Spot
from aibroker.exchange.tables import CLAIMS, HEADER, SCENARIO, SECTIONS, Section
from aibroker.records.identifiers import is_slug
from aibroker.records.kinds import CLASSES, Record

__all__ = ["Entry", "entries_in", "faults_of_keys", "unique"]


@attrs.frozen(eq=False)
class Entry:
    """One record as a document has it.

    Attributes:
        document: The document.
        section: Its section.
        path: Where it stands.
        raw: Its table.
        identity: Its id; empty where it cannot be had.
        source: For a claim: the id of its source.
    """

    document: Document
    section: Section
    path: Path
    raw: Mapping[str, object]
    identity: str
    source: str = ""

    @property
    def key(self) -> str:
        """Its key."""
        return str(self.path[-1])

    @property
    def group(self) -> str:
        """What it shares its ids with: its kind, or all parties."""
        return self.section.group

    @property
    def names(self) -> tuple[str, ...]:
        """Every text by which another record may mean it."""
        given = (self.key, self.identity, self.raw.get("name"), self.raw.get("title"))
        aliases = self.raw.get("aliases")
        several = aliases if isinstance(aliases, list) else [aliases]
        return tuple(each for each in (*given, *several) if isinstance(each, str))

    def fields(self, notes: Notes, context: Context) -> dict[str, object]:
        """Its fields; what is wrong with them is noted."""
        spot = Spot(notes, self.path)
        if self.section is CLAIMS:
            return claim_fields(self.source, self.key, self.raw, spot)
        return fields_of(self.section, self.key, self.raw, spot, context)

    def record(self, notes: Notes, context: Context) -> Record | None:
        """The record; None where it cannot be made, for the reasons that are noted."""
        return made_from(self.fields(notes, context), CLASSES[self.section.kind], notes)


def faults_of_keys(document: Document) -> Iterator[Fault]:
    """The keys at the top of a case that have no place there."""
    valid = (*HEADER, *SECTIONS)
    for key in document.tree:
        if key in valid:
            continue
        if key in SCENARIO.keys:
            problem = "this key belongs to a scenario, not to a case"
            yield document.fault((key,), problem, valid="a scenario is a file of its own, read by load_scenario")
        else:
            near, known = nearest(key, valid), ", ".join(valid)
            yield document.fault((key,), "unknown key", value=shown(key), valid=known, suggestions=near)


def entries_in(document: Document, faults: list[Fault]) -> Iterator[Entry]:
    """The entries of a document; what is no table is a fault."""
    for section in SECTIONS.values():
        raw = document.tree.get(section.name, {})
        for entry in _entries(document, section, raw, faults):
            yield entry
            if section.name == "sources" and "claims" in entry.raw:
                yield from _entries(document, CLAIMS, entry.raw["claims"], faults, source=entry)


def _entries(
    document: Document, section: Section, raw: object, faults: list[Fault], *, source: Entry | None = None
) -> Iterator[Entry]:
    path: Path = (section.name,) if source is None else (*source.path, section.name)
    if not isinstance(raw, dict):
        valid = "a table of records: key = { … }"
        faults.append(document.fault(path, "a table is wanted here", value=shown(raw), valid=valid))
        return
    parent = "" if source is None else source.identity
    for key, each in raw.items():
        if isinstance(each, dict):
            yield Entry(document, section, (*path, key), each, _identity(document, key, each, parent), parent)
        else:
            problem = "a record is wanted here, as a table"
            faults.append(document.fault((*path, key), problem, value=shown(each), valid=f"{key} = {{ … }}"))


def _identity(document: Document, key: str, raw: Mapping[str, object], source: str) -> str:
    if "id" in raw:
        return str(raw["id"])
    made = key if is_slug(key) else record_id(key, Spot(Notes(document), ()))
    if isinstance(made, LeftOut):
        return ""
    return f"{source}.{made}" if source else made


def unique(entries: Iterator[Entry], faults: list[Fault]) -> Iterator[Entry]:
    """The entries without those whose id is taken; each of these is a fault that names both."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.group, entry.identity), entry)
        if first is entry or not entry.identity:
            yield entry
        else:
            faults.append(_taken_twice(entry, first))


def _taken_twice(entry: Entry, first: Entry) -> Fault:
    line = first.document.lines.line_of(first.path)
    place = ", line ".join(str(part) for part in (first.document.file, line) if part is not None)
    where = f"line {line}" if first.document.file is None else place
    problem = f"this id is taken twice, first by {first.key!r} ({where})"
    valid = "one id once; give one of the two another key"
    return entry.document.fault(entry.path, problem, value=repr(entry.identity), valid=valid)
