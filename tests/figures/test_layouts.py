"""Premises and definitions together: an even pace makes a part of a period a known part of its amount."""

from math import inf

import pytest

from aibroker.landscape import Landscape
from aibroker.records.measures import Measurand, Measure
from tests.figures.makers import compared, ends, made_of, maker, number, sales


def even(case: Landscape) -> Landscape:
    return case.suppose("even", because="nobody says how it is spread", convention="even pace")


@pytest.mark.parametrize(
    ("whole", "part", "share"),
    [
        ("2023-07-01/2024-07-01", "2024-Q1", 91 / 366),
        ("2023-07-01/2024-07-01", "2023-07-01/2024-01-01", 184 / 366),
        ("2023-07-01/2024-01-01", "2023-10-01/2024-01-01", 92 / 184),
        ("2026-07-01/2027-07-01", "2026-10-01/2027-07-01", 273 / 365),
    ],
    ids=["a quarter", "half a fiscal year", "half of a half", "from October on"],
)
def test_under_an_even_pace_a_part_of_a_period_is_its_share_of_the_whole(whole: str, part: str, share: float) -> None:
    case = even(maker(number("n", sales(whole), "exactly 1000 USD")))
    figure = case.figure(sales(part))

    assert (figure.low, figure.high) == pytest.approx((1000 * share, 1000 * share))
    assert figure.low <= figure.high
    assert [each.id for each in figure.assumptions] == ["even"]


def test_it_works_from_the_part_to_the_whole_too() -> None:
    case = even(maker(number("n", sales("2024-Q1"), "exactly 91 USD")))

    assert ends(case, sales("2023-07-01/2024-07-01")) == pytest.approx((366, 366))


@pytest.mark.parametrize(
    ("whole", "part", "most"),
    [("2024", "2024-Q1", 500), ("2024", "2024-Q3", 500), ("2023-07-01/2025-07-01", "2023-07-01/2024-07-01", 1000)],
)
def test_it_holds_within_one_year_of_the_company_and_not_from_one_to_the_next(whole: str, part: str, most: int) -> None:
    """Of the calendar year 2024, half may be nothing; the other half then is half a year of the company."""
    case = even(maker(number("n", sales(whole), "exactly 1000 USD")))

    assert ends(case, sales(part)) == pytest.approx((0, most))


def test_calendar_years_are_made_of_the_years_of_the_company() -> None:
    years = {"2023-07-01/2024-07-01": "exactly 366 USD", "2024-07-01/2025-07-01": "exactly 730 USD"}
    case = even(maker(*(number(f"n-{place}", sales(year), said) for place, (year, said) in enumerate(years.items()))))
    figure = case.figure(sales("2024"))

    assert (figure.low, figure.high) == pytest.approx((182 + 184 * 2, 182 + 184 * 2))
    assert [each.id for each in figure.assumptions] == ["even"]
    assert "is the sum of 2024-01-01/2024-07-01 and 2024-07-01/2025-01-01" in " ".join(str(figure).split())
    assert ",;" not in str(figure)
    assert ends(case, sales("2023-07-01/2025-07-01")) == pytest.approx((1096, 1096))


def test_it_does_not_matter_whether_anybody_mentions_a_part() -> None:
    known = number("n", sales("2023-07-01/2024-07-01"), "exactly 366 USD")
    unknown = number("nothing", sales("2024-01-01/2024-07-01"), "unknown USD")

    assert ends(even(maker(known)), sales("2024")) == ends(even(maker(known, unknown)), sales("2024"))
    assert ends(even(maker(known)), sales("2024")) == pytest.approx((182, inf))


def test_what_does_not_add_up_is_no_sum_of_its_pieces() -> None:
    case = even(maker(number("n", Measurand(measure="users", of="maker", period="2023-07-01/2024-07-01"), "366")))

    assert ends(case, Measurand(measure="users", of="maker", period="2024")) == (0, inf)
    assert ends(case, sales("../2024-07-01")) == (0, inf)


def test_a_known_year_does_not_fix_the_next_one() -> None:
    known = number("n", sales("2023-07-01/2024-07-01"), "exactly 9 USD")
    case = even(maker(known, number("b", sales("2023-07-01/2025-07-01"), "< 99 USD")))

    assert ends(case, sales("2024-07-01/2025-07-01")) == pytest.approx((0, 90))


QUARTERS = tuple(f"2024-Q{each}" for each in range(1, 5))


@pytest.mark.parametrize("of", ["maker", "rival"], ids=["its year ends in June", "its year is the calendar's"])
def test_a_pace_makes_amounts_of_which_those_of_the_parts_add_up(of: str) -> None:
    months = [f"2024-{each:02}" for each in range(1, 13)]
    year = "2024" if of == "rival" else None

    for parts in (QUARTERS, months):
        case = maker(*(number(f"n{at}", sales(part, of=of), "exactly 1 USD/year") for at, part in enumerate(parts)))
        total = sum(ends(case, sales(part, of=of))[0] for part in parts)
        assert total == pytest.approx(1 if year else (182 / 366 + 184 / 365))


def test_months_at_the_pace_of_their_year_do_not_stand_against_it() -> None:
    months = [f"2024-{each:02}" for each in range(1, 13)]
    case = even(
        maker(
            number("year", sales("2024", of="rival"), "exactly 366 USD"),
            *(number(f"n{at}", sales(part, of="rival"), "exactly 366 USD/year") for at, part in enumerate(months)),
        )
    )

    assert case.conflicts() == ()


def test_a_conflict_that_an_even_pace_makes_names_it() -> None:
    case = maker(
        number("year", sales("2024", of="rival"), "exactly 366 USD"),
        number("quarter", sales("2024-Q1", of="rival"), "exactly 10 USD", claims=["talk.it"]),
    )
    (conflict,) = even(case).conflicts()
    figure = even(case).figure(sales("2024", of="rival"))

    assert case.conflicts() == ()
    assert {record.id for record in conflict.between} == {"year", "quarter", "even"}
    assert conflict.statement.endswith("they cannot both hold if the pace is even (even)")
    assert figure.contested
    assert figure.not_needed == ()


def test_it_says_nothing_of_a_part_by_another_aspect() -> None:
    case = even(maker(number("n", sales(), "exactly 1000 USD")))

    assert ends(case, sales(market="cn")) == (0, 1000)
    assert ends(case, sales("2024-Q1", market="cn")) == (0, 1000)


def test_without_it_a_part_of_a_period_is_anything_up_to_the_whole() -> None:
    assert ends(maker(number("n", sales(), "exactly 1000 USD")), sales("2024-Q1")) == (0, 1000)


def test_its_sentence_tells_what_lies_in_what() -> None:
    figure = even(maker(number("n", sales("2023-07-01/2024-07-01"), "exactly 366 USD"))).figure(sales("2024-Q1"))

    assert "that is its part by days, at an even pace, of sales of Maker, FY2024" in " ".join(
        str(figure.explain()).split()
    )


def test_a_sum_yields_the_whole_the_parts_and_their_shares() -> None:
    parts = made_of(sales(), sales(product="ai"), sales(product="office"))
    amounts = maker(
        parts, number("a", sales(product="ai"), "3..4 USD"), number("b", sales(product="office"), "5..6 USD")
    )
    rest = maker(parts, number("a", sales(product="ai"), "3..4 USD"), number("n", sales(), "exactly 10 USD"))
    share = maker(parts, number("a", sales(product="ai"), "30..40 %", sales(), relation="share of"))

    assert ends(amounts, sales()) == (8, 10)
    assert ends(rest, sales(product="office")) == pytest.approx((6, 7))
    assert ends(share, sales(product="office"), sales()) == pytest.approx((60, 70))


def test_a_whole_follows_from_a_part_and_the_share_of_the_others() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(product="ai"), "30..40 %", sales(), relation="share of"),
        number("b", sales(product="office"), "exactly 6 USD"),
    )
    figure = case.figure(sales())

    assert (figure.low, figure.high) == pytest.approx((6 / 0.7, 10))
    assert {step.rule for each in figure.derivations for step in each} >= {"one of several shares"}


def test_a_share_stated_the_other_way_round_counts_as_well() -> None:
    case = maker(
        made_of(sales(), sales(product="ai"), sales(product="office")),
        number("a", sales(), "2..4 times", sales(product="ai")),
        number("n", sales(), "exactly 12 USD"),
    )

    assert ends(case, sales(product="office")) == pytest.approx((6, 9))


def test_an_ordering_bounds_both() -> None:
    case = maker(
        compared(sales("2023"), sales()), number("a", sales("2023"), "3..9 USD"), number("b", sales(), "2..8 USD")
    )

    assert ends(case, sales("2023")) == (3, 8)
    assert ends(case, sales()) == (3, 8)
    assert ends(maker(compared(sales("2023"), sales())), sales()) == (0, inf)


def test_what_does_not_add_up_has_no_even_pace() -> None:
    readers = Measure(id="readers", name="readers", dimension="count", kind="flow", adds_up=False)
    whole, part = (Measurand(measure="readers", of="rival", period=each) for each in ("2024", "2024-01"))
    case = even(maker(readers, number("n", whole, "exactly 1000 count")))

    assert ends(case, part) == (0, 1000)
