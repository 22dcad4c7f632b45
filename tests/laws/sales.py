"""Random small worlds of sales: a hidden truth sale by sale, channels that made some of them, and numbers."""

from collections.abc import Callable, Iterable
from itertools import product
from random import Random

import attrs

from aibroker.landscape import Landscape, Outcome
from aibroker.records.assumptions import Assumption
from aibroker.records.buyers import (
    AllOf,
    AnyOf,
    Buyers,
    HeadquarteredIn,
    LocatedIn,
    Named,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
)
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Payment
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.periods import Period
from aibroker.values.verdicts import Verdict

PLACES = ("cn", "de", "sg")
MARKETS = {"cn": {"cn"}, "sg": {"sg"}, "de": {"de"}, "asia": {"cn", "sg"}, "world": {*PLACES}}
PRODUCTS = {"ai": None, "azure-ai": "ai", "office": None}
HOMES = {"hua": "cn", "bert": "de", "ng": "sg"}
MONTHS = tuple(Period.month(2025, number) for number in (1, 2, 3, 4))
SPANS = (*MONTHS, Period.parse("2025-Q1"), Period.parse("2025"))
_OPEN = ("../..", "../..", "2025-02-01/2025-04-01", "2025-01-01/2025-03-01", "2025-03-01/..", "../2025-04-01")


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
    """A hidden truth, the records around it, and a step that bars some of it."""

    sales: tuple[Sale, ...]
    case: Landscape
    step: Restrict
    payment: Payment | None

    @property
    def outcome(self) -> Outcome:
        return self.case.under(Scenario(name="A bar", steps=[self.step], effective="2025-01-01"))

    def assuming(self, *assumptions: Assumption | str) -> "World":
        return attrs.evolve(self, case=self.case.assuming(*assumptions))

    def amount(self, which: Callable[[Sale], bool]) -> int:
        return sum(sale.amount for sale in self.sales if which(sale))

    def passes_through(self, sale: Sale) -> bool:
        """Whether a sale passes through what is barred."""
        return sale.channel is not None and self._in_days(sale) and means(self.step.selects.buyers, sale)

    def taken_along(self, sale: Sale, *, surely: bool) -> bool:
        """Whether a sale is to a named buyer who surely no longer buys through some channel, or who may not."""
        outcome = self.outcome
        closing = [change.before for change in (outcome.closed if surely else outcome.changes)]
        closing += [] if surely else [each.item for each in outcome.unknown]
        closing += [change.before for change in outcome.narrowed if _wherever(self.step.selects.buyers, sale.buyer)]
        return self._in_days(sale) and any(sale.buyer in one.buyers.known and open_in(one, sale) for one in closing)

    def _in_days(self, sale: Sale) -> bool:
        return sale.month in Period(self.step.effective, self.step.until)


def _wherever(buyers: Buyers | None, buyer: str) -> bool:
    """Whether a condition means a buyer wherever it buys: by its headquarters."""
    parts = buyers.parts if isinstance(buyers, AnyOf) else (buyers,)
    homes = {
        place
        for each in parts
        if isinstance(each, HeadquarteredIn)
        for market in each.markets
        for place in MARKETS[market]
    }
    return HOMES[buyer] in homes


def first_day(sale: Sale) -> str:
    assert sale.month.start is not None
    return sale.month.start.isoformat()


def open_in(channel: SalesChannel, sale: Sale) -> bool:
    return channel.open.holds_on(first_day(sale)) is not Verdict.NO


def lies_in(inner: str | None, outer: str | None) -> bool:
    while inner is not None and inner != outer:
        inner = PRODUCTS[inner]
    return inner == outer


def counts(sale: Sale, of: Measurand) -> bool:
    """Whether a sale is a part of the revenue that a measurand means."""
    return (
        sale.place in MARKETS[of.market or "world"]
        and (of.product is None or lies_in(sale.product, of.product))
        and of.buyer in (None, sale.buyer)
        and all(sale.month in period for period in of.periods)
    )


def means(buyers: Buyers | None, sale: Sale) -> bool:
    """Whether a sale is to a buyer that a condition means."""
    if isinstance(buyers, AnyOf):
        return any(means(each, sale) for each in buyers.parts)
    place = sale.place if isinstance(buyers, LocatedIn) else HOMES[sale.buyer]
    return any(place in MARKETS[market] for market in buyers.markets)  # type: ignore[union-attr]  # both have markets


def world_of(seed: int) -> World:
    """The world of a number."""
    random = Random(seed)
    channels = tuple(_channel(random, number) for number in range(random.choice((1, 2, 3))))
    tried = (_sale(random, random.choice((None, *channels))) for _ in range(60))
    sales = tuple(sale for sale in tried if sale is not None)
    payment = _payment(random)
    records: Iterable[Record] = (
        Source(id="page", title="Page", kind="reporting", published="2025-01-01"),
        Claim(id="page.it", source="page", locator="all", kind="number", text="It is so."),
        Vendor(id="seller", name="Seller", home="us", year_ends="December"),
        Vendor(id="payee", name="Payee", home="us"),
        Model(id="model", name="Model", developer="payee"),
        Assumption(id="leaves", because="It may.", convention="whole spend leaves"),
        *(Customer(id=buyer, name=buyer, home=home) for buyer, home in HOMES.items()),
        *(Product(id=each, name=each, seller="seller", within=outer) for each, outer in PRODUCTS.items()),
        *channels,
        *(_all_told(sales) if random.random() < 0.5 else _some_told(random, sales)),
        *_booked(random, sales),
        *(() if payment is None else (payment,)),
    )
    return World(sales, Landscape.of(*records, as_of="2025-01-15"), _barred(random), payment)


def _channel(random: Random, number: int) -> SalesChannel:
    into = random.sample(sorted(MARKETS), random.choice((1, 1, 2)))
    known = random.sample(sorted(HOMES), random.choice((0, 1, 1, 2)))
    out = random.choice(((), (), ("cn",), ("sg",)))
    is_some_left = {place for market in into for place in MARKETS[market]}.difference(out)
    return SalesChannel(
        id=f"channel-{number}",
        seller="seller",
        models=["model"],
        product=random.choice((None, *PRODUCTS)),
        into="unknown" if random.random() < 0.2 else into,
        excluding=out if is_some_left else (),
        **_buyers(random, known),  # type: ignore[arg-type]  # what it makes is of the right kind
        open=random.choice(_OPEN),
        claims=["page.it"],
    )


def _buyers(random: Random, known: list[str]) -> dict[str, object]:
    """Some known buyers; or a closed list, as it is, or as a condition that names them, of whom some are known."""
    if not known or random.random() < 0.5:
        return {"buyers": Clientele(exactly=known) if random.random() < 0.4 else Clientele(at_least=known)}
    some = random.sample(known, random.randint(0, len(known)))
    alone = named(*known) if random.random() < 0.5 else any_of(*map(named, known))
    condition = random.choice((alone, all_of(alone, named(*HOMES))))
    return {"buyers": Clientele(at_least=some), "only_to": condition}


def _named(condition: Buyers | None) -> set[str]:
    """Whom a condition lets buy."""
    match condition:
        case Named():
            return {*condition.parties}
        case AnyOf():
            return set[str]().union(*map(_named, condition.parts))
        case AllOf():
            return set(HOMES).intersection(*map(_named, condition.parts))
        case _:
            return {*HOMES}


def _sale(random: Random, through: SalesChannel | None) -> Sale | None:
    """A sale that a channel may have made, or that no record knows; None where the channel cannot have made it."""
    place, month = random.choice(PLACES), random.choice(MONTHS)
    what, buyer = random.choice(sorted(PRODUCTS)), random.choice(sorted(HOMES))
    sale = Sale(None if through is None else through.id, place, what, buyer, month, random.randint(0, 9))
    return sale if through is None or _fits(through, sale) else None


def _fits(channel: SalesChannel, sale: Sale) -> bool:
    territory = {place for market in channel.into or ("world",) for place in MARKETS[market]}
    return (
        sale.place in territory.difference(channel.excluding)
        and (channel.product is None or lies_in(sale.product, channel.product))
        and (channel.buyers.exactly is None or sale.buyer in channel.buyers.exactly)
        and sale.buyer in _named(channel.only_to)
        and open_in(channel, sale)
    )


def _quantity(random: Random) -> Measurand:
    return Measurand(
        measure="sales",
        of="seller",
        market=random.choice((None, None, *MARKETS)),
        product=random.choice((None, None, *PRODUCTS)),
        buyer=random.choice((None, None, *HOMES)),
        period=random.choice((*SPANS, SPANS[-1], SPANS[-1], SPANS[-1])),
    )


def _published(random: Random, sales: tuple[Sale, ...], number: int) -> Metric:
    of = _quantity(random)
    true = sum(sale.amount for sale in sales if counts(sale, of))
    low, high = max(0, true - random.randint(0, 3)), true + random.randint(0, 3)
    said = random.choice((f"{low}..{high} USD", f"exactly {true} USD", f">= {low} USD", f"<= {high} USD"))
    return Metric(id=f"metric-{number}", measurand=of, value=said, claims=["page.it"])


def _some_told(random: Random, sales: tuple[Sale, ...]) -> list[Metric]:
    return [_published(random, sales, number) for number in range(random.randint(2, 10))]


def _all_told(sales: tuple[Sale, ...]) -> list[Metric]:
    """What is sold in each market for each product, and to each buyer: all of it, exactly."""
    spoken_of = [
        *((market, what, None) for market, what in product(MARKETS, (None, *PRODUCTS))),
        *((None, None, buyer) for buyer in HOMES),
    ]
    found: list[Metric] = []
    for (market, what, buyer), span in product(spoken_of, (*MONTHS, SPANS[-1])):
        of: Measurand = Measurand(measure="sales", of="seller", market=market, product=what, buyer=buyer, period=span)
        true = sum(sale.amount for sale in sales if counts(sale, of))
        found.append(Metric(id=f"metric-{len(found)}", measurand=of, value=f"exactly {true} USD", claims=["page.it"]))
    return found


def _booked(random: Random, sales: tuple[Sale, ...]) -> list[Metric]:
    """Numbers by which all that a buyer spends is booked in one market, where it is so."""
    found: list[Metric] = []
    for buyer, market, span in product(HOMES, ("cn", "sg", "asia"), SPANS):
        whole: Measurand = Measurand(measure="sales", of="seller", buyer=buyer, period=span)
        mine = [sale for sale in sales if counts(sale, whole)]
        if mine and all(sale.place in MARKETS[market] for sale in mine) and random.random() < 0.3:
            name, part = f"all-{len(found)}", attrs.evolve(whole, market=market)
            found.append(
                Metric(
                    id=name,
                    measurand=part,
                    value="exactly 100 %",
                    relative_to=whole,
                    relation="share of",
                    claims=["page.it"],
                )
            )
    return found


def _barred(random: Random) -> Restrict:
    market = random.choice(sorted(MARKETS))
    by_place = located_in(market)
    by_home = headquartered_in(market)
    buyers = random.choice((by_place, by_place, by_home, any_of(by_place, headquartered_in("cn"))))
    first = random.choice((MONTHS[0], *MONTHS))
    last = random.choice(MONTHS[MONTHS.index(first) :])
    until = random.choice((None, None, last.end))
    return Restrict(selects=Selection(buyers=buyers), effective=first.start, until=until)


def _payment(random: Random) -> Payment | None:
    whenever: tuple[Period | str, ...] = (*MONTHS, "unknown", "unknown", "unknown")
    of: Measurand = attrs.evolve(_quantity(random), period=random.choice(whenever))
    share = random.choice(("20 %", "10..30 %"))
    holds = random.choice(("2025-02-01/2025-04-01", "2024-01-01/2025-03-01", "2025-01-01/.."))
    made = Payment(id="payment", payer="seller", payee="payee", share=share, of=of, holds=holds, claims=["page.it"])
    return made if random.random() < 0.7 else None
