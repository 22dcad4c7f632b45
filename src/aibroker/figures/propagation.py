"""The engine: what ratios and sums imply for every amount, as a multiple of one of them."""

from collections import deque
from math import inf

import attrs

from aibroker.figures.additions import propagate
from aibroker.figures.bounds import Bound, Bounds, Cause, Contradiction, Side
from aibroker.figures.contradictions import of_causes, of_crossing, of_ratios
from aibroker.figures.networks import FIRST_RULE, Network, laid_out
from aibroker.figures.potentials import Potentials, Ratio, forest, zero_circle
from aibroker.figures.relaxation import DONE, EXHAUSTED, Labels, fresh, relax
from aibroker.figures.shares import add_shares
from aibroker.figures.systems import Link, Sum, System, check_anchor, check_links, check_sums

_PATIENCE = 8


@attrs.frozen(kw_only=True, eq=False)
class Solution:
    """The bounds of a system, with what it takes to explain them and to add to them.

    Attributes:
        network: The system, laid out.
        anchor: The node that is 1.
        bounds: What the system implies for each node, as a multiple of the anchor.
        potentials: For the nodes that no ratio ties to the anchor, logarithms of amounts that keep all ratios.
    """

    network: Network
    anchor: int
    bounds: Bounds
    potentials: list[float] | None

    @property
    def system(self) -> System:
        """What was solved."""
        return self.network.system

    def cause(self, node: int, side: Side) -> Cause | None:
        """What tightened a bound last; None where nothing bounds it, and an empty cause for the anchor itself."""
        bounds = self.bounds
        code = (bounds.low_by if side == "low" else bounds.high_by)[node]
        return self.network.cause(Bound(node, side), code=code, low=bounds.low)


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
    _check(system, anchor)
    network = laid_out(system)
    found = add_shares(network, range(len(system.sums)))
    if isinstance(found, Contradiction):
        return found
    labels = fresh(system.size, anchor=anchor, signed=system.signed)
    contradiction = _bounded(network, labels, anchor)
    if contradiction:
        return contradiction
    outside = _outside(labels, system)
    potentials = None
    if any(outside):
        settled = _potentials(network, outside)
        if isinstance(settled, Contradiction):
            return settled
        potentials = settled
    clash = propagate(network, labels, _constraints(network))
    if clash != DONE:
        return of_crossing(network, labels, clash)
    return _solution(network, anchor, labels, potentials)


def _check(system: System, anchor: int) -> None:
    check_anchor(anchor, size=system.size)
    check_links(system.links, size=system.size, signed=system.signed)
    check_sums(system.sums, size=system.size)


def _bounded(network: Network, labels: Labels, anchor: int) -> Contradiction | None:
    """The bounds that ratios alone imply, as far as they reach from the anchor."""
    queue = deque([anchor, *_zeros(network, labels)])
    outcome = relax(network.edges, labels, queue, most=_PATIENCE * network.system.size)
    if outcome == EXHAUSTED:
        settled = _potentials(network, bytearray(b"\1") * network.system.size)
        if isinstance(settled, Contradiction):
            return settled
        outcome = relax(network.edges, labels, queue, most=inf)
    return None if outcome == DONE else of_ratios(network, labels, outcome, anchor=anchor)


def _zeros(network: Network, labels: Labels) -> list[int]:
    """The nodes that are no more than zero times another, whatever that is."""
    zeros = []
    for edges in network.edges:
        for node, up, _, code in edges:
            if up == 0 and labels.high[node] > 0:
                labels.lowered(node, 0.0, code)
                zeros.append(node)
    return zeros


def _outside(labels: Labels, system: System) -> bytearray:
    """The nodes of which bounds do not prove that their ratios can hold together."""
    outside = bytearray(
        not 0 < high < inf and low == 0 for low, high in zip(labels.low, labels.high, strict=True)
    )
    for node in system.signed:
        outside[node] = 0
    return outside


def _potentials(network: Network, inside: bytearray) -> list[float] | Contradiction:
    potentials = Potentials(network.edges, inside, forest(network.edges, inside))
    circle = potentials.settle(node for node in range(len(inside)) if inside[node])
    circle = circle or zero_circle(network.edges, inside)
    return potentials.values if circle is None else _stated(network, circle)


def _stated(network: Network, circle: list[Ratio]) -> Contradiction:
    return of_causes(network.stated(ratio.code, by_low=_is_inverse(network, ratio)) for ratio in circle)


def _is_inverse(network: Network, ratio: Ratio) -> bool:
    link = network.link(ratio.code)
    return link is not None and link.to != ratio.start


def _constraints(network: Network) -> list[int]:
    return sorted({code for codes in network.attached.values() for code in codes}, reverse=True)


def _solution(network: Network, anchor: int, labels: Labels, potentials: list[float] | None) -> Solution:
    bounds = Bounds(low=labels.low, high=labels.high, low_by=labels.low_by, high_by=labels.high_by)
    return Solution(network=network, anchor=anchor, bounds=bounds, potentials=potentials)


def extended(
    solution: Solution, *, links: tuple[Link, ...] = (), sums: tuple[Sum, ...] = (), size: int | None = None
) -> Solution | Contradiction:
    """The solution of a system with more in it; it costs what moves, and gives what solving the whole would give.

    Args:
        solution: What is known already; it stays as it is.
        links: More links, whose indices follow those of the system.
        sums: More sums, likewise.
        size: The number of nodes, where there are more of them.

    Returns:
        The bounds of the greater system; or constraints that cannot all hold.
    """
    system = attrs.evolve(
        solution.system,
        size=solution.system.size if size is None else size,
        links=solution.system.links + links,
        sums=solution.system.sums + sums,
    )
    return solve(system, anchor=solution.anchor)
