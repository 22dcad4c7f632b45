"""Rows as tables of aligned text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aibroker.queries.audit import AuditRow

__all__ = ["aligned", "audit_table"]

_AUDIT_HEADS = ("number", "value", "roots", "days old", "remarks")


def audit_table(rows: Iterable[AuditRow]) -> Iterator[str]:
    """One line for each published number, under a line of heads."""
    yield from aligned([_AUDIT_HEADS, *(_cells(row) for row in rows)])


def _cells(row: AuditRow) -> tuple[str, ...]:
    age = "undated" if row.age is None else f"{row.age}"
    return row.metric or row.measurand, row.value, ", ".join(row.roots), age, "; ".join(_remarks(row)) or "-"


def _remarks(row: AuditRow) -> Iterator[str]:
    if row.anonymous:
        yield "anonymous"
    if row.machine_generated:
        yield "machine-generated"
    if row.contested:
        yield f"contested by {', '.join(row.contested_by)}"


def aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, their cells padded to the width of their columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
