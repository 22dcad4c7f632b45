"""``check``: what is wrong in case and scenario files, and what looks like a slip, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.cli.printing import print_lines
from aibroker.errors import Fault, InvalidFileError
from aibroker.exchange.files import CheckedFile, case_names, check, load, load_case
from aibroker.landscape import Landscape

__all__ = ["checked"]

SOUND, DOUBTFUL, WRONG = 0, 1, 2


def checked(paths: Iterable[str], *, base: str | None, strict: bool) -> int:
    """Print what there is to say of files and of folders, each of which is one case or a fragment of one.

    Args:
        paths: Files and folders.
        base: The case that fragments add to: its path or its bundled name; None for cases that stand alone.
        strict: Whether a finding counts as an error.

    Returns:
        0 if all is sound, 1 if there are findings, 2 if something is wrong; also where nobody reads to the end.
    """
    try:
        held = None if base is None else _held(base)
    except InvalidFileError as error:
        print_lines(_lines(base or "", CheckedFile(faults=error.faults)))
        return WRONG
    reports = [(path, check(path, base=held)) for path in paths]
    print_lines(line for path, report in reports for line in _lines(path, report))
    return max((_status(report, strict=strict) for _, report in reports), default=SOUND)


def _held(base: str) -> Landscape:
    return load_case(base) if base in case_names() else load(base)


def _lines(path: str, report: CheckedFile) -> Iterator[str]:
    for fault in report.faults:
        yield _line("error", fault)
    for finding in report.findings:
        yield _line("finding", finding)
    if not report.faults and not report.findings:
        yield _line("sound", path)


def _line(label: str, said: Fault | str) -> str:
    """One line of what can be seen, whatever the file and its name hold."""
    return "".join(each if each.isprintable() else " " for each in f"{label} {said}")


def _status(report: CheckedFile, *, strict: bool) -> int:
    if report.faults or (strict and report.findings):
        return WRONG
    return DOUBTFUL if report.findings else SOUND
