"""Records whose tables are plain, made straight: exact keys, whole lists and no fault, as the library writes them.

Whatever is not plain is left to the full path, which expands shorthands, keeps where everything stands, and says what
is wrong. So a record that is made here is the one that the full path would make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from aibroker.exchange.context import Context
from aibroker.exchange.entries import Entry
from aibroker.exchange.plain_numbers import measured
from aibroker.exchange.plain_values import Hook, NotPlainError, hook_for, hooks_of, nothing
from aibroker.exchange.tables import CLAIM_KINDS, CLAIMS, Section
from aibroker.records.kinds import CLASSES, Record

__all__ = ["NEVER_PLAIN", "plain_record"]

_Fields: TypeAlias = dict[str, Any]
_Finish: TypeAlias = Callable[[_Fields, Entry], None]

NEVER_PLAIN: Final = frozenset({"payments", "partitions", "comparisons", "assumptions", "ask"})
"""Sections whose tables are shorthands of several quantities, some of which differ from others."""

_REFUSALS: Final = (NotPlainError, KeyError, TypeError, ValueError)


def plain_record(entry: Entry, context: Context) -> Record | None:
    """The record of an entry whose table is plain; None where it is not, or where something is wrong with it.

    Args:
        entry: The entry.
        context: What is known of the other records.
    """
    section, raw = entry.section, entry.raw
    if section.name in NEVER_PLAIN or not entry.identity:
        return None
    hooks = _hooks(section)
    made: _Fields = {"id": entry.identity, "name": entry.key} if section.is_named else {"id": entry.identity}
    try:
        if section.name == "metrics":
            made["measurand"], raw = measured(raw, hooks, context)
        for key, value in raw.items():
            argument, hook = hooks[key]
            made[argument] = hook(value)
        finish = _FINISHES.get(section.name)
        if finish is not None:
            finish(made, entry)
        return CLASSES[section.kind](**made)
    except _REFUSALS:
        return None


@cache
def _hooks(section: Section) -> Mapping[str, tuple[str, Hook]]:
    """For each key of a section, the argument that it fills, and what makes the argument of its value."""
    return MappingProxyType({**hooks_of(section.table), **_SPECIAL.get(section.name, {})})


def _family(value: object) -> object:
    """The name of a family, or whether the model is one."""
    return value if type(value) is bool else hook_for(str)(value)


def _role(value: object) -> object:
    if value in ("vendor", "customer"):
        return value
    raise NotPlainError


def _as_company(made: _Fields, _: Entry) -> None:
    made.pop("role", None)  # it is read once all records are known


def _as_model(made: _Fields, entry: Entry) -> None:
    if type(made.get("family")) is bool:
        if "is_family" in entry.raw:
            raise NotPlainError
        made["is_family"] = made.pop("family")


def _as_source(made: _Fields, _: Entry) -> None:
    made.pop("claims", None)  # they are entries of their own


def _as_claim(made: _Fields, entry: Entry) -> None:
    (kind,) = (key for key in entry.raw if key in CLAIM_KINDS)
    made["source"], made["kind"] = entry.source, kind


_SPECIAL: Final[Mapping[str, Mapping[str, tuple[str, Hook]]]] = {
    "companies": {"role": ("role", _role)},
    "models": {"family": ("family", _family)},
    "sources": {"claims": ("claims", nothing)},
    CLAIMS.name: {kind: ("text", hook_for(str)) for kind in CLAIM_KINDS},
}
_FINISHES: Final[Mapping[str, _Finish]] = {
    "companies": _as_company,
    "models": _as_model,
    "sources": _as_source,
    CLAIMS.name: _as_claim,
}
