"""The audit: for every published number, on whose word it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

import attrs

from aibroker.errors import UnitMismatchError
from aibroker.hatch import shown
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import MetricId, SourceId
from aibroker.records.measures import Metric
from aibroker.records.reasons import Conflict, Evidence
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence, roots_of
from aibroker.store.wording import in_words
from aibroker.values.estimates import Estimate

__all__ = ["Audit", "AuditRow", "audit"]


class Evidenced(Protocol):
    """A figure, as far as an audit looks at it: the wing of figures is not known here."""

    @property
    def quantity(self) -> str:
        """Of what, in words."""
        ...

    @property
    def estimate(self) -> Estimate:
        """How much."""
        ...

    @property
    def claims(self) -> tuple[Evidence, ...]:
        """The claims that it rests on."""
        ...

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The numbers behind it that cannot all hold."""
        ...


@attrs.frozen(kw_only=True)
class AuditRow:
    """On whose word a published number, or a figure, stands.

    Attributes:
        metric: Its id; None for a figure.
        measurand: What it measures, in words.
        value: How much it is, as it was stated.
        roots: The sources that said it first, each once: ten repetitions of one root are one witness.
        anonymous: Whether everybody who says it is anonymous.
        age: How many days before the vantage date the oldest of its sources was published, at the least; None where
            all of them are undated.
        machine_generated: Whether it is read in nothing but machine-generated sources; None where that is unknown.
        contested_by: The numbers of the same quantity that do not agree with it and do not rest on just the same roots.
    """

    metric: MetricId | None
    measurand: str
    value: str
    roots: tuple[SourceId, ...]
    anonymous: bool
    age: int | None
    machine_generated: bool | None
    contested_by: tuple[MetricId, ...]

    @property
    def contested(self) -> bool:
        """Whether another number of the same quantity does not agree with it."""
        return bool(self.contested_by)


class Audit(tuple[AuditRow, ...]):
    """The rows of an audit; as text, a table."""

    __slots__ = ()

    def __str__(self) -> str:
        return shown(self, "text")


def audit(store: Store, as_of: date, figures: Iterable[Evidenced] = ()) -> Audit:
    """One row for each published number, by id, and for each figure, seen from a day."""
    metrics = [record for record in store.own("metric") if isinstance(record, Metric)]
    roots = {metric.id: _roots(store, metric) for metric in metrics}
    same = _by_quantity(metrics)
    rows = (_row(store, metric, as_of, roots, same[_quantity(metric)]) for metric in metrics)
    return Audit((*rows, *(_row_of_figure(store, figure, as_of) for figure in figures)))


def _row_of_figure(store: Store, figure: Evidenced, as_of: date) -> AuditRow:
    roots = tuple(sorted({root for each in figure.claims for root in roots_of(store, each.claim)}))
    sources = {each.source.id: each.source for each in figure.claims}
    against = (record for conflict in figure.conflicts for record in conflict.between)
    return AuditRow(
        metric=None,
        measurand=figure.quantity,
        value=figure.estimate.shown(),
        roots=roots,
        anonymous=bool(figure.claims) and all(each.claim.said_by == "anonymous" for each in figure.claims),
        age=_age((*sources.values(), *_sources(store, roots)), as_of),
        machine_generated=_all(source.machine_generated for source in sources.values()),
        contested_by=tuple(dict.fromkeys(MetricId(record.id) for record in against)),
    )


def _row(
    store: Store, metric: Metric, as_of: date, roots: dict[MetricId, tuple[SourceId, ...]], same: Iterable[Metric]
) -> AuditRow:
    cited = evidence(store, metric.claims)
    sources = {each.source.id: each.source for each in cited}
    return AuditRow(
        metric=metric.id,
        measurand=_quantity_in_words(store, metric),
        value=str(metric.value),
        roots=roots[metric.id],
        anonymous=bool(cited) and all(each.claim.said_by == "anonymous" for each in cited),
        age=_age((*sources.values(), *_sources(store, roots[metric.id])), as_of),
        machine_generated=_all(source.machine_generated for source in sources.values()),
        contested_by=tuple(
            other.id for other in same if _contests(metric, other) and roots[other.id] != roots[metric.id]
        ),
    )


def _sources(store: Store, ids: Iterable[SourceId]) -> Iterator[Source]:
    found = (store.get("source", each) for each in ids)
    return (source for source in found if isinstance(source, Source))


def _roots(store: Store, metric: Metric) -> tuple[SourceId, ...]:
    claims = (store.get("claim", each) for each in metric.claims)
    return tuple(sorted({root for claim in claims if isinstance(claim, Claim) for root in roots_of(store, claim)}))


def _age(sources: Iterable[Source], as_of: date) -> int | None:
    """Counted from the last day on which the oldest may have been published, so that it is at least so old."""
    ends = (source.published.end for source in sources if source.published is not None)
    return max((((as_of - end) + timedelta(days=1)).days for end in ends if end is not None), default=None)


def _all(flags: Iterable[bool | None]) -> bool | None:
    listed = list(flags)
    if False in listed or not listed:
        return False
    return None if None in listed else True


def _quantity(metric: Metric) -> tuple[object, ...]:
    return metric.measurand, metric.relative_to, metric.relation, metric.basis


def _by_quantity(metrics: Iterable[Metric]) -> dict[tuple[object, ...], list[Metric]]:
    found: dict[tuple[object, ...], list[Metric]] = {}
    for metric in metrics:
        found.setdefault(_quantity(metric), []).append(metric)
    return found


def _contests(metric: Metric, other: Metric) -> bool:
    """Whether two numbers of one quantity cannot both hold; where their period is unknown, it may not be one."""
    periods = [each.periods for each in (metric.measurand, metric.relative_to) if each is not None]
    if other is metric or not all(periods):
        return False
    try:
        return not metric.value.agrees_with(other.value)
    except UnitMismatchError:  # such as two currencies, which nothing here compares
        return False


def _quantity_in_words(store: Store, metric: Metric) -> str:
    said = in_words(store, metric.measurand)
    if metric.relative_to is None:
        return said
    joint = "as a share of" if metric.relation == "share of" else "relative to"
    return f"{said}, {joint} {in_words(store, metric.relative_to)}"
