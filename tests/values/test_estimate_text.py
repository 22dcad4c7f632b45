"""What the text of an estimate means, and what has no meaning."""

from math import inf, nextafter
from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.values.estimates import Estimate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~1.5 %", (1.45, 1.55, 1.5, "percent")),
        ("~1.50 %", (1.495, 1.505, 1.5, "percent")),
        ("≈1.5%", (1.45, 1.55, 1.5, "percent")),
        ("About 1.5 percent", (1.45, 1.55, 1.5, "percent")),
        ("around 2", (1.5, 2.5, 2.0, "count")),
        ("roughly 400", (350.0, 450.0, 400.0, "count")),
        ("~3 x", (2.5, 3.5, 3.0, "times")),
        ("~x3", (2.5, 3.5, 3.0, "times")),
        ("~3.0 x", (2.95, 3.05, 3.0, "times")),
        ("~20 bn USD", (15e9, 25e9, 20e9, "USD")),
        ("~1,200 USD", (1150.0, 1250.0, 1200.0, "USD")),
        ("~0 USD", (-0.5, 0.5, 0.0, "USD")),
        ("~-5 bn USD", (-5.5e9, -4.5e9, -5e9, "USD")),
        ("~tripled", (2.5, 3.5, 3.0, "times")),
        ("nearly 3 x", (2.5, 3.0, None, "times")),
        ("almost 20 bn USD", (15e9, 20e9, None, "USD")),
        ("nearly tripled", (2.5, 3.0, None, "times")),
        ("> 1 bn USD/year", (1e9, inf, None, "USD/year")),
        (">= 3", (3.0, inf, None, "count")),
        ("≥3", (3.0, inf, None, "count")),
        ("over 1e9 USD", (1e9, inf, None, "USD")),
        ("more than 1 bn USD", (1e9, inf, None, "USD")),
        ("at least 2 %", (2.0, inf, None, "percent")),
        ("more than doubled", (2.0, inf, None, "times")),
        (">= -5 %", (-5.0, inf, None, "percent")),
        ("< 10 %", (-inf, 10.0, None, "percent")),
        ("<= 3", (-inf, 3.0, None, "count")),
        ("under 3 token", (-inf, 3.0, None, "token")),
        ("up to 5 %", (-inf, 5.0, None, "percent")),
        ("1.4..1.5 %", (1.4, 1.5, None, "percent")),
        ("1.4-1.5 %", (1.4, 1.5, None, "percent")),
        ("1.4 – 1.5 %", (1.4, 1.5, None, "percent")),
        ("1.4..1.45..1.5 %", (1.4, 1.45, 1.5, "percent")),
        ("1..2 bn USD", (1e9, 2e9, None, "USD")),
        ("900 mn..1.1 bn USD", (9e8, 1.1e9, None, "USD")),
        ("-5..-3 bn USD", (-5e9, -3e9, None, "USD")),
        ("−5..3 bn USD", (-5e9, 3e9, None, "USD")),
        ("1..2..inf USD", (1.0, 2.0, inf, "USD")),
        ("-inf..5..inf", (-inf, 5.0, inf, "count")),
        ("x3", (3.0, 3.0, 3.0, "times")),
        ("×3", (3.0, 3.0, 3.0, "times")),
        ("3x", (3.0, 3.0, 3.0, "times")),
        ("3 times", (3.0, 3.0, 3.0, "times")),
        ("halved", (0.5, 0.5, 0.5, "times")),
        ("Tripled", (3.0, 3.0, 3.0, "times")),
        ("quadrupled", (4.0, 4.0, 4.0, "times")),
        ("+400 %", (5.0, 5.0, 5.0, "times")),
        ("+~400 %", (4.5, 5.5, 5.0, "times")),
        ("~+400 %", (4.5, 5.5, 5.0, "times")),
        ("> +400 %", (5.0, inf, None, "times")),
        ("+350..450 %", (4.5, 5.5, None, "times")),
        ("400 %", (400.0, 400.0, 400.0, "percent")),
        ("1.5 %", (1.5, 1.5, 1.5, "percent")),
        ("exactly -20 %", (-20.0, -20.0, -20.0, "percent")),
        ("exactly 3", (3.0, 3.0, 3.0, "count")),
        ("exactly 1 bn USD", (1e9, 1e9, 1e9, "USD")),
        ("3", (3.0, 3.0, 3.0, "count")),
        ("1,000,000", (1e6, 1e6, 1e6, "count")),
        ("1_000", (1000.0, 1000.0, 1000.0, "count")),
        ("3.0", (2.95, 3.05, 3.0, "count")),
        ("20k", (19_500.0, 20_500.0, 20_000.0, "count")),
        ("1e3", (500.0, 1500.0, 1000.0, "count")),
        ("281.7 bn USD", (281.65e9, 281.75e9, 281.7e9, "USD")),
        ("1,000,000.5 USD", (1000000.45, 1000000.55, 1000000.5, "USD")),
        ("5 thousand token", (4500.0, 5500.0, 5000.0, "token")),
        ("2 mn USD", (1.5e6, 2.5e6, 2e6, "USD")),
        ("2 million USD", (1.5e6, 2.5e6, 2e6, "USD")),
        ("2 billion USD", (1.5e9, 2.5e9, 2e9, "USD")),
        ("2tn CNY", (1.5e12, 2.5e12, 2e12, "CNY")),
        ("2 trillion CNY", (1.5e12, 2.5e12, 2e12, "CNY")),
        ("USD 1 bn", (5e8, 1.5e9, 1e9, "USD")),
        ("> USD 1 bn/year", (1e9, inf, None, "USD/year")),
        ("USD 1..2 bn per year", (1e9, 2e9, None, "USD/year")),
        ("3 USD per Mtoken", (2.5, 3.5, 3.0, "USD/Mtoken")),
        ("5 1/USD", (4.5, 5.5, 5.0, "1/USD")),
        ("unknown", (-inf, inf, None, "count")),
        ("unknown USD/year", (-inf, inf, None, "USD/year")),
    ],
)
def test_a_text_means_its_bounds(text: str, expected: tuple[Any, ...]) -> None:
    estimate = Estimate.parse(f" {text} ")
    low, *middle, unit = expected
    likely, high = middle if text.count("..") == 2 else reversed(middle)

    assert (estimate.low, estimate.high, estimate.likely, estimate.unit.text) == (low, high, likely, unit)
    assert estimate.stated == str(estimate) == text
    assert Estimate.parse(str(estimate)) == estimate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exactly 0.9499999999999999 USD/Mtoken", 0.9499999999999999),
        ("exactly 15.000020000000002 USD/Mtoken", 15.000020000000002),
        ("exactly 0.8299999999999999 USD/Mtoken", 0.8299999999999999),
        ("exactly 0.10000000000000001", 0.1),
        ("exactly 0.1000000000000000055511151231257827021181583404541015625", 0.1),
        ("94.99999999999999 %", 94.99999999999999),
        ("exactly 12345678901234567", 12345678901234567.0),
    ],
)
def test_a_point_of_as_many_digits_as_name_a_float_is_that_float(text: str, value: float) -> None:
    estimate = Estimate.parse(text)

    assert (estimate.low, estimate.high, estimate.likely) == (value, value, value)
    assert str(estimate) == text
    assert Estimate.parse(repr(estimate)[16:-2]) == estimate


def test_a_point_between_two_floats_keeps_both() -> None:
    estimate = Estimate.parse("exactly 0.333333333333333333333 USD")

    assert (estimate.low, estimate.high) == (0.3333333333333333, nextafter(0.3333333333333333, 1))
    assert not estimate.is_point


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "an empty estimate"),
        ("  ", "an empty estimate"),
        ("1,5", r"a comma groups thousands.*did you mean '1\.5'"),
        ("1,5 %", r"a comma groups thousands.*did you mean '1\.5 %'"),
        ("1,00", "a comma groups thousands"),
        ("1,0000", "not an estimate"),
        ("1234,567", "not an estimate"),
        ("1 000", "a blank does not group thousands.*did you mean '1,000'"),
        ("1 000 000", "a blank does not group thousands.*did you mean '1,000,000'"),
        ("1 000 USD", "a blank does not group thousands.*did you mean '1,000 USD'"),
        ("1.2.3", "more than one decimal point"),
        ("1__000", "not an estimate"),
        (".5 %", r"a number begins with a digit.*did you mean '0\.5 %'"),
        ("5. %", "not an estimate"),
        ("5 %%", "unknown unit: '%%'"),
        ("1e999", "beyond what a number can hold"),
        ("9e308", "beyond what a number can hold"),
        ("1e-999", "beyond what a number can hold"),
        ("1e99999999", "not an estimate"),
        ("M", "an estimate without a number"),
        ("5 M USD", "unknown unit 'M' in: 'M USD'.*'mn' or 'million'"),
        ("5M", "unknown unit: 'M'"),
        ("5 m", "unknown unit: 'm'"),
        ("5 B USD", "'bn' or 'billion'"),
        ("20 k USD", "'k' joined to a number"),
        ("20K USD", "'k' joined to a number"),
        ("3 bn bn", "unknown unit: 'bn'"),
        ("--3", "more than one sign"),
        ("+-3 %", "a deviation on both sides"),
        ("5±1 %", "a deviation on both sides"),
        ("5 +- 1 %", "a deviation on both sides"),
        ("++5 %", "more than one hedge or sign"),
        ("+ ~ + 5 %", "more than one hedge or sign"),
        ("~~3", "more than one hedge or sign"),
        ("~ about 3", "more than one hedge or sign"),
        ("> ~3", "more than one hedge or sign"),
        ("at least about 3", "more than one hedge or sign"),
        ("exactly > 3", "more than one hedge or sign"),
        ("~1.4..1.5 %", "a range is no single number to hedge"),
        ("$5 bn", "a currency sign is no unit"),
        ("> $1 bn", "a currency sign is no unit"),
        ("US$1 bn", "a currency sign is no unit"),
        ("5 bn $", r"unknown unit: '\$'"),
        ("5 €", "'EUR'"),
        ("5 usd", "did you mean 'USD'"),
        ("5 dollars", "a currency code"),
        ("ABC 5", "unknown unit: 'ABC'"),
        ("USD 5 EUR", "a unit before the number and another one after it"),
        ("USD 5 USD", "a unit before the number and another one after it"),
        ("3 x USD", "unknown unit: 'x USD'"),
        ("x3 %", "a factor has no other unit"),
        ("tripled USD", "an estimate without a number"),
        ("+tripled", "a plus sign says growth by, in per cent"),
        ("+3 x", "a plus sign says growth by, in per cent"),
        ("+5 USD", "a plus sign says growth by, in per cent"),
        ("+5", "a plus sign says growth by, in per cent"),
        ("-20 %", "for a fall by 20 % write 'x0.8', for a ratio 'exactly -20 %'"),
        ("~-20 %", "below zero per cent"),
        ("1.5 pp", "percentage points"),
        ("3..1", "a range runs upwards"),
        ("1..5..3", "a range runs upwards"),
        ("1 bn..2 USD", "lacks the multiplier"),
        ("5--3", "written with '..'"),
        ("-5-3", "written with '..'"),
        ("1-2..3", "written with '..'"),
        ("1..2..3..4", "not an estimate"),
        ("1..2-3", "not an estimate"),
        ("2024-03-01", "not an estimate"),
        ("inf", "an estimate without a number"),
        ("> inf", "an estimate without a number"),
        ("inf..inf", "bounds run upwards and hold a finite value"),
        ("1..inf..inf", "the likely value is finite"),
        ("nan", "an estimate without a number"),
        ("~", "an estimate without a number"),
        ("%", "an estimate without a number"),
        ("USD", "an estimate without a number"),
        ("three", "an estimate without a number"),
        ("½ %", "an estimate without a number"),
        ("٣", "an estimate without a number"),
        ("unknown foo", "unknown unit: 'foo'"),
        ("~unknown", "an estimate without a number"),
        ("1\n2", "not an estimate"),
        ("1/2", "a unit is missing beside an operator"),
    ],
)
def test_a_text_without_one_clear_meaning_is_an_error(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Estimate.parse(text)


@pytest.mark.parametrize("value", [None, 3, 1.5])
def test_an_estimate_is_read_from_text(value: Any) -> None:
    with pytest.raises(InvalidValueError, match="an estimate is read from text"):
        Estimate.parse(value)


@pytest.mark.parametrize(
    ("text", "width", "low", "high"),
    [
        ("~1.5 %", 0.1, 1.4, 1.6),
        ("~1.5 %", 0, 1.5, 1.5),
        ("nearly 3 x", 0.2, 2.8, 3.0),
        ("+~400 %", 10, 4.9, 5.1),
        ("~20 bn USD", 1e9, 19e9, 21e9),
    ],
)
def test_a_width_takes_the_place_of_the_convention(text: str, width: float, low: float, high: float) -> None:
    estimate = Estimate.parse(text, width=width)

    assert (estimate.low, estimate.high) == (low, high)
    assert Estimate.parse(str(estimate)) == estimate


def test_a_width_where_there_is_no_hedge_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="only 'about' and 'nearly' take a width"):
        Estimate.parse("1.5 %", width=0.1)


@pytest.mark.parametrize("width", [-1, float("inf")])
def test_a_width_is_finite_and_not_negative(width: float) -> None:
    with pytest.raises(InvalidValueError, match="not a width"):
        Estimate.parse("~1.5 %", width=width)


def test_more_digits_than_a_float_holds_are_rounded_outward() -> None:
    estimate = Estimate.parse("exactly 0.12345678901234567890123456789 %")

    assert estimate.low < estimate.high
    assert Estimate.parse(str(estimate)) == estimate
