"""Plain values: ends of numbers, spans of days and the sources of claims, as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import isinf
from typing import Literal

from aibroker.landscape import Landscape
from aibroker.records.measures import Measurand
from aibroker.values.estimate_text import hedge_in
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

__all__ = [
    "bounded",
    "end",
    "hedge",
    "hedged_by",
    "is_open",
    "landscape_of",
    "notes_of",
    "period_is",
    "period_text",
    "readings",
    "sources",
    "span",
]


def notes_of(case: Landscape) -> Mapping[str, str]:
    """For each claim, the page and the place in it."""
    return {each.id: f"{case.sources[each.source].title}, {each.locator}" for each in case.claims}


def landscape_of(thing: object) -> tuple[str, ...]:
    """Where something that was given in place of a landscape holds one, as a message names it."""
    return ("its .landscape",) if isinstance(getattr(thing, "landscape", None), Landscape) else ()


def sources(case: Landscape, claims: Iterable[str]) -> list[str]:
    """The ids of the sources of some claims, each once."""
    return list(dict.fromkeys(case.claims[each].source for each in claims))


def span(period: Period | None) -> tuple[date | None, date | None]:
    """The first day of a period, and the first one after it; nothing where it is open or unknown."""
    return (None, None) if period is None else (period.start, period.end)


def period_text(measurand: Measurand) -> str:
    """The period as it is called; several readings of which one is meant stand side by side."""
    return " or ".join(map(str, measurand.periods)) or "unknown"


def period_is(measurand: Measurand) -> Literal["known", "ambiguous", "unknown"]:
    """Whether the period is one, one of several, or not known."""
    return "known" if measurand.period is not None else "ambiguous" if measurand.periods else "unknown"


def readings(measurand: Measurand) -> list[str]:
    """The periods that may be meant, each as its first day and the first one after it."""
    return [f"{each.start or '..'}/{each.end or '..'}" for each in measurand.periods]


def hedge(value: Estimate) -> str | None:
    """The hedge that a number is written with: about, nearly, above, below or exactly, whatever word says it."""
    return None if value.stated is None else hedge_in(value.stated)


def hedged_by(case: Landscape, claims: Iterable[str]) -> list[str]:
    """The words with which some claims hedge, each once."""
    return list(dict.fromkeys(word for each in claims for word in case.claims[each].hedges))


def bounded(value: Estimate) -> Literal["point", "range", "at least", "at most", "unknown"]:
    """How a number is limited."""
    if value.is_point:
        return "point"
    if isinf(value.low):
        return "unknown" if isinf(value.high) else "at most"
    return "at least" if isinf(value.high) else "range"


def end(value: float | None) -> float | None:
    """A bound, or nothing where it is open."""
    return None if value is None or isinf(value) else value


def is_open(value: float | None) -> bool:
    """Whether a bound is open."""
    return value is not None and isinf(value)
