"""Small random landscapes of numbers around a hidden truth: what was really sold, where, of what, to whom and when."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import inf
from typing import Literal, NamedTuple, TypeAlias

import attrs
import hypothesis.strategies as st

from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source, SourceKind
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.records.offers import Product
from aibroker.records.parties import Customer, Vendor
from aibroker.values.bounds import scaled
from aibroker.values.estimates import Estimate

__all__ = [
    "CELLS",
    "FIXED",
    "MEASURANDS",
    "Told",
    "World",
    "cells_of",
    "landscape_of",
    "landscapes_of_numbers",
    "worlds",
]

Said: TypeAlias = Metric | Partition | Comparison
Cell = tuple[str, str, str, str]

# Each aspect with the cells of it that its values hold; None is all of them.
MARKETS: Mapping[str | None, str] = {
    None: "shanghai cn-rest us",
    "cn": "shanghai cn-rest",
    "shanghai": "shanghai",
    "us": "us",
}
PRODUCTS: Mapping[str | None, str] = {
    None: "azure copilot office",
    "ai": "azure copilot",
    "azure": "azure",
    "copilot": "copilot",
    "office": "office",
}
BUYERS: Mapping[str | None, str] = {None: "bytedance icbc", "bytedance": "bytedance", "icbc": "icbc"}
FIRST, SECOND = "2024-01-01/2024-07-01", "2024-07-01/2025-01-01"
PERIODS: Mapping[str, str] = {"2024": f"{FIRST} {SECOND}", FIRST: FIRST, SECOND: SECOND, "2025": "2025"}

CELLS: tuple[Cell, ...] = tuple(
    product(MARKETS[None].split(), PRODUCTS[None].split(), BUYERS[None].split(), [FIRST, SECOND, "2025"])
)
KINDS: tuple[SourceKind, ...] = ("filing", "testimony", "reporting")

FIXED: tuple[Record, ...] = (
    Vendor(id="maker", name="Maker", home="us"),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Product(id="ai", name="AI", seller="maker"),
    Product(id="azure", name="Azure", seller="maker", within="ai"),
    Product(id="copilot", name="Copilot", seller="maker", within="ai"),
    Product(id="office", name="Office", seller="maker"),
    Customer(id="bytedance", name="ByteDance", home="cn"),
    Customer(id="icbc", name="ICBC", home="cn"),
)


def _measurand(market: str | None, item: str | None, buyer: str | None, period: str) -> Measurand:
    return Measurand(measure="sales", of="maker", market=market, product=item, buyer=buyer, period=period)


MEASURANDS: Mapping[Measurand, frozenset[Cell]] = {
    _measurand(market, item, buyer, period): frozenset(
        product(MARKETS[market].split(), PRODUCTS[item].split(), BUYERS[buyer].split(), PERIODS[period].split())
    )
    for market, item, buyer, period in product(MARKETS, PRODUCTS, BUYERS, PERIODS)
}


def cells_of(measurand: Measurand) -> frozenset[Cell]:
    """What a quantity holds."""
    return MEASURANDS[measurand]


@attrs.frozen
class World:
    """What was really sold, cell by cell; in none of them nothing."""

    amounts: tuple[int, ...]

    def amount(self, measurand: Measurand) -> int:
        """The true amount of a quantity, in dollars."""
        held = cells_of(measurand)
        return sum(amount for cell, amount in zip(CELLS, self.amounts, strict=True) if cell in held)

    def ratio(self, measurand: Measurand, base: Measurand) -> Fraction:
        """How many times one quantity is the other."""
        return Fraction(self.amount(measurand), self.amount(base))


class Told(NamedTuple):
    """What is said of a world, and by sources of which kinds, the source of each statement its own."""

    world: World
    said: tuple[Said, ...]
    kinds: tuple[SourceKind, ...]


worlds = st.lists(st.integers(1, 30), min_size=len(CELLS), max_size=len(CELLS)).map(tuple).map(World)
_measurands = st.sampled_from(list(MEASURANDS))
# How far a number is off on either side, as a share of it; None for an open side.
_slacks = st.sampled_from([0, 0, Fraction(1, 100), Fraction(1, 10), Fraction(1, 2), None])


def _around(value: Fraction, below: Fraction | int | None, above: Fraction | int | None, *, unit: str) -> Estimate:
    low = 0.0 if below is None else scaled((1.0, 1.0), value * (1 - below))[0]
    high = inf if above is None else scaled((1.0, 1.0), value * (1 + above))[1]
    return Estimate.between(low, high, unit=unit)


@st.composite
def _metrics(draw: st.DrawFn, world: World, among: st.SearchStrategy[Measurand], number: int) -> Metric:
    measurand, base = draw(among), draw(st.none() | among)
    relation: Literal["versus"] | None = None if base is None or base == measurand else "versus"
    unit = "USD" if relation is None else "times"
    truth = Fraction(world.amount(measurand)) if base is None or relation is None else world.ratio(measurand, base)
    return Metric(
        id=f"said-{number}",
        measurand=measurand,
        value=_around(truth, draw(_slacks), draw(_slacks), unit=unit),
        relative_to=base if relation else None,
        relation=relation,
        claims=[f"page-{number}.it"],
    )


@st.composite
def _partitions(draw: st.DrawFn, among: st.SearchStrategy[Measurand], number: int) -> Partition:
    whole = draw(among)
    splits: list[list[Measurand]] = []
    if whole.product is None:
        splits.append([attrs.evolve(whole, product=each) for each in ("ai", "office")])
    if whole.product == "ai":
        splits.append([attrs.evolve(whole, product=each) for each in ("azure", "copilot")])
    if whole.buyer is None:
        splits.append([attrs.evolve(whole, buyer=each) for each in ("bytedance", "icbc")])
    if str(whole.period) == "2024":
        splits.append([attrs.evolve(whole, period=each) for each in (FIRST, SECOND)])
    if not splits:
        whole = attrs.evolve(whole, buyer=None)
        splits.append([attrs.evolve(whole, buyer=each) for each in ("bytedance", "icbc")])
    return Partition(
        id=f"said-{number}", whole=whole, parts=draw(st.sampled_from(splits)), claims=[f"page-{number}.it"]
    )


@st.composite
def _comparisons(draw: st.DrawFn, world: World, among: st.SearchStrategy[Measurand], number: int) -> Comparison:
    one, other = draw(st.lists(among, min_size=2, max_size=2, unique=True))
    smaller, larger = sorted((one, other), key=world.amount)
    return Comparison(id=f"said-{number}", smaller=smaller, larger=larger, claims=[f"page-{number}.it"])


@st.composite
def landscapes_of_numbers(draw: st.DrawFn, *, most: int = 8, sums: bool = True, wrong: bool = False) -> Told:
    """A world, and statements of it that all hold, each in a source of its own.

    Args:
        draw: Draws.
        most: How many statements at the most.
        sums: Whether some of them are partitions.
        wrong: Whether some of the metrics are off by so much that they no longer hold.
    """
    world = draw(worlds)
    pool = draw(st.lists(_measurands, min_size=2, max_size=5, unique=True))
    said: list[Said] = []
    for number in range(draw(st.integers(1, most))):
        kinds = ["metric"] * 5 + ["comparison"] + (["partition"] * 2 if sums else [])
        among = st.sampled_from(pool)
        match draw(st.sampled_from(kinds)):
            case "metric":
                metric = draw(_metrics(world, among, number))
                said.append(_off(metric, draw(st.sampled_from([1, 1, 2, 3]))) if wrong else metric)
            case "comparison":
                said.append(draw(_comparisons(world, among, number)))
            case _:
                partition = draw(_partitions(among, number))
                said.append(partition)
                pool += [each for each in (partition.whole, *partition.parts) if each not in pool]
    kinds_of_source = draw(st.lists(st.sampled_from(KINDS), min_size=len(said), max_size=len(said)))
    return Told(world, tuple(said), tuple(kinds_of_source))


def _off(metric: Metric, times: int) -> Metric:
    return attrs.evolve(metric, value=metric.value * times)


def _filings(count: int) -> Iterator[SourceKind]:
    for _ in range(count):
        yield "filing"


def landscape_of(said: Iterable[Said], kinds: Iterable[SourceKind] = ()) -> Landscape:
    """The landscape of statements; sources of the kinds given, and filings after them."""
    listed = list(said)
    of_kinds = list(kinds)
    of_kinds.extend(_filings(len(listed)))
    records: list[Record] = list(FIXED)
    for each, kind in zip(listed, of_kinds, strict=False):
        page = f"page-{each.id.removeprefix('said-')}"
        records += [
            Source(id=page, title=page, kind=kind, published="2025-03-01"),
            Claim(id=f"{page}.it", source=page, locator="s1", kind="number", text="So much."),
            each,
        ]
    return Landscape.of(*records, as_of="2026-01-01")
