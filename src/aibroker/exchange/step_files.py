"""The steps of a scenario, read and written: each a table under the key that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeAlias

from aibroker.exchange.context import Context
from aibroker.exchange.contraction import Tree, contracted_table, selection_table
from aibroker.exchange.converter import unstructured
from aibroker.exchange.quantities import Quantities
from aibroker.exchange.sections import fields_of
from aibroker.exchange.shorthands import expanded, expanded_table, table_at
from aibroker.exchange.spots import LEFT_OUT, LeftOut, Notes, Spot
from aibroker.exchange.statements import statement_table
from aibroker.exchange.tables import BROUGHT, STEPS
from aibroker.records.measures import Metric
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import AddMetric, GrantRight, OpenChannel, Restrict, Step

__all__ = ["step_fields", "step_tree"]

_Fields: TypeAlias = dict[str, object]

_KEYS: Final[Mapping[type, str]] = {table.record: key for key, table in STEPS.items()}


def step_fields(raw: object, spot: Spot, context: Context) -> object:
    """The fields of a step, under the name of its class; what is wrong is noted."""
    table = table_at(raw, spot, valid="[[steps]] with one step, for example restrict = { … }")
    if isinstance(table, LeftOut):
        return LEFT_OUT
    for key in table:
        if key not in STEPS:
            spot.refuse_key(key, STEPS)
    known = [key for key in table if key in STEPS]
    if len(known) != 1:
        problem = "a step without anything to do" if not known else "a step does one thing"
        return spot.refuse(problem, *known[1:2], valid=f"one of {', '.join(STEPS)}")
    inner = spot.at(known[0])
    fields = table_at(table[known[0]], inner)
    if isinstance(fields, LeftOut):
        return LEFT_OUT
    made = _reader(known[0], context)(known[0], fields, inner)
    return LEFT_OUT if isinstance(made, LeftOut) else {STEPS[known[0]].record.__name__: made}


_Reader: TypeAlias = Callable[[str, Mapping[str, object], Spot], "_Fields | LeftOut"]


def _reader(key: str, context: Context) -> _Reader:
    if key == "restrict":
        return _restriction
    return partial(_bringing, context) if key in BROUGHT else _plain


def _plain(key: str, raw: Mapping[str, object], spot: Spot) -> _Fields:
    return expanded_table(raw, spot, STEPS[key])


def _restriction(key: str, raw: Mapping[str, object], spot: Spot) -> _Fields | LeftOut:
    made = expanded_table({each: raw[each] for each in raw if each in STEPS[key].fields}, spot, STEPS[key])
    rest = {each: value for each, value in raw.items() if each not in STEPS[key].fields}
    selects = expanded(rest, spot.becoming("selects"), Selection)
    return selects if isinstance(selects, LeftOut) else {**made, "selects": selects}


def _bringing(context: Context, key: str, raw: Mapping[str, object], spot: Spot) -> _Fields | LeftOut:
    """A step that brings a record: its own keys, and those of the record as a case has them."""
    table = STEPS[key]
    made = expanded_table({each: raw[each] for each in raw if each in table.keys}, spot, table)
    field, section = BROUGHT[key]
    identity = raw.get("id", "")
    if not isinstance(identity, str) or not identity:
        return spot.at("id").refuse("a text is wanted here", identity, valid="an id of its own") if identity else made
    rest = {each: value for each, value in raw.items() if each not in table.keys}
    notes = Notes(spot.notes.document)
    made[field] = fields_of(section, identity, rest, Spot(notes, spot.path), context)
    spot.notes.faults.extend(notes.faults)
    spot.notes.origins.update({(*spot.field, field, *inner): path for inner, path in notes.origins.items()})
    return made


def step_tree(step: Step) -> Tree:
    """The table of a step, under the key that says what it does."""
    key = _KEYS[type(step)]
    return {key: _brought(step) | contracted_table(unstructured(step), STEPS[key])}


def _brought(step: Step) -> Tree:
    match step:
        case Restrict():
            return selection_table(unstructured(step.selects))
        case GrantRight():
            return {"id": step.right.id} | _record(step.right, "grant_right")
        case OpenChannel():
            return {"id": step.channel.id} | _record(step.channel, "open_channel")
        case AddMetric():
            return {"id": step.metric.id} | _number(step.metric)
        case _:
            return {}


def _record(record: object, key: str) -> Tree:
    fields = {field: value for field, value in unstructured(record).items() if field != "id"}
    return contracted_table(fields, BROUGHT[key][1].table)


def _number(metric: Metric) -> Tree:
    return statement_table(metric, Quantities({}))
