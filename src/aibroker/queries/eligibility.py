"""Whether a buyer meets a condition on buyers: yes, no or unknown, with everything that it depends on."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Literal, assert_never

import attrs

from aibroker.queries.ownership import Company, headquarters, lies_within, owned_from
from aibroker.queries.words import called, listed
from aibroker.records.buyers import (
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Named,
    Not,
    OfKind,
    OwnedFrom,
    Vetted,
)
from aibroker.records.identifiers import MarketId
from aibroker.records.reasons import Evidence, Reason
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["Condition", "ConditionKind", "meets"]

ConditionKind = Literal["model", "place", "dates", "status", "buyers", "clientele", "right", "refusal"]
"""What a condition is about."""


@attrs.frozen(kw_only=True)
class Condition:
    """A condition, and whether it holds.

    Attributes:
        kind: What it is about.
        statement: What was found, in words.
        verdict: Whether it holds.
        because: The conditions and the facts that this follows from.
        evidence: The claims that say it.
    """

    kind: ConditionKind
    statement: str
    verdict: Verdict
    because: tuple[Condition | Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def meets(store: Store, buyers: Buyers, buyer: Company, *, located_in: MarketId | None) -> Condition:
    """Whether a buyer meets a condition on buyers.

    What a buyer is not recorded to be, it may be all the same: nobody says that its kinds and vettings are complete.

    Args:
        store: Where places and owners are looked up.
        buyers: The condition.
        buyer: The buyer; the store need not hold it.
        located_in: Where the buying entity sits; its headquarters where None is given.

    Returns:
        A tree in the shape of the condition. Each statement reads on from the word "buyers".
    """
    match buyers:
        case AllOf():
            parts = tuple(meets(store, part, buyer, located_in=located_in) for part in buyers.parts)
            return _combined("for whom all of this holds", Verdict.__and__, parts)
        case AnyOf():
            parts = tuple(meets(store, part, buyer, located_in=located_in) for part in buyers.parts)
            return _combined("for whom any of this holds", Verdict.__or__, parts)
        case Not():
            part = meets(store, buyers.part, buyer, located_in=located_in)
            return _told("for whom this does not hold", ~part.verdict, part)
        case LocatedIn():
            return _located(store, buyers, buyer, located_in)
        case _:
            return _meets_wherever(store, buyers, buyer)


def _meets_wherever(
    store: Store, buyers: HeadquarteredIn | OwnedFrom | OfKind | Vetted | Named, buyer: Company
) -> Condition:
    """Whether a buyer meets a condition that is the same wherever it buys."""
    match buyers:
        case HeadquarteredIn():
            return _headquartered(store, buyers, buyer)
        case OwnedFrom():
            return _owned(store, buyers, buyer)
        case OfKind():
            label = f"of the kind '{buyers.kind}'"
            return _recorded(store, label, buyer, is_so=_among(buyers.kind, buyer.kinds))
        case Vetted():
            label = f"vetted as '{buyers.standard}'"
            return _recorded(store, label, buyer, is_so=_among(buyers.standard, buyer.vetted))
        case Named():
            is_named = buyer.id in buyers.parties
            found = f"{buyer.name} is {'among' if is_named else 'none of'} them"
            return _told(f"named {listed(store, 'party', buyers.parties)}: {found}", Verdict.of(is_named))
        case _:
            assert_never(buyers)


def _told(statement: str, verdict: Verdict, *because: Condition | Reason) -> Condition:
    return Condition(kind="buyers", statement=statement, verdict=verdict, because=because)


def _combined(
    statement: str, operator: Callable[[Verdict, Verdict], Verdict], parts: tuple[Condition, ...]
) -> Condition:
    return _told(statement, reduce(operator, (part.verdict for part in parts)), *parts)


def _located(store: Store, buyers: LocatedIn, buyer: Company, located_in: MarketId | None) -> Condition:
    place = located_in or buyer.home
    verdict = lies_within(store, () if place is None else (place,), buyers.markets)
    because = () if located_in is not None else (headquarters(store, buyer),)
    found = f"from where {buyer.name} buys is unknown"
    if place is not None:
        found = f"{buyer.name} buys from {called(store, 'market', place)}{_partly(verdict)}"
    return _told(f"located in {listed(store, 'market', buyers.markets)}: {found}", verdict, *because)


def _headquartered(store: Store, buyers: HeadquarteredIn, buyer: Company) -> Condition:
    verdict = lies_within(store, () if buyer.home is None else (buyer.home,), buyers.markets)
    home = headquarters(store, buyer)
    label = f"with headquarters in {listed(store, 'market', buyers.markets)}"
    partly = _partly(verdict) if buyer.home is not None else ""
    statement = f"{label}: {home.statement}{partly}"
    return Condition(kind="buyers", statement=statement, verdict=verdict, evidence=home.evidence)


def _partly(verdict: Verdict) -> str:
    return ", which does not lie wholly there or outside" if verdict is Verdict.UNKNOWN else ""


def _owned(store: Store, buyers: OwnedFrom, buyer: Company) -> Condition:
    holding = owned_from(store, buyer, buyers.markets)
    label = f"owned from {listed(store, 'market', buyers.markets)} by more than {buyers.more_than}"
    statement = f"{label}: of {buyer.name}, {holding} is owned from there"
    return _told(statement, holding.is_more_than(buyers.more_than), *holding.because)


def _among(wanted: str, recorded: tuple[str, ...]) -> bool:
    return wanted.casefold() in {each.casefold() for each in recorded}


def _recorded(store: Store, label: str, buyer: Company, *, is_so: bool) -> Condition:
    if not is_so:
        return _told(f"{label}: no record says whether {buyer.name} is", Verdict.UNKNOWN)
    statement = f"{label}: so {buyer.name} is recorded"
    return Condition(kind="buyers", statement=statement, verdict=Verdict.YES, evidence=evidence(store, buyer.claims))
