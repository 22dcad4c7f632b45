"""The bundled case of the public record: what is borne out is in it, as what it is, and nothing else."""

import math
import re
from pathlib import Path
from typing import Literal

import pytest

import aibroker
from aibroker import Landscape, Metric, Verdict

PAGE = Path(__file__).parents[2] / "docs" / "cases" / "public-record.md"

REVENUE = {
    "revenue-fy2023": ("211.915 bn USD", "2022-07-01/2023-07-01"),
    "revenue-fy2024": ("245.122 bn USD", "2023-07-01/2024-07-01"),
    "revenue-fy2025": ("281.724 bn USD", "2024-07-01/2025-07-01"),
    "us-revenue-fy2023": ("106.744 bn USD", "2022-07-01/2023-07-01"),
    "us-revenue-fy2024": ("124.704 bn USD", "2023-07-01/2024-07-01"),
    "us-revenue-fy2025": ("144.546 bn USD", "2024-07-01/2025-07-01"),
}
OTHER_METRICS = {"revenue-fy2025-letter", "azure-fy2025", "tiktok-pace"}
TENTHS = {f"{who}-at-most-a-tenth-fy{year}" for who in ("bytedance", "china") for year in (2023, 2024, 2025)}

STAGES = {
    "ai-diffusion-rule": [("announced", "2025-01"), ("rescinded", None)],
    "ai-model-theft-act": [("proposed", "2026-04-15")],
    "ai-overwatch-act": [("proposed", "2026-04-30")],
    "china-interim-measures": [("announced", "2023-07-13"), ("in force", "2023-08-15")],
    "cloud-security-act": [("proposed", "2026-06-26")],
    "iaas-customer-identification": [("proposed", "2024-01-29")],
    "iowa-deepseek-ban": [("announced", "2025-02-19")],
    "new-york-deepseek-ban": [("in force", "2025-02-10")],
    "no-adversarial-ai-act": [("proposed", "2025-06-25")],
    "remote-access-security-act": [("passed by one chamber", "2026-01-12")],
    "texas-deepseek-ban": [("in force", "2025-01-31")],
    "virginia-deepseek-ban": [("in force", "2025-02-11")],
}

UNFIT = """
aidaily.com.br techculture.live vivold.com windowsforum.com icharles.com wpnews.pro rainsnews.com mentat-s3r
otherworldsai grokipedia.com thedailyscout.com tokenfeed tapebrief.com belcourt.vercel.app ababnews
themarketisopen.com peoplenewstoday.com hillsignal.com lustra-logs
"""
"""Pages that are written by machines, retell the article, or were found to err: none of them is a source here."""

ONLY_REMEMBERED = (
    r"southeastasia.{0,60}Singapore",
    r"article 20",
    r"29 January 2025",
    r"no final rule was (?:issued|made)",
    r"61\.858|64\.727|65\.585|69\.632",
    r"369|voice vote",
)
"""What was merely remembered, or what pages contradict: none of it is stated."""

PRIMARY = {"filing", "testimony", "statement", "legislation", "documentation"}
SOURCES_KNOWN_ONLY_THROUGH_OTHERS = {
    "ft-2026-07-03",
    "microsoft-openai-posts-2026-04-27",
    "microsoft-post-2025-01",
    "microsoft-post-2025-10-28",
    "openai-email-2024-06",
    "smith-testimony-2024-06-13",
    "the-information-tiktok",
}


@pytest.fixture(scope="module")
def case() -> Landscape:
    return aibroker.load_case("public-record")


@pytest.fixture(scope="module")
def article() -> Landscape:
    return aibroker.load_case("microsoft-openai-china")


# It is what it says


def test_nothing_looks_like_a_slip(case: Landscape) -> None:
    assert case.findings == ()


@pytest.mark.parametrize("form", ["toml", "json"])
def test_it_comes_back_as_it_was_written(case: Landscape, form: Literal["toml", "json"]) -> None:
    assert aibroker.loads(aibroker.dumps(case, format=form), format=form) == case


def test_no_source_is_a_page_that_is_known_to_err(case: Landscape) -> None:
    addresses = " ".join(f"{source.address} {source.note}" for source in case.sources)

    assert [page for page in UNFIT.split() if page in addresses] == []
    assert [source.id for source in case.sources if source.machine_generated] == []


@pytest.mark.parametrize("pattern", ONLY_REMEMBERED)
def test_what_was_only_remembered_is_not_stated(case: Landscape, pattern: str) -> None:
    texts = "\n".join(claim.text for claim in case.claims)

    assert re.findall(pattern, texts, re.IGNORECASE | re.DOTALL) == []


def test_each_claim_says_how_it_is_borne_out(case: Landscape) -> None:
    borne_out = re.compile(
        r"\b(One primary document|Primary documents|Several (secondary pages|law firms)|One (law firm|secondary page)"
        r"|Secondary|A translation|The page of the outlet that reported it first)\b"
    )

    assert [claim.id for claim in case.claims if not borne_out.search(claim.note)] == []


def test_a_primary_document_is_of_a_primary_kind(case: Landscape) -> None:
    for claim in case.claims:
        if re.search(r"\b(One primary document|Primary documents)\b", claim.note):
            assert case.sources[claim.source].kind in PRIMARY, claim.id


def test_what_secondary_pages_say_is_of_a_secondary_kind(case: Landscape) -> None:
    for claim in case.claims:
        if re.search(r"\b(Several (secondary pages|law firms)|One law firm) ", claim.note):
            assert case.sources[claim.source].kind in {"reporting", "analysis"}, claim.id


def test_a_source_without_an_address_is_known_only_through_others(case: Landscape) -> None:
    without = {source.id for source in case.sources if not source.address}

    assert without == SOURCES_KNOWN_ONLY_THROUGH_OTHERS
    assert without.isdisjoint({claim.source for claim in case.claims})
    assert without == {claim.root for claim in case.claims if claim.root and not case.sources[claim.root].address}


def test_each_claim_stands_somewhere_in_its_source(case: Landscape) -> None:
    assert all(claim.locator for claim in case.claims)


def test_the_page_has_every_row(case: Landscape) -> None:
    rows = re.findall(r"^\| ([\d, to]+) \| .+ \| .+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {
        number
        for row in rows
        for part in row.split(", ")
        for number in range(int(part.split(" to ")[0]), int(part.split(" to ")[-1]) + 1)
    }
    named = {int(number) for claim in case.claims for number in re.findall(r"Row (\d+)", claim.note)}

    assert listed == set(range(1, 41))
    assert named <= listed


# Numbers


def test_these_numbers_and_no_others(case: Landscape) -> None:
    assert {metric.id for metric in case.metrics} == REVENUE.keys() | TENTHS | OTHER_METRICS


@pytest.mark.parametrize("metric_id", REVENUE)
def test_revenue_is_that_of_the_filing(case: Landscape, metric_id: str) -> None:
    metric = case.metrics[metric_id]
    written, period = REVENUE[metric_id]

    assert str(metric.value) == written
    assert metric.measurand.period == aibroker.Period.parse(period)
    assert metric.measurand.market == ("us" if metric_id.startswith("us") else None)
    assert metric.basis == "actual"


def test_the_letter_agrees_with_the_filing(case: Landscape) -> None:
    letter, filing = case.metrics["revenue-fy2025-letter"], case.metrics["revenue-fy2025"]

    assert letter.measurand == filing.measurand
    assert letter.value.agrees_with(filing.value)


@pytest.mark.parametrize("metric_id", sorted(TENTHS))
def test_a_tenth_is_an_upper_bound_on_a_share_of_the_whole(case: Landscape, metric_id: str) -> None:
    metric = case.metrics[metric_id]

    assert (metric.relation, metric.value.high, str(metric.value)) == ("share of", 10.0, "<= 10 %")
    assert metric.relative_to is not None
    assert metric.relative_to.market in (None, "world")
    assert (metric.relative_to.buyer, metric.relative_to.product) == (None, None)
    assert metric.relative_to.periods == metric.measurand.periods


def test_whatever_is_counted_by_country_keeps_the_caveat(case: Landscape) -> None:
    def cites(metric: Metric) -> bool:
        return case.claims["us-includes-others"].id in metric.claims

    assert {metric.id for metric in case.metrics if cites(metric)} == {
        metric.id for metric in case.metrics if metric.measurand.market is not None
    }


def test_the_testimony_is_a_claim_and_no_metric(case: Landscape) -> None:
    testimony = [claim for claim in case.claims if claim.root == "smith-testimony-2024-06-13"]

    assert {claim.said_by for claim in testimony} == {"Brad Smith"}
    assert {claim.kind for claim in testimony} == {"number"}
    assert [record for claim in testimony for record in case.resting_on(claim) if isinstance(record, Metric)] == []


def test_microsofts_fiscal_year_ends_in_june(case: Landscape) -> None:
    calendar = case.vendors["Microsoft"].year_ends

    assert calendar is not None
    assert calendar.year(2024) == aibroker.Period.parse("2023-07-01/2024-07-01")


# Terms


@pytest.mark.parametrize(
    ("day", "exclusive"), [("2025-02-01", True), ("2026-04-26", True), ("2026-04-27", False), ("2026-11-24", False)]
)
def test_what_microsoft_holds_is_exclusive_until_the_amendment(case: Landscape, day: str, *, exclusive: bool) -> None:
    held = case.rights(holder="Microsoft", model="OpenAI models", on=day).known

    assert {right.exclusive for right in held} == {exclusive}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-04-26", ["microsoft-to-openai", "openai-to-microsoft"]),
        ("2026-04-27", ["openai-to-microsoft-capped"]),
        ("2029-12-31", ["openai-to-microsoft-capped"]),
        ("2031-01-02", []),
    ],
)
def test_who_pays_whom_changes_with_the_amendment(case: Landscape, day: str, due: list[str]) -> None:
    assert [payment.id for payment in case.payments(on=day).known] == due


def test_a_cap_of_unknown_size_is_a_cap(case: Landscape) -> None:
    cap = case.payments["openai-to-microsoft-capped"].cap

    assert cap is not None
    assert (cap.unit.text, cap.low, cap.high) == ("USD", -math.inf, math.inf)
    assert case.payments["openai-to-microsoft"].cap is None


def test_microsoft_holds_about_27_percent_of_openai(case: Landscape) -> None:
    (owner,) = case.vendors["OpenAI"].owners

    assert (owner.party, str(owner.share)) == ("microsoft", "~27 %")


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2025-08-31", Verdict.NO), ("2025-09-06", Verdict.UNKNOWN), ("2025-10-01", Verdict.YES)],
)
def test_the_rule_on_owners_starts_in_a_month(case: Landscape, day: str, verdict: Verdict) -> None:
    rule = case.refusals["anthropic-ownership"]

    assert rule.holds.holds_on(day) is verdict
    assert rule.refuses == aibroker.owned_from("cn", more_than="50 %")


def test_openai_blocks_from_a_day(case: Landscape) -> None:
    blocked = case.refusals["openai-traffic-blocked"]

    assert [blocked.holds.holds_on(day) for day in ("2024-07-08", "2024-07-09")] == [Verdict.NO, Verdict.YES]
    assert (blocked.who, blocked.through) == ("openai", "itself")


def test_into_where_the_clouds_sell_is_unknown(case: Landscape) -> None:
    assert {channel.id: (channel.seller, channel.models, channel.into) for channel in case.channels} == {
        "azure-deepseek-r1": ("microsoft", ("deepseek-r1",), None),
        "bedrock-deepseek-r1": ("amazon", ("deepseek-r1",), None),
        "bedrock-openai": ("amazon", ("openai-models",), None),
    }


@pytest.mark.parametrize(
    ("channel", "day", "verdict"),
    [
        ("azure-deepseek-r1", "2024-12-31", Verdict.NO),
        ("azure-deepseek-r1", "2025-01-29", Verdict.UNKNOWN),
        ("azure-deepseek-r1", "2025-01-30", Verdict.YES),
        ("bedrock-openai", "2026-06-01", Verdict.UNKNOWN),
        ("bedrock-openai", "2026-06-02", Verdict.YES),
        ("bedrock-deepseek-r1", "2026-06-02", Verdict.UNKNOWN),
    ],
)
def test_a_day_that_nobody_knows_is_unknown(case: Landscape, channel: str, day: str, verdict: Verdict) -> None:
    assert case.channels[channel].open.holds_on(day) is verdict


# Rules


def test_rules_have_the_stages_that_they_reached(case: Landscape) -> None:
    assert {
        rule.id: [(stage.name, str(stage.on) if stage.on else None) for stage in rule.stages] for rule in case.rules
    } == STAGES


def test_each_stage_and_each_rule_has_its_claims(case: Landscape) -> None:
    assert all(rule.claims and rule.effect for rule in case.rules)
    assert all(stage.claims for rule in case.rules for stage in rule.stages)


def test_the_diffusion_rule_was_never_in_force_and_may_be_rescinded(case: Landscape) -> None:
    assert "ai-diffusion-rule" not in {rule.id for rule in case.rules(stage="in force", on="2025-05-20").known}
    assert [each.item.id for each in case.rules(stage="rescinded").unknown] == ["ai-diffusion-rule"]


def test_no_rule_bans_the_resale_of_american_models(case: Landscape) -> None:
    selecting = [rule for rule in case.rules if rule.restricts is not None]

    assert [rule.id for rule in selecting] == ["no-adversarial-ai-act"]
    assert {rule.restricts.developed_in for rule in selecting if rule.restricts} == {("cn",)}
    assert {rule.restricts.resale_only for rule in selecting if rule.restricts} == {False}


def test_each_american_rule_says_that_it_is_no_such_ban(case: Landscape) -> None:
    denied = re.compile(r"not (itself )?ban|Neither is a ban|no sale or resale|(is|are) not touched")
    american = [rule for rule in case.rules if rule.id != "china-interim-measures"]

    assert [rule.id for rule in american if not denied.search(rule.effect)] == []


# Beside the first case


def test_it_merges_with_the_first_case_either_way(case: Landscape, article: Landscape) -> None:
    both, turned = article | case, case | article

    assert both.findings == turned.findings == ()
    assert {record.id for record in both.records} == {record.id for record in turned.records}


def test_a_merge_fills_and_promotes(case: Landscape, article: Landscape) -> None:
    both = article | case

    assert both.products["Azure OpenAI"].within == "azure-ai"
    assert {owner.party for owner in both.customers["TikTok"].owners} == {"bytedance"}
    assert set(both.vendors["Microsoft"].claims) == {
        *article.vendors["Microsoft"].claims,
        *case.vendors["Microsoft"].claims,
    }


def test_the_merge_shows_an_exclusive_right_after_its_end(case: Landscape, article: Landscape) -> None:
    found = {
        tuple(record.id for record in conflict.between)
        for conflict in (article | case).conflicts(on="2026-06-18")
        if conflict.kind == "exclusive and not"
    }

    assert found == {
        (claimed, shown)
        for claimed in ("gpt-in-china", "openai-worldwide")
        for shown in ("openai-any-cloud", "openai-licence-shared")
    }


def test_alone_it_does_not_contradict_itself(case: Landscape) -> None:
    assert [case.conflicts(on=day) for day in ("2025-02-01", "2025-12-01", "2026-05-01", "2026-11-24")] == [()] * 4


def test_the_case_asks_itself_questions(case: Landscape) -> None:
    assert {question.kind for question in case.questions} == {"figure", "channels_into"}
