"""Calendar arithmetic on plain dates: days from text, month ends, anniversaries and fiscal years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from aibroker.errors import InvalidValueError

__all__ = ["MONTHS", "anniversary", "fiscal_span", "is_month_end", "months_after", "same_day", "to_day"]

# The standard library's names follow the locale; canonical text must not.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"  # compiled, and kept, at first use


def to_day(value: date | str) -> date:
    """A calendar day from a date or its ISO 8601 text.

    Args:
        value: A date, or text such as ``2024-03-01``; a datetime is refused, since it says more than a day.

    Returns:
        The day.

    Raises:
        InvalidValueError: If it is neither.

    >>> to_day("2024-03-01")
    datetime.date(2024, 3, 1)
    """
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(_ISO_DAY, value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    problem = "not a calendar day"
    raise InvalidValueError(problem, value, valid="a datetime.date or text such as '2024-03-01'")


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def months_after(day: date, months: int) -> date:
    """The day some months later, or earlier if negative; in a shorter month, its last day.

    Raises:
        ValueError: If it lies outside the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def anniversary(day: date, years: int) -> date:
    """The same day of another year; that of 29 February is 28 February in a common year.

    The convention for 29 February is the one of ``dateutil.relativedelta``.

    Raises:
        ValueError: If it lies outside the calendar.

    >>> anniversary(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    return months_after(day, 12 * years)


def same_day(day: date, years: int) -> date:
    """The same day of another year.

    Raises:
        InvalidValueError: If that year has no such day, or lies outside the calendar.
    """
    try:
        moved = anniversary(day, years)
    except ValueError:
        raise InvalidValueError("no such year in the calendar", day.year + years) from None
    if moved.day != day.day:
        raise InvalidValueError(f"there is no 29 February in {moved.year}", day.isoformat(), valid="explicit dates")
    return moved


def _fiscal_boundary(year: int, month: int, day: int | None, months_before: int) -> date:
    last = months_after(date(year, month, 1), -months_before)
    days_in_month = monthrange(last.year, last.month)[1]
    return last.replace(day=min(day or days_in_month, days_in_month)) + timedelta(days=1)


def fiscal_span(year: int, quarter: int | None, *, ends_month: int, ends_day: int | None) -> tuple[date, date]:
    """The first day of a fiscal year or quarter, and the first day after it.

    A fiscal year bears the number of the calendar year in which it ends, as in the annual reports of Microsoft.

    Args:
        year: The number of the fiscal year.
        quarter: 1 to 4, or None for the whole year.
        ends_month: The month in which the year ends.
        ends_day: The day of that month on which it ends; None for the last one.

    Raises:
        ValueError: If it lies outside the calendar.
    """
    from_start, from_end = (12, 0) if quarter is None else (15 - 3 * quarter, 12 - 3 * quarter)
    start = _fiscal_boundary(year, ends_month, ends_day, from_start)
    return start, _fiscal_boundary(year, ends_month, ends_day, from_end)
