"""Vendors, customers, authorities and who owns them."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.estimates import Estimate


@pytest.mark.parametrize("party", [Vendor, Customer])
def test_a_company_takes_plain_text(party: type[Vendor | Customer]) -> None:
    made = party(id="acme", name="Acme", aliases=["ACME Inc."], home="France", year_ends="June", kinds=["cloud"])

    assert (made.id, made.name, made.aliases, made.home) == ("acme", "Acme", ("ACME Inc.",), "France")
    assert made.year_ends == FiscalCalendar.ending("June")
    assert made.kinds == ("cloud",)


@pytest.mark.parametrize("party", [Vendor, Customer])
def test_what_is_not_said_of_a_company_is_unknown(party: type[Vendor | Customer]) -> None:
    made = party(id="acme", name="Acme")

    assert made.home is None
    assert made.year_ends is None
    assert (made.aliases, made.owners, made.kinds, made.vetted, made.claims) == ((), (), (), (), ())


def test_a_vendor_and_a_customer_with_the_same_fields_are_different() -> None:
    parties: set[Vendor | Customer] = {Vendor(id="acme", name="Acme"), Customer(id="acme", name="Acme")}

    assert len(parties) == 2


@pytest.mark.parametrize("party", [Vendor, Customer, Authority])
def test_a_party_has_a_name(party: type[Vendor | Customer | Authority]) -> None:
    with pytest.raises(InvalidValueError, match=rf"{party.__name__}.name wants a text that is not empty: ''"):
        party(id="acme", name="")


@pytest.mark.parametrize("value", [6, ["June"]])
def test_a_fiscal_year_ends_in_a_month_or_on_a_day(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Vendor.year_ends is of another kind: .*FiscalCalendar or None"):
        Vendor(id="acme", name="Acme", year_ends=value)
    with pytest.raises(InvalidValueError, match=r"not the end of a fiscal year: 'Juli' \(did you mean 'July'"):
        Vendor(id="acme", name="Acme", year_ends="Juli")


def test_an_authority_may_have_several_jurisdictions() -> None:
    assert Authority(id="a", name="A", jurisdiction=("US", "PR")).jurisdiction == ("US", "PR")
    assert Authority(id="a", name="A").jurisdiction == ()


def test_an_owner_is_a_party_or_comes_from_a_place() -> None:
    assert Owner(party="acme").home is None
    assert Owner(home="CN").party is None


@pytest.mark.parametrize("said", [{}, {"party": "acme", "home": "CN"}])
def test_an_owner_is_one_of_the_two(said: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError, match=r"an owner is a party or comes from a place, one of the two"):
        Owner(**said)


def test_a_share_that_nobody_states_is_anything_from_none_to_all() -> None:
    assert Owner(home="CN").share == Estimate.between(0, 100, unit="percent")


@pytest.mark.parametrize("share", ["51 %", "> 50 %", "< 10 %", "~27 %", "0.5 times", "0 %", "100 %", "unknown %"])
def test_a_share_of_ownership_keeps_its_hedge(share: str) -> None:
    assert Owner(home="CN", share=share).share == Estimate.parse(share)


@pytest.mark.parametrize("share", ["101 %", "exactly -1 %", "> 101 %", "< -1 %", "1.5 times", "5 bn USD", "3"])
def test_a_share_of_ownership_lies_between_nothing_and_all(share: str) -> None:
    with pytest.raises(InvalidValueError, match=r"a share of ownership lies between 0 and 100 %: .*'> 50 %'"):
        Owner(home="CN", share=share)
