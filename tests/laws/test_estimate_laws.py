"""Laws of estimates: nothing possible is lost, whatever is computed, converted, written or shown."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import inf, isclose, isfinite, isinf
from typing import Any

import pytest
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from aibroker.errors import InvalidValueError
from aibroker.values.estimates import Estimate
from aibroker.values.units import Unit

moderate = st.floats(-1e15, 1e15, allow_nan=False) | st.integers(-1000, 1000).map(float)
extreme = st.floats(allow_nan=False, allow_infinity=False)
decimals = st.decimals(-10_000, 10_000, places=3).map(float)
numbers = moderate | extreme | decimals
units = st.sampled_from(["count", "percent", "times", "USD", "USD/year", "USD/month", "token", "USD/Mtoken", "1/USD"])
fractions = st.fractions(0, 1, max_denominator=1000)
CONVERTIBLE = {
    "percent": "times",
    "times": "percent",
    "USD/year": "USD/month",
    "USD/month": "USD/year",
    "token": "Mtoken",
    "USD/Mtoken": "USD/token",
}


def exact(value: float) -> Fraction:
    """The decimal that a float prints as: what a bound means."""
    return Fraction(Decimal(repr(value)))


@st.composite
def estimates(
    draw: st.DrawFn, unit: st.SearchStrategy[str] = units, *, ends: st.SearchStrategy[float] = numbers
) -> Estimate:
    """Any estimate: points, intervals with and without a likely value, open ends."""
    low, likely, high = sorted(draw(st.tuples(ends, ends, ends)))
    if draw(st.booleans()):
        low = draw(st.sampled_from([low, likely, -inf]))
    if draw(st.booleans()):
        high = draw(st.sampled_from([likely, high, inf]))
    return Estimate(low=low, high=high, likely=draw(st.sampled_from([None, likely])), unit=draw(unit))


def within(estimate: Estimate, where: Fraction) -> Fraction:
    """An exact value that an estimate allows."""
    low = exact(estimate.low) if isfinite(estimate.low) else None
    high = exact(estimate.high) if isfinite(estimate.high) else None
    if low is None or high is None:
        start = low if low is not None else high if high is not None else Fraction(0)
        step = where * 10**6
        return start - step if low is None else start + step
    return low + (high - low) * where


def allows(estimate: Estimate, value: Fraction) -> bool:
    """Whether an exact value lies between the bounds."""
    above = isinf(estimate.low) or exact(estimate.low) <= value
    return above and (isinf(estimate.high) or value <= exact(estimate.high))


def is_ordered(estimate: Estimate) -> bool:
    """Whether low <= likely <= high."""
    return estimate.low <= (estimate.low if estimate.likely is None else estimate.likely) <= estimate.high


@given(estimates())
def test_every_estimate_is_its_text(estimate: Estimate) -> None:
    back = Estimate.parse(str(estimate))

    assert back == estimate
    assert (back.low, back.high, back.likely, back.unit) == (
        estimate.low,
        estimate.high,
        estimate.likely,
        estimate.unit,
    )


@given(estimates(), estimates(), st.sampled_from(["__mul__", "__truediv__"]))
def test_every_result_is_its_text(left: Estimate, right: Estimate, method: str) -> None:
    assume(not (method == "__truediv__" and right.is_point and right.low == 0))

    result = getattr(left, method)(right)

    assert Estimate.parse(str(result)) == result
    assert is_ordered(result)


@pytest.mark.parametrize("operate", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(
    operands=st.tuples(estimates(st.just("times")), estimates(st.just("times"))), where=st.tuples(fractions, fractions)
)
@example(
    operands=(Estimate.exactly(0.1, unit="times"), Estimate.exactly(0.2, unit="times")),
    where=(Fraction(0), Fraction(0)),
)
def test_a_result_holds_whatever_the_operands_allow(
    operate: Callable[[Any, Any], Any], operands: tuple[Estimate, Estimate], where: tuple[Fraction, Fraction]
) -> None:
    left, right = operands
    one, other = within(left, where[0]), within(right, where[1])
    assume(operate is not operator.truediv or other)

    result = operate(left, right)

    assert allows(result, operate(one, other))
    assert is_ordered(result)


@given(estimates(st.just("percent")), estimates(st.just("USD/month")), fractions, fractions)
def test_units_take_part_in_a_product(share: Estimate, pace: Estimate, here: Fraction, there: Fraction) -> None:
    result = share * pace * Estimate.exactly(1, unit="year")

    assert result.unit == Unit("USD")
    assert allows(result, within(share, here) / 100 * within(pace, there) * 12)


@given(estimates(st.sampled_from(sorted(CONVERTIBLE))), fractions)
def test_another_unit_allows_what_the_first_did(estimate: Estimate, where: Fraction) -> None:
    unit = Unit(CONVERTIBLE[estimate.unit.text])
    converted = estimate.to(unit)

    assert allows(converted, within(estimate, where) * estimate.unit.exact_factor_to(unit))
    assert is_ordered(converted)


@given(estimates(st.sampled_from(sorted(CONVERTIBLE)), ends=moderate))
def test_a_change_of_unit_is_reversible_to_rounding(estimate: Estimate) -> None:
    back = estimate.to(CONVERTIBLE[estimate.unit.text]).to(estimate.unit)

    assert back.low <= estimate.low
    assert back.high >= estimate.high
    assert isclose(back.low, estimate.low, rel_tol=1e-14, abs_tol=1e-300)
    assert isclose(back.high, estimate.high, rel_tol=1e-14, abs_tol=1e-300)


@given(estimates(st.just("percent"), ends=decimals))
def test_a_percentage_equals_its_factor_exactly(estimate: Estimate) -> None:
    factor = estimate.to("times")

    assert factor == estimate
    assert hash(factor) == hash(estimate)


@given(estimates(st.just("USD")), estimates(st.just("USD")), numbers)
def test_the_hull_and_the_common_part_are_those_of_sets(left: Estimate, right: Estimate, value: float) -> None:
    hull, common = left.hull(right), left & right

    assert hull.contains(value) or not (left.contains(value) or right.contains(value))
    assert (common is not None and common.contains(value)) == (left.contains(value) and right.contains(value))
    assert left.agrees_with(right) is (common is not None)
    assert hull == right.hull(left)
    assert common == (right & left)
    assert is_ordered(hull)


@given(estimates(st.sampled_from(["count", "percent", "times"]), ends=moderate), st.integers(1, 12))
def test_what_is_shown_lies_outside(estimate: Estimate, digits: int) -> None:
    assume(not estimate.is_open)
    shown = estimate.shown(digits=digits).partition(", likely")[0].removesuffix(" %").removesuffix(" times")
    scale = {"mn": 10**6, "bn": 10**9, "tn": 10**12}.get(shown[-2:], 1)
    low, _, high = (shown[:-3] if scale > 1 else shown).partition(" to ")

    assert _read(low) * scale <= exact(estimate.low)
    assert exact(estimate.high) <= _read(high or low) * scale


def _read(text: str) -> Fraction:
    return Fraction(Decimal(text.replace(",", "")))


@given(moderate, st.sampled_from(["USD", "times"]))
def test_about_and_nearly_hold_the_number_itself(value: float, unit: str) -> None:
    about, nearly = Estimate.about(value, unit=unit), Estimate.nearly(value, unit=unit)

    assert about.contains(value)
    assert nearly.contains(value)
    assert nearly.high == about.likely == value
    assert nearly.low == about.low


@given(st.text(alphabet="0123456789.,+-~<>%x eUSDMbnk/", max_size=12))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        estimate = Estimate.parse(text)
    except InvalidValueError as error:
        event(error.problem)
        return

    assert Estimate.parse(str(estimate)) == estimate
