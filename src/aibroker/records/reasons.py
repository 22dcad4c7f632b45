"""The tree of why: a statement, what it rests on, and the claims with their places in the sources; and conflicts."""

from __future__ import annotations

from typing import Literal

import attrs

from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.reprs import pasteable
from aibroker.records.validators import one_of

__all__ = ["Conflict", "ConflictKind", "Evidence", "Reason", "ReasonBasis"]

ReasonBasis = Literal["record", "step", "inference"]
ConflictKind = Literal[
    "second seller under an exclusive right",
    "one right, two territories",
    "exclusive and not",
    "right after its end",
    "refusal beside an own channel",
    "one root, disjoint numbers",
    "sole seller beside another",
    "position without a channel",
    "numbers that cannot all hold",
]


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

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The claims that it and the reasons under it rest on, from the top down, as often as they are cited."""
        cited, waiting = list[Evidence](), list[Reason]([self])
        while waiting:
            reason = waiting.pop()
            cited += reason.evidence
            waiting += reversed(reason.because)
        return tuple(cited)


@attrs.frozen(kw_only=True)
class Conflict:
    """Records that stand against each other.

    Attributes:
        kind: What kind of conflict it is.
        statement: What stands against what, in a sentence.
        between: The records, in the order in which the sentence names them.
        evidence: The claims behind them.
    """

    kind: ConflictKind
    statement: str
    between: tuple[Record, ...]
    evidence: tuple[Evidence, ...]

    __repr__ = pasteable
