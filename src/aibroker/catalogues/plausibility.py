"""Which prices are none, and which may be wrong; and the text of a price, with every digit."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.offers import Price

__all__ = ["amount_of", "as_stated", "doubts", "for_a_million", "refusal"]

_LARGEST: Final = Decimal(10) ** 12
"""Dollars for a million tokens above which a price is no price of anything."""

_SMALLEST: Final = Decimal(1).scaleb(-300)
"""Dollars for a million tokens below which no number holds a price."""

_PLAUSIBLE: Final = MappingProxyType({"input": Decimal(200), "output": Decimal(1000)})
"""The most that a million tokens is taken to cost, in dollars; what costs more is doubted, and kept."""

_MILLION: Final = 6  # as a power of ten


def amount_of(value: object) -> Decimal | None:
    """An amount that a catalogue states as a number; None for anything else, such as text, nan or a truth value."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    amount = Decimal(value)
    return amount if amount.is_finite() else None


def for_a_million(amount: Decimal) -> Decimal:
    """What a million tokens cost at so much for one, with every digit."""
    sign, digits, exponent = amount.as_tuple()
    return Decimal((sign, digits, int(exponent) + _MILLION))


def refusal(price: Price) -> tuple[str, str] | None:
    """Why a price is none, and what it says; None where it is one."""
    amount = price.amount
    if amount < 0:
        return f"a price below zero ({price.kind})", _text(amount)
    if amount == 0:
        return f"a price of zero without a reason ({price.kind})", "0"
    if max(amount, price.most or amount) > _LARGEST:
        return f"a price beyond all bounds ({price.kind})", f"{max(amount, price.most or amount):.6e}"
    if amount < _SMALLEST:
        return f"a price too small for a number to hold ({price.kind})", f"{amount:.6e}"
    return None


def doubts(price: Price) -> list[tuple[str, str]]:
    """What is doubtful about a price, and what it says."""
    most, amount = _PLAUSIBLE.get(price.kind), max(price.amount, price.most or price.amount)
    if most is None or amount <= most:
        return []
    return [(f"an {price.kind} price of more than {most} USD for a million tokens", _text(amount))]


def as_stated(price: Price) -> str:
    """The text of a price; one that depends on the hour lies between two amounts."""
    if price.most is None or price.most == price.amount:
        return f"exactly {_text(price.amount)} USD/Mtoken"
    return f"{_text(price.amount)}..{_text(price.most)} USD/Mtoken"


def _text(amount: Decimal) -> str:
    """The digits of an amount, without an exponent and without zeros that say nothing."""
    if abs(amount.adjusted()) > 400:  # too long to be written out
        return f"{amount:.6e}"
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
