"""Channels into a market: which reach it and are open, which may, and why that is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

import attrs

from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.conditions import sold_places
from aibroker.queries.models import carries, developer_of
from aibroker.records.identifiers import MarketId
from aibroker.records.offers import SalesChannel
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Filters", "channels_into", "judged"]

_TERRITORY_UNKNOWN = "its territory is unknown"


@attrs.frozen(kw_only=True)
class Filters:
    """What else a channel must be; None asks nothing.

    Attributes:
        seller: Sold by this vendor.
        developer: Carrying a model of this developer.
        model: Carrying this model, or a member of this family.
        product: Counted under this product, or under one within it.
        covering: Reaching all of the market.
    """

    seller: str | None = None
    developer: str | None = None
    model: str | None = None
    product: str | None = None
    covering: bool = False


def channels_into(store: Store, market: MarketId, *, on: date, filters: Filters, question: str) -> Answer[SalesChannel]:
    """The channels that reach a market and are open on a day."""
    known, unknown = list[SalesChannel](), list[Candidate[SalesChannel]]()
    for channel, reach in _reaching(store, market, covering=filters.covering):
        verdict, because = judged(_conditions(store, channel, reach, on, filters))
        if verdict is Verdict.YES:
            known.append(channel)
        elif verdict is Verdict.UNKNOWN:
            unknown.append(Candidate(channel, because))
    return Answer(
        question=question,
        on=on,
        known=tuple(sorted(known, key=lambda channel: channel.id)),
        unknown=tuple(sorted(unknown, key=lambda candidate: candidate.item.id)),
        store=store,
    )


def _reaching(store: Store, market: MarketId, *, covering: bool) -> Iterator[tuple[SalesChannel, Verdict]]:
    """The channels that reach a market or cover it, or may; each distinct territory is judged once."""
    wanted = store.territories.places[market]
    for (into, excluding, only_to), channels in store.channels_by_terrain():
        sold = sold_places(store.territories, into, excluding, only_to)
        if not (wanted & ~sold if covering else not wanted & sold):
            reach = Verdict.UNKNOWN if into is None else Verdict.YES
            yield from ((channel, reach) for channel in channels)


def _conditions(
    store: Store, channel: SalesChannel, reach: Verdict, on: date, filters: Filters
) -> Iterator[tuple[Verdict, str]]:
    yield reach, _TERRITORY_UNKNOWN
    yield channel.open.holds_on(on), f"whether it is open on {on} is unknown ({channel.open})"
    if filters.seller is not None:
        yield Verdict.of(channel.seller == filters.seller), "its seller is unknown"
    if filters.model is not None:
        yield carries(store, channel, filters.model), f"whether it carries {filters.model} is unknown"
    if filters.developer is not None:
        developers = {developer_of(store, model) for model in channel.models}
        yield Verdict.of(filters.developer in developers), "its developers are unknown"
    if filters.product is not None:
        yield _counts_under(store, channel, filters.product), "its product is unknown"


def _counts_under(store: Store, channel: SalesChannel, wanted: str) -> Verdict:
    if channel.product is None:
        return Verdict.UNKNOWN
    return Verdict.of(wanted in products_around(store, channel.product))


def products_around(store: Store, product_id: str) -> Iterator[str]:
    """A product and every wider one that it is a part of."""
    current: str | None = product_id
    while current is not None:
        yield current
        product = store.get("product", current)
        current = getattr(product, "within", None)


def judged(conditions: Iterable[tuple[Verdict, str]]) -> tuple[Verdict, tuple[str, ...]]:
    """Whether all conditions hold, and the phrases of those that are unknown."""
    listed = tuple(conditions)
    verdict = reduce(Verdict.__and__, (each for each, _ in listed), Verdict.YES)
    return verdict, tuple(phrase for each, phrase in listed if each is Verdict.UNKNOWN)
