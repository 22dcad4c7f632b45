"""Provenance in PROV-JSON, read back by the library of that form."""

from typing import Any
from urllib.parse import unquote

import pytest
from prov.model import ProvDerivation, ProvDocument, ProvEntity, ProvInfluence

from aibroker import load_case
from aibroker.errors import InvalidValueError
from aibroker.graphs import graph_of, to_prov_json
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Product
from aibroker.records.parties import Vendor

BOTH = (load_case("microsoft-openai-china") | load_case("public-record")).assuming("year-2024-is-fiscal")


def test_an_explanation_is_read_back_with_every_step_claim_and_source() -> None:
    figure = BOTH.figure("revenue", of="Microsoft", market="China", period="FY2024")
    read: Any = ProvDocument.deserialize(content=to_prov_json(figure), format="json")
    entities = {str(each.identifier.localpart) for each in read.get_records(ProvEntity)}
    derived = [
        tuple(str(value.localpart) for _, value in each.formal_attributes[:2])
        for each in read.get_records(ProvDerivation)
    ]
    sources = {each.source.id for each in figure.claims} | {each.root.id for each in figure.claims if each.root}

    assert {each.removeprefix("claim/") for each in entities if each.startswith("claim/")} == {
        each.claim.id for each in figure.claims
    }
    assert {each.removeprefix("source/") for each in entities if each.startswith("source/")} == sources
    steps = {(each.origin.replace(":", "/"), each.target.replace(":", "/")) for each in graph_of(figure).edges}
    assert steps <= set(derived)
    assert {one for one, _ in derived} | {other for _, other in derived} <= entities
    assert to_prov_json(figure.explain()) == to_prov_json(figure)


HOSTILE = "a \"quoted\" 'name': back\\slash, {curly}, %20 %%, <b>&amp; @en – 中文 🜁 e\u0301"


def hostile() -> Landscape:
    """Two sources with names of every kind, and numbers that cannot both hold."""
    sales = Measurand(measure="sales", of="shop", product="thing", period="2025")
    return Landscape.of(
        Source(id="a.b-c", title=f"{HOSTILE} one", kind="reporting", published="2026-01"),
        Source(id="other", title=f"{HOSTILE} two: aib:figure _:d1", kind="filing", published="2026-01"),
        Claim(
            id="a.b-c.it", source="a.b-c", locator=f"{HOSTILE}; s:1", kind="number", text=f"{HOSTILE}\nsays\n\n\t- so"
        ),
        Claim(id="other.it", source="other", locator="http://x.y/z?a=b#c", kind="number", text='"', said_by=HOSTILE),
        Vendor(id="shop", name=f"{HOSTILE} & sons"),
        Product(id="thing", name=f"prov:type {HOSTILE}", seller="shop"),
        Metric(id="less", measurand=sales, value="~3 bn USD", claims=["a.b-c.it"]),
        Metric(id="more", measurand=sales, value="> 9 bn USD", claims=["other.it"]),
        as_of="2026-02-03",
    )


def read_back(text: str) -> tuple[dict[str, dict[str, set[str]]], Any]:
    """Every entity by its name, with all that is said of it; and the document."""
    read: Any = ProvDocument.deserialize(content=text, format="json")
    entities: dict[str, dict[str, set[str]]] = {}
    for each in read.get_records(ProvEntity):
        said = entities.setdefault(unquote(str(each.identifier.localpart)), {})
        for name, value in each.attributes:
            said.setdefault(str(name), set()).add(str(value))
    return entities, read


def test_hostile_names_come_back_as_they_were() -> None:
    case = hostile()
    figure = case.figure("sales", of="shop", product="thing", period="2025")
    graph = graph_of(figure)
    text = to_prov_json(figure)
    entities, read = read_back(text)

    for node in graph.nodes:
        if node.kind in ("side", "caveat", "policy", "gap"):
            assert node.label in entities["figure"][f"aib:{node.kind}"]
            continue
        said = entities[node.id.replace(":", "/")]
        assert (said["prov:label"], said["prov:type"]) == ({node.label}, {node.kind})
        for name, value in node.attributes.items():
            assert said[f"aib:{name}"] == {value}
    for source in case.sources:
        assert entities[f"source/{source.id}"]["prov:label"] == {source.title}
    assert HOSTILE in next(iter(entities["figure"]["prov:label"]))
    again: Any = ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert again == read


def test_what_contests_a_figure_influences_it_and_rests_on_claims() -> None:
    figure = hostile().figure("sales", of="shop", product="thing", period="2025")
    entities, read = read_back(to_prov_json(figure))
    influences = [
        tuple(str(value.localpart) for _, value in each.formal_attributes[:2])
        for each in read.get_records(ProvInfluence)
    ]
    derived = {
        tuple(str(value.localpart) for _, value in each.formal_attributes[:2])
        for each in read.get_records(ProvDerivation)
    }

    assert influences == [("figure", "conflict/1")]
    assert {("conflict/1", "claim/a.b-c.it"), ("conflict/1", "claim/other.it")} <= derived
    assert ("claim/other.it", "source/other") in derived
    assert entities["figure"]["aib:contested"] == {"yes"}
    assert entities["figure"]["aib:caveat"] == set(figure.caveats)


def test_a_figure_that_nothing_contests_has_no_influences() -> None:
    figure = BOTH.figure("revenue", of="Microsoft", market="China", period="FY2024")

    assert "wasInfluencedBy" not in to_prov_json(figure)
    assert figure.derivations
    entities, _ = read_back(to_prov_json(figure))
    assert entities["figure"]["aib:period"] == {"FY2024"}


def test_there_is_no_provenance_of_anything_else() -> None:
    with pytest.raises(InvalidValueError, match="there is no provenance of this"):
        to_prov_json(BOTH)  # type: ignore[arg-type]  # what a user may try
