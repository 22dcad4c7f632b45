"""genai-prices: dated prices, steps by size, and what is left out."""

import json
from typing import Any

import pytest

from aibroker.catalogues import genai_prices
from aibroker.catalogues.imports import CatalogueImport
from aibroker.errors import InvalidFileError

DAY = "2026-11-23"


def read(prices: Any, *, model: str = "gpt-5", seller: str = "openai", **more: Any) -> CatalogueImport:
    listed = [{"id": seller, "models": [{"id": model, "prices": prices}], **more}]
    return genai_prices.read(json.dumps(listed).encode(), retrieved=DAY, version="1")


def told(found: CatalogueImport) -> list[tuple[str, str, str, str]]:
    return [
        (each.measurand.measure, str(each.value.stated), str(each.measurand.period), each.basis)
        for each in found.landscape.metrics
    ]


def test_a_price_without_dates_holds_on_the_day_of_the_list() -> None:
    assert told(read({"input_mtok": 1.25, "output_mtok": 10, "web_searches_kcount": 10})) == [
        ("input-price", "exactly 1.25 USD/Mtoken", DAY, "actual"),
        ("output-price", "exactly 10 USD/Mtoken", DAY, "actual"),
    ]


def test_dated_prices_hold_until_the_next_one_starts_and_what_is_to_come_is_a_projection() -> None:
    dated = [
        {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 3}},
        {"prices": {"input_mtok": 1}},
        {"constraint": {"start_date": "2026-03-13"}, "prices": {"input_mtok": 2}},
    ]

    assert sorted(told(read(dated)), key=lambda each: each[1]) == [
        ("input-price", "exactly 1 USD/Mtoken", "../2026-03-13", "actual"),
        ("input-price", "exactly 2 USD/Mtoken", "2026-03-13/2026-11-24", "actual"),
        ("input-price", "exactly 3 USD/Mtoken", "2027-01-01/..", "projected"),
    ]


def test_steps_by_size_are_prices_of_their_own() -> None:
    stepped = {"input_mtok": {"base": 5, "tiers": [{"start": 200000, "price": 10}, {"start": 1500, "price": 11}]}}

    assert [each[:2] for each in told(read(stepped))] == [
        ("input-price", "exactly 5 USD/Mtoken"),
        ("input-above-1500-price", "exactly 11 USD/Mtoken"),
        ("input-above-200k-price", "exactly 10 USD/Mtoken"),
    ]


def test_a_price_by_the_time_of_day_is_dropped() -> None:
    off_peak = [
        {"prices": {"input_mtok": 1}},
        {"constraint": {"start_time": "16:30", "end_time": "00:30"}, "prices": {"input_mtok": 0.5}},
    ]
    found = read(off_peak)

    assert told(found) == [("input-price", "exactly 1 USD/Mtoken", DAY, "actual")]
    assert "a price that holds at some times of the day" in [each.problem for each in found.of_kind("dropped")]


def test_a_price_that_another_seller_has_is_no_offer() -> None:
    found = read({"input_mtok": 1}, seller="azure", fallback_model_providers=["openai", "deepseek"])

    assert [each.seller for each in found.landscape.channels] == ["microsoft"]
    assert len(found.landscape.channels) == 1


@pytest.mark.parametrize(
    ("prices", "problem"),
    [
        ({"input_mtok": "much"}, "input_mtok is no number"),
        ([{"constraint": {"start_date": "soon"}, "prices": {"input_mtok": 1}}], "its start is no day"),
        ({"input_mtok": 0}, "a price of zero without a reason (input)"),
        ([{"prices": {"input_mtok": 1}}, {"prices": {"input_mtok": 2}}], "prices that start together"),
    ],
)
def test_what_is_wrong_in_a_row_is_said(prices: Any, problem: str) -> None:
    assert problem in [each.problem for each in read(prices).issues]


def test_a_model_without_prices_is_an_offer_all_the_same() -> None:
    found = read([])
    assert (len(found.landscape.channels), told(found)) == (1, [])


def test_a_row_without_an_id_is_dropped() -> None:
    found = genai_prices.read(b'[{"id": "openai", "models": [{"prices": {}}]}]', retrieved=DAY)

    assert [each.problem for each in found.issues] == ["a row without an id"]


@pytest.mark.parametrize("text", ["{}", "[3]", '[{"id": "openai"}]', "nothing"])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(InvalidFileError):
        genai_prices.read(text.encode(), retrieved=DAY)
