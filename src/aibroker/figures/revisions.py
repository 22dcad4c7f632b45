"""Revisions: the network of a landscape in which some numbers are read otherwise, at the cost of what they are tied to.

A claim that is doubted, a number that is replaced or told again, an assumption that reads one otherwise: all of these
can widen a bound, so that what was found cannot be continued. But nothing changes beyond what is tied to the quantities
of these numbers. They are read anew, with all others of the same quantities; what is tied to them is found anew; the
rest stays. What can matter everywhere, such as a place, a measure or a currency, is found from the start.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from aibroker.figures.clashes import settled
from aibroker.figures.layouts import Setting
from aibroker.figures.networks import Network, Revision, Slot
from aibroker.figures.premises import Premise, Premises, Shown, first_of_each, further_premises, shown_of
from aibroker.figures.quantities import measure_of, quantity_of
from aibroker.figures.statements import Added, Statement, in_force, measures_read, statements
from aibroker.figures.switches import Switches
from aibroker.figures.ties import tied_to
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim
from aibroker.records.kinds import RecordKind
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.store.checks import measurands_of
from aibroker.store.stores import Store, key_of

__all__ = ["Revisable"]

_LARGEST_SHARE = 8
_NUMBERS: tuple[RecordKind, ...] = ("metric", "partition", "comparison")
_Currency = tuple[str, str | None, str]


@attrs.frozen(eq=False)
class Revisable:
    """A network with what it takes to find those that differ from it in a part.

    Attributes:
        near: The network, with no assumption on.
        by_record: Its premises by the numbers that make them.
        silent: The numbers that make none, since others of their root count, by what they speak of in whatever unit.
        amounts: How many amounts there are of each measure of each company in each base unit.
    """

    near: Network
    by_record: Mapping[str, tuple[Premise, ...]]
    silent: Mapping[Slot, tuple[Statement, ...]]
    amounts: Counter[_Currency]

    @classmethod
    def of(cls, near: Network) -> Revisable:
        """A network with its indexes."""
        by_record: dict[str, list[Premise]] = {}
        for premise in near.premises.listed:
            for record in premise.records:
                by_record.setdefault(record.id, []).append(premise)
        amounts = Counter(_currencies(near.premises.listed))
        return cls(near, {each: tuple(listed) for each, listed in by_record.items()}, _silent(near, by_record), amounts)

    def revised(self, store: Store, switches: Switches) -> Network | None:
        """The network of a store that shares the base of this one; None where it must be found from the start.

        Args:
            store: The store, which differs in numbers, claims, sources and assumptions, or in what never is in numbers.
            switches: What is switched on; the same as here, but for assumptions.
        """
        if any(each.convention == "even pace" for each in in_force(store, switches)):
            return None
        touched = _touched(self.near.setting.store, store, switches)
        if len(touched) * _LARGEST_SHARE > len(self.near.premises.listed):
            return None
        ids, stale, more = self._read_anew(touched, store, switches)
        if not (self._same_everywhere(ids, stale, more, store) and self._can_read(store, switches)):
            return None
        premises = _premises(self.near.premises, self._shown_without(ids), ids, stale, more)
        return self._with(premises, stale, more, Setting.of(store, switches))

    def _read_anew(
        self, touched: set[str], store: Store, switches: Switches
    ) -> tuple[set[str], set[Premise], Premises]:
        """The numbers that are read anew, the premises that go, and those that come.

        They are all that speak of what one of them spoke of, or speaks of now, since each root counts once.
        """
        before, ids = set[str](), touched
        stale, more = set[Premise](), None
        while ids != before or more is None:
            before = ids
            more = further_premises(self.near.premises, store, switches, list(_records(store, switches, ids)))
            spoken_of = {_slot(each) for each in more.listed}
            spoken_of |= {_slot(each) for one in ids for each in self.by_record.get(one, ())}
            stale = {each for slot in spoken_of for each in self.near.by_slot.get(slot, ())}
            silent = {each.metric.id for slot in spoken_of for each in self.silent.get(_in_any_unit(slot), ())}
            ids = ids | silent | {record.id for each in stale for record in each.records}
        return ids, stale, more

    def _same_everywhere(self, ids: set[str], stale: set[Premise], more: Premises, store: Store) -> bool:
        """Whether no measure and no company gains or loses a currency, and no sign is learnt."""
        were, gone, come = self.amounts, Counter(_currencies(stale)), Counter(_currencies(more.listed))
        if any(bool(were[each]) != bool(were[each] - gone[each] + come[each]) for each in gone | come):
            return False
        has_amounts = {measure for measure, _, _ in self.amounts}
        listed = (_measures(each) for at in (self.near.setting.store, store) for each in _numbers(at, ids))
        spoken_of = [*listed, *({str(each.measure) for each in one.quantities} for one in more.listed)]
        if any(len(each) > 1 and not each <= has_amounts for each in spoken_of):
            return False
        return not any(measure_of(store, each).may_be_negative for measures in spoken_of for each in measures)

    def _can_read(self, store: Store, switches: Switches) -> bool:
        """Whether what numbers are read to speak of has a currency, and no sign."""
        has_amounts = {measure for measure, _, _ in self.amounts}
        read = measures_read(store, switches)
        return all(each in has_amounts and not measure_of(store, each).may_be_negative for each in read)

    def _shown_without(self, ids: set[str]) -> Mapping[str, Shown]:
        """The first number in each base unit among those that stay."""
        shown = self.near.premises.shown
        if ids.isdisjoint(each.metric for each in shown.values()):
            return shown
        heard = (each for premise in self.near.premises.listed for each in premise.statements)
        silent = (each for listed in self.silent.values() for each in listed)
        return shown_of(self.near.setting.store, (each for each in (*heard, *silent) if each.metric.id not in ids))

    def _with(self, premises: Premises, stale: set[Premise], more: Premises, setting: Setting) -> Network:
        """The network of other premises, in which only what is tied to those that went or came is found anew."""
        near = self.near
        tied = tied_to(near.ties, {each for premise in (*stale, *more.listed) for each in premise.quantities})
        part = settled(setting, (each for each in premises.listed if each.of in tied))
        return Network(setting=setting, premises=premises, revision=Revision(before=near, apart=tied, part=part))


def _premises(
    before: Premises, shown: Mapping[str, Shown], ids: set[str], stale: set[Premise], more: Premises
) -> Premises:
    listed = [each for each in before.listed if each not in stale]
    for premise in more.listed:
        insort(listed, premise, key=lambda each: each.order)
    kept = (each for each in before.unplaced if each.metric.id not in ids)
    return attrs.evolve(
        before,
        listed=tuple(listed),
        unplaced=(*kept, *more.unplaced),
        shown=first_of_each(shown, more.shown),
    )


def _silent(near: Network, heard: Iterable[str]) -> Mapping[Slot, tuple[Statement, ...]]:
    store, heard = near.setting.store, {*heard}
    listed = ((each, ()) for each in store.own("metric") if isinstance(each, Metric) and each.id not in heard)
    found: dict[Slot, tuple[Statement, ...]] = {}
    for read in statements(store, near.setting.switches, listed):
        if isinstance(read, Statement):
            slot = _of_measurands(read.measurand, read.relative_to)
            found[slot] = (*found.get(slot, ()), read)
    return found


def _of_measurands(measurand: Measurand, base: Measurand | None) -> Slot:
    return quantity_of(measurand, ""), None if base is None else quantity_of(base, "")


def _slot(premise: Premise) -> Slot:
    return premise.of, premise.to


def _in_any_unit(slot: Slot) -> Slot:
    of, to = slot
    return of._replace(unit=""), None if to is None else to._replace(unit="")


def _currencies(premises: Iterable[Premise]) -> Iterator[_Currency]:
    return ((each.of.measure, each.of.of, each.of.unit) for each in premises if each.kind == "amount")


def _measures(record: Metric | Partition | Comparison) -> set[str]:
    return {each.measure for _, each in measurands_of(record)}


def _numbers(store: Store, ids: Iterable[str]) -> Iterator[Metric | Partition | Comparison]:
    for record_id in sorted(ids):
        found = (store.get(kind, record_id) for kind in _NUMBERS)
        yield from (each for each in found if isinstance(each, Metric | Partition | Comparison))


def _records(store: Store, switches: Switches, ids: Iterable[str]) -> Iterator[Added]:
    """The numbers of some ids, and those that assumptions add."""
    yield from ((record, ()) for record in _numbers(store, ids))
    for assumption in in_force(store, switches):
        yield from ((statement, (assumption.id,)) for statement in assumption.adds)


def _touched(before: Store, store: Store, switches: Switches) -> set[str]:
    """The ids of the numbers that may be read otherwise: themselves changed, or their claims, sources or readings."""
    keys = {*store.without, *(key_of(record) for record in store.added)}
    sides, claims = (before, store), {text for kind, text in keys if kind == "claim"}
    for side in sides:
        claims |= {each.id for kind, text in keys if kind == "source" for each in _claims(side, "source", text)}
    waiting = [*claims]
    while waiting:
        told = waiting.pop()
        new = {each.id for side in sides for each in _claims(side, "claim", told)} - claims
        claims |= new
        waiting += new
    found = {text for kind, text in keys if kind in _NUMBERS}
    for side in sides:
        stated = (each for claim in claims for each in side.mentioning("claim", claim))
        found |= {each.id for each in stated if isinstance(each, Metric | Partition | Comparison)}
        assumptions = {*switches.assumptions, *(text for kind, text in keys if kind == "assumption")}
        offered = (side.get("assumption", each) for each in assumptions)
        read = (each.reads for each in offered if isinstance(each, Assumption))
        found |= {reading.metric for reads in read for reading in reads}
    return found


def _claims(store: Store, kind: RecordKind, text: str) -> Iterator[Claim]:
    return (each for each in store.mentioning(kind, text) if isinstance(each, Claim))
