"""Provenance: an explanation in PROV-JSON, the W3C's form for where things come from.

Each bound, claim and source is an entity that was derived from others; an assumption is one that nobody states.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from aibroker.errors import InvalidValueError
from aibroker.figures.figures import Explanation, Figure
from aibroker.graphs.drawing import graph_of
from aibroker.records.reasons import Evidence

__all__ = ["to_prov_json"]

_PREFIX = "aib"
_NAMESPACE = "urn:aibroker:"


def to_prov_json(thing: Figure | Explanation) -> str:
    """The explanation of a figure in PROV-JSON.

    Args:
        thing: A figure, or its explanation.

    Returns:
        The text, in which bounds are derived from bounds, claims and assumptions, and claims from their sources.

    Raises:
        InvalidValueError: If it is something else.
    """
    figure = thing.figure if isinstance(thing, Explanation) else thing
    if not isinstance(figure, Figure):
        raise InvalidValueError("there is no provenance of this", thing, valid="a figure or its explanation")
    graph = graph_of(figure)
    entities: dict[str, dict[str, object]] = {
        _name(node.id): {
            "prov:label": node.label,
            "prov:type": node.kind,
            **{f"{_PREFIX}:{key}": value for key, value in node.attributes.items()},
        }
        for node in graph.nodes
    }
    derived = [(edge.origin, edge.target) for edge in graph.edges]
    for each in figure.claims:
        for source, facts in _sources(each):
            entities[_name(source)] = facts
            derived.append((f"claim:{each.claim.id}", source))
    relations = {
        f"_:d{number}": {"prov:generatedEntity": _name(one), "prov:usedEntity": _name(other)}
        for number, (one, other) in enumerate(dict.fromkeys(derived), start=1)
    }
    document = {"prefix": {_PREFIX: _NAMESPACE}, "entity": entities, "wasDerivedFrom": relations}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _sources(evidence: Evidence) -> Iterator[tuple[str, dict[str, object]]]:
    for source in dict.fromkeys((evidence.source, evidence.root or evidence.source)):
        facts: dict[str, object] = {"prov:label": source.title, "prov:type": "source", f"{_PREFIX}:kind": source.kind}
        yield f"source:{source.id}", facts


def _name(node: str) -> str:
    """An id as a qualified name, in which no sign is left that a name may not hold."""
    return f"{_PREFIX}:{quote(node.replace(':', '/'), safe='/')}"
