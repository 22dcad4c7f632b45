"""How a user names a quantity: by record, id, name or alias, with the fiscal years of the company meant."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.records.measures import Measurand
from aibroker.values.periods import Period
from tests.figures.makers import maker, number, profit, sales

CASE = maker(
    number("n", sales(market="cn", product="ai", buyer="buyer"), "5..6 USD"),
    number("fy", sales("2023-07-01/2024-07-01"), "7..8 USD"),
)


def test_records_ids_names_and_aliases_name_the_same_quantity() -> None:
    by_name = CASE.measurand("revenue", of="Maker", market="China", product="AI", buyer="Buyer", period="2024")
    by_record = CASE.measurand(
        CASE.measures["sales"],
        of=CASE.vendors["maker"],
        market=CASE.markets["cn"],
        product=CASE.products["ai"],
        buyer=CASE.customers["buyer"],
        period=Period.year(2024),
    )

    assert by_name == by_record == sales(market="cn", product="ai", buyer="buyer")
    assert CASE.measurand("sales", of="maker", market="PRC", product="ai", buyer="buyer", period=2024) == by_name


def test_a_figure_is_asked_by_name_or_by_measurand() -> None:
    named = CASE.figure("sales", of="maker", market="China", product="AI", buyer="Buyer", period="2024")

    assert named == CASE.figure(sales(market="cn", product="ai", buyer="buyer"))


def test_it_is_called_what_it_was_asked_for_as() -> None:
    assert CASE.figure("Revenue", of="maker", period="2024").quantity == "revenue of Maker, 2024"
    assert CASE.figure(CASE.measures["sales"], of="maker", period="2024").quantity == "sales of Maker, 2024"


def test_a_fiscal_year_is_that_of_the_company() -> None:
    figure = CASE.figure("sales", of="maker", period="FY2024")

    assert (figure.low, figure.high) == (7, 8)
    with pytest.raises(InvalidValueError, match="a fiscal period needs the calendar of its company"):
        CASE.figure("sales", of="rival", period="FY2024")


@pytest.mark.parametrize("period", [None, "unknown"])
def test_a_period_is_wanted(period: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"a quantity wants a period: .* \(valid: period='FY2024'"):
        CASE.figure("sales", of="maker", period=period)


@pytest.mark.parametrize(
    ("aspects", "said"),
    [
        ({"of": "Makr"}, r"unknown party 'Makr' \(did you mean 'Maker'\?\)"),
        ({"market": "Chna"}, r"unknown market 'Chna' \(did you mean 'China'"),
        ({"of": "maker", "product": "azur"}, r"unknown product 'azur' \(did you mean 'Azure'"),
        ({"buyer": "Bayer"}, "unknown party 'Bayer'"),
        ({"markt": "cn"}, r"unknown aspect 'markt' \(did you mean 'market'\?\)"),
        ({"xyz": "cn"}, "unknown aspect 'xyz'$"),
    ],
)
def test_a_misspelt_name_is_met_with_the_nearest(aspects: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        CASE.figure("sales", period="2024", **aspects)
    with pytest.raises(UnknownNameError, match=said):
        CASE.measurand("sales", period="2024", **aspects)


def test_a_misspelt_measure_is_met_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown measure 'revenu' \(did you mean 'revenue'\?\)"):
        CASE.figure("revenu", of="maker", period="2024")


def test_a_product_is_the_companys_own() -> None:
    with pytest.raises(InvalidValueError, match=r"this product is another seller's: 'ai' \(valid: of='maker'\)"):
        CASE.figure("sales", of="rival", product="ai", period="2024")


def test_a_measurand_takes_no_further_aspects() -> None:
    with pytest.raises(InvalidValueError, match="a measurand says all there is to say: 'market, buyer'"):
        CASE.figure(sales(), market="cn", buyer="buyer")


def test_relative_to_a_measure_is_relative_to_all_of_it_that_the_party_has_in_the_period() -> None:
    asked = sales(market="cn", product="ai", buyer="buyer")

    assert CASE.figure(asked, relative_to="sales") == CASE.figure(asked, relative_to=sales())
    earning = CASE.adding(number("gain", profit(), "exactly 1 USD"))
    to_profit = earning.figure("revenue", of="maker", period="2024", relative_to="profit")
    assert to_profit.quantity == "revenue of Maker, relative to profit of Maker, 2024"
    with pytest.raises(UnknownNameError):
        CASE.figure(asked, relative_to="profits of doom")


def test_a_measurand_made_by_hand_may_name_what_it_speaks_of() -> None:
    by_hand = Measurand(measure="revenue", of="Maker", market="China", product="AI", buyer="Buyer", period="2024")

    assert CASE.figure(by_hand) == CASE.figure(sales(market="cn", product="ai", buyer="buyer"))
    relative = CASE.figure(
        "sales", of="maker", period="2024-Q1", relative_to=Measurand(measure="revenue", of="Maker", period="2024")
    )
    assert relative == CASE.figure("sales", of="maker", period="2024-Q1", relative_to=sales())
    with pytest.raises(UnknownNameError, match=r"unknown party 'Makr' \(did you mean 'Maker'\?\)"):
        CASE.figure(sales(of="Makr"))
    with pytest.raises(InvalidValueError, match="this product is another seller's"):
        CASE.figure("sales", of="maker", period="2024", relative_to=sales(of="rival", product="ai"))
