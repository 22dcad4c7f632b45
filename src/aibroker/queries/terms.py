"""The terms of a channel, as a buyer meets them: place, dates, status, clientele, rights and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial, reduce

import attrs

from aibroker.errors import UnknownNameError
from aibroker.queries.eligibility import Condition, ConditionKind, meets
from aibroker.queries.models import developer_of, lineage
from aibroker.queries.ownership import Company, headquarters
from aibroker.queries.words import called, listed
from aibroker.records.buyers import Buyers
from aibroker.records.identifiers import ClaimId, MarketId, ModelId
from aibroker.records.kinds import Record
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Asked", "terms"]

_STATUS = {
    "sold": "it is sold",
    "hosted": "it is hosted for its buyers",
    "testing": "it is under test, which is no sale",
}
_BINDS = {"itself": Verdict.NO, "anyone": Verdict.YES, "unknown": Verdict.UNKNOWN}

Territory = tuple[tuple[MarketId, ...] | None, tuple[MarketId, ...]]
"""Into (None where it is unknown), and excluding."""


@attrs.frozen(kw_only=True)
class Asked:
    """A buyer that asks a channel for models.

    Attributes:
        store: The records.
        channel: The channel.
        models: The models that are meant, out of what it carries.
        carried: Whether it carries them.
        buyer: The buyer.
        located_in: Where the buying entity sits; its headquarters where None is given.
        on: The day.
    """

    store: Store
    channel: SalesChannel
    models: tuple[ModelId, ...]
    carried: Verdict
    buyer: Company
    located_in: MarketId | None
    on: date

    @property
    def place(self) -> MarketId | None:
        """From where the buyer buys; None where that is unknown."""
        return self.located_in or self.buyer.home

    @property
    def seller(self) -> str:
        """What the seller is called."""
        return called(self.store, "party", self.channel.seller)

    def found(
        self,
        kind: ConditionKind,
        statement: str,
        verdict: Verdict,
        *because: Condition | Reason,
        claims: tuple[ClaimId, ...] = (),
    ) -> Condition:
        """A condition with the claims that its record cites."""
        cited = evidence(self.store, claims)
        return Condition(kind=kind, statement=statement, verdict=verdict, because=because, evidence=cited)


def terms(asked: Asked) -> Iterator[Condition]:
    """Every condition that a sale to the buyer depends on; all of them must hold."""
    known, known_there = _known_to_buy(asked)
    channel = asked.channel
    yield _carrying(asked)
    yield _settled(
        asked, _within(asked, (channel.into, channel.excluding), "its territory", channel.claims), known_there
    )
    yield _dated(asked, "open", channel.open, channel.claims)
    yield asked.found("status", _STATUS[channel.status], Verdict.of(channel.status != "testing"), claims=channel.claims)
    yield from _clientele(asked)
    if channel.only_to is not None:
        yield _settled(asked, _only_to(asked, channel.only_to), known)
    yield from _rights(asked)
    yield from (_settled(asked, each, known) for each in _refusals(asked))


def _known_to_buy(asked: Asked) -> tuple[Verdict, Verdict]:
    """Whether the buyer is known to buy through the channel at all, as who it is; and from the place that is asked.

    A company that is known to buy may do so from its headquarters; asked about another place, nothing is known.
    """
    named = Verdict.of(asked.buyer.id in asked.channel.buyers.known)
    there = _buys_as_recorded(asked)
    return named & (there | Verdict.UNKNOWN), named & there


def _buys_as_recorded(asked: Asked) -> Verdict:
    place, home, places = asked.located_in, asked.buyer.home, asked.store.territories.places
    if place is None or place == home:
        return Verdict.YES
    return Verdict.UNKNOWN if home is None or places[home] & places[place] else Verdict.NO


def _settled(asked: Asked, condition: Condition, known: Verdict) -> Condition:
    """A condition on a buyer that is known to buy: whatever it says, the sale takes place."""
    verdict = condition.verdict | known
    if verdict is condition.verdict:
        return condition
    says = {
        Verdict.YES: f"{asked.buyer.name} is known to buy through it, which settles this",
        Verdict.UNKNOWN: f"{asked.buyer.name} is known to buy through it, though perhaps not from that place",
    }
    return asked.found(condition.kind, says[verdict], verdict, condition, claims=asked.channel.claims)


def _carrying(asked: Asked) -> Condition:
    meant = listed(asked.store, "model", asked.models)
    statement = f"it carries {meant}"
    if asked.carried is Verdict.UNKNOWN:
        sold = listed(asked.store, "model", asked.channel.models)
        statement = f"it is said to carry {sold}; whether {meant} is among them is unsaid"
    return asked.found("model", statement, asked.carried, claims=asked.channel.claims)


def _within(asked: Asked, territory: Territory, its: str, claims: tuple[ClaimId, ...] = ()) -> Condition:
    """Whether the place of the buyer lies in a territory, wholly."""
    verdict = _covered(asked, territory)
    because = () if asked.located_in is not None else (headquarters(asked.store, asked.buyer),)
    return asked.found("place", _place(asked, territory, verdict, its), verdict, *because, claims=claims)


def _covered(asked: Asked, territory: Territory) -> Verdict:
    into, excluding = territory
    territories = asked.store.territories
    sits = territories.everywhere if asked.place is None else territories.places[asked.place]
    reached = territories.territory(into, excluding)
    if not sits & reached:
        return Verdict.NO
    return Verdict.UNKNOWN if into is None or sits & ~reached else Verdict.YES


def _place(asked: Asked, territory: Territory, verdict: Verdict, its: str) -> str:
    if asked.place is None:
        unknown = f"from where {asked.buyer.name} buys is unknown"
        return f"{unknown}, but {its} is the world" if verdict is Verdict.YES else unknown
    if verdict is Verdict.UNKNOWN and territory[0] is None:
        return f"{its} is unknown"
    where = {
        Verdict.YES: f"which lies in {its}",
        Verdict.NO: f"which lies outside {its}",
        Verdict.UNKNOWN: f"of which only a part lies in {its}",
    }
    return f"{asked.buyer.name} buys from {called(asked.store, 'market', asked.place)}, {where[verdict]}"


def _dated(asked: Asked, state: str, when: Validity, claims: tuple[ClaimId, ...] = ()) -> Condition:
    verdict = when.holds_on(asked.on)
    says = {
        Verdict.YES: f"it is {state} on {asked.on}",
        Verdict.NO: f"it is not {state} on {asked.on}",
        Verdict.UNKNOWN: f"whether it is {state} on {asked.on} is unknown",
    }
    return asked.found("dates", f"{says[verdict]} ({when})", verdict, claims=claims)


def _clientele(asked: Asked) -> Iterator[Condition]:
    """What the record says of this buyer by name; a list that may be incomplete says nothing of others."""
    clientele, name = asked.channel.buyers, asked.buyer.name
    statement = ""
    if asked.buyer.id in clientele.known:
        statement = f"{name} is known to buy through it"
    elif clientele.exactly is not None:
        statement = f"its only buyers are {listed(asked.store, 'party', clientele.exactly) or 'none at all'}"
    elif asked.buyer.id in clientele.never:
        statement = f"{name} is known not to buy through it"
    if statement:
        verdict = Verdict.of(asked.buyer.id in clientele.known)
        yield asked.found("clientele", statement, verdict, claims=asked.channel.claims)


def _only_to(asked: Asked, condition: Buyers) -> Condition:
    found = meets(asked.store, condition, asked.buyer, located_in=asked.located_in)
    cited = evidence(asked.store, asked.channel.claims)
    statement = f"it sells only to buyers {found.statement}"
    return attrs.evolve(found, statement=statement, evidence=(*cited, *found.evidence))


def _rights(asked: Asked) -> Iterator[Condition]:
    """Of the rights that the channel rests on, one that covers the sale is enough; none listed asks for none."""
    found = tuple(_right(asked, each) for each in map(partial(look_up, asked.store, "right"), asked.channel.rests_on))
    if len(found) > 1:
        verdict = reduce(Verdict.__or__, (each.verdict for each in found))
        statement = "one of the rights that it rests on must cover the sale"
        yield asked.found("right", statement, verdict, *found, claims=asked.channel.claims)
    else:
        yield from found


def _right(asked: Asked, right: Record) -> Condition:
    if not isinstance(right, Right):  # pragma: no cover - the kind has been asked for
        raise UnknownNameError("right", right.id)
    its = "the territory of the right"
    parts = (
        _dated(asked, "in force", right.holds),
        _covers(asked, right),
        _within(asked, (right.territory, right.excluding), its),
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
    verdict = reduce(Verdict.__or__, (_extends_to(asked.store, right.models, each) for each in asked.models))
    covered = listed(asked.store, "model", right.models)
    return asked.found("model", f"the right is over {covered}", verdict)


def _extends_to(store: Store, models: Iterable[str], wanted: str) -> Verdict:
    """Whether what is said of models, some of which may be families, holds of one; what is said of a part may not."""
    if set(lineage(store, wanted)) & set(models):
        return Verdict.YES
    return Verdict.UNKNOWN if any(wanted in lineage(store, each) for each in models) else Verdict.NO


def _refusals(asked: Asked) -> Iterator[Condition]:
    for refusal in asked.store.own("refusal"):
        if isinstance(refusal, Refusal):
            concerned = _concerned(asked, refusal)
            if concerned is not Verdict.NO:
                yield _refusal(asked, refusal, concerned)


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
        _dated(asked, "in force", refusal.holds),
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
