"""What tables there are of a landscape, of an outcome, and of scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Final, overload

import attrs

from aibroker.comparing.rows import ScenarioRow
from aibroker.comparing.sidebyside import SideBySide
from aibroker.errors import InvalidValueError
from aibroker.frames.channels import channel_columns
from aibroker.frames.effects import change_rows, loss_rows, reply_rows, setting_rows
from aibroker.frames.plain import landscape_of, notes_of
from aibroker.frames.records import claim_rows, figure_rows, metric_rows, price_rows, route_rows
from aibroker.frames.rows import (
    ChangeRow,
    ChannelRow,
    ClaimRow,
    FigureRow,
    LossRow,
    MetricRow,
    PriceRow,
    ReplyRow,
    RouteRow,
    SettingRow,
)
from aibroker.frames.table import Table
from aibroker.landscape import Landscape, Outcome
from aibroker.queries.answers import Answer
from aibroker.store.collections import Records

__all__ = ["ComparisonTables", "LandscapeTables", "OutcomeTables", "tables"]


@attrs.frozen(eq=False)
class LandscapeTables:
    """The tables of a landscape, each made when it is asked for.

    Attributes:
        case: The landscape.
    """

    case: Landscape

    @cached_property
    def _notes(self) -> Mapping[str, str]:
        return notes_of(self.case)

    @property
    def channels(self) -> Table[ChannelRow]:
        """The sales channels."""
        return Table(name="channels", row=ChannelRow, values=channel_columns(self.case), notes=self._notes)

    @property
    def metrics(self) -> Table[MetricRow]:
        """The published numbers."""
        return Table.of("metrics", MetricRow, metric_rows(self.case), self._notes)

    @property
    def prices(self) -> Table[PriceRow]:
        """The prices of input, output and cached input, side by side."""
        return Table.of("prices", PriceRow, price_rows(self.case), self._notes)

    @property
    def claims(self) -> Table[ClaimRow]:
        """The claims with their sources."""
        return Table.of("claims", ClaimRow, claim_rows(self.case), self._notes)

    @property
    def figures(self) -> Table[FigureRow]:
        """The figures of the saved questions."""
        return Table.of("figures", FigureRow, figure_rows(self.case), self._notes)

    def routes(self, developer: str, market: str, *, limit: int = 100) -> Table[RouteRow]:
        """The routes by which a developer's models reach a market.

        Args:
            developer: Whose models: an id or a name.
            market: The market: an id or a name.
            limit: How many known and how many unknown routes at the most.

        Raises:
            UnknownNameError: If there is no such developer or market.
        """
        return Table.of("routes", RouteRow, route_rows(self.case, developer, market, limit=limit), self._notes)


@attrs.frozen(eq=False)
class OutcomeTables:
    """The tables of an outcome.

    Attributes:
        outcome: The outcome.
    """

    outcome: Outcome

    @property
    def changes(self) -> Table[ChangeRow]:
        """What the scenarios did to each channel."""
        notes = notes_of(self.outcome.before)
        return Table.of("changes", ChangeRow, change_rows(self.outcome), notes)

    @property
    def losses(self) -> Table[LossRow]:
        """Who lost access to which models."""
        notes = notes_of(self.outcome.before)
        return Table.of("losses", LossRow, loss_rows(self.outcome), notes)


@attrs.frozen(eq=False)
class ComparisonTables:
    """The tables of scenarios side by side, or of a sweep.

    Attributes:
        rows: What each combination of scenarios comes to.
    """

    rows: tuple[ScenarioRow, ...]
    _notes: Mapping[str, str] = attrs.field(factory=dict, alias="notes")

    @property
    def notes(self) -> Mapping[str, str]:
        """For each claim, the page and the place in it; empty for a sweep, whose rows travel alone."""
        return MappingProxyType(self._notes)

    @property
    def scenarios(self) -> Table[SettingRow]:
        """A row for each combination of scenarios."""
        return Table.of("scenarios", SettingRow, setting_rows(self.rows), self._notes)

    @property
    def replies(self) -> Table[ReplyRow]:
        """A row for each question under each combination of scenarios."""
        return Table.of("replies", ReplyRow, reply_rows(self.rows), self._notes)


@overload
def tables(thing: Landscape) -> LandscapeTables: ...
@overload
def tables(thing: Outcome) -> OutcomeTables: ...
@overload
def tables(thing: SideBySide | Iterable[ScenarioRow]) -> ComparisonTables: ...
def tables(
    thing: Landscape | Outcome | SideBySide | Iterable[ScenarioRow],
) -> LandscapeTables | OutcomeTables | ComparisonTables:
    """The tables of a landscape, of an outcome, of scenarios side by side, or of a sweep.

    Args:
        thing: A landscape, what ``under`` gives, what ``compare`` gives, or the rows that ``sweep`` gives.

    Returns:
        Its tables, each made when it is asked for.

    Raises:
        InvalidValueError: If it is something else; of a catalogue that was read, pass its ``landscape``.
    """
    if isinstance(thing, Landscape):
        return LandscapeTables(thing)
    if isinstance(thing, Outcome):
        return OutcomeTables(thing)
    if isinstance(thing, SideBySide):
        return ComparisonTables(thing.rows, notes_of(thing.outcomes[0].before))
    return ComparisonTables(_swept(thing))


_VALID: Final = (
    "a landscape, an outcome as under gives it, a comparison as compare gives it, or the rows that sweep gives"
)
_NO_ROWS: Final = (str, bytes, Mapping, Answer, Records, Table)
"""What can be walked through and is no sweep, however little it holds."""


def _swept(thing: object) -> tuple[ScenarioRow, ...]:
    if not isinstance(thing, Iterable) or isinstance(thing, _NO_ROWS):
        raise InvalidValueError("there are no tables of this", thing, valid=_VALID, suggestions=landscape_of(thing))
    listed: tuple[object, ...] = tuple(thing)
    for each in listed:
        if not isinstance(each, ScenarioRow):
            problem = "there are no tables of this, which is no row of a sweep"
            raise InvalidValueError(problem, each, valid=_VALID, suggestions=landscape_of(each))
    return tuple(each for each in listed if isinstance(each, ScenarioRow))
