"""Fiscal calendars: when a company's year ends."""

import pickle
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period


@pytest.mark.parametrize(
    ("text", "month", "day", "canonical"),
    [
        ("June", 6, None, "June"),
        ("jun", 6, None, "June"),
        ("06-30", 6, None, "June"),
        ("30 June", 6, None, "June"),
        ("June 30", 6, None, "June"),
        ("December", 12, None, "December"),
        ("02-28", 2, None, "February"),
        ("29 February", 2, None, "February"),
        ("06-15", 6, 15, "06-15"),
        ("5 April", 4, 5, "04-05"),
        ("12-30", 12, 30, "12-30"),
    ],
)
def test_the_end_of_a_year_is_read_and_written(text: str, month: int, day: int | None, canonical: str) -> None:
    calendar = FiscalCalendar.ending(text)

    assert (calendar.ends_month, calendar.ends_day) == (month, day)
    assert str(calendar) == canonical
    assert FiscalCalendar.ending(str(calendar)) == calendar
    assert eval(repr(calendar), {"FiscalCalendar": FiscalCalendar}) == calendar
    assert pickle.loads(pickle.dumps(calendar)) == calendar


@pytest.mark.parametrize("text", ["", "6", "13-01", "06-31", "00-10", "30 June 30", "02-30", "0 June", 6, None])
def test_any_other_text_is_an_error(text: Any) -> None:
    with pytest.raises(InvalidValueError, match="not the end of a fiscal year"):
        FiscalCalendar.ending(text)


def test_a_misspelt_month_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(InvalidValueError, match="did you mean 'June'"):
        FiscalCalendar.ending("Juny")


@pytest.mark.parametrize(
    ("month", "day", "message"),
    [
        (0, None, "no such month: 0"),
        (13, None, "no such month: 13"),
        (6, 30, "not a day before the last one of June: 30"),
        (2, 28, "not a day before the last one of February: 28"),
        (6, 0, "not a day before the last one of June: 0"),
    ],
)
def test_the_last_day_of_a_month_has_one_form(month: int, day: int | None, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        FiscalCalendar(month, day)


@pytest.mark.parametrize(
    ("ending", "start", "end"),
    [
        ("June", date(2024, 7, 1), date(2025, 7, 1)),
        ("December", date(2025, 1, 1), date(2026, 1, 1)),
        ("February", date(2024, 3, 1), date(2025, 3, 1)),
        ("04-05", date(2024, 4, 6), date(2025, 4, 6)),
    ],
)
def test_a_year_bears_the_number_of_the_year_in_which_it_ends(ending: str, start: date, end: date) -> None:
    year = FiscalCalendar.ending(ending).year(2025)

    assert (year.start, year.end, year.label) == (start, end, "FY2025")


@pytest.mark.parametrize("ending", ["January", "February", "June", "December", "04-05", "05-29", "05-30", "12-30"])
def test_four_quarters_make_a_year(ending: str) -> None:
    calendar = FiscalCalendar.ending(ending)
    quarters = [calendar.quarter(2025, number) for number in range(1, 5)]

    assert quarters[0].start == calendar.year(2025).start
    assert quarters[3].end == calendar.year(2025).end
    assert all(one.end == next_one.start for one, next_one in pairwise(quarters))


@pytest.mark.parametrize("ending", ["January", "February", "June", "December", "04-05", "05-29", "05-30", "12-30"])
@pytest.mark.parametrize("number", [2024, 2025])
def test_fiscal_text_comes_back_with_its_calendar(ending: str, number: int) -> None:
    calendar = FiscalCalendar.ending(ending)

    for period in (calendar.year(number), *(calendar.quarter(number, each) for each in range(1, 5))):
        back = Period.parse(str(period), calendar=calendar)

        assert (back, back.label) == (period, period.label)


def test_the_year_of_a_day_is_the_one_that_holds_it() -> None:
    june = FiscalCalendar.ending("June")

    assert [str(june.year_of(day)) for day in ("2024-06-30", "2024-07-01", "2025-06-30")] == [
        "FY2024",
        "FY2025",
        "FY2025",
    ]


def test_what_the_calendar_lacks_is_an_error() -> None:
    june = FiscalCalendar.ending("June")

    with pytest.raises(InvalidValueError, match="no such quarter: 5"):
        june.quarter(2025, 5)
    with pytest.raises(InvalidValueError, match="no such year in the calendar: 12025"):
        june.year(12025)
