"""Premises in words: what a number, an ordering or a sum says, as a sentence can take it in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measurand_of
from aibroker.figures.statements import Statement
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
            whole, *parts = (quantity_in_words(store, each, called=called) for each in premise.quantities)
            return f"{whole} is the sum of {'; '.join(parts[:-1])}; and {parts[-1]}"


def quantity_in_words(store: Store, quantity: Quantity, *, called: Mapping[str, str] = NOTHING_CALLED) -> str:
    """A quantity in words, its measure called as asked."""
    return in_words(store, measurand_of(store, quantity), called=called.get(quantity.measure))


def value_in_words(value: Estimate) -> str:
    """An estimate as it was stated, and in brackets how it is read."""
    stated, _, read = value.shown(digits=_DIGITS).partition(", read as ")
    says_it_itself = not read or read.removesuffix(" times") == stated.strip("x ")
    return stated if says_it_itself else f"{stated} (read as {read})"


def _worded(statement: Statement) -> str:
    value, measurand = statement.value, statement.measurand
    if statement.retold and value.stated is None:
        value = Estimate.between(value.low, value.high, unit=value.unit)  # what is likely is not said by one of them
    pace = value.unit.dimension.endswith("/time")
    return f"{value_in_words(value)}, for {measurand.periods[0]}" if pace else value_in_words(value)
