"""The shorthands of the format, expanded: every table becomes what the fields of its record want."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final, TypeAlias, get_args

from aibroker.exchange.spots import LEFT_OUT, LeftOut, Spot
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
from aibroker.values.validity import Validity

__all__ = ["Expander", "expanded", "expanded_each", "expanded_table", "keys_checked", "table_at"]

Fields: TypeAlias = dict[str, object]
Expander: TypeAlias = Callable[[object, Spot], object]

_BUYERS_TYPE: Final = plain_type(conditions.Buyers | None)
_MARKETS: Final = {"in": "LocatedIn", "headquartered_in": "HeadquarteredIn", "owned_from": "OwnedFrom"}
_WORDS: Final = {"kind": ("OfKind", "kind"), "vetted": ("Vetted", "standard")}
_GROUPS: Final = {"all": "AllOf", "any": "AnyOf"}


def table_at(raw: object, spot: Spot, *, valid: str = "a table: { key = value, … }") -> Mapping[str, object] | LeftOut:
    """A table, once it is certain that it is one."""
    return raw if isinstance(raw, dict) else spot.refuse("a table is wanted here", raw, valid=valid)


def keys_checked(raw: Mapping[str, object], spot: Spot, valid: Iterable[str]) -> None:
    """Note each key of a table that has no place in it."""
    known = tuple(valid)
    for key in raw:
        if key not in known:
            spot.refuse_key(key, known)


def expanded_table(
    raw: Mapping[str, object], spot: Spot, table: Table, further: Mapping[str, Expander] | None = None
) -> Fields:
    """The fields of a record, or of a part of one, from the keys of its table.

    Args:
        raw: The table; its special keys are left to the caller.
        spot: Where it stands.
        table: What it may hold.
        further: How to read fields whose shorthand needs to know more than the table.

    Returns:
        The fields that could be read; what is wrong is noted.
    """
    keys_checked(raw, spot, table.keys)
    for key in table.required:
        if key not in raw:
            spot.at(key).refuse("this key is missing", valid=_advice(table, key))
    made: Fields = {}
    for key, field in table.fields.items():
        if key in raw:
            value = _field(raw[key], spot.into(key, field), table.record, field, further or {})
            if not isinstance(value, LeftOut):
                made[field] = value
    return made


def _field(raw: object, spot: Spot, record: type, field: str, further: Mapping[str, Expander]) -> object:
    if raw == UNKNOWN and (record, field) in UNKNOWABLE:
        return None
    if field in further:
        return further[field](raw, spot)
    return expanded(raw, spot, types_of(record)[field])


def expanded(raw: object, spot: Spot, hint: object) -> object:
    """A value of a type with every shorthand in it expanded; a scalar is left as it is."""
    expander = _expander(hint)
    if raw is None:
        return spot.refuse("null says nothing", valid=f"leave the key out, or say {UNKNOWN!r} where that is allowed")
    return expander(raw, spot) if expander is not None else raw


@cache
def _expander(hint: object) -> Expander | None:
    plain = plain_type(hint)
    if plain in INNER:
        return _inner(INNER[plain])
    if get_args(plain)[:1] and get_args(plain)[0] in INNER:
        return expanded_each(_inner(INNER[get_args(plain)[0]]))
    if is_texts(hint):
        return _texts
    return {_BUYERS_TYPE: _buyers, Selection: _selection, Validity: _validity}.get(plain)


def _inner(table: Table) -> Expander:
    def expand(raw: object, spot: Spot) -> object:
        checked = table_at(raw, spot)
        return LEFT_OUT if isinstance(checked, LeftOut) else expanded_table(checked, spot, table)

    return expand


def expanded_each(expand: Expander) -> Expander:
    """The expander of a list, from that of what it holds."""

    def expand_list(raw: object, spot: Spot) -> object:
        if not isinstance(raw, list):
            return spot.refuse("a list is wanted here", raw, valid="[ … ]")
        made = [expand(each, spot.into(index, index)) for index, each in enumerate(raw)]
        return [each for each in made if each is not LEFT_OUT]

    return expand_list


def _texts(raw: object, spot: Spot) -> object:
    """Several texts; a single one stands for a list of one."""
    values = [raw] if isinstance(raw, str) else raw
    if not isinstance(values, list):
        return spot.refuse("a list of texts is wanted here", raw, valid='["…", "…"], or a single text')
    for index, each in enumerate(values):
        inner = (spot.at(index) if isinstance(raw, list) else spot).becoming(index)
        if each in values[:index]:
            inner.refuse("named twice in one list", each, valid="each once")
    return values


def _buyers(raw: object, spot: Spot) -> object:
    valid = 'a condition on buyers: { in = "China" } …'
    table = table_at(raw, spot, valid=valid)
    if isinstance(table, LeftOut):
        return LEFT_OUT
    keys_checked(table, spot, BUYERS)
    if ("owned_from" in table) is not ("more_than" in table):
        missing = "more_than" if "owned_from" in table else "owned_from"
        return spot.at(missing).refuse("this key is missing", valid='both: owned_from = "China", more_than = "50 %"')
    keys = [key for key in BUYERS if key in table and key != "more_than"]
    if not keys:
        return spot.refuse("a condition that says nothing", raw, valid=", ".join(BUYERS))
    if len(keys) == 1:
        return _condition(keys[0], table, spot)
    parts = [_condition(key, table, spot.becoming("parts", index)) for index, key in enumerate(keys)]
    return LEFT_OUT if LEFT_OUT in parts else {"AllOf": {"parts": parts}}


def _condition(key: str, table: Mapping[str, object], spot: Spot) -> object:
    raw = table[key]
    if key in _MARKETS:
        markets = expanded(raw, spot.into(key, "markets"), tuple[str, ...])
        share = {} if key != "owned_from" else {"more_than": table["more_than"]}
        if share:
            spot.into("more_than", "more_than")
        return LEFT_OUT if markets is LEFT_OUT else {_MARKETS[key]: {"markets": markets, **share}}
    if key in _WORDS:
        name, field = _WORDS[key]
        spot.into(key, field)
        return {name: {field: raw}}
    if key == "named":
        parties = expanded(raw, spot.into(key, "parties"), tuple[str, ...])
        return LEFT_OUT if parties is LEFT_OUT else {"Named": {"parties": parties}}
    if key == "not":
        part = _buyers(raw, spot.into(key, "part"))
        return LEFT_OUT if part is LEFT_OUT else {"Not": {"part": part}}
    parts = expanded_each(_buyers)(raw, spot.into(key, "parts"))
    return LEFT_OUT if parts is LEFT_OUT else {_GROUPS[key]: {"parts": parts}}


_SELLERS: Final = {"home": "sellers_home", "named": "sellers"}
_MODELS: Final = {
    "developed_in": "developed_in",
    "developed_outside": "developed_outside",
    "by": "developers",
    "named": "models",
}


def _selection(raw: object, spot: Spot) -> object:
    table = table_at(raw, spot)
    if isinstance(table, LeftOut):
        return LEFT_OUT
    keys_checked(table, spot, SELECTION)
    made: Fields = {}
    for key, inner in (("sellers", _SELLERS), ("models", _MODELS)):
        if key in table:
            made |= _selected(table[key], spot, key, inner)
    for key in ("buyers", "hosted_in", "resale_only"):
        if key in table:
            made[key] = expanded(table[key], spot.into(key, key), types_of(Selection)[key])
    return {field: value for field, value in made.items() if value is not LEFT_OUT}


def _selected(raw: object, spot: Spot, key: str, inner: Mapping[str, str]) -> Fields:
    """Sellers or models: names, or a table of what they have in common."""
    if not isinstance(raw, dict):
        return {key: _texts(raw, spot.into(key, key))}
    keys_checked(raw, spot.at(key), inner)
    return {
        field: expanded(raw[each], Spot(spot.notes, (*spot.path, key, each), (*spot.field, field)), tuple[str, ...])
        for each, field in inner.items()
        if each in raw
    }


def _validity(raw: object, spot: Spot) -> object:
    valid = f'"{UNKNOWN}", a period such as "2024-01-01/2025-01-01", or {{ since = …, ended = …, seen = … }}'
    if not isinstance(raw, dict):
        return raw if isinstance(raw, str) else spot.refuse("this does not say when", raw, valid=valid)
    keys_checked(raw, spot, VALIDITY)
    made: Fields = {key: raw[key] for key in ("since", "ended") if raw.get(key, UNKNOWN) != UNKNOWN}
    for key in VALIDITY:
        spot.into(key, key)
    if made.get("ended") == "open":
        made["ongoing"] = made.pop("ended") == "open"
    if "seen" in raw:
        made["seen"] = raw["seen"] if isinstance(raw["seen"], list) else [raw["seen"]]
    return made


_ADVICE: Final[Mapping[str, str]] = {
    "into": f'into = ["China"], or into = "{UNKNOWN}"',
    "in": f'in = ["China"], or in = "{UNKNOWN}"',
    "open": f'open = {{ since = "2024-05", ended = "open" }}, {{ seen = 2026-06-18 }}, or "{UNKNOWN}"',
    "holds": f'holds = {{ since = "2024-05", ended = "open" }}, or "{UNKNOWN}"',
    "published": f'published = 2025-09-05, "2025-09", "2025" or "{UNKNOWN}"',
    "is": 'is = "~1.5 %"',
    "period": f'period = "2024", "FY2024", {{ either = [ … ] }}, or "{UNKNOWN}"',
}


def _advice(table: Table, key: str) -> str:
    options = get_args(types_of(table.record).get(table.fields.get(key, key)))
    if options and all(isinstance(each, str) for each in options):
        return f"{key} = one of {', '.join(json.dumps(each) for each in options)}"
    return _ADVICE.get(key, f"{key} = …")
