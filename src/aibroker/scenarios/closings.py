"""Closings: for each channel that a scenario closes or narrows, or may, which of its sales are at risk and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from aibroker.queries.answers import Candidate
from aibroker.queries.conditions import sold_places
from aibroker.records.identifiers import ChannelId, PartyId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Evidence, Reason
from aibroker.scenarios.changes import Application, Change, origins
from aibroker.scenarios.steps import Scenario
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.periods import Period
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Closing", "closings"]


@attrs.frozen(kw_only=True)
class Closing:
    """What a scenario takes from a channel, or may take.

    Attributes:
        channel: The channel as it was.
        places: Where it can no longer sell, or may not be able to; all of its places where it is barred from some
            buyers wherever they are.
        days: The days on which its sales may be at risk.
        closed: The days on which it would surely sell to those who surely no longer buy; None where there are none. A
            beginning of which nothing is said does not limit them.
        leavers: Its known buyers whose purchases are at risk: all, or those that leave by themselves.
        surely: Those of them that surely no longer buy through it.
        is_of_leavers: Whether only what these buyers buy is at risk.
        doubt: Why it is unknown whether it closes; empty where it surely does.
        said: What happens to it, in words.
        evidence: The claims behind that.
    """

    channel: SalesChannel
    places: int = attrs.field(repr=hex)
    days: Period
    closed: Period | None = None
    leavers: tuple[PartyId, ...] = ()
    surely: tuple[PartyId, ...] = ()
    is_of_leavers: bool = False
    doubt: str = ""
    said: str
    evidence: tuple[Evidence, ...]


def closings(
    store: Store, application: Application, scenarios: Iterable[Scenario], *, period: Period
) -> tuple[Closing, ...]:
    """What scenarios take from channels in a period, or may take.

    Args:
        store: The landscape's records before.
        application: What the scenarios did.
        scenarios: The scenarios.
        period: The period.
    """
    doubts = {each.item.id: "; ".join(each.because) for each in application.unknown}
    there = (change for change in application.changes if store.get("channel", change.origin) is not None)
    known = (_of_change(store, change, doubts, period) for change in there)
    spared = (each for each in application.unknown if each.item.id in application.spared)
    origin, first = origins(application.changes), _first_day(scenarios)
    doubtful = (each for each in spared if store.get("channel", origin.get(each.item.id, each.item.id)) is not None)
    perhaps = (_of_candidate(store, each, first, period) for each in doubtful)
    return tuple(each for each in (*known, *perhaps) if each is not None)


def _first_day(scenarios: Iterable[Scenario]) -> date | None:
    return min((scenario.begins(step) for scenario in scenarios for step in scenario.steps), default=None)


def _of_change(store: Store, change: Change, doubts: Mapping[ChannelId, str], period: Period) -> Closing | None:
    days = _shared(Period(change.effective, change.until), change.open_before.possibly, period)
    if days is None or change.takes == "hosting":
        return None
    is_sure = change.verdict is Verdict.YES
    surely = _gone(change) if is_sure else ()
    return Closing(
        channel=change.before,
        places=_places(store, change),
        days=days,
        closed=_closed(change.open_before, days) if surely else None,
        leavers=change.buyers or change.before.buyers.known,
        surely=surely,
        is_of_leavers=bool(change.buyers),
        doubt="" if is_sure else doubts.get(change.before.id, "") or "it is unknown whether it sells what is barred",
        said=change.because.statement,
        evidence=tuple(dict.fromkeys(_all_evidence(change.because))),
    )


def _gone(change: Change) -> tuple[PartyId, ...]:
    """The known buyers that no longer buy through a channel, nor through what goes on of it."""
    if change.buyers or not change.continued_by:
        return change.buyers or change.before.buyers.known
    still = {buyer for each in change.continued_by for buyer in each.buyers.known}
    return tuple(each for each in change.barred if each not in still)


def _of_candidate(
    store: Store, candidate: Candidate[SalesChannel], first: date | None, period: Period
) -> Closing | None:
    channel = candidate.item
    days = _shared(Period(first, None), channel.open.possibly, period)
    if days is None:
        return None
    return Closing(
        channel=channel,
        places=_sold(store, channel),
        days=days,
        leavers=channel.buyers.known,
        doubt="; ".join(candidate.because),
        said=f"{channel.id} may be closed or narrowed",
        evidence=evidence(store, channel.claims),
    )


def _shared(*periods: Period) -> Period | None:
    """The days that all periods share."""
    days: Period | None = Period.always()
    for each in periods:
        days = None if days is None else each & days
    return days


def _closed(held: Validity, days: Period) -> Period | None:
    surely = held.surely
    if surely is None:
        return None
    is_said = held.since is not None
    return days & Period(surely.start if is_said else None, surely.end)


def _sold(store: Store, channel: SalesChannel) -> int:
    return sold_places(store.territories, channel.into, channel.excluding, channel.only_to)


def _places(store: Store, change: Change) -> int:
    """Where sales are barred: all over where some buyers are barred wherever they are, so that others go on there."""
    by_buyer = any(each.only_to != change.before.only_to for each in change.continued_by)
    sold = _sold(store, change.before)
    return sold if by_buyer or not change.continued_by else change.places or sold


def _all_evidence(reason: Reason) -> Iterator[Evidence]:
    yield from reason.evidence
    for each in reason.because:
        yield from _all_evidence(each)
