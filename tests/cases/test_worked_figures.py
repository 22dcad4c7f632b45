"""The worked answers: what the published numbers of the bundled cases imply, and a few small networks beside them."""

from collections.abc import Iterable
from functools import cache
from math import inf

import pytest

from aibroker import (
    Claim,
    Comparison,
    Figure,
    Landscape,
    Measurand,
    Metric,
    Partition,
    Product,
    Source,
    Vendor,
    load_case,
)
from aibroker.typing import Record

BILLION = 1e9
SCALE = {"USD": BILLION, "times": 1.0, "percent": 1.0}


@cache
def article() -> Landscape:
    """The article alone."""
    return load_case("microsoft-openai-china")


@cache
def both() -> Landscape:
    """The article beside the public record."""
    return article() | load_case("public-record")


def ends(figure: Figure) -> tuple[float, float]:
    """Both bounds, money in billions."""
    scale = SCALE[figure.unit.text]
    return figure.low / scale, figure.high / scale


def assert_near(figure: Figure, low: float, high: float, *, within: float = 1e-4) -> None:
    assert ends(figure) == pytest.approx((low, high), rel=within)


def assumed(figure: Figure) -> list[str]:
    return [assumption.id for assumption in figure.assumptions]


# Azure AI in China, as an index of fiscal year 2023.


@pytest.mark.parametrize(
    ("assumptions", "low", "high"),
    [
        ((), 13.5, 16.5),
        (("tripling-is-one",), 11.25, 19.25),
        (("grew-to-400-percent",), 10.5, 13.5),
        (("grew-to-400-percent", "tripling-is-one"), 8.75, 15.75),
    ],
    ids=["as worded", "the tripling retold", "grew to", "grew to, and the tripling retold"],
)
def test_azure_ai_in_china_over_two_years(assumptions: tuple[str, ...], low: float, high: float) -> None:
    case = article().assuming(*assumptions)
    start = case.measurand("revenue", of="Microsoft", market="China", product="Azure AI", period="FY2023")
    index = case.figure(
        "revenue", of="Microsoft", market="China", product="Azure AI", period="FY2025", relative_to=start
    )

    assert_near(index, low, high)
    assert assumed(index) == [*assumptions]
    assert not index.contested


def test_the_retold_tripling_says_that_it_takes_two_quantities_for_one() -> None:
    case = article().assuming("tripling-is-one")
    start = case.measurand("revenue", of="Microsoft", market="China", product="Azure AI", period="FY2024")
    index = case.figure(
        "revenue", of="Microsoft", market="China", product="Azure AI", period="FY2025", relative_to=start
    )

    assert_near(index, 2.5, 3.5)
    (assumption,) = index.assumptions
    assert "Azure AI and Microsoft's AI in China are taken to have grown alike" in assumption.because
    assert "retelling of article.ai-about-tripled" in str(index.explain())
    assert "taken to have grown alike" in " ".join(str(index.explain()).split())


def test_the_article_alone_gives_azure_ai_in_china_no_dollars_and_the_answer_says_what_is_missing() -> None:
    figure = article().figure("revenue", of="Microsoft", market="China", product="Azure AI", period="FY2025")

    assert (figure.low, figure.high, figure.likely) == (0, inf, None)
    assert "none of them is known as an amount" in figure.gaps[0].said
    assert figure.gaps[0].measurand == article().measurand(
        "revenue", of="Microsoft", market="China", product="Azure AI", period="FY2023"
    )


# What Microsoft books in China.


def quarters() -> list[Record]:
    """Four published quarters of the calendar year 2024, and that they are all of it."""
    amounts = {"2024-Q1": "61.86", "2024-Q2": "64.72", "2024-Q3": "65.6", "2024-Q4": "69.632"}
    made: list[Record] = [
        Source(id="quarterly", title="Quarterly reports", kind="filing", published="2025-01-29"),
        Claim(
            id="quarterly.revenue", source="quarterly", locator="table", kind="number", text="Revenue of the quarters."
        ),
    ]
    made += [
        Metric(
            id=f"revenue-{quarter.lower()}",
            measurand=Measurand(measure="sales", of="microsoft", period=quarter),
            value=f"{amount} bn USD",
            claims=["quarterly.revenue"],
        )
        for quarter, amount in amounts.items()
    ]
    parts = [Measurand(measure="sales", of="microsoft", period=quarter) for quarter in amounts]
    whole = Measurand(measure="sales", of="microsoft", period="2024")
    return [*made, Partition(id="quarters-of-2024", whole=whole, parts=parts, claims=["quarterly.revenue"])]


def test_in_china_in_2024_read_as_fiscal_2024() -> None:
    figure = both().assuming("year-2024-is-fiscal").figure("revenue", of="Microsoft", market="China", period="FY2024")

    assert_near(figure, 3.5543, 3.7994)
    assert assumed(figure) == ["year-2024-is-fiscal"]
    assert {claim.claim.id for claim in figure.claims} == {"article.share-2024", "msft-10k-fy2025.revenue-fy2024"}
    assert figure.likely == pytest.approx(0.015 * 245.122e9)


def test_in_china_in_2024_read_as_the_calendar_year_is_a_share_of_four_quarters() -> None:
    case = both().adding(*quarters()).assuming("year-2024-is-calendar")
    figure = case.figure("revenue", of="Microsoft", market="China", period="2024")

    assert_near(figure, 3.7953, 4.0591)
    assert assumed(figure) == ["year-2024-is-calendar"]
    assert "quarterly.revenue" in {claim.claim.id for claim in figure.claims}
    assert "sum of its parts" in {step.rule for derivation in figure.derivations for step in derivation}


def test_in_china_in_2024_without_an_assumption_is_a_gap_that_names_both_readings() -> None:
    figure = article().figure("revenue", of="Microsoft", market="China", period="FY2024")

    assert (figure.low, figure.high) == (0, inf)
    gap = next(gap for gap in figure.gaps if gap.metric == "china-share-2024")
    assert gap.would_close == ("year-2024-is-calendar", "year-2024-is-fiscal")
    assert "2024 or FY2024" in gap.said


def test_the_record_caps_it_and_the_open_lower_side_names_both_readings() -> None:
    figure = both().figure("revenue", of="Microsoft", market="China", period="FY2024")

    assert_near(figure, 0, 24.51225)
    assert "china-share-2024" in {gap.metric for gap in figure.gaps}


# ByteDance.


def in_fiscal_2024() -> Landscape:
    """ByteDance's pace placed in fiscal year 2024, and the share of 2024 read as that of it."""
    case = both().assuming("year-2024-is-fiscal")
    return case.suppose("pace in FY2024", because="the pace may be older", placing={"bytedance-pace": "FY2024"})


def booked_in_china(case: Landscape) -> Landscape:
    """All that ByteDance spends in fiscal year 2024 is booked in China."""
    spent = case.measurand("revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", period="FY2024")
    booked = case.measurand(
        "revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", market="China", period="FY2024"
    )
    ordering = Comparison(id="all-in-china", smaller=spent, larger=booked)
    return case.suppose("booked in China", because="ByteDance is at home there", adds=[ordering])


def share_of_bytedance(case: Landscape) -> Figure:
    in_china = case.measurand("revenue", of="Microsoft", market="China", period="FY2024")
    return case.figure(
        "revenue", of="Microsoft", buyer="ByteDance", market="China", period="FY2024", relative_to=in_china
    )


def test_bytedance_is_at_least_a_quarter_of_china_if_all_it_spends_is_booked_there() -> None:
    share = share_of_bytedance(booked_in_china(in_fiscal_2024()))

    assert share.unit.text == "percent"
    assert_near(share, 26.32, 100)
    assert assumed(share) == ["booked-in-china", "pace-in-fy2024", "year-2024-is-fiscal"]


def test_without_the_booking_bytedance_may_be_none_or_all_of_china_and_a_gap_says_so() -> None:
    share = share_of_bytedance(in_fiscal_2024())

    assert ends(share) == (0, 100)
    assert share.gaps
    assert any("ByteDance" in gap.said for gap in share.gaps)


def test_from_bytedance_in_fiscal_2025_each_end_has_a_way_of_its_own() -> None:
    case = both().suppose("pace in FY2025", because="it may be that year's", placing={"bytedance-pace": "FY2025"})
    figure = case.figure("revenue", of="Microsoft", buyer="ByteDance", period="FY2025")

    assert_near(figure, 1.0, 28.1724)
    assert figure.high >= 0.1 * 281.7235e9
    assert figure.lower is not None
    assert figure.upper is not None
    assert figure.lower.claims == ("article.pace-on-track",)
    assert set(figure.upper.claims) == {"msft-10k-fy2025.no-large-customer", "msft-10k-fy2025.revenue-fy2025"}
    assert [each.id for each in figure.lower.assumptions] == ["pace-in-fy2025"]
    assert figure.upper.assumptions == ()
    assert "at most 28.18 bn USD" in str(figure)


# Small networks.


def maker(*numbers: Metric | Partition, sources: Iterable[str] = ("page",)) -> Landscape:
    """A maker with two products, and numbers of it."""
    records: list[Record] = [
        Vendor(id="maker", name="Maker", home="us"),
        Product(id="a", name="A", seller="maker"),
        Product(id="b", name="B", seller="maker"),
    ]
    for each in sources:
        records += [
            Source(id=each, title=each, kind="filing", published="2025-03-01"),
            Claim(id=f"{each}.said", source=each, locator="table", kind="number", text="So it is."),
        ]
    return Landscape.of(*records, *numbers, as_of="2025-06-01")


def sales(product: str | None = None, period: str = "2024") -> Measurand:
    return Measurand(measure="sales", of="maker", product=product, period=period)


def share(value: str) -> Metric:
    return Metric(
        id="share", measurand=sales("a"), value=value, relative_to=sales(), relation="share of", claims=["page.said"]
    )


def test_a_whole_follows_from_the_share_of_one_part_and_the_amount_of_the_other() -> None:
    other = Metric(id="other", measurand=sales("b"), value="exactly 10 USD", claims=["page.said"])
    halves = Partition(id="halves", whole=sales(), parts=[sales("a"), sales("b")], claims=["page.said"])

    exact = maker(share("40 %"), other, halves).figure(sales())
    hedged = maker(share("~40 %"), other, halves).figure(sales())

    assert (exact.low, exact.high) == pytest.approx((50 / 3, 50 / 3), rel=1e-9)
    assert exact.low <= 50 / 3 <= exact.high
    assert (hedged.low, hedged.high) == pytest.approx((15.385, 18.182), rel=1e-4)


def test_two_readings_of_one_root_stay_as_wide_as_the_root() -> None:
    records: list[Record] = [
        Vendor(id="maker", name="Maker", home="us"),
        Source(id="testimony", title="Testimony", kind="testimony", published="2024-06-13"),
        Source(id="paper", title="Paper", kind="reporting", published="2024-06-14"),
        Claim(id="testimony.share", source="testimony", locator="p. 1", kind="number", text="1.4 or 1.5 percent."),
        Claim(
            id="paper.share",
            source="paper",
            locator="lede",
            kind="number",
            text="Some 1.5 percent.",
            retells=["testimony.share"],
        ),
    ]
    in_china = Measurand(measure="sales", of="maker", market="cn", period="2024")
    own = Metric(
        id="own",
        measurand=in_china,
        value="1.4..1.5 %",
        relative_to=sales(),
        relation="share of",
        claims=["testimony.share"],
    )
    retold = Metric(
        id="retold",
        measurand=in_china,
        value="~1.5 %",
        relative_to=sales(),
        relation="share of",
        claims=["paper.share"],
    )
    figure = Landscape.of(*records, own, retold, as_of="2025-06-01").figure(in_china, relative_to=sales())

    assert ends(figure) == pytest.approx((1.4, 1.5))
    assert figure.evidence.roots == ("testimony",)
    assert not figure.contested


def test_an_amount_and_the_same_one_with_more_digits_agree() -> None:
    figure = both().figure("revenue", of="Microsoft", period="FY2025")

    assert {"revenue-fy2025", "revenue-fy2025-letter"} <= set(both().metrics.ids)
    assert_near(figure, 281.7235, 281.7245, within=1e-9)
    assert not figure.contested


def test_two_growths_that_cannot_both_hold_are_a_conflict_without_any_amount() -> None:
    growths = [
        Metric(
            id=f"by-{page}",
            measurand=sales(period="2024"),
            value=value,
            relative_to=sales(period="2023"),
            relation="versus",
            claims=[f"{page}.said"],
        )
        for page, value in (("page", "x3"), ("paper", "x2"))
    ]
    case = maker(*growths, sources=("page", "paper"))
    growth = case.figure(sales(period="2024"), relative_to=sales(period="2023"))
    (conflict,) = case.conflicts()

    assert {record.id for record in conflict.between} == {"by-page", "by-paper"}
    assert conflict.kind == "numbers that cannot all hold"
    assert growth.contested
    assert ends(growth) == (2, 3)
    assert {(side.without, side.low, side.high) for side in growth.sides} == {
        (("by-page",), 2.0, 2.0),
        (("by-paper",), 3.0, 3.0),
    }
    assert "without by-page: 2 times" in str(growth)
