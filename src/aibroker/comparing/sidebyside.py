"""Scenarios side by side: a row for each, with what closes, who loses access, who gates, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.ask import Asking
from aibroker.comparing.replies import askings
from aibroker.comparing.rows import Combination, ScenarioRow, combination, last_day, names_of, row_of
from aibroker.errors import InvalidValueError
from aibroker.hatch import shown
from aibroker.landscape import Landscape, Outcome
from aibroker.records.questions import Question
from aibroker.scenarios.steps import Scenario
from aibroker.values.days import to_day

__all__ = ["Gate", "SideBySide", "compare"]


@attrs.frozen(kw_only=True)
class Gate:
    """Who gates a developer's models into a market under some scenarios.

    Attributes:
        market: The market.
        developer: The developer.
        keepers: The parties through whom every known open route passes, for each row; None where no route is known.
        perhaps: The parties of which it is unknown whether they are such, for each row.
    """

    market: str
    developer: str
    keepers: tuple[tuple[str, ...] | None, ...]
    perhaps: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True, repr=False)
class SideBySide:
    """Scenarios side by side.

    Attributes:
        title: What the landscape is called.
        on: The day that the rows are asked about.
        rows: A row for the landscape as it is, and one for each scenario.
        gates: Who gates what some scenario takes away, for each row.
        outcomes: The outcomes behind the rows.
    """

    title: str
    on: date
    rows: tuple[ScenarioRow, ...]
    gates: tuple[Gate, ...]
    outcomes: tuple[Outcome, ...]

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<SideBySide of {len(self.rows) - 1} scenarios on {self.on}>"

    def to_markdown(self) -> str:
        """The rows as a Markdown table, with footnotes for the assumptions, and the claims behind each answer."""
        return shown(self, "markdown")


def compare(
    case: Landscape,
    scenarios: Iterable[Scenario | Iterable[Scenario]],
    *,
    ask: Asking | Question | str | Iterable[Asking | Question | str] = (),
    on: date | str | None = None,
) -> SideBySide:
    """Lay scenarios side by side, with the same questions answered under each.

    Args:
        case: The landscape.
        scenarios: The scenarios; several in a list are applied together.
        ask: The questions: of ``aibroker.ask``, or saved with the case, by id.
        on: The day that channels, access and gatekeepers are asked about; where none is given, the first on which all
            steps of all scenarios have taken effect, or the vantage date where that is later.

    Returns:
        A row for the landscape as it is, and one for each scenario.

    Raises:
        UnknownNameError: If a scenario or a question names what the landscape does not hold.
        InvalidValueError: If something is no scenario or no question, or if there is no scenario.
    """
    if isinstance(scenarios, Scenario | str) or not isinstance(scenarios, Iterable):
        raise InvalidValueError("scenarios come in a list", scenarios, valid="[scenario]")
    combinations = tuple(combination(each) for each in scenarios)
    if not combinations:
        raise InvalidValueError("there is nothing to compare", combinations, valid="one or more scenarios")
    asked, day = askings(case, ask), last_day(case, combinations, None if on is None else to_day(on))
    outcomes = tuple(case.under(*each) for each in (*_none(), *combinations))
    names = names_of((*_none(), *combinations))
    return SideBySide(
        title=case.title,
        on=day,
        rows=tuple(row_of(each, asked, day, name=name) for each, name in zip(outcomes, names, strict=True)),
        gates=tuple(_gates(outcomes, day)),
        outcomes=outcomes,
    )


def _none() -> tuple[Combination, ...]:
    """The landscape as it is."""
    return ((),)


def _gates(outcomes: tuple[Outcome, ...], day: date) -> Iterator[Gate]:
    """The gatekeepers of whatever some scenario takes away from a market as a whole."""
    losses = (loss for outcome in outcomes for loss in outcome.lost_access if loss.buyer is None)
    for market, developer in dict.fromkeys((loss.market, each) for loss in losses for each in loss.developers):
        found = [_keepers(outcome, market, developer, day) for outcome in outcomes]
        known, perhaps = zip(*found, strict=True)
        yield Gate(market=market, developer=developer, keepers=known, perhaps=perhaps)


def _keepers(
    outcome: Outcome, market: str, developer: str, day: date
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The known and the possible gatekeepers; None for the known ones where no route is known."""
    answer = outcome.after.gatekeepers(market, models_of=developer, on=day)
    perhaps = tuple(candidate.item.party for candidate in answer.unknown)
    if not outcome.after.routes(developer, market, on=day, limit=1).known:
        return None, perhaps
    return tuple(each.party for each in answer), perhaps
