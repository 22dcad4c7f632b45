"""Columns: what a table holds, read off the types of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, get_type_hints

import attrs

__all__ = ["Column", "ColumnKind", "columns_of"]

ColumnKind = Literal["text", "number", "flag", "day", "texts"]
"""What a column holds: texts, numbers, yes or no, days, or lists of texts."""

_KINDS: Final[Mapping[object, tuple[ColumnKind, bool]]] = MappingProxyType(
    {
        str: ("text", False),
        str | None: ("text", True),
        float: ("number", False),
        float | None: ("number", True),
        bool: ("flag", False),
        date: ("day", False),
        date | None: ("day", True),
        list[str]: ("texts", False),
    }
)


@attrs.frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its name.
        kind: What it holds.
        nullable: Whether it may be empty.
    """

    name: str
    kind: ColumnKind
    nullable: bool


@cache
def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a kind of row, in order."""
    return tuple(
        Column(name=name, kind=_KINDS[hint][0], nullable=_KINDS[hint][1]) for name, hint in get_type_hints(row).items()
    )
