"""The bundled case of Microsoft's sales in China: nothing in the article is lost, and nothing is added to it."""

import math
import re
from pathlib import Path

import pytest

import aibroker
from aibroker import Claim, Landscape, Metric

PAGE = Path(__file__).parents[2] / "docs" / "cases" / "microsoft-openai-china.md"

STATEMENTS = tuple(f"C{number:03}" for number in range(1, 105))
"""The article, taken apart: every statement that it makes."""

CLAIMS_ONLY = {
    "a rank among customers: no record ranks, and three scopes of one rank are three claims": ("C005", "C047"),
    "an event inside the company, without speaker or audience": ("C017",),
    "a size word": ("C020",),
    "a trend of which a single value is known": ("C021",),
    "a judgement of the author on the strategy, on the figures or on somebody's words": (
        *("C031", "C035", "C036", "C040", "C042", "C048", "C051", "C055"),
        *("C067", "C070", "C076", "C079", "C086", "C091", "C101"),
    ),
    "a judgement on a right, which is no kind of right": ("C033",),
    "a judgement: who gates a market is derived from channels": ("C034",),
    "an accusation, a motive or a superlative without particulars": ("C037", "C038", "C052", "C053"),
    "gain without a payment and without a figure": ("C039", "C049", "C073", "C087"),
    "a dependency without a direction": ("C044",),
    "people or partners without a name": ("C046", "C074", "C075"),
    "what a company is said to say of itself": ("C050",),
    "a gesture at scale: nobody can say what it would count": ("C063",),
    "an objection, which is no refusal to sell": ("C082",),
    "a forecast without a horizon": ("C092", "C093", "C094", "C095"),
    "a cause: neither the right nor the refusal is derived from it": ("C098",),
    "the disclaimer: kept in the source, as machine_generated": ("C104",),
}
"""The statements that no record cites, by the reason why."""

NUMBERS = {
    "azure-ai-china-fy2024": ("+~400 %", 4.5, 5.5, ("C018",)),
    "azure-ai-china-fy2025": ("x3", 3.0, 3.0, ("C007",)),
    "azure-ai-china-then": ("x3", 3.0, 3.0, ("C019",)),
    "ai-china-fy2025": ("~3 x", 2.5, 3.5, ("C014", "C041")),
    "china-share-2024": ("~1.5 %", 1.45, 1.55, ("C022",)),
    "china-share-undated": ("1.5 %", 1.5, 1.5, ("C084",)),
    "bytedance-spends": ("> 1 bn USD/year", 1e9, math.inf, ("C006",)),
    "bytedance-pace": ("> 1 bn USD/year", 1e9, math.inf, ("C016",)),
    "bytedance-projected": ("~1 bn USD/year", 0.5e9, 1.5e9, ("C043",)),
}
"""Every number of the article: as written, its bounds, and the statements that make it."""


@pytest.fixture(scope="module")
def case() -> Landscape:
    return aibroker.load_case("microsoft-openai-china")


@pytest.fixture(scope="module")
def claims(case: Landscape) -> dict[str, Claim]:
    return {claim.note[:4]: claim for claim in case.claims}


def _numbers_of(case: Landscape, metric: Metric) -> tuple[str, ...]:
    return tuple(case.claims[claim].note[:4] for claim in metric.claims)


# Nothing is lost


def test_each_statement_is_one_claim_of_the_article(case: Landscape, claims: dict[str, Claim]) -> None:
    assert sorted(claims) == list(STATEMENTS)
    assert len(case.claims) == len(STATEMENTS)
    assert {claim.source for claim in case.claims} == {"article"}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_statement_is_used_or_kept_with_a_reason(
    case: Landscape, claims: dict[str, Claim], statement: str
) -> None:
    claim = claims[statement]
    kept = [reason for reason, statements in CLAIMS_ONLY.items() if statement in statements]
    citing = [record for record in case.resting_on(claim) if not isinstance(record, Claim)]

    assert bool(citing or claim.position) is not bool(kept)
    assert len(kept) <= 1


def test_the_page_lists_each_statement_once_with_its_claim(claims: dict[str, Claim]) -> None:
    rows = re.findall(r"^\| (C\d{3}) \| `([^`]+)` \| (\w+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert rows == [
        (statement, claims[statement].id.removeprefix("article."), claims[statement].kind) for statement in STATEMENTS
    ]


def test_the_page_says_which_claims_no_record_cites() -> None:
    alone = re.findall(r"^\| (C\d{3}) \| .+ \(claim only\) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert alone == sorted(statement for statements in CLAIMS_ONLY.values() for statement in statements)


def test_the_page_represents_each_tension() -> None:
    rows = re.findall(r"^\| (T\d{2}) \| .+ \| .+ \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert rows == [f"T{number:02}" for number in range(1, 37)]


def test_nothing_looks_like_a_slip(case: Landscape) -> None:
    assert case.findings == ()


# Where it comes from


def test_the_article_is_undated_and_machine_made(case: Landscape) -> None:
    article = case.sources["article"]

    assert article.published is None
    assert article.machine_generated is True
    assert article.retrieved is not None


def test_what_was_not_read_is_known_only_as_a_root(case: Landscape) -> None:
    roots = {claim.root for claim in case.claims if claim.root is not None}
    unread = {source.id for source in case.sources if source.retrieved is None}

    assert unread == {source.id for source in case.sources} - {"article"}
    assert roots == unread


@pytest.mark.parametrize(
    ("root", "said_by", "statements"),
    [
        ("althoff-talk-2025-07", "Judson Althoff", ("C007", "C014", "C018", "C019", "C041")),
        ("unnamed-people", "anonymous", ("C006", "C016", "C043")),
        ("smith-testimony-2024-06-13", "Brad Smith", ("C022", "C084")),
    ],
)
def test_each_number_goes_back_to_one_of_three_roots(
    claims: dict[str, Claim], root: str, said_by: str, statements: tuple[str, ...]
) -> None:
    assert {(claims[each].root, claims[each].said_by) for each in statements} == {(root, said_by)}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("C006", {"C016"}),
        ("C019", {"C007"}),
        ("C041", {"C014"}),
        ("C043", {"C016"}),
        ("C057", {"C029"}),
        ("C073", {"C039"}),
        ("C084", {"C022"}),
        ("C097", {"C023", "C024", "C025", "C026"}),
        ("C103", {"C010"}),
    ],
)
def test_a_repetition_retells(case: Landscape, claims: dict[str, Claim], later: str, earlier: set[str]) -> None:
    assert {case.claims[claim].note[:4] for claim in claims[later].retells} == earlier


def test_a_different_strength_or_scope_is_no_repetition(claims: dict[str, Claim]) -> None:
    apart = ("C002", "C005", "C009", "C015", "C028", "C032", "C047", "C054", "C056", "C058", "C071", "C082", "C087")

    assert [each for each in apart if claims[each].retells] == []


# Who is who


def test_sellers_and_developers_are_vendors_and_mere_buyers_customers(case: Landscape) -> None:
    assert {vendor.name: vendor.home for vendor in case.vendors} == {
        "Anthropic": "us",
        "DeepSeek": "cn",
        "Microsoft": "us",
        "OpenAI": "us",
    }
    assert {customer.name: customer.home for customer in case.customers} == {"ByteDance": "cn", "TikTok": None}


def test_microsofts_fiscal_year_ends_in_june(case: Landscape) -> None:
    calendar = case.vendors["Microsoft"].year_ends

    assert calendar is not None
    assert calendar.year(2025) == aibroker.Period.parse("2024-07-01/2025-07-01")


def test_tiktok_belongs_to_bytedance_to_a_degree_that_nobody_states(case: Landscape) -> None:
    (owner,) = case.customers["TikTok"].owners

    assert owner.party == "bytedance"
    assert (owner.share.low, owner.share.high) == (0, 100)


def test_washington_is_a_name_of_an_authority_without_a_rule(case: Landscape) -> None:
    assert case.authorities["Washington"].jurisdiction == ("us",)
    assert len(case.rules) == 0


def test_products_nest(case: Landscape) -> None:
    assert {product.name: product.within for product in case.products} == {
        "AI": "ai-and-cloud",
        "AI and cloud": None,
        "Azure AI": "ai",
        "Azure OpenAI": "azure-ai",
    }


def test_families_nest(case: Landscape) -> None:
    assert case.models["GPT"].family == "openai-models"
    assert case.models["R1"].family == case.models["V4"].family == "deepseek-models"
    assert {model.id for model in case.models if model.is_family} == {
        "anthropic-models",
        "claude",
        "deepseek-models",
        "gpt",
        "openai-models",
    }


# Who sells, who may, who will not


def test_one_channel_leads_into_china(case: Landscape) -> None:
    (channel,) = case.channels_into("China").known

    assert (channel.id, channel.seller, channel.status) == ("azure-gpt-china", "microsoft", "sold")
    assert (channel.hosted_in.at_least, channel.hosted_in.never) == (("sg",), ("cn",))
    assert channel.hosted_in.exactly is None
    assert channel.buyers.at_least == ("bytedance",)
    assert channel.only_to == aibroker.vetted("established companies")
    assert (channel.operator, channel.biller) == (None, None)
    assert channel.rests_on == ("gpt-in-china",)


def test_the_channel_is_unknown_before_it_was_seen(case: Landscape) -> None:
    asked = case.channels_into("China", on="2026-06-17")

    assert asked.known == ()
    assert [candidate.item.id for candidate in asked.unknown] == ["azure-gpt-china"]


def test_nobody_sells_anthropics_models(case: Landscape) -> None:
    assert {case.models[model].developer for channel in case.channels for model in channel.models} == {
        "deepseek",
        "openai",
    }
    assert case.claims["anthropic-absent"].id in case.refusals["anthropic-direct"].claims


def test_r1_is_hosted_and_v4_only_tested_for_the_west(case: Landscape) -> None:
    into_the_west = case.channels_into("West", developer="DeepSeek").known

    assert {channel.models: channel.status for channel in into_the_west} == {
        ("deepseek-r1",): "hosted",
        ("deepseek-v4",): "testing",
    }


def test_microsoft_is_the_only_broker_between_the_two_sides(case: Landscape) -> None:
    (broker,) = case.brokers("US", "China").known

    assert broker.seller == "microsoft"
    assert [channel.id for channel in broker.inward] == ["azure-deepseek-r1-west"]


def test_the_right_has_two_readings(case: Landscape) -> None:
    assert {right.id: (right.may, right.models, right.territory, right.exclusive) for right in case.rights} == {
        "gpt-in-china": ("sell", ("gpt",), ("cn",), True),
        "openai-worldwide": ("resell", ("openai-models",), ("world",), True),
    }
    assert {(right.holder, right.grantor) for right in case.rights} == {("microsoft", None)}


def test_each_vendor_refuses_in_its_own_name(case: Landscape) -> None:
    assert {refusal.id: (refusal.who, refusal.through) for refusal in case.refusals} == {
        "anthropic-direct": ("anthropic", "itself"),
        "openai-altogether": ("openai", "unknown"),
        "openai-direct": ("openai", "itself"),
    }


def test_positions_have_three_strengths(case: Landscape) -> None:
    positions = {claim.note[:4]: claim.position for claim in case.claims if claim.position is not None}

    assert {statement: (each.strength, each.market) for statement, each in positions.items()} == {
        "C011": ("sole", "cn"),
        "C071": ("primary", "cn"),
        "C072": ("one of", "west"),
    }


def test_safeguards_exist_apart_from_whether_they_work(case: Landscape) -> None:
    for safeguard in case.safeguards:
        assert {case.claims[claim].kind for claim in safeguard.claims} == {"fact"}
        assert {case.claims[claim].kind for claim in safeguard.effectiveness} == {"opinion"}


def test_each_risk_has_a_bearer_and_a_trigger(case: Landscape) -> None:
    assert {risk.bearer for risk in case.risks} == {"openai", "microsoft"}
    assert all(risk.trigger for risk in case.risks)


# The numbers


def test_the_article_has_these_numbers_and_no_others(case: Landscape) -> None:
    assert {metric.id for metric in case.metrics} == set(NUMBERS)


@pytest.mark.parametrize("metric_id", NUMBERS)
def test_each_number_keeps_its_hedge_and_its_claims(case: Landscape, metric_id: str) -> None:
    metric = case.metrics[metric_id]
    written, low, high, statements = NUMBERS[metric_id]

    assert str(metric.value) == written
    assert (metric.value.low, metric.value.high) == pytest.approx((low, high))
    assert _numbers_of(case, metric) == statements


def test_every_number_and_projection_is_a_metric_and_nothing_else_is(case: Landscape, claims: dict[str, Claim]) -> None:
    counted = {statement for metric in case.metrics for statement in _numbers_of(case, metric)}

    assert counted == {each for each, claim in claims.items() if claim.kind in ("number", "projection")}
    assert "C063" not in counted


def test_a_hedged_number_is_hedged_and_a_bare_one_is_not(case: Landscape) -> None:
    for metric in case.metrics:
        hedges = {hedge for claim in metric.claims for hedge in case.claims[claim].hedges}
        exact = metric.value.low == metric.value.high

        assert exact is not bool(hedges), metric.id


def test_projections_are_projected(case: Landscape) -> None:
    projected = {metric.id for metric in case.metrics if metric.basis == "projected"}

    assert projected == {"bytedance-pace", "bytedance-projected"}


def test_ai_and_azure_ai_are_kept_apart(case: Landscape) -> None:
    products = {metric.id: metric.measurand.product for metric in case.metrics if metric.relation == "versus"}

    assert products == {
        "ai-china-fy2025": "ai",
        "azure-ai-china-fy2024": "azure-ai",
        "azure-ai-china-fy2025": "azure-ai",
        "azure-ai-china-then": "azure-ai",
    }


def test_a_lower_bound_of_unstated_scope_is_on_all_products(case: Landscape) -> None:
    assert case.metrics["bytedance-spends"].measurand.product is None
    assert case.metrics["bytedance-pace"].measurand.product == "ai-and-cloud"


def test_no_year_is_given_to_what_has_none(case: Landscape) -> None:
    assert {metric.id: len(metric.measurand.periods) for metric in case.metrics if metric.measurand.period is None} == {
        "bytedance-pace": 0,
        "bytedance-projected": 0,
        "bytedance-spends": 0,
        "china-share-2024": 2,
        "china-share-undated": 0,
    }


# Assumptions and questions


def test_assumptions_say_why(case: Landscape) -> None:
    assert all(assumption.because for assumption in case.assumptions)
    assert {assumption.convention for assumption in case.assumptions} - {None} == {
        "even pace",
        "gross, no agent",
        "whole spend leaves",
    }


def test_an_assumption_gives_the_pace_a_year_and_leaves_the_rest(case: Landscape) -> None:
    (reading,) = case.assumptions["pace-holds-fy2027"].reads
    pace = case.metrics["bytedance-pace"].measurand

    assert reading.metric == "bytedance-pace"
    assert reading.measurand is not None
    assert reading.measurand.period == aibroker.Period.parse("2026-07-01/2027-07-01")
    assert (reading.measurand.buyer, reading.measurand.product) == (pace.buyer, pace.product)


def test_two_assumptions_read_2024_in_two_ways(case: Landscape) -> None:
    share = case.metrics["china-share-2024"].measurand
    read = [
        (reading.measurand.period, reading.relative_to.period)
        for assumption in ("year-2024-is-calendar", "year-2024-is-fiscal")
        for reading in case.assumptions[assumption].reads
        if reading.measurand is not None and reading.relative_to is not None
    ]

    assert read == [(period, period) for period in share.periods]


def test_to_400_percent_is_fourfold(case: Landscape) -> None:
    (reading,) = case.assumptions["grew-to-400-percent"].reads

    assert reading.value is not None
    assert (reading.value.low, reading.value.high) == (3.5, 4.5)


def test_the_case_asks_itself_questions(case: Landscape) -> None:
    assert {question.kind for question in case.questions} == {"figure", "at_risk", "channels_into", "access"}
