"""Records as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from aibroker.queries.answers import Brokerage
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
from aibroker.records.identifiers import Kind, MarketId
from aibroker.records.kinds import name_of
from aibroker.records.offers import Hosting, SalesChannel
from aibroker.records.rights import Refusal, Right
from aibroker.store.stores import Store

__all__ = ["buyers_sentence", "listed", "named", "place", "sentence"]

_VERBS = {"sold": ("sells", "into"), "hosted": ("hosts", "for buyers in"), "testing": ("tests", "for buyers in")}
_HANDS = {
    "itself": "in its own sales",
    "anyone": "in anybody's hands, resellers included",
    "unknown": "whether resellers are bound too is unsaid",
}


def named(store: Store, kind: Kind, record_id: str) -> str:
    """What people call a record; its id where it is not there."""
    record = store.get(kind, record_id)
    return name_of(record) if record is not None else record_id


def listed(store: Store, kind: Kind, ids: Iterable[str]) -> str:
    """Several records by name."""
    names = [named(store, kind, each) for each in ids]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


def place(store: Store, into: Iterable[MarketId] | None, excluding: tuple[MarketId, ...]) -> str:
    """A territory in words."""
    reached = "a territory that is unknown" if into is None else listed(store, "market", into)
    return f"{reached} except {listed(store, 'market', excluding)}" if excluding else reached


def sentence(store: Store, item: object) -> str:
    """What an item of an answer says."""
    match item:
        case SalesChannel():
            return _channel(store, item)
        case Right():
            return _right(store, item)
        case Refusal():
            return _refusal(store, item)
        case Brokerage():
            return _brokerage(store, item)
        case _:
            return str(item)


def _channel(store: Store, channel: SalesChannel) -> str:
    none = "models that nobody names" if channel.models_unknown else "a product without models"
    what = listed(store, "model", channel.models) if channel.models else none
    verb, preposition = _VERBS[channel.status]
    head = f"{named(store, 'party', channel.seller)} {verb} {what} {preposition}"
    parts = [f"{head} {place(store, channel.into, channel.excluding)}", *_channel_terms(store, channel)]
    return "; ".join([*parts, f"open: {channel.open}", *_supposed(channel)])


def _channel_terms(store: Store, channel: SalesChannel) -> list[str]:
    terms = [_hosting(store, channel.hosted_in)] if channel.hosted_in != Hosting() else []
    if channel.buyers.known:
        scope = "its only buyers" if channel.buyers.exactly is not None else "buyers at least"
        terms.append(f"{scope}: {listed(store, 'party', channel.buyers.known)}")
    if channel.only_to is not None:
        terms.append(f"only to buyers {buyers_sentence(store, channel.only_to)}")
    if channel.safeguards:
        terms.append(f"safeguards: {listed(store, 'safeguard', channel.safeguards)}")
    return terms


def _hosting(store: Store, hosting: Hosting) -> str:
    if hosting.exactly is not None:
        return f"hosted in {listed(store, 'market', hosting.exactly)} only"
    parts = [f"at least in {listed(store, 'market', hosting.at_least)}"] if hosting.at_least else []
    parts += [f"never in {listed(store, 'market', hosting.never)}"] if hosting.never else []
    return f"hosted {', '.join(parts)}"


def _right(store: Store, right: Right) -> str:
    holder = named(store, "party", right.holder)
    grantor = "grantor unknown" if right.grantor is None else f"granted by {named(store, 'party', right.grantor)}"
    alone = {True: "alone may", False: "may, as others may,", None: "may, perhaps alone,"}[right.exclusive]
    what = f"{holder} {alone} {right.may} {listed(store, 'model', right.models)}"
    where = place(store, right.territory, right.excluding)
    return "; ".join([f"{what} in {where}", grantor, f"holds: {right.holds}", *_supposed(right)])


def _supposed(record: SalesChannel | Right | Refusal) -> list[str]:
    return [f"supposed by {record.supposed_by!r}"] if record.supposed_by else []


def _refusal(store: Store, refusal: Refusal) -> str:
    what = listed(store, "model", refusal.models) if refusal.models else "its models"
    head = f"{named(store, 'party', refusal.who)} declines to sell {what} to buyers"
    parts = [f"{head} {buyers_sentence(store, refusal.refuses)}", _HANDS[refusal.through]]
    if refusal.reasons:
        parts.append(f"reasons given: {', '.join(refusal.reasons)}")
    return "; ".join([*parts, f"holds: {refusal.holds}", *_supposed(refusal)])


def _brokerage(store: Store, brokerage: Brokerage) -> str:
    outward = ", ".join(channel.id for channel in brokerage.outward)
    inward = ", ".join(channel.id for channel in brokerage.inward)
    return f"{named(store, 'party', brokerage.seller)} carries models both ways: {outward} there, {inward} back"


def buyers_sentence(store: Store, buyers: Buyers) -> str:  # noqa: PLR0911 - one line for each case of a closed union
    """A condition on buyers, as it follows the word "buyers"."""
    match buyers:
        case LocatedIn():
            return f"located in {listed(store, 'market', buyers.markets)}"
        case HeadquarteredIn():
            return f"with headquarters in {listed(store, 'market', buyers.markets)}"
        case OwnedFrom():
            return f"owned from {listed(store, 'market', buyers.markets)} by more than {buyers.more_than}"
        case OfKind():
            return f"of the kind '{buyers.kind}'"
        case Vetted():
            return f"vetted as '{buyers.standard}'"
        case Named():
            return f"named {listed(store, 'party', buyers.parties)}"
        case AllOf():
            return " and ".join(_nested(store, part) for part in buyers.parts)
        case AnyOf():
            return " or ".join(_nested(store, part) for part in buyers.parts)
        case Not():
            return f"not {_nested(store, buyers.part)}"
        case _:
            assert_never(buyers)


def _nested(store: Store, buyers: Buyers) -> str:
    text = buyers_sentence(store, buyers)
    return f"({text})" if isinstance(buyers, AllOf | AnyOf) else text
