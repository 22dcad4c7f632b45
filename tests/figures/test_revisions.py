"""Tests of revisions: whatever is doubted, replaced, retold or read otherwise, all is as if found from the start."""

import math
from collections.abc import Callable
from itertools import pairwise
from random import Random

import attrs
import pytest

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.figures import increments, revisions
from aibroker.figures.asking import Wanted, asked
from aibroker.figures.increments import network_of, revised
from aibroker.figures.networks import Network
from aibroker.figures.quantities import Quantity, measurand_of
from aibroker.figures.switches import Switches
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Claim, Source, SourceKind
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Product
from aibroker.records.parties import Vendor
from aibroker.store.stores import Store
from aibroker.values.estimates import Estimate
from tests.figures.makers import maker, profit, sales
from tests.figures.makers import number as published

YEARS = ("2021", "2022", "2023")
CLAIMS = ("page.said", "filing.said", "wire.tells", "wire.said", "blog.told")
KINDS: dict[str, SourceKind] = {"page": "reporting", "filing": "filing", "wire": "reporting", "blog": "analysis"}
GROUND: tuple[Record, ...] = (
    *(Source(id=each, title=f"The {each}", kind=kind, published="2025-01-01") for each, kind in KINDS.items()),
    *(
        Claim(id=each, source=each.split(".")[0], locator="s1", kind="number", text="So much.", retells=retells)
        for each, retells in (
            ("page.said", []),
            ("filing.said", []),
            ("wire.tells", ["page.said"]),
            ("wire.said", []),
            ("blog.told", ["wire.tells"]),
        )
    ),
    Measure(id="capex", name="capital expenditure", dimension="money", kind="flow"),
    *(Vendor(id=f"vendor-{number}", name=f"Vendor {number}") for number in range(4)),
    *(Product(id=f"ai-{number}", name=f"AI {number}", seller=f"vendor-{number}") for number in range(4)),
)


def measurand(draw: Random) -> Measurand:
    vendor = draw.randrange(3)
    return Measurand(
        measure=draw.choice(("sales", "sales", "capex")),
        of=f"vendor-{vendor}",
        market=draw.choice((None, "cn", "asia", "de")),
        product=draw.choice((None, None, f"ai-{vendor}")),
        period=draw.choice(YEARS),
    )


def number(draw: Random, identity: str, *, about: Measurand | None = None) -> Metric:
    """A number of one or two witnesses; around a truth in which all amounts are 3 bn, but now and then wrong."""
    about = about or measurand(draw)
    claims = sorted(draw.sample(CLAIMS, draw.choice((1, 1, 1, 2))))
    off = 4 if draw.random() < 0.1 else 1
    if draw.random() < 0.6:
        low, high, unit = draw.choice((1, 2, 3)), draw.choice((3, 4, 6)), draw.choice(("USD",) * 9 + ("CNY",))
        value = Estimate.between(low * off * 1e9, high * off * 1e9, unit=unit)
        return Metric(id=identity, measurand=about, value=value, claims=claims)
    base = Measurand(
        measure=draw.choice((about.measure, "sales")),
        of=about.of,
        market=draw.choice((about.market, None)),
        product=about.product,
        period=draw.choice(YEARS),
    )
    if base == about:
        base = Measurand(measure=about.measure, of=about.of, period="2019")
    value = Estimate.between(draw.choice((0.2, 0.5)) * off, draw.choice((1.0, 2.0)) * off, unit="times")
    return Metric(id=identity, measurand=about, value=value, relative_to=base, relation="versus", claims=claims)


def drawn(draw: Random) -> Landscape:
    numbers = [number(draw, f"n{each}") for each in range(draw.randrange(5, 14))]
    again = [
        attrs.evolve(one, id=f"{one.id}-again", value=other.value, relative_to=one.relative_to, claims=["wire.tells"])
        for one, other in pairwise(numbers[:4])
        if one.relation == other.relation
    ]
    undated = Metric(
        id="undated",
        measurand=Measurand(measure="sales", of="vendor-0", market="cn", period="unknown"),
        value=Estimate.between(2e9, 4e9, unit="USD"),
        claims=["filing.said"],
    )
    one, other = measurand(draw), measurand(draw)
    year = Measurand(measure="sales", of="vendor-1", period="2022")
    spans = ("2022-01-01/2022-07-01", "2022-07-01/2023-01-01")
    halves = [Measurand(measure="sales", of="vendor-1", period=each) for each in spans]
    ordering = [Comparison(id="less", smaller=one, larger=other, claims=["wire.said"])] if one != other else []
    sum_of = Partition(id="halves", whole=year, parts=halves, claims=["filing.said"])
    offer = Assumption(
        id="retold", name="Retold", because="why not", reads=[Reading(metric="n4", retells=["page.said"])]
    )
    return Landscape.of(*GROUND, *numbers, *again, undated, *ordering, sum_of, offer, as_of="2026-01-01")


def of_the_same(draw: Random, case: Landscape, identity: str) -> Metric:
    return number(draw, identity, about=case.metrics[f"n{draw.randrange(4)}"].measurand)


CHANGES: dict[str, Callable[[Random, Landscape], Landscape]] = {
    "a claim is doubted": lambda draw, case: case.doubting(draw.choice(CLAIMS)),
    "a number goes": lambda draw, case: case.removing(case.metrics[f"n{draw.randrange(4)}"]),
    "a number is replaced": lambda draw, case: case.replacing(number(draw, f"n{draw.randrange(4)}")),
    "a number is corrected": lambda draw, case: case.replacing(of_the_same(draw, case, f"n{draw.randrange(4)}")),
    "a number comes": lambda draw, case: case.adding(number(draw, "new")),
    "a number is told again": lambda draw, case: case.adding(of_the_same(draw, case, "new")),
    "a gap is placed": lambda draw, case: case.suppose("In 2022", because="why not", placing={"undated": "2022"}),
    "a number is taken for a retelling": lambda _, case: case.assuming("retold"),
    "the ordering goes": lambda _, case: case.removing(*case.comparisons),
    "the sum goes": lambda _, case: case.removing(*case.partitions),
    "a claim retells another": lambda _, case: case.replacing(
        attrs.evolve(case.claims["filing.said"], retells=["wire.said"])
    ),
    "a claim that is retold retells another": lambda _, case: case.replacing(
        attrs.evolve(case.claims["wire.tells"], retells=["filing.said"])
    ),
    "a claim passes on what another source said": lambda _, case: case.replacing(
        attrs.evolve(case.claims["page.said"], root="blog")
    ),
    "two things at once": lambda draw, case: case.removing(case.metrics["n0"]).adding(number(draw, "new")),
}


def near(landscape: Landscape) -> Network:
    return Network.of(Store(landscape._store.base), Switches())


def ends(network: Network, quantity: Quantity) -> tuple[float, float]:
    found = network.about(quantity)
    node, bounds = found.layout.nodes[quantity], found.solution.bounds
    return bounds.low[node], bounds.high[node]


def answer(network: Network, question: Wanted) -> str:
    """What is told, be it that a unit or a currency does not fit."""
    try:
        return str(asked(network, question).explain())
    except (InvalidValueError, UnitMismatchError) as error:
        return str(error)


def assert_same(one: Network, other: Network, draw: Random) -> None:
    mine, theirs = one.premises, other.premises
    assert [each.order for each in mine.listed] == [each.order for each in theirs.listed]
    assert [(each.low, each.high, each.root) for each in mine.listed] == [
        (each.low, each.high, each.root) for each in theirs.listed
    ]
    assert {(each.metric.id, each.obstacle, each.would_place) for each in mine.unplaced} == {
        (each.metric.id, each.obstacle, each.would_place) for each in theirs.unplaced
    }
    assert mine.units == theirs.units
    assert mine.currencies.by_measure == theirs.currencies.by_measure
    assert mine.currencies.by_party == theirs.currencies.by_party
    assert one.quantities == other.quantities
    assert [each.statement for each in one.conflicts()] == [each.statement for each in other.conflicts()]
    for quantity in other.quantities:
        for mine_end, their_end in zip(ends(one, quantity), ends(other, quantity), strict=True):
            assert math.isclose(mine_end, their_end, rel_tol=1e-9), quantity
    spoken_of = sorted(other.quantities, key=lambda each: each.order)
    for _ in range(3):
        wanted, base = draw.choice(spoken_of), draw.choice([None, *spoken_of])
        if base is not None and (base.unit != wanted.unit or base == wanted):
            base = None
        store, unit = other.setting.store, other.premises.units.get(wanted.unit)
        question = Wanted(
            measurand=measurand_of(store, wanted),
            relative_to=None if base is None else measurand_of(store, base),
            unit=unit if base is None else None,
        )
        assert answer(one, question) == answer(other, question)


@pytest.mark.parametrize("how", CHANGES)
def test_a_revision_is_what_begins_anew(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "_LARGEST_SHARE", 1)
    revises, parts = 0, 0
    for seed in range(60):
        draw = Random(seed)
        before = drawn(draw)
        if how == "the ordering goes" and not before.comparisons:
            continue
        after = CHANGES[how](draw, before)
        made = revised(near(before), after._store, after._switches)
        if made is None:
            continue
        revises += 1
        assert made.revision is not None
        parts += bool(made.revision.before.quantities - made.revision.apart)
        assert_same(made, Network.of(after._store, after._switches), draw)
    assert revises >= 15, "the law holds for nothing"
    assert parts >= 10, "everything is found anew"


def test_a_place_begins_anew() -> None:
    before = drawn(Random(1))
    after = before.adding(Market(id="shanghai", name="Shanghai", within=["cn"]))
    assert revised(near(before), after._store, after._switches) is None


def test_an_even_pace_begins_anew() -> None:
    before = drawn(Random(1))
    after = before.suppose("Even pace", because="why not", convention="even pace")
    assert revised(near(before), after._store, after._switches) is None


def test_what_changes_most_numbers_begins_anew() -> None:
    before = drawn(Random(1))
    after = before.doubting("page.said", "filing.said", "wire.said")
    assert revised(near(before), after._store, after._switches) is None


def test_a_large_landscape_is_revised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(increments, "_SMALL", 1)
    monkeypatch.setattr(revisions, "_LARGEST_SHARE", 1)
    before = drawn(Random(5))
    after = before.removing(*before.partitions)
    assert network_of(after._store, after._switches).revision is not None


@pytest.mark.parametrize("name", ["undated", "dated"])
def test_a_number_that_is_read_as_one_of_what_may_be_negative_begins_anew(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [f"{year}" for year in range(2000, 2025)]
    said = {
        "undated": published("undated", sales("unknown"), "x2", sales()),
        "dated": published("dated", sales("2025"), "x3", sales()),
    }
    case = maker(
        published("gain", profit(), "10..11 USD"),
        *(published(f"in-{year}", sales(year), "100..110 USD", claims=["paper.it"]) for year in years),
        *said.values(),
    )
    offer = Assumption(
        id="it-is-profit",
        because="b",
        reads=[Reading(metric=name, measurand=profit("2025"), relative_to=profit())],
    )
    from_the_start = case.adding(offer).assuming(offer).figure(profit("2025"))
    monkeypatch.setattr(increments, "_SMALL", 1)
    in_part = case.adding(offer).assuming(offer).figure(profit("2025"))

    assert from_the_start.low in (20, 30)
    assert in_part == from_the_start
