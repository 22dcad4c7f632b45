"""What a right covers: which models, and at which places."""

from __future__ import annotations

from aibroker.records.rights import Right
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store

__all__ = ["extends_to", "may_cover", "possible_places"]


def extends_to(store: Store, right: Right, model: str) -> bool:
    """Whether a right is over a model, or over a family around it."""
    return bool(set(lineage(store, model)) & set(right.models))


def may_cover(store: Store, right: Right, models: tuple[str, ...]) -> bool:
    """Whether a right may be over one of some models, or over a part of one; over any where none are named."""
    return not models or any(
        extends_to(store, right, model) or any(model in lineage(store, each) for each in right.models)
        for model in models
    )


def possible_places(store: Store, right: Right) -> int:
    """The places of a right's territory; all of them where it is unknown."""
    return store.territories.territory(right.territory, right.excluding)
