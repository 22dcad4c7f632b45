"""What people read is complete and true: the reference, the glossary, the README and the examples."""

import os
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

import aibroker
import aibroker.playbook
import aibroker.testing
import aibroker.typing

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
REFERENCE = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md")}
FACE = sorted(set(aibroker.__all__) - {"__version__"})
TYPES = aibroker.typing.__all__
LITERALS = [name for name in TYPES if get_origin(getattr(aibroker.typing, name)) is Literal]
LISTED_IN_WORDS = {"Kind", "RecordKind"}

# The words of the project's design; whoever adds one to the records adds it here and to the glossary.
WORDS = """
assumption, authority, basis, bloc, broker, buyers, case, channel, claim, comparison, customer, developer, estimate,
exclusive, family, figure, fiscal calendar, grantor, hedge, hosting, kind, landscape, locator, market,
market position, measurand, measure, metric, model, operator, outcome, owner, partition, party, payment, period,
playbook, product, reach, cover, refusal, region, resale, retell, right, risk, root, rule, safeguard, sales channel,
scenario, seen open, selection, seller, source, stage, status, step, territory, unit, unknown, validity, vantage date,
vendor, verdict, west
"""


def _section(page: str, heading: str) -> str:
    return REFERENCE[page].partition(f"## {heading}\n")[2].partition("\n## ")[0]


@cache
def _output_of(example: Path) -> str:
    command = [sys.executable, str(example)]
    utf8 = os.environ | {"PYTHONUTF8": "1"}
    run = subprocess.run(command, cwd=ROOT, env=utf8, capture_output=True, encoding="utf-8", check=False)

    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_name_of_the_face_is_in_the_reference_once() -> None:
    everything = "\n".join(REFERENCE.values())
    described = re.findall(
        r"^\.\. auto(?:class|function|exception):: aibroker\.(\w+)(?:\(\))?$", everything, re.MULTILINE
    )

    assert sorted(described) == FACE


@pytest.mark.parametrize("name", FACE)
def test_the_overview_says_on_which_page_a_name_is(name: str) -> None:
    assert f"`{name}`" in REFERENCE["index"]


def test_the_reference_has_the_whole_playbook() -> None:
    assert ".. automodule:: aibroker.playbook\n   :members:\n" in REFERENCE["scenarios"]
    assert all(f"`{name}`" in REFERENCE["index"] for name in aibroker.playbook.__all__)


def test_the_reference_has_everything_to_test_with() -> None:
    members = re.search(r"automodule:: aibroker\.testing\n   :members: (.+)", REFERENCE["testing"])

    assert members is not None
    assert members[1].split(", ") == sorted(aibroker.testing.__all__)


@pytest.mark.parametrize("name", TYPES)
def test_the_reference_has_everything_to_annotate_with(name: str) -> None:
    assert re.search(rf"^\|.*`{name}`.*\|", REFERENCE["typing"], re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(LITERALS) - LISTED_IN_WORDS))
def test_the_reference_lists_the_texts_of_each_vocabulary(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| (.+) \|$", _section("typing", "Vocabularies"), re.MULTILINE)

    assert row is not None
    assert tuple(re.findall(r"`([^`]+)`", row[1])) == get_args(getattr(aibroker.typing, name))


def test_the_glossary_has_every_word_in_alphabetical_order() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    terms = [before for before, line in pairwise(lines) if line.startswith(": ")]
    words = {word.strip() for word in WORDS.replace("\n", " ").split(",")}

    assert words - {term.lower() for term in terms} == set()
    assert terms == sorted(terms, key=str.lower)


def test_there_are_examples() -> None:
    assert [example.name for example in EXAMPLES] == [
        "compare_washington_moves.py",
        "revenue_at_risk.py",
        "sweep_policy_levers.py",
        "washington_restricts_resale.py",
        "what_catalogues_add.py",
        "what_changed.py",
        "what_do_the_numbers_imply.py",
        "who_may_sell_to_a_chinese_bank.py",
        "who_sells_into_china.py",
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_the_readme_shows_what_an_example_really_prints(example: Path) -> None:
    block = rf"<!-- output of examples/{example.name} -->\n+```text\n(.*?)^```$"
    shown = re.search(block, README, re.DOTALL | re.MULTILINE)

    assert shown is not None
    assert shown[1] == _output_of(example)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_is_short(example: Path) -> None:
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_uses_public_names_only(example: Path) -> None:
    modules = re.findall(r"^from (aibroker\S*) import", example.read_text(encoding="utf-8"), re.MULTILINE)

    assert set(modules) <= {
        "aibroker",
        "aibroker.catalogues",
        "aibroker.playbook",
        "aibroker.testing",
        "aibroker.typing",
    }


def test_the_readme_names_no_machine_and_no_registry() -> None:
    assert re.findall(r"/(?:home|root|tmp|work)/|/simple\b|--index-url|localhost", README) == []


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)#]+)", README))
def test_the_readme_links_to_what_is_there(path: str) -> None:
    assert (ROOT / path).exists()
