"""Each bound with all that it follows from: rule by rule, down to the claims, the assumptions and the definitions."""

import pytest

from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Measurand, Metric
from tests.figures.makers import compared, made_of, maker, number, profit, sales


def test_a_stated_amount_is_its_own_ground() -> None:
    figure = maker(number("n", sales(), "5..6 USD")).figure(sales())
    assert figure.lower is not None
    assert figure.upper is not None

    assert (figure.lower.rule, figure.lower.said, figure.lower.value) == ("stated", "at least 5 USD", 5)
    assert (figure.upper.rule, figure.upper.said, figure.upper.value) == ("stated", "at most 6 USD", 6)
    assert figure.lower.because == ()
    assert figure.lower.ground is not None
    assert figure.lower.ground.kind == "claims"
    assert figure.lower.ground.said == "5..6 USD (read as 5 to 6 USD) [n]"
    assert [record.id for record in figure.lower.ground.records] == ["n"]


def test_a_pace_says_of_which_period() -> None:
    figure = maker(number("n", sales(), "> 5 USD/year")).figure(sales())

    assert figure.lower is not None
    assert figure.lower.ground is not None
    assert figure.lower.ground.said == "at least 5 USD/year, for 2024 [n]"
    assert figure.upper is None


@pytest.mark.parametrize(
    ("metric", "asked", "low", "high"),
    [
        (number("r", sales("2025"), "2..3 times", sales()), sales("2025"), "times a ratio", "times a ratio"),
        (number("r", sales(), "2..3 times", sales("2025")), sales("2025"), "by a ratio", "by a ratio"),
    ],
)
def test_a_ratio_is_followed_both_ways(metric: Metric, asked: Measurand, low: str, high: str) -> None:
    figure = maker(number("n", sales(), "5..6 USD"), metric).figure(asked)

    assert [each.rule for each in figure.derivations] == [low, high]
    assert [[step.rule for step in each] for each in figure.derivations] == [[low, "stated"], [high, "stated"]]


def test_a_definition_says_what_lies_in_what() -> None:
    case = maker(number("n", sales(), "5..6 USD"))
    part, whole = case.figure(sales(market="cn")), case.figure(sales("2024-01-01/2026-01-01"))

    assert part.upper is not None
    assert part.upper.ground is not None
    assert (part.upper.rule, part.upper.ground.kind) == ("a part of", "definition")
    assert part.upper.ground.said == "sales of Maker in China, 2024 is a part of sales of Maker, 2024"
    assert whole.lower is not None
    assert whole.lower.rule == "contains"


def test_an_ordering_is_followed_both_ways() -> None:
    case = maker(
        compared(sales("2023"), sales()), number("n", sales(), "5..6 USD"), number("m", sales("2022"), "1 USD")
    )
    assert case.figure(sales("2023")).derivations[-1].rule == "not larger than"

    other = maker(compared(sales("2023"), sales()), number("n", sales("2023"), "5..6 USD"))
    assert other.figure(sales()).derivations[0].rule == "not smaller than"


def test_a_sum_is_followed_to_the_whole_and_to_a_part() -> None:
    parts = [sales(product="ai"), sales(product="office")]
    stated = made_of(sales(), *parts)
    whole = maker(stated, number("a", parts[0], "3..4 USD"), number("b", parts[1], "5..6 USD")).figure(sales())
    part = maker(stated, number("a", parts[0], "3..4 USD"), number("n", sales(), "9..10 USD")).figure(parts[1])

    assert {each.rule for each in whole.derivations} == {"sum of its parts"}
    assert {each.rule for each in part.derivations} == {"what the other parts leave"}
    assert whole.lower is not None
    assert {record.id for ground in whole.lower.grounds for record in ground.records} == {"parts", "a", "b"}


def test_what_it_is_relative_to_is_given() -> None:
    figure = maker(number("r", sales("2025"), "2..3 times", sales())).figure(sales("2025"), relative_to=sales())

    assert figure.lower is not None
    assert [step.rule for step in figure.lower] == ["times a ratio", "given"]
    assert [step.said for step in figure.lower] == ["at least 2 times", "at least 1 times"]


def test_an_amount_that_two_ratios_share_is_one_of_its_unit() -> None:
    case = maker(number("a", sales(), "exactly 5 USD"), number("b", sales("2023"), "exactly 2 USD"))
    figure = case.figure(sales(), relative_to=sales("2023"))

    assert (figure.low, figure.high) == (2.5, 2.5)
    assert figure.lower is not None
    assert [step.quantity for step in figure.lower] == ["sales of Maker, 2024", "1 USD", "sales of Maker, 2023"]


def test_another_currency_somewhere_else_does_not_come_into_it() -> None:
    case = maker(
        number("a", sales(), "exactly 5 USD"),
        number("b", sales("2023"), "exactly 2 USD"),
        number("c", sales(of="rival"), "exactly 2 EUR"),
    )
    figure = case.figure(sales(), relative_to=sales("2023"))

    assert figure.lower is not None
    assert [step.quantity for step in figure.lower] == ["sales of Maker, 2024", "1 USD", "sales of Maker, 2023"]


def test_the_unit_of_a_share_is_per_cent_and_of_a_growth_times() -> None:
    case = maker(number("n", sales(), "5..6 USD"))

    assert case.figure(sales(market="cn"), relative_to=sales()).unit.text == "percent"
    assert case.figure(sales(), relative_to=sales(market="cn")).unit.text == "times"
    assert case.figure(sales(), relative_to=sales()).unit.text == "times"


def test_an_assumption_stands_beside_the_claims_that_it_reads() -> None:
    undated = Measurand(measure="sales", of="maker", period="unknown")
    placed = Assumption(id="placed", because="b", reads=[Reading(metric="n", measurand=sales())])
    figure = maker(number("n", undated, "5..6 USD"), placed).assuming("placed").figure(sales())

    assert figure.lower is not None
    (ground,) = figure.lower.grounds
    assert ground.kind == "claims"
    assert [each.id for each in ground.assumptions] == ["placed"]
    assert figure.lower.claims == ("filing.it",)


def test_what_an_assumption_adds_has_no_claim() -> None:
    adds = Assumption(id="adds", because="b", adds=[Metric(id="m", measurand=sales(), value="exactly 8 USD")])
    figure = maker(adds).assuming("adds").figure(sales())

    assert figure.lower is not None
    assert figure.lower.ground is not None
    assert (figure.lower.ground.kind, figure.lower.ground.evidence) == ("assumption", ())


# The likely value.


def test_the_likely_value_follows_one_chain_of_numbers_that_each_name_one() -> None:
    case = maker(number("n", sales(), "~100 USD"), number("r", sales("2025"), "~3 x", sales()))

    assert case.figure(sales("2025")).likely == 300
    assert case.figure(sales("2025"), relative_to=sales()).likely == 3
    assert case.figure(sales(), relative_to=sales("2025")).likely == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "metrics",
    [
        [number("n", sales(), "50..150 USD"), number("r", sales("2025"), "~3 x", sales())],
        [number("n", sales(), "~100 USD"), number("r", sales("2025"), "2..4 times", sales())],
        [
            number("n", sales(), "~100 USD"),
            number("r", sales("2025"), "~3 x", sales()),
            number("o", sales("2025"), "> 200 USD", claims=["talk.it"]),
        ],
        [number("n", sales("2025", market="cn"), "~100 USD"), number("o", sales("2025-01-01/2027-01-01"), "~200 USD")],
    ],
    ids=["an amount without one", "a ratio without one", "two chains", "definitions"],
)
def test_there_is_no_likely_value_where_the_ends_come_from_elsewhere(metrics: list[Metric]) -> None:
    assert maker(*metrics).figure(sales("2025")).likely is None


def test_a_figure_of_what_may_be_negative_has_a_likely_value_too() -> None:
    assert maker(number("n", profit(), "~-5 USD")).figure(profit()).likely == -5


def test_a_bound_that_rests_on_itself_is_shown_once() -> None:
    half, rest = sales(product="ai"), sales(product="office")
    case = maker(
        made_of(sales(), half, rest),
        number("a", sales(), "1..2 times", rest),
        number("n", sales(), "< 100 USD"),
        number("b", half, "> 10 USD"),
        compared(half, rest),
    )
    figure = case.figure(sales())

    for derivation in figure.derivations:
        steps = list(derivation)
        assert len(steps) == len({id(step) for step in steps})
    assert figure.low >= 20 * (1 - 1e-9)
