"""Typed collections: one per kind, read-only views of a store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar, cast

import attrs

from aibroker.records.identifiers import Kind
from aibroker.records.kinds import Record, kinds_meant
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store

__all__ = ["Records"]

R_co = TypeVar("R_co", bound=Record, covariant=True)


@attrs.frozen(repr=False, eq=False)
class Records(Generic[R_co]):
    """The records of one kind.

    It iterates in the order of ids, and is asked by id, name or alias, exactly and without regard to case:
    ``case.vendors["Microsoft"]``. What is not there is an error that names the nearest.
    """

    _kind: Kind
    _store: Store

    def __iter__(self) -> Iterator[R_co]:
        for kind in kinds_meant(self._kind):
            yield from cast("Iterator[R_co]", self._store.all(kind))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, asked: str) -> R_co:
        """The record that an id, a name or an alias stands for.

        Args:
            asked: An id, or a name or alias in any case.

        Returns:
            The record.

        Raises:
            UnknownNameError: If nothing bears the name.
            AmbiguousNameError: If several records bear it.
        """
        return cast("R_co", look_up(self._store, self._kind, asked))

    def __contains__(self, asked: object) -> bool:
        if isinstance(asked, str):
            return self._has(asked.strip())
        return any(asked == record for record in self)

    def _has(self, name: str) -> bool:
        return self._store.get(self._kind, name) is not None or bool(self._store.ids_named(self._kind, name))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return self._kind == other._kind and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._kind, tuple(self.ids)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self)

    def __repr__(self) -> str:
        ids = self.ids
        shown = ", ".join(ids[:6]) + (", …" if len(ids) > 6 else "")
        return f"<Records of kind {self._kind}: {len(ids)}{': ' + shown if shown else ''}>"
