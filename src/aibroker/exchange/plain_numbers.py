"""The quantities of plain numbers: amounts of one measure, whose period needs no calendar."""

from __future__ import annotations

from collections.abc import Container, Mapping

from aibroker.exchange.context import Context
from aibroker.exchange.plain_values import NotPlainError, plain_estimate, plain_period, plain_text
from aibroker.exchange.tables import ASPECTS, UNKNOWN
from aibroker.records.measures import Measurand
from aibroker.values.periods import Period

__all__ = ["measured"]

_ALL = "all"


def measured(
    raw: Mapping[str, object], known: Container[str], context: Context
) -> tuple[Measurand, Mapping[str, object]]:
    """What a number is of, and the rest of its table.

    Args:
        raw: Its table.
        known: The keys that name no measure.
        context: Which measures there are.

    Raises:
        NotPlainError: If it is not plain; other errors mean the same.
    """
    (measure,) = (key for key in raw if key not in known)
    dimension = context.measures[measure.casefold()]
    if dimension != "ratio" and plain_estimate(raw["is"]).unit.dimension == "ratio":
        raise NotPlainError  # nothing says of what
    return _quantity(measure, raw[measure]), {key: value for key, value in raw.items() if key != measure}


def _quantity(measure: str, raw: object) -> Measurand:
    if type(raw) is not dict or _ALL in raw.values():
        raise NotPlainError
    made = {ASPECTS[key]: plain_text(value) for key, value in raw.items() if key != "period"}
    return Measurand(measure=measure, **made, period=_periods(raw["period"]))


def _periods(raw: object) -> tuple[Period, ...]:
    if raw == UNKNOWN:
        return ()
    if type(raw) is not dict:
        return (plain_period(raw),)
    (readings,) = (raw[key] for key in raw if key == "either")
    if len(raw) > 1 or type(readings) is not list or len(readings) < 2:
        raise NotPlainError
    return tuple(map(plain_period, readings))
