"""The items of answers as sentences, with the claims that stand behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from aibroker.display.sentences import buyers_sentence, listed, named, sentence
from aibroker.queries.answers import Brokerage
from aibroker.queries.gatekeepers import Gatekeeper
from aibroker.queries.routes import Edge, Route
from aibroker.queries.sightings import older_than
from aibroker.records.identifiers import ClaimId
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Selection, Stage
from aibroker.records.safeguards import Safeguard
from aibroker.store.stores import Store
from aibroker.store.wording import in_words

__all__ = ["claims_of", "described", "stale_marks", "steps"]


def described(store: Store, item: object) -> str:
    """What an item of an answer says, after its id where it is a record."""
    said = _said(store, item)
    if isinstance(item, SalesChannel | Right | Refusal | Rule | Payment | Safeguard):
        return f"{item.id}: {said}"
    return said


def _said(store: Store, item: object) -> str:
    match item:
        case Rule():
            return _rule(store, item)
        case Payment():
            return _payment(store, item)
        case Safeguard():
            return _safeguard(store, item)
        case Route():
            return _route(store, item)
        case Gatekeeper():
            return _gatekeeper(store, item)
        case _:
            return sentence(store, item)


def stale_marks(item: object, on: date, horizon: timedelta | None) -> Iterator[str]:
    """A phrase for each record that was last seen too long ago; none where no horizon is stated."""
    for each in () if horizon is None else older_than(horizon, (item,), on):
        yield f"stale: {each.record.id} was last seen on {each.seen}, {each.age} days before"


def claims_of(item: object) -> tuple[ClaimId, ...]:
    """The claims that an item of an answer rests on, each once."""
    match item:
        case Rule():
            return _once((*item.claims, *(claim for stage in item.stages for claim in stage.claims)))
        case Safeguard():
            return _once((*item.claims, *item.effectiveness))
        case SalesChannel() | Right() | Refusal() | Payment() | Route() | Gatekeeper():
            return item.claims
        case Brokerage():
            return _once(claim for each in (*item.outward, *item.inward) for claim in each.claims)
        case _:
            return ()


def _once(claims: Iterable[ClaimId]) -> tuple[ClaimId, ...]:
    return tuple(dict.fromkeys(claims))


def steps(store: Store, item: object) -> Iterator[tuple[str, tuple[ClaimId, ...]]]:
    """What an item is made of, each part with its claims; an item without parts is one, without words."""
    match item:
        case Route():
            for edge in item.edges:
                yield _edge(store, item, edge), edge.claims
        case Gatekeeper():
            for gate in item.gates:
                yield f"{gate.id}: {sentence(store, gate)}", gate.claims
            for route in item.bypasses:
                yield f"past it: {_route(store, route)}", route.claims
        case _:
            yield "", claims_of(item)


def _route(store: Store, route: Route) -> str:
    names = (*(named(store, "party", party) for party in route.parties), _end(store, route, route.edges[-1]))
    return f"{' → '.join(names)}: {', then '.join(_way(edge) for edge in route.edges)}"


def _way(edge: Edge) -> str:
    if edge.presumed:
        return "no known right or purchase"
    return f"{'right' if isinstance(edge.via, Right) else 'channel'} {edge.via.id}"


def _edge(store: Store, route: Route, edge: Edge) -> str:
    ends = f"{named(store, 'party', edge.origin)} → {_end(store, route, edge)}"
    if edge.presumed:
        return f"{ends}, as {edge.via.id} shows, by no known right or purchase"
    return f"{ends}, by {edge.via.id}: {sentence(store, edge.via)}"


def _end(store: Store, route: Route, edge: Edge) -> str:
    return named(store, "market" if edge is route.edges[-1] else "party", edge.target)


def _gatekeeper(store: Store, gatekeeper: Gatekeeper) -> str:
    gates = ", ".join(gate.id for gate in gatekeeper.gates)
    return f"{named(store, 'party', gatekeeper.party)}, which passes the models on by {gates}"


def _rule(store: Store, rule: Rule) -> str:
    parts = [f"{named(store, 'authority', rule.authority)}, {rule.title!r}"]
    parts += [rule.effect.rstrip(".")] if rule.effect else []
    restricted = "no sales" if rule.restricts is None else _selection(store, rule.restricts)
    stages = ", ".join(_stage(stage) for stage in rule.stages) or "none known"
    return "; ".join([*parts, f"restricts {restricted}", f"stages: {stages}"])


def _stage(stage: Stage) -> str:
    return f"{stage.name} {'on an unknown day' if stage.on is None else stage.on}"


def _selection(store: Store, selects: Selection) -> str:
    parts = ["resale" if selects.resale_only else "sales"]
    parts += [f"by {listed(store, 'party', selects.sellers)}"] if selects.sellers else []
    parts += [f"by sellers at home in {listed(store, 'market', selects.sellers_home)}"] if selects.sellers_home else []
    parts += [f"of {listed(store, 'model', selects.models)}"] if selects.models else []
    parts += [f"of models by {listed(store, 'party', selects.developers)}"] if selects.developers else []
    parts += [f"of models from {listed(store, 'market', selects.developed_in)}"] if selects.developed_in else []
    parts += [f"to buyers {buyers_sentence(store, selects.buyers)}"] if selects.buyers is not None else []
    parts += [f"hosted in {listed(store, 'market', selects.hosted_in)}"] if selects.hosted_in else []
    return " ".join(parts)


def _payment(store: Store, payment: Payment) -> str:
    head = f"{named(store, 'party', payment.payer)} pays {named(store, 'party', payment.payee)}"
    parts = [f"{head} {payment.share} of {in_words(store, payment.of)}"]
    parts += [f"at most {payment.cap} in all"] if payment.cap is not None else []
    return "; ".join([*parts, f"holds: {payment.holds}"])


def _safeguard(store: Store, safeguard: Safeguard) -> str:
    who = "who applies it is unknown" if safeguard.by is None else f"applied by {named(store, 'party', safeguard.by)}"
    judged = f"; claims on whether it works: {len(safeguard.effectiveness)}" if safeguard.effectiveness else ""
    return f"{safeguard.name}, {who}{judged}"
