"""Fragments: files that add to a landscape that is there."""

from pathlib import Path

import attrs
import pytest

from aibroker.differences import diff
from aibroker.errors import InvalidFileError, InvalidLandscapeError, InvalidValueError
from aibroker.exchange.files import dumps, load, load_case, loads
from aibroker.landscape import Landscape
from aibroker.records.identifiers import ClaimId
from aibroker.records.parties import Customer, Vendor
from aibroker.values.periods import Period

CASE = load_case("microsoft-openai-china")
NEWS = """\
format = "aibroker/1"
as_of = 2026-12-02

[sources.daily]
title = "An invented news item"
kind = "reporting"
published = 2026-12-01
claims.share = { at = "s1", number = "China made up 2 % of all revenue in FY2025." }
claims.resold = { at = "s2", fact = "ByteDance passes GPT on." }

[metrics.china-share-fy2025]
revenue = { of = "Microsoft", in = "PRC", period = "FY2025" }
share_of = { in = "world" }
is = "~2 %"
claims = "share"
"""
STANDALONE = 'format = "aibroker/1"\ntitle = "A case"\nas_of = 2026-01-01\n'
RESALE = """
[channels.second]
seller = "ByteDance"
models = "GPT"
into = "China"
open = "2026-11-30/.."
claims = ["resold", "article.sold"]
"""


def faults_of(text: str, base: Landscape = CASE) -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        loads(text, base=base)
    return [str(fault) for fault in caught.value.faults]


def test_a_fragment_adds_to_its_base_and_the_difference_names_the_claim() -> None:
    moved = diff(CASE, CASE | loads(NEWS, base=CASE))

    assert [(change.kind, change.id, change.what) for change in moved.records] == [
        ("claim", "daily.resold", "came"),
        ("claim", "daily.share", "came"),
        ("metric", "china-share-fy2025", "came"),
        ("source", "daily", "came"),
    ]
    assert "metric china-share-fy2025 came [daily.share]" in str(moved)


def test_a_saved_question_moves_because_of_the_claims_of_the_fragment() -> None:
    moved = diff(CASE, CASE | loads(NEWS + RESALE, base=CASE))
    answers = {str(change.question.id): change for change in moved.answers}

    assert answers["channels-into-china"].after == "azure-gpt-china, second"
    assert ClaimId("daily.resold") in answers["channels-into-china"].because
    assert ClaimId("article.sold") not in answers["channels-into-china"].because, "both answers rest on it"
    assert "channels-into-china: azure-gpt-china → azure-gpt-china, second [daily.resold]" in str(moved)


def test_a_fragment_holds_what_it_refers_to_and_nothing_else() -> None:
    found = loads(NEWS, base=CASE)

    assert [vendor.id for vendor in found.vendors] == ["microsoft"]
    assert list(found.channels) == []
    assert set(found.records) - set(CASE.records) == {
        found.sources["daily"],
        found.claims["daily.share"],
        found.claims["daily.resold"],
        found.metrics["china-share-fy2025"],
    }


def test_a_fragment_is_a_landscape_that_can_be_written_and_read_alone() -> None:
    found = loads(NEWS, base=CASE)

    assert loads(dumps(found)) == found


def test_a_fragment_of_a_file_is_that_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "news.toml").write_text(NEWS, encoding="utf-8")

    assert load(tmp_path / "news.toml", base=CASE) == loads(NEWS, base=CASE)


def test_a_fragment_needs_no_title_and_no_date_of_its_own() -> None:
    found = loads(NEWS.replace("as_of = 2026-12-02\n", "").replace("2026-12-01", "2026-11-20"), base=CASE)

    assert (found.title, found.as_of) == ("", CASE.as_of)
    assert (CASE | found).title == CASE.title


def test_a_case_that_stands_alone_needs_both() -> None:
    with pytest.raises(InvalidFileError, match=r"title: this key is missing"):
        loads(NEWS)


def test_a_customer_of_the_base_may_sell_in_the_fragment() -> None:
    found = loads(NEWS + RESALE, base=CASE)

    assert isinstance(CASE.parties["ByteDance"], Customer)
    assert isinstance((CASE | found).parties["ByteDance"], Vendor)
    (change,) = (each for each in diff(CASE, CASE | found).records if each.id == "bytedance")
    assert (change.kind, change.what, change.fields) == ("vendor", "changed", ("kind",))


def test_the_calendar_of_a_company_of_the_base_is_known() -> None:
    period = loads(NEWS, base=CASE).metrics["china-share-fy2025"].measurand.period

    assert period == Period.parse("FY2025 = 2024-07-01/2025-07-01")


def test_a_name_that_neither_has_is_told_with_the_nearest_of_the_base() -> None:
    assert faults_of(NEWS.replace('claims = "share"', 'claims = "article.shares"')) == [
        (
            "15 metrics.china-share-fy2025.claims: no claim bears this id or name: 'article.shares' "
            "(did you mean 'article.share-2024' or 'article.exposure' or 'daily.share'?)"
        )
    ]


def test_an_id_that_the_base_holds_with_other_content_is_refused() -> None:
    (fault,) = faults_of(NEWS + '[companies]\nMicrosoft = { home = "France" }\n')

    assert fault.startswith(
        "17 companies.Microsoft: what this file builds on holds another record of this id: other home, year_ends, note"
    )
    assert "case.replacing" in fault


def test_a_company_that_sells_in_the_base_alone_may_be_stated_again_too() -> None:
    stated = "[companies.DeepSeek]\nhome = 'China'\n"
    base = loads(f"{STANDALONE}{stated}[models]\nR1 = {{ by = 'DeepSeek' }}\n")

    assert (base | loads(f'format = "aibroker/1"\n{stated}', base=base)) == base


def test_a_company_of_the_base_stays_what_it_is() -> None:
    (fault,) = faults_of(NEWS + "[authorities.Microsoft]\njurisdiction = 'US'\n")

    assert "holds another record of this id: authority here, vendor there" in fault


def test_what_the_base_holds_may_be_stated_again_in_the_same_words() -> None:
    again = '[companies]\nAnthropic = { home = "US" }\n'
    base = loads(f"{STANDALONE}{again}")
    found = loads(f'format = "aibroker/1"\n{again}', base=base)

    assert (base | found) == base


def test_what_the_base_lacks_is_taken_from_the_cases_that_the_fragment_uses() -> None:
    thin = CASE.doubting("smith-testimony-2024-06-13")
    uses = NEWS.replace('format = "aibroker/1"', 'format = "aibroker/1"\nuses = "public-record"')
    text = uses + "[metrics.more]\nrevenue = { of = 'Microsoft', period = 'FY2026' }\nis = '> 1 USD'\nclaims = "
    found = loads(text + "['share', 'msft-10k-fy2025.revenue-fy2025']\n", base=thin)

    assert "msft-10k-fy2025" in found.sources
    assert (thin | found).vendors["Microsoft"] == thin.vendors["Microsoft"]


def test_a_fragment_of_one_case_can_contradict_another_and_the_union_says_so() -> None:
    found = loads(NEWS, base=CASE)
    moved = CASE.replacing(attrs.evolve(CASE.vendors["Microsoft"], home="France"))

    with pytest.raises(InvalidLandscapeError, match=r"vendors\.microsoft\.home"):
        _ = moved | found


def test_a_claim_can_be_added_to_a_source_of_the_base() -> None:
    more = '[sources.article.claims]\nmore = { at = "s9", fact = "ByteDance pays more.", retells = "sold" }\n'

    found = loads('format = "aibroker/1"\n' + more, base=CASE)

    assert found.claims["article.more"].source == "article"
    assert found.sources["article"] == CASE.sources["article"]
    (change,) = diff(CASE, CASE | found).records
    assert (change.kind, change.id, change.what) == ("claim", "article.more", "came")


def test_a_source_that_the_base_lacks_must_be_stated() -> None:
    more = '[sources.articel.claims]\nmore = { at = "s9", fact = "ByteDance pays more." }\n'

    told = faults_of('format = "aibroker/1"\n' + more)

    assert any("sources.articel.title: this key is missing" in each for each in told)


@pytest.mark.parametrize("base", ["microsoft-openai-china", CASE.channels])
def test_a_fragment_adds_to_a_landscape(base: object) -> None:
    with pytest.raises(InvalidValueError, match=r"a fragment adds to a landscape: .*load_case"):
        loads(NEWS, base=base)  # type: ignore[arg-type]  # what a user may try
