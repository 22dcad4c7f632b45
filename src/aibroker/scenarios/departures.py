"""Steps after which a channel goes on with other terms: its models run elsewhere, or a known buyer has left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.queries.answers import Candidate
from aibroker.records.identifiers import PartyId
from aibroker.records.offers import Clientele, Hosting, SalesChannel
from aibroker.scenarios.causes import as_recorded, called, why_supposed
from aibroker.scenarios.changes import Application, Change, Taken
from aibroker.scenarios.clienteles import has_no_buyer
from aibroker.scenarios.cuts import Cutter, may_be_open, with_changes
from aibroker.scenarios.restrictions import channels_named
from aibroker.scenarios.steps import LoseBuyer, MoveHosting, Scenario

__all__ = ["left", "moved"]


def moved(done: Application, scenario: Scenario, step: MoveHosting) -> Application:
    """Let the models of a channel, and of what carries on its terms, run elsewhere."""
    to = Hosting(exactly=step.to)
    terms = (
        (each, attrs.evolve(each, hosted_in=to)) for each in channels_named(done, step.channel) if each.hosted_in != to
    )
    where = ", ".join(called(done.store, each, "market") for each in step.to)
    return _carried_on(done, scenario, step, terms, f"moves it to {where}", takes="hosting")


def left(done: Application, scenario: Scenario, step: LoseBuyer) -> Application:
    """Let a known buyer stop buying."""
    bought = (each for each in _bought_through(done, step.buyer) if step.seller in (None, each.seller))
    without = ((each, attrs.evolve(each, buyers=_without(each.buyers, step.buyer))) for each in bought)
    terms = ((each, None if has_no_buyer(later) else later) for each, later in without)
    said = f"lets {called(done.store, step.buyer)} stop buying through it"
    return _carried_on(done, scenario, step, terms, said, takes="buyers", buyers=(step.buyer,))


def _bought_through(done: Application, buyer: PartyId) -> Iterator[SalesChannel]:
    """The channels through which a buyer is known to buy, or was until a step that may have barred it."""
    mentioning = (each for each in done.store.mentioning("party", buyer) if isinstance(each, SalesChannel))
    ids = dict.fromkeys(each.id for each in mentioning if buyer in each.buyers.known)
    for change in done.changes:
        if buyer in change.before.buyers.known and buyer not in (*change.barred, *change.buyers):
            ids |= dict.fromkeys(each.id for each in (*change.continued_by, *change.restored_by))
    found = (done.store.get("channel", each) for each in ids)
    yield from (each for each in found if isinstance(each, SalesChannel) and buyer not in each.buyers.never)


def _without(buyers: Clientele, buyer: PartyId) -> Clientele:
    if buyers.exactly is not None:
        return Clientele(exactly=tuple(each for each in buyers.exactly if each != buyer))
    return Clientele(at_least=tuple(each for each in buyers.at_least if each != buyer), never=(*buyers.never, buyer))


def _carried_on(
    done: Application,
    scenario: Scenario,
    step: LoseBuyer | MoveHosting,
    terms: Iterable[tuple[SalesChannel, SalesChannel | None]],
    said: str,
    *,
    takes: Taken,
    buyers: tuple[PartyId, ...] = (),
) -> Application:
    effective = scenario.begins(step)
    changer = Cutter.of(done, effective, step.until)
    changes, unknown = list[Change](), list[Candidate[SalesChannel]]()
    for channel, later in terms:
        if may_be_open(channel.open, effective, step.until):
            because = why_supposed(done.store, scenario, said, as_recorded(done.store, channel))
            made, doubts = changer.carried_on(channel, later, because, takes=takes, buyers=buyers)
            changes.append(made)
            unknown += [Candidate(channel, doubts)] if doubts else []
    return with_changes(done, changes, unknown)
