"""Why a step bites a channel: the step, and the facts that it found, each with its claims."""

from __future__ import annotations

from collections.abc import Iterator

from aibroker.queries.models import developer_of, home_of
from aibroker.records.identifiers import ModelId
from aibroker.records.kinds import name_of
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Reason
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence

__all__ = ["why_it_bites"]


def why_it_bites(
    store: Store, scenario: Scenario, step: Restrict, channel: SalesChannel, models: tuple[ModelId, ...]
) -> Reason:
    """The reason why a step bites a channel, down to the claims."""
    return Reason(
        statement=f"{scenario.name} bites {channel.id} from {scenario.begins(step)}",
        because=(
            Reason(statement=f"the scenario supposes it: {scenario.rationale or scenario.name}", basis="step"),
            *_about_the_seller(store, step, channel),
            *_about_the_models(store, step, channel, models),
            _about_the_channel(store, channel),
        ),
    )


def _about_the_seller(store: Store, step: Restrict, channel: SalesChannel) -> Iterator[Reason]:
    if step.selects.sellers_home or step.selects.sellers:
        yield _headquarters(store, channel.seller)


def _about_the_models(
    store: Store, step: Restrict, channel: SalesChannel, models: tuple[ModelId, ...]
) -> Iterator[Reason]:
    for model_id in models:
        model = store.get("model", model_id)
        if isinstance(model, Model):
            statement = f"{model.name} is developed by {_name(store, model.developer)}"
            homes = (_headquarters(store, model.developer),) if step.selects.developed_in else ()
            yield Reason(statement=statement, because=homes, evidence=evidence(store, model.claims), basis="record")
        if step.selects.resale_only and developer_of(store, model_id) != channel.seller:
            yield Reason(statement=f"{_name(store, channel.seller)} sells it as somebody else's model: a resale")


def _headquarters(store: Store, party_id: str) -> Reason:
    party = store.get("party", party_id)
    home = home_of(store, party_id)
    place = _name(store, home, "market") if home is not None else "a place that is unknown"
    claims = party.claims if isinstance(party, Vendor | Customer) else ()
    return Reason(
        statement=f"{_name(store, party_id)} has its headquarters in {place}",
        evidence=evidence(store, claims),
        basis="record",
    )


def _about_the_channel(store: Store, channel: SalesChannel) -> Reason:
    into = "a territory that is unknown"
    if channel.into is not None:
        into = ", ".join(_name(store, market, "market") for market in channel.into)
    if channel.excluding:
        into += " except " + ", ".join(_name(store, market, "market") for market in channel.excluding)
    statement = f"{channel.id} sells into {into} ({channel.open})"
    return Reason(statement=statement, evidence=evidence(store, channel.claims), basis="record")


def _name(store: Store, record_id: str, kind: str = "party") -> str:
    found = store.get("market" if kind == "market" else "party", record_id)
    return name_of(found) if found is not None else record_id
