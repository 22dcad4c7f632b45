"""What scenarios leave: rights that hold again, closed lists, buyers whom other ways turn away, and what comes back."""

from datetime import date
from typing import Any

import pytest

from aibroker.comparing.sidebyside import compare
from aibroker.landscape import Landscape, Outcome
from aibroker.records.buyers import Buyers, all_of, any_of, headquartered_in, located_in, named
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Clientele, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import (
    CloseChannel,
    EndRight,
    EnterMarket,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    Restrict,
    Scenario,
    Step,
)
from aibroker.values.verdicts import Verdict

YES, UNKNOWN = Verdict.YES, Verdict.UNKNOWN
FAR = "2026-12-15"
TO_B = Clientele(at_least=["b"])


def channel(name: str, **terms: Any) -> SalesChannel:
    given: dict[str, Any] = {
        "seller": "cloud",
        "models": ["m"],
        "into": ["China"],
        "open": "2025-01-01/..",
        "claims": ["page.it"],
    }
    return SalesChannel(id=name, **given | terms)


def right(name: str, holds: str = "2025-01-01/..") -> Right:
    return Right(
        id=name, holder="cloud", may="sell", models=["m"], territory=["China"], holds=holds, claims=["page.it"]
    )


def refusal(since: str) -> Refusal:
    return Refusal(
        id="declines", who="dev", refuses=located_in("China"), through="anyone", holds=f"{since}/..", claims=["page.it"]
    )


def case(*records: Any) -> Landscape:
    return Landscape.of(
        Source(id="page", title="Page", kind="reporting", published="2025-01-01"),
        Claim(id="page.it", source="page", locator="s1", kind="fact", text="It is so."),
        Vendor(id="cloud", name="Cloud", home="US"),
        Vendor(id="dev", name="Dev", home="US"),
        Customer(id="b", name="B", home="China"),
        Customer(id="other", name="Other", home="China"),
        Model(id="m", name="M", developer="dev"),
        Product(id="suite", name="Suite", seller="cloud"),
        Product(id="part", name="Part", seller="cloud", within="suite"),
        *records,
        as_of="2026-01-01",
    )


def under(before: Landscape, *steps: Step) -> Outcome:
    return before.under(Scenario(name="S", effective="2026-03-01", steps=steps))


def access(landscape: Landscape, on: str = FAR) -> str:
    return landscape.access("m", buyer="b", on=on).verdict


def losses(outcome: Outcome) -> set[tuple[str, str, str, Verdict]]:
    return {(each.buyer or each.market, str(each.since), str(each.until), each.verdict) for each in outcome.lost_access}


# Rights that hold again.


def test_a_channel_rests_on_a_right_as_it_holds_again_also_where_another_one_kept_it_open() -> None:
    before = case(right("r1", "2025-01-01/2026-10-01"), right("r2"), channel("c", rests_on=["r1", "r2"], buyers=TO_B))
    outcome = under(before, EndRight("r2", until="2026-06-01"))

    assert (access(before), access(outcome.after)) == ("open", "open")
    assert not outcome.after.conflicts(on=FAR)
    assert outcome.changes == ()


@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_right_covers_again_comes_back_when_the_other_has_ended_meanwhile(swapped: bool) -> None:
    steps = EndRight("r1", until="2026-06-01"), EndRight("r2", effective="2026-04-01")
    before = case(right("r1"), right("r2"), channel("c", rests_on=["r1", "r2"], buyers=TO_B))
    outcome = under(before, *(reversed(steps) if swapped else steps))

    assert [access(outcome.after, day) for day in ("2026-03-15", "2026-05-15", "2026-07-15")] == [
        "open", "closed", "open",
    ]  # fmt: skip
    assert losses(outcome) == {(who, "2026-04-01", "2026-06-01", YES) for who in ("cn", "b")}


def test_a_right_that_ends_again_closes_what_the_other_one_covered_in_the_meantime() -> None:
    before = case(right("r1", "2025-01-01/2026-10-01"), right("r2"), channel("c", rests_on=["r1", "r2"], buyers=TO_B))
    outcome = under(before, EndRight("r2", until="2026-06-01"), EndRight("r2", effective="2026-08-01"))

    assert [(change.origin, str(change.effective)) for change in outcome.closed] == [("c", "2026-10-01")]
    assert losses(outcome) == {(who, "2026-10-01", "None", YES) for who in ("cn", "b")}


def test_what_opens_on_a_right_that_holds_again_rests_on_it_as_it_does() -> None:
    new = channel("new", rests_on=["r1"], open="unknown", claims=[])
    ending, opening = EndRight("r1", until="2026-06-01"), OpenChannel(new, effective="2026-08-01")
    for steps in ((ending, opening), (opening, ending)):
        outcome = under(case(right("r1")), *steps)
        assert (access(outcome.after), [*outcome.after.conflicts(on=FAR)]) == ("open", [])


# Buyers whom other ways turn away, or serve.


@pytest.mark.parametrize("buyers", [Clientele(never=["b"]), Clientele(exactly=["other"])])
def test_a_known_buyer_loses_what_every_other_way_keeps_from_it(buyers: Clientele) -> None:
    outcome = under(case(channel("a", buyers=TO_B), channel("w", buyers=buyers)), CloseChannel("a"))

    assert access(outcome.after) == "closed"
    (loss,) = (each for each in outcome.lost_access if each.buyer == "b")
    assert (loss.verdict, loss.left) == (YES, ())


def test_a_known_buyer_whom_another_way_surely_serves_loses_nothing() -> None:
    before = case(channel("a", buyers=TO_B), channel("w", buyers=Clientele(exactly=["b"])))
    assert {each.buyer for each in under(before, CloseChannel("a")).lost_access} == {None}


def test_a_way_that_opens_for_others_only_ends_no_loss() -> None:
    new = channel("new", seller="dev", buyers=Clientele(never=["b"]), open="unknown", claims=[])
    outcome = under(case(channel("a", buyers=TO_B)), CloseChannel("a"), OpenChannel(new, effective="2026-04-01"))

    assert losses(outcome) == {("cn", "2026-03-01", "2026-04-01", YES), ("b", "2026-03-01", "None", YES)}


def test_whether_a_buyer_bought_where_nothing_is_left_is_unknown_while_its_home_is_served() -> None:
    before = case(channel("a", into=["China", "Japan"], buyers=TO_B), channel("w"))
    outcome = under(before, CloseChannel("a"))

    assert {(each.market, each.buyer, each.verdict) for each in outcome.lost_access} == {
        ("jp", None, YES),
        ("jp", "b", UNKNOWN),
    }
    assert access(outcome.after) == "open"


def test_a_barred_buyer_that_is_known_to_buy_elsewhere_may_go_on() -> None:
    before = case(channel("a", buyers=TO_B), channel("w", into=["Japan"], buyers=TO_B))
    for step in (NarrowChannel("a", buyers=headquartered_in("China")), CloseChannel("a")):
        assert {each.verdict for each in under(before, step).lost_access if each.buyer == "b"} == {UNKNOWN}


def test_two_ways_that_serve_a_barred_buyer_in_two_places_leave_nothing_lost() -> None:
    before = case(channel("a", into=["China", "Japan"], buyers=TO_B), channel("w"), channel("v", into=["Japan"]))
    assert under(before, NarrowChannel("a", buyers=headquartered_in("China"))).lost_access == ()


def test_two_steps_of_one_day_that_leave_nothing_take_all_of_it_from_a_buyer() -> None:
    steps = [NarrowChannel("a", buyers=located_in(each)) for each in ("China", "Japan")]
    outcome = under(case(channel("a", into=["China", "Japan"], buyers=TO_B)), *steps)

    told = {(each.market, each.buyer, each.verdict) for each in outcome.lost_access}
    assert told == {(market, buyer, YES) for market in ("cn", "jp") for buyer in (None, "b")}


def test_a_loss_ends_when_the_channel_would_be_over_anyway() -> None:
    outcome = under(case(channel("a", open="2025-01-01/2026-06-01")), CloseChannel("a"))

    assert losses(outcome) == {("cn", "2026-03-01", "2026-06-01", YES)}
    assert "until 2026-06-01, when that would be over anyway" in " ".join(str(outcome).split())


@pytest.mark.parametrize(("left", "models"), [("part", []), ("suite", ["m"])])
def test_a_part_of_a_product_or_a_model_counted_under_it_may_not_be_all_of_it(left: str, models: list[str]) -> None:
    before = case(channel("a", models=[], product="suite"), channel("w", models=models, product=left))
    assert [each.verdict for each in under(before, CloseChannel("a")).lost_access] == [UNKNOWN]


# Closed lists.


@pytest.mark.parametrize(
    "terms",
    [
        {"buyers": Clientele(exactly=["b"])},
        {"only_to": named("b"), "buyers": TO_B},
        {"only_to": named("b")},
        {"only_to": all_of(named("b", "other"), any_of(named("b"), named("b")))},
    ],
)
@pytest.mark.parametrize("barred", [named("b"), headquartered_in("China")])
def test_a_closed_list_of_which_everybody_is_barred_is_closed(terms: dict[str, Any], barred: Buyers) -> None:
    outcome = under(case(channel("a", **terms)), Restrict(selects=Selection(buyers=barred)))

    assert ([change.origin for change in outcome.closed], outcome.narrowed) == (["a"], ())
    assert not outcome.after.channels_into("China", on=FAR)
    assert ("cn", "2026-03-01", "None", YES) in losses(outcome)


def test_a_list_of_which_somebody_is_left_is_narrowed() -> None:
    outcome = under(case(channel("a", only_to=named("b", "other"))), NarrowChannel("a", buyers=named("b")))
    assert outcome.closed == ()


def test_a_closed_list_that_its_last_buyer_leaves_is_closed_and_nothing_is_lost_by_that() -> None:
    before = case(channel("a", buyers=Clientele(exactly=["b"])), channel("z", buyers=Clientele(at_least=["other"])))
    outcome = under(before, LoseBuyer("b", until="2026-06-01"), CloseChannel("z"))

    assert [change.origin for change in outcome.closed] == ["a", "z"]
    assert outcome.moved == ()
    told = {("cn", "2026-03-01", "2026-06-01", YES), ("other", "2026-03-01", "None", YES)}
    assert losses(outcome) == told | {("cn", "2026-06-01", "None", UNKNOWN)}
    assert [each.id for each in outcome.after.channels_into("China", on=FAR)] == ["a.from-2026-06-01"]


# What a table says of a channel, by the name that it had.


def test_a_channel_that_is_closed_before_it_would_come_back_is_not_back() -> None:
    for first in (NarrowChannel("a", buyers=headquartered_in("China"), until="2026-06-01"), LoseBuyer("b", until=FAR)):
        scenario = Scenario(name="S", effective="2026-03-01", steps=[first, CloseChannel("a", effective="2026-05-01")])
        row = compare(case(channel("a", buyers=TO_B)), [scenario], on=FAR).rows[1]
        assert (row.closed, row.back) == (("a",), ())


def test_a_channel_that_is_closed_for_a_while_is_back() -> None:
    scenario = Scenario(name="S", effective="2026-03-01", steps=[CloseChannel("a", until="2026-06-01")])
    row = compare(case(channel("a")), [scenario], on=FAR).rows[1]
    assert row.back == (("a", date(2026, 6, 1)),)


def test_what_is_moved_and_closed_on_one_day_is_closed() -> None:
    outcome = under(case(channel("a")), MoveHosting("a", to=["Japan"]), CloseChannel("a"))

    assert ([change.before.id for change in outcome.closed], outcome.moved, outcome.narrowed) == (["a"], (), ())


def test_what_is_closed_for_a_while_and_kept_from_coming_back_is_closed_once() -> None:
    steps = CloseChannel("a", until="2026-06-01"), CloseChannel("a", effective="2026-05-01", until="2026-08-01")
    outcome = under(case(channel("a")), *steps)

    assert [(change.before.id, str(change.effective), str(change.until)) for change in outcome.closed] == [
        ("a", "2026-03-01", "2026-08-01"),
    ]  # fmt: skip
    assert losses(outcome) == {("cn", "2026-03-01", "2026-08-01", YES)}


def test_a_part_that_is_closed_leaves_a_channel_narrowed_while_another_goes_on() -> None:
    steps = NarrowChannel("a", models=["m"], effective="2026-03-01"), CloseChannel("a", effective="2026-05-01")
    before = case(Model(id="n", name="N", developer="dev"), channel("a", models=["m", "n"]))
    outcome = under(before, *steps)

    assert [(change.origin, str(change.effective)) for change in outcome.narrowed] == [("a", "2026-03-01")]
    assert [(change.origin, str(change.effective)) for change in outcome.closed] == [("a", "2026-05-01")]


# What is known of the past stays known.


@pytest.mark.parametrize(
    "step",
    [
        MoveHosting("a", to=["Singapore"]),
        CloseChannel("a", until="2026-04-01"),
        LoseBuyer("b", until="2026-04-01"),
        NarrowChannel("a", buyers=named("other")),
    ],
)
@pytest.mark.parametrize(("since", "verdict"), [("2026-02-01", "unknown"), ("2024-01-01", "open")])
def test_that_a_channel_goes_on_says_nothing_of_when_a_buyer_bought(step: Step, since: str, verdict: str) -> None:
    before = case(refusal(since), channel("a", buyers=TO_B))
    assert (access(before), access(under(before, step).after)) == (verdict, verdict)


def test_a_refusal_that_is_given_up_for_a_while_was_in_force_before() -> None:
    before = case(refusal("2024-01-01"), channel("a", buyers=TO_B))
    after = under(before, EnterMarket("dev", models=["m"], into=["China"], until="2026-06-01")).after
    assert (access(before), access(after)) == ("open", "open")


def test_what_was_only_seen_rests_on_that_sighting_when_it_goes_on() -> None:
    before = case(channel("a", open="seen 2026-01-15"))
    for step in (MoveHosting("a", to=["Singapore"]), CloseChannel("a", until="2026-04-01")):
        answer = under(before, step).after.channels_into("China", on=FAR).marking_stale(after="90 days")
        assert [str(each.seen) for each in answer.stale] == ["2026-01-15"]
        assert "seen 2026-01-15" in str(answer)
