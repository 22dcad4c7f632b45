"""What counts towards revenue at risk: which sales, on which days, up to which ceiling, and from which floor."""

import pickle
from math import inf

import attrs
import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError, UnknownNameError
from aibroker.figures.figures import Figure
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption
from aibroker.records.buyers import any_of, headquartered_in, located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Owner, Vendor
from aibroker.records.rights import Payment
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.verdicts import Verdict

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.sold", source="page", locator="s1", kind="fact", text="It is sold."),
    Vendor(id="cloud", name="Cloud", home="us", year_ends="December"),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="hidden", name="Hidden"),
    Customer(id="parent", name="Parent", home="cn"),
    Customer(id="child", name="Child", home="cn", owners=[Owner(party="parent")]),
    Customer(id="other", name="Other", home="cn"),
    Model(id="gpt", name="GPT", developer="maker"),
    Model(id="secret", name="Secret", developer="hidden"),
    Product(id="ai", name="AI", seller="cloud"),
    Product(id="chat", name="Chat", seller="cloud", within="ai"),
    Product(id="office", name="Office", seller="cloud"),
    Assumption(id="leaves", because="They may.", convention="whole spend leaves"),
    Assumption(id="even", because="It may be.", convention="even pace"),
)


def channel(name: str = "it", **given: object) -> SalesChannel:
    terms: dict[str, object] = {
        "seller": "cloud",
        "models": ["gpt"],
        "product": "chat",
        "into": ["cn"],
        "buyers": Clientele(at_least=["parent"]),
        "open": "2024-01-01/..",
        "claims": ["page.sold"],
    }
    return SalesChannel(id=name, **(terms | given))  # type: ignore[arg-type]  # what is given is of the right kind


def metric(value: str, **aspects: object) -> Metric:
    of: Measurand = Measurand(**({"measure": "sales", "of": "cloud", "period": "2025"} | aspects))  # type: ignore[arg-type]
    name = "-".join(str(each) for each in aspects.values()).replace("/", "-").replace(" ", "-").lower() or "all"
    return Metric(id=f"metric-{name}", measurand=of, value=value, claims=["page.sold"])


def case(*records: Record, assumed: tuple[str, ...] = ()) -> Landscape:
    return Landscape.of(*BASIS, *records, as_of="2025-01-15").assuming(*assumed)


def bar(selects: Selection | None = None, *, effective: str = "2025-01-01", until: str | None = None) -> Scenario:
    chosen = selects or Selection(buyers=located_in("cn"))
    return Scenario(name="A bar", steps=[Restrict(selects=chosen, until=until)], effective=effective)


def at_risk(
    landscape: Landscape, scenario: Scenario | None = None, *, party: str = "cloud", period: str = "2025"
) -> Figure:
    return landscape.under(scenario or bar()).at_risk(party, period=period)


def ends(figure: Figure) -> tuple[float, float]:
    return figure.low, figure.high


def told(figure: Figure) -> str:
    return " ".join(str(figure.explain()).split())


# Ceilings.


@pytest.mark.parametrize(
    "aspects",
    [{}, {"market": "cn"}, {"product": "chat"}, {"product": "ai", "market": "asia"}, {"market": "cn", "product": "ai"}],
)
def test_what_holds_all_of_it_is_a_ceiling(aspects: dict[str, object]) -> None:
    assert ends(at_risk(case(channel(), metric("<= 7 USD", **aspects)))) == (0, 7)


@pytest.mark.parametrize(
    "aspects", [{"market": "sg"}, {"product": "office"}, {"buyer": "parent"}, {"period": "2025-Q1"}, {"market": "hk"}]
)
def test_what_holds_but_some_of_it_is_none(aspects: dict[str, object]) -> None:
    assert ends(at_risk(case(channel(), metric("<= 7 USD", **aspects)))) == (0, inf)


def test_buyers_limit_it_where_all_of_them_are_known() -> None:
    sold = channel(buyers=Clientele(exactly=["parent", "other"]))
    told_of = metric("<= 7 USD", buyer="parent"), metric("<= 2 USD", buyer="other")

    assert ends(at_risk(case(sold, *told_of))) == (0, 9)


def test_a_channel_that_nobody_buys_through_has_nothing_at_risk() -> None:
    assert ends(at_risk(case(channel(buyers=Clientele(exactly=[]))))) == (0, 0)


def test_two_channels_within_one_quantity_count_it_once() -> None:
    assert ends(at_risk(case(channel(), channel("next"), metric("<= 7 USD", market="cn")))) == (0, 7)


def test_two_channels_for_two_products_add_up() -> None:
    made = case(
        channel(),
        channel("next", product="office"),
        metric("<= 7 USD", product="chat"),
        metric("<= 2 USD", product="office"),
    )

    assert ends(at_risk(made)) == (0, 9)
    assert "the sum of the next" in told(at_risk(made))


def test_two_channels_are_no_more_than_what_holds_them_both() -> None:
    made = case(
        channel(),
        channel("next", product="office"),
        metric("<= 7 USD", product="chat"),
        metric("<= 4 USD", product="office"),
        metric("<= 8 USD", market="cn"),
    )

    assert ends(at_risk(made)) == (0, 8)


def test_two_markets_are_counted_each_or_in_the_one_around_them() -> None:
    sold = channel(into=["cn", "hk"])
    scenario = bar(Selection(buyers=located_in("cn", "hk")))
    apart = metric("<= 7 USD", market="cn"), metric("<= 1 USD", market="hk")

    assert ends(at_risk(case(sold, *apart), scenario)) == (0, 8)
    assert ends(at_risk(case(sold, *apart, metric("<= 3 USD", market="asia")), scenario)) == (0, 3)


def test_only_what_is_barred_counts_of_a_channel_that_goes_on_elsewhere() -> None:
    assert ends(at_risk(case(channel(into=["world"]), metric("<= 7 USD", market="cn")))) == (0, 7)


def test_where_buyers_are_barred_wherever_they_are_the_market_is_no_ceiling() -> None:
    anywhere = bar(Selection(buyers=any_of(located_in("cn"), headquartered_in("cn"))))

    assert ends(at_risk(case(channel(into=["world"]), metric("<= 7 USD", market="cn")), anywhere)) == (0, inf)


def test_a_channel_of_unknown_territory_has_its_ceiling_and_no_floor() -> None:
    made = case(channel(into="unknown"), metric(">= 7 USD", buyer="parent"), metric("<= 9 USD"), assumed=("leaves",))
    figure = at_risk(made)

    assert ends(figure) == (0, 9)
    assert any("whether it closes is unknown" in each for each in figure.caveats)


def test_a_channel_that_may_be_meant_has_its_ceiling_and_no_floor() -> None:
    american = bar(Selection(developed_in=["us"], buyers=headquartered_in("cn")))
    made = case(channel(models=["secret"]), metric("7 USD", market="cn"), assumed=("leaves",))
    outcome = made.under(american)

    assert [each.verdict for each in outcome.changes] == [Verdict.UNKNOWN]
    assert ends(outcome.at_risk("cloud", period="2025")) == (0, inf)
    assert ends(outcome.at_risk("cloud", period="2024")) == (0, 0)
    assert any("hidden" in each.lower() for each in outcome.at_risk("cloud", period="2025").caveats)


# Days.


def test_days_before_the_bar_and_after_its_end_do_not_count() -> None:
    scenario = bar(effective="2025-02-01", until="2025-03-01")
    made = case(channel(), metric("<= 7 USD", period="2025-02"))

    assert ends(at_risk(made, scenario)) == (0, 7)
    assert ends(at_risk(made, scenario, period="2025-01")) == (0, 0)
    assert ends(at_risk(made, scenario, period="2025-03")) == (0, 0)


def test_days_on_which_the_channel_is_surely_not_open_do_not_count() -> None:
    made = case(channel(open="2025-02-01/2025-03-01"), metric("<= 7 USD", period="2025-02"))

    assert ends(at_risk(made)) == (0, 7)
    assert ends(at_risk(made, period="2025-04")) == (0, 0)


def test_a_part_of_a_year_is_nothing_to_all_of_it_and_its_days_at_an_even_pace() -> None:
    made, scenario = case(channel(), metric("<= 365 USD", market="cn")), bar(effective="2025-12-02")

    assert ends(at_risk(made, scenario)) == (0, 365)
    assert ends(at_risk(made.assuming("even"), scenario)) == pytest.approx((0, 30))


# Floors.


def test_what_a_named_buyer_buys_at_the_least_is_a_floor_where_whole_spend_leaves() -> None:
    made = case(channel(), metric(">= 5 USD", buyer="parent", product="office"))

    assert ends(at_risk(made)) == (0, inf)
    assert ends(at_risk(made.assuming("leaves"))) == (5, inf)


def test_a_buyer_and_its_owner_count_once_and_others_beside_them() -> None:
    sold = channel(buyers=Clientele(at_least=["parent", "child", "other"]))
    told_of = (metric(f">= {least} USD", buyer=who) for least, who in ((5, "parent"), (3, "child"), (1, "other")))

    assert ends(at_risk(case(sold, *told_of, assumed=("leaves",)))) == (6, inf)


def test_a_channel_that_goes_on_gives_no_floor_and_what_its_buyers_buy_is_under_the_ceiling() -> None:
    made = case(channel(into=["world"]), metric("exactly 5 USD", buyer="parent"), metric("<= 7 USD", market="cn"))

    assert ends(at_risk(made.assuming("leaves"))) == (0, 12)


def test_spending_that_is_all_booked_in_the_market_is_under_its_ceiling() -> None:
    whole = metric(">= 5 USD", buyer="parent")
    share = Metric(
        id="booked",
        measurand=attrs.evolve(whole.measurand, market="cn"),
        relative_to=whole.measurand,
        relation="share of",
        value="exactly 100 %",
        claims=["page.sold"],
    )
    made = case(channel(), whole, metric("<= 7 USD", market="cn"), assumed=("leaves",))

    assert ends(at_risk(made)) == (5, inf)
    assert ends(at_risk(made.adding(attrs.evolve(share, value="50..100 %")))) == (5, 7 + 14)
    assert ends(at_risk(made.adding(share))) == (5, 7)


def test_a_buyer_that_spends_nothing_has_no_share_that_could_be_booked_anywhere() -> None:
    nothing, part = metric("exactly 0 USD", buyer="parent"), metric("exactly 0 USD", buyer="parent", market="cn")
    made = case(channel(), nothing, part, metric("<= 7 USD", market="cn"), assumed=("leaves",))

    assert ends(at_risk(made)) == (0, 7)


def test_days_before_a_channel_is_said_to_open_give_no_floor() -> None:
    sold = channel(open="2025-02-01/..")
    made = case(sold, metric(">= 5 USD", buyer="parent", period="2025-01"), assumed=("leaves",))

    assert ends(at_risk(made)) == (0, inf)


def test_days_before_a_channel_was_first_seen_count_by_assumption_and_the_figure_says_so() -> None:
    made = case(channel(open="seen 2025-06-18"), metric(">= 5 USD", buyer="parent"), assumed=("leaves",))
    figure = at_risk(made)

    assert ends(figure) == (5, inf)
    assert any("first seen open on 2025-06-18" in each for each in figure.caveats)


# Payments.


def paying(share: str = "20 %", *, cap: str | None = None, **of: str) -> Payment:
    measurand: Measurand = Measurand(**({"measure": "sales", "of": "cloud", "period": "unknown"} | of))
    holds, claims = "2024-01-01/2025-07-01", ["page.sold"]
    return Payment(
        id="pay", payer="cloud", payee="maker", share=share, of=measurand, holds=holds, cap=cap, claims=claims
    )


def test_a_share_of_what_is_at_risk_is_at_risk_for_those_who_are_paid_it() -> None:
    half = metric("10..15 USD", buyer="parent", period="2025-01-01/2025-07-01")
    made = case(channel(buyers=Clientele(exactly=["parent"])), paying("10..20 %"), half)

    assert ends(at_risk(made, party="maker")) == (0, 3)
    assert ends(at_risk(made.assuming("leaves"), party="maker")) == (1, 3)
    assert "10..20 %" in told(at_risk(made, party="maker"))


@pytest.mark.parametrize("of", [{"product": "office"}, {"market": "sg"}, {"period": "2023"}, {"period": "2024"}])
def test_a_share_of_other_revenue_is_not(of: dict[str, str]) -> None:
    figure = at_risk(case(channel(), paying(**of)), party="maker")

    assert ends(figure) == (0, 0)
    assert "pay is not paid on any of it" in told(figure)


def test_a_share_of_what_one_buyer_buys_is_a_share_of_that_alone() -> None:
    sold = channel(buyers=Clientele(exactly=["parent", "other"]))
    told_of = metric("<= 10 USD", buyer="parent"), metric("<= 5 USD", buyer="other")

    assert ends(at_risk(case(sold, paying(buyer="other"), *told_of), party="maker")) == (0, 1)


def test_a_share_of_a_wider_or_narrower_product_is_one_of_what_both_hold() -> None:
    made = case(channel(product="ai"), metric("<= 5 USD", product="chat"), metric("<= 10 USD", product="ai"))

    assert ends(at_risk(made.adding(paying(product="chat")), party="maker")) == (0, 1)
    assert ends(at_risk(made.adding(paying()), party="maker")) == (0, 2)


def test_a_share_counts_in_the_days_in_which_it_is_paid() -> None:
    made = case(channel(), paying(), metric("<= 10 USD", period="2025-01-01/2025-07-01"))

    assert ends(at_risk(made, party="maker")) == (0, 2)
    assert ends(at_risk(made, party="maker", period="2025-Q3")) == (0, 0)


def test_a_share_with_a_cap_has_no_floor_and_no_more_than_the_cap() -> None:
    half = metric("10..15 USD", buyer="parent", period="2025-01-01/2025-07-01")
    sold = channel(buyers=Clientele(exactly=["parent"]))

    assert ends(at_risk(case(sold, paying(cap="exactly 1 USD"), half, assumed=("leaves",)), party="maker")) == (0, 1)
    assert ends(at_risk(case(sold, paying(cap="exactly 9 USD"), half, assumed=("leaves",)), party="maker")) == (0, 3)


def test_a_share_of_what_is_no_revenue_is_named_and_not_counted() -> None:
    figure = at_risk(case(channel(), paying(measure="profit")), party="maker")

    assert ends(figure) == (0, 0)
    assert any("pay is a share of profit, not of revenue" in each for each in figure.caveats)


# Asking.


def test_a_reason_travels_with_the_figure() -> None:
    figure = at_risk(case(channel(), metric("<= 7 USD", market="cn")))

    assert pickle.loads(pickle.dumps(figure)) == figure
    assert "A bar bites it from 2025-01-01" in told(figure)
    assert [each.claim.id for each in figure.claims] == ["page.sold"]
    assert figure.period is not None
    assert str(figure.period) == "2025"


def test_it_comes_in_the_unit_wanted() -> None:
    outcome = case(channel(), metric("<= 7 mn USD", market="cn"), metric("9 mn USD")).under(bar())

    assert outcome.at_risk("cloud", period=2025).estimate.shown() == "0 to 7 mn USD"
    assert outcome.at_risk("cloud", period=2025, relative_to="revenue", unit="times").high <= 1
    with pytest.raises(UnitMismatchError):
        outcome.at_risk("cloud", period=2025, unit="token")


def test_two_currencies_want_a_unit() -> None:
    made = case(channel(), metric("<= 7 USD", market="cn"), metric("<= 9 EUR", market="asia"))

    with pytest.raises(InvalidValueError, match="several units"):
        at_risk(made)
    assert made.under(bar()).at_risk("cloud", period="2025", unit="EUR").high == 9


@pytest.mark.parametrize("effective", ["2025-01-01", "2027-01-01"])
def test_a_misspelt_party_is_an_error_with_the_nearest_even_where_nothing_closes(effective: str) -> None:
    with pytest.raises(UnknownNameError, match="Cloud"):
        case(channel()).under(bar(effective=effective)).at_risk("clowd", period="2025")


def test_what_was_on_and_did_not_matter_is_named() -> None:
    figure = at_risk(case(channel(), metric("<= 7 USD", market="cn"), assumed=("even",)))

    assert [each.id for each in figure.not_needed] == ["even"]
    assert figure.assumptions == ()


def test_a_cap_by_the_year_counts_for_the_period_asked_about() -> None:
    half = metric("10..15 USD", buyer="parent", period="2025-01-01/2025-07-01")
    sold = channel(buyers=Clientele(exactly=["parent"]))

    assert ends(at_risk(case(sold, paying("10..20 %", cap="exactly 2 USD/year"), half), party="maker")) == (0, 2)
    assert ends(at_risk(case(sold, paying("10..20 %", cap="2 CNY/year"), half), party="maker")) == (0, 3)


def test_what_is_paid_of_revenue_in_one_currency_is_told_in_it() -> None:
    half = metric("10..15 CNY", buyer="parent", period="2025-01-01/2025-07-01")
    made = case(channel(buyers=Clientele(exactly=["parent"])), paying("10..20 %"), half)
    figure = at_risk(made, party="maker")

    assert (ends(figure), str(figure.unit)) == ((0, 3), "CNY")


def test_where_its_own_revenue_is_in_another_currency_an_exchange_rate_is_missing() -> None:
    half = metric("10..15 CNY", buyer="parent", period="2025-01-01/2025-07-01")
    own = metric("100 USD", of="maker")
    made = case(channel(buyers=Clientele(exactly=["parent"])), paying("10..20 %"), half, own)
    figure = at_risk(made, party="maker")

    assert (ends(figure), str(figure.unit)) == ((0, inf), "USD")
    assert any("CNY, which converts into USD with a dated exchange rate only" in gap.said for gap in figure.gaps)
