"""Tests of continuing a network: the same bounds as from the start, or an honest refusal."""

import math
from random import Random

import pytest

from aibroker.figures import increments
from aibroker.figures.increments import continued, network_of
from aibroker.figures.networks import Network
from aibroker.figures.switches import Switches
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import AssumptionId
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Product
from aibroker.records.parties import Vendor
from aibroker.store.stores import Store
from aibroker.values.estimates import Estimate

GROUND: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published="2025-01-01"),
    Source(id="filing", title="A filing", kind="filing", published="2025-02-01"),
    Claim(id="page.said", source="page", locator="s1", kind="number", text="So much."),
    Claim(id="filing.said", source="filing", locator="s1", kind="number", text="As much."),
    *(Vendor(id=f"vendor-{number}", name=f"Vendor {number}") for number in range(3)),
    *(Product(id=f"ai-{number}", name=f"AI {number}", seller=f"vendor-{number}") for number in range(3)),
)
MARKETS = ("cn", "de", "fr", "eu", "world")


def sales(draw: Random, vendor: int, year: int) -> Measurand:
    return Measurand(
        measure="sales",
        of=f"vendor-{vendor}",
        market=draw.choice(MARKETS),
        product=draw.choice((None, f"ai-{vendor}")),
        period=str(year),
    )


def metric(draw: Random, identity: str, *, claim: str = "page.said") -> Metric:
    """A number around a truth in which every amount is 1 bn, whatever it is of."""
    vendor, year = draw.randrange(3), draw.randrange(2020, 2024)
    measurand = sales(draw, vendor, year)
    low, high = draw.choice((0.2, 0.5, 0.9)), draw.choice((1.1, 2.0, 5.0))
    if draw.random() < 0.4:
        value = Estimate.between(low * 1e9, high * 1e9, unit="USD")
        return Metric(id=identity, measurand=measurand, value=value, claims=[claim])
    base = sales(draw, vendor, year - 1)
    value = Estimate.between(low, high, unit="times")
    return Metric(id=identity, measurand=measurand, value=value, relative_to=base, relation="versus", claims=[claim])


def case(draw: Random, count: int) -> Landscape:
    numbers = [metric(draw, f"n{number}") for number in range(count)]
    unplaced = Metric(
        id="undated",
        measurand=Measurand(measure="sales", of="vendor-0", market="cn", period="unknown"),
        value=Estimate.between(0.9e9, 1.1e9, unit="USD"),
        claims=["filing.said"],
    )
    return Landscape.of(*GROUND, *numbers, unplaced, as_of="2026-01-01")


def near(landscape: Landscape) -> Network:
    return Network.of(Store(landscape._store.base), Switches())


def assert_same_bounds(one: Network, other: Network) -> None:
    mine, theirs = one.amounts, other.amounts
    assert set(mine.layout.nodes) == set(theirs.layout.nodes)
    for quantity, node in mine.layout.nodes.items():
        beside = theirs.layout.nodes[quantity]
        for ends, others in (
            (mine.solution.bounds.low, theirs.solution.bounds.low),
            (mine.solution.bounds.high, theirs.solution.bounds.high),
        ):
            assert math.isclose(ends[node], others[beside], rel_tol=1e-9), quantity


@pytest.mark.parametrize("seed", range(40))
def test_a_continued_network_has_the_bounds_of_one_from_the_start(seed: int) -> None:
    draw = Random(seed)
    before = case(draw, 25)
    whole = Measurand(measure="sales", of="vendor-1", market="cn", period="2021")
    quarters = [Measurand(measure="sales", of="vendor-1", market="cn", period=f"2021-Q{each}") for each in (1, 2, 3, 4)]
    later = Measurand(measure="sales", of="vendor-1", market="cn", period="2022")
    after = before.adding(
        *(metric(draw, f"new{number}", claim="filing.said") for number in range(3)),
        Partition(id="quarters", whole=whole, parts=quarters, claims=["filing.said"]),
        Comparison(id="grew", smaller=whole, larger=later, claims=["filing.said"]),
    )
    made = continued(near(before), after._store, after._switches)
    full = Network.of(after._store, after._switches)
    assert not full.clashes, "the numbers are drawn around a truth"
    assert made is not None
    assert_same_bounds(made, full)


def test_an_assumption_that_places_a_gap_continues() -> None:
    before = case(Random(7), 10)
    after = before.suppose("Placed in 2022", because="why not", placing={"undated": "2022"})
    made = continued(near(before), after._store, after._switches)
    assert made is not None
    assert_same_bounds(made, Network.of(after._store, after._switches))
    assert "undated" not in {each.metric.id for each in made.premises.unplaced}


TELLERS: tuple[Record, ...] = (
    Measure(id="capex", name="capital expenditure", dimension="money", kind="flow"),
    Source(id="wire", title="A wire", kind="reporting", published="2025-03-01"),
    Claim(id="wire.tells", source="wire", locator="s1", kind="number", text="So they say.", retells=["page.said"]),
    Claim(id="wire.said", source="wire", locator="s2", kind="number", text="We say."),
    *(Vendor(id=f"stranger-{number}", name=f"Stranger {number}") for number in range(2)),
)
CLAIMS = ("page.said", "filing.said", "wire.tells", "wire.said")


def told(draw: Random, identity: str) -> Metric:
    """A number in one of two currencies, of one, two or three witnesses, some of whom retell others."""
    of = draw.choice(("vendor-0", "vendor-1", "stranger-0", "stranger-1"))
    measure, year = draw.choice(("sales", "capex")), draw.randrange(2020, 2023)
    measurand = Measurand(measure=measure, of=of, period=str(year))
    claims = sorted(draw.sample(CLAIMS, draw.choice((1, 1, 2, 3))))
    if draw.random() < 0.6:
        low, high = draw.choice((1, 2, 3)), draw.choice((4, 5, 6))
        value = Estimate.between(low * 1e9, high * 1e9, unit=draw.choice(("USD", "USD", "USD", "CNY")))
        return Metric(id=identity, measurand=measurand, value=value, claims=claims)
    base = Measurand(measure=draw.choice((measure, "sales")), of=of, period=str(year - draw.randrange(2)))
    if base == measurand:
        base = Measurand(measure=measure, of=of, period=str(year - 1))
    value = Estimate.between(draw.choice((0.2, 0.5)), draw.choice((1.0, 2.0)), unit="times")
    return Metric(id=identity, measurand=measurand, value=value, relative_to=base, relation="versus", claims=claims)


def test_who_retells_whom_and_in_which_currency_is_the_same_as_from_the_start() -> None:
    continues = 0
    for seed in range(300):
        draw = Random(seed)
        numbers = [told(draw, f"n{number}") for number in range(draw.randrange(2, 9))]
        before = Landscape.of(*GROUND, *TELLERS, *numbers, as_of="2026-01-01")
        after = before.adding(told(draw, "new"))
        made = continued(near(before), after._store, after._switches)
        if made is None:
            continue
        full = Network.of(after._store, after._switches)
        continues += 1
        assert not full.clashes
        assert_same_bounds(made, full)
        mine, theirs = made.premises, full.premises
        assert {(each.metric.id, each.obstacle) for each in mine.unplaced} == {
            (each.metric.id, each.obstacle) for each in theirs.unplaced
        }
        assert mine.currencies.by_measure == theirs.currencies.by_measure
        if len(theirs.currencies.of_dimension("money")) > 1:
            assert mine.currencies.by_party == theirs.currencies.by_party
    assert continues > 50, "the law holds for nothing"


def test_a_retelling_beside_a_number_of_two_roots_begins_anew() -> None:
    measurand = Measurand(measure="sales", of="vendor-0", period="2024")
    both = Metric(
        id="both", measurand=measurand, value=Estimate.between(2, 3, unit="USD"), claims=["filing.said", "page.said"]
    )
    again = Metric(id="again", measurand=measurand, value=Estimate.between(3, 4, unit="USD"), claims=["page.said"])
    before = Landscape.of(*GROUND, both, as_of="2026-01-01")
    after = before.adding(again)
    assert continued(near(before), after._store, after._switches) is None


def test_a_gap_that_a_new_assumption_would_place_begins_anew() -> None:
    before = case(Random(7), 10)
    placed = Measurand(measure="sales", of="vendor-0", market="cn", period="2022")
    offer = Assumption(
        id="in-2022", name="In 2022", because="why not", reads=[Reading(metric="undated", measurand=placed)]
    )
    after = before.adding(offer)
    assert continued(near(before), after._store, after._switches) is None


def changed(landscape: Landscape, *, how: str) -> Landscape:
    match how:
        case "a number is replaced":
            first = landscape.metrics["n0"]
            return landscape.replacing(
                Metric(id="n0", measurand=first.measurand, value="3 bn USD", claims=["page.said"])
            )
        case "a claim is doubted":
            return landscape.doubting("filing.said")
        case "a place comes":
            return landscape.adding(Market(id="shanghai", name="Shanghai", within=["cn"]))
        case "a root speaks again":
            first = landscape.metrics["n0"]
            return landscape.adding(
                Metric(
                    id="again",
                    measurand=first.measurand,
                    value=first.value,
                    relative_to=first.relative_to,
                    relation=first.relation,
                    claims=["page.said"],
                )
            )
        case _:
            return landscape.suppose("Even pace", because="why not", convention="even pace")


@pytest.mark.parametrize(
    "how",
    [
        "a number is replaced",
        "a claim is doubted",
        "a place comes",
        "a root speaks again",
        "even pace is assumed",
    ],
)
def test_what_can_widen_begins_anew(how: str) -> None:
    before = case(Random(3), 10)
    after = changed(before, how=how)
    assert continued(near(before), after._store, after._switches) is None


def test_nothing_more_changes_nothing() -> None:
    before = case(Random(5), 10)
    made = continued(near(before), before._store, before._switches)
    assert made is not None
    assert made.amounts.layout.quantities == near(before).amounts.layout.quantities


def test_only_large_networks_are_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    before = case(Random(11), 10)
    after = before.adding(metric(Random(1), "one-more", claim="filing.said"))
    assert network_of(after._store, after._switches).known is None
    monkeypatch.setattr(increments, "_SMALL", 1)
    large = network_of(after._store, after._switches)
    assert large.known is not None
    assert_same_bounds(large, Network.of(after._store, after._switches))


def test_assumptions_are_not_part_of_the_base() -> None:
    after = case(Random(7), 10).suppose("Placed in 2022", because="why not", placing={"undated": "2022"})
    assert after._switches.assumptions == (AssumptionId("placed-in-2022"),)
