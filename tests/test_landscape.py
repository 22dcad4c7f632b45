"""The landscape: collections, other days, more and fewer records, and equality whatever path led there."""

import pickle
import re
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import AmbiguousNameError, InvalidLandscapeError, InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.records.kinds import CLASSES, COLLECTIONS, Record, RecordKind, kind_of
from aibroker.records.markets import Market
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.testing import assert_landscape_equal, landscapes
from aibroker.values.verdicts import Verdict
from tests.records.samples import RECORDS, claim, sample

CASE = sample()
ACME = Vendor(id="acme", name="Acme", home="France")


def test_a_landscape_reads_names_and_holds_ids() -> None:
    case = Landscape.of(
        *RECORDS,
        SalesChannel(
            id="direct", seller="OPENAI", models=["gpt-5"], into=["USA", "EU"], open="2025-08-07/..", claims=["sold"]
        ),
        as_of="2026-01-01",
    )

    channel = case.channels["direct"]
    assert (channel.seller, channel.into, channel.claims) == ("openai", ("us", "eu"), ("article.sold",))
    assert case.vendors[channel.seller].name == "OpenAI"


def test_the_vantage_date_is_read_from_text_or_a_date() -> None:
    assert Landscape.of(as_of="2026-01-01").as_of == Landscape.of(as_of=date(2026, 1, 1)).as_of == date(2026, 1, 1)


@pytest.mark.parametrize("as_of", ["2026", "yesterday", "2026-02-30", 20260101, None])
def test_a_vantage_date_is_one_day(as_of: object) -> None:
    with pytest.raises(InvalidValueError):
        Landscape.of(as_of=as_of)  # type: ignore[arg-type]


def test_a_landscape_without_a_vantage_date_is_none() -> None:
    with pytest.raises(TypeError, match="as_of"):
        Landscape.of()  # type: ignore[call-arg]


def test_a_landscape_of_what_does_not_hold_together_says_all_that_is_wrong() -> None:
    with pytest.raises(InvalidLandscapeError, match=r"(?s)^2 faults:.*models.m.developer.*vendors.acme.home") as caught:
        Landscape.of(attrs.evolve(ACME, home="Frnce"), Model(id="m", name="M", developer="Acmee"), as_of="2026-01-01")

    assert [fault.where for fault in caught.value.faults] == ["models.m.developer", "vendors.acme.home"]


def test_an_empty_landscape_still_knows_the_world() -> None:
    empty = Landscape.of(as_of="2026-01-01")

    assert list(empty.records) == []
    assert {"cn", "world"} <= set(empty.markets.ids)
    assert "revenue" in empty.measures
    assert len(empty.vendors) == 0


@pytest.mark.parametrize("kind", CLASSES)
def test_every_collection_iterates_has_a_length_and_is_asked(kind: RecordKind) -> None:
    collection = getattr(CASE, COLLECTIONS[kind])

    assert len(list(collection)) == len(collection) > 0
    for record in collection:
        assert record in collection
        assert record.id in collection
        assert collection[record.id] is record
        assert collection[record] is record


def test_the_own_records_leave_the_bundled_ones_out() -> None:
    assert set(CASE.records) == set(RECORDS)
    order = {kind: place for place, kind in enumerate(CLASSES)}
    places = [order[kind_of(record)] for record in CASE.records]
    assert places == sorted(places)


def test_a_party_is_whoever_bears_the_id() -> None:
    assert isinstance(CASE.parties["Microsoft"], Vendor)
    assert isinstance(CASE.parties["ByteDance"], Customer)
    assert isinstance(CASE.parties["Washington"], Authority)
    assert len(CASE.parties) == len(CASE.vendors) + len(CASE.customers) + len(CASE.authorities)


def test_a_landscape_is_not_asked_as_a_whole() -> None:
    with pytest.raises(TypeError, match="not subscriptable"):
        CASE["microsoft"]  # type: ignore[index]


def test_a_misspelt_name_is_an_error_with_the_nearest_and_never_an_empty_answer() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown market 'Chian' \(did you mean 'China'"):
        CASE.channels_into("Chian")
    with pytest.raises(UnknownNameError, match="unknown vendor 'Opne AI'"):
        CASE.channels_into("China", developer="Opne AI")
    with pytest.raises(UnknownNameError, match="unknown model 'GTP'"):
        CASE.rights(model="GTP")
    with pytest.raises(AmbiguousNameError, match="say which: kp, kr"):
        CASE.refusals("Korea")


def test_rights_are_looked_up_with_brackets_and_asked_with_parentheses() -> None:
    right = CASE.rights["gpt-right"]
    answer = CASE.rights("China")

    assert right.grantor == "openai"
    assert isinstance(answer, Answer)
    assert list(answer) == [right]
    assert list(CASE.rights("Hong Kong")) == []
    assert list(CASE.rights(holder="OpenAI")) == []
    assert CASE.rights("China", on="2020-01-01").verdict is Verdict.NO


def test_refusals_are_looked_up_with_brackets_and_asked_with_parentheses() -> None:
    assert list(CASE.refusals("China")) == [CASE.refusals["openai-direct"]]
    assert list(CASE.refusals("China", on="2024-07-08")) == []
    assert list(CASE.refusals(who="OpenAI")) == list(CASE.refusals)


def test_a_name_and_its_record_ask_the_same() -> None:
    assert CASE.channels_into("PRC") == CASE.channels_into(CASE.markets["cn"])
    assert CASE.rights(holder=CASE.vendors["microsoft"]) == CASE.rights(holder="Microsoft")


def test_on_another_day_the_same_records_are_seen_from_there() -> None:
    earlier = CASE.on("2020-01-01")

    assert earlier.as_of == date(2020, 1, 1)
    assert list(earlier.records) == list(CASE.records)
    assert len(earlier.refusals("China")) == 0
    assert len(earlier.rights("China")) == 0
    assert earlier.on(CASE.as_of) == CASE
    assert earlier != CASE


def test_adding_makes_a_new_landscape_and_leaves_the_old_one() -> None:
    more = CASE.adding(ACME, Model(id="m", name="M", developer="Acme"))

    assert more.vendors["acme"].home == "fr"
    assert "acme" not in CASE.vendors
    assert (more.as_of, more.title) == (CASE.as_of, CASE.title)
    assert sample() == CASE


def test_adding_nothing_and_removing_nothing_change_nothing() -> None:
    assert CASE.adding() == CASE.removing() == CASE


def test_adding_what_does_not_hold_together_says_all_that_is_wrong() -> None:
    with pytest.raises(
        InvalidLandscapeError, match=r"(?s)2 faults:.*vendors.acme.home.*vendors.openai: this id is taken"
    ):
        CASE.adding(attrs.evolve(ACME, home="Frnce"), Vendor(id="openai", name="OpenAI"))


def test_a_list_of_records_is_added_one_by_one_and_not_as_a_list() -> None:
    with pytest.raises(InvalidValueError, match="this is no record: "):
        CASE.adding([ACME])  # type: ignore[arg-type]


def test_replacing_puts_a_record_in_the_place_of_the_one_with_its_id() -> None:
    changed = CASE.replacing(attrs.evolve(CASE.vendors["openai"], home="Ireland"))

    assert changed.vendors["openai"].home == "ie"
    assert changed.replacing(CASE.vendors["openai"]) == CASE
    with pytest.raises(InvalidLandscapeError, match="so that it cannot be replaced"):
        CASE.replacing(ACME)


def test_removing_gives_back_what_was_before() -> None:
    assert CASE.adding(ACME).removing(ACME) == CASE
    assert "filter" in CASE.safeguards
    with pytest.raises(
        InvalidLandscapeError, match=r"channels.azure-china: it still refers to a record that is removed"
    ):
        CASE.removing(CASE.safeguards["filter"])
    assert "ban" not in CASE.removing(CASE.risks["ban"]).risks


def test_a_landscape_of_all_records_is_the_one_they_were_added_to_one_by_one() -> None:
    grown = Landscape.of(as_of=CASE.as_of, title=CASE.title)
    for record in CASE.records:
        try:
            grown = grown.adding(record)
        except InvalidLandscapeError:
            continue
    grown = grown.adding(*(record for record in CASE.records if record not in set(grown.records)))

    assert_landscape_equal(grown, CASE)
    assert hash(grown) == hash(CASE)


@given(st.permutations(RECORDS))
def test_two_landscapes_are_equal_whatever_the_order_of_their_records(shuffled: list[Record]) -> None:
    case = Landscape.of(*shuffled, as_of=CASE.as_of, title=CASE.title)

    assert case == CASE
    assert hash(case) == hash(CASE)


@given(landscapes(), st.data())
def test_two_landscapes_are_equal_whatever_path_led_there(landscape: Landscape, data: st.DataObject) -> None:
    records = list(landscape.records)
    independent = [record for record in records if isinstance(record, SalesChannel | Customer | Market)]
    later = data.draw(st.lists(st.sampled_from(independent), unique=True)) if independent else []
    try:
        without = landscape.removing(*later)
    except InvalidLandscapeError:
        return

    assert_landscape_equal(without.adding(*later), landscape)
    assert without.adding(*later) == Landscape.of(*records, as_of=landscape.as_of, title=landscape.title)
    assert (without == landscape) is (not later)


def test_landscapes_differ_by_their_records_their_day_and_their_title() -> None:
    others = {
        CASE.adding(ACME),
        CASE.removing(CASE.risks["ban"]),
        CASE.on("2025-01-01"),
        Landscape.of(*RECORDS, as_of=CASE.as_of),
        Landscape.of(
            *(attrs.evolve(each, note="x") if isinstance(each, Vendor) else each for each in RECORDS),
            as_of=CASE.as_of,
            title=CASE.title,
        ),
    }

    assert CASE not in others
    assert len(others) == 5
    assert CASE != "A sample"


def test_a_landscape_says_what_it_is() -> None:
    assert repr(CASE).startswith("<Landscape 'A sample' ")
    assert {"as of 2026-01-01", "2 vendors", "2 channels"} <= set(re.split(": |, |' |>", repr(CASE)))
    assert repr(Landscape.of(as_of="2026-01-01")).startswith("<Landscape ")


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_landscape_pickles_with_all_it_holds(protocol: int) -> None:
    for case in (CASE, CASE.adding(ACME)):
        copy = pickle.loads(pickle.dumps(case, protocol))

        assert copy == case
        assert hash(copy) == hash(case)
        assert list(copy.channels_into("China")) == list(case.channels_into("China"))


def test_a_landscape_does_not_change() -> None:
    for name in ("as_of", "title", "_store", "vendors", "new"):
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            setattr(CASE, name, None)


def test_the_claims_about_a_thing_and_the_things_that_rest_on_a_claim() -> None:
    assert CASE.claims["article.sold"] in CASE.claims_about("Microsoft")
    assert CASE.channels["azure-china"] in CASE.resting_on("article.sold")
    assert CASE.claims["sold"] == claim("article.sold")


def test_no_scenario_leaves_the_landscape_as_it_is() -> None:
    outcome = CASE.under()

    assert outcome.after is CASE
    assert (outcome.closed, outcome.narrowed, outcome.changes, outcome.unknown, outcome.lost_access) == ((),) * 5
    assert repr(outcome) == "<Outcome of no scenario: 0 closed, 0 narrowed, 0 unknown>"
