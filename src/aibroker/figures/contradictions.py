"""What two bounds that cross rest on."""

from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from aibroker.figures.bounds import Bound, Cause, Contradiction
from aibroker.figures.networks import Network
from aibroker.figures.relaxation import Labels


class _Step(NamedTuple):
    """A change on the trail, read backwards."""

    bound: Bound
    code: int
    cause: Cause


class _Ratio(NamedTuple):
    """One ratio on the way around: the node that it leads to, the logarithm of its factor, and what states it."""

    node: int
    weight: float
    cause: Cause


def of_causes(causes: Iterable[Cause]) -> Contradiction:
    """All constraints that some causes name."""
    named = list(causes)
    links = frozenset[int]().union(*(cause.links for cause in named))
    return Contradiction(links, frozenset(cause.sum for cause in named if cause.sum is not None))


def of_crossing(network: Network, labels: Labels, node: int) -> Contradiction:
    """The constraints behind the bounds of a node that cross, whatever they came from.

    The trail is read backwards, so that a bound that recurs is traced to where it began, and not in a circle.
    """
    steps = _backwards(network, labels, {Bound(node, "low"), Bound(node, "high")})
    return of_causes(step.cause for step in steps)


def of_ratios(network: Network, labels: Labels, node: int, *, anchor: int) -> Contradiction:
    """The ratios around one circle behind the bounds of a node that cross, where only ratios were followed."""
    above = list(_backwards(network, labels, {Bound(node, "high")}))
    below = list(_backwards(network, labels, {Bound(node, "low")}))
    if above and not above[-1].cause.sources:  # a factor of zero, so that nothing leads back to the anchor
        return of_causes(step.cause for step in above + below)
    around = [_Ratio(step.bound.node, log(_factor(network, step)), step.cause) for step in reversed(above)]
    around += [_Ratio(step.cause.sources[0].node, -log(_factor(network, step)), step.cause) for step in below]
    return of_causes(_worst_circle(anchor, around))


def _backwards(network: Network, labels: Labels, wanted: set[Bound]) -> Iterator[_Step]:
    for change, code in zip(reversed(labels.trail), reversed(labels.trail_by), strict=True):
        bound = Bound(change, "low") if change >= 0 else Bound(-1 - change, "high")
        if bound in wanted:
            wanted.remove(bound)
            cause = network.cause(bound, code=code, low=labels.low)
            assert cause is not None
            wanted.update(cause.sources)
            yield _Step(bound, code, cause)


def _factor(network: Network, step: _Step) -> float:
    link = network.link(step.code)
    assert link is not None
    node, side = step.bound
    if node == link.of:
        return link.high if side == "high" else link.low
    return 1 / (link.low if side == "high" else link.high)


def _worst_circle(anchor: int, around: list[_Ratio]) -> list[Cause]:
    """The circle without repetition, out of those that a closed walk falls into, whose factors multiply to the least."""
    worst, circle = 0.0, [ratio.cause for ratio in around]
    path: list[_Ratio] = []
    entered = {anchor: 0}
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
