"""The published numbers as they are read: with assumptions that are on, and with a convention for hedges.

What cannot be placed is a gap: a projection, an undated number, or one whose period can be read in several ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.switches import Switches
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Source
from aibroker.records.identifiers import AssumptionId, ClaimId, MeasureId
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.store.stores import Store
from aibroker.store.witnesses import claim_named
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

__all__ = [
    "Added",
    "Obstacle",
    "Statement",
    "Unplaced",
    "added",
    "in_force",
    "measures_read",
    "refuse_two_readings",
    "source_kind",
    "statements",
]

Added = tuple[Metric | Partition | Comparison, tuple[AssumptionId, ...]]
"""A number, a sum or an ordering, with the assumption that adds it, if one does."""

Obstacle = Literal["projection", "undated", "ambiguous", "endless", "currency", "ordering", "sign"]


@attrs.frozen(kw_only=True)
class Statement:
    """A number as it is read.

    Attributes:
        metric: The number as it was published, or as an assumption adds it.
        measurand: What it is read to mean, in a single period.
        value: The value that it is read to have.
        relative_to: What it is read to be relative to.
        assumptions: What must be assumed for this reading.
        retold: The claims that it is read to retell.
        is_added: Whether an assumption adds it, and no source states it.
    """

    metric: Metric
    measurand: Measurand
    value: Estimate
    relative_to: Measurand | None
    assumptions: tuple[AssumptionId, ...] = ()
    retold: tuple[ClaimId, ...] = ()
    is_added: bool = False

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that state it."""
        return self.metric.claims


@attrs.frozen(kw_only=True)
class Unplaced:
    """A number that implies nothing yet.

    Attributes:
        metric: The number, or the ordering or the sum that a claim or an assumption states.
        obstacle: What stands in the way.
        would_place: The assumptions of the landscape that would place it.
        read_as: What a number is read to mean, where an assumption that is on says so.
    """

    metric: Metric | Comparison | Partition
    obstacle: Obstacle
    would_place: tuple[AssumptionId, ...] = ()
    read_as: Measurand | None = None


def in_force(store: Store, switches: Switches) -> tuple[Assumption, ...]:
    """The assumptions that are on, in the order of their ids."""
    found = (store.get("assumption", each) for each in switches.assumptions)
    return tuple(each for each in found if isinstance(each, Assumption))


def added(store: Store, switches: Switches) -> Iterator[Added]:
    """Every number, sum and ordering: those of the landscape, and those that assumptions add, with the assumption."""
    for kind in ("metric", "partition", "comparison"):
        for record in store.own(kind):
            if isinstance(record, Metric | Partition | Comparison):
                yield record, ()
    for assumption in in_force(store, switches):
        for statement in assumption.adds:
            yield statement, (assumption.id,)


def statements(store: Store, switches: Switches, records: Iterable[Added]) -> Iterator[Statement | Unplaced]:
    """The numbers among some records as they are read, or as gaps."""
    readings = _readings(store, switches)
    helpful = _helpful(store)
    for record, assumed in records:
        if isinstance(record, Metric):
            reading = _ReadingOf(store, switches, record, readings.get(record.id, ()), assumed)
            yield reading.read(helpful.get(record.id, ()))


def _readings(store: Store, switches: Switches) -> dict[str, tuple[tuple[AssumptionId, Reading], ...]]:
    found: dict[str, list[tuple[AssumptionId, Reading]]] = {}
    for assumption in in_force(store, switches):
        for reading in assumption.reads:
            found.setdefault(reading.metric, []).append((assumption.id, reading))
    return {metric: tuple(listed) for metric, listed in found.items()}


def measures_read(store: Store, switches: Switches) -> frozenset[MeasureId]:
    """The measures of which numbers are read to speak by the assumptions that are on."""
    readings = (reading for assumption in in_force(store, switches) for reading in assumption.reads)
    named = (each for reading in readings for each in (reading.measurand, reading.relative_to))
    return frozenset(each.measure for each in named if each is not None)


def refuse_two_readings(store: Store, switches: Switches) -> None:
    """Refuse assumptions that are on together and read one number in different ways.

    Raises:
        InvalidValueError: If there are two.
    """
    for metric, listed in _readings(store, switches).items():
        _refuse_two_readings(metric, listed)


def _refuse_two_readings(metric: str, listed: tuple[tuple[AssumptionId, Reading], ...]) -> None:
    for field in ("measurand", "value", "relative_to"):
        said = {getattr(reading, field) for _, reading in listed} - {None}
        if len(said) > 1:
            problem = f"assumptions that are on read {metric} in different ways ({field.replace('_', ' ')})"
            valid = "one of them at a time"
            raise InvalidValueError(problem, " and ".join(assumption for assumption, _ in listed), valid=valid)


def _helpful(store: Store) -> dict[str, tuple[AssumptionId, ...]]:
    """For each number the assumptions of the landscape that say what it is about."""
    found: dict[str, tuple[AssumptionId, ...]] = {}
    for assumption in store.own("assumption"):
        for reading in assumption.reads if isinstance(assumption, Assumption) else ():
            if reading.measurand is not None:
                found[reading.metric] = (*found.get(reading.metric, ()), AssumptionId(assumption.id))
    return found


@attrs.frozen
class _ReadingOf:
    """A number with the readings of it that are on."""

    store: Store
    switches: Switches
    metric: Metric
    readings: tuple[tuple[AssumptionId, Reading], ...]
    assumed: tuple[AssumptionId, ...]

    def read(self, helpful: tuple[AssumptionId, ...]) -> Statement | Unplaced:
        """The number as it is read; with the assumptions that would place it where nothing does."""
        metric, readings = self.metric, [reading for _, reading in self.readings]
        measurand = next((each.measurand for each in readings if each.measurand is not None), metric.measurand)
        base = next((each.relative_to for each in readings if each.relative_to is not None), metric.relative_to)
        obstacle = _obstacle(metric, measurand, base, is_read=bool(readings or self.assumed))
        if obstacle is not None:
            return Unplaced(metric=metric, obstacle=obstacle, would_place=helpful, read_as=measurand)
        retold = tuple(claim for each in readings for claim in each.retells)
        return Statement(
            metric=metric,
            measurand=measurand,
            value=self._as_retold(measurand, base, retold),
            relative_to=base,
            assumptions=tuple(sorted({*self.assumed, *(assumption for assumption, _ in self.readings)})),
            retold=retold,
            is_added=bool(self.assumed),
        )

    def _as_retold(self, measurand: Measurand, base: Measurand | None, retold: tuple[ClaimId, ...]) -> Estimate:
        """The hull of the value and of those that it is read to retell: a share as a share, a growth as one."""
        value = self._value
        for claim in retold:
            for record in self.store.mentioning("claim", claim):
                if (
                    isinstance(record, Metric)
                    and record.relation is not None
                    and record.relation == self.metric.relation
                ):
                    told = _hedged(self.store, self.switches, record)
                    if _periods(record.measurand, record.relative_to) == _periods(measurand, base) and told != value:
                        value = value.hull(told)
        return value

    @property
    def _value(self) -> Estimate:
        read = (reading.value for _, reading in self.readings)
        return next((each for each in read if each is not None), None) or _hedged(
            self.store, self.switches, self.metric
        )


def _obstacle(metric: Metric, measurand: Measurand, base: Measurand | None, *, is_read: bool) -> Obstacle | None:
    spoken_of = [measurand] if base is None else [measurand, base]
    if not all(each.periods for each in spoken_of):
        return "undated"
    if any(each.period is None for each in spoken_of):
        return "ambiguous"
    if metric.value.unit.dimension.endswith("/time") and not _has_both_ends(measurand):
        return "endless"
    return "projection" if metric.basis == "projected" and not is_read else None


def _has_both_ends(measurand: Measurand) -> bool:
    return all(period.start is not None and period.end is not None for period in measurand.periods)


def _hedged(store: Store, switches: Switches, metric: Metric) -> Estimate:
    hedges = switches.hedges
    if hedges is None:
        return metric.value
    kinds = {source_kind(store, claim) for claim in metric.claims}
    return hedges.read(metric.value) if not hedges.kinds or (kinds and kinds <= {*hedges.kinds}) else metric.value


def source_kind(store: Store, claim_id: ClaimId) -> str:
    """The kind of the source that makes a claim."""
    found = store.get("source", claim_named(store, claim_id).source)
    return found.kind if isinstance(found, Source) else ""


def _periods(measurand: Measurand, base: Measurand | None) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    return measurand.periods, () if base is None else base.periods
