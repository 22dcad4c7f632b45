"""Lineages: what a model or a product lies in, what that lies in, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.records.identifiers import ProductId
from aibroker.records.offers import Model, Product
from aibroker.store.stores import Store

__all__ = ["lineage", "product_lineage", "share_models"]


def lineage(store: Store, model_id: str) -> Iterator[str]:
    """A model, its family, the family of that, and so on."""
    model = store.get("model", model_id)
    while isinstance(model, Model):
        yield model.id
        model = store.get("model", model.family) if model.family else None


def share_models(store: Store, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists of models have something in common: what is over a family is over each member."""
    mine, theirs = set(one), set(other)
    around = {family for each in mine for family in lineage(store, each)}
    return bool(around & theirs) or any(family in mine for each in theirs for family in lineage(store, each))


def product_lineage(store: Store, product_id: ProductId | None) -> Iterator[ProductId]:
    """A product, what it is within, what that is within, and so on."""
    while product_id is not None:
        yield product_id
        found = store.get("product", product_id)
        product_id = found.within if isinstance(found, Product) else None
