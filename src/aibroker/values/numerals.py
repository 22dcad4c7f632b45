"""Numbers as callers hand them in."""

from __future__ import annotations

from math import inf
from numbers import Real

from aibroker.errors import InvalidValueError

__all__ = ["to_number", "to_number_or_none", "to_width"]


def to_number(value: float | Real) -> float:
    """A number, finite or not, if a float holds it without loss.

    Args:
        value: A real number, also of another library.

    Raises:
        InvalidValueError: If it is NaN, a truth value or text, or has more digits than a float.
    """
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = inf
        if number == value:
            return number + 0.0  # a zero without a sign
    problem = "not a number that a float holds"
    raise InvalidValueError(problem, value, valid="an int or a float that is not NaN; Estimate.parse reads text")


def to_number_or_none(value: float | None) -> float | None:
    """A number, or None."""
    return None if value is None else to_number(value)


def to_width(value: float | None) -> float | None:
    """By how much a number may be off, or None for the convention.

    Raises:
        InvalidValueError: If it is negative or infinite.
    """
    if value is None or 0 <= to_number(value) < inf:
        return to_number_or_none(value)
    raise InvalidValueError("not a width", value, valid="a finite number that is not negative, in the unit")
