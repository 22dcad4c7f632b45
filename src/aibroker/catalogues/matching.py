"""Matching names with what is known: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import attrs

from aibroker.catalogues.tables import DEVELOPERS, MODELS, SELLERS
from aibroker.errors import InvalidValueError, nearest
from aibroker.records.identifiers import slug

__all__ = ["Match", "Matched", "match"]

Matched = Literal["sellers", "developers", "models"]
"""What names are matched with."""


@attrs.frozen(kw_only=True)
class Match:
    """What a name was matched with.

    Attributes:
        given: The name.
        id: The id of the company or the model; None where the name is not in the table.
        nearest: The names in the table that are spelled most alike; empty where it is there.
    """

    given: str
    id: str | None
    nearest: tuple[str, ...] = ()


_TABLES: Final[Mapping[Matched, Mapping[str, str]]] = {"sellers": SELLERS, "developers": DEVELOPERS, "models": MODELS}


def match(kind: Matched, names: Iterable[str]) -> tuple[Match, ...]:
    """Match names that catalogues use with the curated tables, by their exact spelling, whatever their case.

    Args:
        kind: Sellers, developers or models.
        names: The names.

    Returns:
        For each name, in order, what it was matched with.

    Raises:
        InvalidValueError: If there is no such table, if the names are no list, or if a name is no text.

    >>> [each.id for each in match("sellers", ["azure_ai", "bedrock_converse", "azure-like"])]
    ['microsoft', 'amazon', None]
    """
    if not isinstance(kind, str) or kind not in _TABLES:
        near = nearest(kind, _TABLES) if isinstance(kind, str) else ()
        raise InvalidValueError("there is no such table of names", kind, valid=", ".join(_TABLES), suggestions=near)
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise InvalidValueError("names come in a list", names, valid=f"[{names!r}]")
    return tuple(_matched(kind, each) for each in names)


def _matched(kind: Matched, given: str) -> Match:
    if not isinstance(given, str):
        raise InvalidValueError("this is no name", given, valid="a text")
    table, name = _TABLES[kind], given.casefold()
    if name not in table:
        return Match(given=given, id=None, nearest=nearest(given, table))
    return Match(given=given, id=slug(name if kind == "models" else table[name]))
