"""What is drawn of a figure: its bounds, what they follow from, what stands against them, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.figures.derivations import Derivation, Ground
from aibroker.figures.figures import Figure
from aibroker.graphs.graphs import Edge, Graph, Node, NodeKind
from aibroker.records.kinds import kind_of
from aibroker.records.reasons import Conflict, Evidence

__all__ = ["FIGURE", "graph_of_figure"]

FIGURE = "figure"
"""The id of the node of the figure itself."""


def graph_of_figure(figure: Figure) -> Graph:
    """Each bound on the way, down to the claims, the assumptions and the definitions; and the conflicts and caveats."""
    steps = {id(step): step for side in figure.derivations for step in side}
    names = {key: f"bound:{number}" for number, key in enumerate(steps, start=1)}
    defined = _definitions(steps.values())
    nodes, edges = [_figure_node(figure)], list[Edge]()
    for side in figure.derivations:
        edges.append(Edge(origin=FIGURE, target=names[id(side)], label=f"{side.side} bound", kind="limits"))
    for key, step in steps.items():
        label, recurs = f"{step.quantity}: {step.said}", {"recurs": "repeated to the limit"} if step.recurs else {}
        details = {"side": step.side, "rule": step.rule, **recurs}
        nodes.append(Node(id=names[key], label=label, kind="bound", attributes=details))
        because = (names[id(each)] for each in step.because)
        edges += [Edge(origin=names[key], target=each, label=step.rule, kind="follows from") for each in because]
        grounds = [] if step.ground is None else list(_grounds(step.ground, defined))
        nodes += grounds
        edges += [Edge(origin=names[key], target=each.id, label="rests on", kind="rests on") for each in grounds]
    for number, conflict in enumerate(figure.conflicts, start=1):
        _add_conflict(f"conflict:{number}", conflict, nodes, edges)
    for node, label in _remarks(figure):
        nodes.append(node)
        edges.append(Edge(origin=FIGURE, target=node.id, label=label, kind="remarks"))
    return Graph.of(figure.quantity, nodes, edges)


def _figure_node(figure: Figure) -> Node:
    details = {"unit": str(figure.unit), "contested": "yes" if figure.contested else "no"}
    details |= {} if figure.period is None else {"period": str(figure.period)}
    claims = tuple(each.claim.id for each in figure.claims)
    label = f"{figure.quantity}: {figure.estimate.shown()}"
    return Node(id=FIGURE, label=label, kind="figure", claims=claims, attributes=details)


def _definitions(steps: Iterable[Derivation]) -> dict[str, str]:
    """What steps say by themselves, without a claim or an assumption, each under an id."""
    grounds = (step.ground for step in steps if step.ground is not None)
    said = dict.fromkeys(each.said for each in grounds if not each.evidence and not each.assumptions)
    return {each: f"definition:{number}" for number, each in enumerate(said, start=1)}


def _grounds(ground: Ground, defined: dict[str, str]) -> Iterator[Node]:
    yield from map(_claim_node, ground.evidence)
    for assumed in ground.assumptions:
        details = {"because": assumed.because}
        yield Node(
            id=f"assumption:{assumed.id}", label=assumed.name or assumed.id, kind="assumption", attributes=details
        )
    if not ground.evidence and not ground.assumptions:
        yield Node(id=defined[ground.said], label=ground.said, kind="definition")


def _claim_node(evidence: Evidence) -> Node:
    claim, source = evidence.claim, evidence.source
    details = {"source": source.title, "locator": claim.locator, "said_by": claim.said_by}
    return Node(id=f"claim:{claim.id}", label=claim.text, kind="claim", claims=(claim.id,), attributes=details)


def _add_conflict(name: str, conflict: Conflict, nodes: list[Node], edges: list[Edge]) -> None:
    claims = [_claim_node(each) for each in conflict.evidence]
    between = "; ".join(f"{kind_of(each)} {each.id}" for each in conflict.between)
    nodes.append(
        Node(
            id=name,
            label=conflict.statement,
            kind="conflict",
            claims=tuple(each.claim.id for each in conflict.evidence),
            attributes={"sort": conflict.kind, "between": between},
        )
    )
    nodes += claims
    edges.append(Edge(origin=FIGURE, target=name, label="contested by", kind="contested by"))
    edges += [Edge(origin=name, target=each.id, label="between", kind="between") for each in claims]


def _remarks(figure: Figure) -> Iterator[tuple[Node, str]]:
    """What a reader must know of the figure, with what joins it to that."""
    sides = [f"without {', '.join(each.without)}: {each.estimate.shown()}" for each in figure.sides]
    listed: tuple[tuple[NodeKind, str, Iterable[str]], ...] = (
        ("side", "would be", sides),
        ("caveat", "to know", figure.caveats),
        ("policy", "read by", figure.policies),
        ("gap", "lacks", (each.said for each in figure.gaps)),
    )
    for kind, label, texts in listed:
        for number, text in enumerate(texts, start=1):
            yield Node(id=f"{kind}:{number}", label=text, kind=kind), label
