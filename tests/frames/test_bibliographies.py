"""Bibliographies: each source once, under its own id, as exactly dated as it is known."""

import json
import re
from typing import Any

import pytest

from aibroker import load_case
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
        ("2025-06-18/..", [[2025, 6, 18]]),
    ],
)
def test_a_source_is_dated_as_exactly_as_it_is_known(published: str, parts: list[list[int]]) -> None:
    (entry,) = json.loads(bibliography(case(published=published), "csl-json"))
    assert entry["issued"] == {"date-parts": parts}


def test_what_is_unknown_is_left_out() -> None:
    (entry,) = json.loads(bibliography(case(), "csl-json"))
    assert entry == {"id": "page", "type": "report", "title": "R&D {at} 100 %"}
    assert bibliography(case(), "bibtex") == "@misc{page,\n  title = {{R\\&D \\{at\\} 100 \\%}}\n}"


def test_bibtex_has_the_rest_too() -> None:
    terms = {
        "published": "2025-06",
        "retrieved": "2025-07-01",
        "publisher": "P_Q",
        "address": "https://a.b/{c}",
        "note": "n",
    }
    assert bibliography(case(**terms), "bibtex").splitlines()[2:] == [
        "  publisher = {P\\_Q},",
        "  year = {2025},",
        "  month = {6},",
        "  url = {https://a.b/%7Bc%7D},",
        "  urldate = {2025-07-01},",
        "  note = {n}",
        "}",
    ]


def test_every_source_of_a_case_is_there_once() -> None:
    record = load_case("public-record")
    ids = [each.id for each in record.sources]

    assert [entry["id"] for entry in json.loads(bibliography(record, "csl-json"))] == ids
    assert re.findall(r"^@misc\{(.*),$", bibliography(record, "bibtex"), re.MULTILINE) == ids


def test_there_is_no_other_form() -> None:
    with pytest.raises(InvalidValueError, match="csl-json or bibtex"):
        bibliography(case(), "ris")  # type: ignore[arg-type]  # what a user may try
