"""Answers and outcomes as text: what is known, what is unknown, and on request every claim with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from textwrap import fill

from aibroker.differences import Difference
from aibroker.display.conditions import Paragraph, access_paragraphs
from aibroker.display.differences import difference_as_markdown, difference_as_text
from aibroker.display.figures import citation_lines, figure_cites, figure_paragraphs, sensitivity_lines
from aibroker.display.items import claims_of, described, stale_marks, steps
from aibroker.display.sentences import listed, named, sentence
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
from aibroker.records.evidence import Source
from aibroker.records.reasons import Evidence, Reason
from aibroker.scenarios.changes import Change
from aibroker.scenarios.consequences import Loss
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["show"]

_WIDTH = 100


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
            lines, cited = _outcome(thing, explained=explained), _cited_by_outcome(thing)
        case Difference():
            as_markdown = form == "markdown"
            lines, cited = difference_as_markdown(thing) if as_markdown else difference_as_text(thing), iter(())
        case _:
            problem = "this cannot be shown"
            raise InvalidValueError(problem, thing, valid="an answer, a figure, an outcome, a difference")
    return "\n".join((*lines, *(_sources(cited) if explained or isinstance(thing, Citation) else ())))


def _cited_by_answer(answer: Answer[object]) -> Iterator[Evidence]:
    for item in (*answer.known, *(candidate.item for candidate in answer.unknown)):
        yield from evidence(answer.store, claims_of(item))


def _cited_by_outcome(outcome: Outcome) -> Iterator[Evidence]:
    for change in (*outcome.closed, *outcome.narrowed):
        yield from _cited_by_reason(change.because)
    for candidate in outcome.unknown:
        yield from evidence(outcome.application.store, candidate.item.claims)


def _cited_by_reason(reason: Reason) -> Iterator[Evidence]:
    yield from reason.evidence
    for each in reason.because:
        yield from _cited_by_reason(each)


def _sources(cited: Iterable[Evidence]) -> Iterator[str]:
    """Every source of the claims shown, once; also those that said first what others pass on."""
    sources = {source.id: source for each in cited for source in (each.source, each.root) if source is not None}
    if sources:
        yield "Sources:"
    for source_id in sorted(sources):
        yield _wrapped(_source(sources[source_id]), 2, mark="- ")


def _source(source: Source) -> str:
    published = "publication date unknown" if source.published is None else f"published {source.published}"
    read = "when it was read is not said" if source.retrieved is None else f"read {source.retrieved}"
    facts = [source.kind, *(["machine-generated"] if source.machine_generated else []), published, read]
    publisher = f"{source.publisher}, " if source.publisher else ""
    address = f", {source.address}" if source.address else ""
    return f"{source.id}: {publisher}{source.title!r} ({'; '.join(facts)}){address}"


def _wrapped(text: str, indent: int, *, mark: str = "") -> str:
    first = " " * indent + mark
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for each in paragraphs:
        if isinstance(each.said, Evidence):
            yield from _claims((each.said,), each.indent)
        else:
            yield _wrapped(each.said, each.indent, mark=each.mark)


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
    yield _wrapped(described(store, item), 2, mark="- ")
    for stale in stale_marks(item, answer.on, answer.horizon):
        yield _wrapped(stale, 4, mark="! ")
    if because:
        yield _wrapped("; ".join(because), 4, mark="? ")
    for words, claims in steps(store, item) if explained else ():
        if words:
            yield _wrapped(words, 4, mark="> ")
        yield from _claims(evidence(store, claims), 6 if words else 4)


def _claims(listed_evidence: Iterable[Evidence], indent: int = 4) -> Iterator[str]:
    for each in listed_evidence:
        yield _wrapped(_evidence(each), indent, mark="* ")


def _evidence(each: Evidence) -> str:
    claim = each.claim
    hedged = f", hedged: {', '.join(claim.hedges)}" if claim.hedges else ""
    speaker = "" if claim.said_by == "unstated" else f"; said by {claim.said_by}"
    first = f"; first in {each.root.id}" if each.root is not None else ""
    place = f"{claim.source}, {claim.locator}{speaker}{first}"
    return f"{claim.id} ({claim.kind}{hedged}): {claim.text} [{place}]"


def _outcome(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    if not outcome.scenarios:
        yield "Under no scenario: nothing changes."
    for scenario in outcome.scenarios:
        said = f" ({scenario.rationale})" if scenario.rationale else ""
        yield _wrapped(f"Under {scenario.name!r}, effective {scenario.effective}{said}:", 0)
    for assumption in outcome.application.assumptions:
        held = outcome.before.assumptions[assumption]
        yield _wrapped(f"assuming {held.name or held.id} [{held.id}], because: {held.because}", 2)
    yield from _section("Closed", outcome.closed, outcome, explained=explained)
    yield from _section("Narrowed", outcome.narrowed, outcome, explained=explained)
    yield from _losses(outcome)
    yield from _unknown(outcome, explained=explained)


def _section(title: str, changes: tuple[Change, ...], outcome: Outcome, *, explained: bool) -> Iterator[str]:
    yield f"{title}: {_number(changes, outcome)}"
    store = outcome.application.store
    for change in changes:
        fate = f"ends on {change.effective}" if change.ended is not None else "does not open on these terms"
        yield _wrapped(f"{change.before.id} {fate}: {sentence(store, change.before)}", 2, mark="- ")
        for each in change.continued_by:
            yield _wrapped(f"goes on as {each.id}: {sentence(store, each)}", 4, mark="> ")
        for each in change.restored_by:
            yield _wrapped(f"comes back as {each.id}: {sentence(store, each)}", 4, mark="> ")
        if explained:
            yield from _reason(change.because, indent=4)


def _reason(reason: Reason, *, indent: int) -> Iterator[str]:
    said = f"{reason.statement}{_ground(reason)}"
    yield _wrapped(said, indent, mark="because: " if indent == 4 else "- ")
    yield from _claims(reason.evidence, indent + 2)
    for each in reason.because:
        yield from _reason(each, indent=indent + 2)


def _ground(reason: Reason) -> str:
    """On whose word: a record's claims stand behind all of it, and not each behind every field."""
    if reason.basis != "record":
        return ""
    return ", says its record, which cites:" if reason.evidence else ", says its record, which cites no claim"


def _number(listed: Sized, outcome: Outcome) -> str:
    """How many there are; where some are unknown, "none known" is not "none"."""
    return str(len(listed) or ("none known" if outcome.unknown else "none"))


def _losses(outcome: Outcome) -> Iterator[str]:
    doubtful = sum(loss.verdict is Verdict.UNKNOWN for loss in outcome.lost_access)
    unsure = f", {doubtful} of them unknown" if doubtful else ""
    yield f"Lost access: {_number(outcome.lost_access, outcome)}{unsure}"
    for loss in outcome.lost_access:
        yield _wrapped(_loss(outcome.application.store, loss), 2, mark="- ")


def _loss(store: Store, loss: Loss) -> str:
    who = named(store, "market", loss.market)
    if loss.buyer is not None:
        who = f"{named(store, 'party', loss.buyer)}, as a buyer there,"
    what = listed(store, "model", loss.models) if loss.models else "the product"
    whose = f" by {listed(store, 'party', loss.developers)}" if loss.developers else ""
    verb = "loses" if loss.verdict is Verdict.YES else "may lose"
    left = f"left there: {', '.join(loss.left)}" if loss.left else "no known channel is left there"
    return f"{who} {verb} {what}{whose}, which came through {loss.channel}; {left}"


def _unknown(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    if outcome.unknown:
        yield f"Unknown whether anything is taken away: {len(outcome.unknown)}"
    for candidate in outcome.unknown:
        yield _wrapped(f"{candidate.item.id}: {'; '.join(candidate.because)}", 2, mark="? ")
        if explained:
            yield from _claims(evidence(outcome.application.store, candidate.item.claims))
