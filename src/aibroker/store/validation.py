"""Validation of a landscape as a whole: every fault at once, each with its record and field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Final

import attrs

from aibroker.errors import (
    AibrokerError,
    AmbiguousNameError,
    Fault,
    InvalidLandscapeError,
    InvalidValueError,
    UnknownNameError,
    with_article,
)
from aibroker.records.evidence import Claim
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import COLLECTIONS, PARTY_KINDS, Record, RecordKind, kind_of
from aibroker.records.references import mentioned, references, with_references
from aibroker.store.checks import faults_of_cycles, faults_of_record
from aibroker.store.lookup import resolve
from aibroker.store.stores import Key, Store, key_of

__all__ = ["as_held", "extended", "reduced", "replaced", "where", "whole"]

_SHAPING: Final[frozenset[RecordKind]] = frozenset({"market", "measure"})
"""The kinds of which one more or one less can change what holds of records that do not name it."""


def where(record: Record, path: str = "") -> str:
    """The path to a record, or to a field in it, as faults say it."""
    place = f"{COLLECTIONS[kind_of(record)]}.{record.id}"
    return f"{place}.{path}" if path else place


def whole(records: Iterable[Record]) -> Store:
    """The store of these records, with every name in a reference replaced by the id.

    Args:
        records: All records of a landscape.

    Returns:
        The store.

    Raises:
        InvalidLandscapeError: If they do not hold together; with every fault.
        InvalidValueError: If something among them is no record.
    """
    given = tuple(records)
    return _checked(Store(Store.of(()).base), given)


def extended(store: Store, records: Iterable[Record]) -> Store:
    """A store with more records; an id that is taken is a fault.

    Raises:
        InvalidLandscapeError: If the records do not hold together with the rest; with every fault.
    """
    return _checked(store, tuple(records))


def replaced(store: Store, records: Iterable[Record]) -> Store:
    """A store in which records take the place of those of the same kind and id.

    Raises:
        InvalidLandscapeError: If there is none to replace, or the result does not hold together; with every fault.
    """
    given = tuple(records)
    faults = [
        Fault(where=where(record), problem="it is not in the landscape, so that it cannot be replaced")
        for record in given
        if next(_own_with(store, *key_of(record)), None) is None
    ]
    if faults:
        raise InvalidLandscapeError(faults)
    made = _checked(store.changed(remove=map(key_of, given)), given)
    faults += _faults_within(made, made, {kind_of(record) for record in given})
    if faults:
        raise InvalidLandscapeError(faults)
    return made


def reduced(store: Store, records: Iterable[Record]) -> Store:
    """A store without these records, to which nothing that is left may refer.

    Raises:
        InvalidLandscapeError: If one is not there, or is still referred to; with every fault.
    """
    gone = {key_of(record): record for record in records}
    faults = [
        Fault(where=where(record), problem="it is not in the landscape, so that it cannot be removed")
        for record in gone.values()
        if store.get(*key_of(record)) != as_held(store, record) or store.is_reference(record)
    ]
    made = store.changed(remove=gone)
    faults += [
        Fault(where=where(each), problem="it still refers to a record that is removed", value=record_id)
        for kind, record_id in gone
        for each in _mentions(made, kind, record_id)
    ]
    if any(kind in _SHAPING for kind, _ in gone):
        faults += _faults_within(made, (), {kind for kind, _ in gone})
    if faults:
        raise InvalidLandscapeError(faults)
    return made


def as_held(store: Store, record: Record) -> Record:
    """A record as the store would hold it: with ids for names."""
    try:
        return with_references(record, partial(_resolved_or_kept, store))
    except InvalidValueError:
        return record


def _mentions(store: Store, kind: Kind, record_id: str) -> tuple[Record, ...]:
    asked: tuple[Kind, ...] = (kind, "party") if kind in PARTY_KINDS else (kind,)
    if store.get(kind, record_id) is not None:
        return ()
    return tuple(record for each in asked for record in store.mentioning(each, record_id))


def _checked(store: Store, given: tuple[Record, ...]) -> Store:
    unique = {key_of(record): record for record in given}
    faults = list(_duplicates(store, given, unique))
    unresolved = _with_keys(_with(store, unique.values()), unique.values())
    if _names_only_ids(unresolved, unique.values()):
        made, resolved = unresolved, [*unique.values()]
    else:
        resolved = [_resolved(unresolved, record, faults) for record in unique.values()]
        made = _with(store, resolved)
    faults.extend(_faults_within(made, resolved, {kind for kind, _ in unique}))
    if faults:
        raise InvalidLandscapeError(sorted(faults, key=str))
    return made if made.base.records else Store.of(made)


def _with(store: Store, records: Iterable[Record]) -> Store:
    """The store with some records; where it has none of its own yet, at the cost of one sorting."""
    return store.changed(add=records) if len(store) else Store.of(records)


def _with_keys(store: Store, records: Iterable[Record]) -> Store:
    """The store in which each claim names its source by id, so that it is found by its key within it."""
    claims = (record for record in records if isinstance(record, Claim))
    renamed = (claim for claim in claims if store.get("source", claim.source) is None)
    keyed = [attrs.evolve(claim, source=_resolved_or_kept(store, "source", claim.source)) for claim in renamed]
    return store.changed(add=keyed) if keyed else store


def _faults_within(store: Store, changed: Iterable[Record], kinds: set[RecordKind]) -> Iterator[Fault]:
    for record in store if kinds & _SHAPING else changed:
        yield from faults_of_record(store, record, where)
    yield from faults_of_cycles(store, kinds)


def _duplicates(store: Store, given: tuple[Record, ...], unique: Collection[Key]) -> Iterator[Fault]:
    if not len(store) and len(unique) == len(given) and not _shared_ids(unique):
        return
    seen = Counter(key_of(record) for record in given)
    for (kind, record_id), count in seen.items():
        if count > 1 or any(each.id == record_id for each in _own_with(store, kind, record_id)):
            place = f"{COLLECTIONS[kind]}.{record_id}"
            yield Fault(where=place, problem="this id is taken twice", value=record_id, valid="each id once per kind")
    parties = Counter(record_id for kind, record_id in seen if kind in PARTY_KINDS)
    for record_id, count in parties.items():
        if count > 1:
            valid = "one of the two: who sells and also buys is a vendor"
            yield Fault(
                where=f"parties.{record_id}", problem="two kinds of party bear one id", value=record_id, valid=valid
            )


def _shared_ids(keys: Iterable[Key]) -> bool:
    """Whether two kinds of party bear one id."""
    ids = [record_id for kind, record_id in keys if kind in PARTY_KINDS]
    return len({*ids}) < len(ids)


def _own_with(store: Store, kind: RecordKind, record_id: str) -> Iterator[Record]:
    for each in PARTY_KINDS if kind in PARTY_KINDS else (kind,):
        found = store.get(each, record_id)
        if found is not None and not store.is_reference(found):
            yield found


def _names_only_ids(store: Store, records: Iterable[Record]) -> bool:
    """Whether every reference is the id of a record already, so that nothing is to be replaced."""
    named = mentioned(records)
    return all(store.get(kind, text) is not None for kind, texts in named.items() for text in texts)


def _resolved(store: Store, record: Record, faults: list[Fault]) -> Record:
    replaced: Callable[[Kind, str], str] = partial(_resolved_or_kept, store)
    for each in references(record):
        try:
            resolve(store, each.kind, each.text)
        except AibrokerError as error:
            faults.append(_fault_of(store, error, where(record, each.path)))
    try:
        return with_references(record, replaced)
    except InvalidValueError as error:  # two names of one thing, where each may stand once
        faults.append(_fault_of(store, error, where(record)))
        return record


def _resolved_or_kept(store: Store, kind: Kind, text: str) -> str:
    try:
        return resolve(store, kind, text)
    except (UnknownNameError, AmbiguousNameError):
        return text


def _fault_of(store: Store, error: AibrokerError, place: str) -> Fault:
    match error:
        case UnknownNameError():
            problem = f"no {error.kind} bears this id or name" + (
                f", but {with_article(error.known_as)} does" if error.known_as else ""
            )
            unnamed = (error.kind, error.value) == ("model", "unknown")
            valid = "models_unknown = true, without models, where nobody names them" if unnamed else None
            return Fault(
                where=place, problem=problem, value=repr(error.value), valid=valid, suggestions=error.suggestions
            )
        case AmbiguousNameError():
            problem = f"this names more than one {error.kind}"
            return Fault(where=place, problem=problem, value=repr(error.value), valid=_candidates(store, error))
        case _:
            return Fault(where=place, problem=str(error))


def _candidates(store: Store, error: AmbiguousNameError) -> str:
    """The ids to choose from; where own and bundled ones compete, also how to replace the bundled."""
    ids = ", ".join(error.candidates)
    found = [store.get(kind, each) for kind in _SHAPING if kind == error.kind for each in error.candidates]
    bundled = [each.id for each in found if each is not None and store.is_reference(each)]
    if not bundled or len(bundled) == len(found):
        return ids
    return f"{ids}; or give your {error.kind} the id {' or '.join(map(repr, bundled))}, which replaces the bundled one"
