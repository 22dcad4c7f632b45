"""The network of a landscape: all that its numbers imply, computed once and asked many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from aibroker.figures.clashes import Clash, Settled, settled
from aibroker.figures.layouts import Setting
from aibroker.figures.pieces import with_pieces
from aibroker.figures.premises import Premise, Premises, premises_of
from aibroker.figures.quantities import Quantity
from aibroker.figures.sayings import said_by
from aibroker.figures.switches import Switches
from aibroker.figures.ties import Ties, tied_to
from aibroker.records.kinds import Record
from aibroker.records.reasons import Conflict
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence

__all__ = ["Network", "Revision", "Slot", "conflict_of"]

Slot = tuple[Quantity, Quantity | None]
"""What a premise speaks of: a quantity, and what it is relative to."""


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """The premises of a landscape with what they imply.

    Attributes:
        setting: What is the same for all its layouts.
        premises: The premises, and what could not be placed.
        known: All bounds in amounts, where they are known beforehand.
        also: Quantities of which nothing need be said, and whose bounds are found all the same.
        revision: The network that it differs from in a part, and that part; None where it stands alone.
    """

    setting: Setting
    premises: Premises
    known: Settled | None = None
    also: tuple[Quantity, ...] = ()
    revision: Revision | None = None

    @classmethod
    def of(cls, store: Store, switches: Switches) -> Network:
        """The network of a landscape's records, with what is switched on; from the start.

        Raises:
            InvalidValueError: If two assumptions that are on read one number in different ways.
        """
        return cls(setting=Setting.of(store, switches), premises=premises_of(store, switches))

    @cached_property
    def amounts(self) -> Settled:
        """All bounds in amounts; of a revision, found anew."""
        return self.known or settled(self.setting, self.premises.listed, asked=self.also)

    @cached_property
    def quantities(self) -> frozenset[Quantity]:
        """The quantities that are spoken of, and those whose bounds are found all the same."""
        if self.revision is None:
            return frozenset(self.amounts.layout.nodes)
        return self.revision.before.quantities - self.revision.apart | {*self.revision.part.layout.nodes}

    @cached_property
    def ties(self) -> tuple[Ties, ...]:
        """What ties its quantities; of a revision, also what did so before."""
        if self.revision is None:
            return (Ties(self.amounts.layout),)
        return (*self.revision.before.ties, Ties(self.revision.part.layout))

    @cached_property
    def _rest(self) -> Settled | None:
        """What a revision leaves as it was."""
        return None if self.revision is None else self.revision.rest(self.setting)

    @cached_property
    def by_slot(self) -> Mapping[Slot, tuple[Premise, ...]]:
        """The premises by what they speak of."""
        found: dict[Slot, list[Premise]] = {}
        for premise in self.premises.listed:
            found.setdefault((premise.of, premise.to), []).append(premise)
        return MappingProxyType({slot: tuple(listed) for slot, listed in found.items()})

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The numbers that cannot all hold."""
        if self.revision is None or self._rest is None:
            return self.amounts.clashes
        return (*self._rest.clashes, *self.revision.part.clashes)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The same as conflicts between records, in the order of their ids."""
        found = (conflict_of(self.setting.store, each) for each in self.clashes)
        return tuple(sorted(found, key=lambda each: tuple(record.id for record in each.between)))

    def about(self, quantity: Quantity, *, relative_to: Quantity | None = None) -> Settled:
        """The bounds of a quantity that is asked about, and of all that are tied to it.

        Args:
            quantity: The quantity.
            relative_to: What it is wanted relative to; None for an amount.
        """
        known = self._known(quantity) if relative_to is None else None
        if known is not None:
            return known
        asked = (quantity,) if relative_to is None else (quantity, relative_to)
        near = self.around(asked)
        return settled(self.setting, near.premises.listed, asked=(*near.also, *asked), anchor=relative_to)

    def around(self, quantities: Iterable[Quantity]) -> Network:
        """The network with only what can have a say in the bounds of some quantities."""
        even, store = self.setting.even, self.setting.store
        tied = tied_to(self.ties, quantities if even is None else with_pieces(store, quantities))
        listed = tuple(each for each in self.premises.listed if each.of in tied)
        also = tuple(each for each in self.also if each in tied)
        return Network(setting=self.setting, premises=attrs.evolve(self.premises, listed=listed), also=also)

    def _known(self, quantity: Quantity) -> Settled | None:
        """The bounds among which a quantity has been found already."""
        if self.revision is None or self._rest is None:
            return self.amounts if quantity in self.amounts.layout.nodes else None
        if quantity in self.revision.part.layout.nodes:
            return self.revision.part
        is_there = quantity not in self.revision.apart and quantity in self._rest.layout.nodes
        return self._rest if is_there else None

    def including(self, quantities: Iterable[Quantity]) -> Network:
        """The network that has quantities beside those that are spoken of; the same where it has them all."""
        more = tuple(dict.fromkeys(each for each in quantities if each not in self.quantities))
        return attrs.evolve(self, known=None, revision=None, also=(*self.also, *more)) if more else self

    def only(self, premises: Iterable[Premise]) -> Network:
        """The network as if nothing but some of its premises had been stated."""
        return self._with(tuple(premises))

    def without(self, premises: Iterable[Premise]) -> Network:
        """The network as if some premises had not been stated."""
        gone = {*premises}
        kept = tuple(each for each in self.premises.listed if each not in gone)
        return self._with(kept)

    def replacing(self, premise: Premise, other: Premise) -> Network:
        """The network with another premise in place of one."""
        listed = tuple(other if each is premise else each for each in self.premises.listed)
        return self._with(listed)

    def _with(self, listed: tuple[Premise, ...]) -> Network:
        return Network(setting=self.setting, premises=attrs.evolve(self.premises, listed=listed), also=self.also)


@attrs.frozen(kw_only=True, eq=False)
class Revision:
    """A part of a network that is no longer what it was.

    Attributes:
        before: The network as it was, which is itself no revision.
        apart: The quantities whose bounds there hold no more.
        part: All that is tied to them, and to what came, as it is now.
    """

    before: Network
    apart: frozenset[Quantity]
    part: Settled

    def rest(self, setting: Setting) -> Settled:
        """What is as it was, in a setting that is the same for it."""
        was = self.before.amounts
        clashes = (each for each in was.clashes if self.apart.isdisjoint(each.premises[0].quantities))
        return attrs.evolve(was, layout=attrs.evolve(was.layout, setting=setting), clashes=tuple(clashes))


def conflict_of(store: Store, clash: Clash) -> Conflict:
    """A clash as a conflict between records."""
    spoken = dict.fromkeys(record for each in clash.premises for record in each.records)
    between: tuple[Record, ...] = (*spoken, *(() if clash.even is None else (clash.even,)))
    claims = dict.fromkeys(claim for each in clash.premises for claim in each.claims)
    says = "; ".join(f"{_named(each)} {said_by(store, each)}" for each in clash.premises)
    them = {1: "it cannot", 2: "they cannot both"}.get(len(clash.premises), "they cannot all")
    said = f"{says}: {them} hold" + ("" if clash.even is None else f" if the pace is even ({clash.even.id})")
    if clash.policy is not None:
        said = f"{said}; {clash.policy}"
    return Conflict(
        kind="numbers that cannot all hold", statement=said, between=between, evidence=evidence(store, claims)
    )


def _named(premise: Premise) -> str:
    """The ids of its records, and that they say something."""
    *others, last = (record.id for record in premise.records)
    return f"{', '.join(others)} and {last} say" if others else f"{last} says"
