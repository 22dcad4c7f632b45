"""Steps that bar sales: restrictions, refusals, and channels that are closed or narrowed by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import attrs

from aibroker.records.identifiers import ChannelId, RefusalId
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Refusal
from aibroker.records.rules import Selection
from aibroker.scenarios.candidates import candidates
from aibroker.scenarios.causes import as_recorded, why_it_bites, why_supposed
from aibroker.scenarios.changes import Application
from aibroker.scenarios.cuts import Because, Cut, with_cuts
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.selectors import Bite, bite, whole
from aibroker.scenarios.steps import CloseChannel, NarrowChannel, RefuseMarket, Restrict, Scenario
from aibroker.store.stores import Store
from aibroker.store.validation import extended
from aibroker.values.periods import Period
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["channels_named", "closed", "cuts_of", "narrowed", "refused", "restricted"]


def restricted(done: Application, scenario: Scenario, step: Restrict) -> Application:
    """Bar the sales that a selection picks out."""
    return with_cuts(done, cuts_of(done, scenario, step), scenario.begins(step), step.until)


def closed(done: Application, scenario: Scenario, step: CloseChannel) -> Application:
    """Close a channel, and what carries on its terms since an earlier step."""
    return with_cuts(done, cuts_of(done, scenario, step), scenario.begins(step), step.until)


def narrowed(done: Application, scenario: Scenario, step: NarrowChannel) -> Application:
    """Take models or buyers away from a channel, and from what carries on its terms since an earlier step."""
    return with_cuts(done, cuts_of(done, scenario, step), scenario.begins(step), step.until)


def refused(done: Application, scenario: Scenario, step: RefuseMarket) -> Application:
    """Close the vendor's own channels to the buyers that it declines, and those of others where it says so."""
    cut = with_cuts(done, cuts_of(done, scenario, step), scenario.begins(step), step.until)
    refusal = _refusal(cut.store, scenario, step)
    listed = (each for each in cut.store.own("refusal") if isinstance(each, Refusal))
    held = any(attrs.evolve(refusal, id=each.id) == each for each in listed)
    return cut if held else attrs.evolve(cut, store=extended(cut.store, [refusal]))


def _refusal(store: Store, scenario: Scenario, step: RefuseMarket) -> Refusal:
    day = scenario.begins(step)
    return Refusal(
        id=RefusalId(FreeIds(store, "refusal").free(f"{step.vendor}.refuses.from-{day.isoformat()}")),
        who=step.vendor,
        refuses=step.refuses,
        models=step.models,
        through=step.through,
        holds=Validity.during(Period(start=day, end=step.until)),
        supposed_by=scenario.name,
    )


def cuts_of(
    done: Application, scenario: Scenario, step: Restrict | CloseChannel | NarrowChannel | RefuseMarket
) -> Iterator[Cut]:
    """What a step that bars sales cuts out of which channels; also of those that were never open on its days."""
    match step:
        case Restrict():
            yield from _selected(done.store, scenario, step, step.selects)
        case CloseChannel():
            for channel in channels_named(done, step.channel):
                because = _closing(done.store, scenario, channel)
                yield Cut(channel=channel, bite=whole(done.store, channel), because=because)
        case NarrowChannel():
            selects = Selection(models=step.models, buyers=step.buyers)
            for channel in channels_named(done, step.channel):
                yield _cut(done.store, scenario, step, selects, channel)
        case RefuseMarket():
            yield from _declined(done.store, scenario, step)


def _selected(store: Store, scenario: Scenario, step: Restrict | RefuseMarket, selects: Selection) -> Iterator[Cut]:
    for channel in candidates(store, selects):
        yield _cut(store, scenario, step, selects, channel)


def _cut(
    store: Store,
    scenario: Scenario,
    step: Restrict | NarrowChannel | RefuseMarket,
    selects: Selection,
    channel: SalesChannel,
) -> Cut:
    because = partial(why_it_bites, store, scenario, (scenario.begins(step), selects), channel)
    return Cut(channel=channel, bite=bite(store, selects, channel), because=because, barred=selects.buyers)


def _closing(store: Store, scenario: Scenario, channel: SalesChannel) -> Because:
    return lambda _: why_supposed(store, scenario, f"closes {channel.id}", as_recorded(store, channel))


def _declined(store: Store, scenario: Scenario, step: RefuseMarket) -> Iterator[Cut]:
    """Its own sales of the models, and those of other sellers: for sure, or perhaps, or not."""
    developers = () if step.models else (step.vendor,)
    selects = Selection(models=step.models, developers=developers, buyers=step.refuses)
    for cut in _selected(store, scenario, step, selects):
        if cut.channel.seller == step.vendor or step.through == "anyone":
            yield cut
        elif step.through == "unknown":
            yield attrs.evolve(cut, bite=_perhaps(cut.bite))


def _perhaps(bitten: Bite) -> Bite:
    if bitten.verdict is Verdict.NO:
        return bitten
    unsaid = "whether the refusal binds resellers is unsaid"
    return attrs.evolve(bitten, verdict=Verdict.UNKNOWN, unknown=(*bitten.unknown, unsaid))


def channels_named(done: Application, channel_id: ChannelId) -> tuple[SalesChannel, ...]:
    """A channel and those by which its terms go on: since earlier steps, since earlier scenarios, or as is recorded."""
    waiting, ids = [channel_id], dict[ChannelId, None]()
    while waiting:
        each = waiting.pop()
        ids[each] = None
        waiting += [other for other in _carrying_on(done, each) if other not in ids]
    found = (done.store.get("channel", each) for each in ids)
    return tuple(each for each in found if isinstance(each, SalesChannel))


def _carrying_on(done: Application, channel_id: ChannelId) -> Iterator[ChannelId]:
    for change in done.changes:
        if change.before.id == channel_id:
            yield from (each.id for each in (*change.continued_by, *change.restored_by))
    for record in done.store.mentioning("channel", channel_id):
        if isinstance(record, SalesChannel) and record.continues == channel_id:
            yield record.id
