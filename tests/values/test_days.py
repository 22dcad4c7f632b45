"""Calendar arithmetic on plain dates."""

from datetime import date

import pytest

from aibroker.values.days import anniversary, fiscal_span, is_month_end, months_after


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), -2, date(2023, 11, 30)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 1), -12, date(2023, 1, 1)),
    ],
)
def test_months_end_where_the_shorter_one_does(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_the_anniversary_of_29_february_is_28_february_in_a_common_year() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(("day", "ends"), [(date(2024, 2, 29), True), (date(2024, 2, 28), False)])
def test_a_month_ends_on_its_last_day(day: date, ends: bool) -> None:
    assert is_month_end(day) is ends


def test_a_fiscal_quarter_may_end_in_the_year_before() -> None:
    assert fiscal_span(2025, 1, ends_month=3, ends_day=None) == (date(2024, 4, 1), date(2024, 7, 1))
