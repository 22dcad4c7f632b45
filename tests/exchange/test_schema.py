"""The JSON Schema accepts what is written, and refuses what the loader refuses."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aibroker.errors import InvalidFileError
from aibroker.exchange.files import case_names, dumps, dumps_scenario, load_case, loads, loads_scenario
from aibroker.exchange.schema import case_schema, scenario_schema
from aibroker.landscape import Landscape
from aibroker.scenarios.steps import Scenario
from tests.exchange.strategies import landscapes, scenarios

CASE = Draft202012Validator(case_schema())
SCENARIO = Draft202012Validator(scenario_schema())

RECORDS = {"claims", "reads", "metrics", "partitions", "comparisons"}
"""The keys under which the keys of a table are those of records, besides the sections."""


@pytest.mark.parametrize("validator", [CASE, SCENARIO], ids=["case", "scenario"])
def test_the_schema_is_one(validator: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(validator.schema)


@given(landscape=landscapes())
def test_what_is_written_fits(landscape: Landscape) -> None:
    CASE.validate(json.loads(dumps(landscape, format="json")))


@given(scenario=scenarios())
def test_a_scenario_that_is_written_fits(scenario: Scenario) -> None:
    SCENARIO.validate(json.loads(dumps_scenario(scenario, format="json")))


@pytest.mark.parametrize("name", case_names())
def test_a_bundled_case_fits(name: str) -> None:
    CASE.validate(json.loads(dumps(load_case(name), format="json")))


Place = tuple[Any, str]


def places_in(value: Any, *, keys_are_records: bool = False, depth: int = 0) -> Iterator[Place]:
    """Every table and key of it that the format knows; not the keys of records, nor those of measures."""
    if isinstance(value, list):
        for each in value:
            yield from places_in(each, depth=depth + 1)
    if not isinstance(value, dict):
        return
    for key, each in value.items():
        if not keys_are_records and key not in ("sales", "profit", "price", "exchange-rate"):
            yield value, key
        is_section = depth == 0 and isinstance(each, dict)
        is_records = key in RECORDS and isinstance(each, dict) and not keys_are_records
        yield from places_in(each, keys_are_records=is_section or is_records, depth=depth + 1)


def refused_by_loader(tree: Any, *, scenario: bool = False) -> bool:
    read: Any = loads_scenario if scenario else loads
    try:
        read(json.dumps(tree), format="json")
    except InvalidFileError:
        return True
    return False


def own_measures(tree: Any) -> bool:
    """Whether a case has measures of its own, whose keys a schema cannot tell from misspelt ones."""
    return "measures" in tree


def misspelt(place: Place) -> None:
    table, key = place
    table[f"{key}x"] = table.pop(key)


def of_wrong_type(place: Place) -> None:
    table, key = place
    table[key] = [[None]]


@pytest.mark.parametrize("spoil", [misspelt, of_wrong_type])
@given(landscape=landscapes(), seed=st.integers())
def test_what_is_spoilt_is_refused_by_both(spoil: Any, landscape: Landscape, seed: int) -> None:
    tree = json.loads(dumps(landscape, format="json"))
    if own_measures(tree):
        return
    for place in Random(seed).sample([*places_in(tree)], 3):
        table, before = place[0], dict(place[0])
        spoil(place)

        assert not CASE.is_valid(tree), place
        assert refused_by_loader(tree), place
        table.clear()
        table.update(before)


REQUIRED = {
    "sources": ("title", "kind", "published"),
    "channels": ("seller", "into", "open"),
    "rights": ("holder", "may", "models", "in", "holds"),
    "refusals": ("who", "refuses", "holds"),
    "rules": ("title", "authority"),
    "payments": ("payer", "payee", "share", "of", "holds"),
    "models": ("by",),
    "products": ("of",),
    "measures": ("dimension", "kind"),
    "metrics": ("is",),
    "partitions": ("whole", "parts"),
    "comparisons": ("smaller", "larger"),
    "assumptions": ("because",),
}


@given(landscape=landscapes(), seed=st.integers())
def test_what_lacks_something_is_refused_by_both(landscape: Landscape, seed: int) -> None:
    tree = json.loads(dumps(landscape, format="json"))
    lacking = [
        (record, key) for section, keys in REQUIRED.items() for record in tree.get(section, {}).values() for key in keys
    ]
    for record, key in Random(seed).sample(lacking, min(3, len(lacking))):
        value = record.pop(key)

        assert not CASE.is_valid(tree), key
        assert refused_by_loader(tree), key
        record[key] = value


@pytest.mark.parametrize("key", ["format", "title", "as_of"])
def test_the_top_is_required(key: str) -> None:
    tree = json.loads(dumps(load_case("microsoft-openai-china"), format="json"))
    del tree[key]

    assert not CASE.is_valid(tree)
    assert refused_by_loader(tree)


@pytest.mark.parametrize("spoil", [misspelt, of_wrong_type])
@given(scenario=scenarios(), seed=st.integers())
def test_a_scenario_that_is_spoilt_is_refused_by_both(spoil: Any, scenario: Scenario, seed: int) -> None:
    tree = json.loads(dumps_scenario(scenario, format="json"))
    place = Random(seed).choice([(table, key) for table, key in places_in(tree)])
    spoil(place)

    assert not SCENARIO.is_valid(tree), place
    assert refused_by_loader(tree, scenario=True), place


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "at_risk", "party": "x"},
        {"kind": "access", "model": "x"},
        {"kind": "channels_into"},
        {"kind": "figure", "market": "x"},
        {},
        {"kind": "at_risk", "party": "x", "period": "2025", "sales": {"period": "2025"}},
    ],
)
def test_a_question_that_asks_nothing_is_refused_by_both(question: dict[str, object]) -> None:
    tree = {"format": "aibroker/1", "title": "", "as_of": "2026-01-01", "ask": {"q": question}}

    assert not CASE.is_valid(tree)
    assert refused_by_loader(tree)


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("products", "name", "a\x00b"),
        ("products", "name", "a\u202eb"),
        ("products", "aliases", ["a\u200bb"]),
        ("products", "note", "\x1b[31m"),
        ("sources", "title", "\x9b31m"),
        ("sources", "address", "a\x7f"),
        ("rules", "title", "a\rb"),
        ("refusals", "reasons", ["a\ufeffb"]),
    ],
)
def test_a_character_that_steers_or_hides_is_refused_by_both(section: str, key: str, value: object) -> None:
    tree = json.loads(dumps(load_case("public-record"), format="json"))
    assert CASE.is_valid(tree)
    next(iter(tree[section].values()))[key] = value

    assert not CASE.is_valid(tree)
    assert refused_by_loader(tree)
