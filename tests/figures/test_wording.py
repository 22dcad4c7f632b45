"""Figures as people read them: what was published, how it is read, and no more words than it takes."""

import pytest

from aibroker import Claim, Figure, Landscape, Measurand, Measure, Metric, Source, Tokens, Vendor, load_case
from aibroker.values.estimates import Estimate

FILING = Source(id="filing", title="Annual report", kind="filing", published="unknown")
NOTE = Source(id="note", title="A note", kind="analysis", published="unknown")
TOKENS: Measure[Tokens] = Measure(id="tokens-served", name="tokens served", dimension="token", kind="flow")


def _sales(period: str) -> Measurand:
    return Measurand(measure="sales", of="acme", period=period)


def _case(**growth: str) -> Landscape:
    """Sales of 2025 against those of 2024, as each source has them."""
    sources = {"filing": FILING, "note": NOTE}
    claims = [Claim(id=f"{each}.said", source=each, locator="p. 1", kind="number", text="Said.") for each in growth]
    metrics = [
        Metric(
            id=f"by-{each}",
            measurand=_sales("2025"),
            relative_to=_sales("2024"),
            relation="versus",
            value=value,
            claims=[f"{each}.said"],
        )
        for each, value in growth.items()
    ]
    return Landscape.of(
        Vendor(id="acme", name="Acme"), *(sources[each] for each in growth), *claims, *metrics, as_of="2026-01-01"
    )


def test_a_number_that_is_read_otherwise_is_quoted_as_it_was_published() -> None:
    case = _case(filing="x2").reading(about=0.1, bare="about")
    figure = case.figure("revenue", of="acme", period="2025", relative_to=_sales("2024"))

    assert "x2 (read as 1.8 to 2.2 times) [by-filing]" in str(figure)


def test_what_is_relative_to_itself_in_another_period_names_that_period_alone() -> None:
    figure = _case(filing="x2").figure("revenue", of="acme", period="2025", relative_to=_sales("2024"))

    assert figure.quantity == "revenue of Acme, 2025, relative to 2024"


def test_what_is_relative_to_another_quantity_of_its_period_says_the_period_once() -> None:
    case = load_case("microsoft-openai-china")
    figure = case.figure("revenue", of="Microsoft", market="China", period="FY2024", relative_to="revenue")

    assert figure.quantity == "revenue of Microsoft in China, relative to revenue of Microsoft, FY2024"


def test_a_conflict_of_two_says_what_each_of_them_says() -> None:
    (conflict,) = _case(filing="x2", note="tripled").conflicts()

    assert conflict.statement == "by-filing says x2; by-note says tripled (read as 3 times): they cannot both hold"


def test_what_is_gone_leaves_a_gap_in_the_words_of_who_asks() -> None:
    figure = load_case("microsoft-openai-china").figure("spend", of="Microsoft", market="China", period="FY2024")

    assert figure.gaps
    assert not [gap.said for gap in figure.gaps if "sales" in gap.said]


def test_no_part_of_what_all_is_relative_to_counts_as_known() -> None:
    case = load_case("microsoft-openai-china")
    figure = case.figure("revenue", of="Microsoft", market="China", period="FY2024", relative_to="revenue")

    assert not [gap.said for gap in figure.gaps if "is bounded" in gap.said]


def test_a_narrow_figure_is_shown_as_narrow_as_it_is() -> None:
    figure = load_case("public-record").figure("revenue", of="Microsoft", period="FY2025")

    assert str(figure).startswith("Revenue of Microsoft, FY2025: 281.7235 to 281.7245 bn USD, likely 281.724 bn USD")


def test_a_pace_by_the_day_counts_for_the_days_of_its_period() -> None:
    volume = Metric(
        id="volume",
        measurand=Measurand(measure="tokens-served", of="acme", period="2024"),
        value="exactly 2 Mtoken/day",
        claims=["filing.said"],
    )
    figure = _case(filing="x2").adding(TOKENS, volume).figure(TOKENS, of="acme", period="2024")

    assert figure.estimate == Estimate.exactly(732_000_000, unit="token")


def test_a_premise_that_says_at_most_has_no_value_to_be_exact_at() -> None:
    case = load_case("public-record")
    rows = {row.records: row for row in case.sensitivity(_ceiling(case))}

    assert rows["bytedance-at-most-a-tenth-fy2025",].exact is None
    assert rows["revenue-fy2025",].exact is not None


@pytest.mark.parametrize("source", ["msft-10k-fy2025"])
def test_a_citation_lists_the_sources(source: str) -> None:
    case = load_case("public-record")
    text = str(case.cite(_ceiling(case)))

    assert case.sources[source].address in text
    assert text.index("Sources:") < text.index(source, text.index("Sources:"))


def _ceiling(case: Landscape) -> Figure:
    return case.figure("revenue", of="Microsoft", buyer="ByteDance", period="FY2025")
