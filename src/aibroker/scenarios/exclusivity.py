"""Exclusive rights that end: from which day on nobody is shut out any more, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Right
from aibroker.scenarios.changes import Opening
from aibroker.scenarios.covers import extends_to, possible_places
from aibroker.scenarios.starts import days_of
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["still_open"]


def still_open(store: Store, openings: Iterable[Opening]) -> Iterator[Opening]:
    """The openings as they are in the end: later steps may take one back, end it sooner, or shut others out again.

    Args:
        store: The records after all steps.
        openings: The openings, as each step brought them.
    """
    for opening in openings:
        item = opening.item
        found = store.get("channel" if isinstance(item, SalesChannel) else "right", item.id)
        if isinstance(found, SalesChannel):
            yield attrs.evolve(opening, until=days_of(found.open, opening.effective)[1])
        elif isinstance(found, Right) and isinstance(item, Right):
            was_granted = item.holds.is_over_by(opening.effective) is not Verdict.YES
            if was_granted:
                yield attrs.evolve(opening, until=days_of(found.holds, opening.effective)[1])
            else:
                yield from _while_nobody_is_shut_out(store, found, opening)


def _while_nobody_is_shut_out(store: Store, right: Right, opening: Opening) -> Iterator[Opening]:
    """The spans of days on which no other exclusive right surely shuts others out of all that one did."""
    others = [each for each in _others(store, right) if _covers(store, each, right)]
    turns = sorted({opening.effective, *(day for each in others for day in _turns(each) if _during(day, opening))})
    begins: date | None = None
    for day in turns:
        is_shut = any(each.holds.holds_on(day) is Verdict.YES for each in others)
        if is_shut and begins is not None:
            yield attrs.evolve(opening, effective=begins, until=day)
        begins = None if is_shut else begins or day
    if begins is not None:
        yield attrs.evolve(opening, effective=begins)


def _others(store: Store, right: Right) -> Iterator[Right]:
    return (each for each in store.own("right") if isinstance(each, Right) and each.id != right.id and each.exclusive)


def _covers(store: Store, other: Right, right: Right) -> bool:
    """Whether a right, while it holds, shuts others out of all that another one shut them out of."""
    return (
        other.may == right.may
        and right.territory is not None
        and other.territory is not None
        and not possible_places(store, right) & ~possible_places(store, other)
        and all(extends_to(store, other, model) for model in right.models)
    )


def _turns(right: Right) -> Iterator[date]:
    """The days from which on it surely holds, and from which on that is no longer sure."""
    held = right.holds.surely
    return (day for day in (() if held is None else (held.start, held.end)) if day is not None)


def _during(day: date, opening: Opening) -> bool:
    return day > opening.effective and (opening.until is None or day < opening.until)
