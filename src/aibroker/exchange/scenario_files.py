"""Scenarios read: a document becomes a scenario, or one error with every fault."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from aibroker.errors import InvalidFileError
from aibroker.exchange.context import Context
from aibroker.exchange.documents import Document
from aibroker.exchange.locations import in_order
from aibroker.exchange.misfits import made_from
from aibroker.exchange.reading import faults_of_format
from aibroker.exchange.shorthands import expanded_each, expanded_table, table_at
from aibroker.exchange.spots import LEFT_OUT, LeftOut, Notes, Spot
from aibroker.exchange.step_files import step_fields
from aibroker.exchange.tables import SCENARIO
from aibroker.records.kinds import Record
from aibroker.scenarios.steps import Scenario

__all__ = ["is_scenario", "read_scenario"]


def is_scenario(document: Document) -> bool:
    """Whether a document is meant as a scenario."""
    return "scenario" in document.tree or "steps" in document.tree


def read_scenario(document: Document, used: Iterable[Record] = ()) -> Scenario:
    """The scenario that a document holds.

    Args:
        document: The document.
        used: The records of the case that it is meant for, whose measures and fiscal years it may speak of.

    Raises:
        InvalidFileError: If it does not hold together; with every fault.
    """
    faults = list(faults_of_format(document))
    if faults:
        raise InvalidFileError(faults)
    notes = Notes(document)
    spot = Spot(notes, ())
    fields = expanded_table(document.tree, spot, SCENARIO)
    if "steps" in document.tree:
        step = partial(step_fields, context=Context.of((), used))
        fields["steps"] = expanded_each(step)(document.tree["steps"], spot.into("steps", "steps"))
    if "labels" in document.tree:
        fields["labels"] = _labels(document.tree["labels"], spot.into("labels", "labels"))
    made = made_from({field: each for field, each in fields.items() if each is not LEFT_OUT}, Scenario, notes)
    if made is None or notes.faults:
        raise InvalidFileError(in_order(fault for _, fault in notes.faults))
    return made


def _labels(raw: object, spot: Spot) -> object:
    table = table_at(raw, spot, valid='labels = { severity = "high" }')
    return LEFT_OUT if isinstance(table, LeftOut) else list(map(list, table.items()))
