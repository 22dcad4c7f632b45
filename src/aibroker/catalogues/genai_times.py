"""The prices of a model in genai-prices: dated, by the hour, and in steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from aibroker.catalogues.files import said, table
from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Dates, Price
from aibroker.catalogues.plausibility import amount_of
from aibroker.catalogues.tiers import above, between, once, tokens_of
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
    """Prices from a day, by what is paid for; those that hold at some hours only say which."""

    start: date | None
    hours: tuple[object, object] | None
    prices: Mapping[str, Price]


class _Lasting(NamedTuple):
    """What holds at all hours from one day until another one, and what is another amount at some of them."""

    row: _Row
    dates: Dates
    hourly: tuple[_Row, ...]


def prices_of(key: str, stated: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The prices of a model; of those that are active, the last one in the list is used, as the file's schema says.

    Args:
        key: Where the model stands.
        stated: What the catalogue says.
        issues: Where to list what is no price.
    """
    if isinstance(stated, dict):
        yield from _priced(key, stated, issues)
        return
    if stated is not None and not isinstance(stated, list):
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="its prices are no table", value=said(stated)))
    read = (_row(key, each, issues) for each in (stated if isinstance(stated, list) else ()))
    rows = [row for row in read if row is not None]
    lasting = list(_one_after_another(rows))
    is_undated = len(lasting) == 1 and lasting[0].row.start is None
    for each in lasting:
        yield from _during(each, None if is_undated else each.dates)
    _say_what_is_never_used(key, rows, lasting, issues)
    _say_what_depends(key, lasting, [row for row in rows if row.hours], issues)


def _row(key: str, stated: object, issues: list[CatalogueIssue]) -> _Row | None:
    """One of several prices; None for one of which it is not understood when it holds, so that others may not."""
    limits, prices = table(table(stated).get("constraint")), table(stated).get("prices")
    unread, start = sorted(set(limits) - _READ), limits.get("start_date")
    try:
        day = None if start is None else to_day(str(start))
    except InvalidValueError:
        problem = "its start is no day, so that others may not hold"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(start)))
        return None
    if unread:
        problem = f"a condition that is not understood ({', '.join(unread)}), so that others may not hold"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(stated)))
        return None
    if not isinstance(prices, dict):
        problem = "a price that is no table, so that none is known while it holds"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(stated)))
    hours = (limits.get("start_time"), limits.get("end_time")) if _HOURS & set(limits) else None
    return _Row(day, hours, {each.kind: each for each in _priced(key, table(prices), issues)})


def _one_after_another(rows: list[_Row]) -> Iterator[_Lasting]:
    """From each start until the next one, the last in the list of the prices that have started, whatever the hour."""
    starts = sorted({row.start for row in rows if not row.hours}, key=lambda each: each or date.min)
    turns = [(start, _last_of(rows, start)) for start in starts]
    turns = [turn for place, turn in enumerate(turns) if not place or turn[1] is not turns[place - 1][1]]
    following_days = [*(start for start, _ in turns[1:]), None]
    for (start, row), following in zip(turns, following_days, strict=False):  # where there is no price, one day is left
        behind = rows[rows.index(row) + 1 :]
        yield _Lasting(row, (start, following), tuple(_at_some_hours(behind, following)))


def _last_of(rows: list[_Row], day: date | None) -> _Row:
    """The last row in the list that has started by a day; by no day, one that always has."""
    started = (row for row in rows if row.start is None or (day is not None and row.start <= day))
    return [row for row in started if not row.hours][-1]


def _at_some_hours(behind: list[_Row], until: date | None) -> Iterator[_Row]:
    """Of the rows behind one in the list, those that hold at some hours before a day; of the same hours, the last."""
    listed = [row for row in behind if row.hours and (row.start is None or until is None or row.start < until)]
    for place, row in enumerate(listed):
        if not any(
            row.hours == other.hours and (other.start or date.min) <= (row.start or date.min)
            for other in listed[place + 1 :]
        ):
            yield row


def _during(lasting: _Lasting, dates: Dates | None) -> Iterator[Price]:
    """The prices of an interval; one that is another amount at some hours of it is what lies between."""
    for kind, price in lasting.row.prices.items():
        lies = attrs.evolve(price, dates=dates)
        for each in lasting.hourly:
            if kind in each.prices and each.prices[kind].amount:
                lies = between(lies, each.prices[kind].amount)
        yield lies


def _say_what_is_never_used(key: str, rows: list[_Row], lasting: list[_Lasting], issues: list[CatalogueIssue]) -> None:
    """Name the prices behind which another one stands that holds whenever they do, and those of zero at some hours."""
    used = {id(row) for each in lasting for row in (each.row, *each.hourly)}
    for row in rows:
        if id(row) not in used:
            problem = "prices that others take the place of, which stand behind them"
            value = "since no day" if row.start is None else f"since {row.start}"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=value))
        elif row.hours and not all(price.amount for price in row.prices.values()):
            kinds = ", ".join(kind for kind, price in row.prices.items() if not price.amount)
            problem = "a price of zero at some hours, without a reason"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=kinds))


def _say_what_depends(key: str, lasting: list[_Lasting], hourly: list[_Row], issues: list[CatalogueIssue]) -> None:
    told = {kind for each in lasting for kind in each.row.prices}
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
    found = (_steps(key, field, value, issues) for field, value in prices.items() if field in _KINDS)
    yield from once(key, chain.from_iterable(found), issues).values()


def _steps(key: str, field: str, value: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    if value is None:
        return
    steps = table(value)
    base, tiers = amount_of(steps.get("base") if steps else value), steps.get("tiers")
    if base is None:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=f"{field} is no number", value=said(value)))
    else:
        yield Price(kind=_KINDS[field], amount=base)
    for tier in tiers if isinstance(tiers, list) else ():
        start, amount = tokens_of(table(tier).get("start")), amount_of(table(tier).get("price"))
        if start is None or amount is None:
            problem = f"a step of {field} without a number of tokens or a price"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(tier)))
        else:
            yield Price(kind=above(_KINDS[field], start) if start else _KINDS[field], amount=amount)
