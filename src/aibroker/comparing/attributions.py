"""Attribution: of a scenario of several steps, what each step changes by itself, and what it adds to all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import Reply, askings, replied
from aibroker.hatch import shown
from aibroker.landscape import Outcome
from aibroker.records.identifiers import ChannelId
from aibroker.records.questions import Question
from aibroker.scenarios.changes import Change
from aibroker.scenarios.steps import Scenario, Step

__all__ = ["Attribution", "Contribution", "attribution"]


@attrs.frozen(kw_only=True)
class Contribution:
    """What one step does.

    Attributes:
        place: The scenario and the number of the step.
        step: The step.
        alone: The channels that it changes where it is the only step.
        last: The channels that it alone changes, or changes further, after all other steps.
        replies_alone: The answers where it is the only step.
        replies_without: The answers where all steps but this one are taken.
    """

    place: str
    step: Step
    alone: tuple[ChannelId, ...]
    last: tuple[ChannelId, ...]
    replies_alone: tuple[Reply, ...]
    replies_without: tuple[Reply, ...]


@attrs.frozen(kw_only=True, repr=False)
class Attribution:
    """What each step of an outcome does.

    Attributes:
        contributions: One for each step, in order.
        before: The answers before.
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

    Steps overlap: what two of them close is in the first part of both, and in the second part of neither.

    Args:
        outcome: The outcome.
        ask: Questions whose answers are wanted with and without each step.

    Raises:
        UnknownNameError: If a step or a question names what only another step brings.
    """
    case, asked = outcome.before, askings(outcome.before, ask)
    contributions = []
    for number, (place, scenario) in enumerate(_single(outcome.scenarios)):
        alone = case.under(scenario)
        others = tuple(each for other, (_, each) in enumerate(_single(outcome.scenarios)) if other != number)
        without = case.under(*others)
        contributions.append(
            Contribution(
                place=place,
                step=scenario.steps[0],
                alone=_changed(alone.changes),
                last=_changed(_added(without.changes, outcome.changes)),
                replies_alone=tuple(replied(alone, each, outcome.day) for each in asked),
                replies_without=tuple(replied(without, each, outcome.day) for each in asked),
            )
        )
    return Attribution(
        contributions=tuple(contributions),
        before=tuple(replied(case.under(), each, outcome.day) for each in asked),
        after=tuple(replied(outcome, each, outcome.day) for each in asked),
    )


def _single(scenarios: Iterable[Scenario]) -> Iterator[tuple[str, Scenario]]:
    """Each step as a scenario of its own, with its place; the assumptions of its scenario stay with it."""
    for scenario in scenarios:
        for number, step in enumerate(scenario.steps, start=1):
            yield f"{scenario.name}, step {number}", attrs.evolve(scenario, steps=(step,))


def _added(without: tuple[Change, ...], all_of_them: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that are only there, or go further, with one step more."""
    known = {_effect(change) for change in without}
    return tuple(change for change in all_of_them if _effect(change) not in known)


def _effect(change: Change) -> tuple[object, ...]:
    return change.before.id, change.effective, change.until, change.models, change.places, change.takes, change.buyers


def _changed(changes: Iterable[Change]) -> tuple[ChannelId, ...]:
    return tuple(dict.fromkeys(change.before.id for change in changes))
