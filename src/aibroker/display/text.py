"""Answers and outcomes as text: what is known, what is unknown, and on request every claim with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from aibroker.display.sentences import listed, named, sentence
from aibroker.errors import InvalidValueError
from aibroker.hatch import Form
from aibroker.landscape import Outcome
from aibroker.queries.answers import Answer, Brokerage
from aibroker.queries.evidence import evidence
from aibroker.records.identifiers import ClaimId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Evidence, Reason
from aibroker.records.rights import Refusal, Right
from aibroker.scenarios.application import Change
from aibroker.scenarios.consequences import Loss
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["show"]

_WIDTH = 100


def show(thing: object, form: Form) -> str:
    """A thing as people read it.

    Args:
        thing: An answer or an outcome.
        form: ``text`` for what it says, ``explanation`` for why as well.

    Returns:
        The text, without a newline at its end.

    Raises:
        InvalidValueError: If it is nothing that can be shown.
    """
    match thing:
        case Answer():
            lines = _answer(thing, explained=form == "explanation")
        case Outcome():
            lines = _outcome(thing, explained=form == "explanation")
        case _:
            problem = "this cannot be shown"
            raise InvalidValueError(problem, thing, valid="an answer or an outcome")
    return "\n".join(lines)


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


def _answer(answer: Answer[object], *, explained: bool) -> Iterator[str]:
    yield f"{_capital(answer.question)}, on {answer.on}: {_counts(answer)}"
    for item in answer.known:
        yield from _item(answer.store, item, explained=explained)
    if answer.unknown:
        yield "Unknown:"
        for candidate in answer.unknown:
            yield from _item(answer.store, candidate.item, explained=explained, because=candidate.because)


def _counts(answer: Answer[object]) -> str:
    known = f"{len(answer.known)} known"
    return f"{known}; {len(answer.unknown)} unknown, not counted" if answer.unknown else known


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _item(store: Store, item: object, *, explained: bool, because: tuple[str, ...] = ()) -> Iterator[str]:
    yield _wrapped(_labelled(store, item), 2, mark="- ")
    if because:
        yield _wrapped("; ".join(because), 4, mark="? ")
    if explained:
        yield from _claims(evidence(store, _claims_of(item)))


def _labelled(store: Store, item: object) -> str:
    said = sentence(store, item)
    return f"{item.id}: {said}" if isinstance(item, SalesChannel | Right | Refusal) else said


def _claims_of(item: object) -> tuple[ClaimId, ...]:
    match item:
        case SalesChannel() | Right() | Refusal():
            return item.claims
        case Brokerage():
            return tuple(dict.fromkeys(claim for each in (*item.outward, *item.inward) for claim in each.claims))
        case _:
            return ()


def _claims(listed_evidence: Iterable[Evidence], indent: int = 4) -> Iterator[str]:
    for each in listed_evidence:
        yield _wrapped(_evidence(each), indent, mark="« ")


def _evidence(each: Evidence) -> str:
    claim, source = each.claim, each.source
    hedged = f", hedged: {', '.join(claim.hedges)}" if claim.hedges else ""
    first = f"; first said by {each.root.title}" if each.root is not None else ""
    machine = ", machine-generated" if source.machine_generated else ""
    speaker = "" if claim.said_by == "unstated" else f"; said by {claim.said_by}"
    origin = f"{source.title!r} ({source.kind}{machine}), {claim.locator}"
    return f"{claim.id} ({claim.kind}{hedged}): {claim.text} [{origin}{speaker}{first}]"


def _outcome(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    if not outcome.scenarios:
        yield "Under no scenario: nothing changes."
    for scenario in outcome.scenarios:
        said = f" ({scenario.rationale})" if scenario.rationale else ""
        yield _wrapped(f"Under {scenario.name!r}, effective {scenario.effective}{said}:", 0)
    yield from _section("Closed", outcome.closed, outcome, explained=explained)
    yield from _section("Narrowed", outcome.narrowed, outcome, explained=explained)
    yield from _losses(outcome)
    yield from _unknown(outcome)


def _section(title: str, changes: tuple[Change, ...], outcome: Outcome, *, explained: bool) -> Iterator[str]:
    yield f"{title}: {len(changes) or 'none'}"
    store = outcome.application.store
    for change in changes:
        yield _wrapped(f"{change.before.id} ends on {change.effective}: {sentence(store, change.before)}", 2, mark="- ")
        for each in change.continued_by:
            yield _wrapped(f"goes on as {each.id}: {sentence(store, each)}", 4, mark="> ")
        for each in change.restored_by:
            yield _wrapped(f"comes back as {each.id}: {sentence(store, each)}", 4, mark="> ")
        if explained:
            yield from _reason(change.because, indent=4)


def _reason(reason: Reason, *, indent: int) -> Iterator[str]:
    uncited = " [the case cites no claim for it]" if reason.basis == "record" and not reason.evidence else ""
    yield _wrapped(f"{reason.statement}{uncited}", indent, mark="because: " if indent == 4 else "- ")
    yield from _claims(reason.evidence, indent + 2)
    for each in reason.because:
        yield from _reason(each, indent=indent + 2)


def _losses(outcome: Outcome) -> Iterator[str]:
    yield f"Lost access: {len(outcome.lost_access) or 'none'}"
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
    return f"{who} {verb} {what}{whose} through {loss.channel}; {left}"


def _unknown(outcome: Outcome) -> Iterator[str]:
    if outcome.unknown:
        yield f"Unknown whether anything is taken away: {len(outcome.unknown)}"
    for candidate in outcome.unknown:
        yield _wrapped(f"{candidate.item.id}: {'; '.join(candidate.because)}", 2, mark="? ")
