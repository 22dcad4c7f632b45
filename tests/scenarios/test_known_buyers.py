"""Known buyers under a step that bars them: they are barred, and nothing that was known before says otherwise."""

from typing import Any

import attrs
import pytest

from aibroker.exchange.bundled import bundled_case
from aibroker.landscape import Landscape
from aibroker.playbook import customer_leaves, screening_tightens
from aibroker.records.buyers import Buyers, all_of, headquartered_in, located_in, named, vetted
from aibroker.records.evidence import Claim, Source
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import CloseChannel, NarrowChannel, RefuseMarket, Restrict, Scenario, Step
from aibroker.values.verdicts import Verdict

DAY, AFTER = "2026-07-01", "2026-07-02"


def under(case: Landscape, step: Step) -> Landscape:
    return case.under(Scenario(name="S", effective=DAY, steps=[step])).after


@pytest.mark.parametrize(
    "step",
    [
        NarrowChannel("azure-gpt-china", buyers=named("ByteDance")),
        Restrict(selects=Selection(buyers=named("ByteDance"))),
        Restrict(selects=Selection(buyers=headquartered_in("China"))),
        RefuseMarket("OpenAI", refuses=named("ByteDance"), through="anyone"),
    ],
)
def test_the_article_s_buyer_is_barred_by_every_step_that_means_it(step: Step) -> None:
    case = bundled_case("microsoft-openai-china")

    assert case.access("GPT", buyer="ByteDance", on=AFTER).verdict == "open"
    assert under(case, step).access("GPT", buyer="ByteDance", on=AFTER).verdict == "closed"


@pytest.mark.parametrize(
    "barred", [named("ByteDance"), headquartered_in("China"), all_of(headquartered_in("China"), located_in("China"))]
)
def test_that_a_known_buyer_is_barred_is_as_sure_as_that_it_left(barred: Buyers) -> None:
    case = bundled_case("microsoft-openai-china").assuming("pace-holds-fy2027", "whole-spend-leaves")
    outcome = case.under(Scenario(name="S", effective=DAY, steps=[NarrowChannel("azure-gpt-china", buyers=barred)]))
    loss = next(each for each in outcome.lost_access if each.buyer == "bytedance")

    assert [each.before.id for each in outcome.narrowed] == ["azure-gpt-china"]
    assert not outcome.unknown
    assert (loss.verdict, loss.models, loss.left) == (Verdict.YES, ("gpt",), ())
    assert not any(each.buyer is None for each in outcome.lost_access), "others go on buying there"
    assert outcome.at_risk("Microsoft", period="FY2027").to("USD").low == 1e9


def test_a_known_buyer_may_lose_nothing_where_it_has_another_way() -> None:
    case = small(Clientele(at_least=["q"]))
    other = SalesChannel(id="d", seller="us", models=["m"], into=["world"], open="2020-01-01/..", claims=["page.it"])
    perhaps = attrs.evolve(other, id="e", only_to=vetted("v"))
    step = NarrowChannel("c", buyers=named("q"))

    assert not case.adding(other).under(Scenario(name="S", effective=DAY, steps=[step])).lost_access
    found = case.adding(perhaps).under(Scenario(name="S", effective=DAY, steps=[step])).lost_access
    assert {(each.market, each.buyer, each.verdict) for each in found} == {
        ("cn", "q", Verdict.UNKNOWN),
        ("jp", "q", Verdict.UNKNOWN),
    }
    assert all("e" in each.left for each in found)


def test_a_buyer_that_is_barred_from_some_models_keeps_its_spending_on_others() -> None:
    case = bundled_case("microsoft-openai-china").assuming("pace-holds-fy2027", "whole-spend-leaves")
    channel = case.channels["azure-gpt-china"]
    both = case.replacing(attrs.evolve(channel, models=("gpt", "deepseek-r1")))
    step = NarrowChannel("azure-gpt-china", models=["gpt"], buyers=named("ByteDance"))
    outcome = both.under(Scenario(name="S", effective=DAY, steps=[step]))

    assert [each.before.id for each in outcome.narrowed] == ["azure-gpt-china"]
    assert outcome.at_risk("Microsoft", period="FY2027").to("USD").low == 0


def small(buyers: Clientele, **terms: Any) -> Landscape:
    given: dict[str, Any] = {"into": ["China", "Japan"], "open": "2020-01-01/..", "claims": ["page.it"]}
    return Landscape.of(
        Source(id="page", title="Page", kind="reporting", published="2025-01-01"),
        Claim(id="page.it", source="page", locator="s1", kind="fact", text="It is so."),
        Vendor(id="us", name="US", home="us"),
        Customer(id="q", name="Q", home="China"),
        Customer(id="r", name="R", home="Japan"),
        Model(id="m", name="M", developer="us"),
        SalesChannel(id="c", seller="us", models=["m"], buyers=buyers, **given | terms),
        as_of="2026-01-01",
    )


@pytest.mark.parametrize("into", [["China", "Japan"], ["world"], ["Asia"]])
def test_a_place_that_is_barred_is_barred_to_who_was_known_to_buy_there(into: list[str]) -> None:
    case = small(Clientele(at_least=["q", "r"]), into=into)
    after = under(case, Restrict(selects=Selection(buyers=located_in("China"))))
    (left,) = after.channels_into("Japan", on=AFTER)

    assert case.access("m", buyer="q", on=AFTER).verdict == "open"
    assert after.access("m", buyer="q", located_in="China", on=AFTER).verdict == "closed"
    assert after.access("m", buyer="r", on=AFTER).verdict == "open"
    assert left.buyers == Clientele(at_least=["r"])


@pytest.mark.parametrize(
    ("barred", "buyers", "left"),
    [
        (named("q"), Clientele(exactly=["q", "r"]), Clientele(exactly=["r"])),
        (named("q"), Clientele(at_least=["q", "r"]), Clientele(at_least=["r"])),
        (vetted("v"), Clientele(exactly=["q", "r"]), Clientele()),
        (named("r"), Clientele(at_least=["q"]), Clientele(at_least=["q"])),
    ],
)
def test_of_a_buyer_that_may_be_barred_it_is_no_longer_known_that_it_buys(
    barred: Buyers, buyers: Clientele, left: Clientele
) -> None:
    after = under(small(buyers), Restrict(selects=Selection(buyers=barred)))
    (channel,) = (each for each in after.channels if each.continues == "c")

    assert channel.buyers == left


NOWHERE_ELSE = Restrict(selects=Selection(models=["m"], buyers=located_in("China")))


@pytest.mark.parametrize("home", ["China", None])
def test_a_closed_list_stays_closed(home: str | None) -> None:
    given = small(Clientele()).adding(Customer(id="only", name="Only", home=home))
    case = given.replacing(attrs.evolve(given.channels["c"], buyers=Clientele(exactly=["only"])))
    after = under(case, NOWHERE_ELSE)

    for buyer, verdict in (("r", "closed"), ("only", "open")):
        assert case.access("m", buyer=buyer, located_in="Japan", on=AFTER).verdict == verdict
        assert after.access("m", buyer=buyer, located_in="Japan", on=AFTER).verdict == verdict
    assert after.access("m", buyer="only", located_in="China", on=AFTER).verdict == "closed"


def test_a_channel_whose_list_holds_nobody_who_may_buy_is_closed() -> None:
    case = small(Clientele(exactly=["q"]))
    outcome = case.under(
        Scenario(name="S", effective=DAY, steps=[Restrict(selects=Selection(buyers=headquartered_in("China")))])
    )

    assert [each.before.id for each in outcome.closed] == ["c"]
    assert not outcome.narrowed


@pytest.mark.parametrize("barred", [headquartered_in("China"), named("q"), located_in("China")])
def test_what_a_step_may_bar_is_unknown_after_it_whatever_it_is_keyed_on(barred: Buyers) -> None:
    case = small(Clientele()).adding(
        Vendor(id="mist", name="Mist"),
        Model(id="secret", name="Secret", developer="mist"),
        SalesChannel(id="d", seller="us", models=["secret"], into=["world"], open="2020-01-01/..", claims=["page.it"]),
    )
    after = under(case, Restrict(selects=Selection(developed_in=["us"], buyers=barred)))

    assert case.access("secret", buyer="q", on=AFTER).verdict == "open"
    assert after.access("secret", buyer="q", on=AFTER).verdict == "unknown"
    assert after.access("secret", buyer="r", on=AFTER).verdict == "open"


@pytest.mark.parametrize("swapped", [False, True])
def test_a_buyer_that_leaves_has_left_though_it_may_have_been_barred_as_well(*, swapped: bool) -> None:
    case = bundled_case("microsoft-openai-china").assuming("pace-holds-fy2027", "whole-spend-leaves")
    screens, leaves = (
        screening_tightens(standard="audited each year", effective=DAY),
        customer_leaves(customer="ByteDance", effective=DAY),
    )
    outcome = case.under(*((leaves, screens) if swapped else (screens, leaves)))

    assert outcome.after.access("GPT", buyer="ByteDance", on=AFTER).verdict == "closed"
    assert outcome.at_risk("Microsoft", period="FY2027").to("USD").low == 1e9


def test_the_ceiling_of_a_closed_list_is_what_its_buyers_spend_in_whatever_order_places_close() -> None:
    half, sold = "2026-07-01/2027-01-01", {"China": "exactly 10 USD", "Japan": "exactly 100 USD"}
    numbers = [
        Metric(
            id=market.lower(),
            measurand=Measurand(measure="sales", of="us", market=market, buyer="q", period=half),
            value=value,
            claims=["page.number"],
        )
        for market, value in sold.items()
    ]
    told = Claim(id="page.number", source="page", locator="s2", kind="number", text="So much.")
    case = small(Clientele(exactly=["q"])).adding(told, *numbers)
    china, japan = (Restrict(selects=Selection(models=["m"], buyers=located_in(each))) for each in sold)
    close = CloseChannel("c")
    orders: list[list[Step]] = [[close], [china, japan], [japan, china], [china, close]]
    for steps in orders:
        outcome = case.under(Scenario(name="S", effective=DAY, steps=steps))
        assert [each.before.id for each in outcome.closed] == ["c"]
        assert outcome.at_risk("us", period=half).high == 110
