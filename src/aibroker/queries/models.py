"""Which models a channel carries, and where they were developed."""

from __future__ import annotations

from functools import reduce

from aibroker.records.identifiers import MarketId, ModelId
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["carries", "carries_by", "carries_from", "developed_in", "developer_of", "home_of", "sits_in"]


def _model(store: Store, model_id: str) -> Model | None:
    found = store.get("model", model_id)
    return found if isinstance(found, Model) else None


def carries(store: Store, channel: SalesChannel, wanted: str) -> Verdict:
    """Whether a channel carries a model or some member of a family.

    A family covers its members: a channel that sells a member carries something of the family. Whether a channel that
    is said to sell a family carries one particular member is unknown, and so is whatever a channel carries of which
    nobody names the models.
    """
    if any(wanted in lineage(store, carried) for carried in channel.models):
        return Verdict.YES
    if set(lineage(store, wanted)) & set(channel.models):
        return Verdict.UNKNOWN
    return _of_none(channel)


def _of_none(channel: SalesChannel) -> Verdict:
    """Whether a channel carries a model that is none of those it names."""
    return Verdict.UNKNOWN if channel.models_unknown else Verdict.NO


def carries_by(store: Store, channel: SalesChannel, developer: str) -> Verdict:
    """Whether a channel carries a model of a developer."""
    if any(developer_of(store, model) == developer for model in channel.models):
        return Verdict.YES
    return _of_none(channel)


def developer_of(store: Store, model_id: ModelId) -> str | None:
    """Who develops a model."""
    model = _model(store, model_id)
    return model.developer if model is not None else None


def home_of(store: Store, party_id: str | None) -> MarketId | None:
    """Where a party has its headquarters; None where that is unknown."""
    party = store.get("party", party_id) if party_id is not None else None
    return party.home if isinstance(party, Vendor | Customer) else None


def developed_in(store: Store, model_id: ModelId, markets: tuple[MarketId, ...]) -> Verdict:
    """Whether the developer of a model has its headquarters in these markets."""
    return sits_in(store, developer_of(store, model_id), markets)


def carries_from(store: Store, channel: SalesChannel, markets: tuple[MarketId, ...]) -> Verdict:
    """Whether a channel carries a model whose developer has its headquarters in these markets."""
    origins = (developed_in(store, model, markets) for model in channel.models)
    return reduce(Verdict.__or__, origins, _of_none(channel))


def sits_in(store: Store, party_id: str | None, markets: tuple[MarketId, ...]) -> Verdict:
    """Whether a party has its headquarters in these markets; unknown where its home is wider than they are."""
    home = home_of(store, party_id)
    if home is None:
        return Verdict.UNKNOWN
    places, wanted = store.territories.places[home], store.territories.union(markets)
    if not places & ~wanted:
        return Verdict.YES
    return Verdict.UNKNOWN if places & wanted else Verdict.NO
