"""The bundled case of developers' homes: what two public lists say, and no more."""

import csv
import json
from pathlib import Path

import pytest

import aibroker
from aibroker import Landscape
from aibroker.catalogues.tables import DEVELOPERS

SHELF = Path(__file__).parents[3] / "shared" / "catalogues"
OTHERS = ("claude-on-three-clouds", "microsoft-openai-china", "public-record")
EPOCH, PRICES = "epoch-models-2025-12", "llm-prices-cn-2026-08-22"


@pytest.fixture(scope="module")
def case() -> Landscape:
    return aibroker.load_case("model-developers")


def test_it_is_sound_and_joins_every_other_case(case: Landscape) -> None:
    assert case.findings == ()
    for name in OTHERS:
        joined = case | aibroker.load_case(name)
        assert joined.customers["Alibaba"].home == "cn"


def test_every_company_has_a_home_that_a_claim_states_and_is_a_developer_of_the_tables(case: Landscape) -> None:
    assert len(case.customers) == 22
    assert {each.name for each in case.customers} <= {*DEVELOPERS.values()}
    assert all(each.home and each.claims for each in case.customers)
    assert {claim for each in case.customers for claim in each.claims} == {each.id for each in case.claims}


@pytest.mark.skipif(not SHELF.is_dir(), reason="the lists are not part of the project")
def test_the_homes_are_those_of_the_lists(case: Landscape) -> None:
    with (SHELF / "epoch_notable_models_2025-11_slim.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    vendors = json.loads((SHELF / "llm_prices_cn_2026-08-22.json").read_bytes())["models"]
    countries = {(row["Organization"], row["Country (of organization)"]) for row in rows}
    stated = {(row["vendor_id"], row["country"]) for row in vendors}

    for company in case.customers:
        home = case.markets[company.home or ""]
        for claim in (case.claims[each] for each in company.claims):
            name = (claim.locator or "").partition(",")[0 if claim.source == PRICES else 2].split()
            if claim.source == PRICES:
                assert (name[-1], home.id.upper()) in stated
            else:
                organization = " ".join(name[1:]).partition(",")[0]
                assert {place for named, place in countries if named == organization} == {_in_full(home.id)}


def _in_full(home: str) -> str:
    with (SHELF / "country_codes_slim.csv").open(encoding="utf-8", newline="") as file:
        return next(row["official_name_en"] for row in csv.DictReader(file) if row["alpha2"] == home.upper())
