"""What type checkers accept and reject; the files of ``typing_tests`` are never run.

A line that must not pass names what each checker calls the error, mypy by its code and pyright by its rule::

    from aibroker import Landscpe  # rejected: attr-defined, reportAttributeAccessIssue
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "typing_tests").glob("*/*.py"))
KNOWN_TO_PINT_ALONE = {"PintQuantity", "from_pint", "to_pint"}  # and pint leaves it unknown

Finding = tuple[Path, int, str]


def _output_of(checker: str, *arguments: str | Path) -> str:
    # One question of pyright's, --verifytypes, reads the environment of the first python on the path.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", checker, *map(str, arguments)]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )

    assert run.returncode in (0, 1), run.stdout + run.stderr
    return run.stdout


def _mypy_findings() -> Iterator[Finding]:
    for line in _output_of("mypy", "--output=json", "--no-error-summary", *FILES).splitlines():
        found: dict[str, Any] = json.loads(line)
        if found["severity"] == "error":
            yield ROOT / found["file"], found["line"], found["code"]


def _pyright_findings() -> Iterator[Finding]:
    report = json.loads(_output_of("pyright", "--outputjson", f"--pythonpath={sys.executable}", *FILES))
    for found in report["generalDiagnostics"]:
        if found["severity"] == "error":
            yield Path(found["file"]), found["range"]["start"]["line"] + 1, found.get("rule", "syntax")


@cache
def _findings(checker: Callable[[], Iterator[Finding]]) -> frozenset[Finding]:
    return frozenset(checker())


def _marks(file: Path) -> Iterator[Finding]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        mark = re.search(r"# rejected: (.+)", line)
        for name in mark[1].split(", ") if mark else ():
            yield file, number, name


def _is_of_pyright(finding: Finding) -> bool:
    return finding[2].startswith("report")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_mypy_rejects_exactly_the_marked_lines(file: Path) -> None:
    expected = {mark for mark in _marks(file) if not _is_of_pyright(mark)}

    assert expected == {found for found in _findings(_mypy_findings) if found[0] == file}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_pyright_rejects_exactly_the_marked_lines(file: Path) -> None:
    expected = {mark for mark in _marks(file) if _is_of_pyright(mark)}

    assert expected == {found for found in _findings(_pyright_findings) if found[0] == file}


def test_every_file_to_be_rejected_marks_a_line() -> None:
    unmarked = [file.name for file in FILES if file.parent.name == "reject" and not any(_marks(file))]

    assert unmarked == []


def test_every_public_name_has_a_known_type() -> None:
    report = json.loads(_output_of("pyright", "--verifytypes=aibroker", "--ignoreexternal", "--outputjson"))
    symbols = report["typeCompleteness"]["symbols"]
    unknown = {symbol["name"] for symbol in symbols if symbol["isExported"] and not symbol["isTypeKnown"]}

    assert symbols
    assert {name for name in unknown if name.rpartition(".")[2] not in KNOWN_TO_PINT_ALONE} == set()
