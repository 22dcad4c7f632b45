"""Layouts: premises and definitions as a system of links and sums, with what each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from aibroker.figures.engine.systems import Link, Sum, System
from aibroker.figures.nesting import Shelf, shelf_of
from aibroker.figures.pieces import sums_of_pieces
from aibroker.figures.premises import Premise, with_a_sign
from aibroker.figures.quantities import Quantity, measure_of, year_around
from aibroker.figures.statements import in_force
from aibroker.figures.switches import Switches
from aibroker.records.assumptions import Assumption
from aibroker.store.stores import Store
from aibroker.values.bounds import scaled
from aibroker.values.periods import Period

__all__ = ["ONE", "Layout", "Nested", "Setting", "enlarged", "laid_out"]

ONE = 0
"""The node that stands for one of every unit, so that an amount is a ratio to it."""


@attrs.frozen(kw_only=True)
class Nested:
    """A link by definition: one quantity is a part of another; with even pace, a known one.

    Attributes:
        part: The part.
        whole: What it is a part of.
        even: The assumption of an even pace, where the link rests on it.
    """

    part: Quantity
    whole: Quantity
    even: Assumption | None = None


@attrs.frozen(kw_only=True, eq=False)
class Setting:
    """What is the same for all layouts of a landscape.

    Attributes:
        store: Its records.
        switches: What is switched on.
        even: The assumption of an even pace, if it is on.
        gross: The assumption that what a buyer spends is what the seller takes, if it is on.
    """

    store: Store
    switches: Switches
    even: Assumption | None
    gross: Assumption | None

    @classmethod
    def of(cls, store: Store, switches: Switches) -> Setting:
        """The setting of a landscape."""
        held = {each.convention: each for each in in_force(store, switches)}
        return cls(store=store, switches=switches, even=held.get("even pace"), gross=held.get("gross, no agent"))


@attrs.frozen(kw_only=True, eq=False)
class Layout:
    """A system, and what its parts stand for.

    Attributes:
        setting: What is the same for all layouts of the landscape.
        quantities: The quantities; that of node n is at n - 1, since node 0 is one.
        nodes: The node of each quantity.
        shelves: The quantities by measure and unit.
        system: The links and the sums.
        links: For each link what it stands for.
        sums: For each sum what it stands for.
    """

    setting: Setting
    quantities: tuple[Quantity, ...]
    nodes: MappingProxyType[Quantity, int]
    shelves: Mapping[tuple[str, str], Shelf]
    system: System
    links: tuple[Premise | Nested, ...]
    sums: tuple[Premise, ...]


def laid_out(setting: Setting, premises: Iterable[Premise], *, asked: Iterable[Quantity] = ()) -> Layout:
    """The layout of premises, in an order that depends on nothing but them.

    Args:
        setting: The landscape's.
        premises: What is said.
        asked: Quantities that are asked about, whether anything is said of them or not.
    """
    given = with_a_sign(setting.store, premises)
    found = {*asked, *(each for premise in given for each in premise.quantities)}
    if setting.even is not None:
        given = (*given, *sums_of_pieces(setting.store, setting.even, sorted(found, key=lambda each: each.order)))
        found.update(each for premise in given for each in premise.quantities)
    quantities = tuple(sorted(found, key=lambda each: each.order))
    nodes = {quantity: node for node, quantity in enumerate(quantities, start=ONE + 1)}
    shelves = _shelved(setting.store, quantities)
    stated = [premise for premise in given if premise.kind != "sum"]
    links: list[tuple[Link, Premise | Nested]] = [(_link(each, nodes), each) for each in stated if not each.assumptions]
    for quantity in quantities:
        links += _nested(setting, quantity, shelves, nodes)
    # the first of several that bound alike is named: what nobody said comes after claims and definitions
    links += [(_link(each, nodes), each) for each in stated if each.assumptions]
    sums = [premise for premise in given if premise.kind == "sum"]
    return Layout(
        setting=setting,
        quantities=quantities,
        nodes=MappingProxyType(nodes),
        shelves=MappingProxyType(shelves),
        system=System(
            size=len(quantities) + 1,
            links=tuple(link for link, _ in links),
            sums=tuple(_sum(each, nodes) for each in sums),
            signed=frozenset(_signed(setting.store, nodes, stated)),
        ),
        links=tuple(ground for _, ground in links),
        sums=tuple(sums),
    )


def enlarged(layout: Layout, premises: Iterable[Premise]) -> Layout:
    """A layout with more premises; what was there keeps its nodes and its links."""
    new = tuple(premises)
    asked = dict.fromkeys(each for premise in new for each in premise.quantities if each not in layout.nodes)
    quantities = tuple(sorted(asked, key=lambda each: each.order))
    nodes = layout.nodes | {each: node for node, each in enumerate(quantities, start=layout.system.size)}
    shelves = _with(layout, quantities)
    stated = [premise for premise in new if premise.kind != "sum"]
    links: list[tuple[Link, Premise | Nested]] = [(_link(premise, nodes), premise) for premise in stated]
    for quantity in quantities:
        shelf = shelves[quantity.measure, quantity.unit]
        links += _nested(layout.setting, quantity, shelves, nodes)
        inside = (each for each in shelf.narrower(quantity) if each not in asked)
        links += [nested_link(layout.setting, each, quantity, nodes) for each in inside]
    sums = [premise for premise in new if premise.kind == "sum"]
    system = layout.system
    return attrs.evolve(
        layout,
        quantities=layout.quantities + quantities,
        nodes=MappingProxyType(nodes),
        shelves=MappingProxyType(shelves),
        system=System(
            size=system.size + len(quantities),
            links=system.links + tuple(link for link, _ in links),
            sums=system.sums + tuple(_sum(each, nodes) for each in sums),
            signed=system.signed,
        ),
        links=layout.links + tuple(ground for _, ground in links),
        sums=layout.sums + tuple(sums),
    )


def _with(layout: Layout, quantities: Iterable[Quantity]) -> dict[tuple[str, str], Shelf]:
    shelves = dict(layout.shelves)
    for key, shelf in _shelved(layout.setting.store, quantities).items():
        shelves[key] = shelves[key].adding(shelf.quantities) if key in shelves else shelf
    return shelves


def _sum(premise: Premise, nodes: Mapping[Quantity, int]) -> Sum:
    return Sum(nodes[premise.of], tuple(nodes[part] for part in premise.parts))


def _shelved(store: Store, quantities: Iterable[Quantity]) -> dict[tuple[str, str], Shelf]:
    found: dict[tuple[str, str], set[Quantity]] = {}
    for each in quantities:
        found.setdefault((each.measure, each.unit), set()).add(each)
    return {key: shelf_of(store, listed) for key, listed in found.items()}


def _link(premise: Premise, nodes: Mapping[Quantity, int]) -> Link:
    to = ONE if premise.to is None else nodes[premise.to]
    return Link(nodes[premise.of], to, premise.low, premise.high)


def _signed(store: Store, nodes: Mapping[Quantity, int], stated: Iterable[Premise]) -> Iterator[int]:
    """The nodes that may be negative; what something is a ratio to is not, or the ratio would say nothing."""
    bases = {premise.to for premise in stated}
    for quantity, node in nodes.items():
        if quantity not in bases and measure_of(store, quantity.measure).may_be_negative:
            yield node


def _nested(
    setting: Setting, quantity: Quantity, shelves: Mapping[tuple[str, str], Shelf], nodes: Mapping[Quantity, int]
) -> Iterator[tuple[Link, Nested]]:
    for whole in shelves[quantity.measure, quantity.unit].wider(quantity):
        yield nested_link(setting, quantity, whole, nodes)


def nested_link(
    setting: Setting, part: Quantity, whole: Quantity, nodes: Mapping[Quantity, int]
) -> tuple[Link, Nested]:
    """The link from a part to its whole; with even pace, a part of a company's year is a known part of it."""
    fraction = None if setting.even is None or part[:5] != whole[:5] else _fraction(setting.store, part, whole)
    if fraction is None:
        return Link(nodes[part], nodes[whole], 0.0, 1.0), Nested(part=part, whole=whole)
    low, high = scaled((1.0, 1.0), fraction)
    return Link(nodes[part], nodes[whole], low, high), Nested(part=part, whole=whole, even=setting.even)


def _fraction(store: Store, part: Quantity, whole: Quantity) -> Fraction | None:
    """Which part of the days of a period another one is; None for what does not add up, or lies in no one year.

    From one year to the next the pace may change, or a known year would fix the one before.
    """
    inner, outer = Period(part.start, part.end), Period(whole.start, whole.end)
    in_one_year = year_around(store, part.of, outer) is not None
    if inner.days is None or outer.days is None or not in_one_year or not measure_of(store, part.measure).adds_up:
        return None
    return Fraction(inner.days, outer.days)
