"""What becomes of landscapes, routes, outcomes and explanations as graphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from aibroker.errors import InvalidValueError
from aibroker.figures.figures import Explanation, Figure
from aibroker.graphs.explanations import graph_of_figure
from aibroker.graphs.graphs import Edge, Graph, Node
from aibroker.graphs.landscapes import edges_of, nodes_of
from aibroker.graphs.outcomes import graph_of_outcome
from aibroker.landscape import Landscape, Outcome
from aibroker.queries.answers import Answer
from aibroker.queries.routes import Edge as Step
from aibroker.queries.routes import Route
from aibroker.queries.words import called
from aibroker.records.kinds import kind_of
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Drawn", "graph_of"]

Drawn = Landscape | Outcome | Figure | Explanation
"""What can be drawn by itself; routes are drawn with the landscape that they are of."""


def graph_of(thing: Drawn | Answer[Route]) -> Graph:
    """The graph of a landscape, an outcome, routes, or the explanation of a figure.

    Args:
        thing: A landscape: who develops, sells, buys, owns, pays, holds rights and refuses, and the rules. An outcome:
            the same afterwards; the ``state`` of a channel and its edges says whether it closed, was narrowed, moved or
            opened, or whether that is unknown. What ``routes`` answers: the chains of parties, by name and id, with the
            steps that are unknown. A figure or its explanation: each bound, what it follows from, down to claims,
            assumptions and definitions, with its conflicts, caveats and gaps.

    Raises:
        InvalidValueError: If it is something else.
    """
    match thing:
        case Landscape():
            return Graph.of(thing.title or "landscape", nodes_of(thing), edges_of(thing))
        case Outcome():
            return graph_of_outcome(thing)
        case Figure():
            return graph_of_figure(thing)
        case Explanation():
            return graph_of_figure(thing.figure)
        case Answer():
            listed = [*thing, *(each.item for each in thing.unknown)]
            routes = [each for each in listed if isinstance(each, Route)]
            if len(routes) == len(listed):
                return _routes(thing.question, routes, thing.store)
    valid = "a landscape, an outcome, what routes answers, a figure or its explanation"
    held = ("its .landscape",) if isinstance(getattr(thing, "landscape", None), Landscape) else ()
    raise InvalidValueError("there is no graph of this", thing, valid=valid, suggestions=held)


def _routes(question: str, routes: Iterable[Route], store: Store) -> Graph:
    nodes, edges = list[Node](), dict[tuple[str, str, str], Edge]()
    for route in routes:
        for step in route.edges:
            origin = _end(store, "party", step.origin)
            target = _end(store, "market" if step is route.edges[-1] else "party", step.target)
            nodes += origin, target
            edges.setdefault((origin.id, target.id, step.via.id), _step(origin, target, step))
    return Graph.of(question, nodes, edges.values())


def _end(store: Store, kind: Literal["party", "market"], record_id: str) -> Node:
    """A party or a market by its name, with the id beside it by which it can be asked for."""
    name = called(store, kind, record_id)
    label = name if name == record_id else f"{name} [{record_id}]"
    return Node(id=f"{kind}:{record_id}", label=label, kind=kind, attributes={"name": name})


def _step(origin: Node, target: Node, step: Step) -> Edge:
    details = {"via": kind_of(step.via)}
    return Edge(
        origin=origin.id,
        target=target.id,
        label=step.via.id,
        kind="passes on",
        state="known" if step.verdict is Verdict.YES else "unknown",
        claims=step.claims,
        attributes={**details, "because": "; ".join(step.because)} if step.because else details,
    )
