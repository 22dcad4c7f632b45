"""What it costs to get from records to bounds, and to change a number of a large landscape.

Reading premises and deriving what is a part of what are shown next to the propagation itself, which
``benchmarks/figures.py`` holds against other solvers. What one more number costs, one that is replaced or told again,
and a claim that is doubted, is asked through the public interface, next to the first figure of the same landscape.
Every row is a ratio of two times of one process; no timing fails anything.
"""

from collections.abc import Callable, Iterator
from functools import partial
from platform import python_version
from random import Random
from time import process_time
from typing import NamedTuple, TypeVar

from aibroker.figures.engine.propagation import Solution, solve
from aibroker.figures.layouts import ONE, Layout, Setting, laid_out
from aibroker.figures.premises import Premises, premises_of
from aibroker.figures.switches import Switches
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Product
from aibroker.records.parties import Vendor
from aibroker.store.stores import Store
from aibroker.store.validation import whole
from aibroker.values.estimates import Estimate

SIZES = (1_000, 10_000, 100_000)
NUMBERS_OF_A_VENDOR = 100
MARKETS = ("cn", "us", "de", "fr", "jp", "sg", "gb", "asia", "europe", "eu")
YEARS = range(2015, 2025)

T = TypeVar("T")


class Row(NamedTuple):
    """One line of the table."""

    ours: str
    beside: str
    ratio: float
    goal: str = ""


def sources() -> list[Record]:
    """Two sources with a claim each."""
    return [
        Source(id="page", title="A page", kind="reporting", published="2025-01-01"),
        Source(id="filing", title="A filing", kind="filing", published="2025-01-01"),
        Claim(id="page.said", source="page", locator="s1", kind="number", text="So much."),
        Claim(id="filing.said", source="filing", locator="s1", kind="number", text="As much."),
    ]


def vendors(count: int) -> Iterator[Record]:
    """Vendors with a product each."""
    for number in range(count):
        yield Vendor(id=f"vendor-{number}", name=f"Vendor {number}")
        yield Product(id=f"ai-{number}", name=f"AI {number}", seller=f"vendor-{number}")


def numbers(count: int) -> Iterator[Metric]:
    """Amounts, growth and shares around a made-up truth; nothing in them can clash."""
    draw, companies = Random(count), max(1, count // NUMBERS_OF_A_VENDOR)
    for number in range(count):
        vendor, market, year = draw.randrange(companies), draw.choice(MARKETS), draw.choice(YEARS)
        product = draw.choice((None, f"ai-{vendor}"))
        yield _number(draw, f"number-{number}", measurand(vendor, market, product, year))


def measurand(vendor: int, market: str | None, product: str | None, year: int) -> Measurand:
    """Sales of a vendor."""
    return Measurand(measure="sales", of=f"vendor-{vendor}", market=market, product=product, period=str(year))


def _number(draw: Random, identity: str, about: Measurand) -> Metric:
    kind = draw.random()
    if kind < 1 / 3:
        value = Estimate.between(0.5e9, 2e9, unit="USD")
        return Metric(id=identity, measurand=about, value=value, claims=["page.said"])
    earlier = Measurand(
        measure="sales",
        of=about.of,
        market=about.market if kind < 2 / 3 else None,
        product=about.product,
        period=about.periods[0].shifted(years=-1) if kind < 2 / 3 else about.periods[0],
    )
    if kind < 2 / 3:
        ratio = Estimate.between(0.5, 2, unit="times")
        return Metric(
            id=identity, measurand=about, value=ratio, relative_to=earlier, relation="versus", claims=["page.said"]
        )
    share = Estimate.between(1, 100, unit="percent")
    return Metric(
        id=identity, measurand=about, value=share, relative_to=earlier, relation="share of", claims=["page.said"]
    )


def timed(made: Callable[[], T]) -> tuple[T, float]:
    """What something makes, and the processor time that it takes."""
    start = process_time()
    return made(), process_time() - start


def stages(count: int) -> Iterator[Row]:
    """From records to bounds, stage by stage."""
    records = [*sources(), *vendors(max(1, count // NUMBERS_OF_A_VENDOR)), *numbers(count)]
    store, switches = whole(records), Switches()
    premises, reading = timed(lambda: _premises(store, switches))
    layout, deriving = timed(lambda: laid_out(Setting.of(store, switches), premises.listed))
    bounded = timed(lambda: _solved(layout))[1]
    yield Row(f"reading premises, {count:,}", "propagation", reading / bounded)
    yield Row(f"deriving part-of, {count:,}", "propagation", deriving / bounded)


def _premises(store: Store, switches: Switches) -> Premises:
    return premises_of(store, switches)


def _solved(layout: Layout) -> Solution:
    solution = solve(layout.system, anchor=ONE)
    assert isinstance(solution, Solution)
    return solution


def changes(count: int) -> Iterator[Row]:
    """What was changed, and the figure asked anew, next to the first figure of all."""
    about = measurand(0, "cn", "ai-0", 2020)
    own = [
        Claim(id=f"page.also-{each}", source="page", locator="s2", kind="number", text="So much too.")
        for each in (1, 2)
    ]
    told = [_amount(f"told-{each}", about, claim=f"page.also-{each}") for each in (1, 2)]
    companies = vendors(max(1, count // NUMBERS_OF_A_VENDOR))
    case = Landscape.of(*sources(), *own, *companies, *numbers(count), *told, as_of="2026-01-01")
    _, anew = timed(lambda: case.figure(about))
    ways: dict[str, Callable[[int], Landscape]] = {
        "one more number": lambda turn: case.adding(_amount(f"more-{turn}", about, claim="filing.said")),
        "one told again": lambda turn: case.adding(_amount(f"again-{turn}", about, claim=f"page.also-{turn}")),
        "one replaced": lambda turn: case.replacing(_amount(f"told-{turn}", about, claim="filing.said")),
        "one doubted": lambda turn: case.doubting(f"page.also-{turn}"),
        "one relative to a year": lambda _: case,
    }
    for way, made in ways.items():
        base = measurand(0, None, None, 2020) if way.startswith("one relative") else None
        made(1).figure(about, relative_to=base)  # the first one also makes the indexes that all others share
        changed = made(2)
        _, asked = timed(partial(_asked, changed, about, base))
        yield Row(f"{way}, {count:,}", "the first figure", asked / anew, "" if base else "< 0.01")


def _asked(case: Landscape, about: Measurand, base: Measurand | None) -> object:
    return case.figure(about) if base is None else case.figure(about, relative_to=base)


def _amount(identity: str, about: Measurand, *, claim: str) -> Metric:
    return Metric(id=identity, measurand=about, value=Estimate.between(0.9e9, 1.1e9, unit="USD"), claims=[claim])


def main() -> None:
    """Print the table."""
    print(f"From records to figures: Python {python_version()}; processor time, one round.\n")
    print(f"{'':32}  {'next to':18}  {'ratio':>9}  goal")
    for count in SIZES:
        for row in (*stages(count), *(changes(count) if count == SIZES[-1] else ())):
            print(f"{row.ours:32}  {row.beside:18}  {row.ratio:8.4f}x  {row.goal}", flush=True)


if __name__ == "__main__":
    main()
