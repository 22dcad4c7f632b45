"""Fates: what became of channels on the whole, once all steps are taken: closed, narrowed, or on other terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from aibroker.records.identifiers import ChannelId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.scenarios.changes import Application, Change, origins
from aibroker.values.verdicts import Verdict

__all__ = ["Fates", "earliest_of_each", "fates", "on_the_whole"]


@attrs.frozen
class Fates:
    """What surely became of channels.

    Attributes:
        taken: Every change that takes sales away, or after which nothing goes on; those of one day together.
        closed: Those after which nothing goes on of a channel; the first where it is closed more than once at a time.
        narrowed: The others.
        moved: The changes after which channels go on from another place, or without a buyer that left by itself.
    """

    taken: tuple[Change, ...]
    closed: tuple[Change, ...]
    narrowed: tuple[Change, ...]
    moved: tuple[Change, ...]


def fates(done: Application) -> Fates:
    """What surely became of channels under scenarios."""
    whole = on_the_whole(each for each in done.changes if each.verdict is Verdict.YES)
    taken = tuple(each for each in whole if each.takes == "sales" or not each.continued_by)
    left = _left(done)
    ends = [each for each in taken if not each.continued_by and not _goes_on(each, left)]
    ends.sort(key=lambda each: (each.effective, each.ended is None))  # what never opens was closed with what had opened
    closed: list[Change] = []
    for each in ends:
        if not any(_lies_within(each, other) for other in closed):
            closed.append(each)
    narrowed = tuple(each for each in taken if each not in ends)
    others = (each for each in whole if each.takes != "sales" and each.continued_by)
    moved = tuple(each for each in others if _surely_goes_on(done, each))
    return Fates(taken, tuple(each for each in taken if each in closed), narrowed, moved)


def _left(done: Application) -> dict[ChannelId, list[SalesChannel]]:
    """For each channel that was changed, the records in which it goes on after all steps, and itself."""
    origin = origins(done.changes)
    found: dict[ChannelId, list[SalesChannel]] = {change.origin: [] for change in done.changes}
    for channel_id in (*found, *origin):
        channel = done.store.get("channel", channel_id)
        if isinstance(channel, SalesChannel):
            found[origin.get(channel_id, channel_id)].append(channel)
    return found


def _goes_on(change: Change, left: dict[ChannelId, list[SalesChannel]]) -> bool:
    """Whether another record of the same channel may be open while it is closed."""
    others = (each.open.possibly for each in left[change.origin])
    return any(
        (each.end is None or each.end > change.effective)
        and (each.start is None or change.until is None or each.start < change.until)
        for each in others
    )


def _lies_within(change: Change, other: Change) -> bool:
    """Whether a channel is closed by another change on all days on which it is by this one."""
    last = change.until or date.max
    return change.origin == other.origin and other.effective <= change.effective and last <= (other.until or date.max)


def _surely_goes_on(done: Application, change: Change) -> bool:
    """Whether something surely goes on of a channel, on some day: no earlier step may have closed it, and none did."""
    is_there = (each for each in change.continued_by if done.store.get("channel", each.id) is not None)
    return any(each.open.surely is not None for each in is_there)


def on_the_whole(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with those taken together that make one another's channels begin otherwise on the very same day.

    What a step lets go on from a day, and another one takes on that day, has never been there. What a step closes for a
    while, and another one keeps from coming back, stays closed.
    """
    whole: list[Change] = []
    for change in changes:
        carried = next((each for each in whole if _takes_what_goes_on(change, each)), None)
        closed = next((each for each in whole if _keeps_closed(change, each)), None)
        if carried is not None:
            whole[whole.index(carried)] = _together(carried, change)
        elif closed is not None:
            because = _both(closed.because, change.because)
            longer = attrs.evolve(closed, until=change.until, restored_by=change.restored_by, because=because)
            whole[whole.index(closed)] = longer
        else:
            whole.append(change)
    return tuple(whole)


def _takes_what_goes_on(change: Change, earlier: Change) -> bool:
    """Whether a change takes away, on the same day and as surely, what another one lets go on."""
    is_of_one_kind = earlier.takes == change.takes == "sales" or not change.continued_by
    is_of_one_day = change.ended is None and change.before in earlier.continued_by
    return is_of_one_day and is_of_one_kind and change.verdict is earlier.verdict


def _keeps_closed(change: Change, earlier: Change) -> bool:
    """Whether a change takes away, as surely, all that would come back after another one has closed a channel."""
    is_all = not earlier.continued_by and not change.continued_by and (change.before,) == earlier.restored_by
    return is_all and change.ended is None and change.verdict is earlier.verdict


def _both(first: Reason, second: Reason) -> Reason:
    return Reason(statement=f"{first.statement}; {second.statement}", because=(first, second))


def _together(first: Change, second: Change) -> Change:
    goes_on = (*(each for each in first.continued_by if each != second.before), *second.continued_by)
    comes_back = (*(each for each in first.restored_by if each != second.before), *second.restored_by)
    return attrs.evolve(
        first,
        continued_by=goes_on,
        restored_by=comes_back,
        takes=first.takes if first.takes == second.takes else "sales",
        buyers=tuple(dict.fromkeys((*first.buyers, *second.buyers))),
        models=tuple(dict.fromkeys((*first.models, *second.models))),
        markets=tuple(dict.fromkeys((*first.markets, *second.markets))),
        places=first.places | second.places,
        barred=tuple(dict.fromkeys((*first.barred, *second.barred))),
        because=_both(first.because, second.because),
    )


def earliest_of_each(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Of several changes to one channel, which steps of different days have made, the one that holds first."""
    found: dict[str, Change] = {}
    for change in changes:
        known = found.setdefault(change.before.id, change)
        if change.effective < known.effective:
            found[change.before.id] = change
    return tuple(found.values())
