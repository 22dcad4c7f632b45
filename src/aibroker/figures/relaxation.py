"""Bounds along ratios: a first-in-first-out worklist that tightens both ends at once."""

from collections import deque
from collections.abc import Iterable
from math import inf

from aibroker.figures.networks import ANCHOR, NOTHING, Edge

DONE = -1
EXHAUSTED = -2

_NOISE = 1e-9
_STRICTLY = 1e-12
_TINY = 1e-300
_HUGE = 1e300


class Labels:
    """The bounds while they are worked on, with the trail of what changed.

    Attributes:
        low: The lower bounds by node.
        high: The upper bounds by node.
        low_by: The codes of what tightened the lower bounds.
        high_by: The codes of what tightened the upper bounds.
        trail: For every change the node, or for the upper bound `-1 - node`.
        trail_by: For every change the code.
    """

    __slots__ = ("high", "high_by", "low", "low_by", "trail", "trail_by")

    def __init__(self, low: list[float], high: list[float], low_by: list[int], high_by: list[int]) -> None:
        self.low = low
        self.high = high
        self.low_by = low_by
        self.high_by = high_by
        self.trail: list[int] = []
        self.trail_by: list[int] = []

    def raised(self, node: int, value: float, code: int) -> None:
        """Set a lower bound."""
        self.low[node] = value
        self.low_by[node] = code
        self.trail.append(node)
        self.trail_by.append(code)

    def lowered(self, node: int, value: float, code: int) -> None:
        """Set an upper bound."""
        self.high[node] = value
        self.high_by[node] = code
        self.trail.append(-1 - node)
        self.trail_by.append(code)


    def lengthen(self, size: int, *, signed: frozenset[int]) -> None:
        """Make room for new nodes, of which nothing is known."""
        old = len(self.low)
        self.low += [0.0] * (size - old)
        self.high += [inf] * (size - old)
        self.low_by += [NOTHING] * (size - old)
        self.high_by += [NOTHING] * (size - old)
        for node in signed:
            if node >= old:
                self.low[node] = -inf

    def changed(self) -> set[int]:
        """The nodes whose bounds have changed."""
        return {change if change >= 0 else -1 - change for change in self.trail}


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


def relax(edges: list[list[Edge]], labels: Labels, queue: deque[int], *, most: float) -> int:
    """Tighten along the edges until nothing moves.

    A comparison with a product that is not a number is false, as is one with an open end: neither moves a bound.

    Args:
        edges: The edges by node.
        labels: The bounds, which are changed.
        queue: The nodes whose bounds have changed; empty at the end, if all is done.
        most: How many nodes may be visited.

    Returns:
        `DONE`, `EXHAUSTED`, or the node whose lower bound exceeds its upper one.
    """
    low, high, low_by, high_by = labels.low, labels.high, labels.low_by, labels.high_by
    trail, trail_by = labels.trail.append, labels.trail_by.append
    push, pull = queue.append, queue.popleft
    waiting = bytearray(len(edges))
    for node in queue:
        waiting[node] = 1
    less, more, apart = 1 - _STRICTLY, 1 + _STRICTLY, 1 + _NOISE
    while queue:
        if most <= 0:
            return EXHAUSTED
        most -= 1
        node = pull()
        waiting[node] = 0
        above, below = high[node], low[node]
        for other, up, down, code in edges[node]:
            value = above * up
            if value < high[other] * less:
                if value < _TINY and above and up:  # an underflow must not turn into a zero
                    value = _TINY
                floor = low[other]
                clash = floor > value * apart
                if value < floor and not clash:
                    value = floor
                if value < high[other] * less:
                    high[other] = value
                    high_by[other] = code
                    trail(-1 - other)
                    trail_by(code)
                    if clash:
                        return other
                    if not waiting[other]:
                        waiting[other] = 1
                        push(other)
            value = below * down
            if value > low[other] * more:
                if value > _HUGE:  # nor an overflow into no bound at all
                    value = _HUGE
                ceiling = high[other]
                clash = value > ceiling * apart
                if value > ceiling and not clash:
                    value = ceiling
                if value > low[other] * more:
                    low[other] = value
                    low_by[other] = code
                    trail(other)
                    trail_by(code)
                    if clash:
                        return other
                    if not waiting[other]:
                        waiting[other] = 1
                        push(other)
    return DONE
