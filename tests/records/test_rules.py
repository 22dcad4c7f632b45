"""Rules: stages with dates, and what they would restrict."""

from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import located_in
from aibroker.records.rules import Rule, Selection, Stage
from aibroker.values.periods import Period


def test_a_rule_goes_through_stages_in_the_order_given() -> None:
    stages = [Stage(name="proposed", on="2025-11"), Stage(name="in force", on="2026-07-01"), Stage(name="rescinded")]

    made = Rule(id="r", title="R", authority="washington", stages=stages)

    assert made.stages == tuple(stages)
    assert [stage.on for stage in made.stages] == [Period.month(2025, 11), Period.day("2026-07-01"), None]


@pytest.mark.parametrize("on", [None, "unknown"])
def test_the_date_of_a_stage_may_be_unknown(on: str | None) -> None:
    assert Stage(name="announced", on=on).on is None


@pytest.mark.parametrize("on", [2025, ["2025"]])
def test_the_date_of_a_stage_is_a_period(on: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Stage.on is of another kind: .*valid: Period or None"):
        Stage(name="proposed", on=on)


def test_a_stage_is_one_of_a_vocabulary() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Stage.name .*'proposd' \(did you mean 'proposed'\?; valid: announced, "
    ):
        Stage(name="proposd")  # type: ignore[arg-type]


@pytest.mark.parametrize("stages", ["proposed", ["proposed"]])
def test_stages_are_stages_and_no_text(stages: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"is of another kind: .*valid: Stage\)"):
        Rule(id="r", title="R", authority="a", stages=stages)


@pytest.mark.parametrize("value", ["everything", located_in("cn")])
def test_what_a_rule_restricts_is_a_selection(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Rule.restricts is of another kind: .*valid: Selection or None"):
        Rule(id="r", title="R", authority="a", restricts=value)


def test_a_selection_left_empty_limits_nothing() -> None:
    made = Selection()

    assert made.buyers is None
    assert made.resale_only is False
    rest = {field.name for field in attrs.fields(Selection)} - {"buyers", "resale_only"}
    assert all(getattr(made, name) == () for name in rest)


def test_a_selection_takes_plain_text() -> None:
    made = Selection(sellers=["Microsoft"], developed_in=("US",), buyers=located_in("China"), resale_only=True)

    assert (made.sellers, made.developed_in, made.buyers) == (("Microsoft",), ("US",), located_in("China"))


@pytest.mark.parametrize("field", ["sellers", "sellers_home", "models", "developers", "developed_in", "hosted_in"])
def test_a_selection_does_not_read_a_text_letter_by_letter(field: str) -> None:
    with pytest.raises(InvalidValueError, match="several ids or names are wanted here"):
        Selection(**{field: "US"})  # type: ignore[arg-type]


def test_the_buyers_of_a_selection_are_a_condition() -> None:
    with pytest.raises(InvalidValueError, match=r"Selection.buyers is of another kind: 'China' \(valid: LocatedIn or "):
        Selection(buyers="China")  # type: ignore[arg-type]


def test_whether_only_resale_is_meant_is_true_or_false() -> None:
    with pytest.raises(InvalidValueError, match=r"Selection.resale_only wants true or false: 'false'"):
        Selection(resale_only="false")  # type: ignore[arg-type]
