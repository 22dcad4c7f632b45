"""Estimates: construction, equality, units, arithmetic and display."""

import pickle
from fractions import Fraction
from math import inf, nan
from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.values.estimates import Estimate
from aibroker.values.units import Unit
from aibroker.values.verdicts import Verdict


def _unchecked(value: object) -> Any:
    """A value that the checker would refuse."""
    return value


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Estimate.exactly(3), "exactly 3"),
        (Estimate.exactly(1.5, unit="percent"), "exactly 1.5 %"),
        (Estimate.exactly(1, unit="percent/year"), "exactly 1 percent/year"),
        (Estimate.about(1.5, unit="percent"), "1.45..1.5..1.55 %"),
        (Estimate.about(400, unit="times"), "350..400..450 times"),
        (Estimate.about(20e9, unit="USD"), "15000000000..20000000000..25000000000 USD"),
        (Estimate.about(1.5, unit=Unit("percent"), width=0.1), "1.4..1.5..1.6 %"),
        (Estimate.about(1e22), "5e+21..1e+22..1.5e+22"),
        (Estimate.nearly(3, unit="times"), "2.5..3 times"),
        (Estimate.nearly(3, unit="times", width=1), "2..3 times"),
        (Estimate.above(1e9, unit="USD/year"), ">= 1000000000 USD/year"),
        (Estimate.below(10, unit="percent"), "<= 10 %"),
        (Estimate.below(10, unit="percent", least=0), "0..10 %"),
        (Estimate.between(1.4, 1.5, unit="percent"), "1.4..1.5 %"),
        (Estimate.between(1, 3, likely=2), "1..2..3"),
        (Estimate.between(1, inf, likely=2), "1..2..inf"),
        (Estimate.between(3, 3), "exactly 3"),
        (Estimate.unknown("USD"), "unknown USD"),
        (Estimate.unknown(), "unknown"),
    ],
)
def test_constructors_say_the_intent_and_print_without_loss(made: Estimate, text: str) -> None:
    assert str(made) == text
    assert made.stated is None
    assert Estimate.parse(text) == made
    assert eval(repr(made), {"Estimate": Estimate}) == made


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Estimate.exactly(nan), "not a number that a float holds: nan"),
        (lambda: Estimate.exactly(_unchecked("3")), "not a number that a float holds: '3'"),
        (lambda: Estimate.exactly(True), "not a number that a float holds: True"),
        (lambda: Estimate.exactly(10**17 + 1), "not a number that a float holds"),
        (lambda: Estimate.exactly(10**400), "not a number that a float holds"),
        (lambda: Estimate.exactly(inf), "hold a finite value"),
        (lambda: Estimate.about(inf), "an infinite value is not about anything: inf"),
        (lambda: Estimate.about(3, width=-1), "not a width: -1"),
        (lambda: Estimate.above(inf), "hold a finite value"),
        (lambda: Estimate.below(-inf), "hold a finite value"),
        (lambda: Estimate.between(2, 1), "bounds run upwards"),
        (lambda: Estimate.between(1, 2, likely=3), "the likely value is finite and lies between the bounds: 3"),
        (lambda: Estimate.between(1, inf, likely=inf), "the likely value is finite"),
        (lambda: Estimate.exactly(3, unit="$"), "unknown unit"),
        (lambda: Estimate(low=1, high=2, stated=_unchecked(5)), "the words of an estimate are text"),
    ],
)
def test_what_cannot_mean_anything_is_refused(make: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        make()


def test_numbers_of_other_libraries_will_do_if_nothing_is_lost() -> None:
    assert Estimate.exactly(_unchecked(Fraction(1, 2))) == Estimate.exactly(0.5)
    with pytest.raises(InvalidValueError, match="not a number that a float holds"):
        Estimate.exactly(_unchecked(Fraction(1, 3)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 %", "exactly 0.015 times"),
        ("~1.5 %", "0.0145..0.015..0.0155 times"),
        ("12 x", "1200 %"),
        ("> 12 USD/year", "> 1 USD/month"),
        ("exactly 1 Mtoken", "exactly 1e6 token"),
        ("unknown %", "unknown times"),
        ("exactly 0 USD", "exactly -0 USD"),
    ],
)
def test_what_means_the_same_is_equal(one: str, other: str) -> None:
    left, right = Estimate.parse(one), Estimate.parse(other)

    assert left == right
    assert hash(left) == hash(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 %", "1.5 x"),
        ("~1.5 %", "1.45..1.55 %"),
        ("exactly 3", "exactly 3 times"),
        ("exactly 3 USD", "exactly 3 CNY"),
        ("unknown USD", "unknown CNY"),
    ],
)
def test_what_means_something_else_is_not(one: str, other: str) -> None:
    assert Estimate.parse(one) != Estimate.parse(other)


def test_an_estimate_is_no_number() -> None:
    assert Estimate.exactly(3) != 3


def test_words_are_not_compared() -> None:
    assert Estimate.parse("tripled") == Estimate.parse("x3") == Estimate.parse("3 x")


def test_words_that_say_something_else_are_not_its_text() -> None:
    assert str(attrs.evolve(Estimate.exactly(3), stated="about 5")) == "exactly 3"
    assert str(attrs.evolve(Estimate.exactly(3), stated="who knows")) == "exactly 3"


def test_an_estimate_pickles_without_pint() -> None:
    estimate = Estimate.parse("> 1 bn USD/year")
    pickled = pickle.dumps(estimate)

    assert pickle.loads(pickled) == estimate
    assert pickle.loads(pickled).stated == "> 1 bn USD/year"
    assert b"pint" not in pickled


def test_points_and_open_ends_are_told_apart() -> None:
    point, interval, floor, unknown = map(Estimate.parse, ("x3", "~3 x", "> 3 x", "unknown"))

    assert [each.is_point for each in (point, interval, floor, unknown)] == [True, False, False, False]
    assert [each.is_open for each in (point, interval, floor, unknown)] == [False, False, True, True]


def test_another_unit_means_the_same_and_keeps_the_words() -> None:
    share = Estimate.parse("~1.5 %").to("times")

    assert (share.low, share.high, share.likely) == (0.0145, 0.0155, 0.015)
    assert share.stated == "~1.5 %"
    assert str(share) == "0.0145..0.015..0.0155 times"
    assert Estimate.parse("> 1 bn USD/year").to("USD/month").high == inf


def test_units_of_other_quantities_do_not_mix() -> None:
    dollars, yuan = Estimate.exactly(3, unit="USD"), Estimate.exactly(3, unit="CNY")

    for mix in (dollars.__add__, dollars.__sub__, dollars.hull, dollars.__and__, dollars.agrees_with):
        with pytest.raises(UnitMismatchError, match="dated exchange rate"):
            mix(yuan)
    with pytest.raises(UnitMismatchError, match="dated exchange rate"):
        dollars.to("CNY")


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (Estimate.parse("~3") + Estimate.parse("exactly 2"), "4.5..5..5.5"),
        (Estimate.parse("exactly 1 USD/year") + Estimate.parse("exactly 1 USD/month"), "exactly 13 USD/year"),
        (Estimate.parse("> 3") + Estimate.parse("~3"), ">= 5.5"),
        (Estimate.parse("~3") - Estimate.parse("~3"), "-1..0..1"),
        (Estimate.parse("exactly 3 USD") - Estimate.parse("> 1 USD"), "<= 2 USD"),
        (-Estimate.parse("1..2 USD"), "-2..-1 USD"),
        (-Estimate.parse("~3"), "-3.5..-3..-2.5"),
        (Estimate.parse("1.4 %") * Estimate.parse("exactly 200 USD"), "exactly 2.8 USD"),
        (Estimate.parse("~1.5 %") * Estimate.parse("> 100 USD"), ">= 1.45 USD"),
        (Estimate.parse("x3") * Estimate.parse("1..2 %"), "3..6 %"),
        (Estimate.parse("50 %") * Estimate.parse("50 %"), "exactly 0.25 times"),
        (Estimate.parse("exactly 2 USD/Mtoken") * Estimate.parse("exactly 3e6 token"), "exactly 6 USD"),
        (Estimate.parse("exactly 3 USD") / Estimate.parse("exactly 4 USD"), "exactly 0.75 times"),
        (Estimate.parse("exactly 3 USD") / Estimate.parse("1..2 token"), "1.5..3 USD/token"),
        (Estimate.parse("exactly 3 USD") / Estimate.parse("0..2 x"), ">= 1.5 USD"),
        (Estimate.parse("exactly 3 USD") / Estimate.parse("-1..2 x"), "unknown USD"),
        (Estimate.parse("~3") / Estimate.parse("-1..0..1 x"), "unknown"),
        (Estimate.parse("~3") / Estimate.parse("-1..1..2 x"), "-inf..3..inf"),
        (Estimate.parse("~3") * 2, "5..6..7"),
        (2 * Estimate.parse("1..2 %"), "2..4 %"),
        (Estimate.parse("1..2 USD") / 4, "0.25..0.5 USD"),
        (6 / Estimate.parse("exactly 3 USD"), "exactly 2 1/USD"),
        (1 + Estimate.parse("5 %"), "exactly 105 %"),
        (1 - Estimate.parse("5 %"), "exactly 95 %"),
        (Estimate.parse("x3") - 1, "exactly 2 times"),
        (Estimate.parse("3..4") + 2, "5..6"),
    ],
)
def test_arithmetic_is_exact_where_decimals_fit(result: Estimate, text: str) -> None:
    assert str(result) == text
    assert result.stated is None
    assert Estimate.parse(str(result)) == result


def test_a_sum_beyond_all_floats_is_open() -> None:
    most, least = (Estimate.exactly(value) + Estimate.exactly(value) for value in (1e308, -1e308))

    assert (most.low, most.high) == (1.7976931348623157e308, inf)
    assert (least.low, least.likely) == (-inf, None)
    assert [Estimate.parse(str(each)) for each in (most, least)] == [most, least]


def test_a_division_by_exactly_zero_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="a division by exactly zero"):
        _ = Estimate.exactly(3) / 0


def test_a_bare_number_adds_up_with_counts_and_ratios_only() -> None:
    with pytest.raises(UnitMismatchError, match="a bare number is a count, and does not add up with USD: 5"):
        _ = Estimate.exactly(3, unit="USD") + 5


@pytest.mark.parametrize(
    "operator", ["__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__truediv__", "__rtruediv__"]
)
def test_what_is_neither_estimate_nor_number_may_try_itself(operator: str) -> None:
    assert getattr(Estimate.exactly(3), operator)("3") is NotImplemented


def test_the_hull_allows_what_either_allows() -> None:
    hull = Estimate.parse("1..2 %").hull(Estimate.parse("0.05 x"))

    assert str(hull) == "1..5 %"
    assert str(Estimate.parse("1..2..3").hull(Estimate.parse("0..2..4"))) == "0..2..4"


def test_the_common_part_allows_what_both_allow() -> None:
    assert str(Estimate.parse("1..3 %") & Estimate.parse("> 0.02 x")) == "2..3 %"
    assert str(Estimate.parse("1..2..3") & Estimate.parse("0..2..2.5")) == "1..2..2.5"
    assert Estimate.parse("1..2") & Estimate.parse("3..4") is None


def test_statements_agree_when_a_value_is_possible_by_both() -> None:
    assert Estimate.parse("281.7 bn USD").agrees_with(Estimate.exactly(281_724_000_000, unit="USD"))
    assert not Estimate.parse("281.7 bn USD").agrees_with(Estimate.exactly(281_800_000_000, unit="USD"))


def test_the_bounds_belong_to_the_interval() -> None:
    estimate = Estimate.parse("~1.5 %")

    assert estimate.contains(1.45)
    assert estimate.contains(1.55)
    assert not estimate.contains(1.44)


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (Estimate.between(28.1703e9, 28.1724e9, unit="USD"), "28.17 to 28.18 bn USD"),
        (Estimate.above(1e9, unit="USD/year"), "at least 1 bn USD/year"),
        (Estimate.below(28.1724e9, unit="USD"), "at most 28.18 bn USD"),
        (Estimate.above(28.1724e9, unit="USD"), "at least 28.17 bn USD"),
        (Estimate.parse("about 1.5 %"), "about 1.5 %, read as 1.45 to 1.55 %"),
        (Estimate.parse("> 1 bn USD/year"), "at least 1 bn USD/year"),
        (Estimate.parse("+~400 %"), "+~400 %, read as 4.5 to 5.5 times"),
        (Estimate.parse("3 times"), "3 times"),
        (Estimate.parse("tripled"), "tripled, read as 3 times"),
        (
            Estimate.parse("~1.5 %") * Estimate.exactly(281.724e9, unit="USD"),
            "4.084 to 4.367 bn USD, likely 4.226 bn USD",
        ),
        (Estimate.exactly(12_345), "12,345"),
        (Estimate.between(12_345.6, 12_346.7), "12,345 to 12,347"),
        (Estimate.exactly(2_345_600_000_000, unit="token"), "2.3456 tn token"),
        (Estimate.exactly(-28.1724e9, unit="USD"), "-28.1724 bn USD"),
        (Estimate.exactly(1.5e6, unit="USD"), "1.5 mn USD"),
        (Estimate.exactly(0, unit="USD"), "0 USD"),
        (Estimate.between(0, 99.999, unit="percent"), "0 to 100 %"),
        (Estimate.exactly(1e-9, unit="times"), "1e-9 times"),
        (Estimate.between(1e20, 1.25e300, unit="times"), "1e20 to 1.25e300 times"),
        (Estimate.exactly(0.00012, unit="times"), "0.00012 times"),
        (Estimate.unknown("USD"), "unknown USD"),
        (Estimate.unknown(), "unknown"),
    ],
)
def test_an_estimate_is_shown_in_few_digits_rounded_outward(estimate: Estimate, shown: str) -> None:
    assert estimate.shown() == shown


def test_the_digits_are_a_choice() -> None:
    assert Estimate.parse("281.7 bn USD").shown(digits=5) == "281.7 bn USD, read as 281.65 to 281.75 bn USD"
    assert Estimate.exactly(28.1724, unit="percent").shown(digits=1) == "28 to 29 %"
    with pytest.raises(InvalidValueError, match="a number has at least one digit: 0"):
        Estimate.exactly(3).shown(digits=0)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("50.1 %", Verdict.YES),
        ("50 %", Verdict.NO),
        ("> 50 %", Verdict.YES),
        ("Over 50 %", Verdict.YES),
        ("above 50 %", Verdict.YES),
        ("more than 50 %", Verdict.YES),
        ("> 49 %", Verdict.UNKNOWN),
        ("at least 50 %", Verdict.UNKNOWN),
        (">= 50 %", Verdict.UNKNOWN),
        ("nearly 50 %", Verdict.NO),
        ("< 50 %", Verdict.NO),
        ("40..60 %", Verdict.UNKNOWN),
    ],
)
def test_more_than_a_number_exceeds_that_number(text: str, verdict: Verdict) -> None:
    assert Estimate.parse(text).is_above(50) is verdict


def test_the_words_count_only_as_long_as_they_speak_of_the_bound() -> None:
    over_half = Estimate.parse("over 0.5 times")

    assert over_half.to("percent").is_above(50) is Verdict.YES
    assert attrs.evolve(over_half, low=0.4).is_above(0.4) is Verdict.UNKNOWN
    assert attrs.evolve(over_half, stated="over the moon").is_above(0.5) is Verdict.UNKNOWN
    assert Estimate.above(0.5, unit="times").is_above(0.5) is Verdict.UNKNOWN
