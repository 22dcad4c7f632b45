"""Sweeps: many scenarios, or every combination of levers, answered on any executor; rows come back, never outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from datetime import date
from functools import partial
from itertools import islice, product

from aibroker.ask import Asking
from aibroker.comparing.replies import askings
from aibroker.comparing.rows import Combination, ScenarioRow, combination, last_day, row_of
from aibroker.errors import AibrokerError, InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.questions import Question
from aibroker.scenarios.steps import Scenario
from aibroker.values.days import to_day

__all__ = ["Lever", "sweep"]

Lever = Scenario | Sequence[Scenario | None]
"""A lever: a scenario that is off or on, or the scenarios among which it is set; None for off."""

_CHUNKS = 64
_OFF = "off"


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
        AibrokerError: The first error of a scenario, in their order, with a note that names it; the rest is cancelled.
    """
    combinations = tuple(_settings(scenarios) if isinstance(scenarios, Mapping) else map(combination, scenarios))
    asked, day = askings(case, ask), last_day(case, combinations, None if on is None else to_day(on))
    answered = partial(_rows, case, asked, day)
    chunks = tuple(_chunks(combinations, -(-len(combinations) // _CHUNKS) if executor is not None else 1))
    rows: list[ScenarioRow] = []
    for part in map(answered, chunks) if executor is None else _results(executor, answered, chunks):
        rows += part
        if on_progress is not None:
            on_progress(len(rows), len(combinations))
    return tuple(rows)


def _settings(levers: Mapping[str, Lever]) -> Iterator[Combination]:
    """Every combination of levers, each scenario labelled with the setting of its lever."""
    options = [tuple(_options(name, lever)) for name, lever in levers.items()]
    for settings in product(*options):
        labels = {name: _OFF if each is None else each.name for name, each in zip(levers, settings, strict=True)}
        chosen = [each for each in settings if each is not None]
        yield tuple(each.named(**labels) for each in chosen) or (_nothing(labels),)


def _options(name: str, lever: Lever) -> Sequence[Scenario | None]:
    options = (None, lever) if isinstance(lever, Scenario) else tuple(lever)
    if not options or not all(each is None or isinstance(each, Scenario) for each in options):
        raise InvalidValueError(f"the lever {name} is neither a scenario nor a list of them", lever, valid="[None, …]")
    return options


def _nothing(labels: Mapping[str, str]) -> Scenario:
    """No scenario, for the combination in which every lever is off."""
    return Scenario(name="all levers off", effective=date.min).named(**labels)


def _chunks(combinations: Sequence[Combination], size: int) -> Iterator[tuple[Combination, ...]]:
    ahead = iter(combinations)
    while chunk := tuple(islice(ahead, max(size, 1))):
        yield chunk


def _rows(case: Landscape, asked: tuple[Asking, ...], on: date, chunk: tuple[Combination, ...]) -> list[ScenarioRow]:
    return [_row(case, asked, on, each) for each in chunk]


def _row(case: Landscape, asked: tuple[Asking, ...], on: date, scenarios: Combination) -> ScenarioRow:
    try:
        return row_of(case.under(*scenarios), asked, on)
    except AibrokerError as error:
        error.add_note(f"in the scenario {' + '.join(each.name for each in scenarios) or 'as it is'}")
        raise


def _results(
    executor: Executor,
    answered: Callable[[tuple[Combination, ...]], list[ScenarioRow]],
    chunks: Iterable[tuple[Combination, ...]],
) -> Iterator[list[ScenarioRow]]:
    """The results of the chunks in their order; an error cancels what has not begun."""
    waiting: list[Future[list[ScenarioRow]]] = [executor.submit(answered, chunk) for chunk in chunks]
    try:
        for future in waiting:
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()
