"""Rights, refusals and payments: who may, who will not, and who pays whom."""

from __future__ import annotations

from typing import Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import Buyers, are_buyers
from aibroker.records.converters import (
    claim_ids,
    estimate,
    market_ids,
    maybe_estimate,
    maybe_party_id,
    model_ids,
    party_id,
    payment_id,
    refusal_id,
    right_id,
    territory,
    texts,
    vendor_id,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    ClaimId,
    MarketId,
    ModelId,
    PartyId,
    PaymentId,
    RefusalId,
    RightId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.measures import Measurand
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_a, is_remark, maybe_flag, one_of
from aibroker.values.estimates import Estimate
from aibroker.values.validity import Validity, to_validity

__all__ = ["Payment", "Refusal", "RefusalReach", "Right", "RightKind"]

RightKind = Literal["sell", "resell", "host"]
RefusalReach = Literal["itself", "anyone", "unknown"]


@attrs.frozen(kw_only=True)
class Right:
    """What a party may do with whose models, where and when.

    Being the only seller in fact is a market position, which a claim may state; it is never a right.

    Attributes:
        id: Its id.
        holder: Who holds it.
        grantor: Who granted it; None where that is unknown.
        may: What the holder may do: sell, resell or host.
        models: The models that it covers.
        territory: Where it holds; None where that is unknown.
        excluding: What is left out of the territory.
        exclusive: Whether nobody else may; None where that is unknown.
        holds: When it holds.
        basis: What it rests on, such as a contract or a licence; empty where that is unknown.
        claims: The claims that it rests on.
        supposed_by: The scenario that supposes it, which stands in for claims; empty for what sources state.
        note: A remark for readers.
    """

    id: RightId = attrs.field(converter=right_id, validator=own_id)
    holder: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    grantor: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    may: RightKind = attrs.field(validator=one_of("sell", "resell", "host"))
    models: tuple[ModelId, ...] = attrs.field(converter=model_ids, metadata=refers_to("model"))
    territory: tuple[MarketId, ...] | None = attrs.field(converter=territory, metadata=refers_to("market"))
    excluding: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    exclusive: bool | None = attrs.field(default=None, validator=maybe_flag)
    holds: Validity = attrs.field(converter=to_validity)
    basis: str = attrs.field(default="", validator=is_remark)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    supposed_by: str = attrs.field(default="", validator=is_remark)
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Refusal:
    """Who declines to sell to whom, and in whose hands.

    Attributes:
        id: Its id.
        who: Who declines.
        refuses: The buyers that are declined.
        models: The models concerned; empty for all of the vendor's own.
        through: ``itself`` for the vendor's own sales only, ``anyone`` for resellers too, ``unknown`` where unsaid.
        reasons: The reasons given.
        holds: When it holds.
        claims: The claims that it rests on.
        supposed_by: The scenario that supposes it, which stands in for claims; empty for what sources state.
        note: A remark for readers.
    """

    id: RefusalId = attrs.field(converter=refusal_id, validator=own_id)
    who: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    refuses: Buyers = attrs.field(validator=are_buyers, metadata=HOLDS_REFERENCES)
    models: tuple[ModelId, ...] = attrs.field(default=(), converter=model_ids, metadata=refers_to("model"))
    through: RefusalReach = attrs.field(default="unknown", validator=one_of("itself", "anyone", "unknown"))
    reasons: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    holds: Validity = attrs.field(converter=to_validity)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    supposed_by: str = attrs.field(default="", validator=is_remark)
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Payment:
    """Who pays whom which share of what.

    Attributes:
        id: Its id.
        payer: Who pays.
        payee: Who is paid.
        share: The share that is paid.
        of: What it is a share of.
        cap: The most that is paid in all; None where no cap is known.
        holds: When it holds.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: PaymentId = attrs.field(converter=payment_id, validator=own_id)
    payer: PartyId = attrs.field(converter=party_id, metadata=refers_to("party"))
    payee: PartyId = attrs.field(converter=party_id, metadata=refers_to("party"))
    share: Estimate = attrs.field(converter=estimate)
    of: Measurand = attrs.field(validator=is_a(Measurand), metadata=HOLDS_REFERENCES)
    cap: Estimate | None = attrs.field(default=None, converter=maybe_estimate)
    holds: Validity = attrs.field(converter=to_validity)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if self.share.unit.dimension != "ratio":
            problem = "what is paid is a share, so that its unit must be a ratio"
            raise InvalidValueError(problem, str(self.share), valid="for example '20 %'")
