"""Exact lookup by id, name or alias: an answer, or an error that says what could have been meant."""

from __future__ import annotations

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError, nearest, with_article
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import PARTY_KINDS, Record, kind_of, kinds_meant
from aibroker.store.stores import Store

__all__ = ["look_up", "resolve"]


def resolve(store: Store, kind: Kind, name: str) -> str:
    """The id that an id, a name or an alias stands for.

    Args:
        store: Where to look.
        kind: What is looked for.
        name: An id, or a name or alias in any case.

    Returns:
        The id.

    Raises:
        UnknownNameError: If nothing bears the name; with the nearest names.
        AmbiguousNameError: If several records bear it; with their ids.
    """
    if store.get(kind, name) is not None:
        return name
    found = store.ids_named(kind, name)
    if len(found) > 1:
        raise AmbiguousNameError(kind, name, found)
    if not found:
        raise UnknownNameError(kind, name, nearest(name, store.names(kind)), _another_party(store, kind, name))
    return found[0]


def _another_party(store: Store, kind: Kind, name: str) -> str | None:
    """The kind of party that a name stands for, where another kind of party is wanted."""
    if kind not in PARTY_KINDS:
        return None
    return next((each for each in PARTY_KINDS if store.ids_named(each, name)), None)


def look_up(store: Store, kind: Kind, asked: str | Record) -> Record:
    """The record of a kind that an id, a name, an alias or a record stands for.

    Args:
        store: Where to look.
        kind: What is looked for.
        asked: A record of that kind, or how it is called.

    Returns:
        The record as the store holds it.

    Raises:
        UnknownNameError: If the store holds no such record.
        AmbiguousNameError: If several records bear the name.
        InvalidValueError: If something else than a name or a record of that kind is given.
    """
    name = asked.strip() if isinstance(asked, str) else _id_of(kind, asked)
    found = store.get(kind, name) or store.get(kind, resolve(store, kind, name))
    if found is None:  # pragma: no cover - resolve has just found it
        raise UnknownNameError(kind, name)
    return found


def _id_of(kind: Kind, asked: Record) -> str:
    try:
        fits = kind_of(asked) in kinds_meant(kind)
    except InvalidValueError:
        fits = False
    if fits:
        return asked.id
    problem = f"this does not stand for {with_article(kind)}"
    raise InvalidValueError(problem, asked, valid=f"an id, a name, or a record of kind {kind}")
