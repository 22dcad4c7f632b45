"""Scenario files that are wrong."""

import pytest

from aibroker.errors import InvalidFileError
from aibroker.exchange.files import loads_scenario
from tests.exchange.bad_input import assert_faults, with_line

SCENARIO = """\
format = "aibroker/1"
scenario = "A ban"
effective = 2026-10-01
[[steps]]
restrict = { buyers = { in = "China" } }
"""
SCENARIOS = {
    "without a format": (with_line(SCENARIO, 0, ""), ["format: this key is missing"]),
    "without a name": (with_line(SCENARIO, 1, ""), ["scenario: this key is missing (valid: scenario = …)"]),
    "without a day": (with_line(SCENARIO, 2, ""), ["effective: this key is missing"]),
    "a day that is none": (with_line(SCENARIO, 2, "effective = 'soon'"), ["3 effective: not a calendar day: 'soon'"]),
    "a misspelt key": (
        with_line(SCENARIO, 2, "effectiv = 2026-10-01"),
        ["effective: this key is missing", "3 effectiv: unknown key: 'effectiv' (did you mean 'effective'?"],
    ),
    "a case": (f"as_of = 2026-10-01\n{SCENARIO}", ["1 as_of: unknown key: 'as_of'"]),
    "steps that are no list": (
        SCENARIO.replace("[[steps]]", "[steps]"),
        ["4 steps: a list is wanted here: {'restrict': "],
    ),
    "a step that is no table": (
        "\n".join([*SCENARIO.splitlines()[:3], "steps = [3]"]),
        ["4 steps[0]: a table is wanted here: 3"],
    ),
    "an unknown step": (
        SCENARIO.replace("restrict", "restrct"),
        [
            "4 steps[0]: a step without anything to do (valid: restrict)",
            "5 steps[0].restrct: unknown key: 'restrct' (did you mean",
        ],
    ),
    "a restriction that is no table": (
        with_line(SCENARIO, 4, "restrict = 3"),
        ["5 steps[0].restrict: a table is wanted here: 3"],
    ),
    "a misspelt selection": (
        SCENARIO.replace("buyers", "buyer"),
        ["5 steps[0].restrict.buyer: unknown key: 'buyer' (did you mean 'buyers'?"],
    ),
    "a misspelt seller": (
        SCENARIO.replace("buyers = {", "sellers = { hom = 'US' }, buyers = {"),
        ["5 steps[0].restrict.sellers.hom: unknown key: 'hom' (did you mean 'home'?; valid: home, named)"],
    ),
    "a step that ends before it begins": (
        SCENARIO.replace("restrict = {", "restrict = { until = 2026-01-01,"),
        ["the document: a step that ends before it takes effect"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_what_is_wrong_with_a_scenario(text: str, expected: list[str]) -> None:
    with pytest.raises(InvalidFileError) as caught:
        loads_scenario(text)

    assert_faults([str(fault) for fault in caught.value.faults], expected)
