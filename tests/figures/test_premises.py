"""One number of one quantity and one witness counts once: roots, their own words and what only passes them on."""

from math import inf

import pytest

from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Comparison, Measurand, Metric
from tests.figures.makers import claim, compared, ends, made_of, maker, number, profit, sales


def test_a_roots_own_words_beat_what_passes_them_on() -> None:
    case = maker(
        claim("paper", "retold", retells=["talk.it"]),
        number("own", sales(), "1.4..1.5 USD", claims=["talk.it"]),
        number("retold", sales(), "~1.5 USD", claims=["paper.retold"]),
    )

    assert ends(case, sales()) == (1.4, 1.5)
    assert case.conflicts() == ()


def test_without_its_own_words_the_retellings_of_a_root_count_as_their_hull() -> None:
    case = maker(
        claim("paper", "retold", root="talk"),
        claim("blog", "retold", root="talk"),
        number("one", sales(), "1.3..1.4 USD", claims=["paper.retold"]),
        number("other", sales(), "1.5..1.6 USD", claims=["blog.retold"]),
    )
    figure = case.figure(sales())

    assert (figure.low, figure.high) == (1.3, 1.6)
    assert not figure.contested
    assert figure.evidence.roots == ("talk",)
    assert {each.claim.id for each in figure.claims} == {"paper.retold", "blog.retold"}


def test_two_wordings_of_a_root_itself_count_as_their_hull_too() -> None:
    case = maker(
        claim("talk", "again"),
        number("one", sales(), "1.3..1.4 USD", claims=["talk.it"]),
        number("other", sales(), "1.5..1.6 USD", claims=["talk.again"]),
    )

    assert ends(case, sales()) == (1.3, 1.6)


def test_independent_roots_are_intersected_where_they_meet() -> None:
    case = maker(
        number("one", sales(), "1.3..1.5 USD", claims=["talk.it"]),
        number("other", sales(), "1.4..1.6 USD", claims=["paper.it"]),
    )
    figure = case.figure(sales())

    assert (figure.low, figure.high) == (1.4, 1.5)
    assert figure.evidence.roots == ("paper", "talk")


def test_a_number_of_two_roots_is_the_word_of_both() -> None:
    case = maker(
        number("both", sales(), "1.3..1.5 USD", claims=["talk.it", "paper.it"]),
        number("other", sales(), "1.4..1.6 USD", claims=["paper.it"]),
    )

    assert ends(case, sales()) == (1.3, 1.5)


def test_an_assumption_is_a_witness_of_its_own() -> None:
    adds = Assumption(id="adds", because="b", adds=[Metric(id="m", measurand=sales(), value="1.45..2 USD")])
    case = maker(number("n", sales(), "1.4..1.5 USD"), adds).assuming("adds")

    assert ends(case, sales()) == (1.45, 1.5)
    assert [each.id for each in case.figure(sales()).assumptions] == ["adds"]


def test_the_likely_value_is_the_one_that_all_wordings_name() -> None:
    case = maker(
        claim("paper", "retold", root="talk"),
        claim("blog", "retold", root="talk"),
        number("one", sales(), "~100 USD", claims=["paper.retold"]),
        number("other", sales(), "~100.0 USD", claims=["blog.retold"]),
        number("third", sales("2023"), "~100 USD", claims=["paper.retold"]),
        number("fourth", sales("2023"), "~110 USD", claims=["blog.retold"]),
    )

    assert case.figure(sales()).likely == 100
    assert case.figure(sales("2023")).likely is None


def test_a_growth_holds_in_the_currency_of_the_company() -> None:
    case = maker(
        number("own", sales("2023"), "exactly 10 USD"),
        number("other", sales(of="rival"), "exactly 10 EUR"),
        number("growth", sales(), "x3", sales("2023")),
    )

    assert ends(case, sales()) == (30, 30)


def test_a_growth_of_a_company_with_two_currencies_is_a_gap() -> None:
    case = maker(
        number("usd", sales("2023"), "exactly 10 USD"),
        number("eur", sales("2022"), "exactly 10 EUR"),
        number("growth", sales(), "x3", sales("2023")),
    )
    figure = case.figure(sales(), unit="USD")

    assert (figure.low, figure.high) == (0, inf)
    assert any("the numbers of the company are in several currencies" in gap.said for gap in figure.gaps)


def test_a_share_within_one_period_holds_in_each_currency() -> None:
    case = maker(
        number("usd", sales(), "exactly 10 USD"),
        number("eur", sales(), "exactly 9 EUR"),
        number("share", sales(market="cn"), "50 %", sales(), relation="share of"),
    )

    assert ends(case, sales(market="cn"), unit="USD") == (5, 5)
    assert ends(case, sales(market="cn"), unit="EUR") == (4.5, 4.5)


def test_a_ratio_of_two_measures_is_in_the_currency_of_the_one_that_is_known() -> None:
    margin = number("margin", profit(), "20 %", sales(), relation="share of")
    case = maker(margin, number("n", sales(), "exactly 100 USD"))

    assert ends(case, profit()) == (20, 20)
    assert ends(maker(margin, number("p", profit(), "exactly 20 USD")), sales()) == (100, 100)


def test_a_comparison_of_two_measures_is_too() -> None:
    cost = Measurand(measure="cost", of="maker", period="2024")

    assert ends(maker(compared(cost, sales()), number("n", sales(), "exactly 100 USD")), cost) == (0, 100)


def test_a_loss_is_below_zero() -> None:
    case = maker(number("n", profit(), "exactly -5 USD"))

    assert ends(case, profit()) == (-5, -5)


def test_a_margin_may_be_below_zero() -> None:
    margin = number("margin", profit(), "exactly -20 %", sales(), relation="share of")
    case = maker(margin, number("n", sales(), "90..100 USD"))

    assert ends(case, profit()) == (-20, -18)


@pytest.mark.parametrize(
    ("ordering", "why"),
    [
        (compared(profit("2023"), profit()), "an ordering of what may be negative is not used"),
        (
            compared(Measurand(measure="sales", of="maker", period="unknown"), sales()),
            "but for no known period",
        ),
    ],
    ids=["negative", "undated"],
)
def test_an_ordering_that_is_not_used_is_a_gap(ordering: Comparison, why: str) -> None:
    figure = maker(ordering).figure(ordering.larger)

    assert figure.high == inf
    assert any(why in gap.said and "ordering says that" in gap.said for gap in figure.gaps)


def test_a_sum_of_what_is_undated_is_a_gap() -> None:
    undated = Measurand(measure="sales", of="maker", period="unknown")
    parts = [Measurand(measure="sales", of="maker", product=each, period="unknown") for each in ("ai", "office")]
    figure = maker(made_of(undated, *parts)).figure(sales())

    assert any("parts splits sales of Maker" in gap.said for gap in figure.gaps)


def test_a_sum_holds_for_what_may_be_negative() -> None:
    quarters = [profit(f"2024-Q{quarter}") for quarter in (1, 2, 3, 4)]
    case = maker(
        made_of(profit(), *quarters),
        *(number(f"q{index}", each, "exactly -5 USD") for index, each in enumerate(quarters[:3])),
        number("year", profit(), "exactly 10 USD"),
    )

    assert ends(case, quarters[3]) == pytest.approx((25, 25))
