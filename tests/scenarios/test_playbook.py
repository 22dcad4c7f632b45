"""The playbook: functions that take keywords and return scenarios, which say what they suppose."""

import inspect
from datetime import date

import pytest

from aibroker import playbook
from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.playbook import washington_restricts_resale
from aibroker.records.buyers import headquartered_in, located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario

DAY = "2026-07-01"


def _selects(scenario: Scenario) -> Selection:
    (step,) = scenario.steps
    return step.selects


@pytest.mark.parametrize("name", playbook.__all__)
def test_every_play_takes_keywords_only_and_returns_a_scenario(name: str) -> None:
    parameters = inspect.signature(getattr(playbook, name)).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert isinstance(getattr(playbook, name)(effective=DAY), Scenario)


def test_washington_restricts_resale_of_american_models_by_american_sellers_to_buyers_in_china() -> None:
    scenario = washington_restricts_resale(effective=DAY)
    assert scenario == Scenario(
        name="Washington restricts resale",
        steps=[
            Restrict(
                selects=Selection(
                    sellers_home=["US"], developed_in=["US"], buyers=located_in("China"), resale_only=True
                )
            )
        ],
        effective=date(2026, 7, 1),
        rationale=scenario.rationale,
    )


def test_washington_says_that_it_is_a_hypothesis() -> None:
    assert washington_restricts_resale(effective=DAY).rationale.startswith("a hypothesis")


def test_washington_may_mean_other_models_sellers_buyers_and_own_sales_too() -> None:
    scenario = washington_restricts_resale(
        effective=DAY,
        until="2027-07-01",
        models_developed_in=["US", "UK"],
        sellers_home=("US", "Japan"),
        buyers=headquartered_in("China"),
        resale_only=False,
    )
    assert _selects(scenario) == Selection(
        sellers_home=["US", "Japan"], developed_in=["US", "UK"], buyers=headquartered_in("China")
    )
    assert scenario.steps[0].until == date(2027, 7, 1)


def test_one_market_may_be_named_as_plain_text() -> None:
    assert _selects(washington_restricts_resale(effective=DAY, sellers_home="West")).sellers_home == ("West",)


@pytest.mark.parametrize("aspect", ["models_developed_in", "sellers_home"])
def test_an_empty_list_of_markets_does_not_mean_all_of_them(aspect: str) -> None:
    with pytest.raises(InvalidValueError, match=r"no market is named: \(\) \(valid: at least one market, or 'world'\)"):
        washington_restricts_resale(effective=DAY, **{aspect: []})  # type: ignore[arg-type]


def test_washington_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValueError, match="a step that ends before it takes effect: '2026-06-01'"):
        washington_restricts_resale(effective=DAY, until="2026-06-01")


def test_washington_needs_a_calendar_day() -> None:
    with pytest.raises(InvalidValueError, match="not a calendar day: 'soon'"):
        washington_restricts_resale(effective="soon")


def test_washington_closes_the_resale_and_leaves_the_developers_own_sales() -> None:
    def channel(name: str, seller: str) -> SalesChannel:
        return SalesChannel(id=name, seller=seller, models=["gpt"], into=["China"], open="2026", claims=["page.first"])

    case = Landscape.of(
        Source(id="page", title="A page", kind="reporting", published=None),
        Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
        Vendor(id="cloud", name="Cloud", home="US"),
        Vendor(id="maker", name="Maker", home="US"),
        Vendor(id="abroad", name="Abroad", home="Singapore"),
        Model(id="gpt", name="GPT", developer="maker"),
        *(channel(f"by-{seller}", seller) for seller in ("cloud", "maker", "abroad")),
        as_of=DAY,
    )
    outcome = case.under(washington_restricts_resale(effective=DAY))
    assert [change.before.id for change in outcome.closed] == ["by-cloud"]
    assert [channel.id for channel in outcome.after.channels_into("China")] == ["by-abroad", "by-maker"]
