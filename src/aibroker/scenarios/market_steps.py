"""Steps that change who may sell what to whom, or who does: small frozen classes, applied elsewhere."""

from __future__ import annotations

from datetime import date

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import Buyers, are_buyers, maybe_buyers
from aibroker.records.converters import (
    channel_id,
    market_ids,
    maybe_product_id,
    maybe_vendor_id,
    model_ids,
    party_id,
    right_id,
    vendor_id,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    ChannelId,
    MarketId,
    ModelId,
    PartyId,
    ProductId,
    RightId,
    VendorId,
    refers_to,
)
from aibroker.records.offers import Hosting, SalesChannel
from aibroker.records.reprs import pasteable
from aibroker.records.rights import RefusalReach, Right
from aibroker.records.rules import Selection
from aibroker.records.validators import is_a, one_of
from aibroker.values.days import to_day

__all__ = [
    "CloseChannel",
    "EndRight",
    "EnterMarket",
    "GrantRight",
    "LoseBuyer",
    "MoveHosting",
    "NarrowChannel",
    "OpenChannel",
    "RefuseMarket",
    "Restrict",
]


def _maybe_day(value: date | str | None) -> date | None:
    return None if value is None else to_day(value)


@attrs.frozen(kw_only=True)
class Restrict:
    """Bar the sales that a selection picks out, from a day on.

    Attributes:
        selects: Which sales.
        effective: From which day; None for the day of the scenario.
        until: The first day on which they are free again; None for no end.
    """

    selects: Selection = attrs.field(metadata=HOLDS_REFERENCES)
    effective: date | None = attrs.field(default=None, converter=_maybe_day)
    until: date | None = attrs.field(default=None, converter=_maybe_day)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.selects, Selection) or self.selects == Selection():
            problem = "a restriction that selects nothing in particular would bar every sale"
            raise InvalidValueError(
                problem, self.selects, valid="a Selection of sellers, models, buyers or hosting places"
            )


@attrs.frozen
class EndRight:
    """End a right: what rests on it alone closes with it.

    Attributes:
        right: The right.
        effective: The first day without it; None for the day of the scenario.
        until: The first day on which it holds again; None if it never does.
    """

    right: RightId = attrs.field(converter=right_id, metadata=refers_to("right"))
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class GrantRight:
    """Grant a right: the holder may from then on, which is not to say that it does.

    Attributes:
        right: The right, with an id of its own; the days on which it holds before the step do not count.
        effective: From which day; None for the day of the scenario.
        until: The first day without it; None for as long as the right says.
    """

    right: Right = attrs.field(validator=is_a(Right), metadata=HOLDS_REFERENCES)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class CloseChannel:
    """Close a channel, whatever it rests on.

    Attributes:
        channel: The channel, and whatever carries on its terms (``continues``).
        effective: The first day on which it is closed; None for the day of the scenario.
        until: The first day on which it is open again; None if it stays closed.
    """

    channel: ChannelId = attrs.field(converter=channel_id, metadata=refers_to("channel"))
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class OpenChannel:
    """Open a channel that is not there yet.

    Attributes:
        channel: The channel, with an id of its own; the days on which it is open before the step do not count.
        effective: From which day; None for the day of the scenario.
        until: The first day on which it is closed again; None for as long as the channel says.
    """

    channel: SalesChannel = attrs.field(validator=is_a(SalesChannel), metadata=HOLDS_REFERENCES)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class NarrowChannel:
    """Take models or buyers away from one channel; where both are named, these models for these buyers.

    Attributes:
        channel: The channel, and whatever carries on its terms (``continues``).
        models: The models, or the members of these families, that it no longer sells; empty for all of its models.
        buyers: The buyers to whom it no longer sells; None for all buyers.
        effective: From which day; None for the day of the scenario.
        until: The first day on which it sells on its old terms again; None if it never does.
    """

    channel: ChannelId = attrs.field(converter=channel_id, metadata=refers_to("channel"))
    models: tuple[ModelId, ...] = attrs.field(
        default=(), converter=model_ids, metadata=refers_to("model"), kw_only=True
    )
    buyers: Buyers | None = attrs.field(default=None, validator=maybe_buyers, metadata=HOLDS_REFERENCES, kw_only=True)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if not self.models and self.buyers is None:
            problem = "nothing is taken away from the channel"
            raise InvalidValueError(problem, self.channel, valid="models, buyers or both; CloseChannel closes it whole")


@attrs.frozen
class MoveHosting:
    """Move the place where the models of a channel run.

    Attributes:
        channel: The channel, and whatever carries on its terms (``continues``).
        to: Where they run from then on, and nowhere else.
        effective: From which day; None for the day of the scenario.
        until: The first day on which they run where they ran before; None if they never do.
    """

    channel: ChannelId = attrs.field(converter=channel_id, metadata=refers_to("channel"))
    to: tuple[MarketId, ...] = attrs.field(converter=market_ids, metadata=refers_to("market"), kw_only=True)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if not self.to:
            problem = "models run somewhere"
            raise InvalidValueError(problem, self.to, valid="at least one market")


@attrs.frozen
class LoseBuyer:
    """A buyer stops buying through the channels of which it is a known buyer.

    Attributes:
        buyer: The buyer.
        seller: From this seller only; None for all.
        effective: From which day; None for the day of the scenario.
        until: The first day on which it buys again; None if it never does.
    """

    buyer: PartyId = attrs.field(converter=party_id, metadata=refers_to("party"))
    seller: VendorId | None = attrs.field(
        default=None, converter=maybe_vendor_id, metadata=refers_to("vendor"), kw_only=True
    )
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class EnterMarket:
    """A vendor starts to sell models into markets by itself, and gives up its refusals of them.

    Attributes:
        vendor: Who sells.
        models: Which models.
        into: The markets.
        product: The product that the sales are counted under; None where that is unknown.
        hosted_in: Where the models run.
        only_to: The condition that buyers must meet; None for none.
        effective: From which day; None for the day of the scenario.
        until: The first day on which it has left again; None if it stays.
    """

    vendor: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    models: tuple[ModelId, ...] = attrs.field(converter=model_ids, metadata=refers_to("model"), kw_only=True)
    into: tuple[MarketId, ...] = attrs.field(converter=market_ids, metadata=refers_to("market"), kw_only=True)
    product: ProductId | None = attrs.field(
        default=None, converter=maybe_product_id, metadata=refers_to("product"), kw_only=True
    )
    hosted_in: Hosting = attrs.field(factory=Hosting, validator=is_a(Hosting), metadata=HOLDS_REFERENCES, kw_only=True)
    only_to: Buyers | None = attrs.field(default=None, validator=maybe_buyers, metadata=HOLDS_REFERENCES, kw_only=True)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if not self.models or not self.into:
            problem = "who enters a market sells something somewhere"
            raise InvalidValueError(problem, self.vendor, valid="at least one model and one market")


@attrs.frozen
class RefuseMarket:
    """A vendor starts to decline buyers: its own channels close to them, and those of others where it says so.

    Attributes:
        vendor: Who declines.
        refuses: The buyers that are declined.
        models: The models concerned; empty for all of the vendor's own.
        through: ``itself`` for its own sales only, ``anyone`` for resellers too, ``unknown`` where that is open.
        effective: From which day; None for the day of the scenario.
        until: The first day on which it declines them no longer; None for no end.
    """

    vendor: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    refuses: Buyers = attrs.field(validator=are_buyers, metadata=HOLDS_REFERENCES, kw_only=True)
    models: tuple[ModelId, ...] = attrs.field(
        default=(), converter=model_ids, metadata=refers_to("model"), kw_only=True
    )
    through: RefusalReach = attrs.field(default="itself", validator=one_of("itself", "anyone", "unknown"), kw_only=True)
    effective: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=_maybe_day, kw_only=True)

    __repr__ = pasteable
