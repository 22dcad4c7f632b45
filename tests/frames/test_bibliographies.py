"""Bibliographies: each source once, under its own id, as exactly dated as it is known."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import load_case
from aibroker.catalogues import litellm
from aibroker.errors import InvalidValueError
from aibroker.frames import bibliography
from aibroker.landscape import Landscape
from aibroker.records.evidence import Source


def case(**terms: Any) -> Landscape:
    given: dict[str, Any] = {"id": "page", "title": "R&D {at} 100 %", "kind": "filing", "published": None}
    return Landscape.of(Source(**given | terms), as_of="2026-01-01")


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2025", [[2025]]),
        ("2025-06", [[2025, 6]]),
        ("2025-06-18", [[2025, 6, 18]]),
        ("2025-06-18/2025-06-21", [[2025, 6, 18], [2025, 6, 20]]),
    ],
)
def test_a_source_is_dated_as_exactly_as_it_is_known(published: str, parts: list[list[int]]) -> None:
    (entry,) = json.loads(bibliography(case(published=published), "csl-json"))
    assert entry["issued"] == {"date-parts": parts}


@pytest.mark.parametrize(
    ("published", "said"), [("2025-06-18/..", "2025-06-18 or later"), ("../2025-06-18", "before 2025-06-18")]
)
def test_a_side_that_is_open_is_no_day(published: str, said: str) -> None:
    (entry,) = json.loads(bibliography(case(published=published), "csl-json"))
    assert entry["issued"] == {"literal": said}


def test_what_is_unknown_is_left_out() -> None:
    (entry,) = json.loads(bibliography(case(), "csl-json"))
    assert entry == {"id": "page", "type": "report", "title": "R&D {at} 100 %"}
    assert bibliography(case(), "bibtex") == (
        "@misc{page,\n  title = {{R\\&D \\textbraceleft{}at\\textbraceright{} 100 \\%}}\n}"
    )


def test_bibtex_has_the_rest_too() -> None:
    terms = {
        "published": "2025-06-18",
        "retrieved": "2025-07-01",
        "publisher": "P_Q",
        "address": "https://a.b/{c}",
        "licence": "CC0",
        "note": "n",
    }
    (entry,) = json.loads(bibliography(case(**terms), "csl-json"))

    assert (entry["publisher"], entry["license"], entry["URL"]) == ("P_Q", "CC0", "https://a.b/{c}")
    assert bibliography(case(**terms), "bibtex").splitlines()[2:] == [
        "  publisher = {P\\_Q},",
        "  date = {2025-06-18},",
        "  year = {2025},",
        "  month = jun,",
        "  url = {https://a.b/%7Bc%7D},",
        "  urldate = {2025-07-01},",
        "  note = {n}",
        "}",
    ]


@pytest.mark.parametrize(
    ("published", "lines"),
    [
        ("2025", ["date = {2025}", "year = {2025}"]),
        ("2025-06", ["date = {2025-06}", "year = {2025}", "month = jun"]),
        ("2025-06-18", ["date = {2025-06-18}", "year = {2025}", "month = jun"]),
        ("0985-01-02", ["date = {0985-01-02}", "year = {0985}", "month = jan"]),
        ("2025-06-18/2025-06-21", ["date = {2025-06-18/2025-06-20}", "year = {2025}", "month = jun"]),
        ("2025-Q1", ["date = {2025-01-01/2025-03-31}", "year = {2025}"]),
        ("2024-12-31/2025-01-02", ["date = {2024-12-31/2025-01-01}"]),
        ("2025-06-18/..", ["date = {2025-06-18/}"]),
        ("../2025-06-18", ["date = {/2025-06-17}"]),
        (None, []),
    ],
)
def test_bibtex_has_the_whole_date_and_no_year_or_month_that_may_be_another(
    published: str | None, lines: list[str]
) -> None:
    text = bibliography(case(published=published), "bibtex")
    assert re.findall(r"^  ((?:date|year|month) = .*?),?$", text, re.MULTILINE) == lines


@pytest.mark.parametrize("title", ["a { b", "a } b", "}{", "\\", "a \\", "\\{", "<b> | {", "~^_#%&$"])
def test_whatever_a_text_holds_an_entry_ends_where_it_ends(title: str) -> None:
    """BibTeX counts braces, also those behind a backslash."""
    text = bibliography(case(title=title, note=title, address=f"https://a.b/{title}"), "bibtex")
    depths = [text[: place + 1].count("{") - text[: place + 1].count("}") for place in range(len(text))]

    assert (min(depths[5:-1]), depths[-1]) == (1, 0)
    (written,) = re.findall(r"^  title = \{\{(.*)\}\},$", text, re.MULTILINE)
    assert read_by_tex(written) == title


@given(st.text(st.sampled_from("\\{}$&#_%~^<>| abé")))
def test_what_tex_prints_is_what_the_source_says(note: str) -> None:
    entry = bibliography(case(note=f"n{note}n"), "bibtex")
    (written,) = re.findall(r"^  note = \{(.*)\}$", entry, re.MULTILINE)

    assert read_by_tex(written) == " ".join(f"n{note}n".split())


NAMED = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "less": "<",
    "greater": ">",
    "bar": "|",
}


def read_by_tex(text: str) -> str:
    """What TeX prints of a text; what it would not print as it stands is refused."""
    printed, place = "", 0
    for found in re.finditer(r"\\text([a-z]+)\{\}|\\([$&#_%])", text):
        assert not set(text[place : found.start()]) & set("\\{}$&#_%~^<>|")
        printed += text[place : found.start()] + (NAMED[found[1]] if found[1] else found[2])
        place = found.end()
    assert not set(text[place:]) & set("\\{}$&#_%~^<>|")
    return printed + text[place:]


def test_every_source_of_a_case_is_there_once() -> None:
    record = load_case("public-record")
    ids = [each.id for each in record.sources]

    assert [entry["id"] for entry in json.loads(bibliography(record, "csl-json"))] == ids
    assert re.findall(r"^@misc\{(.*),$", bibliography(record, "bibtex"), re.MULTILINE) == ids


def test_there_is_no_other_form() -> None:
    with pytest.raises(InvalidValueError, match="csl-json or bibtex"):
        bibliography(case(), "ris")  # type: ignore[arg-type]  # what a user may try


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("bibtx", r"'bibtx' \(did you mean 'bibtex'\?; valid: csl-json or bibtex"),
        ("BibTeX", r"'BibTeX' \(did you mean 'bibtex'"),
        ("csl_json", r"'csl_json' \(did you mean 'csl-json'"),
        (None, r"None \(valid: csl-json or bibtex"),
    ],
)
def test_a_form_that_is_not_there_is_refused_with_its_nearest(form: Any, said: str) -> None:
    with pytest.raises(InvalidValueError, match=f"there is no such form of a bibliography: {said}"):
        bibliography(case(), form)


def test_only_a_landscape_has_a_bibliography() -> None:
    read: Any = litellm.read(b'{"o3": {"litellm_provider": "openai"}}', retrieved="2026-11-23")

    with pytest.raises(InvalidValueError, match=r"no bibliography of this: 'case' \(valid: a landscape\)"):
        bibliography("case", "bibtex")  # type: ignore[arg-type]  # what a user may try
    with pytest.raises(
        InvalidValueError, match=r"of this: <CatalogueImport .*'its \.landscape'\?; valid: a landscape\)"
    ):
        bibliography(read, "bibtex")
