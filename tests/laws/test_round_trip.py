"""What is written reads back as the same thing, in both formats, and has one text."""

import json
import random
from typing import Literal

import pytest
from hypothesis import given

from aibroker.exchange.files import case_names, dumps, dumps_scenario, load_case, loads, loads_scenario
from aibroker.landscape import Landscape
from aibroker.scenarios.steps import Scenario
from aibroker.testing import assert_landscape_equal
from aibroker.testing import landscapes as simple_landscapes
from tests.exchange.strategies import landscapes, scenarios

Form = Literal["toml", "json"]
both_forms = pytest.mark.parametrize("form", ["toml", "json"])


@both_forms
@given(landscape=landscapes())
def test_a_landscape_reads_back_as_itself(form: Form, landscape: Landscape) -> None:
    assert_landscape_equal(loads(dumps(landscape, format=form), format=form), landscape)


@both_forms
@given(landscape=simple_landscapes())
def test_a_landscape_of_the_public_strategy_reads_back_as_itself(form: Form, landscape: Landscape) -> None:
    assert_landscape_equal(loads(dumps(landscape, format=form), format=form), landscape)


@both_forms
@given(landscape=landscapes())
def test_the_text_does_not_change_by_reading_and_writing(form: Form, landscape: Landscape) -> None:
    text = dumps(landscape, format=form)

    assert dumps(loads(text, format=form), format=form) == text


@given(landscape=landscapes())
def test_the_order_of_records_does_not_show(landscape: Landscape) -> None:
    records = list(landscape.records)
    random.Random(0).shuffle(records)
    shuffled = Landscape.of(*records, as_of=landscape.as_of, title=landscape.title)

    assert dumps(shuffled) == dumps(landscape)


@given(landscape=landscapes())
def test_json_holds_no_number_that_json_has_not(landscape: Landscape) -> None:
    def refuse(constant: str) -> None:
        pytest.fail(f"found {constant}")

    json.loads(dumps(landscape, format="json"), parse_constant=refuse)


@both_forms
@given(scenario=scenarios())
def test_a_scenario_reads_back_as_itself(form: Form, scenario: Scenario) -> None:
    assert loads_scenario(dumps_scenario(scenario, format=form), format=form) == scenario


@both_forms
@pytest.mark.parametrize("name", case_names())
def test_a_bundled_case_reads_back_as_itself(form: Form, name: str) -> None:
    case = load_case(name)

    assert_landscape_equal(loads(dumps(case, format=form), format=form), case)
