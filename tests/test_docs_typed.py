"""What the pages show passes a strict type checker as it is printed, so that it can be copied into a pipeline."""

import re
from collections.abc import Iterator
from doctest import DocTestParser
from pathlib import Path

import mypy.api
import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```python\n(.*?)^```|(clear-namespace)|(skip: next).*?^```$", re.MULTILINE | re.DOTALL)


def scripts(page: Path) -> Iterator[str]:
    """The examples of a page as scripts, one for each namespace; without those that are shown to raise, or not run."""
    lines: list[str] = []
    for block, cleared, _ in BLOCK.findall(page.read_text(encoding="utf-8")):
        if cleared:
            yield "".join(lines)
            lines = []
        elif ">>>" in block:
            lines += [each.source for each in DocTestParser().get_examples(block) if each.exc_msg is None]
        else:
            lines.append(block)
    yield "".join(lines)


def test_the_examples_of_every_page_pass_a_strict_type_checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(ROOT / "src"))
    made = []
    for page in PAGES:
        for number, script in enumerate(scripts(page)):
            name = "_".join(page.relative_to(ROOT).with_suffix("").parts).replace("-", "_")
            made.append(tmp_path / f"{name}_{number}.py")
            made[-1].write_text(script, encoding="utf-8")
    told, complaint, _ = mypy.api.run(
        ["--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}", *map(str, made)]
    )

    assert complaint == ""
    assert told.splitlines()[-1:] == [f"Success: no issues found in {len(made)} source files"], told
