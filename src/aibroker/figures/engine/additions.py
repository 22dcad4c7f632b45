"""Bounds along sums, and along ratios that may be negative: a worklist around the one for ratios."""

from collections.abc import Iterable, Iterator
from math import isinf
from typing import NamedTuple, TypeAlias

from aibroker.figures.engine.networks import Network
from aibroker.figures.engine.relaxation import DONE, Labels, relax
from aibroker.figures.engine.systems import Link, Sum

_NOISE = 1e-9
_STRICTLY = 1e-12
_ROUNDING = 1e-15
_LEAST_BUDGET = 20_000
_RUNS_EACH = 100

_Ends: TypeAlias = tuple[float, float]


class _Change(NamedTuple):
    """A bound that a constraint implies, and the magnitude of what it was computed from."""

    node: int
    is_low: bool
    value: float
    scale: float


def propagate(network: Network, labels: Labels, codes: Iterable[int]) -> int:
    """Tighten along sums and ratios to the greatest fixpoint, or until the budget is spent.

    Some systems come closer to their limit by ever smaller steps. The bounds are sound at any time, so that stopping
    early makes them no more than wider: each sum is computed a hundred times on the average at the most.

    Args:
        network: The network.
        labels: The bounds, which are changed.
        codes: The constraints to begin with.

    Returns:
        `DONE`, or the node whose lower bound exceeds its upper one.
    """
    worklist = _Worklist(network, labels, codes)
    if worklist.waiting:
        labels.record()
    while worklist.waiting:
        queue = list[int]()
        clash = worklist.run(queue)
        if clash != DONE:
            return clash
        clash = worklist.spread(queue)
        if clash >= 0:
            return clash
    return DONE


class _Worklist:
    """The constraints that are to be computed again."""

    __slots__ = ("budget", "labels", "network", "seen", "visits", "waiting")

    def __init__(self, network: Network, labels: Labels, codes: Iterable[int]) -> None:
        self.network = network
        self.labels = labels
        self.waiting = dict.fromkeys(codes)
        self.budget = _LEAST_BUDGET + _RUNS_EACH * len(network.rules)
        self.visits = _LEAST_BUDGET + _RUNS_EACH * network.size
        self.seen = len(labels.trail)

    def run(self, queue: list[int]) -> int:
        """Compute each waiting constraint once; the nodes that it changes join the queue."""
        codes, self.waiting = self.waiting, {}
        self.budget -= len(codes)
        return apply(self.network, self.labels, codes, queue)

    def spread(self, queue: list[int]) -> int:
        """Tighten along the ratios; the constraints of all that changed are waiting then, while the budget lasts."""
        queue = list(dict.fromkeys(queue))
        clash = relax(self.network.ties, self.labels, queue, most=self.visits)
        self.visits = max(self.visits - len(queue), 0)
        if self.budget > 0 and self.visits > 0:
            self._wake()
        return clash

    def _wake(self) -> None:
        attached = self.network.attached
        changed = {node if node >= 0 else -1 - node for node, _ in self.labels.trail[self.seen :]}
        self.seen = len(self.labels.trail)
        self.waiting.update((code, None) for node in sorted(changed) for code in attached.get(node, ()))


def apply(network: Network, labels: Labels, codes: Iterable[int], queue: list[int]) -> int:
    """Compute some constraints, each once.

    Args:
        network: The network.
        labels: The bounds, which are changed.
        codes: The constraints.
        queue: Where the nodes that change are appended.

    Returns:
        `DONE`, or the node whose lower bound exceeds its upper one.
    """
    for code in codes:
        for change in _implied(network, labels, code):
            if _applied(labels, change, code):
                if labels.low[change.node] > labels.high[change.node]:
                    return change.node
                queue.append(change.node)
    return DONE


def _applied(labels: Labels, change: _Change, code: int) -> bool:
    """Whether a bound moved; one that crosses the other within the noise stops at it."""
    node, is_low, value, scale = change
    low, high = labels.low[node], labels.high[node]
    apart = value - high if is_low else low - value
    if 0 < apart <= _NOISE * scale:
        value = high if is_low else low
    now = low if is_low else high
    step = value - now if is_low else now - value
    if not step > _STRICTLY * (0.0 if isinf(now) else max(abs(now), abs(value))):
        return False
    (labels.raised if is_low else labels.lowered)(node, value, code)
    return True


def _implied(network: Network, labels: Labels, code: int) -> Iterator[_Change]:
    link = network.link(code)
    if link is not None:
        return _by_ratio(link, labels)
    index = network.rule(code)
    assert isinstance(index, int)
    return _by_sum(network.sum(index), labels)


def _by_sum(each: Sum, labels: Labels) -> Iterator[_Change]:
    low, high, whole, parts = labels.low, labels.high, each.whole, each.parts
    yield from _of_whole(whole, sum(low[part] for part in parts), sum(high[part] for part in parts))
    yield from _of_parts(low[whole], [high[part] for part in parts], parts, is_low=True)
    yield from _of_parts(high[whole], [low[part] for part in parts], parts, is_low=False)


def _of_whole(whole: int, least: float, most: float) -> Iterator[_Change]:
    if not isinf(least):
        yield _Change(whole, True, least, abs(least))
    if not isinf(most):
        yield _Change(whole, False, most, abs(most))


def _of_parts(total: float, others: list[float], parts: tuple[int, ...], *, is_low: bool) -> Iterator[_Change]:
    """The whole's bound less the opposite bounds of all other parts, widened by what the subtraction may round."""
    open_ends = sum(map(isinf, others))
    if isinf(total) or open_ends > 1:
        return
    finite = sum(other for other in others if not isinf(other))
    scale = abs(total) + sum(abs(other) for other in others if not isinf(other))
    margin = -_ROUNDING * scale if is_low else _ROUNDING * scale
    for part, other in zip(parts, others, strict=True):
        if isinf(other):
            yield _Change(part, is_low, total - finite + margin, scale)
        elif not open_ends:
            yield _Change(part, is_low, total - (finite - other) + margin, scale)


def _by_ratio(link: Link, labels: Labels) -> Iterator[_Change]:
    """Both halves of low·Y <= X <= high·Y, each for both of its ends, whatever the signs."""
    of, to = link.of, link.to
    multiple, base = (labels.low[of], labels.high[of]), (labels.low[to], labels.high[to])
    if not isinf(link.high):
        yield from _at_most(of, multiple, link.high, to, base)
    if not isinf(link.low):  # the same of the negatives
        for change in _at_most(of, (-multiple[1], -multiple[0]), -link.low, to, base):
            yield change if change.node == to else change._replace(is_low=True, value=-change.value)


def _at_most(of: int, multiple: _Ends, factor: float, to: int, base: _Ends) -> Iterator[_Change]:
    """The bounds that X <= factor·Y implies for both of them."""
    top = 0.0 if factor == 0 else factor * (base[1] if factor > 0 else base[0])
    if not isinf(top):
        yield _Change(of, False, top, abs(top))
    if factor and not isinf(multiple[0]):
        yield _Change(to, factor > 0, multiple[0] / factor + 0.0, abs(multiple[0] / factor))
