"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.queries.models import developer_of
from aibroker.records.identifiers import ChannelId, ClaimId, MarketId, ModelId, PartyId, VendorId
from aibroker.scenarios.changes import Change
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
        claims: The claims that say that the channel was there, and that the step bites it.
    """

    market: MarketId
    in_part: bool
    buyer: PartyId | None
    models: tuple[ModelId, ...]
    developers: tuple[VendorId, ...]
    channel: ChannelId
    verdict: Verdict
    left: tuple[ChannelId, ...]
    claims: tuple[ClaimId, ...] = ()


def lost_access(after: Store, changes: Iterable[Change]) -> tuple[Loss, ...]:
    """Who lost access to which models, on the day from which each change holds, or on which the channel would open.

    Models are lost where no known open channel carries them any more. A channel under test does not count, neither as a
    way that is lost nor as one that is left, and one that sells to some buyers only may be no way for others. A named
    buyer of a channel that closed loses them with its market; one of a channel that goes on elsewhere may have bought
    there.
    """
    ways: dict[date, Ways] = {}
    losses: list[Loss] = []
    for change in (each for each in changes if each.before.status != "testing"):
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
    held = after.territories.places[market]
    developers = {developer_of(after, model) for model in models}
    whole = Loss(
        market=market,
        in_part=bool(held & ~places),
        buyer=None,
        models=models,
        developers=tuple(sorted(VendorId(PartyId(each)) for each in developers if each is not None)),
        channel=change.before.id,
        verdict=verdict,
        left=ways.known_into(market),
        claims=tuple(dict.fromkeys(each.claim.id for each in change.because.cited)),
    )
    yield whole
    for buyer in change.before.buyers.known:
        yield attrs.evolve(whole, buyer=buyer, verdict=verdict & _bought_there(change, buyer, ways))


def _bought_there(change: Change, buyer: PartyId, ways: Ways) -> Verdict:
    """Whether a named buyer loses what its market loses: unknown if it may buy elsewhere or by another way."""
    own = {each.id for each in change.continued_by}
    goes_on = any(set(each.models) & set(change.models) for each in change.continued_by)
    others = (each for each in ways.sold_to(buyer) if each.id not in own)
    served = any(set(each.models) & set(change.models) for each in others)
    return Verdict.UNKNOWN if goes_on or served else Verdict.YES
