"""Cases read: documents become one landscape, or one error with every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from aibroker.errors import (
    Fault,
    InvalidFileError,
    InvalidLandscapeError,
    InvalidValueError,
    UnknownNameError,
    nearest,
    shown,
)
from aibroker.exchange.context import Context
from aibroker.exchange.documents import Document
from aibroker.exchange.entries import Entry, entries_in, faults_of_keys, unique
from aibroker.exchange.fragments import built_on, only_new, with_roles, within_reach, without_reopened
from aibroker.exchange.locations import Places, in_order
from aibroker.exchange.names import with_keys_resolved
from aibroker.exchange.plain import plain_record
from aibroker.exchange.roles import as_customer, sellers_in
from aibroker.exchange.spots import Notes
from aibroker.exchange.tables import FORMAT
from aibroker.landscape import Landscape
from aibroker.records.characters import unfit_in_text
from aibroker.records.kinds import Record, kind_of, kinds_meant
from aibroker.records.parties import Vendor
from aibroker.values.days import to_day

__all__ = ["CaseFile", "faults_of_format", "read_case"]

_ANY_DAY: Final = date(2000, 1, 1)


@attrs.frozen(eq=False)
class CaseFile:
    """A case as it was read.

    Attributes:
        landscape: The landscape.
        places: Where its records stand.
    """

    landscape: Landscape
    places: Places

    @cached_property
    def findings(self) -> tuple[Fault, ...]:
        """What is not wrong, but looks like a slip, with its place in the files; found when it is asked for."""
        return in_order(map(self.places.located, self.landscape.findings))


def read_case(
    documents: Sequence[Document], bundled: Callable[[str], Landscape], base: Landscape | None = None
) -> CaseFile:
    """The case, or the fragment of one, that some documents make up together.

    Args:
        documents: At least one.
        bundled: Gives the bundled case of a name.
        base: The landscape whose records a fragment may name; None for a case that stands alone.

    Returns:
        The landscape and its findings. Of a base, it holds what the documents refer to.

    Raises:
        InvalidFileError: If they do not hold together; with every fault.
    """
    faults = [fault for document in documents for fault in faults_of_format(document)]
    if faults:
        raise InvalidFileError(in_order(faults))
    known = built_on(() if base is None else base.records, _used(documents, bundled, faults))
    header = _header(documents, base, faults)
    entries = without_reopened(_all_entries(documents, faults), known)
    places = Places.of(unique(entries, faults), Context.of(documents, known))
    own = _new_records(places, known, faults)
    landscape = _whole((*_with_roles(known, own), *own), header, places, faults)
    if base is not None:
        landscape = _landscape(within_reach(landscape, own), header)
    return CaseFile(landscape, places)


def _with_roles(known: Sequence[Record], own: Sequence[Record]) -> Sequence[Record]:
    return with_roles(known, sellers_in(own)) if known else ()


def _new_records(places: Places, known: Sequence[Record], faults: list[Fault]) -> tuple[Record, ...]:
    stated_again: list[Fault] = []
    own = only_new(_records(places, faults), known, stated_again)
    faults.extend(map(places.located, stated_again))
    return own


def _whole(
    records: Sequence[Record], header: tuple[str, date | None], places: Places, faults: Sequence[Fault]
) -> Landscape:
    """The landscape of these records, or one error with every fault that is known and every further one."""
    try:
        landscape = _landscape(records, header)
    except InvalidLandscapeError as error:
        raise InvalidFileError(in_order([*faults, *_beside(error, records, places, faults)])) from None
    if faults:
        raise InvalidFileError(in_order(faults))
    return landscape


def faults_of_format(document: Document) -> Iterator[Fault]:
    """What is wrong with the format that a document names."""
    said = document.tree.get("format")
    if "format" not in document.tree:
        yield document.fault(("format",), "this key is missing", valid=f'format = "{FORMAT}"')
    elif said != FORMAT:
        problem = "a format that this version of the library does not read"
        yield document.fault(("format",), problem, value=shown(said), valid=f'"{FORMAT}"')


def _used(documents: Sequence[Document], bundled: Callable[[str], Landscape], faults: list[Fault]) -> Iterator[Record]:
    """The records of the cases that the documents use, joined into one landscape."""
    names = {name: document for document in documents for name in _names_used(document, faults)}
    joined: Landscape | None = None
    for name, document in names.items():
        try:
            used = bundled(name)
            joined = used if joined is None else joined | used
        except UnknownNameError as error:
            problem = "no bundled case bears this name"
            faults.append(document.fault(("uses",), problem, value=repr(name), suggestions=error.suggestions))
        except InvalidLandscapeError as error:
            faults += [document.fault(("uses",), fault.problem, value=fault.value) for fault in error.faults]
    yield from () if joined is None else joined.records


def _names_used(document: Document, faults: list[Fault]) -> list[str]:
    given = document.tree.get("uses", [])
    names = [given] if isinstance(given, str) else given
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return [str(name) for name in names]
    problem, valid = "names of bundled cases are wanted here", 'uses = ["microsoft-openai-china"]'
    faults.append(document.fault(("uses",), problem, value=shown(given), valid=valid))
    return []


def _header(documents: Sequence[Document], base: Landscape | None, faults: list[Fault]) -> tuple[str, date | None]:
    """The title and the vantage date; a fragment need not bear a title, and has the date of its base."""
    usual = (None, None) if base is None else ("", base.as_of)
    title = _stated_once(documents, "title", 'title = "…"', faults, default=usual[0])
    as_of = _stated_once(documents, "as_of", "as_of = 2026-11-23", faults, default=usual[1])
    wrong_day = None if _day(as_of) is not None else "not a calendar day"
    for key, value, problem in (("title", title, _wrong_in_title(title)), ("as_of", as_of, wrong_day)):
        if value is not None and problem is not None:
            faults.extend(each.fault((key,), problem, value=shown(value)) for each in documents if key in each.tree)
    return "" if not isinstance(title, str) or _wrong_in_title(title) else title, _day(as_of)


def _wrong_in_title(title: object) -> str | None:
    if not isinstance(title, str):
        return "a text is wanted here"
    unfit = unfit_in_text(title)
    return None if unfit is None else f"holds {unfit}"


def _stated_once(
    documents: Sequence[Document], key: str, valid: str, faults: list[Fault], *, default: object
) -> object:
    stated = [document for document in documents if key in document.tree]
    if not stated and default is not None:
        return default
    if not stated:
        faults.append(documents[0].fault((key,), "this key is missing", valid=valid))
        return None
    value = stated[0].tree[key]
    for other in stated[1:]:
        if other.tree[key] != value:
            problem = f"another file of the case says otherwise ({stated[0].file})"
            faults.append(other.fault((key,), problem, value=shown(other.tree[key]), valid=shown(value)))
    return value


def _day(value: object) -> date | None:
    try:
        return to_day(value) if isinstance(value, date | str) else None
    except InvalidValueError:
        return None


def _all_entries(documents: Sequence[Document], faults: list[Fault]) -> Iterator[Entry]:
    for document in documents:
        faults.extend(faults_of_keys(document))
        yield from entries_in(document, faults)


def _records(places: Places, faults: list[Fault]) -> tuple[Record, ...]:
    """The records that could be made, with names for keys and the roles of companies."""
    made: dict[Entry, Record] = {}
    for entry in places.entries.values():
        record = plain_record(entry, places.context) or _with_care(entry, places, faults)
        if record is not None:
            made[entry] = record
    sellers = sellers_in(made.values())
    pairs = [(entry, _in_role(entry, record, sellers)) for entry, record in made.items()]
    return with_keys_resolved((record for _, record in pairs), pairs)


def _with_care(entry: Entry, places: Places, faults: list[Fault]) -> Record | None:
    """The record of an entry as far as it can be made, by the path that knows shorthands and says what is wrong."""
    notes = Notes(entry.document)
    record = entry.record(notes, places.context)
    faults.extend(fault for _, fault in notes.faults)
    return record


def _in_role(entry: Entry, record: Record, sellers: frozenset[str]) -> Record:
    if not isinstance(record, Vendor):
        return record
    sells = any(name.casefold() in sellers for name in entry.names)
    return record if entry.raw.get("role", "vendor" if sells else "customer") == "vendor" else as_customer(record)


def _landscape(records: Sequence[Record], header: tuple[str, date | None]) -> Landscape:
    title, as_of = header
    return Landscape.of(*records, as_of=as_of or _ANY_DAY, title=title)


def _beside(
    error: InvalidLandscapeError, records: Sequence[Record], places: Places, faults: Sequence[Fault]
) -> list[Fault]:
    """The faults of a landscape that do not merely follow from those that are known."""
    made: set[tuple[str, str]] = {(kind_of(record), record.id) for record in records}
    unread = {repr(name) for each in places.entries.values() if not _is_made(each, made) for name in each.names}
    found = [places.located(fault) for fault in error.faults if fault.value not in unread]
    return [_with_companies(fault, places) for fault in found if not _follows(fault, faults)]


def _with_companies(fault: Fault, places: Places) -> Fault:
    """A fault that a vendor is unknown, with the nearest company: one that sells nothing else would be a customer."""
    if fault.suggestions or fault.value is None or not fault.problem.startswith("no vendor"):
        return fault
    names = [name for each in places.entries.values() if each.group == "party" for name in each.names]
    return attrs.evolve(fault, suggestions=nearest(fault.value.strip("'"), names))


def _is_made(entry: Entry, made: set[tuple[str, str]]) -> bool:
    kinds = kinds_meant("party") if entry.group == "party" else (entry.section.kind,)
    return any((kind, entry.identity) in made for kind in kinds)


def _follows(fault: Fault, known: Sequence[Fault]) -> bool:
    """Whether a fault lies at, around or inside a place that is known to be wrong."""
    return any(
        fault.file == each.file and (_is_inside(fault.where, each.where) or _is_inside(each.where, fault.where))
        for each in known
    )


def _is_inside(where: str, outer: str) -> bool:
    return where == outer or where.startswith((f"{outer}.", f"{outer}["))
