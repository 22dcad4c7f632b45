"""What was asked of a store last, with what was found: records never change, so that an answer stays right."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sized
from threading import Lock
from typing import Final, TypeVar

import attrs

__all__ = ["Recent"]

T = TypeVar("T", bound=Sized)

_MOST: Final = 1_000_000
_OF_ITS_OWN: Final = 100
"""What all answers may weigh, in things found, and what each weighs beside those."""


def _nothing() -> dict[Hashable, Sized]:
    return {}


@attrs.define(eq=False)
class Recent:
    """The last answers of one store; which are kept changes, and what they say never does. Threads may share it."""

    _found: dict[Hashable, Sized] = attrs.field(init=False, factory=_nothing, repr=False)
    _weight: int = attrs.field(init=False, default=0)
    _lock: Lock = attrs.field(init=False, factory=Lock, repr=False)

    def __iter__(self) -> Iterator[Sized]:
        """What was found, the oldest first."""
        return iter([*self._found.values()])

    def recalled(self, asked: Hashable, expected: type[T], make: Callable[[], T]) -> T:
        """What was found when this was asked last; made anew where that is forgotten.

        Args:
            asked: The question; whatever its answer depends on beside the records.
            expected: What answers it.
            make: Finds the answer.
        """
        found = self._found.get(asked)
        if isinstance(found, expected):
            return found
        made = make()
        with self._lock:
            self._forget(asked)
            self._found[asked] = made
            self._weight += len(made) + _OF_ITS_OWN
            while self._weight > _MOST and len(self._found) > 1:
                self._forget(next(iter(self._found)))
        return made

    def _forget(self, asked: Hashable) -> None:
        if asked in self._found:
            self._weight -= len(self._found.pop(asked)) + _OF_ITS_OWN
