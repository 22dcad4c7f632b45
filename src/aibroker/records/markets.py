"""Markets: the territories that things are sold into."""

from __future__ import annotations

from typing import Final, Literal

import attrs

from aibroker.records.converters import claim_ids, market_id, market_ids, texts
from aibroker.records.identifiers import ClaimId, MarketId, own_id, refers_to
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_name, is_remark, one_of

__all__ = ["WORLD", "Market", "MarketKind"]

MarketKind = Literal["country", "bloc", "region", "world"]

WORLD: Final = MarketId("world")
"""The market that holds every other."""


@attrs.frozen(kw_only=True)
class Market:
    """A territory: a country or another place, a bloc of countries, a region, or the world.

    A market stands for the set of places in it, listed or not. A bloc that lists what it includes is exactly that;
    every other market may hold places that nobody listed.

    Attributes:
        id: Its id; for a country the ISO 3166-1 alpha-2 code in lower case.
        name: Its usual English name.
        kind: Country (or another single place), bloc, region or world.
        aliases: Other exact names, for example ``PRC``.
        within: The markets that it lies in.
        includes: The markets that lie in it, where it is easier to say so from above.
        claims: The claims that it rests on; reference data has none.
        note: A remark for readers.
    """

    id: MarketId = attrs.field(converter=market_id, validator=own_id)
    name: str = attrs.field(validator=is_name)
    kind: MarketKind = attrs.field(default="country", validator=one_of("country", "bloc", "region", "world"))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    within: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    includes: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable
