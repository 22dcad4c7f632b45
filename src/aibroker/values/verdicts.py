"""Three answers: yes, no and unknown, with Kleene's strong logic."""

from __future__ import annotations

from enum import Enum

__all__ = ["Verdict"]


class Verdict(Enum):
    """Yes, no or unknown.

    It has no truth value of its own: ``if verdict:`` would read unknown as one of the two, so it raises.
    Compare with ``is``. ``&``, ``|`` and ``~`` follow Kleene's strong three-valued logic
    (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).

    >>> Verdict.YES & Verdict.UNKNOWN
    Verdict.UNKNOWN
    >>> Verdict.NO & Verdict.UNKNOWN
    Verdict.NO
    >>> ~Verdict.UNKNOWN
    Verdict.UNKNOWN
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool | None) -> Verdict:
        """The verdict for a plain truth value; None is unknown.

        >>> Verdict.of(None)
        Verdict.UNKNOWN
        """
        if known is None:
            return cls.UNKNOWN
        return cls.YES if known else cls.NO

    def __and__(self, other: Verdict) -> Verdict:
        if Verdict.NO in (self, other):
            return Verdict.NO
        return Verdict.UNKNOWN if Verdict.UNKNOWN in (self, other) else Verdict.YES

    def __or__(self, other: Verdict) -> Verdict:
        if Verdict.YES in (self, other):
            return Verdict.YES
        return Verdict.UNKNOWN if Verdict.UNKNOWN in (self, other) else Verdict.NO

    def __invert__(self) -> Verdict:
        if self is Verdict.UNKNOWN:
            return self
        return Verdict.NO if self is Verdict.YES else Verdict.YES

    def __bool__(self) -> bool:
        problem = f"{self} has no truth value: unknown is neither; compare with `is Verdict.YES`"
        raise TypeError(problem)

    def __repr__(self) -> str:
        return f"Verdict.{self.name}"

    def __str__(self) -> str:
        return self.value
