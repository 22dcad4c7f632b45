"""What holds of every step on random landscapes: nothing before its day, no more than once, and never in the base."""

import pickle
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.exchange.files import dumps, loads
from aibroker.landscape import Landscape
from aibroker.records.buyers import located_in
from aibroker.records.offers import Clientele, Hosting, SalesChannel
from aibroker.records.rights import Right
from aibroker.scenarios.steps import (
    CloseChannel,
    DatedStep,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    RefuseMarket,
    Scenario,
)
from aibroker.values.verdicts import Verdict

DAY = timedelta(days=1)
EFFECTIVE, LAST = date(2025, 6, 1), date(2026, 6, 1)
DAYS = st.dates(min_value=EFFECTIVE - 400 * DAY, max_value=LAST + 400 * DAY)
MARKETS = ("cn", "jp", "asia", "world")


def _named(case: Landscape) -> Landscape:
    """The landscape with rights under its channels, known buyers, and places where some of them run."""
    claims = [claim.id for claim in case.claims][:1]
    vendors, models = [each.id for each in case.vendors], [each.id for each in case.models]
    territories = (["cn"], ["asia"], None, ["world"])
    rights = [
        Right(
            id=f"under-{place}", holder=vendors[place % len(vendors)], may="sell", models=[models[place % len(models)]],
            territory=territories[place % 4], exclusive=place % 2 == 0, holds="2020-01-01/..", claims=claims,
        )
        for place in range(3)
    ]  # fmt: skip
    channels = [
        attrs.evolve(
            channel,
            rests_on=[f"under-{each}" for each in {place % 3, place % 2}],
            buyers=Clientele(at_least=[vendors[0]]) if place % 2 else Clientele(),
            hosted_in=Hosting(exactly=["sg"]) if place % 3 else Hosting(),
        )
        for place, channel in enumerate(case.channels)
    ]
    return case.adding(*rights).replacing(*channels)


CASES = testing.landscapes().filter(lambda case: len(case.channels) > 0 and len(case.models) > 0).map(_named)


def _steps(case: Landscape, market: str, effective: date, until: date | None) -> tuple[DatedStep, ...]:
    vendor, model, channel = next(iter(case.vendors)).id, next(iter(case.models)).id, next(iter(case.channels)).id
    days: Any = {"effective": effective, "until": until}
    new = SalesChannel(id="new", seller=vendor, models=[model], into=[market], open="unknown")
    granted = Right(id="granted", holder=vendor, may="sell", models=[model], territory=[market], holds="unknown")
    return (
        EndRight("under-0", **days),
        EndRight("under-1", **days),
        GrantRight(granted, **days),
        CloseChannel(channel, **days),
        OpenChannel(new, **days),
        NarrowChannel(channel, models=[model], **days),
        NarrowChannel(channel, buyers=located_in(market), **days),
        MoveHosting(channel, to=["jp"], **days),
        LoseBuyer(vendor, **days),
        EnterMarket(vendor, models=[model], into=[market], **days),
        RefuseMarket(vendor, refuses=located_in(market), **days),
        RefuseMarket(vendor, refuses=located_in(market), models=[model], through="anyone", **days),
        RefuseMarket(vendor, refuses=located_in(market), through="unknown", **days),
    )


@st.composite
def cases_and_steps(draw: st.DrawFn) -> tuple[Landscape, DatedStep, DatedStep]:
    case = draw(CASES)
    steps = _steps(case, draw(st.sampled_from(MARKETS)), EFFECTIVE, draw(st.sampled_from((None, LAST))))
    return case, draw(st.sampled_from(steps)), draw(st.sampled_from(steps))


GIVEN = cases_and_steps()


def _scenario(*steps: DatedStep) -> Scenario:
    return Scenario(name="S", steps=steps, effective=EFFECTIVE)


def _brings_the_same(one: DatedStep, other: DatedStep) -> bool:
    """Whether two different steps may bring one id, or one ends what the other lets begin on its day."""
    brings = (OpenChannel, EnterMarket, GrantRight, EndRight)
    return isinstance(one, brings) and type(one) is type(other)


def _origin(channel: str, ids: Iterable[str]) -> str:
    """The channel of the landscape before that one afterwards carries on: its id begins with that one's."""
    return max(
        (each for each in ids if channel == each or channel.startswith(f"{each}.from-")), key=len, default=channel
    )


def _open(case: Landscape, ids: Iterable[str], market: str, on: date) -> dict[str, Verdict]:
    """Which of some channels reach a market on a day, by themselves or by what carries them on."""
    answer = case.channels_into(market, on=on)
    found = dict.fromkeys(ids, Verdict.NO)
    for channel, verdict in (
        *((each, Verdict.YES) for each in answer),
        *((each.item, Verdict.UNKNOWN) for each in answer.unknown),
    ):
        origin = _origin(channel.id, found)
        if origin in found:
            found[origin] |= verdict
    return found


@given(GIVEN, DAYS, st.sampled_from(MARKETS))
def test_nothing_changes_before_the_day_and_a_temporary_step_ends_by_itself(
    drawn: tuple[Landscape, DatedStep, DatedStep], day: date, market: str
) -> None:
    case, step, _ = drawn
    assume(day < EFFECTIVE or (step.until is not None and day >= step.until))
    after = case.under(_scenario(step)).after
    ids = [channel.id for channel in case.channels]
    assert _open(after, ids, market, day) == _open(case, ids, market, day)
    rights = {right.id: right.holds.holds_on(day) for right in case.rights}
    for right_id, verdict in rights.items():
        held = [each for each in after.rights if each.id == right_id or each.id.startswith(f"{right_id}.from-")]
        assert Verdict.YES in [each.holds.holds_on(day) for each in held] or verdict is not Verdict.YES


@given(GIVEN)
def test_a_step_twice_changes_no_more_than_once(drawn: tuple[Landscape, DatedStep, DatedStep]) -> None:
    case, step, _ = drawn
    once = case.under(_scenario(step))
    for twice in (case.under(_scenario(step, step)), case.under(_scenario(step), _scenario(step))):
        testing.assert_landscape_equal(twice.after, once.after)
        assert (twice.changes, twice.opened, twice.unknown) == (once.changes, once.opened, once.unknown)


@given(GIVEN)
def test_the_landscape_before_never_hears_of_it_and_the_one_after_holds_together(
    drawn: tuple[Landscape, DatedStep, DatedStep],
) -> None:
    case, step, other = drawn
    before = pickle.dumps(list(case.records))
    outcome = case.under(_scenario(step, *(() if _brings_the_same(step, other) else (other,))))
    outcome.explain()
    after = outcome.after
    testing.assert_landscape_equal(Landscape.of(*after.records, as_of=after.as_of, title=after.title), after)
    testing.assert_landscape_equal(loads(dumps(after)), after)
    assert pickle.dumps(list(case.records)) == before
    assert pickle.loads(pickle.dumps(outcome)) == outcome


@given(CASES, st.sampled_from(MARKETS))
def test_steps_on_disjoint_channels_commute(case: Landscape, market: str) -> None:
    channels = [channel.id for channel in case.channels]
    assume(len(channels) > 1)
    one, other = channels[0], channels[-1]
    pairs = (
        (CloseChannel(one), NarrowChannel(other, buyers=located_in(market))),
        (MoveHosting(one, to=["jp"]), CloseChannel(other)),
        (EndRight("under-0"), MoveHosting(other, to=["jp"])) if "under-0" not in case.channels[other].rests_on else
        (CloseChannel(one), MoveHosting(other, to=["jp"])),
    )  # fmt: skip
    for first, second in pairs:
        there = case.under(_scenario(first), _scenario(second)).after
        back = case.under(_scenario(second), _scenario(first)).after
        testing.assert_landscape_equal(there, back)


@given(CASES)
def test_a_right_that_ends_closes_no_channel_that_does_not_rest_on_it(case: Landscape) -> None:
    outcome = case.under(_scenario(EndRight("under-0")))
    touched = {change.before.id for change in outcome.changes} | {each.item.id for each in outcome.unknown}
    assert touched <= {channel.id for channel in case.channels if "under-0" in channel.rests_on}
    for channel in outcome.after.channels:
        rests = [outcome.after.rights[each] for each in channel.rests_on]
        if rests and all(each.holds.is_over_by(EFFECTIVE) is Verdict.YES for each in rests):
            covered = any({*channel.models} & {*right.models} for right in rests) or not channel.models
            sells = outcome.after.channels_into("cn", on=EFFECTIVE)
            known = [each.territory for each in rests if each.territory is not None]
            assert not (covered and known == [("cn",)] and channel.models == rests[0].models) or channel not in sells
