"""A partition is one: its parts lie in the whole, share nothing, and leave nothing out as far as it can be told."""

import pytest

from aibroker.errors import InvalidLandscapeError
from aibroker.records.assumptions import Assumption
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Partition
from tests.figures.makers import made_of, maker, sales

QUARTERS = tuple(sales(f"2024-Q{quarter}") for quarter in (1, 2, 3, 4))
REST = Market(id="rest", name="The rest of it", kind="bloc", includes=["us", "fr"])
ALL = Market(id="all-of-it", name="All of it", kind="bloc", includes=["cn", "us", "fr"])


def faults_of(*parts: Measurand, whole: Measurand | None = None) -> list[str]:
    with pytest.raises(InvalidLandscapeError) as caught:
        maker(REST, ALL, made_of(whole or sales(), *parts))
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "partition",
    [
        made_of(sales(), *QUARTERS),
        made_of(sales(), *reversed(QUARTERS)),
        made_of(sales(), sales("2024-01-01/2024-07-01"), sales("2024-07-01/2025-01-01")),
        made_of(sales(), sales(product="ai"), sales(product="office")),
        made_of(sales(product="ai"), sales(product="azure"), sales(product="copilot")),
        made_of(sales(), sales(buyer="buyer"), sales(buyer="bank")),
        made_of(sales(of=None), sales(), sales(of="rival")),
        made_of(sales(market="all-of-it"), sales(market="cn"), sales(market="rest")),
        made_of(sales(), sales(market="cn", product="ai"), sales(market="us")),
        made_of(sales("2024-01-01/.."), sales(), sales("2025-01-01/..")),
        made_of(
            Measurand(measure="sales", of="maker", period="unknown"),
            Measurand(measure="sales", of="maker", product="ai", period="unknown"),
            Measurand(measure="sales", of="maker", product="office", period="unknown"),
        ),
    ],
    ids=[
        *("quarters", "in any order", "halves", "products", "products within one", "buyers", "sellers", "markets"),
        *("several aspects", "without an end", "undated"),
    ],
)
def test_a_whole_and_all_its_parts_are_a_partition(partition: Partition) -> None:
    assert maker(REST, ALL, partition).partitions["parts"] == partition


@pytest.mark.parametrize(
    ("part", "aspect", "value", "whole"),
    [
        (sales("2025-Q1"), "periods", "2025-Q1", "2024"),
        (sales(of="rival"), "of", "rival", "maker"),
        (sales(market="us"), "market", "us", "cn"),
        (sales(), "market", "all", "cn"),
        (sales(market="cn", product="office"), "product", "office", "ai"),
        (sales(market="cn"), "product", "all", "ai"),
        (sales(market="cn", product="ai", buyer="bank"), "buyer", "bank", "buyer"),
    ],
)
def test_a_part_lies_in_the_whole(part: Measurand, aspect: str, value: str, whole: str) -> None:
    wholes = {
        "market": sales(market="cn"),
        "product": sales(market="cn", product="ai"),
        "buyer": sales(market="cn", product="ai", buyer="buyer"),
    }
    of = wholes.get(aspect, sales())
    inside = sales("2024-Q1", market=of.market, product=of.product, buyer=of.buyer)

    assert (
        f"partitions.parts.parts[1]: this part does not lie in the whole ({aspect}): {value} (valid: a part of {whole})"
        in (faults_of(inside, part, whole=of))
    )


def test_a_part_is_of_the_measure_of_the_whole() -> None:
    other = Measurand(measure="cost", of="maker", product="ai", period="2024")

    assert "does not lie in the whole (measure): cost" in faults_of(sales(product="office"), other)[0]


@pytest.mark.parametrize(
    "parts",
    [
        (sales("2024-01-01/2024-08-01"), sales("2024-07-01/2025-01-01")),
        (sales(market="cn"), sales(market="shanghai")),
        (sales(product="ai"), sales(product="azure")),
        (sales(product="azure"), sales(product="ai")),
        (sales(market="cn"), sales(product="ai")),
        (sales(buyer="buyer"), sales(market="cn")),
    ],
    ids=["periods", "markets", "products", "the inner one first", "by two aspects", "a buyer and a market"],
)
def test_parts_share_nothing(parts: tuple[Measurand, Measurand]) -> None:
    (fault,) = faults_of(*parts)

    assert fault.startswith("partitions.parts: parts[0] and parts[1] overlap, so that something counts twice")


def test_every_two_parts_that_overlap_are_named() -> None:
    faults = faults_of(sales(product="ai"), sales(product="azure"), sales(product="copilot"))

    assert [fault.partition(" overlap")[0] for fault in faults] == [
        "partitions.parts: parts[0] and parts[1]",
        "partitions.parts: parts[0] and parts[2]",
    ]


@pytest.mark.parametrize(
    "parts", [QUARTERS[:3], QUARTERS[1:], (QUARTERS[0], QUARTERS[3])], ids=["the last", "the first", "the middle"]
)
def test_periods_leave_no_day_out(parts: tuple[Measurand, ...]) -> None:
    (fault,) = faults_of(*parts)

    assert fault.startswith("partitions.parts: the parts leave some days out: 2024-Q")
    assert fault.endswith("(valid: periods that make up 2024)")


def test_markets_leave_no_place_out() -> None:
    (fault,) = faults_of(sales(market="cn"), sales(market="us"), whole=sales(market="all-of-it"))

    assert fault == "partitions.parts: the parts leave some places out: fr (valid: markets that make up the whole)"


def test_a_few_markets_are_not_the_world() -> None:
    assert "the parts leave some places out" in faults_of(sales(market="cn"), sales(market="us"))[0]


def test_what_does_not_add_up_has_no_partition() -> None:
    price = Measurand(measure="price", of="maker", period="2024")
    parts = [Measurand(measure="price", of="maker", product=each, period="2024") for each in ("ai", "office")]

    assert faults_of(*parts, whole=price) == ["partitions.parts: amounts of this measure do not add up: price"]


def test_what_an_assumption_adds_is_held_to_the_same() -> None:
    assumption = Assumption(id="adds", because="b", adds=[made_of(sales(), *QUARTERS[:3])])

    with pytest.raises(InvalidLandscapeError, match=r"assumptions.adds.adds.parts: the parts leave some days out"):
        maker(assumption)


def test_a_part_of_unknown_period_leaves_open_whether_days_are_left_out() -> None:
    unknown = Measurand(measure="sales", of="maker", period="unknown")

    assert maker(made_of(sales(), QUARTERS[0], unknown)).partitions["parts"].parts[1] == unknown
