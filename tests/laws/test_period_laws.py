"""Laws of periods: text, algebra, shifting, day count."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period
from aibroker.values.spans import years_in

days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
labels = st.none() | st.sampled_from(["FY2025", "FY2025-Q1", "the pilot"])
calendars = st.builds(FiscalCalendar, st.integers(1, 12), st.none() | st.integers(1, 27))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Any span of days, often one with a name of its own."""
    start = draw(days)
    first = start.replace(day=1)
    closed = st.builds(
        Period, st.just(start), st.integers(1, 2000).map(lambda length: start + timedelta(length)), labels
    )
    named = st.sampled_from(
        [
            Period.year(start.year),
            Period.month(start.year, start.month),
            Period.quarter(start.year, 2),
            Period.day(first),
        ]
    )
    open_ended = st.sampled_from([Period.since(start), Period.until(start), Period.always()])
    return draw(closed | named | open_ended)


@given(spans())
def test_a_span_is_its_text(period: Period) -> None:
    calendar = FiscalCalendar(period.end.month % 12 + 1) if period.end else None
    back = eval(repr(period), {"Period": Period})

    assert (back, back.label) == (period, period.label)
    if period.label is None or "=" in str(period):
        again = Period.parse(str(period), calendar=calendar)
        assert (again, again.label) == (period, period.label)


@given(calendars, st.integers(1901, 2199), st.none() | st.integers(1, 4))
def test_a_fiscal_period_is_its_text_with_its_calendar(
    calendar: FiscalCalendar, year: int, quarter: int | None
) -> None:
    period = calendar.year(year) if quarter is None else calendar.quarter(year, quarter)
    back = Period.parse(str(period), calendar=calendar)

    assert (back, back.label) == (period, period.label)


@given(calendars)
def test_a_fiscal_calendar_is_its_text(calendar: FiscalCalendar) -> None:
    assert FiscalCalendar.ending(str(calendar)) == calendar


@given(calendars, days)
def test_every_day_lies_in_one_fiscal_year_and_one_of_its_quarters(calendar: FiscalCalendar, day: date) -> None:
    year = calendar.year_of(day)
    number = int((year.label or "")[2:])

    assert day in year
    assert [day in calendar.quarter(number, each) for each in range(1, 5)].count(True) == 1


@given(spans(), spans(), days)
def test_the_common_part_holds_the_days_of_both(left: Period, right: Period, day: date) -> None:
    common = left & right

    assert (common is not None and day in common) == (day in left and day in right)
    assert common == (right & left)
    assert (left & left) == left
    assert left.overlaps(right) is (common is not None)


@given(spans(), spans())
def test_a_part_lies_in_its_whole(left: Period, right: Period) -> None:
    common = left & right
    assume(common is not None)

    assert common is not None
    assert common in left
    assert common in right


@given(spans(), st.integers(-50, 50))
def test_shifting_there_and_back_changes_nothing(period: Period, years: int) -> None:
    leap_days = [end for end in (period.start, period.end) if end is not None and (end.month, end.day) == (2, 29)]
    assume(not leap_days)

    assert period.shifted(years=years).shifted(years=-years) == period


@given(days, st.integers(1, 40), st.integers(1, 40))
def test_whole_years_add_up(start: date, first: int, second: int) -> None:
    assume((start.month, start.day) != (2, 29))
    whole = Period(start, start.replace(year=start.year + first + second))

    assert years_in(whole) == first + second


@given(spans())
def test_a_longer_span_lasts_longer(period: Period) -> None:
    assume(period.start is not None and period.end is not None)
    assert period.end is not None
    longer = Period(period.start, period.end + timedelta(days=1))

    assert 0 < years_in(period) < years_in(longer) or period.start == date(2024, 2, 29)


@given(spans(), calendars)
def test_by_a_fiscal_calendar_parts_add_up(period: Period, calendar: FiscalCalendar) -> None:
    assume(period.start is not None and period.end is not None and (period.days or 0) > 1)
    assert period.start is not None
    middle = period.start + timedelta(days=(period.days or 0) // 2)
    parts = [Period(period.start, middle), Period(middle, period.end)]

    total = sum(years_in(part, calendar=calendar) for part in parts)

    assert abs(total - years_in(period, calendar=calendar)) < 1e-9
