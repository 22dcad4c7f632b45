"""Steps that grant and end rights, and what follows: what rests on a right alone closes with it.

A right that is granted, and an exclusive one that ends, open a market as a possibility: who takes it up is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_

import attrs

from aibroker.records.buyers import Buyers, all_of, located_in, not_
from aibroker.records.identifiers import RightId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Right
from aibroker.scenarios.causes import as_recorded, called, why_supposed
from aibroker.scenarios.changes import Application, Opening
from aibroker.scenarios.cuts import Because, Cut, with_cuts
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.selectors import Bite, whole
from aibroker.scenarios.starts import from_the_day, is_opened, joined
from aibroker.scenarios.steps import EndRight, GrantRight, Scenario
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
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
    return joined(done, right, _possibility(right, effective, step.until, because))


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
    """End a right, and close what rests on it alone.

    Raises:
        InvalidValueError: If it begins only on that day or later.
    """
    effective = scenario.begins(step)
    right = done.store.get("right", step.right)
    if not isinstance(right, Right) or right.holds.is_over_by(effective) is Verdict.YES:
        return done
    again = _again(done.store, right, step.until)
    cuts = tuple(_cuts(done.store, scenario, right, effective, again))
    records = [attrs.evolve(right, holds=right.holds.until(effective)), *(() if again is None else (again,))]
    made = with_cuts(attrs.evolve(done, store=done.store.changed(add=records)), cuts, effective, step.until)
    if not right.exclusive or right.may == "host":
        return made
    opening = _possibility(records[0], effective, step.until, _nobody_shut_out(done.store, scenario, right))
    return attrs.evolve(made, openings=(*made.openings, opening))


def _again(store: Store, right: Right, until: date | None) -> Right | None:
    """The right as it holds again after a while."""
    if until is None or right.holds.is_over_by(until) is Verdict.YES:
        return None
    free = RightId(FreeIds(store, "right").free(f"{right.id}.from-{until.isoformat()}"))
    return attrs.evolve(right, id=free, holds=right.holds.from_day(until))


def _nobody_shut_out(store: Store, scenario: Scenario, right: Right) -> Reason:
    statement = f"ends {right.id}, which shut others out; whether anybody enters is not said"
    return why_supposed(store, scenario, statement, as_recorded(store, right))


def _cuts(store: Store, scenario: Scenario, right: Right, effective: date, again: Right | None) -> Iterator[Cut]:
    for channel in store.mentioning("right", right.id):
        if isinstance(channel, SalesChannel):
            yield Cut(
                channel=channel,
                bite=_what_rests_on_it_alone(store, channel, right, effective),
                barred=_buyers_of_it_alone(store, channel, right, effective),
                because=_ending(store, scenario, right, effective, channel),
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
    elsewhere = reduce(or_, (_possible_places(store, each) for each in covering), 0)
    places = everything.sold & _possible_places(store, right) & ~elsewhere
    everywhere = [each for each in sure if not places & ~_possible_places(store, each)]
    spared = tuple(model for model in channel.models if not _rests_on(store, model, right, everywhere))
    lost = tuple(model for model in channel.models if model not in spared and _extends_to(store, right, model))
    settled = {each.id for each in covering}
    doubts = tuple(
        f"whether the right {each.id} covers the sale is unknown"
        for each in others
        if each.id not in settled and places & _possible_places(store, each) and _may_cover(store, each, lost)
    )
    verdict = Verdict.of(bool(places) and len(spared) < max(len(channel.models), 1))
    if doubts:
        verdict &= Verdict.UNKNOWN
    rest = tuple(model for model in channel.models if model not in lost)
    return attrs.evolve(
        everything, verdict=verdict, models=lost, rest=rest, spared=spared, unknown=doubts, places=places
    )


def _covering(store: Store, channel: SalesChannel, right: Right, day: date) -> list[Right]:
    """The other rights that surely cover all models of the channel, in their territories."""
    known = (each for each in _others(store, channel, right) if each.territory is not None)
    sure = (each for each in known if each.holds.holds_on(day) is Verdict.YES)
    return [each for each in sure if all(_extends_to(store, each, model) for model in channel.models)]


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
    return _may_cover(store, right, (model,)) and not any(_extends_to(store, each, model) for each in others)


def _extends_to(store: Store, right: Right, model: str) -> bool:
    return bool(set(lineage(store, model)) & set(right.models))


def _may_cover(store: Store, right: Right, models: tuple[str, ...]) -> bool:
    """Whether a right may be over one of some models, or over a part of one; over any where none are named."""
    return not models or any(
        _extends_to(store, right, model) or any(model in lineage(store, each) for each in right.models)
        for model in models
    )


def _possible_places(store: Store, right: Right) -> int:
    return store.territories.territory(right.territory, right.excluding)
