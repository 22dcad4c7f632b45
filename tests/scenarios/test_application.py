"""What a restriction does to channels: they end on the day, and narrower records carry on what is left of them."""

import pickle
from datetime import date, timedelta

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape, Outcome
from aibroker.records.buyers import (
    Buyers,
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
from aibroker.records.identifiers import ChannelId
from aibroker.records.kinds import Record
from aibroker.records.offers import Hosting, Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Reason
from aibroker.records.rules import Selection
from aibroker.scenarios.application import Change
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.testing import assert_landscape_equal
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

DAY = "2026-07-01"
END = "2027-01-01"

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.sold", source="page", locator="s1", kind="fact", text="It is sold."),
    Claim(id="page.home", source="page", locator="s2", kind="fact", text="It sits there."),
    Vendor(id="cloud", name="Cloud", home="us", claims=["page.home"]),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="eastern", name="Eastern", home="cn"),
    Vendor(id="hidden", name="Hidden"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Model(id="gpt", name="GPT", developer="maker"),
    Model(id="r1", name="R1", developer="eastern"),
    Model(id="secret", name="Secret", developer="hidden"),
)


def _channel(
    name: str = "it",
    *,
    seller: str = "cloud",
    models: str = "gpt",
    into: str | None = "cn",
    excluding: str = "",
    only_to: Buyers | None = None,
    hosted_in: Hosting | None = None,
    open: Validity | str = "2026-01-01/..",  # noqa: A002 - as the record calls it
    continues: str | None = None,
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models.split(),
        into=None if into is None else into.split(),
        excluding=excluding.split(),
        only_to=only_to,
        hosted_in=Hosting() if hosted_in is None else hosted_in,
        open=open,
        continues=None if continues is None else ChannelId(continues),
        claims=["page.sold"],
    )


def _case(*channels: SalesChannel) -> Landscape:
    return Landscape.of(*BASIS, *channels, as_of="2026-06-01", title="A case")


def _bar(
    *,
    buyers: Buyers | None = located_in("cn"),  # noqa: B008 - frozen
    effective: str = DAY,
    until: str | None = None,
    **selection: object,
) -> Scenario:
    selects = Selection(buyers=buyers, **selection)  # type: ignore[arg-type]
    return Scenario(name="A bar", steps=[Restrict(selects=selects, until=until)], effective=effective)


def _only(outcome: Outcome) -> Change:
    (change,) = outcome.changes
    return change


def _texts(*channels: SalesChannel | None) -> list[str]:
    """Which models into where, and when."""
    return [
        f"{each.id}: {' '.join(each.models)} into {' '.join(each.into or ['?'])}"
        f"{' less ' + ' '.join(each.excluding) if each.excluding else ''}, {each.open}"
        for each in channels
        if each is not None
    ]


def _ids(outcome: Outcome) -> tuple[list[str], list[str], list[str]]:
    return (
        [change.before.id for change in outcome.closed],
        [change.before.id for change in outcome.narrowed],
        [candidate.item.id for candidate in outcome.unknown],
    )


def _because(outcome: Outcome) -> tuple[str, ...]:
    (candidate,) = outcome.unknown
    return candidate.because


# What closes, and what goes on.


def test_a_channel_that_sells_nothing_else_is_closed_on_the_day() -> None:
    outcome = _case(_channel()).under(_bar())
    assert _ids(outcome) == (["it"], [], [])
    assert _texts(*outcome.after.channels) == [f"it: gpt into cn, since 2026-01-01, ended {DAY}"]


def test_a_channel_into_more_goes_on_without_the_market() -> None:
    outcome = _case(_channel(into="world", excluding="hk")).under(_bar())
    assert _ids(outcome) == ([], ["it"], [])
    assert _texts(*outcome.after.channels) == [
        f"it: gpt into world less hk, since 2026-01-01, ended {DAY}",
        f"it.from-{DAY}: gpt into world less cn hk, since {DAY}, not ended",
    ]
    assert outcome.after.channels[f"it.from-{DAY}"].continues == "it"


def test_a_world_wide_channel_of_several_models_is_continued_by_two_narrower_records() -> None:
    outcome = _case(_channel(models="gpt r1", into="world")).under(_bar(developed_in=["us"]))
    assert _texts(*_only(outcome).continued_by) == [
        f"it.from-{DAY}: gpt into world less cn, since {DAY}, not ended",
        f"it.from-{DAY}.other-models: r1 into world, since {DAY}, not ended",
    ]
    answer = outcome.after.channels_into("China", on=DAY)
    assert [channel.models for channel in answer] == [("r1",)]


def test_what_is_left_of_a_channel_into_the_market_alone_are_its_other_models() -> None:
    outcome = _case(_channel(models="gpt r1")).under(_bar(developed_in=["us"]))
    assert _texts(*_only(outcome).continued_by) == [f"it.from-{DAY}: r1 into cn, since {DAY}, not ended"]


def test_what_was_left_out_before_stays_left_out() -> None:
    outcome = _case(_channel(into="world", excluding="hk fr")).under(_bar(buyers=located_in("greater-china")))
    assert _only(outcome).markets == ("cn", "mo", "tw")
    assert _only(outcome).continued_by[0].excluding == ("cn", "fr", "hk", "mo", "tw")


def test_a_product_without_models_is_closed_where_nothing_is_asked_of_models() -> None:
    case = _case(_channel(models=""))
    assert _ids(case.under(_bar())) == (["it"], [], [])
    assert case.under(_bar(developed_in=["us"])).after is case


def test_without_a_condition_on_buyers_every_sale_is_barred() -> None:
    outcome = _case(_channel(into="world", excluding="hk"), _channel("lost", into=None)).under(
        _bar(buyers=None, sellers=["cloud"])
    )
    assert _ids(outcome) == (["it", "lost"], [], [])
    assert not outcome.after.channels_into("world", on=DAY)


def test_all_other_terms_are_carried_on() -> None:
    hosting = Hosting(at_least=["sg"])
    outcome = _case(_channel(into="world", hosted_in=hosting)).under(_bar())
    (going_on,) = _only(outcome).continued_by
    assert (going_on.hosted_in, going_on.seller, going_on.claims) == (hosting, "cloud", ("page.sold",))


def test_a_change_says_what_it_was_about() -> None:
    change = _only(_case(_channel(models="gpt r1", into="asia")).under(_bar(developed_in=["us"], until=END)))
    assert (change.models, change.markets) == (("gpt",), ("cn",))
    assert (change.effective, change.until) == (date(2026, 7, 1), date(2027, 1, 1))
    assert (change.before, change.verdict) == (_channel(models="gpt r1", into="asia"), Verdict.YES)


# What a restriction leaves alone.


@pytest.mark.parametrize(
    "channel",
    [
        _channel(into="world", excluding="cn"),
        _channel(into="hk"),
        _channel(models="r1"),
        _channel(seller="eastern"),
        _channel(open=f"2025-01-01/{DAY}"),
        _channel(into="world", only_to=located_in("fr")),
        _channel(into="world", only_to=all_of(of_kind("bank"), not_(located_in("cn", "hk")))),
    ],
    ids=["excluded", "elsewhere", "model", "seller", "over", "only to others", "only to others, nested"],
)
def test_a_restriction_bites_only_where_it_applies(channel: SalesChannel) -> None:
    case = _case(channel)
    outcome = case.under(_bar(sellers_home=["us"], developed_in=["us"]))
    assert (outcome.changes, outcome.unknown) == ((), ())
    assert outcome.after is case


def test_resale_only_lets_the_developers_own_channel_be() -> None:
    case = _case(_channel("own", seller="maker"), _channel("resold"))
    assert _ids(case.under(_bar(resale_only=True))) == (["resold"], [], [])
    assert _ids(case.under(_bar(resale_only=False))) == (["own", "resold"], [], [])


@pytest.mark.parametrize(
    ("hosting", "found"),
    [
        (Hosting(exactly=["sg"]), (["it"], [], [])),
        (Hosting(at_least=["sg"]), ([], [], ["it"])),
        (Hosting(exactly=["jp"]), ([], [], [])),
        (Hosting(at_least=["jp"]), ([], [], ["it"])),
    ],
    ids=["there alone", "there at least", "elsewhere", "unsaid"],
)
def test_where_models_run_has_three_answers(hosting: Hosting, found: tuple[list[str], list[str], list[str]]) -> None:
    assert _ids(_case(_channel(hosted_in=hosting)).under(_bar(hosted_in=["sg"]))) == found


# What is unknown.


def test_a_seller_of_unknown_home_leaves_it_unknown_whether_the_channel_goes_on() -> None:
    case = _case(_channel(seller="hidden"))
    outcome = case.under(_bar(sellers_home=["us"], until=END))
    assert _ids(outcome) == ([], [], ["it"])
    found = [outcome.after.channels_into("China", on=day).verdict for day in ("2026-06-30", DAY, "2026-12-31", END)]
    assert found == [Verdict.YES, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.YES]
    assert _because(outcome) == ("where hidden has its headquarters is unknown",)


def test_a_seller_of_unknown_home_surely_goes_on_elsewhere() -> None:
    after = _case(_channel(seller="hidden", into="asia")).under(_bar(sellers_home=["us"])).after
    assert after.channels_into("Japan", on=DAY).verdict is Verdict.YES


def test_of_a_channel_that_opens_only_later_it_may_be_unknown_whether_it_does() -> None:
    later = _channel(seller="hidden", into="asia", open="2026-09-01/..")
    after = _case(later).under(_bar(sellers_home=["us"])).after
    for day, verdict in (("2026-08-31", Verdict.NO), ("2026-09-01", Verdict.UNKNOWN)):
        assert after.channels_into("China", on=day).verdict is verdict
    assert after.channels_into("Japan", on="2026-09-01").verdict is Verdict.YES


def test_of_a_developer_of_unknown_home_only_its_own_models_are_in_doubt() -> None:
    after = _case(_channel(models="secret r1")).under(_bar(developed_in=["us"])).after
    found = [after.channels_into("China", model=model, on=DAY).verdict for model in ("secret", "r1")]
    assert found == [Verdict.UNKNOWN, Verdict.YES]


def test_what_is_surely_barred_what_may_be_and_what_is_not_part_ways() -> None:
    outcome = _case(_channel(models="gpt secret r1", into="asia")).under(_bar(developed_in=["us"]))
    answers = [outcome.after.channels_into("China", model=model, on=DAY) for model in ("gpt", "secret", "r1")]
    assert [answer.verdict for answer in answers] == [Verdict.NO, Verdict.UNKNOWN, Verdict.YES]
    elsewhere = [outcome.after.channels_into("Japan", model=model, on=DAY) for model in ("gpt", "secret", "r1")]
    assert [answer.verdict for answer in elsewhere] == [Verdict.YES] * 3
    assert [each.id for each in _only(outcome).continued_by] == [
        f"it.from-{DAY}",
        f"it.from-{DAY}.other-models",
        f"it.from-{DAY}.perhaps",
    ]
    assert _because(outcome) == ("where hidden, who develops secret, has its headquarters is unknown",)


def test_of_an_unknown_territory_it_is_made_sure_that_it_does_not_reach_the_market() -> None:
    outcome = _case(_channel(into=None)).under(_bar())
    assert _ids(outcome) == ([], [], ["it"])
    assert _because(outcome) == ("its territory is unknown",)
    assert _only(outcome).verdict is Verdict.UNKNOWN
    assert _texts(*_only(outcome).continued_by) == [f"it.from-{DAY}: gpt into ? less cn, since {DAY}, not ended"]
    assert outcome.after.channels_into("China", on=DAY).verdict is Verdict.NO
    assert outcome.after.channels_into("Japan", on=DAY).verdict is Verdict.UNKNOWN


def test_an_unknown_territory_of_which_everything_is_barred_is_closed_all_the_same() -> None:
    outcome = _case(_channel(into=None)).under(_bar(buyers=located_in("world")))
    assert _ids(outcome) == (["it"], [], [])


@pytest.mark.parametrize(
    "dates",
    [
        "unknown",
        Validity(since="2026-01-01"),
        Validity(since="2026-01-01", ended="2026-07"),
        Validity(since="2026-01-01/2028-01-01", ongoing=True),
    ],
    ids=["unknown", "end unknown", "may be over", "may begin later than it matters"],
)
def test_a_channel_that_may_not_be_open_is_unknown_and_it_is_made_sure_that_it_is_not(dates: Validity | str) -> None:
    outcome = _case(_channel(open=dates)).under(_bar(until=END))
    assert _ids(outcome) == ([], [], ["it"])
    assert _because(outcome)[0].startswith(f"whether it is open from {DAY} on is unknown (")
    assert outcome.after.channels_into("China", on="2026-12-01").verdict is Verdict.NO


@pytest.mark.parametrize(
    "condition",
    [headquartered_in("cn"), owned_from("cn", more_than="50 %"), named("buyer"), of_kind("bank")],
    ids=lambda condition: type(condition).__name__,
)
def test_buyers_who_may_sit_anywhere_are_barred_by_a_condition_and_no_channel_is_closed(condition: Buyers) -> None:
    case = _case(_channel(into="sg"))
    outcome = case.under(_bar(buyers=condition))
    assert _ids(outcome) == ([], [], ["it"])
    assert _because(outcome) == ("whether it sells to such buyers is unknown",)
    (going_on,) = _only(outcome).continued_by
    assert (going_on.into, going_on.excluding, going_on.only_to) == (("sg",), (), not_(condition))
    assert (_only(outcome).markets, outcome.lost_access) == ((), ())


def test_a_new_condition_on_buyers_stands_beside_the_old_one() -> None:
    outcome = _case(_channel(into="sg", only_to=of_kind("bank"))).under(_bar(buyers=headquartered_in("cn")))
    (going_on,) = _only(outcome).continued_by
    assert going_on.only_to == all_of(of_kind("bank"), not_(headquartered_in("cn")))


def test_the_market_is_left_and_buyers_elsewhere_are_barred_by_a_condition() -> None:
    condition = any_of(located_in("cn"), headquartered_in("cn"))
    outcome = _case(_channel(into="world")).under(_bar(buyers=condition))
    assert _ids(outcome) == ([], ["it"], [])
    (going_on,) = _only(outcome).continued_by
    assert (going_on.excluding, going_on.only_to) == (("cn",), not_(condition))


def test_places_that_no_market_stands_for_are_barred_by_a_condition() -> None:
    rest_of_asia = all_of(located_in("asia"), not_(located_in("cn")))
    outcome = _case(_channel(into="world")).under(_bar(buyers=rest_of_asia))
    (going_on,) = _only(outcome).continued_by
    assert (going_on.excluding, going_on.only_to) == ((), not_(rest_of_asia))


# When it holds.


def test_no_scenario_changes_nothing() -> None:
    case = _case(_channel())
    assert case.under().after is case
    assert case.under(Scenario(name="Nothing happens", effective=DAY)).after is case


def test_nothing_before_the_day_changes() -> None:
    channels = (
        _channel("a", into="world", models="gpt r1"),
        _channel("b", open="2026-08-01/.."),
        _channel("c", open=Validity(since="2026-07", ongoing=True)),
        _channel("d", open="unknown"),
        _channel("e", open=Validity.seen_on("2026-03-01", "2026-09-01")),
        _channel("f", into=None, open=Validity(since="2026-06", ended="2026-08")),
    )
    case = _case(*channels)
    after = case.under(_bar(effective="2026-07-15")).after
    for number in range(0, 800, 7):
        day = date(2026, 7, 14) - timedelta(days=number)
        for market in ("China", "Japan"):
            before, now = case.channels_into(market, on=day), after.channels_into(market, on=day)
            assert [channel.id for channel in now] == [channel.id for channel in before]
            assert [each.item.id for each in now.unknown] == [each.item.id for each in before.unknown]
        for channel in channels:
            found = [each.open.holds_on(day) for each in after.channels if each.id == channel.id]
            assert found == [channel.open.holds_on(day)] or (found == [] and channel.id == "b")


def test_a_channel_that_opens_only_later_never_does() -> None:
    outcome = _case(_channel(open="2026-08-01/..")).under(_bar())
    assert _ids(outcome) == (["it"], [], [])
    assert (_only(outcome).ended, list(outcome.after.channels)) == (None, [])


def test_a_channel_that_opens_only_later_opens_narrower_under_its_own_id() -> None:
    case = _case(
        _channel(models="gpt r1", into="world", open="2026-08-01/.."), _channel("next", continues="it", into="fr")
    )
    outcome = case.under(_bar(developed_in=["us"]))
    assert _only(outcome).ended is None
    assert _texts(*outcome.after.channels) == [
        "it: gpt into world less cn, since 2026-08-01, not ended",
        "it.other-models: r1 into world, since 2026-08-01, not ended",
        "next: gpt into fr, since 2026-01-01, not ended",
    ]
    assert outcome.after.channels["next"].continues == "it"


def test_whatever_continued_a_channel_that_never_opens_continues_what_that_one_continued() -> None:
    case = _case(
        _channel("a", into="fr"),
        _channel("b", open="2026-08-01/2027-08-01", continues="a"),
        _channel("c", open="2026-09-01/..", continues="b"),
        _channel("d", into="jp", open="2027-08-01/..", continues="c"),
    )
    after = case.under(_bar()).after
    assert [(channel.id, channel.continues) for channel in after.channels] == [("a", None), ("d", "a")]


def test_windows_around_the_day_keep_their_doubt_on_both_sides() -> None:
    dates = Validity(since="2026-07", ended="2027-07")
    outcome = _case(_channel(into="asia", open=dates)).under(_bar(effective="2026-07-15"))
    assert _texts(*outcome.after.channels) == [
        "it: gpt into asia, since 2026-07, ended 2026-07-15",
        "it.from-2026-07-15: gpt into asia less cn, since 2026-07-15/2026-08-01, ended 2027-07",
    ]


def test_what_was_only_seen_goes_on_from_the_day_as_long_as_nothing_says_otherwise() -> None:
    outcome = _case(_channel(into="asia", open=Validity.seen_on("2026-03-01"))).under(_bar())
    assert _texts(*outcome.after.channels) == [
        f"it: gpt into asia, seen 2026-03-01, ended {DAY}",
        f"it.from-{DAY}: gpt into asia less cn, since {DAY}, seen 2026-03-01",
    ]


# Until.


def test_until_restores_the_full_terms() -> None:
    outcome = _case(_channel(into="asia")).under(_bar(until=END))
    assert _texts(*outcome.after.channels) == [
        f"it: gpt into asia, since 2026-01-01, ended {DAY}",
        f"it.from-{DAY}: gpt into asia less cn, since {DAY}, ended {END}",
        f"it.from-{END}: gpt into asia, since {END}, not ended",
    ]
    assert [bool(outcome.after.channels_into("China", on=day)) for day in ("2026-12-31", END)] == [False, True]
    assert _only(outcome).restored_by == (outcome.after.channels[f"it.from-{END}"],)
    assert outcome.after.channels[f"it.from-{END}"].continues == "it"


def test_a_channel_that_is_over_by_the_end_does_not_come_back() -> None:
    outcome = _case(_channel(open="2026-01-01/2026-10-01")).under(_bar(until=END))
    assert _only(outcome).restored_by == ()


def test_a_channel_that_opens_after_the_end_is_left_alone() -> None:
    case = _case(_channel(open=f"{END}/.."))
    assert case.under(_bar(until=END)).after is case


def test_a_channel_that_opens_while_the_bar_holds_opens_when_it_ends() -> None:
    outcome = _case(_channel("a", into="fr"), _channel(open="2026-08-01/..", continues="a")).under(_bar(until=END))
    assert _texts(outcome.after.channels[f"it.from-{END}"]) == [f"it.from-{END}: gpt into cn, since {END}, not ended"]
    assert _only(outcome).restored_by == (outcome.after.channels[f"it.from-{END}"],)
    assert _only(outcome).restored_by[0].continues == "a"
    assert len(outcome.after.channels) == 2


# Composition.


@pytest.mark.parametrize(
    "scenario",
    [
        _bar(until=END),
        _bar(buyers=headquartered_in("cn")),
        _bar(buyers=any_of(located_in("cn"), owned_from("cn", more_than="50 %")), until=END),
        _bar(buyers=all_of(located_in("asia"), not_(located_in("cn")))),
        _bar(buyers=None, sellers=["cloud"]),
        _bar(developed_in=["us"], resale_only=True),
        _bar(sellers_home=["us"], developed_in=["us"]),
        _bar(buyers=not_(of_kind("bank"))),
    ],
)
def test_the_same_step_twice_changes_no_more_than_once(scenario: Scenario) -> None:
    case = _case(
        _channel("a", into="world", models="gpt r1"),
        _channel("b", into=None, open="unknown"),
        _channel("c", into="greater-china", only_to=of_kind("bank")),
        _channel("d", open="2026-08-01/.."),
        _channel("e", seller="hidden", models="secret", open=Validity(since="2026-07", ongoing=True)),
        _channel("f", models="", into=None, excluding="hk"),
        _channel("g", models="gpt r1 secret", into="asia"),
        _channel("h", models="gpt secret", open="2026-09-01/2026-12-01"),
    )
    once = case.under(scenario)
    assert once.after != case
    assert_landscape_equal(case.under(scenario, scenario).after, once.after)
    assert once.after.under(scenario).changes == ()
    assert once.after.under(scenario).after is once.after


def test_what_is_unknown_twice_is_listed_once() -> None:
    scenario = _bar(sellers_home=["us"])
    outcome = _case(_channel(seller="hidden"), _channel("sold")).under(scenario, scenario)
    assert _ids(outcome) == (["sold"], [], ["it"])


def test_steps_on_different_channels_commute() -> None:
    case = _case(_channel("a", into="world"), _channel("b", seller="maker", into="world"))
    one, other = _bar(sellers=["cloud"]), _bar(sellers=["maker"], effective="2026-05-01", until=END)
    assert_landscape_equal(case.under(one, other).after, case.under(other, one).after)


def test_a_second_scenario_narrows_what_the_first_one_left() -> None:
    case = _case(_channel(into="world"))
    after = case.under(_bar(), _bar(buyers=located_in("fr"), effective="2026-10-01")).after
    assert _texts(*after.channels) == [
        f"it: gpt into world, since 2026-01-01, ended {DAY}",
        f"it.from-{DAY}: gpt into world less cn, since {DAY}, ended 2026-10-01",
        f"it.from-{DAY}.from-2026-10-01: gpt into world less cn fr, since 2026-10-01, not ended",
    ]


def test_the_landscape_before_is_untouched() -> None:
    case = _case(_channel(into="world"))
    content = pickle.dumps(list(case.records))
    outcome = case.under(_bar())
    assert outcome.before is case
    assert pickle.dumps(list(case.records)) == content
    assert case == _case(_channel(into="world"))


def test_the_landscape_after_keeps_the_vantage_date_and_the_title() -> None:
    after = _case(_channel()).under(_bar()).after
    assert (after.as_of, after.title) == (date(2026, 6, 1), "A case")


def test_outcomes_are_equal_by_content_and_pickle() -> None:
    one, other = _case(_channel()).under(_bar()), _case(_channel()).under(_bar())
    assert one == other
    assert one != _case(_channel()).under(_bar(until=END))
    again = pickle.loads(pickle.dumps(one))
    assert (again, again.after, again.changes) == (one, one.after, one.changes)


def test_the_repr_of_an_outcome_counts() -> None:
    outcome = _case(_channel("a"), _channel("b", into="world"), _channel("c", into=None)).under(_bar())
    assert repr(outcome) == "<Outcome of A bar: 1 closed, 1 narrowed, 1 unknown>"
    assert repr(_case().under()) == "<Outcome of no scenario: 0 closed, 0 narrowed, 0 unknown>"


# Ids.


def test_an_id_that_is_taken_is_numbered() -> None:
    case = _case(_channel(into="world"), _channel(f"it.from-{DAY}", into="fr"), _channel(f"it.from-{DAY}.2", into="fr"))
    (going_on,) = _only(case.under(_bar())).continued_by
    assert going_on.id == f"it.from-{DAY}.3"


def test_long_ids_that_end_alike_stay_apart() -> None:
    tail = "x" * 115
    case = _case(_channel(f"a.{tail}", into="world"), _channel(f"b.{tail}", into="world"))
    outcome = case.under(_bar())
    assert len(outcome.after.channels) == 4
    assert all(len(channel.id) <= 120 for channel in outcome.after.channels)


# Names and reasons.


def test_a_scenario_names_things_as_people_do() -> None:
    case = _case(_channel())
    outcome = case.under(_bar(buyers=located_in("PRC"), models=["GPT"], sellers=["Cloud"], sellers_home=["USA"]))
    assert _ids(outcome) == (["it"], [], [])


@pytest.mark.parametrize(
    ("scenario", "problem"),
    [
        (
            _bar(models=["GTP"]),
            r"unknown model 'GTP' \(did you mean 'GPT' or 'gpt'\?\)|unknown model 'GTP' \(did you mean",
        ),
        (_bar(buyers=located_in("Chnia")), r"unknown market 'Chnia' \(did you mean 'China'"),
        (_bar(sellers=["Clod"]), r"unknown vendor 'Clod' \(did you mean 'Cloud'"),
        (_bar(buyers=not_(named("Buyr"))), r"unknown party 'Buyr' \(did you mean 'Buyer'"),
        (Scenario(name="It", effective=DAY, assumptions=["pace"]), "unknown assumption 'pace'"),
    ],
)
def test_a_scenario_that_names_something_unknown_is_an_error_with_the_nearest(scenario: Scenario, problem: str) -> None:
    with pytest.raises(UnknownNameError, match=problem):
        _case(_channel()).under(scenario)


def test_only_scenarios_are_applied() -> None:
    with pytest.raises(InvalidValueError, match="this is no scenario: 3"):
        _case(_channel()).under(3)  # type: ignore[arg-type]


def _statements(reason: Reason) -> list[str]:
    return [reason.statement, *(text for each in reason.because for text in _statements(each))]


def test_the_reason_walks_back_to_the_step_and_to_every_fact() -> None:
    outcome = _case(_channel(into="world", excluding="hk")).under(
        _bar(sellers_home=["us"], developed_in=["us"], resale_only=True)
    )
    reason = _only(outcome).because
    assert _statements(reason) == [
        f"A bar bites it from {DAY}",
        "the scenario supposes it: A bar",
        "Cloud has its headquarters in United States",
        "GPT is developed by Maker",
        "Maker has its headquarters in United States",
        "Cloud sells it as somebody else's model: a resale",
        "it sells into World except Hong Kong (since 2026-01-01, not ended)",
    ]
    seller, channel = reason.because[1], reason.because[-1]
    assert [each.claim.id for each in seller.evidence] == ["page.home"]
    assert [each.claim.id for each in channel.evidence] == ["page.sold"]
    assert reason.because[0].basis == "step"


def test_the_reason_gives_the_rationale_of_the_scenario_and_only_what_was_asked() -> None:
    selects = Selection(sellers=["hidden"], buyers=located_in("cn"))
    scenario = Scenario(name="It", rationale="to see what happens", steps=[Restrict(selects=selects)], effective=DAY)
    outcome = _case(_channel(seller="hidden", into=None, models="secret")).under(scenario)
    assert _statements(_only(outcome).because) == [
        f"It bites it from {DAY}",
        "the scenario supposes it: to see what happens",
        "Hidden has its headquarters in a place that is unknown",
        "Secret is developed by Hidden",
        "it sells into a territory that is unknown (since 2026-01-01, not ended)",
    ]
