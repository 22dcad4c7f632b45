"""The text of a document: JSON, and TOML as people write it by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring
from math import isinf
from typing import Final

import tomli_w

from aibroker.exchange.contraction import Tree
from aibroker.exchange.lines import Format
from aibroker.values.estimates import Estimate

__all__ = ["encoded", "estimate_table"]

_WIDEST: Final = 120
_ON_ONE_LINE: Final = frozenset({
    "companies", "authorities", "markets", "models", "products", "safeguards", "risks", "measures", "claims"
})  # fmt: skip
"""The tables of records in which each stands on a line of its own."""


def encoded(tree: Tree, form: Format) -> str:
    """The text of a document.

    Args:
        tree: The document.
        form: How to write it.
    """
    return _json(tree) if form == "json" else "\n".join(_toml(tree)).strip("\n") + "\n"


def _json(tree: Tree) -> str:
    return _json_value(tree, "\n") + "\n"


def _json_value(value: object, line: str) -> str:
    """The text of a value, as the json module writes it with an indent of two, which it does not do in C.

    Args:
        value: The value.
        line: What begins a line that is indented as the value is.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        pairs = [f"{encode_basestring(key)}: {_json_value(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join([_json_value(each, inner) for each in value])}{line}]"
    if isinstance(value, Estimate):
        return _json_value(estimate_table(value), line)
    return json.dumps(value, default=str, ensure_ascii=False, allow_nan=False)


def estimate_table(estimate: Estimate) -> Tree:
    """The table of an estimate in JSON: its text, and its numbers."""
    made: Tree = {"text": str(estimate)}
    for key, end in (("low", estimate.low), ("high", estimate.high)):
        made |= {key: None, f"{key}_open": True} if isinf(end) else {key: end}
    likely: Tree = {} if estimate.likely is None else {"likely": estimate.likely}
    return made | likely | {"unit": str(estimate.unit)}


def _toml(tree: Tree) -> Iterator[str]:
    """The lines of a document: scalars and plain tables, then a header for each section or record."""
    for key, value in tree.items():
        if not _is_section(value) and not _is_tables(value):
            yield _pair(key, value)
    for key, value in tree.items():
        if isinstance(value, dict) and _is_section(value):
            yield from _section(key, value)
        elif _is_tables(value):
            yield from _array_of_tables(key, value)


def _is_section(value: object) -> bool:
    """Whether it is a table of records, and not one of plain values, such as labels are."""
    return isinstance(value, dict) and (not value or any(isinstance(each, dict) for each in value.values()))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _array_of_tables(key: str, tables: object) -> Iterator[str]:
    for table in tables if isinstance(tables, list) else ():
        yield from ("", f"[[{_key(key)}]]")
        yield from (_pair(inner, value) for inner, value in table.items())


def _section(name: str, records: Mapping[str, object]) -> Iterator[str]:
    if name in _ON_ONE_LINE:
        yield from ("", f"[{_key(name)}]")
        yield from (_pair(key, record) for key, record in records.items())
        return
    for key, record in records.items():
        yield from ("", f"[{_key(name)}.{_key(key)}]")
        yield from _record(f"{_key(name)}.{_key(key)}", record)


def _record(header: str, record: object) -> Iterator[str]:
    fields = record if isinstance(record, dict) else {}
    claims = {key: value for key, value in fields.items() if key == "claims" and isinstance(value, dict)}
    yield from (_pair(key, value) for key, value in fields.items() if key not in claims)
    for key, tables in claims.items():
        yield from ("", f"[{header}.{key}]")
        yield from (_pair(inner, claim) for inner, claim in tables.items())


def _pair(key: str, value: object) -> str:
    line = f"{_key(key)} = {_value(value)}"
    if len(line) <= _WIDEST or not isinstance(value, list):
        return line
    return "\n".join([f"{_key(key)} = [", *(f"  {_value(each)}," for each in value), "]"])


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _value(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    scalar = str(value) if isinstance(value, Estimate) else value
    return tomli_w.dumps({"x": scalar}).removeprefix("x = ").removesuffix("\n")
