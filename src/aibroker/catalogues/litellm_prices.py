"""The prices in a row of LiteLLM's price map: by the token, with tiers in their names, in steps, or by the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import attrs

from aibroker.catalogues.files import said, table
from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Price
from aibroker.catalogues.plausibility import amount_of, for_a_million
from aibroker.catalogues.tiers import above, between, once, tokens_of

__all__ = ["prices_of"]

_PRICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input_cost_per_token": "input",
        "output_cost_per_token": "output",
        "cache_read_input_token_cost": "cached-input",
        "cache_creation_input_token_cost": "cache-write",
        "explicit_cache_read_input_token_cost": "explicitly-cached-input",
        "input_cost_per_audio_token": "audio-input",
        "output_cost_per_audio_token": "audio-output",
        "cache_read_input_audio_token_cost": "cached-audio-input",
        "cache_creation_input_audio_token_cost": "audio-cache-write",
        "input_cost_per_image_token": "image-input",
        "output_cost_per_image_token": "image-output",
        "cache_read_input_image_token_cost": "cached-image-input",
        "input_cost_per_video_token": "video-input",
        "output_cost_per_video_token": "video-output",
        "output_cost_per_reasoning_token": "reasoning-output",
        "citation_cost_per_token": "citation",
    }
)
_FIELD: Final = rf"({'|'.join(_PRICES)})((?:_[a-z0-9]+)*)"
_CACHE_HIT: Final = "input_cost_per_token_cache_hit"  # an older name of the next one
_CACHED: Final = "cache_read_input_token_cost"
_STEPS: Final = "tiered_pricing"
_BY_THE_HOUR: Final = "off_peak_pricing"
_OTHER_PRICE: Final = r".*(?:cost|pric(?:e|ing)|multiplier|free_requests).*"
_OF_THE_SELLER: Final = "provider_specific_entry"  # its numbers are factors of prices, or what is free of charge


def prices_of(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The prices of an offer.

    Args:
        key: The key of the row.
        row: The row.
        issues: Where to list what is no price, and every field of a price that is not read.
    """
    stated = (*_plain(key, row, issues), *_cached(key, row, issues), *_steps(key, row.get(_STEPS), issues))
    for field, form in ((_STEPS, list), (_BY_THE_HOUR, dict)):
        if row.get(field) is not None and not isinstance(row[field], form):
            problem = f"{field} in a form that is not understood"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(row[field])))
    yield from _by_the_hour(key, once(key, stated, issues), row.get(_BY_THE_HOUR), issues).values()
    _name_others(key, row, issues)
    for part in (row.get(_BY_THE_HOUR), *(steps if isinstance(steps := row.get(_STEPS), list) else ())):
        _name_others(key, table(part), issues)


def _name_others(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> None:
    """Name the prices that are not read."""
    others = [field for field, value in row.items() if _is_other(field) and value is not None]
    others += [f"{_OF_THE_SELLER}.{name}" for name, value in table(row.get(_OF_THE_SELLER)).items() if amount_of(value)]
    if others:
        problem = "prices that are not in dollars for a token, or change such a price"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=", ".join(others)))


def _plain(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    for field, value in row.items():
        found = re.fullmatch(_FIELD, field)
        if found is None or value is None or field == _CACHE_HIT:
            continue
        amount = amount_of(value)
        if amount is None:
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=f"{field} is no number", value=said(value)))
        else:
            yield Price(kind=_kind(found[1], found[2]), amount=for_a_million(amount))


def _is_other(field: str) -> bool:
    """Whether a field is about a price, and is not read."""
    read = re.fullmatch(_FIELD, field) is not None or field in (_STEPS, _BY_THE_HOUR)
    return not read and re.fullmatch(_OTHER_PRICE, field) is not None


def _kind(field: str, tier: str) -> str:
    """What is paid for: ``input-above-200k`` for ``input_cost_per_token_above_200k_tokens``."""
    return f"{_PRICES[field]}{tier.replace('_', '-').replace('-tokens', '')}"


def _cached(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The price of what is read from a cache, by its older name."""
    if row.get(_CACHE_HIT) is not None:
        yield from _plain(key, {_CACHED: row[_CACHE_HIT]}, issues)


def _steps(key: str, steps: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    """Prices by the length of what is sent: the first step is the price, the others are prices above a length."""
    for step in steps if isinstance(steps, list) else ():
        span = table(step).get("range")
        start = tokens_of(span[0]) if isinstance(span, list) and span else None
        rest = {field: value for field, value in table(step).items() if field != "range"}
        if start is None or not any(re.fullmatch(_FIELD, field) for field in rest):
            what = ", ".join(table(step)) or said(step)
            problem = "a step of tiered_pricing that is not by the number of tokens"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=what))
            continue
        for price in _plain(key, rest, issues):
            yield attrs.evolve(price, kind=above(price.kind, start)) if start else price


def _unless_free(key: str, prices: Iterator[Price], issues: list[CatalogueIssue]) -> Iterator[tuple[str, Decimal]]:
    """The amounts at some hours by what is paid for, but for those of zero, which may mean anything."""
    for price in prices:
        if price.amount:
            yield price.kind, price.amount
        else:
            problem = f"a price of zero at some hours, without a reason ({price.kind})"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value="0"))


def _by_the_hour(
    key: str, found: Mapping[str, Price], stated: object, issues: list[CatalogueIssue]
) -> Mapping[str, Price]:
    """The prices, each between what it is at the one hour and at the other where there are two."""
    other = dict(_unless_free(key, _plain(key, table(stated), issues), issues))
    both = [kind for kind in other if kind in found]
    if both:
        problem = "prices that depend on the hour, each given as what lies between"
        issues.append(CatalogueIssue(kind="doubted", where=key, problem=problem, value=", ".join(both)))
    hourly = [kind for kind in other if kind not in found]
    if hourly:
        problem = "prices that hold at some hours only"
        issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=", ".join(hourly)))
    return {kind: between(each, other[kind]) if kind in other else each for kind, each in found.items()}
