"""When a company's year ends."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import attrs

from aibroker.errors import InvalidValueError, nearest
from aibroker.values.days import MONTHS, fiscal_span, to_day
from aibroker.values.periods import Period

__all__ = ["FiscalCalendar"]

_LEAP_YEAR = 2024
_FORMS = "a month whose last day it is, such as 'June', or a day, such as '06-15' or '15 June'"
# Texts, which the re module compiles, and keeps, when they are first needed.
_NUMERIC = r"([0-9]{2})-([0-9]{2})"
_WRITTEN = r"(?:([0-9]{1,2}) )?([A-Za-z]+)(?: ([0-9]{1,2}))?"


@attrs.frozen(repr=False)
class FiscalCalendar:
    """When a company's year ends; its year bears the number of the calendar year in which it ends.

    That is how most American filers count (Microsoft's FY2025 ends in June 2025). For a company that counts by the
    year in which its fiscal year begins, or in weeks, write explicit dates with a label. The periods of a calendar
    that ends within a month keep their dates in their text: ``FY2025 = 2024-04-06/2025-04-06``.

    Attributes:
        ends_month: The month in which the year ends, 1 to 12.
        ends_day: The day of that month on which it ends; None for the last one.

    Raises:
        InvalidValueError: If there is no such day, or if it is the last one of its month and not None.

    >>> microsoft = FiscalCalendar.ending("June")
    >>> microsoft.year(2025)
    Period.parse('FY2025 = 2024-07-01/2025-07-01')
    >>> print(microsoft.quarter(2025, 1))
    FY2025-Q1
    """

    ends_month: int
    ends_day: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.ends_month not in range(1, 13):
            raise InvalidValueError("no such month", self.ends_month, valid="1 to 12")
        shortest = min(monthrange(year, self.ends_month)[1] for year in (_LEAP_YEAR, _LEAP_YEAR + 1))
        if self.ends_day is not None and self.ends_day not in range(1, shortest):
            problem = f"not a day before the last one of {MONTHS[self.ends_month - 1]}"
            valid = f"1 to {shortest - 1}, or None for the last one"
            raise InvalidValueError(problem, self.ends_day, valid=valid)

    @classmethod
    def ending(cls, text: str) -> FiscalCalendar:
        """The calendar whose year ends with a month, or on a day of each year.

        Args:
            text: A month (``June``, ``Jun``), or a day (``06-30``, ``30 June``, ``June 30``). 28 and 29 February
                both mean the last day of February.

        Returns:
            The calendar. ``FiscalCalendar.ending(str(calendar))`` gives it back.

        Raises:
            InvalidValueError: If the text names no day.

        >>> FiscalCalendar.ending("30 June")
        FiscalCalendar.ending('June')
        >>> FiscalCalendar.ending("5 April")
        FiscalCalendar.ending('04-05')
        """
        month, day = _month_and_day(text)
        lengths = [monthrange(year, month)[1] for year in (_LEAP_YEAR, _LEAP_YEAR + 1)]
        if day is not None and not 1 <= day <= max(lengths):
            raise _unreadable(text)
        return cls(month, None if day is None or day >= min(lengths) else day)

    def year(self, number: int) -> Period:
        """The fiscal year that ends in a calendar year, labelled ``FY2025``.

        Raises:
            InvalidValueError: If it lies beyond the calendar.
        """
        return self._named(number, None)

    def quarter(self, year: int, number: int) -> Period:
        """A quarter of a fiscal year, three months each, labelled ``FY2025-Q1``.

        Args:
            year: The number of the fiscal year.
            number: 1 to 4.

        Raises:
            InvalidValueError: If there is no such quarter.
        """
        if number not in range(1, 5):
            raise InvalidValueError("no such quarter", number, valid="1 to 4")
        return self._named(year, number)

    def _named(self, year: int, quarter: int | None) -> Period:
        start, end = self._span(year, quarter)
        return Period(start, end, f"FY{year:04}" + (f"-Q{quarter}" if quarter else ""))

    def _span(self, year: int, quarter: int | None) -> tuple[date, date]:
        try:
            return fiscal_span(year, quarter, ends_month=self.ends_month, ends_day=self.ends_day)
        except (ValueError, OverflowError):
            raise InvalidValueError("no such year in the calendar", year) from None

    def year_of(self, day: date | str) -> Period:
        """The fiscal year in which a day lies.

        >>> print(FiscalCalendar.ending("June").year_of("2024-07-01"))
        FY2025
        """
        return self.year(self._number_at(to_day(day)))

    def calling(self, period: Period) -> Period:
        """A period under the name that this calendar has for it; under its own where the calendar has none.

        >>> print(FiscalCalendar.ending("June").calling(Period.parse("2024-07-01/2025-07-01")))
        FY2025
        """
        if period.start is None:
            return period
        number = self._number_at(period.start)
        own = (self._named(number, quarter) for quarter in (None, 1, 2, 3, 4))
        return next((each for each in own if each == period), period)

    def span_of(self, day: date) -> tuple[date, date]:
        """The first day of the fiscal year in which a day lies, and the first day after it."""
        return self._span(self._number_at(day), None)

    def _number_at(self, day: date) -> int:
        _, end = self._span(day.year, None)
        return day.year if day < end else day.year + 1

    def __str__(self) -> str:
        return MONTHS[self.ends_month - 1] if self.ends_day is None else f"{self.ends_month:02}-{self.ends_day:02}"

    def __repr__(self) -> str:
        return f"FiscalCalendar.ending({str(self)!r})"


def _month_and_day(text: str) -> tuple[int, int | None]:
    if not isinstance(text, str):
        raise _unreadable(text)
    numeric = re.fullmatch(_NUMERIC, text.strip())
    if numeric and 1 <= int(numeric[1]) <= 12:
        return int(numeric[1]), int(numeric[2])
    written = re.fullmatch(_WRITTEN, text.strip())
    if written is None or (written[1] and written[3]):
        raise _unreadable(text)
    day = written[1] or written[3]
    return _month_named(written[2], text), int(day) if day else None


def _month_named(name: str, text: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if name.casefold() in (month.casefold(), month[:3].casefold()):
            return number
    raise _unreadable(text, nearest(name, MONTHS))


def _unreadable(text: object, suggestions: tuple[str, ...] = ()) -> InvalidValueError:
    return InvalidValueError("not the end of a fiscal year", text, valid=_FORMS, suggestions=suggestions)
