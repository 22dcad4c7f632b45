"""A scenario turns its assumptions on in the landscape after, and says so."""

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.exchange.files import load_case
from aibroker.landscape import Landscape
from aibroker.playbook import washington_restricts_resale
from aibroker.scenarios.steps import Scenario

CASE = load_case("microsoft-openai-china")
KEPT = Scenario(name="The pace is kept", effective="2026-07-01", assumptions=["pace-holds-fy2027"])


def pace(case: Landscape) -> float:
    figure = case.figure("revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", period="FY2027")
    return figure.low


def test_they_hold_afterwards_and_not_before() -> None:
    outcome = CASE.under(KEPT)

    assert pace(outcome.after) == 1e9
    assert pace(outcome.before) == 0
    assert outcome.before is CASE
    assert [each.id for each in outcome.after.assumed] == ["pace-holds-fy2027"]


def test_they_hold_beside_what_the_steps_change() -> None:
    restricted = washington_restricts_resale(effective="2026-07-01")
    after = CASE.under(restricted, KEPT).after

    assert pace(after) == 1e9
    assert len(after.channels) == len(CASE.under(restricted).after.channels)


def test_the_text_names_them() -> None:
    assert "[pace-holds-fy2027], because: A pace told on 18 June 2026" in " ".join(str(CASE.under(KEPT)).split())


def test_a_name_that_is_none_is_an_error_with_the_nearest() -> None:
    wrong = Scenario(name="Wrong", effective="2026-07-01", assumptions=["pace-holds-fy2028"])
    with pytest.raises(UnknownNameError, match="did you mean 'pace-holds-fy2027'"):
        CASE.under(wrong)


def test_two_readings_of_one_number_are_refused() -> None:
    other = Scenario(name="This year", effective="2026-07-01", assumptions=["pace-holds-fy2026"])
    with pytest.raises(InvalidValueError, match="read bytedance-pace in different ways"):
        _ = CASE.under(KEPT, other).after


def test_a_step_without_assumptions_turns_nothing_on() -> None:
    assert CASE.under(washington_restricts_resale(effective="2026-07-01")).after.assumed == ()
