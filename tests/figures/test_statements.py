"""Published numbers as they are read: with assumptions that are on, or as gaps until one is."""

from math import inf

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Measurand, Metric
from tests.figures.makers import claim, ends, made_of, maker, number, sales

UNDATED = Measurand(measure="sales", of="maker", period="unknown")
EITHER = Measurand(measure="sales", of="maker", period=["2024", "2023-07-01/2024-07-01"])


def placed_in(period: str, *, name: str = "placed") -> Assumption:
    return Assumption(id=name, because="it may be", reads=[Reading(metric="n", measurand=sales(period))])


@pytest.mark.parametrize(
    ("metric", "why"),
    [
        (
            Metric(id="n", measurand=sales(), value="7 USD", basis="projected", claims=["filing.it"]),
            "but that is a projection for 2024",
        ),
        (number("n", UNDATED, "7 USD"), "but for no known period"),
        (number("n", EITHER, "7 USD"), "but for 2024 or 2023-07-01/2024-07-01, and nothing says which"),
        (number("n", sales(), "x2", UNDATED), "but for no known period"),
    ],
    ids=["projection", "undated", "ambiguous", "relative to what is undated"],
)
def test_what_cannot_be_placed_is_a_gap_that_names_what_would_place_it(metric: Metric, why: str) -> None:
    figure = maker(metric, placed_in("2024")).figure(sales())
    (gap,) = [gap for gap in figure.gaps if gap.metric == "n"]

    assert (figure.low, figure.high) == (0, inf)
    assert why in gap.said
    assert gap.said.endswith("; placed would place it")
    assert gap.would_close == ("placed",)


def test_an_assumption_places_a_projection_and_stands_behind_the_figure() -> None:
    projection = Metric(id="n", measurand=sales(), value="exactly 7 USD", basis="projected", claims=["filing.it"])
    figure = maker(projection, placed_in("2024")).assuming("placed").figure(sales())

    assert (figure.low, figure.high) == (7, 7)
    assert [each.id for each in figure.assumptions] == ["placed"]


def test_an_assumption_picks_one_of_several_periods() -> None:
    case = maker(number("n", EITHER, "exactly 7 USD"), placed_in("2024")).assuming("placed")

    assert ends(case, sales()) == (7, 7)
    assert ends(case, sales("2023-07-01/2024-07-01")) == (0, inf)


def test_a_reading_may_say_another_value_and_another_base() -> None:
    read = Assumption(
        id="read",
        because="it may be",
        reads=[Reading(metric="n", value="exactly 3 times", relative_to=sales("2022"))],
    )
    case = maker(
        number("n", sales(), "x2", sales("2023")), number("b", sales("2022"), "exactly 10 USD"), read
    ).assuming("read")

    assert ends(case, sales()) == (30, 30)


def test_an_assumption_that_is_off_reads_nothing() -> None:
    assert ends(maker(number("n", UNDATED, "7 USD"), placed_in("2024")), sales()) == (0, inf)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (Reading(metric="n", measurand=sales("2023")), "measurand"),
        (Reading(metric="n", measurand=sales(), value="9 USD"), "value"),
    ],
)
def test_two_assumptions_that_are_on_read_one_number_in_one_way(other: Reading, field: str) -> None:
    one = Assumption(id="one", because="b", reads=[Reading(metric="n", measurand=sales(), value="8 USD")])
    case = maker(number("n", UNDATED, "7 USD"), one, Assumption(id="other", because="b", reads=[other]))

    with pytest.raises(InvalidValueError, match=rf"read n in different ways \({field}\): 'one and other'"):
        case.assuming("one", "other")


def test_two_assumptions_may_read_one_number_alike() -> None:
    case = maker(number("n", UNDATED, "exactly 7 USD"), placed_in("2024"), placed_in("2024", name="same"))
    figure = case.assuming("placed", "same").figure(sales())

    assert (figure.low, figure.high) == (7, 7)
    assert [each.id for each in figure.assumptions] == ["placed", "same"]


def test_what_an_assumption_adds_counts_while_it_is_on() -> None:
    adds = Assumption(
        id="adds",
        because="it may be",
        adds=[
            Metric(id="whole", measurand=sales(), value="exactly 10 USD"),
            Metric(id="part", measurand=sales(product="ai"), value="40 %", relative_to=sales(), relation="share of"),
        ],
    )
    case = maker(adds, made_of(sales(), sales(product="ai"), sales(product="office")))

    assert ends(case.assuming("adds"), sales(product="office")) == (6, 6)
    assert ends(case, sales(product="office")) == (0, inf)


def test_a_number_read_as_a_retelling_counts_as_the_hull_of_both() -> None:
    bare = number("bare", sales(product="azure"), "x3", sales("2023", product="azure"), claims=["paper.it"])
    hedged = number("hedged", sales(product="ai"), "~3 x", sales("2023", product="ai"), claims=["talk.it"])
    retold = Assumption(id="one", because="b", reads=[Reading(metric="bare", retells=["talk.it"])])
    case = maker(bare, hedged, retold)

    assert ends(case, sales(product="azure"), sales("2023", product="azure")) == (3, 3)
    read = case.assuming("one").figure(sales(product="azure"), relative_to=sales("2023", product="azure"))
    assert (read.low, read.high) == (2.5, 3.5)
    assert read.evidence.claims[0].claim.id == "paper.it"
    assert "taken for a retelling of talk.it" in str(read.explain())


def test_of_what_a_retold_claim_states_only_what_is_alike_counts() -> None:
    amount = number("amount", sales(product="azure"), "exactly 5 USD", claims=["paper.it"])
    growth = number("growth", sales(product="ai"), "~3 x", sales("2023", product="ai"), claims=["talk.it"])
    retold = Assumption(id="one", because="b", reads=[Reading(metric="amount", retells=["talk.it"])])

    assert ends(maker(amount, growth, retold).assuming("one"), sales(product="azure")) == (5, 5)


def test_a_retold_number_that_says_the_same_adds_nothing() -> None:
    bare = number("bare", sales(product="azure"), "x3", sales("2023", product="azure"), claims=["paper.it"])
    same = number("same", sales(product="ai"), "x3", sales("2023", product="ai"), claims=["talk.it"])
    retold = Assumption(id="one", because="b", reads=[Reading(metric="bare", retells=["talk.it"])])

    assert ends(maker(bare, same, retold).assuming("one"), sales(product="azure"), sales("2023", product="azure")) == (
        3,
        3,
    )


def test_a_convention_for_a_kind_of_source_leaves_a_number_that_no_source_states() -> None:
    adds = Assumption(id="adds", because="b", adds=[Metric(id="n", measurand=sales(), value="~100 USD")])
    case = maker(adds, claim("paper", "other")).assuming("adds")

    assert ends(case.reading(about=0.1, kinds=["filing"]), sales()) == (50, 150)
    assert ends(case.reading(about=0.1), sales()) == (90, 110)


def test_what_is_read_to_retell_a_claim_retells_what_it_says_of_the_same_kind() -> None:
    case = maker(
        claim("paper", "both"),
        number("tripled", sales("2025", product="ai"), "~3 x", sales(product="ai"), claims=["paper.both"]),
        number("share", sales("2025", product="ai"), "5 %", sales("2025"), relation="share of", claims=["paper.both"]),
        number("other", sales("2025", product="azure"), "x3", sales(product="azure"), claims=["blog.it"]),
    )
    told = case.suppose("one root", because="b", reads=[Reading(metric="other", retells=["paper.both"])])
    figure = told.figure(sales("2025", product="azure"), relative_to=sales(product="azure"))

    assert (figure.low, figure.high) == (2.5, 3.5)
