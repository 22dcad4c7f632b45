"""Joining two landscapes: what one side left unset is filled from the other, and only what contradicts is refused."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import attrs

from aibroker.errors import Fault, InvalidLandscapeError
from aibroker.records.identifiers import MarketId, PartyId
from aibroker.records.kinds import PARTY_KINDS, Record, kind_of
from aibroker.records.offers import Clientele, Hosting, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Right
from aibroker.store.agreement import MayBeFrom, as_agreed
from aibroker.store.stores import Store
from aibroker.store.validation import where, whole
from aibroker.values.validity import Validity

__all__ = ["joined", "joined_title"]

_UNITED: Final = frozenset(
    {
        "aliases",
        "claims",
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
    known are united, and times, places and shares of which both can be so are met. A customer of one side that is a
    vendor of the other becomes a vendor.

    Raises:
        InvalidLandscapeError: If the two contradict each other; with every contradiction.
    """
    merged: dict[Shelf, Record] = {_shelf(record): record for record in one}
    faults: list[Fault] = []
    may_be_from = partial(_may_be_from, one, other)
    for record in other:
        mine = merged.get(_shelf(record))
        merged[_shelf(record)] = record if mine is None else _merged(mine, record, faults, may_be_from)
    if faults:
        raise InvalidLandscapeError(faults)
    return whole(merged.values())


def joined_title(one: str, other: str) -> str:
    """What two landscapes are called together, whichever is named first."""
    return " | ".join(sorted({part for title in (one, other) for part in title.split(" | ") if part}))


def _may_be_from(one: Store, other: Store, party: PartyId, market: MarketId) -> bool:
    """Whether a party may have its headquarters in a market, as either store knows them."""
    companies = [store.get("party", party) for store in (one, other)]
    homes = [each.home for each in companies if isinstance(each, Vendor | Customer) and each.home is not None]
    if not homes:
        return True
    places = [store.territories.places for store in (one, other)]
    return any(held.get(home, 0) & held.get(market, 0) for held in places for home in homes)


def _merged(mine: Record, theirs: Record, faults: list[Fault], may_be_from: MayBeFrom) -> Record:
    mine, theirs = _promoted(mine, theirs), _promoted(theirs, mine)
    mine, theirs = _with_models(mine, theirs), _with_models(theirs, mine)
    if type(mine) is not type(theirs):
        problem = f"{kind_of(mine)} on one side and {kind_of(theirs)} on the other"
        faults.append(Fault(where=where(mine), problem=problem, value=mine.id))
        return mine
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(mine)):
        left, right = getattr(mine, field.name), getattr(theirs, field.name)
        if left != right:
            settled: object | None = _exclusions(mine, theirs) if field.name == "excluding" else None
            settled = _settled(field.name, left, right, may_be_from) if settled is None else settled
            changes[field.alias or field.name] = settled
            faults += [_contradiction(where(mine, field.name), left, right)] if settled is None else []
    return mine if None in changes.values() else attrs.evolve(mine, **changes)


def _exclusions(mine: Record, theirs: Record) -> tuple[MarketId, ...] | None:
    """What both leave out, where one side does not know its territory; None where that does not settle it.

    Of an unknown territory nothing is known but what it leaves out. A known one says all that it leaves out.
    """
    if not isinstance(mine, SalesChannel | Right) or not isinstance(theirs, SalesChannel | Right):
        return None
    into, other = _territory(mine), _territory(theirs)
    left, right = mine.excluding, theirs.excluding
    if into is None and {*left} <= {*right}:
        return right
    if other is None and {*right} <= {*left}:
        return left
    return tuple(sorted({*left, *right})) if into is None and other is None else None


def _territory(record: SalesChannel | Right) -> tuple[MarketId, ...] | None:
    return record.into if isinstance(record, SalesChannel) else record.territory


def _promoted(record: Record, beside: Record) -> Record:
    """A customer as a vendor, where the other side knows it as one."""
    if isinstance(record, Customer) and isinstance(beside, Vendor):
        return Vendor(**{field.alias or field.name: getattr(record, field.name) for field in attrs.fields(Customer)})
    return record


def _with_models(record: Record, beside: Record) -> Record:
    """A channel of which nobody names the models, with those that the other side names."""
    if isinstance(record, SalesChannel) and isinstance(beside, SalesChannel) and record.models_unknown:
        return attrs.evolve(record, models=beside.models, models_unknown=not beside.models)
    return record


def _settled(field: str, left: object, right: object, may_be_from: MayBeFrom) -> object | None:
    """What two values of one field come to; None where they contradict each other."""
    if field not in _SAYING_ALL and _is_unset(left):
        return right
    if field not in _SAYING_ALL and _is_unset(right):
        return left
    if field in _UNITED and isinstance(left, tuple) and isinstance(right, tuple):
        return tuple(sorted({*left, *right}, key=str))
    return as_agreed(field, left, right, may_be_from=may_be_from)


def _contradiction(place: str, left: object, right: object) -> Fault:
    return Fault(
        where=place,
        problem="the two sides contradict each other",
        value=f"{_short(left)} against {_short(right)}",
        valid="one of the two on both sides, set with case.replacing(…)",
    )


def _is_unset(value: object) -> bool:
    """Whether a value says nothing; a default that says something, such as ``actual``, may well be meant."""
    return value is None or value in _SAYING_NOTHING


def _short(value: object) -> str:
    return str(value) if not isinstance(value, tuple) else ", ".join(str(each) for each in value)
