"""Saved questions: each kind wants what it asks about."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.measures import Measurand
from aibroker.records.questions import Question
from aibroker.values.periods import Period

SALES = Measurand(measure="sales", of="microsoft", period="2024")


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "figure", "measurand": SALES},
        {"kind": "at_risk", "party": "Microsoft", "period": "2026"},
        {"kind": "channels_into", "market": "China"},
        {"kind": "access", "model": "GPT", "party": "ByteDance"},
    ],
)
def test_a_question_wants_what_it_asks_about(said: dict[str, Any]) -> None:
    Question(id="q", **said)
    for missing in said.keys() - {"kind"}:
        rest = {name: value for name, value in said.items() if name != missing}
        with pytest.raises(InvalidValueError, match=rf"a question of kind {said['kind']} wants {missing}: 'q'"):
            Question(id="q", **rest)


def test_a_question_reads_its_period() -> None:
    for period in ("2026", Period.year(2026)):
        assert Question(id="q", kind="at_risk", party="m", period=period).period == Period.year(2026)


@pytest.mark.parametrize("period", [2026, ["2026"]])
def test_the_period_of_a_question_is_a_period(period: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Question.period is of another kind: .*Period or None"):
        Question(id="q", kind="at_risk", party="m", period=period)


def test_a_question_is_of_a_known_kind() -> None:
    with pytest.raises(InvalidValueError, match=r"Question.kind .*valid: figure, at_risk, channels_into, access\)"):
        Question(id="q", kind="why")  # type: ignore[arg-type]


def test_the_measurand_of_a_question_is_no_plain_name() -> None:
    with pytest.raises(InvalidValueError, match=r"Question.measurand is of another kind: 'sales'"):
        Question(id="q", measurand="sales")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "foreign"),
    [
        ({"kind": "figure", "measurand": SALES}, {"market": "China"}),
        ({"kind": "channels_into", "market": "China"}, {"party": "ByteDance"}),
        ({"kind": "access", "model": "GPT", "party": "ByteDance"}, {"seller": "Microsoft"}),
    ],
)
def test_a_question_has_nothing_that_its_kind_does_not_ask(said: dict[str, Any], foreign: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match=f"a question of kind {said['kind']} has no {next(iter(foreign))}: 'q'"):
        Question(id="q", **said, **foreign)
