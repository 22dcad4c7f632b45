"""Quantities that are measured against each other: of one dimension, and a share of what can hold it."""

from typing import Any

import pytest

from aibroker.errors import InvalidLandscapeError
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Comparison, Measurand, Measure, Metric
from aibroker.records.offers import Product
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import Question
from tests.records.samples import claim

BASIS: tuple[Record, ...] = (
    Source(id="article", title="An article", kind="reporting", published="2025-06-18", retrieved="2025-12-01"),
    claim("article.sold"),
    Measure(id="users", name="users", dimension="count", kind="stock"),
    Vendor(id="seller", name="Seller"),
    Vendor(id="other", name="Other"),
    Customer(id="buyer", name="Buyer"),
    Product(id="cloud", name="Cloud", seller="seller"),
    Product(id="suite", name="Suite", seller="seller", within="cloud"),
    Metric(
        id="amount",
        measurand=Measurand(measure="sales", of="seller", period="2024"),
        value="3 USD",
        claims=["article.sold"],
    ),
)


def of(measure: str, **aspects: Any) -> Measurand:
    given: dict[str, Any] = {"of": "seller", "period": "2024"}
    return Measurand(measure=measure, **given | aspects)


def share(one: Measurand, other: Measurand, relation: Any = "share of") -> Metric:
    return Metric(
        id="ratio", measurand=one, relative_to=other, relation=relation, value="20 %", claims=["article.sold"]
    )


UNLIKE: tuple[tuple[Record, str], ...] = (
    (share(of("users"), of("sales")), "metrics.ratio.relative_to: users is of the dimension count and sales of money"),
    (share(of("price"), of("sales"), "versus"), "metrics.ratio.relative_to: price is of the dimension money/token"),
    (
        Comparison(id="order", smaller=of("users"), larger=of("sales"), claims=["article.sold"]),
        "comparisons.order.larger: users is of the dimension count",
    ),
    (
        Assumption(id="why", because="why not", reads=[Reading(metric="amount", relative_to=of("users"))]),
        r"assumptions.why.reads\[0\].relative_to: sales is of the dimension money and users of count",
    ),
    (
        Assumption(id="why", because="why not", adds=[Comparison(id="o", smaller=of("users"), larger=of("sales"))]),
        "assumptions.why.adds.o.larger: users is of the dimension count",
    ),
    (
        Question(id="q", kind="figure", measurand=of("users"), relative_to=of("sales")),
        "questions.q.relative_to: users is of the dimension count",
    ),
)


@pytest.mark.parametrize(("record", "message"), UNLIKE)
def test_amounts_of_two_dimensions_do_not_compare(record: Record, message: str) -> None:
    with pytest.raises(InvalidLandscapeError, match=message):
        Landscape.of(*BASIS, record, as_of="2026-01-01")


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        (of("sales"), of("sales", period="2023"), "periods"),
        (of("sales", market="cn"), of("sales", market="us"), "market"),
        (of("sales"), of("sales", market="us"), "market"),
        (of("sales"), of("sales", of="other"), "of"),
        (of("sales"), of("sales", product="cloud"), "product"),
        (of("sales", product="cloud"), of("sales", product="suite"), "product"),
        (of("sales"), of("sales", buyer="buyer"), "buyer"),
        (of("profit"), of("sales", period="2023"), "periods"),
    ],
)
def test_a_share_of_what_cannot_hold_it_is_a_finding(one: Measurand, other: Measurand, aspect: str) -> None:
    (found,) = Landscape.of(*BASIS, share(one, other), as_of="2026-01-01").findings

    assert found.problem == f"a share of what does not hold it ({aspect})"
    assert found.where == "metrics.ratio.relative_to"
    assert "versus" in str(found)
    assert Landscape.of(*BASIS, share(one, other, "versus"), as_of="2026-01-01").findings == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("sales", period="2024-Q1"), of("sales")),
        (of("sales", market="cn"), of("sales", market="asia")),
        (of("sales", market="cn"), of("sales")),
        (of("sales"), of("sales", of=None)),
        (of("sales", product="suite"), of("sales", product="cloud")),
        (of("sales", buyer="buyer", market="us"), of("sales", market="us")),
        (of("profit"), of("sales")),
        (of("sales", period="unknown"), of("sales")),
    ],
)
def test_a_share_of_what_may_hold_it_is_none(one: Measurand, other: Measurand) -> None:
    assert Landscape.of(*BASIS, share(one, other), as_of="2026-01-01").findings == ()
