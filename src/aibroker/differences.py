"""What differs between two landscapes: records, conflicts, and the answers to saved questions."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from aibroker.errors import UnknownNameError
from aibroker.hatch import shown
from aibroker.landscape import Landscape
from aibroker.records.kinds import Record, RecordKind, kind_of
from aibroker.records.questions import Question
from aibroker.records.reasons import Conflict
from aibroker.store.stores import Key

__all__ = ["AnswerChange", "Difference", "RecordChange", "diff"]


@attrs.frozen(kw_only=True)
class RecordChange:
    """A record that is not the same on both sides.

    Attributes:
        kind: Its kind.
        id: Its id.
        before: The record before; None where it came.
        after: The record after; None where it went.
        fields: The names of the fields that differ, where it is on both sides.
    """

    kind: RecordKind
    id: str
    before: Record | None
    after: Record | None
    fields: tuple[str, ...]

    @property
    def what(self) -> Literal["came", "went", "changed"]:
        """Whether it came, went or changed."""
        if self.before is None:
            return "came"
        return "went" if self.after is None else "changed"


@attrs.frozen(kw_only=True)
class AnswerChange:
    """A saved question that is answered otherwise.

    Attributes:
        question: The question.
        before: The answer before, in a line; None where the landscape does not hold what the question names.
        after: The answer after, likewise.
    """

    question: Question
    before: str | None
    after: str | None


@attrs.frozen(kw_only=True, repr=False)
class Difference:
    """What differs between two landscapes.

    Attributes:
        before: The landscape before.
        after: The landscape after.
        records: The records that came, went or changed, by kind and id.
        conflicts_new: The conflicts that only the landscape after has.
        conflicts_gone: The conflicts that only the landscape before has.
        answers: The saved questions that are answered otherwise.
    """

    before: Landscape
    after: Landscape
    records: tuple[RecordChange, ...]
    conflicts_new: tuple[Conflict, ...]
    conflicts_gone: tuple[Conflict, ...]
    answers: tuple[AnswerChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.records or self.conflicts_new or self.conflicts_gone or self.answers)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        conflicts = len(self.conflicts_new) + len(self.conflicts_gone)
        return f"<Difference: {len(self.records)} records, {conflicts} conflicts, {len(self.answers)} answers>"

    def to_markdown(self) -> str:
        """The difference as Markdown."""
        return shown(self, "markdown")


def diff(before: Landscape, after: Landscape) -> Difference:
    """What differs between two landscapes, each seen from its own vantage date.

    Args:
        before: The one.
        after: The other.

    Returns:
        The records, the conflicts and the answers to the saved questions of both that differ.
    """
    earlier, later = before.conflicts(), after.conflicts()
    return Difference(
        before=before,
        after=after,
        records=_changed_records(before, after),
        conflicts_new=tuple(each for each in later if each not in earlier),
        conflicts_gone=tuple(each for each in earlier if each not in later),
        answers=_changed_answers(before, after),
    )


def _changed_records(before: Landscape, after: Landscape) -> tuple[RecordChange, ...]:
    mine: dict[Key, Record] = {(kind_of(record), record.id): record for record in before.records}
    theirs: dict[Key, Record] = {(kind_of(record), record.id): record for record in after.records}
    differing = sorted(key for key in {*mine, *theirs} if mine.get(key) != theirs.get(key))
    return tuple(_change(kind, each, mine.get((kind, each)), theirs.get((kind, each))) for kind, each in differing)


def _change(kind: RecordKind, record_id: str, before: Record | None, after: Record | None) -> RecordChange:
    fields: tuple[str, ...] = ()
    if before is not None and after is not None:
        listed: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(before))
        fields = tuple(each.name for each in listed if getattr(before, each.name) != getattr(after, each.name))
    return RecordChange(kind=kind, id=record_id, before=before, after=after, fields=fields)


def _changed_answers(before: Landscape, after: Landscape) -> tuple[AnswerChange, ...]:
    questions = {question.id: question for case in (before, after) for question in case.questions}
    structural = (questions[each] for each in sorted(questions) if questions[each].kind in ("channels_into", "access"))
    answered = (_answers(before, after, question) for question in structural)
    return tuple(each for each in answered if each.before != each.after)


def _answers(before: Landscape, after: Landscape, question: Question) -> AnswerChange:
    return AnswerChange(question=question, before=_answer(before, question), after=_answer(after, question))


def _answer(case: Landscape, question: Question) -> str | None:
    """The answer in a line; None where the landscape does not hold what the question names."""
    try:
        return _access(case, question) if question.kind == "access" else _channels(case, question)
    except UnknownNameError:
        return None


def _channels(case: Landscape, question: Question) -> str:
    answer = case.channels_into(
        question.market or "world",
        seller=question.seller,
        developer=question.developer,
        model=question.model,
        product=question.product,
    )
    known = ", ".join(channel.id for channel in answer) or "none known"
    unknown = ", ".join(candidate.item.id for candidate in answer.unknown)
    return f"{known}; unknown: {unknown}" if unknown else known


def _access(case: Landscape, question: Question) -> str:
    return case.access(question.model or "", buyer=question.party or "").verdict
