"""Where a side is open: what could not be placed, what is nearest, and what would link the two."""

from math import inf

from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Measurand, Metric
from tests.figures.makers import compared, made_of, maker, number, sales

UNDATED = Measurand(measure="sales", of="maker", market="cn", period="unknown")


def test_a_figure_that_is_bounded_on_both_sides_has_no_gaps() -> None:
    assert maker(number("n", sales(), "5..6 USD"), number("u", UNDATED, "1 USD")).figure(sales()).gaps == ()


def test_of_nothing_it_is_said_that_there_is_nothing() -> None:
    figure = maker().figure(sales())

    assert (figure.low, figure.high) == (0, inf)
    assert [gap.said for gap in figure.gaps] == ["there is no number of sales"]


def test_ratios_without_an_amount_want_one() -> None:
    case = maker(
        number("g", sales("2025"), "x3", sales()),
        number("h", sales(), "x2", sales("2023")),
        number("part", sales(market="cn"), "< 50 %", sales(), relation="share of"),
    )
    gap = case.figure(sales("2025")).gaps[0]

    assert "that of sales of Maker, 2023; or of sales of Maker, 2024 would do" in gap.said
    assert gap.measurand == sales("2023")


def test_ratios_to_what_is_open_too_want_its_other_end() -> None:
    case = maker(number("g", sales("2025"), "x3", sales()), number("n", sales(), "> 5 USD"))

    assert [gap.said for gap in case.figure(sales("2025")).gaps] == [
        "ratios tie it to sales of Maker, 2024, which nothing limits from above either"
    ]


def test_a_question_about_a_ratio_wants_no_amount() -> None:
    case = maker(number("g", sales("2025"), "> 3 times", sales()))

    assert not any("ratios tie it" in gap.said for gap in case.figure(sales("2025"), relative_to=sales()).gaps)


def test_the_nearest_number_that_could_not_be_placed_comes_first_and_far_ones_not_at_all() -> None:
    far = Measurand(measure="sales", of="rival", market="cn", buyer="bank", period="unknown")
    case = maker(
        number("near", UNDATED, "1 USD"),
        number("nearer", Measurand(measure="sales", of="maker", period="unknown"), "1 USD"),
        number("far", far, "1 USD"),
        number("other", Measurand(measure="cost", of="maker", period="unknown"), "1 USD"),
        number(
            "world", Measurand(measure="sales", of="maker", market="world", product="ai", period="unknown"), "1 USD"
        ),
    )

    assert [gap.metric for gap in case.figure(sales()).gaps] == ["nearer", "near", "world"]


def test_an_assumption_that_is_off_and_would_add_something_is_named() -> None:
    adds = Assumption(
        id="adds",
        name="All of it",
        because="b",
        adds=[
            Metric(id="m", measurand=sales("2023"), value="5 USD"),
            compared(sales("2023"), sales()),
            made_of(sales(), sales(product="ai"), sales(product="office")),
        ],
    )
    off = maker(adds)

    assert [gap.said for gap in off.figure(sales()).gaps] == ["adds would add what it assumes: All of it"]
    assert off.figure(sales()).gaps[0].would_close == ("adds",)
    assert off.assuming("adds").figure(sales("2025")).gaps[0].would_close == ()
    assert [gap.said for gap in off.figure(sales(of="rival")).gaps] == ["there is no number of sales"]


def test_the_nearest_quantities_that_are_known_are_named_with_what_would_link_them() -> None:
    case = maker(
        number("year", sales("2023"), "5..6 USD"),
        number("market", sales(market="us"), "> 2 USD"),
        number("far", sales("2022", market="us", product="ai"), "1..2 USD"),
    )
    said = [gap.said for gap in case.figure(sales(market="cn")).gaps]

    assert "sales of Maker in United States, 2024 is bounded: a share, or a comparison, would link the two" in said
    assert any(each.startswith("sales of Maker, 2023 is bounded: a share") for each in said)
    assert not any("2022" in each for each in said)
    growth = [gap.said for gap in case.figure(sales("2025")).gaps]
    assert any(each.startswith("sales of Maker, 2023 is bounded: a growth rate") for each in growth)


def test_a_reading_that_leaves_the_quantity_as_it_is_places_nothing() -> None:
    read = Assumption(id="read", because="b", reads=[Reading(metric="u", value="2 USD")])
    gaps = maker(number("u", UNDATED, "1 USD"), read).figure(sales()).gaps

    assert [gap.would_close for gap in gaps] == [()]
