"""Channels into a market: which reach it and are open, which may, and why that is unknown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, reduce
from typing import Final, TypeVar

import attrs

from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.conditions import sold_places
from aibroker.queries.models import carries, carries_by, carries_from, sits_in
from aibroker.records.identifiers import MarketId
from aibroker.records.kinds import RecordKind
from aibroker.records.offers import SalesChannel
from aibroker.store.stores import Store, Terms, Terrain, terrain_of
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Filters", "channels_into", "judged"]

T = TypeVar("T")

_TERRITORY_UNKNOWN: Final = "its territory is unknown"

_DECISIVE: Final[frozenset[RecordKind]] = frozenset({"market", "model", "product", "vendor", "customer", "authority"})
"""The kinds of records, beside the channels themselves, on which depends whether a channel belongs to an answer."""


@attrs.frozen(kw_only=True)
class Filters:
    """What else a channel must be; None asks nothing.

    Attributes:
        seller: Sold by this vendor.
        developer: Carrying a model of this developer.
        model: Carrying this model, or a member of this family.
        product: Counted under this product, or under one within it.
        seller_home: Sold by a vendor with its headquarters in this market.
        developed_in: Carrying a model whose developer has its headquarters in this market.
        covering: Reaching all of the market.
    """

    seller: str | None = None
    developer: str | None = None
    model: str | None = None
    product: str | None = None
    seller_home: MarketId | None = None
    developed_in: MarketId | None = None
    covering: bool = False

    @cached_property
    def narrow(self) -> bool:
        """Whether they ask anything of a channel beside where it sells."""
        return self != Filters(covering=self.covering)


def channels_into(store: Store, market: MarketId, *, on: date, filters: Filters, question: str) -> Answer[SalesChannel]:
    """The channels that reach a market and are open on a day."""
    asked = _Asked(market, on, filters)
    found = store.recent.recalled(asked, _Found, lambda: _found(store, asked))
    return Answer(question=question, on=on, known=found.known, unknown=found.unknown, store=store)


@attrs.frozen
class _Asked:
    """Whatever an answer depends on beside the records."""

    market: MarketId
    on: date
    filters: Filters


@attrs.frozen(eq=False)
class _Found:
    """What was found, in the order of ids."""

    known: tuple[SalesChannel, ...]
    unknown: tuple[Candidate[SalesChannel], ...]

    def __len__(self) -> int:
        return len(self.known) + len(self.unknown)


def _found(store: Store, asked: _Asked) -> _Found:
    """What was found: where only channels differ from the shared records, only those are judged anew."""
    if asked.filters.seller is not None:
        return _judged(store, asked, _sold_by(store, asked.filters.seller))
    if not store.touched or store.touched & _DECISIVE:
        return _judged(store, asked, store.channels_by_terms())
    base = Store(store.base)
    before = base.recent.recalled(asked, _Found, lambda: _found(base, asked))
    came = _judged(store, asked, store.channels_added_by_terms.items())
    return _Found(
        known=_edited(before.known, store.channels_gone, came.known, id_of=_own_id),
        unknown=_edited(before.unknown, store.channels_gone, came.unknown, id_of=_id_of_item),
    )


def _sold_by(store: Store, seller: str) -> Iterator[tuple[Terms, tuple[SalesChannel]]]:
    """The channels of a seller, by the index of what mentions it."""
    for channel in store.mentioning("vendor", seller):
        if isinstance(channel, SalesChannel) and channel.seller == seller:
            yield (terrain_of(channel), channel.open), (channel,)


def _judged(store: Store, asked: _Asked, channels: Iterable[tuple[Terms, Iterable[SalesChannel]]]) -> _Found:
    """The channels of which it is known or unknown; those of the same terms are judged together, filters aside."""
    known, unknown = list[SalesChannel](), list[Candidate[SalesChannel]]()
    reach: dict[Terrain, Verdict] = {}
    for (terrain, is_open), listed in channels:
        if terrain not in reach:
            reach[terrain] = _reach(store, terrain, asked)
        verdict, because = judged(_there_and_then(reach[terrain], is_open, asked.on))
        if verdict is Verdict.YES and not asked.filters.narrow:
            known += listed
        elif verdict is not Verdict.NO:
            for channel in listed:
                fits, why = judged(_conditions(store, channel, asked.filters))
                if verdict & fits is Verdict.YES:
                    known.append(channel)
                elif fits is not Verdict.NO:
                    unknown.append(Candidate(channel, (*because, *why)))
    return _Found(known=tuple(sorted(known, key=_own_id)), unknown=tuple(sorted(unknown, key=_id_of_item)))


def _there_and_then(reach: Verdict, is_open: Validity, on: date) -> Iterator[tuple[Verdict, str]]:
    yield reach, _TERRITORY_UNKNOWN
    if reach is not Verdict.NO:
        held = is_open.holds_on(on)
        yield held, f"whether it is open on {on} is unknown ({is_open})" if held is Verdict.UNKNOWN else ""


def _own_id(channel: SalesChannel) -> str:
    return channel.id


def _id_of_item(candidate: Candidate[SalesChannel]) -> str:
    return candidate.item.id


def _edited(
    before: tuple[T, ...], gone: Iterable[str], came: Iterable[T], *, id_of: Callable[[T], str]
) -> tuple[T, ...]:
    """What was there, in the order of ids, less what is gone, with what came; stretches are taken as they are."""
    edits: dict[str, tuple[T, ...]] = dict.fromkeys(gone, ()) | {id_of(each): (each,) for each in came}
    made, start = list[T](), 0
    for record_id, items in sorted(edits.items()):
        place = bisect_left(before, record_id, lo=start, key=id_of)
        made += before[start:place]
        made += items
        start = place + (place < len(before) and id_of(before[place]) == record_id)
    return (*made, *before[start:])


def _reach(store: Store, terrain: Terrain, asked: _Asked) -> Verdict:
    """Whether a territory reaches a market, or covers it."""
    territories = store.territories
    wanted, sold = territories.places[asked.market], sold_places(territories, *terrain)
    if asked.filters.covering:
        is_covered = Verdict.YES if terrain[0] is not None else Verdict.UNKNOWN
        return Verdict.NO if wanted & ~sold else is_covered
    return territories.met(terrain[0], sold, asked.market) if wanted & sold else Verdict.NO


def _conditions(store: Store, channel: SalesChannel, filters: Filters) -> Iterator[tuple[Verdict, str]]:
    if filters.model is not None:
        phrase = f"whether it carries {filters.model} is unknown"
        yield carries(store, channel, filters.model), _of_models(channel, phrase)
    if filters.developer is not None:
        yield carries_by(store, channel, filters.developer), _of_models(channel, "its developers are unknown")
    if filters.product is not None:
        yield _counts_under(store, channel, filters.product), "its product is unknown"
    if filters.seller_home is not None:
        phrase = f"where {channel.seller} has its headquarters is unknown"
        yield sits_in(store, channel.seller, (filters.seller_home,)), phrase
    if filters.developed_in is not None:
        phrase = "where the developers of its models have their headquarters is unknown"
        yield carries_from(store, channel, (filters.developed_in,)), _of_models(channel, phrase)


def _of_models(channel: SalesChannel, phrase: str) -> str:
    """What is unknown of the models of a channel: which they are, or what a phrase says of them."""
    return "which models it sells is unknown" if channel.models_unknown else phrase


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
