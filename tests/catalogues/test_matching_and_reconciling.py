"""Names that match exactly or not at all, and two catalogues side by side."""

import json
from decimal import Decimal
from typing import Any

import pytest

from aibroker import load_case
from aibroker.catalogues import genai_prices, litellm, match, models_dev, reconcile
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
        ("sellers", ["tencent", "xiaomi_mimo", "stepfun-ai", "ai21"], ["tencent", "xiaomi", "stepfun", "ai21-labs"]),
    ],
)
def test_a_name_matches_as_a_whole_or_not(kind: Any, names: list[str], ids: list[str | None]) -> None:
    assert [each.id for each in match(kind, names)] == ids


def test_what_is_not_matched_has_its_nearest() -> None:
    (found,) = match("models", ["gpt5"])
    assert (found.given, found.id, "gpt-5" in found.nearest) == ("gpt5", None, True)


@pytest.mark.parametrize(
    ("kind", "names"),
    [("makers", []), ("models", "gpt-5"), ("models", [3]), ([], []), (None, []), ("models", None), ("models", 3)],
)
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
    assert str(apart) == (
        "o3 by microsoft: they disagree on the input price,"
        " 1 USD/Mtoken (2026-11-23) and 1.05 USD/Mtoken (2026-07-02), of different days"
    )
    assert repr(reconcile(one, other, tolerance="5 %")) == "<Reconciliation: 1 agreements, 0 conflicts>"


def test_offers_bound_to_a_place_or_run_by_another_are_not_compared() -> None:
    one = catalogue({"o3": azure(1e-06), "azure/eu/o3": azure(2e-06, litellm_provider="azure")})
    other = catalogue({"azure_ai/FW-o3": azure(3e-06)})

    assert reconcile(one, one, tolerance="0 %").conflicts == ()
    assert len(reconcile(one, one, tolerance="0 %").agreements) == 1
    assert reconcile(one, other, tolerance="0 %").agreements == ()


def test_an_offer_bound_to_a_place_that_is_not_understood_is_not_compared() -> None:
    bedrock = {"litellm_provider": "bedrock_converse"}
    bound = {"apac.anthropic.claude-x": azure(3e-06, **bedrock), "anthropic.claude-x": azure(1e-06, **bedrock)}
    one, other = catalogue(bound), catalogue({"anthropic.claude-x": azure(1e-06, **bedrock)})
    found = reconcile(one, other, tolerance="0 %")

    assert [each.keys for each in found.agreements] == [("anthropic.claude-x", "anthropic.claude-x")]
    assert (found.conflicts, found.left_out) == ((), ())


def test_two_prices_at_once_are_none_to_compare_and_are_listed() -> None:
    one, other = catalogue({"o3": azure(1e-06), "azure/o3": azure(2e-06)}), catalogue({"o3": azure(1e-06)})
    both, first = reconcile(one, one, tolerance="5 %"), reconcile(one, other, tolerance="5 %")

    assert (both.agreements, both.conflicts) == ((), ())
    assert [str(each) for each in both.left_out] == [
        "o3 by microsoft, input price: the first and the second has several prices at once"
    ]
    assert [(each.problem, each.keys) for each in first.left_out] == [
        ("the first has several prices at once", ("azure/o3, o3", "o3"))
    ]
    assert repr(first) == "<Reconciliation: 0 agreements, 0 conflicts, 1 left out>"


def dated(*prices: tuple[str | None, float], day: str = "2026-08-21") -> CatalogueImport:
    rows = [
        {"prices": {"input_mtok": amount}} | ({} if start is None else {"constraint": {"start_date": start}})
        for start, amount in prices
    ]
    listed = [{"id": "openai", "models": [{"id": "o3", "prices": rows}]}]
    return genai_prices.read(json.dumps(listed).encode(), retrieved=day)


@pytest.mark.parametrize(
    ("day", "price", "agrees", "said"),
    [
        ("2026-11-23", 3, True, "3 USD/Mtoken (2026-09-01/.., announced)"),
        ("2026-11-23", 2, False, "3 USD/Mtoken (2026-09-01/.., announced)"),
        ("2026-08-21", 2, True, "2 USD/Mtoken (2026-05-01/2026-08-22)"),
        ("2026-04-30", 1, True, "1 USD/Mtoken (../2026-05-01)"),
    ],
)
def test_prices_are_compared_on_a_day_on_which_both_hold(day: str, price: float, agrees: bool, said: str) -> None:
    one = catalogue({"o3": azure(price / 1e6, litellm_provider="openai")}, day)
    other = dated((None, 1), ("2026-05-01", 2), ("2026-09-01", 3))
    (compared,) = (found := reconcile(one, other, tolerance="5 %")).agreements + found.conflicts

    assert (compared.agrees, compared.other, compared.days_differ) == (agrees, said, False)


def test_where_no_day_is_common_the_latest_are_compared_and_the_days_are_said_to_differ() -> None:
    one = catalogue({"o3": azure(2e-06, litellm_provider="openai")})
    (compared,) = reconcile(one, dated((None, 1), ("2026-05-01", 2)), tolerance="5 %").agreements

    assert compared.days_differ
    assert compared.other == "2 USD/Mtoken (2026-05-01/2026-08-22)"


def test_what_both_only_announce_is_no_price_of_a_day() -> None:
    one, other = (dated((None, now), ("2027-01-01", 5), day=day) for now, day in ((1, "2026-08-21"), (2, "2026-11-23")))
    (compared,) = reconcile(one, other, tolerance="5 %").conflicts

    assert (compared.one, compared.other) == (
        "1 USD/Mtoken (../2026-08-22)",
        "2 USD/Mtoken (../2026-11-24)",
    )


def test_a_price_that_lies_between_two_agrees_with_either() -> None:
    off_peak = {"input_cost_per_token": 1e-6, "windows": []}
    one = catalogue({"o3": azure(2e-06, off_peak_pricing=off_peak)})

    for price, agrees in ((2.1e-06, True), (1.5e-06, True), (0.9e-06, False)):
        found = reconcile(one, catalogue({"o3": azure(price)}), tolerance="5 %")
        assert bool(found.agreements) is agrees


@pytest.mark.parametrize(("low", "high"), [("2.09", "2.508"), ("0.004", "0.0048"), ("3.33", "3.996")])
def test_what_is_exactly_as_far_apart_as_the_tolerance_agrees(low: str, high: str) -> None:
    one, other = (
        litellm.read(
            f'{{"o3": {{"litellm_provider": "azure", "input_cost_per_token": {each}e-6}}}}'.encode(),
            retrieved="2026-01-01",
        )
        for each in (low, high)
    )
    assert len(reconcile(one, other, tolerance="20 %").agreements) == 1


@pytest.mark.parametrize(
    "tolerance",
    [
        "5 USD",
        "1..2 %",
        "-5 %",
        "+5 %",
        "x1.05",
        "1.05 times",
        "100 %",
        "exactly -5 %",
        "0.05",
        0.05,
        None,
        Decimal("0.05"),
    ],
)
def test_a_tolerance_is_a_share(tolerance: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"a tolerance is a share of a price.*for example '5 %'"):
        reconcile(catalogue({}), catalogue({}), tolerance=tolerance)


@pytest.mark.parametrize("other", [None, catalogue({}).landscape])
def test_only_imports_are_reconciled(other: Any) -> None:
    with pytest.raises(InvalidValueError, match="two imports of catalogues are reconciled"):
        reconcile(catalogue({}), other, tolerance="5 %")


def test_joined_with_a_case_an_offer_is_a_candidate_and_the_developer_has_its_home() -> None:
    case = load_case("microsoft-openai-china")
    joined = case | catalogue({"azure_ai/deepseek-r1": azure(1.35e-06)}).landscape
    offered = joined.channels["litellm.microsoft-azure_ai-deepseek-r1"]

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
