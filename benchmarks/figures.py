"""What bounds cost: the engine of figures next to linear programs (HiGHS) and to Bellman–Ford (networkx).

Every row is a ratio of two medians, taken in turns in one process: a time alone would say more about the machine. The
networks look like what records give: sellers with a total and products over years, of which a third of the numbers
are amounts, a third growth and a third shares, each about ±5 % around a hidden truth; and no part is more than its
whole. In the second shape there are no amounts, and everything is asked relative to one node.

The linear programs are in logarithms, where a ratio is a difference. In the first form each node is asked for alone,
least and most, which is what a user would write: a sample of 40 nodes is measured and scaled up. In the second form
two programs answer for all nodes, since the least of the sum is the sum of the least. Their matrices are built
beforehand; we are given no more than the links. There are goals, and no timing fails anything.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from math import inf, isinf, log
from platform import python_version
from random import Random
from statistics import mean, median
from time import process_time
from typing import NamedTuple

import attrs
import numpy as np
from scipy.sparse import csr_array

from aibroker.figures.engine.propagation import Solution, extended, solve
from aibroker.figures.engine.systems import Link, Sum, System

SIZES = (1_000, 10_000, 100_000)
LARGEST_OF_PEERS = 10_000
ROUNDS = 5
SAMPLE = 40
LONG_ENOUGH = 0.02
YEARS = 8
PRODUCTS = 2
PER_SELLER = 34
SELLERS_IN_MARKET = 10
WIDTH = 0.05

Measured = Callable[[], object]
Matrix = tuple[csr_array, list[float]]
End = tuple[float | None, float | None]


class Row(NamedTuple):
    """One line of the table."""

    ours: str
    peer: str
    ratio: float
    goal: str = ""


class Case(NamedTuple):
    """A network, and the node that everything is asked relative to."""

    name: str
    system: System
    anchor: int


class Network:
    """A network being made up: hidden amounts, and links that keep them.

    Args:
        metrics: How many numbers there are, about.
        absolute: Whether some of them are amounts.
    """

    def __init__(self, metrics: int, *, absolute: bool) -> None:
        self.random = Random(metrics)
        self.absolute = absolute
        self.amounts = [1.0]
        self.links: list[Link] = []
        self.sums: list[Sum] = []
        world = market = self._series(8)
        for year in range(1, YEARS):
            self._about(world[year], world[year - 1])
        for seller in range(metrics // PER_SELLER):
            if seller % SELLERS_IN_MARKET == 0:
                market = self._series(6)
                self._add_shares(market, world)
            self._add_seller(market)

    def system(self, *, with_sums: bool = False) -> System:
        """What was made up."""
        sums = tuple(self.sums) if with_sums else ()
        return System(size=len(self.amounts), links=tuple(self.links), sums=sums)

    def _series(self, magnitude: float) -> list[int]:
        amount = 10 ** self.random.uniform(magnitude - 1, magnitude)
        first = len(self.amounts)
        for _ in range(YEARS):
            self.amounts.append(amount)
            amount *= self.random.uniform(0.8, 2)
        return list(range(first, first + YEARS))

    def _add_seller(self, market: list[int]) -> None:
        products = [self._series(2) for _ in range(PRODUCTS)]
        total = self._total(products)
        every = [total, *products]
        for product in products:
            self._add_parts(product, total)
        for number in range(PER_SELLER - YEARS // 2):
            self._add_number(number % 3, every, self.random.choice(every), self.random.randrange(YEARS))
        self._add_shares(total, market)

    def _add_parts(self, part: list[int], whole: list[int]) -> None:
        """What follows from the names alone: no part is more than its whole."""
        self.links.extend(Link(of, to, 0.0, 1.0) for of, to in zip(part, whole, strict=True))

    def _add_shares(self, part: list[int], whole: list[int]) -> None:
        self._add_parts(part, whole)
        for year in self.random.sample(range(YEARS), YEARS // 2):
            self._about(part[year], whole[year])

    def _total(self, products: list[list[int]]) -> list[int]:
        first = len(self.amounts)
        for parts in zip(*products, strict=True):
            self.sums.append(Sum(len(self.amounts), parts))
            self.amounts.append(sum(self.amounts[part] for part in parts))
        return list(range(first, first + YEARS))

    def _add_number(self, kind: int, every: list[list[int]], series: list[int], year: int) -> None:
        if kind == 0 and self.absolute:
            self._about(series[year], 0)
        elif kind == 1 or series is every[0]:
            self._about(series[max(year, 1)], series[max(year, 1) - 1])
        else:
            self._about(series[year], every[0][year])

    def _about(self, of: int, to: int) -> None:
        factor = self.amounts[of] / self.amounts[to]
        low, high = (factor * (1 - WIDTH * self.random.random()), factor * (1 + WIDTH * self.random.random()))
        self.links.append(Link(of, to, low, high))


def cases(metrics: int) -> list[Case]:
    """Both shapes: many anchors, and one node that all is relative to."""
    middle = 1 + YEARS // 2  # the world in a middle year
    return [
        Case("many anchors", Network(metrics, absolute=True).system(), 0),
        Case("one anchor", Network(metrics, absolute=False).system(), middle),
    ]


def solved(case: Case) -> Solution:
    """The bounds of a case, which is consistent by construction."""
    solution = solve(case.system, anchor=case.anchor)
    assert isinstance(solution, Solution)
    return solution


def times(*measured: Measured, rounds: int = ROUNDS) -> list[float]:
    """The median time of each, measured in turns; a first round fills the caches and does not count."""
    gc.freeze()  # what was prepared is not ours to be searched while we are measured
    taken = [[_time(each) for each in measured] for _ in range(rounds + 1)][1:]
    gc.unfreeze()
    return [median(column) for column in zip(*taken, strict=True)]


def _time(measured: Measured) -> float:
    """The time of one run, out of as many as take long enough to be measured."""
    start, runs = process_time(), 0
    while not runs or process_time() - start < LONG_ENOUGH:
        measured()
        runs += 1
    return (process_time() - start) / runs


def matrix(system: System) -> Matrix:
    """The ratios as rows of a linear program in logarithms."""
    upper = [(link.of, link.to, log(link.high)) for link in system.links if link.high < inf]
    lower = [(link.to, link.of, -log(link.low)) for link in system.links if link.low > 0]
    rows = upper + lower
    columns = list(chain.from_iterable((plus, minus) for plus, minus, _ in rows))
    weights = np.tile([1.0, -1.0], len(rows))
    shape = (len(rows), system.size)
    return csr_array((weights, (np.repeat(np.arange(len(rows)), 2), columns)), shape=shape), [row[2] for row in rows]


def least(program: Matrix, case: Case, weights: dict[int, float]) -> Sequence[float]:
    """The amounts, in logarithms, at which a weighted sum of some of them is least."""
    ends: list[End] = [(None, None)] * case.system.size
    ends[case.anchor] = (0.0, 0.0)
    return highs(weights, ends, A_ub=program[0], b_ub=program[1])


def highs(weights: dict[int, float], ends: list[End], **constraints: object) -> Sequence[float]:
    """The values at which a weighted sum is least."""
    costs = np.zeros(len(ends))
    costs[list(weights)] = list(weights.values())
    linprog = import_module("scipy.optimize").linprog  # whose stubs know no sparse matrices
    found = linprog(costs, bounds=ends, method="highs", **constraints)
    assert found.status == 0, found.message
    return list(found.x)


def ask_each(program: Matrix, case: Case, nodes: Sequence[int]) -> None:
    """Two programs for each of some nodes."""
    for node in nodes:
        least(program, case, {node: 1.0})
        least(program, case, {node: -1.0})


def ask_all(program: Matrix, case: Case, solution: Solution) -> tuple[Sequence[float], Sequence[float]]:
    """Two programs for all nodes that are bounded."""
    low, high = solution.bounds.low, solution.bounds.high
    lows = least(program, case, {node: 1.0 for node in range(case.system.size) if low[node] > 0})
    highs = least(program, case, {node: -1.0 for node in range(case.system.size) if high[node] < inf})
    return lows, highs


def check(case: Case, solution: Solution, program: Matrix) -> None:
    """Refuse to compare with a peer that answers something else."""
    lows, highs = ask_all(program, case, solution)
    for node, (low, high) in enumerate(zip(solution.bounds.low, solution.bounds.high, strict=True)):
        assert not low or abs(log(low) - lows[node]) < 1e-6, node
        assert isinf(high) or abs(log(high) - highs[node]) < 1e-6, node


def walk(case: Case) -> Measured:
    """Bellman–Ford from the anchor, once for the upper bounds and once, backwards, for the lower ones."""
    networkx = import_module("networkx")
    graph = networkx.MultiDiGraph()
    for link in case.system.links:
        graph.add_edge(link.to, link.of, weight=log(link.high) if link.high > 0 else -inf)
        graph.add_edge(link.of, link.to, weight=-log(link.low) if link.low > 0 else inf)
    backwards = graph.reverse()
    length = networkx.single_source_bellman_ford_path_length
    return lambda: (dict(length(graph, case.anchor)), dict(length(backwards, case.anchor)))


def peers(case: Case, metrics: int) -> Iterator[Row]:
    """A case next to each peer."""
    solution, program = solved(case), matrix(case.system)
    check(case, solution, program)
    name = f"{case.name}, {metrics:,}"
    bounded = [node for node, high in enumerate(solution.bounds.high) if high < inf and solution.bounds.low[node] > 0]
    sample = Random(metrics).sample(bounded, SAMPLE)
    ours, each, whole, path = times(
        partial(solved, case),
        partial(ask_each, program, case, sample),
        partial(ask_all, program, case, solution),
        walk(case),
        rounds=ROUNDS if metrics < LARGEST_OF_PEERS else 1,
    )
    small = metrics == SIZES[0]
    yield Row(name, "two programs per node", each * len(bounded) / SAMPLE / ours, "> 1,000" if small else "")
    yield Row(name, "two programs in all", whole / ours, "> 20" if small else "")
    yield Row(name, "Bellman–Ford, twice", path / ours)


def growth(smaller: int, larger: int) -> Iterator[Row]:
    """A larger network next to a smaller one, and next to what n log n would make of it."""
    allowed = larger * log(larger) / (smaller * log(smaller))
    for few, many in zip(cases(smaller), cases(larger), strict=True):
        ours, base = times(partial(solved, many), partial(solved, few))
        yield Row(f"{many.name}, {larger:,}", f"{smaller:,}", ours / base, f"< {allowed:.1f}")


def shapes(metrics: int) -> Row:
    """One anchor next to many."""
    many, one = cases(metrics)
    ours, base = times(partial(solved, one), partial(solved, many))
    return Row(f"{one.name}, {metrics:,}", many.name, ours / base, "< 3")


def additions(metrics: int) -> Iterator[Row]:
    """Adding a number that moves few bounds next to solving the whole."""
    for case in cases(metrics):
        solution = solved(case)
        more, moved = _few_moving(case, solution)
        ours, base = times(partial(extended, solution, links=(more,)), partial(solved, case))
        share = f"{moved / case.system.size:.2%} move"
        yield Row(f"{case.name}, {metrics:,}: one more", f"all anew ({share})", ours / base, "< 0.01")


def _few_moving(case: Case, solution: Solution) -> tuple[Link, int]:
    """A link that moves some bounds, but no more than a thousandth of them."""
    random, low, high = Random(0), solution.bounds.low, solution.bounds.high
    while True:
        link = random.choice(case.system.links)
        middle = (link.low + link.high) / 2
        more = Link(link.of, link.to, middle * 0.995, middle * 1.005)
        answer = extended(solution, links=(more,))
        if isinstance(answer, Solution):
            after = zip(answer.bounds.low, answer.bounds.high, strict=True)
            moved = sum(pair != before for pair, before in zip(after, zip(low, high, strict=True), strict=True))
            if 0 < moved <= case.system.size / 1_000:
                return more, moved


def looseness(metrics: int) -> float:
    """How much wider bounds with sums are than the program's, as the mean of the ratio of widths."""
    network = Network(metrics, absolute=True)
    case = Case("sums", network.system(with_sums=True), 0)
    solution = solved(case)
    low, high = solution.bounds.low, solution.bounds.high
    wide = [node for node in range(case.system.size) if low[node] * 1.001 < high[node] < inf]
    return mean(_width_ratio(case, node, high[node] - low[node]) for node in Random(0).sample(wide, SAMPLE))


def _width_ratio(case: Case, node: int, width: float) -> float:
    system = case.system
    uppers = [{link.of: 1.0, link.to: -link.high} for link in system.links]
    lowers = [{link.of: -1.0, link.to: link.low} for link in system.links]
    totals = [{each.whole: 1.0, **dict.fromkeys(each.parts, -1.0)} for each in system.sums]
    ends: list[End] = [(0.0, None)] * system.size
    ends[case.anchor] = (1.0, 1.0)
    limits = {"A_ub": _rows(uppers + lowers, system.size), "b_ub": np.zeros(2 * len(system.links))}
    sums = {"A_eq": _rows(totals, system.size), "b_eq": np.zeros(len(system.sums))}
    lowest, highest = highs({node: 1.0}, ends, **limits, **sums), highs({node: -1.0}, ends, **limits, **sums)
    return width / (highest[node] - lowest[node])


def _rows(rows: list[dict[int, float]], width: int) -> csr_array:
    owners = [index for index, row in enumerate(rows) for _ in row]
    columns = list(chain.from_iterable(rows))
    weights = list(chain.from_iterable(row.values() for row in rows))
    return csr_array((weights, (owners, columns)), shape=(len(rows), width))


def with_sums(metrics: int) -> Row:
    """What sums cost on top of the ratios."""
    network = Network(metrics, absolute=True)
    ratios = Case("many anchors", network.system(), 0)
    sums = attrs.evolve(ratios.system, sums=tuple(network.sums))
    ours, base = times(partial(solved, Case("sums", sums, 0)), partial(solved, ratios))
    return Row(f"with {len(network.sums):,} sums, {metrics:,}", "the ratios alone", ours / base)


def rows() -> Iterator[Row]:
    """The table, row by row. What derives a network from records is to be timed here, and shown apart."""
    for metrics in SIZES:
        if metrics <= LARGEST_OF_PEERS:
            for case in cases(metrics):
                yield from peers(case, metrics)
    yield from growth(SIZES[0], SIZES[1])
    yield from growth(SIZES[1], SIZES[2])
    yield shapes(SIZES[2])
    yield from additions(SIZES[2])
    yield with_sums(SIZES[0])
    yield with_sums(SIZES[1])


def main() -> None:
    """Print the table."""
    print(f"Figures: Python {python_version()}, scipy {version('scipy')}, networkx {version('networkx')};")
    print(f"medians of {ROUNDS} rounds of processor time, one round next to the peers at {LARGEST_OF_PEERS:,}.\n")
    print(f"{'':30}  {'next to':28}  {'ratio':>12}  goal")
    for row in rows():
        print(f"{row.ours:30}  {row.peer:28}  {row.ratio:11,.3f}x  {row.goal}")
        sys.stdout.flush()
    print(f"\nWith sums the bounds are {looseness(SIZES[0]):.3f} times as wide as the program's, in the mean.")


if __name__ == "__main__":
    main()
