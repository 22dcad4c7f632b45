"""Gaps: why nothing limits a side of a figure, which known quantities are nearest, and what would link them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isinf

from aibroker.figures.clashes import Settled
from aibroker.figures.facets import Gap
from aibroker.figures.layouts import ONE
from aibroker.figures.networks import Network
from aibroker.figures.quantities import Quantity, measurand_of, measure_of
from aibroker.figures.sayings import quantity_in_words, value_in_words
from aibroker.figures.statements import Unplaced, in_force
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import AssumptionId
from aibroker.records.markets import WORLD
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.store.stores import Store
from aibroker.store.wording import in_words

__all__ = ["gaps_of", "read_away"]

_MOST_OF_A_KIND = 4
_ASPECTS = ("of", "market", "product", "buyer")


def gaps_of(
    network: Network,
    found: Settled,
    quantity: Quantity,
    relative_to: Quantity | None,
    *,
    called: Mapping[str, str],
) -> tuple[Gap, ...]:
    """Why a side is open, the nearest first.

    Args:
        network: The network that was asked.
        found: What it implies.
        quantity: The quantity asked about.
        relative_to: What it was wanted relative to.
        called: What to call each measure.
    """
    wanted = (quantity,) if relative_to is None else (quantity, relative_to)
    unplaced = sorted(network.premises.unplaced, key=lambda each: (_distance(_about(each), wanted), each.metric.id))
    near = [each for each in unplaced if _distance(_about(each), wanted) <= len(_ASPECTS) // 2]
    gaps = (
        *(() if relative_to is not None else _without_amount(network, found, quantity, called)),
        *(_gap_of(network.setting.store, each, called) for each in near[:_MOST_OF_A_KIND]),
        *_off(network.setting.store, network.setting.switches.assumptions, wanted),
        *_known(network, found, wanted, called),
    )
    return gaps or (_of_nothing(network, quantity, called),)


def read_away(network: Network, wanted: tuple[Quantity, ...]) -> Iterator[str]:
    """The numbers of what is wanted that assumptions read as ones of something else, in words."""
    store = network.setting.store
    for assumption in in_force(store, network.setting.switches):
        for reading in assumption.reads:
            metric, meant = store.get("metric", reading.metric), reading.measurand
            is_of_it = isinstance(metric, Metric) and not _distance(metric.measurand, wanted)
            if is_of_it and meant is not None and _distance(meant, wanted):
                other = in_words(store, meant)
                yield f"{reading.metric} speaks of it, but {assumption.id} reads it as {other}"


def _of_nothing(network: Network, quantity: Quantity, called: Mapping[str, str]) -> Gap:
    """Where no number is near: whether there is any of the measure, or of the quantity itself."""
    if quantity in network.quantities:
        return Gap(said="what is stated of it leaves that side open")
    measure = measure_of(network.setting.store, quantity.measure)
    known = any(each.measure == quantity.measure for each in network.quantities)
    name = called.get(measure.id, measure.name)
    return Gap(said=f"the numbers of {name} speak of others alone" if known else f"there is no number of {name}")


def _about(unplaced: Unplaced) -> Measurand:
    record = unplaced.metric
    match record:
        case Metric():
            return unplaced.read_as or record.measurand
        case Comparison():
            return record.larger
        case Partition():
            return record.whole


def _distance(measurand: Measurand, wanted: Iterable[Quantity]) -> int:
    """In how many aspects a quantity differs from the nearest one wanted; many where it is of another measure."""

    def apart(quantity: Quantity) -> int:
        if measurand.measure != quantity.measure:
            return len(_ASPECTS) + 1
        mine = (_or_none(getattr(measurand, aspect)) for aspect in _ASPECTS)
        return sum(one != getattr(quantity, aspect) for one, aspect in zip(mine, _ASPECTS, strict=True))

    return min(apart(each) for each in wanted)


def _or_none(aspect: object) -> object:
    return None if aspect == WORLD else aspect


def _gap_of(store: Store, unplaced: Unplaced, called: Mapping[str, str]) -> Gap:
    record, measurand = unplaced.metric, _about(unplaced)
    match unplaced.obstacle:
        case "projection":
            why = f"but that is a projection for {measurand.period}, which counts once an assumption says so"
        case "undated":
            why = "but for no known period"
        case "ambiguous":
            why = f"but for {' or '.join(map(str, measurand.periods))}, and nothing says which"
        case "endless":
            why = f"but a pace over {measurand.periods[0]}, which has no end, makes no amount"
        case "currency":
            why = "but it compares two periods, and the numbers of the company are in several currencies"
        case "ordering":
            why = "but an ordering of what may be negative is not used"
        case "sign":
            why = "but a ratio to what may be negative says nothing until that is known not to be"
    would = f"; {' or '.join(unplaced.would_place)} would place it" if unplaced.would_place else ""
    return Gap(
        said=f"{_says(store, record, called)}, {why}{would}",
        metric=record.id if isinstance(record, Metric) else None,
        would_close=unplaced.would_place,
    )


def _says(store: Store, record: Metric | Partition | Comparison, called: Mapping[str, str]) -> str:
    """What a number says, without its period, which is what is missing."""
    measurands = _spoken_of(record)
    first = _undated(store, measurands[0], called)
    match record:
        case Metric(relative_to=None):
            return f"{record.id} gives {first} as {value_in_words(record.value)}"
        case Metric(relative_to=base) if base is not None and base.periods != record.measurand.periods:
            return f"{record.id} gives {first} as {value_in_words(record.value)} of what it was"
        case Metric(relative_to=base):
            of = "" if base is None else f" of {_undated(store, base, called)}"
            return f"{record.id} gives {first} as {value_in_words(record.value)}{of}"
        case Comparison(smaller=smaller, larger=larger):
            dated = smaller.periods != larger.periods
            one, other = (
                in_words(store, each, called=called.get(each.measure), dated=dated) for each in (smaller, larger)
            )
            return f"{record.id} says that {one} is not larger than {other}"
        case Partition():
            return f"{record.id} splits {first}"


def _undated(store: Store, measurand: Measurand, called: Mapping[str, str]) -> str:
    return in_words(store, measurand, called=called.get(measurand.measure), dated=False)


def _off(store: Store, on: Iterable[AssumptionId], wanted: tuple[Quantity, ...]) -> Iterator[Gap]:
    """Assumptions that are off and add something about one of the quantities, in whatever period."""
    switched = {*on}
    for assumption in store.own("assumption"):
        if isinstance(assumption, Assumption) and assumption.id not in switched and assumption.adds:
            about = [each for statement in assumption.adds for each in _spoken_of(statement)]
            if min(_distance(each, wanted) for each in about) == 0:
                said = f"{assumption.id} would add what it assumes: {assumption.name or assumption.because}"
                yield Gap(said=said, would_close=(assumption.id,))


def _spoken_of(statement: Metric | Partition | Comparison) -> tuple[Measurand, ...]:
    match statement:
        case Metric():
            return (statement.measurand,)
        case Partition():
            return (statement.whole, *statement.parts)
        case Comparison():
            return (statement.smaller, statement.larger)


def _without_amount(network: Network, found: Settled, quantity: Quantity, called: Mapping[str, str]) -> Iterator[Gap]:
    """Where ratios tie a quantity to others of which none is known as an amount."""
    tied = _tied(found, quantity)
    if not tied or any(_is_known(found, each) for each in tied):
        return
    store = network.setting.store
    named = "; or of ".join(quantity_in_words(store, each, called=called) for each in tied[:_MOST_OF_A_KIND])
    said = f"ratios tie it to other quantities, but none of them is known as an amount: that of {named} would do"
    yield Gap(said=said, measurand=measurand_of(store, tied[0]))


def _tied(found: Settled, quantity: Quantity) -> tuple[Quantity, ...]:
    """The quantities that ratios, at any remove, tie to one, in order."""
    layout, start = found.layout, found.layout.nodes[quantity]
    beside: dict[int, set[int]] = {}
    for link in layout.system.links:
        if ONE not in (link.of, link.to) and link.low > 0 and not isinf(link.high):
            beside.setdefault(link.of, set()).add(link.to)
            beside.setdefault(link.to, set()).add(link.of)
    reached, waiting = {start}, [start]
    while waiting:
        new = beside.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return tuple(layout.quantities[node - 1] for node in sorted(reached - {start}))


def _is_known(found: Settled, quantity: Quantity, *, from_below: bool = False) -> bool:
    node, bounds = found.layout.nodes[quantity], found.solution.bounds
    return bounds.low[node] > 0 or not (from_below or isinf(bounds.high[node]))


def _known(network: Network, found: Settled, wanted: tuple[Quantity, ...], called: Mapping[str, str]) -> Iterator[Gap]:
    """The nearest quantities of which something is known, and what would link them to the one wanted."""
    quantity, *bases = wanted
    store = network.setting.store
    alike = (each for each in network.quantities if each not in wanted and each.measure == quantity.measure)
    # a part of what all is relative to is no more than that by definition, of which nobody learns anything
    known = [each for each in alike if _is_known_here(network, found, each, is_ratio=bool(bases))]
    tied = frozenset(_tied(found, quantity))
    ranked = sorted(known, key=lambda each: (_steps(each, quantity), each.order))
    for each in [near for near in ranked if _steps(near, quantity) <= 2][:2]:
        measurand = measurand_of(store, each)
        name, side = quantity_in_words(store, each, called=called), _open_side(found, quantity)
        link = "a growth rate" if each[:5] == quantity[:5] else "a share, or a comparison,"
        said = (
            f"ratios tie it to {name}, which nothing limits from {side} either"
            if each in tied
            else f"{name} is bounded: {link} would link the two"
        )
        yield Gap(said=said, measurand=measurand)


def _open_side(found: Settled, quantity: Quantity) -> str:
    return "above" if isinf(found.solution.bounds.high[found.layout.nodes[quantity]]) else "below"


def _is_known_here(network: Network, found: Settled, quantity: Quantity, *, is_ratio: bool) -> bool:
    """Whether something is known of a quantity; where nothing ties it to those wanted, by its amount."""
    if not is_ratio:
        return _is_known(network.about(quantity), quantity)
    if quantity in found.layout.nodes:
        return _is_known(found, quantity, from_below=True)
    return found.solution.bounds.low[ONE] > 0 and _is_known(network.about(quantity), quantity, from_below=True)


def _steps(one: Quantity, other: Quantity) -> int:
    """How many aspects differ; another period counts as one."""
    return sum(mine != theirs for mine, theirs in zip(one[1:5], other[1:5], strict=True)) + (one[5:7] != other[5:7])
