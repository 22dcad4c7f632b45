"""Assumptions: named statements that no source makes."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.records.offers import Model
from aibroker.values.estimates import Estimate

SALES = Measurand(measure="sales", of="microsoft", period="2024")
CHINA = Measurand(measure="sales", of="microsoft", market="cn", period="2024")
REST = Measurand(measure="sales", of="microsoft", market="us", period="2024")


def assumption(**said: Any) -> Assumption:
    given: dict[str, Any] = {"id": "a", "because": "Nothing says otherwise."} | said
    return Assumption(**given)


def test_an_assumption_reads_numbers() -> None:
    made = assumption(reads=[Reading(metric="m", measurand=SALES, value="1.4..1.5 %", retells=["s.a"])])

    assert made.reads[0].value == Estimate.between(1.4, 1.5, unit="percent")
    assert made.reads[0].relative_to is None


@pytest.mark.parametrize(
    "statement",
    [
        Metric(id="m", measurand=SALES, value="3 bn USD"),
        Comparison(id="c", smaller=CHINA, larger=SALES),
        Partition(id="p", whole=SALES, parts=[CHINA, REST]),
    ],
)
def test_an_assumption_adds_numbers_sums_and_orderings(statement: Any) -> None:
    assert assumption(adds=[statement]).adds == (statement,)


@pytest.mark.parametrize("convention", ["even pace", "gross, no agent", "whole spend leaves"])
def test_an_assumption_may_hold_a_convention(convention: Any) -> None:
    assert assumption(convention=convention).convention == convention


def test_no_other_convention_is_known() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Assumption.convention is not in its vocabulary: 'even'.*even pace; gross"
    ):
        assumption(convention="even")


def test_an_assumption_assumes_something() -> None:
    with pytest.raises(
        InvalidValueError, match=r"an assumption that assumes nothing: 'a' .*reads, adds and convention"
    ):
        assumption()


def test_an_assumption_says_why() -> None:
    with pytest.raises(InvalidValueError, match=r"Assumption.because wants a text that is not empty"):
        assumption(because="", convention="even pace")


@pytest.mark.parametrize("adds", [["m"], [Model(id="m", name="M", developer="d")], "m"])
def test_an_assumption_adds_nothing_else(adds: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"is of another kind: .*valid: Metric or Partition or Comparison\)"):
        assumption(adds=adds)


@pytest.mark.parametrize("reads", [["m"], "m"])
def test_a_reading_is_no_plain_name(reads: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"is of another kind: .*valid: Reading\)"):
        assumption(reads=reads)


@pytest.mark.parametrize("field", ["measurand", "relative_to"])
def test_a_reading_is_of_measurands(field: str) -> None:
    said: dict[str, Any] = {field: "sales"}
    with pytest.raises(InvalidValueError, match=rf"Reading.{field} is of another kind: 'sales'.*Measurand or None"):
        Reading(metric="m", **said)


def test_an_assumption_reads_a_number_in_one_way_and_adds_a_thing_once() -> None:
    with pytest.raises(InvalidValueError, match="one assumption reads a number in two ways: 'm'"):
        assumption(reads=[Reading(metric="m", measurand=SALES), Reading(metric="m", measurand=CHINA)])
    with pytest.raises(InvalidValueError, match="one assumption adds two things of one id: 'Comparison c'"):
        assumption(
            adds=[Comparison(id="c", smaller=CHINA, larger=SALES), Comparison(id="c", smaller=REST, larger=SALES)]
        )


def test_the_order_in_which_an_assumption_says_things_does_not_matter() -> None:
    readings = [Reading(metric="b", measurand=SALES), Reading(metric="a", measurand=CHINA)]

    assert assumption(reads=readings) == assumption(reads=reversed(readings))
