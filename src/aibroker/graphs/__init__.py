"""Graphs out: landscapes, routes, outcomes and explanations for networkx, Graphviz, Mermaid and GraphML."""

from aibroker.graphs.drawing import graph_of
from aibroker.graphs.graphs import Edge, EdgeKind, Graph, GraphState, Node, NodeKind
from aibroker.graphs.provenance import to_prov_json
from aibroker.graphs.writing import Drawable, to_dot, to_graphml, to_mermaid, to_networkx

__all__ = [
    "Drawable",
    "Edge",
    "EdgeKind",
    "Graph",
    "GraphState",
    "Node",
    "NodeKind",
    "graph_of",
    "to_dot",
    "to_graphml",
    "to_mermaid",
    "to_networkx",
    "to_prov_json",
]
