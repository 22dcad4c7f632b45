"""Whether ratios can hold together at all, and a point at which they do: potentials, in logarithms."""

from collections import deque
from collections.abc import Iterable
from math import exp, inf, log
from typing import NamedTuple

from aibroker.figures.engine.networks import Tie, edges_of

Ties = list[list[Tie]]

NOISE = 1e-9
_STRICTLY = 1e-11
_TIGHT = 1.001


class Ratio(NamedTuple):
    """One edge of a circle: the amount of `to` is at most `factor` times that of `start`."""

    start: int
    to: int
    factor: float
    code: int


class Potentials:
    """A point that keeps every ratio between some nodes, being searched for.

    Attributes:
        ties: The ties by node.
        inside: For each node, whether it takes part.
        values: The logarithms of the point.
    """

    __slots__ = ("_came", "inside", "ties", "values")

    def __init__(self, ties: Ties, inside: bytearray, values: list[float]) -> None:
        self.ties: Ties = ties
        self.inside: bytearray = inside
        self.values: list[float] = values
        self._came: dict[int, Ratio] = {}

    def settle(self, nodes: Iterable[int]) -> list[Ratio] | None:
        """Repair the point from some nodes on.

        A circle whose factors multiply to less than 1 by no more than the noise is widened by what it lacks.

        Returns:
            The circle whose factors multiply to less than 1, or None.
        """
        queue = deque(nodes)
        while queue:
            self._spread(queue)
            circle = self._circle()
            if circle is None:
                continue
            if sum(log(ratio.factor) for ratio in circle) < -NOISE:
                return circle
            self._widen(circle)
            queue.extendleft(ratio.start for ratio in circle)
        return None

    def _spread(self, queue: deque[int]) -> None:
        """Relax first in, first out, until nothing is left, or until it is time to look for a circle."""
        values, ties, inside, came = self.values, self.ties, self.inside, self._came
        waiting = set(queue)
        moves = 0
        limit = len(came) + 16
        while queue and moves < limit:
            node = queue.popleft()
            waiting.discard(node)
            value = values[node]
            for other, up, _, code in edges_of(ties, node):
                if inside[other] and 0 < up < inf and value + log(up) < values[other] - _STRICTLY:
                    values[other] = value + log(up)
                    came[other] = Ratio(node, other, up, code)
                    moves += 1
                    if other not in waiting:
                        waiting.add(other)
                        queue.append(other)

    def _circle(self) -> list[Ratio] | None:
        """A circle among the edges that each node was last moved by; there is none unless it lacks something."""
        came = self._came
        done = set[int]()
        for start in came:
            node, path = start, dict[int, None]()
            while node in came and node not in done and node not in path:
                path[node] = None
                node = came[node].start
            if node in path:
                return self._around(node)
            done.update(path)
        return None

    def _around(self, start: int) -> list[Ratio]:
        circle = [self._came[start]]
        while circle[-1].start != start:
            circle.append(self._came[circle[-1].start])
        return circle

    def _widen(self, circle: list[Ratio]) -> None:
        lack = sum(log(ratio.factor) for ratio in circle)
        widened(self.ties, max(circle, key=lambda ratio: (ratio.factor, ratio.to)), by=exp(_STRICTLY - min(lack, 0.0)))
        for ratio in circle:
            del self._came[ratio.to]


def widened(ties: Ties, ratio: Ratio, *, by: float) -> None:
    """Make one tie wider, seen from both of its ends."""
    start, to, factor, code = ratio
    wide = {tie: _wider(tie, start, factor, by) for tie in ties[start] if tie[4] == code and {*tie[:2]} == {start, to}}
    for node in (start, to):
        ties[node] = [wide.get(tie, tie) for tie in ties[node]]


def _wider(tie: Tie, start: int, factor: float, by: float) -> Tie:
    """A tie whose other end may be more of the start than the factor says."""
    of, to, low, high, code = tie
    if to == start:
        return of, to, low, high * by if high == factor else high, code
    return of, to, low / by if low and 1 / low == factor else low, high, code


def forest(ties: Ties, nodes: Iterable[int], inside: bytearray) -> list[float]:
    """A point to begin with: along a tree, each node at the middle of its ratio to the one before, tight ones first."""
    values = [0.0] * len(ties)
    new = bytearray(inside)
    for root in nodes:
        if new[root]:
            _grow(ties, values, new, root)
    return values


def _grow(ties: Ties, values: list[float], new: bytearray, root: int) -> None:
    """Grow the tree of one root; the logarithm of an edge is taken only where the tree takes the edge."""
    queue = deque([(root, root, 1.0, 1.0)])
    while queue:
        node, before, up, down = queue.popleft()
        if not new[node]:
            continue
        new[node] = 0
        values[node] = values[before] + _middle(up, down)
        for other, up, down, _ in edges_of(ties, node):
            if new[other]:
                (queue.appendleft if up <= down * _TIGHT else queue.append)((other, node, up, down))


def _middle(up: float, down: float) -> float:
    """The logarithm of the middle of a ratio, or of its only end."""
    if 0 < up < inf:
        return (log(up) + log(down)) / 2 if 0 < down < inf else log(up)
    return log(down) if 0 < down < inf else 0.0


def zero_circle(ties: Ties, inside: bytearray, zeros: Iterable[tuple[int, int, int]]) -> list[Ratio] | None:
    """A circle on which a factor is zero, though every amount on it is a positive multiple of the one before."""
    for to, start, code in zeros:
        if inside[start] and inside[to]:
            back = _path(ties, inside, to, start)
            if back is not None:
                return [Ratio(start, to, 0.0, code), *back]
    return None


def _path(ties: Ties, inside: bytearray, start: int, goal: int) -> list[Ratio] | None:
    came: dict[int, Ratio] = {}
    stack = [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return _traced(came, start, goal)
        for to, up, _, code in edges_of(ties, node):
            if inside[to] and up < inf and to not in came and to != start:
                came[to] = Ratio(node, to, up, code)
                stack.append(to)
    return None


def _traced(came: dict[int, Ratio], start: int, goal: int) -> list[Ratio]:
    path: list[Ratio] = []
    while goal != start:
        path.append(came[goal])
        goal = came[goal].start
    return path
