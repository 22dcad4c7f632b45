"""Steps that open channels: one that is described, and that of a vendor that enters a market by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from aibroker.queries.conditions import extent
from aibroker.queries.models import developer_of
from aibroker.records.buyers import all_of, located_in, not_
from aibroker.records.identifiers import ChannelId, ModelId, RefusalId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.scenarios.causes import as_recorded, called, why_supposed
from aibroker.scenarios.changes import Application, Opening
from aibroker.scenarios.covers import resting_again
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.starts import days_of, from_the_day, is_opened, joined
from aibroker.scenarios.steps import EnterMarket, OpenChannel, Scenario
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store, key_of
from aibroker.values.periods import Period
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["entered", "entry", "opened"]


def opened(done: Application, scenario: Scenario, step: OpenChannel) -> Application:
    """Open a channel.

    Raises:
        InvalidLandscapeError: If it does not hold together with the rest, or another channel bears its id.
        InvalidValueError: If it is over by then.
    """
    open_days = from_the_day(step.channel.open, scenario.begins(step), step.until)
    channel = _on_renewed_rights(done, attrs.evolve(step.channel, open=open_days, supposed_by=scenario.name))
    because = why_supposed(done.store, scenario, f"opens {channel.id}")
    opening = _opening(channel, scenario.begins(step), because)
    return done if is_opened(done, channel) else joined(done, channel, opening)


def _on_renewed_rights(done: Application, channel: SalesChannel) -> SalesChannel:
    """A channel on the rights that it rests on as they hold again after an earlier step."""
    for before, again in done.renewals:
        right = done.store.get("right", again)
        channel = resting_again(channel, before, right) if isinstance(right, Right) else channel
    return channel


def _opening(channel: SalesChannel, day: date, because: Reason) -> Opening:
    effective, until = days_of(channel.open, day)
    return Opening(
        item=channel,
        models=channel.models,
        markets=channel.into or (),
        effective=effective,
        until=until,
        verdict=Verdict.YES,
        because=because,
    )


def entered(done: Application, scenario: Scenario, step: EnterMarket) -> Application:
    """Let a vendor sell into markets by itself, and narrow its refusals to what lies elsewhere.

    Raises:
        InvalidLandscapeError: If what it sells does not hold together with the rest.
    """
    channel = entry(scenario, step)
    if is_opened(done, channel):
        return done
    listed = (each for each in done.store.own("refusal") if isinstance(each, Refusal))
    given_up = [each for each in listed if _stands_in(done.store, each, step)]
    markets = ", ".join(called(done.store, each, "market") for each in step.into)
    because = why_supposed(
        done.store,
        scenario,
        f"lets {called(done.store, step.vendor)} enter {markets}",
        *(as_recorded(done.store, each) for each in given_up),
    )
    store = done.store
    for each in given_up:
        store = _given_up(store, each, scenario.begins(step), step)
    without = attrs.evolve(done, store=store) if store is not done.store else done
    return joined(without, channel, _opening(channel, scenario.begins(step), because))


def entry(scenario: Scenario, step: EnterMarket) -> SalesChannel:
    """The channel by which a vendor enters a market."""
    day = scenario.begins(step)
    wanted = f"{step.vendor}.into-{'-'.join(step.into)}.from-{day.isoformat()}"
    return SalesChannel(
        id=ChannelId(wanted[-120:].lstrip("-._")),
        seller=step.vendor,
        models=step.models,
        product=step.product,
        into=step.into,
        hosted_in=step.hosted_in,
        only_to=step.only_to,
        open=Validity.during(Period(start=day, end=step.until)),
        supposed_by=scenario.name,
    )


def _stands_in(store: Store, refusal: Refusal, step: EnterMarket) -> bool:
    """Whether a refusal of the vendor may decline buyers of what it would sell there."""
    if refusal.who != step.vendor or not _concerns(store, refusal, step):
        return False
    declined_for_sure_nowhere = extent(store.territories, refusal.refuses, local=True).no
    return bool(store.territories.union(step.into) & ~declined_for_sure_nowhere)


def _concerns(store: Store, refusal: Refusal, step: EnterMarket) -> bool:
    if not refusal.models:
        return any(developer_of(store, model) == step.vendor for model in step.models)
    return any(
        each in lineage(store, model) or model in lineage(store, each)
        for model in step.models
        for each in refusal.models
    )


def _given_up(store: Store, refusal: Refusal, day: date, step: EnterMarket) -> Store:
    """The store in which a vendor no longer refuses what it sells; the rest of what it refused it refuses as before.

    A refusal that has begun ends on the day, and is carried on by what is left of it; one that begins later is replaced
    by that. The whole of it holds again after the vendor has left.
    """
    if refusal.holds.is_over_by(day) is Verdict.YES:
        return store
    begins = refusal.holds.possibly.start
    has_begun = begins is None or begins < day
    first = day if begins is None or has_begun else begins
    if step.until is not None and first >= step.until:
        return store
    ids, during = FreeIds(store, "refusal"), refusal.holds.from_day(day)
    during = during if step.until is None else during.until(step.until)
    made = [attrs.evolve(refusal, holds=refusal.holds.until(day))] if has_begun else []
    stem = f"{refusal.id}.from-{first.isoformat()}"
    made += [attrs.evolve(each, id=RefusalId(ids.free(stem)), holds=during) for each in _left_of(store, refusal, step)]
    if step.until is not None and refusal.holds.is_over_by(step.until) is not Verdict.YES:
        again = RefusalId(ids.free(f"{refusal.id}.from-{step.until.isoformat()}"))
        made.append(attrs.evolve(refusal, id=again, holds=refusal.holds.from_day(step.until)))
    return store.changed(add=made, remove=() if has_begun else (key_of(refusal),))


def _left_of(store: Store, refusal: Refusal, step: EnterMarket) -> Iterator[Refusal]:
    """What a refusal still declines: other buyers, wherever they are, and the same buyers of other models."""
    sold_to = located_in(*step.into) if step.only_to is None else all_of(located_in(*step.into), step.only_to)
    others = all_of(refusal.refuses, not_(sold_to))
    everywhere = store.territories.everywhere
    if extent(store.territories, others, local=False).no != everywhere:
        yield attrs.evolve(refusal, refuses=others)
    models = tuple(_other_models(store, refusal, step))
    if models:
        yield attrs.evolve(refusal, models=models)


def _other_models(store: Store, refusal: Refusal, step: EnterMarket) -> Iterator[ModelId]:
    """The models that a refusal concerns and that the vendor does not sell there: none of them, nor a family of one."""
    sold = {*step.models, *(each for model in step.models for each in lineage(store, model))}
    for model in store.own("model"):
        around = {*lineage(store, model.id)}
        concerned = (
            around & {*refusal.models} if refusal.models else developer_of(store, ModelId(model.id)) == refusal.who
        )
        if concerned and model.id not in sold and not around & {*step.models}:
            yield ModelId(model.id)
