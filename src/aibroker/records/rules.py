"""Rules of authorities: what they select, and the stages that they go through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from aibroker.records.buyers import Buyers, maybe_buyers
from aibroker.records.converters import authority_id, claim_ids, market_ids, model_ids, rule_id, vendor_ids
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    AuthorityId,
    ClaimId,
    MarketId,
    ModelId,
    RuleId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_flag, is_name, is_remark, maybe_a, one_of, parts
from aibroker.values.periods import Period

__all__ = ["Rule", "Selection", "Stage", "StageName"]

StageName = Literal["announced", "proposed", "passed by one chamber", "in force", "rescinded"]


@attrs.frozen(kw_only=True)
class Selection:
    """What a rule or a scenario picks out of the channels: by seller, model, buyer and hosting place.

    A part left empty selects everything.

    Attributes:
        sellers: These sellers.
        sellers_home: Sellers with their headquarters in these markets.
        models: These models, and the members of these families.
        developers: Models of these developers.
        developed_in: Models whose developer has its headquarters in these markets.
        developed_outside: Models whose developer has its headquarters in none of these markets.
        buyers: Sales to these buyers.
        hosted_in: Models that run in these markets.
        resale_only: Only sales of somebody else's models.
    """

    sellers: tuple[VendorId, ...] = attrs.field(default=(), converter=vendor_ids, metadata=refers_to("vendor"))
    sellers_home: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    models: tuple[ModelId, ...] = attrs.field(default=(), converter=model_ids, metadata=refers_to("model"))
    developers: tuple[VendorId, ...] = attrs.field(default=(), converter=vendor_ids, metadata=refers_to("vendor"))
    developed_in: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    developed_outside: tuple[MarketId, ...] = attrs.field(
        default=(), converter=market_ids, metadata=refers_to("market")
    )
    buyers: Buyers | None = attrs.field(default=None, validator=maybe_buyers, metadata=HOLDS_REFERENCES)
    hosted_in: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    resale_only: bool = attrs.field(default=False, validator=is_flag)

    __repr__ = pasteable


def _stage_date(value: Period | str | None) -> Period | None:
    if value is None or value == "unknown":
        return None
    return Period.parse(value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True)
class Stage:
    """A step that a rule has taken.

    Attributes:
        name: Announced, proposed, passed by one chamber, in force or rescinded.
        on: The day, month or year; None where that is unknown.
        claims: The claims that say so.
    """

    name: StageName = attrs.field(
        validator=one_of("announced", "proposed", "passed by one chamber", "in force", "rescinded")
    )
    on: Period | None = attrs.field(default=None, converter=_stage_date, validator=maybe_a(Period))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))

    __repr__ = pasteable


def _stages(values: Iterable[Stage]) -> tuple[Stage, ...]:
    return parts(values, Stage)


@attrs.frozen(kw_only=True)
class Rule:
    """A rule of an authority, at whatever stage it is.

    Attributes:
        id: Its id.
        title: Its title.
        authority: Whose rule it is.
        stages: The steps it has taken, in order.
        restricts: The sales that it would restrict; None where it restricts no sales.
        effect: What it does, in a sentence.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: RuleId = attrs.field(converter=rule_id, validator=own_id)
    title: str = attrs.field(validator=is_name)
    authority: AuthorityId = attrs.field(converter=authority_id, metadata=refers_to("authority"))
    stages: tuple[Stage, ...] = attrs.field(default=(), converter=_stages, metadata=HOLDS_REFERENCES)
    restricts: Selection | None = attrs.field(default=None, validator=maybe_a(Selection), metadata=HOLDS_REFERENCES)
    effect: str = attrs.field(default="", validator=is_remark)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable
