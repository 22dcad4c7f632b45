"""The prices in a file of models.dev: for tokens, and for those above a length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.files import said, table
from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Price
from aibroker.catalogues.plausibility import amount_of
from aibroker.catalogues.tiers import above, once, tokens_of

__all__ = ["prices_of"]

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input": "input",
        "output": "output",
        "cache_read": "cached-input",
        "cache_write": "cache-write",
        "input_audio": "audio-input",
        "output_audio": "audio-output",
        "reasoning": "reasoning-output",
    }
)
_TIERS: Final = "tiers"
_ABOVE_200K: Final = "context_over_200k"  # an older form of a tier
_200K: Final = Decimal(200_000)


def prices_of(path: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    """The prices of an offer.

    Args:
        path: The path of the file.
        row: What is in it.
        issues: Where to list what is no price, and prices that are not read.
    """
    stated = row.get("cost")
    if stated is not None and not isinstance(stated, dict):
        issues.append(CatalogueIssue(kind="dropped", where=path, problem="its cost is no table", value=said(stated)))
    cost = table(stated)
    older = table(cost.get(_ABOVE_200K))
    prices = (
        *_plain(path, cost, None, issues),
        *_steps(path, cost.get(_TIERS), issues),
        *_plain(path, older, _200K, issues),
    )
    yield from once(path, prices, issues).values()
    modes = table(table(row.get("experimental")).get("modes"))
    priced = [mode for mode, says in modes.items() if table(says).get("cost") is not None]
    if priced:
        problem = "experimental modes with prices of their own"
        issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem, value=", ".join(priced)))


def _steps(path: str, tiers: object, issues: list[CatalogueIssue]) -> Iterator[Price]:
    for each in tiers if isinstance(tiers, list) else ():
        size = tokens_of(table(table(each).get("tier")).get("size"))
        rest = {key: value for key, value in table(each).items() if key != "tier"}
        if size is None:
            said = ", ".join(f"{key} = {value}" for key, value in rest.items())
            problem = "a tier without a number of tokens"
            issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem, value=said))
        else:
            yield from _plain(path, rest, size, issues)


def _plain(
    path: str, cost: Mapping[str, object], size: Decimal | None, issues: list[CatalogueIssue]
) -> Iterator[Price]:
    for key, value in cost.items():
        if key in (_TIERS, _ABOVE_200K):
            continue
        amount = amount_of(value)
        if key not in _KINDS or amount is None:
            problem = f"{key} is no number" if key in _KINDS else "no price that is known"
            said = f"{key} = {value!r}" if isinstance(value, str) else f"{key} = {value}"
            issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem, value=said))
            continue
        yield Price(kind=_KINDS[key] if size is None else above(_KINDS[key], size), amount=amount)
