"""What constructors read: references, lists of them, territories and estimates."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidValueError
from aibroker.records import converters
from aibroker.records.converters import estimate, maybe_estimate, reference, several, territory
from aibroker.values.estimates import Estimate

BY_NAME: dict[str, Callable[[Any], Any]] = {
    name: made
    for name, made in inspect.getmembers(converters, inspect.isfunction)
    if made.__module__ == converters.__name__ and not name.startswith("_")
}
ONE = sorted(name for name in BY_NAME if name.endswith("_id") and not name.startswith("maybe_"))
MAYBE_ONE = sorted(name for name in BY_NAME if name.endswith("_id") and name.startswith("maybe_"))
SEVERAL = sorted(name for name in BY_NAME if name.endswith("_ids"))


@pytest.mark.parametrize("name", ONE + MAYBE_ONE)
def test_a_reference_is_read_from_text_without_the_space_around_it(name: str) -> None:
    assert BY_NAME[name](" Azure OpenAI ") == "Azure OpenAI"


@pytest.mark.parametrize("name", ONE + MAYBE_ONE)
@pytest.mark.parametrize("value", ["", " ", 3, True, ["a"], b"a"])
def test_a_reference_is_nothing_but_a_text_that_says_something(name: str, value: object) -> None:
    with pytest.raises(InvalidValueError, match=r"not a reference: .*valid: an id or a name as text"):
        BY_NAME[name](value)


@pytest.mark.parametrize("name", ONE)
def test_a_reference_that_is_needed_is_not_none(name: str) -> None:
    with pytest.raises(InvalidValueError, match="not a reference: None"):
        BY_NAME[name](None)


@pytest.mark.parametrize("name", MAYBE_ONE)
def test_a_reference_that_may_be_missing_may_be_none(name: str) -> None:
    assert BY_NAME[name](None) is None


@pytest.mark.parametrize("name", [*SEVERAL, "texts", "several"])
def test_several_references_are_read_from_any_iterable(name: str) -> None:
    for given_ in (["a", " b "], ("a", "b"), (each for each in "ab"), {"a": 1, "b": 2}):
        assert BY_NAME[name](given_) == ("a", "b")
    assert BY_NAME[name]([]) == ()


@pytest.mark.parametrize("name", [*SEVERAL, "texts", "several"])
def test_a_single_text_is_not_read_letter_by_letter(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"several ids or names are wanted here.*a list, for example \['GPT'\]"):
        BY_NAME[name]("GPT")


@pytest.mark.parametrize("name", [*SEVERAL, "texts", "several"])
@pytest.mark.parametrize("value", [None, 3])
def test_one_thing_is_not_several(name: str, value: object) -> None:
    with pytest.raises(InvalidValueError, match="a single value was given"):
        BY_NAME[name](value)


@pytest.mark.parametrize("name", [*SEVERAL, "texts", "several"])
def test_a_list_names_each_thing_once(name: str) -> None:
    with pytest.raises(InvalidValueError, match="named twice in one list: 'a'"):
        BY_NAME[name](["a", "b", " a "])


@given(st.lists(st.text(min_size=1).filter(str.strip), unique_by=str.strip))
def test_several_keep_their_order(values: list[str]) -> None:
    assert several(values) == tuple(reference(value) for value in values)


@pytest.mark.parametrize("value", ["unknown", None])
def test_an_unknown_territory_is_none(value: str | None) -> None:
    assert territory(value) is None


def test_a_territory_names_markets() -> None:
    assert territory(["China", "HK"]) == ("China", "HK")


def test_a_territory_without_a_market_is_refused_rather_than_taken_for_unknown() -> None:
    with pytest.raises(
        InvalidValueError, match=r"a territory without a market.*valid: at least one market, or 'unknown'"
    ):
        territory([])


def test_a_territory_is_no_single_text() -> None:
    with pytest.raises(InvalidValueError, match="several ids or names are wanted here"):
        territory("China")


def test_an_estimate_is_read_from_its_text_or_a_bare_number() -> None:
    assert estimate("~1.5 %") == Estimate.about(1.5, unit="percent")
    assert estimate(3) == Estimate.exactly(3, unit="count")
    assert estimate(2.5) == Estimate.exactly(2.5)
    assert maybe_estimate(None) is None
    assert maybe_estimate("20 %") == Estimate.exactly(20, unit="percent")


def test_an_estimate_stays_the_same_object() -> None:
    given_ = Estimate.about(2, unit="times")
    assert estimate(given_) is given_
    assert maybe_estimate(given_) is given_


@pytest.mark.parametrize("value", ["much", "1,5", object(), [1]])
def test_what_is_no_estimate_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValueError):
        estimate(value)
