"""What users test with: strategies that make valid landscapes, and a comparison that says what differs."""

import pickle
import re

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from aibroker import testing
from aibroker.landscape import Landscape
from aibroker.records.buyers import AllOf, Buyers, Not
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import CLASSES, kind_of
from aibroker.records.parties import Vendor
from aibroker.records.references import references
from aibroker.testing import assert_landscape_equal
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

FEW = settings(max_examples=20)
QUICK = settings(max_examples=1_000, database=None, phases=[Phase.generate])

ACME = Vendor(id="acme", name="Acme", home="us")
PAGE = Source(id="page", title="A page", kind="reporting", published=None)
CASE = Landscape.of(ACME, PAGE, as_of="2026-01-01", title="A case")


# Strategies.


@given(testing.landscapes())
def test_random_landscapes_are_valid_and_every_reference_in_them_is_an_id(case: Landscape) -> None:
    assert_landscape_equal(Landscape.of(*case.records, as_of=case.as_of, title=case.title), case)
    for record in case.records:
        for each in references(record):
            assert case._store.get(each.kind, each.text) is not None


@FEW
@given(testing.landscapes(most_channels=2))
def test_random_landscapes_hold_no_more_channels_than_asked_for(case: Landscape) -> None:
    assert len(case.channels) <= 2


@FEW
@given(testing.landscapes())
def test_random_landscapes_pickle(case: Landscape) -> None:
    assert pickle.loads(pickle.dumps(case)) == case


@pytest.mark.parametrize("verdict", list(Verdict))
def test_some_random_landscape_has_channels_into_china_of_each_verdict(verdict: Verdict) -> None:
    find(testing.landscapes(), lambda case: case.channels_into("China").verdict is verdict, settings=QUICK)


@pytest.mark.parametrize("kind", ["customer", "refusal", "right", "channel", "metric", "assumption", "payment", "rule"])
def test_some_random_landscape_holds_records_of_each_kind(kind: str) -> None:
    kinds = [each for each in CLASSES if each == kind]
    find(testing.landscapes(), lambda case: kinds[0] in {kind_of(each) for each in case.records}, settings=QUICK)


@given(testing.buyers(("some-co",)))
def test_random_conditions_name_only_the_parties_that_they_are_given(condition: Buyers) -> None:
    assert {each.text for each in references(condition) if each.kind == "party"} <= {"some-co"}


def test_some_random_condition_is_nested() -> None:
    found = find(testing.buyers(), lambda each: isinstance(each, Not) and isinstance(each.part, AllOf), settings=QUICK)
    assert isinstance(found, Not)


def test_random_validities_take_every_form() -> None:
    forms = (
        Validity().__eq__,
        lambda each: each.since is None and each.ended is not None,
        lambda each: each.ongoing and each.since is not None,
        lambda each: each.ended is not None and each.since is not None and each.seen != (),
        lambda each: each.seen != () and each.since is None and each.ended is None and not each.ongoing,
        lambda each: each.since is not None and each.since.days not in (None, 1),
    )
    for form in forms:
        find(testing.validities(), form, settings=QUICK)


@given(testing.days())
def test_random_days_lie_in_the_years_2024_to_2026(day: object) -> None:
    assert re.fullmatch(r"202[456]-\d\d-\d\d", str(day))


# The comparison.


def test_equal_landscapes_pass_whatever_path_led_there() -> None:
    assert_landscape_equal(CASE, CASE)
    assert_landscape_equal(CASE, Landscape.of(PAGE, as_of="2026-01-01", title="A case").adding(ACME))


def test_a_record_of_one_side_is_named() -> None:
    with pytest.raises(AssertionError, match="vendor acme: only in the first"):
        assert_landscape_equal(CASE, CASE.removing(ACME))
    with pytest.raises(AssertionError, match="vendor acme: only in the second"):
        assert_landscape_equal(CASE.removing(ACME), CASE)


def test_a_record_that_differs_is_shown_on_both_sides_and_equal_ones_are_not() -> None:
    other = Landscape.of(attrs.evolve(ACME, home="fr"), PAGE, as_of="2026-01-01", title="A case")
    with pytest.raises(AssertionError) as caught:
        assert_landscape_equal(CASE, other)
    text = str(caught.value)
    assert re.search(r"vendor acme: Vendor\(.*home='us'.*\n    against Vendor\(.*home='fr'", text)
    assert "page" not in text


def test_dates_and_titles_that_differ_are_shown() -> None:
    with pytest.raises(AssertionError, match=r"as of 2026-01-01 and 2026-02-01, titles 'A case' and 'A case'"):
        assert_landscape_equal(CASE, CASE.on("2026-02-01"))
    with pytest.raises(AssertionError, match="titles 'A case' and ''"):
        assert_landscape_equal(CASE, attrs.evolve(CASE, title=""))


@FEW
@given(testing.landscapes(), st.data())
def test_any_record_that_goes_missing_is_noticed(case: Landscape, data: st.DataObject) -> None:
    more = Claim(id="page.new", source="page", locator="s4", kind="fact", text="Something new.")
    with pytest.raises(AssertionError, match=r"claim page\.new: only in the second"):
        assert_landscape_equal(case, case.adding(more))
