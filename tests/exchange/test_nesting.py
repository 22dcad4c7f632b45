"""Nesting without end is refused before a parser meets it: at once, and with its place."""

import json
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.exchange.files import Format
from aibroker.exchange.nesting import DEEPEST, first_too_deep
from tests.exchange.bad_input import HEADER, faults_of

ENDLESS = 100_000
SECONDS = 5.0  # a dotted key of this length takes tomllib minutes; the refusal takes a tenth of a second

DEEP: dict[str, tuple[str, Format, str]] = {
    "a dotted key": (f"{HEADER}{'a.' * ENDLESS}a = 1\n", "toml", "'a.a.a."),
    "a dotted key with spaces": (f"{HEADER}{'a . ' * ENDLESS}a = 1\n", "toml", "'a . a . "),
    "a key of quoted parts": (HEADER + '"a".' * ENDLESS + "a = 1\n", "toml", '\'"a"."a".'),
    "a dotted key in a table": (f"{HEADER}x = {{ {'a.' * ENDLESS}a = 1 }}\n", "toml", "'x = { a.a."),
    "a header": (f"{HEADER}[{'a.' * ENDLESS}a]\n", "toml", "'[a.a."),
    "a header of a list": (f"{HEADER}[[{'a.' * ENDLESS}a]]\n", "toml", "'[[a.a."),
    "lists": (f"{HEADER}x = {'[' * ENDLESS}{']' * ENDLESS}\n", "toml", "'x = [[["),
    "lists without end": (f"{HEADER}x = {'[' * ENDLESS}", "toml", "'x = [[["),
    "tables": (f"{HEADER}x = {'{ a = ' * ENDLESS}1{' }' * ENDLESS}\n", "toml", "'x = { a = { a = "),
    "lists of JSON": (f'{{\n"x": 1,\n\n"y": {"[" * ENDLESS}{"]" * ENDLESS}}}', "json", '\'"y": [[['),
    "objects of JSON": ('{\n"x": 1,\n\n' + '"a": {' * ENDLESS + "}" * ENDLESS + "}", "json", '\'"a": {"a": {'),
}


@pytest.mark.parametrize(("text", "form", "shown"), DEEP.values(), ids=DEEP)
def test_nesting_without_end_is_refused_at_once_with_its_line(text: str, form: Format, shown: str) -> None:
    started = perf_counter()
    (fault,) = faults_of(text, form)

    assert perf_counter() - started < SECONDS
    assert fault.startswith(f"4 the document: tables and lists lie too deep in each other: {shown}")
    assert fault.endswith(" characters) (valid: at most 40 in each other)")
    assert len(fault) < 300


HALF = ".".join(["a"] * 25)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{HEADER}[{HALF}]\n{HALF} = 1\n", f"5 {'.'.join(['a'] * 40)}"),
        (f"{HEADER}x = {{ {HALF} = {{ {HALF} = 1 }} }}\n", f"4 x.{'.'.join(['a'] * 39)}"),
        (f"{HEADER}x.y = {'[' * 39}1{']' * 39}\n", f"4 x.y{'[0]' * 38}"),
    ],
)
def test_what_goes_too_deep_only_together_is_refused_with_its_path(text: str, place: str) -> None:
    (fault,) = faults_of(text)

    assert fault == f"{place}: tables and lists lie too deep in each other (valid: at most 40 in each other)"


@pytest.mark.parametrize(
    "text",
    [
        "x = '" + "[" * 100 + "'",
        'x = "' + "{" * 100 + '\\"' + "[" * 100 + '"',
        'x = """' + "[\n" * 100 + '""[""""',
        "x = '''" + "[\n" * 100 + "''['''''",
        "# " + "[" * 100,
        "x = 1 # it's " + "a." * 100,
        "x = '" + "a." * 100 + "'",
        "x = [" + "[], " * 100 + "]",
        "[[a.b]]\n" * 100,
        "x = [" + "1.5, " * 100 + "]",
        '"' + "a." * 100 + '".b = 1',
        "a.b = 1\n" * 100,
    ],
)
def test_what_only_looks_deep_is_not(text: str) -> None:
    assert first_too_deep(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '"""' + '\\"""\n\n' * 200_000,
        '"' + '\\"' * 500_000,
        "'''" + "''x" * 300_000,
        "a" * 1_000_000,
        "-" * 1_000_000 + "!",
        '"a"' * 300_000,
        "a." + " " * 1_000_000,
    ],
)
def test_no_text_makes_the_look_slow(text: str) -> None:
    started = perf_counter()

    assert first_too_deep(text) is None
    assert perf_counter() - started < SECONDS


def depth_of(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


@given(
    value=st.recursive(st.text() | st.floats(), lambda each: st.lists(each) | st.dictionaries(st.text(), each)),
    wrapped=st.integers(DEEPEST - 3, DEEPEST + 1),
)
def test_json_is_too_deep_where_its_lists_and_objects_are(value: Any, wrapped: int) -> None:
    for _ in range(wrapped):
        value = [value]

    assert (first_too_deep(json.dumps(value)) is not None) == (depth_of(value) > DEEPEST)
