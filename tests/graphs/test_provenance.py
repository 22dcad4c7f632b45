"""Provenance in PROV-JSON, read back by the library of that form."""

from typing import Any

import pytest
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from aibroker import load_case
from aibroker.errors import InvalidValueError
from aibroker.graphs import graph_of, to_prov_json

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


def test_there_is_no_provenance_of_anything_else() -> None:
    with pytest.raises(InvalidValueError, match="there is no provenance of this"):
        to_prov_json(BOTH)  # type: ignore[arg-type]  # what a user may try
