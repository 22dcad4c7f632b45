"""The prices of a model in genai-prices: dated, by the hour, and in steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import chain, groupby
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
    """Prices from a day, by what is paid for, and their place in the list; those of some hours only say which hours."""

    place: int
    start: date | None
    hours: tuple[object, object] | None
    prices: Mapping[str, Price]


class _Lasting(NamedTuple):
    """What holds from one day until another one: at all hours, if there is such a price, and at some of them."""

    row: _Row | None
    dates: Dates
    hourly: tuple[_Row, ...]

    @property
    def prices(self) -> tuple[Price, ...]:
        """The prices of all hours; one that is another amount at some of them is what lies between."""
        stated = () if self.row is None else self.row.prices.items()
        return tuple(reduce(between, self._at_hours(kind), price) for kind, price in stated)

    def _at_hours(self, kind: str) -> Iterator[Decimal]:
        found = (row.prices[kind].amount for row in self.hourly if kind in row.prices)
        return (amount for amount in found if amount)


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
    listed = enumerate(stated if isinstance(stated, list) else ())
    read = (_row(key, place, each, issues) for place, each in listed)
    rows = [row for row in read if row is not None]
    lasting = list(_one_after_another(rows))
    for each in _with_the_same_prices(lasting):
        dates = None if each.dates == (None, None) else each.dates
        yield from (attrs.evolve(price, dates=dates) for price in each.prices)
    _say_what_is_never_used(key, rows, lasting, issues)
    _say_what_depends(key, lasting, issues)


def _row(key: str, place: int, stated: object, issues: list[CatalogueIssue]) -> _Row | None:
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
    return _Row(place, day, hours, {each.kind: each for each in _priced(key, table(prices), issues)})


def _one_after_another(rows: list[_Row]) -> Iterator[_Lasting]:
    """What holds from each start until the next one."""
    starts = sorted({row.start for row in rows}, key=lambda each: each or date.min)
    for start, following in zip(starts, [*starts[1:], None], strict=False):  # where nothing starts, one is left over
        started = [row for row in rows if row.start is None or (start is not None and row.start <= start)]
        lasting = next((row for row in reversed(started) if not row.hours), None)
        behind = [row for row in started if row.hours and (lasting is None or row.place > lasting.place)]
        last_of_each = {row.hours: row for row in behind}
        yield _Lasting(lasting, (start, following), tuple(last_of_each.values()))


def _with_the_same_prices(lasting: list[_Lasting]) -> Iterator[_Lasting]:
    """What holds one after the other, with those together between which no price of the same row changes."""
    for _, several in groupby(lasting, lambda each: (each.row and each.row.place, each.prices)):
        first, *others = several
        yield first._replace(dates=(first.dates[0], [first, *others][-1].dates[1]))


def _say_what_is_never_used(key: str, rows: list[_Row], lasting: list[_Lasting], issues: list[CatalogueIssue]) -> None:
    """Name the prices behind which another one stands that holds whenever they do, and those of zero at some hours."""
    used = {row.place for each in lasting for row in (each.row, *each.hourly) if row is not None}
    for row in rows:
        if row.place not in used:
            problem = "prices that others take the place of, which stand behind them"
            value = "since no day" if row.start is None else f"since {row.start}"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=value))
        elif row.hours and not all(price.amount for price in row.prices.values()):
            kinds = ", ".join(kind for kind, price in row.prices.items() if not price.amount)
            problem = "a price of zero at some hours, without a reason"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=kinds))


def _say_what_depends(key: str, lasting: list[_Lasting], issues: list[CatalogueIssue]) -> None:
    """Name the kinds of prices that are another amount at some hours, that are there only then, or that are not."""
    differ, only_then, missing = set[str](), set[str](), set[str]()
    for each in lasting:
        always = set[str]() if each.row is None else {*each.row.prices}
        for row in each.hourly:
            differ |= always & {*row.prices}
            only_then |= {*row.prices} - always
            missing |= always - {*row.prices}
    doubted = (
        ("prices that depend on the hour, each given as what lies between", differ),
        ("prices that are given for all hours, and at some hours there is none", missing),
    )
    for problem, kinds in doubted:
        if kinds:
            value = ", ".join(sorted(kinds))
            issues.append(CatalogueIssue(kind="doubted", where=key, problem=problem, value=value))
    if only_then:
        problem = "prices that hold at some hours only"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=", ".join(sorted(only_then))))


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
