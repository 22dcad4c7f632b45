"""What restrictions do and leave alone, read a second time place by place, on random landscapes."""

import pickle
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import TypeVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.landscape import Landscape
from aibroker.records.buyers import AllOf, Named, located_in
from aibroker.records.offers import SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rules import Selection
from aibroker.scenarios.candidates import candidates
from aibroker.scenarios.changes import Change
from aibroker.scenarios.selectors import bite
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.verdicts import Verdict
from tests.laws.test_access_laws import met
from tests.laws.test_reach_laws import (
    DAYS,
    MARKETS,
    PLACES,
    WIDER,
    Truth,
    atlas_of,
    both,
    carries,
    either,
    families,
    holds,
    lets_in,
    lies_in,
    means,
    together,
)

T = TypeVar("T")

DAY = timedelta(days=1)

NUMBERS = st.integers(min_value=0, max_value=5_039)
EXAMPLE = st.just(located_in("cn", "hk"))
CONDITIONS = testing.buyers(("vendor-0",))


def _one(draw: st.DrawFn, pool: Iterable[T]) -> T:
    options = list(pool)
    return options[draw(NUMBERS) % len(options)]


@st.composite
def restrictions(draw: st.DrawFn, case: Landscape) -> Restrict:
    """A step that asks of a few things at the most, so that it often bites."""
    vendors = [vendor.id for vendor in case.vendors]
    asked: dict[str, object] = {"buyers": draw(_one(draw, (EXAMPLE, EXAMPLE, CONDITIONS, st.none())))}
    for _ in range(draw(NUMBERS) % 3):
        aspect = _one(
            draw, ("sellers", "sellers_home", "models", "developers", "developed_in", "hosted_in", "resale_only")
        )
        if aspect in ("sellers", "developers"):
            asked[aspect] = [_one(draw, vendors)]
        elif aspect == "models":
            asked[aspect] = [_one(draw, [model.id for model in case.models])]
        elif aspect == "resale_only":
            asked[aspect] = True
        else:
            asked[aspect] = {_one(draw, (*PLACES, *WIDER)), _one(draw, PLACES)}
    effective = draw(DAYS)
    if set(asked) == {"buyers"} and asked["buyers"] is None:
        asked["sellers"] = [_one(draw, vendors)]
    until = _one(draw, (None, effective + DAY * (1 + draw(NUMBERS) % 600)))
    return Restrict(selects=Selection(**asked), effective=effective, until=until)  # type: ignore[arg-type]


def _scenario(*steps: Restrict) -> Scenario:
    return Scenario(name="A bar", steps=steps, effective="2025-01-01")


@st.composite
def cases_under_a_restriction(draw: st.DrawFn) -> tuple[Landscape, Restrict]:
    case = draw(testing.landscapes())
    return case, draw(restrictions(case))


CASES = cases_under_a_restriction()


# The second reading: which sales a selection means, and which sales a channel makes.


@lru_cache(maxsize=4)
def spots_of(case: Landscape) -> tuple[str, ...]:
    """One place for each way in which the markets of these tests hold a place or not."""
    atlas, held = atlas_of(case), dict[frozenset[str], str]()
    for place in sorted(atlas["world"]):
        held[frozenset(market for market in (*PLACES, *WIDER) if place in atlas[market])] = place
    return tuple(held.values())


def _any(asked: Iterable[object], truth: Callable[[], Truth]) -> Truth:
    return truth() if tuple(asked) else True


def runs_in(case: Landscape, channel: SalesChannel, markets: Iterable[str]) -> Truth:
    """Whether its models run in these markets alone; the random channels never say where exactly they run."""
    atlas = atlas_of(case)
    return None if together(atlas, markets) - together(atlas, channel.hosted_in.never) else False


def sits_in_any(case: Landscape, vendor: str, markets: Iterable[str]) -> Truth:
    """In one of several markets: as in one that holds the places of all."""
    home, wanted = case.vendors[vendor].home, together(atlas_of(case), markets)
    if home is None:
        return None
    places = atlas_of(case)[home]
    return True if places <= wanted else None if places & wanted else False


def concerns(case: Landscape, selection: Selection, channel: SalesChannel, model: str | None) -> Truth:
    """Whether a selection means what a channel sells of a model; None is a product without, or what nobody names."""
    whole = both(
        not selection.sellers or channel.seller in selection.sellers,
        _any(selection.sellers_home, lambda: sits_in_any(case, channel.seller, selection.sellers_home)),
        _any(selection.hosted_in, lambda: runs_in(case, channel, selection.hosted_in)),
    )
    if model is None:
        asks = selection.models or selection.developers or selection.developed_in or selection.resale_only
        nameless: Truth = None if channel.models_unknown else False
        return both(whole, nameless if asks else True)
    developer = case.models[model].developer
    member_of_named = bool(families(case, model) & {*selection.models})
    named_member = any(model in families(case, each) for each in selection.models)
    return both(
        whole,
        _any(selection.models, lambda: True if member_of_named else None if named_member else False),
        not selection.developers or developer in selection.developers,
        _any(selection.developed_in, lambda: sits_in_any(case, developer, selection.developed_in)),
        not selection.resale_only or developer != channel.seller,
    )


def selects(case: Landscape, step: Restrict, channel: SalesChannel, model: str | None, place: str) -> Truth:
    return both(concerns(case, step.selects, channel, model), means_buyers(case, step, place))


def means_buyers(case: Landscape, step: Restrict, place: str) -> Truth:
    condition = step.selects.buyers
    return True if condition is None else means(atlas_of(case), condition, place, at_home=False)


def sells(case: Landscape, channel: SalesChannel, model: str | None, place: str) -> Truth:
    """Whether a channel sells a model at a place while it is open."""
    if (model not in channel.models if model else channel.models) or not lets_in(atlas_of(case), channel, place):
        return False
    atlas = atlas_of(case)
    if lies_in(atlas, place, channel.excluding):
        return False
    return None if channel.into is None else lies_in(atlas, place, channel.into)


def descendants(after: Landscape, channel: SalesChannel) -> list[SalesChannel]:
    """A channel and all that carry on its terms; their ids begin with its id."""
    return [each for each in after.channels if each.id == channel.id or each.id.startswith(f"{channel.id}.")]


def _days_around(step: Restrict, more: Iterable[date]) -> set[date]:
    edges = [each for each in (step.effective, step.until) if each is not None]
    return {*edges, *(each - DAY for each in edges), *(each + 40 * DAY for each in edges), *more}


def _is_in_force(step: Restrict, day: date) -> bool:
    return step.effective is not None and step.effective <= day and (step.until is None or day < step.until)


# The laws.


@given(CASES, st.sets(DAYS, max_size=3))
def test_a_restriction_takes_away_what_it_surely_means_leaves_open_what_it_may_mean_and_lets_all_else_be(
    given_case: tuple[Landscape, Restrict], more: set[date]
) -> None:
    case, step = given_case
    after, days = case.under(_scenario(step)).after, _days_around(step, more)
    for channel in case.channels:
        left = descendants(after, channel)
        was_open = {day: holds(channel.open, day) for day in days}
        is_open = [{day: holds(each.open, day) for day in days} for each in left]
        for model in channel.models or (None,):
            for place in spots_of(case):
                concerned, buyers = concerns(case, step.selects, channel, model), means_buyers(case, step, place)
                sold, selling = sells(case, channel, model, place), [sells(case, each, model, place) for each in left]
                for day in days:
                    before = both(sold, was_open[day])
                    now = either(*(both(each, opens[day]) for each, opens in zip(selling, is_open, strict=True)))
                    barred = both(concerned, buyers is True, _is_in_force(step, day))
                    assert now is both(before, None if barred is None else not barred), (channel.id, place, day)


@given(CASES, MARKETS, st.sets(DAYS, max_size=4))
def test_nothing_changes_before_the_day_on_which_it_takes_effect(
    given_case: tuple[Landscape, Restrict], market: str, more: set[date]
) -> None:
    case, step = given_case
    after = case.under(_scenario(step)).after
    for day in _days_around(step, more):
        if step.effective is not None and day < step.effective:
            ours, theirs = case.channels_into(market, on=day), after.channels_into(market, on=day)
            assert [each.id for each in ours] == [each.id for each in theirs]
            assert {each.item.id for each in ours.unknown} == {each.item.id for each in theirs.unknown}
            for channel in case.channels:
                then = [each.open.holds_on(day) for each in after.channels if each.id == channel.id]
                assert then == [channel.open.holds_on(day)] or (then, channel.open.holds_on(day)) == ([], Verdict.NO)


@given(CASES)
def test_every_channel_that_a_selection_may_pick_is_looked_at(given_case: tuple[Landscape, Restrict]) -> None:
    case, step = given_case
    looked_at = {each.id for each in candidates(case._store, step.selects)}
    for channel in case.channels:
        picked = bite(case._store, step.selects, channel)
        assert channel.id in looked_at or picked.verdict is Verdict.NO or not (picked.places or picked.doubtful)


@given(CASES)
def test_a_channel_that_is_not_meant_stays_as_it_is(given_case: tuple[Landscape, Restrict]) -> None:
    case, step = given_case
    after = case.under(_scenario(step)).after
    for channel in case.channels:
        sales = [(model, place) for model in channel.models or (None,) for place in spots_of(case)]
        if all(False in (selects(case, step, channel, *sale), sells(case, channel, *sale)) for sale in sales):
            assert descendants(after, channel) == [channel]


@given(CASES)
def test_a_step_twice_changes_no_more_than_once(given_case: tuple[Landscape, Restrict]) -> None:
    case, step = given_case
    once = case.under(_scenario(step))
    again = once.after.under(_scenario(step))
    assert (again.changes, again.after) == ((), once.after)
    for twice in (case.under(_scenario(step), _scenario(step)), case.under(_scenario(step, step))):
        assert (twice.changes, twice.after) == (once.changes, once.after)
        assert len(twice.unknown) == len({*twice.unknown})


@given(CASES)
def test_the_landscape_before_never_hears_of_it(given_case: tuple[Landscape, Restrict]) -> None:
    case, step = given_case
    before = pickle.dumps(list(case.records))
    outcome = case.under(_scenario(step))
    outcome.explain()
    assert outcome.before is case
    assert pickle.dumps(list(case.records)) == before


@given(CASES, st.data())
def test_the_landscape_after_holds_together_however_many_restrictions_it_went_through(
    given_case: tuple[Landscape, Restrict], data: st.DataObject
) -> None:
    case, step = given_case
    after = case.under(_scenario(step), _scenario(data.draw(restrictions(case)))).after
    again = Landscape.of(*after.records, as_of=after.as_of, title=after.title)
    testing.assert_landscape_equal(again, after)


@given(CASES, st.randoms(use_true_random=False))
def test_outcomes_are_equal_when_their_content_is(given_case: tuple[Landscape, Restrict], random: Random) -> None:
    case, step = given_case
    records = list(case.records)
    random.shuffle(records)
    shuffled = Landscape.of(*records, as_of=case.as_of, title=case.title)
    one, other = case.under(_scenario(step)), shuffled.under(_scenario(attrs.evolve(step)))
    assert one == other
    assert (one.after, one.changes, one.unknown) == (other.after, other.changes, other.unknown)
    assert pickle.loads(pickle.dumps(one)) == one


@given(CASES, st.data())
def test_restrictions_on_disjoint_channels_commute(given_case: tuple[Landscape, Restrict], data: st.DataObject) -> None:
    case, step = given_case
    other = data.draw(restrictions(case))
    mine = [vendor.id for vendor in case.vendors if data.draw(st.booleans())]
    theirs = [vendor.id for vendor in case.vendors if vendor.id not in mine]
    if mine and theirs:
        a = _scenario(attrs.evolve(step, selects=attrs.evolve(step.selects, sellers=mine)))
        b = _scenario(attrs.evolve(other, selects=attrs.evolve(other.selects, sellers=theirs)))
        testing.assert_landscape_equal(case.under(a, b).after, case.under(b, a).after)


@given(CASES)
def test_what_is_surely_closed_or_narrowed_surely_sold_what_is_barred(given_case: tuple[Landscape, Restrict]) -> None:
    case, step = given_case
    outcome = case.under(_scenario(step))
    for change in (*outcome.closed, *outcome.narrowed):
        channel, when = change.before, change.before.open
        latest_starts = [when.since.end - DAY] if when.since is not None and when.since.end is not None else []
        days = [day for day in (change.effective, *latest_starts, *when.seen) if _is_in_force(step, day)]
        sales = [(model, place) for model in channel.models or (None,) for place in spots_of(case)]
        barred = [sale for sale in sales if selects(case, step, channel, *sale)]
        somewhere = either(*(sells(case, channel, *sale) for sale in barred))
        everywhere = all(sale in barred for sale in sales if sells(case, channel, *sale) is not False)
        is_known = somewhere or change.barred or _bars_all_who_are_named(case, step, change)
        assert is_known or (channel.into is None and everywhere)
        assert either(*(holds(when, day) for day in days))


def _bars_all_who_are_named(case: Landscape, step: Restrict, change: Change) -> bool:
    """Whether a channel that sells to some parties only, and is closed, sold to nobody who is not surely barred."""
    condition, barred = change.before.only_to, step.selects.buyers
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    listed = [case.parties[party] for part in parts if isinstance(part, Named) for party in part.parties]
    companies = [each for each in listed if isinstance(each, Vendor | Customer)]
    return barred is not None and not change.continued_by and any(met(case, barred, each, None) for each in companies)


@given(CASES)
def test_every_channel_is_closed_or_narrowed_or_neither_and_what_is_unknown_says_why(
    given_case: tuple[Landscape, Restrict],
) -> None:
    case, step = given_case
    outcome = case.under(_scenario(step))
    closed = [change.before.id for change in outcome.closed]
    narrowed = [change.before.id for change in outcome.narrowed]
    unknown = {candidate.item.id for candidate in outcome.unknown}
    assert not {*closed} & {*narrowed}
    assert (closed, narrowed) == (sorted({*closed}), sorted({*narrowed}))
    assert {change.before.id for change in outcome.changes} - {*closed, *narrowed} <= unknown
    assert all(candidate.because and "" not in candidate.because for candidate in outcome.unknown)


@given(CASES)
def test_what_is_surely_lost_is_sold_somewhere_in_the_market_through_no_channel_any_more(
    given_case: tuple[Landscape, Restrict],
) -> None:
    case, step = given_case
    outcome = case.under(_scenario(step))
    for loss in outcome.lost_access:
        if loss.verdict is Verdict.YES:
            begun = case.channels[loss.channel].open.surely_begun or date.min
            day = max(outcome.changes[0].effective, begun)
            left = [each for each in outcome.after.channels if _may_serve(case, each, loss.models, day)]
            places = atlas_of(case)[loss.market]
            unserved = {place for place in places if not any(_may_sell_at(case, each, place) for each in left)}
            assert unserved if loss.in_part else unserved == places


def _may_serve(case: Landscape, channel: SalesChannel, models: Iterable[str], day: date) -> bool:
    """Whether a channel may be open and may carry one of some models."""
    if channel.status == "testing" or holds(channel.open, day) is False:
        return False
    return any(carries(case, channel, model) is not False for model in models)


def _may_sell_at(case: Landscape, channel: SalesChannel, place: str) -> bool:
    atlas = atlas_of(case)
    reached = channel.into is None or lies_in(atlas, place, channel.into)
    return reached and not lies_in(atlas, place, channel.excluding) and lets_in(atlas, channel, place)


@given(testing.landscapes())
def test_no_scenario_changes_nothing(case: Landscape) -> None:
    assert case.under().after is case
    assert case.under(_scenario()).after is case
    assert case.under(_scenario()) == case.under(Scenario(name="A bar", effective="2025-01-01"))
