"""Saved questions: what a case file asks of itself, so that comparisons can answer it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import (
    maybe_market_id,
    maybe_model_id,
    maybe_party_id,
    maybe_product_id,
    maybe_vendor_id,
    question_id,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    MarketId,
    ModelId,
    PartyId,
    ProductId,
    QuestionId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.measures import Measurand
from aibroker.records.reprs import pasteable
from aibroker.records.validators import maybe_a, one_of
from aibroker.values.periods import Period

__all__ = ["Question", "QuestionKind"]

QuestionKind = Literal["figure", "at_risk", "channels_into", "access"]

_WANTED: Final[MappingProxyType[str, tuple[str, ...]]] = MappingProxyType(
    {
        "figure": ("measurand",),
        "at_risk": ("party", "period"),
        "channels_into": ("market",),
        "access": ("model", "party"),
    }
)


_ALLOWED: Final[MappingProxyType[str, tuple[str, ...]]] = MappingProxyType(
    {
        "figure": ("relative_to",),
        "at_risk": ("relative_to",),
        "channels_into": ("model", "seller", "developer", "product", "seller_home", "developed_in"),
        "access": (),
    }
)


def _period(value: Period | str | None) -> Period | None:
    return Period.parse(value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True)
class Question:
    """A question that is saved with a case.

    Attributes:
        id: Its id.
        kind: What is asked for: a figure, what is at risk, channels into a market, or access.
        measurand: For a figure: the quantity.
        relative_to: For a figure: the quantity that it is wanted relative to.
        party: For exposure: whose; for access: the buyer.
        period: For exposure: when.
        market: For channels: into where.
        model: For channels and access: which model or family.
        seller: For channels: only of this seller.
        developer: For channels: only models of this developer.
        product: For channels: only this product.
        seller_home: For channels: only of sellers with their headquarters in this market.
        developed_in: For channels: only models whose developer has its headquarters in this market.
    """

    id: QuestionId = attrs.field(converter=question_id, validator=own_id)
    kind: QuestionKind = attrs.field(default="figure", validator=one_of("figure", "at_risk", "channels_into", "access"))
    measurand: Measurand | None = attrs.field(default=None, validator=maybe_a(Measurand), metadata=HOLDS_REFERENCES)
    relative_to: Measurand | None = attrs.field(default=None, validator=maybe_a(Measurand), metadata=HOLDS_REFERENCES)
    party: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    period: Period | None = attrs.field(default=None, converter=_period, validator=maybe_a(Period))
    market: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    model: ModelId | None = attrs.field(default=None, converter=maybe_model_id, metadata=refers_to("model"))
    seller: VendorId | None = attrs.field(default=None, converter=maybe_vendor_id, metadata=refers_to("vendor"))
    developer: VendorId | None = attrs.field(default=None, converter=maybe_vendor_id, metadata=refers_to("vendor"))
    product: ProductId | None = attrs.field(default=None, converter=maybe_product_id, metadata=refers_to("product"))
    seller_home: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    developed_in: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        wanted, allowed = _WANTED[self.kind], (*_WANTED[self.kind], *_ALLOWED[self.kind])
        for field in (field for field in attrs.fields_dict(Question) if field not in ("id", "kind")):
            given = getattr(self, field) is not None
            if field in wanted and not given:
                problem = f"a question of kind {self.kind} wants {field}"
                raise InvalidValueError(problem, self.id, valid=" and ".join(wanted))
            if given and field not in allowed:
                problem = f"a question of kind {self.kind} has no {field}"
                raise InvalidValueError(problem, self.id, valid=", ".join(allowed))
