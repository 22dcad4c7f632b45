"""Conditions on buyers: data in a closed union, made by functions that read plain text."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import (
    DEEPEST_CONDITION,
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Named,
    Not,
    OfKind,
    OwnedFrom,
    Vetted,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.values.estimates import Estimate

CHINA = located_in("China")
BANKS = of_kind("bank")


@pytest.mark.parametrize(
    ("made", "same"),
    [
        (located_in("China", "HK"), LocatedIn(["China", "HK"])),
        (headquartered_in("China"), HeadquarteredIn(("China",))),
        (owned_from("China", more_than="50 %"), OwnedFrom(["China"], Estimate.exactly(50, unit="percent"))),
        (of_kind("bank"), OfKind("bank")),
        (vetted("established"), Vetted("established")),
        (named("Acme"), Named(["Acme"])),
        (all_of(CHINA, BANKS), AllOf([CHINA, BANKS])),
        (any_of(CHINA, BANKS), AnyOf((CHINA, BANKS))),
        (not_(CHINA), Not(CHINA)),
    ],
)
def test_each_function_makes_its_condition(made: Buyers, same: Buyers) -> None:
    assert made == same
    assert hash(made) == hash(same)


def test_conditions_of_different_kinds_differ() -> None:
    different: set[Buyers] = {CHINA, headquartered_in("China"), located_in("HK"), all_of(CHINA), any_of(CHINA)}

    assert len(different) == 5


@pytest.mark.parametrize("made", [located_in, headquartered_in, named, all_of, any_of])
def test_a_condition_names_at_least_one(made: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"\w+\.\w+ names nothing: \(\) \(valid: at least one\)"):
        made()


@pytest.mark.parametrize("word", ["", "  "])
def test_a_kind_and_a_vetting_are_words(word: str) -> None:
    with pytest.raises(InvalidValueError, match=r"OfKind.kind wants a text that is not empty"):
        of_kind(word)
    with pytest.raises(InvalidValueError, match=r"Vetted.standard wants a text that is not empty"):
        vetted(word)


@pytest.mark.parametrize("share", ["0 %", "50 %", "0.5 times", "100 %"])
def test_a_share_that_must_be_exceeded_is_a_point_of_a_whole(share: str) -> None:
    assert owned_from("CN", more_than=share).more_than == Estimate.parse(share)


@pytest.mark.parametrize("share", ["101 %", "exactly -1 %", "> 50 %", "~50 %", "50", "50 USD", "unknown %"])
def test_any_other_share_is_refused(share: str) -> None:
    with pytest.raises(InvalidValueError, match=r"OwnedFrom.more_than is not a share: .*for example '50 %'"):
        owned_from("CN", more_than=share)


@pytest.mark.parametrize("value", ["China", None, 3])
def test_a_part_is_a_condition_and_no_text(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Not.part is of another kind: .*valid: LocatedIn or "):
        not_(value)
    with pytest.raises(InvalidValueError, match=r"a part in a list is of another kind: .*valid: LocatedIn or "):
        all_of(CHINA, value)


def test_parts_are_not_read_from_a_text() -> None:
    with pytest.raises(InvalidValueError, match=r"a list of parts is of another kind: 'China'"):
        AnyOf("China")  # type: ignore[arg-type]


def test_a_single_text_is_not_read_letter_by_letter() -> None:
    with pytest.raises(InvalidValueError, match="several ids or names are wanted here"):
        LocatedIn("China")


def test_a_condition_that_no_file_could_hold_cannot_be_made() -> None:
    condition: Buyers = located_in("cn")
    for _ in range(DEEPEST_CONDITION):
        condition = not_(condition)

    for deeper in (not_, all_of, any_of):
        with pytest.raises(
            InvalidValueError, match=r"holds groups that lie in each other too deep: 17 \(valid: at most 16"
        ):
            deeper(condition)
