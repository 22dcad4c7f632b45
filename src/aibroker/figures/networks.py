"""The network of a landscape: all that its numbers imply, computed once and asked many times."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from aibroker.figures.clashes import Clash, Settled, settled
from aibroker.figures.layouts import Setting
from aibroker.figures.premises import Premise, Premises, premises_of
from aibroker.figures.quantities import Quantity
from aibroker.figures.switches import Switches
from aibroker.records.kinds import Record
from aibroker.records.reasons import Conflict
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence

__all__ = ["Network", "conflict_of"]


@attrs.frozen(kw_only=True, eq=False)
class Network:
    """The premises of a landscape with what they imply.

    Attributes:
        setting: What is the same for all its layouts.
        premises: The premises, and what could not be placed.
    """

    setting: Setting
    premises: Premises

    @classmethod
    def of(cls, store: Store, switches: Switches) -> Network:
        """The network of a landscape's records, with what is switched on.

        Raises:
            InvalidValueError: If two assumptions that are on read one number in different ways.
        """
        return cls(setting=Setting.of(store, switches), premises=premises_of(store, switches))

    @cached_property
    def amounts(self) -> Settled:
        """All bounds in amounts."""
        return settled(self.setting, self.premises.listed)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The numbers that cannot all hold."""
        return self.amounts.clashes

    def conflicts(self) -> tuple[Conflict, ...]:
        """The same as conflicts between records, in the order of their ids."""
        found = (conflict_of(self.setting.store, each) for each in self.clashes)
        return tuple(sorted(found, key=lambda each: tuple(record.id for record in each.between)))

    def about(self, quantity: Quantity, *, relative_to: Quantity | None = None) -> Settled:
        """The bounds of a quantity that is asked about, and of all others.

        Args:
            quantity: The quantity.
            relative_to: What it is wanted relative to; None for an amount.
        """
        if relative_to is None and quantity in self.amounts.layout.nodes:
            return self.amounts
        asked = (quantity,) if relative_to is None else (quantity, relative_to)
        return settled(self.setting, self.premises.listed, asked=asked, anchor=relative_to)

    def without(self, premises: Iterable[Premise]) -> Network:
        """The network as if some premises had not been stated."""
        gone = {*premises}
        kept = tuple(each for each in self.premises.listed if each not in gone)
        return attrs.evolve(self, premises=attrs.evolve(self.premises, listed=kept))

    def replacing(self, premise: Premise, other: Premise) -> Network:
        """The network with another premise in place of one."""
        listed = tuple(other if each is premise else each for each in self.premises.listed)
        return attrs.evolve(self, premises=attrs.evolve(self.premises, listed=listed))


def conflict_of(store: Store, clash: Clash) -> Conflict:
    """A clash as a conflict between records."""
    between: tuple[Record, ...] = tuple(dict.fromkeys(record for each in clash.premises for record in each.records))
    claims = dict.fromkeys(claim for each in clash.premises for claim in each.claims)
    names = [f"{each.name} ({each.said})" for each in clash.premises]
    said = f"{', '.join(names[:-1])} and {names[-1]} cannot all hold" if names[1:] else f"{names[0]} cannot hold"
    if clash.policy is not None:
        said = f"{said}; {clash.policy}"
    return Conflict(
        kind="numbers that cannot all hold", statement=said, between=between, evidence=evidence(store, claims)
    )
