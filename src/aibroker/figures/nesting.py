"""What is a part of what: of two quantities, the one whose every aspect lies in that of the other.

It follows from definitions alone: markets lie in markets, products in products, a buyer is one of all buyers, and what
flows in a period is a part of what flows in a longer one. A company never lies in another one, whoever owns it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product

import attrs

from aibroker.figures.quantities import Quantity, measure_of
from aibroker.records.identifiers import MarketId, ProductId
from aibroker.store.partitions import product_lineage
from aibroker.store.stores import Store
from aibroker.values.periods import Period

__all__ = ["Nesting", "Shelf"]


@attrs.frozen(eq=False)
class Shelf:
    """The quantities of one measure and unit, with the values that each aspect takes among them.

    Attributes:
        quantities: The quantities.
    """

    quantities: frozenset[Quantity]

    @cached_property
    def of(self) -> frozenset[object]:
        """Whose they are."""
        return frozenset(each.of for each in self.quantities)

    @cached_property
    def markets(self) -> frozenset[MarketId | None]:
        """In which markets."""
        return frozenset(each.market for each in self.quantities)

    @cached_property
    def products(self) -> frozenset[ProductId | None]:
        """Of which products."""
        return frozenset(each.product for each in self.quantities)

    @cached_property
    def periods(self) -> frozenset[Period]:
        """In which periods."""
        return frozenset(Period(each.start, each.end) for each in self.quantities)


@attrs.frozen(eq=False)
class Nesting:
    """Which quantities are a part of which, by the markets and the products of a landscape.

    Attributes:
        store: The landscape's records.
    """

    store: Store

    def nests(self, quantity: Quantity) -> bool:
        """Whether a part of it can only be smaller: an amount that cannot be negative."""
        measure = measure_of(self.store, quantity.measure)
        return measure.kind != "intensive" and not measure.may_be_negative

    def is_part(self, one: Quantity, other: Quantity) -> bool:
        """Whether one quantity is a part of the other, or the same."""
        if one.measure != other.measure or one.unit != other.unit or not self.nests(one):
            return False
        return (
            other.of in (one.of, None)
            and other.buyer in (one.buyer, None)
            and (other.product is None or other.product in product_lineage(self.store, one.product))
            and (other.market is None or self._lies_in(one.market, other.market))
            and self._period_lies_in(one, other)
        )

    def wider(self, quantity: Quantity, shelf: Shelf) -> tuple[Quantity, ...]:
        """The nearest quantities on a shelf that a quantity is a part of, in order."""
        if not self.nests(quantity):
            return ()
        spans = (each for each in shelf.periods if self._spans(each, quantity))
        within = {None, *product_lineage(self.store, quantity.product)}
        around = product(
            sorted({quantity.of, None} & shelf.of, key=str),
            [each for each in shelf.markets if each is None or self._lies_in(quantity.market, each)],
            [each for each in shelf.products if each in within],
            {quantity.buyer, None},
            list(spans),
        )
        made = (
            Quantity(quantity.measure, of, market, item, buyer, span.start, span.end, quantity.unit)
            for of, market, item, buyer, span in around
        )
        return self._nearest(each for each in made if each in shelf.quantities and each != quantity)

    def _nearest(self, found: Iterable[Quantity]) -> tuple[Quantity, ...]:
        """Those around no other one; two that are parts of each other both stay."""
        listed = sorted(found, key=lambda each: each.order)
        return tuple(
            each
            for each in listed
            if not any(self.is_part(other, each) and not self.is_part(each, other) for other in listed)
        )

    def narrower(self, quantity: Quantity, shelf: Shelf) -> Iterator[Quantity]:
        """The quantities on a shelf that are a part of a quantity."""
        return (each for each in shelf.quantities if each != quantity and self.is_part(each, quantity))

    def _lies_in(self, inner: MarketId | None, outer: MarketId) -> bool:
        places = self.store.territories.places
        return inner is not None and not places[inner] & ~places[outer]

    def _period_lies_in(self, one: Quantity, other: Quantity) -> bool:
        return self._spans(Period(other.start, other.end), one)

    def _spans(self, period: Period, quantity: Quantity) -> bool:
        if (period.start, period.end) == (quantity.start, quantity.end):
            return True
        if measure_of(self.store, quantity.measure).kind != "flow":
            return False
        return Period(quantity.start, quantity.end) in period
