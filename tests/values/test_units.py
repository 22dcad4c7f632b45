"""Units: canonical text, factors, dimensions, algebra, and the way to pint and back."""

import pickle
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pint
import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.values.unit_text import CURRENCIES
from aibroker.values.units import Unit, define_units, from_pint, to_pint, to_unit


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("USD", "USD"),
        ("USD/year", "USD/year"),
        ("USD per Mtoken", "USD/Mtoken"),
        (" USD / year ", "USD/year"),
        ("%", "percent"),
        ("x", "times"),
        ("×", "times"),
        ("1", "times"),
        ("USD/USD", "times"),
        ("USD*times", "USD"),
        ("tokens", "token"),
        ("megatoken", "Mtoken"),
        ("1/USD", "1/USD"),
        ("year*USD", "USD*year"),
        ("USD*USD", "USD**2"),
        ("1/USD**2", "1/USD**2"),
        ("USD/Mtoken/year", "USD/Mtoken/year"),
        ("percent/year", "percent/year"),
    ],
)
def test_a_unit_has_one_canonical_text_that_parses_back(text: str, canonical: str) -> None:
    unit = Unit.parse(text)

    assert unit.text == str(unit) == canonical
    assert Unit.parse(canonical) == unit
    assert eval(repr(unit), {"Unit": Unit}) == unit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("$", r"unknown unit: '\$' .*'USD'"),
        ("$/year", r"unknown unit '\$' in: '\$/year'"),
        ("US$", "'USD'"),
        ("€", "'EUR'"),
        ("RMB", "'CNY'"),
        ("dollars", "a currency code"),
        ("M", "'mn' or 'million' after a number, or 'Mtoken'"),
        ("M USD", "unknown unit 'M' in: 'M USD'"),
        ("m", "'mn' or 'million' after a number, or 'month'"),
        ("B", "'bn' or 'billion'"),
        ("k", "'k' joined to a number"),
        ("pp", "a change in percentage points is a difference of two ratios"),
        ("yr", "'year'"),
        ("usd", "did you mean 'USD'"),
        ("Mtokens", "did you mean .*'Mtoken'"),
        ("USD/yeer", "unknown unit 'yeer' in: 'USD/yeer' .*did you mean .*'year'"),
        ("USD//year", "a unit is missing beside an operator"),
        ("/year", "a unit is missing beside an operator"),
        ("USD year", "unknown unit"),
        ("USD2", "unknown unit"),
        ("USD^2", "unknown unit"),
        ("2*USD", "unknown unit"),
        ("", "not a unit: ''"),
        (" ", "not a unit"),
        ("quarter", "unknown unit"),
    ],
)
def test_any_other_text_is_an_error_that_helps(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        Unit.parse(text)


@pytest.mark.parametrize("value", [None, 3, pint.UnitRegistry])
def test_a_unit_is_read_from_text(value: Any) -> None:
    with pytest.raises(InvalidValueError, match="a unit is read from text"):
        Unit(value)


def test_a_unit_or_its_text_will_do() -> None:
    assert to_unit("USD") == to_unit(Unit("USD")) == Unit("USD")


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("USD", "USD", Fraction(1)),
        ("year", "month", Fraction(12)),
        ("USD/month", "USD/year", Fraction(12)),
        ("USD/Mtoken", "USD/token", Fraction(1, 10**6)),
        ("Ttoken", "ktoken", Fraction(10**9)),
        ("percent", "times", Fraction(1, 100)),
        ("times", "percent", Fraction(100)),
        ("token/Mtoken", "times", Fraction(1, 10**6)),
    ],
)
def test_factors_are_exact(one: str, other: str, factor: Fraction) -> None:
    assert Unit(one).exact_factor_to(Unit(other)) == factor
    assert Unit(one).factor_to(Unit(other)) == float(factor)


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("USD", "CNY", r"dated exchange rate\): 'USD and CNY'"),
        ("USD", "USD/year", "two units that do not convert into each other: 'USD and USD/year'"),
        ("count", "times", "count and times"),
        ("count", "token", "count and token"),
        ("day", "month", "day and month"),
    ],
)
def test_units_of_other_quantities_do_not_convert(one: str, other: str, message: str) -> None:
    with pytest.raises(UnitMismatchError, match=message):
        Unit(one).factor_to(Unit(other))


@pytest.mark.parametrize(
    ("text", "dimension", "currency"),
    [
        ("USD", "money", "USD"),
        ("CNY", "money", "CNY"),
        ("USD/year", "money/time", "USD"),
        ("USD/day", "money/time", "USD"),
        ("EUR/Mtoken", "money/token", "EUR"),
        ("percent", "ratio", None),
        ("times", "ratio", None),
        ("token/Mtoken", "ratio", None),
        ("CNY/USD", "money/money", None),
        ("count", "count", None),
        ("token", "token", None),
        ("month", "time", None),
        ("1/USD", "1/money", "USD"),
    ],
)
def test_the_dimension_says_what_kind_of_quantity_it_is(text: str, dimension: str, currency: str | None) -> None:
    assert Unit(text).dimension == dimension
    assert Unit(text).currency == currency


@pytest.mark.parametrize(
    ("left", "right", "factor", "unit"),
    [
        ("USD/year", "year", Fraction(1), "USD"),
        ("USD/year", "month", Fraction(1, 12), "USD"),
        ("percent", "USD", Fraction(1, 100), "USD"),
        ("USD", "percent", Fraction(1, 100), "USD"),
        ("percent", "percent", Fraction(1, 10_000), "times"),
        ("percent", "times", Fraction(1), "percent"),
        ("times", "percent", Fraction(1), "percent"),
        ("USD/Mtoken", "token", Fraction(1, 10**6), "USD"),
        ("USD/Mtoken", "Mtoken", Fraction(1), "USD"),
        ("CNY/USD", "USD", Fraction(1), "CNY"),
        ("token", "Mtoken", Fraction(10**6), "token**2"),
    ],
)
def test_products_take_ratios_and_scales_into_the_factor(left: str, right: str, factor: Fraction, unit: str) -> None:
    assert Unit(left).product(Unit(right)) == (factor, Unit(unit))


@pytest.mark.parametrize(
    ("left", "right", "factor", "unit"),
    [
        ("USD", "USD", Fraction(1), "times"),
        ("USD/year", "USD/month", Fraction(1, 12), "times"),
        ("USD", "percent", Fraction(100), "USD"),
        ("USD", "times", Fraction(1), "USD"),
        ("times", "USD", Fraction(1), "1/USD"),
        ("percent", "percent", Fraction(1), "times"),
        ("USD", "Mtoken", Fraction(1), "USD/Mtoken"),
        ("USD", "year", Fraction(1), "USD/year"),
    ],
)
def test_quotients_do_the_same(left: str, right: str, factor: Fraction, unit: str) -> None:
    assert Unit(left).quotient(Unit(right)) == (factor, Unit(unit))


def test_the_base_of_a_unit_is_where_equal_quantities_meet() -> None:
    assert Unit("percent").base == (Fraction(1, 100), Unit("times"))
    assert Unit("USD/year").base == (Fraction(1, 12), Unit("USD/month"))


@pytest.mark.parametrize("code", ["USD", "CNY", "EUR", "HTG", "SVC", "UYW", "XCG", "ZWG"])
def test_the_currencies_of_the_world_are_known(code: str) -> None:
    assert code in CURRENCIES
    assert Unit(code).dimension == "money"


def test_a_unit_pickles_by_its_text() -> None:
    pickled = pickle.dumps(Unit("USD/Mtoken"))

    assert pickle.loads(pickled) == Unit("USD/Mtoken")
    assert b"pint" not in pickled


def test_pint_is_imported_on_first_use_only() -> None:
    code = (
        "import sys\n"
        "from aibroker.values.estimates import Estimate\n"
        "estimate = Estimate.parse('~20 bn USD/year')\n"
        "assert 'pint' not in sys.modules\n"
        "estimate.to('USD/month')\n"
        "assert 'pint' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_quantity_is_fresh_and_its_change_leaves_nothing_behind() -> None:
    quantity: Any = to_pint(3.0, "USD/Mtoken")
    quantity.ito("USD/token")

    assert from_pint(to_pint(3.0, Unit("USD/Mtoken"))) == (3.0, Unit("USD/Mtoken"))


@pytest.mark.parametrize("text", ["USD", "USD/year", "USD/Mtoken", "percent", "times", "count", "1/USD", "USD**2"])
def test_pint_and_back_keeps_number_and_unit(text: str) -> None:
    registry: Any = pint.UnitRegistry()
    define_units(registry)

    assert from_pint(to_pint(2.5, text)) == (2.5, Unit(text))
    assert from_pint(to_pint(2.5, text, registry)) == (2.5, Unit(text))


def test_teaching_a_registry_twice_changes_nothing() -> None:
    registry: Any = pint.UnitRegistry(on_redefinition="raise")
    define_units(registry)
    define_units(registry)

    assert registry.Quantity(3.0, "USD/Mtoken").to("USD/ktoken").magnitude == pytest.approx(0.003)
    assert registry.Quantity(1.0, "year").to("day").magnitude == 365.25


def test_two_currencies_do_not_add_up_in_pint_either() -> None:
    dollars: Any = to_pint(1.0, "USD")

    with pytest.raises(pint.DimensionalityError):
        dollars.to("CNY")


def test_the_quantities_handed_out_meet_in_one_registry() -> None:
    price: Any = to_pint(3.0, "USD/Mtoken")
    used: Any = to_pint(2.0, "Mtoken")

    assert from_pint(price * used) == (6.0, Unit("USD"))


@pytest.mark.parametrize(
    ("magnitude", "unit", "message"),
    [
        (1.0, "meter", "unknown unit"),
        (1.0, "year ** 0.5", "a unit with a fractional power"),
        (1j, "year", "not a quantity of a single number"),
    ],
)
def test_a_quantity_that_this_library_cannot_hold_is_refused(magnitude: Any, unit: str, message: str) -> None:
    registry: Any = pint.UnitRegistry()

    with pytest.raises(InvalidValueError, match=message):
        from_pint(registry.Quantity(magnitude, unit))
