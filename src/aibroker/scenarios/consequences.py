"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial, reduce
from operator import or_
from typing import NamedTuple

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
        until: The first day on which the step no longer takes them, or not in this way: it ends, the channel would be
            over anyway, or another way opens, ends or comes into doubt; None for no such day.
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

    Models are lost where no known open channel carries them any more. Where other ways end, by themselves or by another
    step, they are lost from then on; where others open, until then. A channel under test does not count, neither as a
    way that is lost nor as one that is left, and one that sells to some buyers only may be no way for others. A known
    buyer loses what no way that is left would sell to it, where it may have bought; that is unknown where the channel
    goes on elsewhere, or another one is known to sell to it. What scenarios open and close again was never there to be
    lost.

    Args:
        before: The store before all steps.
        after: The store after them.
        changes: The changes that surely take something away; those of one day together.
    """
    ways: dict[date, Ways] = {}
    spans: dict[_Lost, list[_Span]] = {}
    sold = (each for each in changes if each.before.status != "testing" and each.takes == "sales")
    for change in (each for each in sold if before.get("channel", each.origin) is not None):
        for lost, span in _over_time(after, change, ways):
            spans.setdefault(lost, []).append(span)
    return tuple(_of_the_same_days(after, {lost: _joined(found) for lost, found in spans.items()}))


class _Lost(NamedTuple):
    """One model that a market or a buyer there loses; None for what has no model, or none that is named."""

    channel: ChannelId
    market: MarketId
    in_part: bool
    buyer: PartyId | None
    verdict: Verdict
    model: ModelId | None


class _Span(NamedTuple):
    """From and until when something is lost, and the loss as it is on the first day."""

    loss: Loss
    until: date | None


def _over_time(after: Store, change: Change, ways: dict[date, Ways]) -> Iterator[tuple[_Lost, _Span]]:
    """What a change takes away, each from its first day until one on which other ways make it another loss, or none."""
    first = max(change.effective, change.open_before.surely_begun or change.effective)
    lasting = dict[_Lost, tuple[_Lost, Loss]]()
    for day in (first, *_turns(change, _ways_on(ways, after, first))):
        lost = {each: loss for loss in _losses(after, change, _ways_on(ways, after, day)) for each in _each(loss)}
        for told, loss in (lasting.pop(each) for each in [*lasting] if each not in lost):
            yield told, _Span(loss, day)
        would_be_open = change.open_before.holds_on(day)
        new = {each: (each._replace(verdict=each.verdict & would_be_open), loss) for each, loss in lost.items()}
        lasting = new | lasting
    for told, loss in lasting.values():
        yield told, _Span(loss, _end_of(change))


def _end_of(change: Change) -> date | None:
    """The first day on which a change takes nothing: the step ends, or the channel would be over anyway."""
    ends = (change.until, change.open_before.possibly.end)
    return min((each for each in ends if each is not None), default=None)


def _each(loss: Loss) -> Iterator[_Lost]:
    for model in loss.models or (None,):
        yield _Lost(loss.channel, loss.market, loss.in_part, loss.buyer, loss.verdict, model)


def _joined(spans: list[_Span]) -> list[_Span]:
    """Spans of days one after the other; where several steps take the same away, their days are taken together."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda each: each.loss.since):
        last = joined[-1] if joined else None
        if last is None or (last.until is not None and last.until < span.loss.since):
            joined.append(span)
        elif last.until is not None and (span.until is None or span.until > last.until):
            joined[-1] = last._replace(until=span.until)
    return joined


def _of_the_same_days(after: Store, spans: dict[_Lost, list[_Span]]) -> Iterator[Loss]:
    """The losses, with the models together that are lost from and until the same days."""
    found: dict[tuple[object, ...], tuple[_Lost, _Span, list[ModelId]]] = {}
    for lost, span in ((lost, span) for lost, several in spans.items() for span in several):
        same = span.loss.since, span.until, *lost[:-1]
        found.setdefault(same, (lost, span, []))[-1].extend([] if lost.model is None else [lost.model])
    for lost, span, models in found.values():
        yield attrs.evolve(
            span.loss,
            until=span.until,
            verdict=lost.verdict,
            models=tuple(models),
            developers=_developers(after, models),
        )


def _turns(change: Change, ways: Ways) -> list[date]:
    """The later days on which other ways end or open, or may, while a change takes something away."""
    by_model = [day for model in change.models for day in ways.turns_of(model)]
    days, end = {*by_model} if change.models else {*ways.turns_under(change.before)}, _end_of(change)
    return sorted(day for day in days if day > ways.day and (end is None or day < end))


def _ways_on(known: dict[date, Ways], after: Store, day: date) -> Ways:
    if day not in known:
        known[day] = Ways(after, day)
    return known[day]


def _losses(after: Store, change: Change, ways: Ways) -> Iterator[Loss]:
    """What is lost on a day: by markets, whoever bought there, and by each known buyer."""
    for (places, verdict), models in _together(change, ways, partial(_lost, change.places)).items():
        for market in _markets(after, change, places):
            yield _loss(after, change, market, places, models=tuple(models), verdict=verdict, ways=ways)
    for buyer in change.before.buyers.known:
        yield from _of_buyer(after, change, buyer, ways)


_Found = dict[tuple[int, Verdict], list[ModelId]]


def _together(change: Change, ways: Ways, lost: Callable[[tuple[Way, ...]], Iterable[tuple[int, Verdict]]]) -> _Found:
    """The models that are lost at the same places and as surely, by the ways that there are to each."""
    found: _Found = {}
    for model in change.models:
        for places_and_verdict in lost(ways.carrying(model)):
            found.setdefault(places_and_verdict, []).append(model)
    if not change.models:
        found = {each: [] for each in lost(ways.counted_under(change.before))}
    return found


def _markets(after: Store, change: Change, places: int) -> tuple[MarketId, ...]:
    """The markets that places make up, or that hold them; of a channel of unknown territory, the world."""
    if change.before.into is None:
        return (WORLD,)
    return after.territories.as_markets(places) or after.territories.around(places)


def _of_buyer(after: Store, change: Change, buyer: PartyId, ways: Ways) -> Iterator[Loss]:
    """What a known buyer loses: at all places if it is barred wherever it buys, or else where the change is."""
    sold = sold_places(after.territories, change.before.into, change.before.excluding, change.before.only_to)
    places = sold if buyer in change.barred else change.places
    own = frozenset(_carrying_on(after, change))
    for (lost, verdict), models in _together(change, ways, partial(ways.lost_to, buyer, places, own)).items():
        for market in _markets(after, change, lost):
            whole = _loss(after, change, market, lost, models=tuple(models), verdict=verdict, ways=ways)
            left = tuple(each for each in whole.left if _is_for(after, ways, each, buyer, lost))
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
    return Loss(
        since=ways.day,
        until=change.until,
        market=market,
        in_part=bool(held & ~places) or somewhere,
        buyer=None,
        models=models,
        models_unknown=change.before.models_unknown,
        developers=_developers(after, models),
        channel=change.origin,
        verdict=verdict & Verdict.UNKNOWN if somewhere else verdict,
        left=ways.known_into(market),
        claims=tuple(dict.fromkeys(each.claim.id for each in change.because.cited)),
    )


def _developers(after: Store, models: Iterable[ModelId]) -> tuple[VendorId, ...]:
    found = {developer_of(after, model) for model in models}
    return tuple(sorted(VendorId(PartyId(each)) for each in found if each is not None))


def _carrying_on(after: Store, change: Change) -> Iterator[ChannelId]:
    """The channels that carry on what a change leaves of a channel, also after further steps."""
    waiting = [each.id for each in change.continued_by]
    while waiting:
        channel_id = waiting.pop()
        yield channel_id
        for each in after.mentioning("channel", channel_id):
            waiting += [each.id] if isinstance(each, SalesChannel) and each.continues == channel_id else []
