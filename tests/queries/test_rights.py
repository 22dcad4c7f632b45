"""Rights and refusals, asked by market, party, model and day."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import UnknownNameError
from aibroker.landscape import Landscape
from aibroker.records.buyers import (
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Not,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
)
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import Model
from aibroker.records.parties import Vendor
from aibroker.records.rights import Refusal, Right

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="holder", name="The Holder", home="us"),
    Vendor(id="maker", name="The Maker", home="us"),
    Model(id="family", name="Family", developer="maker", is_family=True),
    Model(id="member", name="Member", developer="maker", family="family"),
    Model(id="sibling", name="Sibling", developer="maker", family="family"),
)


def _right(
    name: str,
    *,
    territory: str | None = "China",
    excluding: str = "",
    models: str = "family",
    holds: str = "2026-01-01/..",
    holder: str = "holder",
) -> Right:
    return Right(
        id=name,
        holder=holder,
        may="sell",
        models=models.split(),
        territory=None if territory is None else [territory],
        excluding=excluding.split(),
        holds=holds,
        claims=["page.first"],
    )


def _refusal(name: str, refuses: Buyers, *, who: str = "maker", holds: str = "2026-01-01/..") -> Refusal:
    return Refusal(id=name, who=who, refuses=refuses, holds=holds, claims=["page.first"])


def _case(*records: Record) -> Landscape:
    return Landscape.of(*BASIS, *records, as_of="2026-06-01")


def _found(case: Landscape, market: str | None = None, **asked: str) -> tuple[list[str], list[str]]:
    answer = case.rights(market, **asked)
    return [right.id for right in answer], [candidate.item.id for candidate in answer.unknown]


def _refused(case: Landscape, market: str | None = None, **asked: str) -> tuple[list[str], list[str]]:
    answer = case.refusals(market, **asked)
    return [refusal.id for refusal in answer], [candidate.item.id for candidate in answer.unknown]


# Rights.


def test_rights_are_looked_up_by_id_and_asked_by_market() -> None:
    case = _case(_right("b", territory="world"), _right("a"), _right("c", territory="Japan"))
    assert case.rights["a"] == case.rights("China")[0]
    assert _found(case, "China") == (["a", "b"], [])


def test_without_a_market_every_right_that_holds_is_found() -> None:
    case = _case(_right("here"), _right("lost", territory=None), _right("over", holds="2025"))
    assert _found(case) == (["here", "lost"], [])


def test_a_right_of_unknown_territory_may_hold_in_the_market() -> None:
    case = _case(_right("lost", territory=None, excluding="HK"))
    assert _found(case, "China") == ([], ["lost"])
    assert case.rights("China").unknown[0].because == ("its territory is unknown",)
    assert _found(case, "Hong Kong") == ([], [])


def test_a_right_of_unknown_dates_may_hold() -> None:
    case = _case(_right("undated", holds="unknown"))
    assert case.rights("China").unknown[0].because == ("whether it holds on 2026-06-01 is unknown (dates unknown)",)


def test_rights_are_asked_by_holder_and_day() -> None:
    case = _case(_right("its"), _right("another", holder="maker"), _right("later", holds="2027"))
    assert _found(case, "China", holder="The Holder") == (["its"], [])
    assert _found(case, "China", holder="The Holder", on="2027-06-01") == (["its", "later"], [])


def test_a_right_over_a_family_covers_its_members_and_one_over_a_member_concerns_the_family() -> None:
    case = _case(_right("every"), _right("one", models="member"), _right("other", models="sibling"))
    assert _found(case, model="member") == (["every", "one"], [])
    assert _found(case, model="family") == (["every", "one", "other"], [])


def test_the_question_says_what_was_asked_of_rights() -> None:
    case = _case()
    assert case.rights("PRC", holder="The Holder", model="Member").question == (
        "rights in China, held by The Holder, over Member"
    )
    assert case.rights().question == "rights"


# Refusals.


def test_refusals_are_looked_up_by_id_and_asked_by_market() -> None:
    case = _case(_refusal("b", located_in("asia")), _refusal("a", located_in("China")), _refusal("c", located_in("FR")))
    assert case.refusals["a"] == case.refusals("China")[0]
    assert _refused(case, "China") == (["a", "b"], [])


def test_buyers_in_a_market_are_taken_to_have_their_headquarters_there() -> None:
    case = _case(_refusal("by-home", headquartered_in("China")), _refusal("others", not_(headquartered_in("China"))))
    assert _refused(case, "China") == (["by-home"], [])
    assert _refused(case, "France") == (["others"], [])


@pytest.mark.parametrize("more", [owned_from("China", more_than="50 %"), named("holder")], ids=["owners", "names"])
def test_what_depends_on_more_than_the_place_may_decline_there(more: Buyers) -> None:
    case = _case(_refusal("more", more), _refusal("elsewhere", all_of(more, located_in("France"))))
    assert _refused(case, "China") == ([], ["more"])
    assert case.refusals("China").unknown[0].because == (
        "whether it declines such buyers depends on more than their place",
    )


@pytest.mark.parametrize(
    ("refuses", "in_china"),
    [
        (all_of(located_in("SG"), headquartered_in("CN")), "unknown"),
        (all_of(located_in("CN"), headquartered_in("US")), "unknown"),
        (all_of(located_in("CN"), not_(headquartered_in("CN"))), "unknown"),
        (all_of(located_in("SG"), headquartered_in("CN"), of_kind("bank")), "unknown"),
        (located_in("SG"), "no"),
        (headquartered_in("US"), "no"),
        (all_of(located_in("SG"), headquartered_in("US")), "no"),
        (any_of(located_in("CN"), headquartered_in("CN")), "yes"),
    ],
)
def test_buyers_at_home_in_one_place_that_buy_in_another_are_not_forgotten(refuses: Buyers, in_china: str) -> None:
    answer = _case(_refusal("no", refuses)).refusals("China")

    assert ["yes"] * len(answer) + ["unknown"] * len(answer.unknown) == ([] if in_china == "no" else [in_china])
    if in_china == "unknown":
        assert "at home in one place and buy in another" in str(answer)


PLACES = ("cn", "sg", "us")
_places = st.sampled_from([located_in, headquartered_in]).flatmap(lambda made: st.sampled_from(PLACES).map(made))
_conditions = st.recursive(
    _places,
    lambda inner: st.one_of(st.builds(all_of, inner, inner), st.builds(any_of, inner, inner), st.builds(not_, inner)),
    max_leaves=5,
)


def _meets(condition: Buyers, sits: str, home: str) -> bool:
    match condition:
        case LocatedIn():
            return sits in condition.markets
        case HeadquarteredIn():
            return home in condition.markets
        case AllOf():
            return all(_meets(part, sits, home) for part in condition.parts)
        case AnyOf():
            return any(_meets(part, sits, home) for part in condition.parts)
        case Not():
            return not _meets(condition.part, sits, home)
        case _:
            raise AssertionError(condition)


@given(_conditions)
def test_a_refusal_is_of_a_market_as_a_truth_table_says(condition: Buyers) -> None:
    answer = _case(_refusal("no", condition)).refusals("China")
    anywhere = (*PLACES, "elsewhere")
    matters = any(
        (_meets(condition, each, "cn") and not _meets(condition, each, other))
        or (_meets(condition, "cn", each) and not _meets(condition, other, each))
        for each in anywhere
        for other in anywhere
    )

    assert [each.id for each in answer] == (["no"] if _meets(condition, "cn", "cn") else [])
    assert bool(answer.unknown) is (matters and not _meets(condition, "cn", "cn"))


def test_without_a_market_every_refusal_that_holds_is_found() -> None:
    case = _case(_refusal("now", named("holder")), _refusal("over", located_in("China"), holds="2025"))
    assert _refused(case) == (["now"], [])


def test_refusals_are_asked_by_who_declines_and_day() -> None:
    case = _case(
        _refusal("its", located_in("China")),
        _refusal("another", located_in("China"), who="holder"),
        _refusal("undated", located_in("China"), holds="unknown"),
    )
    assert _refused(case, "China", who="The Maker") == (["its"], ["undated"])
    assert _refused(case, "China", who="The Maker", on="2025-06-01") == ([], ["undated"])


def test_the_question_says_what_was_asked_of_refusals() -> None:
    assert _case().refusals("PRC", who="The Maker").question == "refusals to buyers in China, by The Maker"


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        (lambda case: case.rights("Chnia"), "unknown market 'Chnia'"),
        (lambda case: case.rights(holder="The Hodler"), r"unknown vendor 'The Hodler' \(did you mean 'The Holder'"),
        (lambda case: case.rights(model="Membre"), r"unknown model 'Membre' \(did you mean 'Member'"),
        (lambda case: case.refusals("Chnia"), "unknown market 'Chnia'"),
        (lambda case: case.refusals(who="The Mkaer"), r"unknown vendor 'The Mkaer' \(did you mean 'The Maker'"),
        (lambda case: case.refusals["its"], "unknown refusal 'its'"),
    ],
)
def test_a_misspelt_name_is_an_error_with_the_nearest(ask: Callable[[Landscape], object], problem: str) -> None:
    with pytest.raises(UnknownNameError, match=problem):
        ask(_case())
