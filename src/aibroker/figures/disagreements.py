"""Disagreements: published numbers of one quantity that pass on one root and cannot both be what it said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from aibroker.figures.quantities import Quantity, factor_into, quantity_of
from aibroker.records.measures import Basis, Metric
from aibroker.records.reasons import Conflict
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.bounds import scaled

__all__ = ["disagreements"]


class _Said(NamedTuple):
    """A number in base units."""

    metric: Metric
    low: float
    high: float


def disagreements(store: Store) -> tuple[Conflict, ...]:
    """The numbers of one quantity and one root that do not meet, in the order of their ids.

    A pace is compared as the amount of its period. A projection is compared with projections alone, an amount in one
    currency with none in another, and a number without a single period with none.
    """
    said: defaultdict[tuple[Quantity, Quantity | None, Basis, str], list[_Said]] = defaultdict(list)
    for record in store.own("metric"):
        if isinstance(record, Metric) and _has_amount(record):
            of, to, number = _in_base_units(store, record)
            for root in _roots(store, record):
                said[of, to, record.basis, root].append(number)
    roots: defaultdict[tuple[Metric, Metric], set[str]] = defaultdict(set)
    for (*_, root), numbers in said.items():
        for pair in _disjoint(numbers):
            roots[pair].add(root)
    found = (_conflict(store, *pair, shared) for pair, shared in roots.items())
    return tuple(sorted(found, key=lambda each: tuple(record.id for record in each.between)))


def _has_amount(metric: Metric) -> bool:
    spoken_of = (metric.measurand, *(() if metric.relative_to is None else (metric.relative_to,)))
    is_pace = metric.value.unit.dimension.endswith("/time")
    periods = [each.period for each in spoken_of]
    return all(each is not None and not (is_pace and each.days is None) for each in periods)


def _in_base_units(store: Store, metric: Metric) -> tuple[Quantity, Quantity | None, _Said]:
    value, base = metric.value, metric.relative_to
    if base is None:
        factor, unit = factor_into(store, metric.measurand, value.unit)
        to = None
    else:
        factor, unit = value.unit.base[0], ""
        to = quantity_of(base, unit)
    low, high = scaled((value.low, value.high), factor)
    return quantity_of(metric.measurand, unit), to, _Said(metric, low, high)


def _roots(store: Store, metric: Metric) -> set[str]:
    """Where the claims of a metric come from: the source that said it first, else the page itself."""
    return {(each.root or each.source).id for each in evidence(store, metric.claims)}


def _disjoint(numbers: list[_Said]) -> Iterator[tuple[Metric, Metric]]:
    for one, other in combinations(sorted(numbers, key=lambda each: each.metric.id), 2):
        if one.high < other.low or other.high < one.low:
            yield one.metric, other.metric


def _conflict(store: Store, one: Metric, other: Metric, roots: set[str]) -> Conflict:
    said = f"{one.id} and {other.id} pass on one root ({', '.join(sorted(roots))}) and do not agree"
    claims = dict.fromkeys((*one.claims, *other.claims))
    return Conflict(
        kind="one root, disjoint numbers", statement=said, between=(one, other), evidence=evidence(store, claims)
    )
