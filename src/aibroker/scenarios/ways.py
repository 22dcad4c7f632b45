"""The ways that are open on a day: which channels still carry a model, reach a market or sell to a known buyer.

They are found by the indexes of the store, so that asking costs what is asked about, and not all channels.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import cached_property

import attrs

from aibroker.queries.channels import Filters, channels_into, products_around
from aibroker.queries.conditions import extent, sold_places
from aibroker.queries.eligibility import meets
from aibroker.queries.ownership import Company
from aibroker.records.buyers import Buyers
from aibroker.records.identifiers import ChannelId, MarketId, ModelId, PartyId
from aibroker.records.kinds import Record
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.scenarios.clienteles import split_by_place
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store, Terrain, terrain_of
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Way", "Ways", "related_models"]


@attrs.frozen
class Way:
    """A channel that is open, or may be.

    Attributes:
        channel: The channel.
        places: Where it sells.
        verdict: How sure it is.
        for_everybody: Whether any buyer at its places may buy: no closed list, no condition beyond the place.
    """

    channel: SalesChannel
    places: int
    verdict: Verdict
    for_everybody: bool


@attrs.frozen(eq=False)
class Ways:
    """The channels of a store that are open on a day, or may be. One under test does not count.

    What it was asked, it keeps: several changes ask about the same models and markets.

    Attributes:
        store: The records.
        day: The day.
    """

    store: Store
    day: date
    _by_model: dict[str, tuple[Way, ...]] = attrs.field(factory=dict, init=False)
    _by_product: dict[str | None, tuple[Way, ...]] = attrs.field(factory=dict, init=False)
    _by_market: dict[str, tuple[ChannelId, ...]] = attrs.field(factory=dict, init=False)
    _by_terrain: dict[Terrain, int] = attrs.field(factory=dict, init=False)
    _by_validity: dict[Validity, Verdict] = attrs.field(factory=dict, init=False)
    _turns_by_model: dict[str, frozenset[date]] = attrs.field(factory=dict, init=False)
    _turns_by_product: dict[str | None, frozenset[date]] = attrs.field(factory=dict, init=False)

    def carrying(self, model: ModelId) -> tuple[Way, ...]:
        """Those to a model: sure if they sell it; unknown if a family around it, a member, or what nobody names."""
        if model not in self._by_model:
            self._by_model[model] = tuple(self._carrying(model))
        return self._by_model[model]

    def counted_under(self, lost: SalesChannel) -> tuple[Way, ...]:
        """Those to a channel's product, or to one within it; unknown where either product is unknown.

        Of a channel whose models nobody names, those by which any models are sold: they may be the same.
        """
        if lost.models_unknown:
            return self._of_any_models
        if lost.product not in self._by_product:
            self._by_product[lost.product] = tuple(self._counted_under(lost.product))
        return self._by_product[lost.product]

    def known_into(self, market: MarketId) -> tuple[ChannelId, ...]:
        """The channels that are known to reach a market."""
        if market not in self._by_market:
            found = channels_into(self.store, market, on=self.day, filters=Filters(), question="")
            self._by_market[market] = tuple(each.id for each in found.known if each.status != "testing")
        return self._by_market[market]

    def turns_of(self, model: ModelId) -> frozenset[date]:
        """The days on which ways to a model open or end, or may, be they open on this day or not."""
        if model not in self._turns_by_model:
            found = (*self._with_any_of(related_models(self.store, model)), *self.store.channels_of_unknown_models())
            self._turns_by_model[model] = _turns(found)
        return self._turns_by_model[model]

    def turns_under(self, lost: SalesChannel) -> frozenset[date]:
        """The same of the ways to a channel's product, or to models that nobody names."""
        if lost.models_unknown:
            return self._turns_of_any_models
        if lost.product not in self._turns_by_product:
            found = (each for each, _ in self._under(lost.product))
            self._turns_by_product[lost.product] = _turns(found)
        return self._turns_by_product[lost.product]

    def lost_to(
        self, buyer: PartyId, places: int, own: Container[ChannelId], listed: Iterable[Way]
    ) -> Iterator[tuple[int, Verdict]]:
        """Those of some places at which no way surely sells to a company: lost unless one may, there or elsewhere.

        Args:
            buyer: The company.
            places: The places at which it may have bought.
            own: The channels that carry on the terms of the one through which it bought: it may have bought elsewhere.
            listed: The ways.
        """
        left, perhaps = places, False
        for way in listed:
            at = way.places & places or way.places
            verdict = way.verdict & self.is_for(way.channel, buyer, at)
            reaches = bool(way.places & places) or way.channel.id in own or buyer in way.channel.buyers.known
            left &= ~way.places if verdict is Verdict.YES else -1
            perhaps |= reaches and verdict is not Verdict.NO
        if left:
            yield left, Verdict.UNKNOWN if perhaps else Verdict.YES

    def is_for(self, channel: SalesChannel, buyer: PartyId, places: int) -> Verdict:
        """Whether a company may buy through a channel, at whichever of these places it buys."""
        company = self.store.get("party", buyer)
        if buyer in channel.buyers.known or not isinstance(company, Vendor | Customer):
            return Verdict.YES
        if channel.buyers.exactly is not None or buyer in channel.buyers.never:
            return Verdict.NO
        return self._meets(channel.only_to, company, places)

    def _meets(self, condition: Buyers | None, company: Company, places: int) -> Verdict:
        """Whether a company meets a condition, at whichever of these places it buys."""
        if condition is None:
            return Verdict.YES
        spots = (
            next(iter(self.store.territories.around(part))) for part in split_by_place(self.store, condition, places)
        )
        found = {meets(self.store, condition, company, located_in=spot).verdict for spot in spots}
        return found.pop() if len(found) == 1 else Verdict.UNKNOWN

    def _carrying(self, model: ModelId) -> Iterator[Way]:
        related = dict.fromkeys(related_models(self.store, model))
        for way in self._among(self._with_any_of(related)):
            if model in way.channel.models:
                yield way
            elif not related.keys().isdisjoint(way.channel.models):
                yield _doubtful(way)
        yield from map(_doubtful, self._nameless)

    def _with_any_of(self, models: Iterable[str]) -> Iterable[Record]:
        """The records that name some of these models."""
        return {each.id: each for one in models for each in self.store.mentioning("model", one)}.values()

    @cached_property
    def _of_any_models(self) -> tuple[Way, ...]:
        return tuple(map(_doubtful, self._among(self._channels_of_any_models())))

    @cached_property
    def _turns_of_any_models(self) -> frozenset[date]:
        return _turns(self._channels_of_any_models())

    def _channels_of_any_models(self) -> Iterator[SalesChannel]:
        channels = (each for each in self.store.own("channel") if isinstance(each, SalesChannel))
        yield from (each for each in channels if each.models or each.models_unknown)

    @cached_property
    def _nameless(self) -> tuple[Way, ...]:
        """Those whose models nobody names: any model may be among them."""
        return tuple(self._among(self.store.channels_of_unknown_models()))

    def _counted_under(self, product: str | None) -> Iterator[Way]:
        for channel, is_known in self._under(product):
            ways = self._among([channel])
            yield from ways if is_known else map(_doubtful, ways)

    def _under(self, product: str | None) -> Iterator[tuple[SalesChannel, bool]]:
        """The channels that sell a product as a whole, or may sell it or a part of it, and whether that is known."""
        around = {*products_around(self.store, product)} if product is not None else set[str]()
        for channel in self.store.own("channel"):
            if isinstance(channel, SalesChannel):
                if product is None or channel.product is None:
                    yield channel, False
                elif channel.product in around or product in products_around(self.store, channel.product):
                    yield channel, channel.product == product and not (channel.models or channel.models_unknown)

    def _among(self, records: Iterable[Record]) -> Iterator[Way]:
        for channel in records:
            if isinstance(channel, SalesChannel):
                verdict = self._is_open(channel)
                places = self._places(terrain_of(channel))
                if verdict is not Verdict.NO and places:
                    known = Verdict.YES if channel.into is not None else Verdict.UNKNOWN
                    yield Way(channel, places, verdict & known, _is_for_everybody(self.store, channel, places))

    def _is_open(self, channel: SalesChannel) -> Verdict:
        """Whether a channel is open on the day; channels share few validities."""
        if channel.status == "testing":
            return Verdict.NO
        if channel.open not in self._by_validity:
            self._by_validity[channel.open] = channel.open.holds_on(self.day)
        return self._by_validity[channel.open]

    def _places(self, terrain: Terrain) -> int:
        """Where a channel of such a terrain sells; channels share few terrains."""
        if terrain not in self._by_terrain:
            self._by_terrain[terrain] = sold_places(self.store.territories, *terrain)
        return self._by_terrain[terrain]


def _turns(records: Iterable[Record]) -> frozenset[date]:
    """The days on which channels open or end, or may; channels share few validities."""
    channels = (each for each in records if isinstance(each, SalesChannel) and each.status != "testing")
    spans = (span for held in {each.open for each in channels} for span in (held.possibly, held.surely))
    return frozenset(day for span in spans if span is not None for day in (span.start, span.end) if day is not None)


def _doubtful(way: Way) -> Way:
    return attrs.evolve(way, verdict=way.verdict & Verdict.UNKNOWN)


def _is_for_everybody(store: Store, channel: SalesChannel, places: int) -> bool:
    if channel.buyers.exactly is not None:
        return False
    return channel.only_to is None or not places & ~extent(store.territories, channel.only_to, local=False).yes


def related_models(store: Store, model_id: str) -> Iterator[str]:
    """A model with the families around it, and the members of it as a family."""
    yield from lineage(store, model_id)
    yield from _members(store, model_id)


def _members(store: Store, model_id: str) -> Iterator[str]:
    for each in store.mentioning("model", model_id):
        if isinstance(each, Model) and each.family == model_id:
            yield each.id
            yield from _members(store, each.id)
