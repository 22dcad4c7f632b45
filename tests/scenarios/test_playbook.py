"""The playbook: functions that take keywords and return scenarios, which say what they suppose."""

import inspect
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from aibroker import playbook
from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.exchange.files import load_case
from aibroker.landscape import Landscape
from aibroker.playbook import washington_restricts_resale
from aibroker.records.buyers import headquartered_in, located_in, owned_from
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rules import Rule, Selection, Stage
from aibroker.scenarios.rules import scenario_from
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.verdicts import Verdict

DAY = "2026-07-01"


def _selects(scenario: Scenario) -> Selection:
    return _restriction(scenario).selects


def _restriction(scenario: Scenario) -> Restrict:
    (step,) = scenario.steps
    assert isinstance(step, Restrict)
    return step


PLAYS: dict[str, Callable[..., Scenario]] = {
    "washington_restricts_resale": washington_restricts_resale,
    "vendor_ends_right": partial(playbook.vendor_ends_right, right="gpt-in-china"),
    "customer_leaves": partial(playbook.customer_leaves, customer="ByteDance"),
    "breach_suspends_channel": partial(playbook.breach_suspends_channel, channel="azure-gpt-china"),
    "beijing_bars_foreign_models": playbook.beijing_bars_foreign_models,
    "west_bars_chinese_models": playbook.west_bars_chinese_models,
    "hosting_country_closes": partial(playbook.hosting_country_closes, country="Singapore"),
    "vendor_enters_market": partial(playbook.vendor_enters_market, vendor="OpenAI", models="GPT", market="China"),
    "screening_tightens": partial(playbook.screening_tightens, standard="audited"),
}
"""Every play, with what it must be told."""


def test_these_are_all_plays() -> None:
    assert sorted(PLAYS) == playbook.__all__


@pytest.mark.parametrize("name", PLAYS)
def test_every_play_takes_keywords_only_and_returns_a_scenario(name: str) -> None:
    parameters = inspect.signature(getattr(playbook, name)).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    made = PLAYS[name](effective=DAY, until="2027-07-01", claims=["if-breach"])
    assert isinstance(made, Scenario)
    assert made.rationale.startswith("a hypothesis: ")
    assert (made.effective, made.claims, made.steps[0].until) == (date(2026, 7, 1), ("if-breach",), date(2027, 7, 1))  # type: ignore[union-attr] # no play has a step without days


@pytest.mark.parametrize("name", PLAYS)
def test_every_play_says_what_it_models_and_what_it_does_not(name: str) -> None:
    said = inspect.getdoc(getattr(playbook, name)) or ""
    for words in ("It models", "It does not model", "It stands for", "Args:", "effective:", "until:", "claims:"):
        assert words in " ".join(said.split())


ARTICLE = load_case("microsoft-openai-china")
ON_THE_BUNDLED_CASE: dict[str, tuple[Scenario, list[str], list[str]]] = {
    "place": (washington_restricts_resale(effective=DAY), ["azure-gpt-china"], []),
    "headquarters": (
        washington_restricts_resale(effective=DAY, buyers=headquartered_in("China")), [], [],
    ),
    "owners": (
        washington_restricts_resale(effective=DAY, buyers=owned_from("China", more_than="50 %")),
        [],
        ["azure-gpt-china"],
    ),
    "the seller's home": (washington_restricts_resale(effective=DAY, sellers_home="China"), [], []),
    "a right": (PLAYS["vendor_ends_right"](effective=DAY), ["azure-gpt-china"], []),
    "a customer": (PLAYS["customer_leaves"](effective=DAY), [], []),
    "a breach": (PLAYS["breach_suspends_channel"](effective=DAY), ["azure-gpt-china"], []),
    "Beijing": (PLAYS["beijing_bars_foreign_models"](effective=DAY), ["azure-gpt-china"], []),
    "the West": (PLAYS["west_bars_chinese_models"](effective=DAY), ["azure-deepseek-r1-west", "deepseek-v4-west"], []),
    "the hosting place": (
        playbook.hosting_country_closes(country="Singapore", developed_in="US", effective=DAY), [], ["azure-gpt-china"],
    ),
    "a place where it never runs": (
        playbook.hosting_country_closes(country="China", developed_in="US", effective=DAY), [], [],
    ),
    "entry": (PLAYS["vendor_enters_market"](effective=DAY), [], []),
    "another screening": (PLAYS["screening_tightens"](effective=DAY), [], ["azure-gpt-china"]),
    "the screening there is": (
        playbook.screening_tightens(standard="established companies", effective=DAY), [], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("scenario", "closed", "unknown"), ON_THE_BUNDLED_CASE.values(), ids=ON_THE_BUNDLED_CASE)
def test_each_play_bites_a_set_of_its_own(scenario: Scenario, closed: list[str], unknown: list[str]) -> None:
    outcome = ARTICLE.under(scenario)
    assert [change.before.id for change in outcome.closed] == closed
    assert [candidate.item.id for candidate in outcome.unknown] == unknown


def test_a_rule_by_headquarters_surely_narrows_what_sells_to_a_buyer_from_there() -> None:
    outcome = ARTICLE.under(washington_restricts_resale(effective=DAY, buyers=headquartered_in("China")))
    assert [change.before.id for change in outcome.narrowed] == ["azure-gpt-china"]
    assert [(loss.buyer, loss.verdict) for loss in outcome.lost_access] == [("bytedance", Verdict.YES)]


def test_entry_ends_the_refusals_there_and_meets_the_exclusive_right() -> None:
    outcome = ARTICLE.under(PLAYS["vendor_enters_market"](effective=DAY))
    assert [each.item.id for each in outcome.opened] == ["openai.into-cn.from-2026-07-01"]
    assert [each.who for each in outcome.after.refusals("China", on=DAY)] == ["anthropic"]
    assert "second seller under an exclusive right" in [each.kind for each in outcome.after.conflicts(on=DAY)]


@pytest.mark.parametrize(
    ("play", "claim"),
    [
        ("breach_suspends_channel", "if-breach"),
        ("washington_restricts_resale", "if-campaign"),
        ("washington_restricts_resale", "objections-public"),
    ],
)
def test_the_forecasts_of_the_article_are_shown_with_the_scenario_that_plays_them(play: str, claim: str) -> None:
    assert ARTICLE.claims[claim].kind == "forecast"
    outcome = ARTICLE.under(PLAYS[play](effective=DAY, claims=[claim]))
    assert f"article.{claim} (forecast" in outcome.explain()
    assert outcome.closed[0].because.because[0].evidence[0].claim.id == f"article.{claim}"


@pytest.mark.parametrize("name", PLAYS)
def test_a_single_text_is_no_list_of_claims(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"several ids or names are wanted here"):
        PLAYS[name](effective=DAY, claims="if-breach")


def test_no_place_of_origin_means_every_model() -> None:
    of_all = playbook.hosting_country_closes(country="Singapore", effective=DAY)
    assert of_all == playbook.hosting_country_closes(country=["Singapore"], developed_in=[], effective=DAY)
    with pytest.raises(InvalidValueError, match="not a reference"):
        playbook.hosting_country_closes(country="Singapore", developed_in="", effective=DAY)


def test_a_claim_that_nobody_made_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown claim 'if-breech'.*did you mean"):
        ARTICLE.under(PLAYS["breach_suspends_channel"](effective=DAY, claims=["if-breech"]))


def test_a_scenario_from_a_rule() -> None:
    case = ARTICLE | load_case("public-record")
    rule = case.rules["no-adversarial-ai-act"]
    scenario = scenario_from(rule, effective=DAY)
    assert scenario.steps == (Restrict(selects=rule.restricts),)  # type: ignore[arg-type] # it restricts sales
    assert scenario.claims == rule.claims
    assert case.under(scenario).before is case
    with pytest.raises(InvalidValueError, match=r"on which day this rule takes effect is not said"):
        scenario_from(rule)
    with pytest.raises(InvalidValueError, match="restricts no sales"):
        scenario_from(case.rules["cloud-security-act"], effective=DAY)
    with pytest.raises(InvalidValueError, match="this is no rule"):
        scenario_from("no-adversarial-ai-act", effective=DAY)  # type: ignore[arg-type]


def test_a_rule_in_force_says_its_days_itself() -> None:
    rule = Rule(
        id="ban", title="Ban", authority="x", restricts=Selection(resale_only=True),
        stages=[Stage(name="in force", on="2026-02-03"), Stage(name="rescinded", on="2026-05-04")],
    )  # fmt: skip
    scenario = scenario_from(rule)
    assert (scenario.name, scenario.effective) == ("Ban is in force", date(2026, 2, 3))
    assert scenario.steps == (Restrict(selects=Selection(resale_only=True), until="2026-05-04"),)


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
    assert _restriction(scenario).until == date(2027, 7, 1)


def test_one_market_may_be_named_as_plain_text() -> None:
    assert _selects(washington_restricts_resale(effective=DAY, sellers_home="West")).sellers_home == ("West",)


@pytest.mark.parametrize("aspect", ["models_developed_in", "sellers_home"])
def test_an_empty_list_of_markets_does_not_mean_all_of_them(aspect: str) -> None:
    with pytest.raises(InvalidValueError, match=r"nothing is named: \(\) \(valid: at least one name"):
        washington_restricts_resale(effective=DAY, **{aspect: []})  # type: ignore[arg-type]


def test_washington_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValueError, match="step 1, Restrict, ends before it takes effect: '2026-06-01'"):
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
