"""What must hold of each record beside the others, and across records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from aibroker.errors import Fault
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import COLLECTIONS, Record, RecordKind, is_groundless
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Model, Product, SalesChannel
from aibroker.records.parties import Authority
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Right
from aibroker.store.pairs import PAIRED, fault_of_pair, pairs_of
from aibroker.store.partitions import faults_of_partition
from aibroker.store.stores import Store
from aibroker.values.estimates import Estimate

__all__ = ["Where", "faults_of_cycles", "faults_of_record", "measurands_of"]


class Where(Protocol):
    """Says the path to a record, or to a field in it."""

    def __call__(self, record: Record, path: str = "") -> str:
        """The path."""
        ...


def faults_of_record(store: Store, record: Record, where: Where) -> Iterator[Fault]:
    """What is wrong with a record, given the records around it."""
    if is_groundless(record):
        yield Fault(
            where=where(record, "claims"), problem="it rests on no claim", valid="the ids of the claims that state it"
        )
    match record:
        case Model():
            yield from _faults_of_model(store, record, where)
        case SalesChannel() | Right() if record.excluding or not _is_somewhere(store, record):
            yield from _faults_of_territory(store, record, where)
        case Metric():
            yield from _faults_of_metric(store, record, where)
        case Partition():
            yield from faults_of_partition(store, record, where(record))
        case Question() if record.party is not None and isinstance(store.get("party", record.party), Authority):
            problem = "an authority makes rules; it neither buys nor sells"
            yield Fault(where=where(record, "party"), problem=problem, value=record.party, valid="a company")
        case Assumption():
            yield from _faults_of_readings(store, record, where)
            for statement in record.adds:
                if isinstance(statement, Metric):
                    yield from _faults_of_metric(store, statement, _inside(record, where))
                elif isinstance(statement, Partition):
                    yield from faults_of_partition(store, statement, where(record, f"adds.{statement.id}"))
        case _:
            pass
    yield from _faults_of_products(store, record, where)
    if isinstance(record, PAIRED):
        yield from _faults_of_pairs(store, record, where)


def _faults_of_pairs(store: Store, record: Record, where: Where) -> Iterator[Fault]:
    found = (fault_of_pair(store, pair, where(record, pair.other_path)) for pair in pairs_of(store, record))
    yield from (each for each in found if each is not None)


def _inside(assumption: Assumption, where: Where) -> Where:
    def place(record: Record, path: str = "") -> str:
        return where(assumption, f"adds.{record.id}{'.' + path if path else ''}")

    return place


def _faults_of_model(store: Store, model: Model, where: Where) -> Iterator[Fault]:
    family = store.get("model", model.family) if model.family else None
    if isinstance(family, Model) and not family.is_family:
        yield Fault(where=where(model, "family"), problem="this model is not a family", value=family.id)
    if isinstance(family, Model) and family.developer != model.developer:
        problem = "a family and its members have one developer"
        yield Fault(
            where=where(model, "family"), problem=problem, value=family.id, valid=f"a family by {model.developer}"
        )


def _is_somewhere(store: Store, record: SalesChannel | Right) -> bool:
    """Whether one of its places is known to hold something, as of most records."""
    into = record.into if isinstance(record, SalesChannel) else record.territory
    known = store.territories.places
    return any(known.get(market) for market in into or ())


def _faults_of_territory(store: Store, record: SalesChannel | Right, where: Where) -> Iterator[Fault]:
    into = record.into if isinstance(record, SalesChannel) else record.territory
    named = (*(into or ()), *record.excluding)
    known = store.territories.places
    if all(market in known for market in named) and not store.territories.territory(into, record.excluding):
        yield Fault(
            where=where(record, "excluding"),
            problem="nothing is left of the territory",
            value=", ".join(record.excluding),
            valid="exclusions that leave some part of it",
        )


def _faults_of_metric(store: Store, metric: Metric, where: Where) -> Iterator[Fault]:
    measure = store.get("measure", metric.measurand.measure)
    may_be_negative = isinstance(measure, Measure) and measure.may_be_negative
    if metric.relation == "share of" and metric.value.to("percent").low > 100 and not may_be_negative:
        yield Fault(where=where(metric, "value"), problem="a share above the whole", value=str(metric.value))
    yield from _below_zero(store, metric.measurand, metric.value, where(metric, "value"))
    if metric.relation is None and isinstance(measure, Measure) and not measure.fits(metric.value):
        valid = measure.dimension + (f" or {measure.dimension}/time" if measure.has_pace else "")
        problem = f"this unit does not fit the measure {measure.id}"
        yield Fault(where=where(metric, "value"), problem=problem, value=str(metric.value), valid=valid)


def _below_zero(store: Store, measurand: Measurand, value: Estimate | None, place: str) -> Iterator[Fault]:
    """No value from zero up: what cannot be negative is not."""
    measure = store.get("measure", measurand.measure)
    if value is not None and value.high < 0 and isinstance(measure, Measure) and not measure.may_be_negative:
        yield Fault(where=place, problem=f"{measure.id} cannot be below zero", value=str(value), valid="0 or more")


def _faults_of_readings(store: Store, assumption: Assumption, where: Where) -> Iterator[Fault]:
    for index, reading in enumerate(assumption.reads):
        metric = store.get("metric", reading.metric)
        if isinstance(metric, Metric):
            place = where(assumption, f"reads[{index}]")
            yield from _faults_of_reading(store, reading, metric, place)


def _faults_of_reading(store: Store, reading: Reading, metric: Metric, place: str) -> Iterator[Fault]:
    """An amount is read as another amount, and a share or a growth as another one, of what it can be of."""
    read, value = reading.measurand or metric.measurand, reading.value or metric.value
    given = (each for each in ("value", "measurand", "relative_to") if getattr(reading, each) is not None)
    changed = f"{place}.{next(given, 'metric')}"
    yield from _below_zero(store, read, value, changed)
    if not _is_a_reading(reading, metric):
        problem, valid = "it reads the number as what it is", "a measurand, a value, relative_to or retells"
        yield Fault(where=place, problem=problem, value=metric.id, valid=valid)
    elif metric.relative_to is None and reading.relative_to is not None:
        problem, valid = "an amount is not read as a ratio", "a measurand, a value or retells"
        yield Fault(where=f"{place}.relative_to", problem=problem, value=metric.id, valid=valid)
    elif metric.relative_to is not None and (reading.relative_to or metric.relative_to) == read and read.periods:
        problem, valid = "a ratio of a quantity to itself", "another period, market, product, buyer or company"
        yield Fault(where=changed, problem=problem, value=read.measure, valid=valid)
    else:
        yield from _of_another_kind(store, metric, read, value, changed)


def _is_a_reading(reading: Reading, metric: Metric) -> bool:
    """Whether it says anything; of a projection, that it counts is enough."""
    said = (reading.measurand, reading.value, reading.relative_to)
    return any(each is not None for each in said) or bool(reading.retells) or metric.basis == "projected"


def _of_another_kind(store: Store, metric: Metric, read: Measurand, value: Estimate, place: str) -> Iterator[Fault]:
    measure = store.get("measure", read.measure)
    if not isinstance(measure, Measure):
        return
    is_ratio = metric.relative_to is not None
    if value.unit.dimension != "ratio" if is_ratio else not measure.fits(value):
        valid = "a share or a growth, such as '1.5 %'" if is_ratio else f"a value of the measure {measure.id}"
        problem = f"this unit does not fit the number that is read, {metric.id}"
        yield Fault(where=place, problem=problem, value=str(value), valid=valid)


def _faults_of_products(store: Store, record: Record, where: Where) -> Iterator[Fault]:
    if isinstance(record, SalesChannel) and record.product is None:
        return
    counted = [(path, each.product, "of", each.of) for path, each in measurands_of(record)]
    if isinstance(record, SalesChannel):
        counted.append(("product", record.product, "seller", record.seller))
    for path, product_id, named, seller in counted:
        product = store.get("product", product_id) if product_id else None
        if isinstance(product, Product) and product.seller != seller:
            problem = "this product is another seller's"
            valid = f"{named} = {product.seller!r}"
            yield Fault(where=where(record, path), problem=problem, value=product.id, valid=valid)


def measurands_of(record: Record) -> Iterator[tuple[str, Measurand]]:
    """Every measurand inside a record, with the path to it."""
    match record:
        case Metric() | Question():
            both = (("measurand", record.measurand), ("relative_to", record.relative_to))
            yield from ((path, each) for path, each in both if each is not None)
        case Partition():
            yield "whole", record.whole
            yield from ((f"parts[{index}]", part) for index, part in enumerate(record.parts))
        case Comparison():
            yield from (("smaller", record.smaller), ("larger", record.larger))
        case Payment():
            yield "of", record.of
        case Assumption():
            for index, reading in enumerate(record.reads):
                both = (
                    (f"reads[{index}].measurand", reading.measurand),
                    (f"reads[{index}].relative_to", reading.relative_to),
                )
                yield from ((path, each) for path, each in both if each is not None)
            for statement in record.adds:
                yield from ((f"adds.{statement.id}.{path}", each) for path, each in measurands_of(statement))
        case _:
            return


def faults_of_cycles(store: Store, kinds: Iterable[RecordKind]) -> Iterator[Fault]:
    """Circles among records that must not have any: places, products, families, retellings, continuations."""
    for kind in sorted(set(kinds)):
        for circle in _circles(_edges(store, kind)):
            place = f"{COLLECTIONS[kind]}.{circle[0]}"
            yield Fault(where=place, problem="these lie in a circle", value=" → ".join(circle))


def _edges(store: Store, kind: RecordKind) -> Mapping[str, tuple[str, ...]]:
    edges: dict[str, tuple[str, ...]] = {}
    for record in store.all(kind):
        match record:
            case Market():
                edges[record.id] = (*edges.get(record.id, ()), *record.within)
                for inner in record.includes:
                    edges[inner] = (*edges.get(inner, ()), record.id)
            case Product():
                edges[record.id] = (record.within,) if record.within else ()
            case Model():
                edges[record.id] = (record.family,) if record.family else ()
            case SalesChannel():
                edges[record.id] = (record.continues,) if record.continues else ()
            case Claim() | Source():
                edges[record.id] = (*record.retells, *record.corrects)
            case _:
                return {}
    return edges


def _circles(edges: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Circles that share no node, until none is left beside them."""
    rest = {node: following for node, following in edges.items() if following}  # no circle goes through others
    while circle := _circle(rest):
        yield circle
        rest = {node: following for node, following in rest.items() if node not in circle}


def _circle(edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The first circle in a graph, with its first node repeated at the end; empty where there is none."""
    done: set[str] = set()
    for start in sorted(edges):
        path: dict[str, Iterator[str]] = {}
        following: str | None = start if start not in done else None
        while following is not None or path:
            if following is not None:
                if following in path:
                    nodes = list(path)
                    return (*nodes[nodes.index(following) :], following)
                path[following] = iter(edges.get(following, ()))
            current = next(reversed(path))
            following = next((each for each in path[current] if each not in done), None)
            if following is None:
                done.add(current)
                del path[current]
    return ()
