"""Bad files: every fault at once, each with its line, its path in the words of the file, and what would be valid."""

import json
from pathlib import Path

import pytest

from aibroker.errors import AibrokerError, InvalidFileError, InvalidLandscapeError, MissingFileError
from aibroker.exchange.documents import LARGEST
from aibroker.exchange.files import load, load_scenario, loads
from tests.exchange.bad_input import CHANNEL, GROUND, HEADER, LINE, METRIC, assert_faults, faults_of, with_line

TOP = {
    "empty": ("", ["the document: it is empty (valid: at least: format"]),
    "blank": (" \n\t\n", ["the document: it is empty"]),
    "missing format": (
        HEADER.replace('format = "aibroker/1"\n', ""),
        ['format: this key is missing (valid: format = "aibroker/1")'],
    ),
    "wrong format version": (
        HEADER.replace("aibroker/1", "aibroker/9"),
        ["1 format: a format that this version of the library does not read: 'aibroker/9' (valid: \"aibroker/1\")"],
    ),
    "missing as_of": (HEADER.replace("as_of = 2026-11-23\n", ""), ["as_of: this key is missing (valid: as_of = "]),
    "missing title": (HEADER.replace('title = "A case"\n', ""), ["title: this key is missing"]),
    "title of a wrong type": (HEADER.replace('"A case"', "3"), ["2 title: a text is wanted here: 3"]),
    "title with an escape": (
        HEADER.replace("A case", r"\u001b[2J"),
        [r"2 title: holds U+001B: '\x1b[2J'"],
    ),
    "as_of that is no day": (HEADER.replace("2026-11-23", '"yesterday"'), ["3 as_of: not a calendar day: 'yesterday'"]),
    "as_of with an hour": (
        HEADER.replace("2026-11-23", "2026-11-23T10:00:00"),
        ["3 as_of: not a calendar day: datetime."],
    ),
    "misspelt section": (f"{HEADER}[chanels]\n", ["4 chanels: unknown key: 'chanels' (did you mean 'channels' or "]),
    "section that is no table": (f"{HEADER}companies = 3\n", ["4 companies: a table is wanted here: 3"]),
    "section that is a list": (
        f"{HEADER}[[companies]]\nname = 'X'\n",
        ["4 companies: a table is wanted here: [{'name': 'X'}] (valid: a table of records"],
    ),
    "record that is no table": (
        f"{HEADER}[companies]\nMicrosoft = 'US'\n",
        ["5 companies.Microsoft: a record is wanted here, as a table: 'US' (valid: Microsoft = { … })"],
    ),
    "unknown case used": (
        f'{HEADER}uses = ["microsoft-openai-chna"]\n',
        ["4 uses: no bundled case bears this name: 'microsoft-openai-chna' (did you mean 'microsoft-openai-china'?)"],
    ),
    "uses of a wrong type": (f"{HEADER}uses = 3\n", ["4 uses: names of bundled cases are wanted here: 3"]),
    "a scenario": (
        f"{HEADER}effective = 2026-10-01\n",
        ["4 effective: this key belongs to a scenario, not to a case (valid: a scenario"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOP.values(), ids=TOP)
def test_the_top_of_a_file(text: str, expected: list[str]) -> None:
    assert_faults(faults_of(text), expected)


SYNTAX = {
    "an unquoted month": (
        f"{HEADER}[sources.s]\npublished = 2025-09\n",
        ['5 the document: text stands without quotes, also a month, a quarter or an estimate: 2025-09 (valid: "2025'],
    ),
    "an unquoted quarter in a table": (
        f'{HEADER}[metrics.m]\nrevenue = {{ of = "M", period = 2024-Q1 }}\n',
        ["5 the document: text stands without quotes, also a month, a quarter or an estimate: 2024-Q1"],
    ),
    "an unquoted estimate": (
        f"{HEADER}[metrics.m]\nis = ~1.5 %\n",
        ['5 the document: text stands without quotes, also a month, a quarter or an estimate: ~1.5 % (valid: "~1.5'],
    ),
    "an unquoted name": (
        f"{HEADER}[rights.r]\nmodels = [GPT]\n",
        ["5 the document: text stands without quotes, also a month, a quarter or an estimate: GPT"],
    ),
    "a key twice": (
        f"{HEADER}title = 'again'\n[companies]\n",
        ["4 the document: a key or a table stands twice: \"title = 'again'\""],
    ),
    "a table twice": (
        f"{HEADER}[companies]\n[markets]\n[companies]\n",
        ["6 the document: a key or a table stands twice: '[companies]'"],
    ),
    "a bracket left open": (f"{HEADER}[companies\n", ["4 the document: it is no TOML: "]),
    "lists that lie too deep": (
        f"{HEADER}x = {'[' * 5000}{']' * 5000}",
        ["4 the document: tables and lists lie too deep in each other: 'x = [[["],
    ),
    "tables that lie too deep": (
        f"{HEADER}[{'.'.join(['not'] * 60)}]\n",
        ["4 the document: tables and lists lie too deep in each other: '[not.not."],
    ),
    "a number without end": (f"{HEADER}x = {'1' * 5000}\n", ["the document: it holds a number that is too long"]),
    "a text of 50 MB": (
        f"{HEADER}x = '{'a' * 50_000_000}'\n",
        ["the document: it is too large to be a case (valid: at most 32 MiB)"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_toml(text: str, expected: list[str]) -> None:
    assert_faults(faults_of(text), expected)


def json_case(**further: object) -> str:
    return json.dumps({"format": "aibroker/1", "title": "A case", "as_of": "2026-11-23", **further}, indent=1)


JSON = {
    "a key twice": (
        '{"format": "aibroker/1",\n "title": "A",\n "companies": {"X": {},\n  "X": {}}}',
        ["4 companies.X: this key stands twice in one table (valid: each key once)"],
    ),
    "no table at the top": ("[1, 2]", ["1 the document: a table is wanted at the top: [1, 2]"]),
    "a comma too many": ('{"format": "aibroker/1",\n}', ["2 the document: it is no JSON: "]),
    "NaN": (
        json_case(metrics={"m": {"revenue": {"of": "x", "period": "2024"}, "is": float("nan"), "claims": []}}),
        ["11 metrics.m.is: not an estimate: nan"],
    ),
    "infinity": (
        json_case(metrics={"m": {"revenue": {"of": "x", "period": "2024"}, "is": float("inf"), "claims": []}}),
        ["11 metrics.m.is: not an estimate: inf"],
    ),
    "infinity by overflow": (
        '{"format": 1e999}',
        ["1 format: a format that this version of the library does not read: inf"],
    ),
    "null": (
        json_case(companies={"Microsoft": {"home": None}}),
        ["7 companies.Microsoft.home: null says nothing (valid: leave the key out, or say 'unknown'"],
    ),
    "objects that lie too deep": (
        '{"a":' * 9000 + "1" + "}" * 9000,
        ['1 the document: tables and lists lie too deep in each other: \'{"a":{'],
    ),
    "objects just too deep": (
        '{"a":' * 60 + "1" + "}" * 60,
        ['1 the document: tables and lists lie too deep in each other: \'{"a":{'],
    ),
    "a number without end": ('{"a": ' + "1" * 5000 + "}", ["the document: it holds a number that is too long"]),
    "half a character": (json_case(note="\ud800"), ["the document: text with half a character: '\\ud800'"]),
    "half a character in a key": (json_case(**{"\udfff": 1}), ["the document: text with half a character: '\\udfff'"]),
}


@pytest.mark.parametrize(("text", "expected"), JSON.values(), ids=JSON)
def test_what_is_no_json(text: str, expected: list[str]) -> None:
    found = faults_of(text, "json")

    assert_faults([each for each in found if "no party bears" not in each and "rests on no" not in each], expected)


def test_every_fault_is_reported_at_once() -> None:
    found = faults_of(
        GROUND
        + with_line(with_line(CHANNEL, 1, "seller = 'Microsft'"), 3, "into = 'Chnia'")
        + METRIC.replace("x3", "3 USD")
    )

    assert [each.split(":")[0] for each in found] == [
        f"{LINE + 1} channels.azure.seller",
        f"{LINE + 3} channels.azure.into",
        f"{LINE + 6} metrics.growth",
    ]


def test_what_follows_from_a_fault_is_not_another_one() -> None:
    """The channel refers to a company that cannot be read; that it is there is known all the same."""
    found = faults_of(f"{GROUND}[companies.Acme]\nhome = 3\nid = 4\n" + CHANNEL.replace("Microsoft", "Acme"))

    assert [each.split(":")[0] for each in found] == [
        f"{LINE + 1} companies.Acme.home",
        f"{LINE + 2} companies.Acme.id",
    ]


def test_faults_are_of_the_library_and_of_python() -> None:
    with pytest.raises(InvalidLandscapeError) as caught:
        loads("")

    assert isinstance(caught.value, AibrokerError)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).startswith("1 fault:\n  the document: it is empty")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"no\.toml the document: there is no such file or folder") as caught:
        load(tmp_path / "no.toml")

    assert isinstance(caught.value, FileNotFoundError)


@pytest.mark.parametrize("name", ["market.toml", "market", "markt"])
def test_a_missing_file_whatever_its_name_ends_in(tmp_path: Path, name: str) -> None:
    (tmp_path / "markets.toml").write_text("format = 1\n")
    (tmp_path / "market.md").write_text("No case.")
    with pytest.raises(MissingFileError, match=rf"no such file or folder: '{name}'") as caught:
        load(tmp_path / name)

    assert "(did you mean 'markets.toml'?; valid: a .toml or .json file, or a folder of them)" in str(caught.value)


def test_a_missing_file_in_a_missing_folder() -> None:
    with pytest.raises(MissingFileError, match=r"no such file or folder: 'nonexistent' \(valid: a \.toml"):
        load("/nowhere-at-all/nonexistent")


def test_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"format = 1\n\xff\xfe\x00")

    with pytest.raises(InvalidFileError, match=r"case\.toml:2 the document: it is no UTF-8 text"):
        load(tmp_path / "case.toml")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("format: x")

    with pytest.raises(InvalidFileError, match=r"case\.yaml the document: its name says no known format: '\.yaml'"):
        load(tmp_path / "case.yaml")


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").mkdir()

    with pytest.raises(InvalidFileError, match=r"the document: it cannot be read \("):
        load_scenario(tmp_path / "scenario.toml")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "case.toml").open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(InvalidFileError, match="it is too large to be a case"):
        load(tmp_path / "case.toml")
