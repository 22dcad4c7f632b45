"""Records made from their fields; what cattrs and the records refuse becomes faults, never a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from aibroker.errors import Fault, InvalidValueError
from aibroker.exchange.converter import structured
from aibroker.exchange.paths import Path
from aibroker.exchange.spots import Notes, Spot

__all__ = ["made_from"]

R = TypeVar("R")


def made_from(fields: Mapping[str, object], record: type[R], notes: Notes) -> R | None:
    """A record, from its fields.

    Args:
        fields: Its fields, with every shorthand expanded.
        record: Its class.
        notes: Where to note what does not fit.

    Returns:
        The record; where something does not fit, a makeshift one without it, so that the rest can be checked too;
        None where there cannot be one.
    """
    try:
        return structured(fields, record)
    except BaseValidationError as error:
        reasons = tuple(_reasons(error, ()))
    known = tuple(notes.faults)
    for field, reason in reasons:
        _note(notes, known, field, reason)
    unfit = {field[0] if field else None for field, _ in reasons}
    return _makeshift({field: value for field, value in fields.items() if field not in unfit}, record)


def _makeshift(fields: Mapping[str, object], record: type[R]) -> R | None:
    try:
        return structured(fields, record)
    except BaseValidationError:
        return None


def _note(notes: Notes, known: Sequence[tuple[Path, Fault]], field: Path, reason: Exception) -> None:
    path = notes.origin_of(field)
    if any(path[: len(each)] == each or each[: len(path)] == path for each, _ in known):
        return  # it follows from what is noted already
    spot = Spot(notes, path, field)
    if isinstance(reason, InvalidValueError):
        spot.refuse_error(reason)
    else:
        spot.refuse("this cannot be read", str(reason))


def _reasons(error: Exception, field: Path) -> Iterator[tuple[Path, Exception]]:
    here = (*field, *_step(error))
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _reasons(inner, here)
    elif isinstance(error, InvalidValueError):
        yield _named_in(error, here)
    elif not isinstance(error, KeyError):  # a missing key is noted where keys are checked
        yield here, error


def _step(error: Exception) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _named_in(error: InvalidValueError, field: Path) -> tuple[Path, InvalidValueError]:
    """A field's own validator names it first, as in ``Model.name wants a text``: that is a path."""
    head, _, rest = error.problem.partition(" ")
    owner, dot, name = head.partition(".")
    if not dot or not owner[:1].isupper() or not name.isidentifier():
        return field, error
    return (*field, name), InvalidValueError(rest, error.value, valid=error.valid, suggestions=error.suggestions)
