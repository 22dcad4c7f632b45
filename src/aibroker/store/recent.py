"""What was asked of a store last, with what was found: records never change, so that an answer stays right."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from threading import Lock
from typing import Final, TypeVar

import attrs

__all__ = ["Recent"]

T = TypeVar("T")

_KEPT: Final = 32


def _nothing() -> dict[Hashable, object]:
    return {}


@attrs.frozen(eq=False)
class Recent:
    """The last few answers, the only thing in a landscape that changes; threads may share it."""

    _found: dict[Hashable, object] = attrs.field(init=False, factory=_nothing, repr=False)
    _lock: Lock = attrs.field(init=False, factory=Lock, repr=False)

    def __iter__(self) -> Iterator[object]:
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
            self._found.pop(asked, None)
            if len(self._found) >= _KEPT:
                del self._found[next(iter(self._found))]
            self._found[asked] = made
        return made
