"""Intervals with a unit: what an estimate means, without its words."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from math import isfinite, isinf

import attrs

from aibroker.values.bounds import Bounds, exact, nearest_float, product, quotient, scaled, total
from aibroker.values.units import Unit

__all__ = [
    "Interval",
    "added",
    "converted",
    "divided",
    "hull_of",
    "intersection",
    "meaning",
    "multiplied",
    "negated",
    "point",
]


@attrs.frozen
class Interval:
    """All values between two bounds, in a unit.

    Attributes:
        low: The lower bound; minus infinity where it is open.
        high: The upper bound; infinity where it is open.
        likely: The value named, where one is.
        unit: The unit.
    """

    low: float
    high: float
    likely: float | None
    unit: Unit

    @property
    def bounds(self) -> Bounds:
        """Both ends."""
        return self.low, self.high


def point(value: float, unit: Unit) -> Interval:
    """A single value."""
    return Interval(value, value, value, unit)


def _interval(bounds: Bounds, likely: Fraction | None, unit: Unit) -> Interval:
    """An interval with its likely value rounded; one beyond all floats is dropped."""
    value = None if likely is None else nearest_float(likely)
    return Interval(*bounds, value if value is None or isfinite(value) else None, unit)


def converted(interval: Interval, unit: Unit) -> Interval:
    """The same interval in another unit, rounded outward.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    factor = interval.unit.exact_factor_to(unit)
    if factor == 1:
        return attrs.evolve(interval, unit=unit)
    likely = None if interval.likely is None else exact(interval.likely) * factor
    return _interval(scaled(interval.bounds, factor), likely, unit)


def negated(interval: Interval) -> Interval:
    """The interval of the opposite values."""
    likely = None if interval.likely is None else -interval.likely
    return Interval(-interval.high, -interval.low, likely, interval.unit)


def added(left: Interval, right: Interval) -> Interval:
    """All sums, in the unit of the left operand.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    other = converted(right, left.unit)
    likely = None
    if left.likely is not None and other.likely is not None:
        likely = exact(left.likely) + exact(other.likely)
    return _interval(total(left.bounds, other.bounds), likely, left.unit)


def multiplied(left: Interval, right: Interval) -> Interval:
    """All products."""
    factor, unit = left.unit.product(right.unit)
    likely = None
    if left.likely is not None and right.likely is not None:
        likely = exact(left.likely) * exact(right.likely) * factor
    return _interval(product(left.bounds, right.bounds, factor), likely, unit)


def divided(left: Interval, right: Interval) -> Interval:
    """All quotients.

    Raises:
        InvalidValueError: If the divisor is exactly zero.
    """
    factor, unit = left.unit.quotient(right.unit)
    likely = None
    if left.likely is not None and right.likely:
        likely = exact(left.likely) / exact(right.likely) * factor
    return _interval(quotient(left.bounds, right.bounds, factor), likely, unit)


def _shared(left: Interval, right: Interval) -> float | None:
    return left.likely if left.likely == right.likely else None


def hull_of(left: Interval, right: Interval) -> Interval:
    """The smallest interval that holds both, in the unit of the left one; likely is what both call likely.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    other = converted(right, left.unit)
    return Interval(min(left.low, other.low), max(left.high, other.high), _shared(left, other), left.unit)


def intersection(left: Interval, right: Interval) -> Interval | None:
    """What lies in both, in the unit of the left one; None where nothing does.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    other = converted(right, left.unit)
    low, high = max(left.low, other.low), min(left.high, other.high)
    return Interval(low, high, _shared(left, other), left.unit) if low <= high else None


def meaning(interval: Interval) -> Hashable:
    """What is equal for two intervals that mean the same, whatever their units."""
    factor, unit = interval.unit.base
    ends = (interval.low, interval.high, interval.likely)
    return unit.text, *(end if end is None or isinf(end) else exact(end) * factor for end in ends)
