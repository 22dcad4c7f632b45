"""The worked exposures: what is at risk under a restriction of resale, by the bundled cases and their assumptions."""

from functools import cache
from math import inf

import attrs
import pytest

from aibroker import Figure, Landscape, Metric, Scenario, load_case
from aibroker.playbook import washington_restricts_resale
from aibroker.values.dimensions import Money

BILLION = 1e9
DAYS = 273 / 365
CEILING = 329.6 * 1.2 * 0.0155
FORECAST = ("revenue-fy2026-as-guided", "revenue-fy2027-grows", "china-share-stays-fy2027")
LEAVES = ("pace-holds-fy2027", "whole-spend-leaves")
BOOKED = "bytedance-books-in-china-fy2027"
RESALE = ("pace-holds-fy2026", "whole-spend-leaves", "pace-is-resale-fy2026")


@cache
def article() -> Landscape:
    """The article alone."""
    return load_case("microsoft-openai-china")


@cache
def both() -> Landscape:
    """The article beside the public record."""
    return article() | load_case("public-record")


def restricted(effective: str = "2026-07-01") -> Scenario:
    return washington_restricts_resale(effective=effective)


def at_risk(case: Landscape, *assumed: str, effective: str = "2026-07-01") -> Figure[Money]:
    return case.assuming(*assumed).under(restricted(effective)).at_risk("Microsoft", period="FY2027")


def paid(case: Landscape, *assumed: str, period: str) -> Figure[Money]:
    return case.assuming(*assumed).under(restricted("2025-07-01")).at_risk("OpenAI", period=period)


def ends(figure: Figure) -> tuple[float, float]:
    assert figure.unit.text == "USD"
    return figure.low / BILLION, figure.high / BILLION


def ids(figure: Figure) -> list[str]:
    return [each.id for each in figure.assumptions]


def told(figure: Figure) -> str:
    return " ".join(str(figure.explain()).split())


# The article alone.


def test_the_article_alone_limits_it_on_neither_side_and_names_what_is_missing() -> None:
    figure = at_risk(article())

    assert ends(figure) == (0, inf)
    assert (figure.lower, figure.upper) == (None, None)
    assert figure.gaps[0].would_close == ("whole-spend-leaves",)
    assert "which part of the revenue passes through azure-gpt-china is not said" in figure.gaps[0].said
    assert "china-share-2024" in {gap.metric for gap in figure.gaps}


def test_it_says_that_it_is_exposure_and_no_forecast_of_loss() -> None:
    assert "exposure, not a forecast of loss" in told(at_risk(article()))


def test_a_pace_alone_gives_no_floor_since_the_channel_is_a_part_of_what_is_bought() -> None:
    assert ends(at_risk(article(), "pace-holds-fy2027")) == (0, inf)


def test_whole_spend_that_leaves_gives_the_pace_as_a_floor() -> None:
    figure = at_risk(article(), *LEAVES)

    assert ends(figure) == (1, inf)
    assert ids(figure) == ["pace-holds-fy2027", "whole-spend-leaves"]
    assert "as a buyer of azure-gpt-china ByteDance takes along all that it buys from Microsoft" in told(figure)
    assert "article.pace-on-track" in {each.claim.id for each in figure.claims}


def test_a_scenario_may_turn_the_assumptions_on_itself() -> None:
    scenario = attrs.evolve(restricted(), assumptions=LEAVES)

    assert ends(article().under(scenario).at_risk("Microsoft", period="FY2027")) == (1, inf)


# With the public record, and with what is assumed of the years ahead.


def test_a_ceiling_on_china_is_one_on_what_passes_through_a_channel_into_china() -> None:
    figure = at_risk(both(), *FORECAST)

    assert ends(figure) == pytest.approx((0, CEILING))
    assert figure.high <= 6.1306 * BILLION
    assert ids(figure) == sorted(FORECAST)
    assert "Washington restricts resale bites azure-gpt-china from 2026-07-01" in told(figure)
    assert "what is sold into a market is taken to be booked there" in figure.caveats


def test_what_a_buyer_takes_along_may_be_booked_elsewhere_and_is_then_not_under_the_ceiling_of_china() -> None:
    figure = at_risk(both(), *FORECAST, *LEAVES)

    assert ends(figure) == pytest.approx((1, 329.6 * 1.2))
    assert "with whole-spend-leaves, what ByteDance buys counts wherever it is booked" in figure.caveats


def test_what_is_all_booked_in_china_is_under_its_ceiling() -> None:
    figure = at_risk(both(), *FORECAST, *LEAVES, BOOKED)

    assert ends(figure) == pytest.approx((1, CEILING))
    assert BOOKED in ids(figure)


def test_a_later_day_leaves_the_days_of_the_year_that_follow_it_at_an_even_pace() -> None:
    figure = at_risk(both(), *FORECAST, *LEAVES, BOOKED, "even-pace", effective="2026-10-01")

    assert ends(figure) == pytest.approx((DAYS, CEILING * DAYS))
    assert "even-pace" in ids(figure)


def test_without_an_even_pace_a_part_of_the_year_may_be_nothing_or_all_of_it() -> None:
    figure = at_risk(both(), *FORECAST, *LEAVES, BOOKED, effective="2026-10-01")

    assert ends(figure) == pytest.approx((0, CEILING))


def test_the_ceiling_alone_goes_with_the_days_as_well() -> None:
    figure = at_risk(both(), *FORECAST, "even-pace", effective="2026-10-01")

    assert ends(figure) == pytest.approx((0, CEILING * DAYS))


def test_relative_to_all_revenue_the_share_itself_is_the_ceiling() -> None:
    outcome = both().assuming(*FORECAST, *LEAVES, BOOKED).under(restricted())
    figure = outcome.at_risk("Microsoft", period="FY2027", relative_to="revenue")

    assert figure.unit.text == "percent"
    assert (figure.low, figure.high) == pytest.approx((100 / (329.6 * 1.2), 1.55))


def test_nothing_is_at_risk_in_a_year_before_it_and_the_figure_says_why() -> None:
    figure = both().under(restricted()).at_risk("Microsoft", period="FY2026")

    assert ends(figure) == (0, 0)
    assert "nothing that Microsoft sells, or is paid a share of, closes or may close in FY2026" in told(figure)


# Of OpenAI, which was paid a fifth of what Microsoft resold, until 27 April 2026.


def test_a_fifth_of_the_pace_before_the_share_ended() -> None:
    figure = paid(both(), *RESALE, "even-pace", period="2025-07-01/2026-07-01")

    assert ends(figure) == pytest.approx((0.2 * 300 / 365, inf))
    assert ids(figure) == sorted((*RESALE, "even-pace"))
    assert "ypyl-2026-04-28.stopped-share" in {each.claim.id for each in figure.claims}
    assert any("direct payment alone counts" in each for each in figure.caveats)


def test_a_fifth_of_the_pace_where_it_is_the_pace_of_days_before_the_share_ended() -> None:
    before = "2025-07-01/2026-04-27"
    placed = both().suppose(
        "The pace is that of the days before", because="It may.", placing={"bytedance-pace": before}
    )
    resale = placed.suppose(
        "All of it is resale",
        because="It may be.",
        adds=[
            Metric(
                id="bytedance-all-resale-before",
                value="exactly 100 %",
                relation="share of",
                measurand=placed.measurand(
                    "revenue", of="Microsoft", buyer="ByteDance", product="Azure OpenAI", period=before
                ),
                relative_to=placed.measurand(
                    "revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", period=before
                ),
            )
        ],
    )

    assert ends(paid(resale, "whole-spend-leaves", period=before)) == pytest.approx((0.2 * 300 / 365, inf))


def test_days_on_which_nothing_says_that_the_channel_was_open_count_by_assumption_and_it_says_so() -> None:
    figure = paid(both(), *RESALE, "even-pace", period="2025-07-01/2026-04-27")

    assert figure.low == pytest.approx(0.2 * BILLION * 300 / 365)
    assert any("was first seen open on 2026-06-18" in each for each in figure.caveats)


def test_nothing_of_direct_payment_once_the_share_has_ended() -> None:
    figure = paid(both(), *RESALE, period="2026-04-27/2026-07-01")

    assert ends(figure) == (0, 0)
    assert "microsoft-to-openai is not paid on any of it (seen 2025-01-24, ended 2026-04-27)" in told(figure)


@pytest.mark.parametrize("assumed", [(), ("pace-holds-fy2026", "whole-spend-leaves")])
def test_without_the_assumption_that_it_is_resale_the_share_is_open(assumed: tuple[str, ...]) -> None:
    assert ends(paid(both(), *assumed, "even-pace", period="2025-07-01/2026-04-27")) == (0, inf)


def test_a_buyer_sells_nothing_that_could_be_at_risk() -> None:
    assert ends(both().under(restricted()).at_risk("ByteDance", period="2027")) == (0, 0)
