"""Which part of a channel a selection picks out: which of its models, at which places, sold to whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import attrs

from aibroker.queries.channels import judged
from aibroker.queries.conditions import Extent, extent, sold_places
from aibroker.queries.models import developed_in, developer_of, sits_in
from aibroker.records.buyers import AllOf, Buyers, Not
from aibroker.records.identifiers import MarketId, ModelId
from aibroker.records.offers import Hosting, SalesChannel
from aibroker.records.rules import Selection
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.store.territories import Territories
from aibroker.values.verdicts import Verdict

__all__ = ["Bite", "bite", "others_than", "whole"]


@attrs.frozen(kw_only=True)
class Bite:
    """What a selection picks out of a channel.

    Attributes:
        verdict: Whether it picks out anything; the buyers' place aside, which ``places`` says.
        models: The models that it surely picks out; empty also for a channel of a product without models.
        rest: The models that it leaves, surely or possibly.
        spared: Those of them that it surely leaves.
        unknown: Why it is unknown whether it picks out more.
        sold: The places of the channel's territory at which its own condition lets anybody buy.
        places: Those of them at which it picks out every buyer.
        doubtful: Those of them at which it may pick out some buyers.
    """

    verdict: Verdict
    models: tuple[ModelId, ...]
    rest: tuple[ModelId, ...]
    spared: tuple[ModelId, ...]
    unknown: tuple[str, ...]
    sold: int
    places: int
    doubtful: int


def bite(store: Store, selection: Selection, channel: SalesChannel) -> Bite:
    """What a selection picks out of a channel."""
    whole, unknown = judged(_conditions_on_the_whole(store, selection, channel))
    by_model = {model: judged(_conditions_on_a_model(store, selection, channel, model)) for model in channel.models}
    picked = tuple(model for model, (verdict, _) in by_model.items() if verdict is Verdict.YES)
    open_questions = tuple(phrase for verdict, why in by_model.values() if verdict is Verdict.UNKNOWN for phrase in why)
    sold = _sold(store.territories, channel)
    chosen = _buyers(store.territories, selection, channel)
    return Bite(
        verdict=whole & _models_verdict(selection, channel, tuple(verdict for verdict, _ in by_model.values())),
        models=picked,
        rest=tuple(model for model in channel.models if model not in picked),
        spared=tuple(model for model, (verdict, _) in by_model.items() if verdict is Verdict.NO),
        unknown=(*unknown, *open_questions),
        sold=sold,
        places=sold & chosen.yes,
        doubtful=sold & ~chosen.yes & ~chosen.no,
    )


def whole(store: Store, channel: SalesChannel) -> Bite:
    """All of a channel."""
    sold = _sold(store.territories, channel)
    return Bite(
        verdict=Verdict.YES, models=channel.models, rest=(), spared=(), unknown=(), sold=sold, places=sold, doubtful=0
    )


def _sold(territories: Territories, channel: SalesChannel) -> int:
    return sold_places(territories, channel.into, channel.excluding, channel.only_to)


def _buyers(territories: Territories, selection: Selection, channel: SalesChannel) -> Extent:
    if selection.buyers is None:
        return Extent(territories.everywhere, 0)
    if channel.only_to is not None and _turns_away(channel.only_to, selection.buyers):
        return Extent(0, territories.everywhere)
    return extent(territories, selection.buyers, local=False)


def _turns_away(condition: Buyers, buyers: Buyers) -> bool:
    """Whether a condition says in so many words that it is for others than these buyers."""
    if isinstance(condition, AllOf):
        return any(_turns_away(part, buyers) for part in condition.parts)
    if isinstance(buyers, AllOf) and condition != others_than(buyers):
        return any(_turns_away(condition, part) for part in buyers.parts)
    return condition == others_than(buyers)


def others_than(buyers: Buyers) -> Buyers:
    """The condition that all other buyers meet."""
    return buyers.part if isinstance(buyers, Not) else Not(buyers)


def _models_verdict(selection: Selection, channel: SalesChannel, verdicts: tuple[Verdict, ...]) -> Verdict:
    if channel.models:
        return reduce(Verdict.__or__, verdicts)
    if not _asks_for_models(selection):
        return Verdict.YES
    return Verdict.UNKNOWN if channel.models_unknown else Verdict.NO


def _asks_for_models(selection: Selection) -> bool:
    origins = selection.developers or selection.developed_in or selection.developed_outside
    return bool(selection.models or origins or selection.resale_only)


def _conditions_on_the_whole(
    store: Store, selection: Selection, channel: SalesChannel
) -> Iterator[tuple[Verdict, str]]:
    if selection.sellers:
        yield Verdict.of(channel.seller in selection.sellers), ""
    if selection.sellers_home:
        phrase = f"where {channel.seller} has its headquarters is unknown"
        yield sits_in(store, channel.seller, selection.sellers_home), phrase
    if channel.models_unknown and _asks_for_models(selection):
        yield Verdict.UNKNOWN, f"which models {channel.id} sells is unknown"
    if selection.hosted_in:
        hosted = _runs_in(store.territories, channel.hosted_in, selection.hosted_in)
        yield hosted, f"whether {channel.id} is hosted there is unknown"


def _runs_in(territories: Territories, hosting: Hosting, markets: tuple[MarketId, ...]) -> Verdict:
    """Whether a channel runs in these markets alone: if it may run elsewhere too, it may go on from there."""
    if hosting.exactly is not None:
        possible = territories.union(hosting.exactly)
        if possible and not possible & ~territories.union(markets):
            return Verdict.YES
    else:
        possible = territories.everywhere & ~territories.union(hosting.never)
    return Verdict.UNKNOWN if possible & territories.union(markets) else Verdict.NO


def _conditions_on_a_model(
    store: Store, selection: Selection, channel: SalesChannel, model: ModelId
) -> Iterator[tuple[Verdict, str]]:
    developer = developer_of(store, model)
    if selection.models:
        yield _among(store, model, selection.models), f"whether {model} is meant is unknown"
    if selection.developers:
        yield Verdict.of(developer in selection.developers), ""
    if selection.developed_in:
        phrase = f"where {developer}, who develops {model}, has its headquarters is unknown"
        yield developed_in(store, model, selection.developed_in), phrase
    if selection.developed_outside:
        phrase = f"where {developer}, who develops {model}, has its headquarters is unknown"
        yield ~developed_in(store, model, selection.developed_outside), phrase
    if selection.resale_only:
        yield Verdict.of(developer != channel.seller), ""


def _among(store: Store, model: ModelId, named: tuple[ModelId, ...]) -> Verdict:
    if set(lineage(store, model)) & set(named):
        return Verdict.YES
    return Verdict.UNKNOWN if any(model in lineage(store, each) for each in named) else Verdict.NO
