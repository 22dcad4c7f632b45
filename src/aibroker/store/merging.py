"""Joining two landscapes: what one side left unset is filled from the other, and only what contradicts is refused."""

from __future__ import annotations

from typing import Any, Final

import attrs

from aibroker.errors import Fault, InvalidLandscapeError
from aibroker.records.kinds import PARTY_KINDS, Record, kind_of
from aibroker.records.offers import Clientele, Hosting
from aibroker.records.parties import Customer, Vendor
from aibroker.store.stores import Store
from aibroker.store.validation import where, whole
from aibroker.values.validity import Validity

__all__ = ["joined"]

_UNITED: Final = frozenset(
    {
        "aliases",
        "claims",
        "owners",
        "kinds",
        "vetted",
        "hedges",
        "effectiveness",
        "safeguards",
        "reasons",
        "jurisdiction",
    }
)
"""The fields that list what is known, so that two lists add up; every other list says all there is."""

_SAYING_ALL: Final = frozenset({"excluding", "models"})
"""The fields whose empty list says something: that nothing is left out, that no model is meant in particular."""

_SAYING_NOTHING: Final = ("", (), "unknown", "unstated", Validity(), Hosting(), Clientele())

Shelf = tuple[str, str]


def _shelf(record: Record) -> Shelf:
    """Where a record lies: parties share one set of ids."""
    kind = kind_of(record)
    return ("party" if kind in PARTY_KINDS else kind, record.id)


def joined(one: Store, other: Store) -> Store:
    """The records of both stores.

    A record that both hold is merged field by field: equal values stay, an unset value is filled, lists of what is
    known are united. A customer of one side that is a vendor of the other becomes a vendor.

    Raises:
        InvalidLandscapeError: If the two contradict each other; with every contradiction.
    """
    merged: dict[Shelf, Record] = {_shelf(record): record for record in one}
    faults: list[Fault] = []
    for record in other:
        mine = merged.get(_shelf(record))
        merged[_shelf(record)] = record if mine is None else _merged(mine, record, faults)
    if faults:
        raise InvalidLandscapeError(faults)
    return whole(merged.values())


def _merged(mine: Record, theirs: Record, faults: list[Fault]) -> Record:
    mine, theirs = _promoted(mine, theirs), _promoted(theirs, mine)
    if type(mine) is not type(theirs):
        problem = f"a {kind_of(mine)} on one side and a {kind_of(theirs)} on the other"
        faults.append(Fault(where=where(mine), problem=problem, value=mine.id))
        return mine
    known, changes = len(faults), dict[str, Any]()
    for field in attrs.fields(type(mine)):
        left, right = getattr(mine, field.name), getattr(theirs, field.name)
        if left != right:
            changes[field.alias or field.name] = _settled(field, left, right, mine, faults)
    agree = len(faults) == known
    return attrs.evolve(mine, **changes) if changes and agree else mine


def _promoted(record: Record, beside: Record) -> Record:
    """A customer as a vendor, where the other side knows it as one."""
    if isinstance(record, Customer) and isinstance(beside, Vendor):
        return Vendor(**{field.alias or field.name: getattr(record, field.name) for field in attrs.fields(Customer)})
    return record


def _settled(field: attrs.Attribute[Any], left: object, right: object, record: Record, faults: list[Fault]) -> object:
    if field.name not in _SAYING_ALL and _is_unset(left):
        return right
    if field.name not in _SAYING_ALL and _is_unset(right):
        return left
    if field.name in _UNITED and isinstance(left, tuple) and isinstance(right, tuple):
        return tuple(sorted({*left, *right}, key=str))
    shown = f"{_short(left)} against {_short(right)}"
    faults.append(Fault(where=where(record, field.name), problem="the two sides contradict each other", value=shown))
    return left


def _is_unset(value: object) -> bool:
    """Whether a value says nothing; a default that says something, such as ``actual``, may well be meant."""
    return value is None or value in _SAYING_NOTHING


def _short(value: object) -> str:
    return str(value) if not isinstance(value, tuple) else ", ".join(str(each) for each in value)
