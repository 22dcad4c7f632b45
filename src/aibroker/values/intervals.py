"""Intervals with a unit: what an estimate means, without its words."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from functools import partial
from math import isfinite, isinf

import attrs

from aibroker.errors import InvalidValueError
from aibroker.values.bounds import Bounds, exact, product, quotient, scaled, total
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
    "subtracted",
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


def _joined(operation: Callable[[Bounds, Bounds], Bounds], left: Interval, right: Interval, unit: Unit) -> Interval:
    """The interval of an operation; what is likely takes the way of a bound, where both operands say it."""
    bounds = operation(left.bounds, right.bounds)
    if left.likely is None or right.likely is None:
        return Interval(*bounds, None, unit)
    try:
        likely, _ = operation((left.likely, left.likely), (right.likely, right.likely))
    except InvalidValueError:
        return Interval(*bounds, None, unit)
    return Interval(*bounds, likely if isfinite(likely) else None, unit)


def converted(interval: Interval, unit: Unit) -> Interval:
    """The same interval in another unit, rounded outward.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    factor = interval.unit.exact_factor_to(unit)
    if factor == 1:
        return attrs.evolve(interval, unit=unit)
    likely = None if interval.likely is None else scaled((interval.likely, interval.likely), factor)[0]
    low, high = scaled(interval.bounds, factor)
    return Interval(low, high, likely, unit)


def negated(interval: Interval) -> Interval:
    """The interval of the opposite values."""
    likely = None if interval.likely is None else -interval.likely
    return Interval(-interval.high, -interval.low, likely, interval.unit)


def added(left: Interval, right: Interval) -> Interval:
    """All sums, in the unit of the left operand.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    return _joined(total, left, converted(right, left.unit), left.unit)


def subtracted(left: Interval, right: Interval) -> Interval:
    """All differences, in the unit of the left operand.

    Raises:
        UnitMismatchError: If the units do not convert.
    """
    return added(left, negated(right))


def multiplied(left: Interval, right: Interval) -> Interval:
    """All products."""
    factor, unit = left.unit.product(right.unit)
    return _joined(partial(product, factor=factor), left, right, unit)


def divided(left: Interval, right: Interval) -> Interval:
    """All quotients.

    Raises:
        InvalidValueError: If the divisor is exactly zero.
    """
    factor, unit = left.unit.quotient(right.unit)
    return _joined(partial(quotient, factor=factor), left, right, unit)


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
    return unit.text, *(end if end is None or isinf(end) else Fraction(exact(end)) * factor for end in ends)
