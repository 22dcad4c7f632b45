"""The channels that a selection may pick, found without looking at all of them where it says enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from aibroker.queries.conditions import extent, sold_places
from aibroker.queries.models import developed_in, sits_in
from aibroker.records.buyers import Buyers
from aibroker.records.identifiers import MarketId, ModelId
from aibroker.records.kinds import Record
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.rules import Selection
from aibroker.scenarios.ways import related_models
from aibroker.store.stores import Store, Terrain
from aibroker.values.verdicts import Verdict

__all__ = ["candidates"]


def candidates(store: Store, selects: Selection) -> tuple[SalesChannel, ...]:
    """The channels that a selection may pick, found by what it names, and else by where they sell."""
    if selects.sellers:
        return _sold_by(store, selects.sellers)
    if selects.models:
        return _carrying(store, (each for model in selects.models for each in related_models(store, model)))
    if selects.developers:
        return _carrying(store, _models(each for one in selects.developers for each in store.mentioning("vendor", one)))
    return _by_origin_or_place(store, selects)


def _by_origin_or_place(store: Store, selects: Selection) -> tuple[SalesChannel, ...]:
    if selects.sellers_home:
        return _sold_by(store, _vendors_at(store, selects.sellers_home))
    if selects.developed_in:
        models = _models(store.own("model"))
        return _carrying(store, (each for each in models if _may_be_from(store, each, selects.developed_in)))
    if selects.buyers is not None:
        return _channels(_sold_to(store, selects.buyers))
    return _channels(store.own("channel"))


def _sold_by(store: Store, sellers: Iterable[str]) -> tuple[SalesChannel, ...]:
    return _channels(each for seller in sellers for each in store.mentioning("vendor", seller))


def _carrying(store: Store, models: Iterable[str]) -> tuple[SalesChannel, ...]:
    """The channels that carry some models, or may, since nobody names theirs."""
    named = (each for model in dict.fromkeys(models) for each in store.mentioning("model", model))
    return _channels(chain(named, store.channels_of_unknown_models()))


def _models(records: Iterable[Record]) -> Iterator[str]:
    return (each.id for each in records if isinstance(each, Model))


def _vendors_at(store: Store, markets: tuple[MarketId, ...]) -> Iterator[str]:
    """The vendors that may have their headquarters in some markets."""
    vendors = (each.id for each in store.own("vendor"))
    return (each for each in vendors if sits_in(store, each, markets) is not Verdict.NO)


def _may_be_from(store: Store, model: str, markets: tuple[MarketId, ...]) -> bool:
    return developed_in(store, ModelId(model), markets) is not Verdict.NO


def _sold_to(store: Store, buyers: Buyers) -> Iterator[SalesChannel]:
    """The channels with a territory in which some such buyers may be."""
    nowhere, sold = extent(store.territories, buyers, local=False).no, dict[Terrain, int]()
    for (terrain, _), channels in store.channels_by_terms():
        if terrain not in sold:
            sold[terrain] = sold_places(store.territories, *terrain)
        if sold[terrain] & ~nowhere:
            yield from channels


def _channels(records: Iterable[Record]) -> tuple[SalesChannel, ...]:
    """The channels among some records, each once, in the order of their ids."""
    found = {each.id: each for each in records if isinstance(each, SalesChannel)}
    return tuple(found[each] for each in sorted(found))
