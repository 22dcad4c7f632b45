"""Collections that can also be asked: ``case.rights["id"]`` looks one up, ``case.rights("China")`` asks which hold."""

from __future__ import annotations

from datetime import date

import attrs

from aibroker.queries.answers import Answer
from aibroker.queries.rights import refusals, rights
from aibroker.records.identifiers import Kind, MarketId
from aibroker.records.kinds import Record, name_of
from aibroker.records.markets import Market
from aibroker.records.offers import Model
from aibroker.records.parties import Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.store.collections import Records
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.values.days import to_day

__all__ = ["Refusals", "Rights"]


def id_of(store: Store, kind: Kind, asked: Record | str | None) -> str | None:
    """The id of what is asked for; None where nothing is."""
    return None if asked is None else look_up(store, kind, asked).id


def market_of(store: Store, asked: Market | str) -> MarketId:
    """The id of the market asked for."""
    return MarketId(look_up(store, "market", asked).id)


def worded(store: Store, *parts: tuple[str, Kind, str | None]) -> str:
    """A question in words: phrases, each followed by the name of what it speaks of; one of nothing is left out."""
    said = (f"{phrase} {name_of(look_up(store, kind, asked))}" for phrase, kind, asked in parts if asked is not None)
    return ", ".join(said)


@attrs.frozen(repr=False, eq=False)
class Rights(Records[Right]):
    """The rights of a landscape: looked up by id, or asked which of them hold."""

    _on: date

    def __call__(
        self,
        market: Market | str | None = None,
        *,
        holder: Vendor | str | None = None,
        model: Model | str | None = None,
        on: date | str | None = None,
    ) -> Answer[Right]:
        """The rights that hold in some part of a market.

        Args:
            market: The market; None for anywhere.
            holder: Only those of this vendor.
            model: Only those that cover this model or something of this family.
            on: The day; the vantage date where none is given.

        Returns:
            The rights, with those of unknown territory or dates under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known.
        """
        store, day = self._store, self._on if on is None else to_day(on)
        into = None if market is None else market_of(store, market)
        held, of = id_of(store, "vendor", holder), id_of(store, "model", model)
        limits: tuple[tuple[str, Kind, str | None], ...] = (("held by", "vendor", held), ("over", "model", of))
        question = worded(store, ("in", "market", into), *limits)
        return rights(store, into, holder=held, model=of, on=day, question=f"rights {question}".strip())


@attrs.frozen(repr=False, eq=False)
class Refusals(Records[Refusal]):
    """The refusals of a landscape: looked up by id, or asked which of them hold."""

    _on: date

    def __call__(
        self,
        market: Market | str | None = None,
        *,
        who: Vendor | str | None = None,
        on: date | str | None = None,
    ) -> Answer[Refusal]:
        """The refusals that decline buyers who sit and have their headquarters in a market.

        Args:
            market: The market; None for any refusal.
            who: Only those of this vendor.
            on: The day; the vantage date where none is given.

        Returns:
            The refusals; those that depend on more than the buyers' place stand under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known.
        """
        store, day = self._store, self._on if on is None else to_day(on)
        into = None if market is None else market_of(store, market)
        vendor = id_of(store, "vendor", who)
        question = worded(store, ("to buyers in", "market", into), ("by", "vendor", vendor))
        return refusals(store, into, who=vendor, on=day, question=f"refusals {question}".strip())
