"""From a question to a figure: open sides, units, what was not needed, and what is refused."""

from math import inf

import attrs
import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.records.assumptions import Reading
from aibroker.records.measures import Measurand
from tests.figures.makers import claim, compared, ends, made_of, maker, number, profit, sales

CASE = maker(number("n", sales(), "5..6 USD"), number("e", sales(of="rival"), "7..8 EUR"))


def test_a_quantity_that_nothing_bounds_is_open_above_and_never_zero() -> None:
    figure = CASE.figure(sales("2019"))

    assert (figure.low, figure.high, figure.likely) == (0, inf, None)
    assert (figure.lower, figure.upper) == (None, None)
    assert figure.claims == ()
    assert figure.gaps


def test_a_profit_that_nothing_bounds_is_open_on_both_sides() -> None:
    figure = CASE.figure(profit())

    assert (figure.low, figure.high) == (-inf, inf)


def test_a_figure_is_in_the_unit_of_the_companys_own_numbers() -> None:
    assert CASE.figure(sales("2023")).unit.text == "USD"
    assert CASE.figure(sales("2023", of="rival")).unit.text == "EUR"


def test_the_numbers_of_somebody_else_give_the_unit_where_there_are_none() -> None:
    assert maker(number("e", sales(of="rival"), "7..8 EUR")).figure(sales()).unit.text == "EUR"


@pytest.mark.parametrize(
    ("measure", "unit"), [("sales", "USD"), ("calls", "count"), ("price", "USD/token"), ("users", "count")]
)
def test_where_nothing_at_all_is_known_a_unit_is_named_all_the_same(measure: str, unit: str) -> None:
    figure = maker().figure(Measurand(measure=measure, of="maker", period="2024"))

    assert (figure.low, figure.unit.text) == (0, unit)


def test_a_unit_may_be_asked_for() -> None:
    assert CASE.figure(sales(), unit="USD").low == 5
    assert CASE.figure(sales("2019"), unit="GBP").unit.text == "GBP"
    ratio = CASE.figure(sales(market="cn"), relative_to=sales(), unit="times")
    assert (ratio.low, ratio.high, ratio.unit.text) == (0, 1, "times")


@pytest.mark.parametrize("unit", ["EUR", "times", "token"])
def test_a_unit_that_does_not_fit_is_refused(unit: str) -> None:
    with pytest.raises(UnitMismatchError):
        CASE.figure(sales(), unit=unit)


@pytest.mark.parametrize("unit", ["times", "token"])
def test_a_unit_that_does_not_fit_is_refused_where_nothing_is_known_as_well(unit: str) -> None:
    with pytest.raises(UnitMismatchError):
        maker().figure(sales(), unit=unit)


def test_a_question_that_leaves_the_currency_open_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"in several units.*: 'EUR, USD' \(valid: unit='EUR'"):
        CASE.figure(sales(of=None))


@pytest.mark.parametrize(
    ("measurand", "said"),
    [
        (Measurand(measure="sales", of="maker", period="unknown"), "unknown"),
        (Measurand(measure="sales", of="maker", period=["2024", "2023"]), "2024 or 2023"),
    ],
)
def test_a_figure_is_of_a_single_period(measurand: Measurand, said: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"a figure is of a single period: '{said}'"):
        CASE.figure(measurand)
    with pytest.raises(InvalidValueError, match="a figure is of a single period"):
        CASE.figure(sales(), relative_to=measurand)


def test_an_assumption_that_was_on_and_not_needed_is_listed_apart() -> None:
    case = maker(number("n", sales("2024-Q1"), "5..6 USD")).suppose("even", because="b", convention="even pace")

    assert [each.id for each in case.figure(sales("2024-Q1")).not_needed] == ["even"]
    assert [each.id for each in case.figure(sales("2024-02")).assumptions] == ["even"]
    assert case.figure(sales("2024-02")).not_needed == ()


def test_a_ratio_of_two_periods_says_that_it_is_one() -> None:
    figure = CASE.figure(sales(), relative_to=sales("2023"))

    assert figure.caveats == ("it compares 2024 with 2023",)
    assert figure.quantity == "sales of Maker, 2024, relative to 2023"


def test_a_ratio_asks_the_network_and_divides_no_intervals() -> None:
    case = CASE.adding(number("share", sales(market="cn"), "exactly 10 %", sales(), relation="share of"))
    asked = case.figure(sales(market="cn"), relative_to=sales())
    divided = case.figure(sales(market="cn")) / case.figure(sales())

    assert (asked.low, asked.high) == (10, 10)
    assert divided.low < 0.1 < divided.high


def test_what_it_is_relative_to_must_be_known_to_be_above_zero() -> None:
    loss = maker(number("loss", profit("2023"), "exactly -5 USD"), number("n", profit(), "exactly -10 USD"))
    gain = maker(number("gain", profit("2023"), "4..5 USD"), number("n", profit(), "exactly -10 USD"))

    for case in (loss, maker()):
        with pytest.raises(InvalidValueError, match="what it is relative to may be negative"):
            case.figure(profit(), relative_to=profit("2023"))
    figure = gain.figure(profit(), relative_to=profit("2023")).to("times")
    assert (figure.low, figure.high) == pytest.approx((-2.5, -2))


def test_unlike_quantities_make_no_ratio() -> None:
    with pytest.raises(InvalidValueError, match="sales is of the dimension money and users of count"):
        CASE.figure(sales(), relative_to=Measurand(measure="users", of="maker", period="2024"))


TWO_CURRENCIES = maker(
    number("usd", sales(), "exactly 10 USD"),
    number("part", sales(market="cn"), "exactly 2 USD"),
    number("eur", sales("2023"), "exactly 8 EUR"),
    number("share", sales("2023", market="cn"), "25 %", sales("2023"), relation="share of"),
)


def test_a_company_with_amounts_in_two_currencies_has_shares_all_the_same() -> None:
    share = TWO_CURRENCIES.figure(sales(market="cn"), relative_to=sales()).to("percent")
    before = TWO_CURRENCIES.figure(sales("2023", market="cn"), relative_to=sales("2023")).to("percent")

    assert (share.low, share.high) == pytest.approx((20, 20))
    assert (before.low, before.high) == pytest.approx((25, 25))


def test_a_margin_does_not_depend_on_the_currency_of_others() -> None:
    margin = number("margin", profit(), "20 %", sales(), relation="versus")
    alone = maker(number("n", sales(), "exactly 10 USD"), margin)
    beside = alone.adding(number("other", sales(of="rival"), "exactly 7 EUR", claims=["talk.it"]))

    for case in (alone, beside):
        figure = case.figure(profit(), relative_to=sales()).to("percent")
        assert (figure.low, figure.high) == pytest.approx((20, 20))
        assert case.figure(profit(), unit="USD").high == pytest.approx(2)


def test_a_margin_holds_in_the_currency_of_the_sales_though_others_earn_in_another() -> None:
    case = maker(
        number("n", sales(), "exactly 10 USD"),
        number("margin", profit(), "20 %", sales(), relation="versus"),
        number("foreign", attrs.evolve(profit(), of="rival"), "exactly 7 EUR", claims=["talk.it"]),
    )

    for figure in (case.figure(profit()), case.figure(profit(), unit="USD")):
        assert (figure.low, figure.high) == pytest.approx((2, 2))
        assert figure.unit.text == "USD"


def test_an_ordering_across_periods_holds_in_the_currency_of_the_company() -> None:
    case = maker(
        number("eur", sales("2023"), "exactly 8 EUR"),
        number("usd", sales(), "exactly 10 USD"),
        compared(sales("2023"), sales()),
    )

    assert case.figure(sales(), unit="EUR").low == 0
    assert any("several currencies" in gap.said for gap in case.figure(sales(), unit="EUR").gaps)


def test_a_pace_placed_in_a_period_without_an_end_is_a_gap() -> None:
    case = maker(number("pace", sales("unknown"), "exactly 8 USD/year"))
    placed = case.suppose("from now on", because="b", reads=[Reading(metric="pace", measurand=sales("2024-01-01/.."))])

    (gap,) = (each for each in placed.figure(sales()).gaps if each.metric == "pace")
    assert "has no end" in gap.said


@pytest.mark.parametrize("assumed", ["10..11 USD", "9..11 USD"])
def test_an_assumption_that_says_no_more_than_a_claim_is_not_needed(assumed: str) -> None:
    case = maker(number("said", sales(), "10..11 USD"))
    figure = case.suppose("again", because="b", adds=[number("again", sales(), assumed, claims=())]).figure(sales())

    assert (figure.assumptions, [each.id for each in figure.not_needed]) == ((), ["again"])
    assert figure.evidence.roots == ("filing",)


def test_an_assumption_that_says_no_more_than_a_definition_is_not_needed() -> None:
    case = maker(number("said", sales(), "10..11 USD"))
    part, ordering = sales(product="ai"), compared(sales(product="ai"), sales())
    figure = case.suppose("less", because="b", adds=[attrs.evolve(ordering, claims=())]).figure(part)

    assert figure.high == 11
    assert (figure.assumptions, [each.id for each in figure.not_needed]) == ((), ["less"])


def test_an_assumption_that_reads_a_number_as_one_of_something_else_is_said_to() -> None:
    case = maker(number("n", sales(product="ai"), "5..6 USD"))
    elsewhere = case.suppose("wider", because="b", reads=[Reading(metric="n", measurand=sales())])
    figure = elsewhere.figure(sales(product="ai"))

    assert figure.caveats == ("n speaks of it, but wider reads it as sales of Maker, 2024",)
    assert figure.not_needed == ()
    assert elsewhere.figure(sales()).caveats == ()
    assert elsewhere.figure(sales(of="rival")).not_needed != ()


def test_a_ratio_to_what_may_be_negative_rests_on_what_tells_its_sign() -> None:
    case = maker(number("n", profit("2023"), "10..11 USD"), number("growth", profit(), "x2", profit("2023")))
    figure = case.figure(profit(), relative_to=profit("2023"))

    assert "growth (of what is not below zero: n)" in str(figure).replace("[", "").replace("]", "")
    assert {each.id for step in figure.derivations for each in (step.ground.records if step.ground else ())} == {
        "n",
        "growth",
    }


def test_an_assumption_that_takes_a_number_away_is_one_of_those_that_a_figure_rests_on() -> None:
    told = [claim("paper", "told", root="talk"), claim("blog", "told", root="talk")]
    case = maker(
        *told,
        number("one", sales(), "12..13 USD", claims=["paper.told"]),
        number("two", sales(), "10..20 USD", claims=["blog.told"]),
    )
    assumed = case.suppose("earlier", because="b", placing={"two": "2023"})
    figure = assumed.figure(sales())

    assert ends(case, sales()) == (10, 20)
    assert (figure.low, figure.high) == (12, 13)
    assert [each.id for each in figure.assumptions] == ["earlier"]
    assert figure.not_needed == ()
    assert "without earlier it would be 10 to 20 USD" in figure.caveats
    assert "Assumed: earlier." in str(assumed.cite(figure))
    doubled = figure + figure
    assert [each.id for each in doubled.assumptions] == ["earlier"]


def test_without_an_assumption_there_may_be_no_such_figure() -> None:
    case = maker(
        number("loss", profit("2023"), "-5..-4 USD", claims=["paper.it"]),
        number("gain", profit("2023"), "10..11 USD"),
        number("m", profit(), "20..24 USD"),
    )
    assumed = case.suppose("earlier", because="b", placing={"loss": "2022"})
    figure = assumed.figure(profit(), relative_to=profit("2023"))

    assert [each.id for each in figure.assumptions] == ["earlier"]
    assert "without earlier there would be no such figure: what it is relative to may be negative" in str(
        figure.caveats
    )
    with pytest.raises(InvalidValueError, match="may be negative"):
        case.figure(profit(), relative_to=profit("2023"))


def test_an_assumption_that_contests_a_figure_is_one_of_those_that_it_rests_on() -> None:
    case = maker(number("one", sales(), "10..11 USD"))
    more = case.suppose("more", because="b", adds=[number("thirty", sales(), "> 30 USD", claims=())])
    figure = more.figure(sales(product="ai"))

    assert figure.contested
    assert [each.id for each in figure.assumptions] == ["more"]
    assert figure.not_needed == ()


def test_a_ratio_of_amounts_that_a_sum_ties_is_no_looser_than_the_amounts_divided() -> None:
    case = maker(
        made_of(sales(product="ai"), sales(product="azure"), sales(product="copilot")),
        number("whole", sales(product="ai"), "17.3..17.9 USD"),
        number("part", sales(product="azure"), "11.4..11.6 USD"),
    )
    one, other = (case.figure(sales(product=each)) for each in ("azure", "copilot"))
    figure = case.figure(sales(product="azure"), relative_to=sales(product="copilot"))

    assert (figure.low, figure.high) == pytest.approx((11.4 / 6.5, 11.6 / 5.7))
    assert (figure.low, figure.high) == pytest.approx(((one / other).low, (one / other).high))
    assert figure.gaps == ()
    assert str(figure).count("[whole]") == 2, "once for each bound"
    share = case.figure(sales(product="copilot"), relative_to=sales(product="ai"))
    whole = case.figure(sales(product="ai"))
    assert share.to("times").high < (other / whole).high, "the network knows more than the two amounts do"


def test_nothing_is_relative_to_zero() -> None:
    case = maker(number("before", sales("2023"), "exactly 0 USD"), number("growth", sales(), "x3", sales("2023")))
    with pytest.raises(InvalidValueError, match="what it is relative to is zero"):
        case.figure(sales(), relative_to=sales("2023"))


def test_a_growth_is_not_lost_because_others_publish_in_another_currency() -> None:
    growth = number("growth", sales(), "x3", sales("2023"))
    dollars, euros = number("d", sales(of="rival"), "7 USD"), number("e", sales("2023", of="rival"), "9 EUR")
    for case in (maker(growth), maker(growth, dollars), maker(growth, dollars, euros)):
        figure = case.figure(sales(), relative_to=sales("2023"))
        assert (figure.low, figure.high) == (3, 3)
    both = maker(growth, dollars, euros, number("mine", sales("2023"), "2 EUR"))
    assert (both.figure(sales()).low, both.figure(sales()).unit.text) == (4.5, "EUR")


def test_a_ratio_to_amounts_in_another_currency_is_open_beside_a_sum() -> None:
    case = maker(
        made_of(sales(product="ai"), sales(product="azure"), sales(product="copilot")),
        number("mine", sales(product="azure"), "5 USD"),
        number("theirs", sales(of="rival"), "7 EUR"),
    )
    figure = case.figure(sales(product="ai"), relative_to=sales(of="rival"))

    assert (figure.low, figure.high) == (0, inf)


def test_the_sides_of_a_ratio_lie_within_it() -> None:
    case = maker(
        made_of(sales(product="ai"), sales(product="azure"), sales(product="copilot")),
        number("whole", sales(product="ai"), "17.3..17.9 USD"),
        number("part", sales(product="azure"), "11.4..11.6 USD"),
        number("other", sales(product="azure"), "12..13 USD", claims=["paper.it"]),
    )
    figure = case.figure(sales(product="azure"), relative_to=sales(product="copilot"))

    assert figure.contested
    assert all(figure.low <= side.low <= side.high <= figure.high for side in figure.sides)


def test_what_is_stated_of_it_may_leave_a_side_open() -> None:
    figure = maker(number("n", sales(), "> 5 USD")).figure(sales())

    assert [gap.said for gap in figure.gaps] == ["what is stated of it leaves that side open"]


def test_every_number_that_is_read_away_is_told() -> None:
    case = maker(number("n", sales(product="ai"), "5..6 USD"), number("m", sales("2023", product="ai"), "3..4 USD"))
    readings = [Reading(metric="n", measurand=sales()), Reading(metric="m", measurand=sales("2023"))]
    figure = case.suppose("wider", because="b", reads=readings).figure(sales(product="ai"))

    assert len([each for each in figure.caveats if "speaks of it, but wider reads it as" in each]) == 2


def test_a_share_of_what_is_wanted_may_be_read_away_too() -> None:
    case = maker(
        number("theirs", sales(of="rival"), "10 USD"),
        number("share", sales(of="rival"), "exactly 50 %", sales(), relation="versus"),
    )
    assumed = case.suppose("later", because="b", placing={"share": "2025"})
    figure = assumed.figure(sales())

    assert ends(case, sales()) == (19, 21)
    assert figure.high == inf
    assert [each.id for each in figure.assumptions] == ["later"]
