"""Graphs as values: nodes and edges with their attributes, whatever they are to be written as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from aibroker.errors import InvalidValueError, nearest

__all__ = ["Edge", "EdgeKind", "Graph", "GraphState", "Node", "NodeKind"]

NodeKind = Literal[
    "party",
    "model",
    "market",
    "channel",
    "right",
    "refusal",
    "rule",
    "payment",
    "figure",
    "bound",
    "claim",
    "assumption",
    "definition",
    "conflict",
    "side",
    "caveat",
    "policy",
    "gap",
]
"""What a node stands for."""

EdgeKind = Literal[
    "develops",
    "belongs to",
    "sells",
    "carries",
    "into",
    "not into",
    "hosted in",
    "sold to",
    "only to",
    "rests on",
    "continues",
    "holds",
    "grants",
    "declines",
    "concerns",
    "makes",
    "restricts",
    "pays",
    "owns",
    "passes on",
    "limits",
    "follows from",
    "contested by",
    "between",
    "remarks",
    "link",
]
"""What an edge stands for; ``link`` for anything else."""

GraphState = Literal["known", "unknown", "closed", "narrowed", "moved", "opened"]
"""Whether something is known, or what a scenario made of it."""


def _pairs(attributes: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(attributes).items()))


@attrs.frozen(kw_only=True)
class Node:
    """A node.

    Attributes:
        id: Its id in the graph, such as ``party:openai``.
        label: What it is called.
        kind: What it stands for.
        state: Whether it is known, or what a scenario made of it.
        claims: The claims that it rests on.
        details: What else is known of it, as pairs of a name and a text; given as ``attributes``.
    """

    id: str
    label: str
    kind: NodeKind
    state: GraphState = "known"
    claims: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs, alias="attributes")

    @property
    def attributes(self) -> Mapping[str, str]:
        """What else is known of it, by name."""
        return MappingProxyType(dict(self.details))


@attrs.frozen(kw_only=True)
class Edge:
    """An edge from one node to another.

    Attributes:
        origin: The id of the node that it leaves.
        target: The id of the node that it leads to.
        label: What it says.
        kind: What it stands for.
        state: Whether it is known, or what a scenario made of it.
        claims: The claims that it rests on.
        details: What else is known of it, as pairs of a name and a text; given as ``attributes``.
    """

    origin: str
    target: str
    label: str
    kind: EdgeKind = "link"
    state: GraphState = "known"
    claims: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs, alias="attributes")

    @property
    def attributes(self) -> Mapping[str, str]:
        """What else is known of it, by name."""
        return MappingProxyType(dict(self.details))


@attrs.frozen(kw_only=True, repr=False)
class Graph:
    """Nodes, each once, and edges between them.

    Attributes:
        title: What it is a graph of.
        nodes: The nodes, in the order of their ids.
        edges: The edges, in the order of what they join and say.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, title: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
        """The graph of some nodes and edges; each node counts once, as it came first.

        Raises:
            InvalidValueError: If an edge has an end that is no node.
        """
        found: dict[str, Node] = {}
        for node in nodes:
            found.setdefault(node.id, node)
        edges = tuple(edges)
        for end in (each for edge in edges for each in (edge.origin, edge.target)):
            if end not in found:
                raise InvalidValueError("an edge with an end that is no node", end, suggestions=nearest(end, found))
        listed = sorted(edges, key=lambda each: (each.origin, each.target, each.label))
        return cls(title=title, nodes=tuple(found[each] for each in sorted(found)), edges=tuple(listed))

    def __repr__(self) -> str:
        return f"<Graph of {self.title!r}: {len(self.nodes)} nodes, {len(self.edges)} edges>"
