"""Dimensions as types: what a checker needs to refuse money plus a ratio. At run time, units say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

__all__ = ["D_co", "Dimension", "Money", "MoneyPerToken", "Number", "Ratio", "Tokens", "dimension_text"]


class Dimension:
    """Any dimension: what is known of a measure that is named by a variable."""


class Money(Dimension):
    """An amount of money, such as revenue in a year."""


class Ratio(Dimension):
    """A share, a growth factor, any quotient of two like quantities."""


class Number(Dimension):
    """A count of things."""


class Tokens(Dimension):
    """An amount of text, in tokens."""


class MoneyPerToken(Dimension):
    """A price."""


_TEXTS: Final = (
    (Money, "money"),
    (Ratio, "ratio"),
    (Number, "count"),
    (Tokens, "token"),
    (MoneyPerToken, "money/token"),
)


def dimension_text(dimension: type[Dimension]) -> str | None:
    """What units call a dimension; None for any."""
    return next((text for known, text in _TEXTS if issubclass(dimension, known)), None)


if TYPE_CHECKING:  # the standard library's has a default from 3.13 on
    from typing_extensions import TypeVar

    D_co = TypeVar("D_co", bound=Dimension, covariant=True, default=Dimension)
else:
    from typing import TypeVar

    D_co = TypeVar("D_co", bound=Dimension, covariant=True)
