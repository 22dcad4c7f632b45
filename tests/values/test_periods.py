"""Periods: spans of days, their text, and what is refused."""

import pickle
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from aibroker.errors import AibrokerError, InvalidValueError, PeriodMismatchError
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period

JUNE = FiscalCalendar.ending("June")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("0999", date(999, 1, 1), date(1000, 1, 1)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 4, 1)),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-03-01", date(2024, 3, 1), date(2024, 3, 2)),
        ("2024-07-01/2025-07-01", date(2024, 7, 1), date(2025, 7, 1)),
        ("2024-02-01/2024-05-01", date(2024, 2, 1), date(2024, 5, 1)),
        ("2026-07-01/..", date(2026, 7, 1), None),
        ("../2026-07-01", None, date(2026, 7, 1)),
        ("../..", None, None),
    ],
)
def test_canonical_text_goes_both_ways(text: str, start: date | None, end: date | None) -> None:
    period = Period.parse(text)

    assert (period.start, period.end, period.label) == (start, end, None)
    assert str(period) == text
    assert eval(repr(period), {"Period": Period}) == period


@pytest.mark.parametrize(
    ("longer", "canonical"),
    [
        ("2024-01-01/2025-01-01", "2024"),
        ("2024-01-01/2024-04-01", "2024-Q1"),
        ("2024-03-01/2024-04-01", "2024-03"),
        ("2024-03-01/2024-03-02", "2024-03-01"),
        (" 2024 ", "2024"),
    ],
)
def test_a_longer_form_becomes_the_canonical_one(longer: str, canonical: str) -> None:
    assert str(Period.parse(longer)) == canonical


def test_a_whole_number_is_a_year() -> None:
    assert Period.parse(2024) == Period.year(2024)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Period.year(2024), "2024"),
        (Period.quarter(2024, 3), "2024-Q3"),
        (Period.month(2024, 3), "2024-03"),
        (Period.day(date(2024, 3, 1)), "2024-03-01"),
        (Period.day("2024-03-01"), "2024-03-01"),
        (Period.between("2024-07-01", date(2025, 7, 1)), "2024-07-01/2025-07-01"),
        (Period.since("2026-07-01"), "2026-07-01/.."),
        (Period.until("2026-07-01"), "../2026-07-01"),
        (Period.always(), "../.."),
    ],
)
def test_constructors_say_the_intent(made: Period, text: str) -> None:
    assert made == Period.parse(text)


def test_a_fiscal_name_is_read_with_its_calendar() -> None:
    year, quarter = (Period.parse(text, calendar=JUNE) for text in ("FY2025", "FY2025-Q1"))

    assert year == Period.parse("2024-07-01/2025-07-01")
    assert (str(year), repr(year)) == ("FY2025", "Period.parse('FY2025 = 2024-07-01/2025-07-01')")
    assert quarter == Period.parse("2024-Q3")
    assert (str(quarter), quarter.label) == ("FY2025-Q1", "FY2025-Q1")


def test_a_fiscal_name_without_a_calendar_is_an_error_that_says_so() -> None:
    with pytest.raises(InvalidValueError, match=r"a fiscal period needs the calendar of its company: 'FY2025'"):
        Period.parse("FY2025")


@pytest.mark.parametrize(
    "text",
    [
        "FY2025 = 2024-09-29/2025-09-28",
        "FY2025-Q1 = 2024-09-29/2024-12-29",
        "the pilot = 2024-03",
        "pace = 2026-07-01/..",
        "FY2024 = 2024-07-01/2025-07-01",
        "FY2025-Q9 = 2024",
        "FY0000 = 2024-07-01/2025-07-01",
    ],
)
def test_a_label_that_no_calendar_gives_keeps_its_dates(text: str) -> None:
    period = Period.parse(text)

    assert str(period) == text
    assert period.label == text.partition(" =")[0]
    assert eval(repr(period), {"Period": Period}).label == period.label


def test_a_label_may_stand_before_a_fiscal_name() -> None:
    period = Period.parse("the year before = FY2024", calendar=JUNE)

    assert str(period) == "the year before = 2023-07-01/2024-07-01"


def test_labels_are_not_compared() -> None:
    labelled = Period.between("2024-07-01", "2025-07-01", label="FY2025")
    plain = Period.parse("2024-07-01/2025-07-01")

    assert labelled == plain
    assert hash(labelled) == hash(plain)
    assert pickle.loads(pickle.dumps(labelled)).label == "FY2025"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024-13", "2024-12"),
        ("2024-02-30", "2024-02-29"),
        ("2024-3-1", "2024-03-01"),
        ("2024-3", "2024-03"),
        ("2024/03", "2024-03"),
        ("March 2024", "2024-03"),
        ("Q1 2024", "2024-Q1"),
        ("2024Q1", "2024-Q1"),
        ("2024-q1", "2024-Q1"),
        ("H2 2024", "2024-07-01/2025-01-01"),
        ("2024-H1", "2024-01-01/2024-07-01"),
        ("FY25", "FY2025"),
        ("fy2025", "FY2025"),
        ("FY 2025 Q2", "FY2025-Q2"),
        ("Q2 FY25", "FY2025-Q2"),
        ("CY2024", "2024"),
        ("2024-07/2025-07", "2024-07-01/2025-07-01"),
        ("2024/2026", "2024-01-01/2026-01-01"),
        ("2026-07 to ..", "2026-07-01/.."),
        ("2025-06-30/2024-07-01", "2024-07-01/2025-06-30"),
        ("2024-07-01/2024-07-01", "2024-07-01"),
    ],
)
def test_a_slip_is_an_error_with_what_was_meant(text: str, meant: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period.parse(text)

    assert caught.value.suggestions == (meant,)
    assert f"did you mean '{meant}'?" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2024-Q5",
        "2024-00",
        "2024-00-01",
        "2024-06-00",
        "0000",
        "9999",
        "9999-12-31",
        "9999-12",
        "20240301",
        "2024-W10",
        "2024-03-01T00:00",
        "2024-07-01/",
        "/2025-07-01",
        "2025-07/2024-07",
        "2024-07-01/2025-02-30",
        "Foo 2024",
        "FY2025-Q5",
        "٢٠٢٤",
        "= 2024",
        "a = b = 2024",
    ],
)
def test_any_other_text_is_an_error_that_shows_the_valid_forms(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"not a period: .*'2024-Q1'"):
        Period.parse(text)


@pytest.mark.parametrize("value", [None, 2024.0, True, date(2024, 1, 1)])
def test_a_period_is_read_from_text_only(value: Any) -> None:
    with pytest.raises(InvalidValueError, match="read from text or from the number of a year"):
        Period.parse(value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Period(datetime(2024, 1, 1, tzinfo=UTC), None),
        lambda: Period(None, datetime(2024, 1, 1, tzinfo=UTC)),
        lambda: Period.day(datetime(2024, 1, 1, tzinfo=UTC)),
        lambda: datetime(2024, 1, 1, tzinfo=UTC) in Period.year(2024),
        lambda: Period.since("2024"),
        lambda: Period.since("2024-02-30"),
    ],
)
def test_a_datetime_is_no_day(make: Any) -> None:
    with pytest.raises(InvalidValueError, match="not a calendar day"):
        make()


@pytest.mark.parametrize("number", ["2024", True, 2024.0])
@pytest.mark.parametrize(
    "make", [Period.year, lambda number: Period.quarter(2024, number), partial(Period.month, 2024)]
)
def test_numbers_of_years_are_whole(make: Any, number: Any) -> None:
    with pytest.raises(InvalidValueError, match="is a whole number here"):
        make(number)


@pytest.mark.parametrize("label", ["", " ", "a = b", "two\nlines", 5])
def test_a_label_is_one_line_without_an_equals_sign(label: Any) -> None:
    with pytest.raises(InvalidValueError, match="not a label of a period"):
        Period.between("2024-01-01", "2025-01-01", label=label)


def test_the_end_is_not_a_part_of_it() -> None:
    year = Period.year(2024)

    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2025, 1, 1) not in year
    assert date(1, 1, 1) in Period.until("2024-01-01")


def test_a_period_lies_in_a_wider_one_only() -> None:
    assert Period.parse("2024-Q1") in Period.year(2024)
    assert Period.year(2024) in Period.always()
    assert Period.year(2024) not in Period.parse("2024-Q1")
    assert Period.always() not in Period.since("2024-01-01")


@pytest.mark.parametrize(
    ("left", "right", "common"),
    [
        ("2024", "2024-07-01/2025-07-01", "2024-07-01/2025-01-01"),
        ("2024", "2025", None),
        ("2024-01-01/..", "../2025-01-01", "2024"),
        ("2024", "../..", "2024"),
        ("2024-01-01/..", "2024-06-01/..", "2024-06-01/.."),
    ],
)
def test_the_common_part_is_a_period_or_none(left: str, right: str, common: str | None) -> None:
    expected = None if common is None else Period.parse(common)

    assert Period.parse(left) & Period.parse(right) == expected
    assert Period.parse(left).overlaps(Period.parse(right)) is (common is not None)


def test_the_common_part_keeps_the_label_of_what_it_is() -> None:
    fiscal = JUNE.year(2025)

    assert str(fiscal & Period.always()) == "FY2025"
    assert str(Period.always() & fiscal) == "FY2025"


def test_days_are_counted_and_open_spans_have_none() -> None:
    assert Period.year(2024).days == 366
    assert Period.since("2024-01-01").days is None


@pytest.mark.parametrize(
    ("text", "years", "shifted"),
    [
        ("2024", 1, "2025"),
        ("2024-07-01/2025-07-01", -1, "2023-07-01/2024-07-01"),
        ("2024-07-01/..", 2, "2026-07-01/.."),
        ("FY2025", -1, "FY2024"),
        ("FY2025-Q1", 1, "FY2026-Q1"),
        ("FY2025 = 2024-09-29/2025-09-28", 1, "2025-09-29/2026-09-28"),
        ("2024-02", 1, "2025-02"),
    ],
)
def test_shifting_moves_the_days_and_a_fiscal_name(text: str, years: int, shifted: str) -> None:
    assert str(Period.parse(text, calendar=JUNE).shifted(years=years)) == shifted


def test_a_day_that_the_other_year_lacks_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="there is no 29 February in 2025"):
        Period.day("2024-02-29").shifted(years=1)
    with pytest.raises(InvalidValueError, match="no such year in the calendar: 10024"):
        Period.year(2024).shifted(years=8000)


@pytest.mark.parametrize(
    "text", ["2024-07-01/2025-06-30", "../2025-06-30", "2023-03-01/2024-02-29", "x = 2024-07-01/2025-06-30"]
)
def test_an_end_on_the_last_of_a_month_is_a_finding(text: str) -> None:
    assert "the first of the next month?" in (Period.parse(text).finding or "")


@pytest.mark.parametrize("text", ["2024-03-30", "2024", "2024-07-01/2025-07-01", "2024-07-01/..", "FY2025"])
def test_other_ends_are_no_finding(text: str) -> None:
    assert Period.parse(text, calendar=JUNE).finding is None


def test_the_last_day_of_the_calendar_has_no_next() -> None:
    assert Period.until(date.max).finding is not None


def test_equal_spans_align_whatever_they_are_called() -> None:
    fiscal = JUNE.year(2025)

    assert fiscal.aligned_with(Period.parse("2024-07-01/2025-07-01")) is fiscal


def test_two_fiscal_years_of_one_name_do_not_align_in_silence() -> None:
    with pytest.raises(PeriodMismatchError) as caught:
        JUNE.year(2025).aligned_with(FiscalCalendar.ending("September").year(2025))

    assert "FY2025 = 2024-07-01/2025-07-01 and FY2025 = 2024-10-01/2025-10-01" in str(caught.value)
    assert isinstance(caught.value, AibrokerError)


def test_a_number_that_is_no_year_is_no_period() -> None:
    with pytest.raises(InvalidValueError, match=r"not a year of four digits: 5"):
        Period.parse(5)
