"""Who loses what, and from when until when, read a second time day by day on random landscapes of a few channels."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aibroker.landscape import Landscape, Outcome
from aibroker.records.buyers import headquartered_in, located_in, named
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.offers import Clientele, Hosting, Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Right
from aibroker.records.rules import Selection
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.steps import (
    CloseChannel,
    EndRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    Restrict,
    Scenario,
    Step,
)
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict
from tests.laws.test_reach_laws import Truth, atlas_of, both, carries, either, holds, lets_in, lies_in, means

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
DAYS = sorted({day + timedelta(days=more) for day in MONTHS for more in (-1, 0, 1, 15)})
PLACES = ("shanghai", "cn", "jp")
BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="cloud", name="Cloud", home="us"),
    Vendor(id="maker", name="Maker", home="us"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Customer(id="other", name="Other", home="jp"),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Model(id="m", name="M", developer="maker"),
    Model(id="n", name="N", developer="maker"),
)
NAMES = ("a", "b", "c")
RIGHTS = tuple(
    Right(
        id=name,
        holder="cloud",
        may="sell",
        models=["m", "n"],
        territory=["cn", "jp"],
        holds="2025-01-01/..",
        claims=["page.first"],
    )
    for name in ("one", "two")
)
Given = tuple[Landscape, Scenario]
CLIENTELES = (
    Clientele(),
    Clientele(at_least=["buyer"]),
    Clientele(at_least=["buyer"]),
    Clientele(exactly=["buyer"]),
    Clientele(exactly=["other"]),
    Clientele(never=["buyer"]),
)
CONDITIONS = (located_in("cn"), headquartered_in("cn"), named("other"), named("buyer", "other"))
STARTS, LATER = st.sampled_from(MONTHS[:6]), st.sampled_from(MONTHS[6:])


@st.composite
def spans(draw: st.DrawFn) -> Validity:
    """Some days, of which the first or the last may be known to the month only, or not at all."""
    start, end = draw(STARTS), draw(LATER)
    to_the_day = draw(st.sampled_from([f"{start}/{end}", f"{start}/.."]))
    return draw(
        st.sampled_from(
            [
                Validity.during(to_the_day),
                Validity.during(to_the_day),
                Validity(since=f"{start:%Y-%m}", ended=str(end)),
                Validity(since=str(start), ended=f"{end:%Y-%m}"),
                Validity.seen_on(start),
                Validity(ended=str(end)),
            ]
        )
    )


@st.composite
def channels(draw: st.DrawFn, name: str) -> SalesChannel:
    models = draw(st.sampled_from(["m", "m", "m n", ""]))
    return SalesChannel(
        id=name,
        seller="cloud",
        models=models.split(),
        models_unknown=not models,
        into=draw(st.sampled_from(["cn", "cn", "shanghai", "jp", "cn jp"])).split(),
        buyers=draw(st.sampled_from(CLIENTELES)),
        only_to=draw(st.sampled_from([None, None, None, *CONDITIONS])),
        rests_on=draw(st.sampled_from([(), (), ("one",), ("one", "two")])),
        hosted_in=draw(st.sampled_from([Hosting(exactly=["us"]), Hosting(exactly=["sg"]), Hosting()])),
        status="testing" if draw(st.integers(0, 9)) == 0 else "sold",
        open=draw(spans()),
        claims=["page.first"],
    )


@st.composite
def steps(draw: st.DrawFn) -> Step:
    effective = draw(st.sampled_from(MONTHS[2:10]))
    until = draw(st.sampled_from([None, None, effective + timedelta(days=75)]))
    name = draw(st.sampled_from(NAMES))
    options: list[Step] = [
        CloseChannel(name, effective=effective, until=until),
        CloseChannel(name, effective=effective, until=until),
        NarrowChannel(name, buyers=located_in("shanghai"), effective=effective, until=until),
        NarrowChannel(name, models=["m"], effective=effective, until=until),
        MoveHosting(name, to=["sg"], effective=effective, until=until),
        LoseBuyer("buyer", effective=effective, until=until),
        EndRight(draw(st.sampled_from(["one", "two"])), effective=effective, until=until),
        EndRight(draw(st.sampled_from(["one", "two"])), effective=effective, until=until),
        NarrowChannel(name, buyers=headquartered_in("cn"), effective=effective, until=until),
        Restrict(selects=Selection(buyers=located_in("cn"), hosted_in=["us"]), effective=effective, until=until),
    ]
    return draw(st.sampled_from(options))


@st.composite
def cases(draw: st.DrawFn) -> Given:
    found = [draw(channels(name)) for name in NAMES]
    case = Landscape.of(*BASIS, *RIGHTS, *found, as_of="2026-01-01")
    listed = draw(st.lists(steps(), min_size=1, max_size=3))
    return case, Scenario(name="S", steps=listed, effective="2026-01-01")


def _sells(case: Landscape, channel: SalesChannel, model: str, place: str, day: date) -> Truth:
    """Whether a channel sells a model at a place on a day."""
    atlas = atlas_of(case)
    reached = lies_in(atlas, place, channel.into or ()) and not lies_in(atlas, place, channel.excluding)
    is_sale = reached and lets_in(atlas, channel, place) and channel.status != "testing"
    return both(is_sale, carries(case, channel, model), holds(channel.open, day))


def _sold(case: Landscape, model: str, place: str, day: date) -> Truth:
    """Whether any channel surely does to whoever is there."""
    return either(
        False,
        *(both(_sells(case, each, model, place, day), _is_for_all(case, each, place)) for each in case.channels),
    )


def _is_for_all(case: Landscape, channel: SalesChannel, place: str) -> Truth:
    """Whether anybody at a place may buy through a channel that sells there: never surely none."""
    if channel.buyers.exactly is not None:
        return None
    is_open = channel.only_to is None or means(atlas_of(case), channel.only_to, place, at_home=False)
    return True if is_open is True else None


def _goes_on(outcome: Outcome, channel: str, model: str, place: str, day: date) -> bool:
    """Whether a record that carries on the terms of a channel may still sell a model at a place on a day."""
    listed = (each for each in outcome.after.channels if each.id.partition(".")[0] == channel)
    return any(_sells(outcome.after, each, model, place, day) is not False for each in listed)


def _is_lost_on(loss: Loss, day: date) -> bool:
    return loss.since <= day and (loss.until is None or day < loss.until)


CASES = cases()


@given(CASES)
def test_whatever_a_channel_sold_and_nobody_surely_sells_any_more_is_told_as_lost(given_case: Given) -> None:
    case, scenario = given_case
    outcome = case.under(scenario)
    doubtful = {change.origin for change in outcome.changes if change.verdict is Verdict.UNKNOWN}
    open_to_others = [each for each in case.channels if each.buyers.exactly is None and each.id not in doubtful]
    for channel in open_to_others:
        for model, place, day in ((model, place, day) for model in channel.models for place in PLACES for day in DAYS):
            sold = _sold(outcome.after, model, place, day)
            is_gone = _sells(case, channel, model, place, day) is True and sold is not True
            if is_gone and not _goes_on(outcome, channel.id, model, place, day):
                of_it = [each for each in outcome.lost_access if each.channel == channel.id and model in each.models]
                then = [each for each in of_it if each.buyer is None and _is_lost_on(each, day)]
                told = {each.verdict for each in then if place in atlas_of(case)[each.market]}
                assert told >= ({Verdict.YES} if sold is False else {Verdict.UNKNOWN}), (channel.id, model, place, day)


@given(CASES)
def test_a_known_buyer_that_can_buy_a_model_nowhere_any_more_is_told_to_lose_it(given_case: Given) -> None:
    case, scenario = given_case
    outcome = case.under(scenario)
    leaves = any(isinstance(step, LoseBuyer) for step in scenario.steps)
    for channel in (each for each in case.channels if "buyer" in each.buyers.known and not leaves):
        for model, day in ((model, day) for model in channel.models for day in DAYS):
            has_it = channel.open.holds_on(day) is Verdict.YES and channel.status != "testing"
            had_it = has_it and case.access(model, buyer="buyer", on=day).verdict == "open"
            sold = [place for place in PLACES if _sells(case, channel, model, place, day) is True]
            asked = (outcome.after.access(model, buyer="buyer", located_in=each, on=day) for each in (None, *sold))
            if had_it and all(each.verdict == "closed" for each in asked):
                of_it = [each for each in outcome.lost_access if each.channel == channel.id and model in each.models]
                told = {each.verdict for each in of_it if each.buyer == "buyer" and _is_lost_on(each, day)}
                elsewhere = any(_goes_on(outcome, channel.id, model, place, day) for place in PLACES)
                may_be_sold = elsewhere or any(each.models_unknown for each in outcome.after.channels)
                assert told if may_be_sold else Verdict.YES in told, (channel.id, model, day)


@given(CASES)
def test_a_known_buyer_that_surely_loses_a_model_has_no_way_left_that_is_known(given_case: Given) -> None:
    case, scenario = given_case
    outcome = case.under(scenario)
    for loss in (each for each in outcome.lost_access if each.buyer is not None and each.verdict is Verdict.YES):
        for model, day in ((model, day) for model in loss.models for day in DAYS if _is_lost_on(loss, day)):
            known = [each for each in outcome.after.channels if loss.buyer in each.buyers.known]
            assert not any(_sells(case, each, model, place, day) for each in known for place in PLACES), (loss, day)


@given(CASES)
def test_what_is_told_as_lost_was_sold_and_is_surely_sold_nowhere_while_it_is_lost(given_case: Given) -> None:
    case, scenario = given_case
    outcome = case.under(scenario)
    for loss in outcome.lost_access:
        days = [day for day in DAYS if _is_lost_on(loss, day)]
        for model, day in ((model, day) for model in loss.models for day in days):
            channel, spots = case.channels[loss.channel], sorted(atlas_of(case)[loss.market])
            until_then = [each for each in days if each <= day]
            sold = [
                spot
                for spot in spots
                if any(_sells(case, channel, model, spot, each) is not False for each in until_then)
            ]
            assert sold, (loss, model, day)
            if loss.buyer is None:
                left = [_sold(outcome.after, model, spot, day) for spot in sold]
                gone = [each is (False if loss.verdict is Verdict.YES else None) for each in left]
                was_unsure = loss.verdict is Verdict.UNKNOWN and False in left
                assert was_unsure or (any(gone) if loss.in_part else all(gone)), (loss, model, day)


@given(CASES)
def test_of_each_day_a_loss_is_told_once(given_case: Given) -> None:
    case, scenario = given_case
    losses = case.under(scenario).lost_access
    for day in DAYS:
        then = [each for each in losses if _is_lost_on(each, day)]
        told = [
            (loss.channel, loss.market, loss.buyer, loss.in_part, loss.verdict, model)
            for loss in then
            for model in loss.models
        ]
        assert len({*told}) == len(told)
