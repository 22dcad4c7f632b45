"""Parties: those who develop, host, sell, buy or rule."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import (
    authority_id,
    claim_ids,
    customer_id,
    estimate,
    market_ids,
    maybe_market_id,
    maybe_party_id,
    texts,
    vendor_id,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    AuthorityId,
    ClaimId,
    CustomerId,
    MarketId,
    PartyId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_name, is_remark, maybe_a, parts
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.estimates import Estimate

__all__ = ["Authority", "Customer", "Owner", "Vendor"]


def _calendar(value: FiscalCalendar | str | None) -> FiscalCalendar | None:
    return FiscalCalendar.ending(value) if isinstance(value, str) else value


def _unknown_share() -> Estimate:
    return Estimate.between(0, 100, unit="percent")


def _is_of_a_whole(share: Estimate) -> bool:
    """Whether each end that is known lies between nothing and all of it."""
    percent = share.to("percent")
    return all(0 <= end <= 100 for end in (percent.low, percent.high) if isfinite(end))


@attrs.frozen(kw_only=True)
class Owner:
    """Who owns how much of a party.

    Attributes:
        party: The owner, where it is a party of the landscape.
        home: Where the owner has its headquarters, where only that is known.
        share: Its share of the party; from 0 to 100 % where nobody says.
        claims: The claims that say so.
    """

    party: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    home: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    share: Estimate = attrs.field(factory=_unknown_share, converter=estimate)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if (self.party is None) is (self.home is None):
            problem = "an owner is a party or comes from a place, one of the two"
            raise InvalidValueError(problem, (self.party, self.home), valid="either party or home")
        if self.share.unit.dimension != "ratio" or not _is_of_a_whole(self.share):
            problem = "a share of ownership lies between 0 and 100 %"
            raise InvalidValueError(problem, str(self.share), valid="for example '51 %' or '> 50 %'")


def _owners(values: Iterable[Owner]) -> tuple[Owner, ...]:
    return parts(values, Owner)


@attrs.frozen(kw_only=True)
class Vendor:
    """A company that develops, hosts or sells models; it may also buy them.

    Attributes:
        id: Its id.
        name: Its usual name.
        aliases: Other exact names.
        home: Where it has its headquarters; None where that is unknown.
        owners: Who owns it, as far as it is known.
        year_ends: When its fiscal year ends; None where that is unknown.
        kinds: What kinds of company it is, in free words that conditions on buyers may name.
        vetted: The vettings that it is known to have passed, in the words of the condition.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: VendorId = attrs.field(converter=vendor_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    home: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    owners: tuple[Owner, ...] = attrs.field(default=(), converter=_owners, metadata=HOLDS_REFERENCES)
    year_ends: FiscalCalendar | None = attrs.field(default=None, converter=_calendar, validator=maybe_a(FiscalCalendar))
    kinds: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    vetted: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Customer:
    """A company that is known only as a buyer.

    Attributes:
        id: Its id.
        name: Its usual name.
        aliases: Other exact names.
        home: Where it has its headquarters; None where that is unknown.
        owners: Who owns it, as far as it is known.
        year_ends: When its fiscal year ends; None where that is unknown.
        kinds: What kinds of company it is, in free words that conditions on buyers may name.
        vetted: The vettings that it is known to have passed, in the words of the condition.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: CustomerId = attrs.field(converter=customer_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    home: MarketId | None = attrs.field(default=None, converter=maybe_market_id, metadata=refers_to("market"))
    owners: tuple[Owner, ...] = attrs.field(default=(), converter=_owners, metadata=HOLDS_REFERENCES)
    year_ends: FiscalCalendar | None = attrs.field(default=None, converter=_calendar, validator=maybe_a(FiscalCalendar))
    kinds: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    vetted: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Authority:
    """A body that makes rules.

    Attributes:
        id: Its id.
        name: Its usual name.
        aliases: Other exact names.
        jurisdiction: Where its rules bind.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: AuthorityId = attrs.field(converter=authority_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    jurisdiction: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable
