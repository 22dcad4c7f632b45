"""Ids that no other name has, models of whom several are said to be the developer, and catalogues that join."""

import json
from functools import reduce
from operator import or_
from typing import Any

import pytest

from aibroker.catalogues import genai_prices, litellm, models_dev
from aibroker.catalogues.identities import fitted, ids_for
from aibroker.catalogues.imports import CatalogueImport
from aibroker.records.identifiers import is_slug
from tests.catalogues.test_models_dev import archive

PRICED: dict[str, Any] = {"input_cost_per_token": 1e-06}


def prices(rows: dict[str, dict[str, Any]], day: str = "2026-11-23") -> CatalogueImport:
    return litellm.read(json.dumps(rows).encode(), retrieved=day)


@pytest.mark.parametrize("text", ["azure/gpt-5", "模型", "", "x" * 500, "--", "\ud800", "a" * 70, "a" * 71])
def test_every_text_has_an_id(text: str) -> None:
    assert is_slug(fitted(text))
    assert len(fitted(text)) <= 70


@pytest.mark.parametrize(
    "texts", [["GPT-5", "gpt-5"], ["a/b", "a-b", "a b"], ["x" * 80 + "1", "x" * 80 + "2"], ["模", "型"]]
)
def test_ids_differ_where_texts_do_in_whatever_order(texts: list[str]) -> None:
    made = ids_for(texts)

    assert len({*made.values()}) == len(texts)
    assert made == ids_for(reversed(texts))


def test_a_row_more_gives_no_offer_the_id_of_another_one() -> None:
    names = [f"fireworks_ai/accounts/fireworks/models/cogito-v1-preview-llama-{size}" for size in ("70b", "8b", "3b")]
    rows = {name: {"litellm_provider": "fireworks_ai"} | PRICED for name in names}
    few, all_of_them = (
        {each.id: found.claims[each.claims[0]].locator for each in found.channels}
        for found in (prices(dict(list(rows.items())[:2])).landscape, prices(dict(reversed(rows.items()))).landscape)
    )
    assert few.items() <= all_of_them.items()


def test_an_id_reads_as_no_other_version() -> None:
    rows = {"gpt-5": {"litellm_provider": "openai"} | PRICED, "GPT-5": {"litellm_provider": "openai"} | PRICED}
    assert "litellm.openai-gpt-5-2" not in [each.id for each in prices(rows).landscape.channels]


def test_two_catalogues_and_two_days_of_one_join() -> None:
    row = {"deepseek/deepseek-chat": {"litellm_provider": "deepseek", "input_cost_per_token": 2.8e-7}}
    dear = {
        "deepseek/deepseek-chat": {"litellm_provider": "deepseek", "input_cost_per_token": 3e-7, "source": "a page"}
    }
    listed = b'[{"id": "deepseek", "models": [{"id": "deepseek-chat", "prices": {"input_mtok": 0.28}}]}]'
    found = (
        prices(row),
        prices(dear, "2026-11-24"),
        genai_prices.read(listed, retrieved="2026-11-23"),
        models_dev.read(
            archive({"providers/deepseek/models/deepseek-chat.toml": "[cost]\ninput = 0.28\n"}), retrieved="2026-11-23"
        ),
    )
    joined = reduce(or_, (each.landscape for each in found))

    assert [each.id for each in joined.sources] == [
        "genai-prices-2026-11-23", "litellm-2026-11-23", "litellm-2026-11-24", "models-dev-2026-11-23",
    ]  # fmt: skip
    assert [each.id for each in joined.channels] == [
        "genai-prices.deepseek-deepseek-deepseek-chat",
        "litellm.deepseek-deepseek-deepseek-chat",
        "models-dev.deepseek-deepseek-deepseek-chat",
    ]
    of_litellm = [
        each for each in joined.metrics if each.measurand.product == "litellm.deepseek-deepseek-deepseek-chat"
    ]
    assert [(each.value.low, str(each.measurand.period)) for each in of_litellm] == [
        (0.28, "2026-11-23"),
        (0.3, "2026-11-24"),
    ]
    assert (
        joined.channels["litellm.deepseek-deepseek-deepseek-chat"].open.seen
        == found[0].landscape.channels["litellm.deepseek-deepseek-deepseek-chat"].open.seen
        + found[1].landscape.channels["litellm.deepseek-deepseek-deepseek-chat"].open.seen
    )


def test_an_end_that_a_later_list_moves_contradicts_nothing() -> None:
    row = {"litellm_provider": "openai"} | PRICED
    older = prices({"gpt-5": row | {"deprecation_date": "2027-02-05"}})
    newer = prices({"gpt-5": row | {"deprecation_date": "2027-06-05"}}, "2026-12-24")

    assert [each.id for each in (older.landscape | newer.landscape).channels] == [
        "litellm.openai-gpt-5.until-2027-02-05",
        "litellm.openai-gpt-5.until-2027-06-05",
    ]


MOONSHOT = {"moonshot/kimi-k3": {"litellm_provider": "moonshot"} | PRICED}
OTHERS = {"shop/tencent/kimi-k3": {"litellm_provider": "shop"} | PRICED}


@pytest.mark.parametrize("rows", [MOONSHOT | OTHERS, OTHERS | MOONSHOT])
def test_where_several_are_said_to_develop_a_model_the_table_says_who_does(rows: dict[str, dict[str, Any]]) -> None:
    found = prices(rows)

    assert [(each.id, each.developer) for each in found.landscape.models] == [("kimi-k3", "moonshot-ai")]
    assert {each.models for each in found.landscape.channels} == {("kimi-k3",)}
    assert [(each.kind, each.problem, each.value) for each in found.issues if "several" in each.problem] == [
        ("doubted", "several are said to develop kimi-k3, taken to be by Moonshot AI", "Moonshot AI and Tencent")
    ]


@pytest.mark.parametrize("labs", [("openai", "alibaba"), ("alibaba", "openai")])
def test_where_nothing_says_who_does_it_is_a_model_of_each(labs: tuple[str, str]) -> None:
    tree = {f"models/{lab}/nova.toml": f"open_weights = {str(lab == 'openai').lower()}\n" for lab in labs}
    offer = {"providers/alibaba/models/nova.toml": 'base_model = "alibaba/nova"\n[cost]\ninput = 1\n'}
    found = models_dev.read(archive(tree | offer), retrieved="2026-07-02")

    assert [(each.id, each.developer, each.openness) for each in found.landscape.models] == [
        ("nova-by-alibaba", "alibaba", "closed"),
        ("nova-by-openai", "openai", "open weights"),
    ]
    assert [each.models for each in found.landscape.channels] == [("nova-by-alibaba",)]
    assert [each.problem for each in found.issues] == ["several are said to develop nova, kept apart"]


def test_what_one_developer_lists_by_itself_is_its_own() -> None:
    tree = {
        "models/openai/nova.toml": "",
        "providers/shop/models/alibaba/nova.toml": "[cost]\ninput = 1\n",
    }
    found = models_dev.read(archive(tree), retrieved="2026-07-02")

    assert [(each.id, each.developer) for each in found.landscape.models] == [("nova", "openai")]
    assert "several are said to develop nova, taken to be by OpenAI" in [each.problem for each in found.issues]
