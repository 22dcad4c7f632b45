"""Steps one after the other: what an earlier one left in doubt stays in doubt, and what never was is not lost."""

from typing import Any

import pytest

from aibroker.comparing.attributions import attribution
from aibroker.landscape import Landscape, Outcome
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import (
    Buyers,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    not_,
    vetted,
)
from aibroker.records.evidence import Claim, Source
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import (
    CloseChannel,
    DoubtClaim,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    Restrict,
    ReviseMetric,
    Scenario,
    Step,
    TurnOn,
)
from aibroker.values.verdicts import Verdict

WIRE = (
    Source(id="wire", title="Wire", kind="reporting", published="2025-01-01"),
    Claim(id="wire.it", source="wire", locator="s1", kind="fact", text="They say so."),
)
DAY, LATER, LAST = "2026-07-01", "2027-01-01", "2027-07-01"


def channel(identity: str = "c", **terms: Any) -> SalesChannel:
    given: dict[str, Any] = {
        "seller": "shop",
        "models": ["m"],
        "product": "ai",
        "into": ["cn"],
        "open": "2020-01-01/..",
        "claims": ["page.it"],
    }
    return SalesChannel(id=identity, **given | terms)


def case(*records: Any) -> Landscape:
    return Landscape.of(
        Source(id="page", title="Page", kind="reporting", published="2025-01-01"),
        Claim(id="page.it", source="page", locator="s1", kind="fact", text="It is so."),
        Vendor(id="dev", name="Dev", home="us"),
        Vendor(id="shop", name="Shop", home="us"),
        Customer(id="q", name="Q", home="cn"),
        Model(id="m", name="M", developer="dev"),
        Model(id="n", name="N", developer="dev"),
        Product(id="ai", name="AI", seller="shop"),
        *(
            Metric(
                id=f"sales-{market}",
                measurand=Measurand(measure="sales", of="shop", market=market, period="2027"),
                value=value,
                claims=["page.it"],
            )
            for market, value in (("cn", "exactly 10 USD"), ("jp", "exactly 20 USD"))
        ),
        *records,
        as_of="2026-01-01",
    )


def under(before: Landscape, *steps: Step) -> Outcome:
    return before.under(Scenario(name="S", effective=DAY, steps=steps))


def at_risk(outcome: Outcome) -> tuple[float, float]:
    figure = outcome.at_risk("shop", period="2027")
    return figure.low, figure.high


MAYBE = Restrict(selects=Selection(buyers=vetted("v")))


@pytest.mark.parametrize(
    "sure",
    [
        Restrict(selects=Selection(buyers=located_in("jp"))),
        NarrowChannel("c", models=["n"]),
        NarrowChannel("c", buyers=located_in("jp")),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_doubtful_cut_is_at_risk_beside_a_sure_one(sure: Step, *, swapped: bool) -> None:
    before = case(channel(into=["cn", "jp"], models=["m", "n"]))
    steps = (sure, MAYBE) if swapped else (MAYBE, sure)
    alone, together = at_risk(under(before, MAYBE)), at_risk(under(before, *steps))

    assert alone == (0, 30)
    assert together == (0, 30)


def test_what_two_steps_leave_unknown_of_a_channel_is_told_together() -> None:
    before = case(Vendor(id="lost", name="Lost"), channel(seller="lost", product=None))
    by_hosting = Restrict(selects=Selection(hosted_in=["sg"], buyers=vetted("v")))
    by_home = Restrict(selects=Selection(sellers_home=["us"], buyers=vetted("v")))
    outcome = under(before, by_hosting, by_home)
    (found,) = outcome.unknown

    assert {each.verdict for each in outcome.changes} == {Verdict.UNKNOWN}
    assert found.because == (
        "whether c is hosted there is unknown",
        "whether it sells to such buyers is unknown",
        "where lost has its headquarters is unknown",
    )


def test_a_channel_that_is_opened_and_closed_again_was_never_there_to_be_lost() -> None:
    before = case()
    opens = OpenChannel(channel("new", claims=[], buyers=Clientele(at_least=["q"])))
    outcome = under(before, opens, CloseChannel("new", effective=LATER))

    assert at_risk(outcome) == (0, 0)
    assert outcome.lost_access == ()
    assert [(each.item.id, str(each.until)) for each in outcome.opened] == [("new", LATER)]


def test_a_channel_that_is_opened_and_closed_on_the_same_day_is_not_opened() -> None:
    outcome = under(case(), OpenChannel(channel("new", claims=[])), CloseChannel("new"))

    assert outcome.opened == ()
    assert not list(outcome.after.channels_into("China", on=LATER).known)


def test_what_carries_on_an_old_channel_can_be_lost() -> None:
    before = case(channel(models=["m", "n"]))
    outcome = under(before, NarrowChannel("c", models=["n"]), CloseChannel("c", effective=LATER))

    assert [(each.models, each.market) for each in outcome.lost_access] == [(("n",), "cn"), (("m",), "cn")]
    assert at_risk(outcome) == (0, 10)


def test_an_opening_has_the_days_on_which_what_opens_holds() -> None:
    late = channel("new", claims=[], open=f"{LATER}/{LAST}")
    (opening,) = under(case(), OpenChannel(late)).opened
    assert (opening.effective.isoformat(), str(opening.until)) == (LATER, LAST)

    right = Right(id="r", holder="shop", may="resell", models=["m"], territory=["cn"], holds=f"{LATER}/{LAST}")
    (granted,) = under(case(), GrantRight(right)).opened
    assert (granted.effective.isoformat(), str(granted.until)) == (LATER, LAST)


def exclusive(identity: str, *, holder: str = "shop", holds: str = "2020-01-01/..", **said: Any) -> Right:
    given: dict[str, Any] = {"models": ["m"], "territory": ["cn"], "claims": ["page.it"], "exclusive": True}
    return Right(id=identity, holder=holder, may="resell", holds=holds, **given | said)


def test_an_exclusive_right_that_would_have_ended_opens_the_market_until_then_only() -> None:
    (opening,) = under(case(exclusive("r", holds=f"2020-01-01/{LATER}")), EndRight("r")).opened
    assert (opening.effective.isoformat(), str(opening.until)) == (DAY, LATER)


@pytest.mark.parametrize(
    ("other", "opens"),
    [
        (exclusive("two"), 0),
        (exclusive("two", territory=["Asia"]), 0),
        (exclusive("two", territory=["jp"]), 1),
        (exclusive("two", models=["n"]), 1),
        (exclusive("two", holds=f"{LATER}/.."), 1),
        (exclusive("two", exclusive=False), 1),
    ],
)
def test_where_another_exclusive_right_shuts_others_out_nothing_opens(other: Right, opens: int) -> None:
    assert len(under(case(exclusive("one"), other), EndRight("one")).opened) == opens


def test_a_right_that_is_granted_and_ended_again_is_open_until_then() -> None:
    right = Right(id="r", holder="shop", may="resell", models=["m"], territory=["cn"], holds="unknown")
    (opening,) = under(case(), GrantRight(right), EndRight("r", effective=LATER)).opened
    assert str(opening.until) == LATER


def refusal(**said: Any) -> Refusal:
    given: dict[str, Any] = {"refuses": headquartered_in("cn"), "holds": "2020-01-01/..", "claims": ["page.it"]}
    return Refusal(id="no", who="dev", **given | said)


def access(outcome: Outcome, model: str, *, located: str, buyer: str = "q", on: str = LATER) -> str:
    return outcome.after.access(model, buyer=buyer, located_in=located, on=on).verdict


@pytest.mark.parametrize("refuses", [headquartered_in("cn"), any_of(located_in("cn"), headquartered_in("cn"))])
def test_who_enters_a_market_goes_on_refusing_elsewhere_and_other_models(refuses: Buyers) -> None:
    own = [channel("own", seller="dev", product=None, models=["m", "n"], into=["world"])]
    outcome = under(case(refusal(refuses=refuses), *own), EnterMarket("dev", models=["m"], into=["cn"]))

    assert access(outcome, "m", located="cn") == "open"
    assert access(outcome, "n", located="cn") == "closed"
    assert access(outcome, "m", located="jp") == "closed"
    assert access(outcome, "m", located="cn", on="2026-06-30") == "closed"


def test_who_enters_for_some_buyers_goes_on_refusing_the_others() -> None:
    audited = Customer(id="a", name="A", home="cn", vetted=["v"])
    barred = Customer(id="b", name="B", home="cn")
    enters = EnterMarket("dev", models=["m"], into=["cn"], only_to=vetted("v"))
    outcome = under(case(audited, barred, refusal(refuses=located_in("cn"), models=["m"])), enters)

    assert access(outcome, "m", located="cn", buyer="a") == "open"
    left = outcome.after.refusals["no.from-2026-07-01"]
    assert left.refuses == all_of(located_in("cn"), not_(all_of(located_in("cn"), vetted("v"))))


def test_who_refuses_one_model_gives_it_up_whole() -> None:
    outcome = under(
        case(refusal(models=["m"], refuses=located_in("cn"))), EnterMarket("dev", models=["m"], into=["cn"])
    )
    assert not list(outcome.after.refusals("China", on=LATER))
    assert [each.id for each in outcome.after.refusals] == ["no"], "it ended, and nothing is left of it"


def test_a_family_is_refused_no_longer_as_a_whole() -> None:
    family, member = (
        Model(id="f", name="F", developer="dev", is_family=True),
        Model(id="f1", name="F1", developer="dev", family="f"),
    )
    other = Model(id="f2", name="F2", developer="dev", family="f")
    before = case(family, member, other, refusal(models=["f"], refuses=located_in("cn")))
    (left,) = under(before, EnterMarket("dev", models=["f1"], into=["cn"])).after.refusals("China", on=LATER)
    assert left.models == ("f2",)


@pytest.mark.parametrize("until", [None, LAST])
def test_a_refusal_that_begins_later_is_given_up_too(until: str | None) -> None:
    before = case(refusal(holds="2027-01-01/..", refuses=located_in("cn", "jp")))
    outcome = under(before, EnterMarket("dev", models=["m"], into=["cn"], until=until))

    assert access(outcome, "m", located="cn", on=LATER) == "open"
    assert access(outcome, "n", located="cn", on=LATER) == "closed"
    assert {each.id for each in outcome.after.refusals("Japan", on=LATER)} == {
        "no.from-2027-01-01",
        "no.from-2027-01-01.2",
    }
    assert bool(outcome.after.refusals("China", on=LAST).known) is True
    assert (access(outcome, "m", located="cn", on=LAST) == "open") is (until is None)


def test_what_an_earlier_step_left_in_doubt_is_surely_lost_once_a_later_one_closes_it() -> None:
    before = case(channel(buyers=Clientele(at_least=["q"]), hosted_in=Hosting()))
    maybe = Restrict(selects=Selection(hosted_in=["sg"]))
    assert under(before, maybe).lost_access == ()
    outcome = under(before, maybe, CloseChannel("c", effective=LATER))

    assert [(each.before.id, each.effective.isoformat()) for each in outcome.closed] == [("c", LATER)]
    assert {(each.buyer, each.verdict) for each in outcome.lost_access} == {(None, Verdict.YES), ("q", Verdict.YES)}
    assert not list(outcome.after.channels_into("China", on=LATER).unknown)


def test_two_steps_of_one_day_that_leave_nothing_of_a_channel_close_it() -> None:
    before = case(channel(into=["cn", "jp"]))
    china, japan = (Restrict(selects=Selection(buyers=located_in(each))) for each in ("cn", "jp"))
    outcome = under(before, china, japan)

    assert outcome.narrowed == ()
    (closed,) = outcome.closed
    assert (closed.before.id, closed.markets, closed.restored_by) == ("c", ("cn", "jp"), ())
    assert "Closed: 1" in str(outcome)
    assert {(each.market, each.models) for each in outcome.lost_access} == {("cn", ("m",)), ("jp", ("m",))}
    assert [(each.alone, each.last) for each in attribution(outcome).contributions] == [(("c",), ("c",))] * 2


def test_two_steps_of_one_day_that_leave_something_narrow_a_channel_once() -> None:
    before = case(channel(into=["cn", "jp", "kr"]))
    china, japan = (Restrict(selects=Selection(buyers=located_in(each))) for each in ("cn", "jp"))
    (narrowed,) = under(before, china, japan).narrowed

    assert [each.excluding for each in narrowed.continued_by] == [("cn", "jp")]
    assert all(
        each.id in {one.id for one in under(before, china, japan).after.channels} for each in narrowed.continued_by
    )


@pytest.mark.parametrize(
    "step", [CloseChannel("c"), MoveHosting("c", to=["sg"]), NarrowChannel("c", models=["n"]), LoseBuyer("q")]
)
def test_a_channel_of_which_every_claim_is_doubted_is_neither_closed_nor_moved(step: Step) -> None:
    before = case(channel(models=["m", "n"], buyers=Clientele(at_least=["q"]), claims=["wire.it"]), *WIRE)
    outcome = under(before, step, DoubtClaim(claim="wire.it"))

    assert (outcome.changes, outcome.unknown) == ((), ())
    assert "channel c" in str(outcome)
    assert outcome.after == under(before, DoubtClaim(claim="wire.it")).after


def test_a_doubt_of_one_claim_of_several_leaves_what_was_done() -> None:
    before = case(channel(claims=["page.it", "wire.it"]), *WIRE)
    outcome = under(before, MAYBE, CloseChannel("c", effective=LATER), DoubtClaim(claim="wire.it"))

    assert [each.before.id for each in outcome.closed] == ["c.from-2026-07-01"]
    assert outcome.explain()


@pytest.mark.parametrize("first", ["revise", "turn on", "assume"])
def test_what_is_assumed_of_a_number_that_is_then_doubted_is_on_no_longer(first: str) -> None:
    told = Metric(
        id="told",
        measurand=Measurand(measure="sales", of="shop", period="unknown"),
        value="5 USD",
        claims=["wire.it"],
    )
    placed = Reading(metric="told", measurand=Measurand(measure="sales", of="shop", period="2027"))
    offer = Assumption(id="placed", name="Placed", because="why not", reads=[placed])
    steps: dict[str, Step] = {"revise": ReviseMetric("told", value="6 USD", because="b"), "turn on": TurnOn("placed")}
    taken = [steps[first], DoubtClaim(claim="wire.it")] if first in steps else [DoubtClaim(claim="wire.it")]
    scenario = Scenario(name="S", effective=DAY, steps=taken, assumptions=["placed"] if first == "assume" else [])
    outcome = case(told, offer, *WIRE).under(scenario)

    assert outcome.application.assumptions == ()
    assert "told" not in {each.id for each in outcome.after.metrics}


def test_a_number_that_was_revised_can_be_revised_again() -> None:
    once = under(case(), ReviseMetric("sales-cn", value="exactly 6 USD", because="b")).after
    twice = under(once, ReviseMetric("sales-cn", value="exactly 7 USD", because="b")).after

    assert once.figure("sales", of="shop", market="cn", period="2027").high == 6
    assert twice.figure("sales", of="shop", market="cn", period="2027").low == 7
    assert len(twice.assumptions) == 1


def test_a_step_that_names_a_channel_follows_its_terms_into_the_landscape_after() -> None:
    before = case(channel(into=["cn"], models=["m"]))
    moves, closes = MoveHosting("c", to=["jp"], effective="2026-10-01"), CloseChannel("c", effective="2026-09-01")
    first, second = (Scenario(name=name, effective=DAY, steps=[step]) for name, step in (("A", moves), ("B", closes)))
    together, in_turn = before.under(first, second).after, before.under(first).after.under(second).after

    assert not together.channels_into("China", on="2026-12-01").known
    assert not in_turn.channels_into("China", on="2026-12-01").known


def test_what_a_scenario_opens_is_opened_once_in_the_landscape_after_too() -> None:
    before = case(channel(into=["jp"], models=["m"]))
    new = SalesChannel(id="n", seller="shop", models=["m"], into=["cn"], open="2026-01-01/..")
    enters = EnterMarket("dev", models=["m"], into=["cn"])
    for step in (OpenChannel(new), enters):
        scenario = Scenario(name="S", effective=DAY, steps=[step])
        again = before.under(scenario).after.under(scenario)
        assert again.after == before.under(scenario).after
        assert [finding.problem for finding in again.findings] == ["this step finds nothing to change"]


# What an earlier step may have closed, later ones do not surely change.

PERHAPS = Restrict(selects=Selection(hosted_in=["us"]))
"""It bites a channel of which nobody knows where it runs, or does not."""


def test_what_may_have_been_closed_is_not_surely_moved() -> None:
    before = case(channel(), channel("sure", hosted_in=Hosting(exactly=["jp"])))
    outcome = under(before, PERHAPS, MoveHosting("c", to=["sg"]), MoveHosting("sure", to=["sg"]))

    assert [change.origin for change in outcome.moved] == ["sure"]
    assert [change.verdict for change in outcome.changes if change.takes == "hosting"] == [Verdict.UNKNOWN, Verdict.YES]
    (candidate,) = outcome.unknown
    assert any("whether it is open from 2026-07-01 on is unknown" in each for each in candidate.because)


def test_a_buyer_of_what_may_have_been_closed_surely_leaves_but_it_may_not_go_on() -> None:
    before = case(channel(buyers=Clientele(at_least=["q"])))
    outcome = under(before, PERHAPS, LoseBuyer("q"))

    assert outcome.moved == ()
    assert [change.verdict for change in outcome.changes if change.takes == "buyers"] == [Verdict.YES]
    assert [change.origin for change in under(before, LoseBuyer("q")).moved] == ["c"]


def test_a_step_that_may_change_nothing_is_not_said_to_change_something() -> None:
    before = case(channel(), channel("sure", hosted_in=Hosting(exactly=["us"])))
    outcome = under(before, PERHAPS, CloseChannel("c"))
    first, second = attribution(outcome).contributions

    assert (first.alone, first.alone_unknown) == (("sure",), ("c",))
    assert (second.alone, second.alone_unknown) == (("c",), ())
    assert (first.last, first.last_unknown) == (("sure",), ())
    assert (second.last, second.last_unknown) == ((), ("c",)), "the other step may have closed it already"
    assert "alone it changes sure; perhaps c" in str(attribution(outcome))
    assert "as the last step it changes perhaps c" in str(attribution(outcome))


def test_where_there_may_be_nothing_to_take_it_is_unknown_what_a_step_changes() -> None:
    outcome = under(case(channel(open="unknown")), CloseChannel("c"))
    (only,) = attribution(outcome).contributions

    assert (only.alone, only.alone_unknown, only.last, only.last_unknown) == ((), ("c",), (), ("c",))
