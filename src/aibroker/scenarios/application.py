"""Applying a scenario to a store: a pure function from a store to a store, with what changed and why.

A restriction bites only where it applies. A channel ends on the day, and what the restriction leaves of it is carried
on by narrower records from that day. Nothing before the day changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.queries.answers import Candidate
from aibroker.records.buyers import Not, all_of
from aibroker.records.identifiers import ChannelId, MarketId, ModelId
from aibroker.records.kinds import Record
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.references import with_references
from aibroker.scenarios.causes import why_it_bites
from aibroker.scenarios.selectors import Bite, bite
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.store.lookup import resolve
from aibroker.store.stores import Key, Store, key_of
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Application", "Change", "apply"]


@attrs.frozen(kw_only=True)
class Change:
    """What a step did to one channel.

    Attributes:
        before: The channel as it was.
        ended: The channel as it is now; None where it would have opened only later and never does.
        continued_by: The narrower channels that carry on its terms from the effective day.
        restored_by: The channels that carry on its full terms when the step ends.
        effective: The day from which the change holds.
        until: The first day on which it no longer holds; None for no end.
        models: The models that it can no longer sell there.
        markets: The markets that it can no longer sell them into; empty where only some buyers there are barred.
        verdict: Yes where the channel surely sold what is barred; unknown where its territory, its dates or its buyers
            leave that open, so that the step only makes sure that it does not.
        because: Why.
    """

    before: SalesChannel
    ended: SalesChannel | None
    continued_by: tuple[SalesChannel, ...]
    restored_by: tuple[SalesChannel, ...]
    effective: date
    until: date | None
    models: tuple[ModelId, ...]
    markets: tuple[MarketId, ...]
    verdict: Verdict
    because: Reason


@attrs.frozen(kw_only=True)
class Application:
    """A store after a scenario, and what the scenario did.

    Attributes:
        store: The store afterwards.
        changes: What changed, in the order of steps and ids.
        unknown: Channels of which it is unknown whether a step bites.
    """

    store: Store
    changes: tuple[Change, ...] = ()
    unknown: tuple[Candidate[SalesChannel], ...] = ()


def apply(store: Store, scenarios: Iterable[Scenario]) -> Application:
    """Apply scenarios to a store, one after the other.

    Args:
        store: The store before, which stays as it is.
        scenarios: The scenarios; their references may be names.

    Returns:
        The store afterwards, what changed, and what is unknown.

    Raises:
        UnknownNameError: If a scenario names what the store does not hold.
    """
    done = Application(store=store)
    for scenario in scenarios:
        resolved = with_references(scenario, lambda kind, text: resolve(store, kind, text))
        for step in resolved.steps:
            done = _restricted(done, resolved, step)
    return done


def _restricted(done: Application, scenario: Scenario, step: Restrict) -> Application:
    effective, store = scenario.begins(step), done.store
    changes, unknown, taken = list[Change](), list[Candidate[SalesChannel]](), set[str]()
    for channel in store.own("channel"):
        if isinstance(channel, SalesChannel) and _may_be_open(channel.open, effective, step.until):
            bitten = bite(store, step.selects, channel)
            if not _possibly(bitten):
                continue
            doubts = tuple(_doubts(channel, bitten, effective, step.until))
            if bitten.verdict is Verdict.YES:
                made = _change(store, scenario, step, channel=channel, bitten=bitten, sure=not doubts, taken=taken)
                changes.append(made)
            if bitten.unknown or doubts:
                unknown.append(Candidate(channel, (*bitten.unknown, *doubts)))
    return Application(
        store=_with_changes(store, changes),
        changes=(*done.changes, *changes),
        unknown=tuple(dict.fromkeys((*done.unknown, *unknown))),
    )


def _may_be_open(validity: Validity, effective: date, until: date | None) -> bool:
    begins = validity.since.start if validity.since is not None else None
    over_before = validity.is_over_by(effective) is Verdict.YES
    begins_after = until is not None and begins is not None and begins >= until
    return not over_before and not begins_after


def _possibly(bitten: Bite) -> bool:
    return bitten.verdict is not Verdict.NO and bool(bitten.places or bitten.doubtful)


def _doubts(channel: SalesChannel, bitten: Bite, effective: date, until: date | None) -> Iterator[str]:
    """Why it is unknown whether the channel has the sales that are barred."""
    if not bitten.places:
        yield "whether it sells to such buyers is unknown"
    elif channel.into is None and bitten.sold & ~bitten.places:
        yield "its territory is unknown"
    begun = channel.open.surely_begun
    first = None if begun is None else max(begun, effective)
    if first is None or (until is not None and first >= until) or channel.open.holds_on(first) is not Verdict.YES:
        yield f"whether it is open from {effective} on is unknown ({channel.open})"


def _change(
    store: Store,
    scenario: Scenario,
    step: Restrict,
    *,
    channel: SalesChannel,
    bitten: Bite,
    sure: bool,
    taken: set[str],
) -> Change:
    effective = scenario.begins(step)
    narrowed = tuple(_narrowed(store, step, channel, bitten))
    opens_later = not _may_begin_before(channel.open, effective)
    during = channel.open.from_day(effective)
    during = during if step.until is None else during.until(step.until)
    goes_on = _named(store, channel, narrowed, during=during, day=None if opens_later else effective, taken=taken)
    return Change(
        before=channel,
        ended=None if opens_later else attrs.evolve(channel, open=channel.open.until(effective)),
        continued_by=tuple(goes_on),
        restored_by=tuple(_restored(store, channel, step.until, taken, gone=opens_later and not narrowed)),
        effective=effective,
        until=step.until,
        models=bitten.models,
        markets=store.territories.as_markets(bitten.places) or (),
        verdict=Verdict.YES if sure else Verdict.UNKNOWN,
        because=why_it_bites(store, scenario, step, channel, bitten.models),
    )


def _may_begin_before(validity: Validity, day: date) -> bool:
    return validity.since is None or validity.since.start is None or validity.since.start < day


def _narrowed(store: Store, step: Restrict, channel: SalesChannel, bitten: Bite) -> Iterator[SalesChannel]:
    """What the step leaves of a channel: its picked models elsewhere or to other buyers, and its other models."""
    if bitten.sold & ~bitten.places:
        yield _elsewhere(store, step, attrs.evolve(channel, models=bitten.models), bitten)
    if bitten.rest:
        yield attrs.evolve(channel, models=bitten.rest)


def _elsewhere(store: Store, step: Restrict, channel: SalesChannel, bitten: Bite) -> SalesChannel:
    barred = store.territories.as_markets(bitten.places)
    if barred is not None and barred:
        kept = tuple(each for each in channel.excluding if not store.territories.lies_in(each, barred))
        channel = attrs.evolve(channel, excluding=tuple(sorted({*kept, *barred})))
    if (bitten.doubtful or barred is None) and step.selects.buyers is not None:
        others = Not(step.selects.buyers)
        channel = attrs.evolve(channel, only_to=others if channel.only_to is None else all_of(channel.only_to, others))
    return channel


def _named(
    store: Store,
    channel: SalesChannel,
    narrowed: tuple[SalesChannel, ...],
    *,
    during: Validity,
    day: date | None,
    taken: set[str],
) -> Iterator[SalesChannel]:
    """The narrower records, each with an id of its own; without a day, they take the place of the channel."""
    for place, each in enumerate(narrowed):
        suffix = "" if place == 0 else ".other-models"
        if day is None:
            continues, wanted = channel.continues, f"{channel.id}{suffix}"
        else:
            continues, wanted = channel.id, f"{channel.id}.from-{day.isoformat()}{suffix}"
        free = wanted if wanted == channel.id else _free_id(store, wanted, taken)
        yield attrs.evolve(each, id=free, open=during, continues=continues)


def _restored(
    store: Store, channel: SalesChannel, until: date | None, taken: set[str], *, gone: bool
) -> Iterator[SalesChannel]:
    if until is not None and channel.open.is_over_by(until) is not Verdict.YES:
        free = _free_id(store, f"{channel.id}.from-{until.isoformat()}", taken)
        continues = channel.continues if gone else channel.id
        yield attrs.evolve(channel, id=free, open=channel.open.from_day(until), continues=continues)


def _free_id(store: Store, wanted: str, taken: set[str]) -> ChannelId:
    """An id that no channel bears, nor any that the same step has made."""
    number, candidate = 1, wanted[-120:].lstrip("-._")
    while candidate in taken or store.get("channel", candidate) is not None:
        number += 1
        candidate = f"{wanted[-115:].lstrip('-._')}.{number}"
    taken.add(candidate)
    return ChannelId(candidate)


def _with_changes(store: Store, changes: list[Change]) -> Store:
    gone: list[Key] = [key_of(change.before) for change in changes if change.ended is None]
    came: list[Record] = []
    for change in changes:
        came += [] if change.ended is None else [change.ended]
        came += [*change.continued_by, *change.restored_by]
    made = store.changed(add=came, remove=gone)
    return made.changed(add=_rejoined(made, changes)) if gone else made


def _rejoined(store: Store, changes: list[Change]) -> Iterator[Record]:
    """The channels that carried on the terms of one that never opens: they carry on what that one carried on."""
    without = (change.before for change in changes if store.get("channel", change.before.id) is None)
    gone = {channel.id: channel.continues for channel in without}
    for channel_id in gone:
        for each in store.mentioning("channel", channel_id):
            if isinstance(each, SalesChannel):
                earlier = each.continues
                while earlier in gone:
                    earlier = gone[earlier]
                yield attrs.evolve(each, continues=earlier)
