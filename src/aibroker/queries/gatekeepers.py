"""Gatekeepers: the parties without whom no known route of a developer's models leads into a market."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice

import attrs

from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.links import Link, Network, Via, networks, reached
from aibroker.queries.routes import Route, doubtful_routes, paths, sure_routes
from aibroker.records.identifiers import ClaimId, MarketId, PartyId
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Gatekeeper", "gatekeepers"]

_MOST_BYPASSES = 20


@attrs.frozen(kw_only=True)
class Gatekeeper:
    """A party without whom no known route leads into a market.

    Attributes:
        party: Its id.
        gates: The rights and channels by which it passes the models on.
        bypasses: The shortest routes that may lead past it; none where it is known to be a gatekeeper.
    """

    party: PartyId
    gates: tuple[Via, ...]
    bypasses: tuple[Route, ...] = ()

    @property
    def records(self) -> tuple[Via, ...]:
        """Its gates, and what the routes past it go by."""
        return (*self.gates, *(via for route in self.bypasses for via in route.records))

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that its gates and the routes past it rest on, each once."""
        resting_on = (*self.gates, *self.bypasses)
        return tuple(dict.fromkeys(claim for each in resting_on for claim in each.claims))


def gatekeepers(store: Store, market: MarketId, *, models_of: str, on: date, question: str) -> Answer[Gatekeeper]:
    """The parties through whom every known open route of a developer's models into a market passes.

    The developer is one only where it is itself the seller on all of them. A route that is unknown and leads past a
    party makes its verdict unknown. So does a route whose first step is presumed, where the seller may have the models
    from that party. Where no route is known nobody is known, and whoever stands on an unknown route may be one.

    Args:
        store: Where to look.
        market: Into which market.
        models_of: The developer.
        on: The day.
        question: The question, in words.

    Returns:
        The gatekeepers by id; those of whom it is unknown stand under ``unknown``, with the routes that may lead past.
    """
    listed = networks(store, models_of, market, model=None, on=on)
    is_there = any(network.only(_is_sure).leads_there for network in listed)
    known, unknown = list[Gatekeeper](), list[Candidate[Gatekeeper]]()
    for party in sorted({link.origin for network in listed for link in network.links}):
        verdict = _verdict(listed, party, is_there=is_there)
        if verdict is Verdict.YES:
            known.append(Gatekeeper(party=PartyId(party), gates=_gates(listed, party)))
        elif verdict is Verdict.UNKNOWN:
            unknown.append(_candidate(listed, party, market, is_there=is_there))
    return Answer(question=question, on=on, known=tuple(known), unknown=tuple(unknown), store=store)


def _is_sure(link: Link) -> bool:
    return link.verdict is Verdict.YES


def _verdict(listed: tuple[Network, ...], party: str, *, is_there: bool) -> Verdict:
    if is_there and any(_surely_past(network, party).leads_there for network in listed):
        return Verdict.NO
    if is_there and not any(_past(network, party).leads_there for network in listed):
        return Verdict.YES
    passing = (next(paths(network, through=_passed_on_by(network, party)), None) for network in listed)
    return Verdict.NO if all(path is None for path in passing) else Verdict.UNKNOWN


def _passed_on_by(network: Network, party: str) -> Callable[[Link], bool]:
    """What removing a party takes away: all that it passes on; of the developer, its own sales into the market."""
    if party == network.developer:
        return lambda link: link.origin == party and link.target is None
    return lambda link: link.origin == party


def _past(network: Network, party: str) -> Network:
    """The network without a party."""
    passed_on = _passed_on_by(network, party)
    return network.only(lambda link: not passed_on(link))


def _surely_past(network: Network, party: str) -> Network:
    """The sure links past a party; a seller that may have the models from it is not presumed to have them otherwise."""
    supplied = set[str | None]()
    if party != network.developer:
        supplied = reached([link for link in network.links if link.via is not None], party)
    past = _past(network, party).only(_is_sure)
    return past.only(lambda link: link.via is not None or link.target not in supplied)


def _gates(listed: tuple[Network, ...], party: str) -> tuple[Via, ...]:
    """By what a party passes the models on towards the market: what is sure, or else what may be."""
    links = [link for network in listed for link in _leading_on(network, party)]
    sure = [link for link in links if _is_sure(link)]
    by_key = {link.key[2:]: link.via for link in sure or links if link.via is not None}
    return tuple(by_key[key] for key in sorted(by_key))


def _leading_on(network: Network, party: str) -> Iterator[Link]:
    past = _past(network, party)
    for link in network.leaving.get(party, ()):
        if link.target is None or (party != network.developer and past.leads_from(link.target)):
            yield link


def _candidate(listed: tuple[Network, ...], party: str, market: MarketId, *, is_there: bool) -> Candidate[Gatekeeper]:
    past = [_past(network, party) for network in listed]
    bypasses = list(islice(chain(sure_routes(past, market), doubtful_routes(past, market)), _MOST_BYPASSES + 1))
    because = [] if is_there else ["no route is known"]
    because += [f"{route} may lead past it ({_doubt(route)})" for route in bypasses[:_MOST_BYPASSES]]
    because += ["and there are more such routes"] if len(bypasses) > _MOST_BYPASSES else []
    gates = _gates(listed, party)
    found = Gatekeeper(party=PartyId(party), gates=gates, bypasses=tuple(bypasses[:_MOST_BYPASSES]))
    return Candidate(found, tuple(because))


def _doubt(route: Route) -> str:
    """Why it is unknown whether a route leads past: a part of it is, or its seller may have the models from there."""
    return "; ".join(route.because) or f"how {route.edges[0].target} gets the models is not recorded for sure"
