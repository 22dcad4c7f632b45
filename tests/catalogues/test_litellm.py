"""LiteLLM's price map: what a key and its fields mean, and what is left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from aibroker import dumps, loads
from aibroker.catalogues import litellm
from aibroker.catalogues.imports import CatalogueImport
from aibroker.errors import InvalidFileError, InvalidValueError, MissingFileError
from aibroker.values.validity import Validity

DAY = "2026-11-23"


def read(text: str) -> CatalogueImport:
    return litellm.read(text.encode(), retrieved=DAY, version="1.0", published="2026-10-21")


def rows(**given: dict[str, Any]) -> CatalogueImport:
    return read(json.dumps({key.replace("__", "/"): row for key, row in given.items()}))


def only(found: CatalogueImport) -> tuple[str, str | None, tuple[str, ...]]:
    (channel,) = found.landscape.channels
    return channel.seller, channel.operator, tuple(channel.models)


def prices(found: CatalogueImport) -> dict[str, str | None]:
    return {each.measurand.measure: each.value.stated for each in found.landscape.metrics}


def test_an_offer_is_a_channel_into_a_territory_that_nobody_states() -> None:
    found = rows(azure__gpt_5={"litellm_provider": "azure", "input_cost_per_token": 1.25e-06})
    (channel,) = found.landscape.channels

    assert channel.into is None
    assert channel.rests_on == ()
    assert channel.open == Validity(seen=[DAY])
    assert [each.locator for each in found.landscape.claims] == ["azure/gpt_5"]
    assert channel.claims == tuple(each.id for each in found.landscape.claims)
    assert [each.item.id for each in found.landscape.channels_into("China").unknown] == [channel.id]
    assert (found.source.title, str(found.source.retrieved)) == ("LiteLLM price map 1.0", DAY)


def test_a_price_is_in_dollars_for_a_million_tokens_with_every_digit() -> None:
    found = read(
        '{"gpt-5": {"litellm_provider": "openai", "input_cost_per_token": 1.25e-06, "output_cost_per_token": 0.00001,'
        ' "cache_read_input_token_cost": 1.2345678901e-7, "input_cost_per_token_above_200k_tokens": 2.5e-06,'
        ' "output_cost_per_token_batches": 5e-06, "cache_creation_input_token_cost_above_1hr": 4e-06}}'
    )

    assert prices(found) == {
        "input-price": "exactly 1.25 USD/Mtoken",
        "output-price": "exactly 10 USD/Mtoken",
        "cached-input-price": "exactly 0.12345678901 USD/Mtoken",
        "input-above-200k-price": "exactly 2.5 USD/Mtoken",
        "output-batches-price": "exactly 5 USD/Mtoken",
        "cache-write-above-1hr-price": "exactly 4 USD/Mtoken",
    }
    (period,) = {str(each.measurand.period) for each in found.landscape.metrics}
    assert period == DAY


@pytest.mark.parametrize(
    ("key", "seller", "expected"),
    [
        ("gpt-5", "openai", ("openai", None, ("gpt-5",))),
        ("azure/gpt-5", "azure", ("microsoft", None, ("gpt-5",))),
        ("azure_ai/deepseek-v3.1", "azure_ai", ("microsoft", None, ("deepseek-v3.1",))),
        ("azure_ai/FW-DeepSeek-V3.2", "azure_ai", ("microsoft", "fireworks-ai", ("deepseek-v3.2",))),
        ("vertex_ai/mistral-large-2411", "vertex_ai-mistral_models", ("google", None, ("mistral-large-2411",))),
        ("eu.anthropic.claude-x-v1:0", "bedrock_converse", ("amazon", None, ("claude-x-v1-0",))),
        ("bedrock/eu-central-1/anthropic.claude-v1", "bedrock", ("amazon", None, ("claude-v1",))),
        ("bedrock/us-west-2/deepseek.v3.2", "bedrock_converse", ("amazon", None, ("deepseek-v3.2",))),
        ("us.deepseek.r1-v1:0", "bedrock_converse", ("amazon", None, ("deepseek-r1",))),
        ("azure_ai/deepseek-v3-0324", "azure_ai", ("microsoft", None, ("deepseek-v3-0324",))),
        ("perplexity/perplexity/kimi-k3", "perplexity", ("perplexity", None, ("kimi-k3",))),
        ("perplexity/perplexity/unheard-of", "perplexity", ("perplexity", None, ())),
        ("mistral/zai-glm-5-2", "mistral", ("mistral-ai", None, ())),
        ("xiaomi_mimo/mimo-x", "xiaomi_mimo", ("xiaomi", None, ())),
        ("stability/sd-x", "stability", ("stability-ai", None, ())),
        ("deepinfra/deepseek-ai/DeepSeek-Z", "deepinfra", ("deepinfra", None, ("deepseek-z",))),
        ("wandb/Unheard/Of-It", "wandb", ("wandb", None, ())),
        ("gpt-5-turbo-like", "openai", ("openai", None, ())),
    ],
)
def test_who_sells_whose_model_and_who_runs_it(key: str, seller: str, expected: tuple[str, str | None, Any]) -> None:
    assert only(read(json.dumps({key: {"litellm_provider": seller}}))) == expected


@pytest.mark.parametrize(
    ("key", "seller", "place"),
    [
        ("azure/eu/gpt-5", "azure", ("eu",)),
        ("azure/us/gpt-5", "azure", ("us",)),
        ("azure/global/gpt-5", "azure", None),
        ("azure/gpt-5", "azure", None),
        ("us.anthropic.claude-x", "bedrock_converse", ("us",)),
        ("apac.anthropic.claude-x", "bedrock_converse", None),
        ("bedrock/us-gov-west-1/anthropic.claude-x", "bedrock", ("us",)),
        ("bedrock/ap-southeast-1/anthropic.claude-x", "bedrock", None),
        ("bedrock/ca-central-1/meta.llama-x", "bedrock", ("ca",)),
        ("openai.gpt-x", "bedrock", None),
    ],
)
def test_where_it_runs_is_what_the_key_says_and_no_more(key: str, seller: str, place: Any) -> None:
    (channel,) = read(json.dumps({key: {"litellm_provider": seller}})).landscape.channels
    assert channel.hosted_in.exactly == place


@pytest.mark.parametrize(
    ("key", "seller", "unread"),
    [
        ("apac.anthropic.claude-x", "bedrock_converse", "apac"),
        ("au.anthropic.claude-x", "bedrock_converse", "au"),
        ("bedrock/ap-southeast-1/anthropic.claude-x", "bedrock", "ap-southeast-1"),
        ("bedrock/eu-west-2/1-month-commitment/anthropic.claude-x", "bedrock", "eu-west-2"),
        ("azure/apac/gpt-5", "azure", "apac"),
        ("global.anthropic.claude-x", "bedrock_converse", None),
        ("bedrock/us-east-1/anthropic.claude-x", "bedrock", None),
        ("azure/global-standard/gpt-5", "azure", None),
        ("azure/gpt-5", "azure", None),
    ],
)
def test_a_place_that_is_not_understood_is_said_and_is_not_taken_for_none(
    key: str, seller: str, unread: str | None
) -> None:
    found = read(json.dumps({key: {"litellm_provider": seller}}))
    said = [each.value for each in found.issues if each.problem == "it is bound to a place that is not understood"]

    assert said == ([] if unread is None else [unread])
    assert found.unplaced == ({each.id for each in found.landscape.channels} if unread else set())
    (channel,) = found.landscape.channels
    assert channel.note == (f"It is bound to a place that was not understood: {unread}" if unread else "")


@pytest.mark.parametrize(
    ("regions", "place", "unread"),
    [
        (["us-central1"], ("us",), False),
        (["us-central1", "us-south1"], ("us",), False),
        (["global", "us-south1"], None, False),
        (["europe-west4"], None, True),
        (["us-central1", "europe-west4"], None, True),
        ([], None, False),
        ("us-central1", None, False),
    ],
)
def test_regions_that_a_row_lists_bind_it_where_none_is_global(regions: Any, place: Any, unread: bool) -> None:
    found = rows(vertex_ai__x={"litellm_provider": "vertex_ai", "supported_regions": regions})
    (channel,) = found.landscape.channels

    assert channel.hosted_in.exactly == place
    assert bool(found.unplaced) is unread


def issues(found: CatalogueImport) -> list[tuple[str, str]]:
    return [(each.kind, f"{each.problem} {each.value}".strip()) for each in found.issues]


def test_zero_is_no_price_and_no_price_is_doubted() -> None:
    found = rows(a={"litellm_provider": "openai", "input_cost_per_token": 0.0}, b={"litellm_provider": "openai"})

    assert prices(found) == {}
    assert ("dropped", "a price of zero without a reason (input) 0") in issues(found)
    assert ("doubted", "it has no price by token") in issues(found)


def test_prices_in_steps_are_read_with_what_they_begin_above() -> None:
    steps = [
        {"input_cost_per_token": 5e-8, "output_cost_per_token": 4e-7, "range": [0, 256000.0]},
        {"input_cost_per_token": 2.5e-7, "output_cost_per_reasoning_token": 2e-6, "range": [256000.0, 1000000.0]},
    ]
    found = rows(a={"litellm_provider": "dashscope", "tiered_pricing": steps})

    assert prices(found) == {
        "input-price": "exactly 0.05 USD/Mtoken",
        "output-price": "exactly 0.4 USD/Mtoken",
        "input-above-256k-price": "exactly 0.25 USD/Mtoken",
        "reasoning-output-above-256k-price": "exactly 2 USD/Mtoken",
    }
    assert ("doubted", "it has no price by token") not in issues(found)


@pytest.mark.parametrize(
    "step", [{"input_cost_per_query": 0.005, "max_results_range": [0, 25]}, {"range": ["x", 1]}, 5, {"range": [0, 1]}]
)
def test_a_step_by_something_else_is_dropped(step: Any) -> None:
    found = rows(a={"litellm_provider": "exa", "tiered_pricing": [step]})

    assert "a step of tiered_pricing that is not by the number of tokens" in [each.problem for each in found.issues]
    assert prices(found) == {}


def test_a_step_that_says_another_price_than_the_row_is_dropped_and_said() -> None:
    steps = [{"input_cost_per_token": 5e-8, "input_cost_per_image": 1, "range": [0, 256000.0]}]
    found = rows(a={"litellm_provider": "dashscope", "input_cost_per_token": 6e-8, "tiered_pricing": steps})

    assert prices(found) == {"input-price": "exactly 0.06 USD/Mtoken"}
    assert [(each.problem, each.value) for each in found.of_kind("dropped")] == [
        ("a second input price, which is not kept", "0.05"),
        ("prices that are not in dollars for a token, or change such a price", "input_cost_per_image"),
    ]


def test_prices_that_are_not_read_are_named() -> None:
    row = {
        "litellm_provider": "openai",
        "input_cost_per_token": 1e-06,
        "output_cost_per_image": 0.04,
        "search_context_cost_per_query": {"search_context_size_low": 0.01},
        "input_dbu_cost_per_token": 1e-06,
        "regional_processing_uplift_multiplier_eu": 1.1,
        "max_tokens": 5,
        "output_cost_per_second": None,
    }
    (said,) = rows(a=row).of_kind("dropped")

    assert said.problem == "prices that are not in dollars for a token, or change such a price"
    assert said.value == (
        "output_cost_per_image, search_context_cost_per_query, input_dbu_cost_per_token,"
        " regional_processing_uplift_multiplier_eu"
    )


def test_prices_for_the_tokens_of_sounds_and_pictures_are_read() -> None:
    row = {
        "litellm_provider": "openai",
        "cache_read_input_audio_token_cost": 1e-06,
        "cache_creation_input_audio_token_cost": 2e-06,
        "cache_read_input_image_token_cost": 3e-06,
        "input_cost_per_video_token_batches": 4e-06,
    }
    assert set(prices(rows(a=row))) == {
        "cached-audio-input-price",
        "audio-cache-write-price",
        "cached-image-input-price",
        "video-input-batches-price",
    }


@pytest.mark.parametrize(
    ("row", "price", "said"),
    [
        ({"input_cost_per_token_cache_hit": 6e-09}, "exactly 0.006 USD/Mtoken", []),
        (
            {"input_cost_per_token_cache_hit": 6e-09, "cache_read_input_token_cost": 6.0e-09},
            "exactly 0.006 USD/Mtoken",
            [],
        ),
        (
            {"input_cost_per_token_cache_hit": 5e-09, "cache_read_input_token_cost": 6e-09},
            "exactly 0.006 USD/Mtoken",
            ["a second cached-input price, which is not kept"],
        ),
    ],
)
def test_an_older_name_of_a_price_is_that_price(row: dict[str, Any], price: str, said: list[str]) -> None:
    found = rows(a={"litellm_provider": "deepseek"} | row)

    assert prices(found) == {"cached-input-price": price}
    assert [each.problem for each in found.of_kind("dropped")] == said


def test_prices_that_depend_on_the_hour_lie_between_what_they_are() -> None:
    off_peak = {"input_cost_per_token": 1.5e-7, "cache_read_input_token_cost": 1e-9, "windows": ["00:00-01:00"]}
    row = {"input_cost_per_token": 3e-07, "output_cost_per_token": 1e-06, "off_peak_pricing": off_peak}
    found = rows(a={"litellm_provider": "deepseek"} | row)

    assert prices(found) == {"input-price": "0.15..0.3 USD/Mtoken", "output-price": "exactly 1 USD/Mtoken"}
    assert ("doubted", "prices that depend on the hour, each given as what lies between input") in issues(found)
    assert ("dropped", "prices that hold at some hours only cached-input") in issues(found)


def test_a_price_that_cannot_be_is_kept_and_doubted() -> None:
    found = rows(jais={"litellm_provider": "azure_ai", "input_cost_per_token": 0.0032})

    assert prices(found) == {"input-price": "exactly 3200 USD/Mtoken"}
    assert ("doubted", "an input price of more than 200 USD for a million tokens 3200") in issues(found)
    assert str(found.of_kind("doubted")[0]).startswith("jais: an input price of more than 200")


def test_an_offer_ends_on_its_day_or_the_next() -> None:
    found = rows(a={"litellm_provider": "openai", "deprecation_date": "2027-03-10"})
    (channel,) = found.landscape.channels

    assert [channel.open.holds_on(day).value for day in (DAY, "2027-03-09", "2027-03-10", "2027-03-11")] == [
        "yes", "yes", "unknown", "no",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ({"deprecation_date": "2026-01-10"}, ("doubted", "it is listed although it was to end 2026-01-10")),
        ({"deprecation_date": "soon"}, ("dropped", 'its end is no day "soon"')),
        ({"input_cost_per_token": "cheap"}, ("dropped", 'input_cost_per_token is no number "cheap"')),
        ({"input_cost_per_token": True}, ("dropped", "input_cost_per_token is no number true")),
        ({"input_cost_per_token": -1}, ("dropped", "a price below zero (input) -1000000")),
    ],
)
def test_what_is_wrong_in_a_row_is_said(row: dict[str, Any], issue: tuple[str, str]) -> None:
    assert issue in issues(rows(a={"litellm_provider": "openai"} | row))


def test_a_row_without_a_seller_and_the_sample_are_no_offers() -> None:
    found = rows(a={"input_cost_per_token": 1e-06}, sample_spec={"litellm_provider": "one of these"})

    assert list(found.landscape.channels) == []
    assert issues(found) == [("dropped", "it names no seller")]


def test_a_seller_that_is_in_no_table_is_listed_once_and_keeps_its_name() -> None:
    found = rows(a={"litellm_provider": "Some Shop"}, b={"litellm_provider": "Some Shop"})

    assert [each.name for each in found.landscape.vendors] == ["Some Shop"]
    assert issues(found).count(("unmatched", "a seller that stays as it is called here Some Shop")) == 1


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("a\nb", {}),
        ("", {}),
        ("a", {"litellm_provider": "a\nb"}),
    ],
)
def test_a_row_of_which_no_record_can_be_made_is_dropped_and_the_others_stay(key: str, row: dict[str, Any]) -> None:
    good = {"litellm_provider": "openai", "input_cost_per_token": 1e-06}
    found = read(json.dumps({key: good | row, "gpt-5": good}))
    (dropped,) = found.of_kind("dropped")

    assert [each.locator for each in found.landscape.claims] == ["gpt-5"]
    assert dropped.where == key
    assert dropped.problem.startswith("no record can be made of it (")
    assert str(dropped).isprintable()


@pytest.mark.parametrize(
    ("price", "problem"),
    [
        ("1e400", "a price beyond all bounds (input) 1.000000e+406"),
        ("1e999999999", "a price beyond all bounds (input) 1.000000e+1000000005"),
        ("1e-400", "a price too small for a number to hold (input) 1.000000e-394"),
        ("NaN", "input_cost_per_token is no number NaN"),
        ("-1e999999999", "a price below zero (input) -1.000000e+1000000005"),
    ],
)
def test_a_price_that_no_number_holds_is_dropped_by_itself(price: str, problem: str) -> None:
    found = read(
        f'{{"a": {{"litellm_provider": "openai", "input_cost_per_token": {price}, "output_cost_per_token": 1e-6}}}}'
    )

    assert prices(found) == {"output-price": "exactly 1 USD/Mtoken"}
    assert ("dropped", problem) in issues(found)


def test_a_row_that_is_no_object_is_dropped_and_the_others_stay() -> None:
    found = read('{"gpt-5": {"litellm_provider": "openai"}, "c": 5}')

    assert len(found.landscape.channels) == 1
    assert [str(each) for each in found.of_kind("dropped")] == ["c: a row that is no object: 5 (dropped)"]


def test_names_in_other_scripts_make_offers_too() -> None:
    found = rows(azure__模型={"litellm_provider": "azure"}, b={"litellm_provider": "智谱"})

    assert {each.locator for each in found.landscape.claims} == {"azure/模型", "b"}
    assert {each.name for each in found.landscape.vendors} == {"Microsoft", "智谱"}
    assert found.of_kind("dropped") == ()


def test_a_seller_in_no_table_is_nobody_elses_company() -> None:
    sellers = ("Xiaomi!", "foo_bar", "Foo Bar", "foo-bar", "xiaomi")
    found = rows(**{f"k{place}": {"litellm_provider": each} for place, each in enumerate(sellers)})
    companies = {each.name: each.id for each in found.landscape.vendors}

    assert len({*companies.values()}) == len(sellers)
    assert (companies["foo_bar"], companies["foo-bar"], companies["Xiaomi"]) == ("foo_bar", "foo-bar", "xiaomi")
    assert {each.value for each in found.of_kind("unmatched") if "seller" in each.problem} == {
        "Xiaomi!", "foo_bar", "Foo Bar", "foo-bar",
    }  # fmt: skip


def test_an_offer_may_end_on_the_last_day_of_the_calendar() -> None:
    (channel,) = rows(a={"litellm_provider": "openai", "deprecation_date": "9999-12-31"}).landscape.channels
    assert channel.open.holds_on("9999-12-30").value == "yes"


def test_keys_that_look_alike_stay_apart() -> None:
    found = rows(azure__a={"litellm_provider": "azure"}, azure_a={"litellm_provider": "azure"})

    assert len(found.landscape.channels) == 2
    assert {each.locator for each in found.landscape.claims} == {"azure/a", "azure_a"}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"a": 3}',
        '{"a": {"mode": "chat"}}',
        "no json",
        '{"a": ',
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_what_is_no_price_map_is_refused(text: str) -> None:
    with pytest.raises(InvalidFileError):
        read(text)


def test_a_key_that_stands_twice_is_said_and_the_last_is_taken() -> None:
    costs = '"input_cost_per_token": 1e-6, "input_cost_per_token": 2e-6'
    row = f'{{"litellm_provider": "openai", "mode": "chat", "mode": "chat", {costs}}}'
    found = read(f'{{"o3": {{"litellm_provider": "azure"}}, "o3": {row}}}')

    assert [each.seller for each in found.landscape.channels] == ["openai"]
    assert prices(found) == {"input-price": "exactly 2 USD/Mtoken"}
    assert [(each.where, each.problem, each.value) for each in found.of_kind("dropped")] == [
        ("o3", "a key that stands twice, of which the last is taken", '{"litellm_provider": "azure"}'),
        ("o3.input_cost_per_token", "a key that stands twice, of which the last is taken", "0.000001"),
    ]
    assert ("o3.mode", "a key that stands twice, both times the same", '"chat"') in [
        (each.where, each.problem, each.value) for each in found.of_kind("doubted")
    ]


def test_many_keys_that_stand_twice_are_each_said_once() -> None:
    pairs = ", ".join(f'"k{place}": {number}' for number in (1, 2) for place in range(20_000))
    found = read(f'{{"o3": {{"litellm_provider": "openai", {pairs}}}}}')
    assert len([each for each in found.issues if "stands twice" in each.problem]) == 20_000


def test_a_key_that_stands_twice_in_a_list_is_found_by_its_place() -> None:
    found = read('{"o3": {"litellm_provider": "openai", "tiered_pricing": [{}, {"a": 1, "a": 2, "a": 3}]}}')
    assert [(each.where, each.value) for each in found.issues if "stands twice" in each.problem] == [
        ("o3.tiered_pricing[1].a", "1"),
        ("o3.tiered_pricing[1].a", "2"),
    ]


def test_what_changes_a_price_is_named_and_forms_that_are_not_understood_are_too() -> None:
    found = rows(
        a={
            "litellm_provider": "anthropic",
            "input_cost_per_token": 5e-6,
            "provider_specific_entry": {"us": 1.1, "fast": 6.0, "schema": "titan"},
            "search_free_requests": 5000,
            "tiered_pricing": {"range": [0, 1]},
            "off_peak_pricing": [{"input_cost_per_token": 5e-7}],
        }
    )
    changing = "prices that are not in dollars for a token, or change such a price"
    assert [(each.problem, each.value) for each in found.of_kind("dropped")] == [
        ("tiered_pricing in a form that is not understood", '{"range": ["0", "1"]}'),
        ("off_peak_pricing in a form that is not understood", '[{"input_cost_per_token": "5E-7"}]'),
        (changing, "search_free_requests, provider_specific_entry.us, provider_specific_entry.fast"),
    ]


def test_a_price_of_zero_at_some_hours_takes_no_other_price_with_it() -> None:
    row = {"input_cost_per_token": 1e-6, "off_peak_pricing": {"input_cost_per_token": 0}}
    found = rows(a={"litellm_provider": "deepseek"} | row)
    assert prices(found) == {"input-price": "exactly 1 USD/Mtoken"}
    assert ("dropped", "a price of zero at some hours, without a reason (input) 0") in issues(found)


@pytest.mark.parametrize("key", ["k\\ud800", "k\\u202e"])
def test_a_key_that_no_text_may_hold_is_dropped_with_its_row(key: str) -> None:
    row = '{"litellm_provider": "openai", "input_cost_per_token": 1e-6}'
    found = read(f'{{"{key}": {row}, "o3": {row}}}')
    assert [each.locator for each in found.landscape.claims] == ["o3"]
    assert [each.kind for each in found.issues if each.where != "o3"] == ["unmatched", "dropped"]
    assert loads(dumps(found.landscape)) == found.landscape


def test_a_page_that_no_text_may_hold_is_left_out_by_itself() -> None:
    found = rows(o3={"litellm_provider": "openai", "input_cost_per_token": 1e-6, "source": "a\u202eb"})
    assert prices(found) == {"input-price": "exactly 1 USD/Mtoken"}
    assert [each.problem for each in found.of_kind("dropped")] == [
        "the page that it names holds U+202E (right-to-left override)"
    ]


def test_an_offer_whose_id_another_one_has_is_dropped_by_itself() -> None:
    row = {"litellm_provider": "openai", "input_cost_per_token": 1e-6}
    found = rows(**{"a": row | {"deprecation_date": "2027-01-01"}, "a.until-2027-01-01": row})
    assert len(found.landscape.channels) == 1
    assert [each.where for each in found.of_kind("dropped")] == ["a.until-2027-01-01"]


def test_a_number_that_none_can_be_is_dropped_by_itself() -> None:
    found = read('{"o3": {"litellm_provider": "openai", "input_cost_per_token": 1e-99999999999999999999}}')
    assert [each.problem for each in found.of_kind("dropped")] == ["input_cost_per_token is no number"]


def test_files_are_read_by_path_and_missing_ones_said(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text('{"gpt-5": {"litellm_provider": "openai"}}')

    assert len(litellm.read(tmp_path / "map.json", retrieved=DAY).landscape.channels) == 1
    with pytest.raises(MissingFileError, match=r"no such file: 'none\.json'"):
        litellm.read(tmp_path / "none.json", retrieved=DAY)
    with pytest.raises(InvalidFileError, match="cannot be read"):
        litellm.read(tmp_path, retrieved=DAY)
    with pytest.raises(InvalidValueError, match="this is no catalogue: 3"):
        litellm.read(3, retrieved=DAY)  # type: ignore[arg-type]  # what a user may try
    with pytest.raises(InvalidValueError, match="not a calendar day"):
        litellm.read(b"{}", retrieved="yesterday")
    with pytest.raises(InvalidValueError, match="no catalogue is taken on the last day"):
        litellm.read(b"{}", retrieved="9999-12-31")
    with pytest.raises(InvalidFileError, match="cannot be read"):
        litellm.read("a\0b", retrieved=DAY)


def test_an_import_says_what_it_is() -> None:
    found = rows(a={"litellm_provider": "openai", "input_cost_per_token": 1e-06})
    assert repr(found) == "<CatalogueImport LiteLLM price map 1.0: 1 offers, 1 prices, 1 issues>"
