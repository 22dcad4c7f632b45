"""Sensitivity: how much each premise of a figure matters."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isclose, isinf

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.asking import Wanted, around, asked, base_is_positive, premises_behind
from aibroker.figures.figures import Figure
from aibroker.figures.networks import Network
from aibroker.figures.premises import Premise
from aibroker.figures.sayings import said_by
from aibroker.hatch import shown
from aibroker.records.identifiers import AssumptionId
from aibroker.values.estimates import Estimate
from aibroker.values.units import Unit

__all__ = ["Sensitivity", "SensitivityRow", "sensitivity"]


@attrs.frozen(kw_only=True)
class SensitivityRow:
    """What one premise does to a figure.

    Attributes:
        records: The ids of the number, the ordering or the sum.
        said: What it says, in words.
        assumptions: What is assumed for it.
        exact: The figure if the premise were exact: the value that it names, else the middle of its bounds; None where
            it has no such value.
        gone: The figure if the premise had not been stated; anything at all where what it is relative to may then be
            negative.
    """

    records: tuple[str, ...]
    said: str
    assumptions: tuple[AssumptionId, ...]
    exact: Estimate | None
    gone: Estimate


@attrs.frozen(kw_only=True, repr=False)
class Sensitivity:
    """How each end of a figure moves with each of its premises, the weightiest first.

    Attributes:
        figure: The figure.
        rows: A row for each premise.
    """

    figure: Figure
    rows: tuple[SensitivityRow, ...]

    def __iter__(self) -> Iterator[SensitivityRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.figure.quantity}: {len(self.rows)} premises>"


def sensitivity(network: Network, figure: Figure) -> Sensitivity:
    """How each end of a figure moves when one of its premises is exact, or gone.

    Raises:
        InvalidValueError: If it is the result of arithmetic, or of another landscape.
    """
    if figure.measurand is None:
        problem = "the sensitivity of a figure that was calculated from others"
        raise InvalidValueError(problem, figure.quantity, valid="a figure as the landscape gives it")
    wanted = Wanted(measurand=figure.measurand, relative_to=figure.relative_to, unit=figure.unit)
    near = around(network, wanted)
    _refuse_another(asked(network, wanted), figure)
    said = {*near.premises.listed}  # and not what a convention makes of them, which is never gone while it is on
    behind = (each for each in premises_behind(near, wanted) if each in said)
    rows = [_row(near, wanted, premise, unit=figure.unit) for premise in behind]
    return Sensitivity(figure=figure, rows=tuple(sorted(rows, key=lambda row: _weight(row, figure.estimate))))


def _refuse_another(here: Figure, figure: Figure) -> None:
    """Refuse a figure that is not what the landscape says: its table would be one of something else."""
    if not (isclose(here.low, figure.low) and isclose(here.high, figure.high)):
        problem = f"this figure is of another landscape: here it is {here.estimate.shown()}"
        raise InvalidValueError(
            problem, figure.estimate.shown(), valid="a figure of this landscape, under its assumptions"
        )


def _row(network: Network, wanted: Wanted, premise: Premise, *, unit: Unit) -> SensitivityRow:
    point = _point(premise)
    exact = None if point is None else attrs.evolve(premise, low=point, high=point, likely=point)
    without = network.without((premise,))
    return SensitivityRow(
        records=tuple(record.id for record in premise.records),
        said=said_by(network.setting.store, premise),
        assumptions=premise.assumptions,
        exact=None if exact is None else asked(network.replacing(premise, exact), wanted).estimate,
        gone=asked(without, wanted).estimate
        if base_is_positive(without, wanted)
        else Estimate.between(-inf, inf, unit=unit),
    )


def _point(premise: Premise) -> float | None:
    """The value that a premise would have if it were exact."""
    if premise.kind in ("sum", "comparison"):
        return None
    if premise.likely is not None:
        return premise.likely
    is_open = isinf(premise.high) or isinf(premise.low) or premise.low == 0  # "at most a tenth" has no middle
    return None if is_open else (premise.low + premise.high) / 2


def _weight(row: SensitivityRow, now: Estimate) -> tuple[float, float, tuple[str, ...]]:
    """What rows are sorted by: first those whose exactness narrows most, then those whose absence widens most."""
    narrowed = 0.0 if row.exact is None else _gain(now, row.exact)
    return -narrowed, -_gain(row.gone, now), row.records


def _gain(wide: Estimate, narrow: Estimate) -> float:
    """By how much the one is wider than the other; nothing where both have an open end."""
    before, after = wide.high - wide.low, narrow.high - narrow.low
    return 0.0 if isinf(before) and isinf(after) else before - after
