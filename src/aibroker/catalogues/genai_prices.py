"""genai-prices: one JSON file of sellers with their models, whose prices may be dated and stepped.

Where a seller has none of its own, that library falls back to the price of the developer; a fallback is no offer, and
is never read as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.files import File, json_of, no_such_form, table
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.offers import Dates, Listed, Offer, Price, imported
from aibroker.catalogues.tables import MODELS
from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Source
from aibroker.values.days import to_day
from aibroker.values.periods import Period

__all__ = ["read"]

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input_mtok": "input",
        "output_mtok": "output",
        "cache_read_mtok": "cached-input",
        "cache_write_mtok": "cache-write",
        "cache_write_1h_mtok": "cache-write-above-1hr",
        "input_audio_mtok": "audio-input",
        "output_audio_mtok": "audio-output",
        "input_image_mtok": "image-input",
        "output_image_mtok": "image-output",
        "output_reasoning_mtok": "reasoning-output",
    }
)


def read(
    given: File, *, retrieved: date | str, version: str = "", published: Period | date | str | None = None
) -> CatalogueImport:
    """The prices of genai-prices as a landscape.

    Args:
        given: The path of its data file in JSON, or its bytes.
        retrieved: The day on which it was taken; a price without dates holds on that day.
        version: The release or the commit that it is of.
        published: When that came out; None where it is not known.

    Returns:
        The offers with their prices in dollars for a million tokens, each in the interval that it is dated, and what
        was dropped, doubted or not matched.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it is no such file of prices.
        InvalidValueError: If the day is none.
    """
    sellers = json_of(given)
    if not isinstance(sellers, list) or not all(isinstance(table(each).get("models"), list) for each in sellers):
        valid = "a list of sellers with their models, as genai-prices publishes it"
        raise no_such_form("the prices", "this is no file of genai-prices", valid=valid)
    day = to_day(retrieved)
    source = Source(
        id="genai-prices",
        title=f"genai-prices {version}".strip(),
        kind="reference data",
        publisher="Pydantic",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    issues: list[CatalogueIssue] = []
    offers = [offer for seller in sellers for offer in _offers(table(seller), issues)]
    return imported(source, offers, issues, retrieved=day)


def _offers(seller: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Offer]:
    known_as, models = seller.get("id"), seller.get("models")
    pages = seller.get("pricing_urls")
    page = str(pages[0]) if isinstance(pages, list) and pages else ""
    for row in models if isinstance(models, list) else ():
        model = table(row)
        name = model.get("id")
        if not isinstance(known_as, str) or not isinstance(name, str):
            issues.append(CatalogueIssue(kind="dropped", where=f"{known_as}/{name}", problem="a row without an id"))
            continue
        key = f"{known_as}/{name}"
        developer = MODELS.get(name.casefold())
        yield Offer(
            key=key,
            seller=known_as,
            title=name,
            model=None if developer is None else Listed(name=name.casefold(), developer=developer),
            prices=tuple(_dated(key, model.get("prices"), issues)),
            page=page,
        )


def _dated(key: str, stated: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The prices of a model, each from its start until the next one starts."""
    if isinstance(stated, dict):
        yield from _prices(key, stated, None, issues)
        return
    rows: list[tuple[date | None, Mapping[str, object]]] = []
    for each in stated if isinstance(stated, list) else ():
        limits = table(table(each).get("constraint"))
        if set(limits) - {"start_date", "type"}:
            problem = "a price that holds at some times of the day"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=repr(dict(limits))))
            continue
        rows.append((_start(key, limits.get("start_date"), issues), table(table(each).get("prices"))))
    rows = list(_each_start_once(key, rows, issues))
    if len(rows) == 1 and rows[0][0] is None:
        yield from _prices(key, rows[0][1], None, issues)
        return
    following_days = [*(row[0] for row in rows[1:]), None][: len(rows)]
    for (start, prices), following in zip(rows, following_days, strict=True):
        yield from _prices(key, prices, (start, following), issues)


def _each_start_once(
    key: str, rows: list[tuple[date | None, Mapping[str, object]]], issues: list[CatalogueIssue]
) -> Iterator[tuple[date | None, Mapping[str, object]]]:
    """The prices in the order of their starts; of two that start together, neither can be told to hold."""
    starts = [start for start, _ in rows]
    for start in sorted({*starts}, key=lambda each: each or date.min):
        if starts.count(start) == 1:
            yield next(row for row in rows if row[0] == start)
        else:
            said = "no day" if start is None else start.isoformat()
            issues.append(CatalogueIssue(kind="dropped", where=key, problem="prices that start together", value=said))


def _start(key: str, stated: object, issues: list[CatalogueIssue]) -> date | None:
    if stated is None:
        return None
    try:
        return to_day(str(stated))
    except InvalidValueError:
        issues.append(CatalogueIssue(kind="doubted", where=key, problem="its start is no day", value=repr(stated)))
        return None


def _prices(
    key: str, prices: Mapping[str, object], dates: Dates | None, issues: list[CatalogueIssue]
) -> Iterator[Price]:
    for field, value in prices.items():
        kind = _KINDS.get(field)
        steps = table(value)
        if kind is None:
            continue
        base = steps.get("base") if steps else value
        if isinstance(base, Decimal):
            yield Price(kind=kind, amount=base, dates=dates)
        else:
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=f"{field} is no number", value=repr(value)))
        tiers = steps.get("tiers")
        for tier in tiers if isinstance(tiers, list) else ():
            start, amount = table(tier).get("start"), table(tier).get("price")
            if isinstance(start, Decimal) and isinstance(amount, Decimal):
                yield Price(kind=f"{kind}-above-{_size(start)}", amount=amount, dates=dates)


def _size(tokens: Decimal) -> str:
    """A number of tokens as the tiers of other catalogues are called: ``200k``."""
    thousands = tokens / 1000
    return f"{thousands.normalize():f}k" if thousands == int(thousands) else f"{tokens.normalize():f}"
