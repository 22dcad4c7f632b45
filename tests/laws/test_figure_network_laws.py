"""What numbers imply, on random small landscapes of numbers around a hidden truth."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from math import inf, isinf
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from aibroker.figures.figures import Figure
from aibroker.landscape import Landscape
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from tests.laws.numbers import MEASURANDS, Told, World, cells_of, landscape_of, landscapes_of_numbers, worlds

ASKED = st.lists(st.sampled_from(list(MEASURANDS)), min_size=2, max_size=2, unique=True)


def spoken_of(said: Iterable[Metric | Partition | Comparison]) -> list[Measurand]:
    """The quantities that statements speak of."""
    found: dict[Measurand, None] = {}
    for each in said:
        match each:
            case Metric():
                found[each.measurand] = None
                found |= {} if each.relative_to is None else {each.relative_to: None}
            case Partition():
                found |= dict.fromkeys([each.whole, *each.parts])
            case Comparison():
                found |= dict.fromkeys([each.smaller, each.larger])
    return list(found)


def asked_of(told: Told, asked: list[Measurand]) -> list[Measurand]:
    """Two quantities: ones that something is said of where there are such, else any."""
    known = spoken_of(told.said)
    return [*known[:1], *known[-1:], *asked][:2] if len(known) > 1 else asked


def exactly(end: float) -> Fraction:
    """The decimal that an end prints as."""
    return Fraction(repr(end))


def holds(figure: Figure, truth: Fraction | int) -> bool:
    """Whether a value, in the base unit, lies between the bounds."""
    scale = figure.unit.base[0]
    low = isinf(figure.low) or exactly(figure.low) * scale <= truth
    return low and (isinf(figure.high) or truth <= exactly(figure.high) * scale)


# Soundness.


@given(landscapes_of_numbers(), ASKED)
def test_every_figure_holds_the_truth(told: Told, asked: list[Measurand]) -> None:
    case = landscape_of(told.said)

    assert case.conflicts() == ()
    for measurand in [*asked_of(told, asked), *asked]:
        assert holds(case.figure(measurand), told.world.amount(measurand))


@given(landscapes_of_numbers(), ASKED)
def test_every_figure_relative_to_another_holds_the_true_ratio(told: Told, asked: list[Measurand]) -> None:
    measurand, base = asked_of(told, asked)
    case = landscape_of(told.said)

    figure = case.figure(measurand, relative_to=base)

    assert holds(figure, told.world.ratio(measurand, base))
    assert figure.unit.dimension == "ratio"


@given(landscapes_of_numbers(), ASKED)
def test_each_step_of_a_derivation_holds_the_truth_on_its_side(told: Told, asked: list[Measurand]) -> None:
    measurand, _ = asked_of(told, asked)
    figure = landscape_of(told.said).figure(measurand)

    for derivation in figure.derivations:
        assert {step.side for step in derivation} <= {"low", "high"}
        assert derivation.value == (figure.low if derivation.side == "low" else figure.high)
        assert {record.id for ground in derivation.grounds for record in ground.records} <= {
            each.id for each in told.said
        }


# The order of records.


@given(landscapes_of_numbers(wrong=True), ASKED, st.randoms(use_true_random=False))
def test_the_order_of_records_never_matters(told: Told, asked: list[Measurand], random: Random) -> None:
    measurand, base = asked_of(told, asked)
    case = landscape_of(told.said, told.kinds)
    records = list(case.records)
    random.shuffle(records)
    shuffled = Landscape.of(*records, as_of=case.as_of)

    assert shuffled.conflicts() == case.conflicts()
    assert shuffled.figure(measurand) == case.figure(measurand)
    assert shuffled.figure(measurand, relative_to=base) == case.figure(measurand, relative_to=base)


# More and less said.


def no_narrower(wide: Figure, narrow: Figure) -> bool:
    """Whether one figure holds all of another, but for what the engine takes for noise."""
    slack = 1e-9
    return wide.low <= narrow.low * (1 + slack) and wide.high * (1 + slack) >= narrow.high


@given(landscapes_of_numbers(), ASKED, st.integers(0, 7))
def test_doubting_a_claim_never_narrows(told: Told, asked: list[Measurand], number: int) -> None:
    measurand, base = asked_of(told, asked)
    case = landscape_of(told.said)
    doubted = case.doubting(f"page-{number % len(told.said)}.it")

    assert len(doubted.metrics) + len(doubted.partitions) + len(doubted.comparisons) == len(told.said) - 1
    assert no_narrower(doubted.figure(measurand), case.figure(measurand))
    assert no_narrower(doubted.figure(measurand, relative_to=base), case.figure(measurand, relative_to=base))


@given(landscapes_of_numbers(), ASKED)
def test_one_more_number_that_agrees_never_widens(told: Told, asked: list[Measurand]) -> None:
    measurand, base = asked_of(told, asked)
    less, case = landscape_of(told.said[:-1]), landscape_of(told.said)

    assert no_narrower(less.figure(measurand), case.figure(measurand))
    assert no_narrower(less.figure(measurand, relative_to=base), case.figure(measurand, relative_to=base))


@given(landscapes_of_numbers(), ASKED)
def test_asking_changes_no_other_answer(told: Told, asked: list[Measurand]) -> None:
    measurand, other = asked_of(told, asked)
    case, same = landscape_of(told.said), landscape_of(told.said)
    case.figure(other, relative_to=measurand)
    case.figure(other)

    assert case.figure(measurand) == same.figure(measurand)


# Conflicts.


@given(landscapes_of_numbers(wrong=True))
def test_the_numbers_of_a_conflict_cannot_all_hold_and_all_but_any_one_can(told: Told) -> None:
    for conflict in landscape_of(told.said).conflicts():
        between = [record for record in conflict.between if isinstance(record, Metric | Partition | Comparison)]

        assert landscape_of(between).conflicts() == (conflict,)
        for each in between:
            assert landscape_of(other for other in between if other is not each).conflicts() == ()


@given(landscapes_of_numbers(sums=False, wrong=True))
def test_every_two_that_cannot_both_hold_meet_a_conflict_that_is_named(told: Told) -> None:
    named = [{record.id for record in conflict.between} for conflict in landscape_of(told.said).conflicts()]

    for few in (each for size in (1, 2) for each in combinations(told.said, size)):
        if landscape_of(few).conflicts():
            assert any(conflict & {each.id for each in few} for conflict in named)


@given(landscapes_of_numbers(wrong=True), ASKED)
def test_a_side_lies_in_the_figure_and_a_figure_without_conflicts_is_the_same_without_any_number_in_one(
    told: Told, asked: list[Measurand]
) -> None:
    case = landscape_of(told.said)
    for measurand in asked:
        figure = case.figure(measurand)
        for side in figure.sides:
            assert figure.low <= side.low <= side.high <= figure.high
        if not figure.contested:
            for number in {record.id for conflict in case.conflicts() for record in conflict.between}:
                rest = landscape_of([each for each in told.said if each.id != number])
                assert rest.figure(measurand).low == pytest.approx(figure.low)
                assert rest.figure(measurand).high == pytest.approx(figure.high)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(landscapes_of_numbers(wrong=True), ASKED)
def test_a_contested_figure_holds_what_each_of_its_sides_says(told: Told, asked: list[Measurand]) -> None:
    case = landscape_of(told.said)
    conflicts = case.conflicts()
    assume(conflicts)
    measurand, _ = asked_of(told, asked)
    figure = case.figure(measurand)

    for record in conflicts[0].between if len(conflicts) == 1 else ():
        without = landscape_of(each for each in told.said if each is not record).figure(measurand)
        assert no_narrower(figure, without)
        assert not figure.contested or ((record.id,), without.low, without.high) in {
            (side.without, side.low, side.high) for side in figure.sides
        }


@given(landscapes_of_numbers(wrong=True), ASKED)
def test_a_policy_sets_aside_only_what_it_names(told: Told, asked: list[Measurand]) -> None:
    measurand, _ = asked_of(told, asked)
    case = landscape_of(told.said, told.kinds)
    under_policy = case.preferring("filing", "testimony", over="reporting")
    figure = under_policy.figure(measurand)
    kinds = {str(each.id): kind for each, kind in zip(told.said, told.kinds, strict=True)}
    aside = {
        name
        for caveat in figure.caveats
        if " set aside, " in caveat
        for name in caveat.partition(" set aside, ")[0].split(", ")
    }

    assert {kinds[each] for each in aside} <= {"reporting"}
    assert figure.policies == ("where numbers cannot all hold, filing or testimony counts over reporting",)
    if not case.conflicts():
        assert (figure.low, figure.high) == (case.figure(measurand).low, case.figure(measurand).high)
        assert aside == set()
    if not {"filing", "testimony"} & set(told.kinds):
        assert aside == set()


# An independent reading: a linear program over the same statements, with every part-of found by brute force.


class Program:
    """Statements as linear constraints on the quantities, and on what one dollar is."""

    def __init__(self, said: Iterable[Metric | Partition | Comparison], asked: Iterable[Measurand]) -> None:
        self.said = list(said)
        self.quantities = list(dict.fromkeys([*spoken_of(self.said), *asked]))
        self.column = {each: number for number, each in enumerate(self.quantities, start=1)}
        self.least: list[list[float]] = []
        self.equal: list[list[float]] = []
        for each in self.said:
            self._add(each)
        for one in self.quantities:
            for other in self.quantities:
                if one != other and cells_of(one) <= cells_of(other):
                    self._at_most(one, 1.0, self.column[other])

    def _row(self, *terms: tuple[int, float]) -> list[float]:
        row = [0.0] * (len(self.quantities) + 1)
        for column, factor in terms:
            row[column] += factor
        return row

    def _at_most(self, measurand: Measurand, factor: float, column: int) -> None:
        self.least.append(self._row((self.column[measurand], 1.0), (column, -factor)))

    def _add(self, said: Metric | Partition | Comparison) -> None:
        match said:
            case Metric():
                base = 0 if said.relative_to is None else self.column[said.relative_to]
                if said.value.high != inf:
                    self._at_most(said.measurand, said.value.high, base)
                self.least.append(self._row((self.column[said.measurand], -1.0), (base, max(said.value.low, 0.0))))
            case Comparison():
                self._at_most(said.smaller, 1.0, self.column[said.larger])
            case Partition():
                parts = [(self.column[each], -1.0) for each in said.parts]
                self.equal.append(self._row((self.column[said.whole], 1.0), *parts))

    def bounds(self, measurand: Measurand, base: Measurand | None) -> tuple[float, float] | None:
        """The least and the most, as a multiple of the base or of one dollar; None where nothing is possible."""
        found = []
        for sign in (1.0, -1.0):
            run = linprog(
                self._row((self.column[measurand], sign)),
                A_ub=np.array(self.least or [self._row()]),
                b_ub=np.zeros(len(self.least) or 1),
                A_eq=np.array([*self.equal, self._row((0 if base is None else self.column[base], 1.0))]),
                b_eq=np.array([0.0] * len(self.equal) + [1.0]),
                method="highs",
            )
            if run.status == 2:
                return None
            found.append(inf if run.fun is None else sign * run.fun)
        return found[0], found[1]


def times(figure: Figure) -> tuple[float, float]:
    """Both bounds in the base unit."""
    scale = float(figure.unit.base[0])
    return figure.low * scale, figure.high * scale


@given(landscapes_of_numbers(sums=False), ASKED)
def test_without_sums_a_figure_is_as_tight_as_a_linear_program(told: Told, asked: list[Measurand]) -> None:
    measurand, base = asked_of(told, asked)
    case, program = landscape_of(told.said), Program(told.said, (measurand, base))

    assert times(case.figure(measurand)) == pytest.approx(program.bounds(measurand, None), rel=1e-6)
    if measurand != base:
        relative = case.figure(measurand, relative_to=base)
        assert times(relative) == pytest.approx(program.bounds(measurand, base), rel=1e-6)


@given(landscapes_of_numbers(), ASKED)
def test_with_sums_a_figure_is_never_tighter_than_a_linear_program(told: Told, asked: list[Measurand]) -> None:
    measurand, base = asked_of(told, asked)
    case, program = landscape_of(told.said), Program(told.said, (measurand, base))
    pairs = [(case.figure(measurand), program.bounds(measurand, None))]
    if measurand != base:
        pairs.append((case.figure(measurand, relative_to=base), program.bounds(measurand, base)))

    for figure, best in pairs:
        assert best is not None
        low, high = times(figure)
        assert low <= best[0] * (1 + 1e-6)
        assert high >= best[1] * (1 - 1e-6)


@given(landscapes_of_numbers(sums=False, wrong=True))
def test_without_sums_there_is_a_conflict_exactly_where_a_linear_program_finds_none_possible(told: Told) -> None:
    program = Program(told.said, ())
    found = [program.bounds(each, None) for each in spoken_of(told.said)]
    bases = [each.relative_to for each in told.said if isinstance(each, Metric) and each.relative_to is not None]
    # What a ratio is taken of is above zero, which a linear program cannot say: it must be able to be.
    at_most = {each: 0.0 if ends is None else ends[1] for each, ends in zip(spoken_of(told.said), found, strict=True)}
    possible = None not in found and all(at_most[base] > 1e-6 for base in bases)

    assert (landscape_of(told.said).conflicts() == ()) is possible


# A part of a period under an even pace.


@given(worlds, st.sampled_from(["2024", "2024-01-01/2024-07-01"]))
def test_under_an_even_pace_a_part_of_a_period_is_its_days_over_those_of_the_whole(world: World, period: str) -> None:
    whole = Measurand(measure="sales", of="maker", period="2024")
    metric = Metric(id="said-0", measurand=whole, value=f"exactly {world.amount(whole)} USD", claims=["page-0.it"])
    case = landscape_of([metric]).suppose("even", because="nothing says otherwise", convention="even pace")
    days = {"2024": 366, "2024-01-01/2024-07-01": 182}[period]

    figure = case.figure("sales", of="maker", period=period)

    assert holds(figure, Fraction(world.amount(whole) * days, 366))
    assert figure.high - figure.low <= 1e-9 * figure.high
