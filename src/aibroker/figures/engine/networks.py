"""A system laid out for propagation: what each node is tied to, in flat lists.

A tie is one tuple that stands in the lists of both of its ends, since making tuples is half of what laying out costs.
What says no more than that one amount is a part of another seldom moves anything: where there are only ratios, it
stands in one list for all, which is looked through once the others are followed.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import inf
from typing import NamedTuple, TypeAlias

import attrs

from aibroker.figures.engine.bounds import Bound, Cause, Side
from aibroker.figures.engine.systems import Link, Sum, System, check_link

# The codes of causes: from 0 on the index of a link; below LAST_RULE + 1 the rules of a network, backwards.
NOTHING = -1
ANCHOR = -2
FIRST_RULE = -3

# Two nodes and what ties them, seen from either: `of` is the least to the most times `to`, and the code of the link.
Tie: TypeAlias = tuple[int, int, float, float, int]

# From one node to another: the other node, the most and the least that it is of the one, and the code of the link.
Edge: TypeAlias = tuple[int, float, float, int]


class Share(NamedTuple):
    """What a sum leaves to one part, since the shares of the other parts are known.

    Attributes:
        sum: The index of the sum.
        link: The part as a multiple of the whole.
        for_low: The indices of the links that the lower factor rests on.
        for_high: The indices of the links that the upper factor rests on.
    """

    sum: int
    link: Link
    for_low: frozenset[int]
    for_high: frozenset[int]


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """A system with its edges by node, and the rules that are more than an edge.

    Attributes:
        first: The system that was laid out at first.
        more: What was added to it since; its size and its signed nodes are those of the whole.
        firm: For each node, what ties it to others, but for loose ties; no list is changed once a solution holds it.
        loose: Ties that say of one amount that it is a part of another; none where there are sums or signs.
        rules: By code, the sums (as their index) and the shares that they imply.
        attached: For each node that has any, the codes of its sums and of its links that may be negative.
        zeros: The ratios whose greatest factor is zero: the node, what it is a multiple of, and the code.
    """

    first: System
    more: System
    firm: list[list[Tie]]
    loose: list[Tie]
    rules: list[int | Share]
    attached: dict[int, list[int]]
    zeros: list[tuple[int, int, int]]

    @cached_property
    def ties(self) -> list[list[Tie]]:
        """For each node, all that ties it to others."""
        if not self.loose:
            return self.firm
        ties = [*map(list[Tie].copy, self.firm)]
        for tie in self.loose:
            ties[tie[1]].append(tie)
            ties[tie[0]].append(tie)
        return ties

    @property
    def size(self) -> int:
        """The number of nodes."""
        return self.more.size

    @property
    def signed(self) -> frozenset[int]:
        """The nodes whose amounts may be negative."""
        return self.more.signed

    @property
    def system(self) -> System:
        """The whole system; put together only when asked for, since it may be large and the addition small."""
        first, more = self.first, self.more
        return attrs.evolve(more, links=first.links + more.links, sums=first.sums + more.sums)

    def rule(self, code: int) -> int | Share:
        """The sum or the share that a code stands for."""
        return self.rules[FIRST_RULE - code]

    def linked(self, index: int) -> Link:
        """One of the links."""
        links = self.first.links
        return links[index] if index < len(links) else self.more.links[index - len(links)]

    def link(self, code: int) -> Link | None:
        """The link that a code stands for, stated or implied; None for a sum."""
        if code >= 0:
            return self.linked(code)
        rule = self.rule(code)
        return rule.link if isinstance(rule, Share) else None

    def sum(self, index: int) -> Sum:
        """One of the sums."""
        sums = self.first.sums
        return sums[index] if index < len(sums) else self.more.sums[index - len(sums)]

    def cause(self, bound: Bound, *, code: int, low: Sequence[float]) -> Cause | None:
        """What a code means as the cause of one bound; the lower bounds tell which way a sign turned it."""
        if code == NOTHING:
            return None
        if code == ANCHOR:
            return Cause()
        link = self.link(code)
        if link is None:
            return self._by_sum(bound, code)
        by_low, sources = _followed(link, bound, low)
        return attrs.evolve(self.stated(code, by_low=by_low), sources=sources)

    def stated(self, code: int, *, by_low: bool) -> Cause:
        """What states one factor of a ratio, its lower or its upper one."""
        if code >= 0:
            return Cause(link=code)
        share = self.rule(code)
        assert isinstance(share, Share)
        return Cause(sum=share.sum, because=share.for_low if by_low else share.for_high)

    def _by_sum(self, bound: Bound, code: int) -> Cause:
        node, side = bound
        index = self.rule(code)
        assert isinstance(index, int)
        each = self.sum(index)
        if node == each.whole:
            return Cause(sum=index, sources=tuple(Bound(part, side) for part in each.parts))
        other = _opposite(side)
        rest = (Bound(part, other) for part in each.parts if part != node)
        return Cause(sum=index, sources=(Bound(each.whole, side), *rest))


def _opposite(side: Side) -> Side:
    return "high" if side == "low" else "low"


def _followed(link: Link, bound: Bound, low: Sequence[float]) -> tuple[bool, tuple[Bound, ...]]:
    """Whether the lower factor made a bound, and from which bound of the other end."""
    node, side = bound
    if link.of == link.to:
        return link.low > 1, (bound,)
    if node == link.of:
        by_low = side == "low"
        factor = link.low if by_low else link.high
        return by_low, _source(link.to, side if factor > 0 else _opposite(side), when=factor != 0)
    if side == "high":
        by_low = link.low > 0
        return by_low, _source(link.of, "high" if by_low else "low", when=True)
    by_low = low[link.of] <= 0  # both are below zero
    return by_low, _source(link.of, "high" if by_low else "low", when=True)


def _source(node: int, side: Side, *, when: bool) -> tuple[Bound, ...]:
    return (Bound(node, side),) if when else ()


def laid_out(system: System) -> Network:
    """The network of a system, without the shares that its sums imply."""
    firm: list[list[Tie]] = [[] for _ in range(system.size)]
    more = System(size=system.size, signed=system.signed)
    network = Network(first=system, more=more, firm=firm, loose=[], rules=[], attached={}, zeros=[])
    _add_links(network, system.links, start=0, apart=not system.sums)
    _add_sums(network, system.sums, start=0)
    return network


def enlarged(network: Network, more: System) -> Network:
    """The network with more links and sums, in which all that does not change is shared."""
    for link in more.links:
        check_link(link, size=more.size, signed=more.signed)
    before, nodes = network.more, range(network.size, more.size)
    larger = Network(
        first=network.first,
        more=attrs.evolve(more, links=before.links + more.links, sums=before.sums + more.sums),
        firm=[*network.ties, *([] for _ in nodes)],
        loose=[],
        rules=network.rules.copy(),
        attached=network.attached.copy(),
        zeros=network.zeros.copy(),
    )
    own(larger, {node for link in more.links for node in (link.of, link.to)})
    own(larger, {node for each in more.sums for node in (each.whole, *each.parts)})
    _add_links(larger, more.links, start=len(network.first.links) + len(before.links), apart=False)
    _add_sums(larger, more.sums, start=len(network.first.sums) + len(before.sums))
    return larger


def own(network: Network, nodes: Iterable[int]) -> None:
    """Copy what some nodes touch, so that a change is seen in this network alone."""
    for node in nodes:
        network.firm[node] = network.firm[node].copy()
        if node in network.attached:
            network.attached[node] = network.attached[node].copy()


def edges_of(ties: list[list[Tie]], node: int) -> Iterator[Edge]:
    """The ties of a node as it sees them: the other node as a multiple of it."""
    for of, to, low, high, code in ties[node]:
        if to == node:
            yield of, high, low, code
        else:
            yield to, 1 / low if low else inf, 1 / high if high else 0.0, code


def _add_links(network: Network, links: tuple[Link, ...], *, start: int, apart: bool) -> None:
    """Tie the ends of each link; only a link that is not plain is looked at closely.

    Args:
        network: The network.
        links: The links.
        start: The code of the first one.
        apart: Whether the loose ones stand apart.
    """
    firm, loose, size, every_plain = network.firm, network.loose, network.size, not network.signed
    try:
        for code, link in enumerate(links, start):
            of, to, low, high = link.of, link.to, link.low, link.high
            if 0 < low <= high < inf and of != to and of | to >= 0 and every_plain:
                tie = (of, to, low, high, code)
                firm[to].append(tie)
                firm[of].append(tie)
            elif not low and high == 1 and apart and of != to and 0 <= of < size > to >= 0 and every_plain:
                loose.append((of, to, 0.0, 1.0, code))
            else:
                _add_with_care(network, code, link)
    except IndexError:
        for link in links:
            check_link(link, size=network.size, signed=network.signed)
        raise


def _add_with_care(network: Network, code: int, link: Link) -> None:
    check_link(link, size=network.size, signed=network.signed)
    if link.of in network.signed or link.high < 0:
        _attach(network, code, (link.of, link.to))
    else:
        add_tie(network, code, attrs.evolve(link, low=max(link.low, 0.0)))


def add_tie(network: Network, code: int, link: Link) -> None:
    """Tie both ends of a ratio that is not negative; a node that is a multiple of itself is tied both ways round."""
    of, to, low, high = link.of, link.to, link.low, link.high
    network.firm[to].append((of, to, low, high, code))
    if of != to:
        network.firm[of].append((of, to, low, high, code))
    else:
        network.firm[of].append((to, of, 1 / high if high else 0.0, 1 / low if low else inf, code))
    if not high:
        network.zeros.append((of, to, code))


def _add_sums(network: Network, sums: tuple[Sum, ...], *, start: int) -> None:
    for index, each in enumerate(sums, start):
        network.rules.append(index)
        _attach(network, FIRST_RULE + 1 - len(network.rules), (each.whole, *each.parts))


def _attach(network: Network, code: int, nodes: tuple[int, ...]) -> None:
    for node in nodes:
        network.attached.setdefault(node, []).append(code)
