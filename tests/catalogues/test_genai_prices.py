"""genai-prices: dated prices, steps by size, and what is left out."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


NIGHT = {"start_time": "16:30:00Z", "end_time": "00:30:00Z"}


def _base(price: object) -> dict[str, Any]:
    return {"prices": {"input_mtok": price}}


def _since(day: str, price: object) -> dict[str, Any]:
    return {"constraint": {"start_date": day}, "prices": None if price is None else {"input_mtok": price}}


def _night(price: object) -> dict[str, Any]:
    return {"constraint": NIGHT, "prices": {"input_mtok": price}}


def test_a_price_without_dates_holds_on_the_day_of_the_list() -> None:
    assert told(read({"input_mtok": 1.25, "output_mtok": 10, "web_searches_kcount": 10})) == [
        ("input-price", "exactly 1.25 USD/Mtoken", DAY, "actual"),
        ("output-price", "exactly 10 USD/Mtoken", DAY, "actual"),
    ]


def test_dated_prices_hold_until_the_next_one_starts_and_what_is_to_come_is_a_projection() -> None:
    dated = [_base(1), _since("2026-03-13", 2), _since("2027-01-01", 3)]

    assert sorted(told(read(dated)), key=lambda each: each[1]) == [
        ("input-price", "exactly 1 USD/Mtoken", "../2026-03-13", "actual"),
        ("input-price", "exactly 2 USD/Mtoken", "2026-03-13/2026-11-24", "actual"),
        ("input-price", "exactly 3 USD/Mtoken", "2027-01-01/..", "projected"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([_since("2026-01-01", 2), _base(1)], ["1 USD/Mtoken, 2026-11-23"]),
        ([_base(1), _since("2026-01-01", 2), _since("2026-01-01", 3)], ["1 ../2026-01-01", "3 2026-01-01/2026-11-24"]),
        ([_base(1), _since("2026-06-01", 3), _since("2026-01-01", 2)], ["1 ../2026-01-01", "2 2026-01-01/2026-11-24"]),
        ([_base(4), _night(1), _since("2026-01-01", 2)], ["1..4 ../2026-01-01", "2 2026-01-01/2026-11-24"]),
        ([_base(4), _night(1), _night(2)], ["2..4 2026-11-23"]),
        ([_base(4), _night(0)], ["4 2026-11-23"]),
        ([_base(1), _base(2)], ["2 2026-11-23"]),
        ([_base(1), _since("2026-01-01", None)], ["1 ../2026-01-01"]),
        ([_base(1), _since("soon", 2)], ["1 2026-11-23"]),
        ([_base(1), _night(2), _base(1)], ["1 2026-11-23"]),
    ],
)
def test_of_the_prices_that_are_active_the_last_in_the_list_is_used(rows: list[Any], expected: list[str]) -> None:
    found = read(rows)
    said = [f"{stated.removeprefix('exactly ').partition(' ')[0]} {period}" for _, stated, period, _ in told(found)]
    assert said == [each.replace(" USD/Mtoken,", "") for each in expected]
    lost = [each for each in found.issues if each.kind == "dropped"]
    assert bool(lost) is (rows != [_base(4), _night(1), _since("2026-01-01", 2)])


def test_two_steps_from_one_length_are_one_and_a_step_from_nothing_is_the_price() -> None:
    stepped = {
        "input_mtok": {"base": 5, "tiers": [{"start": 0, "price": 6}, *({"start": 200, "price": n} for n in (7, 8))]}
    }
    found = read(stepped)
    assert [each[:2] for each in told(found)] == [
        ("input-price", "exactly 5 USD/Mtoken"),
        ("input-above-200-price", "exactly 7 USD/Mtoken"),
    ]
    assert [each.value for each in found.of_kind("dropped")] == ["6", "8"]


def test_steps_by_size_are_prices_of_their_own() -> None:
    stepped = {"input_mtok": {"base": 5, "tiers": [{"start": 200000, "price": 10}, {"start": 1500, "price": 11}]}}

    assert [each[:2] for each in told(read(stepped))] == [
        ("input-price", "exactly 5 USD/Mtoken"),
        ("input-above-1500-price", "exactly 11 USD/Mtoken"),
        ("input-above-200k-price", "exactly 10 USD/Mtoken"),
    ]


def test_a_price_by_the_time_of_day_lies_between_what_it_is_at_each_hour() -> None:
    off_peak = [
        {"prices": {"input_mtok": 0.135, "output_mtok": 0.55, "cache_read_mtok": 0.1}},
        {"constraint": NIGHT, "prices": {"input_mtok": 0.55, "output_mtok": 2.19, "input_audio_mtok": 4}},
    ]
    found = read(off_peak)

    assert told(found) == [
        ("cached-input-price", "exactly 0.1 USD/Mtoken", DAY, "actual"),
        ("input-price", "0.135..0.55 USD/Mtoken", DAY, "actual"),
        ("output-price", "0.55..2.19 USD/Mtoken", DAY, "actual"),
    ]
    assert [(each.kind, each.problem, each.value) for each in found.issues] == [
        ("doubted", "prices that depend on the hour, each given as what lies between", "input, output"),
        ("doubted", "prices that are given for all hours, and at some hours there is none", "cached-input"),
        ("dropped", "prices that hold at some hours only", "audio-input"),
    ]


def test_a_price_by_the_time_of_day_from_a_day_on_leaves_what_ended_before_it_alone() -> None:
    dated = [
        {"prices": {"input_mtok": 1}},
        {"constraint": {"start_date": "2026-03-13"}, "prices": {"input_mtok": 2}},
        {"constraint": {"start_date": "2026-03-13", **NIGHT}, "prices": {"input_mtok": 3}},
    ]
    assert [each[1:3] for each in told(read(dated))] == [
        ("exactly 1 USD/Mtoken", "../2026-03-13"),
        ("2..3 USD/Mtoken", "2026-03-13/2026-11-24"),
    ]


def test_hours_that_begin_later_leave_the_days_before_alone() -> None:
    later = {"constraint": {"start_date": "2026-03-13", **NIGHT}, "prices": {"input_mtok": 3}}
    assert [each[1:3] for each in told(read([_base(1), later]))] == [
        ("exactly 1 USD/Mtoken", "../2026-03-13"),
        ("1..3 USD/Mtoken", "2026-03-13/2026-11-24"),
    ]


def test_hours_alone_make_no_price_and_take_no_other_ones_place() -> None:
    found = read([_night(1)])
    assert told(found) == []
    assert "prices that hold at some hours only" in [each.problem for each in found.issues]
    assert not [each for each in found.issues if "take the place" in each.problem]


HOURS: tuple[dict[str, str], ...] = ({}, {}, NIGHT, {"start_time": "08:00:00Z", "end_time": "20:00:00Z"})
STARTS = (None, None, "2026-01-01", "2026-03-01", "2026-11-01")
LISTS = st.lists(
    st.builds(
        lambda hours, start, prices: {
            "constraint": hours | ({} if start is None else {"start_date": start}),
            "prices": prices,
        },
        st.sampled_from(HOURS),
        st.sampled_from(STARTS),
        st.dictionaries(st.sampled_from(["input_mtok", "output_mtok"]), st.integers(1, 4), min_size=1),
    ),
    min_size=1,
    max_size=5,
)


def _is_active(row: dict[str, Any], day: date, half_hour: int) -> bool:
    limits = row["constraint"]
    if limits.get("start_date", "0001-01-01") > day.isoformat():
        return False
    if "start_time" not in limits:
        return True
    start, end = (int(limits[each][:2]) * 2 + int(limits[each][3:5]) // 30 for each in ("start_time", "end_time"))
    return start <= half_hour < end if start < end else half_hour >= start or half_hour < end


@given(LISTS)
def test_the_bounds_of_a_day_are_what_the_last_active_price_is_at_its_half_hours(rows: list[dict[str, Any]]) -> None:
    found = read(rows)
    problems = {each.problem for each in found.issues}
    for field, measure in (("input_mtok", "input-price"), ("output_mtok", "output-price")):
        metrics = [each for each in found.landscape.metrics if each.measurand.measure == measure]
        for day in (date(2025, 6, 1), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 11, 23)):
            listed = [[row for row in rows if _is_active(row, day, each)][-1:] for each in range(48)]
            prices = [active[0]["prices"] if active else {} for active in listed]
            due = {float(each[field]) if field in each else None for each in prices}
            then = [each for each in metrics if each.measurand.period is not None and day in each.measurand.period]
            amounts = [each for each in due if each is not None]
            if then:
                (metric,) = then
                assert (metric.value.low, metric.value.high) == (min(amounts), max(amounts))
            if then and None in due:
                assert "prices that are given for all hours, and at some hours there is none" in problems
            if not then and amounts and day == date(2026, 11, 23):
                assert None in due
                assert "prices that hold at some hours only" in problems


def test_a_price_that_another_seller_has_is_no_offer() -> None:
    found = read({"input_mtok": 1}, seller="azure", fallback_model_providers=["openai", "deepseek"])

    assert [each.seller for each in found.landscape.channels] == ["microsoft"]
    assert len(found.landscape.channels) == 1


@pytest.mark.parametrize(
    ("prices", "problem"),
    [
        ({"input_mtok": "much"}, "input_mtok is no number"),
        (
            [{"constraint": {"start_date": "soon"}, "prices": {"input_mtok": 1}}],
            "its start is no day, so that others may not hold",
        ),
        ({"input_mtok": 0}, "a price of zero without a reason (input)"),
        ({"input_mtok": -1}, "a price below zero (input)"),
        (
            [{"prices": {"input_mtok": 1}}, {"prices": {"input_mtok": 2}}],
            "prices that others take the place of, which stand behind them",
        ),
        ({"web_searches_kcount": 10}, "prices that are not for tokens"),
        ({"web_searches_kcount": 10}, "it has no price by token"),
        (None, "it has no price by token"),
        ("much", "its prices are no table"),
        (["much"], "a price that is no table, so that none is known while it holds"),
        (
            {"input_mtok": {"base": 1, "tiers": [{"start": "200k", "price": 2}]}},
            "a step of input_mtok without a number of tokens or a price",
        ),
        (
            [{"constraint": {"start_date": "2026-01-01", "end_date": "2026-02-01"}, "prices": {"input_mtok": 3}}],
            "a condition that is not understood (end_date), so that others may not hold",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_said(prices: Any, problem: str) -> None:
    assert problem in [each.problem for each in read(prices).issues]


def test_a_start_that_is_no_day_takes_no_other_price_with_it() -> None:
    found = read([{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "soon"}, "prices": {"input_mtok": 2}}])
    assert told(found) == [("input-price", "exactly 1 USD/Mtoken", DAY, "actual")]


def test_prices_for_the_tokens_of_sounds_and_pictures_are_read() -> None:
    priced = {"cache_audio_read_mtok": 1, "cache_image_read_mtok": 2, "input_video_mtok": 3, "output_citation_mtok": 4}
    assert {each[0] for each in told(read(priced))} == {
        "cached-audio-input-price",
        "cached-image-input-price",
        "video-input-price",
        "citation-price",
    }


def test_the_publisher_before_a_name_says_whose_model_it_is() -> None:
    (model,) = read({"input_mtok": 1}, model="anthropic/claude-x", seller="openrouter").landscape.models
    assert (model.id, model.developer) == ("claude-x", "anthropic")


def test_names_on_bedrock_say_whose_model_it_is_and_whether_it_is_bound_to_a_region() -> None:
    found = read({"input_mtok": 1}, model="regional.anthropic.claude-x", seller="aws")
    (channel,) = found.landscape.channels

    assert (channel.seller, channel.models) == ("amazon", ("claude-x",))
    assert found.unplaced == {channel.id}


def test_a_model_that_is_deprecated_is_doubted() -> None:
    listed = [{"id": "openai", "models": [{"id": "gpt-5", "prices": {"input_mtok": 1}, "deprecated": True}]}]
    found = genai_prices.read(json.dumps(listed).encode(), retrieved=DAY)
    assert [each.problem for each in found.of_kind("doubted")] == ["it is said to be deprecated, without a day"]


def test_a_seller_without_models_is_dropped_and_the_others_stay() -> None:
    found = genai_prices.read(b'[{"id": "a"}, {"id": "openai", "models": [{"id": "gpt-5"}]}]', retrieved=DAY)

    assert len(found.landscape.channels) == 1
    assert [(each.where, each.problem) for each in found.of_kind("dropped")] == [
        ("a", "a seller without a list of models")
    ]


def test_a_model_that_is_listed_twice_is_doubted_and_both_are_kept() -> None:
    twice = [{"id": "openai", "models": [{"id": "gpt-5", "prices": {"input_mtok": each}} for each in (1, 2)]}]
    found = genai_prices.read(json.dumps(twice).encode(), retrieved=DAY)

    assert sorted(each.value.low for each in found.landscape.metrics) == [1, 2]
    assert [each.problem for each in found.of_kind("doubted")] == ["an offer that is listed twice"]


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
