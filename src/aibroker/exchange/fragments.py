"""What a file builds on: the records that it may name, those that it states again, and those that it takes along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import attrs

from aibroker.errors import AmbiguousNameError, Fault, UnknownNameError
from aibroker.exchange.entries import Entry
from aibroker.exchange.roles import as_vendor
from aibroker.landscape import Landscape
from aibroker.records.evidence import Source
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import PARTY_KINDS, Record, kind_of, kinds_meant, names_of
from aibroker.records.parties import Customer
from aibroker.records.references import references, with_references
from aibroker.store.lookup import resolve
from aibroker.store.stores import Key, Store, key_of
from aibroker.store.validation import where

__all__ = ["built_on", "only_new", "with_roles", "within_reach", "without_reopened"]

_HELD: Final = "what this file builds on holds another record of this id"

Shelf = tuple[str, str]


def _shelf(record: Record) -> Shelf:
    """Where a record lies: parties share one set of ids."""
    kind = kind_of(record)
    return ("party" if kind in PARTY_KINDS else kind, record.id)


def built_on(base: Iterable[Record], used: Iterable[Record]) -> tuple[Record, ...]:
    """The records that a file may name: those of its base, and what the base lacks of the cases that it uses."""
    return tuple({_shelf(record): record for record in (*used, *base)}.values())


def without_reopened(entries: Iterable[Entry], known: Iterable[Record]) -> Iterator[Entry]:
    """The entries without the sources that a file only names, by id, to add claims to them."""
    sources = {record.id for record in known if isinstance(record, Source)}
    for entry in entries:
        if entry.section.kind == "source" and entry.identity in sources and {*entry.raw} == {"claims"}:
            continue
        yield entry


def with_roles(known: Iterable[Record], sellers: frozenset[str]) -> tuple[Record, ...]:
    """The records that a file builds on, where a customer that the file names as a seller is a vendor.

    Args:
        known: The records.
        sellers: The texts, in lower case, by which the file names those that sell.
    """
    return tuple(_in_role(record, sellers) for record in known)


def _in_role(record: Record, sellers: frozenset[str]) -> Record:
    if not isinstance(record, Customer):
        return record
    sells = any(name.casefold() in sellers for name in (record.id, *names_of(record)))
    return as_vendor(record) if sells else record


def only_new(own: Iterable[Record], known: Sequence[Record], faults: list[Fault]) -> tuple[Record, ...]:
    """The records of a file without those that it states again.

    One that says something else than the record of its id is a fault, and is left out too.

    Args:
        own: The records of the file.
        known: Those that it builds on.
        faults: Where to note faults, in the words of the landscape.
    """
    given = tuple(own)
    if not known:
        return given
    store = Store.of(known)
    held = {_shelf(record): record for record in store}
    faults += [fault for each in given if _shelf(each) in held for fault in _against(store, each, held[_shelf(each)])]
    return tuple(record for record in given if _shelf(record) not in held)


def _against(store: Store, record: Record, held: Record) -> Iterator[Fault]:
    stated = _as_company(with_references(record, partial(_resolved, store)))
    held = _as_company(held)
    if stated != held:
        valid = "name it without stating it again, give the new record another key, or change it with case.replacing(…)"
        yield Fault(where=where(record), problem=_HELD, value=_difference(stated, held), valid=valid)


def _as_company(record: Record) -> Record:
    """A company whatever its role, which depends on what else the file says."""
    return as_vendor(record) if isinstance(record, Customer) else record


def _resolved(store: Store, kind: Kind, text: str) -> str:
    try:
        return resolve(store, kind, text)
    except (UnknownNameError, AmbiguousNameError):
        return text


def _difference(stated: Record, held: Record) -> str:
    if type(stated) is not type(held):
        return f"{kind_of(stated)} here, {kind_of(held)} there"
    names = [field.name for field in attrs.fields(type(held))]
    return f"other {', '.join(name for name in names if getattr(stated, name) != getattr(held, name))}"


def within_reach(landscape: Landscape, own: Iterable[Record]) -> tuple[Record, ...]:
    """The records of a file as a landscape holds them, and all that these refer to, directly or through others."""
    held: Mapping[Key, Record] = {key_of(record): record for record in landscape.records}
    waiting: list[Key] = [key_of(record) for record in own]
    found: dict[Key, Record] = {}
    while waiting:
        key = waiting.pop()
        if key in held and key not in found:
            found[key] = held[key]
            waiting.extend((kind, each.text) for each in references(held[key]) for kind in kinds_meant(each.kind))
    return tuple(found.values())
