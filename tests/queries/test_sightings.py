"""Stale marks: what was only seen, and too long ago for the reader's purpose."""

import pickle
from datetime import date, timedelta

import pytest

from aibroker import load_case
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.queries.sightings import to_horizon
from aibroker.records.buyers import located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Refusal
from aibroker.values.validity import Validity, to_validity

CASE = load_case("microsoft-openai-china")


def answer(open_: Validity | str, on: str) -> Answer[SalesChannel]:
    case = Landscape.of(
        Source(id="page", title="A page", kind="reporting", published="unknown"),
        Claim(id="page.said", source="page", locator="s1", kind="fact", text="Something."),
        Vendor(id="acme", name="Acme", home="us"),
        Model(id="one", name="One", developer="acme"),
        SalesChannel(id="way", seller="acme", models=["one"], into=["cn"], open=to_validity(open_), claims=["said"]),
        as_of=on,
    )
    return case.channels_into("China").marking_stale(after="180 days")


@pytest.mark.parametrize(
    ("on", "ages"), [("2026-06-18", []), ("2026-12-15", []), ("2026-12-16", [181]), ("2028-01-01", [562])]
)
def test_a_sighting_is_stale_once_the_horizon_has_passed(on: str, ages: list[int]) -> None:
    assert [each.age for each in answer("seen 2026-06-18", on).stale] == ages


def test_the_last_sighting_counts() -> None:
    twice = Validity.seen_on("2025-01-01", "2026-06-18")

    assert [(each.record.id, each.seen) for each in answer(twice, "2027-01-01").stale] == [("way", date(2026, 6, 18))]
    assert answer(twice, "2026-01-01").stale == (), "between two sightings nothing is stale: it was open after that day"


@pytest.mark.parametrize(
    "known",
    [
        Validity(since="2025-01-01", ongoing=True, seen=["2025-02-01"]),
        Validity(since="2025-01-01", ended="2029-01-01", seen=["2025-02-01"]),
        Validity.during("2025-01-01/2029-01-01"),
    ],
    ids=["said to go on", "its end is known", "never only seen"],
)
def test_what_something_else_bears_out_is_never_stale(known: Validity) -> None:
    assert answer(known, "2028-01-01").stale == ()


def test_staleness_does_not_close_a_channel() -> None:
    found = answer("seen 2020-01-01", "2026-01-01")

    assert [channel.id for channel in found] == ["way"]
    assert len(found.stale) == 1


def test_the_text_says_when_it_was_seen_and_marks_it_beyond_the_horizon_alone() -> None:
    plain = CASE.channels_into("China")
    before, beyond = plain.marking_stale(after="158 days"), plain.marking_stale(after="157 days")
    mark = "    ! stale: azure-gpt-china was last seen on 2026-06-18, 158 days before"

    assert "open: seen 2026-06-18" in str(plain)
    assert str(before) == str(plain)
    assert str(beyond).splitlines() == [*str(plain).splitlines(), mark]


def test_a_horizon_is_stated_or_there_is_none() -> None:
    with pytest.raises(InvalidValueError, match=r"no horizon is stated .*marking_stale\(after=\"180 days\"\)"):
        CASE.channels_into("China").stale  # noqa: B018 - reading it is what is refused
    with pytest.raises(InvalidValueError, match="no horizon is stated"):
        CASE.access("GPT", buyer="ByteDance").stale  # noqa: B018 - as above


def test_access_marks_stale_channels() -> None:
    access = CASE.access("GPT", buyer="ByteDance").marking_stale(after="30 days")

    assert [each.record.id for each in access.stale] == ["azure-gpt-china", "gpt-in-china"]
    assert "! stale: azure-gpt-china was last seen on 2026-06-18" in str(access)
    assert "! stale: gpt-in-china was last seen on 2026-06-18" in str(access)
    assert access.verdict == "open"


def test_access_marks_the_refusal_that_decides_and_no_other() -> None:
    case = Landscape.of(
        *(record for record in answer("2025-01-01/..", "2028-01-01").store),
        Refusal(id="wont", who="acme", refuses=located_in("cn"), holds="seen 2026-06-18", claims=["said"]),
        Refusal(id="elsewhere", who="acme", refuses=located_in("fr"), holds="seen 2026-06-18", claims=["said"]),
        Customer(id="buyer", name="Buyer", home="cn"),
        as_of="2028-01-01",
    )

    access = case.access("One", buyer="Buyer").marking_stale(after="180 days")

    assert access.verdict == "closed"
    assert [each.record.id for each in access.stale] == ["wont"]


def test_routes_gatekeepers_and_brokers_mark_what_they_rest_on() -> None:
    routes = CASE.routes("OpenAI", "China").marking_stale(after="30 days")
    gates = CASE.gatekeepers("China", models_of="OpenAI").marking_stale(after="30 days")
    brokers = CASE.brokers("West", "China").marking_stale(after="30 days")

    assert [each.record.id for each in routes.stale] == ["gpt-in-china", "azure-gpt-china", "openai-worldwide"]
    assert [each.record.id for each in gates.stale] == ["azure-gpt-china"]
    assert [each.record.id for each in brokers.stale] == ["azure-gpt-china", "azure-deepseek-r1-west"]


def test_a_marked_answer_pickles_and_differs_from_an_unmarked_one() -> None:
    marked = CASE.rights("China").marking_stale(after=timedelta(days=30))

    assert pickle.loads(pickle.dumps(marked)) == marked
    assert marked != CASE.rights("China")
    assert [each.record.id for each in marked.stale] == ["gpt-in-china", "openai-worldwide"]


@pytest.mark.parametrize("bad", ["180", "6 months", "-1 days", "", timedelta(days=-1), timedelta(hours=12), 180, None])
def test_a_horizon_is_a_number_of_days(bad: object) -> None:
    with pytest.raises(InvalidValueError, match="not a number of days"):
        to_horizon(bad)  # type: ignore[arg-type]  # wrong on purpose


def test_a_horizon_may_be_a_day() -> None:
    assert to_horizon("1 day") == to_horizon(" 1 days ") == timedelta(days=1)
