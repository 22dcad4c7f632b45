"""What is a part of what: by market, product, buyer and period, and never by who owns whom."""

from math import inf

import pytest

from aibroker.records.measures import Measurand
from tests.figures.makers import ends, maker, number, profit, sales


@pytest.mark.parametrize(
    "part",
    [
        sales(market="cn"),
        sales(market="shanghai"),
        sales(product="ai"),
        sales(product="azure"),
        sales(buyer="buyer"),
        sales("2024-Q1"),
        sales("2024-Q1", market="shanghai", product="azure", buyer="buyer"),
    ],
    ids=["market", "market in a market", "product", "product in a product", "buyer", "period", "all at once"],
)
def test_a_part_is_at_most_its_whole_and_the_whole_at_least_its_part(part: Measurand) -> None:
    capped = maker(number("n", sales(), "exactly 7 USD"))
    floored = maker(number("n", part, "exactly 3 USD"))

    assert ends(capped, part) == (0, 7)
    assert ends(floored, sales()) == (3, inf)
    assert ends(floored, part, sales()) == (0, 100)


@pytest.mark.parametrize(
    "other",
    [
        sales(market="us"),
        sales(product="office"),
        sales(buyer="bank"),
        sales("2025"),
        sales("2023-07-01/2024-07-01"),
        sales(of="rival"),
    ],
    ids=["market", "product", "buyer", "period", "period that only overlaps", "company"],
)
def test_what_lies_beside_says_nothing(other: Measurand) -> None:
    case = maker(number("n", sales(market="cn", product="ai", buyer="buyer"), "exactly 7 USD"))

    assert ends(case, other) == (0, inf)


def test_a_part_of_a_part_is_a_part_across_what_nobody_speaks_of() -> None:
    case = maker(number("n", sales(product="ai", market="cn"), "exactly 7 USD"))

    assert ends(case, sales("2024-Q1", product="azure", market="shanghai", buyer="buyer")) == (0, 7)


def test_the_nearest_wholes_are_enough() -> None:
    case = maker(
        number("every", sales(), "exactly 100 USD"),
        number("china", sales(market="cn"), "exactly 20 USD"),
        number("ai", sales(product="ai"), "exactly 30 USD"),
    )
    figure = case.figure(sales(market="cn", product="ai"))

    assert (figure.low, figure.high) == (0, 20)
    assert figure.upper is not None
    assert [step.quantity for step in figure.upper] == [
        "sales of Maker for AI in China, 2024",
        "sales of Maker in China, 2024",
    ]


def test_a_stock_of_a_part_of_a_period_is_no_part_of_that_of_the_period() -> None:
    users = Measurand(measure="users", of="maker", period="2024")
    case = maker(number("n", users, "exactly 7"))

    assert ends(case, Measurand(measure="users", of="maker", period="2024-Q1")) == (0, inf)
    assert ends(case, Measurand(measure="users", of="maker", market="cn", period="2024")) == (0, 7)


def test_a_price_has_no_parts() -> None:
    case = maker(number("n", Measurand(measure="price", of="maker", period="2024"), "exactly 3 USD/Mtoken"))

    assert ends(case, Measurand(measure="price", of="maker", market="cn", period="2024")) == (0, inf)


def test_what_may_be_negative_has_no_parts() -> None:
    case = maker(number("n", profit(), "exactly 7 USD"))

    assert ends(case, profit("2024-Q1")) == (-inf, inf)


def test_a_period_without_an_end_holds_all_that_comes_after_its_start() -> None:
    case = maker(number("n", sales("2024-01-01/.."), "exactly 7 USD"))

    assert ends(case, sales("2030")) == (0, 7)
    assert ends(case, sales("2023")) == (0, inf)
