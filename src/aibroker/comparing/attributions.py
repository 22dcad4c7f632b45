"""Attribution: of a scenario of several steps, what each step changes by itself, and what it adds to all others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import Reply, askings, replied
from aibroker.errors import InvalidValueError
from aibroker.hatch import shown
from aibroker.landscape import Outcome
from aibroker.records.identifiers import ChannelId
from aibroker.records.offers import SalesChannel
from aibroker.records.questions import Question
from aibroker.scenarios.changes import Change, origins
from aibroker.scenarios.steps import Scenario, Step
from aibroker.values.verdicts import Verdict

__all__ = ["Attribution", "Contribution", "attribution"]


@attrs.frozen(kw_only=True)
class Contribution:
    """What one step does.

    Attributes:
        place: The scenario and the number of the step.
        step: The step.
        alone: The channels that it surely changes where it is the only step.
        alone_unknown: Those of which it is unknown whether it changes them then.
        last: The channels that it alone surely changes, or changes further, after all other steps.
        last_unknown: Those of which that is unknown, since something is in doubt in it or in another step.
        replies_alone: The answers where it is the only step.
        replies_without: The answers where all steps but this one are taken.
    """

    place: str
    step: Step
    alone: tuple[ChannelId, ...]
    alone_unknown: tuple[ChannelId, ...]
    last: tuple[ChannelId, ...]
    last_unknown: tuple[ChannelId, ...]
    replies_alone: tuple[Reply, ...]
    replies_without: tuple[Reply, ...]


@attrs.frozen(kw_only=True, repr=False)
class Attribution:
    """What each step of an outcome does.

    Attributes:
        contributions: One for each step, in order.
        before: The answers before, with the assumptions of the scenarios on.
        after: The answers after all steps.
    """

    contributions: tuple[Contribution, ...]
    before: tuple[Reply, ...]
    after: tuple[Reply, ...]

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Attribution of {len(self.contributions)} steps>"


def attribution(
    outcome: Outcome, *, ask: Asking | Question | str | Iterable[Asking | Question | str] = ()
) -> Attribution:
    """What each step of an outcome changes alone, and what it adds as the last one, in channels and in answers.

    Steps overlap: what two of them close is in the first part of both, and in the second part of neither. What the
    scenarios assume is on throughout, also in the answers before, so that what differs is the work of steps.

    Args:
        outcome: The outcome.
        ask: Questions whose answers are wanted with and without each step.

    Raises:
        UnknownNameError: If a step or a question names what only another step brings.
    """
    if not isinstance(outcome, Outcome):
        raise InvalidValueError("this is no outcome", outcome, valid="case.under(…)")
    case, scenarios, asked = outcome.before, outcome.scenarios, askings(outcome.before, ask)
    places = tuple((place, number) for place, each in enumerate(scenarios) for number, _ in enumerate(each.steps))

    def replies(found: Outcome) -> tuple[Reply, ...]:
        return tuple(replied(found, each, outcome.day) for each in asked)

    def contribution(place: int, number: int) -> Contribution:
        alone = case.under(*_keeping(scenarios, {(place, number)}))
        without = case.under(*_keeping(scenarios, {*places} - {(place, number)}))
        changed, added = _changed(alone.changes), _added(without, outcome)
        surely, doubtful = _of_verdict(alone, Verdict.YES), _of_verdict(outcome, Verdict.UNKNOWN)
        spared, still_spared = _left_in_doubt(alone), _left_in_doubt(outcome)
        last = tuple(each for each in added if each not in doubtful)
        return Contribution(
            place=f"{scenarios[place].name}, step {number + 1}",
            step=scenarios[place].steps[number],
            alone=tuple(each for each in changed if each in surely),
            alone_unknown=_others(surely, changed, spared),
            last=last,
            last_unknown=_others((*last, *_left_in_doubt(without)), added, still_spared),
            replies_alone=replies(alone),
            replies_without=replies(without),
        )

    return Attribution(
        contributions=tuple(contribution(*each) for each in places),
        before=replies(case.under(*_keeping(scenarios, set()))),
        after=replies(outcome),
    )


def _keeping(scenarios: Iterable[Scenario], kept: Container[tuple[int, int]]) -> Iterator[Scenario]:
    """The scenarios with some of their steps alone; what they assume stays with them."""
    for place, scenario in enumerate(scenarios):
        steps = tuple(step for number, step in enumerate(scenario.steps) if (place, number) in kept)
        yield attrs.evolve(scenario, steps=steps)


def _of_verdict(outcome: Outcome, verdict: Verdict) -> frozenset[ChannelId]:
    """The channels from which some step takes something with such a verdict."""
    return frozenset(change.origin for change in outcome.changes if change.verdict is verdict)


def _others(known: Container[ChannelId], *channels: Iterable[ChannelId]) -> tuple[ChannelId, ...]:
    return tuple(dict.fromkeys(each for several in channels for each in several if each not in known))


def _left_in_doubt(outcome: Outcome) -> tuple[ChannelId, ...]:
    """The channels that steps leave as they are, since it is unknown whether there was anything to take."""
    begun = origins(outcome.changes)
    return tuple(sorted(begun.get(each, each) for each in outcome.application.spared))


def _added(without: Outcome, outcome: Outcome) -> tuple[ChannelId, ...]:
    """The channels of which something else is left with one step more."""
    before, after = _left(without), _left(outcome)
    return tuple(each for each in _changed(outcome.changes) if after[each] != before.get(each, _whole(outcome, each)))


def _left(outcome: Outcome) -> dict[ChannelId, frozenset[SalesChannel]]:
    """For each channel that is changed, what is left of it, whatever the records are called."""
    found: dict[ChannelId, set[SalesChannel]] = {}
    for change in outcome.changes:
        records = (change.ended or change.before, *change.continued_by, *change.restored_by)
        ids = dict.fromkeys(each.id for each in records)
        held = (outcome.application.store.get("channel", each) for each in ids)
        found.setdefault(change.origin, set()).update(
            _nameless(each) for each in held if isinstance(each, SalesChannel)
        )
    return {origin: frozenset(records) for origin, records in found.items()}


def _whole(outcome: Outcome, channel: ChannelId) -> frozenset[SalesChannel]:
    held = (each for each in outcome.before.channels if each.id == channel)
    return frozenset(map(_nameless, held))


def _nameless(channel: SalesChannel) -> SalesChannel:
    return attrs.evolve(channel, id="any", continues=None)


def _changed(changes: Iterable[Change]) -> tuple[ChannelId, ...]:
    return tuple(dict.fromkeys(change.origin for change in changes))
