"""The ends of a figure are decimals, computed outward: they hold what exact arithmetic gives, and little more."""

from fractions import Fraction
from itertools import pairwise

import pytest

from tests.figures.makers import ends, made_of, maker, number, sales


def exact(end: float) -> Fraction:
    """The decimal that a float prints as."""
    return Fraction(repr(end))


def test_a_chain_of_decimals_ends_in_the_decimal() -> None:
    case = maker(number("n", sales(), "exactly 0.1 USD"), number("r", sales("2025"), "exactly 3 times", sales()))

    assert ends(case, sales("2025")) == (0.3, 0.3)


@pytest.mark.parametrize("factor", ["exactly 3 times", "exactly 7 times", "exactly 0.7 times"])
def test_a_quotient_that_is_no_decimal_lies_between_the_ends(factor: str) -> None:
    case = maker(number("n", sales(), "exactly 1 USD"), number("r", sales(), factor, sales("2023")))
    low, high = ends(case, sales("2023"))
    truth = 1 / Fraction(factor.split()[1])

    assert exact(low) <= truth <= exact(high)
    assert high - low <= 1e-12


def test_a_long_chain_stays_exact_to_the_last_digits() -> None:
    years = [str(year) for year in range(2000, 2020)]
    growths = [number(f"g{later}", sales(later), "exactly 1.1 times", sales(year)) for year, later in pairwise(years)]
    case = maker(number("n", sales("2000"), "exactly 1 USD"), *growths)
    low, high = ends(case, sales("2019"))

    assert exact(low) <= Fraction(11, 10) ** 19 <= exact(high)
    assert high - low <= 1e-12


def test_a_sum_of_decimals_is_the_decimal() -> None:
    parts = [sales(product="ai"), sales(product="office")]
    case = maker(
        made_of(sales(), *parts),
        number("a", parts[0], "exactly 0.1 USD"),
        number("b", parts[1], "exactly 0.2 USD"),
    )
    low, high = ends(case, sales())

    assert exact(low) <= Fraction(3, 10) <= exact(high)
    assert high - low <= 1e-12


def test_what_the_other_parts_leave_holds_the_difference() -> None:
    parts = [sales(product="ai"), sales(product="office")]
    case = maker(
        made_of(sales(), *parts), number("n", sales(), "exactly 0.3 USD"), number("a", parts[0], "exactly 0.1 USD")
    )
    low, high = ends(case, parts[1])

    assert exact(low) <= Fraction(2, 10) <= exact(high)
    assert high - low <= 1e-9


def test_what_is_repeated_to_the_limit_ends_in_a_limit_that_holds() -> None:
    half, rest = sales(product="ai"), sales(product="office")
    case = maker(
        made_of(sales(), half, rest),
        number("as-much", half, "exactly 1 times", sales("2023")),
        number("half", sales("2023"), "exactly 50 %", sales()),
        number("n", rest, "exactly 10 USD"),
        number("cap", sales(), "< 100 USD"),
    )
    low, high = ends(case, sales())

    assert exact(low) <= 20 <= exact(high)
    assert high - low <= 1e-6


def test_nothing_times_anything_is_nothing() -> None:
    case = maker(number("n", sales(), "exactly 0 times", sales("2023")), number("b", sales("2023"), "exactly 5 USD"))

    assert ends(case, sales()) == (0, 0)
