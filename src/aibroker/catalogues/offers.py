"""Offers as catalogues state them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

import attrs

from aibroker.records.offers import Openness
from aibroker.values.periods import Period

__all__ = ["Dates", "Listed", "Offer", "Place", "Price"]

Dates: TypeAlias = tuple[date | None, date | None]
"""From a day, until and without another one."""


@attrs.frozen(kw_only=True)
class Price:
    """A price per token.

    Attributes:
        kind: What is paid for, in words joined by hyphens: ``input``, ``output``, ``input-above-200k`` …
        amount: In dollars for a million tokens, as the catalogue has it.
        most: The most that it is, where it depends on the hour; None for a price that is one amount.
        dates: The first day on which it holds, and the first on which it no longer does, each None where none is
            stated; None for the day on which the catalogue was retrieved.
    """

    kind: str
    amount: Decimal
    most: Decimal | None = None
    dates: Dates | None = None


@attrs.frozen(kw_only=True)
class Listed:
    """A model that a catalogue names together with its developer.

    Attributes:
        name: Its name.
        developer: Its developer.
        openness: Whether its weights are open.
        release: When it was released; None where it does not say.
        key: Where the catalogue says so; empty where it only names it.
    """

    name: str
    developer: str
    openness: Openness = "unknown"
    release: Period | None = None
    key: str = ""


@attrs.frozen
class Place:
    """Where an offer runs, as its key says.

    Attributes:
        market: One country, or the European Union; None where it is bound to none, or to one that is not understood.
        unread: The words for a place that are not understood; empty for none.
    """

    market: str | None = None
    unread: str = ""


@attrs.frozen(kw_only=True)
class Offer:
    """A model, or a product, that a seller lists.

    Attributes:
        key: Where it stands in the catalogue.
        path: What tells it from the other offers of its seller; it makes its id.
        seller: What the catalogue calls the seller.
        title: What it calls the offer.
        model: The model; None where its developer is unknown.
        operator: Who runs it, where the key says so.
        place: Where it runs.
        prices: Its prices.
        ends: The day from which it is no longer sold, where one is stated.
        page: The page that the catalogue names for it; empty for none.
    """

    key: str
    path: str
    seller: str
    title: str
    model: Listed | None = None
    operator: str | None = None
    place: Place = Place()
    prices: tuple[Price, ...] = ()
    ends: date | None = None
    page: str = ""
