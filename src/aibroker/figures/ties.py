"""Ties: which quantities can have a say in the bounds of which others.

Two quantities are tied if a ratio, a sum, an ordering or part-of links them, at whatever remove. One of every unit, to
which each amount is a ratio, ties nothing: whatever is known of the others can hold beside any amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from aibroker.figures.layouts import ONE, Layout
from aibroker.figures.quantities import Quantity

__all__ = ["Ties", "tied_to"]


@attrs.frozen(eq=False)
class Ties:
    """The ties of a layout, found once.

    Attributes:
        layout: The layout.
    """

    layout: Layout

    @cached_property
    def _beside(self) -> Mapping[int, tuple[int, ...]]:
        beside: dict[int, list[int]] = {}
        system = self.layout.system
        pairs = [(link.of, link.to) for link in system.links if ONE not in (link.of, link.to)]
        pairs += [(each.whole, part) for each in system.sums for part in each.parts]
        for one, other in pairs:
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
        return MappingProxyType({node: tuple(near) for node, near in beside.items()})

    def of(self, quantity: Quantity) -> Iterator[Quantity]:
        """The quantities next to one; none where the layout has not got it."""
        node = self.layout.nodes.get(quantity)
        listed = () if node is None else self._beside.get(node, ())
        return (self.layout.quantities[each - 1] for each in listed)

    def around(self, quantity: Quantity) -> tuple[Quantity, ...]:
        """The quantities that one which the layout has not got would be next to: by definition, the nearest."""
        shelf = self.layout.shelves.get((quantity.measure, quantity.unit))
        if shelf is None or quantity in shelf.quantities:
            return ()
        with_it = shelf.adding((quantity,))
        return (*with_it.wider(quantity), *with_it.narrower(quantity))


def tied_to(ties: Iterable[Ties], quantities: Iterable[Quantity]) -> frozenset[Quantity]:
    """All quantities that are tied to some, and these.

    Args:
        ties: The ties of one layout or several.
        quantities: The quantities, which none of them need have.
    """
    every = tuple(ties)
    reached = {*quantities}
    waiting = [*reached, *(near for each in every for quantity in reached for near in each.around(quantity))]
    reached.update(waiting)
    while waiting:
        quantity = waiting.pop()
        new = {near for each in every for near in each.of(quantity)} - reached
        reached |= new
        waiting += new
    return frozenset(reached)
