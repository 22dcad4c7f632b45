"""How prices of several amounts are called and told, the same way for each catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import attrs

from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Price
from aibroker.catalogues.plausibility import amount_of

__all__ = ["above", "between", "once", "tokens_of"]

_MOST_TOKENS = Decimal(10) ** 12


def tokens_of(value: object) -> Decimal | None:
    """A number of tokens; None for what is none."""
    tokens = amount_of(value)
    return tokens if tokens is not None and 0 <= tokens < _MOST_TOKENS and tokens == int(tokens) else None


def above(kind: str, tokens: Decimal) -> str:
    """The price of what is longer than a number of tokens: ``input-above-200k``.

    >>> above("input", Decimal("256000.0")), above("input", Decimal(1500))
    ('input-above-256k', 'input-above-1500')
    """
    thousands = tokens / 1000
    return f"{kind}-above-{thousands:.0f}k" if thousands == int(thousands) else f"{kind}-above-{tokens:.0f}"


def between(price: Price, other: Decimal) -> Price:
    """A price that is another amount at some hours: what lies between.

    >>> between(Price(kind="input", amount=Decimal(2)), Decimal(1))
    Price(kind='input', amount=Decimal('1'), most=Decimal('2'), dates=None)
    """
    ends = (price.amount, price.most or price.amount, other)
    return attrs.evolve(price, amount=min(ends), most=max(ends))


def once(key: str, prices: Iterable[Price], issues: list[CatalogueIssue]) -> dict[str, Price]:
    """Each price by its kind; where a row states two for one, the first is kept, and the other one listed.

    Args:
        key: Where the row stands.
        prices: The prices, those that count before those that only repeat them.
        issues: Where to list a price that is not kept.
    """
    found: dict[str, Price] = {}
    for price in prices:
        kept = found.setdefault(price.kind, price)
        if kept.amount != price.amount:
            problem = f"a second {price.kind} price, which is not kept"
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=problem, value=f"{price.amount}"))
    return found
