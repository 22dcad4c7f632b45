"""The bounds that ratios imply, each node visited once: shortest paths where a worklist would come back too often."""

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf, log

from aibroker.figures.engine.networks import Tie, edges_of
from aibroker.figures.engine.relaxation import Labels

_TINY = 1e-300
_HUGE = 1e300


def reach(ties: list[list[Tie]], labels: Labels, values: Sequence[float], anchor: int) -> None:
    """Bound every node along its shortest path from the anchor (Dijkstra's, with Johnson's potentials).

    Args:
        ties: The ties by node.
        labels: The bounds, in which nothing but the anchor is known yet.
        values: The logarithms of amounts that keep every ratio, which make no edge negative.
        anchor: The node that is 1.
    """
    _reach_high(ties, labels, values, anchor)
    _reach_low(ties, labels, values, anchor)
    for node, high in enumerate(labels.high):
        labels.low[node] = min(labels.low[node], high)  # above by noise alone, as the potentials keep every ratio


def _reach_high(ties: list[list[Tie]], labels: Labels, values: Sequence[float], anchor: int) -> None:
    high, by = labels.high, labels.high_by
    distances = [inf] * len(ties)
    distances[anchor] = 0.0
    heap = [(0.0, anchor)]
    done = bytearray(len(ties))
    while heap:
        distance, node = heappop(heap)
        if done[node]:
            continue
        done[node] = 1
        high[node] = max(high[node], _TINY)
        base, above = distance + values[node], high[node]
        for other, up, _, code in edges_of(ties, node):
            if not done[other] and 0 < up < inf:
                longer = max(base + log(up) - values[other], distance)
                if longer < distances[other]:
                    distances[other] = longer
                    high[other], by[other] = above * up, code
                    heappush(heap, (longer, other))


def _reach_low(ties: list[list[Tie]], labels: Labels, values: Sequence[float], anchor: int) -> None:
    low, by = labels.low, labels.low_by
    distances = [inf] * len(ties)
    distances[anchor] = 0.0
    heap = [(0.0, anchor)]
    done = bytearray(len(ties))
    while heap:
        distance, node = heappop(heap)
        if done[node]:
            continue
        done[node] = 1
        low[node] = min(low[node], _HUGE)
        base, below = distance - values[node], low[node]
        for other, _, down, code in edges_of(ties, node):
            if not done[other] and 0 < down < inf:
                longer = max(base - log(down) + values[other], distance)
                if longer < distances[other]:
                    distances[other] = longer
                    low[other], by[other] = below * down, code
                    heappush(heap, (longer, other))
