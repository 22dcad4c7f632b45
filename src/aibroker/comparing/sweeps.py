"""Sweeps: many scenarios, or every combination of levers, answered on any executor; rows come back, never outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from datetime import date
from functools import partial
from itertools import islice, product
from typing import cast, overload

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import askings
from aibroker.comparing.rows import Combination, ScenarioRow, combination, last_day, row_of
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.questions import Question
from aibroker.scenarios.steps import Scenario
from aibroker.values.days import to_day

__all__ = ["Lever", "sweep"]

Lever = Scenario | Sequence[Scenario | None]
"""A lever: a scenario that is off or on, or the scenarios among which it is set; None for off."""

_CHUNKS = 64
_OFF = "off"


@overload
def sweep(
    case: Landscape,
    scenarios: Mapping[str, Lever],
    *,
    ask: Asking | Question | str | Iterable[Asking | Question | str] = (),
    on: date | str | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[ScenarioRow, ...]: ...
@overload
def sweep(
    case: Landscape,
    scenarios: Iterable[Scenario | Iterable[Scenario]],
    *,
    ask: Asking | Question | str | Iterable[Asking | Question | str] = (),
    on: date | str | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[ScenarioRow, ...]: ...
def sweep(
    case: Landscape,
    scenarios: Iterable[Scenario | Iterable[Scenario]] | Mapping[str, Lever],
    *,
    ask: Asking | Question | str | Iterable[Asking | Question | str] = (),
    on: date | str | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[ScenarioRow, ...]:
    """Answer questions under many scenarios.

    Args:
        case: The landscape.
        scenarios: The scenarios, several in a list being applied together; or levers by name, of which every
            combination is tried, the last lever moving fastest, in the order in which their scenarios are applied.
        ask: The questions: of ``aibroker.ask``, or saved with the case, by id.
        on: The day that channels and access are asked about, as in ``compare``.
        executor: Where to compute: threads, processes, or whatever gives a ``concurrent.futures.Executor``; here, one
            after the other, where none is given.
        on_progress: Called here, after each part, with how many rows are there and how many there will be.

    Returns:
        A row for each scenario or combination, in their order; those of levers are labelled with their settings.

    Raises:
        Exception: The error of a scenario, with a note that names it, as soon as there is one; what has not begun is
            cancelled. Where several have failed by then, the first of them in their order.
    """
    combinations = tuple(_combinations(scenarios))
    asked, day = askings(case, ask), last_day(case, combinations, None if on is None else to_day(on))
    answered = partial(_rows, case, asked, day)
    chunks = tuple(_chunks(combinations, -(-len(combinations) // _CHUNKS) if executor is not None else 1))
    rows: list[ScenarioRow] = []
    for part in map(answered, chunks) if executor is None else _results(executor, answered, chunks):
        rows += part
        if on_progress is not None:
            on_progress(len(rows), len(combinations))
    return tuple(rows)


def _combinations(given: Iterable[Scenario | Iterable[Scenario]] | Mapping[str, Lever]) -> Iterable[Combination]:
    if isinstance(given, Mapping):
        return _settings(cast("Mapping[str, Lever]", given))
    return map(combination, given)


def _settings(levers: Mapping[str, Lever]) -> Iterator[Combination]:
    """Every combination of levers, each scenario labelled with the setting of its lever."""
    options = [tuple(_options(name, lever)) for name, lever in levers.items()]
    texts = [_told_apart(name, each) for name, each in zip(levers, options, strict=True)]
    for settings, said in zip(product(*options), product(*texts), strict=True):
        labels = dict(zip(levers, said, strict=True))
        chosen = [each for each in settings if each is not None]
        yield tuple(_labelled(each, labels) for each in chosen) or (_nothing(labels),)


def _options(name: str, lever: Lever) -> Sequence[Scenario | None]:
    options = (None, lever) if isinstance(lever, Scenario) else tuple(lever)
    if not options or not all(each is None or isinstance(each, Scenario) for each in options):
        raise InvalidValueError(f"the lever {name} is neither a scenario nor a list of them", lever, valid="[None, …]")
    return options


def _told_apart(name: str, options: Sequence[Scenario | None]) -> tuple[str, ...]:
    """What each setting of a lever is called: its scenario, with the day or the labels where names do not suffice."""
    for called in (_by_name, _by_day, _by_labels):
        texts = tuple(_OFF if each is None else called(each) for each in options)
        if len(set(texts)) == len(texts):
            return texts
    problem = f"two settings of the lever {name} look the same"
    raise InvalidValueError(problem, ", ".join(texts), valid="scenarios told apart by name, day or scenario.named(…)")


def _by_name(scenario: Scenario) -> str:
    return scenario.name


def _by_day(scenario: Scenario) -> str:
    return f"{scenario.name}, from {scenario.effective}"


def _by_labels(scenario: Scenario) -> str:
    return ", ".join((_by_day(scenario), *(f"{name} {text}" for name, text in scenario.labels)))


def _labelled(scenario: Scenario, labels: Mapping[str, str]) -> Scenario:
    return attrs.evolve(scenario, labels=(dict(scenario.labels) | dict(labels)).items())


def _nothing(labels: Mapping[str, str]) -> Scenario:
    """No scenario, for the combination in which every lever is off."""
    return _labelled(Scenario(name="all levers off", effective=date.min), labels)


def _chunks(combinations: Sequence[Combination], size: int) -> Iterator[tuple[Combination, ...]]:
    ahead = iter(combinations)
    while chunk := tuple(islice(ahead, max(size, 1))):
        yield chunk


def _rows(case: Landscape, asked: tuple[Asking, ...], on: date, chunk: tuple[Combination, ...]) -> list[ScenarioRow]:
    return [_row(case, asked, on, each) for each in chunk]


def _row(case: Landscape, asked: tuple[Asking, ...], on: date, scenarios: Combination) -> ScenarioRow:
    try:
        return row_of(case.under(*scenarios), asked, on)
    except Exception as error:
        error.add_note(f"in the scenario {' + '.join(each.name for each in scenarios) or 'as it is'}")
        raise


def _results(
    executor: Executor,
    answered: Callable[[tuple[Combination, ...]], list[ScenarioRow]],
    chunks: Iterable[tuple[Combination, ...]],
) -> Iterator[list[ScenarioRow]]:
    """The results of the chunks in their order; the first error cancels what has not begun."""
    waiting: list[Future[list[ScenarioRow]]] = [executor.submit(answered, chunk) for chunk in chunks]
    try:
        for place, future in enumerate(waiting):
            _wait_for(future, waiting[place:])
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def _wait_for(future: Future[list[ScenarioRow]], rest: Sequence[Future[list[ScenarioRow]]]) -> None:
    """Wait until a chunk is there, or raise the error of another one that has failed before."""
    ahead = {*rest}
    while not future.done():
        done, ahead = wait(ahead, return_when=FIRST_COMPLETED)
        for each in (each for each in rest if each in done):
            each.result()
