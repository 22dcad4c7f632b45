"""Scenarios read: a document becomes a scenario, or one error with every fault."""

from __future__ import annotations

from typing import Final

from aibroker.errors import InvalidFileError
from aibroker.exchange.documents import Document
from aibroker.exchange.locations import in_order
from aibroker.exchange.misfits import made_from
from aibroker.exchange.reading import faults_of_format
from aibroker.exchange.shorthands import expanded, expanded_each, expanded_table, table_at
from aibroker.exchange.spots import LEFT_OUT, LeftOut, Notes, Spot
from aibroker.exchange.tables import SCENARIO, STEPS
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Scenario

__all__ = ["is_scenario", "read_scenario"]

_DAYS: Final = ("effective", "until")


def is_scenario(document: Document) -> bool:
    """Whether a document is meant as a scenario."""
    return "scenario" in document.tree or "steps" in document.tree


def read_scenario(document: Document) -> Scenario:
    """The scenario that a document holds.

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
        fields["steps"] = expanded_each(_step)(document.tree["steps"], spot.into("steps", "steps"))
    made = made_from({field: each for field, each in fields.items() if each is not LEFT_OUT}, Scenario, notes)
    if made is None or notes.faults:
        raise InvalidFileError(in_order(fault for _, fault in notes.faults))
    return made


def _step(raw: object, spot: Spot) -> object:
    table = table_at(raw, spot, valid="[[steps]] with one step, for example restrict = { … }")
    if isinstance(table, LeftOut):
        return LEFT_OUT
    for key in table:
        if key not in STEPS:
            spot.refuse_key(key, STEPS)
    if "restrict" not in table:
        return spot.refuse("a step without anything to do", valid=", ".join(STEPS))
    return _restricted(table["restrict"], spot.into("restrict"))


def _restricted(raw: object, spot: Spot) -> object:
    table = table_at(raw, spot)
    if isinstance(table, LeftOut):
        return LEFT_OUT
    made: dict[str, object] = {}
    for key in _DAYS:
        if key in table:
            spot.into(key, key)
            made[key] = table[key]
    rest = {key: value for key, value in table.items() if key not in _DAYS}
    selects = expanded(rest, spot.becoming("selects"), Selection)
    return LEFT_OUT if isinstance(selects, LeftOut) else {**made, "selects": selects}
