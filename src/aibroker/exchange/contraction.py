"""The shorthands, written: the fields of a record become its table as people write it by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias, get_args

from aibroker.exchange.tables import BUYERS, INNER, UNKNOWN, Table, plain_type, types_of
from aibroker.records import buyers as conditions
from aibroker.records.rules import Selection
from aibroker.values.period_text import write_span
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["Tree", "contracted", "contracted_table", "period_text"]

Tree: TypeAlias = dict[str, object]
"""A table: its leaves are texts, truth values, dates and estimates."""

_Contractor: TypeAlias = Callable[[object], object]

_BUYERS_TYPE: Final = plain_type(conditions.Buyers | None)
_LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "LocatedIn": ("in", "markets"),
    "HeadquarteredIn": ("headquartered_in", "markets"),
    "OwnedFrom": ("owned_from", "markets"),
    "OfKind": ("kind", "kind"),
    "Vetted": ("vetted", "standard"),
    "Named": ("named", "parties"),
}
_GROUPS: Final[Mapping[str, str]] = {"AllOf": "all", "AnyOf": "any"}
_SELECTED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "sellers": (("home", "sellers_home"), ("named", "sellers")),
    "models": (
        ("developed_in", "developed_in"),
        ("developed_outside", "developed_outside"),
        ("by", "developers"),
        ("named", "models"),
    ),
}


def contracted_table(fields: Mapping[str, object], table: Table) -> Tree:
    """The table of a record, or of a part of one.

    Args:
        fields: Its fields, without those that say nothing.
        table: What the table may hold.
    """
    types = types_of(table.record)
    return {
        key: UNKNOWN if fields[field] is None else contracted(fields[field], types[field])
        for key, field in table.fields.items()
        if field in fields
    }


def contracted(value: object, hint: object) -> object:
    """A value of a type as it is written; a scalar is left as it is."""
    contractor = _contractor(hint)
    return contractor(value) if contractor is not None else value


@cache
def _contractor(hint: object) -> _Contractor | None:
    plain = plain_type(hint)
    if plain in INNER:
        return lambda value: contracted_table(_fields(value), INNER[plain])
    element = get_args(plain)[0] if get_args(plain) else None
    if element in INNER:
        return lambda value: [contracted_table(_fields(each), INNER[element]) for each in _items(value)]
    known: Mapping[object, _Contractor] = {
        _BUYERS_TYPE: lambda value: _buyers(_fields(value)),
        Selection: lambda value: selection_table(_fields(value)),
        Validity: lambda value: _validity(_fields(value)),
        Period: _plain_period,
    }
    return known.get(plain)


def _fields(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _plain_period(value: object) -> object:
    return period_text(value) if isinstance(value, Period) else value


def period_text(period: Period) -> str:
    """The text of a period that says its days, after its label if it has one."""
    span = write_span(period.start, period.end)
    return span if period.label is None else f"{period.label} = {span}"


def _buyers(condition: Mapping[str, object]) -> Tree:
    ((name, value),) = condition.items()
    fields = _fields(value)
    if name == "Not":
        return {"not": _buyers(_fields(fields["part"]))}
    if name in _LISTS:
        key, field = _LISTS[name]
        return {key: fields[field], **({"more_than": fields["more_than"]} if "more_than" in fields else {})}
    parts = [_buyers(_fields(each)) for each in _items(fields["parts"])]
    return _together(parts) if name == "AllOf" and _fit_together(parts) else {_GROUPS[name]: parts}


def _fit_together(parts: list[Tree]) -> bool:
    """Whether several conditions can stand in one table: each under a key of its own, in the order of the keys."""
    places = [BUYERS.index(next(iter(part))) for part in parts]
    return len(parts) > 1 and all(len({*part} - {"more_than"}) == 1 for part in parts) and places == sorted({*places})


def _together(parts: list[Tree]) -> Tree:
    return {key: value for part in parts for key, value in part.items()}


def selection_table(fields: Mapping[str, object]) -> Tree:
    """The table of a selection."""
    made: Tree = {}
    for key, inner in _SELECTED.items():
        chosen: Tree = {each: fields[field] for each, field in inner if field in fields}
        if chosen:
            made[key] = chosen["named"] if [*chosen] == ["named"] else chosen
    types = types_of(Selection)
    for key in ("buyers", "hosted_in", "resale_only"):
        if key in fields:
            made[key] = contracted(fields[key], types[key])
    return made


def _validity(fields: Mapping[str, object]) -> object:
    made: Tree = {key: _day_or_text(fields[key]) for key in ("since", "ended") if key in fields}
    if "ongoing" in fields:
        made["ended"] = "open"
    if "seen" in fields:
        seen = _items(fields["seen"])
        made["seen"] = seen[0] if len(seen) == 1 else seen
    return made or UNKNOWN


def _day_or_text(value: object) -> object:
    """A day as a date; a longer span as text."""
    if isinstance(value, Period) and value.days == 1 and value.label is None:
        return value.start
    return _plain_period(value)
