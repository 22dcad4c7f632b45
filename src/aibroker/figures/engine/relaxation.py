"""Bounds along ratios: a first-in-first-out worklist that tightens both ends at once."""

from array import array
from collections.abc import Iterable
from itertools import islice
from math import inf
from typing import NamedTuple, TypeAlias

from aibroker.figures.engine.networks import ANCHOR, NOTHING, Tie

DONE = -1
EXHAUSTED = -2

_NOISE = 1e-9
_STRICTLY = 1e-12
_TINY = 1e-300
_HUGE = 1e300


# A list is faster to work on, and an array to copy.
Floats: TypeAlias = "list[float] | array[float]"
Integers: TypeAlias = "list[int] | array[int]"


class Record(NamedTuple):
    """How bounds came about.

    Attributes:
        low: The lower bounds by node.
        start: The codes of both sides when the record began; nothing comes from itself in them.
        trail: What changed since.
    """

    low: Floats
    start: tuple[Integers, Integers]
    trail: list[tuple[int, int]]


class Labels:
    """The bounds while they are worked on, with the trail of what changed.

    Attributes:
        low: The lower bounds by node.
        high: The upper bounds by node.
        low_by: The codes of what tightened the lower bounds.
        high_by: The codes of what tightened the upper bounds.
        recording: Whether changes are put on the trail, which must be done once a bound may come from itself.
        trail: The recorded changes in their order: the node, or for the upper bound `-1 - node`, and the code.
        start: The codes of both sides when the record began.
    """

    __slots__ = ("high", "high_by", "low", "low_by", "recording", "start", "trail")

    def __init__(self, low: Floats, high: Floats, low_by: Integers, high_by: Integers) -> None:
        self.low: Floats = low
        self.high: Floats = high
        self.low_by: Integers = low_by
        self.high_by: Integers = high_by
        self.recording: bool = False
        self.trail: list[tuple[int, int]] = []
        self.start: tuple[Integers, Integers] = (low_by, high_by)

    def record(self) -> None:
        """Begin the trail here, if it has not begun."""
        if not self.recording:
            self.recording = True
            self.start = (self.low_by[:], self.high_by[:])

    def resume(self, record: "Record") -> None:
        """Go on with a trail that began elsewhere."""
        self.recording = True
        self.start = record.start
        self.trail = record.trail.copy()

    def raised(self, node: int, value: float, code: int) -> None:
        """Set a lower bound."""
        self.low[node] = value
        self.low_by[node] = code
        if self.recording:
            self.trail.append((node, code))

    def lowered(self, node: int, value: float, code: int) -> None:
        """Set an upper bound."""
        self.high[node] = value
        self.high_by[node] = code
        if self.recording:
            self.trail.append((-1 - node, code))

    def lengthen(self, size: int, *, signed: frozenset[int]) -> None:
        """Make room for new nodes, of which nothing is known."""
        old = len(self.low)
        self.low.extend([0.0] * (size - old))
        self.high.extend([inf] * (size - old))
        self.low_by.extend([NOTHING] * (size - old))
        self.high_by.extend([NOTHING] * (size - old))
        for node in signed:
            if node >= old:
                self.low[node] = -inf


def fresh(size: int, *, anchor: int, signed: frozenset[int]) -> Labels:
    """Bounds before anything is known but the anchor."""
    labels = Labels([], [], [], [])
    labels.lengthen(size, signed=signed)
    labels.low[anchor] = labels.high[anchor] = 1.0
    labels.low_by[anchor] = labels.high_by[anchor] = ANCHOR
    return labels


def zeroed(labels: Labels, zeros: Iterable[tuple[int, int, int]]) -> list[int]:
    """Set to zero what is zero times something, whatever that is; return what changed."""
    changed = []
    for node, _, code in zeros:
        if labels.high[node] > 0:
            labels.lowered(node, 0.0, code)
            changed.append(node)
    return changed


def relax(  # noqa: PLR0912 - both sides are written out, since this loop is where the time goes
    ties: list[list[Tie]], labels: Labels, queue: list[int], *, most: int
) -> int:
    """Tighten along the ties until nothing moves.

    A comparison with a product that is not a number is false, as is one with an open end: neither moves a bound.

    Args:
        ties: The ties by node.
        labels: The bounds, which are changed.
        queue: The distinct nodes to begin with; those whose bounds change are appended, each time that they do.
        most: How many nodes may be visited.

    Returns:
        `DONE`, `EXHAUSTED`, or the node whose lower bound exceeds its upper one.
    """
    low, high, low_by, high_by = labels.low, labels.high, labels.low_by, labels.high_by
    record, trail, push = labels.recording, labels.trail.append, queue.append
    waiting = bytearray(len(ties))
    for node in queue:
        waiting[node] = 1
    less, more, apart, tiny, huge = 1 - _STRICTLY, 1 + _STRICTLY, 1 + _NOISE, _TINY, _HUGE
    for node in islice(queue, most):
        waiting[node] = 0
        above, below = high[node], low[node]
        for of, to, down, up, code in ties[node]:
            if to == node:
                other, value, least = of, above * up, below * down
            else:
                other, value, least = to, above / down if down else inf, below / up if up else 0.0
            if value < high[other]:
                if value < low[other]:
                    if value * apart < low[other]:
                        labels.lowered(other, value, code)
                        return other
                    value = low[other]
                if value < tiny and above and up:  # an underflow must not turn into a zero
                    value = tiny
                if value < high[other] * less:
                    high[other] = value
                    high_by[other] = code
                    if record:
                        trail((-1 - other, code))
                    if not waiting[other]:
                        waiting[other] = 1
                        push(other)
            if least > low[other]:
                if least > high[other]:
                    if least > high[other] * apart:
                        labels.raised(other, least, code)
                        return other
                    least = high[other]
                if least > huge:  # noqa: PLR1730 - a call costs more; an overflow must not turn into no bound at all
                    least = huge
                if least > low[other] * more:
                    low[other] = least
                    low_by[other] = code
                    if record:
                        trail((other, code))
                    if not waiting[other]:
                        waiting[other] = 1
                        push(other)
    return DONE if len(queue) <= most else EXHAUSTED


def narrow(loose: list[Tie], labels: Labels, queue: list[int]) -> int:
    """Tighten once along ties that say that one amount is a part of another.

    Args:
        loose: The ties.
        labels: The bounds, which are changed.
        queue: Where the nodes whose bounds change are appended.

    Returns:
        `DONE`, or the node whose lower bound exceeds its upper one.
    """
    low, high, apart = labels.low, labels.high, 1 + _NOISE
    moving = [tie for tie in loose if high[tie[1]] < high[tie[0]] or low[tie[0]] > low[tie[1]]]
    for part, whole, _, _, code in moving:
        value = high[whole]
        if value * apart < low[part]:
            labels.lowered(part, value, code)
            return part
        value = max(value, low[part])
        if value < high[part] * (1 - _STRICTLY):
            labels.lowered(part, value, code)
            queue.append(part)
        least = min(low[part], high[whole])
        if least > low[whole] * (1 + _STRICTLY):
            labels.raised(whole, least, code)
            queue.append(whole)
    return DONE
