"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.queries.channels import products_around
from aibroker.queries.conditions import extent, sold_places
from aibroker.queries.models import developer_of, lineage
from aibroker.records.identifiers import ChannelId, MarketId, ModelId, PartyId, VendorId
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.changes import Change
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Loss", "lost_access"]


@attrs.frozen(kw_only=True)
class Loss:
    """Who lost access to which models where.

    Attributes:
        market: The market in which they are lost.
        in_part: Whether they are lost in a part of the market only.
        buyer: The named buyer that lost them; None for the market as a whole.
        models: The models lost.
        developers: Whose models they are.
        channel: The channel that was closed or narrowed.
        verdict: Yes where it is sure; unknown where the buyer may still be served, or another way may remain.
        left: The channels that are known to remain open into that market, for these or for other models.
    """

    market: MarketId
    in_part: bool
    buyer: PartyId | None
    models: tuple[ModelId, ...]
    developers: tuple[VendorId, ...]
    channel: ChannelId
    verdict: Verdict
    left: tuple[ChannelId, ...]


@attrs.frozen
class _Way:
    """A channel that is open afterwards, or may be: where it sells, and how sure that is."""

    channel: SalesChannel
    places: int
    verdict: Verdict


def lost_access(after: Store, changes: Iterable[Change]) -> tuple[Loss, ...]:
    """Who lost access to which models, on the day from which each change holds, or on which the channel would open.

    Models are lost where no known open channel carries them any more. A channel under test does not count, and one that
    sells to some buyers only may be no way for others. A named buyer of a channel that closed loses them with its
    market; one of a channel that goes on elsewhere may have bought there.
    """
    ways: dict[date, tuple[_Way, ...]] = {}
    losses: list[Loss] = []
    for change in changes:
        day = max(change.effective, change.before.open.surely_begun or change.effective)
        if day not in ways:
            ways[day] = tuple(_ways(after, day))
        losses += _losses(after, change, ways[day])
    return tuple(losses)


def _ways(after: Store, day: date) -> Iterator[_Way]:
    for channel in after.own("channel"):
        if isinstance(channel, SalesChannel) and channel.status != "testing":
            verdict = channel.open.holds_on(day)
            places = sold_places(after.territories, channel.into, channel.excluding, channel.only_to)
            if verdict is not Verdict.NO and places:
                known = Verdict.YES if channel.into is not None else Verdict.UNKNOWN
                yield _Way(channel, places, verdict & known)


def _losses(after: Store, change: Change, ways: tuple[_Way, ...]) -> Iterator[Loss]:
    by_places: dict[tuple[int, Verdict], list[ModelId]] = {}
    for model in change.models:
        carrying = [way for way in (_carrying(after, each, model) for each in ways) if way is not None]
        for places, verdict in _lost(after, change.places, carrying):
            by_places.setdefault((places, verdict), []).append(model)
    if not change.models:
        counted = [way for way in (_counting(after, each, change.before) for each in ways) if way is not None]
        by_places = {(places, verdict): [] for places, verdict in _lost(after, change.places, counted)}
    for (places, verdict), models in by_places.items():
        for market in after.territories.as_markets(places) or after.territories.around(places):
            yield from _in_market(after, change, market, places, models=tuple(models), verdict=verdict, ways=ways)


def _carrying(after: Store, way: _Way, model: ModelId) -> _Way | None:
    """The way as one to a model: sure if it sells it, unknown if it sells a family around it or a member of it."""
    carried = way.channel.models
    if model in carried:
        return way
    related = set(carried) & set(lineage(after, model)) or any(model in lineage(after, each) for each in carried)
    return attrs.evolve(way, verdict=way.verdict & Verdict.UNKNOWN) if related else None


def _counting(after: Store, way: _Way, lost: SalesChannel) -> _Way | None:
    """The way as one to a product, or to one within it; unknown where either product is unknown."""
    if lost.product is None or way.channel.product is None:
        return attrs.evolve(way, verdict=way.verdict & Verdict.UNKNOWN)
    return way if lost.product in products_around(after, way.channel.product) else None


def _lost(after: Store, barred: int, carrying: list[_Way]) -> Iterator[tuple[int, Verdict]]:
    """Of the barred places, those that no way reaches any more, and those that only doubtful ways reach."""
    open_to_all = [way for way in carrying if way.verdict is Verdict.YES and _for_everybody(after, way)]
    left = barred & ~reduce(or_, (way.places for way in open_to_all), 0)
    maybe = left & reduce(or_, (way.places for way in carrying), 0)
    for places, verdict in ((left & ~maybe, Verdict.YES), (maybe, Verdict.UNKNOWN)):
        if places:
            yield places, verdict


def _for_everybody(after: Store, way: _Way) -> bool:
    """Whether any buyer at its places may buy: no closed list, no condition beyond the place."""
    channel = way.channel
    if channel.buyers.exactly is not None:
        return False
    if channel.only_to is None:
        return True
    return not way.places & ~extent(after.territories, channel.only_to, local=False).yes


def _in_market(
    after: Store,
    change: Change,
    market: MarketId,
    places: int,
    *,
    models: tuple[ModelId, ...],
    verdict: Verdict,
    ways: tuple[_Way, ...],
) -> Iterator[Loss]:
    held = after.territories.places[market]
    developers = {developer_of(after, model) for model in models}
    known = (way for way in ways if way.verdict is Verdict.YES and way.places & held)
    whole = Loss(
        market=market,
        in_part=bool(held & ~places),
        buyer=None,
        models=models,
        developers=tuple(sorted(VendorId(PartyId(each)) for each in developers if each is not None)),
        channel=change.before.id,
        verdict=verdict,
        left=tuple(way.channel.id for way in known),
    )
    yield whole
    for buyer in change.before.buyers.known:
        yield attrs.evolve(whole, buyer=buyer, verdict=verdict & _bought_there(change, buyer, ways))


def _bought_there(change: Change, buyer: PartyId, ways: tuple[_Way, ...]) -> Verdict:
    """Whether a named buyer loses what its market loses: unknown if it may buy elsewhere or by another way."""
    goes_on = any(set(each.models) & set(change.models) for each in change.continued_by)
    served = any(
        buyer in way.channel.buyers.known and set(way.channel.models) & set(change.models)
        for way in ways
        if way.channel.id not in {each.id for each in change.continued_by}
    )
    return Verdict.UNKNOWN if goes_on or served else Verdict.YES
