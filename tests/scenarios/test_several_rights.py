"""Channels that rest on several rights: open on the days on which one of them covers the sale, and on no others."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rights import Right
from aibroker.scenarios.steps import CloseChannel, EndRight, GrantRight, Scenario, Step
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

FIRST, LATER, LAST = "2026-07-01", "2027-01-01", "2027-07-01"
ALWAYS = "2020-01-01/.."
CHINA: dict[str, Any] = {"territory": ["cn"]}


def case(**days: str) -> Landscape:
    """A channel into China that rests on some rights, each on its days."""
    return resting({right: {"holds": held} for right, held in days.items()})


def right(identity: str, **said: Any) -> Right:
    given: dict[str, Any] = {"holder": "shop", "may": "resell", "models": ["m"], "claims": ["page.it"]}
    return Right(id=identity, **(given | CHINA | said))


def resting(rights: dict[str, dict[str, Any]]) -> Landscape:
    return Landscape.of(
        Source(id="page", title="Page", kind="reporting", published="2025-01-01"),
        Claim(id="page.it", source="page", locator="s1", kind="fact", text="It is so."),
        Vendor(id="dev", name="Dev", home="us"),
        Vendor(id="shop", name="Shop", home="us"),
        Model(id="m", name="M", developer="dev"),
        *(right(each, **said) for each, said in rights.items()),
        SalesChannel(
            id="c", seller="shop", models=["m"], into=["cn"], rests_on=[*rights], open=ALWAYS, claims=["page.it"]
        ),
        as_of="2026-01-01",
    )


def open_on(before: Landscape, *steps: EndRight, day: str) -> bool:
    after = before.under(Scenario(name="S", effective=FIRST, steps=steps)).after
    return bool(after.channels_into("China", on=day).known)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_order_in_which_rights_are_ended_does_not_matter(*, swapped: bool) -> None:
    before = case(one=ALWAYS, two=ALWAYS)
    steps = [EndRight("one", effective=FIRST), EndRight("two", effective=LATER)]
    steps = steps[::-1] if swapped else steps

    assert open_on(before, *steps, day="2026-12-31")
    assert not open_on(before, *steps, day=LATER)


def test_a_right_that_ends_by_itself_later_closes_what_it_alone_covered() -> None:
    before = case(one=ALWAYS, two=f"2020-01-01/{LATER}")

    assert open_on(before, EndRight("one"), day="2026-12-31")
    assert not open_on(before, EndRight("one"), day=LATER)


def test_a_right_that_begins_later_lets_the_channel_come_back() -> None:
    before = case(one=ALWAYS, two=f"{LATER}/..")
    outcome = before.under(Scenario(name="S", effective=FIRST, steps=[EndRight("one")]))

    assert not outcome.after.channels_into("China", on=FIRST).known
    assert [each.id for each in outcome.after.channels_into("China", on=LATER).known] == ["c.from-2027-01-01"]
    assert [(each.effective.isoformat(), str(each.until)) for each in outcome.closed] == [(FIRST, LATER)]


def test_a_right_that_begins_later_elsewhere_brings_nothing_back() -> None:
    before = resting({"one": {"holds": ALWAYS}, "two": {"holds": f"{LATER}/..", "territory": ["jp"]}})
    outcome = before.under(Scenario(name="S", effective=FIRST, steps=[EndRight("one")]))

    assert not outcome.after.channels_into("China", on=LAST).known
    (change,) = outcome.closed
    assert (change.until, change.restored_by) == (None, ())


def test_a_right_that_holds_again_can_end_again() -> None:
    before = case(one=ALWAYS)
    steps = EndRight("one", until=LATER), EndRight("one", effective=LAST)

    assert [open_on(before, *steps, day=day) for day in ("2026-06-30", FIRST, LATER, LAST)] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("until", [LATER, LAST])
def test_what_comes_back_once_a_right_holds_again_rests_on_it_as_it_holds_then(until: str) -> None:
    steps: list[Step] = [CloseChannel("c", effective=FIRST, until=until), EndRight("one", effective=FIRST, until=LATER)]
    for listed in (steps, steps[::-1]):
        after = case(one=ALWAYS).under(Scenario(name="S", effective=FIRST, steps=listed)).after
        (back,) = after.channels_into("China", on="2027-08-01")
        assert back.rests_on == (f"one.from-{LATER}",)
        assert {
            access.verdict
            for access in after.access("m", buyer="shop", on="2027-08-01", located_in="China").channels[1:]
        } == {"open"}


def test_a_right_that_ends_for_good_while_it_is_over_never_holds_again() -> None:
    before = case(one=ALWAYS, two=f"2020-01-01/{FIRST}")
    steps = EndRight("one", until=LAST), EndRight("one", effective=LATER)
    outcome = before.under(Scenario(name="S", effective=FIRST, steps=steps))

    assert not outcome.after.channels_into("China", on=LAST).known
    assert sorted(right.id for right in outcome.after.rights) == ["one", "two"]


def test_an_end_that_is_unknown_leaves_unknown_what_it_closes() -> None:
    before = resting({"one": {"holds": ALWAYS}, "two": {"holds": Validity(since="2020", ended="2027")}})
    after = before.under(Scenario(name="S", effective=FIRST, steps=[EndRight("one")])).after

    assert after.channels_into("China", on="2026-12-31").known
    found = after.channels_into("China", on=LAST)
    assert (found.known, bool(found.unknown)) == ((), True)
    assert not after.channels_into("China", on="2028-01-01").known


DAYS = [date(2026, 1, 1) + timedelta(days=each) for each in (0, 100, 200, 300)]
SPANS = [ALWAYS, *(f"{start}/{end}" for start, end in product(DAYS[:2], DAYS[2:])), f"{DAYS[2]}/.."]


@pytest.mark.parametrize(("one", "two"), [*product(SPANS, repeat=2)])
@pytest.mark.parametrize("steps", [*product(DAYS[1:], repeat=2)])
def test_a_channel_is_open_on_the_days_on_which_a_right_covers_it(one: str, two: str, steps: tuple[date, date]) -> None:
    """Of the days on which it was open and covered before, those on which a right that has not ended covers it."""
    before = case(one=one, two=two, three=ALWAYS)
    taken = [EndRight("three", effective=DAYS[1])]
    taken += [
        EndRight(right, effective=day)
        for right, day in zip(("one", "two"), steps, strict=True)
        if before.rights[right].holds.holds_on(day - timedelta(days=1)).value == "yes"
    ]
    after = before.under(Scenario(name="S", effective=DAYS[1], steps=taken)).after
    ended = {step.right: step.effective or DAYS[1] for step in taken}
    for day in [date(2026, 1, 1) + timedelta(days=each) for each in range(0, 420, 20)]:
        covered = any(
            right.holds.holds_on(day).value == "yes" and not (right.id in ended and ended[right.id] <= day)
            for right in before.rights
        )
        assert bool(after.channels_into("China", on=day).known) is covered, day


def shutting(*steps: Step, **holds: str) -> set[tuple[str, str, str]]:
    """What opens where exclusive rights end: which right, from which day, until when."""
    rights = {name: {"exclusive": True, "holds": days} for name, days in holds.items()}
    opened = resting(rights).under(Scenario(name="S", effective="2026-07-01", steps=steps)).opened
    return {(each.item.id, str(each.effective), str(each.until)) for each in opened if each.verdict is Verdict.UNKNOWN}


def test_nobody_is_shut_out_once_no_other_exclusive_right_holds() -> None:
    always, a_while = "2025-01-01/..", "2025-01-01/2026-10-01"

    assert shutting(EndRight("one"), one=always) == {("one", "2026-07-01", "None")}
    assert shutting(EndRight("one"), one=always, two=a_while) == {("one", "2026-10-01", "None")}
    assert shutting(EndRight("one"), one=always, two=always) == set()
    both = {("one", "2026-08-01", "None"), ("two", "2026-08-01", "2026-10-01")}
    first, second = EndRight("one"), EndRight("two", effective="2026-08-01")
    assert shutting(first, second, one=always, two=a_while) == both
    assert shutting(second, first, one=always, two=a_while) == both


def test_an_exclusive_right_that_is_granted_shuts_others_out_again() -> None:
    granted = right("new", exclusive=True, holds="2026-09-01/..", claims=())
    opened = shutting(EndRight("one"), GrantRight(granted), one="2025-01-01/..")

    assert ("one", "2026-07-01", "2026-09-01") in opened
    at_once = GrantRight(attrs.evolve(granted, holds="2026-07-01/.."))
    assert {name for name, *_ in shutting(EndRight("one"), at_once, one="2025-01-01/..")} == {"new"}


def test_a_right_that_has_not_begun_cannot_be_ended() -> None:
    with pytest.raises(InvalidValueError, match=r"the right one begins only on or after the day .*: '2026-07-01'"):
        shutting(EndRight("one"), one="2027-01-01/..")
