"""Streams: the revenue that is exposed, in the portions that hold it, and what is asked about it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from aibroker.figures.derivations import Derivation, Ground
from aibroker.figures.facets import Gap
from aibroker.records.measures import Measurand
from aibroker.values.estimates import Estimate
from aibroker.values.units import Unit

__all__ = ["AT_RISK", "Exposure", "Portion", "Sharing", "Stream"]

AT_RISK = "revenue at risk"


@attrs.frozen(kw_only=True)
class Portion:
    """Revenue of which some is at risk, or of which all is.

    Attributes:
        measurand: The revenue, in a single period.
        ground: Why some of it is at risk, or all of it.
        because: What it takes for that, such as that nothing of it is booked elsewhere.
    """

    measurand: Measurand
    ground: Ground
    because: tuple[Derivation, ...] = ()


@attrs.frozen(kw_only=True)
class Sharing:
    """The share of revenue that is passed on to somebody.

    Attributes:
        share: The share.
        cap: The most that is passed on in all; None where no cap is known.
        called: What is passed on, in words.
        ground: On what it rests.
    """

    share: Estimate
    cap: Estimate | None
    called: str
    ground: Ground


@attrs.frozen(kw_only=True)
class Stream:
    """Revenue of one kind: what a party sells itself, or what it is paid as a share of what another one sells.

    Attributes:
        called: What of it is at risk, in words.
        covers: Ways to cover all of it that is at risk; the portions of each hold all of it together.
        floors: Portions that are at risk as a whole: of each group the largest one counts, and the groups add up.
        sharing: The share that counts; None for all of it.
    """

    called: str
    covers: tuple[tuple[Portion, ...], ...]
    floors: tuple[tuple[Portion, ...], ...] = ()
    sharing: Sharing | None = None

    @property
    def portions(self) -> Iterator[Portion]:
        """All portions."""
        for listed in (*self.covers, *self.floors):
            yield from listed


@attrs.frozen(kw_only=True)
class Exposure:
    """What is asked for, and what is known to be exposed.

    Attributes:
        whole: All revenue of the party in the period.
        under: Under what, in words.
        streams: The revenue that is exposed.
        nothing: Why nothing is at risk, where no stream is.
        caveats: What a reader must know.
        gaps: What would give it a floor.
        relative_to: What it is wanted relative to; None for an amount.
        unit: The unit wanted; None for that of the numbers.
    """

    whole: Measurand
    under: str
    streams: tuple[Stream, ...]
    nothing: str
    caveats: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    relative_to: Measurand | None = None
    unit: Unit | None = None
