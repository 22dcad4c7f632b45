"""How much each premise matters: the figure if it were exact, and if it had not been stated."""

from math import inf

import pytest

from aibroker.errors import InvalidValueError
from aibroker.values.units import Unit
from tests.figures.makers import compared, made_of, maker, number, profit, sales

CASE = maker(
    number("n", sales(), "90..110 USD"),
    number("share", sales(market="cn"), "~50 %", sales(), relation="share of"),
    number("beside", sales("2019"), "5 USD"),
)


def test_each_premise_of_a_figure_has_a_row_the_weightiest_first() -> None:
    figure = CASE.figure(sales(market="cn"))
    table = CASE.sensitivity(figure)
    amount, share = table

    assert len(table) == 2
    assert table.figure is figure
    assert share.records == ("share",)
    assert (share.exact is not None, amount.exact is not None) == (True, True)
    assert share.exact is not None
    assert amount.exact is not None
    assert (share.exact.low, share.exact.high) == (45, 55)
    assert (amount.exact.low, amount.exact.high) == (45, 55)
    assert (share.gone.low, share.gone.high) == (0, 110)
    assert (amount.gone.low, amount.gone.high) == (0, inf)


def test_exactly_means_the_value_named_or_else_the_middle() -> None:
    case = maker(number("n", sales(), "~100 USD"), number("m", sales("2023"), "100..110 USD"))

    (named,), (middle,) = (case.sensitivity(case.figure(sales(each))) for each in ("2024", "2023"))
    assert named.exact is not None
    assert middle.exact is not None
    assert (named.exact.low, named.exact.high) == (100, 100)
    assert (middle.exact.low, middle.exact.high) == (105, 105)


def test_what_has_no_value_is_never_exact() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(product="ai"), "exactly 3 USD"),
        number("b", sales(product="office"), "exactly 4 USD"),
        compared(sales(), sales("2025")),
        number("cap", sales("2025"), "> 1 USD"),
    )
    rows = {row.records: row for row in case.sensitivity(case.figure(sales("2025")))}

    assert rows["parts",].exact is None
    assert rows["ordering",].exact is None
    assert rows["ordering",].gone.low == 1
    floor = maker(number("n", sales(), "> 5 USD"))
    assert [row.exact for row in floor.sensitivity(floor.figure(sales()))] == [None]


def test_the_assumptions_of_a_premise_are_named() -> None:
    case = maker(number("n", sales(), "5..6 USD")).suppose("read", because="b", placing={"n": "2023"})
    (row,) = case.sensitivity(case.figure(sales("2023")))

    assert row.assumptions == ("read",)
    assert (row.gone.low, row.gone.high) == (0, inf)


def test_both_sides_of_a_conflict_have_a_row() -> None:
    case = maker(number("n", sales(), "exactly 5 USD"), number("m", sales(), "exactly 8 USD", claims=["talk.it"]))
    rows = {row.records: (row.gone.low, row.gone.high) for row in case.sensitivity(case.figure(sales()))}

    assert rows == {("n",): (8, 8), ("m",): (5, 5)}


def test_a_ratio_and_another_unit_keep_their_unit() -> None:
    ratio = CASE.figure(sales(market="cn"), relative_to=sales(), unit="times")
    (row,) = CASE.sensitivity(ratio)

    assert row.exact is not None
    assert (row.exact.low, row.exact.unit.text) == (0.5, "times")


def test_what_was_calculated_has_none() -> None:
    figure = CASE.figure(sales()) + CASE.figure(sales())

    with pytest.raises(InvalidValueError, match="the sensitivity of a figure that was calculated from others"):
        CASE.sensitivity(figure)


def test_it_reads_as_a_table() -> None:
    table = CASE.sensitivity(CASE.figure(sales(market="cn")))

    assert repr(table) == "<Sensitivity of sales of Maker in China, 2024: 2 premises>"
    lines = str(table).splitlines()
    assert lines[0].startswith("Sales of Maker in China, 2024: ")
    assert lines[1].split() == ["premise", "says", "if", "exact", "if", "gone"]
    assert [line.split()[0] for line in lines[2:]] == ["n", "share"]


def test_without_the_number_that_tells_its_sign_a_ratio_says_nothing() -> None:
    case = maker(number("n", profit("2023"), "10..11 USD"), number("growth", profit(), "x2", profit("2023")))
    rows = {row.records: row.gone for row in case.sensitivity(case.figure(profit()))}
    by_hand = case.removing(case.metrics["n"]).figure(profit())

    assert rows[("n",)] == by_hand.estimate
    assert (by_hand.low, by_hand.high) == (-inf, inf)


def test_a_ratio_that_would_be_none_without_a_number_may_then_be_anything() -> None:
    case = maker(number("n", profit("2023"), "10..11 USD"), number("m", profit(), "20..24 USD"))
    rows = {row.records: row.gone for row in case.sensitivity(case.figure(profit(), relative_to=profit("2023")))}

    assert (rows[("n",)].low, rows[("n",)].high, rows[("n",)].unit) == (-inf, inf, Unit("times"))
    with pytest.raises(InvalidValueError, match="may be negative"):
        case.removing(case.metrics["n"]).figure(profit(), relative_to=profit("2023"))


def test_what_a_convention_makes_has_no_row() -> None:
    years = ("2023-07-01/2024-07-01", "2024-07-01/2025-07-01")
    case = maker(*(number(f"n-{place}", sales(year), "exactly 366 USD") for place, year in enumerate(years)))
    even = case.suppose("even", because="b", convention="even pace")
    table = even.sensitivity(even.figure(sales("2024")))

    assert {row.records for row in table} == {("n-0",), ("n-1",)}
    assert all(row.gone.high == inf for row in table)
