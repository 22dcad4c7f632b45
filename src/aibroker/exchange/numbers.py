"""The sections of numbers: metrics, partitions, comparisons, assumptions and questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from aibroker.errors import InvalidValueError, nearest
from aibroker.exchange.context import Context
from aibroker.exchange.keys import record_id
from aibroker.exchange.measurands import (
    Quantity,
    differing,
    followed,
    measure_key,
    origins_in,
    period_at,
    quantity_at,
    single_quantity,
)
from aibroker.exchange.quantities import quantity_of
from aibroker.exchange.shorthands import Expander, expanded_each, expanded_table, table_at
from aibroker.exchange.spots import LEFT_OUT, LeftOut, Notes, Spot
from aibroker.exchange.tables import ASPECTS, READING, SECTIONS
from aibroker.values.estimates import Estimate

__all__ = [
    "AS_PUBLISHED",
    "RELATIONS",
    "Fields",
    "assumption_fields",
    "comparison_fields",
    "metric_fields",
    "partition_fields",
    "payment_fields",
    "question_fields",
]

Fields: TypeAlias = dict[str, object]
Reader: TypeAlias = Callable[[Mapping[str, object], Spot, Context], Fields]

RELATIONS: Final[Mapping[str, str]] = {"share_of": "share of", "versus": "versus"}
"""The keys that say what a ratio is relative to, and the relation that each means."""

AS_PUBLISHED: Final = "as published"
"""How a reading says that the base of a ratio does not follow the quantity that is read differently."""


def _quantity_reader(context: Context) -> Callable[[object, Spot], object]:
    return lambda raw, spot: single_quantity(raw, spot, context)


def payment_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a payment."""
    return expanded_table(raw, spot, SECTIONS["payments"].table, {"of": _quantity_reader(context)})


def metric_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a metric."""
    table = SECTIONS["metrics"].table
    measure = measure_key(raw, spot, context, table.keys)
    made = expanded_table({key: raw[key] for key in raw if key in table.keys}, spot, table)
    if isinstance(measure, LeftOut):
        return made
    quantity = quantity_at(raw[measure], Spot(spot.notes, (*spot.path, measure), ("measurand",)), measure, context)
    if isinstance(quantity, LeftOut):
        return made
    is_ratio = any(key in raw for key in RELATIONS)
    relation = _relation(quantity, raw, spot, context)
    if relation or not is_ratio:
        made |= {"measurand": quantity, **relation}
    if not is_ratio and _wants_base(made.get("value"), measure, context):
        valid = 'versus = { period = "FY2024" } for growth, share_of = { in = "world" } for a share'
        spot.at("is").refuse("growth or a share, and nothing says of what", raw["is"], valid=valid)
    return made


def _relation(quantity: Quantity, raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    keys = [key for key in RELATIONS if key in raw]
    if len(keys) > 1:
        spot.at(keys[1]).refuse("a number is a share or a comparison, not both", keys[1], valid="one of the two keys")
    made: Fields = {}
    for key in keys[:1]:
        origins = origins_in(spot.notes, ("measurand",), quantity)
        relative = differing(quantity, raw[key], spot.into(key, "relative_to"), context, origins=origins)
        spot.into(key, "relation")
        made = {"relative_to": relative, "relation": RELATIONS[key]} if not isinstance(relative, LeftOut) else {}
    return made


def _wants_base(value: object, measure: str, context: Context) -> bool:
    if not isinstance(value, str) or context.measures.get(measure.casefold()) == "ratio":
        return False
    try:
        return Estimate.parse(value).unit.dimension == "ratio"
    except InvalidValueError:
        return False


def partition_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a partition."""
    made = expanded_table(raw, spot, SECTIONS["partitions"].table, {"whole": _quantity_reader(context)})
    whole = made.get("whole")
    if isinstance(whole, dict) and "parts" in raw:
        origins = origins_in(spot.notes, ("whole",), whole)
        parts = expanded_each(lambda each, place: differing(whole, each, place, context, origins=origins))
        made["parts"] = parts(raw["parts"], spot.into("parts", "parts"))
    return {field: value for field, value in made.items() if value is not LEFT_OUT}


def comparison_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a comparison."""
    made = expanded_table(raw, spot, SECTIONS["comparisons"].table, {"smaller": _quantity_reader(context)})
    smaller = made.get("smaller")
    if isinstance(smaller, dict) and "larger" in raw:
        origins = origins_in(spot.notes, ("smaller",), smaller)
        made["larger"] = differing(smaller, raw["larger"], spot.into("larger", "larger"), context, origins=origins)
    return {field: value for field, value in made.items() if value is not LEFT_OUT}


def question_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a saved question."""
    table = SECTIONS["ask"].table
    further: Mapping[str, Expander] = {"period": lambda period, at: period_at(period, at, raw.get("party"), context)}
    if raw.get("kind", "figure") != "figure":
        return expanded_table(raw, spot, table, further)
    measure = measure_key(raw, spot, context, table.keys)
    made = expanded_table({key: raw[key] for key in raw if key in table.keys}, spot, table, further)
    if isinstance(measure, LeftOut):
        return made
    quantity = quantity_at(raw[measure], Spot(spot.notes, (*spot.path, measure), ("measurand",)), measure, context)
    if isinstance(quantity, dict):
        made["measurand"] = quantity
        if "relative_to" in raw:
            inner = spot.into("relative_to", "relative_to")
            origins = origins_in(spot.notes, ("measurand",), quantity)
            made["relative_to"] = differing(quantity, raw["relative_to"], inner, context, origins=origins)
    return {field: value for field, value in made.items() if value is not LEFT_OUT}


_STATEMENTS: Final[Mapping[str, tuple[str, Reader]]] = {
    "metrics": ("Metric", metric_fields),
    "partitions": ("Partition", partition_fields),
    "comparisons": ("Comparison", comparison_fields),
}


def assumption_fields(raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of an assumption."""
    made = expanded_table(raw, spot, SECTIONS["assumptions"].table)
    if "adds" in raw:
        made["adds"] = list(_added(raw["adds"], spot.into("adds", "adds"), context))
    if "reads" in raw:
        made["reads"] = list(_readings(raw["reads"], spot.into("reads", "reads"), context))
    return made


def _added(raw: object, spot: Spot, context: Context) -> Iterator[Fields]:
    groups = table_at(raw, spot)
    if isinstance(groups, LeftOut):
        return
    place = 0
    for group in groups:
        if group not in _STATEMENTS:
            spot.refuse_key(group, _STATEMENTS)
    for group, (name, read) in _STATEMENTS.items():
        statements = table_at(groups.get(group, {}), spot.at(group))
        for key, each in statements.items() if not isinstance(statements, LeftOut) else ():
            inner = Spot(spot.notes, (*spot.path, group, key), (*spot.field, place))
            table = table_at(each, inner)
            identity = record_id(key, inner)
            if not isinstance(table, LeftOut):
                yield {name: {"id": identity, **_moved(read, table, inner, context)}}
            place += 1


def _moved(read: Reader, raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """What a reader of records makes of a table inside a record, with its origins moved there."""
    inner = Notes(spot.notes.document)
    made = read(raw, Spot(inner, spot.path), context)
    spot.notes.faults.extend(inner.faults)
    spot.notes.origins.update({(*spot.field, *field): path for field, path in inner.origins.items()})
    return made


def _readings(raw: object, spot: Spot, context: Context) -> Iterator[Fields]:
    readings = table_at(raw, spot, valid='{ some-metric = { period = "FY2027" } }')
    if isinstance(readings, LeftOut):
        return
    for place, (metric, each) in enumerate(readings.items()):
        inner = spot.into(metric, place)
        inner.becoming("metric")
        table = table_at(each, inner)
        published = _published(metric, context)
        if published is None:
            near = nearest(metric, (*context.metrics, *context.published))
            inner.refuse("no metric bears this key", metric, suggestions=near)
        elif not isinstance(table, LeftOut):
            yield {"metric": metric, **_reading(table, inner, published, context)}


def _published(metric: str, context: Context) -> Fields | None:
    """The fields of a metric that is read, as far as they are in order."""
    found = context.metrics.get(metric.casefold())
    if found is not None:
        document, key, raw = found
        return metric_fields(raw, Spot(Notes(document), ("metrics", key)), context)
    known = context.published.get(metric.casefold())
    if known is None:
        return None
    both = {"measurand": known.measurand, "relative_to": known.relative_to}
    quantities: Fields = {field: quantity_of(each) for field, each in both.items() if each is not None}
    return {**quantities, "relation": known.relation}


def _reading(raw: Mapping[str, object], spot: Spot, published: Fields, context: Context) -> Fields:
    made = expanded_table({key: raw[key] for key in raw if key in READING.keys}, spot, READING)
    base = published.get("measurand")
    if not isinstance(base, dict):
        return made
    changed = differing(base, raw, spot.becoming("measurand"), context, origins={}, further=READING.keys)
    if isinstance(changed, LeftOut):  # pragma: no cover - the caller has seen that it is a table
        return made
    if any(key in raw for key in (*ASPECTS, "measure")):
        made["measurand"] = changed
    relative = _relative(raw, spot, published, changed, context)
    return {**made, "relative_to": relative} if relative is not None else made


def _relative(
    raw: Mapping[str, object], spot: Spot, published: Fields, changed: Quantity, context: Context
) -> Quantity | None:
    """What a number is read to be relative to; None where that is as it was published."""
    keys = [key for key in RELATIONS if key in raw]
    relation, base, relative = (published.get(field) for field in ("relation", "measurand", "relative_to"))
    if keys and (len(keys) > 1 or relation not in (None, RELATIONS[keys[0]])):
        spot.at(keys[-1]).refuse("the number that is read says otherwise", keys[-1], valid=str(relation))
        return None
    if keys and raw[keys[0]] != AS_PUBLISHED:
        inner = spot.into(keys[0], "relative_to")
        made = differing(changed, raw[keys[0]], inner, context, origins={})
        return None if isinstance(made, LeftOut) else made
    if keys or not isinstance(base, dict) or not isinstance(relative, dict):
        return None
    spot.becoming("relative_to")
    follows = followed(base, relative, changed)
    return None if follows == relative else follows
