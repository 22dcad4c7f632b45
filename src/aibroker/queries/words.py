"""How records are called in the statements of queries."""

from __future__ import annotations

from collections.abc import Iterable

from aibroker.records.identifiers import Kind
from aibroker.records.kinds import name_of
from aibroker.store.stores import Store

__all__ = ["called", "listed"]


def called(store: Store, kind: Kind, record_id: str) -> str:
    """What people call a record; its id where it is not there."""
    record = store.get(kind, record_id)
    return name_of(record) if record is not None else record_id


def listed(store: Store, kind: Kind, ids: Iterable[str]) -> str:
    """Several records by name."""
    names = [called(store, kind, each) for each in ids]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
