"""Who is left to buy from a channel once some buyers are barred: of its known buyers, and of a closed list."""

from __future__ import annotations

from itertools import chain

import attrs

from aibroker.queries.conditions import located
from aibroker.queries.eligibility import meets
from aibroker.records.buyers import AllOf, AnyOf, Buyers, Named, all_of
from aibroker.records.identifiers import MarketId, PartyId
from aibroker.records.offers import Clientele, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = [
    "closed_list",
    "has_no_buyer",
    "meeting",
    "nobody_is_left",
    "split_by_place",
    "surely_barred",
    "without_the_barred",
]


def without_the_barred(store: Store, channel: SalesChannel, barred: Buyers, places: int) -> SalesChannel | None:
    """A channel with the buyers that are left to it at some places.

    Of a known buyer that is barred at its headquarters, or may be, it is no longer known that it buys. A closed list
    stays one: whoever is on it and is not barred at all of the places may go on buying there, and nobody else.

    Args:
        store: The records.
        channel: The channel.
        barred: Who is barred.
        places: Where the channel goes on.

    Returns:
        The channel; None where its list holds nobody who may go on buying.
    """
    if nobody_is_left(store, channel, barred, places):
        return None
    buyers = channel.buyers
    kept = tuple(each for each in buyers.known if _is_barred(store, each, barred) is Verdict.NO)
    if kept == buyers.known:
        return channel
    if buyers.exactly is None:
        return attrs.evolve(channel, buyers=Clientele(at_least=kept, never=buyers.never))
    listed = tuple(each for each in buyers.exactly if not _is_barred_throughout(store, each, barred, places))
    if listed == kept:
        return attrs.evolve(channel, buyers=Clientele(exactly=kept))
    return attrs.evolve(meeting(channel, Named(listed)), buyers=Clientele(at_least=kept))


def meeting(channel: SalesChannel, condition: Buyers) -> SalesChannel:
    """A channel whose buyers must meet one more condition."""
    both = condition if channel.only_to is None else all_of(channel.only_to, condition)
    return attrs.evolve(channel, only_to=both)


def closed_list(channel: SalesChannel) -> tuple[PartyId, ...] | None:
    """The only buyers that a channel may have; None where nothing lists them."""
    if channel.buyers.exactly is not None:
        return channel.buyers.exactly
    return None if channel.only_to is None else _named_alone(channel.only_to)


def _named_alone(condition: Buyers) -> tuple[PartyId, ...] | None:
    """The only buyers that may meet a condition, where it names them."""
    match condition:
        case Named():
            return condition.parties
        case AllOf():
            named = [each for each in map(_named_alone, condition.parts) if each is not None]
            return tuple(each for each in named[0] if all(each in others for others in named)) if named else None
        case AnyOf():
            listed = [_named_alone(each) for each in condition.parts]
            found = [each for each in listed if each is not None]
            return tuple(dict.fromkeys(chain.from_iterable(found))) if len(found) == len(listed) else None
        case _:
            return None


def has_no_buyer(channel: SalesChannel) -> bool:
    """Whether a channel sells to a closed list on which nobody is left."""
    listed = closed_list(channel)
    return listed is not None and all(each in channel.buyers.never for each in listed)


def nobody_is_left(store: Store, channel: SalesChannel, barred: Buyers, places: int) -> bool:
    """Whether a channel sells to a closed list of which everybody is barred at each of some places."""
    listed = closed_list(channel)
    others = () if listed is None else (each for each in listed if each not in channel.buyers.never)
    return listed is not None and all(_is_barred_throughout(store, each, barred, places) for each in others)


def surely_barred(store: Store, channel: SalesChannel, barred: Buyers | None, sold: int) -> tuple[PartyId, ...]:
    """The known buyers that are barred wherever they buy, if not everybody is.

    Args:
        store: The records.
        channel: The channel.
        barred: Who is barred; None where that does not depend on buyers.
        sold: The places at which it sells.
    """
    if barred is None or any(0 != sold & place != sold for place in located(store.territories, barred)):
        return ()
    spot = next(iter(store.territories.as_markets(sold) or ()), None)
    if spot is None:
        return ()
    return tuple(each for each in channel.buyers.known if _is_barred(store, each, barred, spot) is Verdict.YES)


def _is_barred_throughout(store: Store, buyer: PartyId, barred: Buyers, places: int) -> bool:
    """Whether a buyer is surely barred at each of some places."""
    spots = (next(iter(store.territories.around(part))) for part in split_by_place(store, barred, places))
    return all(_is_barred(store, buyer, barred, spot) is Verdict.YES for spot in spots)


def split_by_place(store: Store, barred: Buyers, places: int) -> list[int]:
    """The places in parts, in each of which a condition on where a buyer buys holds everywhere or nowhere."""
    parts = [places]
    for held in located(store.territories, barred):
        parts = [part for each in parts for part in (each & held, each & ~held) if part]
    return parts


def _is_barred(store: Store, buyer: PartyId, barred: Buyers, spot: MarketId | None = None) -> Verdict:
    company = store.get("party", buyer)
    if not isinstance(company, Vendor | Customer):  # pragma: no cover - authorities do not buy
        return Verdict.NO
    return meets(store, barred, company, located_in=spot).verdict
