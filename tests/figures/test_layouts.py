"""Premises and definitions together: an even pace makes a part of a period a known part of its amount."""

from math import inf

import pytest

from aibroker.landscape import Landscape
from tests.figures.makers import compared, ends, made_of, maker, number, sales


def even(case: Landscape) -> Landscape:
    return case.suppose("even", because="nobody says how it is spread", convention="even pace")


@pytest.mark.parametrize(
    ("whole", "part", "share"),
    [
        ("2024", "2024-Q1", 91 / 366),
        ("2023-07-01/2024-07-01", "2023-07-01/2024-01-01", 184 / 366),
        ("2023-07-01/2025-07-01", "2023-07-01/2024-07-01", 1 / 2),
    ],
    ids=["a quarter", "half a fiscal year", "one of two years"],
)
def test_under_an_even_pace_a_part_of_a_period_is_its_share_of_the_whole(whole: str, part: str, share: float) -> None:
    case = even(maker(number("n", sales(whole), "exactly 1000 USD")))
    figure = case.figure(sales(part))

    assert (figure.low, figure.high) == pytest.approx((1000 * share, 1000 * share))
    assert figure.low <= figure.high
    assert [each.id for each in figure.assumptions] == ["even"]


def test_it_works_from_the_part_to_the_whole_too() -> None:
    case = even(maker(number("n", sales("2024-Q1"), "exactly 91 USD")))

    assert ends(case, sales()) == pytest.approx((366, 366))


def test_it_says_nothing_of_a_part_by_another_aspect() -> None:
    case = even(maker(number("n", sales(), "exactly 1000 USD")))

    assert ends(case, sales(market="cn")) == (0, 1000)
    assert ends(case, sales("2024-Q1", market="cn")) == (0, 1000)


def test_without_it_a_part_of_a_period_is_anything_up_to_the_whole() -> None:
    assert ends(maker(number("n", sales(), "exactly 1000 USD")), sales("2024-Q1")) == (0, 1000)


def test_its_sentence_tells_what_lies_in_what() -> None:
    figure = even(maker(number("n", sales(), "exactly 366 USD"))).figure(sales("2024-Q1"))

    assert "that is its part by days, at an even pace, of sales of Maker, 2024" in " ".join(
        str(figure.explain()).split()
    )


def test_a_sum_yields_the_whole_the_parts_and_their_shares() -> None:
    parts = made_of(sales(), sales(product="ai"), sales(product="office"))
    amounts = maker(
        parts, number("a", sales(product="ai"), "3..4 USD"), number("b", sales(product="office"), "5..6 USD")
    )
    rest = maker(parts, number("a", sales(product="ai"), "3..4 USD"), number("n", sales(), "exactly 10 USD"))
    share = maker(parts, number("a", sales(product="ai"), "30..40 %", sales(), relation="share of"))

    assert ends(amounts, sales()) == (8, 10)
    assert ends(rest, sales(product="office")) == pytest.approx((6, 7))
    assert ends(share, sales(product="office"), sales()) == pytest.approx((60, 70))


def test_a_whole_follows_from_a_part_and_the_share_of_the_others() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(product="ai"), "30..40 %", sales(), relation="share of"),
        number("b", sales(product="office"), "exactly 6 USD"),
    )
    figure = case.figure(sales())

    assert (figure.low, figure.high) == pytest.approx((6 / 0.7, 10))
    assert {step.rule for each in figure.derivations for step in each} >= {"one of several shares"}


def test_a_share_stated_the_other_way_round_counts_as_well() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(), "2..4 times", sales(product="ai")),
        number("n", sales(), "exactly 12 USD"),
    )

    assert ends(case, sales(product="office")) == pytest.approx((6, 9))


def test_an_ordering_bounds_both() -> None:
    case = maker(
        compared(sales("2023"), sales()), number("a", sales("2023"), "3..9 USD"), number("b", sales(), "2..8 USD")
    )

    assert ends(case, sales("2023")) == (3, 8)
    assert ends(case, sales()) == (3, 8)
    assert ends(maker(compared(sales("2023"), sales())), sales()) == (0, inf)
