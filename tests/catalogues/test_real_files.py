"""The catalogues themselves, where they lie beside the project; nothing else reads them."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from aibroker import load_case
from aibroker.catalogues import genai_prices, litellm, models_dev, reconcile

SHELF = Path(__file__).parents[3] / "shared" / "catalogues"
PRICE_MAP, TREE, DATED = (
    SHELF / name
    for name in (
        "litellm_model_prices_1.106.2.json",
        "models_dev_f3fc692_toml.tar.gz",
        "genai_prices_v2_47df840.json",
    )
)
pytestmark = pytest.mark.skipif(not SHELF.is_dir(), reason="the catalogues are not part of the project")


def test_the_price_map_flags_the_two_offers_whose_unit_is_wrong() -> None:
    found = litellm.read(PRICE_MAP, retrieved="2026-11-23", version="1.106.2", published="2026-10-21")
    flagged = {each.where for each in found.issues if "price of more than" in each.problem}

    assert flagged == {"azure_ai/jais-30b-chat", "watsonx/core42/jais-13b-chat"}
    assert len(found.landscape.channels) == 4_240, "4,241 rows, of which one names no seller"
    run_elsewhere = {each.operator for each in found.landscape.channels if each.operator is not None}
    assert run_elsewhere == {"fireworks-ai"}
    assert len(found.landscape.channels_into("China").unknown) > 3_000


def test_every_offer_of_the_tree_is_read_and_two_catalogues_disagree_on_azure() -> None:
    tree = models_dev.read(TREE, retrieved="2026-07-02", version="f3fc692")
    found = reconcile(litellm.read(PRICE_MAP, retrieved="2026-11-23"), tree, tolerance="5 %")
    apart = {f"{each.seller}, {each.model}, {each.measure}": (each.one, each.other) for each in found.conflicts}

    assert len(tree.landscape.channels) == 5_276 - 95, "of Azure's two names, one has what the other has"
    assert apart["microsoft, deepseek-v3.1, input-price"] == (
        "1.23 USD/Mtoken (2026-11-23)",
        "0.56 USD/Mtoken (2026-07-02)",
    )
    assert len(found.agreements) > 5 * len(found.conflicts)
    assert all(each.days_differ for each in found.conflicts if each.about == "price")
    assert {each.problem for each in found.left_out} <= {
        f"the {who} has several prices at once" for who in ("first", "second", "first and the second")
    }
    on_bedrock = {each.model for each in (*found.agreements, *found.conflicts) if each.seller == "amazon"}
    assert {"claude-sonnet-5", "claude-opus-4-8", "deepseek-v3.2"} <= on_bedrock


def test_catalogues_join_and_so_do_two_days_of_one() -> None:
    prices, tomorrow = (litellm.read(PRICE_MAP, retrieved=day) for day in ("2026-11-23", "2026-11-24"))
    tree = models_dev.read(TREE, retrieved="2026-07-02").landscape
    dated = genai_prices.read(DATED, retrieved="2026-08-21").landscape

    assert len((prices.landscape | tree | dated).channels) == 4_240 + 5_181 + 1_466
    assert len((prices.landscape | tomorrow.landscape).channels) == 4_240


def test_every_price_is_a_point_but_those_that_depend_on_the_hour() -> None:
    found = litellm.read(PRICE_MAP, retrieved="2026-11-23")
    by_the_hour = {each.where for each in found.issues if "depend on the hour" in each.problem}
    ranges = {each.claims[0] for each in found.landscape.metrics if not each.value.is_point}

    assert len(by_the_hour) == 10
    assert {found.landscape.claims[each].locator for each in ranges} == by_the_hour


def test_no_field_of_a_price_is_left_out_in_silence() -> None:
    rows = json.loads(PRICE_MAP.read_bytes())
    found = litellm.read(PRICE_MAP, retrieved="2026-11-23")
    said: defaultdict[str, str] = defaultdict(str)
    for each in found.issues:
        said[each.where] += f"{each.problem} {each.value} "
    stepped = [key for key, row in rows.items() if row.get("tiered_pricing")]
    by_length = [key for key in stepped if "range" in rows[key]["tiered_pricing"][0]]

    assert len(by_length) == 49
    assert not [key for key in by_length if "no price by token" in said[key]]
    for field in ("search_context_cost_per_query", "output_cost_per_image", "input_dbu_cost_per_token"):
        assert not [
            key for key, row in rows.items() if key != "sample_spec" and field in row and field not in said[key]
        ]


def test_dated_prices_are_dated_and_a_market_has_its_own() -> None:
    dated = genai_prices.read(DATED, retrieved="2026-08-21", version="47df840")
    starts = {str(each.measurand.period) for each in dated.landscape.metrics}

    assert len(dated.landscape.channels) == 1_466
    openrouter = [each for each in dated.landscape.channels if each.seller == "openrouter"]
    assert sum(bool(each.models) for each in openrouter) > 400
    assert any(each.startswith("../") for each in starts)
    assert any(each.endswith("/2026-08-22") for each in starts)


def test_models_developed_in_china_are_found_on_three_clouds_by_their_developers_homes() -> None:
    found = litellm.read(PRICE_MAP, retrieved="2026-11-23").landscape
    case = load_case("model-developers") | found
    developers = [
        case.vendors[case.models[model].developer]
        for channel in case.channels
        if channel.seller in ("microsoft", "amazon", "google")
        for model in channel.models
    ]
    from_china = {each.id for each in developers if each.home == "cn"}

    assert from_china == {"alibaba", "deepseek", "minimax", "moonshot-ai", "zhipu-ai"}
    assert sum(each.home == "cn" for each in developers) > 140
    assert {each.id for each in developers if each.home is None} == set()
