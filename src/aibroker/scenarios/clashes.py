"""Steps that do not fit together: they are taken in their order all the same, and somebody should look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.errors import Fault
from aibroker.records.offers import SalesChannel
from aibroker.records.rules import Selection
from aibroker.scenarios.openings import entry
from aibroker.scenarios.selectors import bite
from aibroker.scenarios.starts import from_the_day
from aibroker.scenarios.steps import (
    CloseChannel,
    EndRight,
    EnterMarket,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    PremiseStep,
    RefuseMarket,
    Restrict,
    ReviseMetric,
    Step,
)
from aibroker.scenarios.taken import TakenStep
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["clashes"]


def clashes(taken: Iterable[TakenStep], taking: TakenStep) -> tuple[Fault, ...]:
    """Of steps that were taken before one, those that do not fit together with it, in their order."""
    found = (_clash(each, taking) for each in taken)
    return tuple(each for each in found if each is not None)


def _clash(one: TakenStep, other: TakenStep) -> Fault | None:
    for problem, valid in _problems(one, other):
        return Fault(
            where=other.place, problem=f"{problem} ({one.place})", value=type(other.step).__name__, valid=valid
        )
    return None


def _problems(one: TakenStep, other: TakenStep) -> Iterator[tuple[str, str]]:
    if _undated(one.step) == _undated(other.step) and _days(one) != _days(other):
        yield "an earlier step does the same on other days", "one of the two"
    if _differ_in_what_becomes_of_one_thing(one, other):
        yield "an earlier step makes something else of it", "one of the two"
    if _bars_what_opens(one, other) or _bars_what_opens(other, one):
        yield "one step opens what another bars or closes", "an order that is meant: what comes last is what holds"


def _undated(step: Step) -> object:
    """A step without its days; one without days is the same as nothing else."""
    return step if isinstance(step, PremiseStep) else attrs.evolve(step, effective=None, until=None)


def _days(taken: TakenStep) -> object:
    return taken.effective, taken.until


def _differ_in_what_becomes_of_one_thing(one: TakenStep, other: TakenStep) -> bool:
    match one.step, other.step:
        case ReviseMetric() as mine, ReviseMetric() as theirs:
            return mine.metric == theirs.metric and mine.value != theirs.value
        case MoveHosting() as mine, MoveHosting() as theirs:
            return mine.channel == theirs.channel and mine.to != theirs.to and one.effective == other.effective
        case _:
            return False


def _bars_what_opens(barring: TakenStep, opening: TakenStep) -> bool:
    """Whether a step may bar what another opens, on days on which both hold."""
    if not _overlap(barring, opening):
        return False
    step = opening.step
    match step:
        case OpenChannel():
            opens = attrs.evolve(step.channel, open=from_the_day(step.channel.open, opening.effective, step.until))
        case EnterMarket():
            opens = entry(opening.scenario, step)
        case _:
            return False
    return _bars(opening.done.store, barring.step, opens)


def _overlap(one: TakenStep, other: TakenStep) -> bool:
    ends_before = one.until is not None and one.until <= other.effective
    begins_after = other.until is not None and other.until <= one.effective
    return not ends_before and not begins_after


def _bars(store: Store, step: Step, channel: SalesChannel) -> bool:
    match step:
        case CloseChannel() | NarrowChannel():
            return step.channel == channel.id
        case LoseBuyer():
            return step.buyer in channel.buyers.known and step.seller in (None, channel.seller)
        case EndRight():
            return step.right in channel.rests_on
        case Restrict():
            return _selects(store, step.selects, channel)
        case RefuseMarket():
            own = channel.seller == step.vendor or step.through != "itself"
            developers = () if step.models else (step.vendor,)
            selects = Selection(models=step.models, developers=developers, buyers=step.refuses)
            return own and _selects(store, selects, channel)
        case _:
            return False


def _selects(store: Store, selects: Selection, channel: SalesChannel) -> bool:
    found = bite(store, selects, channel)
    return found.verdict is not Verdict.NO and bool(found.places or found.doubtful)
