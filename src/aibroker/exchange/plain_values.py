"""The values of plain tables: texts, lists of texts, dates, numbers, and the tables inside records.

Texts that come again and again, such as periods, are read once; how many are kept is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin

from aibroker.exchange.encoding import estimate_table
from aibroker.exchange.tables import (
    BUYERS,
    INNER,
    SELECTION,
    UNKNOWABLE,
    UNKNOWN,
    VALIDITY,
    Table,
    is_texts,
    plain_type,
    types_of,
)
from aibroker.records import buyers as conditions
from aibroker.records.rules import Selection
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.days import to_day
from aibroker.values.estimates import Estimate
from aibroker.values.period_text import fiscal_number
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = [
    "Hook",
    "NotPlainError",
    "hook_for",
    "hooks_of",
    "nothing",
    "plain_estimate",
    "plain_period",
    "plain_text",
]

Hook: TypeAlias = Callable[[object], object]
"""Makes the value of a field from what its key holds, or refuses it."""

_KEPT: Final = 4096
_BUYERS_TYPE: Final = plain_type(conditions.Buyers | None)
_SELECTED: Final[Mapping[str, Mapping[str, str]]] = {
    "sellers": {"home": "sellers_home", "named": "sellers"},
    "models": {
        "developed_in": "developed_in",
        "developed_outside": "developed_outside",
        "by": "developers",
        "named": "models",
    },
}


class NotPlainError(Exception):
    """Something that is not plain; the full path reads it, or says what is wrong."""


def hooks_of(table: Table) -> Mapping[str, tuple[str, Hook]]:
    """For each key of a table, the argument of the record that it fills, and its hook."""
    types = types_of(table.record)
    made: dict[str, tuple[str, Hook]] = {}
    for key, field in table.fields.items():
        hook = hook_for(types[field])
        made[key] = field, _or_unknown(hook) if (table.record, field) in UNKNOWABLE else hook
    return MappingProxyType(made)


def _or_unknown(hook: Hook) -> Hook:
    return lambda value: None if value == UNKNOWN else hook(value)


@cache
def hook_for(hint: object) -> Hook:
    """The hook of a type."""
    plain = plain_type(hint)
    if is_texts(hint):
        return _texts
    if get_origin(plain) is Literal:
        return _option(frozenset(get_args(plain)))
    if plain in INNER:
        return _inner(INNER[plain])
    if get_args(plain)[:1] and get_args(plain)[0] in INNER:
        return _each(_inner(INNER[get_args(plain)[0]]))
    return plain_text if hasattr(plain, "__supertype__") else _HOOKS[plain]


def nothing(_: object) -> None:
    """The hook of a key that others read."""


def plain_text(value: object) -> str:
    """A text."""
    if type(value) is str:
        return value
    raise NotPlainError


def _texts(value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise NotPlainError
    for each in value:
        if type(each) is not str:
            raise NotPlainError
    return tuple(value)


def _flag(value: object) -> bool:
    if type(value) is bool:
        return value
    raise NotPlainError


def _option(options: frozenset[object]) -> Hook:
    def hook(value: object) -> object:
        if value in options:
            return value
        raise NotPlainError

    return hook


def _inner(table: Table) -> Hook:
    hooks = hooks_of(table)

    def hook(value: object) -> object:
        if type(value) is not dict:
            raise NotPlainError
        made: dict[str, Any] = {}
        for key, each in value.items():
            argument, inner = hooks[key]
            made[argument] = inner(each)
        return table.record(**made)

    return hook


def _each(hook: Hook) -> Hook:
    def hook_each(value: object) -> object:
        if type(value) is list:
            return tuple(map(hook, value))
        raise NotPlainError

    return hook_each


@lru_cache(maxsize=_KEPT)
def _read_day(text: str) -> date:
    return to_day(text)


def _day(value: object) -> date:
    return _read_day(plain_text(value))


@lru_cache(maxsize=_KEPT)
def _read_period(text: str) -> Period:
    if fiscal_number(text) is not None:
        raise NotPlainError
    return Period.parse(text)


def plain_period(value: object) -> Period:
    """A period that no calendar is needed for, from its text."""
    return _read_period(plain_text(value))


@lru_cache(maxsize=_KEPT)
def _read_calendar(text: str) -> FiscalCalendar:
    return FiscalCalendar.ending(text)


def _calendar(value: object) -> FiscalCalendar:
    return _read_calendar(plain_text(value))


@lru_cache(maxsize=_KEPT)
def _read_estimate(text: str) -> tuple[Estimate, Mapping[str, object]]:
    """An estimate, and the table that says it in numbers."""
    estimate = Estimate.parse(text)
    return estimate, MappingProxyType(estimate_table(estimate))


def plain_estimate(value: object) -> Estimate:
    """An estimate from its text, or from the table in which the library writes it."""
    if type(value) is not dict:
        return _read_estimate(plain_text(value))[0]
    estimate, table = _read_estimate(plain_text(value["text"]))
    # What is equal may still be a truth value, which no number is.
    if value == table and all(type(each) is type(table[key]) for key, each in value.items()):
        return estimate
    raise NotPlainError


@lru_cache(maxsize=_KEPT)
def _read_validity(since: str, ended: str, seen: tuple[str, ...]) -> Validity:
    return Validity(
        since=None if since == UNKNOWN else _read_period(since),
        ended=None if ended in (UNKNOWN, "open") else _read_period(ended),
        ongoing=ended == "open",
        seen=seen,
    )


@lru_cache(maxsize=_KEPT)
def _read_span(text: str) -> Validity:
    period = None if text == UNKNOWN else Period.parse(text)
    if period is not None and period.days == 1:
        raise NotPlainError
    return Validity() if period is None else Validity.during(period)


def _validity(value: object) -> Validity:
    if type(value) is not dict:
        return _read_span(plain_text(value))
    if not value.keys() <= set(VALIDITY):
        raise NotPlainError
    said = value.get("seen", [])
    seen = (said,) if type(said) is str else _texts(said)
    return _read_validity(plain_text(value.get("since", UNKNOWN)), plain_text(value.get("ended", UNKNOWN)), seen)


def _buyers(value: object) -> conditions.Buyers:
    """A condition on buyers: a table of one key or of several, which must all be met."""
    if type(value) is not dict or not value or not value.keys() <= set(BUYERS):
        raise NotPlainError
    if ("owned_from" in value) is not ("more_than" in value):
        raise NotPlainError
    parts = [_condition(key, value) for key in BUYERS if key in value and key != "more_than"]
    return parts[0] if len(parts) == 1 else conditions.AllOf(parts=parts)


def _condition(key: str, table: Mapping[str, object]) -> conditions.Buyers:
    if key == "owned_from":
        return conditions.OwnedFrom(markets=_texts(table[key]), more_than=plain_estimate(table["more_than"]))
    return _CONDITIONS[key](table[key])


def _conditions(value: object) -> list[conditions.Buyers]:
    if type(value) is list:
        return [_buyers(each) for each in value]
    raise NotPlainError


_CONDITIONS: Final[Mapping[str, Callable[[object], conditions.Buyers]]] = {
    "in": lambda value: conditions.LocatedIn(markets=_texts(value)),
    "headquartered_in": lambda value: conditions.HeadquarteredIn(markets=_texts(value)),
    "kind": lambda value: conditions.OfKind(kind=plain_text(value)),
    "vetted": lambda value: conditions.Vetted(standard=plain_text(value)),
    "named": lambda value: conditions.Named(parties=_texts(value)),
    "all": lambda value: conditions.AllOf(parts=_conditions(value)),
    "any": lambda value: conditions.AnyOf(parts=_conditions(value)),
    "not": lambda value: conditions.Not(part=_buyers(value)),
}


def _selection(value: object) -> Selection:
    if type(value) is not dict:
        raise NotPlainError
    made: dict[str, Any] = {}
    for key, each in value.items():
        if key in _SELECTED and type(each) is dict:
            made |= {_SELECTED[key][inner]: _texts(listed) for inner, listed in each.items()}
        else:
            made[key] = _selection_hooks()[key](each)
    return Selection(**made)


@cache
def _selection_hooks() -> Mapping[str, Hook]:
    return {key: hook_for(types_of(Selection)[key]) for key in SELECTION}


_HOOKS: Final[Mapping[object, Hook]] = {
    str: plain_text,
    bool: _flag,
    date: _day,
    Period: plain_period,
    FiscalCalendar: _calendar,
    Estimate: plain_estimate,
    Validity: _validity,
    _BUYERS_TYPE: _buyers,
    Selection: _selection,
}
