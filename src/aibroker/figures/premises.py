"""Premises: what the numbers of a landscape say, each number of one quantity and one witness once.

Where the landscape holds a root's own words, retellings of it add nothing; otherwise the retellings of one root count
as their hull. Independent roots are premises of their own, which the network intersects, or finds in conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from math import inf
from types import MappingProxyType
from typing import Literal, NamedTuple

import attrs

from aibroker.figures.quantities import Quantity, factor_into, measure_of, quantity_of
from aibroker.figures.statements import Added, Obstacle, Statement, Unplaced, added, refuse_two_readings, statements
from aibroker.figures.switches import Switches
from aibroker.records.evidence import Claim
from aibroker.records.identifiers import AssumptionId, ClaimId
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.store.stores import Store
from aibroker.store.witnesses import claim_named, roots_of
from aibroker.values.bounds import scaled
from aibroker.values.units import Unit

__all__ = [
    "Premise",
    "PremiseKind",
    "Premises",
    "Shown",
    "Units",
    "all_roots",
    "first_of_each",
    "further_premises",
    "premises_of",
    "shown_of",
    "with_a_sign",
]

PremiseKind = Literal["amount", "ratio", "comparison", "sum"]


@attrs.frozen(kw_only=True, eq=False)
class Premise:
    """One thing that is said about quantities; each is itself alone, so that it can be widened and followed.

    Attributes:
        kind: An amount, a ratio to another quantity, a comparison with one, or a sum of parts.
        of: The quantity; of a comparison the smaller one, of a sum the whole.
        to: What it is relative to, or not larger than; None for an amount and a sum.
        parts: The parts of a sum.
        low: The least value, in base units; decimals, as everywhere.
        high: The greatest value.
        likely: The value named, where all witnesses name the same one.
        records: The numbers, the ordering or the partition that say it.
        claims: The claims behind them.
        assumptions: What must be assumed for it.
        root: Whose word it is: the source that said it first, or the assumption that adds it.
        statements: The numbers as they are read.
    """

    kind: PremiseKind
    of: Quantity
    to: Quantity | None = None
    parts: tuple[Quantity, ...] = ()
    low: float = 0.0
    high: float = inf
    likely: float | None = None
    records: tuple[Metric | Comparison | Partition, ...]
    claims: tuple[ClaimId, ...] = ()
    assumptions: tuple[AssumptionId, ...] = ()
    root: str = ""
    statements: tuple[Statement, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """What premises are sorted by, so that the order of records never matters."""
        to = () if self.to is None else self.to.order
        return (self.of.order, to, tuple(each.order for each in self.parts), self.kind, self.root, self.name)

    @property
    def name(self) -> str:
        """The ids of its records."""
        return ", ".join(record.id for record in self.records)

    @property
    def remark(self) -> str:
        """What a reader should know about how it was read."""
        retold = dict.fromkeys(claim for each in self.statements for claim in each.retold)
        return f"taken for a retelling of {', '.join(retold)}" if retold else ""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that it speaks of."""
        return (self.of, *(() if self.to is None else (self.to,)), *self.parts)


@attrs.frozen
class _Said:
    """A statement in base units."""

    statement: Statement
    of: Quantity
    to: Quantity | None
    low: float
    high: float
    likely: float | None


def _compared(placed: Iterable[Statement], records: Iterable[Added]) -> frozenset[tuple[str, str]]:
    """Two measures each, both ways round, that are compared: a profit is in the currency of its sales."""
    ratios = ((each.measurand, each.relative_to) for each in placed)
    orderings = ((each.smaller, each.larger) for each, _ in records if isinstance(each, Comparison))
    pairs = {(one.measure, other.measure) for one, other in (*ratios, *orderings) if other is not None}
    apart = {(one, other) for one, other in pairs if one != other}
    return frozenset(apart | {(other, one) for one, other in apart})


@attrs.frozen(eq=False)
class Units:
    """In which base units quantities are measured."""

    store: Store
    by_measure: Mapping[str, tuple[str, ...]]
    by_party: Mapping[tuple[str, str | None], tuple[str, ...]]

    @classmethod
    def of(cls, store: Store, amounts: Iterable[_Said], compared: frozenset[tuple[str, str]]) -> Units:
        """The base units of some amounts; a measure without any has those of one that it is compared with."""
        by_measure: dict[str, dict[str, None]] = {}
        by_party: dict[tuple[str, str | None], dict[str, None]] = {}
        for said in amounts:
            by_measure.setdefault(said.of.measure, {})[said.of.unit] = None
            by_party.setdefault((said.of.measure, said.of.of), {})[said.of.unit] = None
        for _ in compared:  # as often as a chain of them may be long
            for one, other in sorted(compared):
                if one not in by_measure and other in by_measure:
                    by_measure[one] = by_measure[other]
        return cls(
            store,
            MappingProxyType({measure: tuple(sorted(units)) for measure, units in by_measure.items()}),
            MappingProxyType({key: tuple(sorted(units)) for key, units in by_party.items()}),
        )

    def known(self, measurand: Measurand) -> tuple[str, ...]:
        """The base units of a measure; the name of its dimension where no amount of it is known."""
        dimension = measure_of(self.store, measurand.measure).dimension
        return self.by_measure.get(measurand.measure, (dimension,))

    def shared_by(self, measurand: Measurand, others: Iterable[Measurand]) -> tuple[str, ...]:
        """The units in which quantities compare: within one period all of them; across periods that of the company.

        Of a company of which no amount is known, it is not known either, but it is one.
        """
        spoken_of = (measurand, *others)
        found = {unit for each in spoken_of for unit in self.by_measure.get(each.measure, ())}
        units = tuple(sorted(found)) or self.known(measurand)
        if len(units) == 1 or len({each.period for each in spoken_of}) == 1:
            return units
        own = {unit for each in spoken_of for unit in self.by_party.get((each.measure, each.of), ())}
        if not own:
            return (measure_of(self.store, measurand.measure).dimension,)
        return tuple(own) if len(own) == 1 else ()

    def of_dimension(self, dimension: str) -> tuple[str, ...]:
        """The base units of a dimension in which anything is known."""
        alike = (
            listed for each, listed in self.by_measure.items() if measure_of(self.store, each).dimension == dimension
        )
        return tuple(sorted({unit for listed in alike for unit in listed}))


class Shown(NamedTuple):
    """The first number in a base unit, and its unit without what makes an amount a pace."""

    metric: str
    unit: Unit


@attrs.frozen(kw_only=True)
class Premises:
    """All premises, in an order that does not depend on that of the records, and what could not be placed.

    Attributes:
        listed: The premises.
        unplaced: The numbers that are no premises.
        shown: For each base unit the first number in it, whose unit is that in which all of them are shown.
        currencies: In which base units each measure is known.
    """

    listed: tuple[Premise, ...]
    unplaced: tuple[Unplaced, ...]
    shown: Mapping[str, Shown]
    currencies: Units

    @property
    def units(self) -> Mapping[str, Unit]:
        """The unit in which each base unit is shown, as the numbers are stated."""
        return MappingProxyType({base: shown.unit for base, shown in self.shown.items()})


def premises_of(store: Store, switches: Switches) -> Premises:
    """Everything that the numbers of a landscape say, with what is switched on.

    Raises:
        InvalidValueError: If two assumptions that are on read one number in different ways.
    """
    refuse_two_readings(store, switches)
    records = list(added(store, switches))
    return _gathered(store, list(statements(store, switches, records)), records, None)


def further_premises(before: Premises, store: Store, switches: Switches, records: list[Added]) -> Premises:
    """What further records say, in the units that were known before."""
    return _gathered(store, list(statements(store, switches, records)), records, before.currencies)


def _gathered(store: Store, read: list[Statement | Unplaced], records: list[Added], known: Units | None) -> Premises:
    placed = [each for each in read if isinstance(each, Statement)]
    unplaced = [each for each in read if isinstance(each, Unplaced)]
    amounts = [_amount(store, each) for each in placed if each.relative_to is None]
    currencies = known or Units.of(store, amounts, _compared(placed, records))
    positive = _never_below_zero(amounts)
    ratios: list[_Said] = []
    for statement in placed:
        if statement.relative_to is not None:
            said = list(_ratios(store, statement, statement.relative_to, currencies))
            usable = [each for each in said if _has_a_sign(store, each, positive)]
            ratios += usable
            if not usable:
                obstacle: Obstacle = "sign" if said else "currency"
                unplaced.append(Unplaced(metric=statement.metric, obstacle=obstacle))
    listed = [*_witnessed(store, (*amounts, *ratios))]
    for record, assumed in records:
        if isinstance(record, Partition | Comparison):
            stated, not_placed = _ordered(store, record, assumed, currencies)
            listed += stated
            unplaced += not_placed
    return Premises(
        listed=tuple(sorted(listed, key=lambda each: each.order)),
        unplaced=tuple(unplaced),
        shown=_shown(amounts),
        currencies=currencies,
    )


def _amount(store: Store, statement: Statement) -> _Said:
    value = statement.value
    factor, base = factor_into(store, statement.measurand, value.unit)
    floor = -inf if measure_of(store, statement.measurand.measure).may_be_negative else 0.0
    low, high = scaled((value.low, value.high), factor) if factor != 1 else (value.low, value.high)
    return _Said(
        statement, quantity_of(statement.measurand, base), None, max(low, floor), high, _scaled(value.likely, factor)
    )


def _scaled(value: float | None, factor: Fraction) -> float | None:
    return None if value is None else scaled((value, value), factor)[0]


def _never_below_zero(amounts: Iterable[_Said | Premise]) -> frozenset[Quantity]:
    """The quantities of which there are amounts, and none that may be negative."""
    listed = tuple(amounts)
    return frozenset({each.of for each in listed} - {each.of for each in listed if each.low < 0})


def _has_a_sign(store: Store, ratio: _Said, positive: frozenset[Quantity]) -> bool:
    """Whether what a ratio is to is known not to be negative: of a loss, three times as much is less."""
    return ratio.to is None or ratio.to in positive or not measure_of(store, ratio.to.measure).may_be_negative


def with_a_sign(store: Store, premises: Iterable[Premise]) -> tuple[Premise, ...]:
    """Of some premises, those that say something beside the others: a ratio to what may be negative wants its sign."""
    listed = tuple(premises)
    bases = {each.to for each in listed if each.to is not None and measure_of(store, each.to.measure).may_be_negative}
    if not bases:
        return listed
    positive = _never_below_zero(each for each in listed if each.kind == "amount")
    return tuple(each for each in listed if each.to not in bases or each.to in positive)


def _ratios(store: Store, statement: Statement, base: Measurand, units: Units) -> Iterator[_Said]:
    signed = measure_of(store, statement.measurand.measure).may_be_negative
    factor = statement.value.unit.base[0]
    low, high = scaled((statement.value.low, statement.value.high), factor)
    likely = _scaled(statement.value.likely, factor)
    for unit in units.shared_by(statement.measurand, (base,)):
        of, to = quantity_of(statement.measurand, unit), quantity_of(base, unit)
        yield _Said(statement, of, to, low if signed else max(low, 0.0), high, likely)


def _witnessed(store: Store, said: Iterable[_Said]) -> Iterator[Premise]:
    def slot(each: _Said) -> tuple[object, ...]:
        return each.of.order, () if each.to is None else each.to.order

    for _, same in groupby(sorted(said, key=lambda each: (slot(each), each.statement.metric.id)), key=slot):
        listed = list(same)
        yield from (
            (_premise(listed, _roots(store, listed[0].statement)[0]),) if len(listed) == 1 else _by_root(store, listed)
        )


def _roots(store: Store, statement: Statement) -> tuple[str, ...]:
    """Whose word a statement is."""
    if statement.is_added or not statement.claims:
        return (f"assumption {', '.join(statement.assumptions)}",)
    claims = (claim_named(store, each) for each in statement.retold or statement.claims)
    return tuple(sorted({root for claim in claims for root in roots_of(store, claim)}))


def all_roots(store: Store, premise: Premise) -> frozenset[str]:
    """Everybody whose word a premise is: where several are behind one number, it is listed under one of them."""
    return frozenset({premise.root, *(root for each in premise.statements for root in _roots(store, each))})


def _is_own(store: Store, said: _Said, root: str) -> bool:
    """Whether a statement is a root's own word, and no retelling of it."""
    if said.statement.is_added:
        return True
    claims: list[Claim] = [claim_named(store, each) for each in said.statement.claims]
    return not said.statement.retold and any(claim.source == root and not claim.retells for claim in claims)


def _by_root(store: Store, listed: list[_Said]) -> Iterator[Premise]:
    by_root: dict[str, list[_Said]] = {}
    for said in listed:
        for root in _roots(store, said.statement):
            by_root.setdefault(root, []).append(said)
    for root in sorted(by_root):
        own = [said for said in by_root[root] if _is_own(store, said, root)]
        yield _premise(own or by_root[root], root)


def _premise(witnesses: list[_Said], root: str) -> Premise:
    """What one root says: the hull of its wordings."""
    first = witnesses[0]
    low, high = min(each.low for each in witnesses), max(each.high for each in witnesses)
    likely = {each.likely for each in witnesses}
    return Premise(
        kind="amount" if first.to is None else "ratio",
        of=first.of,
        to=first.to,
        low=low,
        high=high,
        likely=likely.pop() if len(likely) == 1 else None,
        records=tuple(each.statement.metric for each in witnesses),
        claims=tuple(dict.fromkeys(claim for each in witnesses for claim in each.statement.claims)),
        assumptions=tuple(sorted({one for each in witnesses for one in each.statement.assumptions})),
        root=root,
        statements=tuple(each.statement for each in witnesses),
    )


def _ordered(
    store: Store, record: Partition | Comparison, assumed: tuple[AssumptionId, ...], units: Units
) -> tuple[list[Premise], list[Unplaced]]:
    """The premises that a sum or an ordering makes, one for each currency."""
    spoken_of = (record.whole, *record.parts) if isinstance(record, Partition) else (record.smaller, record.larger)
    may_be_negative = any(measure_of(store, each.measure).may_be_negative for each in spoken_of)
    if any(each.period is None for each in spoken_of) or (isinstance(record, Comparison) and may_be_negative):
        is_open = any(each.period is None for each in spoken_of)
        obstacle: Literal["undated", "ordering"] = "undated" if is_open else "ordering"
        return [], [Unplaced(metric=record, obstacle=obstacle)]
    shared = units.shared_by(spoken_of[0], spoken_of)
    if not shared:
        return [], [Unplaced(metric=record, obstacle="currency")]
    made = []
    for unit in shared:
        first, *others = (quantity_of(each, unit) for each in spoken_of)
        made.append(_stated(record, first, others, assumed))
    return made, []


def _stated(
    record: Partition | Comparison, first: Quantity, others: list[Quantity], assumed: tuple[AssumptionId, ...]
) -> Premise:
    root = f"assumption {', '.join(assumed)}" if assumed else record.id
    is_sum = isinstance(record, Partition)
    return Premise(
        kind="sum" if is_sum else "comparison",
        of=first,
        to=None if is_sum else others[0],
        parts=tuple(others) if is_sum else (),
        low=0.0,
        high=inf if is_sum else 1.0,
        records=(record,),
        claims=record.claims,
        assumptions=assumed,
        root=root,
    )


def _shown(amounts: Iterable[_Said]) -> Mapping[str, Shown]:
    shown: dict[str, Shown] = {}
    for said in sorted(amounts, key=lambda each: each.statement.metric.id):
        unit = said.statement.value.unit
        if said.of.unit not in shown:
            as_amount = unit if unit.base[1].text == said.of.unit else Unit(said.of.unit)
            shown[said.of.unit] = Shown(said.statement.metric.id, as_amount)
    return MappingProxyType(shown)


def shown_of(store: Store, read: Iterable[Statement]) -> Mapping[str, Shown]:
    """For each base unit the first number in it among some."""
    return _shown(_amount(store, each) for each in read if each.relative_to is None)


def first_of_each(*several: Mapping[str, Shown]) -> Mapping[str, Shown]:
    """For each base unit the first number of several lists of them."""
    found: dict[str, Shown] = {}
    for base, shown in (item for each in several for item in each.items()):
        if base not in found or shown.metric < found[base].metric:
            found[base] = shown
    return MappingProxyType(found)
