"""Measures, the exact quantities meant, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Literal

import attrs

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.records.converters import (
    claim_ids,
    comparison_id,
    estimate,
    maybe_market_id,
    maybe_party_id,
    maybe_product_id,
    measure_id,
    metric_id,
    partition_id,
    texts,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    ClaimId,
    ComparisonId,
    MarketId,
    MeasureId,
    MetricId,
    PartitionId,
    PartyId,
    ProductId,
    own_id,
    refers_to,
)
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_a, is_flag, is_name, is_remark, maybe_a, one_of, parts
from aibroker.values.dimensions import D_co, Money, MoneyPerToken
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

__all__ = [
    "STANDARD_MEASURES",
    "Basis",
    "Comparison",
    "Measurand",
    "Measure",
    "MeasureKind",
    "Metric",
    "Partition",
    "Relation",
]

MeasureKind = Literal["flow", "stock", "intensive"]
Basis = Literal["actual", "projected"]
Relation = Literal["share of", "versus"]


@attrs.frozen(kw_only=True)
class Measure(Generic[D_co]):
    """What is measured; its dimension is also a type, for checkers: ``Measure[Money]``.

    Attributes:
        id: Its id.
        name: Its usual name.
        aliases: Other exact names.
        dimension: What its unit must be, in the words of ``Unit.dimension``: money, count, token, ratio …
        kind: A flow over a period, a stock at a time, or intensive (it does not grow with the size of a thing).
        may_be_negative: Whether it can be below zero.
        adds_up: Whether the amounts of the parts add up to the amount of the whole.
        claims: The claims that it rests on; a definition has none.
        note: A remark for readers.
    """

    id: MeasureId = attrs.field(converter=measure_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    dimension: str = attrs.field(validator=is_name)
    kind: MeasureKind = attrs.field(validator=one_of("flow", "stock", "intensive"))
    may_be_negative: bool = attrs.field(default=False, validator=is_flag)
    adds_up: bool = attrs.field(default=True, validator=is_flag)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def fits(self, value: Estimate) -> bool:
        """Whether an estimate has a unit of this measure; a flow that adds up may be an amount or a pace."""
        return value.unit.dimension in (self.dimension, *((f"{self.dimension}/time",) if self.has_pace else ()))

    @property
    def has_pace(self) -> bool:
        """Whether an amount of it may be given as a pace: what does not add up makes no amount over a longer time."""
        return self.kind == "flow" and self.adds_up


_SALES: Measure[Money] = Measure(
    id=MeasureId("sales"),
    name="sales",
    aliases=("revenue", "spend", "spending", "turnover"),
    dimension="money",
    kind="flow",
    note="What a seller takes is what its buyers spend: the convention gross, no agent.",
)
_PROFIT: Measure[Money] = Measure(
    id=MeasureId("profit"), name="profit", dimension="money", kind="flow", may_be_negative=True
)
_PRICE: Measure[MoneyPerToken] = Measure(
    id=MeasureId("price"), name="price", dimension="money/token", kind="intensive", adds_up=False
)
_EXCHANGE_RATE: Measure = Measure(
    id=MeasureId("exchange-rate"),
    name="exchange rate",
    dimension="money/money",
    kind="intensive",
    adds_up=False,
    note="The average over the period, unless the number says otherwise; its unit names both currencies.",
)
STANDARD_MEASURES: tuple[Measure, ...] = (_SALES, _PROFIT, _PRICE, _EXCHANGE_RATE)
"""The measures that every landscape knows."""


def _periods(value: Period | str | Iterable[Period | str]) -> tuple[Period, ...]:
    if value == "unknown":
        return ()
    listed = (value,) if isinstance(value, Period | str) or not isinstance(value, Iterable) else value
    given = parts((Period.parse(each) if isinstance(each, str) else each for each in listed), Period)
    if len(set(given)) != len(given):
        problem = "the same period is named twice"
        raise InvalidValueError(problem, ", ".join(str(each) for each in given), valid="each reading once")
    return given


@attrs.frozen(kw_only=True, repr=False)
class Measurand(Generic[D_co]):
    """The exact quantity meant; an aspect left out means all.

    Attributes:
        measure: What is measured.
        of: Whose it is: for sales, the seller.
        market: Where it is booked; None for the whole world.
        product: Which product; None for all of them.
        buyer: Who buys; None for all buyers.
        periods: The period as the only one, several readings of which one is meant, or empty where it is unknown.
            The argument is called ``period`` and takes a period, its text, several of them, or ``'unknown'``.
    """

    measure: MeasureId = attrs.field(converter=measure_id, metadata=refers_to("measure"))
    of: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    market: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    product: ProductId | None = attrs.field(default=None, converter=maybe_product_id, metadata=refers_to("product"))
    buyer: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    periods: tuple[Period, ...] = attrs.field(alias="period", converter=_periods)

    @property
    def period(self) -> Period | None:
        """The period, where one alone is meant; None where it is unknown or open to several readings."""
        return self.periods[0] if len(self.periods) == 1 else None

    def __repr__(self) -> str:
        aspects = (f"{field.alias}={getattr(self, field.name)!r}" for field in attrs.fields(Measurand))
        return f"Measurand({', '.join(aspects)})"


@attrs.frozen(kw_only=True)
class Metric:
    """A published number: an estimate of a measurand, or of its ratio to another.

    Attributes:
        id: Its id.
        measurand: The quantity meant.
        value: How much it is, hedged as it was published.
        relative_to: The quantity that it is a ratio to; None for an amount.
        relation: Whether a ratio is a share of that quantity, or a comparison with it, such as growth.
        basis: Whether it speaks of what was, or projects what will be.
        claims: The claims that state it.
        note: A remark for readers.
    """

    id: MetricId = attrs.field(converter=metric_id, validator=own_id)
    measurand: Measurand = attrs.field(validator=is_a(Measurand), metadata=HOLDS_REFERENCES)
    value: Estimate = attrs.field(converter=estimate)
    relative_to: Measurand | None = attrs.field(default=None, validator=maybe_a(Measurand), metadata=HOLDS_REFERENCES)
    relation: Relation | None = attrs.field(default=None)
    basis: Basis = attrs.field(default="actual", validator=one_of("actual", "projected"))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if (self.relative_to is None) is not (self.relation is None):
            problem = "a ratio wants both what it is relative to and how"
            raise InvalidValueError(problem, self.relation, valid="relative_to with 'share of' or 'versus'")
        if self.relative_to is not None:
            self._check_ratio(self.relative_to)

    def _check_ratio(self, base: Measurand) -> None:
        if self.relation not in ("share of", "versus"):
            problem = "no such relation"
            raise InvalidValueError(problem, self.relation, valid="'share of' or 'versus'")
        if self.value.unit.dimension != "ratio":
            problem = "a ratio of two quantities has no such unit"
            raise UnitMismatchError(problem, str(self.value), valid="percent or times")
        if base == self.measurand and (self.relation == "share of" or base.periods):
            problem = "a ratio of a quantity to itself"
            raise InvalidValueError(problem, base.measure, valid="another period, market, product, buyer or company")


def _measurands(values: Iterable[Measurand]) -> tuple[Measurand, ...]:
    return parts(values, Measurand)


@attrs.frozen(kw_only=True)
class Partition:
    """A whole and the disjoint parts that make it up.

    Attributes:
        id: Its id.
        whole: The whole.
        parts: The parts; at least two.
        claims: The claims that state it.
        note: A remark for readers.
    """

    id: PartitionId = attrs.field(converter=partition_id, validator=own_id)
    whole: Measurand = attrs.field(validator=is_a(Measurand), metadata=HOLDS_REFERENCES)
    parts: tuple[Measurand, ...] = attrs.field(converter=_measurands, metadata=HOLDS_REFERENCES)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if len(self.parts) < 2 or len({*self.parts, self.whole}) != len(self.parts) + 1:
            problem = "a partition has a whole and at least two other, different parts"
            raise InvalidValueError(problem, self.id, valid="a whole and two or more parts")


@attrs.frozen(kw_only=True)
class Comparison:
    """Two quantities of which one is known to be no larger than the other.

    Attributes:
        id: Its id.
        smaller: The one that is not larger.
        larger: The one that is not smaller.
        claims: The claims that state it.
        note: A remark for readers.
    """

    id: ComparisonId = attrs.field(converter=comparison_id, validator=own_id)
    smaller: Measurand = attrs.field(validator=is_a(Measurand), metadata=HOLDS_REFERENCES)
    larger: Measurand = attrs.field(validator=is_a(Measurand), metadata=HOLDS_REFERENCES)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if self.smaller == self.larger:
            problem = "a comparison of a quantity with itself"
            raise InvalidValueError(problem, self.id, valid="two different quantities")
