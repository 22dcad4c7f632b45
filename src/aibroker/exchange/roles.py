"""Roles of companies: who develops, hosts or sells anywhere is a vendor, who only buys a customer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, cast

import attrs

from aibroker.records.identifiers import CustomerId, VendorId
from aibroker.records.kinds import Record
from aibroker.records.parties import Customer, Vendor

__all__ = ["as_customer", "as_vendor", "sellers_in"]

_SELLING: Final = ("operator", "biller", "of")


def sellers_in(records: Iterable[Record]) -> frozenset[str]:
    """Every text, in lower case, by which some record names a company as one that develops, hosts or sells.

    The company that a number is of counts as one, since its sales are what is measured.
    """
    found: set[str] = set()
    for record in records:
        _gather(record, found)
    return frozenset(text.casefold() for text in found)


def _gather(value: object, found: set[str]) -> None:
    """Add the names of sellers in a record, in a part of one, or in several parts."""
    if isinstance(value, tuple):
        for each in value:
            _gather(each, found)
        return
    for name, is_nested, default in _fields(type(cast("attrs.AttrsInstance", value))):
        inner = getattr(value, name)
        if inner is default:  # which names nobody
            continue
        if is_nested:
            _gather(inner, found)
        elif isinstance(inner, str):
            found.add(inner)
        else:
            found.update(inner)


@cache
def _fields(record_class: type[attrs.AttrsInstance]) -> tuple[tuple[str, bool, object], ...]:
    """The fields that name companies which sell, or hold parts which may; whether each does that, and its default."""
    made: list[tuple[str, bool, object]] = []
    for field in attrs.fields(record_class):
        kind = field.metadata.get("refers_to")
        is_nested = "holds_references" in field.metadata
        if is_nested or kind == "vendor" or (kind == "party" and field.name in _SELLING):
            made.append((field.name, is_nested, field.default))
    return tuple(made)


def as_customer(company: Vendor) -> Customer:
    """The same company, known only as a buyer."""
    fields = {field.name: getattr(company, field.name) for field in attrs.fields(Vendor)}
    return Customer(**{**fields, "id": CustomerId(company.id)})


def as_vendor(company: Customer) -> Vendor:
    """The same company, known as one that develops, hosts or sells."""
    fields = {field.name: getattr(company, field.name) for field in attrs.fields(Customer)}
    return Vendor(**{**fields, "id": VendorId(company.id)})
