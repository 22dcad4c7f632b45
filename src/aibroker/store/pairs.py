"""Two quantities that are measured against each other: a number and what it is relative to, an ordering, a reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from aibroker.errors import Fault
from aibroker.records.assumptions import Assumption
from aibroker.records.kinds import Record
from aibroker.records.measures import Comparison, Measurand, Measure, Metric
from aibroker.records.questions import Question
from aibroker.store.partitions import aspect_outside
from aibroker.store.stores import Store

__all__ = ["PAIRED", "Pair", "fault_of_pair", "finding_of_pair", "pairs_of"]

PAIRED: Final = (Metric, Question, Comparison, Assumption)
"""The kinds of record inside which there may be pairs."""


class Pair(NamedTuple):
    """Two quantities that a record measures against each other.

    Attributes:
        path: The path in the record to what is measured.
        one: What is measured, or the smaller one.
        other: What it is relative to, or the larger one.
        other_path: The path to that.
        is_share: Whether the one is said to be a share of the other.
    """

    path: str
    one: Measurand
    other: Measurand
    other_path: str
    is_share: bool = False


def pairs_of(store: Store, record: Record) -> Iterator[Pair]:
    """The pairs inside a record."""
    match record:
        case Metric() if record.relative_to is not None:
            is_share = record.relation == "share of"
            yield Pair("measurand", record.measurand, record.relative_to, "relative_to", is_share)
        case Question() if record.measurand is not None and record.relative_to is not None:
            yield Pair("measurand", record.measurand, record.relative_to, "relative_to")
        case Comparison():
            yield Pair("smaller", record.smaller, record.larger, "larger")
        case Assumption():
            yield from _pairs_read(store, record)
            for each in record.adds:
                for path, one, other, other_path, is_share in pairs_of(store, each):
                    inside = f"adds.{each.id}."
                    yield Pair(f"{inside}{path}", one, other, f"{inside}{other_path}", is_share)
        case _:
            return


def _pairs_read(store: Store, assumption: Assumption) -> Iterator[Pair]:
    """The pairs that readings make, with what they leave as the number has it."""
    for index, reading in enumerate(assumption.reads):
        metric = store.get("metric", reading.metric)
        if isinstance(metric, Metric) and (reading.measurand or reading.relative_to):
            one, other = reading.measurand or metric.measurand, reading.relative_to or metric.relative_to
            if other is not None:
                is_share = metric.relation == "share of"
                yield Pair(f"reads[{index}].measurand", one, other, f"reads[{index}].relative_to", is_share)


def fault_of_pair(store: Store, pair: Pair, place: str) -> Fault | None:
    """What is wrong with a pair: only amounts of one dimension make a ratio or an order.

    Args:
        store: The landscape's records.
        pair: The pair.
        place: The path to what the one is measured against.
    """
    mine, theirs = (store.get("measure", each.measure) for each in (pair.one, pair.other))
    if not isinstance(mine, Measure) or not isinstance(theirs, Measure) or mine.dimension == theirs.dimension:
        return None
    problem = (
        f"{mine.id} is of the dimension {mine.dimension} and {theirs.id} of {theirs.dimension}, which do not compare"
    )
    return Fault(where=place, problem=problem, value=theirs.id, valid=f"a measure of {mine.dimension}")


def finding_of_pair(store: Store, pair: Pair, place: str) -> Fault | None:
    """What looks like a slip in a pair: a share of what cannot hold it.

    Args:
        store: The landscape's records.
        pair: The pair.
        place: The path to what the one is measured against.
    """
    found = aspect_outside(store, pair.one, pair.other) if pair.is_share else None
    if found is None:
        return None
    aspect, inner, outer = found
    problem, valid = (
        f"a share of what does not hold it ({aspect})",
        f"a whole that holds {inner}, or relation = 'versus'",
    )
    return Fault(where=place, problem=problem, value=outer, valid=valid)
