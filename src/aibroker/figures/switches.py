"""What a user has switched on: assumptions, a convention for hedges, and preferences among kinds of source."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from aibroker.errors import InvalidValueError, nearest
from aibroker.records.evidence import SourceKind
from aibroker.records.identifiers import AssumptionId
from aibroker.values.bounds import DOWN, UP, exact, rounded_down, rounded_up
from aibroker.values.estimate_text import hedge_in
from aibroker.values.estimates import Estimate
from aibroker.values.numerals import to_number_or_none
from aibroker.values.units import Unit

__all__ = ["Bare", "Hedges", "Preference", "Switches", "source_kinds"]

Bare = Literal["exact", "about"]

SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


def source_kinds(values: object) -> tuple[SourceKind, ...]:
    """Kinds of source, each once and in the order of the vocabulary.

    Raises:
        InvalidValueError: If one is none.
    """
    listed = (values,) if isinstance(values, str) else values
    given = tuple(listed) if isinstance(listed, list | tuple | set | frozenset) else (listed,)
    for each in given:
        if each not in SOURCE_KINDS:
            near = nearest(each, SOURCE_KINDS) if isinstance(each, str) else ()
            raise InvalidValueError("no such kind of source", each, valid=", ".join(SOURCE_KINDS), suggestions=near)
    return tuple(kind for kind in SOURCE_KINDS if kind in given)


def _share(instance: Hedges, attribute: attrs.Attribute[float | None], value: float | None) -> None:
    if value is not None and not 0 <= value < 1:
        problem = f"{type(instance).__name__}.{attribute.name} is a share of the number"
        raise InvalidValueError(problem, value, valid="from 0 to below 1")


def _bare(instance: Hedges, attribute: attrs.Attribute[Bare], value: Bare) -> None:
    if value not in ("exact", "about"):
        problem = f"{type(instance).__name__}.{attribute.name} is not in its vocabulary"
        raise InvalidValueError(problem, value, valid="exact or about")


@attrs.frozen(kw_only=True)
class Hedges:
    """One convention for the hedges of numbers.

    Attributes:
        about: How far *about* and *nearly* reach, as a share of the number; None for half a unit of its last digit.
        bare: Whether a ratio without a hedge is meant exactly, or about.
        kinds: For numbers of which kinds of source; empty for all.
    """

    about: float | None = attrs.field(default=None, converter=to_number_or_none, validator=_share)
    bare: Bare = attrs.field(default="exact", validator=_bare)
    kinds: tuple[SourceKind, ...] = attrs.field(default=(), converter=source_kinds)

    def read(self, value: Estimate) -> Estimate:
        """An estimate as this convention reads it; the same one where it says nothing about it."""
        if value.stated is None:
            return value
        hedge = hedge_in(value.stated)
        if hedge is None and value.is_point and value.unit.dimension == "ratio" and self.bare == "about":
            return self._around(value.low, value.unit)
        if hedge == "about" and value.likely is not None and self.about is not None:
            return self._around(value.likely, value.unit)
        return self._below(value) if hedge == "nearly" else value

    def _around(self, middle: float, unit: Unit) -> Estimate:
        if self.about is None:
            return Estimate.about(middle, unit=unit)
        off = abs(exact(middle)) * exact(self.about)
        low, high = rounded_down(DOWN.subtract(exact(middle), off)), rounded_up(UP.add(exact(middle), off))
        return Estimate.between(low, high, unit=unit, likely=middle)

    def _below(self, value: Estimate) -> Estimate:
        """Nearly a value: that value, or less by a share of it."""
        if self.about is None:
            return value
        return Estimate.between(self._around(value.high, value.unit).low, value.high, unit=value.unit)

    def __str__(self) -> str:
        width = "half a unit of the last digit" if self.about is None else f"{self.about * 100:g} % of the number"
        bare = f"a bare ratio is read as {self.bare}"
        where = f"in sources of kind {' or '.join(self.kinds)}, " if self.kinds else ""
        return f"{where}about reaches {width}, and {bare}"


@attrs.frozen(kw_only=True)
class Preference:
    """A policy for numbers that cannot all hold: those of some kinds of source count, and those of others yield.

    Attributes:
        kinds: The kinds that count.
        over: The kinds that yield to them.
    """

    kinds: tuple[SourceKind, ...] = attrs.field(converter=source_kinds)
    over: tuple[SourceKind, ...] = attrs.field(converter=source_kinds)

    def __attrs_post_init__(self) -> None:
        if not self.kinds or not self.over or {*self.kinds} & {*self.over}:
            problem = "a preference sets some kinds of source over others"
            raise InvalidValueError(problem, (self.kinds, self.over), valid="two lists without a kind in common")

    @property
    def effect(self) -> str:
        """What it does to a number, in words that follow the number."""
        return f"set aside, since {' or '.join(self.kinds)} counts over {' or '.join(self.over)}"

    def __str__(self) -> str:
        return f"where numbers cannot all hold, {' or '.join(self.kinds)} counts over {' or '.join(self.over)}"


@attrs.frozen(kw_only=True)
class Switches:
    """Everything that a user has switched on.

    Attributes:
        assumptions: The ids of the assumptions that are on, in order.
        hedges: The convention for hedges; None for the library's.
        preferences: The preferences among kinds of source.
    """

    assumptions: tuple[AssumptionId, ...] = ()
    hedges: Hedges | None = None
    preferences: tuple[Preference, ...] = ()

    def joined(self, other: Switches) -> Switches:
        """What either side has switched on.

        Raises:
            InvalidValueError: If each has its own convention for hedges, or preferences that the other has not, so that
                nothing says which of them is tried first.
        """
        hedges = {each for each in (self.hedges, other.hedges) if each is not None}
        if len(hedges) > 1:
            problem, valid = "two conventions for hedges are on", "the same case.reading(…) on both sides, or on one"
            raise InvalidValueError(problem, " against ".join(sorted(map(str, hedges))), valid=valid)
        return Switches(
            assumptions=tuple(sorted({*self.assumptions, *other.assumptions})),
            hedges=next(iter(hedges), None),
            preferences=_in_one_order(self.preferences, other.preferences),
        )

    @property
    def policies(self) -> tuple[str, ...]:
        """The conventions and the preferences, in words."""
        hedges = () if self.hedges is None else (str(self.hedges),)
        return (*hedges, *(str(each) for each in self.preferences))


def _in_one_order(one: tuple[Preference, ...], other: tuple[Preference, ...]) -> tuple[Preference, ...]:
    """The longer of two lists of preferences, if it holds the other in the same order."""
    shorter, longer = sorted((one, other), key=len)
    if shorter != tuple(each for each in longer if each in shorter):
        problem, valid = "two orders of preferences are on", "the same case.preferring(…) on both sides, or on one"
        said = ("; then ".join(map(str, each)) for each in (one, other))
        raise InvalidValueError(problem, " against ".join(sorted(said)), valid=valid)
    return longer
