"""Numbers that pass on one root: two of them that cannot both be what it said are told, whatever they are said in."""

from typing import Any

import attrs
import pytest

from aibroker.records.measures import Metric
from aibroker.values.estimates import Estimate
from tests.figures.makers import claim, maker, number, sales

ROOTED = [claim("paper", "retold", root="talk"), claim("blog", "retold", root="talk")]
RETELLINGS = "paper.retold", "blog.retold"


def told(one: Metric, other: Metric) -> list[str]:
    """The conflicts of one root between two numbers that both retell a talk."""
    pair = (attrs.evolve(each, claims=[retold]) for each, retold in zip((one, other), RETELLINGS, strict=True))
    found = maker(*ROOTED, *pair).conflicts()
    return [each.statement for each in found if each.kind == "one root, disjoint numbers"]


DISJOINT: dict[str, tuple[Metric, Metric]] = {
    "two amounts": (number("a", sales(), "1 bn USD"), number("b", sales(), "3 bn USD")),
    "a pace and an amount": (
        number("a", sales(), "exactly 1 bn USD/year"),
        number("b", sales(), "exactly 3 bn USD"),
    ),
    "all and the world": (number("a", sales(market="world"), "1 bn USD"), number("b", sales(), "3 bn USD")),
    "one period under two names": (
        number("a", sales("FY2024 = 2023-07-01/2024-07-01"), "1 bn USD"),
        number("b", sales("2023-07-01/2024-07-01"), "3 bn USD"),
    ),
    "two shares": (
        number("a", sales(), "2 %", sales(market="world", product=None, of=None)),
        number("b", sales(), Estimate.exactly(0.5, unit="times"), sales(of=None)),
    ),
    "two projections": (
        attrs.evolve(number("a", sales("2027"), "1 bn USD"), basis="projected"),
        attrs.evolve(number("b", sales("2027"), "3 bn USD"), basis="projected"),
    ),
}


@pytest.mark.parametrize("pair", DISJOINT.values(), ids=DISJOINT)
def test_numbers_of_one_quantity_and_one_root_that_do_not_meet_are_told(pair: tuple[Metric, Metric]) -> None:
    assert told(*pair) == ["a and b pass on one root (talk) and do not agree"]


APART: dict[str, tuple[Metric, Metric]] = {
    "they meet": (number("a", sales(), "1 bn USD"), number("b", sales(), "> 0.9 bn USD")),
    "a projection and what came of it": (
        attrs.evolve(number("a", sales(), "1 bn USD"), basis="projected"),
        number("b", sales(), "3 bn USD"),
    ),
    "two currencies": (number("a", sales(), "1 bn USD"), number("b", sales(), "3 bn CNY")),
    "two quantities": (number("a", sales(), "1 bn USD"), number("b", sales(product="ai"), "3 bn USD")),
    "a pace without an end": (
        number("a", sales("2024-01-01/.."), "1 bn USD/year"),
        number("b", sales("2024-01-01/.."), "3 bn USD/year"),
    ),
}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_other_numbers_do_not_contradict_each_other(pair: tuple[Metric, Metric]) -> None:
    assert told(*pair) == []


def test_numbers_of_two_roots_are_left_to_the_network() -> None:
    one, other = (
        number("a", sales(), "1 bn USD", claims=["filing.it"]),
        number("b", sales(), "3 bn USD", claims=["talk.it"]),
    )
    found: list[Any] = [each.kind for each in maker(one, other).conflicts()]

    assert found == ["numbers that cannot all hold"]
