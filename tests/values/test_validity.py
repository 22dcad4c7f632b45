"""When something holds: what is known of its start and its end, what was only seen, and its parts before and after."""

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.errors import InvalidValueError
from aibroker.values.periods import Period
from aibroker.values.validity import Validity, to_validity
from aibroker.values.verdicts import Verdict

DAYS = st.dates(min_value=date(2023, 12, 1), max_value=date(2028, 3, 1))
DAY = timedelta(days=1)


def _verdicts(validity: Validity, *days: str) -> list[str]:
    return [validity.holds_on(day).value for day in days]


# What holds on a day.


def test_what_is_known_to_the_day_holds_from_its_start_until_the_day_before_its_end() -> None:
    known = Validity(since="2026-02-01", ended="2026-03-01")
    assert _verdicts(known, "2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01") == ["no", "yes", "yes", "no"]


def test_a_start_known_to_the_month_is_unknown_within_it_and_sure_on_its_last_day() -> None:
    known = Validity(since="2025-09", ongoing=True)
    assert _verdicts(known, "2025-08-31", "2025-09-01", "2025-09-29", "2025-09-30") == [
        "no",
        "unknown",
        "unknown",
        "yes",
    ]


def test_an_end_known_to_the_month_is_unknown_within_it_and_sure_on_its_last_day() -> None:
    known = Validity(since="2025-01-01", ended="2025-09")
    assert _verdicts(known, "2025-08-31", "2025-09-01", "2025-09-29", "2025-09-30") == [
        "yes",
        "unknown",
        "unknown",
        "no",
    ]


def test_a_start_known_to_the_year_is_sure_when_the_year_is_over() -> None:
    known = Validity(since="2025", ongoing=True)
    assert _verdicts(known, "2024-12-31", "2025-06-30", "2025-12-31") == ["no", "unknown", "yes"]


def test_an_unknown_end_leaves_every_day_after_the_start_unknown() -> None:
    known = Validity(since="2025-01-01")
    assert _verdicts(known, "2024-12-31", "2025-01-01", "2030-01-01") == ["no", "unknown", "unknown"]


def test_an_unknown_start_leaves_every_day_before_the_end_unknown() -> None:
    known = Validity(ended="2025-01-01")
    assert _verdicts(known, "1990-01-01", "2024-12-31", "2025-01-01") == ["unknown", "unknown", "no"]


def test_what_was_seen_is_unknown_before_and_holds_on_until_something_says_otherwise() -> None:
    seen = Validity.seen_on("2026-06-18")
    assert _verdicts(seen, "2026-06-17", "2026-06-18", "2030-01-01") == ["unknown", "yes", "yes"]


def test_what_was_seen_within_the_span_of_its_start_holds_from_that_day() -> None:
    seen = Validity(since="2026-06", ongoing=True, seen="2026-06-18")
    assert _verdicts(seen, "2026-05-31", "2026-06-17", "2026-06-18") == ["no", "unknown", "yes"]


def test_what_was_seen_within_the_span_of_its_end_holds_until_that_day() -> None:
    seen = Validity(since="2026-01-01", ended="2026-06", seen="2026-06-18")
    assert _verdicts(seen, "2026-06-17", "2026-06-18", "2026-06-19", "2026-06-30") == ["yes", "yes", "unknown", "no"]


def test_what_was_seen_twice_holds_in_between() -> None:
    seen = Validity(ended="2026", seen=["2026-06-18", "2026-03-01", "2026-06-18"])
    assert seen.seen == (date(2026, 3, 1), date(2026, 6, 18))
    assert seen.last_seen == date(2026, 6, 18)
    assert _verdicts(seen, "2026-02-28", "2026-03-01", "2026-06-18", "2026-07-01", "2026-12-31") == [
        "unknown",
        "yes",
        "yes",
        "unknown",
        "no",
    ]


def test_of_the_unknown_every_day_is_unknown() -> None:
    assert Validity().is_unknown
    assert Validity().last_seen is None
    assert _verdicts(Validity(), "1990-01-01", "2090-01-01") == ["unknown", "unknown"]


@pytest.mark.parametrize(
    "known",
    [{"since": "2025"}, {"ended": "2025"}, {"ongoing": True}, {"seen": "2025-01-01"}],
    ids=str,
)
def test_whoever_knows_anything_does_not_know_nothing(known: dict[str, object]) -> None:
    assert not Validity(**known).is_unknown  # type: ignore[arg-type]


def test_whether_something_is_over_is_asked_of_its_end_alone() -> None:
    ended = Validity(since="2026", ended="2027-03")
    assert [ended.is_over_by(date(2027, 2, 28)), ended.is_over_by(date(2027, 3, 2))] == [Verdict.NO, Verdict.UNKNOWN]
    assert ended.is_over_by(date(2027, 3, 31)) is Verdict.YES


@pytest.mark.parametrize(
    ("validity", "day"),
    [
        (Validity(), None),
        (Validity(ended="2025"), None),
        (Validity(since="2025-03"), "2025-03-31"),
        (Validity(since="2025-03", seen="2025-03-12"), "2025-03-12"),
        (Validity(since="2025-03", seen="2025-05-12"), "2025-03-31"),
        (Validity.seen_on("2025-05-12", "2025-04-12"), "2025-04-12"),
        (Validity(since=Period.since("2025-01-01")), None),
        (Validity(since=Period.until("2025-01-01"), ongoing=True), "2024-12-31"),
    ],
)
def test_the_first_day_by_which_it_surely_began_is_the_end_of_its_span_or_a_sighting(
    validity: Validity, day: str | None
) -> None:
    assert validity.surely_begun == (None if day is None else date.fromisoformat(day))


# Making one.


def test_during_a_period_it_holds_exactly_then() -> None:
    during = Validity.during("2026-01-01/2026-02-01")
    assert during == Validity(since="2026-01-01", ended="2026-02-01")
    assert Validity.during(Period.month(2026, 1)) == during


def test_an_open_end_of_a_period_says_that_it_has_not_ended() -> None:
    assert Validity.during("2026-07-01/..") == Validity(since="2026-07-01", ongoing=True)


def test_an_open_start_of_a_period_leaves_the_start_unknown() -> None:
    assert Validity.during("../2026-07-01") == Validity(ended="2026-07-01")


def test_windows_are_given_as_days_text_or_periods_and_unknown_as_none_or_in_words() -> None:
    assert Validity(since=date(2026, 1, 1), ended="unknown") == Validity(since=Period.day("2026-01-01"), ended=None)


def test_a_validity_is_made_of_itself_a_period_a_text_or_the_word_unknown() -> None:
    known = Validity.during("2026")
    assert to_validity(known) is known
    assert to_validity("2026") == to_validity(Period.year(2026)) == known
    assert to_validity("unknown") == Validity()


def test_a_text_may_say_that_it_was_only_seen() -> None:
    assert to_validity("seen 2026-06-18") == Validity.seen_on("2026-06-18")
    assert to_validity("seen 2026-06-18, 2026-07-01") == Validity.seen_on("2026-07-01", "2026-06-18")
    with pytest.raises(InvalidValueError, match="not a calendar day: 'in June'"):
        to_validity("seen in June")


@pytest.mark.parametrize("day", ["2026-06-18", Period.day("2026-06-18")])
def test_a_single_day_does_not_say_whether_it_began_or_was_seen_then(day: str | Period) -> None:
    with pytest.raises(
        InvalidValueError, match=r"'2026-06-18/\.\.' if it began then, 'seen 2026-06-18' if it was seen"
    ):
        to_validity(day)


def test_nothing_else_makes_a_validity() -> None:
    with pytest.raises(InvalidValueError, match=r"not a validity: 7 \(valid: a period or its text such as"):
        to_validity(7)  # type: ignore[arg-type]


def test_what_is_ongoing_has_no_end() -> None:
    with pytest.raises(InvalidValueError, match="something that is ongoing has no end: '2026'"):
        Validity(ended="2026", ongoing=True)


@pytest.mark.parametrize(
    ("since", "ended"), [("2026-02-01", "2026-02-01"), ("2026-02-01", "2026-01"), ("2027", "2026")]
)
def test_nothing_ends_before_it_begins(since: str, ended: str) -> None:
    with pytest.raises(InvalidValueError, match=f"it would end before it begins: 'since {since}, ended {ended}'"):
        Validity(since=since, ended=ended)


def test_nothing_is_seen_when_it_is_over() -> None:
    with pytest.raises(InvalidValueError, match="seen on a day on which it cannot have held: '2026-03-01'"):
        Validity(since="2026-01", ended="2026-03-01", seen="2026-03-01")


def test_a_sighting_before_it_begins_is_of_what_it_carries_on() -> None:
    held = Validity(since="2026-07", seen="2026-06-18")
    assert _verdicts(held, "2026-06-18", "2026-06-30", "2026-07-01", "2026-07-31", "2030-01-01") == [
        "no", "no", "unknown", "yes", "yes",
    ]  # fmt: skip
    assert (held.seen_before, str(held.surely_begun)) == ((date(2026, 6, 18),), "2026-07-31")
    assert held.rests_on_sighting(date(2026, 8, 1))
    assert held.last_seen == date(2026, 6, 18)


def test_windows_with_open_ends_restrict_nothing_on_that_side() -> None:
    loose = Validity(since=Period.until("2026-01-01"), ended=Period.since("2026-06-01"), seen="2020-01-01")
    assert _verdicts(loose, "2019-01-01", "2021-01-01", "2026-05-31", "2026-06-01") == [
        "unknown",
        "yes",
        "yes",
        "unknown",
    ]


# Its parts.


def test_the_part_before_a_day_is_over_on_that_day() -> None:
    part = Validity.during("2026-01-01/..").until(date(2026, 7, 1))
    assert part == Validity(since="2026-01-01", ended="2026-07-01")


def test_the_part_before_a_day_on_which_it_is_over_anyway_is_itself() -> None:
    short = Validity.during("2026-01-01/2026-03-01")
    assert short.until(date(2026, 3, 1)) is short


def test_the_part_before_a_day_keeps_the_span_of_the_start_so_that_nothing_becomes_sure() -> None:
    part = Validity(since="2026-07", ongoing=True).until(date(2026, 7, 15))
    assert str(part) == "since 2026-07, ended 2026-07-15"
    assert _verdicts(part, "2026-07-14", "2026-07-15") == ["unknown", "no"]


def test_the_part_before_a_day_keeps_the_doubt_whether_it_was_over_earlier() -> None:
    part = Validity(since="2026-01-01", ended="2026-07").until(date(2026, 7, 15))
    assert _verdicts(part, "2026-06-30", "2026-07-14", "2026-07-15") == ["yes", "unknown", "no"]


def test_the_part_before_a_day_of_the_unknown_has_ended_by_that_day() -> None:
    part = Validity().until(date(2026, 7, 15))
    assert str(part) == "start unknown, ended ../2026-07-16"
    assert _verdicts(part, "2026-07-14", "2026-07-15") == ["unknown", "no"]


def test_sightings_stay_in_the_part_that_they_belong_to() -> None:
    seen = Validity.seen_on("2026-03-01", "2026-09-01")
    assert seen.until(date(2026, 7, 1)).seen == (date(2026, 3, 1),)
    assert seen.from_day(date(2026, 7, 1)).seen == (date(2026, 9, 1),)


def test_a_sighting_on_the_day_of_the_cut_belongs_to_the_later_part() -> None:
    seen = Validity(since="2026-01-01", ended="2026-07", seen=["2026-07-15"])
    assert _verdicts(seen.from_day(date(2026, 7, 15)), "2026-07-14", "2026-07-15", "2026-07-16") == [
        "no",
        "yes",
        "unknown",
    ]
    assert _verdicts(seen.until(date(2026, 7, 15)), "2026-07-14", "2026-07-15") == ["yes", "no"]


def test_there_is_no_part_before_the_earliest_start() -> None:
    with pytest.raises(InvalidValueError, match="it begins only on or after the day that should end it: '2026-07-01'"):
        Validity(since="2026-07").until(date(2026, 7, 1))


def test_the_part_from_a_day_begins_on_that_day_where_it_surely_began_before() -> None:
    part = Validity.during("2026-01-01/..").from_day(date(2026, 7, 1))
    assert part == Validity(since="2026-07-01", ongoing=True)


def test_the_part_from_a_day_on_which_it_cannot_have_begun_is_itself() -> None:
    late = Validity(since="2026-07", ongoing=True)
    assert late.from_day(date(2026, 7, 1)) is late


def test_the_part_from_a_day_within_the_span_of_the_start_may_begin_later() -> None:
    part = Validity(since="2026-07", ongoing=True).from_day(date(2026, 7, 15))
    assert _verdicts(part, "2026-07-14", "2026-07-15", "2026-07-31") == ["no", "unknown", "yes"]


def test_the_part_from_a_day_of_what_was_only_seen_goes_on() -> None:
    part = Validity.seen_on("2026-05-01", "2026-06-18").from_day(date(2026, 7, 1))
    assert part == Validity(since="2026-07-01", seen="2026-06-18"), "still resting on the last sighting"
    assert str(part) == "since 2026-07-01, seen 2026-06-18"
    assert part.from_day(date(2026, 8, 1)).until(date(2026, 9, 1)).last_seen == date(2026, 6, 18)


def test_there_is_no_part_from_a_day_on_which_it_is_over() -> None:
    with pytest.raises(InvalidValueError, match="it would end before it begins"):
        Validity.during("2026-01-01/2026-03-01").from_day(date(2026, 3, 1))


@given(testing.validities(), DAYS, DAYS)
def test_a_part_says_on_its_side_what_the_whole_says_and_no_on_the_other(whole: Validity, cut: date, day: date) -> None:
    may_begin_before = whole.since is None or whole.since.start is None or whole.since.start < cut
    if may_begin_before:
        assert whole.until(cut).holds_on(day) is (whole.holds_on(day) if day < cut else Verdict.NO)
    if whole.is_over_by(cut) is not Verdict.YES:
        assert whole.from_day(cut).holds_on(day) is (whole.holds_on(day) if day >= cut else Verdict.NO)


def test_perhaps_until_a_day_it_is_unknown_from_then_on() -> None:
    part = Validity.during("2026-01-01/..").perhaps_until(date(2026, 7, 1))
    assert _verdicts(part, "2026-06-30", "2026-07-01", "2030-01-01") == ["yes", "unknown", "unknown"]


def test_perhaps_until_a_day_it_is_over_in_any_case_on_the_latest() -> None:
    part = Validity.during("2026-01-01/..").perhaps_until(date(2026, 7, 1), latest=date(2027, 1, 1))
    assert _verdicts(part, "2026-06-30", "2026-12-31", "2027-01-01") == ["yes", "unknown", "no"]


@given(testing.validities(), DAYS, DAYS, st.none() | st.integers(min_value=1, max_value=500))
def test_perhaps_until_a_day_changes_nothing_before_and_makes_nothing_sure(
    whole: Validity, cut: date, day: date, lasting: int | None
) -> None:
    latest = None if lasting is None else cut + lasting * DAY
    if latest is None or whole.since is None or whole.since.start is None or whole.since.start < latest:
        before, part = whole.holds_on(day), whole.perhaps_until(cut, latest=latest)
        if latest is not None and day >= latest:
            assert part.holds_on(day) is Verdict.NO
        else:
            doubtful = day >= cut and before is Verdict.YES
            assert part.holds_on(day) is (Verdict.UNKNOWN if doubtful else before)
        assert part.perhaps_until(cut, latest=latest) == part


@given(testing.validities(), DAYS)
def test_cutting_twice_at_one_day_cuts_once(whole: Validity, cut: date) -> None:
    if whole.since is None or whole.since.start is None or whole.since.start < cut:
        assert whole.until(cut).until(cut) == whole.until(cut)
    if whole.is_over_by(cut) is not Verdict.YES:
        assert whole.from_day(cut).from_day(cut) == whole.from_day(cut)


@given(testing.validities(), st.lists(DAYS, min_size=2, max_size=6))
def test_what_is_over_stays_over_and_what_surely_began_has_begun(whole: Validity, days: list[date]) -> None:
    days.sort()
    over = [whole.is_over_by(day) for day in days]
    assert over == sorted(over, key=(Verdict.NO, Verdict.UNKNOWN, Verdict.YES).index)
    begun = whole.surely_begun
    if begun is not None:
        assert whole.holds_on(begun) is ~whole.is_over_by(begun)
        assert whole.holds_on(begun - DAY) is not Verdict.YES


@given(testing.validities(), DAYS)
def test_a_sure_answer_is_true_of_every_history_that_the_windows_allow(whole: Validity, day: date) -> None:
    earliest, latest = date(2020, 1, 1), date(2030, 1, 1)

    def days_of(window: Period | None) -> list[date]:
        if window is None or window.start is None or window.end is None:
            return [earliest, day, day + DAY, latest]
        return [window.start + DAY * number for number in range((window.end - window.start).days)]

    never = date.max
    lasts = whole.ongoing or (whole.ended is None and bool(whole.seen))
    ends = [never] if lasts else days_of(whole.ended)
    begins = days_of(whole.since) if whole.since is not None else [*days_of(None), *whole.seen[:1]]
    histories = [
        (begin, end)
        for begin in begins
        for end in ends
        if begin < end and all(begin <= seen < end for seen in whole.seen)
    ]
    assert histories
    held = {begin <= day < end for begin, end in histories}
    expected = Verdict.UNKNOWN if len(held) == 2 else Verdict.of(held.pop())
    may_be_short = whole.ended is None and not lasts  # it lasts a day at least, which the start alone does not settle
    assert whole.holds_on(day) in ((expected, Verdict.UNKNOWN) if may_be_short else (expected,))


# How it reads.


@pytest.mark.parametrize(
    ("validity", "text"),
    [
        (Validity(), "dates unknown"),
        (Validity.during("2026-07-01/.."), "since 2026-07-01, not ended"),
        (Validity(since="2026-07", ended="2027"), "since 2026-07, ended 2027"),
        (Validity(since="2026"), "since 2026, end unknown"),
        (Validity(ended="2026"), "start unknown, ended 2026"),
        (Validity(ongoing=True), "start unknown, not ended"),
        (Validity.seen_on("2026-06-18"), "seen 2026-06-18"),
        (Validity(since="2026", seen=("2026-06-18", "2026-07-01")), "since 2026, seen 2026-06-18, 2026-07-01"),
        (Validity(ongoing=True, seen="2026-06-18"), "seen 2026-06-18, not ended"),
    ],
)
def test_it_reads_as_what_is_known(validity: Validity, text: str) -> None:
    assert str(validity) == text


@given(testing.validities())
def test_it_pickles_and_its_repr_can_be_pasted(validity: Validity) -> None:
    names = {"Validity": Validity, "Period": Period, "datetime": __import__("datetime")}
    assert pickle.loads(pickle.dumps(validity)) == validity
    assert eval(repr(validity), names) == validity


@pytest.mark.parametrize(
    ("validity", "surely"),
    [
        (Validity.during("2025-01-01/2025-03-01"), "2025-01-01/2025-03-01"),
        (Validity.during("2025-01-01/.."), "2025-01-01/.."),
        (Validity(since="2025-01", ended="2025-03"), "2025-01-31/2025-03-01"),
        (Validity(since="2025-01", ended="2025-01-10/2025-02-10"), None),
        (Validity(seen=["2025-01-05"]), "2025-01-05/.."),
        (Validity(seen=["2025-01-05", "2025-02-05"], ended="../2025-04-01"), "2025-01-05/2025-02-06"),
        (Validity(since="2025-01-01"), None),
        (Validity(ongoing=True), None),
        (Validity(), None),
    ],
)
def test_the_days_on_which_it_surely_holds_are_those_on_which_it_holds(validity: Validity, surely: str | None) -> None:
    assert validity.surely == (None if surely is None else Period.parse(surely))
    for offset in range(120):
        day = date(2024, 12, 20) + timedelta(days=offset)
        held = validity.holds_on(day)
        assert (held is Verdict.YES) is (validity.surely is not None and day in validity.surely)
        assert held is Verdict.NO or day in validity.possibly


def test_what_is_cut_off_keeps_the_names_of_its_own_periods() -> None:
    year, fiscal = Period.parse("2024-07-01/2025-07-01"), Period.parse("FY2025 = 2024-07-01/2025-07-01")
    plain, named = (Validity(since=each).until(date(2026, 1, 1)) for each in (year, fiscal))

    assert [str(each.since) for each in (plain, named)] == ["2024-07-01/2025-07-01", "FY2025"]


def test_a_day_at_the_end_of_the_calendar_is_none() -> None:
    with pytest.raises(InvalidValueError, match="9999-12-31"):
        Period.day(date.max)
