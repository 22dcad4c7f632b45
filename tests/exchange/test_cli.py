"""The command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aibroker.cli import main
from aibroker.exchange.files import case_names, dump, load_case
from tests.exchange.bad_input import GROUND, HEADER, LINE, METRIC

SOUND = GROUND
DOUBTFUL = GROUND + METRIC.replace("FY2025", "2025")
WRONG = f"{HEADER}[chanels]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("case.toml")


@pytest.mark.parametrize(
    "case",
    [
        (SOUND, (), 0, "sound case.toml"),
        (DOUBTFUL, (), 1, f"finding case.toml:{LINE + 1} metrics.growth.revenue.period: a plain year of a company"),
        (DOUBTFUL, ("--strict",), 2, "finding case.toml:"),
        (WRONG, (), 2, "error case.toml:4 chanels: unknown key: 'chanels' (did you mean 'channels' or"),
    ],
)
def test_check(case: tuple[str, tuple[str, ...], int, str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, arguments, status, said = case
    here.write_text(text)

    assert main(["check", "case.toml", *arguments]) == status
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(said)


def test_check_reads_every_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.toml").write_text(SOUND)

    assert main(["check", str(tmp_path), str(tmp_path / "no\nsuch.toml")]) == 2
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"sound {tmp_path}"
    assert second.startswith(f"error {tmp_path}/no such.toml the document: there is no such file or folder: ")


@pytest.mark.parametrize(
    ("arguments", "title"),
    [((), "A case of aibroker"), (("case",), "A case of aibroker"), (("scenario",), "A scenario of aibroker")],
)
def test_schema(arguments: tuple[str, ...], title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == title


def test_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases"]) == 0
    assert tuple(capsys.readouterr().out.split()) == case_names()


@pytest.mark.parametrize("arguments", [(), ("chek",), ("check",), ("schema", "x")])
def test_wrong_arguments(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    assert caught.value.code == 2
    assert "usage: aibroker" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (SOUND, ("check", *["case.toml"] * 9), 0),
        (DOUBTFUL, ("check", *["case.toml"] * 9), 1),
        (WRONG, ("check", *["case.toml"] * 9), 2),
        (SOUND, ("schema",), 0),
        (SOUND, ("cases",), 0),
    ],
)
def test_a_reader_who_stops_reading_changes_nothing(
    text: str, arguments: tuple[str, ...], status: int, here: Path
) -> None:
    here.write_text(text)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "aibroker", *arguments]
        ended = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60)

    assert (ended.returncode, ended.stderr) == (status, b"")


def test_what_nobody_reads_goes_nowhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here.write_text(DOUBTFUL)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)

        assert main(["check", *["case.toml"] * 9]) == 1
        assert os.path.samestat(os.fstat(writing), Path(os.devnull).stat())


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u200b", "\u2028"])
def test_nothing_in_a_file_or_its_name_reaches_the_terminal(
    character: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escaped = f"\\u{ord(character):04x}"
    file = tmp_path / f"a{character}b.toml"
    file.write_text(f'{WRONG}["{escaped}"]\n[companies."x{escaped}"]\n"{escaped}" = "{escaped}"\n')

    assert main(["check", str(file), f"no{character}ne.toml"]) == 2
    assert all(line.isprintable() for line in capsys.readouterr().out.split("\n"))


FRAGMENT = """\
format = "aibroker/1"

[sources.article.claims]
more = { at = "s9", fact = "ByteDance pays more." }
"""


@pytest.mark.parametrize("base", ["microsoft-openai-china", "base.toml"])
def test_check_a_fragment_against_its_base(base: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here.write_text(FRAGMENT)
    dump(load_case("microsoft-openai-china"), "base.toml")

    assert main(["check", "case.toml", "--base", base]) == 0
    assert capsys.readouterr().out == "sound case.toml\n"
    assert main(["check", "case.toml"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "error the path: it is empty: ''"),
        (("case.toml", "--base", ""), "error the path: it is empty: ''"),
        (("case.toml", "--base", "nowhere.toml"), "error nowhere.toml the document: there is no such file or folder"),
    ],
)
def test_what_is_no_path_is_an_error(
    arguments: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here.write_text(FRAGMENT)

    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().out.startswith(said)
