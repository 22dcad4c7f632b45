"""What counts as one quantity: aspects, days and units decide, not what they are called."""

from math import inf

import pytest

from aibroker.errors import InvalidLandscapeError
from aibroker.records.measures import Measurand, Measure
from aibroker.records.offers import Product
from aibroker.records.parties import Vendor
from tests.figures.makers import ends, maker, number, sales


def test_an_aspect_left_out_means_all_and_so_does_the_world() -> None:
    case = maker(number("n", sales(market="world"), "exactly 7 USD"))

    assert ends(case, sales()) == (7, 7)
    assert ends(case, sales(market="world")) == (7, 7)


def test_a_period_counts_by_its_days_whatever_it_is_called() -> None:
    case = maker(number("n", sales("2023-07-01/2024-07-01"), "exactly 7 USD"))
    figure = case.figure("sales", of="maker", period="FY2024")

    assert (figure.low, figure.high) == (7, 7)
    assert str(figure.period) == "FY2024"


def test_a_quantity_that_is_explained_has_the_name_of_the_companys_own_year() -> None:
    case = maker(number("n", sales("2023-07-01/2024-07-01"), "exactly 7 USD"))

    assert case.figure("sales", of="maker", period="2023-07-01/2024-07-01").lower is not None
    assert "FY2024" in str(case.figure(sales("2023-07-01/2024-07-01")).explain())


@pytest.mark.parametrize(
    ("period", "amount"),
    [
        ("2024", 366.0),
        ("2024-01-01/2026-01-01", 732.0),
        ("2024-01-01/2024-01-02", 1.0),
        ("2024-07-01/2024-07-02", 366 / 365),
    ],
    ids=["a year", "two years", "one day of a fiscal year of 366 days", "one of a fiscal year of 365"],
)
def test_a_pace_is_an_amount_of_its_period(period: str, amount: float) -> None:
    case = maker(number("n", sales(period), "exactly 366 USD/year"))

    assert ends(case, sales(period)) == pytest.approx((amount, amount), rel=1e-12)


def test_a_pace_of_a_party_without_a_calendar_counts_from_the_start_of_the_period() -> None:
    case = maker(number("n", sales("2024-Q1", of="rival"), "exactly 366 USD/year"))

    assert ends(case, sales("2024-Q1", of="rival")) == pytest.approx((91, 91))


def test_a_pace_of_nobody_in_particular_is_one_too() -> None:
    case = maker(number("n", sales(of=None), "exactly 12 USD/month"))

    assert ends(case, sales(of=None)) == pytest.approx((144, 144), rel=1e-6)


@pytest.mark.parametrize(
    ("period", "amount"),
    [
        ("2024-02", 1.0),
        ("2024-Q1", 3.0),
        ("2024", 12.0),
        ("2023-07-01/2024-07-01", 12.0),
        ("2024-01-01/2024-02-15", 1 + 14 / 29),
        ("2024-01-31/2024-03-02", 1 / 31 + 1 + 1 / 31),
    ],
)
def test_a_pace_by_month_counts_calendar_months(period: str, amount: float) -> None:
    case = maker(number("n", sales(period), "exactly 1 USD/month"))

    assert ends(case, sales(period)) == pytest.approx((amount, amount), rel=1e-12)


def test_what_does_not_add_up_has_no_pace() -> None:
    readers = Measure(id="readers", name="readers", dimension="count", kind="flow", adds_up=False)
    with pytest.raises(InvalidLandscapeError, match=r"does not fit the measure readers: .* \(valid: count\)"):
        maker(readers, number("n", Measurand(measure="readers", of="maker", period="2024"), "5 count/month"))


def test_a_pace_over_a_period_without_an_end_is_a_gap_and_stops_no_other_figure() -> None:
    case = maker(number("n", sales("2024-01-01/.."), "5 USD/year"), number("m", sales("2023"), "exactly 3 USD"))
    figure = case.figure(sales("2024-01-01/.."))

    assert ends(case, sales("2023")) == (3, 3)
    assert (figure.low, figure.high) == (0, inf)
    assert "a pace over 2024-01-01/.., which has no end, makes no amount" in figure.gaps[0].said


def test_two_currencies_are_two_quantities() -> None:
    case = maker(number("d", sales(), "exactly 7 USD"), number("e", sales(), "exactly 6 EUR"))

    assert case.conflicts() == ()
    assert ends(case, sales(), unit="USD") == (7, 7)
    assert ends(case, sales(), unit="EUR") == (6, 6)


def test_two_sellers_are_two_quantities_and_all_sellers_a_third() -> None:
    case = maker(number("n", sales(), "exactly 7 USD"), number("r", sales(of="rival"), "exactly 5 USD"))

    assert ends(case, sales(of="rival")) == (5, 5)
    assert ends(case, sales(of=None)) == (7, inf)


def test_another_measure_is_another_quantity() -> None:
    case = maker(number("n", sales(), "exactly 7 USD"))

    assert ends(case, Measurand(measure="cost", of="maker", period="2024")) == (0, inf)


def test_a_subsidiary_is_no_part_of_its_owner() -> None:
    owned = Vendor(id="owned", name="Owned", owners=[], home="us")
    case = maker(owned, Product(id="thing", name="Thing", seller="owned"), number("n", sales(), "exactly 7 USD"))

    assert ends(case, sales(of="owned", product="thing")) == (0, inf)
