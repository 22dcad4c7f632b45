"""Chains longer than Python lets a function call itself are told, kept, compared and copied like any other."""

import copy
import pickle
import sys
from itertools import pairwise

import pytest

from aibroker.figures.figures import Figure
from aibroker.landscape import Landscape
from aibroker.values.dimensions import Money
from tests.figures.makers import maker, number, sales

LENGTH = sys.getrecursionlimit() + 100


def chain(length: int) -> Landscape:
    """An amount, and growth from each year to the next."""
    years = [str(1000 + each) for each in range(length)]
    growth = (
        number(f"n{year}", sales(year), "x1.001", sales(before), claims=["talk.it"]) for before, year in pairwise(years)
    )
    return maker(number("first", sales(years[0]), "exactly 10 USD"), *growth)


def last(case: Landscape, length: int) -> Figure[Money]:
    return case.figure(sales(str(1000 + length - 1)))


@pytest.fixture(scope="module")
def figure() -> Figure[Money]:
    return last(chain(LENGTH), LENGTH)


def test_it_is_told_without_losing_a_number(figure: Figure[Money]) -> None:
    told, explained = str(figure), str(figure.explain())

    for number_id in ("first", "n1001", f"n{1000 + LENGTH // 2}", f"n{1000 + LENGTH - 1}"):
        assert f"[{number_id}]" in told
        assert f"[{number_id}]" in explained


def test_it_travels_and_compares_by_content(figure: Figure[Money]) -> None:
    again = pickle.loads(pickle.dumps(figure))

    assert again == figure == copy.deepcopy(figure)
    assert hash(again) == hash(figure)
    assert again.lower is not None
    assert len(list(again.lower)) == LENGTH
    assert repr(again.lower).startswith("<Derivation low of sales of Maker, ")
    assert last(chain(LENGTH - 1), LENGTH - 1) != figure


def test_its_explanation_grows_with_its_length_and_no_faster() -> None:
    short, twice = (str(last(chain(length), length).explain()) for length in (100, 200))

    assert len(twice) < 2.2 * len(short)


def test_a_step_that_two_others_follow_from_makes_no_difference() -> None:
    case = maker(number("n", sales(), "exactly 10 USD"), number("g", sales("2025"), "x2", sales(), claims=["talk.it"]))
    both = case.figure(sales()).across(periods="to add") + case.figure(sales("2025")).across(periods="to add")

    again = pickle.loads(pickle.dumps(both))

    assert again == both
    assert list(map(repr, again.derivations)) == list(map(repr, both.derivations))
