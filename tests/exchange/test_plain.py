"""Records made straight from plain tables: the same as by the full path, and without any of its work."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidFileError
from aibroker.exchange import documents, reading
from aibroker.exchange.context import Context
from aibroker.exchange.documents import read_text
from aibroker.exchange.encoding import estimate_table
from aibroker.exchange.entries import Entry, entries_in
from aibroker.exchange.files import case_names, dumps, load_case, loads
from aibroker.exchange.lines import LineIndex
from aibroker.exchange.plain import NEVER_PLAIN, plain_record
from aibroker.exchange.roles import sellers_in
from aibroker.exchange.sound import sound_tree
from aibroker.exchange.spots import Notes
from aibroker.landscape import Landscape
from aibroker.records.references import mentioned, references
from aibroker.testing import assert_landscape_equal
from aibroker.testing import landscapes as simple_landscapes
from aibroker.values.estimates import Estimate
from tests.exchange.strategies import landscapes
from tests.laws.test_hostile_files import HOSTILE, SOUND, places_in


@contextmanager
def only_the_full_path() -> Iterator[None]:
    """Read as if nothing were plain and no text sound beyond doubt."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "plain_record", lambda entry, context: None)
        patched.setattr(documents, "sound_tree", lambda text: None)
        yield


def outcome(text: str) -> list[str]:
    """What reading a text gives: the landscape as text with its records, or every fault."""
    try:
        landscape = loads(text, format="json")
    except InvalidFileError as error:
        return [str(fault) for fault in error.faults]
    return [dumps(landscape), *map(repr, landscape.records)]


def both_outcomes(text: str) -> tuple[list[str], list[str]]:
    with only_the_full_path():
        full = outcome(text)
    return outcome(text), full


def entries_of(text: str) -> tuple[Context, list[Entry]]:
    document = read_text(text, "json")
    return Context.of([document]), list(entries_in(document, []))


def is_never_plain(entry: Entry) -> bool:
    """Whether a record is of a kind that is never plain, is relative to something, or is of a fiscal period."""
    if entry.section.name != "metrics":
        return entry.section.name in NEVER_PLAIN
    return bool({"share_of", "versus"} & {*entry.raw}) or "FY" in str(entry.raw)


@given(landscape=landscapes() | simple_landscapes())
def test_both_paths_read_the_same(landscape: Landscape) -> None:
    text = dumps(landscape, format="json")
    with only_the_full_path():
        full = loads(text, format="json")

    assert_landscape_equal(loads(text, format="json"), full)


@given(landscape=landscapes() | simple_landscapes())
def test_what_the_library_writes_is_plain_and_gives_the_record_of_the_full_path(landscape: Landscape) -> None:
    context, entries = entries_of(dumps(landscape, format="json"))

    for entry in entries:
        made = plain_record(entry, context)
        if made is None and is_never_plain(entry):
            continue
        notes = Notes(entry.document)
        full = entry.record(notes, context)
        assert (made, repr(made), notes.faults) == (full, repr(full), [])


@pytest.mark.parametrize("name", case_names())
def test_bundled_cases_read_the_same(name: str) -> None:
    fast, full = both_outcomes(dumps(load_case(name), format="json"))

    assert fast == full


@given(seed=st.integers())
def test_both_paths_say_the_same_of_files_that_were_changed(seed: int) -> None:
    rng = Random(seed)
    tree = json.loads(SOUND["json"])
    for container, key in rng.sample([*places_in(tree)], rng.randint(1, 4)):
        container[key] = rng.choice(HOSTILE)
    for container, _ in rng.sample([*places_in(tree)], rng.randint(0, 2)):
        if isinstance(container, dict):
            container[rng.choice(("x", "id", "name", "role", "family", "fact", "number"))] = rng.choice(HOSTILE)
    fast, full = both_outcomes(json.dumps(tree))

    assert fast == full


@given(seed=st.integers())
def test_both_paths_say_the_same_of_texts_that_were_damaged(seed: int) -> None:
    rng = Random(seed)
    text = SOUND["json"]
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(text))
        text = text[:place] + rng.choice("\"[]{}=,.:\n\\#'x-\x00é\ud800") + text[place + rng.randint(0, 2) :]
    fast, full = both_outcomes(text)

    assert fast == full


@given(landscape=landscapes())
def test_what_is_mentioned_is_what_is_referred_to(landscape: Landscape) -> None:
    records = list(landscape.records)
    listed = [each for record in records for each in references(record)]
    named: dict[str, set[str]] = {}
    for each in listed:
        named.setdefault(each.kind, set()).add(each.text)
    selling = [
        each for each in listed if each.path.rpartition(".")[2] in ("operator", "biller", "of") or each.kind == "vendor"
    ]

    assert mentioned(records) == named
    assert sellers_in(records) == {each.text for each in selling if each.kind in ("vendor", "party")}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the slow parts of reading, one for each time that they were called."""
    calls: list[str] = []

    def count(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counted(*given: Any) -> Any:
            calls.append(name)
            return original(*given)

        monkeypatch.setattr(owner, name, counted)

    count(documents, "_read_with_care")
    count(reading, "_with_care")
    count(reading, "in_order")
    count(LineIndex, "of")
    return calls


PLAIN_CASE: dict[str, Any] = {
    key: value for key, value in json.loads(SOUND["json"]).items() if key not in (*NEVER_PLAIN, "metrics")
}


def test_a_plain_case_costs_none_of_the_work_of_the_full_path(work: list[str]) -> None:
    loads(json.dumps(PLAIN_CASE), format="json")

    assert work == []


def test_what_is_not_plain_costs_the_full_path_for_itself_alone(work: list[str]) -> None:
    channels = PLAIN_CASE["channels"]
    first = next(iter(channels))
    spoilt = {**channels, first: {**channels[first], "claims": channels[first]["claims"][0]}}
    loads(json.dumps({**PLAIN_CASE, "channels": spoilt}), format="json")

    assert work == ["_with_care"]


HALF: dict[str, Any] = {"text": "50 %", "low": 50.0, "high": 50.0, "likely": 50.0, "unit": "percent"}
NOT_PLAIN: list[tuple[str, str, Any]] = [
    ("channels", "models", "a-model"),
    ("channels", "models", [1]),
    ("channels", "status", "given away"),
    ("channels", "status", []),
    ("channels", "note", 1),
    ("channels", "x", "y"),
    ("channels", "id", "another"),
    ("channels", "hosted_in", "us"),
    ("channels", "hosted_in", {"x": ["us"]}),
    ("channels", "hosted_in", {"exactly": ["us"], "never": ["cn"]}),
    ("channels", "open", 2025),
    ("channels", "open", "2025-01-01"),
    ("channels", "open", {"until": "2025"}),
    ("channels", "open", {"since": "2025-13"}),
    ("channels", "open", {"since": "2025", "seen": "yesterday"}),
    ("channels", "only_to", {}),
    ("channels", "only_to", {"x": 1}),
    ("channels", "only_to", {"in": "us"}),
    ("channels", "only_to", {"owned_from": ["us"]}),
    ("channels", "only_to", {"more_than": "50 %"}),
    ("channels", "only_to", {"owned_from": ["us"], "more_than": 50}),
    ("channels", "only_to", {"owned_from": ["us"], "more_than": {"text": "50 %", "low": 49.0}}),
    ("companies", "owners", [{"home": "us", "share": {**HALF, "low": True}}]),
    ("companies", "owners", [{"home": "us", "share": {**HALF, "low": 50}}]),
    ("channels", "only_to", {"owned_from": ["us"], "more_than": {"low": 50.0, "high": 50.0, "unit": "percent"}}),
    ("channels", "only_to", {"all": {"in": ["us"]}}),
    ("companies", "role", "reseller"),
    ("companies", "owners", {"home": "us"}),
    ("companies", "owners", ["us"]),
    ("companies", "year_ends", "Juin"),
    ("companies", "id", 3),
    ("models", "family", 3),
    ("models", "release", "FY2025"),
    ("models", "release", 2025),
    ("sources", "machine_generated", "perhaps"),
    ("sources", "retrieved", "today"),
    ("claims", "number", "a second text"),
    ("rules", "restricts", []),
    ("rules", "restricts", {"sellers": "a-seller"}),
    ("rules", "restricts", {"sellers": {"from": ["us"]}}),
    ("rules", "restricts", {"x": []}),
    ("payments", "note", "it is of a quantity, which may be any"),
    ("metrics", "versus", {"period": "2024"}),
    ("metrics", "profit", {"period": "2024"}),
    ("metrics", "is", "x3"),
    ("metrics", "is", 3),
    ("metrics", "sales", "microsoft"),
    ("metrics", "sales", {}),
    ("metrics", "sales", {"by": "microsoft", "period": "2024"}),
    ("metrics", "sales", {"in": "all", "period": "2024"}),
    ("metrics", "sales", {"in": ["us"], "period": "2024"}),
    ("metrics", "sales", {"of": "microsoft", "period": "FY2024"}),
    ("metrics", "sales", {"of": "microsoft", "period": 2024}),
    ("metrics", "sales", {"of": "microsoft", "period": {}}),
    ("metrics", "sales", {"of": "microsoft", "period": {"either": ["2024"]}}),
    ("metrics", "sales", {"of": "microsoft", "period": {"either": "2024"}}),
    ("metrics", "sales", {"of": "microsoft", "period": {"either": ["2024", "2025"], "or": "2026"}}),
]


CONTEXT, ENTRIES = entries_of(dumps(load_case("public-record"), format="json"))


def sample(section: str) -> Entry:
    """A plain entry of a section; of the metrics, one of sales."""
    wanted = {"claims": "fact", "metrics": "sales"}.get(section)
    listed = (each for each in ENTRIES if each.section.name == section and (wanted is None or wanted in each.raw))
    entry = next(each for each in listed if not {"share_of", "versus"} & {*each.raw})
    number = {"sales": {"of": "microsoft", "period": "2024"}, "is": "3 bn USD"} if section == "metrics" else {}
    return Entry(*_parts(entry, {**entry.raw, **number}))


@pytest.mark.parametrize(("section", "key", "value"), NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_full_path(section: str, key: str, value: Any) -> None:
    entry = sample(section)

    assert plain_record(Entry(*_parts(entry, {**entry.raw, key: value})), CONTEXT) is None


def _parts(entry: Entry, raw: dict[str, Any]) -> tuple[Any, ...]:
    return entry.document, entry.section, entry.path, raw, entry.identity, entry.source


def test_a_family_said_twice_is_left_to_the_full_path() -> None:
    entry = sample("models")

    assert plain_record(Entry(*_parts(entry, {**entry.raw, "family": True, "is_family": True})), CONTEXT) is None


def test_a_record_without_an_id_is_left_to_the_full_path() -> None:
    entry = sample("channels")

    assert plain_record(Entry(entry.document, entry.section, entry.path, entry.raw, ""), CONTEXT) is None


CONDITIONS: list[Any] = [
    {"in": ["us"]},
    {"headquartered_in": ["us"]},
    {"owned_from": ["us"], "more_than": "50 %"},
    {
        "owned_from": ["us"],
        "more_than": {"text": "50 %", "low": 50.0, "high": 50.0, "likely": 50.0, "unit": "percent"},
    },
    {"kind": "bank"},
    {"vetted": "KYC"},
    {"named": ["microsoft"]},
    {"not": {"in": ["us"]}},
    {"any": [{"in": ["us"]}, {"kind": "bank"}]},
    {"all": [{"in": ["us"]}, {"in": ["cn"]}]},
    {"in": ["us"], "kind": "bank"},
]
AMOUNTS: list[Any] = [
    {"period": "unknown"},
    {"of": "microsoft", "in": "us", "from": "openai", "product": "azure", "period": "2024-Q1"},
    {"of": "microsoft", "period": "FY2024 = 2023-07-01/2024-07-01"},
    {"of": "microsoft", "period": {"either": ["2024", "2025"]}},
]
WINDOWS: list[Any] = [
    "unknown",
    "2025-01-01/..",
    {},
    {"since": "2025"},
    {"since": "unknown", "ended": "2026-01-01"},
    {"since": "2025-01", "ended": "open"},
    {"since": "2025", "seen": "2026-01-01"},
    {"seen": ["2026-01-01", "2026-01-02"]},
]


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        *(("channels", "only_to", each) for each in CONDITIONS),
        *(("channels", "open", each) for each in WINDOWS),
        ("channels", "into", "unknown"),
        ("channels", "buyers", {"at_least": ["microsoft"]}),
        ("companies", "role", "customer"),
        ("companies", "id", "another"),
        ("companies", "name", "Another"),
        ("companies", "year_ends", "June"),
        ("companies", "owners", [{"home": "us", "share": "~30 %"}]),
        ("models", "family", True),
        ("models", "family", "a-family"),
        ("models", "release", "2025-Q1"),
        ("sources", "machine_generated", True),
        ("sources", "retrieved", "2026-01-01"),
        ("rules", "restricts", {"sellers": {"home": ["us"], "named": ["microsoft"]}, "models": ["gpt"]}),
        *(("metrics", "is", each) for each in ("~3 bn USD/year", estimate_table(Estimate.parse("> 3 bn USD")))),
        *(("metrics", "sales", each) for each in AMOUNTS),
        ("rules", "restricts", {"buyers": {"in": ["us"]}, "resale_only": True, "hosted_in": ["us"]}),
    ],
)
def test_what_is_plain_is_what_the_full_path_makes_of_it(section: str, key: str, value: Any) -> None:
    entry = sample(section)
    changed = Entry(*_parts(entry, {**entry.raw, key: value}))
    notes = Notes(entry.document)
    made, full = plain_record(changed, CONTEXT), changed.record(notes, CONTEXT)

    assert made is not None
    assert (made, repr(made), notes.faults) == (full, repr(full), [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[",
        '{"a": 1, "a": 2}',
        '{"a": null}',
        '{"low": null, "low_open": false}',
        '{"a": "\\ud83d"}',
        '{"a": "\\uDFFF"}',
        '{"a": "\ud800"}',
        '{"a": ' + 41 * "[" + 41 * "]" + "}",
        100_000 * "[",
    ],
)
def test_a_text_that_may_be_wrong_is_not_sound_beyond_doubt(text: str) -> None:
    assert sound_tree(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"a" : "b", "c": ["d", {"e": ":f"}]}',
        '{"low": null, "low_open": true, "high": 2.0}',
        '{"a": "é \\u00e9 \\" \\\\"}',
        '{"a": ' + 39 * "[" + 39 * "]" + "}",
    ],
)
def test_a_text_that_is_sound_is_what_its_parser_makes_of_it(text: str) -> None:
    assert sound_tree(text) == json.loads(text)
