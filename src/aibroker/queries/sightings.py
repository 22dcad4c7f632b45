"""What is only known to hold on because it was seen, how long ago that is, and when that is too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Protocol, runtime_checkable

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.values.validity import Validity

__all__ = ["Sighting", "older_than", "sightings", "to_horizon"]

Dated = SalesChannel | Right | Refusal | Payment

_DAYS: Final = re.compile(r"([0-9]{1,6}) days?")
_FORMS: Final = "a number of days such as '180 days', or a timedelta of whole days"


@attrs.frozen(kw_only=True)
class Sighting:
    """A record that was seen to hold, where nothing else says that it still does.

    Attributes:
        record: The channel, right, refusal or payment.
        seen: The last day on which it was seen.
        age: How many days before the day that is asked about that was.
    """

    record: Dated
    seen: date
    age: int


@runtime_checkable
class _Compound(Protocol):
    """Something that is made of records, such as a route."""

    @property
    def records(self) -> tuple[Dated, ...]: ...


def sightings(item: object, on: date) -> Iterator[Sighting]:
    """What an item of an answer rests on that was only seen.

    Args:
        item: A record, or something that is made of records.
        on: The day that is asked about.
    """
    for record in _records(item):
        held = _held(record)
        seen = held.last_seen
        if seen is not None and held.rests_on_sighting(on):
            yield Sighting(record=record, seen=seen, age=(on - seen).days)


def _records(item: object) -> tuple[Dated, ...]:
    match item:
        case SalesChannel() | Right() | Refusal() | Payment():
            return (item,)
        case _Compound():
            return item.records
        case _:
            return ()


def _held(record: Dated) -> Validity:
    return record.open if isinstance(record, SalesChannel) else record.holds


def older_than(horizon: timedelta | None, items: Iterable[object], on: date) -> tuple[Sighting, ...]:
    """The sightings that lie further back than a horizon, each once, in the order of the items.

    Raises:
        InvalidValueError: If no horizon is stated: what is too long ago is for the reader to say.
    """
    if horizon is None:
        problem = "no horizon is stated beyond which a sighting is stale"
        raise InvalidValueError(problem, None, valid='.marking_stale(after="180 days").stale')
    found = (sighting for item in items for sighting in sightings(item, on))
    return tuple(dict.fromkeys(each for each in found if each.age > horizon.days))


def to_horizon(value: timedelta | str) -> timedelta:
    """A number of days, from a timedelta or its text.

    Raises:
        InvalidValueError: If it is neither, not of whole days, or negative.

    >>> to_horizon("180 days").days
    180
    """
    written = _DAYS.fullmatch(value.strip()) if isinstance(value, str) else None
    if written is not None:
        return timedelta(days=int(written[1]))
    if isinstance(value, timedelta) and value >= timedelta() and value == timedelta(days=value.days):
        return value
    problem = "not a number of days"
    raise InvalidValueError(problem, value, valid=_FORMS)
