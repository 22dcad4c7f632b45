"""Characters that texts and names may not hold: what steers a terminal, and what nobody sees."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.buyers import OfKind, Vetted
from aibroker.records.characters import unfit_in_name, unfit_in_text
from tests.records.samples import RECORDS, SCENARIO

CONTROLS = [chr(code) for code in (*range(32), *range(127, 160))]
REORDERING = list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SHOWS_NOTHING = list("\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u2060\u2063\u2800\u3164")
SHOWS_NOTHING += list("\ufeff\uffa0\ufff9\U000e0001\U000e0041")

REAL_NAMES = (
    "Microsoft",
    "Société Générale",
    "Ærø A/S",
    "智谱AI",
    "エヌビディア",
    "삼성전자",
    "חברה בע״מ",
    "شركة الاتصالات",
    "می\u200cخواهم",  # Persian: a joiner that keeps two letters apart
    "ക്\u200dഷ",  # Malayalam: one that makes a chillu of two
    "Zoë ❤\ufe0f",
    "Crédit\u00a0Agricole",
)


@pytest.mark.parametrize("name", REAL_NAMES)
def test_a_name_of_any_script_is_a_name(name: str) -> None:
    assert unfit_in_name(name) is None
    assert unfit_in_text(name) is None


@pytest.mark.parametrize("character", CONTROLS)
def test_controls_are_in_no_name_and_all_but_two_in_no_text(character: str) -> None:
    assert unicodedata.category(character) == "Cc"
    assert unfit_in_name(f"A{character}B") == f"U+{ord(character):04X}"
    assert (unfit_in_text(f"A{character}B") is None) == (character in "\t\n")


@pytest.mark.parametrize("character", REORDERING)
def test_what_reorders_a_line_is_in_no_name_and_no_text(character: str) -> None:
    for unfit in (unfit_in_name, unfit_in_text):
        assert unfit(f"A{character}B") == f"U+{ord(character):04X} ({unicodedata.name(character).lower()})"


@pytest.mark.parametrize("character", SHOWS_NOTHING)
def test_what_shows_nothing_is_in_no_name_and_harms_no_text(character: str) -> None:
    assert str(unfit_in_name(f"A{character}B")).startswith(f"U+{ord(character):04X}")
    assert unfit_in_text(f"A{character}B") is None


@pytest.mark.parametrize("name", ["Open\u200dAI", "OpenAI\u200d", "\u200cOpenAI", "می\u200cA", "é\u200de"])
def test_a_joiner_stands_only_between_letters_of_a_script_that_needs_it(name: str) -> None:
    assert str(unfit_in_name(name)).startswith("U+200")


def texts_in(value: Any) -> Iterator[str]:
    """The fields of a record that hold free text."""
    yield from (field.name for field in attrs.fields(type(value)) if field.type == "str")


@pytest.mark.parametrize(
    "value", [*RECORDS, SCENARIO, OfKind("bank"), Vetted("a firm")], ids=lambda value: type(value).__name__
)
def test_no_text_of_any_record_holds_an_escape(value: Any) -> None:
    for name in texts_in(value):
        with pytest.raises(InvalidValueError, match=rf"{type(value).__name__}\.{name} holds U\+001B: 'a.x1b\[31m' \("):
            attrs.evolve(value, **{name: "a\x1b[31m"})


@pytest.mark.parametrize("value", RECORDS, ids=lambda value: type(value).__name__)
def test_no_name_of_any_record_holds_what_cannot_be_seen(value: Any) -> None:
    for name in {"name", "title"} & set(attrs.fields_dict(type(value))):
        if type(value).__name__ == "Assumption":
            continue
        with pytest.raises(
            InvalidValueError, match=r"holds U\+200B \(zero width space\): 'a.u200bb' \(valid: one line"
        ):
            attrs.evolve(value, **{name: "a\u200bb"})


@pytest.mark.parametrize("field", ["aliases", "kinds", "vetted", "hedges", "reasons"])
def test_no_short_text_of_any_record_holds_what_cannot_be_seen(field: str) -> None:
    bearers = [value for value in RECORDS if field in attrs.fields_dict(type(value))]

    assert bearers
    hidden: dict[str, Any] = {field: ["sound", "a\u202eb"]}
    for value in bearers:
        with pytest.raises(InvalidValueError, match=rf"{type(value).__name__}\.{field} holds U\+202E \("):
            attrs.evolve(value, **hidden)


def test_the_title_of_a_landscape_holds_no_escape() -> None:
    with pytest.raises(InvalidValueError, match=r"Landscape\.title holds U\+001B"):
        Landscape.of(as_of="2026-01-01", title="a\x1b[31m")
