"""Derivations: each bound, the rule that gave it, the bounds that it follows from, down to claims and assumptions.

They hold the claims and the assumptions themselves, so that they can travel without the landscape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import attrs

from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import ClaimId
from aibroker.records.measures import Comparison, Metric, Partition
from aibroker.records.reasons import Evidence

__all__ = ["BoundSide", "Derivation", "DerivationRule", "Ground", "GroundKind"]

BoundSide = Literal["low", "high"]
GroundKind = Literal["claims", "assumption", "definition"]
DerivationRule = Literal[
    "stated",
    "times a ratio",
    "by a ratio",
    "a part of",
    "contains",
    "not larger than",
    "not smaller than",
    "sum of its parts",
    "what the other parts leave",
    "one of several shares",
    "arithmetic",
    "passes through",
    "nothing closes",
    "given",
]


@attrs.frozen(kw_only=True)
class Ground:
    """What a step rests on.

    Attributes:
        kind: Claims in sources, an assumption, or a definition.
        said: What it says, in words.
        records: The numbers, the ordering or the sum that say it.
        evidence: The claims, with their sources.
        assumptions: What was assumed for it.
    """

    kind: GroundKind
    said: str
    records: tuple[Metric | Comparison | Partition, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


Row = tuple[tuple[Any, ...], tuple[int, ...]]
"""A step of a derivation on its own, and the rows of the steps that it follows from."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Derivation:
    """One bound, and why it holds.

    Chains may be of any length, so that nothing here goes down them by calling itself.

    Attributes:
        quantity: Of what, in words.
        side: Whether it is the lower or the upper bound.
        said: How much, in words, rounded outward.
        value: How much, as a number in the unit that ``said`` names.
        rule: How it follows.
        ground: What the step rests on; None for plain arithmetic.
        because: The bounds that it follows from.
        recurs: Whether it is repeated to the limit: it stands further up in its own derivation.
    """

    quantity: str
    side: BoundSide
    said: str
    value: float
    rule: DerivationRule
    ground: Ground | None = None
    because: tuple[Derivation, ...] = ()
    recurs: bool = False

    def __iter__(self) -> Iterator[Derivation]:
        """This step, and all that it follows from, each once."""
        seen: dict[int, Derivation] = {}
        waiting: list[Derivation] = [self]
        while waiting:
            step = waiting.pop()
            if id(step) not in seen:
                seen[id(step)] = step
                waiting += reversed(step.because)
        return iter(seen.values())

    def rows(
        self, own: Callable[[Derivation], tuple[Any, ...]], inner: Callable[[Derivation], Iterable[Derivation]]
    ) -> tuple[Row, ...]:
        """The steps as a table without repetition, each after those that it follows from; this one is the last.

        Args:
            own: What counts of a step by itself.
            inner: Which of the steps that it follows from count.
        """
        rows: dict[Row, int] = {}
        done: dict[int, int] = {}
        waiting: list[Derivation] = [self]
        while waiting:
            step = waiting[-1]
            ahead = [each for each in inner(step) if id(each) not in done]
            if ahead:
                waiting += reversed(ahead)
                continue
            waiting.pop()
            row = (own(step), tuple(done[id(each)] for each in inner(step)))
            done[id(step)] = rows.setdefault(row, len(rows))
        return tuple(rows)

    @property
    def _table(self) -> tuple[Row, ...]:
        return self.rows(_own, lambda step: step.because)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Derivation):
            return NotImplemented
        return self is other or self._table == other._table

    def __hash__(self) -> int:
        return hash((_own(self), len(self.because)))

    def __reduce__(self) -> tuple[object, ...]:
        return _from_table, (self._table,)

    def __repr__(self) -> str:
        return f"<Derivation {self.side} of {self.quantity}: {self.said}, {len(self._table)} steps>"

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """What it rests on in the end, each once."""
        return tuple(dict.fromkeys(step.ground for step in self if step.ground is not None))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The claims that it rests on, each once."""
        found = {each.claim.id: each for ground in self.grounds for each in ground.evidence}
        return tuple(found[each] for each in sorted(found))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What is assumed for it, each once."""
        found = {each.id: each for ground in self.grounds for each in ground.assumptions}
        return tuple(found[each] for each in sorted(found))

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The ids of its claims."""
        return tuple(each.claim.id for each in self.evidence)


def _own(step: Derivation) -> tuple[Any, ...]:
    """The fields of a step, without what it follows from."""
    return step.quantity, step.side, step.said, step.value, step.rule, step.ground, step.recurs


def _from_table(rows: tuple[Row, ...]) -> Derivation:
    made: list[Derivation] = []
    for (quantity, side, said, value, rule, ground, recurs), inner in rows:
        made.append(
            Derivation(
                quantity=quantity,
                side=side,
                said=said,
                value=value,
                rule=rule,
                ground=ground,
                because=tuple(made[each] for each in inner),
                recurs=recurs,
            )
        )
    return made[-1]
