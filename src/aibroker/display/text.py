"""Answers and outcomes as text: what is known, what is unknown, and on request every claim with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.comparing.attributions import Attribution
from aibroker.comparing.sidebyside import SideBySide
from aibroker.differences import Difference
from aibroker.display.comparisons import attribution_lines, comparison_as_markdown, comparison_as_text
from aibroker.display.conditions import Paragraph, access_paragraphs
from aibroker.display.differences import difference_as_markdown, difference_as_text
from aibroker.display.figures import citation_lines, figure_cites, figure_paragraphs, sensitivity_lines
from aibroker.display.items import claims_of, described, stale_marks, steps
from aibroker.display.lines import claim_lines, source_lines, wrapped
from aibroker.display.outcomes import cited_by_outcome, outcome_lines
from aibroker.display.tables import audit_table
from aibroker.errors import InvalidValueError
from aibroker.figures.citations import Citation
from aibroker.figures.figures import Figure
from aibroker.figures.sensitivity import Sensitivity
from aibroker.hatch import Form
from aibroker.landscape import Outcome
from aibroker.queries.access import Access
from aibroker.queries.answers import Answer
from aibroker.queries.audit import Audit
from aibroker.records.reasons import Evidence
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["show"]


def show(thing: object, form: Form) -> str:
    """A thing as people read it.

    Args:
        thing: An answer, an outcome or a difference.
        form: ``text`` for what it says, ``explanation`` for why as well, with the sources at the end; ``markdown``.

    Returns:
        The text, without a newline at its end.

    Raises:
        InvalidValueError: If it is nothing that can be shown.
    """
    explained = form == "explanation"
    match thing:
        case Answer():
            lines, cited = _answer(thing, explained=explained), _cited_by_answer(thing)
        case Access():
            lines, cited = _paragraphs(access_paragraphs(thing, explained=explained)), iter(thing.cited)
        case Figure():
            lines, cited = _paragraphs(figure_paragraphs(thing, explained=explained)), figure_cites(thing)
        case Citation():
            lines, cited = citation_lines(thing), figure_cites(thing.figure)
        case Sensitivity():
            lines, cited = sensitivity_lines(thing), iter(())
        case Audit():
            lines, cited = audit_table(thing), iter(())
        case Outcome():
            lines, cited = outcome_lines(thing, explained=explained), cited_by_outcome(thing)
        case SideBySide():
            lines = comparison_as_markdown(thing) if form == "markdown" else comparison_as_text(thing)
            cited = iter(())
        case Attribution():
            lines, cited = attribution_lines(thing), iter(())
        case Difference():
            as_markdown = form == "markdown"
            lines, cited = difference_as_markdown(thing) if as_markdown else difference_as_text(thing), iter(())
        case _:
            problem = "this cannot be shown"
            raise InvalidValueError(problem, thing, valid="an answer, a figure, an outcome, a difference")
    return "\n".join((*lines, *(source_lines(cited) if explained or isinstance(thing, Citation) else ())))


def _cited_by_answer(answer: Answer[object]) -> Iterator[Evidence]:
    for item in (*answer.known, *(candidate.item for candidate in answer.unknown)):
        yield from evidence(answer.store, claims_of(item))


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for each in paragraphs:
        if isinstance(each.said, Evidence):
            yield from claim_lines((each.said,), each.indent)
        else:
            yield wrapped(each.said, each.indent, mark=each.mark)


def _answer(answer: Answer[object], *, explained: bool) -> Iterator[str]:
    yield f"{_capital(answer.question)}, on {answer.on}: {_counts(answer)}"
    for item in answer.known:
        yield from _item(answer, item, explained=explained)
    if answer.unknown:
        yield "Unknown:"
        for candidate in answer.unknown:
            yield from _item(answer, candidate.item, explained=explained, because=candidate.because)


def _counts(answer: Answer[object]) -> str:
    if answer.verdict is Verdict.NO:
        return "none"
    known = f"{len(answer.known) or 'none'} known"
    return f"{known}; {len(answer.unknown)} unknown, not counted" if answer.unknown else known


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _item(answer: Answer[object], item: object, *, explained: bool, because: tuple[str, ...] = ()) -> Iterator[str]:
    store = answer.store
    yield wrapped(described(store, item), 2, mark="- ")
    for stale in stale_marks(item, answer.on, answer.horizon):
        yield wrapped(stale, 4, mark="! ")
    if because:
        yield wrapped("; ".join(because), 4, mark="? ")
    for words, claims in steps(store, item) if explained else ():
        if words:
            yield wrapped(words, 4, mark="> ")
        yield from claim_lines(evidence(store, claims), 6 if words else 4)
