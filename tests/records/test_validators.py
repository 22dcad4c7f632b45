"""What constructors check: flags, words of a vocabulary, texts and parts."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.markets import Market
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Owner, Vendor
from aibroker.records.rights import Right
from aibroker.records.validators import parts


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
