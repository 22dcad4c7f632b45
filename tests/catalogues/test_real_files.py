"""The catalogues themselves, where they lie beside the project; nothing else reads them."""

from pathlib import Path

import pytest

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

    assert len(tree.landscape.channels) == 5_276
    assert apart["microsoft, deepseek-v3.1, input-price"] == (
        "1.23 USD/Mtoken (2026-11-23)",
        "0.56 USD/Mtoken (2026-07-02)",
    )
    assert len(found.agreements) > 5 * len(found.conflicts)


def test_dated_prices_are_dated_and_a_market_has_its_own() -> None:
    dated = genai_prices.read(DATED, retrieved="2026-08-21", version="47df840")
    starts = {str(each.measurand.period) for each in dated.landscape.metrics}

    assert len(dated.landscape.channels) == 1_466
    assert any(each.startswith("../") for each in starts)
    assert any(each.endswith("/2026-08-22") for each in starts)
