"""What becomes of landscapes, routes, outcomes and explanations as graphs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from aibroker.errors import InvalidValueError
from aibroker.figures.derivations import Derivation
from aibroker.figures.figures import Explanation, Figure
from aibroker.graphs.graphs import Edge, Graph, Node
from aibroker.landscape import Landscape, Outcome
from aibroker.queries.answers import Answer
from aibroker.queries.routes import Route
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Right
from aibroker.values.verdicts import Verdict

__all__ = ["Drawn", "graph_of"]

Drawn = Landscape | Outcome | Figure | Explanation
"""What can be drawn by itself; routes are drawn with the landscape that they are of."""


def graph_of(thing: Drawn | Answer[Route]) -> Graph:
    """The graph of a landscape, an outcome, routes, or the explanation of a figure.

    Args:
        thing: A landscape: who develops, sells, buys and holds rights. An outcome: the same afterwards, with what
            closed dashed. What ``routes`` answers: the chains of parties, the unknown ones dashed. A figure or its
            explanation: each bound, what it follows from, and the claims.

    Raises:
        InvalidValueError: If it is something else.
    """
    match thing:
        case Landscape():
            return Graph.of(thing.title or "landscape", _nodes(thing), _edges(thing))
        case Outcome():
            return _outcome(thing)
        case Figure():
            return _figure(thing)
        case Explanation():
            return _figure(thing.figure)
        case Answer():
            listed = [*thing, *(each.item for each in thing.unknown)]
            routes = [each for each in listed if isinstance(each, Route)]
            if len(routes) == len(listed):
                return _routes(thing.question, routes)
    valid = "a landscape, an outcome, what routes answers, a figure or its explanation"
    raise InvalidValueError("there is no graph of this", thing, valid=valid)


def _nodes(case: Landscape) -> Iterator[Node]:
    for party in case.parties:
        home = getattr(party, "home", None)
        attributes = {} if home is None else {"home": str(home)}
        yield Node(id=f"party:{party.id}", label=party.name, kind="party", claims=party.claims, attributes=attributes)
    for model in case.models:
        yield Node(
            id=f"model:{model.id}",
            label=model.name,
            kind="model",
            claims=model.claims,
            attributes={"openness": model.openness},
        )
    for channel in case.channels:
        yield _channel_node(channel)
        for market in channel.into or ("unknown",):
            yield _market(case, market)
    for right in case.rights:
        yield Node(
            id=f"right:{right.id}",
            label=right.id,
            kind="right",
            claims=right.claims,
            attributes={"may": right.may, "holds": str(right.holds)},
        )


def _channel_node(channel: SalesChannel) -> Node:
    attributes = {"status": channel.status, "open": str(channel.open)}
    return Node(
        id=f"channel:{channel.id}", label=channel.id, kind="channel", claims=channel.claims, attributes=attributes
    )


def _market(case: Landscape, market: str) -> Node:
    label = "a territory that is unknown" if market == "unknown" else case.markets[market].name
    return Node(id=f"market:{market}", label=label, kind="market")


def _edges(case: Landscape) -> Iterator[Edge]:
    for model in case.models:
        yield Edge(origin=f"party:{model.developer}", target=f"model:{model.id}", label="develops", claims=model.claims)
        if model.family is not None:
            yield Edge(origin=f"model:{model.id}", target=f"model:{model.family}", label="is of the family")
    for channel in case.channels:
        yield from _sales(channel, dashed=False)
    for right in case.rights:
        yield from _grants(right)


def _sales(channel: SalesChannel, *, dashed: bool) -> Iterator[Edge]:
    node = f"channel:{channel.id}"
    links = [
        (f"party:{channel.seller}", node, "sells by"),
        *((node, f"model:{each}", "carries") for each in channel.models),
        *((node, f"market:{each}", "into") for each in channel.into or ()),
        *((node, f"party:{each}", "to") for each in channel.buyers.known),
        *((node, f"right:{each}", "rests on") for each in channel.rests_on),
    ]
    for origin, target, label in links:
        yield Edge(origin=origin, target=target, label=label, dashed=dashed, claims=channel.claims)
    if channel.into is None:
        yield Edge(origin=node, target="market:unknown", label="into", dashed=True, claims=channel.claims)


def _grants(right: Right) -> Iterator[Edge]:
    node = f"right:{right.id}"
    yield Edge(origin=f"party:{right.holder}", target=node, label=f"may {right.may} by", claims=right.claims)
    if right.grantor is not None:
        yield Edge(origin=f"party:{right.grantor}", target=node, label="grants", claims=right.claims)


def _outcome(outcome: Outcome) -> Graph:
    """The landscape afterwards, on the day on which each change holds: what closed is dashed, what goes on is not."""
    after, closed = outcome.after, {change.before.id for change in outcome.closed}
    nodes = [*_nodes(after), *(_channel_node(change.before) for change in outcome.closed)]
    nodes += [_market(outcome.before, each) for change in outcome.closed for each in change.before.into or ("unknown",)]
    edges = [each for each in _edges(after) if not _touches(each, closed)]
    edges += [each for change in outcome.closed for each in _sales(change.before, dashed=True)]
    title = " + ".join(scenario.name for scenario in outcome.scenarios) or "no scenario"
    return Graph.of(title, nodes, edges)


def _touches(edge: Edge, channels: Collection[str]) -> bool:
    return any(end.removeprefix("channel:") in channels for end in (edge.origin, edge.target) if "channel:" in end)


def _routes(question: str, routes: Iterable[Route]) -> Graph:
    nodes, edges = list[Node](), dict[tuple[str, str, str], Edge]()
    for route in routes:
        for step in route.edges:
            last = step is route.edges[-1]
            ends = f"party:{step.origin}", f"{'market' if last else 'party'}:{step.target}"
            nodes.append(Node(id=ends[0], label=step.origin, kind="party"))
            nodes.append(Node(id=ends[1], label=step.target, kind="market" if last else "party"))
            made = Edge(
                origin=ends[0],
                target=ends[1],
                label=step.via.id,
                dashed=step.verdict is not Verdict.YES,
                claims=step.claims,
                attributes={"because": "; ".join(step.because)} if step.because else {},
            )
            edges.setdefault((made.origin, made.target, made.label), made)
    return Graph.of(question, nodes, edges.values())


def _figure(figure: Figure) -> Graph:
    """Each bound on the way, what it follows from, and the claims and assumptions that it rests on."""
    steps: dict[int, Derivation] = {}
    for side in figure.derivations:
        for step in side:
            steps.setdefault(id(step), step)
    names = {key: f"bound:{number}" for number, key in enumerate(steps, start=1)}
    nodes, edges = list[Node](), list[Edge]()
    for key, step in steps.items():
        nodes.append(
            Node(
                id=names[key],
                label=f"{step.quantity}: {step.said}",
                kind="bound",
                attributes={"side": step.side, "rule": step.rule},
            )
        )
        edges += [Edge(origin=names[key], target=names[id(each)], label=step.rule) for each in step.because]
        grounds = list(_grounds(step))
        nodes += grounds
        edges += [Edge(origin=names[key], target=each.id, label="rests on") for each in grounds]
    return Graph.of(figure.quantity, nodes, edges)


def _grounds(step: Derivation) -> Iterable[Node]:
    if step.ground is None:
        return
    for each in step.ground.evidence:
        attributes = {"source": each.source.title, "locator": each.claim.locator}
        yield Node(
            id=f"claim:{each.claim.id}",
            label=each.claim.text,
            kind="claim",
            claims=(each.claim.id,),
            attributes=attributes,
        )
    for assumed in step.ground.assumptions:
        yield Node(id=f"assumption:{assumed.id}", label=assumed.name or assumed.id, kind="assumption")
