"""What scenarios do: what each step changed, what it opened, and what is unknown or does not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Generic, Literal, TypeAlias, TypeVar

import attrs

from aibroker.errors import Fault
from aibroker.queries.answers import Candidate
from aibroker.records.identifiers import AssumptionId, ChannelId, MarketId, ModelId, PartyId, RightId
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.records.rights import Right
from aibroker.store.stores import Store
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Application", "BeforeAndAfter", "Change", "Opening", "Taken", "origins"]

T_co = TypeVar("T_co", covariant=True)

Taken: TypeAlias = Literal["sales", "buyers", "hosting"]
"""What a step takes from a channel: sales, known buyers that leave by themselves, or the place where it runs."""


@attrs.frozen(kw_only=True)
class Change:
    """What a step did to one channel.

    Attributes:
        before: The channel as it was.
        origin: The channel whose terms it carried on, as it was before all steps; itself where it carried on none.
        open_before: When it was open, as far as no earlier step has left that in doubt.
        ended: The channel as it is now; None where it would have opened only later and never does.
        continued_by: The channels that carry on from the effective day what is left of its terms.
        restored_by: The channels that carry on its full terms when the step ends.
        effective: The day from which the change holds.
        until: The first day on which it no longer holds; None for no end.
        models: The models that it can no longer sell there.
        markets: The markets that it can no longer sell them into, or that hold the places where it cannot; empty where
            only some buyers there are barred.
        places: Those places, as bits of the territories of the landscape.
        takes: What is taken from it: sales, known buyers that leave by themselves, or the place where it runs.
        buyers: The known buyers that leave by themselves.
        barred: The known buyers that are surely barred, wherever they are.
        verdict: Yes where the channel surely had what is taken; unknown where its territory, its dates or its buyers
            leave that open, so that the step only makes sure that it does not.
        because: Why.
    """

    before: SalesChannel
    origin: ChannelId
    open_before: Validity
    ended: SalesChannel | None
    continued_by: tuple[SalesChannel, ...]
    restored_by: tuple[SalesChannel, ...]
    effective: date
    until: date | None
    models: tuple[ModelId, ...] = ()
    markets: tuple[MarketId, ...] = ()
    places: int = attrs.field(default=0, repr=hex)
    takes: Taken = "sales"
    buyers: tuple[PartyId, ...] = ()
    barred: tuple[PartyId, ...] = ()
    verdict: Verdict
    because: Reason


def origins(changes: Iterable[Change]) -> Mapping[ChannelId, ChannelId]:
    """For each channel that carries on the terms of another after some changes, the one at the beginning of all."""
    found: dict[ChannelId, ChannelId] = {}
    for change in changes:
        found.update((each.id, change.origin) for each in (*change.continued_by, *change.restored_by))
    return found


@attrs.frozen(kw_only=True)
class Opening:
    """What opens under a scenario: a channel that it supposes, or the possibility of one.

    Attributes:
        item: The channel that opens; or the right that was granted, or that shut others out and has ended.
        models: The models.
        markets: Where; empty where that is unknown.
        effective: From which day.
        until: The first day without it; None for no end.
        verdict: Yes for a channel that the scenario supposes; unknown for a mere possibility, which nobody may have
            taken up.
        because: Why.
    """

    item: SalesChannel | Right
    models: tuple[ModelId, ...]
    markets: tuple[MarketId, ...]
    effective: date
    until: date | None
    verdict: Verdict
    because: Reason


@attrs.frozen
class BeforeAndAfter(Generic[T_co]):
    """An answer before a scenario and after it.

    Attributes:
        before: Before.
        after: After.
    """

    before: T_co
    after: T_co

    def __repr__(self) -> str:
        return f"<before: {self.before!r}, after: {self.after!r}>"


@attrs.frozen(kw_only=True)
class Application:
    """A store after scenarios, and what they did.

    Attributes:
        store: The store afterwards; the very same one where nothing changed.
        is_changed: Whether anything changed in it.
        changes: What changed in the channels, in the order of steps and ids.
        openings: What opened, in the order of steps.
        unknown: Channels of which it is unknown whether a step bites.
        spared: Those of them that some step may bite and left as they were.
        assumptions: The assumptions that the scenarios turn on, each once.
        findings: Steps that do not fit together, and steps that find nothing to change.
        renewals: The rights that ended for a while, with those as which they hold again.
    """

    store: Store
    is_changed: bool = False
    changes: tuple[Change, ...] = ()
    openings: tuple[Opening, ...] = ()
    unknown: tuple[Candidate[SalesChannel], ...] = ()
    spared: frozenset[ChannelId] = frozenset()
    assumptions: tuple[AssumptionId, ...] = ()
    findings: tuple[Fault, ...] = ()
    renewals: tuple[tuple[RightId, RightId], ...] = ()
