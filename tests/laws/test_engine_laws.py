"""Laws of the engine of figures, each against a linear program or against the engine itself asked otherwise."""

from collections.abc import Iterator
from math import isclose
from random import Random

import attrs
import pytest

from aibroker.figures.engine.bounds import Contradiction, Grounds
from aibroker.figures.engine.networks import laid_out
from aibroker.figures.engine.propagation import Solution, _bounded_once, extended, solve
from aibroker.figures.engine.relaxation import Labels
from aibroker.figures.engine.systems import Link, Sum, System
from tests.figures.engine import oracle
from tests.figures.engine.drawing import ratio_system, sum_system

_AWAY = 1e-6


def _solved(system: System, *, anchor: int = 0) -> Solution:
    solution = solve(system, anchor=anchor)
    assert isinstance(solution, Solution), solution
    return solution


def _pairs(solution: Solution) -> list[tuple[float, float]]:
    return list(zip(solution.bounds.low, solution.bounds.high, strict=True))


def _same(ours: tuple[float, float], theirs: tuple[float, float], *, within: float) -> bool:
    return all(isclose(a, b, rel_tol=within, abs_tol=0.0) for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("seed", range(200))
def test_ratios_alone_give_the_bounds_of_the_linear_program(seed: int) -> None:
    system = ratio_system(seed)
    ours, theirs = _pairs(_solved(system)), oracle.ratio_bounds(system, anchor=0)
    assert theirs is not None
    assert all(_same(mine, other, within=1e-6) for mine, other in zip(ours, theirs, strict=True)), (ours, theirs)


@pytest.mark.parametrize("seed", range(300))
def test_ratios_contradict_exactly_where_the_linear_program_finds_no_amounts(seed: int) -> None:
    system = ratio_system(seed, disturbed=True)
    room = oracle.room(system)
    answer = solve(system, anchor=0)
    if room < -_AWAY:
        assert isinstance(answer, Contradiction)
        _assert_minimal(system, answer)
    if room > _AWAY:
        assert isinstance(answer, Solution)


@pytest.mark.parametrize("seed", range(300))
def test_shortest_paths_give_what_the_worklist_gives(seed: int) -> None:
    """The way that is taken when a worklist would come back too often, where it would not."""
    system = ratio_system(seed, disturbed=seed % 2 == 1)
    network, answer = laid_out(system), solve(system, anchor=0)
    labels = _bounded_once(network, 0)
    if isinstance(answer, Solution):
        assert isinstance(labels, Labels)
        theirs = zip(labels.low, labels.high, strict=True)
        assert all(_same(one, other, within=1e-12) for one, other in zip(_pairs(answer), theirs, strict=True))
    else:
        assert isinstance(labels, Contradiction)
        _assert_minimal(system, labels)


def _assert_minimal(system: System, contradiction: Contradiction) -> None:
    """The links contradict, and without any one of them they do not."""
    links = contradiction.links
    assert oracle.room(system, sorted(links)) < -1e-9
    assert all(oracle.room(system, sorted(links - {link})) > -1e-9 for link in links)


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("seed", range(150))
def test_with_sums_no_amounts_that_keep_the_system_lie_outside(seed: int, signed: bool) -> None:
    system, amounts = sum_system(seed, signed=signed)
    for (low, high), amount in zip(_pairs(_solved(system)), amounts, strict=True):
        slack = 1e-9 * abs(amount / amounts[0])
        assert low - slack <= amount / amounts[0] <= high + slack


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("seed", range(100))
def test_with_sums_the_bounds_are_never_tighter_than_the_linear_program(seed: int, signed: bool) -> None:
    system, _ = sum_system(seed, signed=signed)
    theirs = oracle.linear_bounds(system, anchor=0)
    assert theirs is not None
    for (low, high), (least, most) in zip(_pairs(_solved(system)), theirs, strict=True):
        assert low <= least or isclose(low, least, rel_tol=1e-6, abs_tol=1e-6)
        assert high >= most or isclose(high, most, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize("seed", range(150))
def test_what_contradicts_with_sums_has_no_amounts_in_the_linear_program(seed: int) -> None:
    system, _ = sum_system(seed)
    moved = attrs.evolve(system, links=tuple(_disturbed(Random(seed), system.links)))
    answer = solve(moved, anchor=0)
    if isinstance(answer, Contradiction):
        named = System(
            size=system.size,
            links=tuple(moved.links[index] for index in sorted(answer.links)),
            sums=tuple(moved.sums[index] for index in sorted(answer.sums)),
        )
        assert oracle.linear_bounds(named, anchor=0, least=1e-5) is None


def _disturbed(random: Random, links: tuple[Link, ...]) -> Iterator[Link]:
    for link in links:
        by = random.choice([1.0, 1.0, random.uniform(0.3, 3)])
        yield Link(link.of, link.to, link.low * by, link.high * by)


@pytest.mark.parametrize("seed", range(100))
def test_the_order_of_links_and_sums_changes_nothing(seed: int) -> None:
    system, _ = sum_system(seed)
    random = Random(seed)
    shuffled = attrs.evolve(
        system,
        links=tuple(random.sample(system.links, len(system.links))),
        sums=tuple(random.sample(system.sums, len(system.sums))),
    )
    ours, theirs = _pairs(_solved(system)), _pairs(_solved(shuffled))
    assert all(_same(one, other, within=1e-9) for one, other in zip(ours, theirs, strict=True)), (ours, theirs)


@pytest.mark.parametrize("seed", range(200))
def test_adding_gives_what_solving_the_whole_gives(seed: int) -> None:
    system, _ = sum_system(seed)
    random = Random(seed)
    links, sums = random.randint(0, len(system.links)), random.randint(0, len(system.sums))
    part = _solved(attrs.evolve(system, links=system.links[:links], sums=system.sums[:sums]))
    whole = extended(part, links=system.links[links:], sums=system.sums[sums:])
    assert isinstance(whole, Solution)
    ours, theirs = _pairs(whole), _pairs(_solved(system))
    assert all(_same(one, other, within=1e-9) for one, other in zip(ours, theirs, strict=True)), (ours, theirs)


@pytest.mark.parametrize("seed", range(300))
def test_adding_contradicts_where_the_whole_contradicts(seed: int) -> None:
    """Also among amounts that nothing ties to the unit."""
    system, random = ratio_system(seed, disturbed=True), Random(seed)
    kept = random.randint(0, len(system.links))
    anchor = random.randrange(system.size)
    before = solve(attrs.evolve(system, links=system.links[:kept]), anchor=anchor)
    if isinstance(before, Solution):
        after, anew = extended(before, links=system.links[kept:]), solve(system, anchor=anchor)
        assert type(after) is type(anew)


@pytest.mark.parametrize("seed", range(150))
def test_numbers_can_be_added_one_by_one(seed: int) -> None:
    system, _ = sum_system(seed, signed=seed % 2 == 1)
    solution = _solved(attrs.evolve(system, links=(), sums=()))
    for link in system.links:
        solution = _extended(solution, links=(link,))
    for each in system.sums:
        solution = _extended(solution, sums=(each,))
    ours, theirs = _pairs(solution), _pairs(_solved(system))
    assert all(_same(one, other, within=1e-9) for one, other in zip(ours, theirs, strict=True)), (ours, theirs)


def _extended(solution: Solution, *, links: tuple[Link, ...] = (), sums: tuple[Sum, ...] = ()) -> Solution:
    answer = extended(solution, links=links, sums=sums)
    assert isinstance(answer, Solution), answer
    return answer


@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("shape", ["ratios", "sums", "signed", "added"])
def test_the_grounds_of_a_bound_imply_it_by_themselves(seed: int, shape: str) -> None:
    solution = _of_shape(shape, seed)
    system = solution.system
    for node in range(system.size):
        for side in (solution.bounds.low, solution.bounds.high):
            grounds = solution.grounds(node, "low" if side is solution.bounds.low else "high")
            alone = _pairs(_solved(_part(system, grounds)))[node]
            assert isclose(side[node], alone[side is solution.bounds.high], rel_tol=1e-9)


def _of_shape(shape: str, seed: int) -> Solution:
    system = ratio_system(seed) if shape == "ratios" else sum_system(seed, signed=shape == "signed")[0]
    if shape != "added":
        return _solved(system)
    half = len(system.links) // 2
    begun = _solved(attrs.evolve(system, links=system.links[:half], sums=system.sums[:1]))
    return _extended(begun, links=system.links[half:], sums=system.sums[1:])


def _part(system: System, grounds: Grounds) -> System:
    links = tuple(system.links[index] for index in sorted(grounds.links))
    return attrs.evolve(system, links=links, sums=tuple(system.sums[index] for index in sorted(grounds.sums)))
