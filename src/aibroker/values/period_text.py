"""The canonical text of a span of days, both ways, and what a text that is none probably meant."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from aibroker.errors import InvalidValueError
from aibroker.values.days import MONTHS, fiscal_span, months_after, to_day

__all__ = [
    "Span",
    "fiscal_number",
    "is_calendar_form",
    "read_label",
    "read_span",
    "renumbered",
    "unreadable",
    "write_span",
]

Span = tuple[date | None, date | None]
"""The first day of a span and the first day after it; None where it is open."""

FORMS = (
    "'2024', '2024-Q1', '2024-03', '2024-03-01', '2024-07-01/2025-07-01' (the end is the first day after it), "
    "'2026-07-01/..', '../2026-07-01', '../..', 'FY2025' or 'FY2025-Q1' with a calendar, "
    "'FY2025 = 2024-09-29/2025-09-28'"
)

# Texts, which the re module compiles, and keeps, when they are first needed.
_YEAR = r"([0-9]{4})"
_QUARTER = r"([0-9]{4})-Q([0-9])"
_MONTH = r"([0-9]{4})-([0-9]{2})"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FISCAL = r"FY([0-9]{4})(?:-Q([1-4]))?"
_LABELLED = r"([^=]+?)\s*=\s*([^=]+)"
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}


def read_label(text: str) -> tuple[str | None, str]:
    """The label before an equals sign, if there is one, and the text of the span."""
    match = re.fullmatch(_LABELLED, text)
    return (match[1], match[2]) if match else (None, text)


def fiscal_number(text: str) -> tuple[int, int | None] | None:
    """The year and the quarter of text such as ``FY2025`` or ``FY2025-Q1``; None for any other text.

    >>> fiscal_number("FY2025-Q1")
    (2025, 1)
    """
    match = re.fullmatch(_FISCAL, text)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def read_span(text: str) -> Span:
    """The span that a canonical text without a label means.

    Args:
        text: Any form but a fiscal one.

    Raises:
        InvalidValueError: If it is not a canonical text, or names days that do not exist.

    >>> read_span("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 4, 1))
    """
    for pattern, reader in ((_YEAR, _year), (_QUARTER, _quarter), (_MONTH, _month), (_DAY, _day)):
        match = re.fullmatch(pattern, text)
        if match:
            try:
                return reader(match)
            except (ValueError, OverflowError):
                raise unreadable(text) from None
    start, slash, end = text.partition("/")
    if not slash:
        raise unreadable(text)
    return _end_of_span(start, text), _end_of_span(end, text)


def _months(start: date, count: int) -> Span:
    return start, months_after(start, count)


def _year(match: re.Match[str]) -> Span:
    return _months(date(int(match[1]), 1, 1), 12)


def _quarter(match: re.Match[str]) -> Span:
    return _months(date(int(match[1]), 3 * int(match[2]) - 2, 1), 3)


def _month(match: re.Match[str]) -> Span:
    return _months(date(int(match[1]), int(match[2]), 1), 1)


def _day(match: re.Match[str]) -> Span:
    day = to_day(match[0])
    return day, day + timedelta(days=1)


def _end_of_span(text: str, whole: str) -> date | None:
    if text == "..":
        return None
    try:
        return to_day(text)
    except InvalidValueError:
        raise unreadable(whole) from None


def write_span(start: date | None, end: date | None) -> str:
    """The canonical text of a span: the shortest form that means it.

    >>> write_span(date(2024, 1, 1), date(2024, 4, 1))
    '2024-Q1'
    """
    if start is None or end is None:
        return f"{start or '..'}/{end or '..'}"
    if end == start + timedelta(days=1):
        return start.isoformat()
    if start.day == end.day == 1:
        months = 12 * (end.year - start.year) + end.month - start.month
        if months == 12 and start.month == 1:
            return f"{start.year:04}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year:04}-Q{start.month // 3 + 1}"
        if months == 1:
            return f"{start.year:04}-{start.month:02}"
    return f"{start}/{end}"


def is_calendar_form(start: date | None, end: date | None, label: str) -> bool:
    """Whether a label is the fiscal name that a calendar of whole months gives to exactly this span.

    A quarter of 13 weeks may coincide with one of a calendar that ends on the same day of each year, so such
    calendars keep their dates beside the name.
    """
    numbers = fiscal_number(label)
    if numbers is None or start is None or end is None or end.day != 1:
        return False
    year, quarter = numbers
    last = months_after(end, -1)
    months_left = 0 if quarter is None else 12 - 3 * quarter
    ends_month = (last.month - 1 + months_left) % 12 + 1
    try:
        return fiscal_span(year, quarter, ends_month=ends_month, ends_day=None) == (start, end)
    except (ValueError, OverflowError):
        return False


def renumbered(label: str, years: int) -> str:
    """The name of a fiscal period some years later.

    >>> renumbered("FY2025-Q1", -1)
    'FY2024-Q1'
    """
    return f"FY{int(label[2:6]) + years:04}{label[6:]}"


def unreadable(text: str) -> InvalidValueError:
    """The error for a text that is no period, with what was probably meant."""
    return InvalidValueError("not a period", text, valid=FORMS, suggestions=_meant(text))


def _meant(text: str) -> tuple[str, ...]:
    for pattern, rewrite in _SLIPS:
        match = re.fullmatch(pattern, text.strip())
        if match:
            return rewrite(*(group or "" for group in match.groups()))
    return ()


def _meant_quarter(year: str, quarter: str) -> tuple[str, ...]:
    return (f"{year}-Q{quarter}",)


def _meant_fiscal(year: str, quarter: str) -> tuple[str, ...]:
    number = year if len(year) == 4 else f"20{year}"
    return (f"FY{number}-Q{quarter}" if quarter else f"FY{number}",)


def _meant_half(year: str, half: str) -> tuple[str, ...]:
    following = f"{int(year) + 1:04}"
    return (f"{year}-01-01/{year}-07-01" if half == "1" else f"{year}-07-01/{following}-01-01",)


def _meant_month(year: str, month: str) -> tuple[str, ...]:
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(month[:3].casefold(), 0)
    return (f"{year}-{min(number, 12):02}",) if number else ()


def _meant_day(year: str, month: str, day: str) -> tuple[str, ...]:
    if not (int(year) and 1 <= int(month) <= 12 and int(day)):
        return ()
    last = monthrange(int(year), int(month))[1]
    return (f"{year}-{int(month):02}-{min(int(day), last):02}",)


def _meant_span(start: str, end: str) -> tuple[str, ...]:
    first, last = (text if text == ".." else f"{text}-01-01"[:10] for text in (start, end))
    return (f"{first}/{last}",) if ".." in (first, last) or first < last else ()


def _swapped(rewrite: Callable[[str, str], tuple[str, ...]]) -> Callable[[str, str], tuple[str, ...]]:
    return lambda first, second: rewrite(second, first)


# The patterns are texts, which `re` compiles when there is something to explain.
_SLIPS: tuple[tuple[str, Callable[..., tuple[str, ...]]], ...] = (
    (r"[Qq]([1-4])[ /-]?([0-9]{4})", _swapped(_meant_quarter)),
    (r"([0-9]{4})[ /-]?[Qq]([1-4])", _meant_quarter),
    (r"[Ff][Yy][ -]?([0-9]{2}|[0-9]{4})(?:[ /-]?[Qq]([1-4]))?", _meant_fiscal),
    (r"[Qq]([1-4])[ /-]?[Ff][Yy][ -]?([0-9]{2}|[0-9]{4})", _swapped(_meant_fiscal)),
    (r"[Hh]([12])[ /-]?([0-9]{4})", _swapped(_meant_half)),
    (r"([0-9]{4})[ /-]?[Hh]([12])", _meant_half),
    (r"[Cc][Yy][ -]?([0-9]{4})", lambda year: (year,)),
    (r"([0-9]{4})[/.-]([0-9]{1,2})", _meant_month),
    (r"([A-Za-z]+)[ -]([0-9]{4})", _swapped(_meant_month)),
    (r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})", _meant_day),
    (
        r"([0-9]{4}(?:-[0-9]{2}){0,2}|\.\.) ?(?:/|to) ?([0-9]{4}(?:-[0-9]{2}){0,2}|\.\.)",
        _meant_span,
    ),
)
