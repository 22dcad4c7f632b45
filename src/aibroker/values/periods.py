"""Half-open spans of days, with canonical text that parses back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

import attrs

from aibroker.errors import InvalidValueError, PeriodMismatchError
from aibroker.values.days import is_month_end, same_day, to_day
from aibroker.values.period_text import (
    fiscal_number,
    is_calendar_form,
    read_label,
    read_span,
    renumbered,
    write_span,
)

__all__ = ["Period"]

_FIRST_YEAR = 1000


class _Calendar(Protocol):
    """What names fiscal years: a `FiscalCalendar`, which is a floor above."""

    def year(self, number: int, /) -> Period: ...

    def quarter(self, year: int, number: int, /) -> Period: ...


def _day_or_open(value: date | None) -> date | None:
    return None if value is None else to_day(value)


def _name(value: str | None) -> str | None:
    if value is None or (isinstance(value, str) and value.isprintable() and "=" not in value and value.strip()):
        return None if value is None else value.strip()
    problem = "not a label of a period"
    raise InvalidValueError(problem, value, valid="one line of text without '=', such as 'FY2025'")


def _padded(number: int, width: int) -> str:
    if type(number) is int:
        return f"{number:0{width}}"
    problem = "a year, a quarter or a month is a whole number here"
    raise InvalidValueError(problem, number, valid="for example 2024; Period.parse reads text")


@attrs.frozen(repr=False)
class Period:
    """A half-open span of days; either end may be open.

    Two periods are equal when they span the same days, whatever they are called.

    Attributes:
        start: The first day; None where the span has no beginning.
        end: The first day after it; None where the span has no end.
        label: What the span is called, such as ``FY2025``; not compared.

    Raises:
        InvalidValueError: If an end is not a plain date, or if the span holds no day.

    >>> period = Period.parse("2024-07-01/2025-07-01")
    >>> period.days
    365
    >>> date(2025, 7, 1) in period
    False
    >>> print(period & Period.year(2025))
    2025-01-01/2025-07-01
    """

    start: date | None = attrs.field(converter=_day_or_open)
    end: date | None = attrs.field(converter=_day_or_open)
    label: str | None = attrs.field(default=None, converter=_name, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.start is None or self.end is None or self.start < self.end:
            return
        problem = "a period holds at least one day, and its end is the first day after it"
        meant = (f"{self.end}/{self.start}",) if self.end < self.start else (str(self.start),)
        raise InvalidValueError(problem, f"{self.start}/{self.end}", suggestions=meant)

    @classmethod
    def parse(cls, text: str | int, *, calendar: _Calendar | None = None) -> Period:
        """The period that a text means.

        Args:
            text: A year, quarter, month, day or span; a fiscal year or quarter; or a span after a label and an
                equals sign. A whole number is a year.
            calendar: The fiscal calendar of the company spoken of; needed for ``FY2025`` and ``FY2025-Q1``.

        Returns:
            The period. ``Period.parse(str(period), calendar=calendar)`` gives it back, label included.

        Raises:
            InvalidValueError: If the text is no period, or is fiscal and there is no calendar.

        >>> Period.parse("2024-Q1").days
        91
        >>> Period.parse("FY2025 = 2024-09-29/2025-09-28").label
        'FY2025'
        >>> Period.parse("Q1 2024")
        Traceback (most recent call last):
            ...
        aibroker.errors.InvalidValueError: not a period: 'Q1 2024' (did you mean '2024-Q1'?; valid: '2024', ...
        """
        if type(text) is int:
            if not text >= _FIRST_YEAR:
                raise InvalidValueError("not a year of four digits", text, valid="for example 2024")
            return cls.year(text)
        if not isinstance(text, str):
            problem = "a period is read from text or from the number of a year"
            raise InvalidValueError(problem, text, valid="for example '2024-Q1' or 2024")
        label, span = read_label(text.strip())
        fiscal = fiscal_number(span)
        if fiscal is None:
            start, end = read_span(span)
            return cls(start, end, label)
        return attrs.evolve(_fiscal(span, fiscal, calendar), label=label or span)

    @classmethod
    def year(cls, number: int) -> Period:
        """A calendar year.

        >>> Period.year(2024)
        Period.parse('2024')
        """
        return cls(*read_span(_padded(number, 4)))

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """A quarter of a calendar year, 1 to 4.

        >>> Period.quarter(2024, 1)
        Period.parse('2024-Q1')
        """
        return cls(*read_span(f"{_padded(year, 4)}-Q{_padded(number, 1)}"))

    @classmethod
    def month(cls, year: int, number: int) -> Period:
        """A month of a calendar year, 1 to 12.

        >>> Period.month(2024, 3)
        Period.parse('2024-03')
        """
        return cls(*read_span(f"{_padded(year, 4)}-{_padded(number, 2)}"))

    @classmethod
    def day(cls, day: date | str) -> Period:
        """A single day, from a date or its ISO text.

        >>> Period.day("2024-03-01")
        Period.parse('2024-03-01')
        """
        start = to_day(day)
        return cls(start, start + timedelta(days=1)) if start < date.max else cls(*read_span(start.isoformat()))

    @classmethod
    def between(cls, start: date | str, end: date | str, *, label: str | None = None) -> Period:
        """The days from a first one until, and without, an end.

        Args:
            start: The first day.
            end: The first day after it.
            label: What the span is called, such as ``FY2025`` for a year of 52 weeks.

        >>> Period.between("2024-09-29", "2025-09-28", label="FY2025")
        Period.parse('FY2025 = 2024-09-29/2025-09-28')
        """
        return cls(to_day(start), to_day(end), label)

    @classmethod
    def since(cls, day: date | str) -> Period:
        """All days from one on.

        >>> Period.since("2026-07-01")
        Period.parse('2026-07-01/..')
        """
        return cls(to_day(day), None)

    @classmethod
    def until(cls, day: date | str) -> Period:
        """All days before one.

        >>> Period.until("2026-07-01")
        Period.parse('../2026-07-01')
        """
        return cls(None, to_day(day))

    @classmethod
    def always(cls) -> Period:
        """All days.

        >>> Period.always()
        Period.parse('../..')
        """
        return cls(None, None)

    @property
    def days(self) -> int | None:
        """The number of days; None where an end is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days

    @property
    def finding(self) -> str | None:
        """What looks wrong: an end that is the last day of a month, as if the end were still a part of it.

        >>> Period.parse("2024-07-01/2025-06-30").finding
        '2024-07-01/2025-06-30 does not hold its end, 2025-06-30; did you mean 2025-07-01, the first of the next month?'
        """
        if self.end is None or not is_month_end(self.end) or "/" not in str(self):
            return None
        following = self.end + timedelta(days=1) if self.end < date.max else self.end
        return f"{self} does not hold its end, {self.end}; did you mean {following}, the first of the next month?"

    def __contains__(self, other: date | Period) -> bool:
        if isinstance(other, Period):
            return (self & other) == other
        return Period.day(other) in self

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share a day."""
        return (self & other) is not None

    def __and__(self, other: Period) -> Period | None:
        starts = [each for each in (self.start, other.start) if each is not None]
        ends = [each for each in (self.end, other.end) if each is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        for whole in (self, other):
            if (whole.start, whole.end) == (start, end):
                return whole
        return Period(start, end) if start is None or end is None or start < end else None

    def shifted(self, *, years: int) -> Period:
        """The same span some years later, or earlier if negative; ``FY2025`` becomes ``FY2026``.

        Args:
            years: By how many years.

        Returns:
            The span. Its label is renumbered where a fiscal calendar gives it, and dropped otherwise.

        Raises:
            InvalidValueError: If an end has no such day in that year: 29 February, or a year beyond the calendar.

        >>> print(Period.parse("2024-Q1").shifted(years=1))
        2025-Q1
        """
        start, end = (None if day is None else same_day(day, years) for day in (self.start, self.end))
        return Period(start, end, renumbered(self.label, years) if self.label and self._is_fiscal else None)

    def aligned_with(self, other: Period) -> Period:
        """This period, once it is certain that the other one spans the same days.

        Args:
            other: A period that goes by the same name, or should be the same.

        Raises:
            PeriodMismatchError: If they span different days, such as FY2025 of two companies.

        >>> fiscal = Period.between("2024-07-01", "2025-07-01", label="FY2025")
        >>> fiscal.aligned_with(Period.year(2025))
        Traceback (most recent call last):
            ...
        aibroker.errors.PeriodMismatchError: two periods that do not span the same days: 'FY2025 = 2024-07-01/...
        """
        if self == other:
            return self
        problem = "two periods that do not span the same days"
        both = f"{self._explicit_text} and {other._explicit_text}"
        raise PeriodMismatchError(problem, both, valid="name one span by its dates, and use it for both")

    @property
    def _is_fiscal(self) -> bool:
        """Whether the label is what some fiscal calendar calls these days, so that it says all."""
        return self.label is not None and is_calendar_form(self.start, self.end, self.label)

    @property
    def _explicit_text(self) -> str:
        span = write_span(self.start, self.end)
        return span if self.label is None else f"{self.label} = {span}"

    def __str__(self) -> str:
        return self.label if self.label and self._is_fiscal else self._explicit_text

    def __repr__(self) -> str:
        return f"Period.parse({self._explicit_text!r})"


def _fiscal(text: str, number: tuple[int, int | None], calendar: _Calendar | None) -> Period:
    if calendar is None:
        problem = "a fiscal period needs the calendar of its company"
        valid = "calendar=FiscalCalendar.ending('June'), or explicit dates: 'FY2025 = 2024-07-01/2025-07-01'"
        raise InvalidValueError(problem, text, valid=valid)
    year, quarter = number
    return calendar.year(year) if quarter is None else calendar.quarter(year, quarter)
