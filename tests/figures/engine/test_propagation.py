"""The engine of figures on systems small enough to be checked by hand, and on shapes that have gone wrong elsewhere."""

from math import inf, isnan, nan
from random import Random

import pytest

from aibroker.errors import InvalidValueError
from aibroker.figures.engine.bounds import Bound, Cause, Contradiction, Side
from aibroker.figures.engine.networks import laid_out
from aibroker.figures.engine.propagation import Solution, extended, solve
from aibroker.figures.engine.relaxation import EXHAUSTED, fresh, relax
from aibroker.figures.engine.systems import Link, Sum, System

ONE = 0
PART_OF = (0.0, 1.0)


def solved(*links: Link, size: int, sums: tuple[Sum, ...] = (), signed: frozenset[int] = frozenset()) -> Solution:
    solution = solve(System(size=size, links=links, sums=sums, signed=signed), anchor=ONE)
    assert isinstance(solution, Solution), solution
    return solution


def contradiction(*links: Link, size: int, sums: tuple[Sum, ...] = ()) -> Contradiction:
    found = solve(System(size=size, links=links, sums=sums), anchor=ONE)
    assert isinstance(found, Contradiction)
    return found


def bounds(solution: Solution, node: int) -> tuple[float, float]:
    return solution.bounds.low[node], solution.bounds.high[node]


def trace(solution: Solution, node: int, side: Side) -> set[Cause]:
    """All causes behind one bound."""
    seen, wanted, causes = set[Bound](), [Bound(node, side)], set[Cause]()
    while wanted:
        bound = wanted.pop()
        cause = solution.cause(*bound)
        if bound not in seen and cause is not None:
            seen.add(bound)
            causes.add(cause)
            wanted.extend(cause.sources)
    return causes


def test_factors_multiply_along_a_chain() -> None:
    solution = solved(Link(1, ONE, 5, 5), Link(2, 1, 3, 3), Link(3, 2, 0.9, 1.1), size=4)
    assert bounds(solution, 2) == (15, 15)
    assert bounds(solution, 3) == pytest.approx((13.5, 16.5))


def test_a_ratio_is_followed_both_ways() -> None:
    assert bounds(solved(Link(1, ONE, 6, 8), Link(1, 2, 2, 4), size=3), 2) == (1.5, 4)


def test_the_tighter_of_two_ways_counts_for_each_side_alone() -> None:
    solution = solved(Link(1, ONE, 1, 4), Link(2, 1, 1, 1), Link(2, ONE, 2, 9), size=3)
    assert bounds(solution, 1) == bounds(solution, 2) == (2, 4)


def test_anything_can_be_the_unit_and_the_number_one_then_serves_as_a_bridge() -> None:
    system = System(size=3, links=(Link(1, ONE, 4, 5), Link(2, ONE, 10, 20)))
    solution = solve(system, anchor=1)
    assert isinstance(solution, Solution)
    assert bounds(solution, 2) == (2, 5)
    assert bounds(solution, ONE) == (0.2, 0.25)


def test_a_part_has_a_ceiling_and_its_whole_has_a_floor() -> None:
    solution = solved(Link(1, 2, *PART_OF), Link(2, 3, *PART_OF), Link(2, ONE, 3, 4), size=4)
    assert bounds(solution, 1) == (0, 4)
    assert bounds(solution, 3) == (3, inf)


def test_what_nothing_ties_to_the_unit_is_open() -> None:
    solution = solved(Link(1, ONE, 2, 2), Link(3, 2, 5, 5), size=4)
    assert bounds(solution, 2) == bounds(solution, 3) == (0, inf)
    assert solution.cause(2, "low") is None
    assert solution.cause(2, "high") is None


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0.4, 0.4, (50 / 3, 50 / 3)), (0.35, 0.45, (200 / 13, 200 / 11))]
)
def test_the_share_of_one_part_tells_the_share_of_the_other(
    low: float, high: float, expected: tuple[float, float]
) -> None:
    solution = solved(Link(2, 1, low, high), Link(3, ONE, 10, 10), size=4, sums=(Sum(1, (2, 3)),))
    assert bounds(solution, 1) == pytest.approx(expected, rel=1e-9)


def test_a_whole_is_what_its_parts_add_up_to_and_a_part_is_what_the_others_leave() -> None:
    sums = (Sum(1, (2, 3)), Sum(4, (5, 6)))
    links = (Link(2, ONE, 1, 2), Link(3, ONE, 10, 20), Link(4, ONE, 100, 110), Link(5, ONE, 30, 50))
    solution = solved(*links, size=7, sums=sums)
    assert bounds(solution, 1) == pytest.approx((11, 22))
    assert bounds(solution, 6) == pytest.approx((50, 80))


def test_a_part_is_no_more_than_the_whole_even_where_no_other_part_is_known() -> None:
    solution = solved(Link(1, ONE, 7, 7), size=4, sums=(Sum(1, (2, 3)),))
    assert bounds(solution, 2) == pytest.approx((0, 7))


def test_a_sum_that_feeds_back_into_itself_is_followed_to_its_limit() -> None:
    """X = A + B, B = X / 2 by way of a third amount, A = 1: X = 2, which no finite number of steps reaches."""
    links = (Link(2, ONE, 1, 1), Link(4, 1, 0.5, 0.5), Link(3, 4, 1, 1), Link(1, ONE, 0, 1000))
    assert bounds(solved(*links, size=5, sums=(Sum(1, (2, 3)),)), 1) == pytest.approx((2, 2), rel=1e-9)


def test_a_signed_part_may_be_a_loss() -> None:
    solution = solved(Link(1, ONE, 5, 5), Link(2, ONE, 6, 7), size=4, sums=(Sum(1, (2, 3)),), signed=frozenset({3}))
    assert bounds(solution, 3) == pytest.approx((-2, -1))


def test_a_signed_multiple_is_bounded_on_both_sides_of_zero_and_bounds_its_base() -> None:
    solution = solved(
        Link(1, ONE, 4, 5),
        Link(2, 1, -0.5, 0.2),
        Link(4, ONE, -6, -3),
        Link(4, 3, -2, -1),
        size=5,
        signed=frozenset({2, 4}),
    )
    assert bounds(solution, 2) == (-2.5, 1)
    assert bounds(solution, 3) == (1.5, 6)


def test_a_signed_amount_of_which_nothing_is_known_is_open_on_both_sides() -> None:
    assert bounds(solved(size=2, signed=frozenset({1})), 1) == (-inf, inf)


def test_nothing_times_anything_is_nothing_even_where_the_other_is_open() -> None:
    solution = solved(Link(1, 2, 0, 0), Link(3, 1, *PART_OF), size=4)
    assert bounds(solution, 1) == bounds(solution, 3) == (0, 0)


def test_an_open_factor_bounds_one_side_only_even_of_nothing() -> None:
    solution = solved(Link(1, ONE, 2, inf), Link(2, ONE, 0, 0), Link(3, 2, 0, inf), size=4)
    assert bounds(solution, 1) == (2, inf)
    assert bounds(solution, 3) == (0, inf)


def test_no_bound_is_ever_not_a_number() -> None:
    factors = [0.0, 0.5, 1.0, 1e300, inf]
    random = Random(7)
    for _ in range(300):
        links = []
        for _ in range(8):
            low, high = sorted(random.choices(factors, k=2))
            of, to = random.sample(range(5), 2)
            links.append(Link(of, to, min(low, 1e300), high))
        found = solve(System(size=5, links=tuple(links), sums=(Sum(1, (2, 3)),)), anchor=ONE)
        if isinstance(found, Solution):
            assert not any(map(isnan, (*found.bounds.low, *found.bounds.high)))


def test_a_chain_beyond_what_a_float_holds_stays_sound() -> None:
    up = [Link(node, node - 1, 1e200, 1e200) for node in range(1, 4)]
    down = [Link(node, node - 1, 1e-200, 1e-200) for node in range(4, 10)]
    solution = solved(*up, *down, size=10)
    assert solution.bounds.low[3] < inf == solution.bounds.high[3]
    assert solution.bounds.low[6] <= 1 <= solution.bounds.high[6]
    assert solution.bounds.high[9] > 0


def test_ratios_side_by_side_that_do_not_meet_contradict() -> None:
    assert contradiction(Link(1, ONE, 1, 2), Link(1, ONE, 3, 4), size=2) == Contradiction(
        frozenset({0, 1}), frozenset()
    )


def test_two_growths_between_amounts_that_nobody_knows_contradict() -> None:
    """The unit is far away, and so is a third link that has no part in it."""
    found = contradiction(Link(3, ONE, 1, 1), Link(2, 1, 3, 3), Link(2, 1, 2, 2), size=4)
    assert found.links == {1, 2}


def test_a_contradiction_names_the_circle_and_not_the_way_to_it() -> None:
    found = contradiction(Link(1, ONE, 5, 5), Link(2, 1, 3, 3), Link(3, 2, 1, 1), Link(3, 1, 2, 2), size=4)
    assert found.links == {1, 2, 3}


def test_a_multiple_of_itself_must_allow_the_factor_one() -> None:
    assert bounds(solved(Link(1, 1, 0.5, 2), Link(1, ONE, 3, 4), size=2), 1) == (3, 4)
    assert contradiction(Link(1, 1, 0.2, 0.5), Link(1, ONE, 3, 4), size=2).links == {0}
    assert contradiction(Link(1, 1, 0.2, 0.5), size=2).links == {0}
    assert contradiction(Link(1, 1, 0, 0.5), Link(1, ONE, 3, inf), size=2).links == {0}
    assert contradiction(Link(1, 1, 3, inf), Link(1, ONE, 0, 2), Link(1, ONE, 1, inf), size=2).links == {0}
    less = (Link(1, 1, 0, 0.5), Link(1, ONE, 1, 1e300), Link(2, ONE, 3, 3), Link(1, 2, 0.25, 1))
    assert contradiction(*less, size=3).links == {0}


@pytest.mark.parametrize("amount", [(), (Link(1, ONE, 1, 2),)])
def test_what_is_nothing_cannot_also_be_a_positive_part(amount: tuple[Link, ...]) -> None:
    found = contradiction(Link(2, 1, 0, 0), Link(2, 1, 0.5, 1), *amount, size=3)
    assert found.links >= {0, 1}


def test_the_unit_is_never_nothing() -> None:
    assert contradiction(Link(ONE, 1, 0, 0), size=2).links == {0}


def test_shares_that_add_up_to_more_than_the_whole_contradict_with_the_sum() -> None:
    found = contradiction(Link(2, 1, 0.5, 1), Link(3, 1, 0.6, 1), size=4, sums=(Sum(1, (2, 3)),))
    assert found == Contradiction(frozenset({0, 1}), frozenset({0}))


def test_shares_that_add_up_to_less_than_the_whole_contradict_with_the_sum() -> None:
    found = contradiction(Link(2, 1, 0, 0.5), Link(3, 1, 0, 0.4), size=4, sums=(Sum(1, (2, 3)),))
    assert found == Contradiction(frozenset({0, 1}), frozenset({0}))


def test_amounts_that_do_not_add_up_contradict_with_the_sum_and_without_the_bystander() -> None:
    links = (Link(4, ONE, 1, 1), Link(1, ONE, 5, 5), Link(2, ONE, 3, 3), Link(3, ONE, 1, 1.5))
    assert contradiction(*links, size=5, sums=(Sum(1, (2, 3)),)) == Contradiction(frozenset({1, 2, 3}), frozenset({0}))


def test_a_gap_within_the_noise_is_none() -> None:
    third = 0.333333333333
    solution = solved(
        Link(1, ONE, 3, 3), Link(ONE, 1, third, third), Link(2, 1, 1, 1), Link(1, 2, 1 - 1e-11, 1 - 1e-11), size=3
    )
    assert bounds(solution, 1) == pytest.approx((3, 3), rel=1e-9)
    assert contradiction(Link(1, ONE, 3, 3), Link(ONE, 1, 0.33333333, 0.33333333), size=2).links == {0, 1}


def test_a_circle_that_shrinks_by_less_than_the_noise_comes_to_an_end() -> None:
    """Each turn takes a billionth of a billionth off an upper bound that no lower one stops."""
    links = (Link(1, ONE, 0, 5), Link(2, 1, 0, 1), Link(1, 2, 0, 1 - 1e-10))
    assert bounds(solved(*links, size=3), 1) == pytest.approx((0, 5), rel=1e-6)


def test_every_bound_tells_what_it_came_from() -> None:
    solution = solved(Link(1, ONE, 5, 6), Link(2, 1, 3, 4), Link(2, 3, 2, 2), size=4)
    assert solution.cause(2, "high") == Cause(link=1, sources=(Bound(1, "high"),))
    assert solution.cause(3, "low") == Cause(link=2, sources=(Bound(2, "low"),))
    assert solution.cause(ONE, "low") == Cause()
    assert {cause.link for cause in trace(solution, 3, "high")} == {0, 1, 2, None}


def test_a_bound_by_an_implied_share_names_the_sum_and_the_links_of_the_other_shares() -> None:
    solution = solved(Link(2, 1, 0.35, 0.45), Link(3, ONE, 10, 10), size=4, sums=(Sum(1, (2, 3)),))
    assert solution.cause(1, "high") == Cause(sum=0, because=frozenset({0}), sources=(Bound(3, "high"),))
    assert frozenset().union(*(cause.links for cause in trace(solution, 1, "high"))) == {0, 1}


def test_a_bound_by_subtraction_names_the_whole_and_the_opposite_ends_of_the_others() -> None:
    solution = solved(Link(1, ONE, 5, 5), Link(2, ONE, 6, 7), size=4, sums=(Sum(1, (2, 3)),), signed=frozenset({3}))
    assert solution.cause(3, "low") == Cause(sum=0, sources=(Bound(1, "low"), Bound(2, "high")))


def test_a_negative_factor_crosses_the_ends() -> None:
    solution = solved(Link(1, ONE, 4, 5), Link(2, 1, -0.5, -0.2), size=3, signed=frozenset({2}))
    assert solution.cause(2, "low") == Cause(link=1, sources=(Bound(1, "high"),))
    assert solution.cause(2, "high") == Cause(link=1, sources=(Bound(1, "low"),))


def test_adding_leaves_the_solution_before_as_it_was() -> None:
    before = solved(Link(1, ONE, 1, 9), Link(2, 1, 2, 2), size=3)
    after = extended(before, links=(Link(1, ONE, 3, 4),))
    assert isinstance(after, Solution)
    assert bounds(before, 2) == (2, 18)
    assert bounds(after, 2) == (6, 8)
    assert after.cause(1, "low") == Cause(link=2, sources=(Bound(ONE, "low"),))
    again = extended(before, links=(Link(1, ONE, 5, 6),))
    assert isinstance(again, Solution)
    assert bounds(again, 2) == (10, 12)
    assert again.system.links[2] == Link(1, ONE, 5, 6)


def test_adding_finds_what_contradicts_far_from_the_unit() -> None:
    before = solved(Link(2, 1, 3, 3), Link(3, 2, 1, 2), size=4)
    assert extended(before, links=(Link(3, 1, 7, 8),)) == Contradiction(frozenset({0, 1, 2}), frozenset())
    assert isinstance(extended(before, links=(Link(3, 1, 6, 8),)), Solution)


def test_a_link_that_comes_later_tells_a_share_of_a_sum_that_was_there() -> None:
    before = solved(Link(3, ONE, 10, 10), size=4, sums=(Sum(1, (2, 3)),))
    after = extended(before, links=(Link(2, 1, 0.4, 0.4),))
    assert isinstance(after, Solution)
    assert bounds(after, 1) == pytest.approx((50 / 3, 50 / 3))


def test_new_nodes_may_be_signed_and_old_ones_may_not_become_so() -> None:
    before = solved(Link(1, ONE, 5, 5), size=2)
    after = extended(before, links=(Link(2, 1, -1, 1),), size=3, signed=frozenset({2}))
    assert isinstance(after, Solution)
    assert bounds(after, 2) == (-5, 5)
    with pytest.raises(InvalidValueError, match="only new ones may be signed"):
        extended(before, signed=frozenset({1}))
    with pytest.raises(InvalidValueError, match="nodes are only added"):
        extended(before, size=1)


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        (Link(1, 2, 1, 1), "an end that is no node: .*valid: 0 to 1"),
        (Link(-1, 0, 1, 1), "an end that is no node"),
        (Link(1, 0, 2, 1), "without a factor"),
        (Link(1, 0, nan, 1), "without a factor"),
        (Link(1, 0, 1, nan), "without a factor"),
        (Link(1, 0, inf, inf), "without a factor"),
        (Link(1, 0, -inf, -inf), "without a factor"),
    ],
)
def test_a_link_that_means_nothing_is_refused_at_first_and_later(link: Link, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        solve(System(size=2, links=(Link(1, ONE, 1, 1), link)), anchor=ONE)
    with pytest.raises(InvalidValueError, match=problem):
        extended(solved(Link(1, ONE, 1, 1), size=2), links=(link,))


def test_a_multiple_of_what_may_be_negative_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="may be negative"):
        solve(System(size=2, links=(Link(ONE, 1, 1, 1),), signed=frozenset({1})), anchor=ONE)


@pytest.mark.parametrize(
    ("each", "problem"),
    [
        (Sum(1, ()), "without parts"),
        (Sum(1, (2, 2)), "a node twice"),
        (Sum(1, (1, 2)), "a node twice"),
        (Sum(1, (9,)), "no node"),
    ],
)
def test_a_sum_that_means_nothing_is_refused(each: Sum, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        solve(System(size=3, sums=(each,)), anchor=ONE)


@pytest.mark.parametrize("anchor", [-1, 2])
def test_the_unit_must_be_a_node(anchor: int) -> None:
    with pytest.raises(InvalidValueError, match="the anchor is no node"):
        solve(System(size=2), anchor=anchor)


def _worst_chain(length: int) -> System:
    """A chain whose first bound is the best for all, met last by a worklist that begins at its end."""
    ends = [Link(node, ONE, 0.5, 1.0 + node) for node in range(length, 0, -1)]
    return System(size=length + 1, links=(*ends, *(Link(node, node - 1, 0.999, 1) for node in range(2, length + 1))))


def test_a_long_chain_met_from_its_wrong_end_is_exact_and_no_node_is_visited_over_and_over() -> None:
    system, length = _worst_chain(400), 400
    labels = fresh(system.size, anchor=ONE, signed=frozenset())
    assert relax(laid_out(system).ties, labels, [ONE], most=8 * system.size) == EXHAUSTED
    solution = solve(system, anchor=ONE)
    assert isinstance(solution, Solution)
    assert set(solution.bounds.high[2:]) == {2.0}
    assert solution.bounds.low[length] == 0.5


def _parts_of_halves(length: int) -> System:
    """By turns a part of the node before, and half of it: each part moves only once the half before it is known."""
    links = (Link(node, node - 1, *((0.0, 1.0) if node % 2 else (0.5, 0.5))) for node in range(length, 0, -1))
    return System(size=length + 1, links=tuple(links))


@pytest.mark.parametrize("length", [1, 2, 5, 8, 9, 60])
def test_parts_are_followed_however_often_they_alternate_with_ratios(length: int) -> None:
    solution = solve(_parts_of_halves(length), anchor=ONE)
    assert isinstance(solution, Solution)
    assert list(solution.bounds.high) == [0.5 ** (node // 2) for node in range(length + 1)]
    assert not any(solution.bounds.low[1:])


def test_a_whole_is_no_less_than_a_part_and_a_part_that_is_more_contradicts() -> None:
    links = (Link(2, 1, 0.0, 1.0), Link(2, ONE, 3, 4))
    solution = solve(System(size=3, links=links), anchor=ONE)
    assert isinstance(solution, Solution)
    assert (solution.bounds.low[1], solution.bounds.high[1]) == (3, inf)
    assert solution.cause(1, "low") == Cause(link=0, sources=(Bound(2, "low"),))

    found = solve(System(size=3, links=(*links, Link(1, ONE, 1, 2))), anchor=ONE)
    assert isinstance(found, Contradiction)
    assert found.links == {0, 1, 2}


def test_what_is_added_to_a_system_of_parts_moves_what_solving_it_whole_would() -> None:
    links, more = _parts_of_halves(9).links, Link(9, ONE, 0.01, 0.02)
    solution = solved(*links, size=10)
    larger, whole = extended(solution, links=(more,)), solved(*links, more, size=10)
    assert isinstance(larger, Solution)
    assert larger.bounds.low == whole.bounds.low
    assert larger.bounds.high == whole.bounds.high
    assert solution.bounds.low[1] == 0, "the smaller one stays as it is"
