"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
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
        until: The first day on which they no longer are, or it is otherwise: the step ends, or another way opens, ends
            or comes into doubt; None for no such day.
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
    way that is lost nor as one that is left, and one that sells to some buyers only may be no way for others. A named
    buyer of a channel that closed loses them with its market; one of a channel that goes on elsewhere may have bought
    there. What scenarios open and close again was never there to be lost.

    Args:
        before: The store before all steps.
        after: The store after them.
        changes: The changes that surely take something away.
    """
    ways: dict[date, Ways] = {}
    spans: dict[_Lost, list[_Span]] = {}
    sold = (each for each in changes if each.before.status != "testing")
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
        if would_be_open is not Verdict.NO:
            new = {each: (each._replace(verdict=each.verdict & would_be_open), loss) for each, loss in lost.items()}
            lasting = new | lasting
    for told, loss in lasting.values():
        yield told, _Span(loss, change.until)


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
    """The later days on which other ways end or open, or may, while a change holds."""
    by_model = [day for model in change.models for day in ways.turns_of(model)]
    days = {*by_model} if change.models else {*ways.turns_under(change.before)}
    return sorted(day for day in days if day > ways.day and (change.until is None or day < change.until))


def _ways_on(known: dict[date, Ways], after: Store, day: date) -> Ways:
    if day not in known:
        known[day] = Ways(after, day)
    return known[day]


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
