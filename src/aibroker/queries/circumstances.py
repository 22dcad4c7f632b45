"""The circumstances of a sale: who asks which channel for what, from where and when, and how each is found."""

from __future__ import annotations

from datetime import date

import attrs

from aibroker.queries.eligibility import Condition, ConditionKind
from aibroker.queries.ownership import Company, headquarters
from aibroker.queries.words import called
from aibroker.records.identifiers import ClaimId, MarketId, ModelId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Asked", "dated", "known_to_buy", "settled", "within"]

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


def known_to_buy(asked: Asked) -> tuple[Verdict, Verdict]:
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


def settled(
    asked: Asked, condition: Condition, known: Verdict, *, perhaps: str = "though perhaps not from that place"
) -> Condition:
    """A condition on a buyer that is known to buy: whatever it says, the sale takes place.

    Args:
        asked: The circumstances.
        condition: What it says by itself.
        known: Whether that sale is known.
        perhaps: Where that is unknown: why, in words.
    """
    verdict = condition.verdict | known
    if verdict is condition.verdict:
        return condition
    says = {
        Verdict.YES: f"{asked.buyer.name} is known to buy through it, which settles this",
        Verdict.UNKNOWN: f"{asked.buyer.name} is known to buy through it, {perhaps}",
    }
    return asked.found(condition.kind, says[verdict], verdict, condition, claims=asked.channel.claims)


def within(asked: Asked, territory: Territory, its: str, claims: tuple[ClaimId, ...] = ()) -> Condition:
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


def dated(asked: Asked, state: str, when: Validity, claims: tuple[ClaimId, ...] = ()) -> Condition:
    """Whether something is open or in force on the day that is asked about."""
    verdict = when.holds_on(asked.on)
    says = {
        Verdict.YES: f"it is {state} on {asked.on}",
        Verdict.NO: f"it is not {state} on {asked.on}",
        Verdict.UNKNOWN: f"whether it is {state} on {asked.on} is unknown",
    }
    return asked.found("dates", f"{says[verdict]} ({when})", verdict, claims=claims)
