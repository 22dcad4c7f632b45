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
from aibroker.comparing.rows import (
    Combination,
    ScenarioRow,
    by_day,
    by_labels,
    by_name,
    combination,
    joined_labels,
    last_day,
    names_of,
    row_of,
)
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape, outcomes
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
    if not isinstance(scenarios, Iterable) or isinstance(scenarios, Scenario):
        raise InvalidValueError("scenarios come in a list", scenarios, valid="[scenario, …], or levers by name")
    if executor is not None and not isinstance(executor, Executor):
        raise InvalidValueError("this computes nothing", executor, valid="a concurrent.futures.Executor")
    settings = _named(tuple(_settings(scenarios)))
    on_day = None if on is None else to_day(on)
    asked, day = askings(case, ask), last_day(case, (each.scenarios for each in settings), on_day)
    rows: list[ScenarioRow] = []
    for part in _parts(case, asked, day, settings, executor):
        rows += part
        if on_progress is not None:
            on_progress(len(rows), len(settings))
    return tuple(rows)


@attrs.frozen
class _Setting:
    """Scenarios that are applied together, with the settings of the levers that chose them."""

    scenarios: Combination
    labels: tuple[tuple[str, str], ...] = ()
    name: str = ""


def _parts(
    case: Landscape, asked: tuple[Asking, ...], on: date, settings: tuple[_Setting, ...], executor: Executor | None
) -> Iterable[list[ScenarioRow]]:
    if executor is None:
        return ([row] for row in _rows(case, asked, on, settings))
    chunks = _chunks(settings, -(-len(settings) // _CHUNKS))
    return _results(executor, partial(_list_of_rows, case, asked, on), chunks)


def _settings(given: Iterable[Scenario | Iterable[Scenario]] | Mapping[str, Lever]) -> Iterator[_Setting]:
    if isinstance(given, Mapping):
        yield from _of_levers(cast("Mapping[str, Lever]", given))
    else:
        yield from (_Setting(combination(each)) for each in given)


def _named(settings: tuple[_Setting, ...]) -> tuple[_Setting, ...]:
    names = names_of((each.scenarios for each in settings), labels=[each.labels for each in settings])
    return tuple(attrs.evolve(each, name=name) for each, name in zip(settings, names, strict=True))


def _of_levers(levers: Mapping[str, Lever]) -> Iterator[_Setting]:
    """Every combination of levers."""
    options = [tuple(_options(name, lever)) for name, lever in levers.items()]
    texts = [_told_apart(name, each) for name, each in zip(levers, options, strict=True)]
    for chosen, said in zip(product(*options), product(*texts), strict=True):
        yield _Setting(tuple(each for each in chosen if each is not None), tuple(zip(levers, said, strict=True)))


def _options(name: str, lever: Lever) -> Sequence[Scenario | None]:
    if not isinstance(name, str):
        raise InvalidValueError("the name of a lever is a text", name, valid="{'resale': scenario}, for example")
    listed = isinstance(lever, Iterable) and not isinstance(lever, str)
    options = (None, lever) if isinstance(lever, Scenario) else tuple(lever) if listed else ()
    if not options or not all(each is None or isinstance(each, Scenario) for each in options):
        raise InvalidValueError(f"the lever {name} is neither a scenario nor a list of them", lever, valid="[None, …]")
    return options


def _told_apart(name: str, options: Sequence[Scenario | None]) -> tuple[str, ...]:
    """What each setting of a lever is called: its scenario, with the day or the labels where names do not suffice."""
    for called in (by_name, by_day, by_labels):
        texts = tuple(_OFF if each is None else called(each) for each in options)
        if len(set(texts)) == len(texts):
            return texts
    problem = f"two settings of the lever {name} look the same"
    raise InvalidValueError(problem, ", ".join(texts), valid="scenarios told apart by name, day or scenario.named(…)")


def _chunks(settings: Sequence[_Setting], size: int) -> Iterator[tuple[_Setting, ...]]:
    ahead = iter(settings)
    while chunk := tuple(islice(ahead, max(size, 1))):
        yield chunk


def _list_of_rows(
    case: Landscape, asked: tuple[Asking, ...], on: date, settings: tuple[_Setting, ...]
) -> list[ScenarioRow]:
    return list(_rows(case, asked, on, settings))


def _rows(
    case: Landscape, asked: tuple[Asking, ...], on: date, settings: tuple[_Setting, ...]
) -> Iterator[ScenarioRow]:
    made = outcomes(case, (each.scenarios for each in settings))
    for setting in settings:
        with _Naming(setting.scenarios):
            row = row_of(next(made), asked, on, name=setting.name)
        yield attrs.evolve(row, labels=joined_labels((row.labels, setting.labels)))


@attrs.frozen
class _Naming:
    """Adds a note to whatever goes wrong under some scenarios: which they are."""

    scenarios: Combination

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Name the scenarios, and let the error go on."""
        if error is not None:
            error.add_note(f"in the scenario {' + '.join(each.name for each in self.scenarios) or 'as it is'}")


def _results(
    executor: Executor,
    answered: Callable[[tuple[_Setting, ...]], list[ScenarioRow]],
    chunks: Iterable[tuple[_Setting, ...]],
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
