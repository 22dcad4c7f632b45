"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.queries.conditions import sold_places
from aibroker.queries.models import developer_of
from aibroker.records.identifiers import ChannelId, ClaimId, MarketId, ModelId, PartyId, VendorId
from aibroker.records.markets import WORLD
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.changes import Change
from aibroker.scenarios.ways import Way, Ways
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Loss", "lost_access"]


@attrs.frozen(kw_only=True)
class Loss:
    """Who lost access to which models where.

    Attributes:
        since: From which day.
        until: The first day on which the step no longer bars them; None for no end.
        market: The market in which they are lost.
        in_part: Whether they are lost in a part of the market only; of the world, where the territory is unknown.
        buyer: The named buyer that lost them; None for the market as a whole.
        models: The models lost; empty for a product without models, or where nobody names them.
        models_unknown: Whether what is lost are models that nobody names.
        developers: Whose models they are.
        channel: The channel that was closed or narrowed, as it was called before all steps.
        verdict: Yes where it is sure; unknown where the buyer may still be served, or another way may remain.
        left: The channels that are known to remain open into that market, for these or for other models.
        claims: The claims that say that the channel was there, and that the step bites it.
    """

    since: date
    until: date | None
    market: MarketId
    in_part: bool
    buyer: PartyId | None
    models: tuple[ModelId, ...]
    models_unknown: bool
    developers: tuple[VendorId, ...]
    channel: ChannelId
    verdict: Verdict
    left: tuple[ChannelId, ...]
    claims: tuple[ClaimId, ...] = ()


def lost_access(before: Store, after: Store, changes: Iterable[Change]) -> tuple[Loss, ...]:
    """Who lost access to which models, from the day on which a change holds or the channel would open, or from later.

    Models are lost where no known open channel carries them any more; where the last other way ends by itself, they are
    lost from then on. A channel under test does not count, neither as a way that is lost nor as one that is left, and
    one that sells to some buyers only may be no way for others. A named buyer of a channel that closed loses them with
    its market; one of a channel that goes on elsewhere may have bought there. What scenarios open and close again was
    never there to be lost.
    """
    listed = tuple(changes)
    ways: dict[date, Ways] = {}
    losses: dict[tuple[object, ...], Loss] = {}
    sold = (each for each in listed if each.before.status != "testing")
    counting = (each for each in sold if before.get("channel", each.origin) is not None)
    ended = frozenset(each.ended.id for each in listed if each.ended is not None)
    for change in counting:
        first = max(change.effective, change.open_before.surely_begun or change.effective)
        later = _later_days(change, _ways_on(ways, after, first), ended)
        for day in (first, *later):
            for loss in _losses(after, change, _ways_on(ways, after, day)):
                told = losses.setdefault(_told(loss), loss)
                if loss.since < told.since:
                    losses[_told(loss)] = loss
    return tuple(losses.values())


def _told(loss: Loss) -> tuple[object, ...]:
    """What a loss is, whichever step brings it and from whichever day."""
    return loss.until, loss.channel, loss.market, loss.in_part, loss.buyer, loss.models, loss.verdict


def _ways_on(known: dict[date, Ways], after: Store, day: date) -> Ways:
    if day not in known:
        known[day] = Ways(after, day)
    return known[day]


def _later_days(change: Change, ways: Ways, ended: frozenset[ChannelId]) -> list[date]:
    """The days on which other ways end, or may, by themselves, while a change holds."""
    by_model = [way for model in change.models for way in ways.carrying(model)]
    listed = by_model if change.models else ways.counted_under(change.before)
    others = (way.channel.open for way in listed if way.channel.id not in ended)
    turns = {end for held in others for end in ways.ends_of(held)}
    ends = [each for each in (change.until, change.open_before.possibly.end) if each is not None]
    return sorted(day for day in turns if day > ways.day and all(day < end for end in ends))


def _losses(after: Store, change: Change, ways: Ways) -> Iterator[Loss]:
    by_places: dict[tuple[int, Verdict], list[ModelId]] = {}
    for model in change.models:
        for places, verdict in _lost(change.places, ways.carrying(model)):
            by_places.setdefault((places, verdict), []).append(model)
    if not change.models:
        counted = ways.counted_under(change.before)
        by_places = {(places, verdict): [] for places, verdict in _lost(change.places, counted)}
    for (places, verdict), models in by_places.items():
        for market in _markets(after, change, places):
            yield from _in_market(after, change, market, places, models=tuple(models), verdict=verdict, ways=ways)
    yield from _of_the_barred(after, change, ways)


def _markets(after: Store, change: Change, places: int) -> tuple[MarketId, ...]:
    """The markets that places make up, or that hold them; of a channel of unknown territory, the world."""
    if change.before.into is None:
        return (WORLD,)
    return after.territories.as_markets(places) or after.territories.around(places)


def _of_the_barred(after: Store, change: Change, ways: Ways) -> Iterator[Loss]:
    """What known buyers lose that are barred wherever they are, where others may go on buying."""
    sold = sold_places(after.territories, change.before.into, change.before.excluding, change.before.only_to)
    places = sold & ~change.places
    for buyer in change.barred if places else ():
        lost: dict[Verdict, list[ModelId]] = {}
        for model in change.models:
            lost.setdefault(~ways.remain(ways.carrying(model), buyer, places), []).append(model)
        if not change.models:
            lost[~ways.remain(ways.counted_under(change.before), buyer, places)] = []
        for verdict in (Verdict.YES, Verdict.UNKNOWN):
            if verdict in lost:
                for market in _markets(after, change, places):
                    models = tuple(lost[verdict])
                    whole = _loss(after, change, market, places, models=models, verdict=verdict, ways=ways)
                    left = tuple(each for each in whole.left if _is_for(after, ways, each, buyer, places))
                    yield attrs.evolve(whole, buyer=buyer, left=left)


def _is_for(after: Store, ways: Ways, channel_id: ChannelId, buyer: PartyId, places: int) -> bool:
    channel = after.get("channel", channel_id)
    return isinstance(channel, SalesChannel) and ways.is_for(channel, buyer, places) is not Verdict.NO


def _lost(barred: int, carrying: tuple[Way, ...]) -> Iterator[tuple[int, Verdict]]:
    """Of the barred places, those that no way reaches any more, and those that only doubtful ways reach."""
    open_to_all = (way.places for way in carrying if way.verdict is Verdict.YES and way.for_everybody)
    left = barred & ~reduce(or_, open_to_all, 0)
    maybe = left & reduce(or_, (way.places for way in carrying), 0)
    for places, verdict in ((left & ~maybe, Verdict.YES), (maybe, Verdict.UNKNOWN)):
        if places:
            yield places, verdict


def _in_market(
    after: Store,
    change: Change,
    market: MarketId,
    places: int,
    *,
    models: tuple[ModelId, ...],
    verdict: Verdict,
    ways: Ways,
) -> Iterator[Loss]:
    whole = _loss(after, change, market, places, models=models, verdict=verdict, ways=ways)
    yield whole
    for buyer in change.before.buyers.known:
        yield attrs.evolve(whole, buyer=buyer, verdict=whole.verdict & _bought_there(change, buyer, ways))


def _loss(
    after: Store,
    change: Change,
    market: MarketId,
    places: int,
    *,
    models: tuple[ModelId, ...],
    verdict: Verdict,
    ways: Ways,
) -> Loss:
    held, somewhere = after.territories.places[market], change.before.into is None
    developers = {developer_of(after, model) for model in models}
    return Loss(
        since=ways.day,
        until=change.until,
        market=market,
        in_part=bool(held & ~places) or somewhere,
        buyer=None,
        models=models,
        models_unknown=change.before.models_unknown,
        developers=tuple(sorted(VendorId(PartyId(each)) for each in developers if each is not None)),
        channel=change.origin,
        verdict=verdict & Verdict.UNKNOWN if somewhere else verdict,
        left=ways.known_into(market),
        claims=tuple(dict.fromkeys(each.claim.id for each in change.because.cited)),
    )


def _bought_there(change: Change, buyer: PartyId, ways: Ways) -> Verdict:
    """Whether a named buyer loses what its market loses: unknown if it may buy elsewhere or by another way."""
    own = {each.id for each in change.continued_by}
    goes_on = any({*each.models} & {*change.models} for each in change.continued_by) if change.models else bool(own)
    others = (each.id for each in ways.sold_to(buyer) if each.id not in own)
    served = not {way.channel.id for way in _may_replace(change, ways)}.isdisjoint(others)
    return Verdict.UNKNOWN if goes_on or served else Verdict.YES


def _may_replace(change: Change, ways: Ways) -> Iterator[Way]:
    """The ways to what a change takes away: its models and whatever is related to them, or its product."""
    if not change.models:
        yield from ways.counted_under(change.before)
    for model in change.models:
        yield from ways.carrying(model)
