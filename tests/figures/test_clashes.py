"""Numbers that cannot all hold: as few as show it, all of them, each widened, and none set aside in silence."""

from itertools import permutations
from math import inf

import pytest

from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Source
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Product
from tests.figures.makers import KINDS, claim, ends, made_of, maker, number, profit, sales

SOURCES = list(KINDS)


def told(*values: str) -> Landscape:
    """One quantity, told by one source after the other."""
    pages = zip(SOURCES, values, strict=False)
    return maker(*(number(f"by-{page}", sales(), value, claims=[f"{page}.it"]) for page, value in pages))


def between(case: Landscape) -> list[set[str]]:
    return [{record.id for record in conflict.between} for conflict in case.conflicts()]


def test_each_of_two_numbers_that_do_not_meet_is_widened_to_the_other() -> None:
    figure = told("exactly 5 USD", "exactly 8 USD").figure(sales())

    assert (figure.low, figure.high, figure.likely) == (5, 8, None)
    assert figure.contested
    assert [(side.without, side.low, side.high) for side in figure.sides] == [
        (("by-filing",), 8, 8),
        (("by-talk",), 5, 5),
    ]
    contested = "numbers behind it cannot all hold; the figure holds if at most one of each conflict is wrong"
    assert figure.caveats == (contested,)


def test_a_contested_figure_rests_on_both_sides() -> None:
    figure = told("exactly 5 USD", "exactly 8 USD").figure(sales())

    assert {each.claim.id for each in figure.claims} == {"filing.it", "talk.it"}
    assert "held wider, since it stands against by-talk" in str(figure)


def test_an_assumption_that_contradicts_a_number_is_used() -> None:
    adds = Assumption(id="adds", because="b", adds=[Metric(id="m", measurand=sales(), value="exactly 8 USD")])
    figure = maker(number("n", sales(), "exactly 5 USD"), adds).assuming("adds").figure(sales())

    assert (figure.low, figure.high) == (5, 8)
    assert [each.id for each in figure.assumptions] == ["adds"]
    assert figure.not_needed == ()


@pytest.mark.parametrize("values", [*permutations(["10..20 USD", "30..40 USD", "50..60 USD"])])
def test_three_numbers_that_do_not_meet_are_three_conflicts_whoever_tells_which(values: tuple[str, ...]) -> None:
    case = told(*values)

    assert between(case) == [{"by-filing", "by-paper"}, {"by-filing", "by-talk"}, {"by-paper", "by-talk"}]
    assert ends(case, sales()) == (10, 60)
    assert case.figure(sales()).contested


@pytest.mark.parametrize("values", [*permutations(["exactly 36 USD", "35..37 USD", "exactly 72 USD"])])
def test_two_against_one_are_no_majority(values: tuple[str, ...]) -> None:
    case = told(*values)

    assert len(case.conflicts()) == 2
    assert ends(case, sales()) == (36, 72)


@pytest.mark.parametrize("measurand", [sales(), profit()])
def test_of_many_numbers_that_do_not_meet_every_two_are_a_conflict(measurand: Measurand) -> None:
    sign = -1 if measurand.measure == "profit" else 1
    pages = [f"page-{number}" for number in range(12)]
    case = maker(
        *(Source(id=page, title=page, kind="filing", published=None) for page in pages),
        *(claim(page) for page in pages),
        *(
            number(page, measurand, f"exactly {sign * (index // 2 + 1)} USD", claims=[f"{page}.it"])
            for index, page in enumerate(pages)
        ),
    )

    assert len(case.conflicts()) == 12 * 10 / 2
    assert sorted(map(abs, ends(case, measurand))) == [1, 6]
    assert len(case.figure(measurand).sides) == 12


def test_a_conflict_is_no_larger_than_it_has_to_be() -> None:
    case = maker(
        number("a", sales("2023"), "exactly 10 USD"),
        number("b", sales(), "x2", sales("2023"), claims=["talk.it"]),
        number("c", sales(), "exactly 50 USD", claims=["paper.it"]),
        number("d", sales("2022"), "exactly 3 USD"),
        number("e", sales("2023"), "9..11 USD", claims=["blog.it"]),
    )

    assert {"a", "b", "c"} in between(case)
    assert all("d" not in each for each in between(case))
    assert ends(case, sales()) == pytest.approx((20, 50))


def test_a_part_above_its_whole_is_a_conflict_without_the_definition_as_a_side() -> None:
    case = maker(
        number("n", sales(), "exactly 5 USD"), number("p", sales(market="cn"), "exactly 8 USD", claims=["talk.it"])
    )

    assert between(case) == [{"n", "p"}]
    assert ends(case, sales(market="cn")) == (0, 8)
    assert ends(case, sales()) == (5, inf)


def test_parts_above_the_whole_put_the_sum_itself_in_doubt() -> None:
    parts = [sales(product="ai"), sales(product="office")]
    case = maker(
        made_of(sales(), *parts),
        number("a", parts[0], "60 %", sales(), relation="share of", claims=["talk.it"]),
        number("b", parts[1], "60 %", sales(), relation="share of", claims=["paper.it"]),
    )

    assert between(case) == [{"a", "b", "parts"}]
    assert ends(case, parts[0], sales()) == (40, 60)
    figure = case.figure(parts[0], relative_to=sales())
    assert {side.without for side in figure.sides} == {("a",), ("b",), ("parts",)}


def test_a_chain_of_ratios_in_a_circle_is_a_conflict_without_any_amount() -> None:
    case = maker(
        number("a", sales("2023"), "x2", sales("2022")),
        number("b", sales(), "x2", sales("2023"), claims=["talk.it"]),
        number("c", sales(), "x5", sales("2022"), claims=["paper.it"]),
    )

    assert between(case) == [{"a", "b", "c"}]
    assert ends(case, sales(), sales("2022")) == (4, 5)


def test_amounts_that_agree_within_the_last_digit_are_no_conflict() -> None:
    assert told("281.7 bn USD", "281.724 bn USD").conflicts() == ()


def test_a_ratio_to_a_loss_is_no_conflict_and_blames_nobody() -> None:
    case = maker(number("loss", profit("2023"), "exactly -5 USD"), number("n", profit(), "x2", profit("2023")))

    assert case.conflicts() == ()
    assert ends(case, profit("2023")) == (-5, -5)
    assert ends(case, profit()) == (-inf, inf)
    assert any("a ratio to what may be negative says nothing" in gap.said for gap in case.figure(profit()).gaps)


def test_a_ratio_to_a_profit_that_is_known_to_be_one_is_used() -> None:
    case = maker(number("gain", profit("2023"), "exactly 5 USD"), number("n", profit(), "x2", profit("2023")))

    assert ends(case, profit()) == (10, 10)


@pytest.mark.parametrize("later", ["exactly 5 USD", "exactly -5 USD"])
def test_a_number_that_comes_later_decides_whether_a_ratio_is_used(later: str) -> None:
    ratio, base = number("n", profit(), "x2", profit("2023")), number("base", profit("2023"), later)

    assert ends(maker(ratio).adding(base), profit()) == ends(maker(ratio, base), profit())


def test_numbers_that_leave_nothing_are_named_as_contesting() -> None:
    figure = told("> 10 USD", "< 5 USD").figure(sales())

    assert (figure.low, figure.high) == (0, inf)
    assert figure.contested
    assert [{record.id for record in each.between} for each in figure.conflicts] == [{"by-filing", "by-talk"}]
    assert {(side.without, side.low, side.high) for side in figure.sides} == {
        (("by-filing",), 0, 5),
        (("by-talk",), 10, inf),
    }


def test_a_conflict_about_something_else_contests_nothing() -> None:
    figure = told("> 10 USD", "< 5 USD").figure(sales("2030"))

    assert not figure.contested


@pytest.mark.parametrize("values", [*permutations(["exactly 36 USD", "35..37 USD", "exactly 72 USD"])])
def test_a_side_lies_in_the_figure(values: tuple[str, ...]) -> None:
    figure = told(*values).figure(sales())

    assert all(figure.low <= side.low <= side.high <= figure.high for side in figure.sides)


# Policies.


def test_a_policy_lets_some_sources_count_and_says_what_it_has_set_aside() -> None:
    case = maker(
        number("n", sales(), "exactly 5 USD"), number("t", sales(), "exactly 8 USD", claims=["paper.it"])
    ).preferring("filing", "testimony", over="reporting")
    figure = case.figure(sales())
    policy = "where numbers cannot all hold, filing or testimony counts over reporting"

    assert (figure.low, figure.high) == (5, 5)
    assert not figure.contested
    assert figure.sides == ()
    assert figure.policies == (policy,)
    assert figure.caveats == ("t set aside, since filing or testimony counts over reporting",)
    assert case.conflicts()[0].statement.endswith(f"they cannot both hold; {policy}")


def test_a_policy_sets_nothing_aside_where_numbers_agree() -> None:
    case = maker(number("n", sales(), "5..8 USD"), number("t", sales(), "7..9 USD", claims=["paper.it"])).preferring(
        "filing", over="reporting"
    )

    assert ends(case, sales()) == (7, 8)
    assert case.figure(sales()).caveats == ()


def test_a_policy_says_nothing_of_a_conflict_among_the_sources_that_yield() -> None:
    case = maker(
        number("p", sales(), "exactly 5 USD", claims=["paper.it"]),
        number("b", sales(), "exactly 8 USD", claims=["blog.it"]),
    ).preferring("filing", over="reporting")

    assert ends(case, sales()) == (5, 8)
    assert case.figure(sales()).contested


def test_a_policy_comes_before_the_conflicts_among_those_that_yield() -> None:
    case = maker(
        number("p", sales(), "exactly 5 USD", claims=["paper.it"]),
        number("b", sales(), "exactly 8 USD", claims=["blog.it"]),
        number("n", sales(), "exactly 7 USD"),
    ).preferring("filing", over="reporting")
    figure = case.figure(sales())

    assert (figure.low, figure.high) == (7, 7)
    assert not figure.contested


def test_a_number_of_several_kinds_of_source_yields_to_none() -> None:
    case = maker(
        claim("paper", "more"),
        number("n", sales(), "exactly 5 USD"),
        number("t", sales(), "exactly 8 USD", claims=["paper.it", "talk.it"]),
    ).preferring("filing", over="reporting")

    assert case.figure(sales()).contested


def test_an_assumption_is_of_no_kind_of_source_and_yields_to_none() -> None:
    adds = Assumption(id="adds", because="b", adds=[Metric(id="m", measurand=sales(), value="exactly 8 USD")])
    case = maker(number("n", sales(), "exactly 5 USD"), adds).assuming("adds").preferring("filing", over="reporting")

    assert case.figure(sales()).contested


def test_the_first_policy_that_fits_decides() -> None:
    case = maker(
        number("n", sales(), "exactly 5 USD", claims=["talk.it"]),
        number("t", sales(), "exactly 8 USD", claims=["paper.it"]),
    )

    assert ends(case.preferring("testimony", over="reporting").preferring("reporting", over="testimony"), sales()) == (
        5,
        5,
    )
    assert ends(case.preferring("reporting", over="testimony").preferring("testimony", over="reporting"), sales()) == (
        8,
        8,
    )


def test_what_tells_the_sign_of_a_base_is_one_of_those_that_cannot_all_hold() -> None:
    numbers = {
        "before": number("before", profit("2023"), "10..11 USD", claims=["talk.it"]),
        "growth": number("growth", profit(), "x2", profit("2023"), claims=["paper.it"]),
        "after": number("after", profit(), "-9..-8 USD", claims=["filing.it"]),
    }
    case = maker(*numbers.values())

    assert between(case) == [set(numbers)]
    for name in numbers:
        rest = maker(*(each for each in numbers.values() if each.id != name))
        assert rest.conflicts() == ()
        side = next(each for each in case.figure(profit()).sides if each.without == (name,))
        assert (side.low, side.high) == (rest.figure(profit()).low, rest.figure(profit()).high)
    assert (case.figure(profit("2023")).low, case.figure(profit("2023")).high) == (-inf, inf)


@pytest.mark.parametrize("order", [*permutations(("a", "b", "low"))])
def test_what_cannot_hold_alone_makes_no_pair_with_others_whatever_ids_are(order: tuple[str, ...]) -> None:
    values = {"a": "3.15..3.25 times", "b": "1.175..1.618 times", "low": "0.44..0.58 times"}
    names = {each: f"m{place}" for place, each in enumerate(order)}
    part = sales(buyer="buyer")
    pages = dict(zip(values, SOURCES, strict=False))
    case = maker(
        *(number(names[each], sales(), said, part, claims=[f"{pages[each]}.it"]) for each, said in values.items())
    )
    figure = case.figure(sales(), relative_to=part)

    assert sorted(map(sorted, between(case))) == sorted(map(sorted, ({names["low"]}, {names["a"], names["b"]})))
    assert (figure.low, figure.high) == (1.175, 3.25)


@pytest.mark.parametrize("shares", [("exactly 60 %", "exactly 40 %"), ("60..70 %", "> 40 %")])
def test_what_is_left_of_a_whole_that_is_used_up_is_nothing(shares: tuple[str, str]) -> None:
    parts = [sales(product=each) for each in ("ai", "office", "other")]
    given = [
        number(f"share-{place}", part, said, sales(), relation="share of")
        for place, (part, said) in enumerate(zip(parts, shares, strict=False))
    ]
    rest = number("rest", parts[2], "5 USD")
    case = maker(Product(id="other", name="Other", seller="maker"), made_of(sales(), *parts), *given)

    assert case.figure(parts[2], relative_to=sales()).high == 0
    assert between(case.adding(rest)) == [{"parts", "share-0", "share-1", "rest"}]


def test_years_that_an_even_pace_cannot_make_agree_are_in_conflict_without_the_sum_that_it_makes() -> None:
    case = maker(
        number("a", sales("2023-07-01/2024-07-01"), "exactly 366 USD"),
        number("b", sales("2024-07-01/2025-07-01"), "exactly 730 USD", claims=["talk.it"]),
        number("c", sales("2024"), "exactly 1000 USD", claims=["paper.it"]),
    ).suppose("even", because="b", convention="even pace")

    assert between(case) == [{"a", "b", "c", "even"}]
    assert case.figure(sales("2024"), relative_to=sales("2023-07-01/2024-07-01")).contested
