"""Roles of companies: who develops, hosts or sells anywhere is a vendor, who only buys a customer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from aibroker.records.identifiers import CustomerId, VendorId
from aibroker.records.kinds import Record
from aibroker.records.parties import Customer, Vendor
from aibroker.records.references import references

__all__ = ["as_customer", "as_vendor", "sellers_in"]

_SELLING: Final = ("operator", "biller", "of")


def sellers_in(records: Iterable[Record]) -> frozenset[str]:
    """Every text, in lower case, by which some record names a company as one that develops, hosts or sells.

    The company that a number is of counts as one, since its sales are what is measured.
    """
    return frozenset(
        each.text.casefold()
        for record in records
        for each in references(record)
        if each.kind == "vendor" or (each.kind == "party" and each.path.rpartition(".")[2] in _SELLING)
    )


def as_customer(company: Vendor) -> Customer:
    """The same company, known only as a buyer."""
    fields = {field.name: getattr(company, field.name) for field in attrs.fields(Vendor)}
    return Customer(**{**fields, "id": CustomerId(company.id)})


def as_vendor(company: Customer) -> Vendor:
    """The same company, known as one that develops, hosts or sells."""
    fields = {field.name: getattr(company, field.name) for field in attrs.fields(Customer)}
    return Vendor(**{**fields, "id": VendorId(company.id)})
