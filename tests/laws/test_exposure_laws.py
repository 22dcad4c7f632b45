"""What is at risk, on random small worlds of sales, against the truth counted sale by sale."""

from collections.abc import Callable
from datetime import date, timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aibroker.figures.figures import Figure
from aibroker.records.assumptions import Assumption
from aibroker.values.periods import Period
from aibroker.values.verdicts import Verdict
from tests.laws.sales import SPANS, Sale, World, counts, first_day, means, world_of

WORLDS = st.integers(0, 2**32).map(world_of)
ASKED = st.sampled_from(SPANS)
EVEN = Assumption(id="even", because="It may.", convention="even pace")
NOISE = 1e-9


def exposed(world: World, span: Period, *, of: Callable[[Sale], object] = bool) -> int:
    """What passes through what is barred, of some sales."""
    return world.amount(lambda sale: bool(of(sale)) and sale.month in span and world.passes_through(sale))


def leaving(world: World, span: Period, *, surely: bool, of: Callable[[Sale], object] = bool) -> int:
    """The same, with what named buyers take along: those that surely leave, or all that may."""
    return world.amount(
        lambda sale: (
            bool(of(sale))
            and sale.month in span
            and (world.passes_through(sale) or world.taken_along(sale, surely=surely))
        )
    )


def holds(figure: Figure, least: float, most: float) -> bool:
    """Whether a figure leaves room for the least that may be true, and for the most."""
    return figure.low <= least * (1 + NOISE) + NOISE and most <= figure.high * (1 + NOISE) + NOISE


@given(WORLDS, ASKED)
def test_the_truth_lies_between_the_bounds(world: World, span: Period) -> None:
    true = exposed(world, span)

    assert holds(world.outcome.at_risk("seller", period=span), true, true)


@given(WORLDS, ASKED)
def test_nothing_gives_a_floor_without_an_assumption(world: World, span: Period) -> None:
    for party in ("seller", "payee"):
        figure = world.outcome.at_risk(party, period=span)
        assert (figure.low, figure.lower) == (0, None)


@given(WORLDS, ASKED, st.booleans())
def test_it_is_never_more_than_all_revenue_of_the_party(world: World, span: Period, leaves: bool) -> None:
    assumed = world.assuming("leaves") if leaves else world
    figure = assumed.outcome.at_risk("seller", period=span)

    assert figure.high <= assumed.case.figure("revenue", of="seller", period=span).high * (1 + NOISE)


@given(WORLDS, ASKED)
def test_where_whole_spend_leaves_there_is_room_for_what_surely_leaves_and_for_all_that_may(
    world: World, span: Period
) -> None:
    figure = world.assuming("leaves").outcome.at_risk("seller", period=span)

    assert holds(figure, leaving(world, span, surely=True), leaving(world, span, surely=False))


@given(WORLDS, ASKED, st.booleans())
def test_what_is_paid_as_a_share_lies_between_the_bounds(world: World, span: Period, leaves: bool) -> None:
    figure = (world.assuming("leaves") if leaves else world).outcome.at_risk("payee", period=span)
    payment = world.payment
    if payment is None:
        assert (figure.low, figure.high) == (0, 0)
        return

    def reckoned(sale: Sale) -> bool:
        return payment.holds.holds_on(first_day(sale)) is Verdict.YES and counts(sale, payment.of)

    share = payment.share.to("times")
    least = leaving(world, span, surely=True, of=reckoned) if leaves else exposed(world, span, of=reckoned)
    most = leaving(world, span, surely=False, of=reckoned) if leaves else least
    assert holds(figure, least * share.low, most * share.high)


@given(WORLDS, ASKED)
def test_relative_to_all_revenue_it_holds_the_true_share(world: World, span: Period) -> None:
    whole = world.amount(lambda sale: sale.month in span)
    assume(whole)
    for unit in ("times", "percent"):
        figure = world.outcome.at_risk("seller", period=span, relative_to="revenue", unit=unit).to("times")
        assert figure.high <= 1
        assert holds(figure, exposed(world, span) / whole, exposed(world, span) / whole)


@given(WORLDS, ASKED)
def test_nothing_is_at_risk_where_nothing_happens(world: World, span: Period) -> None:
    figure = world.case.under().at_risk("seller", period=span)

    assert (figure.low, figure.high) == (0, 0)
    assert figure.upper is not None
    assert figure.upper.rule == "nothing closes"


@given(WORLDS, st.integers(0, 364), st.booleans())
def test_at_an_even_pace_the_days_that_are_left_hold_their_part(world: World, day: int, leaves: bool) -> None:
    """The sales are taken for those of the whole year, each spread over its days, through channels open all year."""
    of_months = [each for each in world.case.metrics if each.measurand.period != SPANS[-1]]
    always = [attrs.evolve(each, open="../..") for each in world.case.channels]
    case = world.case.removing(*of_months).replacing(*always).assuming(EVEN, *(["leaves"] if leaves else []))
    step = attrs.evolve(world.step, effective=date(2025, 1, 1) + timedelta(days=day), until=None)
    spread = attrs.evolve(world, case=case, step=step)
    closed = [change.before for change in spread.outcome.closed]

    def through(sale: Sale) -> bool:
        return sale.channel is not None and means(step.selects.buyers, sale)

    def along(sale: Sale) -> bool:
        return leaves and any(sale.buyer in channel.buyers.known for channel in closed)

    true = world.amount(lambda sale: through(sale) or along(sale)) * (365 - day) / 365
    assert holds(spread.outcome.at_risk("seller", period="2025"), true, true)
