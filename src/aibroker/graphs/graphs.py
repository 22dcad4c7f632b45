"""Graphs as values: nodes and edges with their attributes, whatever they are to be written as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

__all__ = ["Edge", "Graph", "Node", "NodeKind"]

NodeKind = Literal["party", "model", "market", "channel", "right", "bound", "claim", "assumption"]
"""What a node stands for."""


@attrs.frozen(kw_only=True)
class Node:
    """A node.

    Attributes:
        id: Its id in the graph, such as ``party:openai``.
        label: What it is called.
        kind: What it stands for.
        claims: The claims that it rests on.
        attributes: What else is known of it, as texts.
    """

    id: str
    label: str
    kind: NodeKind
    claims: tuple[str, ...] = ()
    attributes: Mapping[str, str] = attrs.field(factory=dict, hash=False)


@attrs.frozen(kw_only=True)
class Edge:
    """An edge from one node to another.

    Attributes:
        origin: The id of the node that it leaves.
        target: The id of the node that it leads to.
        label: What it says.
        dashed: Whether it is unknown, or no longer there.
        claims: The claims that it rests on.
        attributes: What else is known of it, as texts.
    """

    origin: str
    target: str
    label: str
    dashed: bool = False
    claims: tuple[str, ...] = ()
    attributes: Mapping[str, str] = attrs.field(factory=dict, hash=False)


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
        """The graph of some nodes and edges; each node counts once, as it came first."""
        found: dict[str, Node] = {}
        for node in nodes:
            found.setdefault(node.id, node)
        listed = sorted(edges, key=lambda each: (each.origin, each.target, each.label))
        return cls(title=title, nodes=tuple(found[each] for each in sorted(found)), edges=tuple(listed))

    def __repr__(self) -> str:
        return f"<Graph of {self.title!r}: {len(self.nodes)} nodes, {len(self.edges)} edges>"
