"""The bundled case of Claude on three clouds: sellers, operators and billers that differ, and whom a rule reaches."""

import re
from typing import Literal

import pytest

import aibroker
from aibroker import Customer, Landscape, Owner, Verdict

TERMS = {
    "bedrock-claude": ("amazon", "amazon", "amazon", "amazon-bedrock"),
    "foundry-claude-on-anthropic": ("anthropic", "anthropic", "microsoft", "claude-platform-on-foundry"),
    "foundry-claude-on-azure": ("anthropic", "anthropic", "microsoft", "claude-platform-on-foundry"),
    "vertex-claude": ("google", "google", "google", "vertex-ai"),
}
"""Seller, operator, biller and product."""

UNFIT = "windowsforum.com grokipedia.com singularity.kiwi fourweekmba.com getsharpbrief.com wpnews.pro"
"""Pages that are written by machines or were found to err."""


@pytest.fixture(scope="module")
def case() -> Landscape:
    return aibroker.load_case("claude-on-three-clouds")


def _owned_from_china(share: str) -> Customer:
    return Customer(id="a-subsidiary", name="A subsidiary", home="sg", owners=[Owner(home="cn", share=share)])


def test_nothing_looks_like_a_slip(case: Landscape) -> None:
    assert case.findings == ()


@pytest.mark.parametrize("form", ["toml", "json"])
def test_it_comes_back_as_it_was_written(case: Landscape, form: Literal["toml", "json"]) -> None:
    assert aibroker.loads(aibroker.dumps(case, format=form), format=form) == case


def test_no_source_is_a_page_that_is_known_to_err(case: Landscape) -> None:
    addresses = " ".join(f"{source.address} {source.note}" for source in case.sources)

    assert [page for page in UNFIT.split() if page in addresses] == []
    assert [source.id for source in case.sources if source.machine_generated] == []


def test_every_source_has_an_address_but_the_one_that_was_not_found(case: Landscape) -> None:
    assert [source.id for source in case.sources if not source.address] == ["ft-2026-07-03"]


def test_sellers_operators_and_billers_differ(case: Landscape) -> None:
    assert {
        channel.id: (channel.seller, channel.operator, channel.biller, channel.product) for channel in case.channels
    } == TERMS
    assert {channel.models for channel in case.channels} == {("claude",)}


def test_each_seller_that_is_a_reading_says_so(case: Landscape) -> None:
    for channel in case.channels:
        stated = case.claims["foundry-hosting.seller"].id in channel.claims

        assert stated is (channel.seller == "anthropic")
        assert bool(re.search("The seller is the one whose service it is", channel.note)) is not stated


def test_no_territory_is_guessed(case: Landscape) -> None:
    assert {channel.into for channel in case.channels} == {None}
    assert {channel.id for channel in case.channels if channel.excluding == ("by", "ru")} == {
        "foundry-claude-on-anthropic",
        "foundry-claude-on-azure",
    }


def test_whether_a_channel_leads_into_china_is_unknown(case: Landscape) -> None:
    into_china = case.channels_into("China")

    assert into_china.known == ()
    assert {candidate.item.id for candidate in into_china.unknown} == set(TERMS)


def test_what_is_excluded_is_excluded_from_an_unknown_territory(case: Landscape) -> None:
    into_russia = case.channels_into("Russia")

    assert {candidate.item.id for candidate in into_russia.unknown} == {"bedrock-claude", "vertex-claude"}


def test_hosts_are_named_where_a_document_names_them(case: Landscape) -> None:
    assert {channel.id: channel.hosted_in.at_least for channel in case.channels} == {
        "bedrock-claude": ("us",),
        "foundry-claude-on-anthropic": (),
        "foundry-claude-on-azure": ("us",),
        "vertex-claude": (),
    }


@pytest.mark.parametrize(
    ("share", "on", "at_foundry", "elsewhere"),
    [
        ("51 %", "2026-10-01", "closed", "unknown"),
        ("50 %", "2026-10-01", "unknown", "unknown"),
        ("> 50 %", "2026-10-01", "closed", "unknown"),
    ],
)
def test_the_rule_reaches_the_sales_of_its_own_author(
    case: Landscape, share: str, on: str, at_foundry: str, elsewhere: str
) -> None:
    answer = case.access("Claude", buyer=_owned_from_china(share), on=on)

    assert {each.channel.id: each.verdict for each in answer.channels} == {
        "bedrock-claude": elsewhere,
        "foundry-claude-on-anthropic": at_foundry,
        "foundry-claude-on-azure": at_foundry,
        "vertex-claude": elsewhere,
    }


def test_the_rule_on_owners_starts_in_a_month(case: Landscape) -> None:
    rule = case.refusals["anthropic-ownership"]

    assert [rule.holds.holds_on(day) for day in ("2025-08-31", "2025-09-06", "2025-10-01")] == [
        Verdict.NO,
        Verdict.UNKNOWN,
        Verdict.YES,
    ]
    assert rule.through == "unknown"


def test_ways_around_the_rule_are_allegations_and_no_channels(case: Landscape) -> None:
    reported = [claim for claim in case.claims if claim.kind == "allegation"]

    assert {claim.root for claim in reported} == {"ft-2026-07-03"}
    assert {claim.said_by for claim in reported} == {"anonymous"}
    assert not any(channel.buyers.known for channel in case.channels)


def test_an_offer_of_two_possible_sellers_is_a_claim_only(case: Landscape) -> None:
    claim = case.claims["claude-platform-on-aws.marketplace"]

    assert case.resting_on(claim) == ()


def test_all_three_cases_merge(case: Landscape) -> None:
    others = [aibroker.load_case(name) for name in ("public-record", "microsoft-openai-china")]
    together = case | others[0] | others[1]

    assert together.findings == ()
    assert together.models["Claude"].family == "anthropic-models"
    assert {channel.id for channel in together.channels} == {
        channel.id for each in (case, *others) for channel in each.channels
    }


def test_what_two_cases_share_is_the_same_in_both(case: Landscape) -> None:
    record = aibroker.load_case("public-record")
    shared = {claim.id for claim in case.claims} & {claim.id for claim in record.claims}

    assert "anthropic-ownership-2025-09.over-half" in shared
    assert all(case.claims[claim] == record.claims[claim] for claim in shared)
    assert case.refusals["anthropic-ownership"] == record.refusals["anthropic-ownership"]
