"""What scenarios cost: closing a hundred sales channels, and asking afterwards, next to networkx and polars.

Every row is a ratio of two medians of processor time, taken in turns in one process. The landscapes are made up: each
seller has a hundred channels, and every channel carries one model into one country. The peers hold the same channels
as a graph with an edge for each, and as a table with a row for each; these are built beforehand, as our indexes are.

A scenario keeps more than they do: what carries on, and for each channel the reason why it closes, with its claims. The
overlay alone, without reasons, is shown apart. A restricted view costs next to nothing to make and is paid for by each
question. There are goals, of which some are not met; no timing fails anything.

Sizes may be given: ``python benchmarks/scenarios.py 100000 1000000``. A million takes some minutes and a few GB.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from importlib.metadata import version
from itertools import count, pairwise
from os import environ
from platform import python_version
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

import attrs

from aibroker import Landscape, Model, Restrict, SalesChannel, Scenario, Selection, Vendor, load_case, sweep
from aibroker.playbook import (
    beijing_bars_foreign_models,
    breach_suspends_channel,
    customer_leaves,
    hosting_country_closes,
    screening_tightens,
    vendor_ends_right,
    vendor_enters_market,
    washington_restricts_resale,
    west_bars_chinese_models,
)
from aibroker.store.gazetteer import reference_markets
from aibroker.store.stores import Key, Store
from aibroker.values.validity import to_validity

SIZES = (10_000, 100_000)
PER_SELLER = 100
ROUNDS = 5
LONG_ENOUGH = 0.02
OUTCOMES_KEPT = 20
DAY = date(2026, 7, 1)
COUNTRY, REGION = "de", "europe"

Measured = Callable[[], object]


class Row(NamedTuple):
    """One line of the table."""

    ours: str
    peer: str
    ratio: float
    goal: str = ""


class Setting(NamedTuple):
    """A landscape, a scenario that closes all channels of one seller, and those channels."""

    size: int
    case: Landscape
    store: Store
    scenario: Scenario
    closed: tuple[SalesChannel, ...]


def setting(size: int) -> Setting:
    """A landscape of so many channels."""
    random, sellers = Random(size), [f"seller-{number}" for number in range(size // PER_SELLER)]
    countries = [each.id for each in reference_markets() if each.kind == "country"]
    is_open = to_validity("2020-01-01/..")
    channels = [
        SalesChannel(
            id=f"channel-{number:07}",
            seller=sellers[number % len(sellers)],
            models=(f"model-of-{random.choice(sellers)}",),
            into=(random.choice(countries),),
            open=is_open,
        )
        for number in range(size)
    ]
    vendors = [Vendor(id=each, name=each.capitalize(), home="us") for each in sellers]
    models = [Model(id=f"model-of-{each}", name=f"Model of {each}", developer=each) for each in sellers]
    # Not by Landscape.of, which checks every record: that is not what is measured here.
    store = Store.of([*vendors, *models, *channels])
    scenario = Scenario(name="A seller stops", effective=DAY, steps=[Restrict(selects=Selection(sellers=[sellers[1]]))])
    closed = tuple(each for each in channels if each.seller == sellers[1])
    return Setting(size, Landscape(store, DAY), store, scenario, closed)


def times(*measured: Measured) -> list[float]:
    """The median time of each, measured in turns; a first round fills the caches and does not count."""
    gc.collect()
    gc.freeze()  # what was prepared is not ours to be searched while we are measured
    taken = [[_time(each) for each in measured] for _ in range(ROUNDS + 1)][1:]
    gc.unfreeze()
    return [median(column) for column in zip(*taken, strict=True)]


def _time(measured: Measured) -> float:
    """The time of one run, out of as many as take long enough to be measured."""
    start, runs = process_time(), 0
    while not runs or process_time() - start < LONG_ENOUGH:
        measured()
        runs += 1
    return (process_time() - start) / runs


def graph_of(made: Setting) -> Any:  # noqa: ANN401 - networkx ships no types
    """The channels as edges from their sellers to their markets."""
    graph = import_module("networkx").MultiDiGraph()
    for channel in made.store.own("channel"):
        if isinstance(channel, SalesChannel) and channel.into is not None:
            graph.add_edge(channel.seller, channel.into[0], key=channel.id)
    return graph


def table_of(made: Setting) -> Any:  # noqa: ANN401 - polars is imported at run time
    """The channels as rows."""
    listed = [each for each in made.store.own("channel") if isinstance(each, SalesChannel)]
    columns = {"id": [each.id for each in listed], "seller": [each.seller for each in listed]}
    return import_module("polars").DataFrame(columns | {"into": [(each.into or ("",))[0] for each in listed]})


def closing(made: Setting) -> Iterator[Row]:
    """Closing all channels of one seller, which an index finds."""
    networkx, polars = import_module("networkx"), import_module("polars")
    graph, table = graph_of(made), table_of(made)
    edges = [(each.seller, (each.into or ("",))[0], each.id) for each in made.closed]
    keys: list[Key] = [("channel", each.id) for each in made.closed]

    def copied() -> object:
        copy = graph.copy()
        copy.remove_edges_from(edges)
        return copy

    ours, overlay, copy, view, rest = times(
        lambda: made.case.under(made.scenario),
        lambda: made.store.changed(remove=keys),
        copied,
        lambda: networkx.restricted_view(graph, (), edges),
        lambda: table.filter(polars.col("seller") != made.closed[0].seller),
    )
    name, bare = f"close {len(made.closed)} of {made.size:,}", f"the overlay alone, {made.size:,}"
    yield Row(name, "networkx, copy and remove", copy / ours, "> 50,000")
    yield Row(name, "polars, a filter", rest / ours, "> 300")
    yield Row(name, "networkx, restricted_view", view / ours, "> 3")
    yield Row(bare, "networkx, copy and remove", copy / overlay)
    yield Row(bare, "polars, a filter", rest / overlay)
    yield Row(bare, "networkx, restricted_view", view / overlay)


def asking(made: Setting) -> Iterator[Row]:
    """Questions afterwards next to before, of days about which nothing was asked yet."""
    after, seller, days = made.case.under(made.scenario).after, made.closed[1].seller, map(date.fromordinal, count(1))
    before_all, after_all, before_few, after_few = times(
        lambda: made.case.channels_into(COUNTRY, on=next(days)),
        lambda: after.channels_into(COUNTRY, on=next(days)),
        lambda: made.case.channels_into("world", seller=seller, on=next(days)),
        lambda: after.channels_into("world", seller=seller, on=next(days)),
    )
    yield Row(f"into a country, {made.size:,}: after", "before", after_all / before_all, "< 3")
    yield Row(f"of a seller, {made.size:,}: after", "before", after_few / before_few, "< 3")


def counting(made: Setting, market: str) -> Iterator[Row]:
    """Counting what is left in a market, next to a restricted view, once before was asked about.

    Each first question is asked of an overlay that was asked nothing yet; the restricted view keeps nothing either way.
    """
    networkx, graph, store = import_module("networkx"), graph_of(made), made.store
    edges = [(each.seller, (each.into or ("",))[0], each.id) for each in made.closed]
    view = networkx.restricted_view(graph, (), edges)
    places = store.territories.places
    countries = [each for each in graph if each in places and not places[each] & ~places[market]]
    overlay = made.case.under(made.scenario).after.channels_into(market).store
    after = Landscape(overlay, DAY)
    assert len(after.channels_into(market)) == sum(view.in_degree(each) for each in countries)

    in_view, asked, again = times(
        lambda: sum(view.in_degree(each) for each in countries),
        lambda: Landscape(attrs.evolve(overlay), DAY).channels_into(market),
        lambda: after.channels_into(market),
    )
    name = f"left in {market}, {made.size:,}"
    yield Row(name, "networkx, restricted_view", in_view / asked, "> 1,000")
    yield Row(f"{name}, again", "networkx, restricted_view", in_view / again, "> 1,000")


def losses(made: Setting) -> Row:
    """Who lost access, on top of closing."""
    ours, base = times(lambda: made.case.under(made.scenario).lost_access, lambda: made.case.under(made.scenario))
    return Row(f"who lost access, {made.size:,}", "closing alone", ours / base)


def growth(smaller: Setting, larger: Setting) -> Row:
    """Closing as many in a larger landscape next to a smaller one."""
    ours, base = times(lambda: larger.case.under(larger.scenario), lambda: smaller.case.under(smaller.scenario))
    return Row(f"close {PER_SELLER} of {larger.size:,}", f"of {smaller.size:,}", ours / base, "< 1.5")


def memory(made: Setting) -> float:
    """What an outcome keeps beside the landscape before, in kilobytes."""
    made.case.under(made.scenario)
    tracemalloc.start()
    kept = [made.case.under(made.scenario) for _ in range(OUTCOMES_KEPT)]
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / len(kept) / 1_000


def levers() -> dict[str, Scenario]:
    """Twelve levers for the bundled case."""
    resale, east, west = washington_restricts_resale, beijing_bars_foreign_models, west_bars_chinese_models
    return {
        "resale": resale(effective=DAY),
        "all sales": resale(effective="2026-10-01", resale_only=False),
        "Beijing": east(effective=DAY),
        "Beijing, for a year": east(effective="2027-01-01", until="2028-01-01"),
        "the West": west(effective=DAY),
        "the West, for a year": west(effective="2027-01-01", until="2028-01-01"),
        "the right": vendor_ends_right(right="gpt-in-china", effective=DAY),
        "ByteDance": customer_leaves(customer="ByteDance", effective=DAY),
        "a breach": breach_suspends_channel(channel="azure-gpt-china", effective=DAY, until="2026-10-01"),
        "Singapore": hosting_country_closes(country="Singapore", effective=DAY),
        "OpenAI enters": vendor_enters_market(vendor="OpenAI", models="GPT", market="China", effective=DAY),
        "screening": screening_tightens(standard="an independent audit", effective=DAY),
    }


def sweeping() -> tuple[int, float]:
    """How many combinations of the levers there are, and how many seconds they take, one after the other."""
    case, given = load_case("microsoft-openai-china"), levers()
    begin = perf_counter()
    return len(sweep(case, given, ask="channels-into-china")), perf_counter() - begin


def rows(settings: list[Setting]) -> Iterator[Row]:
    """The table, row by row."""
    for made in settings:
        yield from closing(made)
        yield from asking(made)
        for market in (COUNTRY, REGION):
            yield from counting(made, market)
        yield losses(made)
    for smaller, larger in pairwise(settings):
        yield growth(smaller, larger)


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    environ.setdefault("POLARS_MAX_THREADS", "1")  # processor time counts every thread
    peers = ", ".join(f"{each} {version(each)}" for each in ("networkx", "polars"))
    print(f"Scenarios: Python {python_version()}, {peers}; medians of {ROUNDS} rounds of processor time.\n")
    print(f"{'':36}  {'next to':26}  {'ratio':>12}  goal")
    settings = [setting(size) for size in sizes]
    for row in rows(settings):
        print(f"{row.ours:36}  {row.peer:26}  {row.ratio:11,.3f}x  {row.goal}")
        sys.stdout.flush()
    for made in settings:
        print(f"\nAn outcome that closes {len(made.closed)} of {made.size:,} keeps {memory(made):,.0f} KB.")
    many, seconds = sweeping()
    print(f"\n{many:,} combinations of {len(levers())} levers on the bundled case: {seconds:.1f} s (goal: seconds).")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
