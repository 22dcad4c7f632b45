"""Sound arithmetic on closed intervals, rounded outward.

A float stands for the decimal that it prints as, since what sources state are decimals: 0.1 is one tenth, and 1.4 % of
200 is 2.8. So nothing is widened as long as the decimals fit into a float. An end that is infinite is open: no value
lies there.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import inf, nextafter

from aibroker.errors import InvalidValueError

__all__ = ["DOWN", "UP", "Bounds", "exact", "product", "quotient", "rounded_down", "rounded_up", "scaled", "total"]

Bounds = tuple[float, float]
"""The lower and the upper end of an interval."""

# Wide enough for any product of two floats, so that most results are exact before they become floats.
_DIGITS = 60
DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR)
UP = Context(prec=_DIGITS, rounding=ROUND_CEILING)

_INFINITY = Decimal("inf")
_ZERO = Decimal(0)
_ONE = Fraction(1)


def exact(value: float) -> Decimal:
    """The decimal that a float prints as.

    >>> exact(0.1)
    Decimal('0.1')
    """
    return Decimal(repr(value))


def rounded_down(value: Decimal) -> float:
    """The largest float that, read as a decimal, is not above a value.

    >>> rounded_down(Decimal("0.1"))
    0.1
    >>> rounded_down(Decimal("1e400"))
    1.7976931348623157e+308
    """
    nearest = float(value)
    return nearest if exact(nearest) <= value else nextafter(nearest, -inf)


def rounded_up(value: Decimal) -> float:
    """The smallest float that, read as a decimal, is not below a value."""
    nearest = float(value)
    return nearest if exact(nearest) >= value else nextafter(nearest, inf)


def _outward(low: Decimal, high: Decimal) -> Bounds:
    return rounded_down(low) + 0.0, rounded_up(high) + 0.0  # a zero without a sign


def total(left: Bounds, right: Bounds) -> Bounds:
    """The bounds of a sum.

    >>> total((0.1, inf), (0.2, 0.2))
    (0.3, inf)
    """
    (low, high), (other_low, other_high) = left, right
    return _outward(DOWN.add(exact(low), exact(other_low)), UP.add(exact(high), exact(other_high)))


def scaled(bounds: Bounds, factor: Fraction) -> Bounds:
    """The bounds in another unit.

    Args:
        bounds: The bounds in the one unit.
        factor: How many of the other unit make one of it; positive.

    >>> scaled((1.5, 1.5), Fraction(1, 100))
    (0.015, 0.015)
    """
    low, high = bounds
    return _outward(_times(DOWN, exact(low), factor), _times(UP, exact(high), factor))


def _times(context: Context, value: Decimal, factor: Fraction) -> Decimal:
    return context.divide(context.multiply(value, Decimal(factor.numerator)), Decimal(factor.denominator))


_Operation = Callable[[Context, Decimal, Decimal], Decimal]


def _hulled(operation: _Operation, left: Bounds, right: Bounds, factor: Fraction) -> Bounds:
    pairs = [(exact(one), exact(other)) for one in left for other in right]
    low = min(operation(DOWN, one, other) for one, other in pairs)
    high = max(operation(UP, one, other) for one, other in pairs)
    return _outward(_times(DOWN, low, factor), _times(UP, high, factor))


def _indeterminate(context: Context, sign_of: Decimal) -> Decimal:
    """What zero times an open end contributes: anything from 0 to that end."""
    lowest, highest = (_ZERO, _INFINITY) if sign_of > 0 else (-_INFINITY, _ZERO)
    return lowest if context is DOWN else highest


def _product_of_ends(context: Context, one: Decimal, other: Decimal) -> Decimal:
    if not (one and other) and (one.is_infinite() or other.is_infinite()):
        return _indeterminate(context, one or other)
    return context.multiply(one, other)


def _quotient_of_ends(context: Context, one: Decimal, other: Decimal) -> Decimal:
    """The quotient by an end that is not negative; a zero is approached from above."""
    if one.is_infinite() and other.is_infinite():
        return _indeterminate(context, one)
    if other:
        return context.divide(one, other)
    return _INFINITY.copy_sign(one) if one else _indeterminate(context, _INFINITY)


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
    return _hulled(_product_of_ends, left, right, factor)


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
    return _hulled(_quotient_of_ends, left, (low + 0.0, high), factor)
