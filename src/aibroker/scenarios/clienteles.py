"""Who is left to buy from a channel once some buyers are barred: of its known buyers, and of a closed list."""

from __future__ import annotations

import attrs

from aibroker.queries.conditions import located
from aibroker.queries.eligibility import meets
from aibroker.records.buyers import AllOf, Buyers, Named, all_of
from aibroker.records.identifiers import MarketId, PartyId
from aibroker.records.offers import Clientele, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["closed_list", "meeting", "surely_barred", "without_the_barred"]


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
    buyers = channel.buyers
    kept = tuple(each for each in buyers.known if _is_barred(store, each, barred) is Verdict.NO)
    if kept == buyers.known:
        return channel
    if buyers.exactly is None:
        return attrs.evolve(channel, buyers=Clientele(at_least=kept, never=buyers.never))
    listed = tuple(each for each in buyers.exactly if not _is_barred_throughout(store, each, barred, places))
    if listed == kept:
        return attrs.evolve(channel, buyers=Clientele(exactly=kept)) if kept else None
    return attrs.evolve(meeting(channel, Named(listed)), buyers=Clientele(at_least=kept))


def meeting(channel: SalesChannel, condition: Buyers) -> SalesChannel:
    """A channel whose buyers must meet one more condition."""
    both = condition if channel.only_to is None else all_of(channel.only_to, condition)
    return attrs.evolve(channel, only_to=both)


def closed_list(channel: SalesChannel) -> tuple[PartyId, ...] | None:
    """The only buyers that a channel may have; None where nothing lists them."""
    if channel.buyers.exactly is not None:
        return channel.buyers.exactly
    condition = channel.only_to
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return next((each.parties for each in parts if isinstance(each, Named)), None)


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
    spots = (next(iter(store.territories.around(part))) for part in _split_by_place(store, barred, places))
    return all(_is_barred(store, buyer, barred, spot) is Verdict.YES for spot in spots)


def _split_by_place(store: Store, barred: Buyers, places: int) -> list[int]:
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
