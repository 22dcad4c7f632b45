"""Graphs in the forms that other programs read: networkx, Graphviz, Mermaid and GraphML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from aibroker.errors import AibrokerError
from aibroker.graphs.drawing import Drawn, graph_of
from aibroker.graphs.graphs import Edge, Graph, GraphState, Node, NodeKind
from aibroker.queries.answers import Answer
from aibroker.queries.routes import Route

if TYPE_CHECKING:
    import networkx

__all__ = ["Drawable", "to_dot", "to_graphml", "to_mermaid", "to_networkx"]

Drawable = Drawn | Answer[Route] | Graph
"""What can be drawn: a landscape, an outcome, routes, a figure or its explanation, or a graph that has been made."""

_SHAPES: Final[Mapping[NodeKind, str]] = MappingProxyType(
    {
        "party": "box",
        "model": "ellipse",
        "market": "house",
        "channel": "cds",
        "right": "note",
        "refusal": "octagon",
        "rule": "tab",
        "payment": "parallelogram",
        "figure": "doubleoctagon",
        "bound": "box",
        "claim": "note",
        "assumption": "diamond",
        "definition": "component",
        "conflict": "hexagon",
        "side": "box3d",
        "caveat": "plaintext",
        "policy": "plaintext",
        "gap": "plaintext",
    }
)
_BRACKETS: Final[Mapping[NodeKind, tuple[str, str]]] = MappingProxyType(
    {
        "party": ("[", "]"),
        "model": ("([", "])"),
        "market": ("{{", "}}"),
        "channel": (">", "]"),
        "right": ("[/", "/]"),
        "refusal": ("[\\", "\\]"),
        "rule": ("[[", "]]"),
        "payment": ("(", ")"),
        "figure": ("((", "))"),
        "bound": ("[", "]"),
        "claim": ("[/", "/]"),
        "assumption": ("{", "}"),
        "definition": ("[(", ")]"),
        "conflict": ("{{", "}}"),
        "side": ("[", "]"),
        "caveat": (">", "]"),
        "policy": (">", "]"),
        "gap": (">", "]"),
    }
)
_DOT_STYLES: Final[Mapping[GraphState, str]] = MappingProxyType(
    {
        "known": "",
        "unknown": ", style=dotted",
        "closed": ", style=dashed",
        "narrowed": ", style=bold",
        "moved": ", style=bold, color=gray",
        "opened": ", style=bold, color=darkgreen",
    }
)
_ARROWS: Final[Mapping[GraphState, str]] = MappingProxyType(
    {"known": "-->", "unknown": "-.->", "closed": "-.->", "narrowed": "==>", "moved": "==>", "opened": "==>"}
)
# What tells the states apart in Mermaid: of nodes, and of edges beside their arrows.
_MERMAID_STYLES: Final[Mapping[GraphState, str]] = MappingProxyType(
    {
        "unknown": "stroke-dasharray:2 4",
        "closed": "stroke-dasharray:8 4",
        "narrowed": "stroke-width:3px",
        "moved": "stroke-width:3px,stroke:gray",
        "opened": "stroke-width:3px,stroke:darkgreen",
    }
)
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
# Mermaid reads a quoted text as Markdown: emphasis, a link, an item of a list, a line across.
_READ_BY_MERMAID: Final = re.compile(
    r"""["#<>&\\`|*]|(?<!\w)_|_(?!\w)|(?<=\])[(:]|:(?=//)|^[-+=](?!\w)|^\d(?=\d*[.)](?:\s|$))""", re.ASCII
)
_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"


def _graph(thing: Drawable) -> Graph:
    return thing if isinstance(thing, Graph) else graph_of(thing)


def _details(item: Node | Edge) -> dict[str, str]:
    """What is known of a node or an edge, as texts."""
    claims = {"claims": "; ".join(item.claims)} if item.claims else {}
    return {**item.attributes, "label": item.label, "kind": item.kind, "state": item.state, **claims}


def to_networkx(thing: Drawable) -> networkx.MultiDiGraph[str]:
    """A directed graph of networkx, whose nodes and edges have label, kind, state, claims and all else as attributes.

    Args:
        thing: What is to be drawn.

    Raises:
        AibrokerError: If networkx is not installed.
        InvalidValueError: If there is no graph of it.
    """
    try:
        import networkx
    except ImportError:
        problem = "this needs networkx: pip install 'aibroker[networkx]'"
        raise AibrokerError(problem) from None
    graph = _graph(thing)
    made: Any = networkx.MultiDiGraph(title=graph.title)
    for node in graph.nodes:
        made.add_node(node.id, **_details(node))
    for edge in graph.edges:
        made.add_edge(edge.origin, edge.target, **_details(edge))
    result: networkx.MultiDiGraph[str] = made
    return result


def to_dot(thing: Drawable) -> str:
    """The text of a graph for Graphviz.

    Args:
        thing: What is to be drawn.

    Raises:
        InvalidValueError: If there is no graph of it.
    """
    graph = _graph(thing)
    lines = [f"digraph {_in_dot(graph.title)} {{", "  rankdir=LR;"]
    for node in graph.nodes:
        tip = _shown_in_dot("; ".join(node.claims))
        label = _shown_in_dot(node.label)
        shown = f"label={label}, shape={_SHAPES[node.kind]}{_DOT_STYLES[node.state]}, tooltip={tip}"
        lines.append(f"  {_in_dot(node.id)} [{shown}];")
    for edge in graph.edges:
        shown = f"label={_shown_in_dot(edge.label)}{_DOT_STYLES[edge.state]}"
        lines.append(f"  {_in_dot(edge.origin)} -> {_in_dot(edge.target)} [{shown}];")
    return "\n".join([*lines, "}"]) + "\n"


def _in_dot(text: str) -> str:
    """A text as a quoted id, in which only backslashes and quotes mean anything; of two backslashes it keeps both."""
    escaped = " ".join(_in_xml(text).split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shown_in_dot(text: str) -> str:
    """A quoted text that is drawn: there Graphviz would take what looks like an entity of HTML for its character."""
    return _in_dot(_ENTITY.sub("&amp;", text))


def to_mermaid(thing: Drawable) -> str:
    """The text of a flowchart for Mermaid, such as Markdown pages show.

    Args:
        thing: What is to be drawn.

    Raises:
        InvalidValueError: If there is no graph of it.
    """
    graph = _graph(thing)
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes, start=1)}
    lines = ["flowchart LR"]
    for node in graph.nodes:
        opening, closing = _BRACKETS[node.kind]
        lines.append(f"  {names[node.id]}{opening}{_in_mermaid(node.label)}{closing}")
    for edge in graph.edges:
        arrow = _ARROWS[edge.state]
        lines.append(f"  {names[edge.origin]} {arrow}|{_in_mermaid(edge.label)}| {names[edge.target]}")
    return "\n".join([*lines, *_styles(graph, names)]) + "\n"


def _styles(graph: Graph, names: Mapping[str, str]) -> Iterator[str]:
    """What makes states differ: Mermaid styles nodes by their names, and edges by their places."""
    for state, style in _MERMAID_STYLES.items():
        nodes = [names[node.id] for node in graph.nodes if node.state == state]
        edges = [str(place) for place, edge in enumerate(graph.edges) if edge.state == state]
        if nodes:
            yield f"  classDef {state} {style}"
            yield f"  class {','.join(nodes)} {state}"
        if edges:
            yield f"  linkStyle {','.join(edges)} {style}"


def _in_mermaid(text: str) -> str:
    """A quoted text, in which what Mermaid, Markdown or HTML would read is written by its code."""
    escaped = _READ_BY_MERMAID.sub(lambda found: f"#{ord(found[0])};", " ".join(_in_xml(text).split()))
    return f'"{escaped}"'


def to_graphml(thing: Drawable) -> str:
    """The text of a graph in GraphML, which Gephi, yEd, Cytoscape and networkx read.

    Args:
        thing: What is to be drawn.

    Raises:
        InvalidValueError: If there is no graph of it.
    """
    graph = _graph(thing)
    root = Element("graphml", xmlns=_NAMESPACE)
    for target, items in (("node", graph.nodes), ("edge", graph.edges)):
        for name in sorted({key for each in items for key in _details(each)}):
            known_as = _in_xml(name)
            attributes = {"id": f"{target}.{known_as}", "for": target, "attr.name": known_as, "attr.type": "string"}
            SubElement(root, "key", attributes)
    drawn = SubElement(root, "graph", edgedefault="directed", id="graph")
    SubElement(drawn, "desc").text = _in_xml(graph.title)
    for node in graph.nodes:
        _fill(SubElement(drawn, "node", id=_in_xml(node.id)), node, "node")
    for number, edge in enumerate(graph.edges):
        ends = {"id": f"e{number}", "source": _in_xml(edge.origin), "target": _in_xml(edge.target)}
        _fill(SubElement(drawn, "edge", ends), edge, "edge")
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _fill(element: Element, item: Node | Edge, target: str) -> None:
    for name, value in _details(item).items():
        SubElement(element, "data", key=f"{target}.{_in_xml(name)}").text = _in_xml(value)


def _in_xml(text: str) -> str:
    """A text without what no XML file may hold."""
    return "".join(_allowed(text))


def _allowed(text: str) -> Iterator[str]:
    for each in text:
        code = ord(each)
        if code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000:
            yield each
