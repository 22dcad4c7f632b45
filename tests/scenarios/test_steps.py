"""Scenarios and steps: values that say what happens, from when and until when."""

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import located_in
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario

CHINA = Selection(buyers=located_in("China"))
BAR = Restrict(selects=CHINA)


def test_a_step_takes_effect_with_its_scenario_unless_it_names_a_day_of_its_own() -> None:
    own = Restrict(selects=CHINA, effective="2027-01-01")
    scenario = Scenario(name="Two bars", steps=[BAR, own], effective="2026-07-01")
    assert [scenario.begins(step) for step in scenario.steps] == [date(2026, 7, 1), date(2027, 1, 1)]


def test_days_are_given_as_dates_or_text() -> None:
    assert Scenario(name="It", effective=date(2026, 7, 1)) == Scenario(name="It", effective="2026-07-01")
    assert Restrict(selects=CHINA, until=date(2027, 1, 1)) == Restrict(selects=CHINA, until="2027-01-01")


def test_steps_are_kept_as_a_tuple_so_that_a_scenario_can_be_hashed() -> None:
    scenario = Scenario(name="It", steps=[BAR], effective="2026-07-01")
    assert scenario.steps == (BAR,)
    assert hash(scenario) == hash(Scenario(name="It", steps=(BAR,), effective="2026-07-01"))


def test_a_step_that_selects_nothing_in_particular_would_bar_every_sale() -> None:
    with pytest.raises(
        InvalidValueError, match="a restriction that selects nothing in particular would bar every sale"
    ):
        Restrict(selects=Selection())


def test_only_steps_are_steps() -> None:
    with pytest.raises(InvalidValueError, match="Restrict"):
        Scenario(name="It", steps=[CHINA], effective="2026-07-01")  # type: ignore[list-item]


def test_a_scenario_without_steps_is_one() -> None:
    assert Scenario(name="Nothing happens", effective="2026-07-01").steps == ()


@pytest.mark.parametrize("until", ["2026-07-01", "2026-06-30"])
def test_a_step_does_not_end_before_it_takes_effect(until: str) -> None:
    problem = rf"step 1, Restrict, ends before it takes effect: '{until}' \(valid: a day after 2026-07-01\)"
    with pytest.raises(InvalidValueError, match=problem):
        Scenario(name="It", steps=[Restrict(selects=CHINA, until=until)], effective="2026-07-01")


def test_the_end_of_a_step_is_measured_by_its_own_day() -> None:
    step = Restrict(selects=CHINA, effective="2027-01-01", until="2026-12-01")
    with pytest.raises(InvalidValueError, match="a day after 2027-01-01"):
        Scenario(name="It", steps=[step], effective="2026-07-01")
    early = Restrict(selects=CHINA, effective="2025-01-01", until="2025-06-01")
    assert Scenario(name="It", steps=[early], effective="2026-07-01").begins(early) == date(2025, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"effective": "July 2026"}, {"effective": "2026-02-30"}, {"effective": None}],
    ids=["words", "no such day", "none"],
)
def test_a_scenario_takes_effect_on_a_calendar_day(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match="not a calendar day"):
        Scenario(name="It", **wrong)


def test_a_scenario_has_a_name() -> None:
    with pytest.raises(InvalidValueError, match="name"):
        Scenario(name="", effective="2026-07-01")


def test_scenarios_cannot_be_changed_and_compare_by_content() -> None:
    scenario = Scenario(name="It", steps=[BAR], effective="2026-07-01", rationale="to see")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        scenario.name = "Other"  # type: ignore[misc]
    assert scenario == attrs.evolve(scenario)
    assert scenario != attrs.evolve(scenario, rationale="")


def test_scenarios_pickle() -> None:
    scenario = Scenario(name="It", steps=[BAR], effective="2026-07-01", assumptions=["even-pace"])
    assert pickle.loads(pickle.dumps(scenario)) == scenario
