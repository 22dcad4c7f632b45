"""The day count: how many years a period lasts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidValueError
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period
from aibroker.values.spans import exact_months_in, years_in

JUNE = FiscalCalendar.ending("June")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024", 1.0),
        ("2024-07-01/2025-07-01", 1.0),
        ("2023-03-15/2026-03-15", 3.0),
        ("2024-Q1", 91 / 366),
        ("2025-Q1", 90 / 365),
        ("2024-07-01/2025-01-01", 184 / 365),
        ("2023-07-01/2025-01-01", 549 / 365),
        ("2024-02-29/2025-02-28", 1.0),
        ("2024-02-29", 1 / 365),
        ("9999-01-01/9999-01-02", None),
    ],
)
def test_whole_years_count_from_the_start_and_the_rest_by_its_days(text: str, years: float | None) -> None:
    if years is None:
        with pytest.raises(InvalidValueError, match="end of the calendar"):
            years_in(Period.parse(text))
    else:
        assert years_in(Period.parse(text)) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("FY2025", 1.0),
        ("FY2025-Q1", 92 / 365),
        ("2024-Q1", 91 / 366),
        ("2024-01-01/2025-01-01", 182 / 366 + 184 / 365),
        ("2022-07-01/2025-07-01", 3.0),
    ],
)
def test_a_part_of_a_fiscal_year_is_its_days_over_the_days_of_that_year(text: str, years: float) -> None:
    assert years_in(Period.parse(text, calendar=JUNE), calendar=JUNE) == years


@pytest.mark.parametrize("text", ["2024-01-01/..", "../2024-01-01", "../.."])
def test_an_open_period_has_no_length(text: str) -> None:
    with pytest.raises(InvalidValueError, match="an open period has no length"):
        years_in(Period.parse(text))


@given(st.lists(st.dates(date(1999, 1, 1), date(2031, 1, 1)), min_size=3, max_size=3, unique=True).map(sorted))
def test_the_months_of_two_parts_are_the_months_of_the_whole(days: list[date]) -> None:
    first, middle, last = days
    parts = exact_months_in(Period(first, middle)) + exact_months_in(Period(middle, last))

    assert parts == exact_months_in(Period(first, last)) > 0


def test_whole_calendar_months_are_counted_and_open_periods_have_none() -> None:
    assert exact_months_in(Period.parse("2023-11-01/2025-03-01")) == 16
    with pytest.raises(InvalidValueError, match="an open period has no length"):
        exact_months_in(Period.parse("2024-01-01/.."))
