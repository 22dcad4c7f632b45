"""What a right covers: which models, and at which places."""

from __future__ import annotations

import attrs

from aibroker.records.identifiers import RightId
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Right
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["extends_to", "may_cover", "possible_places", "resting_again"]


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


def resting_again(channel: SalesChannel, before: RightId, again: Right) -> SalesChannel:
    """A channel that rests on a right, resting on it as it holds again, too; on that alone if it opens no earlier."""
    day, opens = again.holds.possibly.start, channel.open.possibly.start
    if day is None or before not in channel.rests_on or channel.open.is_over_by(day) is Verdict.YES:
        return channel
    is_later = opens is not None and opens >= day
    held = (again.id,) if is_later else (before, again.id)
    listed = (one for each in channel.rests_on for one in (held if each == before else (each,)))
    return attrs.evolve(channel, rests_on=tuple(dict.fromkeys(listed)))
