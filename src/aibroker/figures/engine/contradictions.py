"""What a bound rests on, and two bounds that cross."""

from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from aibroker.figures.engine.bounds import Bound, Cause, Contradiction, Grounds
from aibroker.figures.engine.networks import ANCHOR, Network
from aibroker.figures.engine.relaxation import Labels, Record


class _Step(NamedTuple):
    """A bound, and what it came from."""

    bound: Bound
    code: int
    cause: Cause


class _Ratio(NamedTuple):
    """One ratio on the way around: the node that it leads to, the logarithm of its factor, and what states it."""

    node: int
    weight: float
    cause: Cause


def of_causes(causes: Iterable[Cause]) -> Contradiction:
    """All constraints that some causes name, as what cannot all hold."""
    grounds = _named(causes)
    return Contradiction(grounds.links, grounds.sums)


def grounds_of(network: Network, record: Record, bounds: Iterable[Bound]) -> Grounds:
    """The constraints from which some bounds can be computed again.

    The trail is read backwards, so that a bound that recurs is traced to where it began, and not in a circle.
    """
    wanted = set(bounds)
    causes = list(_backwards(network, record, wanted))
    for bound in wanted:
        causes += [step.cause for step in _chain(network, record, bound)]
    return _named(causes)


def of_crossing(network: Network, labels: Labels, node: int) -> Contradiction:
    """The constraints behind the bounds of a node that cross, whatever they came from."""
    record = Record(labels.low, labels.start, labels.trail)
    grounds = grounds_of(network, record, (Bound(node, "low"), Bound(node, "high")))
    return Contradiction(grounds.links, grounds.sums)


def _named(causes: Iterable[Cause]) -> Grounds:
    named = list(causes)
    links = frozenset[int]().union(*(cause.links for cause in named))
    return Grounds(links, frozenset(cause.sum for cause in named if cause.sum is not None))


def of_ratios(network: Network, labels: Labels, node: int) -> Contradiction:
    """The ratios around one circle behind the bounds of a node that cross, where only ratios were followed."""
    record = Record(labels.low, labels.start, labels.trail)
    above = _chain(network, record, Bound(node, "high"))
    below = _chain(network, record, Bound(node, "low"))
    for steps in (above, below):
        if steps and (loop := _loop(steps)):
            return of_causes(step.cause for step in loop)
    if not above[-1].cause.sources:  # a factor of zero leads back to no anchor
        return of_causes(step.cause for step in above + below)
    around = [_Ratio(step.bound.node, log(_factor(network, step)), step.cause) for step in reversed(above)]
    around += [_Ratio(step.cause.sources[0].node, -log(_factor(network, step)), step.cause) for step in below]
    return of_causes(_worst_circle(around))


def _backwards(network: Network, record: Record, wanted: set[Bound]) -> Iterator[Cause]:
    for change, code in reversed(record.trail):
        bound = Bound(change, "low") if change >= 0 else Bound(-1 - change, "high")
        if bound in wanted:
            wanted.remove(bound)
            cause = network.cause(bound, code=code, low=record.low)
            assert cause is not None
            wanted.update(cause.sources)
            yield cause


def _chain(network: Network, record: Record, bound: Bound) -> list[_Step]:
    """What a bound came from when no trail was recorded yet: one ratio after the other."""
    steps: dict[Bound, _Step] = {}
    low_by, high_by = record.start
    while bound not in steps and bound.node < len(low_by):
        code = (low_by if bound.side == "low" else high_by)[bound.node]
        cause = network.cause(bound, code=code, low=record.low)
        if cause is None or code == ANCHOR:
            break
        steps[bound] = _Step(bound, code, cause)
        if not cause.sources:
            break
        bound = cause.sources[0]
    return list(steps.values())


def _loop(steps: list[_Step]) -> list[_Step]:
    """The end of a chain that leads back into itself."""
    places = {step.bound: place for place, step in enumerate(steps)}
    return [step for back in steps[-1].cause.sources if back in places for step in steps[places[back] :]]


def _factor(network: Network, step: _Step) -> float:
    link = network.link(step.code)
    assert link is not None
    node, side = step.bound
    if node == link.of:
        return link.high if side == "high" else link.low
    return 1 / (link.low if side == "high" else link.high)


def _worst_circle(around: list[_Ratio]) -> list[Cause]:
    """The simple circle, out of those that a closed walk falls into, whose factors multiply to the least."""
    worst, circle = 0.0, [ratio.cause for ratio in around]
    path: list[_Ratio] = []
    entered = {around[-1].node: 0}
    for ratio in around:
        path.append(ratio)
        if ratio.node not in entered:
            entered[ratio.node] = len(path)
            continue
        closed = path[entered[ratio.node] :]
        del path[entered[ratio.node] :]
        for each in closed[:-1]:
            del entered[each.node]
        weight = sum(each.weight for each in closed)
        if weight < worst:
            worst, circle = weight, [each.cause for each in closed]
    return circle
