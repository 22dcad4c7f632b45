"""Safeguards and risks: what is done against misuse, and who bears what can go wrong."""

from __future__ import annotations

import attrs

from aibroker.records.converters import claim_ids, maybe_party_id, risk_id, safeguard_id
from aibroker.records.identifiers import ClaimId, PartyId, RiskId, SafeguardId, own_id, refers_to
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_name, is_remark

__all__ = ["Risk", "Safeguard"]


@attrs.frozen(kw_only=True)
class Safeguard:
    """A control that a party applies. That it exists is a fact; that it works is an opinion.

    Attributes:
        id: Its id.
        name: What it is.
        by: Who applies it; None where that is unknown.
        claims: The claims that it exists.
        effectiveness: The claims on whether it works.
        note: A remark for readers.
    """

    id: SafeguardId = attrs.field(converter=safeguard_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    by: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    effectiveness: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Risk:
    """Something that can go wrong.

    Attributes:
        id: Its id.
        name: What it is.
        bearer: Who bears the loss; None where that is unknown.
        trigger: What sets it off, in a sentence; empty where nobody says.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: RiskId = attrs.field(converter=risk_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    bearer: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    trigger: str = attrs.field(default="", validator=is_remark)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable
