"""What a figure carries beside its bounds: what is missing, the sides of a conflict, and on whose word it stands."""

from __future__ import annotations

import attrs

from aibroker.records.identifiers import AssumptionId, MetricId, SourceId
from aibroker.records.measures import Measurand
from aibroker.records.reasons import Evidence
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.units import Unit

__all__ = ["FigureEvidence", "FigureSide", "Gap"]


@attrs.frozen(kw_only=True)
class Gap:
    """Why nothing limits a side of a figure, and what would.

    Attributes:
        said: What is missing, in a sentence.
        metric: The number that could not be placed, if it is about one.
        measurand: The nearest quantity that is known, if it is about one.
        would_close: The assumptions of the landscape that would help.
    """

    said: str
    metric: MetricId | None = None
    measurand: Measurand | None = None
    would_close: tuple[AssumptionId, ...] = ()


@attrs.frozen(kw_only=True)
class FigureSide:
    """One side of a conflict: what would follow if one of its numbers were wrong.

    Attributes:
        without: The ids of the number that is taken to be wrong.
        low: The lower bound then.
        high: The upper bound then.
        unit: The unit.
    """

    without: tuple[str, ...]
    low: float
    high: float
    unit: Unit

    @property
    def estimate(self) -> Estimate:
        """Both bounds with their unit."""
        return Estimate.between(self.low, self.high, unit=self.unit)


@attrs.frozen(kw_only=True)
class FigureEvidence:
    """On whose word a figure stands.

    Attributes:
        claims: The claims, with their sources.
        roots: The sources that said it first, each once: ten repetitions of one root are one witness.
        oldest: The period in which the oldest of the sources was published; None where none is dated.
        anonymous: The claims that nobody puts a name to.
        machine_generated: The claims that are read in machine-generated sources.
        contested: Whether some of the numbers cannot all hold.
    """

    claims: tuple[Evidence, ...]
    roots: tuple[SourceId, ...]
    oldest: Period | None
    anonymous: tuple[str, ...]
    machine_generated: tuple[str, ...]
    contested: bool
