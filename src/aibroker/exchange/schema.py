"""The JSON Schema of the format, generated from the record classes and the shorthands.

It describes the document model, which TOML and JSON share; a date of TOML is a text in it. It cannot see what only the
records together show, such as an unknown id. Of a case in several files it describes the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, TypeAlias, get_args, get_origin

from aibroker.exchange.tables import (
    ASPECTS,
    BROUGHT,
    CLAIM_KINDS,
    CLAIMS,
    FORMAT,
    INNER,
    READING,
    SCENARIO,
    SECTIONS,
    STANDARD_MEASURE_NAMES,
    STEPS,
    UNKNOWABLE,
    UNKNOWN,
    Section,
    Table,
    is_texts,
    plain_type,
    types_of,
)
from aibroker.records import buyers as conditions
from aibroker.records.characters import UNFIT_IN_NAMES, UNFIT_IN_TEXTS
from aibroker.records.measures import Measurand
from aibroker.records.rules import Selection
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["Schema", "case_schema", "scenario_schema"]

Schema: TypeAlias = dict[str, object]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NAME: Final[Schema] = {"type": "string", "pattern": r"\S", "not": {"pattern": f"[{UNFIT_IN_NAMES}]"}}
_TEXT: Final[Schema] = {"type": "string", "not": {"pattern": f"[{UNFIT_IN_TEXTS}]"}}
_AS_PUBLISHED: Final[Schema] = {"const": "as published"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any_of(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def _table_of(properties: Mapping[str, object], *, required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _tables_of(schema: Schema) -> Schema:
    """A table whose keys are those of records."""
    return {"type": "object", "additionalProperties": schema}


def case_schema() -> Schema:
    """The JSON Schema of a case.

    >>> case_schema()["required"]
    ['format', 'title', 'as_of']
    """
    properties: Schema = {
        "format": {"const": FORMAT},
        "title": _ref("text"),
        "as_of": _ref("day"),
        "uses": _ref("names"),
        **{section.name: _tables_of(_ref(section.kind)) for section in SECTIONS.values()},
    }
    made = _table_of(properties, required=("format", "title", "as_of"))
    return {"$schema": _DIALECT, "title": "A case of aibroker", **made, "$defs": _definitions() | _records()}


def scenario_schema() -> Schema:
    """The JSON Schema of a scenario."""
    step = _table_of({key: _step(key) for key in STEPS})
    step |= {"minProperties": 1, "maxProperties": 1}
    labels = _tables_of(_NAME)
    steps: Schema = {"type": "array", "items": step}
    properties = _properties(SCENARIO) | {"format": {"const": FORMAT}, "labels": labels, "steps": steps}
    made = _table_of(properties, required=("format", *SCENARIO.required))
    return {"$schema": _DIALECT, "title": "A scenario of aibroker", **made, "$defs": _definitions()}


def _step(key: str) -> Schema:
    table = STEPS[key]
    if key == "restrict":
        return _table_of(_properties(table) | _selection())
    if key not in BROUGHT:
        return _plain_table(table)
    section, own = BROUGHT[key][1], _properties(table) | {"id": _NAME}
    if section.name == "metrics":
        made = _metric(own)
        return {**made, "required": [*table.required, *section.table.required]}
    return _table_of(_properties(section.table) | own, required=(*table.required, *section.table.required))


def _definitions() -> Schema:
    inner = {_name(each): _plain_table(table) for each, table in INNER.items()}
    return {
        "name": _NAME,
        "text": _TEXT,
        "names": _any_of(_NAME, {"type": "array", "items": _NAME, "uniqueItems": True}),
        "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "period": _any_of(_NAME, {"type": "integer", "minimum": 1, "maximum": 9999}),
        "estimate": _any_of(_NAME, {"type": "number"}, _estimate()),
        "validity": _any_of(_NAME, _validity()),
        "buyers": _buyers(),
        "selection": _table_of(_selection()),
        "aspects": _table_of(_aspects(), required=("period",)),
        "quantity": {**_tables_of(_ref("aspects")), "minProperties": 1, "maxProperties": 1},
        "differences": _table_of(_aspects() | {"measure": _NAME}),
        **inner,
    }


def _name(record: object) -> str:
    return getattr(record, "__name__", str(record)).lower()


def _estimate() -> Schema:
    end = _any_of({"type": "number"}, {"type": "null"})
    is_open: Schema = {"const": True}
    ends: Schema = {"low": end, "low_open": is_open, "high": end, "high_open": is_open}
    made = _table_of({"text": _NAME, **ends, "likely": {"type": "number"}, "unit": _NAME})
    return {**made, **_any_of({"required": ["text"]}, {"required": ["low", "high"]})}


def _validity() -> Schema:
    days = _any_of(_ref("day"), {"type": "array", "items": _ref("day"), "minItems": 1})
    return _table_of({"since": _ref("period"), "ended": _ref("period"), "seen": days})


def _buyers() -> Schema:
    several = {"type": "array", "items": _ref("buyers"), "minItems": 1}
    names = {key: _ref("names") for key in ("in", "headquartered_in", "owned_from", "named")}
    rest = {"more_than": _ref("estimate"), "kind": _NAME, "vetted": _NAME, "all": several, "any": several}
    made = _table_of({**names, **rest, "not": _ref("buyers")})
    together = {"owned_from": ["more_than"], "more_than": ["owned_from"]}
    return {**made, "minProperties": 1, "dependentRequired": together}


def _selection() -> Schema:
    sellers = _table_of({"home": _ref("names"), "named": _ref("names")})
    models = _table_of({key: _ref("names") for key in ("developed_in", "developed_outside", "by", "named")})
    return {
        "sellers": _any_of(_ref("names"), sellers),
        "models": _any_of(_ref("names"), models),
        "buyers": _ref("buyers"),
        "hosted_in": _ref("names"),
        "resale_only": {"type": "boolean"},
    }


def _aspects() -> Schema:
    readings = {"type": "array", "items": _ref("period"), "minItems": 2}
    period = _any_of(_ref("period"), _table_of({"either": readings}, required=("either",)))
    return {key: period if key == "period" else _NAME for key in ASPECTS}


_SIMPLE: Final[Mapping[object, Schema]] = {
    str: _ref("text"),
    bool: {"type": "boolean"},
    date: _ref("day"),
    Period: _ref("period"),
    Estimate: _ref("estimate"),
    FiscalCalendar: _NAME,
    Validity: _ref("validity"),
    Selection: _ref("selection"),
    Measurand: _ref("quantity"),
    plain_type(conditions.Buyers | None): _ref("buyers"),
}


def _of_type(hint: object) -> Schema:
    plain = plain_type(hint)
    if get_origin(plain) is Literal:
        return {"enum": list(get_args(plain))}
    if is_texts(hint):
        return _ref("names")
    if plain in INNER:
        return _ref(_name(plain))
    element = get_args(plain)[0] if get_args(plain) else None
    if element in INNER:
        return {"type": "array", "items": _ref(_name(element))}
    return _SIMPLE.get(plain, _NAME)


def _properties(table: Table) -> Schema:
    types = types_of(table.record)
    made: Schema = {}
    for key, field in table.fields.items():
        schema = _of_type(types[field])
        may_be_unknown = (table.record, field) in UNKNOWABLE
        made[key] = _any_of(schema, {"const": UNKNOWN}) if may_be_unknown else schema
    return made


def _plain_table(table: Table, further: Mapping[str, object] | None = None) -> Schema:
    return _table_of({**_properties(table), **(further or {})}, required=table.required)


def _records() -> Schema:
    special: Mapping[str, Schema] = {
        "companies": {"role": {"enum": ["vendor", "customer"]}},
        "models": {"family": _any_of({"type": "boolean"}, _NAME)},
        "sources": {"claims": _tables_of(_ref("claim"))},
        "partitions": {"parts": {"type": "array", "items": _ref("differences"), "minItems": 2}},
        "comparisons": {"larger": _ref("differences")},
        "assumptions": _of_assumptions(),
    }
    made: Schema = {str(each.kind): _plain_table(each.table, special.get(each.name)) for each in SECTIONS.values()}
    return {**made, "claim": _claim(), "metric": _metric(), "question": _question()}


def _claim() -> Schema:
    text: Schema = {**_TEXT, "pattern": r"\S"}
    made = _plain_table(CLAIMS.table, dict.fromkeys(CLAIM_KINDS, text))
    return {**made, "oneOf": [{"required": [kind]} for kind in CLAIM_KINDS]}


def _of_assumptions() -> Schema:
    groups = {name: _tables_of(_ref(SECTIONS[name].kind)) for name in ("metrics", "partitions", "comparisons")}
    return {"reads": _tables_of(_reading()), "adds": _table_of(groups)}


def _reading() -> Schema:
    base = _any_of(_ref("differences"), _AS_PUBLISHED)
    return _table_of({**_properties(READING), "share_of": base, "versus": base, **_aspects(), "measure": _NAME})


def _metric(further: Schema | None = None) -> Schema:
    table = SECTIONS["metrics"].table
    relations: Schema = {"share_of": _ref("differences"), "versus": _ref("differences")}
    made = _measured(SECTIONS["metrics"], relations | (further or {}))
    return {**made, "required": list(table.required), "not": {"required": ["share_of", "versus"]}}


def _measured(section: Section, further: Mapping[str, object]) -> Schema:
    """A table in which exactly one key names a measure: a standard one, or one that the case defines."""
    known = {**_properties(section.table), **further}
    standard = list(STANDARD_MEASURE_NAMES)
    return {
        "type": "object",
        "properties": {**known, **dict.fromkeys(standard, _ref("aspects"))},
        "additionalProperties": _ref("aspects"),
        "if": {"anyOf": [{"required": [name]} for name in standard]},
        "then": {"propertyNames": {"enum": [*known, *standard]}, "oneOf": [{"required": [name]} for name in standard]},
        "else": {"not": {"propertyNames": {"enum": [*known]}}},
    }


def _question() -> Schema:
    section = SECTIONS["ask"]
    plain = _properties(section.table)
    figure = _measured(section, {"relative_to": _ref("differences")})
    wanted = {"at_risk": ["party", "period"], "channels_into": ["market"], "access": ["model", "party"]}
    others = [
        {**_table_of({**plain, "kind": {"const": kind}}), "required": ["kind", *keys]} for kind, keys in wanted.items()
    ]
    figures = {"properties": {"kind": {"const": "figure"}}}
    return {"if": figures, "then": figure, "else": {"oneOf": others}}
