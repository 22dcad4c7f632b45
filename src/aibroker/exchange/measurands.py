"""The shorthand of numbers: quantities by their aspects, differences from them, and fiscal periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeAlias

from aibroker.errors import InvalidValueError, nearest
from aibroker.exchange.context import Context
from aibroker.exchange.paths import Path
from aibroker.exchange.shorthands import keys_checked, table_at
from aibroker.exchange.spots import LEFT_OUT, LeftOut, Notes, Spot
from aibroker.exchange.tables import ASPECTS, UNKNOWN
from aibroker.values.period_text import fiscal_number, read_label
from aibroker.values.periods import Period

__all__ = [
    "Quantity",
    "differing",
    "followed",
    "measure_key",
    "origins_in",
    "period_at",
    "quantity_at",
    "single_quantity",
]

Quantity: TypeAlias = dict[str, object]
"""The fields of a measurand."""

_ALL: Final = "all"
_PERIODS: Final = (
    f'"2024", "2024-Q1", "FY2024", "2024-07-01/2025-07-01", {{ either = ["2024", "FY2024"] }} or "{UNKNOWN}"'
)


def measure_key(raw: Mapping[str, object], spot: Spot, context: Context, known: Iterable[str]) -> str | LeftOut:
    """The one key of a table that names a measure; every other unknown key is noted.

    Args:
        raw: The table.
        spot: Where it stands.
        context: Which measures there are.
        known: The keys that the table may hold besides.
    """
    keys = tuple(known)
    others = [key for key in raw if key not in keys]
    measures = [key for key in others if key.casefold() in context.measures]
    for key in others if measures else ():
        if key not in measures:
            spot.refuse_key(key, (*keys, *context.measures))
    if len(measures) > 1:
        return spot.at(measures[1]).refuse("a second measure in one table", measures[1], valid=f"only {measures[0]}")
    if measures:
        return measures[0]
    return _no_measure(others, spot, context, keys)


def _no_measure(others: list[str], spot: Spot, context: Context, keys: tuple[str, ...]) -> LeftOut:
    names = tuple(context.measures)
    if not others:
        valid = 'for example revenue = { of = "…", period = "…" }'
        return spot.refuse("nothing says what is measured", valid=valid)
    for key in others:
        near = nearest(key, (*keys, *names))
        problem = "neither a key of this table nor a measure"
        spot.at(key).refuse(problem, key, valid=", ".join((*keys, *names)), suggestions=near)
    return LEFT_OUT


def single_quantity(raw: object, spot: Spot, context: Context) -> Quantity | LeftOut:
    """The measurand in a table that holds nothing else: ``{ revenue = { … } }``."""
    table = table_at(raw, spot, valid='for example { revenue = { of = "…", period = "…" } }')
    if isinstance(table, LeftOut):
        return LEFT_OUT
    key = measure_key(table, spot, context, ())
    return LEFT_OUT if isinstance(key, LeftOut) else quantity_at(table[key], spot.at(key), key, context)


def quantity_at(raw: object, spot: Spot, measure: str, context: Context) -> Quantity | LeftOut:
    """The fields of a measurand, from its aspects.

    Args:
        raw: The table of its aspects.
        spot: Where that stands.
        measure: The key that names its measure.
        context: Which calendars there are.
    """
    spot.notes.origins[spot.field] = spot.path
    spot.becoming("measure")
    table = table_at(raw, spot, valid='{ of = "…", in = "…", from = "…", product = "…", period = "…" }')
    if isinstance(table, LeftOut):
        return LEFT_OUT
    keys_checked(table, spot, ASPECTS)
    if "period" not in table:
        spot.at("period").refuse("this key is missing", valid=f"period = {_PERIODS}")
    return _with_aspects({"measure": measure, "periods": []}, table, spot, context)


def origins_in(notes: Notes, field: Path, quantity: Quantity) -> Mapping[str, Path]:
    """Where each aspect of a quantity stands in the file."""
    return {aspect: notes.origin_of((*field, aspect)) for aspect in quantity}


def differing(
    base: Quantity,
    raw: object,
    spot: Spot,
    context: Context,
    *,
    origins: Mapping[str, Path],
    further: Iterable[str] = (),
) -> Quantity | LeftOut:
    """A measurand that differs from another one in some aspects.

    Args:
        base: The other one.
        raw: The table of the aspects that differ; ``"all"`` clears one.
        spot: Where that stands.
        context: Which calendars and measures there are.
        origins: Where the aspects of the other one stand.
        further: The keys that the table may hold besides, which the caller reads.
    """
    table = table_at(raw, spot, valid='what differs, for example { in = "world" } or { period = "FY2024" }')
    if isinstance(table, LeftOut):
        return LEFT_OUT
    keys_checked(table, spot, (*ASPECTS, "measure", *further))
    made = dict(base)
    spot.notes.origins.update({(*spot.field, aspect): path for aspect, path in origins.items()})
    if "measure" in table:
        made["measure"] = table["measure"]
        spot.notes.origins[(*spot.field, "measure")] = (*spot.path, "measure")
    return _with_aspects(made, table, spot, context)


def _with_aspects(made: Quantity, table: Mapping[str, object], spot: Spot, context: Context) -> Quantity:
    for key, field in ASPECTS.items():
        if key not in table:
            continue
        inner = spot.into(key, field)
        inner.notes.origins[inner.field] = inner.path
        if field == "periods":
            inner.notes.origins[(*spot.field, "period")] = inner.path
            periods = _periods(table[key], inner, made.get("of"), context)
            made[field] = [] if periods is LEFT_OUT else periods
        elif table[key] == _ALL:
            made.pop(field, None)
        else:
            made[field] = table[key]
    return made


def _periods(raw: object, spot: Spot, company: object, context: Context) -> object:
    """The readings of a period: one, several or none where it is unknown."""
    if raw == UNKNOWN:
        return []
    if not isinstance(raw, dict):
        period = period_at(raw, spot.becoming(0), company, context)
        return LEFT_OUT if period is LEFT_OUT else [period]
    keys_checked(raw, spot, ("either",))
    readings = raw.get("either")
    if not isinstance(readings, list) or len(readings) < 2:
        valid = 'either = ["2024", "FY2024"]'
        return spot.refuse("at least two readings of a period are wanted here", readings, valid=valid)
    inner = spot.at("either")
    made = [period_at(each, inner.into(index, index), company, context) for index, each in enumerate(readings)]
    return LEFT_OUT if LEFT_OUT in made else made


def period_at(raw: object, spot: Spot, company: object, context: Context) -> object:
    """A single period; a fiscal one by the calendar of a company."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | date):
        return spot.refuse("not a period", raw, valid=_PERIODS)
    text = raw if isinstance(raw, int) else str(raw)
    try:
        if isinstance(text, str) and fiscal_number(read_label(text)[1]) is not None:
            return _fiscal(text, spot, company, context)
        return Period.parse(text)
    except InvalidValueError as error:
        return spot.refuse_error(error)


def _fiscal(text: str, spot: Spot, company: object, context: Context) -> object:
    calendar = context.calendars.get(company.casefold()) if isinstance(company, str) else None
    if calendar is not None:
        return Period.parse(text, calendar=calendar)
    if not isinstance(company, str):
        return spot.refuse("a fiscal period of no company", text, valid='say whose year it is: of = "…"')
    problem = f"a fiscal period of a company whose year end is not known: {company}"
    return spot.refuse(problem, text, valid='year_ends = "June" at the company, or explicit dates')


def followed(base: Quantity, relative: Quantity, changed: Quantity) -> Quantity:
    """What a metric is relative to, once the metric itself is read as something else.

    The base keeps the aspects in which it differs from the metric, and follows it in the others.

    Args:
        base: The measurand of the metric.
        relative: What it is relative to.
        changed: What the metric is read as.
    """
    made = dict(changed)
    for field in ("measure", *ASPECTS.values()):
        if base.get(field) != relative.get(field):
            made[field] = relative.get(field)
    return {field: value for field, value in made.items() if value is not None}
