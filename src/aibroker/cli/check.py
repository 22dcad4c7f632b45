"""``check``: what is wrong in case and scenario files, and what looks like a slip, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.cli.printing import print_lines
from aibroker.errors import Fault
from aibroker.exchange.files import CheckedFile, check

__all__ = ["checked"]

SOUND, DOUBTFUL, WRONG = 0, 1, 2


def checked(paths: Iterable[str], *, strict: bool) -> int:
    """Print what there is to say of files and of folders, each of which is one case.

    Args:
        paths: Files and folders.
        strict: Whether a finding counts as an error.

    Returns:
        0 if all is sound, 1 if there are findings, 2 if something is wrong; also where nobody reads to the end.
    """
    reports = [(path, check(path)) for path in paths]
    print_lines(line for path, report in reports for line in _lines(path, report))
    return max((_status(report, strict=strict) for _, report in reports), default=SOUND)


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
