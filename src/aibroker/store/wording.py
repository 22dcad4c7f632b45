"""Quantities in words."""

from __future__ import annotations

from aibroker.records.identifiers import Kind
from aibroker.records.kinds import name_of
from aibroker.records.markets import WORLD
from aibroker.records.measures import Measurand
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store

__all__ = ["in_words"]


def in_words(store: Store, measurand: Measurand, *, called: str | None = None, dated: bool = True) -> str:
    """The quantity meant, in words; an aspect left out means all, and is left out, as is the whole world.

    Args:
        store: The landscape's records.
        measurand: The quantity.
        called: What to call the measure; None for its usual name.
        dated: Whether to say its period.
    """
    aspects: tuple[tuple[str, Kind, str | None], ...] = (
        ("of", "party", measurand.of),
        ("for", "product", measurand.product),
        ("in", "market", None if measurand.market == WORLD else measurand.market),
        ("to", "party", measurand.buyer),
    )
    measure = called or name_of(look_up(store, "measure", measurand.measure))
    said = [f"{word} {name_of(look_up(store, kind, asked))}" for word, kind, asked in aspects if asked is not None]
    whose = " ".join((measure, *said))
    periods = " or ".join(str(period) for period in measurand.periods) or "in an unknown period"
    return f"{whose}, {periods}" if dated else whose
