"""Answers: what is known, in a fixed order, and beside it the candidates of which it is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar, overload

import attrs

from aibroker.hatch import shown
from aibroker.queries.sightings import Sighting, older_than, to_horizon
from aibroker.records.converters import vendor_id
from aibroker.records.identifiers import VendorId
from aibroker.records.offers import SalesChannel
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Answer", "Brokerage", "Candidate"]

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen
class Candidate(Generic[T_co]):
    """Something that may belong to an answer: what is known of it does not say.

    Attributes:
        item: The record.
        because: What is unknown, a phrase each.
    """

    item: T_co
    because: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Brokerage:
    """A seller that carries models both ways between two sides.

    Attributes:
        seller: Its id.
        outward: The channels that carry models developed on the first side into the second.
        inward: The channels that carry models developed on the second side into the first.
    """

    seller: VendorId = attrs.field(converter=vendor_id)
    outward: tuple[SalesChannel, ...]
    inward: tuple[SalesChannel, ...]

    @property
    def records(self) -> tuple[SalesChannel, ...]:
        """All of its channels."""
        return (*self.outward, *self.inward)


@attrs.frozen(kw_only=True, repr=False)
class Answer(Sequence[T_co], Generic[T_co]):
    """What a query found: a sequence of what is known, that also carries what is unknown.

    ``len``, iteration and indexing see only what is known. Its truth is refused where nothing is known and something
    is unknown, since "none known" is not "none": ask ``verdict`` instead.

    Attributes:
        question: The question, in words.
        on: The day that was asked about.
        known: What is known to belong to the answer.
        unknown: What may belong to it.
        horizon: How long ago something may have been seen and still not be stale; None where nobody has said.
        store: Where it was found; only for showing the answer with its claims.
    """

    question: str
    on: date
    known: tuple[T_co, ...]
    unknown: tuple[Candidate[T_co], ...] = ()
    horizon: timedelta | None = None
    store: Store = attrs.field(eq=False)

    @property
    def verdict(self) -> Verdict:
        """Whether there is any: yes, no, or unknown where only candidates were found."""
        if self.known:
            return Verdict.YES
        return Verdict.UNKNOWN if self.unknown else Verdict.NO

    def marking_stale(self, *, after: timedelta | str) -> Answer[T_co]:
        """The same answer, whose text marks what was last seen too long ago.

        Args:
            after: How many days a sighting is good for, such as ``"180 days"``.

        Raises:
            InvalidValueError: If it is no number of days.
        """
        return attrs.evolve(self, horizon=to_horizon(after))

    @property
    def stale(self) -> tuple[Sighting, ...]:
        """What the answer rests on that was last seen further back than the horizon, and that nothing else bears out.

        Raises:
            InvalidValueError: If no horizon is stated; there is none by default.
        """
        items = (*self.known, *(candidate.item for candidate in self.unknown))
        return older_than(self.horizon, items, self.on)

    @overload
    def __getitem__(self, index: int) -> T_co: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...

    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self.known[index]

    def __len__(self) -> int:
        return len(self.known)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.known)

    def __bool__(self) -> bool:
        if self.unknown and not self.known:
            problem = (
                "none is known, and some are unknown, which is neither yes nor no; ask .verdict, .known or .unknown"
            )
            raise TypeError(problem)
        return bool(self.known)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Answer to {self.question!r} on {self.on}: {len(self.known)} known, {len(self.unknown)} unknown>"

    def explain(self) -> str:
        """The answer with every claim that it rests on, and the place of each in its source."""
        return shown(self, "explanation")
