"""Rows: what one combination of scenarios comes to, as plain values that can travel between processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import Reply, replied
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape, Outcome
from aibroker.records.evidence import Claim
from aibroker.records.identifiers import ChannelId, ClaimId, SourceId
from aibroker.scenarios.steps import Scenario
from aibroker.values.verdicts import Verdict

__all__ = ["Combination", "ScenarioRow", "combination", "joined_labels", "last_day", "row_of"]

Combination = tuple[Scenario, ...]
"""Scenarios that are applied one after the other; none for the landscape as it is."""


@attrs.frozen(kw_only=True)
class ScenarioRow:
    """What some scenarios come to together.

    Attributes:
        name: The names of the scenarios; ``as it is`` for none.
        labels: The labels of the scenarios, by name.
        closed: The channels of which nothing goes on.
        narrowed: The channels that go on with narrower terms.
        moved: The channels that go on from another place, or without a buyer that left by itself.
        opened: The ids of what opens: channels that are supposed, and rights that make one possible.
        unknown: The channels of which it is unknown whether anything is taken away.
        lost: Who surely loses whose models: market or buyer, and developer.
        may_lose: Who may lose whose models, since a doubtful way may remain, likewise.
        replies: The answers to the questions, in their order.
        assumptions: The ids of the assumptions that are on.
        findings: Steps that do not fit together, or that find nothing to change.
        claims: The ids of the claims that what closes, narrows, moves, opens or is unknown rests on; what an answer
            rests on stands with the answer.
        sources: The ids of the sources that make those claims.
    """

    name: str
    labels: tuple[tuple[str, str], ...]
    closed: tuple[ChannelId, ...]
    narrowed: tuple[ChannelId, ...]
    moved: tuple[ChannelId, ...]
    opened: tuple[str, ...]
    unknown: tuple[ChannelId, ...]
    lost: tuple[tuple[str, str], ...]
    may_lose: tuple[tuple[str, str], ...]
    replies: tuple[Reply, ...]
    assumptions: tuple[str, ...]
    findings: tuple[str, ...]
    claims: tuple[ClaimId, ...] = ()
    sources: tuple[SourceId, ...] = ()


def joined_labels(several: Iterable[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    """The labels of several scenarios together; what two of them say under one name stands side by side."""
    texts: dict[str, dict[str, None]] = {}
    for name, text in (label for labels in several for label in labels):
        texts.setdefault(name, {})[text] = None
    return tuple((name, "; ".join(said)) for name, said in texts.items())


def combination(given: Scenario | Iterable[Scenario]) -> Combination:
    """Scenarios that are applied together.

    Raises:
        InvalidValueError: If something is no scenario.
    """
    if isinstance(given, Scenario):
        return (given,)
    listed: tuple[object, ...] = (
        tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    )
    made = tuple(each for each in listed if isinstance(each, Scenario))
    if len(made) < len(listed):
        wrong = next(each for each in listed if not isinstance(each, Scenario))
        raise InvalidValueError("this is no scenario", wrong, valid="a Scenario, or several in a list")
    return made


def last_day(case: Landscape, combinations: Iterable[Combination], on: date | None) -> date:
    """The day that all rows are asked about: a given one, or the first on which all scenarios hold."""
    days = (scenario.begins(step) for each in combinations for scenario in each for step in scenario.steps)
    return max((case.as_of, *days)) if on is None else on


def row_of(outcome: Outcome, asked: tuple[Asking, ...], on: date) -> ScenarioRow:
    """The row of an outcome.

    Raises:
        AibrokerError: If a question cannot be answered.
    """
    sure, cited = _losers(outcome, Verdict.YES), tuple(_cited(outcome))
    return ScenarioRow(
        name=" + ".join(scenario.name for scenario in outcome.scenarios) or "as it is",
        labels=joined_labels(each.labels for each in outcome.scenarios),
        closed=tuple(dict.fromkeys(change.before.id for change in outcome.closed)),
        narrowed=tuple(dict.fromkeys(change.before.id for change in outcome.narrowed)),
        moved=tuple(dict.fromkeys(change.before.id for change in outcome.moved)),
        opened=tuple(dict.fromkeys(each.item.id for each in outcome.opened)),
        unknown=tuple(each.item.id for each in outcome.unknown),
        lost=sure,
        may_lose=tuple(each for each in _losers(outcome, Verdict.UNKNOWN) if each not in sure),
        replies=tuple(replied(outcome, each, on) for each in asked),
        assumptions=tuple(each.id for each in outcome.after.assumed),
        findings=tuple(str(each) for each in outcome.findings),
        claims=tuple(dict.fromkeys(each.id for each in cited)),
        sources=tuple(dict.fromkeys(each.source for each in cited)),
    )


def _cited(outcome: Outcome) -> Iterator[Claim]:
    """The claims behind what an outcome did; every reason down to a record cites that record's."""
    reasons = (*(each.because for each in outcome.changes), *(each.because for each in outcome.opened))
    for reason in reasons:
        yield from (cited.claim for cited in reason.cited)
    for candidate in outcome.unknown:
        yield from (outcome.before.claims[claim] for claim in candidate.item.claims)


def _losers(outcome: Outcome, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Who loses whose models: of a product without models, those of nobody in particular."""
    losses = (loss for loss in outcome.lost_access if loss.verdict is verdict)
    return tuple(
        dict.fromkeys((str(loss.buyer or loss.market), whose) for loss in losses for whose in loss.developers or ("",))
    )
