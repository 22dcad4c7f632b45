"""The tree of why: a statement, what it rests on, and the claims with their places in the sources."""

from __future__ import annotations

from typing import Literal

import attrs

from aibroker.records.converters import one_of
from aibroker.records.evidence import Claim, Source
from aibroker.records.reprs import pasteable

__all__ = ["Evidence", "Reason", "ReasonBasis"]

ReasonBasis = Literal["record", "step", "inference"]


@attrs.frozen(kw_only=True)
class Evidence:
    """A claim together with the source that makes it, so that it can travel without its landscape.

    Attributes:
        claim: The claim.
        source: Its source.
        root: The source that said it first, where the source only passes it on.
    """

    claim: Claim
    source: Source
    root: Source | None = None

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Reason:
    """Why something is so.

    Attributes:
        statement: What is so, in a sentence.
        because: The reasons that it follows from.
        evidence: The claims that say it.
        basis: On what ground: a ``record`` of the landscape with the claims that it cites, a ``step`` of a scenario,
            or an ``inference`` from the reasons under it.
    """

    statement: str
    because: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: ReasonBasis = attrs.field(default="inference", validator=one_of("record", "step", "inference"))

    __repr__ = pasteable
