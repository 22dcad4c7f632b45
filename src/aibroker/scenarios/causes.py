"""Why a step bites a channel: the step, and the facts that it found, each with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aibroker.queries.models import developer_of, home_of
from aibroker.records.identifiers import ModelId
from aibroker.records.kinds import Record, name_of
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Scenario
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence

__all__ = ["as_recorded", "called", "supposed", "why_it_bites", "why_supposed"]


def supposed(store: Store, scenario: Scenario) -> Reason:
    """The reason at the root of all: somebody supposes it; with the claims that foresee or propose it."""
    foreseen = (each for each in scenario.claims if store.get("claim", each) is not None)
    statement = f"the scenario supposes it: {scenario.rationale or scenario.name}"
    return Reason(statement=statement, evidence=evidence(store, foreseen), basis="step")


def why_supposed(store: Store, scenario: Scenario, statement: str, *because: Reason) -> Reason:
    """Why a step does something: because the scenario supposes it, and because of what it found."""
    return Reason(statement=f"{scenario.name} {statement}", because=(supposed(store, scenario), *because))


def why_it_bites(
    store: Store, scenario: Scenario, bites: tuple[date, Selection], channel: SalesChannel, models: tuple[ModelId, ...]
) -> Reason:
    """Why a step bites a channel from a day on, down to the claims; its selection says what it asks of channels."""
    effective, selects = bites
    return why_supposed(
        store,
        scenario,
        f"bites {channel.id} from {effective}",
        *_about_the_seller(store, selects, channel),
        *_about_the_models(store, selects, channel, models),
        as_recorded(store, channel),
    )


def _about_the_seller(store: Store, selects: Selection, channel: SalesChannel) -> Iterator[Reason]:
    if selects.sellers_home or selects.sellers:
        yield _headquarters(store, channel.seller)


def _about_the_models(
    store: Store, selects: Selection, channel: SalesChannel, models: tuple[ModelId, ...]
) -> Iterator[Reason]:
    for model_id in models:
        model = store.get("model", model_id)
        if isinstance(model, Model):
            statement = f"{model.name} is developed by {called(store, model.developer)}"
            asks = selects.developed_in or selects.developed_outside
            homes = (_headquarters(store, model.developer),) if asks else ()
            yield Reason(statement=statement, because=homes, evidence=evidence(store, model.claims), basis="record")
        if selects.resale_only and developer_of(store, model_id) != channel.seller:
            yield Reason(statement=f"{called(store, channel.seller)} sells it as somebody else's model: a resale")


def _headquarters(store: Store, party_id: str) -> Reason:
    party = store.get("party", party_id)
    home = home_of(store, party_id)
    place = called(store, home, "market") if home is not None else "a place that is unknown"
    claims = party.claims if isinstance(party, Vendor | Customer) else ()
    return Reason(
        statement=f"{called(store, party_id)} has its headquarters in {place}",
        evidence=evidence(store, claims),
        basis="record",
    )


def as_recorded(store: Store, record: SalesChannel | Right | Refusal) -> Reason:
    """What a record says, with the claims that it cites."""
    return Reason(statement=_said(store, record), evidence=evidence(store, record.claims), basis="record")


def _said(store: Store, record: SalesChannel | Right | Refusal) -> str:
    match record:
        case SalesChannel():
            return f"{record.id} sells into {_territory(store, record.into, record.excluding)} ({record.open})"
        case Right():
            where = _territory(store, record.territory, record.excluding)
            alone = " alone" if record.exclusive else ""
            return f"by {record.id}, {called(store, record.holder)}{alone} may {record.may} in {where} ({record.holds})"
        case Refusal():
            return f"by {record.id}, {called(store, record.who)} declines buyers ({record.holds})"


def _territory(store: Store, into: tuple[str, ...] | None, excluding: tuple[str, ...]) -> str:
    if into is None:
        return "a territory that is unknown"
    reached = ", ".join(called(store, market, "market") for market in into)
    without = ", ".join(called(store, market, "market") for market in excluding)
    return f"{reached} except {without}" if excluding else reached


def called(store: Store, record_id: str, kind: str = "party") -> str:
    """What people call a party or a market; its id where it is not there."""
    found: Record | None = store.get("market" if kind == "market" else "party", record_id)
    return name_of(found) if found is not None else record_id
