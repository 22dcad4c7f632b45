import pytest

import aibroker
from aibroker import (
    Assumption,
    Claim,
    InvalidValueError,
    Landscape,
    Metric,
    Model,
    Reading,
    Right,
    SalesChannel,
    Source,
    Vendor,
)
from aibroker.records.measures import Measurand

BEFORE = Source(id="early", title="An early page", kind="reporting", published="2026-01-10")
MONTH = Source(id="monthly", title="A page of a month", kind="reporting", published="2026-02")
UNDATED = Source(id="undated", title="An undated page", kind="reporting", published="unknown", retrieved="2026-03-01")
NEVER = Source(id="never", title="A page that nobody dated", kind="reporting", published="unknown")


def claim(source: str, key: str = "said", *, retells: tuple[str, ...] = ()) -> Claim:
    return Claim(id=f"{source}.{key}", source=source, locator="s1", kind="fact", text="Something.", retells=retells)


def case() -> Landscape:
    return Landscape.of(
        *(BEFORE, MONTH, UNDATED, NEVER),
        *(claim("early"), claim("monthly"), claim("undated"), claim("never")),
        claim("undated", "again", retells=("early.said",)),
        Vendor(id="seller", name="Seller", claims=["early.said"]),
        Model(id="big", name="Big", developer="seller"),
        Right(
            id="may",
            holder="seller",
            may="sell",
            models=["big"],
            territory=["CN"],
            holds="unknown",
            claims=["early.said"],
        ),
        SalesChannel(
            id="way",
            seller="seller",
            models=["big"],
            into=["CN"],
            rests_on=["may"],
            open="unknown",
            claims=["early.said", "monthly.said"],
        ),
        Metric(
            id="number",
            measurand=Measurand(measure="sales", of="seller", period="2025"),
            value="1 bn USD",
            claims=["early.said"],
        ),
        Assumption(id="guess", because="Why not.", reads=[Reading(metric="number", value="2 bn USD")]),
        as_of="2026-06-01",
    )


def test_what_rests_on_nothing_else_goes_and_what_has_other_claims_stays() -> None:
    after = case().doubting("early.said")

    assert [record.id for record in after.metrics] == []
    assert after.channels["way"].claims == ("monthly.said",)


def test_what_is_left_refers_to_nothing_that_went() -> None:
    after = case().doubting("early.said")

    assert after.vendors["seller"].claims == ()
    assert after.adding() == after


def test_of_a_right_that_a_channel_rests_on_nothing_is_known_but_that_it_does() -> None:
    before = case()
    after = before.doubting("early.said")

    assert after.channels["way"].rests_on == ("may",)
    assert after.rights["may"] == Right(
        id="may",
        holder="seller",
        may="sell",
        models=["big"],
        territory="unknown",
        holds="unknown",
        claims=["monthly.said"],
    )
    assert [record.id for record in before.removing(before.channels["way"]).doubting("early.said").rights] == []
    assert [record.id for record in before.doubting("early.said", "monthly.said").rights] == []


def test_an_assumption_whose_only_number_went_goes_too() -> None:
    assert "guess" not in case().doubting("early").assumptions


def test_a_claim_that_only_passes_a_doubted_one_on_goes_with_it() -> None:
    assert {each.id for each in case().doubting("early.said").claims} == {
        "monthly.said",
        "undated.said",
        "never.said",
    }


def test_to_doubt_nothing_changes_nothing() -> None:
    assert case().doubting() == case()


def test_to_doubt_a_source_is_to_doubt_what_it_said_first() -> None:
    article = aibroker.load_case("microsoft-openai-china")

    gone = {each.id for each in article.metrics} - {
        each.id for each in article.doubting("althoff-talk-2025-07").metrics
    }

    assert gone == {"ai-china-fy2025", "azure-ai-china-then", "azure-ai-china-fy2024", "azure-ai-china-fy2025"}


def test_only_claims_and_sources_can_be_doubted() -> None:
    with pytest.raises(InvalidValueError, match=r"only claims and sources can be doubted: 'big'"):
        case().doubting("big")


@pytest.mark.parametrize(
    ("day", "speaking"),
    [
        ("2026-01-09", set()),
        ("2026-01-10", {"early"}),
        ("2026-02-15", {"early"}),
        ("2026-02-28", {"early", "monthly"}),
        ("2026-03-01", {"early", "monthly", "undated"}),
    ],
)
def test_only_what_had_been_published_speaks(day: str, speaking: set[str]) -> None:
    then = case().known_on(day)

    assert {each.source for each in then.claims} == speaking
    assert then.as_of.isoformat() == day


def test_sources_without_a_date_are_listed() -> None:
    findings = case().known_on("2026-02-15").findings
    remarks = [str(finding) for finding in findings if finding.where.startswith("sources.")]

    assert remarks == [
        "sources.monthly.published: whether it was published by 2026-02-15 is unknown, so it is left out: 2026-02",
        "sources.never.published: whether it was published by 2026-02-15 is unknown, so it is left out: unknown",
        (
            "sources.undated.published: its publication is unknown; "
            "the day on which it was read stands in, and is later, so it is left out: 2026-03-01"
        ),
    ]


def test_a_source_that_had_been_read_by_then_speaks_and_is_listed() -> None:
    remarks = [str(finding) for finding in case().known_on("2026-03-01").findings]

    said = "sources.undated.published: its publication is unknown; the day on which it was read stands in: 2026-03-01"
    assert said in remarks


def test_a_landscape_as_known_then_equals_one_that_never_knew_more() -> None:
    assert case().known_on("2026-01-09") == case().doubting("early", "monthly", "undated", "never").on("2026-01-09")


def test_a_record_that_may_say_more_than_was_known_is_listed() -> None:
    record = aibroker.load_case("public-record")
    then = record.known_on("2025-12-31")
    (told,) = (str(each) for each in then.findings if each.where == "rights.openai-licence-exclusive")

    assert str(then.rights["openai-licence-exclusive"].holds) == "seen 2025-10-28, ended 2026-04-27"
    assert told.startswith("rights.openai-licence-exclusive: it may say more than was known by 2025-12-31")
    assert "aitoolsrecap-2026-04-27.licence-shared" in told


def test_nothing_is_ahead_once_all_is_known() -> None:
    later = case().known_on("2027-01-01")

    assert [each.where for each in later.findings if "may say more" in each.problem] == []
