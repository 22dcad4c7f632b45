"""The day count: how many years a period lasts."""

import pytest

from aibroker.errors import InvalidValueError
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period
from aibroker.values.spans import years_in

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
