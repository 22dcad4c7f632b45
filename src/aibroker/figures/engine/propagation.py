"""The engine: what ratios and sums imply for every amount, as a multiple of one of them."""

from array import array
from collections.abc import Iterable, Iterator
from math import inf
from operator import itemgetter

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.engine.additions import apply, propagate
from aibroker.figures.engine.bounds import Bound, Bounds, Cause, Contradiction, Grounds, Side
from aibroker.figures.engine.contradictions import grounds_of, of_causes, of_crossing, of_ratios
from aibroker.figures.engine.distances import reach
from aibroker.figures.engine.networks import Network, enlarged, laid_out, own
from aibroker.figures.engine.potentials import Potentials, Ratio, forest, zero_circle
from aibroker.figures.engine.relaxation import DONE, EXHAUSTED, Labels, Record, fresh, narrow, relax, zeroed
from aibroker.figures.engine.shares import add_shares
from aibroker.figures.engine.systems import Link, Sum, System, check_anchor, check_sums

_PATIENCE = 8
_LOOKS = 4


@attrs.frozen(kw_only=True, eq=False)
class Solution:
    """The bounds of a system, with what it takes to explain them and to add to them.

    Attributes:
        network: The system, laid out.
        anchor: The node that is 1.
        bounds: What the system implies for each node, as a multiple of the anchor.
        outside: For each node, whether its bounds do not prove that its ratios can hold together.
        potentials: For the nodes outside, logarithms of amounts that keep their ratios.
        record: How the bounds came about.
    """

    network: Network
    anchor: int
    bounds: Bounds
    outside: bytearray
    potentials: list[float]
    record: Record

    @property
    def system(self) -> System:
        """What was solved."""
        return self.network.system

    def cause(self, node: int, side: Side) -> Cause | None:
        """What tightened a bound last; None where nothing bounds it, and an empty cause for the anchor itself.

        With sums a bound may come from itself, step by step closer to its limit, and what it began with is then no
        longer among the causes; `grounds` has it.
        """
        bounds = self.bounds
        code = (bounds.low_by if side == "low" else bounds.high_by)[node]
        return self.network.cause(Bound(node, side), code=code, low=bounds.low)

    def grounds(self, node: int, side: Side) -> Grounds:
        """All links and sums that a bound rests on: solved alone, they imply it."""
        return grounds_of(self.network, self.record, (Bound(node, side),))


def solve(system: System, *, anchor: int) -> Solution | Contradiction:
    """The bounds that a system implies for every node, in multiples of one of them.

    Ratios alone are followed to the exact bounds. With sums the bounds are sound, and as tight as propagation gets.

    Args:
        system: The amounts and what ties them.
        anchor: The node that is 1; it is taken to be more than zero.

    Returns:
        The bounds; or constraints that cannot all hold. A relative gap of less than 1e-9 is noise.

    Raises:
        InvalidValueError: A link or a sum that means nothing.

    Examples:
        A whole of two parts, of which one is 40 % of it and the other is 10; node 0 stands for one:

        >>> system = System(
        ...     size=4,
        ...     links=(Link(2, 1, 0.4, 0.4), Link(3, 0, 10, 10)),
        ...     sums=(Sum(1, (2, 3)),),
        ... )
        >>> solution = solve(system, anchor=0)
        >>> round(solution.bounds.low[1], 6), round(solution.bounds.high[1], 6)
        (16.666667, 16.666667)
    """
    check_anchor(anchor, size=system.size)
    check_sums(system.sums, size=system.size)
    network = laid_out(system)
    found = add_shares(network, range(len(system.sums)))
    if isinstance(found, Contradiction):
        return found
    labels = _bounded(network, anchor)
    if isinstance(labels, Contradiction):
        return labels
    outside = _outside(labels, system)
    potentials = _potentials(network, outside)
    if isinstance(potentials, Contradiction):
        return potentials
    clash = propagate(network, labels, _constraints(network))
    if clash != DONE:
        return of_crossing(network, labels, clash)
    return _solution(network, anchor, labels, outside, potentials)


def _bounded(network: Network, anchor: int) -> Labels | Contradiction:
    """The bounds that ratios alone imply, as far as they reach from the anchor."""
    system = network.system
    labels = fresh(system.size, anchor=anchor, signed=system.signed)
    outcome = _relaxed(network, labels, [anchor]) if not network.loose else _relaxed_apart(network, labels, anchor)
    if outcome == EXHAUSTED:
        return _bounded_once(network, anchor)
    return labels if outcome == DONE else of_ratios(network, labels, outcome)


def _relaxed_apart(network: Network, labels: Labels, anchor: int) -> int:
    """The same outcome where loose ties stand apart: they are looked through, and soon followed like the others."""
    queue = [anchor, *(node for node in zeroed(labels, network.zeros) if node != anchor)]
    for _ in range(_LOOKS):
        outcome = relax(network.firm, labels, queue, most=_PATIENCE * network.size)
        if outcome != DONE:
            return outcome
        moved = list[int]()
        clash = narrow(network.loose, labels, moved)
        if clash != DONE or not moved:
            return clash
        queue = list(dict.fromkeys(moved))
    return relax(network.ties, labels, queue, most=_PATIENCE * network.size)


def _bounded_once(network: Network, anchor: int) -> Labels | Contradiction:
    """The same without coming back to any node, for which a point that keeps all ratios must be found first."""
    system = network.system
    potentials = _potentials(network, bytearray(b"\1") * system.size)
    if isinstance(potentials, Contradiction):
        return potentials
    labels = fresh(system.size, anchor=anchor, signed=system.signed)
    reach(network.ties, labels, potentials, anchor)
    clash = _relaxed(network, labels, [])
    return labels if clash < 0 else of_ratios(network, labels, clash)


def _relaxed(network: Network, labels: Labels, changed: list[int]) -> int:
    """The outcome of following the ratios from what changed, and from what no ratio allows to be more than zero."""
    zeros = zeroed(labels, network.zeros)
    changed[:] = dict.fromkeys([*changed, *zeros])
    for node in zeros:
        if labels.low[node] > 0:
            return node
    return relax(network.ties, labels, changed, most=_PATIENCE * network.size)


def _outside(labels: Labels, system: System) -> bytearray:
    """The nodes that no ratio bounds on either side; the other bounds are themselves amounts that keep all ratios."""
    outside = bytearray(system.size)
    low = labels.low
    for node, high in enumerate(labels.high):
        if (high == inf or not high) and not low[node]:
            outside[node] = 1
    return outside


def _potentials(network: Network, inside: bytearray) -> list[float] | Contradiction:
    nodes = _with_ties(network, inside)
    if not nodes:
        return []
    ties = network.ties
    potentials = Potentials(ties, inside, forest(ties, nodes, inside))
    circle = potentials.settle(nodes) or zero_circle(ties, inside, network.zeros)
    return potentials.values if circle is None else _stated(network, circle)


def _with_ties(network: Network, inside: bytearray) -> list[int]:
    """The nodes inside that something ties to others."""
    if 1 not in inside:
        return []
    loosely = {*map(itemgetter(0), network.loose), *map(itemgetter(1), network.loose)}
    firm = network.firm
    return [node for node, is_inside in enumerate(inside) if is_inside and (firm[node] or node in loosely)]


def _stated(network: Network, circle: list[Ratio]) -> Contradiction:
    return of_causes(network.stated(ratio.code, by_low=_is_inverse(network, ratio)) for ratio in circle)


def _is_inverse(network: Network, ratio: Ratio) -> bool:
    link = network.link(ratio.code)
    return link is not None and link.to != ratio.start


def _constraints(network: Network) -> list[int]:
    return sorted({code for codes in network.attached.values() for code in codes}, reverse=True)


def _solution(network: Network, anchor: int, labels: Labels, outside: bytearray, potentials: list[float]) -> Solution:
    bounds = Bounds(
        low=array("d", labels.low),
        high=array("d", labels.high),
        low_by=array("q", labels.low_by),
        high_by=array("q", labels.high_by),
    )
    start = labels.start if labels.recording else (bounds.low_by, bounds.high_by)
    return Solution(
        network=network,
        anchor=anchor,
        bounds=bounds,
        outside=outside,
        potentials=potentials,
        record=Record(bounds.low, start, labels.trail),
    )


def extended(
    solution: Solution,
    *,
    links: tuple[Link, ...] = (),
    sums: tuple[Sum, ...] = (),
    size: int | None = None,
    signed: frozenset[int] = frozenset(),
) -> Solution | Contradiction:
    """The solution of a system with more in it: what solving the whole would give, at the cost of what moves.

    Only what contradicts, or comes back to its nodes too often, is solved from the start.

    Args:
        solution: What is known already; it stays as it is.
        links: More links, whose indices follow those of the system.
        sums: More sums, likewise.
        size: The number of nodes, where there are more of them.
        signed: Which of the new nodes may be negative.

    Returns:
        The bounds of the greater system; or constraints that cannot all hold.

    Raises:
        InvalidValueError: A link or a sum that means nothing.

    Examples:
        >>> small = solve(System(size=2, links=(Link(1, 0, 5, 6),)), anchor=0)
        >>> large = extended(small, links=(Link(2, 1, 3, 3),), size=3)
        >>> large.bounds.low[2], large.bounds.high[2]
        (15.0, 18.0)
    """
    more = _added(solution.network, links, sums, size, signed)
    check_sums(sums, size=more.size)
    network = enlarged(solution.network, more)
    return _continued(solution, network, more) or solve(network.system, anchor=solution.anchor)


def _added(
    network: Network, links: tuple[Link, ...], sums: tuple[Sum, ...], size: int | None, signed: frozenset[int]
) -> System:
    larger = network.size if size is None else size
    if larger < network.size or not all(network.size <= node < larger for node in signed):
        raise InvalidValueError("nodes are only added, and only new ones may be signed", (larger, signed))
    return System(size=larger, links=links, sums=sums, signed=network.signed | signed)


def _continued(solution: Solution, network: Network, more: System) -> Solution | None:
    """The solution of the greater system, or None where it has to be found from the start."""
    codes = _new_ratios(network, more)
    if codes is None:
        return None
    labels = _copied(solution, network)
    queue = list[int]()
    if apply(network, labels, codes, queue) != DONE or _relaxed(network, labels, queue) != DONE:
        return None
    outside = _still_outside(solution.outside, labels, network, queue)
    potentials = _repaired(solution.potentials, network, outside, _ends(map(network.link, codes)))
    if potentials is None or propagate(network, labels, _woken(network, more, queue)) != DONE:
        return None
    return _solution(network, solution.anchor, labels, outside, potentials)


def _new_ratios(network: Network, more: System) -> list[int] | None:
    """The codes of the new links and of the shares that sums imply now, or None where these contradict."""
    end, sums = len(network.first.links) + len(network.more.links), len(network.first.sums) + len(network.more.sums)
    new = range(sums - len(more.sums), sums)
    old = sorted({index for link in more.links for index in _sums_between(network, link)} - {*new})
    for index in old:
        own(network, (network.sum(index).whole, *network.sum(index).parts))
    shares = add_shares(network, [*old, *new])
    return None if isinstance(shares, Contradiction) else [*range(end - len(more.links), end), *shares]


def _sums_between(network: Network, link: Link) -> Iterator[int]:
    """The sums in which both ends of a link take part."""
    shared = set(network.attached.get(link.of, ())).intersection(network.attached.get(link.to, ()))
    for code in shared:
        rule = network.rule(code) if code < 0 else None
        if isinstance(rule, int):
            yield rule


def _ends(links: Iterable[Link | None]) -> list[int]:
    return list(dict.fromkeys(node for link in links if link is not None for node in (link.of, link.to)))


def _copied(solution: Solution, network: Network) -> Labels:
    bounds = solution.bounds
    labels = Labels(bounds.low[:], bounds.high[:], bounds.low_by[:], bounds.high_by[:])
    labels.lengthen(network.size, signed=network.signed)
    if network.attached:
        labels.resume(solution.record)
    return labels


def _still_outside(before: bytearray, labels: Labels, network: Network, changed: list[int]) -> bytearray:
    new = range(len(before), network.size)
    outside = before + bytearray(node not in network.signed for node in new)
    for node in changed:
        if 0 < labels.high[node] < inf or labels.low[node] > 0:
            outside[node] = 0
    return outside


def _repaired(before: list[float], network: Network, outside: bytearray, ends: list[int]) -> list[float] | None:
    """The potentials where there are more ratios, or None where these contradict the others."""
    starts = [node for node in ends if outside[node]]
    if not starts:
        return before
    values = before + [0.0] * (network.size - len(before))
    settled = Potentials(network.ties, outside, values).settle(starts)
    circle = settled or zero_circle(network.ties, outside, network.zeros)
    return None if circle else values


def _woken(network: Network, more: System, changed: list[int]) -> list[int]:
    """The constraints of all that changed, and of all that is new."""
    added = [node for each in more.sums for node in (each.whole, *each.parts)]
    nodes = {*changed, *added, *_ends(more.links)} if network.attached else set[int]()
    return sorted({code for node in nodes for code in network.attached.get(node, ())}, reverse=True)
