"""What is a part of what: of two quantities, the one whose every aspect lies in that of the other.

It follows from definitions alone: markets lie in markets, products in products, a buyer is one of all buyers, and what
flows in a period is a part of what flows in a longer one. A company never lies in another one, whoever owns it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import TypeVar

import attrs

from aibroker.figures.quantities import Quantity, measure_of
from aibroker.records.identifiers import MarketId, MeasureId, PartyId, ProductId
from aibroker.store.lineages import product_lineage
from aibroker.store.stores import Store

__all__ = ["Shelf", "is_part", "shelf_of"]

Span = tuple[date | None, date | None]

A = TypeVar("A")


@attrs.frozen(kw_only=True, eq=False)
class Shelf:
    """The quantities of one measure in one unit, with what lies in what among the values of each aspect.

    Attributes:
        store: The landscape's records.
        quantities: The quantities.
        by_party: The quantities by whose they are.
        nests: Whether a part can only be smaller: an amount that cannot be negative.
        markets: For each market among them, those that it lies in, itself included; None for the world.
        products: The same for products; None for all.
        spans: The same for periods.
    """

    store: Store
    quantities: frozenset[Quantity]
    by_party: Mapping[PartyId | None, frozenset[Quantity]]
    nests: bool
    markets: Mapping[MarketId | None, tuple[MarketId | None, ...]]
    products: Mapping[ProductId | None, tuple[ProductId | None, ...]]
    spans: Mapping[Span, tuple[Span, ...]]

    def wider(self, quantity: Quantity) -> tuple[Quantity, ...]:
        """The nearest quantities on the shelf that one of them is a part of, in order."""
        return self._nearest(self._around(quantity)) if self.nests else ()

    def _around(self, quantity: Quantity) -> list[Quantity]:
        measure, of, market, item, buyer, start, end, unit = quantity
        ways = product(
            (of,) if of is None else (of, None),
            self.markets[market],
            self.products[item],
            (buyer,) if buyer is None else (buyer, None),
            self.spans[start, end],
        )
        made = (Quantity(measure, whose, place, kind, who, *span, unit) for whose, place, kind, who, span in ways)
        return [each for each in made if each in self.quantities and each != quantity]

    def _nearest(self, found: list[Quantity]) -> tuple[Quantity, ...]:
        """Those around no other one; two that are parts of each other both stay."""
        if len(found) < 2:
            return tuple(found)
        around = {each: frozenset(self._around(each)) for each in found}
        return tuple(
            each
            for each in sorted(found, key=lambda each: each.order)
            if not any(each in around[other] and other not in around[each] for other in found)
        )

    def narrower(self, quantity: Quantity) -> tuple[Quantity, ...]:
        """The quantities on the shelf that are a part of one of them, in order."""
        if not self.nests:
            return ()
        among = self.quantities if quantity.of is None else self.by_party[quantity.of]
        found = (each for each in among if each != quantity and is_part(self, each, quantity))
        return tuple(sorted(found, key=lambda each: each.order))

    def adding(self, quantities: Iterable[Quantity]) -> Shelf:
        """The shelf with more quantities; what lies in what is found again only where a new value came."""
        new = [each for each in quantities if each not in self.quantities]
        if not new:
            return self
        known = all(
            each.market in self.markets and each.product in self.products and (each.start, each.end) in self.spans
            for each in new
        )
        together = self.quantities.union(new)
        if not known:
            return shelf_of(self.store, together)
        parties = {each.of: frozenset({*self.by_party.get(each.of, ()), *_of(each.of, new)}) for each in new}
        return attrs.evolve(self, quantities=together, by_party=MappingProxyType({**self.by_party, **parties}))


def is_part(shelf: Shelf, one: Quantity, other: Quantity) -> bool:
    """Whether one quantity of a shelf is a part of the other, or the same."""
    return (
        shelf.nests
        and other.of in (one.of, None)
        and other.buyer in (one.buyer, None)
        and other.market in shelf.markets[one.market]
        and other.product in shelf.products[one.product]
        and (other.start, other.end) in shelf.spans[one.start, one.end]
    )


def shelf_of(store: Store, quantities: Iterable[Quantity]) -> Shelf:
    """The shelf of quantities of one measure and unit.

    Args:
        store: The landscape's records.
        quantities: The quantities; at least one.
    """
    listed = frozenset(quantities)
    measure = measure_of(store, _measure(listed))
    flows = measure.kind == "flow"
    return Shelf(
        store=store,
        quantities=listed,
        by_party=_by_party(listed),
        nests=measure.kind != "intensive" and not measure.may_be_negative,
        markets=_within({each.market for each in listed}, lambda one, other: _lies_in(store, one, other)),
        products=_products(store, {each.product for each in listed}),
        spans=_within(
            {(each.start, each.end) for each in listed},
            lambda one, other: one == other or (flows and _spans(other, one)),
        ),
    )


def _by_party(quantities: Iterable[Quantity]) -> Mapping[PartyId | None, frozenset[Quantity]]:
    found: dict[PartyId | None, set[Quantity]] = {}
    for each in quantities:
        found.setdefault(each.of, set()).add(each)
    return MappingProxyType({of: frozenset(listed) for of, listed in found.items()})


def _of(party: PartyId | None, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    return (each for each in quantities if each.of == party)


def _measure(quantities: frozenset[Quantity]) -> MeasureId:
    return next(iter(quantities)).measure


def _within(values: set[A], lies_in: Callable[[A, A], bool]) -> Mapping[A, tuple[A, ...]]:
    ordered = sorted(values, key=str)
    return MappingProxyType({one: tuple(other for other in ordered if lies_in(one, other)) for one in ordered})


def _lies_in(store: Store, inner: MarketId | None, outer: MarketId | None) -> bool:
    if outer is None:
        return True
    places = store.territories.places
    return inner is not None and not places[inner] & ~places[outer]


def _products(store: Store, values: set[ProductId | None]) -> Mapping[ProductId | None, tuple[ProductId | None, ...]]:
    """Along what each product is within, since a long list of products holds many that have nothing in common."""
    return MappingProxyType(
        {one: tuple(each for each in (*product_lineage(store, one), None) if each in values) for one in values}
    )


def _spans(outer: Span, inner: Span) -> bool:
    (start, end), (first, last) = outer, inner
    begins = start is None or (first is not None and start <= first)
    return begins and (end is None or (last is not None and last <= end))
