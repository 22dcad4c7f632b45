"""Differences between landscapes as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from aibroker.differences import AnswerChange, Difference, RecordChange
from aibroker.records.reasons import Conflict

__all__ = ["difference_as_markdown", "difference_as_text"]


def difference_as_text(difference: Difference) -> Iterator[str]:
    """A difference, a line for each thing."""
    if difference.is_empty:
        yield "Nothing differs."
    for title, items in _sections(difference):
        yield f"{title}: {len(items)}"
        yield from (f"  - {item}" for item in items)


def difference_as_markdown(difference: Difference) -> Iterator[str]:
    """A difference as Markdown: a heading and a list for each part."""
    if difference.is_empty:
        yield "Nothing differs."
    for title, items in _sections(difference):
        yield f"### {title}"
        yield ""
        yield from (f"- {item}" for item in items)
        yield ""


def _sections(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    """The parts that have something in them."""
    parts = (
        ("Records", [_record(change) for change in difference.records]),
        ("Turned on", list(difference.turned_on)),
        ("Turned off", list(difference.turned_off)),
        ("Conflicts that are new", [_conflict(each) for each in difference.conflicts_new]),
        ("Conflicts that are gone", [_conflict(each) for each in difference.conflicts_gone]),
        ("Saved questions answered otherwise", [_answer(each) for each in difference.answers]),
    )
    yield from ((title, items) for title, items in parts if items)


def _record(change: RecordChange) -> str:
    fields = f": {', '.join(change.fields)}" if change.fields else ""
    cited = getattr(change.after or change.before, "claims", ())
    claims = f" [{', '.join(cited)}]" if cited else ""
    return f"{change.kind} {change.id} {change.what}{fields}{claims}"


def _conflict(conflict: Conflict) -> str:
    claims = ", ".join(each.claim.id for each in conflict.evidence)
    return f"{conflict.statement} [{claims}]"


def _answer(change: AnswerChange) -> str:
    before, after = (said or "cannot be asked" for said in (change.before, change.after))
    claims = f" [{', '.join(change.because)}]" if change.because else ""
    return f"{change.question.id}: {before} → {after}{claims}"
