"""How many years or months a period lasts: what an amount per year or per month is multiplied by."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

from aibroker.errors import InvalidValueError
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.days import anniversary
from aibroker.values.periods import Period

__all__ = ["exact_months_in", "exact_years_in", "years_in"]


def years_in(period: Period, *, calendar: FiscalCalendar | None = None) -> float:
    """The length of a period in years, by the library's day count.

    Whole years are counted from the start of the span; the remainder is its days over the length of the year that
    begins at the last anniversary. The rule is the library's own, close to Actual/Actual (AFB), which counts the whole
    years from the end. With a fiscal calendar, each part of a fiscal year is its days over the days of that year.

    Args:
        period: A period with both ends.
        calendar: The fiscal calendar by which to count, if any.

    Returns:
        The length in years.

    Raises:
        InvalidValueError: If the period is open.

    >>> years_in(Period.parse("2024-07-01/2026-07-01"))
    2.0
    >>> round(years_in(Period.parse("2024-Q1")), 4)
    0.2486
    >>> round(years_in(Period.parse("2024-Q1"), calendar=FiscalCalendar.ending("June")), 4)
    0.2486
    """
    return float(exact_years_in(period, calendar=calendar))


def exact_years_in(period: Period, *, calendar: FiscalCalendar | None = None) -> Fraction:
    """The same length as a fraction; see `years_in`.

    >>> exact_years_in(Period.parse("2024-Q1"))
    Fraction(91, 366)
    """
    if period.start is None or period.end is None:
        raise InvalidValueError("an open period has no length", str(period), valid="a period with both ends")
    if calendar is not None:
        return _fiscal_years(period.start, period.end, calendar)
    try:
        return _years_from_start(period.start, period.end)
    except ValueError:
        raise InvalidValueError("too close to the end of the calendar to count years", str(period)) from None


def exact_months_in(period: Period) -> Fraction:
    """The length of a period in calendar months; of a month in which it lies in part, its days over those of the month.

    Raises:
        InvalidValueError: If the period is open.

    >>> exact_months_in(Period.parse("2024-Q1"))
    Fraction(3, 1)
    >>> exact_months_in(Period.parse("2024-01-01/2024-02-15"))
    Fraction(43, 29)
    """
    if period.start is None or period.end is None:
        raise InvalidValueError("an open period has no length", str(period), valid="a period with both ends")
    return _months_to(period.end) - _months_to(period.start)


def _months_to(day: date) -> Fraction:
    """The calendar months from the beginning of the calendar to a day."""
    return 12 * day.year + day.month + Fraction(day.day - 1, monthrange(day.year, day.month)[1])


def _years_from_start(start: date, end: date) -> Fraction:
    whole = end.year - start.year
    if anniversary(start, whole) > end:
        whole -= 1
    last = anniversary(start, whole)
    rest = (end - last).days
    return whole + Fraction(rest, (anniversary(start, whole + 1) - last).days) if rest else Fraction(whole)


def _fiscal_years(start: date, end: date, calendar: FiscalCalendar) -> Fraction:
    """The sum over the fiscal years that the span touches."""
    years = Fraction(0)
    while start < end:
        first, following = calendar.span_of(start)
        stop = min(end, following)
        years += Fraction((stop - start).days, (following - first).days)
        start = stop
    return years
