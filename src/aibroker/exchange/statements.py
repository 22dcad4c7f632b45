"""Numbers, written: metrics, partitions, comparisons, payments, assumptions and questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from aibroker.exchange.contraction import Tree, contracted_table
from aibroker.exchange.converter import unstructured
from aibroker.exchange.measurands import followed
from aibroker.exchange.numbers import AS_PUBLISHED, RELATIONS
from aibroker.exchange.quantities import Quantities, quantity_of
from aibroker.exchange.tables import READING, SECTIONS
from aibroker.records.assumptions import Assumption, Reading, Statement
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.records.questions import Question
from aibroker.records.rights import Payment

__all__ = ["assumption_table", "question_table", "statement_table"]

_RELATION_KEYS: Final = {relation: key for key, relation in RELATIONS.items()}
_QUANTITIES: Final = frozenset({"measurand", "relative_to", "relation", "whole", "parts", "smaller", "larger", "of"})


def _rest(record: object, section: str) -> Tree:
    """The keys of a record that hold no quantity."""
    fields = {field: value for field, value in unstructured(record).items() if field not in {*_QUANTITIES, "id"}}
    return contracted_table(fields, SECTIONS[section].table)


def statement_table(record: Metric | Partition | Comparison | Payment, quantities: Quantities) -> Tree:
    """The table of a number, a sum, an ordering or a payment."""
    match record:
        case Metric():
            return _metric(record, quantities)
        case Partition():
            parts = [quantities.differences(record.whole, part) for part in record.parts]
            made: Tree = {"whole": quantities.under_measure(record.whole), "parts": parts}
            return made | _rest(record, "partitions")
        case Comparison():
            larger = quantities.differences(record.smaller, record.larger)
            made = {"smaller": quantities.under_measure(record.smaller), "larger": larger}
            return made | _rest(record, "comparisons")
        case Payment():
            return _payment(record, quantities)


def _metric(metric: Metric, quantities: Quantities) -> Tree:
    made = quantities.under_measure(metric.measurand, SECTIONS["metrics"].table.keys)
    if metric.relative_to is not None and metric.relation is not None:
        made[_RELATION_KEYS[metric.relation]] = quantities.differences(metric.measurand, metric.relative_to)
    return made | _rest(metric, "metrics")


def _payment(payment: Payment, quantities: Quantities) -> Tree:
    rest = _rest(payment, "payments")
    place = [*rest].index("share") + 1
    items = [*rest.items()]
    return dict([*items[:place], ("of", quantities.under_measure(payment.of)), *items[place:]])


def question_table(question: Question, quantities: Quantities) -> Tree:
    """The table of a saved question."""
    made: Tree = {}
    if question.measurand is not None:
        made = quantities.under_measure(question.measurand, SECTIONS["ask"].table.keys)
        if question.relative_to is not None:
            made["relative_to"] = quantities.differences(question.measurand, question.relative_to)
    rest = _rest(question, "ask")
    if question.period is not None:
        rest["period"] = quantities.period(question.period, question.party)
    return made | rest


_GROUPS: Final[Mapping[type[Statement], str]] = {
    Metric: "metrics", Partition: "partitions", Comparison: "comparisons"
}  # fmt: skip


def assumption_table(assumption: Assumption, quantities: Quantities, metrics: Callable[[str], Metric]) -> Tree:
    """The table of an assumption.

    Args:
        assumption: The assumption.
        quantities: Writes measurands.
        metrics: Gives the metric of an id.

    Raises:
        InvalidValueError: If it says two things under one key, which a file cannot.
    """
    made: Tree = {"because": assumption.because}
    if assumption.name:
        made["name"] = assumption.name
    if assumption.reads:
        made["reads"] = {each.metric: _reading(each, metrics(each.metric), quantities) for each in assumption.reads}
    if assumption.adds:
        made["adds"] = _added(assumption, quantities)
    rest = _rest(assumption, "assumptions")
    return made | {key: value for key, value in rest.items() if key not in made}


def _added(assumption: Assumption, quantities: Quantities) -> Tree:
    groups: dict[str, list[tuple[str, Tree]]] = {group: [] for group in _GROUPS.values()}
    for each in assumption.adds:
        groups[_GROUPS[type(each)]].append((each.id, statement_table(each, quantities)))
    return {group: dict(tables) for group, tables in groups.items() if tables}


def _reading(reading: Reading, metric: Metric, quantities: Quantities) -> Tree:
    made: Tree = {}
    changed = metric.measurand if reading.measurand is None else reading.measurand
    if reading.measurand is not None:
        made = quantities.differences(metric.measurand, changed) or {"period": quantities.aspects(changed)["period"]}
    base = _base(reading.relative_to, metric, changed, quantities)
    if base is not None:
        made[_RELATION_KEYS.get(metric.relation or "", "share_of")] = base
    fields = unstructured(reading)
    return made | contracted_table({field: fields[field] for field in ("value", "retells") if field in fields}, READING)


def _base(relative: Measurand | None, metric: Metric, changed: Measurand, quantities: Quantities) -> Tree | str | None:
    """What a reading says of the base of a ratio; None where it is what a file would infer."""
    published = None if metric.relative_to is None else quantity_of(metric.relative_to)
    follows = None if published is None else followed(quantity_of(metric.measurand), published, quantity_of(changed))
    inferred = None if follows == published else follows
    if (None if relative is None else quantity_of(relative)) == inferred:
        return None
    return AS_PUBLISHED if relative is None else quantities.differences(changed, relative)
