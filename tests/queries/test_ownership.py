"""Ownership: shares are followed through any number of owners, as bounds that always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.landscape import Landscape
from aibroker.queries.ownership import Holding, lies_within, owned_from
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import MarketId
from aibroker.records.kinds import Record
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.reasons import Reason
from aibroker.values.bounds import exact
from aibroker.values.estimates import Estimate
from aibroker.values.verdicts import Verdict

CHINA = (MarketId("cn"),)
HALF = Estimate.exactly(50, unit="percent")
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


def _company(name: str, *owners: Owner, home: str | None = "sg") -> Vendor:
    return Vendor(id=name, name=name.title(), home=home, owners=owners)


def _by(party: str, share: str = "100 %") -> Owner:
    return Owner(party=party, share=share)


def _from(home: str, share: str = "100 %") -> Owner:
    return Owner(home=home, share=share)


def _held(*records: Record, of: str = "buyer") -> Holding:
    case = Landscape.of(*records, as_of="2026-01-01")
    return owned_from(case._store, case.vendors[of], CHINA)


def _bounds(*records: Record) -> tuple[float, float]:
    share = _held(*records).share
    return share.low, share.high


# One link.


@pytest.mark.parametrize(
    ("owners", "low", "high"),
    [
        ([], 0, 100),
        ([_from("cn", "60 %")], 60, 100),
        ([_from("sg", "60 %")], 0, 40),
        ([_from("cn", "60 %"), _from("sg", "40 %")], 60, 60),
        ([_from("cn", "~60 %"), _from("sg", "10 %")], 55, 90),
        ([_from("cn", "> 50 %")], 50, 100),
        ([_from("cn", "< 50 %")], 0, 100),
        ([_from("sg", "< 50 %")], 0, 100),
        ([_from("asia", "60 %")], 0, 100),
        ([_from("asia", "60 %"), _from("sg", "40 %")], 0, 60),
        ([Owner(home="cn")], 0, 100),
        ([_from("cn", "0.6 times"), _from("fr", "0.4 times")], 60, 60),
    ],
)
def test_a_share_is_bounded_by_what_is_listed_and_the_rest_may_be_anybodys(
    owners: list[Owner], low: float, high: float
) -> None:
    assert _bounds(_company("buyer", *owners)) == (low, high)


def test_an_owner_with_its_headquarters_there_counts_whole_whoever_owns_it() -> None:
    owner = _company("owner", _from("us"), home="cn")
    assert _bounds(owner, _company("buyer", _by("owner", "70 %"), _from("us", "30 %"))) == (70, 70)


def test_a_government_sits_where_its_rules_bind() -> None:
    state = Authority(id="state", name="The State", jurisdiction=["cn"])
    nowhere = Authority(id="nowhere", name="Nowhere")
    assert _bounds(state, _company("buyer", _by("state", "70 %"), _from("us", "30 %"))) == (70, 70)
    assert _bounds(nowhere, _company("buyer", _by("nowhere", "70 %"), _from("us", "30 %"))) == (0, 70)


# Chains.


def test_shares_multiply_along_a_chain() -> None:
    middle = _company("middle", _from("cn", "90 %"), _from("sg", "10 %"))
    assert _bounds(middle, _company("buyer", _by("middle", "60 %"), _from("sg", "40 %"))) == (54, 54)


def test_what_nobody_is_listed_for_may_be_owned_from_there_at_every_link() -> None:
    middle = _company("middle", _from("cn", "90 %"))
    assert _bounds(middle, _company("buyer", _by("middle", "60 %"))) == (54, 100)
    assert _bounds(_company("middle"), _company("buyer", _by("middle", "60 %"), _from("us", "40 %"))) == (0, 60)


def test_ways_through_several_owners_add_up() -> None:
    left = _company("left", _from("cn", "60 %"), _from("us", "40 %"))
    right = _company("right", _from("cn", "20 %"), _from("us", "80 %"))
    assert _bounds(left, right, _company("buyer", _by("left", "50 %"), _by("right", "50 %"))) == (40, 40)


def test_of_an_owner_of_unknown_home_at_least_its_chain_counts_and_at_most_all() -> None:
    hidden = _company("hidden", _from("cn", "50 %"), _from("us", "50 %"), home=None)
    assert _bounds(hidden, _company("buyer", _by("hidden", "80 %"), _from("us", "20 %"))) == (40, 80)


def test_a_long_chain_does_not_end_the_program() -> None:
    chain = [_company(f"c{each}", _by(f"c{each + 1}")) for each in range(300)]
    held = _held(*chain, _company("c300", _from("cn", "60 %"), _from("us", "40 %")), of="c0")
    assert (held.share.low, held.share.high) == (60, 60)


def test_a_dense_web_of_owners_is_not_walked_path_by_path() -> None:
    pairs = [
        _company(f"{side}{each}", _by(f"a{each + 1}", "50 %"), _by(f"b{each + 1}", "50 %"))
        for each in range(40)
        for side in "ab"
    ]
    ends = [_company("a40", _from("cn")), _company("b40", _from("us"))]
    held = _held(*pairs, *ends, of="a0")
    assert (held.share.low, held.share.high) == (50, 50)


# Circles.


def test_a_circle_leaves_open_what_only_it_could_say() -> None:
    buyer, friend = _company("buyer", _by("friend")), _company("friend", _by("buyer"))
    assert _bounds(buyer, friend) == (0, 100)


def test_a_circle_is_cut_without_losing_what_lies_outside_it() -> None:
    buyer = _company("buyer", _by("friend", "40 %"), _from("cn", "60 %"))
    friend = _company("friend", _by("buyer", "50 %"), _from("us", "50 %"))
    low, high = _bounds(buyer, friend)  # the solution is 60 / (1 - 0.4 * 0.5) = 75 %
    assert 74.99 < low <= 75 <= high < 75.01


def test_a_party_that_owns_itself_is_followed_to_an_end() -> None:
    low, high = _bounds(_company("buyer", _by("buyer", "50 %"), _from("cn", "50 %")))
    assert 50 <= low <= 100 == high


SHARES = st.lists(st.integers(0, 100), min_size=4, max_size=4)


@given(st.lists(SHARES, min_size=3, max_size=3))
def test_the_bounds_hold_the_solution_of_any_web_of_owners(table: list[list[int]]) -> None:
    """Each of three companies is owned by the other two and from China, in shares that are never too much."""
    names = ["buyer", "one", "two"]
    parts = [[Fraction(each, 100 + sum(row)) for each in row] for row in table]
    rounded = [[Estimate.exactly(round(float(each * 100), 3), unit="percent") for each in row] for row in parts]
    owned = [
        _company(
            name, *(Owner(party=other, share=share) for other, share in zip(names, row, strict=False) if other != name)
        )
        for name, row in zip(names, rounded, strict=True)
    ]
    companies = [
        _company(each.id, *each.owners, Owner(home="cn", share=row[3]))
        for each, row in zip(owned, rounded, strict=True)
    ]
    held = _held(*companies)
    for rest in (0, 1):  # what is not listed: nothing of it, or all of it, is owned from China
        solved = _solved([[Fraction(exact(share.low)) / 100 for share in row] for row in rounded], rest)
        assert Fraction(exact(held.share.low)) <= solved * 100 <= Fraction(exact(held.share.high))


def _solved(rows: list[list[Fraction]], rest: int) -> Fraction:
    """The first of the x that solve x = A x + b, by elimination."""
    system: list[list[Fraction]] = []
    for place, row in enumerate(rows):
        inner = [Fraction(0) if column == place else share for column, share in enumerate(row[:3])]
        unlisted = 1 - sum(inner) - row[3]
        left = [Fraction(column == place) - share for column, share in enumerate(inner)]
        system.append([*left, row[3] + rest * unlisted])
    for pivot in range(2, -1, -1):
        scale = system[pivot][pivot]
        system[pivot] = [each / scale for each in system[pivot]]
        for other in range(3):
            if other != pivot:
                factor = system[other][pivot]
                system[other] = [a - factor * b for a, b in zip(system[other], system[pivot], strict=True)]
    return system[0][3]


# What contradicts itself.


@pytest.mark.parametrize("shares", [("60 %", "60 %"), ("> 50 %", "50 %")])
def test_from_shares_that_are_more_than_there_is_nothing_follows(shares: tuple[str, str]) -> None:
    held = _held(_company("buyer", _from("cn", shares[0]), _from("us", shares[1])))
    assert (held.share.low, held.share.high) == (0, 100)
    assert held.because[0].statement == "the shares of the owners of Buyer add up to more than there is"


# More than a threshold.


@pytest.mark.parametrize(
    ("owners", "verdict"),
    [
        ([_from("cn", "51 %")], YES),
        ([_from("cn", "> 50 %")], YES),
        ([_from("cn", "over 50 %")], YES),
        ([_from("cn", "more than 0.5 times")], YES),
        ([_from("cn", ">= 50 %")], UNKNOWN),
        ([_from("cn", "50 %")], UNKNOWN),
        ([_from("cn", "50 %"), _from("sg", "50 %")], NO),
        ([_from("cn", "30 %"), _from("cn", "> 20 %")], YES),
        ([_from("sg", "> 50 %")], NO),
        ([_from("sg", "50 %")], NO),
        ([_from("sg", "49 %")], UNKNOWN),
        ([], UNKNOWN),
        ([Owner(home="cn")], UNKNOWN),
    ],
)
def test_more_than_half_is_more_than_half(owners: list[Owner], verdict: Verdict) -> None:
    assert _held(_company("buyer", *owners)).is_more_than(HALF) is verdict


def test_more_than_a_share_stays_more_along_a_chain() -> None:
    middle = _company("middle", _from("cn", "> 50 %"))
    assert _held(middle, _company("buyer", _by("middle"))).is_more_than(HALF) is YES
    assert _held(middle, _company("buyer", _by("middle", "99 %"))).is_more_than(HALF) is UNKNOWN
    assert _held(_company("middle", _from("cn")), _company("buyer", _by("middle", "> 50 %"))).is_more_than(HALF) is YES


def test_more_than_nothing_of_nothing_known_is_nothing_known() -> None:
    none = Estimate.exactly(0, unit="percent")
    assert _held(_company("buyer", _from("cn", "> 0 %"))).is_more_than(none) is YES
    assert _held(_company("middle"), _company("buyer", _by("middle", "> 0 %"))).is_more_than(none) is UNKNOWN


# How it reads.


@pytest.mark.parametrize(
    ("owners", "text"),
    [
        ([_from("cn", "60 %")], "60 to 100 %"),
        ([_from("cn", "> 50 %")], "more than 50 %"),
        ([_from("cn", "> 50 %"), _from("sg", "10 %")], "more than 50 %, within 50 to 90 %"),
    ],
)
def test_a_holding_reads_as_its_bounds(owners: list[Owner], text: str) -> None:
    assert str(_held(_company("buyer", *owners))) == text


def _told(reasons: tuple[Reason, ...], indent: int = 0) -> list[str]:
    lines = list[str]()
    for each in reasons:
        lines += [" " * indent + each.statement, *_told(each.because, indent + 1)]
    return lines


def test_every_owner_is_told_once_with_its_claims() -> None:
    page = Source(id="page", title="A page", kind="reporting", published=None)
    claim = Claim(id="page.half", source="page", locator="s1", kind="fact", text="The middle holds half.")
    held = _held(
        page,
        claim,
        Authority(id="state", name="The State", jurisdiction=["cn"]),
        _company("middle", _by("state", "> 50 %"), _by("buyer", "10 %")),
        _company("buyer", Owner(party="middle", share="50 %", claims=["page.half"]), Owner(home="us")),
    )
    assert held.because[0].evidence[0].claim == claim
    assert _told(held.because) == [
        "Middle owns 50 % of Buyer",
        " Middle has its headquarters in Singapore",
        " The State owns > 50 % of Middle",
        "  The State sits where its rules bind: China",
        " Buyer owns 10 % of Middle",
        "  Buyer has its headquarters in Singapore",
        " who owns the rest of Middle is not recorded",
        "an owner from United States owns an unknown share of Buyer",
        "who owns the rest of Buyer is not recorded",
    ]


def test_a_party_that_the_landscape_does_not_hold_is_followed_into_it() -> None:
    case = Landscape.of(_company("owner", home="cn"), as_of="2026-01-01")
    buyer = Customer(id="arm", name="Arm", home="sg", owners=[_by("owner", "60 %")])
    assert owned_from(case._store, buyer, CHINA).share.low == 60


def test_what_may_be_anywhere_lies_in_the_world() -> None:
    store = Landscape.of(as_of="2026-01-01")._store
    assert lies_within(store, (), (MarketId("world"),)) is YES
    assert lies_within(store, (), CHINA) is UNKNOWN
