"""The prices of a model in genai-prices: dated, by the hour, and in steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from aibroker.catalogues.files import table
from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Dates, Price
from aibroker.catalogues.plausibility import amount_of
from aibroker.catalogues.tiers import above, between, tokens_of
from aibroker.errors import InvalidValueError
from aibroker.values.days import to_day

__all__ = ["prices_of"]

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input_mtok": "input",
        "output_mtok": "output",
        "cache_read_mtok": "cached-input",
        "cache_write_mtok": "cache-write",
        "cache_write_1h_mtok": "cache-write-above-1hr",
        "input_audio_mtok": "audio-input",
        "output_audio_mtok": "audio-output",
        "cache_audio_read_mtok": "cached-audio-input",
        "input_image_mtok": "image-input",
        "output_image_mtok": "image-output",
        "cache_image_read_mtok": "cached-image-input",
        "input_video_mtok": "video-input",
        "output_video_mtok": "video-output",
        "output_reasoning_mtok": "reasoning-output",
        "output_citation_mtok": "citation",
    }
)
_HOURS: Final = frozenset({"start_time", "end_time"})
_READ: Final = frozenset({"type", "start_date"}) | _HOURS


class _Row(NamedTuple):
    """Prices from a day, by what is paid for; those that hold at some hours only are told apart."""

    start: date | None
    by_the_hour: bool
    prices: Mapping[str, Price]


def prices_of(key: str, stated: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The prices of a model, each from its start until the next one starts.

    Args:
        key: Where the model stands.
        stated: What the catalogue says.
        issues: Where to list what is no price.
    """
    if isinstance(stated, dict):
        yield from _priced(key, stated, issues)
        return
    if stated is not None and not isinstance(stated, list):
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="its prices are no table", value=repr(stated)))
    read = (_row(key, each, issues) for each in (stated if isinstance(stated, list) else ()))
    rows = [row for row in read if row is not None]
    hourly = [row for row in rows if row.by_the_hour]
    lasting = list(_each_start_once(key, [row for row in rows if not row.by_the_hour], issues))
    following_days = [*(row.start for row in lasting[1:]), None][: len(lasting)]
    for row, following in zip(lasting, following_days, strict=True):
        dates = None if len(lasting) == 1 and row.start is None else (row.start, following)
        yield from _during(row, dates, hourly)
    _say_what_depends(key, lasting, hourly, issues)


def _row(key: str, stated: object, issues: list[CatalogueIssue]) -> _Row | None:
    """One of several prices; None for one whose condition is not understood, which may hold at any time."""
    limits, prices = table(table(stated).get("constraint")), table(stated).get("prices")
    unread = sorted(set(limits) - _READ)
    if not isinstance(prices, dict) or unread:
        problem = f"a condition that is not understood ({', '.join(unread)})" if unread else "a price that is no table"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=repr(stated)))
        return None
    start = limits.get("start_date")
    by_the_hour = bool(_HOURS & set(limits))
    try:
        day = None if start is None else to_day(str(start))
    except InvalidValueError:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="its start is no day", value=repr(start)))
        return None
    return _Row(day, by_the_hour, {each.kind: each for each in _priced(key, prices, issues)})


def _each_start_once(key: str, rows: list[_Row], issues: list[CatalogueIssue]) -> Iterator[_Row]:
    """The prices in the order of their starts; of two that start together, neither can be told to hold."""
    starts = [row.start for row in rows]
    for start in sorted({*starts}, key=lambda each: each or date.min):
        if starts.count(start) == 1:
            yield next(row for row in rows if row.start == start)
        else:
            said = "no day" if start is None else start.isoformat()
            issues.append(CatalogueIssue(kind="dropped", where=key, problem="prices that start together", value=said))


def _during(row: _Row, dates: Dates | None, hourly: list[_Row]) -> Iterator[Price]:
    """The prices of an interval; one that is another amount at some hours of it is what lies between."""
    until = None if dates is None else dates[1]
    for kind, price in row.prices.items():
        lies = attrs.evolve(price, dates=dates)
        for each in hourly:
            if kind in each.prices and (each.start is None or until is None or each.start < until):
                lies = between(lies, each.prices[kind].amount)
        yield lies


def _say_what_depends(key: str, lasting: list[_Row], hourly: list[_Row], issues: list[CatalogueIssue]) -> None:
    told = {kind for row in lasting for kind in row.prices}
    kinds = sorted({kind for row in hourly for kind in row.prices})
    if told & {*kinds}:
        problem = "prices that depend on the hour, each given as what lies between"
        said = ", ".join(kind for kind in kinds if kind in told)
        issues.append(CatalogueIssue(kind="doubted", where=key, problem=problem, value=said))
    if {*kinds} - told:
        problem = "prices that hold at some hours only"
        said = ", ".join(kind for kind in kinds if kind not in told)
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said))


def _priced(key: str, prices: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    others = [field for field, value in prices.items() if field not in _KINDS and value is not None]
    if others:
        problem = "prices that are not for tokens"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=", ".join(others)))
    for field, value in prices.items():
        if field in _KINDS and value is not None:
            yield from _steps(key, field, value, issues)


def _steps(key: str, field: str, value: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    steps = table(value)
    base, tiers = amount_of(steps.get("base") if steps else value), steps.get("tiers")
    if base is None:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=f"{field} is no number", value=repr(value)))
    else:
        yield Price(kind=_KINDS[field], amount=base)
    for tier in tiers if isinstance(tiers, list) else ():
        start, amount = tokens_of(table(tier).get("start")), amount_of(table(tier).get("price"))
        if start is None or amount is None:
            problem = f"a step of {field} without a number of tokens or a price"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=repr(tier)))
        else:
            yield Price(kind=above(_KINDS[field], start), amount=amount)
