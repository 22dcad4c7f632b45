"""Provenance: an explanation in PROV-JSON, the W3C's form for where things come from.

The figure and each bound, claim and source is an entity that was derived from others; an assumption and a definition
are some that nobody states. A conflict influences the figure; its caveats and gaps are attributes of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Final
from urllib.parse import quote

from aibroker.errors import InvalidValueError
from aibroker.figures.figures import Explanation, Figure
from aibroker.graphs.drawing import graph_of
from aibroker.graphs.explanations import FIGURE
from aibroker.graphs.graphs import EdgeKind, Node, NodeKind
from aibroker.records.reasons import Evidence

__all__ = ["to_prov_json"]

_PREFIX = "aib"
_NAMESPACE = "urn:aibroker:"
_REMARKS: Final[Collection[NodeKind]] = ("side", "caveat", "policy", "gap")
_DERIVES: Final[Collection[EdgeKind]] = ("limits", "follows from", "rests on", "between")


def to_prov_json(thing: Figure | Explanation) -> str:
    """The explanation of a figure in PROV-JSON.

    Args:
        thing: A figure, or its explanation.

    Returns:
        The text, in which the figure is derived from bounds, these from bounds, claims and assumptions, and claims from
        their sources.

    Raises:
        InvalidValueError: If it is something else.
    """
    figure = thing.figure if isinstance(thing, Explanation) else thing
    if not isinstance(figure, Figure):
        raise InvalidValueError("there is no provenance of this", thing, valid="a figure or its explanation")
    graph = graph_of(figure)
    entities = {_name(node.id): _facts(node) for node in graph.nodes if node.kind not in _REMARKS}
    for kind in _REMARKS:
        remarks = [node.label for node in graph.nodes if node.kind == kind]
        entities[_name(FIGURE)] |= {f"{_PREFIX}:{kind}": remarks} if remarks else {}
    derived = [(edge.origin, edge.target) for edge in graph.edges if edge.kind in _DERIVES]
    influences = [(edge.origin, edge.target) for edge in graph.edges if edge.kind == "contested by"]
    cited = (*figure.claims, *(each for conflict in figure.conflicts for each in conflict.evidence))
    for each in cited:
        for source, facts in _sources(each):
            entities[_name(source)] = facts
            derived.append((f"claim:{each.claim.id}", source))
    document = {
        "prefix": {_PREFIX: _NAMESPACE},
        "entity": entities,
        "wasDerivedFrom": _relations("d", derived, "prov:generatedEntity", "prov:usedEntity"),
        "wasInfluencedBy": _relations("i", influences, "prov:influencee", "prov:influencer"),
    }
    return json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False, indent=2)


def _facts(node: Node) -> dict[str, object]:
    details = {f"{_PREFIX}:{key}": value for key, value in node.attributes.items()}
    return {"prov:label": node.label, "prov:type": node.kind, **details}


def _relations(sort: str, pairs: Iterable[tuple[str, str]], one: str, other: str) -> dict[str, dict[str, str]]:
    """Relations between entities, each once."""
    listed = enumerate(dict.fromkeys(pairs), start=1)
    return {f"_:{sort}{number}": {one: _name(first), other: _name(second)} for number, (first, second) in listed}


def _sources(evidence: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    for source in dict.fromkeys((evidence.source, evidence.root or evidence.source)):
        facts: dict[str, object] = {"prov:label": source.title, "prov:type": "source", f"{_PREFIX}:kind": source.kind}
        yield f"source:{source.id}", facts


def _name(node: str) -> str:
    """An id as a qualified name, in which no sign is left that a name may not hold."""
    return f"{_PREFIX}:{quote(node.replace(':', '/'), safe='/')}"
