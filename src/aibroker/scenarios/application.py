"""Applying scenarios to a store: a pure function from a store to a store, with what changed and why.

A restriction bites only where it applies. A channel ends on the day, and what the restriction leaves of it is carried
on by narrower records from that day. Nothing before the day changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import assert_never

import attrs

from aibroker.errors import Fault, InvalidValueError, UnknownNameError
from aibroker.records.identifiers import AssumptionId, Kind
from aibroker.records.references import with_references
from aibroker.scenarios.changes import Application, Change, Opening
from aibroker.scenarios.clashes import clashes
from aibroker.scenarios.departures import left, moved
from aibroker.scenarios.exclusivity import still_open
from aibroker.scenarios.grants import ended, granted
from aibroker.scenarios.openings import entered, opened
from aibroker.scenarios.premises import added, doubted, revised, turned_on
from aibroker.scenarios.restrictions import closed, narrowed, refused, restricted
from aibroker.scenarios.steps import (
    AddMetric,
    CloseChannel,
    DatedStep,
    DoubtClaim,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    PremiseStep,
    RefuseMarket,
    Restrict,
    ReviseMetric,
    Scenario,
    Step,
    TurnOn,
)
from aibroker.scenarios.taken import TakenStep
from aibroker.store.lookup import resolve
from aibroker.store.stores import Store

__all__ = ["Application", "Change", "Opening", "apply", "apply_each"]


def apply(store: Store, scenarios: Iterable[Scenario]) -> Application:
    """Apply scenarios to a store, one after the other.

    Args:
        store: The store before, which stays as it is.
        scenarios: The scenarios; their references may be names.

    Returns:
        The store afterwards, what changed and what opened, what is unknown, and what does not fit together.

    Raises:
        UnknownNameError: If a scenario names what neither the store nor an earlier step holds.
        InvalidLandscapeError: If what a step adds does not hold together with the rest.
        InvalidValueError: If something is no scenario, or if a step ends what begins only later.
    """
    (done,) = apply_each(store, [tuple(scenarios)])
    return done


def apply_each(store: Store, combinations: Iterable[tuple[Scenario, ...]]) -> Iterator[Application]:
    """Apply combinations of scenarios to a store, each from the start.

    What a combination begins with like the one before it is not done again: nothing changes, so that it is shared.

    Args:
        store: The store before, which stays as it is.
        combinations: The combinations; their references may be names.

    Yields:
        What ``apply`` returns for each.

    Raises:
        AibrokerError: As ``apply`` does, for the first combination that cannot be applied.
    """
    path: list[_Stand] = []
    for scenarios in combinations:
        alike = takewhile(lambda pair: pair[0].scenario is pair[1], zip(path, scenarios, strict=False))
        del path[len(tuple(alike)) :]
        for scenario in scenarios[len(path) :]:
            path.append(_next(path[-1] if path else None, scenario, store))
        yield _finished(path[-1] if path else None, store)


@attrs.frozen
class _Stand:
    """Where things stand after a scenario, of those that are applied one after the other."""

    scenario: Scenario
    done: Application
    taken: tuple[TakenStep, ...]
    clashes: tuple[Fault, ...]


def _finished(stand: _Stand | None, store: Store) -> Application:
    if stand is None:
        return Application(store=store)
    done = stand.done
    return attrs.evolve(
        done,
        openings=tuple(still_open(done.store, done.openings)),
        findings=(*stand.clashes, *done.findings),
        is_changed=done.store is not store,
    )


def _next(stand: _Stand | None, scenario: Scenario, store: Store) -> _Stand:
    if not isinstance(scenario, Scenario):
        problem = "this is no scenario"
        raise InvalidValueError(problem, scenario, valid="a Scenario, such as the playbook makes")
    done = Application(store=store) if stand is None else stand.done
    taken, found = (list(stand.taken), list(stand.clashes)) if stand is not None else ([], [])
    claims = tuple(_resolver(done.store, store)("claim", each) for each in scenario.claims)
    foreseen = attrs.evolve(scenario, claims=claims) if claims != scenario.claims else scenario
    for number, step in enumerate(scenario.steps, start=1):
        resolved = with_references(step, _resolver(done.store, store))
        place = f"{scenario.name}, step {number}"
        taking = TakenStep(place, foreseen, resolved, done=done)
        found += clashes(taken, taking)
        taken.append(taking)
        done = _taken(done, foreseen, resolved)
        done = attrs.evolve(done, findings=(*done.findings, *_idle(taking.done, done, place, resolved)))
    for each in scenario.assumptions:
        done = turned_on(done, TurnOn(AssumptionId(_resolver(done.store, store)("assumption", each))))
    return _Stand(scenario, done, tuple(taken), tuple(found))


def _resolver(store: Store, before: Store) -> Callable[[Kind, str], str]:
    """How names become ids: as the store has them, or as it had them before an earlier step took them away."""

    def resolved(kind: Kind, text: str) -> str:
        try:
            return resolve(store, kind, text)
        except UnknownNameError as error:
            try:
                return resolve(before, kind, text)
            except UnknownNameError:
                raise error from None

    return resolved


def _taken(done: Application, scenario: Scenario, step: Step) -> Application:
    match step:
        case ReviseMetric() | AddMetric() | DoubtClaim() | TurnOn():
            return _premise_taken(done, step)
        case _:
            return _dated_taken(done, scenario, step)


def _premise_taken(done: Application, step: PremiseStep) -> Application:
    match step:
        case ReviseMetric():
            return revised(done, step)
        case AddMetric():
            return added(done, step)
        case DoubtClaim():
            return doubted(done, step)
        case TurnOn():
            return turned_on(done, step)
        case _:
            assert_never(step)


def _dated_taken(  # noqa: PLR0911 - one line for each case of a closed union
    done: Application, scenario: Scenario, step: DatedStep
) -> Application:
    match step:
        case Restrict():
            return restricted(done, scenario, step)
        case CloseChannel():
            return closed(done, scenario, step)
        case NarrowChannel():
            return narrowed(done, scenario, step)
        case RefuseMarket():
            return refused(done, scenario, step)
        case EndRight():
            return ended(done, scenario, step)
        case GrantRight():
            return granted(done, scenario, step)
        case OpenChannel():
            return opened(done, scenario, step)
        case EnterMarket():
            return entered(done, scenario, step)
        case MoveHosting():
            return moved(done, scenario, step)
        case LoseBuyer():
            return left(done, scenario, step)
        case _:
            assert_never(step)


def _idle(before: Application, after: Application, place: str, step: Step) -> tuple[Fault, ...]:
    """A remark where a step changes nothing: a name or a date may be another than was meant."""
    if attrs.evolve(after, findings=()) != attrs.evolve(before, findings=()):
        return ()
    valid = "records that it concerns and that may still be open or in force on its day"
    return (Fault(where=place, problem="this step finds nothing to change", value=type(step).__name__, valid=valid),)
