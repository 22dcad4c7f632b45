"""Graphs in the forms that other programs read: networkx, Graphviz, Mermaid and GraphML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from aibroker.errors import AibrokerError
from aibroker.graphs.drawing import Drawn, graph_of
from aibroker.graphs.graphs import Edge, Graph, Node, NodeKind
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
        "bound": "box",
        "claim": "note",
        "assumption": "diamond",
    }
)
_BRACKETS: Final[Mapping[NodeKind, tuple[str, str]]] = MappingProxyType(
    {
        "party": ("[", "]"),
        "model": ("([", "])"),
        "market": ("{{", "}}"),
        "channel": (">", "]"),
        "right": ("[/", "/]"),
        "bound": ("[", "]"),
        "claim": ("[/", "/]"),
        "assumption": ("{", "}"),
    }
)
_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"


def _graph(thing: Drawable) -> Graph:
    return thing if isinstance(thing, Graph) else graph_of(thing)


def _details(item: Node | Edge) -> dict[str, str]:
    """What is known of a node or an edge, as texts."""
    named = {"kind": item.kind} if isinstance(item, Node) else {"dashed": "yes" if item.dashed else "no"}
    claims = {"claims": "; ".join(item.claims)} if item.claims else {}
    return {**item.attributes, "label": item.label, **named, **claims}


def to_networkx(thing: Drawable) -> networkx.MultiDiGraph[str]:
    """A directed graph of networkx, whose nodes and edges have their labels, claims and all else as attributes.

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
        tip = _in_dot("; ".join(node.claims)) if node.claims else '""'
        lines.append(f"  {_in_dot(node.id)} [label={_in_dot(node.label)}, shape={_SHAPES[node.kind]}, tooltip={tip}];")
    for edge in graph.edges:
        style = ", style=dashed" if edge.dashed else ""
        lines.append(f"  {_in_dot(edge.origin)} -> {_in_dot(edge.target)} [label={_in_dot(edge.label)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _in_dot(text: str) -> str:
    """A text as a quoted id, in which only backslashes and quotes mean anything."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
        arrow = "-.->" if edge.dashed else "-->"
        lines.append(f"  {names[edge.origin]} {arrow}|{_in_mermaid(edge.label)}| {names[edge.target]}")
    return "\n".join(lines) + "\n"


def _in_mermaid(text: str) -> str:
    """A quoted text, in which what Mermaid or HTML would read is written by its code."""
    escaped = "".join(f"#{ord(each)};" if each in '"#<>&\\`|' else each for each in " ".join(text.split()))
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
    drawn = SubElement(root, "graph", edgedefault="directed", id=_in_xml(graph.title))
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
