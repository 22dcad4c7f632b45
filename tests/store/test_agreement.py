"""Two statements of one thing are met where both can be so, and refused where they cannot."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import (
    Claim,
    Clientele,
    Customer,
    Hosting,
    InvalidLandscapeError,
    Landscape,
    Owner,
    SalesChannel,
    Source,
    Vendor,
)
from aibroker.records.kinds import Record
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

GROUND: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published="unknown"),
    *(Claim(id=f"page.{key}", source="page", locator="s1", kind="fact", text="Something.") for key in ("one", "two")),
    Vendor(id="maker", name="Maker", home="cn"),
    *(Customer(id=each, name=each) for each in ("a", "b")),
)


def case(*records: Record) -> Landscape:
    return Landscape.of(*GROUND, *records, as_of="2026-01-01")


def channel(**terms: Any) -> SalesChannel:
    return SalesChannel(**{"id": "c", "seller": "maker", "into": ["cn"], "open": "unknown", "claims": ["one"]} | terms)


def together(field: str, left: object, right: object) -> Any:
    one, other = case(channel(**{field: left})), case(channel(**{field: right}))
    assert (one | other) == (other | one)
    return getattr((one | other).channels["c"], field)


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        (
            Validity.seen_on("2025-02-01"),
            Validity.seen_on("2025-03-01"),
            Validity.seen_on("2025-02-01", "2025-03-01"),
        ),
        (Validity(since="2025"), Validity(since="2025-09"), Validity(since="2025-09")),
        (Validity(since="2025-01-01/2025-03-01"), Validity(since="2025-02"), Validity(since="2025-02")),
        (
            Validity(since="2025", seen=["2025-06-01"]),
            Validity(ongoing=True),
            Validity(since="2025", ongoing=True, seen=["2025-06-01"]),
        ),
        (Validity(since="2024"), Validity(ended="2026-01"), Validity(since="2024", ended="2026-01")),
    ],
)
def test_times_of_which_both_can_be_so_are_met(left: Validity, right: Validity, both: Validity) -> None:
    assert together("open", left, right) == both


DAYS = st.dates(min_value=Validity.seen_on("2024-01-01").seen[0], max_value=Validity.seen_on("2024-12-31").seen[0])


@given(first=st.sampled_from(["2024", "2024-02", "2024-03"]), second=st.sampled_from(["2024", "2024-03"]), day=DAYS)
def test_what_is_met_knows_at_least_what_either_side_knows(first: str, second: str, day: Any) -> None:
    left, right = Validity(since=first, ongoing=True), Validity(since=second)
    try:
        both = together("open", left, right)
    except InvalidLandscapeError:
        assert {first, second} == {"2024-02", "2024-03"}
        return
    for side in (left, right):
        if side.holds_on(day) is not Verdict.UNKNOWN:
            assert both.holds_on(day) is side.holds_on(day)


@pytest.mark.parametrize(
    ("field", "left", "right", "both"),
    [
        ("hosted_in", Hosting(at_least=["sg"]), Hosting(at_least=["jp"]), Hosting(at_least=["jp", "sg"])),
        (
            "hosted_in",
            Hosting(at_least=["sg"]),
            Hosting(never=["cn"]),
            Hosting(at_least=["sg"], never=["cn"]),
        ),
        ("hosted_in", Hosting(exactly=["jp", "sg"]), Hosting(at_least=["sg"]), Hosting(exactly=["jp", "sg"])),
        ("hosted_in", Hosting(exactly=["sg"]), Hosting(never=["cn"]), Hosting(exactly=["sg"])),
        ("buyers", Clientele(at_least=["a"]), Clientele(at_least=["b"]), Clientele(at_least=["a", "b"])),
        ("buyers", Clientele(exactly=["a"]), Clientele(never=["b"]), Clientele(exactly=["a"])),
        ("note", "One.", "Two.", "One.\nTwo."),
        ("note", "One. And more.", "One.", "One. And more."),
    ],
)
def test_lists_and_notes_add_up(field: str, left: object, right: object, both: object) -> None:
    assert together(field, left, right) == both


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("hosted_in", Hosting(exactly=["sg"]), Hosting(exactly=["jp"])),
        ("hosted_in", Hosting(exactly=["sg"]), Hosting(at_least=["jp"])),
        ("hosted_in", Hosting(at_least=["cn"]), Hosting(never=["cn"])),
        ("buyers", Clientele(exactly=["a"]), Clientele(never=["a"])),
        ("open", Validity(since="2025-01"), Validity(since="2025-02")),
        ("open", Validity(ongoing=True), Validity(ended="2025")),
        ("open", Validity(since="2025-02"), Validity.seen_on("2025-01-15")),
    ],
)
def test_what_cannot_both_be_so_is_refused(field: str, left: object, right: object) -> None:
    with pytest.raises(InvalidLandscapeError, match=f"channels.c.{field}: the two sides contradict each other"):
        together(field, left, right)


def owned(*owners: Owner) -> Landscape:
    return case(Customer(id="firm", name="Firm", owners=owners))


def owners_of(one: Landscape, other: Landscape) -> tuple[Owner, ...]:
    assert (one | other) == (other | one)
    return (one | other).customers["firm"].owners


def test_one_owner_with_claims_of_either_side_is_one_owner() -> None:
    mine, theirs = (Owner(home="cn", share="30 %", claims=[each]) for each in ("page.one", "page.two"))

    assert owners_of(owned(mine), owned(theirs)) == (Owner(home="cn", share="30 %", claims=["page.one", "page.two"]),)


def test_shares_of_one_owner_are_met() -> None:
    more, exact = Owner(home="cn", share="> 50 %"), Owner(home="cn", share="60 %")

    assert owners_of(owned(more), owned(exact)) == (exact,)
    assert owners_of(owned(Owner(home="cn")), owned(exact)) == (exact,)


def test_a_share_is_no_other_share() -> None:
    one, other = (owned(Owner(home="cn", share=each)) for each in ("30 %", "60 %"))

    with pytest.raises(InvalidLandscapeError, match=r"customers.firm.owners: the two sides contradict"):
        _ = one | other


def test_an_owner_known_by_name_and_one_from_the_same_place_may_be_one() -> None:
    named = owned(Owner(party="maker", share="30 %"))

    with pytest.raises(InvalidLandscapeError, match=r"customers.firm.owners: the two sides contradict"):
        _ = named | owned(Owner(home="cn", share="30 %"))
    elsewhere, other = Owner(home="us", share="30 %"), Owner(home="cn", share="20 %")
    assert set(owners_of(named, owned(elsewhere))) == {Owner(party="maker", share="30 %"), elsewhere}
    assert set(owners_of(named, owned(other))) == {Owner(party="maker", share="30 %"), other}


def test_two_owners_from_one_place_stay_two_and_are_not_matched_by_guess() -> None:
    two = (Owner(home="cn", share="30 %"), Owner(home="cn", share="20 %"))
    elsewhere = Owner(home="us", share="10 %")

    assert set(owners_of(owned(*two), owned(*two, elsewhere))) == {*two, elsewhere}
    with pytest.raises(InvalidLandscapeError, match=r"customers.firm.owners"):
        _ = owned(*two) | owned(two[0])
