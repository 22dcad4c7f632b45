"""Steps that open channels: one that is described, and that of a vendor that enters a market by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.queries.conditions import extent
from aibroker.queries.models import developer_of
from aibroker.records.buyers import all_of, located_in, not_
from aibroker.records.identifiers import ChannelId, RefusalId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.scenarios.causes import as_recorded, called, why_supposed
from aibroker.scenarios.changes import Application, Opening
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.starts import days_of, from_the_day, is_opened, joined
from aibroker.scenarios.steps import EnterMarket, OpenChannel, Scenario
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.periods import Period
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["entered", "entry", "opened", "still_open"]


def opened(done: Application, scenario: Scenario, step: OpenChannel) -> Application:
    """Open a channel.

    Raises:
        InvalidLandscapeError: If it does not hold together with the rest, or another channel bears its id.
        InvalidValueError: If it is over by then.
    """
    open_days = from_the_day(step.channel.open, scenario.begins(step), step.until)
    channel = attrs.evolve(step.channel, open=open_days, supposed_by=scenario.name)
    because = why_supposed(done.store, scenario, f"opens {channel.id}")
    opening = _opening(channel, scenario.begins(step), because)
    return done if is_opened(done, channel) else joined(done, channel, opening)


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


def still_open(store: Store, openings: Iterable[Opening]) -> Iterator[Opening]:
    """The openings with what later steps have made of them: one that they take back is none, or is over sooner."""
    for opening in openings:
        item = opening.item
        found = store.get("channel" if isinstance(item, SalesChannel) else "right", item.id)
        if isinstance(found, SalesChannel):
            yield attrs.evolve(opening, until=days_of(found.open, opening.effective)[1])
        elif isinstance(found, Right) and isinstance(item, Right):
            was_granted = item.holds.is_over_by(opening.effective) is not Verdict.YES
            yield attrs.evolve(opening, until=days_of(found.holds, opening.effective)[1]) if was_granted else opening


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
    records = [record for each in given_up for record in _given_up(done.store, each, scenario.begins(step), step)]
    without = attrs.evolve(done, store=done.store.changed(add=records)) if records else done
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


def _given_up(store: Store, refusal: Refusal, day: date, step: EnterMarket) -> Iterator[Refusal]:
    """A refusal that ends on the day, what is left of it elsewhere, and the whole of it after the vendor has left."""
    since = refusal.holds.since.start if refusal.holds.since is not None else None
    if refusal.holds.is_over_by(day) is Verdict.YES or (since is not None and since >= day):
        return
    ids = FreeIds(store, "refusal")
    yield attrs.evolve(refusal, holds=refusal.holds.until(day))
    elsewhere = ~extent(store.territories, refusal.refuses, local=True).no & ~store.territories.union(step.into)
    if elsewhere & store.territories.everywhere:
        during = refusal.holds.from_day(day)
        yield attrs.evolve(
            refusal,
            id=RefusalId(ids.free(f"{refusal.id}.from-{day.isoformat()}")),
            refuses=all_of(refusal.refuses, not_(located_in(*step.into))),
            holds=during if step.until is None else during.until(step.until),
        )
    if step.until is not None and refusal.holds.is_over_by(step.until) is not Verdict.YES:
        yield attrs.evolve(
            refusal,
            id=RefusalId(ids.free(f"{refusal.id}.from-{step.until.isoformat()}")),
            holds=refusal.holds.from_day(step.until),
        )
