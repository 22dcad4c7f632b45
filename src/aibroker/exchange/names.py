"""References by key: what a file may call a record besides its id, its name and its aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from aibroker.exchange.entries import Entry
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import Record, RecordKind, kind_of, kinds_meant, names_of
from aibroker.records.references import with_references

__all__ = ["with_keys_resolved"]

R = TypeVar("R", bound=Record)


def with_keys_resolved(records: Iterable[Record], keys: Iterable[tuple[Entry, Record]]) -> tuple[Record, ...]:
    """Records in which each reference by a key that is no name is the id.

    Args:
        records: The records.
        keys: Every entry with its record.
    """
    given, pairs = tuple(records), tuple(keys)
    if not any(_is_no_name(entry, record) for entry, record in pairs):
        return given
    meant = _meant(pairs)
    if not any(meant.values()):
        return given

    def replaced(kind: Kind, text: str) -> str:
        found = {meant.get(each, {}).get(text.casefold()) for each in kinds_meant(kind)} - {None}
        return found.pop() or text if len(found) == 1 else text

    return tuple(with_references(record, replaced) for record in given)


def _is_no_name(entry: Entry, record: Record) -> bool:
    """Whether the key of a record is neither its id nor, in any case, its name."""
    if entry.key == record.id and not entry.source:
        return False
    names = {name.casefold() for name in (record.id, *names_of(record))}
    return not {key.casefold() for key in _keys(entry)} <= names


def _keys(entry: Entry) -> tuple[str, ...]:
    return (entry.key, f"{entry.source}.{entry.key}") if entry.source else (entry.key,)


def _meant(pairs: tuple[tuple[Entry, Record], ...]) -> Mapping[RecordKind, Mapping[str, str]]:
    taken = {(kind_of(record), name.casefold()) for _, record in pairs for name in (record.id, *names_of(record))}
    found: dict[RecordKind, dict[str, str]] = {}
    doubtful: set[tuple[RecordKind, str]] = set()
    for entry, record in pairs:
        kind = kind_of(record)
        for key in _keys(entry):
            folded = key.casefold()
            if (kind, folded) not in taken and found.setdefault(kind, {}).setdefault(folded, record.id) != record.id:
                doubtful.add((kind, folded))
    return {
        kind: {key: identity for key, identity in named.items() if (kind, key) not in doubtful}
        for kind, named in found.items()
    }
