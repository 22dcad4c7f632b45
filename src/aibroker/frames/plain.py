"""Plain values: ends of numbers, spans of days and the sources of claims, as cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import isinf

from aibroker.landscape import Landscape
from aibroker.values.periods import Period

__all__ = ["end", "is_open", "notes_of", "sources", "span"]


def notes_of(case: Landscape) -> Mapping[str, str]:
    """For each claim, the page and the place in it."""
    return {each.id: f"{case.sources[each.source].title}, {each.locator}" for each in case.claims}


def sources(case: Landscape, claims: Iterable[str]) -> list[str]:
    """The ids of the sources of some claims, each once."""
    return list(dict.fromkeys(case.claims[each].source for each in claims))


def span(period: Period | None) -> tuple[date | None, date | None]:
    """The first day of a period, and the first one after it; nothing where it is open or unknown."""
    return (None, None) if period is None else (period.start, period.end)


def end(value: float | None) -> float | None:
    """A bound, or nothing where it is open."""
    return None if value is None or isinf(value) else value


def is_open(value: float | None) -> bool:
    """Whether a bound is open."""
    return value is not None and isinf(value)
