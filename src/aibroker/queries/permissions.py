"""What permits a sale of models: the rights that a channel rests on, and the refusals that may stand in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

import attrs

from aibroker.queries.circumstances import Asked, dated, known_to_buy, settled, within
from aibroker.queries.eligibility import Condition, meets
from aibroker.queries.models import developer_of
from aibroker.queries.words import called, listed
from aibroker.records.identifiers import ModelId
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Refusal, Right
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["permissions", "permits"]

_BINDS = {"itself": Verdict.NO, "anyone": Verdict.YES, "unknown": Verdict.UNKNOWN}


def permits(asked: Asked) -> tuple[Right | Refusal, ...]:
    """The rights that the channel rests on, and the refusals that stand in the way of the sale or may."""
    whole = _bought(asked)
    found = ((each, _settled(asked, each, said, whole)) for each, said in _refusals(asked))
    in_the_way = (each for each, condition in found if condition.verdict is not Verdict.YES)
    return (*_rested_on(asked), *in_the_way)


def permissions(asked: Asked) -> Iterator[Condition]:
    """What the rights and the refusals say; of several models that are meant, one that passes all of it is enough.

    So it is where the buyer is known to buy one of them, and every one would pass if it were that one.
    """
    whole = _bought(asked)
    together = tuple(_of_one(asked, whole))
    each_alone = [attrs.evolve(asked, models=(each,)) for each in asked.models] if len(asked.models) > 1 else []
    parts = tuple(_passing(each, each.models[0], tuple(_of_one(each, _bought(each)))) for each in each_alone)
    whichever = reduce(Verdict.__and__, (_all_of(_of_one(each, whole)) for each in each_alone), Verdict.YES)
    verdict = reduce(Verdict.__or__, (each.verdict for each in parts), whichever)
    if not parts or verdict is _all_of(together):
        yield from together
    else:  # what holds of one model and what holds of another do not add up to a model that can be had
        statement = "one of the models must pass the rights and the refusals"
        yield asked.found("model", statement, verdict, *parts, claims=asked.channel.claims)


def _all_of(conditions: Iterable[Condition]) -> Verdict:
    return reduce(Verdict.__and__, (each.verdict for each in conditions), Verdict.YES)


def _passing(asked: Asked, model: ModelId, conditions: tuple[Condition, ...]) -> Condition:
    verdict = _all_of(conditions)
    says = {
        Verdict.YES: "passes them",
        Verdict.NO: "does not pass them",
        Verdict.UNKNOWN: "may pass them",
    }
    return asked.found("model", f"{called(asked.store, 'model', model)} {says[verdict]}", verdict, *conditions)


def _of_one(asked: Asked, bought: Verdict) -> Iterator[Condition]:
    yield from _rights(asked)
    yield from (_settled(asked, refusal, said, bought) for refusal, said in _refusals(asked))


def _bought(asked: Asked) -> Verdict:
    """Whether the buyer is known to buy one of the models that are meant: of a channel's several, it may be another."""
    sold = asked.channel.models
    return Verdict.of((bool(sold) and {*sold} <= {*asked.models}) or None)


def _settled(asked: Asked, refusal: Refusal, said: Condition, bought: Verdict) -> Condition:
    """What a refusal comes to where the buyer is known to buy: nothing, if the refusal was in force when it did."""
    known, _ = known_to_buy(asked)
    despite = _bought_despite(asked.store, asked.channel, refusal)
    perhaps = [
        *(["though perhaps another of its models"] if bought is Verdict.UNKNOWN else []),
        *(["though perhaps before this refusal"] if despite is Verdict.UNKNOWN else []),
    ]
    if perhaps:
        return settled(asked, said, known & bought & despite, perhaps=" and ".join(perhaps))
    return settled(asked, said, known & despite)


def _bought_despite(store: Store, channel: SalesChannel, refusal: Refusal) -> Verdict:
    """Whether the known sales of a channel were made while a refusal was in force, on whichever days it says the same.

    They were made on the days on which it was seen; of one that nobody saw, on some day since it opened. One that only
    carries on another, on the same claims, says no more of when they were made.
    """
    first = _first_on_its_claims(store, channel)
    same = [each.holds for each in _saying_the_same(store, refusal)]
    days = first.open.seen or ((first.open.since.start,) if first.open.since is not None else ())
    in_force = [held.holds_on(day) for day in days if day is not None for held in same]
    if first.open.seen:
        return reduce(Verdict.__or__, in_force)
    return Verdict.of((Verdict.YES in in_force) or None)


def _first_on_its_claims(store: Store, channel: SalesChannel) -> SalesChannel:
    """The first of the channels that carry on one another on the very same claims."""
    seen = {channel.id}
    while channel.continues is not None:
        earlier = store.get("channel", channel.continues)
        if not isinstance(earlier, SalesChannel) or earlier.claims != channel.claims or earlier.id in seen:
            break
        seen.add(earlier.id)
        channel = earlier
    return channel


def _saying_the_same(store: Store, refusal: Refusal) -> Iterator[Refusal]:
    """A refusal, and those that say the very same of other days."""
    for each in store.own("refusal"):
        if isinstance(each, Refusal) and attrs.evolve(each, id=refusal.id, holds=refusal.holds) == refusal:
            yield each


def _rights(asked: Asked) -> Iterator[Condition]:
    """Of the rights that the channel rests on, one that covers the sale is enough; none listed asks for none."""
    found = tuple(_right(asked, each) for each in _rested_on(asked))
    if len(found) > 1:
        verdict = reduce(Verdict.__or__, (each.verdict for each in found))
        statement = "one of the rights that it rests on must cover the sale"
        yield asked.found("right", statement, verdict, *found, claims=asked.channel.claims)
    else:
        yield from found


def _rested_on(asked: Asked) -> Iterator[Right]:
    rights = (asked.store.get("right", each) for each in asked.channel.rests_on)
    return (each for each in rights if isinstance(each, Right))


def _right(asked: Asked, right: Right) -> Condition:
    its = "the territory of the right"
    parts = (
        dated(asked, "in force", right.holds),
        _covers(asked, right),
        within(asked, (right.territory, right.excluding), its),
    )
    verdict = reduce(Verdict.__and__, (each.verdict for each in parts))
    says = {
        Verdict.YES: f"it rests on the right {right.id}, which covers the sale",
        Verdict.NO: f"it rests on the right {right.id}, which does not cover the sale",
        Verdict.UNKNOWN: f"whether the right {right.id}, which it rests on, covers the sale is unknown",
    }
    return asked.found("right", says[verdict], verdict, *parts, claims=right.claims)


def _covers(asked: Asked, right: Right) -> Condition:
    """Whether a right covers some of the models that are meant; they are all members of what is asked for."""
    if not right.models:
        return asked.found("model", "over which models the right is, is unsaid", Verdict.UNKNOWN)
    verdict = reduce(Verdict.__or__, (_extends_to(asked.store, right.models, each) for each in asked.models))
    covered = listed(asked.store, "model", right.models)
    return asked.found("model", f"the right is over {covered}", verdict)


def _extends_to(store: Store, models: Iterable[str], wanted: str) -> Verdict:
    """Whether what is said of models, some of which may be families, holds of one; what is said of a part may not."""
    if set(lineage(store, wanted)) & set(models):
        return Verdict.YES
    return Verdict.UNKNOWN if any(wanted in lineage(store, each) for each in models) else Verdict.NO


def _refusals(asked: Asked) -> Iterator[tuple[Refusal, Condition]]:
    """The refusals that concern the models, with what each comes to."""
    for refusal in asked.store.own("refusal"):
        if isinstance(refusal, Refusal):
            concerned = _concerned(asked, refusal)
            if concerned is not Verdict.NO:
                yield refusal, _refusal(asked, refusal, concerned)


def _concerned(asked: Asked, refusal: Refusal) -> Verdict:
    """Whether a refusal concerns the models that are meant: all of them, none, or only some, which is unknown."""
    found = {_concerns(asked, refusal, each) for each in asked.models}
    return found.pop() if len(found) == 1 else Verdict.UNKNOWN


def _concerns(asked: Asked, refusal: Refusal, model: ModelId) -> Verdict:
    """A seller may refuse to sell any model; another vendor only those that it develops."""
    is_own = refusal.who == developer_of(asked.store, model)
    if not is_own and refusal.who != asked.channel.seller:
        return Verdict.NO
    if refusal.models:
        return _extends_to(asked.store, refusal.models, model)
    return Verdict.YES if is_own else Verdict.UNKNOWN


def _refusal(asked: Asked, refusal: Refusal, concerned: Verdict) -> Condition:
    """Whether no refusal stands in the way; one does if it is in force, concerns the models, binds and declines."""
    who = called(asked.store, "party", refusal.who)
    parts = (
        dated(asked, "in force", refusal.holds),
        asked.found("model", _what_is_refused(asked, refusal, concerned), concerned),
        _binding(asked, refusal, who),
        _declining(asked, refusal, who),
    )
    verdict = ~reduce(Verdict.__and__, (each.verdict for each in parts))
    says = {
        Verdict.YES: "does not stand in the way",
        Verdict.NO: "stands in the way",
        Verdict.UNKNOWN: "may stand in the way",
    }
    statement = f"the refusal {refusal.id} by {who} {says[verdict]}"
    return asked.found("refusal", statement, verdict, *parts, claims=refusal.claims)


def _what_is_refused(asked: Asked, refusal: Refusal, concerned: Verdict) -> str:
    meant = listed(asked.store, "model", asked.models)
    if concerned is Verdict.YES:
        return f"it concerns {meant}"
    if refusal.models:
        return f"it concerns {listed(asked.store, 'model', refusal.models)}, which is only a part of {meant}"
    return f"whether it concerns {meant}, which others develop, is unsaid"


def _binding(asked: Asked, refusal: Refusal, who: str) -> Condition:
    """In whose hands the models are refused; what a seller refuses, it refuses in its own."""
    if refusal.who == asked.channel.seller:
        return asked.found("refusal", f"it binds {who}, which is the seller", Verdict.YES)
    says = {
        "itself": f"it binds {who} alone, and the seller is {asked.seller}",
        "anyone": f"it binds whoever sells, {asked.seller} included",
        "unknown": f"whether it binds {asked.seller} too is unsaid",
    }
    return asked.found("refusal", says[refusal.through], _BINDS[refusal.through])


def _declining(asked: Asked, refusal: Refusal, who: str) -> Condition:
    found = meets(asked.store, refusal.refuses, asked.buyer, located_in=asked.located_in)
    return attrs.evolve(found, statement=f"{who} declines buyers {found.statement}")
