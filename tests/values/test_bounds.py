"""Interval arithmetic on bare bounds, at its corners."""

from decimal import Decimal
from fractions import Fraction
from math import inf, nextafter

import pytest

from aibroker.errors import InvalidValueError
from aibroker.values.bounds import Bounds, product, quotient, rounded_down, rounded_up, scaled, total

LARGEST = 1.7976931348623157e308


def test_decimals_that_fit_into_a_float_stay_points() -> None:
    assert total((0.1, 0.1), (0.2, 0.2)) == (0.3, 0.3)
    assert product((1.4, 1.4), (200.0, 200.0), Fraction(1, 100)) == (2.8, 2.8)


def test_what_fits_into_no_float_is_rounded_outward() -> None:
    third = Decimal(1) / Decimal(3)

    assert rounded_down(third) == nextafter(rounded_up(third), 0)
    assert quotient((1.0, 1.0), (3.0, 3.0)) == (rounded_down(third), rounded_up(third))


def test_beyond_the_largest_float_a_bound_is_open_outward_and_finite_inward() -> None:
    assert product((LARGEST, LARGEST), (2.0, 2.0)) == (LARGEST, inf)
    assert product((-LARGEST, -LARGEST), (2.0, 2.0)) == (-inf, -LARGEST)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((0.0, 0.0), (1.0, inf), (0.0, inf)),
        ((0.0, 0.0), (-inf, -1.0), (-inf, 0.0)),
        ((0.0, 2.0), (1.0, inf), (0.0, inf)),
        ((1.0, inf), (2.0, inf), (2.0, inf)),
        ((-inf, inf), (2.0, 3.0), (-inf, inf)),
        ((-2.0, -1.0), (-inf, 5.0), (-10.0, inf)),
        ((-2.0, 3.0), (-5.0, 7.0), (-15.0, 21.0)),
    ],
)
def test_products_with_open_ends_and_zeros_are_sound(left: Bounds, right: Bounds, expected: Bounds) -> None:
    assert product(left, right) == expected
    assert product(right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((1.0, 2.0), (4.0, 8.0), (0.125, 0.5)),
        ((1.0, 2.0), (0.0, 4.0), (0.25, inf)),
        ((-1.0, 2.0), (0.0, 4.0), (-inf, inf)),
        ((1.0, 2.0), (-4.0, 0.0), (-inf, -0.25)),
        ((1.0, 2.0), (-1.0, 1.0), (-inf, inf)),
        ((1.0, 2.0), (4.0, inf), (0.0, 0.5)),
        ((1.0, inf), (4.0, inf), (0.0, inf)),
        ((-inf, -1.0), (4.0, inf), (-inf, 0.0)),
        ((-inf, inf), (4.0, 8.0), (-inf, inf)),
        ((0.0, 1.0), (0.0, 4.0), (0.0, inf)),
        ((-inf, 1.0), (0.0, 4.0), (-inf, inf)),
        ((-2.0, -1.0), (-8.0, -4.0), (0.125, 0.5)),
    ],
)
def test_quotients_with_open_ends_and_zeros_are_sound(left: Bounds, right: Bounds, expected: Bounds) -> None:
    assert quotient(left, right) == expected


def test_a_division_by_exactly_zero_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="a division by exactly zero"):
        quotient((1.0, 2.0), (0.0, -0.0))


def test_open_ends_stay_open_in_another_unit() -> None:
    assert scaled((-inf, 1.0), Fraction(1, 12))[0] == -inf
    assert scaled((0.0, inf), Fraction(12)) == (0.0, inf)


def test_a_zero_has_no_sign() -> None:
    assert str(product((0.0, 0.0), (-1.0, -1.0))) == "(0.0, 0.0)"
    assert str(quotient((0.0, 0.0), (-2.0, -1.0))) == "(0.0, 0.0)"
