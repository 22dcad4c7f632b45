"""Each section of a case: how the table of a record becomes the fields of that record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from aibroker.exchange.context import Context
from aibroker.exchange.keys import record_id
from aibroker.exchange.numbers import (
    Fields,
    assumption_fields,
    comparison_fields,
    metric_fields,
    partition_fields,
    payment_fields,
    question_fields,
)
from aibroker.exchange.shorthands import expanded_table
from aibroker.exchange.spots import LeftOut, Spot
from aibroker.exchange.tables import CLAIM_KINDS, CLAIMS, SECTIONS, Section

__all__ = ["claim_fields", "fields_of"]

_Reader: TypeAlias = Callable[[Mapping[str, object], Spot, Context], Fields]

_ROLES: Final = ("vendor", "customer")


def fields_of(section: Section, key: str, raw: Mapping[str, object], spot: Spot, context: Context) -> Fields:
    """The fields of a record.

    Args:
        section: The section that it stands in.
        key: Its key.
        raw: Its table.
        spot: Where that stands.
        context: What is known of the other records.

    Returns:
        The fields that could be read; what is wrong is noted.
    """
    read = _READERS.get(section.name)
    made = read(raw, spot, context) if read else expanded_table(raw, spot, section.table)
    named: Fields = {"name": key} if section.is_named else {}
    return {**_identity(key, raw, spot), **named, **made}


def _identity(key: str, raw: Mapping[str, object], spot: Spot) -> Fields:
    identity = raw["id"] if "id" in raw else record_id(key, spot)
    return {} if isinstance(identity, LeftOut) else {"id": identity}


def claim_fields(source: str, key: str, raw: Mapping[str, object], spot: Spot) -> Fields:
    """The fields of a claim.

    Args:
        source: The id of the source that makes it.
        key: Its key in the table of claims.
        raw: Its table.
        spot: Where that stands.
    """
    kinds = [kind for kind in CLAIM_KINDS if kind in raw]
    valid = f"exactly one of {', '.join(CLAIM_KINDS)}"
    made: Fields = {"source": source, **expanded_table(raw, spot, CLAIMS.table)}
    if len(kinds) > 1:
        spot.at(kinds[1]).refuse("a second text in one claim", kinds[1], valid=valid)
    if not kinds:
        spot.refuse("a claim without its text", valid=valid)
    for kind in kinds[:1]:
        spot.into(kind, "text")
        made |= {"kind": kind, "text": raw[kind]}
    identity = _identity(key, raw, spot)
    own = identity if "id" in raw else {field: f"{source}.{text}" for field, text in identity.items()}
    return {**made, **own}


def _company(raw: Mapping[str, object], spot: Spot, _: Context) -> Fields:
    role = raw.get("role", "vendor")
    if role not in _ROLES:
        spot.at("role").refuse("no such role", role, valid=" or ".join(json.dumps(each) for each in _ROLES))
    return expanded_table(raw, spot, SECTIONS["companies"].table)


def _model(raw: Mapping[str, object], spot: Spot, _: Context) -> Fields:
    """A model; its family is the name of one, or true where it is one itself."""
    made = expanded_table(raw, spot, SECTIONS["models"].table)
    family = raw.get("family")
    if isinstance(family, bool):
        if "is_family" in raw:
            spot.at("is_family").refuse("family says so already", raw["is_family"], valid="one of the two keys")
        spot.into("family", "is_family")
        return {**made, "is_family": family}
    if family is not None:
        spot.into("family", "family")
        made["family"] = family
    return made


_READERS: Final[Mapping[str, _Reader]] = {
    "companies": _company,
    "models": _model,
    "payments": payment_fields,
    "metrics": metric_fields,
    "partitions": partition_fields,
    "comparisons": comparison_fields,
    "assumptions": assumption_fields,
    "ask": question_fields,
}
