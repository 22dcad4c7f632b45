"""What constructors read: references, lists of them, territories, estimates, flags, texts and parts."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidValueError
from aibroker.records import converters
from aibroker.records.converters import (
    estimate,
    maybe_estimate,
    parts,
    reference,
    several,
    territory,
)
from aibroker.records.markets import Market
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Owner, Vendor
from aibroker.records.rights import Right
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


@pytest.mark.parametrize("value", ["yes", "false", 1, 0, None])
def test_a_flag_is_true_or_false_and_nothing_like_it(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Model.is_family wants true or false: .*valid: true or false"):
        Model(id="m", name="M", developer="d", is_family=value)


@pytest.mark.parametrize("value", ["yes", 1])
def test_a_flag_that_may_be_unknown_is_true_false_or_none(value: Any) -> None:
    terms: dict[str, Any] = {"id": "r", "holder": "v", "may": "sell", "models": ["m"], "territory": None}
    assert [Right(**terms, holds="unknown", exclusive=known).exclusive for known in (True, False, None)] == [
        True,
        False,
        None,
    ]
    with pytest.raises(InvalidValueError, match=r"Right.exclusive wants true or false"):
        Right(**terms, holds="unknown", exclusive=value)


def test_a_word_outside_its_vocabulary_is_met_with_the_vocabulary_and_the_nearest() -> None:
    with pytest.raises(
        InvalidValueError,
        match=r"Market.kind is not in its vocabulary: 'contry' \(did you mean 'country'\?; valid: country, bloc",
    ):
        Market(id="m", name="M", kind="contry")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [None, 3, ["country"]])
def test_a_word_of_a_vocabulary_is_a_text(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Market.kind is not in its vocabulary") as caught:
        Market(id="m", name="M", kind=value)
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("value", ["", "  ", None, 3])
def test_a_text_that_must_say_something_does(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Market.name wants a text that is not empty"):
        Market(id="m", name=value)


@pytest.mark.parametrize("value", [None, 3, ["a"]])
def test_a_remark_is_a_text_even_where_it_is_empty(value: Any) -> None:
    assert Market(id="m", name="M", note="").note == ""
    with pytest.raises(InvalidValueError, match=r"Market.note wants a text: .*which may be empty"):
        Market(id="m", name="M", note=value)


def test_parts_are_of_their_class() -> None:
    owner = Owner(home="CN")
    assert parts([owner], Owner) == (owner,)
    with pytest.raises(InvalidValueError, match=r"a part in a list is of another kind: 'x' \(valid: Owner\)"):
        parts([owner, "x"], Owner)


@pytest.mark.parametrize("value", ["Acme", 3, None])
def test_a_list_of_parts_is_no_single_thing(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"a list of parts is of another kind: .*valid: Owner"):
        Vendor(id="v", name="V", owners=value)


def test_a_part_is_of_its_class_or_missing() -> None:
    with pytest.raises(
        InvalidValueError, match=r"SalesChannel.hosted_in is of another kind: \['SG'\] \(valid: Hosting\)"
    ):
        SalesChannel(id="c", seller="v", into=["CN"], open="unknown", hosted_in=["SG"])  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"Model.release is of another kind: 2025 \(valid: Period or None\)"):
        Model(id="m", name="M", developer="d", release=2025)  # type: ignore[arg-type]
