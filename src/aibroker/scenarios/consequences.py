"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.queries.conditions import sold_places
from aibroker.queries.models import developer_of
from aibroker.records.identifiers import ChannelId, MarketId, ModelId, PartyId, VendorId
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.changes import Change, was_there
from aibroker.scenarios.ways import Way, Ways
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


def lost_access(before: Store, after: Store, changes: Iterable[Change]) -> tuple[Loss, ...]:
    """Who lost access to which models, on the day from which each change holds, or on which the channel would open.

    Models are lost where no known open channel carries them any more. A channel under test does not count, neither as a
    way that is lost nor as one that is left, and one that sells to some buyers only may be no way for others. A named
    buyer of a channel that closed loses them with its market; one of a channel that goes on elsewhere may have bought
    there. What scenarios open and close again was never there to be lost.
    """
    ways: dict[date, Ways] = {}
    losses: list[Loss] = []
    counting = (each for each in changes if each.before.status != "testing" and was_there(before, after, each.before))
    for change in counting:
        day = max(change.effective, change.before.open.surely_begun or change.effective)
        if day not in ways:
            ways[day] = Ways(after, day)
        losses += _losses(after, change, ways[day])
    return tuple(losses)


def _losses(after: Store, change: Change, ways: Ways) -> Iterator[Loss]:
    by_places: dict[tuple[int, Verdict], list[ModelId]] = {}
    for model in change.models:
        for places, verdict in _lost(change.places, ways.carrying(model)):
            by_places.setdefault((places, verdict), []).append(model)
    if not change.models:
        counted = ways.counted_under(change.before)
        by_places = {(places, verdict): [] for places, verdict in _lost(change.places, counted)}
    for (places, verdict), models in by_places.items():
        for market in after.territories.as_markets(places) or after.territories.around(places):
            yield from _in_market(after, change, market, places, models=tuple(models), verdict=verdict, ways=ways)
    yield from _of_the_barred(after, change, ways)


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
                for market in after.territories.as_markets(places) or after.territories.around(places):
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
        yield attrs.evolve(whole, buyer=buyer, verdict=verdict & _bought_there(change, buyer, ways))


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
    held = after.territories.places[market]
    developers = {developer_of(after, model) for model in models}
    return Loss(
        market=market,
        in_part=bool(held & ~places),
        buyer=None,
        models=models,
        developers=tuple(sorted(VendorId(PartyId(each)) for each in developers if each is not None)),
        channel=change.before.id,
        verdict=verdict,
        left=ways.known_into(market),
    )


def _bought_there(change: Change, buyer: PartyId, ways: Ways) -> Verdict:
    """Whether a named buyer loses what its market loses: unknown if it may buy elsewhere or by another way."""
    own = {each.id for each in change.continued_by}
    goes_on = any(set(each.models) & set(change.models) for each in change.continued_by)
    others = (each for each in ways.sold_to(buyer) if each.id not in own)
    served = any(set(each.models) & set(change.models) for each in others)
    return Verdict.UNKNOWN if goes_on or served else Verdict.YES
