"""What each step does to a small landscape, and what follows from it."""

from datetime import date

import pytest

from aibroker.errors import InvalidLandscapeError, InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape, Outcome
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import headquartered_in, located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Hosting, Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import (
    AddMetric,
    CloseChannel,
    DoubtClaim,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    RefuseMarket,
    Restrict,
    ReviseMetric,
    Scenario,
    Step,
    TurnOn,
)
from aibroker.values.verdicts import Verdict

DAY, END = "2026-07-01", "2027-01-01"

SALES = Measurand(measure="sales", of="cloud", period="2025")


def _right(
    name: str,
    territory: str = "cn",
    models: str = "gpt",
    *,
    holds: str = "2020-01-01/..",
    exclusive: bool | None = None,
) -> Right:
    return Right(
        id=name, holder="cloud", grantor="maker", may="resell", models=[models], territory=[territory], holds=holds,
        claims=["page.sold"], exclusive=exclusive,
    )  # fmt: skip


def _channel(
    name: str, seller: str, models: str, into: str, *rests_on: str, opened: str = "2025-01-01/.."
) -> SalesChannel:
    return SalesChannel(
        id=name, seller=seller, models=models.split(), into=[into], rests_on=rests_on, open=opened, claims=["page.sold"]
    )


RECORDS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Source(id="rumour", title="A rumour", kind="reporting", published=None),
    Claim(id="page.sold", source="page", locator="s1", kind="fact", text="It is sold."),
    Claim(id="page.number", source="page", locator="s2", kind="number", text="It took in so much."),
    Claim(id="rumour.told", source="rumour", locator="s1", kind="fact", text="It is sold there too."),
    Vendor(id="cloud", name="Cloud", home="us"),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="rival", name="Rival", home="us"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Model(id="gpt", name="GPT", developer="maker"),
    Model(id="own", name="Own", developer="cloud"),
    _right("only", exclusive=True),
    _right("asian", "asia"),
    _right("wide", "world", holds="2030-01-01/.."),
    _channel("alone", "cloud", "gpt", "cn", "only"),
    _channel("both", "cloud", "gpt", "cn", "only", "asian"),
    _channel("later", "cloud", "gpt", "cn", "only", "wide"),
    SalesChannel(
        id="named",
        seller="cloud",
        models=["gpt", "own"],
        into=["cn", "jp"],
        open="2025-01-01/..",
        buyers=Clientele(at_least=["buyer"]),
        hosted_in=Hosting(exactly=["sg"]),
        claims=["page.sold"],
    ),
    _channel("direct", "maker", "gpt", "cn"),
    _channel("ended", "cloud", "gpt", "cn", "only", opened="2025-01-01/2026-01-01"),
    SalesChannel(id="told", seller="cloud", models=["gpt"], into=["jp"], open="2025-01-01/..", claims=["rumour.told"]),
    Refusal(
        id="no-china",
        who="rival",
        refuses=located_in("cn"),
        through="itself",
        holds="2024-01-01/..",
        claims=["page.sold"],
    ),
    Refusal(
        id="no-asia",
        who="rival",
        refuses=located_in("asia"),
        through="itself",
        holds="2024-01-01/..",
        claims=["page.sold"],
    ),
    Model(id="best", name="Best", developer="rival"),
    Metric(id="sales", measurand=SALES, value="exactly 100 bn USD", claims=["page.number"]),
    Assumption(id="lower", because="It may be.", reads=[Reading(metric="sales", value="exactly 90 bn USD")]),
)
CASE = Landscape.of(*RECORDS, as_of="2026-08-01", title="Small")


def under(*steps: Step) -> Outcome:
    return CASE.under(Scenario(name="S", steps=steps, effective=DAY))


def ids(outcome: Outcome, part: str) -> list[str]:
    return [change.before.id for change in getattr(outcome, part)]


def open_in(case: Landscape, market: str, on: str) -> list[str]:
    return [channel.id for channel in case.channels_into(market, on=on)]


# Rights.


def test_a_right_that_ends_closes_what_rests_on_it_alone() -> None:
    outcome = under(EndRight("only"))
    assert ids(outcome, "closed") == ["alone", "later"]
    assert ids(outcome, "narrowed") == []
    assert outcome.after.channels["both"] == CASE.channels["both"]
    assert outcome.after.rights["only"].holds.is_over_by(date(2026, 7, 1)) is Verdict.YES
    assert outcome.after.rights["only"].holds.holds_on("2026-06-30") is Verdict.YES
    assert outcome.after.conflicts(on=DAY) == ()


def test_its_end_says_why_down_to_the_right() -> None:
    (first, *_) = under(EndRight("only")).closed
    assert first.because.statement == "S ends the right only on 2026-07-01, on which alone rests"
    assert [each.basis for each in first.because.because] == ["step", "record", "record"]
    assert "by only, Cloud alone may resell in China" in first.because.because[1].statement


def test_another_right_that_covers_a_part_lets_that_part_go_on() -> None:
    case = CASE.adding(resting("wide-one", ["only", "asian"], into=["world"]))
    outcome = case.under(Scenario(name="S", steps=[EndRight("asian")], effective=DAY))
    (change,) = (each for each in outcome.narrowed if each.before.id == "wide-one")
    (left,) = change.continued_by
    assert (left.id, left.continues) == ("wide-one.from-2026-07-01", "wide-one")
    reached = {market: left.id in open_in(outcome.after, market, DAY) for market in ("China", "Japan", "France")}
    assert reached == {"China": True, "Japan": False, "France": True}


def test_what_a_right_does_not_cover_does_not_end_with_it() -> None:
    several = SalesChannel(
        id="several", seller="cloud", models=["gpt", "own"], into=["cn"], rests_on=["only"], open="2025-01-01/..",
        claims=["page.sold"],
    )  # fmt: skip
    outcome = CASE.adding(several).under(Scenario(name="S", steps=[EndRight("only")], effective=DAY))
    (change,) = outcome.narrowed
    assert (change.models, [each.models for each in change.continued_by]) == (("gpt",), [("own",)])


def resting(name: str, rests_on: list[str], into: list[str]) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller="cloud",
        models=["gpt"],
        into=into,
        rests_on=rests_on,
        open="2025-01-01/..",
        claims=["page.sold"],
    )


def test_a_right_over_one_member_leaves_it_unknown_what_goes_on_of_a_family() -> None:
    member = Model(id="gpt-5", name="GPT-5", developer="maker", family="family")
    family = Model(id="family", name="Family", developer="maker", is_family=True)
    case = CASE.adding(
        family, member, _right("over-family", models="family"), _right("over-member", models="gpt-5"),
        _channel("sold", "cloud", "family", "cn", "over-family", "over-member"),
    )  # fmt: skip
    outcome = case.under(Scenario(name="S", steps=[EndRight("over-family")], effective=DAY))
    assert (ids(outcome, "closed"), [each.item.id for each in outcome.unknown]) == ([], ["sold"])


def test_whether_a_right_of_unknown_territory_covers_the_sale_is_unknown() -> None:
    somewhere = Right(
        id="somewhere", holder="cloud", may="resell", models=["gpt"], territory="unknown", holds="2020-01-01/..",
        claims=["page.sold"],
    )  # fmt: skip
    case = CASE.adding(somewhere, resting("perhaps", ["only", "somewhere"], into=["cn"]))
    outcome = case.under(Scenario(name="S", steps=[EndRight("only")], effective=DAY))
    assert "perhaps" not in ids(outcome, "closed")
    assert [each.item.id for each in outcome.unknown] == ["perhaps"]
    assert outcome.unknown[0].because == ("whether the right somewhere covers the sale is unknown",)
    assert outcome.after.channels["perhaps"].open.holds_on(DAY) is Verdict.UNKNOWN


def test_an_exclusive_right_that_ends_opens_the_market_as_a_possibility_only() -> None:
    outcome = under(EndRight("only"))
    (opening,) = outcome.opened
    assert (opening.item.id, opening.markets, opening.verdict) == ("only", ("cn",), Verdict.UNKNOWN)
    assert under(EndRight("asian")).opened == ()
    assert {*open_in(outcome.after, "China", DAY)} <= {*open_in(CASE, "China", DAY)}
    assert "no longer shuts others out" in str(outcome)


def test_a_right_that_is_suspended_comes_back_with_what_rests_on_it() -> None:
    outcome = under(EndRight("only", until=END))
    assert outcome.after.rights["only.from-2027-01-01"].holds.holds_on(END) is Verdict.YES
    back = outcome.after.channels["alone.from-2027-01-01"]
    assert back.rests_on == ("only.from-2027-01-01",)
    assert "alone.from-2027-01-01" in open_in(outcome.after, "China", END)


def test_a_right_that_begins_later_cannot_be_ended_before() -> None:
    with pytest.raises(InvalidValueError, match="begins only on or after"):
        under(EndRight("wide"))


def test_a_right_that_is_granted_opens_a_possibility() -> None:
    granted = Right(
        id="new", holder="rival", grantor="maker", may="sell", models=["gpt"], territory=["cn"], holds="unknown"
    )
    outcome = under(GrantRight(granted, until=END))
    (opening,) = outcome.opened
    assert (opening.item.id, opening.verdict, opening.until) == ("new", Verdict.UNKNOWN, date(2027, 1, 1))
    held = outcome.after.rights["new"]
    assert [held.holds.holds_on(day).value for day in ("2026-06-30", DAY, "2026-12-31", END)] == [
        "no",
        "yes",
        "yes",
        "no",
    ]
    assert held.supposed_by == "S"
    assert "GPT may be sold in China from 2026-07-01 until 2027-01-01, since new was granted" in " ".join(
        str(outcome).split()
    )


def test_a_right_whose_id_is_taken_is_refused() -> None:
    with pytest.raises(InvalidLandscapeError, match="taken twice"):
        under(GrantRight(_right("asian", "jp")))


# Channels.


def test_a_channel_closes_and_reopens() -> None:
    outcome = under(CloseChannel("alone", until=END))
    assert ids(outcome, "closed") == ["alone"]
    assert "alone" not in open_in(outcome.after, "China", DAY)
    assert "alone.from-2027-01-01" in open_in(outcome.after, "China", END)


def test_a_channel_that_is_closed_twice_counts_once_from_the_earlier_day() -> None:
    for steps in ([END, DAY], [DAY, END]):
        outcome = under(*(CloseChannel("alone", effective=day) for day in steps))
        assert [(each.before.id, each.effective.isoformat()) for each in outcome.closed] == [("alone", DAY)]


def test_closing_a_channel_also_closes_what_carries_it_on_since_an_earlier_step() -> None:
    outcome = under(NarrowChannel("named", models=["gpt"]), CloseChannel("named", effective="2026-10-01"))
    assert "named.from-2026-07-01" in open_in(outcome.after, "Japan", DAY)
    assert not [each for each in open_in(outcome.after, "Japan", "2026-10-01") if each.startswith("named")]


def test_a_channel_that_is_over_is_not_closed_again_and_somebody_is_told() -> None:
    outcome = under(CloseChannel("ended"))
    assert (outcome.changes, outcome.after is CASE) == ((), True)
    (finding,) = outcome.findings
    assert (finding.where, finding.problem) == ("S, step 1", "this step finds nothing to change")


def test_a_channel_is_narrowed_by_its_models_and_its_buyers() -> None:
    models = under(NarrowChannel("named", models=["gpt"]))
    (change,) = models.narrowed
    assert [each.models for each in change.continued_by] == [("own",)]
    buyers = under(NarrowChannel("named", buyers=located_in("cn")))
    (change,) = buyers.narrowed
    assert [(each.models, each.excluding) for each in change.continued_by] == [(("gpt", "own"), ("cn",))]
    both = under(NarrowChannel("named", models=["gpt"], buyers=located_in("cn")))
    assert [each.models for each in both.narrowed[0].continued_by] == [("gpt",), ("own",)]


def test_a_channel_opens_on_the_day_and_no_earlier() -> None:
    new = SalesChannel(id="new", seller="rival", models=["best"], into=["jp"], open="2020-01-01/..")
    outcome = under(OpenChannel(new, until=END))
    (opening,) = outcome.opened
    assert (opening.item.id, opening.verdict) == ("new", Verdict.YES)
    opened = [("new" in open_in(outcome.after, "Japan", day)) for day in ("2026-06-30", DAY, "2026-12-31", END)]
    assert opened == [False, True, True, False]
    assert "supposed by 'S'" in str(outcome)


def test_a_channel_that_would_be_over_cannot_open() -> None:
    new = SalesChannel(id="new", seller="rival", models=["best"], into=["jp"], open="2020-01-01/2021-01-01")
    with pytest.raises(InvalidValueError, match="over by the day"):
        under(OpenChannel(new))


def test_models_move_and_move_back() -> None:
    outcome = under(MoveHosting("named", to=["jp"], until=END))
    (change,) = outcome.moved
    assert (change.takes, ids(outcome, "closed"), ids(outcome, "narrowed")) == ("hosting", [], [])
    (moved,) = change.continued_by
    assert moved.hosted_in == Hosting(exactly=["jp"])
    assert outcome.after.channels["named.from-2027-01-01"].hosted_in == Hosting(exactly=["sg"])
    assert outcome.lost_access == ()
    assert under(MoveHosting("named", to=["sg"])).findings[0].problem == "this step finds nothing to change"


def test_a_buyer_leaves_the_channels_of_which_it_is_known_to_buy() -> None:
    outcome = under(LoseBuyer("buyer"))
    (change,) = outcome.moved
    assert (change.before.id, change.buyers) == ("named", ("buyer",))
    (left,) = change.continued_by
    assert left.buyers == Clientele(never=["buyer"])
    assert "since Buyer leaves" in str(outcome)
    assert under(LoseBuyer("buyer", seller="maker")).changes == ()


def test_the_only_buyer_leaves() -> None:
    case = CASE.replacing(
        SalesChannel(
            id="named", seller="cloud", models=["gpt"], into=["cn"], open="2025-01-01/..", claims=["page.sold"],
            buyers=Clientele(exactly=["buyer"]),
        )
    )  # fmt: skip
    outcome = case.under(Scenario(name="S", steps=[LoseBuyer("buyer")], effective=DAY))
    assert (outcome.moved, ids(outcome, "closed"), outcome.lost_access) == ((), ["named"], ())
    assert "named" not in [channel.id for channel in outcome.after.channels_into("cn", on=DAY)]


# Vendors.


def test_a_vendor_that_enters_gives_up_its_refusals_there_and_keeps_them_elsewhere() -> None:
    outcome = under(EnterMarket("rival", models=["best"], into=["cn"], until=END))
    after = outcome.after
    assert [each.item.id for each in outcome.opened] == ["rival.into-cn.from-2026-07-01"]
    assert "rival.into-cn.from-2026-07-01" in open_in(after, "China", DAY)
    assert [each.id for each in after.refusals("China", on=DAY)] == []
    assert "no-asia.from-2026-07-01" in [each.id for each in after.refusals("Japan", on=DAY)]
    assert {each.id for each in after.refusals("China", on=END)} == {
        "no-china.from-2027-01-01",
        "no-asia.from-2027-01-01",
    }
    assert {each.id for each in after.refusals("China", on="2026-06-30")} == {"no-china", "no-asia"}
    assert not [each for each in after.conflicts(on=DAY) if each.kind == "refusal beside an own channel"]


def test_entering_against_an_exclusive_right_is_a_conflict_of_the_landscape_after() -> None:
    outcome = under(EnterMarket("rival", models=["gpt"], into=["cn"]))
    kinds = [each.kind for each in outcome.after.conflicts(on=DAY)]
    assert "second seller under an exclusive right" in kinds


@pytest.mark.parametrize(
    ("through", "closed", "unknown"),
    [
        ("itself", ["direct"], []),
        ("anyone", ["alone", "both", "direct", "later"], []),
        ("unknown", ["direct"], ["alone", "both", "later", "named"]),
    ],
)
def test_a_refusal_closes_own_channels_and_those_of_others_only_where_it_says_so(
    through: str, closed: list[str], unknown: list[str]
) -> None:
    outcome = under(RefuseMarket("maker", refuses=located_in("cn"), through=through))  # type: ignore[arg-type] # a text that pytest hands on
    assert ids(outcome, "closed") == closed
    assert [each.item.id for each in outcome.unknown] == unknown
    refusal = outcome.after.refusals["maker.refuses.from-2026-07-01"]
    assert (refusal.holds.holds_on("2026-06-30"), refusal.holds.holds_on(DAY)) == (Verdict.NO, Verdict.YES)


# Numbers, claims and assumptions.


def test_a_number_is_revised_by_an_assumption() -> None:
    outcome = under(ReviseMetric("sales", value="exactly 120 bn USD", because="It was told anew."))
    figure = outcome.after.figure("sales", of="cloud", period="2025")
    assert (figure.low, figure.high) == (120e9, 120e9)
    assert [each.id for each in outcome.after.assumed] == ["sales.supposed"]
    assert CASE.figure("sales", of="cloud", period="2025").low == 100e9
    assert "assuming sales is exactly 120 bn USD [sales.supposed], because: It was told anew." in str(outcome)


def test_the_last_revision_counts_and_somebody_is_told() -> None:
    first, second = (ReviseMetric("sales", value=f"exactly {each} bn USD", because="So.") for each in (120, 130))
    outcome = under(first, second)
    assert outcome.after.figure("sales", of="cloud", period="2025").high == 130e9
    assert [each.problem for each in outcome.findings] == ["an earlier step makes something else of it (S, step 1)"]


def test_a_number_is_added_by_an_assumption() -> None:
    metric = Metric(id="next", measurand=Measurand(measure="sales", of="cloud", period="2026"), value="> 200 bn USD")
    outcome = under(AddMetric(metric, because="Guidance."))
    assert outcome.after.figure("sales", of="cloud", period="2026").low == 200e9
    assert CASE.figure("sales", of="cloud", period="2026").low == 0


def test_a_number_that_is_added_has_an_id_of_its_own() -> None:
    with pytest.raises(InvalidValueError, match="a published number bears this id: 'sales'"):
        under(AddMetric(Metric(id="sales", measurand=SALES, value="exactly 3 USD"), because="So."))


def test_what_a_doubted_claim_alone_says_is_gone_on_every_day() -> None:
    for step in (DoubtClaim(claim="rumour.told"), DoubtClaim(source="A rumour")):
        outcome = under(step)
        assert "told" not in [each.id for each in outcome.after.channels]
        assert (outcome.changes, len(CASE.channels) - len(outcome.after.channels)) == ((), 1)
        assert "No longer said, since claims are doubted: 2\n  claim rumour.told, channel told" in str(outcome)
    assert "No longer said" not in str(under(CloseChannel("alone")))


def test_an_assumption_is_turned_on() -> None:
    outcome = under(TurnOn("lower"))
    assert outcome.after.figure("sales", of="cloud", period="2025").high == 90e9


def test_two_readings_of_one_number_are_refused() -> None:
    outcome = under(TurnOn("lower"), ReviseMetric("sales", value="exactly 120 bn USD", because="So."))
    with pytest.raises(InvalidValueError, match="in different ways"):
        _ = outcome.after


@pytest.mark.parametrize("value", ["3 %", "5 tokens"])
def test_a_number_of_another_kind_is_no_revision(value: str) -> None:
    with pytest.raises(InvalidLandscapeError, match="this unit does not fit the number that is read, sales"):
        under(ReviseMetric("sales", value=value, because="So."))


# Findings.


@pytest.mark.parametrize(
    ("one", "other", "problem"),
    [
        (EndRight("only"), EndRight("only", effective=END), "an earlier step does the same on other days"),
        (CloseChannel("alone"), CloseChannel("alone", until=END), "an earlier step does the same on other days"),
        (
            MoveHosting("named", to=["jp"]),
            MoveHosting("named", to=["us"]),
            "an earlier step makes something else of it",
        ),
        (
            Restrict(selects=Selection(buyers=located_in("jp"))),
            EnterMarket("rival", models=["best"], into=["jp"]),
            "one step opens what another bars or closes",
        ),
        (
            EnterMarket("rival", models=["best"], into=["cn"]),
            RefuseMarket("rival", refuses=located_in("cn")),
            "one step opens what another bars or closes",
        ),
        (
            OpenChannel(_channel("new", "cloud", "gpt", "jp", "only")),
            EndRight("only"),
            "one step opens what another bars or closes",
        ),
        (
            OpenChannel(_channel("new", "cloud", "gpt", "jp")),
            CloseChannel("new", effective=END),
            "one step opens what another bars or closes",
        ),
    ],
)
def test_steps_that_do_not_fit_together_are_findings(one: Step, other: Step, problem: str) -> None:
    assert f"{problem} (S, step 1)" in [each.problem for each in under(one, other).findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (EndRight("only"), EndRight("asian", effective=END)),
        (
            Restrict(selects=Selection(buyers=located_in("cn")), until=END),
            EnterMarket("rival", models=["best"], into=["cn"], effective=END),
        ),
        (LoseBuyer("buyer"), OpenChannel(_channel("new", "cloud", "gpt", "jp"))),
        (RefuseMarket("maker", refuses=located_in("jp")), OpenChannel(_channel("new", "cloud", "gpt", "jp"))),
    ],
)
def test_steps_that_fit_together_are_none(one: Step, other: Step) -> None:
    assert [each for each in under(one, other).findings if "nothing to change" not in each.problem] == []


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (EndRight("onyl"), "right"),
        (CloseChannel("alon"), "channel"),
        (LoseBuyer("byer"), "party"),
        (EnterMarket("rivl", models=["best"], into=["cn"]), "vendor"),
        (DoubtClaim(claim="page.sol"), "claim"),
        (TurnOn("lowr"), "assumption"),
    ],
)
def test_a_name_that_nothing_bears_is_refused_with_the_nearest(step: Step, kind: str) -> None:
    with pytest.raises(UnknownNameError, match=f"unknown {kind}.*did you mean"):
        under(step)


def test_names_may_be_those_of_earlier_steps() -> None:
    opened = SalesChannel(id="new", seller="rival", models=["gpt"], into=["jp"], rests_on=["granted"], open="unknown")
    outcome = under(GrantRight(_right("granted", "jp")), OpenChannel(opened), EndRight("granted", effective=END))
    assert ids(outcome, "closed") == ["new"]


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (lambda: NarrowChannel("alone"), "nothing is taken away"),
        (lambda: MoveHosting("alone", to=[]), "run somewhere"),
        (lambda: EnterMarket("rival", models=[], into=["cn"]), "sells something somewhere"),
        (DoubtClaim, "either a claim or a source"),
        (lambda: Scenario(name="S", effective=DAY, labels=3), "labels are names"),  # type: ignore[arg-type] # what is wrong here
        (lambda: Scenario(name="S", effective=DAY, labels=[("a", "")]), "a label is a name with a text"),
        (lambda: Scenario(name="S", effective=DAY, labels=[("a", "b"), ("a", "c")]), "two labels of one name"),
        (lambda: DoubtClaim(claim="a", source="b"), "either a claim or a source"),
        (
            lambda: RefuseMarket("rival", refuses="China"),  # type: ignore[arg-type] # what is wrong here
            "of another kind",
        ),
        (
            lambda: GrantRight("only"),  # type: ignore[arg-type] # what is wrong here
            "of another kind",
        ),
        (
            lambda: Scenario(name="S", steps=["close"], effective=DAY),  # type: ignore[list-item] # what is wrong here
            "of another kind",
        ),
        (
            lambda: Scenario(name="S", steps=[CloseChannel("x", until=DAY)], effective=DAY),
            "ends before it takes effect",
        ),
    ],
)
def test_steps_that_say_nothing_are_refused(made: object, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        made()  # type: ignore[operator] # each is a function


def test_a_rule_on_headquarters_bites_another_set_than_one_on_the_place() -> None:
    place = under(Restrict(selects=Selection(buyers=located_in("cn"))))
    home = under(Restrict(selects=Selection(buyers=headquartered_in("cn"))))
    assert ids(place, "closed") == ["alone", "both", "direct", "later"]
    assert ids(home, "closed") == []
    assert {each.item.id for each in home.unknown} >= {"alone", "told"}
