"""Conflicts and differences on random landscapes, read a second time from their definitions."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from random import Random

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from aibroker import diff, testing
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Right
from aibroker.values.verdicts import Verdict

LAWS = settings(max_examples=60)
DAY = date(2026, 6, 1)

PARTS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    *(Vendor(id=vendor, name=vendor.upper()) for vendor in ("s0", "s1")),
    Model(id="family", name="Family", developer="s0", is_family=True),
    Model(id="member", name="Member", developer="s0", family="family"),
    Model(id="other", name="Other", developer="s0"),
)
COUNTRIES = {
    "cn": "cn",
    "greater-china": "cn hk mo tw",
    "asia": "cn hk mo tw jp",
    "fr": "fr",
    "eu": "fr de",
    "world": "cn hk mo tw jp fr de us",
}
TERRITORIES = (*([market] for market in COUNTRIES), None)

_dates = st.sampled_from([*["2024-01-01/.."] * 5, "2024-01-01/2025-01-01", "seen 2026-01-01", "unknown"])
_models = st.sampled_from([["family"], ["family"], ["member"], ["other"], ["member", "other"]])
_sellers = st.sampled_from(["s0", "s1"])


@st.composite
def contested(draw: st.DrawFn) -> Landscape:
    """Few sellers with rights that are mostly exclusive and mostly in force, beside channels that are mostly open."""
    rights = [
        Right(
            id=f"right-{number}",
            holder=draw(_sellers),
            may=draw(st.sampled_from(["sell", "sell", "resell", "host"])),
            models=draw(_models),
            territory=draw(st.sampled_from(TERRITORIES)),
            exclusive=draw(st.sampled_from([True, True, True, False, None])),
            holds=draw(_dates),
            claims=["page.first"],
        )
        for number in range(draw(st.integers(2, 4)))
    ]
    channels = [
        SalesChannel(
            id=f"channel-{number}",
            seller=draw(_sellers),
            models=draw(_models),
            into=draw(st.sampled_from(TERRITORIES)),
            status=draw(st.sampled_from(["sold", "hosted", "testing"])),
            rests_on=draw(st.sampled_from([[], ["right-0"]])),
            open=draw(_dates),
            claims=["page.first"],
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    records: list[Record] = [*PARTS, *rights, *channels]
    return Landscape.of(*records, as_of=DAY)


def shuffled(case: Landscape, random: Random) -> Landscape:
    records = list(case.records)
    random.shuffle(records)
    return Landscape.of(*records, as_of=case.as_of, title=case.title)


def places(into: tuple[str, ...] | None) -> set[str]:
    """Some countries of a territory, enough to tell those above from each other; none where it is unknown."""
    return {country for market in into or () for country in COUNTRIES[market].split()}


def up(case: Landscape, model: str) -> set[str]:
    family = case.models[model].family
    return {model} if family is None else {model, family}


def share_models(case: Landscape, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(mine in up(case, theirs) or theirs in up(case, mine) for mine in one for theirs in other)


def sells(right: Right) -> bool:
    return right.may in {"sell", "resell"}


def shut_out(case: Landscape, right: Right, channel: SalesChannel) -> bool:
    """Whether a channel surely sells a model of the right; not its seller's own, where the right is one to resell."""
    sold = [each for each in channel.models if up(case, each) & {*right.models}]
    return any(right.may == "sell" or case.models[each].developer != channel.seller for each in sold)


def second_sellers(case: Landscape, day: date) -> Iterator[tuple[str, str]]:
    for right in case.rights:
        for channel in case.channels:
            alone = right.exclusive and sells(right) and right.holds.holds_on(day) is Verdict.YES
            sold = channel.open.holds_on(day) is Verdict.YES and channel.status != "testing"
            if alone and sold and channel.seller != right.holder and shut_out(case, right, channel):
                where = places(right.territory)
                if where & places(channel.into):
                    yield right.id, channel.id


def two_territories(case: Landscape, day: date) -> Iterator[tuple[str, str]]:
    for one, other in combinations(case.rights, 2):
        if not all(each.exclusive and sells(each) and each.holds.holds_on(day) is Verdict.YES for each in (one, other)):
            continue
        mine, theirs = (places(each.territory) for each in (one, other))
        alike = one.holder == other.holder and share_models(case, one.models, other.models)
        if alike and mine & theirs and mine != theirs:
            yield one.id, other.id


def named(case: Landscape, kind: str, day: date) -> set[tuple[str, ...]]:
    found = (conflict for conflict in case.conflicts(on=day) if conflict.kind == kind)
    return {tuple(record.id for record in conflict.between) for conflict in found}


def after_their_end(case: Landscape, day: date) -> Iterator[tuple[str, str]]:
    over = [right for right in case.rights if str(right.holds) == "since 2024-01-01, ended 2025-01-01"]
    for right in over:
        for channel in case.channels:
            sold = channel.open.holds_on(day) is Verdict.YES and channel.status != "testing"
            if sold and right.id in channel.rests_on:
                yield right.id, channel.id


@LAWS
@given(contested())
def test_second_sellers_are_those_whom_an_exclusive_right_shuts_out(case: Landscape) -> None:
    assert named(case, "second seller under an exclusive right", DAY) == set(second_sellers(case, DAY))


@LAWS
@given(contested())
def test_one_right_with_two_territories_is_found_by_its_places(case: Landscape) -> None:
    assert named(case, "one right, two territories", DAY) == set(two_territories(case, DAY))


@LAWS
@given(contested())
def test_what_rests_on_a_right_that_is_over_is_found(case: Landscape) -> None:
    found = named(case, "right after its end", DAY)

    assert {pair for pair in found if pair[1].startswith("channel")} == set(after_their_end(case, DAY))


@LAWS
@given(contested())
def test_what_is_unknown_is_in_no_conflict(case: Landscape) -> None:
    for conflict in case.conflicts():
        for record in conflict.between:
            if isinstance(record, SalesChannel):
                assert record.open.holds_on(DAY) is Verdict.YES
                assert record.into is not None or conflict.kind != "second seller under an exclusive right"


@LAWS
@given(st.one_of(contested(), testing.landscapes()), st.randoms(use_true_random=False))
def test_conflicts_do_not_depend_on_the_order_of_the_records(case: Landscape, random: Random) -> None:
    assert shuffled(case, random).conflicts() == case.conflicts()


def asking(case: Landscape) -> Landscape:
    into_china = Question(id="into-china", kind="channels_into", market="cn")
    model, buyer = next(iter(case.models)).id, next(iter(case.vendors)).id
    return case.adding(into_china, Question(id="for-a-buyer", kind="access", model=model, party=buyer))


@LAWS
@given(testing.landscapes(), testing.days(), st.randoms(use_true_random=False))
def test_differences_do_not_depend_on_the_order_of_the_records(case: Landscape, day: date, random: Random) -> None:
    before = asking(case)
    after = before.doubting(next(iter(case.claims))).on(day)
    mixed = diff(shuffled(before, random), shuffled(after, random))

    assert str(mixed) == str(diff(before, after))
    assert mixed == diff(before, after)


@LAWS
@given(testing.landscapes(), testing.days())
def test_a_difference_the_other_way_round_is_its_mirror(case: Landscape, day: date) -> None:
    before = asking(case)
    after = before.doubting(next(iter(case.claims))).on(day)
    there, back = diff(before, after), diff(after, before)

    assert [(each.id, each.before, each.after) for each in there.records] == [
        (each.id, each.after, each.before) for each in back.records
    ]
    assert (there.conflicts_new, there.conflicts_gone) == (back.conflicts_gone, back.conflicts_new)
    assert [
        attrs.evolve(
            each,
            before=each.after,
            after=each.before,
            reply_before=each.reply_after,
            reply_after=each.reply_before,
        )
        for each in there.answers
    ] == list(back.answers)


@LAWS
@given(testing.landscapes(), testing.days(), st.randoms(use_true_random=False))
def test_doubt_does_not_depend_on_the_order_of_the_records(case: Landscape, day: date, random: Random) -> None:
    claim = next(iter(case.claims))

    testing.assert_landscape_equal(shuffled(case, random).doubting(claim), case.doubting(claim))
    testing.assert_landscape_equal(shuffled(case, random).known_on(day), case.known_on(day))
    assert shuffled(case, random).known_on(day).findings == case.known_on(day).findings


@LAWS
@given(testing.landscapes(), testing.days(), st.integers(0, 900))
def test_a_longer_horizon_marks_no_more_as_stale(case: Landscape, day: date, length: int) -> None:
    answer = case.channels_into("world", on=day)
    shorter, longer = (answer.marking_stale(after=f"{each} days").stale for each in (length, length + 30))

    assert set(longer) <= set(shorter)
    assert all(each.age > length and each.record.open.last_seen == each.seen for each in shorter)  # type: ignore[union-attr]  # only channels are in it
