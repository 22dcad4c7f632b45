"""Pieces: what an even pace says of a period that lies in no one year of a company, cut where its years turn.

Each piece is a known part of its year, and the whole is the sum of its pieces: how fiscal years are calendarised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measurand_of, measure_of, year_around
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import PartitionId, slug
from aibroker.records.measures import Partition
from aibroker.store.stores import Store
from aibroker.values.periods import Period

__all__ = ["sums_of_pieces", "with_pieces"]

_MOST_YEARS = 30


def sums_of_pieces(store: Store, even: Assumption, quantities: Iterable[Quantity]) -> Iterator[Premise]:
    """The sums that quantities are, of their pieces in the years of their companies.

    Args:
        store: The records.
        even: The assumption of an even pace.
        quantities: The quantities; those that lie in one year, and those that do not add up, have no pieces.
    """
    for quantity in quantities:
        parts = tuple(_pieces(store, quantity))
        if 1 < len(parts) <= _MOST_YEARS:
            yield _sum(store, even, quantity, parts)


def with_pieces(store: Store, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Quantities and their pieces."""
    for quantity in quantities:
        yield quantity
        yield from _pieces(store, quantity)


def _pieces(store: Store, quantity: Quantity) -> Iterator[Quantity]:
    measure = measure_of(store, quantity.measure)
    start, end = quantity.start, quantity.end
    if start is None or end is None or not measure.has_pace or measure.may_be_negative:
        return
    while start < end:
        year = year_around(store, quantity.of, Period.day(start))
        turn = end if year is None or year.end is None else min(year.end, end)
        yield quantity._replace(start=start, end=turn)
        start = turn


def _sum(store: Store, even: Assumption, whole: Quantity, parts: tuple[Quantity, ...]) -> Premise:
    measurand = measurand_of(store, whole)
    record = Partition(
        id=PartitionId(slug(f"{even.id} {measurand.period}")),
        whole=measurand,
        parts=tuple(measurand_of(store, each) for each in parts),
    )
    return Premise(
        kind="sum", of=whole, parts=parts, records=(record,), assumptions=(even.id,), root=f"assumption {even.id}"
    )
