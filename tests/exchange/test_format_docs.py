"""The pages on the format: every key is there, and what they show can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aibroker.exchange.files import loads
from aibroker.exchange.schema import case_schema, scenario_schema
from aibroker.exchange.tables import SECTIONS, Section

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "format.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "how-to" / "write-a-case.md").read_text(encoding="utf-8")


def keys_in(schema: object) -> Iterator[str]:
    """Every key that a schema knows, wherever it stands."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for each in schema.values():
            yield from keys_in(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from keys_in(each)


NAMED_IN_WORDS = {
    *("sales", "revenue", "spend", "spending", "turnover", "profit", "price", "exchange-rate", "exchange rate"),
    *("text", "unit", "likely"),
}


@pytest.mark.parametrize("schema", [case_schema(), scenario_schema()], ids=["case", "scenario"])
def test_every_key_is_in_the_reference(schema: dict[str, object]) -> None:
    in_code = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]+`", REFERENCE))))

    assert {*keys_in(schema)} - in_code - NAMED_IN_WORDS == set()
    assert all(word in REFERENCE for word in NAMED_IN_WORDS)


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_the_table_of_a_section_has_its_keys(section: Section) -> None:
    part = re.split(r"\n#{2,4} ", REFERENCE.partition(f"\n### `{section.name}`\n")[2])[0]
    rows = re.findall(r"^\| (\**)`(\w+)`\** \|", part, re.MULTILINE)

    assert {key for _, key in rows} == {*section.table.keys}
    assert {key for bold, key in rows if bold} == {*section.table.required}


def test_the_case_of_the_guide_is_sound() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)

    assert loads("\n".join(blocks)).title == "Microsoft sells OpenAI models into China"
