"""What is offered: models, the products that sellers' numbers speak of, and the channels that they are sold through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import Buyers, maybe_buyers
from aibroker.records.converters import (
    channel_id,
    claim_ids,
    market_ids,
    maybe_channel_id,
    maybe_model_id,
    maybe_party_id,
    maybe_product_id,
    model_id,
    model_ids,
    party_ids,
    product_id,
    right_ids,
    safeguard_ids,
    territory,
    texts,
    vendor_id,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    ChannelId,
    ClaimId,
    MarketId,
    ModelId,
    PartyId,
    ProductId,
    RightId,
    SafeguardId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_a, is_flag, is_name, is_remark, maybe_a, one_of
from aibroker.values.periods import Period
from aibroker.values.validity import Validity, to_validity

__all__ = ["ChannelStatus", "Clientele", "Hosting", "Model", "Openness", "Product", "SalesChannel"]

Openness = Literal["open weights", "closed", "unknown"]
ChannelStatus = Literal["sold", "hosted", "testing"]


def _release(value: Period | str | None) -> Period | None:
    if value is None or value == "unknown":
        return None
    return Period.parse(value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True)
class Model:
    """An AI model, or a family of them.

    Attributes:
        id: Its id.
        name: Its usual name.
        developer: Who develops it.
        family: The family that it belongs to; a family may belong to a wider one.
        is_family: Whether it is a family, whose members name it.
        openness: Whether its weights are open.
        release: The day, month or year of its release; None where that is unknown.
        aliases: Other exact names.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: ModelId = attrs.field(converter=model_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    developer: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    family: ModelId | None = attrs.field(default=None, converter=maybe_model_id, metadata=refers_to("model"))
    is_family: bool = attrs.field(default=False, validator=is_flag)
    openness: Openness = attrs.field(default="unknown", validator=one_of("open weights", "closed", "unknown"))
    release: Period | None = attrs.field(default=None, converter=_release, validator=maybe_a(Period))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Product:
    """What a seller's numbers speak of; products nest, so that Azure AI is a part of AI.

    Attributes:
        id: Its id.
        name: Its usual name.
        seller: Whose product it is.
        within: The wider product that it is a part of.
        aliases: Other exact names.
        claims: The claims that it rests on.
        note: A remark for readers.
    """

    id: ProductId = attrs.field(converter=product_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    seller: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    within: ProductId | None = attrs.field(default=None, converter=maybe_product_id, metadata=refers_to("product"))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


def _exact_markets(values: Iterable[str] | None) -> tuple[MarketId, ...] | None:
    return None if values is None else market_ids(values)


def _exact_parties(values: Iterable[str] | None) -> tuple[PartyId, ...] | None:
    return None if values is None else party_ids(values)


def _refuse_two_lists(exactly: tuple[str, ...] | None, at_least: tuple[str, ...], never: tuple[str, ...]) -> None:
    both = sorted(set(at_least) & set(never))
    if both:
        problem = "named both under at_least and under never"
        raise InvalidValueError(problem, both[0], valid="one of the two")
    if exactly is not None and (at_least or never):
        problem = "exactly says all there is, so that at_least and never have no place beside it"
        raise InvalidValueError(problem, exactly, valid="exactly alone, or at_least and never")


@attrs.frozen(kw_only=True)
class Hosting:
    """Where the models of a channel run, as far as it is said.

    Attributes:
        at_least: Places where they run; there may be others.
        exactly: All places where they run; None where the list is not known to be complete.
        never: Places where they do not run.
    """

    at_least: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    exactly: tuple[MarketId, ...] | None = attrs.field(
        default=None, converter=_exact_markets, metadata=refers_to("market")
    )
    never: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        _refuse_two_lists(self.exactly, self.at_least, self.never)

    @property
    def known(self) -> tuple[MarketId, ...]:
        """Every place in which they are known to run."""
        return self.at_least if self.exactly is None else self.exactly


@attrs.frozen(kw_only=True)
class Clientele:
    """Who is known to buy through a channel.

    Attributes:
        at_least: Parties that buy; there may be others.
        exactly: All parties that buy; None where the list is not known to be complete.
        never: Parties that do not buy.
    """

    at_least: tuple[PartyId, ...] = attrs.field(default=(), converter=party_ids, metadata=refers_to("party"))
    exactly: tuple[PartyId, ...] | None = attrs.field(
        default=None, converter=_exact_parties, metadata=refers_to("party")
    )
    never: tuple[PartyId, ...] = attrs.field(default=(), converter=party_ids, metadata=refers_to("party"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        _refuse_two_lists(self.exactly, self.at_least, self.never)

    @property
    def known(self) -> tuple[PartyId, ...]:
        """Every party that is known to buy."""
        return self.at_least if self.exactly is None else self.exactly


@attrs.frozen(kw_only=True)
class SalesChannel:
    """Who sells which models into which territory, and under what terms.

    Attributes:
        id: Its id.
        seller: The seller of record.
        models: The models or families sold; empty for a product without models.
        models_unknown: Whether it sells models that nobody names, so that ``models`` is empty and any may be meant.
        product: The product that the sales are counted under; None where that is unknown.
        into: Where the customers are; None where the territory is unknown.
        excluding: What is left out of ``into``.
        hosted_in: Where the models run.
        buyers: Who is known to buy.
        only_to: The condition that buyers must meet; None where none is known.
        operator: Who runs the service; None where that is unknown.
        biller: Who sends the bill; None where that is unknown.
        rests_on: The rights that it rests on.
        safeguards: The safeguards that go with it.
        status: Whether it is sold, only hosted, or under test.
        open: When it is open.
        continues: The channel whose terms this one carries on from a later date.
        claims: The claims that it rests on.
        supposed_by: The scenario that supposes it, which stands in for claims; empty for what sources state.
        note: A remark for readers.
    """

    id: ChannelId = attrs.field(converter=channel_id, validator=own_id)
    seller: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    models: tuple[ModelId, ...] = attrs.field(default=(), converter=model_ids, metadata=refers_to("model"))
    models_unknown: bool = attrs.field(default=False, validator=is_flag)
    product: ProductId | None = attrs.field(default=None, converter=maybe_product_id, metadata=refers_to("product"))
    into: tuple[MarketId, ...] | None = attrs.field(converter=territory, metadata=refers_to("market"))
    excluding: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    hosted_in: Hosting = attrs.field(default=Hosting(), validator=is_a(Hosting), metadata=HOLDS_REFERENCES)
    buyers: Clientele = attrs.field(default=Clientele(), validator=is_a(Clientele), metadata=HOLDS_REFERENCES)
    only_to: Buyers | None = attrs.field(default=None, validator=maybe_buyers, metadata=HOLDS_REFERENCES)
    operator: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    biller: PartyId | None = attrs.field(default=None, converter=maybe_party_id, metadata=refers_to("party"))
    rests_on: tuple[RightId, ...] = attrs.field(default=(), converter=right_ids, metadata=refers_to("right"))
    safeguards: tuple[SafeguardId, ...] = attrs.field(
        default=(), converter=safeguard_ids, metadata=refers_to("safeguard")
    )
    status: ChannelStatus = attrs.field(default="sold", validator=one_of("sold", "hosted", "testing"))
    open: Validity = attrs.field(converter=to_validity)
    continues: ChannelId | None = attrs.field(default=None, converter=maybe_channel_id, metadata=refers_to("channel"))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    supposed_by: str = attrs.field(default="", validator=is_remark)
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if self.models_unknown and self.models:
            problem = "a channel names its models or says that they are unknown, not both"
            raise InvalidValueError(problem, ", ".join(self.models), valid="models, or models_unknown")
