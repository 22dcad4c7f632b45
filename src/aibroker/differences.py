"""What differs between two landscapes: records, conflicts, and the answers to saved questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal, overload

import attrs

from aibroker.comparing.replies import Reply, askings, replied
from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.hatch import shown
from aibroker.landscape import Landscape, Outcome
from aibroker.records.identifiers import ClaimId
from aibroker.records.kinds import PARTY_KINDS, Record, RecordKind, kind_of
from aibroker.records.questions import Question
from aibroker.records.reasons import Conflict
from aibroker.values.estimates import Estimate

__all__ = ["AnswerChange", "Difference", "RecordChange", "diff"]

_MOST_DIGITS: Final = 15


@attrs.frozen(kw_only=True)
class RecordChange:
    """A record that is not the same on both sides.

    Attributes:
        kind: Its kind.
        id: Its id.
        before: The record before; None where it came.
        after: The record after; None where it went.
        fields: The names of the fields that differ, where it is on both sides; ``kind`` too where it is of another.
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
        because: The claims that only one of the two answers rests on, in order; none where the day alone decides.
        reply_before: The answer before as data, with the bounds of a figure; None where there is none.
        reply_after: The answer after, likewise.
    """

    question: Question
    before: str | None
    after: str | None
    because: tuple[ClaimId, ...] = ()
    reply_before: Reply | None = None
    reply_after: Reply | None = None


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
        turned_on: What only the landscape after has on: assumptions, a convention for hedges and preferences, in words.
        turned_off: What only the landscape before has on, likewise.
    """

    before: Landscape
    after: Landscape
    records: tuple[RecordChange, ...]
    conflicts_new: tuple[Conflict, ...]
    conflicts_gone: tuple[Conflict, ...]
    answers: tuple[AnswerChange, ...]
    turned_on: tuple[str, ...] = ()
    turned_off: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        conflicts = self.conflicts_new or self.conflicts_gone
        return not (self.records or conflicts or self.answers or self.turned_on or self.turned_off)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        conflicts = len(self.conflicts_new) + len(self.conflicts_gone)
        return f"<Difference: {len(self.records)} records, {conflicts} conflicts, {len(self.answers)} answers>"

    def to_markdown(self) -> str:
        """The difference as Markdown."""
        return shown(self, "markdown")


@overload
def diff(before: Landscape, after: Landscape) -> Difference: ...
@overload
def diff(before: Outcome) -> Difference: ...
def diff(before: Landscape | Outcome, after: Landscape | None = None) -> Difference:
    """What differs between two landscapes, each seen from its own vantage date; or what an outcome changes.

    Args:
        before: The one; or an outcome alone, whose landscapes before and after are both seen from its ``day``.
        after: The other.

    Returns:
        The records, the conflicts, the answers to the saved questions of both and what is turned on, where they differ.
        A conflict is the same where it is of one kind and between the same records. What is at risk is asked of
        outcomes alone.

    Raises:
        InvalidValueError: If one of them is no landscape.
    """
    if isinstance(before, Outcome) and after is None:
        seen = before.before.on(before.day), before.after.on(before.day)
        return _difference(*seen, _changed_answers(before.before.under(), before, before.day))
    for case in (before, after):
        if not isinstance(case, Landscape):
            raise InvalidValueError("landscapes are compared", case, valid="two landscapes, or an outcome alone")
    if isinstance(before, Outcome) or after is None:  # pragma: no cover - refused above; a checker cannot see it
        raise InvalidValueError("landscapes are compared", after, valid="two landscapes")
    return _difference(before, after, _changed_answers(before.under(), after.under(), None))


def _difference(before: Landscape, after: Landscape, answers: tuple[AnswerChange, ...]) -> Difference:
    earlier, later = _by_subject(before), _by_subject(after)
    mine, theirs = before.switched_on, after.switched_on
    return Difference(
        before=before,
        after=after,
        records=_changed_records(before, after),
        conflicts_new=tuple(conflict for subject, conflict in later.items() if subject not in earlier),
        conflicts_gone=tuple(conflict for subject, conflict in earlier.items() if subject not in later),
        answers=answers,
        turned_on=tuple(each for each in theirs if each not in mine),
        turned_off=tuple(each for each in mine if each not in theirs),
    )


def _by_subject(case: Landscape) -> dict[tuple[str, ...], Conflict]:
    """The conflicts by what they are about: a remark or a claim more makes no other conflict of one."""
    found = ((each, (f"{kind_of(record)} {record.id}" for record in each.between)) for each in case.conflicts())
    return {(conflict.kind, *between): conflict for conflict, between in found}


def _changed_records(before: Landscape, after: Landscape) -> tuple[RecordChange, ...]:
    mine, theirs = _shelved(before), _shelved(after)
    changes = (_change(record, mine.get(shelf), theirs.get(shelf)) for shelf, record in {**mine, **theirs}.items())
    return tuple(sorted((each for each in changes if each.before != each.after), key=lambda each: (each.kind, each.id)))


def _shelved(case: Landscape) -> dict[tuple[str, str], Record]:
    """The records by what they share their ids with: a customer that becomes a vendor stays one party."""
    kinds = ((kind_of(record), record) for record in case.records)
    return {("party" if kind in PARTY_KINDS else kind, record.id): record for kind, record in kinds}


def _change(latest: Record, before: Record | None, after: Record | None) -> RecordChange:
    fields = () if before is None or after is None else tuple(_differing_fields(before, after))
    return RecordChange(kind=kind_of(latest), id=latest.id, before=before, after=after, fields=fields)


def _differing_fields(before: Record, after: Record) -> Iterator[str]:
    if type(before) is not type(after):
        yield "kind"
    listed: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(before))
    missing = object()
    yield from (each.name for each in listed if getattr(before, each.name) != getattr(after, each.name, missing))


def _changed_answers(before: Outcome, after: Outcome, on: date | None) -> tuple[AnswerChange, ...]:
    """The saved questions that are answered otherwise, on one day, or each on the vantage date of its landscape."""
    cases = (before.before, after.after)
    questions = {question.id: question for case in cases for question in case.questions}
    asked = [questions[each] for each in sorted(questions) if on is not None or questions[each].kind != "at_risk"]
    answered = ((question, _answer(before, question, on), _answer(after, question, on)) for question in asked)
    return tuple(_change_of_answer(*each) for each in answered if _substance(each[1]) != _substance(each[2]))


def _substance(reply: Reply | None) -> tuple[object, ...]:
    """What an answer says, not on what it rests: of a figure the bounds, which its text rounds."""
    return () if reply is None else (reply.said, reply.low, reply.high, reply.unit, reply.contested)


def _change_of_answer(question: Question, mine: Reply | None, theirs: Reply | None) -> AnswerChange:
    claims = tuple(frozenset(() if each is None else each.claims) for each in (mine, theirs))
    digits = _MOST_DIGITS if mine is not None and theirs is not None and mine.said == theirs.said else None
    return AnswerChange(
        question=question,
        before=None if mine is None else _said(mine, digits),
        after=None if theirs is None else _said(theirs, digits),
        because=tuple(sorted(claims[0] ^ claims[1])),
        reply_before=mine,
        reply_after=theirs,
    )


def _said(reply: Reply, digits: int | None) -> str:
    """The answer in a line; with more digits where rounding would hide how two of them differ."""
    said = reply.said
    if digits is not None and reply.low is not None and reply.high is not None:
        said = Estimate(low=reply.low, high=reply.high, unit=reply.unit or "count").shown(digits=digits)
    return f"{said} (contested)" if reply.contested else said


def _answer(outcome: Outcome, question: Question, on: date | None) -> Reply | None:
    """The answer to a saved question; none where it cannot be asked, such as of what the landscape does not hold."""
    day = outcome.before.as_of if on is None else on
    try:
        return replied(outcome, askings(outcome.before, question)[0], day)
    except (UnknownNameError, InvalidValueError):
        return None
