"""What makes a partition: parts in the whole that share nothing and leave nothing out, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from aibroker.errors import Fault
from aibroker.records.identifiers import MarketId
from aibroker.records.measures import Measurand, Measure, Partition
from aibroker.store.lineages import product_lineage
from aibroker.store.stores import Store

__all__ = ["aspect_outside", "faults_of_partition"]

_ASPECTS = ("of", "market", "product", "buyer", "periods")


def faults_of_partition(store: Store, partition: Partition, place: str) -> Iterator[Fault]:
    """What keeps a partition from being one.

    Whether products or buyers leave something out cannot be told from the records: that they do not is what its claims
    or its assumption state.

    Args:
        store: The landscape's records.
        partition: The partition.
        place: The path to it.
    """
    whole, parts = partition.whole, partition.parts
    measure = store.get("measure", whole.measure)
    if isinstance(measure, Measure) and not measure.adds_up:
        yield Fault(where=place, problem="amounts of this measure do not add up", value=measure.id)
    faults = [*_outside(store, whole, parts, place), *_overlapping(store, parts, place)]
    yield from faults or _left_out(store, whole, parts, place)


def _outside(store: Store, whole: Measurand, parts: tuple[Measurand, ...], place: str) -> Iterator[Fault]:
    for index, part in enumerate(parts):
        found = (
            ("measure", part.measure, whole.measure)
            if part.measure != whole.measure
            else aspect_outside(store, part, whole)
        )
        if found is not None:
            aspect, inner, outer = found
            problem = f"this part does not lie in the whole ({aspect})"
            yield Fault(where=f"{place}.parts[{index}]", problem=problem, value=inner, valid=f"a part of {outer}")


def aspect_outside(store: Store, part: Measurand, whole: Measurand) -> tuple[str, str, str] | None:
    """The first aspect in which one quantity does not lie in another, with both, in words; whatever is measured."""
    aspect = next((each for each in _ASPECTS if not _lies_in(store, part, whole, each)), None)
    return None if aspect is None else (aspect, _shown(getattr(part, aspect)), _shown(getattr(whole, aspect)))


def _shown(aspect: object) -> str:
    return ", ".join(map(str, aspect)) if isinstance(aspect, tuple) else "all" if aspect is None else str(aspect)


def _lies_in(store: Store, part: Measurand, whole: Measurand, aspect: str) -> bool:
    inner, outer = getattr(part, aspect), getattr(whole, aspect)
    if outer is None or inner == outer:
        return True
    match aspect:
        case "market":
            places = store.territories.places
            return inner is not None and not places.get(inner, 0) & ~places.get(outer, -1)
        case "product":
            return outer in product_lineage(store, inner)
        case "periods":
            return part.period is None or whole.period is None or part.period in whole.period
        case _:
            return False


def _overlapping(store: Store, parts: tuple[Measurand, ...], place: str) -> Iterator[Fault]:
    for (index, one), (other_index, other) in combinations(enumerate(parts), 2):
        if all(_meet(store, one, other, aspect) for aspect in _ASPECTS):
            problem = f"parts[{index}] and parts[{other_index}] overlap, so that something counts twice"
            yield Fault(where=place, problem=problem, valid="parts that share nothing")


def _meet(store: Store, one: Measurand, other: Measurand, aspect: str) -> bool:
    mine, theirs = getattr(one, aspect), getattr(other, aspect)
    if mine is None or theirs is None or mine == theirs:
        return True
    match aspect:
        case "market":
            places = store.territories.places
            return bool(places.get(mine, 0) & places.get(theirs, 0))
        case "product":
            return mine in product_lineage(store, theirs) or theirs in product_lineage(store, mine)
        case "periods":
            return one.period is not None and other.period is not None and one.period.overlaps(other.period)
        case _:
            return False


def _left_out(store: Store, whole: Measurand, parts: tuple[Measurand, ...], place: str) -> Iterator[Fault]:
    """What parts that differ by period alone, or by market alone, leave out."""
    differing = {each for each in _ASPECTS for part in parts if getattr(part, each) != getattr(whole, each)}
    if differing == {"periods"}:
        yield from _days_left_out(whole, parts, place)
    if differing == {"market"}:
        yield from _places_left_out(store, whole.market, parts, place)


def _days_left_out(whole: Measurand, parts: tuple[Measurand, ...], place: str) -> Iterator[Fault]:
    spans = sorted((part.period for part in parts if part.period is not None), key=lambda span: str(span.start))
    if whole.period is None or len(spans) < len(parts):
        return
    ends = [whole.period.start, *(end for span in spans for end in (span.start, span.end)), whole.period.end]
    if any(before != after for before, after in list(pairwise(ends))[::2]):
        said = ", ".join(str(span) for span in spans)
        problem = "the parts leave some days out"
        yield Fault(where=place, problem=problem, value=said, valid=f"periods that make up {whole.period}")


def _places_left_out(store: Store, whole: MarketId | None, parts: tuple[Measurand, ...], place: str) -> Iterator[Fault]:
    places = store.territories.places
    wanted = store.territories.everywhere if whole is None else places.get(whole, 0)
    covered = 0
    for part in parts:
        covered |= places.get(part.market or "", 0)
    if wanted & ~covered:
        left = store.territories.around(wanted & ~covered)
        problem = "the parts leave some places out"
        yield Fault(where=place, problem=problem, value=", ".join(left[:5]), valid="markets that make up the whole")
