"""Measures, measurands, metrics, partitions and comparisons."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.records.measures import STANDARD_MEASURES, Comparison, Measurand, Measure, Metric, Partition
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

WHOLE = Measurand(measure="sales", of="microsoft", period="2024")
CHINA = Measurand(measure="sales", of="microsoft", market="China", period="2024")
REST = Measurand(measure="sales", of="microsoft", market="US", period="2024")


def metric(**said: Any) -> Metric:
    given: dict[str, Any] = {"id": "m", "measurand": CHINA, "value": "3 bn USD"} | said
    return Metric(**given)


@pytest.mark.parametrize(
    ("period", "periods"),
    [
        ("2024", (Period.year(2024),)),
        (Period.year(2024), (Period.year(2024),)),
        (["2024", "2024-07-01/2025-07-01"], (Period.year(2024), Period.between("2024-07-01", "2025-07-01"))),
        ("unknown", ()),
        ([], ()),
    ],
)
def test_a_measurand_has_a_period_several_readings_or_none_known(period: Any, periods: tuple[Period, ...]) -> None:
    made = Measurand(measure="sales", period=period)

    assert made.periods == periods
    assert made.period == (periods[0] if len(periods) == 1 else None)


def test_the_period_of_a_measurand_must_be_said() -> None:
    with pytest.raises(TypeError, match="period"):
        Measurand(measure="sales")  # type: ignore[call-arg]


def test_one_period_under_two_names_is_one_reading() -> None:
    with pytest.raises(InvalidValueError, match="the same period is named twice: '2024, 2024'"):
        Measurand(measure="sales", period=["2024", "2024-01-01/2025-01-01"])


@pytest.mark.parametrize("period", [None, 2024, [2024], ["2024", None]])
def test_a_period_is_no_number(period: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"is of another kind: .*valid: Period"):
        Measurand(measure="sales", period=period)


def test_an_aspect_left_out_means_all() -> None:
    made = Measurand(measure="sales", period="2024")
    assert (made.of, made.market, made.product, made.buyer) == (None, None, None, None)


def test_a_measurand_shows_how_it_is_written() -> None:
    assert repr(CHINA) == (
        "Measurand(measure='sales', of='microsoft', market='China', product=None, buyer=None,"
        " period=(Period.parse('2024'),))"
    )


@pytest.mark.parametrize(
    ("measure", "value", "fits"),
    [
        ("sales", "5 bn USD", True),
        ("sales", "5 bn CNY", True),
        ("sales", "> 1 bn USD/year", True),
        ("sales", "5 %", False),
        ("sales", "5", False),
        ("price", "2 USD/Mtoken", True),
        ("price", "2 USD", False),
        ("profit", "-5 bn USD", True),
    ],
)
def test_a_value_fits_a_measure_by_its_dimension_and_a_flow_also_as_a_pace(
    measure: str, value: str, fits: bool
) -> None:
    (found,) = (each for each in STANDARD_MEASURES if each.id == measure)
    assert found.fits(Estimate.parse(value)) is fits


def test_a_stock_has_no_pace() -> None:
    stock = Measure(id="debt", name="debt", dimension="money", kind="stock")

    assert stock.fits(Estimate.parse("5 bn USD"))
    assert not stock.fits(Estimate.parse("5 bn USD/year"))


def test_the_standard_sales_are_revenue_and_spend_at_once() -> None:
    (sales,) = (each for each in STANDARD_MEASURES if each.id == "sales")

    assert {"revenue", "spend"} <= set(sales.aliases)
    assert (sales.kind, sales.adds_up, sales.may_be_negative) == ("flow", True, False)


def test_a_metric_is_hedged_as_it_was_published() -> None:
    assert metric(value="over 1 bn USD").value == Estimate.above(1e9, unit="USD")
    assert metric(value="~3 bn USD").value == Estimate.about(3e9, unit="USD")
    assert metric(value=5).value == Estimate.exactly(5)


@pytest.mark.parametrize("relation", ["share of", "versus"])
def test_a_ratio_says_to_what_and_how(relation: Any) -> None:
    made = metric(value="1.5 %", relative_to=WHOLE, relation=relation)
    assert (made.relative_to, made.relation) == (WHOLE, relation)


@pytest.mark.parametrize("half", [{"relative_to": WHOLE}, {"relation": "share of"}])
def test_a_ratio_without_a_base_or_without_a_relation_is_refused(half: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match="a ratio wants both what it is relative to and how"):
        metric(value="1.5 %", **half)


def test_there_is_no_other_relation() -> None:
    with pytest.raises(InvalidValueError, match=r"no such relation: 'part of'.*'share of' or 'versus'"):
        metric(value="1.5 %", relative_to=WHOLE, relation="part of")


@pytest.mark.parametrize("value", ["3 bn USD", "3"])
def test_a_ratio_has_the_unit_of_a_ratio(value: str) -> None:
    with pytest.raises(UnitMismatchError, match=r"a ratio of two quantities has no such unit: .*percent or times"):
        metric(value=value, relative_to=WHOLE, relation="versus")


@pytest.mark.parametrize("relation", ["share of", "versus"])
def test_nothing_is_a_ratio_of_itself(relation: Any) -> None:
    with pytest.raises(InvalidValueError, match="a ratio of a quantity to itself: 'sales'"):
        metric(value="1.5 %", relative_to=CHINA, relation=relation)


def test_growth_from_one_unknown_period_to_another_is_no_ratio_to_itself() -> None:
    undated = Measurand(measure="sales", of="microsoft", period="unknown")

    assert metric(measurand=undated, value="x3", relative_to=undated, relation="versus").relative_to == undated
    with pytest.raises(InvalidValueError, match="a ratio of a quantity to itself"):
        metric(measurand=undated, value="5 %", relative_to=undated, relation="share of")


@pytest.mark.parametrize(
    "said", [{"measurand": "sales"}, {"value": "5 %", "relative_to": "sales", "relation": "versus"}]
)
def test_a_metric_is_of_measurands_and_not_of_words(said: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError, match=r"Metric.\w+ is of another kind: 'sales' \(valid: Measurand"):
        metric(**said)


def test_a_metric_is_actual_or_projected() -> None:
    assert metric().basis == "actual"
    with pytest.raises(InvalidValueError, match=r"Metric.basis .*'projection' \(did you mean 'projected'"):
        metric(basis="projection")


def test_a_partition_has_a_whole_and_at_least_two_other_parts() -> None:
    assert Partition(id="p", whole=WHOLE, parts=[CHINA, REST]).parts == (CHINA, REST)
    for parts in ([], [CHINA], [CHINA, CHINA], [CHINA, WHOLE]):
        with pytest.raises(InvalidValueError, match="a whole and at least two other, different parts: 'p'"):
            Partition(id="p", whole=WHOLE, parts=parts)


@pytest.mark.parametrize("parts", ["sales", ["a", "b"]])
def test_the_parts_of_a_partition_are_measurands(parts: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"is of another kind: .*valid: Measurand\)"):
        Partition(id="p", whole=WHOLE, parts=parts)


def test_a_comparison_is_of_two_quantities() -> None:
    assert Comparison(id="c", smaller=CHINA, larger=WHOLE).smaller == CHINA
    with pytest.raises(InvalidValueError, match="a comparison of a quantity with itself: 'c'"):
        Comparison(id="c", smaller=CHINA, larger=CHINA)
    with pytest.raises(InvalidValueError, match=r"Comparison.larger is of another kind: 'all'"):
        Comparison(id="c", smaller=CHINA, larger="all")  # type: ignore[arg-type]
