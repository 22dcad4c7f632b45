"""Assumptions: named statements that no source makes, off until they are turned on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import assumption_id, claim_ids, maybe_estimate, metric_id
from aibroker.records.identifiers import HOLDS_REFERENCES, AssumptionId, ClaimId, MetricId, own_id, refers_to
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_remark, is_text, maybe_a, parts
from aibroker.values.estimates import Estimate

__all__ = ["Assumption", "Convention", "Reading", "Statement"]

Convention = Literal["even pace", "gross, no agent", "whole spend leaves"]
Statement: TypeAlias = Metric | Partition | Comparison
"""What an assumption may add: a number, a sum or an ordering."""


@attrs.frozen(kw_only=True)
class Reading:
    """How a published number is read.

    Attributes:
        metric: The metric that is read.
        measurand: The quantity that it is taken to mean; None to leave it as it is.
        value: The value that it is taken to have; None to leave it as it is.
        relative_to: The quantity that it is taken to be relative to; None to leave it as it is.
        retells: The claims that it is taken to retell.
    """

    metric: MetricId = attrs.field(converter=metric_id, metadata=refers_to("metric"))
    measurand: Measurand | None = attrs.field(default=None, validator=maybe_a(Measurand), metadata=HOLDS_REFERENCES)
    value: Estimate | None = attrs.field(default=None, converter=maybe_estimate)
    relative_to: Measurand | None = attrs.field(default=None, validator=maybe_a(Measurand), metadata=HOLDS_REFERENCES)
    retells: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))

    __repr__ = pasteable


def _readings(values: Iterable[Reading]) -> tuple[Reading, ...]:
    readings = tuple(sorted(parts(values, Reading), key=lambda reading: reading.metric))
    _refuse_repetition([reading.metric for reading in readings], "one assumption reads a number in two ways")
    return readings


def _statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    given = parts(values, Metric, Partition, Comparison)
    statements = tuple(sorted(given, key=lambda statement: (type(statement).__name__, statement.id)))
    named = [f"{type(each).__name__} {each.id}" for each in statements]
    _refuse_repetition(named, "one assumption adds two things of one id")
    return statements


def _refuse_repetition(named: list[str], problem: str) -> None:
    for each in named:
        if named.count(each) > 1:
            raise InvalidValueError(problem, each, valid="each once")


def _conventions(instance: Assumption, attribute: attrs.Attribute[Convention | None], value: Convention | None) -> None:
    if value not in (None, "even pace", "gross, no agent", "whole spend leaves"):
        problem = f"{type(instance).__name__}.{attribute.name} is not in its vocabulary"
        raise InvalidValueError(problem, value, valid="even pace; gross, no agent; whole spend leaves")


@attrs.frozen(kw_only=True)
class Assumption:
    """A named statement that no source makes; it is off until somebody turns it on, and listed with every result.

    Attributes:
        id: Its id.
        because: Why one may assume it.
        name: What is assumed, in a few words.
        reads: How it reads published numbers, each once; in the order of their ids.
        adds: The numbers, sums and orderings that it adds, by kind and id.
        convention: The convention that it holds, if it holds one.
        claims: The claims that make it plausible, without stating it.
    """

    id: AssumptionId = attrs.field(converter=assumption_id, validator=own_id)
    because: str = attrs.field(validator=is_text)
    name: str = attrs.field(default="", validator=is_remark)
    reads: tuple[Reading, ...] = attrs.field(default=(), converter=_readings, metadata=HOLDS_REFERENCES)
    adds: tuple[Statement, ...] = attrs.field(default=(), converter=_statements, metadata=HOLDS_REFERENCES)
    convention: Convention | None = attrs.field(default=None, validator=_conventions)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if not self.reads and not self.adds and self.convention is None:
            problem = "an assumption that assumes nothing"
            raise InvalidValueError(problem, self.id, valid="at least one of reads, adds and convention")
