"""What follows from a scenario for those who bought: who lost access to which models, and what is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.queries.channels import Filters, channels_into
from aibroker.queries.models import developer_of
from aibroker.records.identifiers import ChannelId, MarketId, ModelId, PartyId, VendorId
from aibroker.scenarios.application import Change
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Loss", "lost_access"]


@attrs.frozen(kw_only=True)
class Loss:
    """Who lost access to which models where.

    Attributes:
        market: The market in which they are lost.
        buyer: The named buyer that lost them; None for the market as a whole.
        models: The models lost.
        developers: Whose models they are.
        channel: The channel that was closed or narrowed.
        verdict: Yes where it is sure; unknown where the buyer may still be served, or another way may remain.
        left: The channels that are known to remain open into that market, for these or for other models.
    """

    market: MarketId
    buyer: PartyId | None
    models: tuple[ModelId, ...]
    developers: tuple[VendorId, ...]
    channel: ChannelId
    verdict: Verdict
    left: tuple[ChannelId, ...]


def lost_access(after: Store, changes: Iterable[Change]) -> tuple[Loss, ...]:
    """Who lost access to which models, on the day from which each change holds, or on which the channel would open.

    A market loses models if no known open channel carries them into it any more. A named buyer of a channel that
    closed loses them with its market; one of a channel that goes on elsewhere may have bought there.
    """
    return tuple(loss for change in changes for loss in _losses(after, change))


def _losses(after: Store, change: Change) -> Iterator[Loss]:
    for market in change.markets:
        for verdict, models in _lost(after, change, market):
            yield _loss(after, change, market, buyer=None, models=models, verdict=verdict)
            for buyer in change.before.buyers.known:
                bought = verdict & _bought_there(change)
                yield _loss(after, change, market, buyer=buyer, models=models, verdict=bought)


def _bought_there(change: Change) -> Verdict:
    goes_on = any(set(each.models) & set(change.models) for each in change.continued_by)
    return Verdict.UNKNOWN if goes_on else Verdict.YES


def _lost(after: Store, change: Change, market: MarketId) -> Iterator[tuple[Verdict, tuple[ModelId, ...]]]:
    """The models that are lost to a market, those that are surely lost first; none for a product without models."""
    if not change.models:
        found = _ways_left(after, change, market, Filters(product=change.before.product))
        if found is not Verdict.YES:
            yield ~found, ()
        return
    left = {model: _ways_left(after, change, market, Filters(model=model)) for model in change.models}
    for remaining in (Verdict.NO, Verdict.UNKNOWN):
        models = tuple(model for model, verdict in left.items() if verdict is remaining)
        if models:
            yield ~remaining, models


def _ways_left(after: Store, change: Change, market: MarketId, filters: Filters) -> Verdict:
    return channels_into(after, market, on=_day(change), filters=filters, question="").verdict


def _day(change: Change) -> date:
    return max(change.effective, change.before.open.surely_begun or change.effective)


def _loss(
    after: Store,
    change: Change,
    market: MarketId,
    *,
    buyer: PartyId | None,
    models: tuple[ModelId, ...],
    verdict: Verdict,
) -> Loss:
    left = channels_into(after, market, on=_day(change), filters=Filters(), question="")
    developers = {developer_of(after, model) for model in models}
    return Loss(
        market=market,
        buyer=buyer,
        models=models,
        developers=tuple(sorted(VendorId(PartyId(each)) for each in developers if each is not None)),
        channel=change.before.id,
        verdict=verdict,
        left=tuple(channel.id for channel in left),
    )
