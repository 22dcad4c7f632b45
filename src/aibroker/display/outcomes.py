"""Outcomes as text: what a scenario closes, narrows and opens, and who loses access, with every reason."""

from __future__ import annotations

from collections.abc import Iterator, Sized

from aibroker.display.lines import claim_lines, wrapped
from aibroker.display.sentences import listed, named, place, sentence
from aibroker.landscape import Outcome
from aibroker.records.kinds import kind_of
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Evidence, Reason
from aibroker.records.rights import Right
from aibroker.scenarios.changes import Change, Opening
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.steps import DoubtClaim
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["cited_by_outcome", "outcome_lines"]


def outcome_lines(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    """An outcome as lines of text, with every reason where it is to be explained."""
    if not outcome.scenarios:
        yield "Under no scenario: nothing changes."
    for scenario in outcome.scenarios:
        said = f" ({scenario.rationale})" if scenario.rationale else ""
        yield wrapped(f"Under {scenario.name!r}, effective {scenario.effective}{said}:", 0)
    for assumption in outcome.application.assumptions:
        held = outcome.after.assumptions[assumption]
        yield wrapped(f"assuming {held.name or held.id} [{held.id}], because: {held.because}", 2)
    yield from _doubted(outcome)
    yield from _section("Closed", outcome.closed, outcome, explained=explained)
    yield from _section("Narrowed", outcome.narrowed, outcome, explained=explained)
    if outcome.moved:
        yield from _section("On other terms", outcome.moved, outcome, explained=explained)
    yield from _openings(outcome, explained=explained)
    yield from _losses(outcome)
    yield from _unknown(outcome, explained=explained)
    if outcome.findings:
        yield f"To be looked at: {len(outcome.findings)}"
    for finding in outcome.findings:
        yield wrapped(str(finding), 2, mark="! ")


def _doubted(outcome: Outcome) -> Iterator[str]:
    """What is no longer said, where claims are doubted: it closes on no day, and is as if it had never been known."""
    if not any(isinstance(step, DoubtClaim) for scenario in outcome.scenarios for step in scenario.steps):
        return
    changed = {change.before.id for change in outcome.changes if change.ended is None}
    left = {(kind_of(record), record.id) for record in outcome.after.records}
    gone = [each for each in outcome.before.records if (kind_of(each), each.id) not in left and each.id not in changed]
    yield f"No longer said, since claims are doubted: {len(gone) or 'nothing'}"
    if gone:
        yield wrapped(", ".join(f"{kind_of(each)} {each.id}" for each in gone), 2)


def _openings(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    if outcome.opened:
        possible = sum(each.verdict is Verdict.UNKNOWN for each in outcome.opened)
        yield f"Opened: {len(outcome.opened)}{f', {possible} of them as a possibility' if possible else ''}"
    for opening in outcome.opened:
        yield wrapped(_opening(outcome.application.store, opening), 2, mark="- ")
        if explained:
            yield from _reason(opening.because, indent=4)


def _opening(store: Store, opening: Opening) -> str:
    during = f"from {opening.effective}" + (f" until {opening.until}" if opening.until is not None else "")
    if isinstance(opening.item, SalesChannel):
        return f"{opening.item.id}, {during}: {sentence(store, opening.item)}"
    what, where = listed(store, "model", opening.models), place(store, opening.markets or None, ())
    how = "was granted" if _holds_from(opening) else "no longer shuts others out"
    return f"{what} may be sold in {where} {during}, since {opening.item.id} {how}; whether anybody does is not said"


def _holds_from(opening: Opening) -> bool:
    """Whether the right of an opening is one that was granted: it holds from the day of the step on."""
    holds = opening.item.holds if isinstance(opening.item, Right) else None
    return holds is not None and holds.holds_on(opening.effective) is Verdict.YES


def _section(title: str, changes: tuple[Change, ...], outcome: Outcome, *, explained: bool) -> Iterator[str]:
    yield f"{title}: {_number(changes, outcome)}"
    store = outcome.application.store
    for change in changes:
        fate = f"ends on {change.effective}" if change.ended is not None else "does not open on these terms"
        fate += f", since {listed(store, 'party', change.buyers)} leaves" if change.buyers else ""
        yield wrapped(f"{change.before.id} {fate}: {sentence(store, change.before)}", 2, mark="- ")
        for each in change.continued_by:
            yield wrapped(f"goes on as {each.id}: {sentence(store, each)}", 4, mark="> ")
        for each in change.restored_by:
            yield wrapped(f"comes back as {each.id}: {sentence(store, each)}", 4, mark="> ")
        if explained:
            yield from _reason(change.because, indent=4)


def _reason(reason: Reason, *, indent: int) -> Iterator[str]:
    said = f"{reason.statement}{_ground(reason)}"
    yield wrapped(said, indent, mark="because: " if indent == 4 else "- ")
    yield from claim_lines(reason.evidence, indent + 2)
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
        yield wrapped(_loss(outcome, loss), 2, mark="- ")


def _loss(outcome: Outcome, loss: Loss) -> str:
    store = outcome.application.store
    who = f"{'a part of ' if loss.in_part else ''}{named(store, 'market', loss.market)}"
    if loss.buyer is not None:
        who = f"{named(store, 'party', loss.buyer)}, as a buyer there,"
    none = "models that nobody names" if loss.models_unknown else "the product"
    what = listed(store, "model", loss.models) if loss.models else none
    whose = f" by {listed(store, 'party', loss.developers)}" if loss.developers else ""
    verb = "loses" if loss.verdict is Verdict.YES else "may lose"
    left = f"left there: {', '.join(loss.left)}" if loss.left else "no known channel is left there"
    days = {each.effective for each in outcome.changes if each.origin == loss.channel}
    later = "" if loss.since in days else f" from {loss.since}"
    for_a_while = "" if loss.until is None else f" until {loss.until}{_over_anyway(outcome, loss)}"
    return f"{who} {verb} {what}{whose}{later}{for_a_while}, which came through {loss.channel}; {left}"


def _over_anyway(outcome: Outcome, loss: Loss) -> str:
    """That nothing opens again on the day on which a loss ends, where the channel itself would have."""
    is_over = outcome.before.channels[loss.channel].open.possibly.end == loss.until
    return ", when that would be over anyway" if is_over else ""


def _unknown(outcome: Outcome, *, explained: bool) -> Iterator[str]:
    if outcome.unknown:
        yield f"Unknown whether anything is taken away: {len(outcome.unknown)}"
    for candidate in outcome.unknown:
        yield wrapped(f"{candidate.item.id}: {'; '.join(candidate.because)}", 2, mark="? ")
        if explained:
            yield from claim_lines(evidence(outcome.application.store, candidate.item.claims))


def cited_by_outcome(outcome: Outcome) -> Iterator[Evidence]:
    """The claims that an outcome rests on."""
    for change in (*outcome.closed, *outcome.narrowed, *outcome.moved):
        yield from change.because.cited
    for opening in outcome.opened:
        yield from opening.because.cited
    for candidate in outcome.unknown:
        yield from evidence(outcome.application.store, candidate.item.claims)
