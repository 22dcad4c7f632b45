"""Whatever a file holds, reading it gives a landscape or an error of the library, never a stack trace from inside."""

import json
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidFileError
from aibroker.exchange.files import Format, dumps, load_case, loads, loads_scenario

_CASE = load_case("microsoft-openai-china")
SOUND: dict[Format, str] = {"toml": dumps(_CASE), "json": dumps(_CASE, format="json")}
HOSTILE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**400, 1.5, 1e308, float("nan"), float("-inf")),
    *("", " ", "unknown", "all", "../x", "__class__", "x" * 200, "中国", "\x00", "~1.5 %", "3 USD", "5 M"),
    *("2024", "FY2024", "FY0000", "FY9999", "9999-12-31", "0001-01-01/.."),
    *([], [[]], ["x", "x"], [None], {}, {"": {}}, {"x": {}}, {"in": "China"}, {"either": ["2024", "2024"]}),
    *({"since": {}}, {"text": 3}, {"low": 2, "high": 1}, {"seen": [[]]}, {"not": {"not": {}}}, {"all": [{"any": []}]}),
)
STEP_KEYS = ("restrict", "buyers", "sellers", "until", "in")


def read(text: str, form: Format) -> None:
    """Read a case; an error says at least one thing."""
    try:
        loads(text, format=form)
    except InvalidFileError as error:
        faults = error.faults
    else:
        return
    assert faults
    assert all(map(str, faults))


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every table and list with each of its keys and indexes."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from places_in(each)


@given(seed=st.integers())
def test_values_that_do_not_belong(seed: int) -> None:
    rng = Random(seed)
    tree = json.loads(SOUND["json"])
    for container, key in rng.sample([*places_in(tree)], rng.randint(1, 8)):
        container[key] = rng.choice(HOSTILE)
    read(json.dumps(tree), "json")


@given(seed=st.integers())
def test_keys_that_do_not_belong(seed: int) -> None:
    rng = Random(seed)
    tree = json.loads(SOUND["json"])
    for container, _ in rng.sample([*places_in(tree)], rng.randint(1, 8)):
        if isinstance(container, dict):
            container[rng.choice(("x", "", "__class__", "id", "name", "sales", "\x00", "中国"))] = rng.choice(HOSTILE)
    read(json.dumps(tree), "json")


@pytest.mark.parametrize("form", ["toml", "json"])
@given(seed=st.integers())
def test_texts_that_were_damaged(form: Format, seed: int) -> None:
    rng = Random(seed)
    text = SOUND[form][: rng.randint(100, 3000)] if rng.random() < 1 / 2 else SOUND[form]
    for _ in range(rng.randint(1, 5)):
        place = rng.randrange(len(text))
        text = text[:place] + rng.choice("\"[]{}=,.:\n\\#'x-\x00é") + text[place + rng.randint(0, 2) :]
    read(text, form)


@given(steps=st.recursive(st.sampled_from(HOSTILE), lambda each: st.dictionaries(st.sampled_from(STEP_KEYS), each)))
def test_steps_that_are_none(steps: Any) -> None:
    tree = {"format": "aibroker/1", "scenario": "x", "effective": "2026-01-01", "steps": [steps, {"restrict": steps}]}
    with suppress(InvalidFileError):
        loads_scenario(json.dumps(tree), format="json")
