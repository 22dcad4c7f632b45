"""Increments: the network of a landscape that adds a little to another one, at the cost of what moves.

What is added can only narrow: further numbers of quantities of which nobody has spoken, or of independent roots;
sums and orderings; an assumption that places a number which was a gap. What can widen, such as a retelling, another
reading or a doubt, is a revision: what is tied to it is computed anew. What can matter everywhere is computed from the
start, and so are small networks, in which it costs next to nothing. A scenario that only changes channels, rights and
refusals leaves the network as it is.

Ramalingam and Reps, "An incremental algorithm for a generalization of the shortest-path problem" (1996), is the model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import attrs

from aibroker.figures.clashes import Settled
from aibroker.figures.engine.propagation import Solution, extended
from aibroker.figures.layouts import Setting, enlarged
from aibroker.figures.networks import Network
from aibroker.figures.premises import Premise, Premises, Units, all_roots, first_of_each, further_premises
from aibroker.figures.quantities import Quantity, measure_of
from aibroker.figures.revisions import Revisable
from aibroker.figures.statements import Added, in_force, measures_read, refuse_two_readings
from aibroker.figures.switches import Switches
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import MeasureId
from aibroker.records.kinds import Record, RecordKind, kind_of
from aibroker.records.measures import Comparison, Metric, Partition
from aibroker.store.checks import measurands_of
from aibroker.store.stores import Base, Key, Store

__all__ = ["continued", "network_of", "revised"]

_SMALL: Final = 5_000
_BASES_KEPT: Final = 4
_SMALL_KEPT: Final = 16
_NEVER_IN_NUMBERS: Final[frozenset[RecordKind]] = frozenset(
    {"channel", "right", "refusal", "rule", "payment", "safeguard", "risk", "model", "question"}
)
_MAY_COME: Final[frozenset[RecordKind]] = frozenset(
    {"metric", "partition", "comparison", "assumption", "claim", "source"}
)


def network_of(store: Store, switches: Switches) -> Network:
    """The network of a landscape; that of a large one is continued from what it shares with others.

    Raises:
        InvalidValueError: If two assumptions that are on read one number in different ways.
    """
    if len(store) < _SMALL:
        without = frozenset(key for key in store.without if key[0] not in _NEVER_IN_NUMBERS)
        added = tuple(record for record in store.added if kind_of(record) not in _NEVER_IN_NUMBERS)
        return _of_small(store.base, without, added, switches)
    base = attrs.evolve(switches, assumptions=())
    near = _of_base(store.base, base)
    return continued(near, store, switches) or revised(near, store, switches) or Network.of(store, switches)


@lru_cache(maxsize=_SMALL_KEPT)
def _of_small(base: Base, without: frozenset[Key], added: tuple[Record, ...], switches: Switches) -> Network:
    """The network of a small landscape; the same one for all that differ in what never is in numbers."""
    return Network.of(Store(base, without, added), switches)


@lru_cache(maxsize=_BASES_KEPT)
def _of_base(base: Base, switches: Switches) -> Network:
    return Network.of(Store(base), switches)


@lru_cache(maxsize=_BASES_KEPT)
def _revisable(near: Network) -> Revisable:
    return Revisable.of(near)


def revised(near: Network, store: Store, switches: Switches) -> Network | None:
    """The network of a store that shares the base of another network, where only a part of it is found anew.

    Returns:
        The network; None where more than numbers and who says them is another, so that it must begin anew.
    """
    kinds = {*(kind for kind, _ in store.without), *(kind_of(record) for record in store.added)}
    if not kinds <= _NEVER_IN_NUMBERS | _MAY_COME:
        return None
    refuse_two_readings(store, switches)
    return _revisable(near).revised(store, switches)


def continued(near: Network, store: Store, switches: Switches) -> Network | None:
    """The network of a store that shares the base of another network; None where it must begin anew.

    Args:
        near: The network of the base alone, with no assumption on.
        store: The store.
        switches: What is switched on; the same as there, but for assumptions.
    """
    records = _new_records(near, store, switches)
    if records is None or near.clashes or not _only_add(near, store, records, measures_read(store, switches)):
        return None
    more = further_premises(near.premises, store, switches, records)
    if not all(_is_independent(near, store, premise) for premise in more.listed):
        return None
    setting = Setting.of(store, switches)
    known = _continued(attrs.evolve(near.amounts, layout=attrs.evolve(near.amounts.layout, setting=setting)), more)
    return (
        None if known is None else Network(setting=setting, premises=_joined(near.premises, more, records), known=known)
    )


def _only_add(near: Network, store: Store, records: list[Added], read: Iterable[MeasureId]) -> bool:
    """Whether records, and what numbers are read to speak of, change nothing of how others are read.

    A further amount of what may be negative can make a ratio usable, or useless; and a measure without an amount
    learns its currency from what it is compared with.
    """
    measures = {*read, *(each.measure for record, _ in records for _, each in measurands_of(record))}
    known = near.premises.currencies.by_measure
    return all(each in known and not measure_of(store, each).may_be_negative for each in measures)


def _new_records(near: Network, store: Store, switches: Switches) -> list[Added] | None:
    """The numbers, sums and orderings that are new or placed now; None where something else matters to numbers."""
    replaced = (kind for kind, _ in store.without)
    came = (kind_of(record) for record in store.added)
    if not _NEVER_IN_NUMBERS.issuperset(replaced) or not (_NEVER_IN_NUMBERS | _MAY_COME).issuperset(came):
        return None
    gaps = {each.metric.id: each.metric for each in near.premises.unplaced}
    records: list[Added] = [(each, ()) for each in store.added if isinstance(each, Metric | Partition | Comparison)]
    new = {each.id for each, _ in records}
    for assumption in in_force(store, switches):
        if assumption.convention == "even pace":
            return None
        records += [(statement, (assumption.id,)) for statement in assumption.adds]
        for reading in assumption.reads:
            if reading.metric not in gaps and reading.metric not in new:
                return None
            if reading.metric in gaps and reading.metric not in new:
                records.append((gaps[reading.metric], ()))
                new.add(reading.metric)
    offered = (each for each in store.added if isinstance(each, Assumption))
    if any(reading.metric in gaps and reading.metric not in new for each in offered for reading in each.reads):
        return None  # a number that stays a gap can be placed by more than before
    return records


def _is_independent(near: Network, store: Store, premise: Premise) -> bool:
    """Whether a premise stands beside those that are there, in units that are known, and changes none of them."""
    currencies, is_amount = near.premises.currencies, premise.kind == "amount"
    if not all(_is_in_known_unit(currencies, each, is_amount=is_amount) for each in premise.quantities):
        return False
    there = near.by_slot.get((premise.of, premise.to), ())
    roots = all_roots(store, premise) if there else frozenset()
    return all(roots.isdisjoint(all_roots(store, each)) for each in there)


def _is_in_known_unit(currencies: Units, quantity: Quantity, *, is_amount: bool) -> bool:
    """Whether no currency is learnt from it: of its measure, or by an amount, where there are several, of its party."""
    measure = quantity.measure
    if quantity.unit not in currencies.by_measure.get(measure, ()):
        return False
    alike = currencies.of_dimension(measure_of(currencies.store, measure).dimension)
    return not is_amount or len(alike) == 1 or quantity.unit in currencies.by_party.get((measure, quantity.of), ())


def _continued(before: Settled, more: Premises) -> Settled | None:
    layout = enlarged(before.layout, more.listed)
    links, sums = len(before.layout.links), len(before.layout.sums)
    solution = extended(
        before.solution, links=layout.system.links[links:], sums=layout.system.sums[sums:], size=layout.system.size
    )
    if not isinstance(solution, Solution):
        return None
    return attrs.evolve(before, layout=layout, solution=solution)


def _joined(before: Premises, more: Premises, records: list[Added]) -> Premises:
    read_anew = {record.id for record, _ in records}
    unplaced = (each for each in before.unplaced if each.metric.id not in read_anew)
    return attrs.evolve(
        more,
        listed=before.listed + more.listed,
        unplaced=(*unplaced, *more.unplaced),
        shown=first_of_each(before.shown, more.shown),
    )
