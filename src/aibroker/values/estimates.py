"""Numbers as sources state them: bounds that a hedge leaves open, a unit, and the words."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite
from numbers import Real

import attrs

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.values.estimate_display import displayed
from aibroker.values.estimate_text import around, read_estimate, says, says_more_than, write_estimate
from aibroker.values.intervals import (
    Interval,
    added,
    converted,
    divided,
    hull_of,
    intersection,
    meaning,
    multiplied,
    negated,
    point,
    subtracted,
)
from aibroker.values.numerals import to_number, to_number_or_none, to_width
from aibroker.values.units import Unit, to_unit
from aibroker.values.verdicts import Verdict

__all__ = ["Estimate"]


def _words(value: str | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise InvalidValueError("the words of an estimate are text", value)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Estimate:
    """A number with its unit, as far as it is known: every value between two bounds is possible.

    A bound is the decimal that it prints as, and belongs to the interval; an infinite one is open. Two estimates are
    equal when they mean the same, whatever their units and words: 1.5 % is 0.015 times.

    Arithmetic takes estimates and plain numbers and is sound: the result holds every value that the operands allow,
    rounded outward. It knows nothing of what operands have in common: ``x - x`` is an interval around 0. A plain number
    is a bare factor in a product; in a sum it is a count beside a count and a factor beside a ratio. What is likely
    is carried along where both operands say it.

    Attributes:
        low: The lower bound, in the unit; minus infinity where it is open.
        high: The upper bound; infinity where it is open.
        likely: The value named, where one is; that of a point is the point.
        unit: The unit.
        stated: The words that said it; not compared.

    Raises:
        InvalidValueError: If an end is NaN, if the bounds run downwards, or if the likely value lies outside.

    >>> share = Estimate.parse("~1.5 %")
    >>> share.low, share.high, share.likely
    (1.45, 1.55, 1.5)
    >>> print(share * Estimate.exactly(200e9, unit="USD"))
    2900000000..3000000000..3100000000 USD
    """

    low: float = attrs.field(converter=to_number)
    high: float = attrs.field(converter=to_number)
    likely: float | None = attrs.field(default=None, converter=to_number_or_none)
    unit: Unit = attrs.field(default=Unit("count"), converter=to_unit)
    stated: str | None = attrs.field(default=None, converter=_words)

    def __attrs_post_init__(self) -> None:
        if self.low > self.high or self.low == inf or self.high == -inf:
            raise InvalidValueError("bounds run upwards and hold a finite value", (self.low, self.high))
        if self.likely is None and self.low == self.high:
            object.__setattr__(self, "likely", self.low)  # so that one point has one form
        if self.likely is not None and not (self.low <= self.likely <= self.high and isfinite(self.likely)):
            raise InvalidValueError("the likely value is finite and lies between the bounds", self.likely)

    @classmethod
    def _of(cls, interval: Interval, *, stated: str | None = None) -> Estimate:
        low, high, likely = interval.low, interval.high, interval.likely
        return cls(low=low, high=high, likely=likely, unit=interval.unit, stated=stated)

    @classmethod
    def parse(cls, text: str, *, width: float | None = None) -> Estimate:
        """The estimate that a text states.

        It reads hedges (``~``, ``nearly``, ``over``, ``>``, ``<=``, ``exactly``), ranges (``1.4..1.5 %``; with a likely
        value ``1.4..1.45..1.5 %``), multipliers (``20k``, ``mn``, ``bn``, ``tn``), factors (``x3``, ``tripled``),
        growth (``+400 %`` is a factor of 5) and ``unknown USD``. ``>`` also holds the number itself.

        Without a hedge, an amount means its last written digit, as in XBRL Calculations 1.1 (281.7 is 281.65 to
        281.75); ratios, whole counts written out, words such as *tripled* and ``exactly`` mean points.

        Args:
            text: What is stated.
            width: By how much *about* and *nearly* may be off, in the unit written; None for half a unit of the last
                significant digit, where trailing zeros of a whole number do not count.

        Returns:
            The estimate. ``Estimate.parse(str(estimate))`` gives any estimate back.

        Raises:
            InvalidValueError: If the text has no meaning, or more than one.

        >>> Estimate.parse("> 1 bn USD/year").low
        1000000000.0
        >>> Estimate.parse("5 M USD")
        Traceback (most recent call last):
            ...
        aibroker.errors.InvalidValueError: unknown unit 'M' in: 'M USD' (valid: 'mn' or 'million' after a number, ...
        """
        return cls._of(read_estimate(text, width=to_width(width)), stated=text.strip())

    @classmethod
    def exactly(cls, value: float, *, unit: Unit | str = "count") -> Estimate:
        """A point.

        >>> Estimate.exactly(3)
        Estimate.parse('exactly 3')
        """
        return cls(low=value, high=value, unit=unit)

    @classmethod
    def about(cls, value: float, *, unit: Unit | str = "count", width: float | None = None) -> Estimate:
        """Around a value, by a width in the unit, or by half a unit of the last significant digit (see `parse`).

        >>> Estimate.about(400, unit="percent")
        Estimate.parse('350..400..450 %')
        """
        likely = to_number(value)
        low, high = around(likely, width=to_width(width))
        return cls(low=low, high=high, likely=likely, unit=unit)

    @classmethod
    def nearly(cls, value: float, *, unit: Unit | str = "count", width: float | None = None) -> Estimate:
        """A little below a value, or at it; see `about` for the width.

        >>> Estimate.nearly(3, unit="times")
        Estimate.parse('2.5..3 times')
        """
        return cls(low=cls.about(value, unit=unit, width=width).low, high=value, unit=unit)

    @classmethod
    def above(cls, value: float, *, unit: Unit | str = "count") -> Estimate:
        """A value or more.

        >>> Estimate.above(1e9, unit="USD/year")
        Estimate.parse('>= 1000000000 USD/year')
        """
        return cls(low=value, high=inf, unit=unit)

    @classmethod
    def below(cls, value: float, *, unit: Unit | str = "count", least: float | None = None) -> Estimate:
        """A value or less, but not less than ``least``, such as 0 where the measure cannot be negative.

        >>> Estimate.below(10, unit="percent", least=0)
        Estimate.parse('0..10 %')
        """
        return cls(low=-inf if least is None else least, high=value, unit=unit)

    @classmethod
    def between(cls, low: float, high: float, *, unit: Unit | str = "count", likely: float | None = None) -> Estimate:
        """From a lower to an upper bound, with a likely value if one is named.

        >>> Estimate.between(1.4, 1.5, unit="percent")
        Estimate.parse('1.4..1.5 %')
        """
        return cls(low=low, high=high, likely=likely, unit=unit)

    @classmethod
    def unknown(cls, unit: Unit | str = "count") -> Estimate:
        """Any value at all: the widest interval.

        >>> Estimate.unknown("USD")
        Estimate.parse('unknown USD')
        """
        return cls(low=-inf, high=inf, unit=unit)

    @property
    def interval(self) -> Interval:
        """The bounds, the likely value and the unit, without the words."""
        return Interval(self.low, self.high, self.likely, self.unit)

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high

    @property
    def is_open(self) -> bool:
        """Whether at least one end is not limited."""
        return self.low == -inf or self.high == inf

    def to(self, unit: Unit | str) -> Estimate:
        """The same estimate in another unit of the same quantity; units that do not convert raise.

        >>> Estimate.parse("~12 USD/month").to("USD/year").low
        138.0
        """
        return self._of(converted(self.interval, to_unit(unit)), stated=self.stated)

    def contains(self, value: float) -> bool:
        """Whether a value, in the unit, is possible."""
        return self.low <= to_number(value) <= self.high

    def is_above(self, value: float) -> Verdict:
        """Whether it exceeds a value, in the unit; what is stated as over 50 % exceeds 50 %.

        >>> Estimate.parse("over 50 %").is_above(50), Estimate.parse("at least 50 %").is_above(50)
        (Verdict.YES, Verdict.UNKNOWN)
        """
        threshold = to_number(value)
        strictly = self.stated is not None and says_more_than(self.stated, self.interval)
        if self.low > threshold or (self.low == threshold and strictly):
            return Verdict.YES
        return Verdict.NO if self.high <= threshold else Verdict.UNKNOWN

    def agrees_with(self, other: Estimate) -> bool:
        """Whether some value is possible by both; units that do not convert raise.

        >>> Estimate.parse("281.7 bn USD").agrees_with(Estimate.exactly(281_724_000_000, unit="USD"))
        True
        """
        return (self & other) is not None

    def hull(self, other: Estimate) -> Estimate:
        """The narrowest estimate that allows whatever one of the two allows; units that do not convert raise."""
        return self._of(hull_of(self.interval, other.interval))

    def __and__(self, other: Estimate) -> Estimate | None:
        common = intersection(self.interval, other.interval)
        return None if common is None else self._of(common)

    def __neg__(self) -> Estimate:
        return self._of(negated(self.interval))

    def __add__(self, other: Estimate | float) -> Estimate:
        return self._with(added, self._term(other))

    __radd__ = __add__

    def __sub__(self, other: Estimate | float) -> Estimate:
        return self._with(subtracted, self._term(other))

    def __rsub__(self, other: float) -> Estimate:
        return (-self).__add__(other)

    def __mul__(self, other: Estimate | float) -> Estimate:
        return self._with(multiplied, _factor(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Estimate | float) -> Estimate:
        return self._with(divided, _factor(other))

    def __rtruediv__(self, other: float) -> Estimate:
        return self._with(lambda divisor, dividend: divided(dividend, divisor), _factor(other))

    def _with(self, operation: Callable[[Interval, Interval], Interval], other: Interval | None) -> Estimate:
        return NotImplemented if other is None else self._of(operation(self.interval, other))

    def _term(self, other: object) -> Interval | None:
        if isinstance(other, Estimate) or not isinstance(other, Real):
            return other.interval if isinstance(other, Estimate) else None
        dimension = self.unit.dimension
        if dimension not in ("ratio", "count"):
            raise UnitMismatchError(f"a bare number is a count, and does not add up with {self.unit}", other)
        return point(to_number(other), Unit("times" if dimension == "ratio" else "count"))

    def shown(self, *, digits: int | None = None) -> str:
        """The estimate for readers: few digits, rounded outward, after the words that stated it.

        Args:
            digits: The significant digits to show; those of a whole number are never dropped. None for four, and for
                the few that a point has.

        >>> Estimate.parse("about 1.5 %").shown()
        'about 1.5 %, read as 1.45 to 1.55 %'
        >>> Estimate.parse("> 1 bn USD/year").shown()
        'at least 1 bn USD/year'
        """
        if self.stated is None or self.is_open:
            return displayed(self.interval, digits=digits)
        text = displayed(attrs.evolve(self.interval, likely=None), digits=digits)
        return text if text == self.stated else f"{self.stated}, read as {text}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Estimate):
            return NotImplemented
        if self.unit == other.unit:
            return self.interval == other.interval
        return meaning(self.interval) == meaning(other.interval)

    def __hash__(self) -> int:
        return hash(meaning(self.interval))

    def __str__(self) -> str:
        return self.stated if self.stated and says(self.stated, self.interval) else write_estimate(self.interval)

    def __repr__(self) -> str:
        return f"Estimate.parse({str(self)!r})"


def _factor(other: object) -> Interval | None:
    if isinstance(other, Estimate):
        return other.interval
    return point(to_number(other), Unit("times")) if isinstance(other, Real) else None
