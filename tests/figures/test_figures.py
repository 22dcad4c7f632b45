"""Figures as values: they add up, multiply and convert with their unit, their period and all that they rest on."""

import copy
import pickle
from math import inf
from typing import Any, cast

import attrs
import pytest

from aibroker import total
from aibroker.errors import InvalidValueError, PeriodMismatchError, UnitMismatchError
from aibroker.figures.figures import Figure
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Measurand, Metric
from aibroker.values.dimensions import Dimension, Money, MoneyPerToken, Number, Ratio, Tokens
from aibroker.values.units import Unit
from tests.figures.makers import claim, maker, number, profit, sales

UNDATED = Measurand(measure="sales", of="maker", product="ai", period="unknown")
RATE = Measurand(measure="exchange-rate", period="2024")
CASE = (
    maker(
        claim("talk", "more"),
        number("a", sales(), "5..6 USD"),
        number("b", sales(of="rival"), "exactly 10 USD", claims=["talk.it"]),
        number("c", sales("2023"), "exactly 4 USD"),
        number("share", sales(market="cn"), "10..20 %", sales(), relation="share of"),
        number("rate", RATE, "1.0..1.25 USD/EUR", claims=["paper.it"]),
        number("euros", sales(of="rival", market="fr"), "exactly 100 EUR"),
        number("calls", Measurand(measure="calls", of="maker", period="2024"), "exactly 20"),
        number("undated", UNDATED, "exactly 3 USD", claims=["talk.more"]),
        Assumption(id="placed", because="b", reads=[Reading(metric="undated", measurand=sales(product="ai"))]),
        Assumption(id="unused", because="b", convention="even pace"),
    )
    .assuming("placed", "unused")
    .reading(about=0.1)
)

OURS = CASE.figure("sales", of="maker", period="2024")
THEIRS = CASE.figure("sales", of="rival", period="2024", unit="USD")
BEFORE = CASE.figure("sales", of="maker", period="2023")
SHARE = CASE.figure("sales", of="maker", market="cn", period="2024", relative_to=sales())
EUROS = CASE.figure("sales", of="rival", market="fr", period="2024", unit="EUR")
EXCHANGE = CASE.figure("exchange-rate", period="2024")
CALLS = CASE.figure("calls", of="maker", period="2024").expecting(Number)


def ends(figure: Figure) -> tuple[float, float, str]:
    return figure.low, figure.high, figure.unit.text


def test_figures_of_one_unit_add_up_and_subtract() -> None:
    assert ends(OURS + THEIRS) == (15, 16, "USD")
    assert ends(THEIRS - OURS) == (4, 5, "USD")
    assert (OURS + THEIRS).quantity == "sales of Maker, 2024 plus sales of Rival, 2024"


def test_a_share_of_an_amount_is_an_amount() -> None:
    assert ends(SHARE * THEIRS) == (1, 2, "USD")
    assert ends(THEIRS * SHARE) == (1, 2, "USD")
    assert ends(THEIRS / SHARE) == (50, 100, "USD")


def test_an_amount_by_an_amount_is_a_ratio() -> None:
    low, high, unit = ends(THEIRS / OURS)

    assert (low, high) == pytest.approx((10 / 6, 2))
    assert Unit(unit).dimension == "ratio"


def test_shares_add_up() -> None:
    assert ends(SHARE + SHARE) == (20, 40, "percent")


def test_a_count_is_a_count() -> None:
    assert ends(CALLS + CALLS) == (40, 40, "count")
    assert ends(CALLS * SHARE)[:2] == (2, 4)


def test_the_result_has_the_period_and_rests_on_all_that_its_operands_rest_on() -> None:
    both = OURS + THEIRS

    assert str(both.period) == "2024"
    assert both.measurand is None
    assert {each.claim.id for each in both.claims} == {"filing.it", "talk.it"}
    assert both.lower is not None
    assert both.lower.rule == "arithmetic"
    assert both.upper is not None
    assert both.lower.because == (OURS.lower, THEIRS.lower)
    assert both.upper.because == (OURS.upper, THEIRS.upper)
    assert [each.id for each in both.not_needed] == ["placed", "unused"]
    assert both.policies == OURS.policies != ()


def test_a_premise_that_stands_behind_both_is_told_once() -> None:
    both = OURS + OURS

    assert len(both.claims) == 1
    assert both.lower is not None
    assert both.lower.because == (OURS.lower,)


def test_an_assumption_behind_one_operand_is_needed_for_the_result() -> None:
    assumed = CASE.figure("sales", of="maker", product="ai", period="2024")
    both = assumed + THEIRS

    assert [each.id for each in both.assumptions] == ["placed"]
    assert [each.id for each in both.not_needed] == ["unused"]


def test_an_open_side_stays_open_and_keeps_its_gaps() -> None:
    unknown = CASE.figure("sales", of="maker", period="2019")
    both = unknown + unknown

    assert (both.low, both.high) == (0, inf)
    assert both.upper is None
    assert both.gaps == unknown.gaps != ()
    assert (OURS + THEIRS).gaps == ()


def test_the_likely_value_is_carried_along_where_both_have_one() -> None:
    exact = THEIRS + THEIRS

    assert exact.likely == 20
    assert (OURS + THEIRS).likely is None


def test_two_periods_do_not_mix_unless_it_is_asked_for_by_name() -> None:
    with pytest.raises(PeriodMismatchError, match=r"two figures of different periods: '2024 and 2023'"):
        _ = OURS + BEFORE
    mixed = OURS.across(periods="the growth is wanted") / BEFORE

    assert ends(mixed)[:2] == (1.25, 1.5)
    assert mixed.caveats == ("periods are mixed (2024): the growth is wanted",)
    assert mixed.period is None


def test_mixing_periods_wants_a_reason() -> None:
    with pytest.raises(InvalidValueError, match="mixing periods wants a reason"):
        OURS.across(periods="  ")


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__mul__", "__truediv__"])
def test_arithmetic_is_among_figures(operation: str) -> None:
    assert getattr(OURS, operation)(3) is NotImplemented
    wrong: Any = 3
    with pytest.raises(TypeError):
        _ = OURS + wrong


def test_what_a_checker_refuses_is_refused_at_run_time_too() -> None:
    money: Any = OURS
    with pytest.raises(UnitMismatchError):
        _ = money + SHARE
    with pytest.raises(UnitMismatchError):
        _ = money - CALLS
    with pytest.raises(UnitMismatchError, match="currencies convert only with a dated exchange rate"):
        _ = money + EUROS


def test_a_contested_operand_makes_the_result_contested() -> None:
    case = CASE.adding(number("other", sales(), "exactly 9 USD", claims=["blog.it"]))
    both = case.figure("sales", of="maker", period="2024") + THEIRS

    assert both.contested
    assert len(both.conflicts) == 1
    assert any("cannot all hold" in caveat for caveat in both.caveats)


# Units and dimensions.


def test_a_figure_converts_into_another_unit_of_the_same_quantity() -> None:
    assert ends(SHARE.to("times")) == (0.1, 0.2, "times")
    assert SHARE.to(Unit("percent")) == SHARE
    with pytest.raises(UnitMismatchError):
        SHARE.to("USD")


@pytest.mark.parametrize(
    ("figure", "dimension"), [(OURS, Money), (SHARE, Ratio), (CALLS, Number), (OURS, Dimension), (SHARE, Dimension)]
)
def test_a_figure_is_of_the_dimension_that_its_unit_says(figure: Figure, dimension: type[Dimension]) -> None:
    assert figure.expecting(dimension) is figure


@pytest.mark.parametrize("dimension", [Ratio, Number, Tokens, MoneyPerToken])
def test_a_figure_of_another_dimension_is_refused(dimension: type[Dimension]) -> None:
    with pytest.raises(UnitMismatchError, match=rf"this figure is no {dimension.__name__}: 'USD'"):
        OURS.expecting(dimension)


# Currencies.


def test_a_currency_converts_with_a_rate_that_has_a_source() -> None:
    dollars = EUROS.exchanged(at=EXCHANGE)

    assert ends(dollars) == (100, 125, "USD")
    assert {each.claim.id for each in dollars.claims} == {"filing.it", "paper.it"}
    assert dollars.quantity == "sales of Rival in France, 2024, in USD"


def test_a_rate_serves_both_ways() -> None:
    assert ends(THEIRS.exchanged(at=EXCHANGE)) == (8, 10, "EUR")


def test_a_rate_without_a_source_is_refused() -> None:
    unknown = CASE.figure("exchange-rate", period="2019")

    with pytest.raises(InvalidValueError, match="an exchange rate without a source"):
        EUROS.exchanged(at=unknown)


def test_a_rate_of_another_period_is_refused() -> None:
    with pytest.raises(PeriodMismatchError):
        BEFORE.exchanged(at=EXCHANGE)


@pytest.mark.parametrize("rate", [SHARE, THEIRS])
def test_what_is_no_rate_between_the_currencies_is_refused(rate: Figure) -> None:
    with pytest.raises(
        UnitMismatchError, match=r"no exchange rate for EUR: .* \(valid: a figure in EUR/EUR or EUR/EUR"
    ):
        EUROS.exchanged(at=rate)


def test_a_rate_between_two_other_currencies_is_refused() -> None:
    case = maker(number("rate", RATE, "exactly 7 CNY/GBP"))

    with pytest.raises(UnitMismatchError, match="no exchange rate for EUR: 'CNY/GBP'"):
        EUROS.exchanged(at=case.figure("exchange-rate", period="2024"))


# Totals.


def test_a_total_is_the_sum() -> None:
    assert ends(total([OURS, THEIRS, CASE.figure("sales", of="maker", product="ai", period="2024")])) == (18, 19, "USD")
    assert total([OURS]) is OURS


def test_a_total_of_nothing_is_refused() -> None:
    nothing: list[Figure[Money]] = []
    with pytest.raises(InvalidValueError, match="a total of nothing"):
        total(nothing)


def test_a_total_counts_nothing_twice() -> None:
    with pytest.raises(InvalidValueError, match=r"counts one figure twice: 'sales of Maker, 2024'"):
        total([OURS, THEIRS, OURS])


def test_a_total_of_sums_is_one() -> None:
    both = OURS + THEIRS
    assert ends(total([both, both])) == (30, 32, "USD")


def test_a_total_is_of_one_period() -> None:
    with pytest.raises(PeriodMismatchError):
        total([OURS, BEFORE])


# What a figure says of itself.


def test_the_evidence_names_roots_age_and_who_will_not_be_named() -> None:
    article = maker(
        attrs.evolve(claim("blog", "anonymous"), said_by="anonymous", root="talk"),
        number("n", sales(), "5..6 USD", claims=["blog.anonymous"]),
    )
    evidence = article.figure(sales()).evidence

    assert evidence.roots == ("talk",)
    assert str(evidence.oldest) == "2025-03-01"
    assert evidence.anonymous == ("blog.anonymous",)
    assert evidence.machine_generated == ()
    assert not evidence.contested


def test_nothing_is_the_evidence_of_nothing() -> None:
    evidence = maker().figure(sales()).evidence

    assert (evidence.claims, evidence.roots, evidence.oldest) == ((), (), None)


def test_a_figure_explains_itself() -> None:
    explanation = OURS.explain()

    assert explanation.lower is OURS.lower
    assert explanation.upper is OURS.upper
    assert repr(explanation) == "<Explanation of <Figure sales of Maker, 2024: 5 to 6 USD>>"
    assert str(explanation).startswith("Sales of Maker, 2024: 5 to 6 USD\n")


def test_a_figure_shows_its_bounds_and_whether_it_is_contested() -> None:
    contested = CASE.adding(number("other", sales(), "exactly 9 USD", claims=["blog.it"])).figure(sales())

    assert repr(OURS) == "<Figure sales of Maker, 2024: 5 to 6 USD>"
    assert repr(contested) == "<Figure sales of Maker, 2024: 5 to 9 USD (contested)>"


@pytest.mark.parametrize("figure", [OURS, SHARE, OURS + THEIRS, EUROS.exchanged(at=EXCHANGE)])
def test_a_figure_travels(figure: Figure) -> None:
    there = pickle.loads(pickle.dumps(figure))

    assert there == figure
    assert str(there.explain()) == str(figure.explain())
    assert copy.deepcopy(figure) == figure


def test_a_figure_of_a_loss_may_be_open_below() -> None:
    case = maker(Metric(id="n", measurand=profit(), value="< 5 USD", claims=["filing.it"]))
    figure = case.figure(profit())

    assert (figure.low, figure.high) == (-inf, 5)
    assert figure.lower is None
    assert (figure + figure).low == -inf
    assert (figure + figure).lower is None


def test_growth_times_its_base_is_of_the_period_that_it_leads_to() -> None:
    case = maker(number("n", sales("2023"), "exactly 10 USD"), number("g", sales(), "x2", sales("2023")))
    base = case.figure(sales("2023"))
    growth = case.figure(sales(), relative_to=sales("2023"))

    for made in (growth * base, base * growth):
        assert (made.low, made.high) == pytest.approx((20, 20))
        assert made.period == case.figure(sales()).period
    with pytest.raises(PeriodMismatchError):
        _ = growth * case.figure(sales("2022"))


def test_what_is_made_of_a_contested_figure_says_that_its_sides_are_not_worked_out() -> None:
    case = maker(number("a", sales(), "exactly 5 USD"), number("b", sales(), "exactly 8 USD", claims=["talk.it"]))
    figure = case.figure(sales())

    assert any("each side" in caveat for caveat in (figure + figure).caveats)


@pytest.mark.parametrize(
    "ask",
    [
        lambda case, figure: total(cast("list[Figure[Money]]", ["x"])),
        lambda case, figure: case.sensitivity("x"),
        lambda case, figure: case.cite("x"),
        lambda case, figure: case.audit("x"),
        lambda case, figure: figure.exchanged(at="x"),
        lambda case, figure: figure.expecting(int),
        lambda case, figure: figure.expecting("Money"),
        lambda case, figure: figure.across(periods=5),
        lambda case, figure: case.assuming(5),
    ],
)
def test_what_is_no_figure_is_refused_in_words(ask: Any) -> None:
    case = maker(number("a", sales(), "exactly 5 USD"))

    with pytest.raises(InvalidValueError, match=r"this is no|wants a reason"):
        ask(case, case.figure(sales()))


def test_each_bound_of_the_result_rests_on_the_bounds_that_make_it() -> None:
    less, ratio = OURS - THEIRS, OURS / THEIRS
    for made in (less, ratio):
        assert (made.lower is not None, made.upper is not None) == (True, True)
        assert made.lower is None or made.lower.because == (OURS.lower, THEIRS.upper)
        assert made.upper is None or made.upper.because == (OURS.upper, THEIRS.lower)
    product = (OURS / THEIRS) * BEFORE.across(periods="to compare")
    assert product.lower is not None
    assert product.lower.because == (ratio.lower, BEFORE.lower)
    open_sign = (less / THEIRS) * OURS
    assert open_sign.lower is not None
    assert len(open_sign.lower.because) == 4


def test_a_zero_that_nobody_states_has_no_way_to_it() -> None:
    both = OURS + maker(number("n", sales(of="rival"), "< 5 USD")).figure(sales(of="rival"))

    assert both.lower is not None
    assert both.lower.because == (OURS.lower,)


def test_a_third_period_is_mixed_in_by_name_as_well() -> None:
    case = maker(*(number(f"in-{year}", sales(year), "5 USD") for year in ("2021", "2022", "2023")))
    one, two, three = (case.figure(sales(year)) for year in ("2021", "2022", "2023"))
    grown = two.across(periods="growth") - one

    with pytest.raises(PeriodMismatchError, match="'several and 2023'"):
        _ = grown + three
    with pytest.raises(PeriodMismatchError, match="'several and several'"):
        _ = grown + grown
    both = grown.across(periods="once more") + three
    assert both.caveats == ("periods are mixed (2022): growth", "periods are mixed (several): once more")


def test_a_total_wants_figures() -> None:
    with pytest.raises(InvalidValueError, match="a total wants several figures: None"):
        total(None)  # type: ignore[call-overload]  # what a checker refuses is refused when it runs, too
