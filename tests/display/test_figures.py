"""Figures as text: the sentence of a careful analyst, then the way down to each claim."""

from functools import cache

import pytest

from aibroker import Landscape, load_case
from aibroker.figures.figures import Figure
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Comparison, Metric
from tests.figures.makers import compared, made_of, maker, number, profit, sales


@cache
def in_china() -> Figure:
    case = load_case("microsoft-openai-china") | load_case("public-record")
    assumed = case.assuming("year-2024-is-fiscal", "pace-holds-fy2027")
    return assumed.figure("revenue", of="Microsoft", market="China", period="FY2024")


def lines(shown: object) -> list[str]:
    return str(shown).splitlines()


def flat(shown: object) -> str:
    return " ".join(str(shown).split())


def test_it_opens_with_what_how_much_and_from_what() -> None:
    assert flat(in_china()).startswith(
        "Revenue of Microsoft in China, FY2024: 3.554 to 3.8 bn USD, likely 3.677 bn USD "
        "that is ~1.5 % (read as 1.45 to 1.55 %) [china-share-2024] of revenue of Microsoft, FY2024, "
        "which is 245.122 bn USD (read as 245.1215 to 245.1225 bn USD) [revenue-fy2024] "
        "if: The share of 2024 is that of fiscal year 2024 [year-2024-is-fiscal] "
        "on, but not needed: ByteDance's pace is kept through fiscal year 2027 [pace-holds-fy2027]"
    )


def test_bounds_are_rounded_outward() -> None:
    figure = in_china()

    assert "3.554 to 3.8 bn USD" in str(figure)
    assert figure.low >= 3.554e9
    assert figure.high <= 3.8e9


def test_explained_it_goes_down_to_each_claim_with_its_place_and_to_the_sources() -> None:
    text = flat(in_china().explain())

    assert (
        "Lower bound, step by step: - revenue of Microsoft in China, FY2024: "
        "at least 3.554 bn USD, as a multiple of the next: ~1.5 % (read as 1.45 to 1.55 %)" in text
    )
    assert (
        "assumed: The share of 2024 is that of fiscal year 2024 [year-2024-is-fiscal], because: The article gives"
        in text
    )
    assert "[article, Key Data/China Business, data; said by Brad Smith; first in smith-testimony-2024-06-13]" in text
    assert "Upper bound, step by step:" in text
    assert "Sources: - article:" in text
    assert "- msft-10k-fy2025: Microsoft," in text


def test_a_claim_is_told_once_however_many_steps_rest_on_it() -> None:
    assert flat(in_china().explain()).count("In 2024 China's part of everything") == 1
    assert str(in_china()).count("In 2024 China's part of everything") == 0


def test_no_line_is_longer_than_a_hundred_characters_or_ends_in_a_space() -> None:
    for line in lines(in_china().explain()):
        assert len(line) <= 100
        assert line == line.rstrip()


def test_an_unknown_is_called_one_and_says_what_is_missing() -> None:
    case = maker(
        number("n", sales("2023"), "> 5 USD"),
        Assumption(id="adds", because="Why not.", adds=[compared(sales("2023"), sales())]),
    )
    text = flat(case.figure(sales()))

    assert text.startswith(
        "Sales of Maker, 2024: unknown, at least 0 USD nothing limits it from below or from above; what is missing:"
    )
    assert "? adds would add what it assumes: Why not." in text


def test_a_figure_that_is_open_on_one_side_names_that_side() -> None:
    assert "nothing limits it from above; what is missing:" in str(
        maker(number("n", sales(), "> 5 USD"), number("m", sales("2023"), "5 USD")).figure(sales())
    )
    below = maker(number("n", sales(), "< 5 USD"), number("m", sales("2023"), "5 USD")).figure(sales())
    assert "nothing limits it from below; what is missing:" in str(below)


def test_a_loss_that_nothing_limits_is_unknown() -> None:
    assert lines(maker().figure(profit())) == [
        "Profit of Maker, 2024: unknown USD",
        "  nothing limits it from below or from above; what is missing:",
        "    ? there is no number of profit",
    ]


def test_each_bound_has_its_own_sentence_where_they_come_from_elsewhere() -> None:
    case = maker(
        number("floor", sales(market="cn"), "> 5 USD"),
        number("cap", sales(), "x2", sales("2023")),
        number("n", sales("2023"), "exactly 10 USD"),
    )
    text = flat(case.figure(sales()))

    assert "that is x2 [cap] of sales of Maker, 2023, which is exactly 10 USD [n]" in text
    other = flat(
        maker(number("floor", sales(market="cn"), "> 5 USD"), number("cap", sales(), "< 9 USD")).figure(sales())
    )
    assert "at least 5 USD: it holds sales of Maker in China, 2024, which is at least 5 USD [floor]" in other
    assert "at most 9 USD: at most 9 USD [cap]" in other


def test_a_chain_of_definitions_is_told_as_one_step() -> None:
    case = maker(number("n", sales(), "< 9 USD"), number("m", sales(market="cn"), "> 0 USD"))
    figure = case.figure(sales(market="shanghai", product="azure"))

    assert figure.upper is not None
    assert [step.rule for step in figure.upper] == ["a part of", "a part of", "stated"]
    assert "at most 9 USD: a part of sales of Maker, 2024, which is at most 9 USD [n]" in flat(figure)
    assert flat(figure.explain()).count("a part of the next") == 1


def test_where_a_sentence_would_read_badly_the_numbers_are_listed() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(product="ai"), "3..4 USD"),
        number("b", sales(product="office"), "5..6 USD"),
    )
    text = flat(case.figure(sales()))

    assert (
        "from these: sales of Maker, 2024 is the sum of sales of Maker for AI, 2024 and "
        "sales of Maker for Office, 2024 "
        "[parts]; "
        "3..4 USD (read as 3 to 4 USD) [a]; and 5..6 USD (read as 5 to 6 USD) [b]" in text
    )
    assert "at least 8 USD, the sum of the next: sales of Maker, 2024 is the sum of" in flat(
        case.figure(sales()).explain()
    )


def test_what_follows_from_the_question_alone_says_so() -> None:
    figure = maker(number("n", sales(), "5 USD")).figure(sales(market="cn"), relative_to=sales())

    assert "at most 100 %: a part of sales of Maker, 2024" in flat(figure)
    assert "sales of Maker, 2024: 1, since all is relative to it" in flat(figure.explain())


def test_an_ordering_and_an_assumption_without_a_source_are_explained() -> None:
    adds = Assumption(
        id="adds",
        because="It never fell.",
        adds=[
            Comparison(id="ordering", smaller=sales("2023"), larger=sales()),
            Metric(id="m", measurand=sales("2023"), value="> 5 USD"),
        ],
    )
    text = flat(maker(adds).assuming("adds").figure(sales()).explain())

    assert (
        "at least 5 USD, from these: sales of Maker, 2023 is not larger than sales of Maker, 2024 [ordering]; "
        "and at least 5 USD [m]" in text
    )
    assert "not smaller than the next: sales of Maker, 2023 is not larger than sales of Maker, 2024 [ordering]" in text
    assert "assumed: adds [adds], because: It never fell." in text
    assert "Sources:" not in text


def test_a_convention_without_a_name_is_called_by_what_it_holds() -> None:
    year = sales("2023-07-01/2024-07-01")
    case = maker(number("n", year, "exactly 366 USD"), Assumption(id="even", because="b", convention="even pace"))

    assert "if: even pace [even]" in str(case.assuming("even").figure(sales("2024-Q1")))


def test_a_conflict_is_shown_with_its_sides() -> None:
    case = maker(number("n", sales(), "exactly 5 USD"), number("m", sales(), "exactly 8 USD", claims=["paper.it"]))
    text = flat(case.figure(sales()))

    assert "! numbers behind it cannot all hold; the figure holds if at most one of each conflict is wrong" in text
    assert "contested: n says exactly 5 USD; m says exactly 8 USD: they cannot both hold" in text
    assert "- without n: 8 USD - without m: 5 USD" in text


def test_a_policy_and_a_caveat_are_shown() -> None:
    case = maker(number("n", sales(), "exactly 5 USD"), number("m", sales("2023"), "exactly 4 USD")).reading(about=0.1)
    mixed = case.figure(sales()).across(periods="growth is wanted") / case.figure(sales("2023"))

    assert "policy: about reaches 10 % of the number, and a bare ratio is read as exact" in flat(mixed)
    assert "! periods are mixed (2024): growth is wanted" in flat(mixed)


def test_what_was_calculated_shows_what_it_was_calculated_from() -> None:
    case = maker(number("n", sales(), "exactly 5 USD"), number("m", sales(of="rival"), "exactly 4 USD"))
    both = case.figure(sales()) + case.figure(sales(of="rival"))

    assert flat(both).startswith(
        "Sales of Maker, 2024 plus sales of Rival, 2024: 9 USD from these: exactly 5 USD [n]; and exactly 4 USD [m]"
    )
    assert "calculated from the next" in flat(both.explain())


def test_a_bound_that_rests_on_itself_is_marked_where_it_comes_back() -> None:
    figure = _repeated().figure(sales())

    assert figure.low == pytest.approx(20, rel=1e-6)
    assert figure.low <= 20 <= figure.high
    assert any(step.recurs for derivation in figure.derivations for step in derivation)
    assert "(repeated to the limit)" in str(figure.explain())


def _repeated() -> Landscape:
    """A whole of two parts, the first of which is as much as something that is half of the whole."""
    half, rest = sales(product="ai"), sales(product="office")
    return maker(
        made_of(sales(), half, rest),
        number("as-much", half, "exactly 1 times", sales("2023")),
        number("half", sales("2023"), "exactly 50 %", sales()),
        number("n", rest, "exactly 10 USD"),
        number("cap", sales(), "< 100 USD"),
    )


def test_the_audit_has_a_row_for_a_figure() -> None:
    case = maker(number("n", sales(), "5..6 USD"), number("m", sales(), "exactly 9 USD", claims=["paper.it"]))
    figure = case.figure(sales())
    row = case.audit(figure)[-1]

    assert (row.metric, row.measurand, row.value) == (None, "sales of Maker, 2024", "5 to 9 USD")
    assert set(row.roots) == {"filing", "paper"}
    assert set(row.contested_by) == {"n", "m"}
    assert "sales of Maker, 2024" in str(case.audit(figure))
