"""Sound arithmetic on closed intervals: computed exactly, rounded once, outward.

A float stands for the decimal that it prints as, since what sources state are decimals: 0.1 is one tenth, and 1.4 % of
200 is 2.8. So nothing is widened as long as the decimals fit into a float. An end that is infinite is open: no value
lies there.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import copysign, inf, isinf, nextafter

from aibroker.errors import InvalidValueError

__all__ = [
    "Bounds",
    "End",
    "exact",
    "nearest_float",
    "product",
    "quotient",
    "rounded_down",
    "rounded_up",
    "scaled",
    "total",
]

Bounds = tuple[float, float]
"""The lower and the upper end of an interval."""

End = Fraction | float
"""An end before it is rounded: exact, or a float that is infinite."""

_ONE = Fraction(1)


def exact(value: float) -> Fraction:
    """The decimal that a finite float prints as.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(repr(value)))


def nearest_float(value: Fraction) -> float:
    """The float nearest to a value; infinite where no float is large enough."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


def rounded_down(value: End) -> float:
    """The largest float that, read as a decimal, is not above a value.

    >>> rounded_down(Fraction(1, 10)) == 0.1
    True
    >>> rounded_down(Fraction(1, 3)) < Fraction(1, 3)
    True
    """
    if not isinstance(value, Fraction):
        return value
    nearest = nearest_float(value)
    if nearest == -inf or (nearest != inf and exact(nearest) <= value):
        return nearest
    return nextafter(nearest, -inf)


def rounded_up(value: End) -> float:
    """The smallest float that, read as a decimal, is not below a value."""
    return -rounded_down(-value) + 0.0  # a zero without a sign


def _end(value: float) -> End:
    return value if isinf(value) else exact(value)


def total(left: Bounds, right: Bounds) -> Bounds:
    """The bounds of a sum.

    >>> total((0.1, inf), (0.2, 0.2))
    (0.3, inf)
    """
    low, high = (_end(one) + _end(other) for one, other in zip(left, right, strict=True))
    return rounded_down(low), rounded_up(high)


def scaled(bounds: Bounds, factor: Fraction) -> Bounds:
    """The bounds in another unit.

    Args:
        bounds: The bounds in the one unit.
        factor: How many of the other unit make one of it; positive.
    """
    low, high = (_end(end) * factor for end in bounds)
    return rounded_down(low), rounded_up(high)


def _hulled(candidates: list[tuple[End, End]], factor: Fraction) -> Bounds:
    low = min(lowest for lowest, _ in candidates)
    high = max(highest for _, highest in candidates)
    return rounded_down(low * factor), rounded_up(high * factor)


def _indeterminate(sign_of: float) -> tuple[End, End]:
    return (Fraction(0), inf) if sign_of > 0 else (-inf, Fraction(0))


def _product_of_ends(one: float, other: float) -> tuple[End, End]:
    if isinf(one) or isinf(other):
        if one == 0 or other == 0:
            return _indeterminate(one + other)
        end = one * other
        return end, end
    value = exact(one) * exact(other)
    return value, value


def product(left: Bounds, right: Bounds, factor: Fraction = _ONE) -> Bounds:
    """The bounds of a product; zero times an open end is 0 as a lower bound and open as an upper one.

    Args:
        left: One interval.
        right: The other one.
        factor: What the units contribute; positive.

    >>> product((-1.0, 2.0), (0.1, 3.0))
    (-3.0, 6.0)
    >>> product((0.0, 0.0), (1.0, inf))
    (0.0, inf)
    """
    return _hulled([_product_of_ends(one, other) for one in left for other in right], factor)


def _quotient_of_ends(one: float, other: float) -> tuple[End, End]:
    """The quotient by an end that is not negative; a zero is approached from above."""
    if isinf(other):
        return _indeterminate(one) if isinf(one) else (Fraction(0), Fraction(0))
    if other == 0:
        if one == 0:
            return _indeterminate(1)
        end = copysign(inf, one)
        return end, end
    value = one if isinf(one) else exact(one) / exact(other)
    return value, value


def quotient(left: Bounds, right: Bounds, factor: Fraction = _ONE) -> Bounds:
    """The bounds of a quotient; wide open where the divisor takes both signs.

    Args:
        left: The dividend.
        right: The divisor.
        factor: What the units contribute; positive.

    Raises:
        InvalidValueError: If the divisor is exactly zero.

    >>> quotient((1.0, 2.0), (0.0, 4.0))
    (0.25, inf)
    """
    low, high = right
    if low == high == 0:
        raise InvalidValueError("a division by exactly zero", low)
    if low < 0 < high:
        return -inf, inf
    if high <= 0:
        return quotient((-left[1], -left[0]), (-high, -low), factor)
    return _hulled([_quotient_of_ends(one, other) for one in left for other in right], factor)
