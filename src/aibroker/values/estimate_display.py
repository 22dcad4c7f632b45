"""Estimates for readers: few digits, rounded outward, large amounts in thousands of millions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf, isinf

from aibroker.errors import InvalidValueError
from aibroker.values.bounds import exact
from aibroker.values.intervals import Interval

__all__ = ["displayed"]

_SCALES = ((12, "tn"), (9, "bn"), (6, "mn"))
_PLAIN_SIZES = range(-6, 16)
_DIGITS = 4
_MOST_DIGITS_OF_A_POINT = 9


def displayed(interval: Interval, *, digits: int | None) -> str:
    """The text of an interval, its lower end rounded down, its upper end up, and what is likely to the nearest.

    Args:
        interval: The interval.
        digits: How many significant digits to show; those of a whole number are never dropped. None for four, and for
            the few that a point has.

    Raises:
        InvalidValueError: If there is not at least one digit.

    >>> from aibroker.values.units import Unit
    >>> displayed(Interval(28.1703e9, 28.1724e9, None, Unit("USD")), digits=4)
    '28.17 to 28.18 bn USD'
    """
    if digits is not None and digits < 1:
        raise InvalidValueError("a number has at least one digit", digits)
    if interval.bounds == (-inf, inf):
        return "unknown" if interval.unit.text == "count" else f"unknown {interval.unit}"
    digits = _digits_of(interval) if digits is None else digits
    power, suffix = _scale(interval)
    low = _rounded(interval.low, power, digits, floor)
    high = _rounded(interval.high, power, digits, ceil)
    text = _span(low, high) + suffix
    if interval.likely is None or interval.low == interval.high:
        return text
    return f"{text}, likely {_rounded(interval.likely, power, digits, round)}{suffix}"


def _digits_of(interval: Interval) -> int:
    """How many digits to show; a point that has few more is not rounded both ways."""
    own = len(exact(interval.low).normalize().as_tuple().digits) if interval.low == interval.high else 0
    return own if _DIGITS < own <= _MOST_DIGITS_OF_A_POINT else _DIGITS


def _span(low: str | None, high: str | None) -> str:
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def _scale(interval: Interval) -> tuple[int, str]:
    """The power of ten that is taken out, and the text that stands for it and the unit."""
    unit = interval.unit
    suffix = {"count": "", "percent": " %"}.get(unit.text, f" {unit}")
    if unit.text in ("percent", "times"):
        return 0, suffix
    size = max(abs(end) for end in interval.bounds if not isinf(end))
    power, word = next(((power, f" {word}") for power, word in _SCALES if size >= 10**power), (0, ""))
    return power, word + suffix


def _rounded(end: float, power: int, digits: int, to_whole: Callable[[Fraction], int]) -> str | None:
    if isinf(end):
        return None
    value = exact(end)
    size = value.adjusted() - power
    place = size - digits + 1 if size not in _PLAIN_SIZES else min(size - digits + 1, 0)
    steps = to_whole(Fraction(value) / Fraction(10) ** (power + place))
    return _plain(steps, place)


def _plain(steps: int, place: int) -> str:
    """A whole number of steps of ten to a power, without trailing zeros."""
    figures = str(abs(steps))
    kept = figures.rstrip("0") or "0"
    place += len(figures) - len(kept) if steps else -place
    sign = "-" if steps < 0 else ""
    size = place + len(kept) - 1
    if size in _PLAIN_SIZES:
        return f"{sign}{Decimal((0, tuple(map(int, kept)), place)):,f}"
    return f"{sign}{kept[0]}{'.' if kept[1:] else ''}{kept[1:]}e{size}"
