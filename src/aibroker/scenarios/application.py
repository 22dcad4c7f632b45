"""Applying a scenario to a store: a pure function from a store to a store, with what changed and why.

A restriction bites only where it applies. A channel ends on the day, and what the restriction leaves of it is carried
on by narrower records from that day. Nothing before the day changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from aibroker.errors import InvalidValueError
from aibroker.queries.answers import Candidate
from aibroker.records.buyers import all_of
from aibroker.records.identifiers import AssumptionId, ChannelId, MarketId, ModelId
from aibroker.records.kinds import Record
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.references import with_references
from aibroker.scenarios.causes import why_it_bites
from aibroker.scenarios.selectors import Bite, bite, others_than
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
        markets: The markets that it can no longer sell them into, or that hold the places where it cannot; empty where
            only some buyers there are barred.
        places: Those places, as bits of the territories of the landscape.
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
    places: int = attrs.field(repr=hex)
    verdict: Verdict
    because: Reason


@attrs.frozen(kw_only=True)
class Application:
    """A store after a scenario, and what the scenario did.

    Attributes:
        store: The store afterwards.
        changes: What changed, in the order of steps and ids.
        unknown: Channels of which it is unknown whether a step bites.
        assumptions: The assumptions that the scenarios turn on, each once.
    """

    store: Store
    changes: tuple[Change, ...] = ()
    unknown: tuple[Candidate[SalesChannel], ...] = ()
    assumptions: tuple[AssumptionId, ...] = ()


@attrs.frozen
class _Left:
    """What a step leaves of a channel: how its id ends, its terms, and whether only perhaps."""

    suffix: str
    channel: SalesChannel
    perhaps: bool = False


def apply(store: Store, scenarios: Iterable[Scenario]) -> Application:
    """Apply scenarios to a store, one after the other.

    Args:
        store: The store before, which stays as it is.
        scenarios: The scenarios; their references may be names.

    Returns:
        The store afterwards, what changed, and what is unknown.

    Raises:
        UnknownNameError: If a scenario names what the store does not hold.
        InvalidValueError: If something is no scenario.
    """
    done = Application(store=store)
    for scenario in scenarios:
        if not isinstance(scenario, Scenario):
            problem = "this is no scenario"
            raise InvalidValueError(problem, scenario, valid="a Scenario, such as the playbook makes")
        resolved = with_references(scenario, lambda kind, text: resolve(store, kind, text))
        done = attrs.evolve(done, assumptions=tuple(dict.fromkeys((*done.assumptions, *resolved.assumptions))))
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
            elif bitten.places and channel.open.perhaps_until(effective, latest=step.until) != channel.open:
                changes.append(_doubtful(store, scenario, step, channel=channel, bitten=bitten, taken=taken))
            if bitten.unknown or doubts:
                unknown.append(Candidate(channel, (*bitten.unknown, *doubts)))
    return attrs.evolve(
        done,
        store=_with_changes(store, changes),
        changes=(*done.changes, *changes),
        unknown=(*done.unknown, *(each for each in unknown if not _is_listed(each, done.unknown))),
    )


def _is_listed(candidate: Candidate[SalesChannel], unknown: Iterable[Candidate[SalesChannel]]) -> bool:
    return any(each.item.id == candidate.item.id for each in unknown)


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
    goes_on = _named(store, step, channel, narrowed, day=effective, taken=taken, replaces=opens_later)
    return Change(
        before=channel,
        ended=None if opens_later else attrs.evolve(channel, open=channel.open.until(effective)),
        continued_by=tuple(goes_on),
        restored_by=tuple(_restored(store, channel, step.until, taken, gone=opens_later and not narrowed)),
        effective=effective,
        until=step.until,
        models=bitten.models,
        markets=store.territories.as_markets(bitten.places) or store.territories.around(bitten.places),
        places=bitten.places,
        verdict=Verdict.YES if sure else Verdict.UNKNOWN,
        because=why_it_bites(store, scenario, step, channel, bitten.models),
    )


def _doubtful(
    store: Store, scenario: Scenario, step: Restrict, *, channel: SalesChannel, bitten: Bite, taken: set[str]
) -> Change:
    """What a step does that may bite or not: from its day on, it is unknown whether the channel is open on its terms.

    What the step would leave of it in any case, its other models among it, goes on for sure.
    """
    effective = scenario.begins(step)
    meant = tuple(model for model in channel.models if model not in bitten.spared)
    whole = attrs.evolve(bitten, models=meant, rest=bitten.spared)
    narrowed = tuple(_narrowed(store, step, channel, whole))
    return Change(
        before=channel,
        ended=attrs.evolve(channel, open=channel.open.perhaps_until(effective, latest=step.until)),
        continued_by=tuple(_named(store, step, channel, narrowed, day=effective, taken=taken, replaces=False)),
        restored_by=tuple(_restored(store, channel, step.until, taken, gone=False)),
        effective=effective,
        until=step.until,
        models=meant,
        markets=store.territories.as_markets(bitten.places) or store.territories.around(bitten.places),
        places=bitten.places,
        verdict=Verdict.UNKNOWN,
        because=why_it_bites(store, scenario, step, channel, meant),
    )


def _may_begin_before(validity: Validity, day: date) -> bool:
    return validity.since is None or validity.since.start is None or validity.since.start < day


def _narrowed(store: Store, step: Restrict, channel: SalesChannel, bitten: Bite) -> Iterator[_Left]:
    """What the step leaves: its models elsewhere or to other buyers, other models, and perhaps the doubtful ones."""
    unsure = tuple(model for model in bitten.rest if model not in bitten.spared) if bitten.places else ()
    kept = tuple(model for model in bitten.rest if model not in unsure)
    meant = tuple(model for model in channel.models if model not in kept)
    if bitten.sold & ~bitten.places:
        yield _Left("", _elsewhere(store, step, attrs.evolve(channel, models=meant), bitten))
    if kept:
        yield _Left(".other-models", attrs.evolve(channel, models=kept))
    if unsure:
        yield _Left(".perhaps", attrs.evolve(channel, models=unsure), perhaps=True)


def _elsewhere(store: Store, step: Restrict, channel: SalesChannel, bitten: Bite) -> SalesChannel:
    barred = store.territories.as_markets(bitten.places)
    if barred is not None and barred:
        channel = attrs.evolve(channel, excluding=tuple(sorted({*channel.excluding, *barred})))
    if (bitten.doubtful or barred is None) and step.selects.buyers is not None:
        others = others_than(step.selects.buyers)
        channel = attrs.evolve(channel, only_to=others if channel.only_to is None else all_of(channel.only_to, others))
    return channel


def _named(
    store: Store,
    step: Restrict,
    channel: SalesChannel,
    left: tuple[_Left, ...],
    *,
    day: date,
    taken: set[str],
    replaces: bool,
) -> Iterator[SalesChannel]:
    """The narrower records, each with an id of its own and its days; or with that of the channel that they replace."""
    during = channel.open.from_day(day)
    during = during if step.until is None else during.until(step.until)
    for place, each in enumerate(left):
        stem = channel.id if replaces else f"{channel.id}.from-{day.isoformat()}"
        wanted = f"{stem}{each.suffix if place else ''}"
        yield attrs.evolve(
            each.channel,
            id=wanted if wanted == channel.id else _free_id(store, wanted, taken),
            open=during.perhaps_until(day) if each.perhaps else during,
            continues=channel.continues if replaces else channel.id,
        )


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
                while earlier is not None and earlier in gone:
                    earlier = gone[earlier]
                yield attrs.evolve(each, continues=earlier)
