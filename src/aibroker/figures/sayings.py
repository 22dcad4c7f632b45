"""Premises in words: what a number, an ordering or a sum says, as a sentence can take it in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measurand_of
from aibroker.figures.statements import Statement
from aibroker.records.measures import Measurand
from aibroker.store.stores import Store
from aibroker.store.wording import in_words
from aibroker.values.estimates import Estimate

__all__ = ["NOTHING_CALLED", "quantity_in_words", "said_by", "value_in_words"]

NOTHING_CALLED: Final[Mapping[str, str]] = MappingProxyType({})
_DIGITS = 9  # what a source states is told with all its digits


def said_by(store: Store, premise: Premise, *, called: Mapping[str, str] = NOTHING_CALLED) -> str:
    """What a premise says, in words.

    Args:
        store: The landscape's records.
        premise: The premise.
        called: What to call each measure.
    """
    match premise.kind:
        case "amount" | "ratio":
            return " or ".join(dict.fromkeys(_worded(each) for each in premise.statements))
        case "comparison":
            smaller, larger = (quantity_in_words(store, each, called=called) for each in premise.quantities)
            return f"{smaller} is not larger than {larger}"
        case "sum":
            whole, *parts = (measurand_of(store, each) for each in premise.quantities)
            by_period = all(attrs.evolve(each, period=whole.periods) == whole for each in parts)
            *first, last = (str(each.period) if by_period else _named(store, each, called) for each in parts)
            return (
                f"{_named(store, whole, called)} is the sum of {(', ' if by_period else '; ').join(first)} and {last}"
            )


def quantity_in_words(store: Store, quantity: Quantity, *, called: Mapping[str, str] = NOTHING_CALLED) -> str:
    """A quantity in words, its measure called as asked."""
    return _named(store, measurand_of(store, quantity), called)


def _named(store: Store, measurand: Measurand, called: Mapping[str, str]) -> str:
    return in_words(store, measurand, called=called.get(measurand.measure))


def value_in_words(value: Estimate, *, read: Estimate | None = None) -> str:
    """An estimate as it was stated, and in brackets how it is read.

    Args:
        value: The estimate as it was published.
        read: The estimate that it is read as; itself where none is given.
    """
    stated, _, own = value.shown(digits=_DIGITS).partition(", read as ")
    if read is not None and read != value:
        own = Estimate.between(read.low, read.high, unit=read.unit).shown(digits=_DIGITS)
    says_it_itself = not own or own in (stated.removeprefix("exactly "), f"{stated.strip('x ')} times")
    return stated if says_it_itself else f"{stated} (read as {own})"


def _worded(statement: Statement) -> str:
    said = value_in_words(statement.metric.value, read=statement.value)
    pace = statement.value.unit.dimension.endswith("/time")
    return f"{said}, for {statement.measurand.periods[0]}" if pace else said
