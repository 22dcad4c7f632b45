"""Spending: what the named buyers of a channel that closes take along, where whole spend is assumed to leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

import attrs

from aibroker.figures.asking import Wanted, asked
from aibroker.figures.derivations import Derivation, Ground
from aibroker.figures.networks import Network
from aibroker.figures.statements import in_force
from aibroker.figures.streams import Portion
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import MarketId, PartyId
from aibroker.records.kinds import name_of
from aibroker.records.measures import Measurand
from aibroker.records.parties import Customer, Vendor
from aibroker.scenarios.closings import Closing
from aibroker.scenarios.portions import REVENUE
from aibroker.store.stores import Store
from aibroker.values.periods import Period

__all__ = ["leaving", "may_leave", "whole_spend_leaves"]

_ALL_OF_IT = 1.0


def whole_spend_leaves(network: Network) -> Assumption | None:
    """The assumption that named buyers take along all that they buy from the seller, if it is on."""
    on = in_force(network.setting.store, network.setting.switches)
    return next((each for each in on if each.convention == "whole spend leaves"), None)


def may_leave(store: Store, network: Network, assumption: Assumption, closing: Closing) -> Iterator[Portion]:
    """All that each named buyer of a channel buys from its seller, in the days on which it may leave."""
    for buyer in closing.leavers:
        portion = _spending(store, assumption, closing, buyer, closing.days)
        yield _where_it_is_booked(store, network, portion)


def leaving(store: Store, assumption: Assumption, closings: Iterable[Closing]) -> tuple[tuple[Portion, ...], ...]:
    """All that the named buyers of closed channels buy from the seller, in groups of buyers that share nothing.

    Whether what is said of a group holds for its parent alone or for its subsidiaries as well is often not said, so
    that of buyers of which one may own another only one counts.
    """
    spending: dict[PartyId, list[Portion]] = {}
    for closing in closings:
        if closing.closed is not None:
            for buyer in closing.surely:
                portion = _spending(store, assumption, closing, buyer, closing.closed)
                spending.setdefault(buyer, []).append(portion)
    return tuple(
        tuple(portion for buyer in sorted(group) for portion in spending[buyer]) for group in _groups(store, spending)
    )


def _spending(store: Store, assumption: Assumption, closing: Closing, buyer: PartyId, days: Period) -> Portion:
    measurand: Measurand = Measurand(measure=REVENUE, of=closing.channel.seller, buyer=buyer, period=days)
    names = (_name(store, buyer), _name(store, closing.channel.seller))
    said = f"as a buyer of {closing.channel.id} {names[0]} takes along all that it buys from {names[1]}"
    claims = tuple(each for each in closing.evidence if each.claim.id in closing.channel.claims)
    ground = Ground(kind="assumption", said=said, evidence=claims, assumptions=(assumption,))
    return Portion(measurand=measurand, ground=ground)


def _name(store: Store, party_id: PartyId) -> str:
    found = store.get("party", party_id)
    return party_id if found is None else name_of(found)


def _where_it_is_booked(store: Store, network: Network, portion: Portion) -> Portion:
    """The spending in the smallest market in which all of it is booked, where the numbers say so."""
    booked = ((market, _share(network, portion.measurand, market, days)) for market, days in _places(network, portion))
    found = [(market, why) for market, why in booked if why is not None]
    if not found:
        return portion
    market, why = min(found, key=lambda each: (store.territories.places[each[0]].bit_count(), each[0]))
    measurand = attrs.evolve(portion.measurand, market=market)
    return attrs.evolve(portion, measurand=measurand, because=(*portion.because, why))


def _places(network: Network, portion: Portion) -> tuple[tuple[MarketId, Period], ...]:
    """The markets and spans for which something is said of what the buyer spends."""
    whole, found = portion.measurand, dict[tuple[MarketId, Period], None]()
    for each in network.quantities:
        days = Period(each.start, each.end)
        is_alike = (each.measure, each.of, each.product, each.buyer) == (whole.measure, whole.of, None, whole.buyer)
        if is_alike and each.market is not None and whole.periods[0] in days:
            found[each.market, days] = None
    return tuple(found)


def _share(network: Network, whole: Measurand, market: MarketId, days: Period) -> Derivation | None:
    """Why all spending of a span is booked in a market; None where it need not be, or where nothing is spent."""
    spent = attrs.evolve(whole, period=days)
    if asked(network, Wanted(measurand=spent, called="revenue")).high == 0:  # of which there is no share
        return None
    figure = asked(network, Wanted(measurand=attrs.evolve(spent, market=market), relative_to=spent, called="revenue"))
    why = figure.lower
    if why is None or figure.to("times").low < _ALL_OF_IT:
        return None
    return attrs.evolve(why, because=tuple(each for each in why.because if each.rule != "given"))


def _groups(store: Store, buyers: Iterable[PartyId]) -> list[set[PartyId]]:
    """Buyers, those together of which one may own another."""
    groups: list[set[PartyId]] = []
    for buyer in buyers:
        related = [group for group in groups if any(_are_related(store, buyer, other) for other in group)]
        groups = [group for group in groups if group not in related]
        groups.append(reduce(lambda one, other: one | other, related, {buyer}))
    return groups


def _are_related(store: Store, one: PartyId, other: PartyId) -> bool:
    return other in _owners_above(store, one) or one in _owners_above(store, other)


def _owners_above(store: Store, party_id: PartyId) -> frozenset[PartyId]:
    found, waiting = set[PartyId](), [party_id]
    while waiting:
        party = store.get("party", waiting.pop())
        owners = party.owners if isinstance(party, Vendor | Customer) else ()
        new = {owner.party for owner in owners if owner.party is not None} - found
        found |= new
        waiting += new
    return frozenset(found)
