"""Suppositions: assumptions turned on, or made on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.aspects import period_of
from aibroker.figures.statements import refuse_two_readings
from aibroker.figures.switches import Switches
from aibroker.records.assumptions import Assumption, Convention, Reading, Statement
from aibroker.records.identifiers import AssumptionId, slug
from aibroker.records.measures import Measurand, Metric
from aibroker.records.validators import parts
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.store.validation import as_held, extended
from aibroker.values.periods import Period

__all__ = ["assuming", "placing_readings", "supposed"]


def assuming(store: Store, switches: Switches, assumptions: Iterable[Assumption | str]) -> tuple[Store, Switches]:
    """The records and switches with assumptions turned on; one that is not held yet is added.

    Raises:
        UnknownNameError: If there is none of that name.
        InvalidValueError: If two that are on read one number in different ways, or if another one bears its id.
        InvalidLandscapeError: If a new one does not hold together with the rest.
    """
    given = tuple(assumptions)
    for each in given:
        if not isinstance(each, Assumption | str):
            raise InvalidValueError("this is no assumption", each, valid="an Assumption, its id or its name")
        held = None if isinstance(each, str) else store.get("assumption", each.id)
        if held is not None and not isinstance(each, str) and held != as_held(store, each):
            problem = "the landscape holds another assumption of this id"
            raise InvalidValueError(problem, held.id, valid="another name, or the id alone for the one that it holds")
    new = [each for each in given if isinstance(each, Assumption) and store.get("assumption", each.id) is None]
    store = extended(store, new) if new else store
    turned_on = (AssumptionId(look_up(store, "assumption", each).id) for each in given)
    made = attrs.evolve(switches, assumptions=tuple(sorted({*switches.assumptions, *turned_on})))
    refuse_two_readings(store, made)
    return store, made


def supposed(
    name: str,
    *,
    because: str,
    placed: Iterable[Reading],
    reads: Iterable[Reading],
    adds: Iterable[Statement],
    convention: Convention | None,
) -> Assumption:
    """An assumption made on the spot.

    Raises:
        InvalidValueError: If it assumes nothing, or if what it reads or adds is none of that.
    """
    reads = (*placed, *parts(reads, Reading))
    return Assumption(id=slug(name), name=name, because=because, reads=reads, adds=adds, convention=convention)


def placing_readings(store: Store, placing: Mapping[str, Period | str] | None) -> Iterator[Reading]:
    """The readings that give numbers their periods.

    Raises:
        UnknownNameError: If there is no such number.
        InvalidValueError: If a period means nothing, or if a growth from one period to another is to be placed.
    """
    if placing is not None and not isinstance(placing, Mapping):
        raise InvalidValueError("numbers are placed by id", placing, valid="{'a-metric': 'FY2025'}, for example")
    for metric, period in (placing or {}).items():
        yield _placing_reading(store, metric, period)


def _placing_reading(store: Store, metric_id: str, period: Period | str) -> Reading:
    """The reading that gives a number its period; what it is a share of moves along."""
    metric = look_up(store, "metric", metric_id)
    if not isinstance(metric, Metric):  # pragma: no cover - the kind has been asked for
        raise InvalidValueError("no number", metric_id)
    base = metric.relative_to
    if base is not None and base.periods != metric.measurand.periods:
        problem = "a comparison of two periods is placed by a reading that names both"
        raise InvalidValueError(problem, metric.id, valid="reads=[Reading(metric=…, measurand=…, relative_to=…)]")
    placed = period_of(store, period, metric.measurand.of)
    return Reading(
        metric=metric.id,
        measurand=_in(metric.measurand, placed),
        relative_to=None if base is None else _in(base, placed),
    )


def _in(measurand: Measurand, period: Period) -> Measurand:
    return attrs.evolve(measurand, period=(period,))
