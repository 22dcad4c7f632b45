"""Rows: what one combination of scenarios comes to, as plain values that can travel between processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import Reply, replied
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape, Outcome
from aibroker.records.evidence import Claim
from aibroker.records.identifiers import ChannelId, ClaimId, SourceId
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.steps import Scenario
from aibroker.values.verdicts import Verdict

__all__ = [
    "Combination",
    "ScenarioRow",
    "by_day",
    "by_labels",
    "by_name",
    "combination",
    "joined_labels",
    "last_day",
    "names_of",
    "row_of",
]

Combination = tuple[Scenario, ...]
"""Scenarios that are applied one after the other; none for the landscape as it is."""

Labels = tuple[tuple[str, str], ...]
"""Names with their texts."""


@attrs.frozen(kw_only=True)
class ScenarioRow:
    """What some scenarios come to together.

    Attributes:
        name: The names of the scenarios, with their days where other rows are called and labelled the same; ``as it
            is`` for none.
        labels: The labels of the scenarios, by name.
        closed: The channels of which nothing goes on.
        narrowed: The channels that go on with narrower terms.
        moved: The channels that go on from another place, or without a buyer that left by itself.
        back: Of these channels, those that are back on all their terms by the day of the row, with the day since when.
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
    back: tuple[tuple[ChannelId, date], ...]
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


def names_of(combinations: Iterable[Combination], *, labels: Sequence[Labels] = ()) -> tuple[str, ...]:
    """What combinations are called: their scenarios, with days or numbers where neither names nor labels suffice.

    Args:
        combinations: The combinations.
        labels: Labels of each, beside those of its scenarios; none where there are none.
    """
    alike: dict[str, list[_Labelled]] = {}
    for place, each in enumerate(combinations):
        own = labels[place] if labels else ()
        label = joined_labels((*(scenario.labels for scenario in each), own))
        alike.setdefault(_joined(by_name, each), []).append(_Labelled(place, each, label))
    found = {place: text for same in alike.values() for place, text in _told_apart(same)}
    return tuple(found[place] for place in sorted(found))


class _Labelled(NamedTuple):
    """A combination, with its place among others and its labels."""

    place: int
    scenarios: Combination
    labels: Labels


def _told_apart(same: list[_Labelled]) -> Iterator[tuple[int, str]]:
    places = [each.place for each in same]
    for called in (by_name, by_day):
        texts = [_joined(called, each.scenarios) for each in same]
        if len({(text, each.labels) for text, each in zip(texts, same, strict=True)}) == len(same):
            return zip(places, texts, strict=True)
    named = (f"{_joined(by_name, each.scenarios)} ({number})" for number, each in enumerate(same, start=1))
    return zip(places, named, strict=True)


def _joined(called: Callable[[Scenario], str], scenarios: Combination) -> str:
    return " + ".join(map(called, scenarios)) or "as it is"


def by_name(scenario: Scenario) -> str:
    """What a scenario is called."""
    return scenario.name


def by_day(scenario: Scenario) -> str:
    """What a scenario is called, with its day."""
    return f"{scenario.name}, from {scenario.effective}"


def by_labels(scenario: Scenario) -> str:
    """What a scenario is called, with its day and its labels."""
    return ", ".join((by_day(scenario), *(f"{name} {text}" for name, text in scenario.labels)))


def last_day(case: Landscape, combinations: Iterable[Combination], on: date | None) -> date:
    """The day that all rows are asked about: a given one, or the first on which all scenarios hold."""
    days = (scenario.begins(step) for each in combinations for scenario in each for step in scenario.steps)
    return max((case.as_of, *days)) if on is None else on


def row_of(outcome: Outcome, asked: tuple[Asking, ...], on: date, *, name: str) -> ScenarioRow:
    """The row of an outcome.

    Args:
        outcome: The outcome.
        asked: The questions.
        on: The day that channels and access are asked about.
        name: What the row is called.

    Raises:
        AibrokerError: If a question cannot be answered.
    """
    sure, cited = _losers(outcome, Verdict.YES), tuple(_cited(outcome))
    return ScenarioRow(
        name=name,
        labels=joined_labels(each.labels for each in outcome.scenarios),
        closed=tuple(dict.fromkeys(change.origin for change in outcome.closed)),
        narrowed=tuple(dict.fromkeys(change.origin for change in outcome.narrowed)),
        moved=tuple(dict.fromkeys(change.origin for change in outcome.moved)),
        back=tuple(dict.fromkeys(_back(outcome, on))),
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


def _back(outcome: Outcome, on: date) -> Iterator[tuple[ChannelId, date]]:
    """The channels that are open on all the terms again that they had before a change."""
    for change in (*outcome.closed, *outcome.narrowed, *outcome.moved):
        until = change.until
        if until is not None and until <= on and any(_is_there(outcome, each, on) for each in change.restored_by):
            yield change.origin, until


def _is_there(outcome: Outcome, channel: SalesChannel, on: date) -> bool:
    """Whether a later step has left a channel as it comes back, and open on a day."""
    held = outcome.application.store.get("channel", channel.id)
    if not isinstance(held, SalesChannel) or held.open.holds_on(on) is Verdict.NO:
        return False
    return attrs.evolve(held, open=channel.open) == channel


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
    return tuple(dict.fromkeys((str(loss.buyer or loss.market), whose) for loss in losses for whose in _whose(loss)))


def _whose(loss: Loss) -> tuple[str, ...]:
    return loss.developers or ("models that nobody names" if loss.models_unknown else "",)
