"""What is at risk, on random small landscapes: a hidden truth of sales, one by one, and numbers published around it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import inf
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from aibroker.figures.figures import Figure
from aibroker.landscape import Landscape, Outcome
from aibroker.records.assumptions import Assumption
from aibroker.records.buyers import Buyers, any_of, headquartered_in, located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Payment
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.periods import Period

PLACES = ("cn", "sg", "de")
MARKETS = {"cn": {"cn"}, "sg": {"sg"}, "de": {"de"}, "asia": {"cn", "sg"}, "world": {*PLACES}}
PRODUCTS = {"ai": None, "azure-ai": "ai", "office": None}
HOMES = {"hua": "cn", "bert": "de", "nobody": "sg"}
MONTHS = tuple(Period.month(2025, number) for number in (1, 2, 3, 4))
SPANS = (*MONTHS, Period.parse("2025-Q1"), Period.parse("2025"))
SAID = ("page.said",)
RANDOM = st.integers(min_value=0, max_value=2**32).map(Random)


@attrs.frozen
class Sale:
    """One sale of the hidden truth: through a channel that is recorded, or through none."""

    channel: str | None
    place: str
    product: str
    buyer: str
    month: Period
    amount: int


@attrs.frozen
class World:
    """A hidden truth and the records around it."""

    sales: tuple[Sale, ...]
    channels: tuple[SalesChannel, ...]
    case: Landscape
    step: Restrict
    payment: Payment | None

    @property
    def outcome(self) -> Outcome:
        return self.case.under(Scenario(name="A bar", steps=[self.step], effective="2025-01-01"))


def lies_in(product_id: str | None, outer: str | None) -> bool:
    while product_id is not None and product_id != outer:
        product_id = PRODUCTS[product_id]
    return product_id == outer


def counts(sale: Sale, of: Measurand) -> bool:
    """Whether a sale is a part of the revenue that a measurand means."""
    return (
        sale.place in MARKETS[of.market or "world"]
        and (of.product is None or lies_in(sale.product, of.product))
        and of.buyer in (None, sale.buyer)
        and all(sale.month in period for period in of.periods)
    )


def amount(sales: Iterable[Sale], which: Callable[[Sale], bool]) -> int:
    return sum(sale.amount for sale in sales if which(sale))


# A random world.


def channel(random: Random, number: int) -> SalesChannel:
    into = random.sample(sorted(MARKETS), random.choice((1, 1, 2)))
    known = random.sample(sorted(HOMES), random.choice((0, 1, 2)))
    first, last = sorted(random.choices(range(len(MONTHS)), k=2))
    start, end = random.choice((None, MONTHS[first].start)), random.choice((None, MONTHS[last].end))
    held = {place for market in into for place in MARKETS[market]}
    excluding = random.choice(((), (), ("cn",), ("sg",)))
    return SalesChannel(
        id=f"channel-{number}",
        seller="seller",
        models=["model"],
        product=random.choice((None, *PRODUCTS)),
        into=random.choice((None, into, into, into)),
        excluding=excluding if held - {*excluding} else (),
        buyers=Clientele(exactly=known) if random.random() < 0.4 else Clientele(at_least=known),
        open=Period(start, end),
        claims=SAID,
    )


def sold(random: Random, one: SalesChannel | None) -> Sale | None:
    """A sale that a channel may have made, or one that no record knows; None where the choice falls on neither."""
    place, month = random.choice(PLACES), random.choice(MONTHS)
    product_id, buyer = random.choice(sorted(PRODUCTS)), random.choice(sorted(HOMES))
    if one is not None:
        territory = {each for market in one.into or ("world",) for each in MARKETS[market]}
        fits = place in territory and place not in one.excluding and month.start is not None
        fits = fits and (one.product is None or lies_in(product_id, one.product))
        fits = fits and (one.buyers.exactly is None or buyer in one.buyers.exactly)
        if not fits or month.start is None or one.open.holds_on(month.start).value == "no":
            return None
    return Sale(None if one is None else one.id, place, product_id, buyer, month, random.randint(0, 9))


def quantity(random: Random) -> Measurand:
    return Measurand(
        measure="sales",
        of="seller",
        market=random.choice((None, *MARKETS)),
        product=random.choice((None, *PRODUCTS)),
        buyer=random.choice((None, None, *HOMES)),
        period=random.choice(SPANS),
    )


def published(random: Random, sales: tuple[Sale, ...], number: int) -> Metric:
    of = quantity(random)
    true = amount(sales, lambda sale: counts(sale, of))
    low, high = max(0, true - random.randint(0, 3)), true + random.randint(0, 3)
    said = random.choice((f"{low}..{high} USD", f"exactly {true} USD", f">= {low} USD", f"<= {high} USD"))
    return Metric(id=f"metric-{number}", measurand=of, value=said, claims=SAID)


def all_in_one_market(random: Random, sales: tuple[Sale, ...]) -> list[Metric]:
    """That all that a buyer spends is booked in a market, where it is so."""
    found: list[Metric] = []
    for buyer, market, span in product(HOMES, ("cn", "sg", "asia"), SPANS):
        whole = Measurand(measure="sales", of="seller", buyer=buyer, period=span)
        mine = [sale for sale in sales if counts(sale, whole)]
        if mine and all(sale.place in MARKETS[market] for sale in mine) and random.random() < 0.3:
            part = attrs.evolve(whole, market=market)
            name = f"all-{buyer}-{market}-{len(found)}"
            made = Metric(id=name, measurand=part, value="exactly 100 %", relative_to=whole, relation="share of")
            found.append(attrs.evolve(made, claims=SAID))
    return found


def barred(random: Random) -> Restrict:
    market = random.choice(sorted(MARKETS))
    options = (located_in(market), headquartered_in(market), any_of(located_in(market), headquartered_in("cn")))
    start = random.choice(MONTHS)
    until = random.choice(
        (None, None, *(each.end for each in MONTHS if each.end is not None and start.end is not None))
    )
    until = until if until is None or start.start is None or until > start.start else None
    return Restrict(selects=Selection(buyers=random.choice(options)), effective=start.start, until=until)


def payment(random: Random) -> Payment | None:
    if random.random() < 0.3:
        return None
    whenever: tuple[Period | str, ...] = (*MONTHS, "unknown")
    of: Measurand = attrs.evolve(quantity(random), period=random.choice(whenever))
    share = random.choice(("20 %", "10..30 %"))
    holds = random.choice(("2025-02-01/2025-04-01", "2024-01-01/2025-03-01", "2025-01-01/.."))
    return Payment(id="payment", payer="seller", payee="payee", share=share, of=of, holds=holds, claims=SAID)


def world_of(random: Random) -> World:
    channels = tuple(channel(random, number) for number in range(random.choice((1, 2, 3))))
    tried = (sold(random, random.choice((None, *channels))) for _ in range(30))
    sales = tuple(sale for sale in tried if sale is not None)
    paid = payment(random)
    records: list[Record] = [
        Source(id="page", title="A page", kind="reporting", published=None),
        Claim(id="page.said", source="page", locator="s1", kind="fact", text="It is so."),
        Vendor(id="seller", name="Seller", home="us", year_ends="December"),
        Vendor(id="payee", name="Payee", home="us"),
        Model(id="model", name="Model", developer="payee"),
        Assumption(id="leaves", because="It may.", convention="whole spend leaves"),
        *(Customer(id=buyer, name=buyer, home=home) for buyer, home in HOMES.items()),
        *(Product(id=each, name=each, seller="seller", within=outer) for each, outer in PRODUCTS.items()),
        *channels,
        *(published(random, sales, number) for number in range(random.randint(0, 6))),
        *all_in_one_market(random, sales),
        *(() if paid is None else (paid,)),
    ]
    case = Landscape.of(*records, as_of="2025-01-15")
    return World(sales, channels, case, barred(random), paid)


# The truth.


def is_meant(buyers: Buyers | None, sale: Sale) -> bool:
    """Whether a sale is to a buyer that a condition means; a buyer's headquarters and the place of a sale are known."""
    kind = type(buyers).__name__
    if kind == "AnyOf":
        return any(is_meant(each, sale) for each in buyers.parts)  # type: ignore[union-attr]  # the kind has been seen
    place = sale.place if kind == "LocatedIn" else HOMES[sale.buyer]
    return any(place in MARKETS[market] for market in buyers.markets)  # type: ignore[union-attr]  # as above


def in_days(sale: Sale, world: World) -> bool:
    return sale.month in Period(world.step.effective, world.step.until)


def passes_through(world: World, sale: Sale) -> bool:
    """Whether a sale passes through what is barred."""
    return sale.channel is not None and in_days(sale, world) and is_meant(world.step.selects.buyers, sale)


def taken_along(world: World, sale: Sale, *, surely: bool) -> bool:
    """Whether a sale is to a named buyer of a channel that closes, or may have to do with what is barred."""
    outcome = world.outcome
    changes = outcome.closed if surely else outcome.changes
    found = [change.before for change in changes] + ([] if surely else [each.item for each in outcome.unknown])
    return in_days(sale, world) and any(
        sale.buyer in one.buyers.known and one.open.holds_on(sale.month.start or "").value == "yes" for one in found
    )


def within(figure: Figure, low: float, high: float) -> bool:
    """Whether a figure holds what must be so at the least, and at the most."""
    noise = 1e-9
    return figure.low <= low * (1 + noise) + noise and high <= figure.high * (1 + noise) + noise


# The laws.


@given(RANDOM, st.sampled_from(SPANS))
def test_what_is_at_risk_lies_between_the_bounds(random: Random, span: Period) -> None:
    world = world_of(random)
    figure = world.outcome.at_risk("seller", period=span)
    true = amount(world.sales, lambda sale: sale.month in span and passes_through(world, sale))

    assert within(figure, true, true)


@given(RANDOM, st.sampled_from(SPANS))
def test_nothing_gives_a_floor_without_an_assumption(random: Random, span: Period) -> None:
    world = world_of(random)

    for party in ("seller", "payee"):
        figure = world.outcome.at_risk(party, period=span)
        assert (figure.low, figure.lower) == (0, None)


@given(RANDOM, st.sampled_from(SPANS), st.booleans())
def test_it_is_never_more_than_all_revenue_of_the_party(random: Random, span: Period, leaves: bool) -> None:
    world = world_of(random)
    case = world.case.assuming("leaves") if leaves else world.case
    figure = attrs.evolve(world, case=case).outcome.at_risk("seller", period=span)
    whole = case.figure("revenue", of="seller", period=span)

    assert figure.high <= whole.high * (1 + 1e-9)


@given(RANDOM, st.sampled_from(SPANS))
def test_where_whole_spend_leaves_it_lies_between_the_least_and_the_most_that_leaves(
    random: Random, span: Period
) -> None:
    plain = world_of(random)
    world = attrs.evolve(plain, case=plain.case.assuming("leaves"))
    figure = world.outcome.at_risk("seller", period=span)
    least, most = (
        amount(
            world.sales,
            lambda sale, surely=surely: (  # type: ignore[misc] # a default binds the loop's variable
                sale.month in span and (passes_through(world, sale) or taken_along(world, sale, surely=surely))
            ),
        )
        for surely in (True, False)
    )

    assert within(figure, least, most)


@given(RANDOM, st.sampled_from(SPANS), st.booleans())
def test_what_is_paid_as_a_share_lies_between_the_bounds(random: Random, span: Period, leaves: bool) -> None:
    plain = world_of(random)
    world = attrs.evolve(plain, case=plain.case.assuming("leaves")) if leaves else plain
    paid = world.payment
    figure = world.outcome.at_risk("payee", period=span)
    if paid is None:
        assert (figure.low, figure.high) == (0, 0)
        return

    def reckoned(sale: Sale) -> bool:
        runs = sale.month.start is not None and paid.holds.holds_on(sale.month.start).value == "yes"
        return sale.month in span and runs and counts(sale, paid.of)

    least, most = (
        amount(
            world.sales,
            lambda sale, surely=surely: (  # type: ignore[misc] # a default binds the loop's variable
                reckoned(sale) and (passes_through(world, sale) or (leaves and taken_along(world, sale, surely=surely)))
            ),
        )
        for surely in (True, False)
    )
    share = paid.share.to("times")
    assert within(figure, least * share.low, most * share.high)


@given(RANDOM, st.sampled_from(SPANS))
def test_relative_to_all_revenue_it_holds_the_true_share(random: Random, span: Period) -> None:
    world = world_of(random)
    figure = world.outcome.at_risk("seller", period=span, relative_to="revenue", unit="times")
    all_of_it = amount(world.sales, lambda sale: sale.month in span)
    true = amount(world.sales, lambda sale: sale.month in span and passes_through(world, sale))

    assert figure.high <= 1
    if all_of_it:
        assert within(figure, true / all_of_it, true / all_of_it)


@given(RANDOM, st.sampled_from(SPANS))
def test_nothing_is_at_risk_where_nothing_happens(random: Random, span: Period) -> None:
    figure = world_of(random).case.under().at_risk("seller", period=span)

    assert (figure.low, figure.high) == (0, 0)
    assert figure.upper is not None
    assert figure.upper.rule == "nothing closes"


@given(RANDOM, st.integers(0, 300))
def test_at_an_even_pace_it_goes_with_the_days(random: Random, day: int) -> None:
    """A seller of which every quantity is spread evenly over the year, and a bar from some day of it on."""
    world = world_of(random)
    start = date(2025, 1, 1) + timedelta(days=day)
    always = [attrs.evolve(each, open=Period.always()) for each in world.channels]
    even = Assumption(id="even", because="It may.", convention="even pace")
    yearly = [
        attrs.evolve(each, measurand=attrs.evolve(each.measurand, period="2025"))
        for each in world.case.metrics
        if each.measurand.period == SPANS[-1]
    ]
    rest = [each for each in world.case.metrics if each.id not in {one.id for one in yearly}]
    case = world.case.removing(*rest).replacing(*always).assuming(even)
    step = attrs.evolve(world.step, effective=start, until=None)
    figure = attrs.evolve(world, case=case, step=step).outcome.at_risk("seller", period="2025")
    true = amount(
        world.sales, lambda sale: sale.channel is not None and is_meant(world.step.selects.buyers, sale)
    ) * Fraction(365 - day, 365)

    assert figure.high == inf or float(true) <= figure.high * (1 + 1e-9)
