"""Assumptions turned on, or made on the spot."""

from typing import Any

import pytest

from aibroker.errors import InvalidLandscapeError, InvalidValueError, UnknownNameError
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Measurand
from tests.figures.makers import ends, maker, number, sales

UNDATED = Measurand(measure="sales", of="maker", period="unknown")
IN_CHINA = Measurand(measure="sales", of="maker", market="cn", period="unknown")
EVEN = Assumption(id="even", name="Even pace", because="b", convention="even pace")


def test_an_assumption_is_turned_on_by_id_by_name_or_as_a_record() -> None:
    case = maker(EVEN)

    assert case.assuming("even") == case.assuming("Even pace") == case.assuming(EVEN) == case.assuming("even", "even")
    assert [each.id for each in case.assuming("even").assumed] == ["even"]
    assert case.assumed == ()


def test_an_assumption_that_is_not_held_yet_joins() -> None:
    case = maker().assuming(EVEN)

    assert [each.id for each in case.assumptions] == ["even"]
    assert case.assumed == (EVEN,)


def test_assumptions_come_in_the_order_of_their_ids_whichever_came_first() -> None:
    other = Assumption(id="a-first", because="b", convention="gross, no agent")

    assert maker(EVEN, other).assuming("even").assuming("a-first") == maker(EVEN, other).assuming("a-first", "even")


def test_a_misspelt_assumption_is_met_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown assumption 'evn'.*'even'"):
        maker(EVEN).assuming("evn")


def test_an_assumption_that_does_not_hold_together_with_the_rest_is_refused() -> None:
    with pytest.raises(InvalidLandscapeError):
        maker().assuming(Assumption(id="x", because="b", reads=[Reading(metric="nowhere", value="3 USD")]))


def test_a_supposition_is_an_assumption_with_an_id_made_of_its_name() -> None:
    case = maker(number("n", UNDATED, "exactly 7 USD")).suppose(
        "All of it in FY2024", because="it may be", placing={"n": "FY2024"}
    )

    (assumption,) = case.assumed
    assert (assumption.id, assumption.name, assumption.because) == (
        "all-of-it-in-fy2024",
        "All of it in FY2024",
        "it may be",
    )
    assert ends(case, sales("2023-07-01/2024-07-01")) == (7, 7)


def test_placing_a_share_places_what_it_is_a_share_of() -> None:
    case = maker(
        number("share", IN_CHINA, "10 %", UNDATED, relation="share of"), number("n", sales(), "exactly 50 USD")
    ).suppose("in 2024", because="b", placing={"share": "2024"})

    assert ends(case, sales(market="cn")) == (5, 5)


def test_a_growth_is_placed_by_naming_both_periods() -> None:
    growth = number("growth", UNDATED, "x2", sales("2023"))

    with pytest.raises(InvalidValueError, match="placed by a reading that names both: 'growth'"):
        maker(growth).suppose("in 2024", because="b", placing={"growth": "2024"})
    case = maker(growth, number("n", sales("2023"), "exactly 5 USD")).suppose(
        "in 2024", because="b", reads=[Reading(metric="growth", measurand=sales())]
    )
    assert ends(case, sales()) == (10, 10)


def test_placing_a_number_that_is_not_there_is_met_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown metric 'numbr'.*'number'"):
        maker(number("number", UNDATED, "7 USD")).suppose("x", because="b", placing={"numbr": "2024"})


def test_a_supposition_that_supposes_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="an assumption that assumes nothing"):
        maker().suppose("nothing", because="b")


def test_a_supposition_that_reads_a_number_in_another_way_is_refused() -> None:
    case = maker(number("n", UNDATED, "7 USD")).suppose("in 2024", because="b", placing={"n": "2024"})

    with pytest.raises(InvalidValueError, match="read n in different ways"):
        case.suppose("in 2023", because="b", placing={"n": "2023"})


def test_an_id_that_is_taken_by_another_assumption_is_refused() -> None:
    case = maker(number("n", sales("unknown"), "exactly 8 USD"))
    once = case.suppose("so", because="b", placing={"n": "2024"})

    with pytest.raises(InvalidValueError, match="the landscape holds another assumption of this id: 'so'"):
        once.suppose("so", because="b", placing={"n": "2023"})
    assert once.suppose("so", because="b", placing={"n": "2024"}) == once


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"placing": ["n"]}, "numbers are placed by id"),
        ({"adds": number("m", sales(), "5 USD")}, "a list of parts is of another kind"),
        ({"reads": Reading(metric="n", value="5 USD")}, "a list of parts is of another kind"),
        ({"reads": ["n"]}, "a part in a list is of another kind"),
    ],
)
def test_what_is_supposed_comes_in_lists(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidValueError, match=said):
        maker(number("n", sales(), "5 USD")).suppose("x", because="b", **given)
