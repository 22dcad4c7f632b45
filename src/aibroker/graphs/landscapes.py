"""What is drawn of a landscape: who develops, sells, buys, owns, pays, may and will not, and which rules there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from aibroker.graphs.conditions import conditions
from aibroker.graphs.graphs import Edge, EdgeKind, GraphState, Node
from aibroker.landscape import Landscape
from aibroker.records.kinds import Party
from aibroker.records.offers import SalesChannel
from aibroker.records.parties import Authority, Owner
from aibroker.records.references import references
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule

__all__ = ["channel_edges", "channel_node", "edges_of", "nodes_of"]

_UNKNOWN: Final = "unknown"
_SELECTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sellers": "restricts sales by",
        "sellers_home": "restricts sellers at home in",
        "models": "restricts sales of",
        "developers": "restricts models of",
        "developed_in": "restricts models developed in",
        "developed_outside": "restricts models developed outside",
        "hosted_in": "restricts models that run in",
    }
)


def nodes_of(case: Landscape) -> Iterator[Node]:
    """The nodes of a landscape; of markets, those that something refers to."""
    for party in case.parties:
        home = getattr(party, "home", None)
        details = {} if home is None else {"home": str(home)}
        yield Node(id=f"party:{party.id}", label=party.name, kind="party", claims=party.claims, attributes=details)
    for model in case.models:
        details = {"openness": model.openness}
        yield Node(id=f"model:{model.id}", label=model.name, kind="model", claims=model.claims, attributes=details)
    for channel in case.channels:
        yield channel_node(channel)
        yield from _places(case, channel)
    for right in case.rights:
        details = {"may": right.may, "holds": str(right.holds)}
        yield Node(id=f"right:{right.id}", label=right.id, kind="right", claims=right.claims, attributes=details)
    yield from map(_refusal_node, case.refusals)
    yield from map(_rule_node, case.rules)
    yield from map(_payment_node, case.payments)
    yield from _markets_named(case)


def _refusal_node(refusal: Refusal) -> Node:
    details = {"refuses": str(refusal.refuses), "through": refusal.through, "holds": str(refusal.holds)}
    if refusal.reasons:
        details["reasons"] = "; ".join(refusal.reasons)
    return Node(id=f"refusal:{refusal.id}", label=refusal.id, kind="refusal", claims=refusal.claims, attributes=details)


def _rule_node(rule: Rule) -> Node:
    details = {"effect": rule.effect} if rule.effect else {}
    if rule.stages:
        last = rule.stages[-1]
        details |= {"stage": last.name, "since": _UNKNOWN if last.on is None else str(last.on)}
    return Node(id=f"rule:{rule.id}", label=rule.title, kind="rule", claims=rule.claims, attributes=details)


def _payment_node(payment: Payment) -> Node:
    of = payment.of
    whose = {name: str(value) for name in ("of", "market", "product", "buyer") if (value := getattr(of, name))}
    details = {"share": str(payment.share), "measure": str(of.measure), "holds": str(payment.holds), **whose}
    if payment.cap is not None:
        details["cap"] = str(payment.cap)
    return Node(id=f"payment:{payment.id}", label=payment.id, kind="payment", claims=payment.claims, attributes=details)


def channel_node(
    channel: SalesChannel, *, state: GraphState = "known", attributes: Mapping[str, str] = MappingProxyType({})
) -> Node:
    """The node of a channel."""
    unnamed = {"models": _UNKNOWN} if channel.models_unknown else {}
    details = {"status": channel.status, "open": str(channel.open), **unnamed, **attributes}
    return Node(
        id=f"channel:{channel.id}",
        label=channel.id,
        kind="channel",
        state=state,
        claims=channel.claims,
        attributes=details,
    )


def _places(case: Landscape, channel: SalesChannel) -> Iterator[Node]:
    """The places that a channel sells into, leaves out and runs in."""
    places = (*(channel.into or ()), *channel.excluding, *_hosting(channel))
    yield from (_market(case, each) for each in places)
    if channel.into is None:
        yield Node(id=f"market:{_UNKNOWN}", label="a territory that is unknown", kind="market")


def _hosting(channel: SalesChannel) -> Collection[str]:
    """Where it is known to run."""
    return channel.hosted_in.known


def _market(case: Landscape, market: str) -> Node:
    return Node(id=f"market:{market}", label=case.markets[market].name, kind="market")


def _markets_named(case: Landscape) -> Iterator[Node]:
    """The markets that conditions on buyers, rules and owners speak of."""
    owners = (owner for party in case.parties for owner in _owners(party))
    only_to = (channel.only_to for channel in case.channels if channel.only_to is not None)
    restricts = (rule.restricts for rule in case.rules if rule.restricts is not None)
    for each in (*owners, *only_to, *case.refusals, *restricts):
        yield from (_market(case, named.text) for named in references(each) if named.kind == "market")


def edges_of(case: Landscape, *, without: Collection[str] = ()) -> Iterator[Edge]:
    """The edges of a landscape.

    Args:
        case: The landscape.
        without: The channels whose own edges are left out.
    """
    for model in case.models:
        ends = f"party:{model.developer}", f"model:{model.id}"
        yield _edge(*ends, "develops", "develops", model.claims)
        if model.family is not None:
            yield _edge(ends[1], f"model:{model.family}", "is of the family", "belongs to", ())
    for party in case.parties:
        yield from _owned(party)
    for channel in case.channels:
        if channel.id not in without:
            yield from channel_edges(channel)
    for right in case.rights:
        yield from _grants(right)
    for refusal in case.refusals:
        yield from _refuses(refusal)
    for rule in case.rules:
        yield from _restricts(rule)
    for payment in case.payments:
        node = f"payment:{payment.id}"
        yield _edge(f"party:{payment.payer}", node, f"pays {payment.share} by", "pays", payment.claims)
        yield _edge(node, f"party:{payment.payee}", "to", "pays", payment.claims)


def _edge(origin: str, target: str, label: str, kind: EdgeKind, claims: tuple[str, ...]) -> Edge:
    return Edge(origin=origin, target=target, label=label, kind=kind, claims=claims)


def channel_edges(channel: SalesChannel) -> Iterator[Edge]:
    """Who sells by a channel, what it carries, where, to whom, from where, and what it rests on."""
    node, claims = f"channel:{channel.id}", channel.claims
    yield _edge(f"party:{channel.seller}", node, "sells by", "sells", claims)
    yield from (_edge(node, f"model:{each}", "carries", "carries", claims) for each in channel.models)
    yield from (_edge(node, f"market:{each}", "into", "into", claims) for each in channel.into or ())
    yield from (_edge(node, f"market:{each}", "not into", "not into", claims) for each in channel.excluding)
    yield from (_edge(node, f"market:{each}", "hosted in", "hosted in", claims) for each in _hosting(channel))
    yield from (_edge(node, f"party:{each}", "to", "sold to", claims) for each in channel.buyers.known)
    yield from (_edge(node, f"right:{each}", "rests on", "rests on", claims) for each in channel.rests_on)
    if channel.only_to is not None:
        for said, target in conditions(channel.only_to):
            yield _edge(node, target, f"only to {said}", "only to", claims)
    if channel.continues is not None:
        yield _edge(node, f"channel:{channel.continues}", "continues", "continues", claims)
    if channel.into is None:
        yield Edge(origin=node, target=f"market:{_UNKNOWN}", label="into", kind="into", state="unknown", claims=claims)


def _grants(right: Right) -> Iterator[Edge]:
    node = f"right:{right.id}"
    yield _edge(f"party:{right.holder}", node, f"may {right.may} by", "holds", right.claims)
    if right.grantor is not None:
        yield _edge(f"party:{right.grantor}", node, "grants", "grants", right.claims)


def _refuses(refusal: Refusal) -> Iterator[Edge]:
    node, claims = f"refusal:{refusal.id}", refusal.claims
    yield _edge(f"party:{refusal.who}", node, "declines by", "declines", claims)
    yield from (_edge(node, f"model:{each}", "concerns", "concerns", claims) for each in refusal.models)
    for said, target in conditions(refusal.refuses):
        yield _edge(node, target, f"concerns {said}", "concerns", claims)


def _restricts(rule: Rule) -> Iterator[Edge]:
    node, claims = f"rule:{rule.id}", rule.claims
    yield _edge(f"party:{rule.authority}", node, "makes", "makes", claims)
    if rule.restricts is None:
        return
    for each in references(rule.restricts):
        selected = _SELECTED.get(each.path.partition("[")[0])
        if selected is not None:  # the others lie in a condition on buyers
            target = f"{'party' if each.kind == 'vendor' else each.kind}:{each.text}"
            yield _edge(node, target, selected, "restricts", claims)
    if rule.restricts.buyers is not None:
        for said, target in conditions(rule.restricts.buyers):
            yield _edge(node, target, f"restricts sales to {said}", "restricts", claims)


def _owned(party: Party) -> Iterator[Edge]:
    for owner in _owners(party):
        share = "a share that is unknown" if _is_anything(owner) else str(owner.share)
        origin = f"market:{owner.home}" if owner.party is None else f"party:{owner.party}"
        label = f"somebody from here owns {share}" if owner.party is None else f"owns {share}"
        yield _edge(origin, f"party:{party.id}", label, "owns", owner.claims)


def _owners(party: Party) -> tuple[Owner, ...]:
    """The owners of a party; an authority has none."""
    return () if isinstance(party, Authority) else party.owners


def _is_anything(owner: Owner) -> bool:
    percent = owner.share.to("percent")
    return percent.low <= 0 and percent.high >= 100
