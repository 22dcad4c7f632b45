"""Whether a buyer meets a condition on buyers, one predicate after the other."""

from collections.abc import Iterable

import pytest

from aibroker.landscape import Landscape
from aibroker.queries.eligibility import Condition, meets
from aibroker.records.buyers import (
    Buyers,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import MarketId
from aibroker.records.parties import Customer, Owner
from aibroker.records.reasons import Reason
from aibroker.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

CASE = Landscape.of(
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.bank", source="page", locator="s1", kind="fact", text="It is a bank, of China."),
    Customer(id="bank", name="The Bank", home="cn", kinds=["bank"], vetted=["established"], claims=["page.bank"]),
    Customer(id="other", name="The Other", home="sg"),
    as_of="2026-01-01",
)
BANK, OTHER = CASE.customers["bank"], CASE.customers["other"]


def _buyer(home: str | None = "cn", owners: Iterable[Owner] = ()) -> Customer:
    return Customer(id="somebody", name="Somebody", home=home, owners=owners)


def _met(condition: Buyers, buyer: Customer, place: str | None = None) -> Condition:
    where = None if place is None else MarketId(place)
    return meets(CASE._store, condition, buyer, located_in=where)


# Places.


@pytest.mark.parametrize(
    ("home", "place", "markets", "verdict"),
    [
        ("cn", None, ["cn"], YES),
        ("cn", None, ["asia"], YES),
        ("cn", None, ["sg"], NO),
        ("cn", "sg", ["sg"], YES),
        ("cn", "sg", ["cn"], NO),
        (None, "sg", ["sg"], YES),
        (None, None, ["sg"], UNKNOWN),
        (None, None, ["world"], YES),
        ("asia", None, ["cn"], UNKNOWN),
        ("asia", None, ["fr"], NO),
        ("eu", None, ["fr", "de"], UNKNOWN),
        ("hk", None, ["cn"], NO),
        ("hk", None, ["cn", "hk"], YES),
    ],
)
def test_a_buyer_is_located_where_it_buys_or_at_its_headquarters(
    home: str | None, place: str | None, markets: list[str], verdict: Verdict
) -> None:
    assert _met(located_in(*markets), _buyer(home), place).verdict is verdict


@pytest.mark.parametrize(("home", "verdict"), [("cn", YES), ("sg", NO), ("asia", UNKNOWN), (None, UNKNOWN)])
def test_headquarters_are_the_same_wherever_a_buyer_buys(home: str | None, verdict: Verdict) -> None:
    for place in (None, "cn", "sg", "fr"):
        assert _met(headquartered_in("cn"), _buyer(home), place).verdict is verdict


# Owners, kinds, vettings and names.


@pytest.mark.parametrize(
    ("owners", "verdict"),
    [
        ([Owner(home="cn", share="51 %")], YES),
        ([Owner(home="cn", share="> 50 %")], YES),
        ([Owner(home="cn", share="50 %"), Owner(home="sg", share="50 %")], NO),
        ([Owner(home="cn", share="50 %")], UNKNOWN),
        ([Owner(party="bank", share="51 %")], YES),
        ([Owner(party="other", share="51 %")], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_owners_are_followed(owners: list[Owner], verdict: Verdict) -> None:
    assert _met(owned_from("cn", more_than="50 %"), _buyer("sg", owners)).verdict is verdict


@pytest.mark.parametrize("condition", [of_kind("bank"), vetted("established"), of_kind("Bank")])
def test_what_a_buyer_is_recorded_to_be_it_is_and_nobody_says_that_it_is_nothing_else(condition: Buyers) -> None:
    assert _met(condition, BANK).verdict is YES
    assert _met(condition, OTHER).verdict is UNKNOWN
    assert _met(not_(condition), OTHER).verdict is UNKNOWN


def test_a_buyer_is_named_or_not() -> None:
    assert _met(named("bank", "other"), BANK).verdict is YES
    assert _met(named("other"), BANK).verdict is NO
    assert _met(named("other"), _buyer()).verdict is NO


# And, or, not.

LEAVES: dict[Verdict, Buyers] = {YES: named("bank"), NO: named("other"), UNKNOWN: of_kind("university")}


@pytest.mark.parametrize("left", Verdict)
@pytest.mark.parametrize("right", Verdict)
def test_conditions_combine_by_kleenes_tables(left: Verdict, right: Verdict) -> None:
    order = [NO, UNKNOWN, YES]  # Kleene's "and" is the least of this order, "or" the greatest, "not" its reverse
    smaller, greater = sorted((left, right), key=order.index)
    assert _met(all_of(LEAVES[left], LEAVES[right]), BANK).verdict is smaller
    assert _met(any_of(LEAVES[left], LEAVES[right]), BANK).verdict is greater
    assert _met(not_(LEAVES[left]), BANK).verdict is order[2 - order.index(left)]


# How it reads.


def _told(node: Condition | Reason, indent: int = 0) -> list[str]:
    head = f"{node.verdict}: " if isinstance(node, Condition) else "- "
    below = [line for each in node.because for line in _told(each, indent + 1)]
    return [" " * indent + head + node.statement, *below]


def test_the_tree_has_the_shape_of_the_condition() -> None:
    condition = any_of(
        all_of(located_in("fr"), not_(named("other"))), headquartered_in("asia"), owned_from("cn", more_than="50 %")
    )
    assert _told(_met(condition, BANK)) == [
        "yes: for whom any of this holds",
        " no: for whom all of this holds",
        "  no: located in France: The Bank buys from China",
        "   - The Bank has its headquarters in China",
        "  yes: for whom this does not hold",
        "   no: named The Other: The Bank is none of them",
        " yes: with headquarters in Asia: The Bank has its headquarters in China",
        " unknown: owned from China by more than 50 %: of The Bank, 0 to 100 % is owned from there",
        "  - who owns The Bank is not recorded",
    ]


@pytest.mark.parametrize(
    ("condition", "home", "place", "statement"),
    [
        (located_in("cn"), None, None, "located in China: from where Somebody buys is unknown"),
        (
            located_in("cn"),
            "asia",
            None,
            "located in China: Somebody buys from Asia, which does not lie wholly there or outside",
        ),
        (
            located_in("cn", "hk", "mo"),
            "cn",
            "sg",
            "located in China, Hong Kong and Macao: Somebody buys from Singapore",
        ),
        (
            headquartered_in("cn"),
            None,
            None,
            "with headquarters in China: Somebody has its headquarters in a place that is unknown",
        ),
        (of_kind("bank"), "cn", None, "of the kind 'bank': no record says whether Somebody is"),
        (vetted("tested"), "cn", None, "vetted as 'tested': no record says whether Somebody is"),
        (named("bank", "other"), "cn", None, "named The Bank and The Other: Somebody is none of them"),
    ],
)
def test_a_statement_reads_on_from_the_word_buyers(
    condition: Buyers, home: str | None, place: str | None, statement: str
) -> None:
    assert _met(condition, _buyer(home), place).statement == statement


@pytest.mark.parametrize("condition", [of_kind("bank"), vetted("established"), headquartered_in("cn")])
def test_what_is_recorded_of_a_buyer_comes_with_the_claims_of_its_record(condition: Buyers) -> None:
    assert [each.claim.id for each in _met(condition, BANK).evidence] == ["page.bank"]


def test_the_place_comes_with_the_claims_on_the_headquarters_unless_it_was_given() -> None:
    taken, given = _met(located_in("cn"), BANK), _met(located_in("cn"), BANK, "cn")
    assert [each.claim.id for reason in taken.because for each in reason.evidence] == ["page.bank"]
    assert given.because == ()
