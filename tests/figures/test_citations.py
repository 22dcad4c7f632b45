"""How to cite a figure, so that others find it again."""

import re
from datetime import date
from importlib.metadata import version

import pytest

from aibroker.errors import InvalidValueError
from tests.figures.makers import claim, maker, number, sales

YEAR = "2023-07-01/2024-07-01"
CASE = maker(number("n", sales(YEAR), "5..6 USD")).suppose("even", because="b", convention="even pace")


def test_a_citation_holds_the_figure_the_landscape_and_the_library() -> None:
    figure = CASE.figure(sales(YEAR))
    citation = CASE.cite(figure)

    assert citation.figure is figure
    assert (citation.title, citation.as_of) == ("A maker", date(2026, 1, 1))
    assert citation.version == version("aibroker")
    assert re.fullmatch("[0-9a-f]{64}", citation.fingerprint)
    assert repr(citation) == "<Citation of <Figure sales of Maker, 2023-07-01/2024-07-01: 5 to 6 USD>>"


def test_two_landscapes_of_the_same_content_have_one_fingerprint() -> None:
    records = list(CASE.records)
    again = type(CASE).of(*reversed(records), as_of=CASE.as_of, title=CASE.title)

    assert again.fingerprint == CASE.fingerprint
    assert CASE.removing(CASE.metrics["n"]).fingerprint != CASE.fingerprint
    assert CASE.on("2025-12-31").fingerprint != CASE.fingerprint


def test_it_reads_as_a_few_lines() -> None:
    case = CASE.reading(about=0.1)
    text = str(case.cite(case.figure(sales("2024-Q1"))))

    assert text.splitlines() == [
        "Sales of Maker, 2024-Q1: 1.243 to 1.492 USD.",
        f"aibroker {version('aibroker')}; A maker, as of 2026-01-01; sha256:{case.fingerprint}.",
        "Assumed: even.",
        "Policy: about reaches 10 % of the number, and a bare ratio is read as exact.",
        "Claims: filing.it.",
        "Sources:",
        "  - filing: 'The filing' (filing; published 2025-03-01; when it was read is not said)",
    ]


def test_a_figure_without_claims_and_a_landscape_without_a_title_are_said_to_be() -> None:
    case = type(CASE).of(*CASE.records, as_of=CASE.as_of)
    text = str(case.cite(case.figure(sales("2019"))))

    assert "unknown, at least 0 USD" in text
    assert "an untitled landscape" in text
    assert "Assumed: nothing." in text
    assert "Claims: none." in text


def test_a_figure_of_another_landscape_is_refused() -> None:
    here, there = maker(number("n", sales(), "exactly 5 USD")), maker(number("n", sales(), "exactly 6 USD"))
    supposed = here.suppose("more", because="b", adds=[number("m", sales("2025"), "7 USD", claims=())])

    with pytest.raises(InvalidValueError, match=r"of another landscape: here it is 6 USD: '5 USD'"):
        there.sensitivity(here.figure(sales()))
    for ask in (here.cite, here.sensitivity, here.audit):
        with pytest.raises(InvalidValueError, match="it rests on the assumption more, which is not held here"):
            ask(supposed.figure(sales("2025")))
    told = maker(claim("talk", "else"), number("n", sales(), "5 USD", claims=["talk.else"])).figure(sales())
    with pytest.raises(InvalidValueError, match=r"it rests on the claim talk\.else, which is not held here"):
        here.cite(told)
