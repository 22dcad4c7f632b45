"""What the tests of bad input share: a sound case to spoil, and how faults are compared."""

import pytest

from aibroker.errors import InvalidFileError
from aibroker.exchange.files import Format, loads

HEADER = """\
format = "aibroker/1"
title = "A case"
as_of = 2026-11-23
"""
GROUND = f"""\
{HEADER}
[companies]
Microsoft = {{ home = "US", year_ends = "June" }}
OpenAI = {{ home = "US" }}
Oracle = {{ home = "US" }}

[models]
GPT = {{ by = "OpenAI", family = true }}

[sources.page]
title = "A page"
kind = "reporting"
published = "unknown"
claims.said = {{ at = "s1", fact = "Something." }}

"""
LINE = GROUND.count("\n") + 1

CHANNEL = """\
[channels.azure]
seller = "Microsoft"
models = "GPT"
into = "China"
open = { seen = 2026-06-18 }
claims = "said"
"""
METRIC = """\
[metrics.growth]
revenue = { of = "Microsoft", period = "FY2025" }
versus = { period = "FY2024" }
is = "x3"
claims = "said"
"""


def faults_of(text: str, form: Format = "toml") -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        loads(text, format=form)
    return [str(fault) for fault in caught.value.faults]


def assert_record_faults(body: str, expected: list[str]) -> None:
    """Assert what is wrong with a record that follows the ground; its lines count from 0."""
    moved = [f"{LINE + int(line)} {rest}" for line, _, rest in (each.partition(" ") for each in expected)]
    assert_faults(faults_of(GROUND + body), moved)


def assert_faults(found: list[str], expected: list[str]) -> None:
    """Assert that each fault begins as expected; lists of what is valid may be long."""
    assert len(found) == len(expected), found
    for one, other in zip(found, expected, strict=True):
        assert one[: len(other)] == other


def with_line(text: str, number: int, line: str) -> str:
    """A text with one of its lines, counted from 0, replaced."""
    lines = text.splitlines()
    lines[number] = line
    return "\n".join([*lines, ""])
