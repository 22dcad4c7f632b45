"""Names that match exactly or not at all, and two catalogues side by side."""

import json
from typing import Any

import pytest

from aibroker import load_case
from aibroker.catalogues import litellm, match, models_dev, reconcile
from aibroker.catalogues.imports import CatalogueImport
from aibroker.catalogues.tables import DEVELOPERS, MODELS, SELLERS
from aibroker.errors import InvalidValueError
from tests.catalogues.test_models_dev import archive


@pytest.mark.parametrize(
    ("kind", "names", "ids"),
    [
        (
            "sellers",
            ["azure", "AZURE_AI", "bedrock_converse", "azure-openai"],
            ["microsoft", "microsoft", "amazon", None],
        ),
        ("developers", ["deepseek-ai", "Qwen", "qwen2"], ["deepseek", "alibaba", None]),
        ("models", ["GPT-5", "gpt-5-2025-01-01", "gpt"], ["gpt-5", None, None]),
        ("models", [], []),
    ],
)
def test_a_name_matches_as_a_whole_or_not(kind: Any, names: list[str], ids: list[str | None]) -> None:
    assert [each.id for each in match(kind, names)] == ids


def test_what_is_not_matched_has_its_nearest() -> None:
    (found,) = match("models", ["gpt5"])
    assert (found.given, found.id, "gpt-5" in found.nearest) == ("gpt5", None, True)


@pytest.mark.parametrize(("kind", "names"), [("makers", []), ("models", "gpt-5"), ("models", [3])])
def test_what_cannot_be_matched_is_refused(kind: Any, names: Any) -> None:
    with pytest.raises(InvalidValueError):
        match(kind, names)


def test_every_name_in_the_tables_is_in_lower_case() -> None:
    for table in (SELLERS, DEVELOPERS, MODELS):
        assert all(name == name.casefold() for name in table)


def catalogue(rows: dict[str, Any], day: str = "2026-11-23") -> CatalogueImport:
    return litellm.read(json.dumps(rows).encode(), retrieved=day)


def azure(price: float, **more: Any) -> dict[str, Any]:
    return {"litellm_provider": "azure_ai", "input_cost_per_token": price} | more


def test_catalogues_agree_within_the_tolerance_and_nothing_is_merged() -> None:
    one, other = catalogue({"o3": azure(1.00e-06)}), catalogue({"o3": azure(1.05e-06)}, "2026-07-02")
    (same,) = reconcile(one, other, tolerance="5 %").agreements
    (apart,) = reconcile(one, other, tolerance="4.9 %").conflicts

    assert same.agrees
    assert not apart.agrees
    assert (apart.seller, apart.model, apart.measure) == ("microsoft", "o3", "input-price")
    assert (apart.one, apart.other) == ("1 USD/Mtoken (2026-11-23)", "1.05 USD/Mtoken (2026-07-02)")
    assert apart.keys == ("o3", "o3")
    assert str(apart).startswith(
        "o3 by microsoft: they disagree on the input price, 1 USD/Mtoken (2026-11-23) and 1.05"
    )
    assert repr(reconcile(one, other, tolerance="5 %")) == "<Reconciliation: 1 agreements, 0 conflicts>"


def test_offers_bound_to_a_place_or_run_by_another_are_not_compared() -> None:
    one = catalogue({"o3": azure(1e-06), "azure/eu/o3": azure(2e-06, litellm_provider="azure")})
    other = catalogue({"azure_ai/FW-o3": azure(3e-06)})

    assert reconcile(one, one, tolerance="0 %").conflicts == ()
    assert len(reconcile(one, one, tolerance="0 %").agreements) == 1
    assert reconcile(one, other, tolerance="0 %").agreements == ()


def test_two_prices_at_once_are_none_to_compare() -> None:
    one = catalogue({"o3": azure(1e-06), "azure/o3": azure(2e-06)})
    assert reconcile(one, one, tolerance="5 %").agreements == ()


@pytest.mark.parametrize("tolerance", ["5 USD", "1..2 %", "-5 %"])
def test_a_tolerance_is_a_share(tolerance: str) -> None:
    with pytest.raises(InvalidValueError):
        reconcile(catalogue({}), catalogue({}), tolerance=tolerance)


def test_joined_with_a_case_an_offer_is_a_candidate_and_the_developer_has_its_home() -> None:
    case = load_case("microsoft-openai-china")
    joined = case | catalogue({"azure_ai/deepseek-r1": azure(1.35e-06)}).landscape
    offered = joined.channels["microsoft-azure_ai-deepseek-r1"]

    assert offered.id in [each.item.id for each in joined.channels_into("China").unknown]
    assert joined.models["deepseek-r1"].name == case.models["deepseek-r1"].name
    assert joined.vendors[joined.models[offered.models[0]].developer].home == "cn"


def test_what_two_catalogues_say_of_a_model_itself_is_compared() -> None:
    lab = "models/deepseek/deepseek-r1.toml"
    offer = {"providers/azure/models/x.toml": "[cost]\ninput = 1\n"}
    one, other = (
        models_dev.read(archive(offer | {lab: text}), retrieved="2026-07-02")
        for text in (
            'open_weights = true\nrelease_date = "2025-01"\n',
            'open_weights = false\nrelease_date = "2025-01-20"\n',
        )
    )
    found = reconcile(one, other, tolerance="5 %")

    assert [str(each) for each in found.conflicts] == [
        "deepseek-r1: they disagree on the openness, open weights and closed"
    ]
    assert [str(each) for each in found.agreements] == [
        "deepseek-r1: they agree on the release, 2025-01 and 2025-01-20"
    ]
    assert found.conflicts[0].keys == (lab, lab)
