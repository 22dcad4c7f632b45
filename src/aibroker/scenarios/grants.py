"""Steps that grant and end rights, and what follows: what rests on a right alone closes with it.

A right that is granted, and an exclusive one that ends, open a market as a possibility: who takes it up is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.errors import InvalidValueError
from aibroker.queries.answers import Candidate
from aibroker.records.buyers import Buyers, all_of, located_in, not_
from aibroker.records.identifiers import RightId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Right
from aibroker.scenarios.causes import as_recorded, called, why_supposed
from aibroker.scenarios.changes import Application, Opening
from aibroker.scenarios.covers import extends_to, may_cover, possible_places, resting_again
from aibroker.scenarios.cuts import Because, Cut, with_cuts
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.selectors import Bite, whole
from aibroker.scenarios.starts import days_of, from_the_day, is_opened, joined
from aibroker.scenarios.steps import EndRight, GrantRight, Scenario
from aibroker.store.stores import Store, key_of
from aibroker.values.verdicts import Verdict

__all__ = ["ended", "granted"]


def granted(done: Application, scenario: Scenario, step: GrantRight) -> Application:
    """Let a right hold from a day on.

    Raises:
        InvalidLandscapeError: If it does not hold together with the rest, or another right bears its id.
        InvalidValueError: If it is over by then.
    """
    effective = scenario.begins(step)
    holds = from_the_day(step.right.holds, effective, step.until)
    right = attrs.evolve(step.right, holds=holds, supposed_by=scenario.name)
    if is_opened(done, right):
        return done
    because = why_supposed(done.store, scenario, f"grants {called(done.store, right.holder)} the right {right.id}")
    return joined(done, right, _possibility(right, *days_of(holds, effective), because))


def _possibility(right: Right, effective: date, until: date | None, because: Reason) -> Opening:
    return Opening(
        item=right,
        models=right.models,
        markets=right.territory or (),
        effective=effective,
        until=until,
        verdict=Verdict.UNKNOWN,
        because=because,
    )


def ended(done: Application, scenario: Scenario, step: EndRight) -> Application:
    """End a right, and what holds of it again after an earlier step; and close what no right covers any more.

    Raises:
        InvalidValueError: If it begins only on that day or later.
    """
    for right in _rights_named(done, step.right):
        done = _ended(done, scenario, step, right)
    return done


def _rights_named(done: Application, right_id: RightId) -> tuple[Right, ...]:
    """A right and those as which it holds again after earlier steps."""
    ids = dict.fromkeys((right_id,))
    for before, again in done.renewals:
        if before in ids:
            ids[again] = None
    found = (done.store.get("right", each) for each in ids)
    return tuple(each for each in found if isinstance(each, Right))


def _ended(done: Application, scenario: Scenario, step: EndRight, right: Right) -> Application:
    effective, until = scenario.begins(step), step.until
    if right.holds.is_over_by(effective) is Verdict.YES or (until is not None and _begins_on_or_after(right, until)):
        return done
    is_renewed = right.id != step.right and _begins_on_or_after(right, effective)
    first = right.holds.possibly.start if is_renewed else None
    day = effective if first is None else first
    _refuse_too_early(right, effective, is_renewed=is_renewed)
    again = _again(done.store, right, until)
    records = [] if is_renewed else [attrs.evolve(right, holds=right.holds.until(effective))]
    records += [] if again is None else [again]
    renewals = () if again is None else ((right.id, again.id),)
    made = attrs.evolve(
        done, store=done.store.changed(add=records), renewals=tuple(dict.fromkeys((*done.renewals, *renewals)))
    )
    made = _uncovered(made, scenario, right, again, effective=day, until=until)
    if again is not None:
        made = attrs.evolve(made, store=_resting_again(made.store, right, again))
    if is_renewed:
        return attrs.evolve(made, store=_without(made.store, right))
    if not right.exclusive or right.may == "host":
        return made
    over = attrs.evolve(right, holds=right.holds.until(day))
    ends = min((each for each in (until, right.holds.possibly.end) if each is not None), default=None)
    opening = _possibility(over, day, ends, _nobody_shut_out(done.store, scenario, right))
    return attrs.evolve(made, openings=(*made.openings, opening))


def _resting_again(store: Store, right: Right, again: Right) -> Store:
    """The store in which what is open once a right holds again rests on it as it holds then."""
    mentioning = (each for each in store.mentioning("right", right.id) if isinstance(each, SalesChannel))
    made = ((each, resting_again(each, right.id, again)) for each in mentioning)
    return store.changed(add=[later for each, later in made if later != each])


def _refuse_too_early(right: Right, effective: date, *, is_renewed: bool) -> None:
    if not is_renewed and _begins_on_or_after(right, effective):
        problem = f"the right {right.id} begins only on or after the day on which a step ends it"
        raise InvalidValueError(problem, effective.isoformat(), valid=f"a day after {right.holds.possibly.start}")


def _begins_on_or_after(right: Right, day: date) -> bool:
    begins = right.holds.possibly.start
    return begins is not None and begins >= day


def _without(store: Store, right: Right) -> Store:
    """The store without a right that never comes to hold again; what would have rested on it rests on it no more."""
    mentioning = (each for each in store.mentioning("right", right.id) if isinstance(each, SalesChannel))
    freed = [attrs.evolve(each, rests_on=tuple(one for one in each.rests_on if one != right.id)) for each in mentioning]
    return store.changed(add=freed, remove=[key_of(right)])


def _uncovered(
    done: Application, scenario: Scenario, right: Right, again: Right | None, *, effective: date, until: date | None
) -> Application:
    """Cut what rests on a right alone once it is over: then, and whenever another one that covers it ends too.

    Where another one begins to hold that may cover it, it comes back on that day, less what that one does not cover.
    """
    for day in _days(done.store, right, effective, until):  # found before any channel comes back on another right
        cuts: dict[date | None, list[Cut]] = {}
        for cut in _cuts(done.store, scenario, right, day, again, ends=effective):
            cuts.setdefault(_next_beginning(done.store, cut.channel, right, day, until), []).append(cut)
        for end, listed in cuts.items():
            further = with_cuts(done, listed, day, end)
            done = further if day == effective else attrs.evolve(further, unknown=_said_first(done, further))
    return done


def _said_first(done: Application, further: Application) -> tuple[Candidate[SalesChannel], ...]:
    """Of what was unknown before, what was said then: that it is unknown on a later day follows from that."""
    said = {each.item.id: each for each in done.unknown}
    return tuple(said.get(each.item.id, each) for each in further.unknown)


def _days(store: Store, right: Right, effective: date, until: date | None) -> tuple[date, ...]:
    """The days on which what covers a channel that rests on a right may change, from its end on."""
    channels = (each for each in store.mentioning("right", right.id) if isinstance(each, SalesChannel))
    others = {other.id: other for each in channels for other in _others(store, each, right)}
    turns = (day for each in others.values() for day in _turns(each))
    return tuple(sorted({effective, *(day for day in turns if day > effective and (until is None or day < until))}))


def _turns(right: Right) -> Iterator[date]:
    """The days on which a right begins or ends, or on which that may or must have happened."""
    for period in (right.holds.possibly, right.holds.surely):
        if period is not None:
            yield from (day for day in (period.start, period.end) if day is not None)


def _next_beginning(store: Store, channel: SalesChannel, right: Right, day: date, until: date | None) -> date | None:
    """The first day after one on which another right that may cover sales of a channel begins to hold.

    On that day the channel comes back, and what that right does not cover is cut again; else on the end of the step.
    """
    places = whole(store, channel).sold & possible_places(store, right)
    others = (each for each in _others(store, channel, right) if each.holds.is_over_by(day) is not Verdict.YES)
    coming = (each for each in others if each.holds.holds_on(day) is Verdict.NO)
    helpful = (
        each for each in coming if places & possible_places(store, each) and may_cover(store, each, channel.models)
    )
    begins = (each.holds.possibly.start for each in helpful)
    return min((each for each in (*begins, until) if each is not None and each > day), default=None)


def _again(store: Store, right: Right, until: date | None) -> Right | None:
    """The right as it holds again after a while."""
    if until is None or right.holds.is_over_by(until) is Verdict.YES:
        return None
    free = RightId(FreeIds(store, "right").free(f"{right.id}.from-{until.isoformat()}"))
    return attrs.evolve(right, id=free, holds=right.holds.from_day(until))


def _nobody_shut_out(store: Store, scenario: Scenario, right: Right) -> Reason:
    statement = f"ends {right.id}, which shut others out; whether anybody enters is not said"
    return why_supposed(store, scenario, statement, as_recorded(store, right))


def _cuts(
    store: Store, scenario: Scenario, right: Right, day: date, again: Right | None, *, ends: date
) -> Iterator[Cut]:
    """What no right covers on a day once one is over, of the channels that rest on it, or on it as it holds again."""
    mentioned = (right.id, *(() if again is None else (again.id,)))
    resting = {each.id: each for one in mentioned for each in store.mentioning("right", one)}
    for channel in resting.values():
        if isinstance(channel, SalesChannel):
            yield Cut(
                channel=channel,
                bite=_what_rests_on_it_alone(store, channel, right, day),
                barred=_buyers_of_it_alone(store, channel, right, day),
                because=_ending(store, scenario, right, ends, channel),
                comes_back_on=_again_on(channel, right, again),
            )


def _ending(store: Store, scenario: Scenario, right: Right, effective: date, channel: SalesChannel) -> Because:
    return lambda _: why_supposed(
        store,
        scenario,
        f"ends the right {right.id} on {effective}, on which {channel.id} rests",
        as_recorded(store, right),
        *(as_recorded(store, other) for other in _others(store, channel, right)),
        as_recorded(store, channel),
    )


def _again_on(channel: SalesChannel, right: Right, again: Right | None) -> tuple[RightId, ...]:
    held = right.id if again is None else again.id
    return tuple(held if each == right.id else each for each in channel.rests_on)


def _others(store: Store, channel: SalesChannel, right: Right) -> tuple[Right, ...]:
    found = (store.get("right", each) for each in channel.rests_on if each != right.id)
    return tuple(each for each in found if isinstance(each, Right))


def _what_rests_on_it_alone(store: Store, channel: SalesChannel, right: Right, day: date) -> Bite:
    """What the right covers and no other right that the channel rests on; one that covers a sale is enough for it."""
    everything, covering = whole(store, channel), _covering(store, channel, right, day)
    others = [each for each in _others(store, channel, right) if each.holds.holds_on(day) is not Verdict.NO]
    sure = [each for each in others if each.holds.holds_on(day) is Verdict.YES and each.territory is not None]
    elsewhere = reduce(or_, (possible_places(store, each) for each in covering), 0)
    places = everything.sold & possible_places(store, right) & ~elsewhere
    everywhere = [each for each in sure if not places & ~possible_places(store, each)]
    spared = tuple(model for model in channel.models if not _rests_on(store, model, right, everywhere))
    lost = tuple(model for model in channel.models if model not in spared and extends_to(store, right, model))
    settled = {each.id for each in covering}
    doubts = tuple(
        f"whether the right {each.id} covers the sale is unknown"
        for each in others
        if each.id not in settled and places & possible_places(store, each) and may_cover(store, each, lost)
    )
    doubts += (f"which models {channel.id} sells is unknown",) if channel.models_unknown else ()
    may_rest = bool(right.models) if channel.models_unknown else len(spared) < max(len(channel.models), 1)
    verdict = Verdict.of(bool(places) and may_rest)
    if doubts:
        verdict &= Verdict.UNKNOWN
    rest = tuple(model for model in channel.models if model not in lost)
    return attrs.evolve(
        everything, verdict=verdict, models=lost, rest=rest, spared=spared, unknown=doubts, places=places
    )


def _covering(store: Store, channel: SalesChannel, right: Right, day: date) -> list[Right]:
    """The other rights that surely cover all models of the channel, in their territories; of unknown ones none does.

    Where nobody names the models, those may rest on the right that it covers, so that others that cover these do, too.
    """
    models = right.models if channel.models_unknown else channel.models
    known = (each for each in _others(store, channel, right) if each.territory is not None)
    sure = (each for each in known if each.holds.holds_on(day) is Verdict.YES)
    return [each for each in sure if all(extends_to(store, each, model) for model in models)]


def _buyers_of_it_alone(store: Store, channel: SalesChannel, right: Right, day: date) -> Buyers | None:
    """The buyers that the right covers and no other; None for all of the channel's."""
    own = [] if right.territory is None else [_within(right)]
    parts = (*own, *(not_(_within(each)) for each in _covering(store, channel, right, day)))
    return all_of(*parts) if len(parts) > 1 else next(iter(parts), None)


def _within(right: Right) -> Buyers:
    inside = located_in(*(right.territory or ()))
    return all_of(inside, not_(located_in(*right.excluding))) if right.excluding else inside


def _rests_on(store: Store, model: str, right: Right, others: list[Right]) -> bool:
    """Whether the sale of a model may rest on a right, and surely on none of some others."""
    return may_cover(store, right, (model,)) and not any(extends_to(store, each, model) for each in others)
