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
            "4 steps[0]: a step without anything to do (valid: one of restrict, end_right, ",
            "5 steps[0].restrct: unknown key: 'restrct' (did you mean",
        ],
    ),
    "two steps in one": (
        SCENARIO + 'end_right = { right = "x" }\n',
        ["4 steps[0]: a step does one thing: 'end_right' (valid: one of restrict, "],
    ),
    "a step without what it is about": (
        with_line(SCENARIO, 4, "end_right = { effective = 2027-01-01 }"),
        ["5 steps[0].end_right.right: this key is missing"],
    ),
    "a step with a key of another": (
        with_line(SCENARIO, 4, "close_channel = { channel = 'x', right = 'y' }"),
        ["5 steps[0].close_channel.right: unknown key: 'right'"],
    ),
    "a day that is none in a step": (
        with_line(SCENARIO, 4, "close_channel = { channel = 'x', until = 'later' }"),
        ["5 steps[0].close_channel.until: not a calendar day: 'later'"],
    ),
    "a channel without an id": (
        with_line(SCENARIO, 4, "open_channel = { seller = 'x', into = 'unknown', open = 'unknown' }"),
        ["5 steps[0].open_channel.id: this key is missing"],
    ),
    "a channel whose id is no text": (
        with_line(SCENARIO, 4, "open_channel = { id = 3, seller = 'x', into = 'unknown', open = 'unknown' }"),
        ["5 steps[0].open_channel.id: a text is wanted here: 3"],
    ),
    "a channel that lacks something": (
        with_line(SCENARIO, 4, "open_channel = { id = 'y', seller = 'x', open = 'unknown' }"),
        ["5 steps[0].open_channel.into: this key is missing (valid: into = "],
    ),
    "a right with a misspelt word": (
        with_line(
            SCENARIO,
            4,
            "grant_right = { id = 'y', holder = 'x', may = 'sel', models = ['m'], in = 'cn', holds = 'unknown' }",
        ),
        ["5 steps[0].grant_right.may: not one of the words that are known here: 'sel' (did you mean 'sell'"],
    ),
    "a number in a fiscal year": (
        with_line(
            SCENARIO,
            4,
            "add_metric = { id = 'y', because = 'b', revenue = { of = 'x', period = 'FY2027' }, is = '1 USD' }",
        ),
        ["5 steps[0].add_metric.revenue.period: a fiscal period of a company whose year end is not known"],
    ),
    "a number without a reason": (
        with_line(SCENARIO, 4, "add_metric = { id = 'y', revenue = { of = 'x', period = '2027' }, is = '1 USD' }"),
        ["5 steps[0].add_metric.because: this key is missing"],
    ),
    "an estimate that is none": (
        with_line(SCENARIO, 4, "revise_metric = { metric = 'x', is = '5 %%', because = 'b' }"),
        ["5 steps[0].revise_metric.is: "],
    ),
    "doubt of nothing": (
        with_line(SCENARIO, 4, "doubt_claim = { }"),
        ["4 steps[0]: either a claim or a source is doubted"],
    ),
    "labels that are no table": (
        f'labels = "high"\n{SCENARIO}',
        ["1 labels: a table is wanted here: 'high'"],
    ),
    "a label that is no text": (
        f"labels = {{ severity = 3 }}\n{SCENARIO}",
        ["1 labels"],
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
        ["the document: step 1, Restrict, ends before it takes effect"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_what_is_wrong_with_a_scenario(text: str, expected: list[str]) -> None:
    with pytest.raises(InvalidFileError) as caught:
        loads_scenario(text)

    assert_faults([str(fault) for fault in caught.value.faults], expected)
