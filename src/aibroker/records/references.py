"""The references inside a record: which ids it names, and the record with names replaced by ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, cast

import attrs

from aibroker.records.identifiers import Kind
from aibroker.records.reprs import pasteable

__all__ = ["Reference", "mentioned", "references", "with_references", "without_references"]

R = TypeVar("R", bound=attrs.AttrsInstance)


@attrs.frozen
class Reference:
    """One mention of another record.

    Attributes:
        path: The path to it inside the record, for example ``buyers.at_least[0]``.
        kind: What it points to.
        text: The id, name or alias.
    """

    path: str
    kind: Kind
    text: str

    __repr__ = pasteable


@cache
def _plan(record_class: type[attrs.AttrsInstance]) -> tuple[tuple[str, str, Kind | None], ...]:
    """For each field that may hold references: its name, its argument and, where it holds them itself, their kind."""
    return tuple(
        (field.name, field.alias or field.name, field.metadata.get("refers_to"))
        for field in attrs.fields(record_class)
        if "refers_to" in field.metadata or "holds_references" in field.metadata
    )


def references(record: attrs.AttrsInstance, *, prefix: str = "") -> Iterator[Reference]:
    """Every reference inside a record, in the order of its fields.

    Args:
        record: Any record, or a part of one.
        prefix: What to put before each path.

    Yields:
        The references.
    """
    for name, _, kind in _plan(type(record)):
        value = getattr(record, name)
        if value is None or value == ():  # as most fields are
            continue
        path = f"{prefix}{name}"
        if kind is None:
            yield from _nested(value, path)
        elif isinstance(value, str):
            yield Reference(path, kind, value)
        else:
            yield from (Reference(f"{path}[{index}]", kind, each) for index, each in enumerate(value))


def mentioned(records: Iterable[attrs.AttrsInstance]) -> Mapping[Kind, set[str]]:
    """Every text by which some record refers to another, by the kind of reference; see `references` for the paths."""
    found: dict[Kind, set[str]] = defaultdict(set)
    for record in records:
        _gather(record, found)
    return found


class _Reader(NamedTuple):
    """What gives the values of all fields that may hold references at once; the kind of each, and its default."""

    read: Callable[[object], tuple[Any, ...]]
    fields: tuple[tuple[Kind | None, object], ...]


@cache
def _reader(record_class: type[attrs.AttrsInstance]) -> _Reader:
    plan, known = _plan(record_class), attrs.fields_dict(record_class)
    names = [name for name, _, _ in plan]
    fields: tuple[tuple[Kind | None, object], ...] = tuple((kind, known[name].default) for name, _, kind in plan)
    if len(names) > 1:
        return _Reader(attrgetter(*names), fields)
    return _Reader(lambda record: tuple(getattr(record, name) for name in names), fields)


def _gather(value: object, found: Mapping[Kind, set[str]]) -> None:
    if isinstance(value, tuple):
        for each in value:
            _gather(each, found)
        return
    read, fields = _reader(type(cast("attrs.AttrsInstance", value)))
    for (kind, default), inner in zip(fields, read(value), strict=True):
        if not inner or inner is default:  # as most fields are: no default refers to anything
            continue
        if kind is None:
            _gather(inner, found)
        elif isinstance(inner, str):
            found[kind].add(inner)
        else:
            found[kind].update(inner)


def _is_record(kind: type) -> bool:
    """Whether it is a class of attrs, of which none here is generic in a way that hides it."""
    return hasattr(kind, "__attrs_attrs__")


def _nested(value: object, path: str) -> Iterator[Reference]:
    if _is_record(type(value)):
        yield from references(cast("attrs.AttrsInstance", value), prefix=f"{path}.")
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _nested(each, f"{path}[{index}]")


def with_references(record: R, replaced: Callable[[Kind, str], str]) -> R:
    """A record in which each reference is what a function makes of it; the same record where nothing changes.

    Args:
        record: Any record, or a part of one.
        replaced: Given the kind and the text of a reference, the text to put there.

    Returns:
        The record, or a copy.
    """
    changes: dict[str, Any] = {}
    for name, argument, kind in _plan(type(record)):
        value = getattr(record, name)
        if value is None or value == ():
            continue
        made = _replaced_nested(value, replaced) if kind is None else _replaced(value, kind, replaced)
        if made is not value:
            changes[argument] = made
    if not changes:
        return record
    copied: Any = attrs.evolve  # mypy wants an attrs class here, and a type variable is none to it
    copy: R = copied(record, **changes)
    return copy


def _replaced(value: object, kind: Kind, replaced: Callable[[Kind, str], str]) -> object:
    if isinstance(value, str):
        made = replaced(kind, value)
        return value if made == value else made
    if isinstance(value, tuple):
        several = tuple(replaced(kind, each) for each in value)
        return value if several == value else several
    return value


def _replaced_nested(value: object, replaced: Callable[[Kind, str], str]) -> object:
    if _is_record(type(value)):
        return with_references(cast("attrs.AttrsInstance", value), replaced)
    if isinstance(value, tuple):
        several = tuple(_replaced_nested(each, replaced) for each in value)
        return value if all(new is old for new, old in zip(several, value, strict=True)) else several
    return value


def without_references(record: R, gone: Callable[[Kind, str], bool]) -> R | None:
    """A record that no longer refers to what is gone.

    Args:
        record: Any record, or a part of one.
        gone: Given the kind and the text of a reference, whether what it points to is gone.

    Returns:
        The record, or a copy without those references; None where it cannot be without one of them.
    """
    changes: dict[str, Any] = {}
    for name, argument, kind in _plan(type(record)):
        value = getattr(record, name)
        kept = _kept_parts(value, gone) if kind is None else _kept(value, kind, gone)
        if kept is None and value is not None and not _optional(type(record), name):
            return None
        if kept is not value:
            changes[argument] = kept
    if not changes:
        return record
    copied: Any = attrs.evolve  # mypy wants an attrs class here, and a type variable is none to it
    copy: R = copied(record, **changes)
    return copy


@cache
def _optional(record_class: type[attrs.AttrsInstance], name: str) -> bool:
    return getattr(attrs.fields_dict(record_class)[name], "default", None) is None


def _kept(value: object, kind: Kind, gone: Callable[[Kind, str], bool]) -> object:
    if isinstance(value, str):
        return None if gone(kind, value) else value
    if isinstance(value, tuple):
        kept = tuple(each for each in value if not gone(kind, each))
        return value if len(kept) == len(value) else kept
    return value


def _kept_parts(value: object, gone: Callable[[Kind, str], bool]) -> object:
    if _is_record(type(value)):
        return without_references(cast("attrs.AttrsInstance", value), gone)
    if isinstance(value, tuple):
        kept = tuple(part for part in (_kept_parts(each, gone) for each in value) if part is not None)
        unchanged = len(kept) == len(value) and all(new is old for new, old in zip(kept, value, strict=True))
        return value if unchanged else kept
    return value
