"""Figures: what the numbers of a landscape imply for one quantity, as values that keep unit, period, bounds and why."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Generic, Literal, TypeVar, overload

import attrs

from aibroker.errors import InvalidValueError, PeriodMismatchError, UnitMismatchError
from aibroker.figures.derivations import BoundSide, Derivation
from aibroker.figures.facets import FigureEvidence, FigureSide, Gap
from aibroker.hatch import shown
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Measurand
from aibroker.records.reasons import Conflict, Evidence
from aibroker.values.dimensions import D_co, Dimension, Money, MoneyPerToken, Number, Ratio, Tokens, dimension_text
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.units import Unit, to_unit

__all__ = ["NO_SIDES", "Explanation", "Figure", "divided_by", "to_figure", "total"]

NO_SIDES = "it is made of contested figures; what each side of them would make is not worked out"

D = TypeVar("D", bound=Dimension)


@attrs.frozen(kw_only=True, repr=False)
class Explanation:
    """Why a figure is what it is: a sentence, and the way from each bound to the claims and the assumptions.

    Attributes:
        figure: The figure.
    """

    figure: Figure

    @property
    def lower(self) -> Derivation | None:
        """Why the lower bound holds."""
        return self.figure.lower

    @property
    def upper(self) -> Derivation | None:
        """Why the upper bound holds."""
        return self.figure.upper

    def __str__(self) -> str:
        return shown(self.figure, "explanation")

    def __repr__(self) -> str:
        return f"<Explanation of {self.figure!r}>"


@attrs.frozen(kw_only=True, repr=False)
class Figure(Generic[D_co]):
    """What the numbers imply for one quantity.

    It holds the claims and the assumptions that it rests on, so that it can travel. Its dimension is also a type, for
    checkers: money plus a ratio is refused before it runs.

    Attributes:
        quantity: Of what, in words.
        measurand: The quantity; None for the result of arithmetic.
        relative_to: What it is relative to, if it is a ratio.
        period: The period; None where it is none or several.
        low: The lower bound, in the unit.
        high: The upper bound; infinity where nothing limits it.
        likely: The value named, where both bounds follow from one chain of numbers that each name one.
        unit: The unit.
        lower: Why the lower bound holds; None where nothing limits it.
        upper: Why the upper bound holds; None where nothing limits it.
        conflicts: The numbers behind it that cannot all hold.
        sides: What would follow if one of the conflicting numbers were wrong.
        gaps: Why a side is open, and what would limit it.
        also_assumed: The assumptions that no bound follows from, but without which it would be another: those that take
            a number away, and those that a number of a conflict behind it takes.
        not_needed: The assumptions that were on, but without which it would be the same.
        policies: The conventions and preferences that were on.
        caveats: What a reader must know, such as periods that were mixed on purpose.
        mixes_periods: Whether the next operation may have operands of two periods; its result may not, unless asked
            again.
        scenario: The scenarios under which it holds, in words; empty where none is known.
    """

    quantity: str
    measurand: Measurand | None = None
    relative_to: Measurand | None = None
    period: Period | None = None
    low: float
    high: float
    likely: float | None = None
    unit: Unit
    lower: Derivation | None = None
    upper: Derivation | None = None
    conflicts: tuple[Conflict, ...] = ()
    sides: tuple[FigureSide, ...] = ()
    gaps: tuple[Gap, ...] = ()
    also_assumed: tuple[Assumption, ...] = ()
    not_needed: tuple[Assumption, ...] = ()
    policies: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    mixes_periods: bool = False
    scenario: str = ""

    @property
    def estimate(self) -> Estimate:
        """Both bounds with their unit."""
        return Estimate(low=self.low, high=self.high, likely=self.likely, unit=self.unit)

    @property
    def contested(self) -> bool:
        """Whether numbers behind it cannot all hold; it then holds if at most one in each conflict is wrong."""
        return bool(self.conflicts)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What is assumed for it, each once."""
        found = {each.id: each for each in self.also_assumed}
        found |= {each.id: each for side in self.derivations for each in side.assumptions}
        return tuple(found[each] for each in sorted(found))

    @property
    def claims(self) -> tuple[Evidence, ...]:
        """The claims that it rests on, each once, with their sources."""
        found = {each.claim.id: each for side in self.derivations for each in side.evidence}
        return tuple(found[each] for each in sorted(found))

    @property
    def evidence(self) -> FigureEvidence:
        """On whose word it stands."""
        claims = self.claims
        sources = [each.root or each.source for each in claims]
        dated = [source.published for source in sources if source.published is not None]
        return FigureEvidence(
            claims=claims,
            roots=tuple(sorted({source.id for source in sources})),
            oldest=min(dated, key=lambda period: str(period.start), default=None),
            anonymous=tuple(each.claim.id for each in claims if each.claim.said_by == "anonymous"),
            machine_generated=tuple(each.claim.id for each in claims if each.source.machine_generated),
            contested=self.contested,
        )

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """Why its bounds hold, as far as they are limited: the lower one first."""
        return tuple(each for each in (self.lower, self.upper) if each is not None)

    def explain(self) -> Explanation:
        """Why it is what it is; as text, a sentence and the way down to each claim."""
        return Explanation(figure=self)

    def to(self, unit: Unit | str) -> Figure[D_co]:
        """The same figure in another unit of the same quantity.

        Args:
            unit: The unit, or its text.

        Raises:
            UnitMismatchError: If it does not convert; for two currencies that takes a dated exchange rate.
        """
        made = self.estimate.to(to_unit(unit))
        return attrs.evolve(self, low=made.low, high=made.high, likely=made.likely, unit=made.unit)

    def exchanged(self: Figure[Money], *, at: Figure) -> Figure[Money]:
        """The same figure in another currency, at an exchange rate of its period that has a source.

        Args:
            at: The rate, as a figure in a unit such as ``USD/EUR``, which is how many dollars one euro costs.

        Raises:
            UnitMismatchError: If the rate is none between this currency and another.
            InvalidValueError: If the rate rests on neither a claim nor an assumption.
            PeriodMismatchError: If it is of another period; `across` mixes them by name.
        """
        to_figure(at)
        if not at.derivations:
            raise InvalidValueError("an exchange rate without a source", at.quantity, valid="a rate that is bounded")
        bought, _, paid = at.unit.text.partition("/")
        if at.unit.dimension != "money/money" or self.unit.text not in (bought, paid):
            problem = f"no exchange rate for {self.unit}"
            raise UnitMismatchError(problem, at.unit.text, valid=f"a figure in {self.unit}/EUR or EUR/{self.unit}")
        is_paid = self.unit.text == bought
        made = self.estimate / at.estimate if is_paid else self.estimate * at.estimate
        said = f"{self.quantity.removesuffix(f', in {self.unit}')}, in {made.unit}"
        ends = _factors(self, at, _OPPOSITE if is_paid else _ALIKE)
        return _combined(self, at, said, made, ends=ends).expecting(Money)

    def expecting(self, dimension: type[D]) -> Figure[D]:
        """The same figure, which a checker then knows to be of a dimension.

        Args:
            dimension: The dimension, such as ``Money``.

        Raises:
            InvalidValueError: If it is no dimension.
            UnitMismatchError: If it is of another one.
        """
        if not isinstance(dimension, type) or not issubclass(dimension, Dimension):
            valid = "Money, Ratio, Number, Tokens or MoneyPerToken"
            raise InvalidValueError("this is no dimension", dimension, valid=valid)
        wanted = dimension_text(dimension)
        if wanted is not None and self.unit.dimension != wanted:
            problem = f"this figure is no {dimension.__name__}"
            raise UnitMismatchError(problem, self.unit.text, valid=f"a figure of dimension {self.unit.dimension}")
        return self  # type: ignore[return-value]  # the unit has just been checked, which the checker cannot see

    def across(self, *, periods: str) -> Figure[D_co]:
        """The same figure without its period, so that it may be added to, or divided by, one of another period.

        The result has no period. To put a third period in, call this once more, on it or on the other figure.

        Args:
            periods: Why periods may be mixed; it stays with the result as a caveat.

        Raises:
            InvalidValueError: If no reason is given.
        """
        if not isinstance(periods, str) or not periods.strip():
            raise InvalidValueError("mixing periods wants a reason", periods, valid="a sentence")
        named = f"periods are mixed ({self.period or 'several'}): {periods}"
        return attrs.evolve(self, period=None, caveats=(*self.caveats, named), mixes_periods=True)

    @overload
    def __add__(self: Figure[Money], other: Figure[Money]) -> Figure[Money]: ...
    @overload
    def __add__(self: Figure[Ratio], other: Figure[Ratio]) -> Figure[Ratio]: ...
    @overload
    def __add__(self: Figure[Number], other: Figure[Number]) -> Figure[Number]: ...
    @overload
    def __add__(self: Figure[Tokens], other: Figure[Tokens]) -> Figure[Tokens]: ...
    @overload
    def __add__(self: Figure[MoneyPerToken], other: Figure[MoneyPerToken]) -> Figure[MoneyPerToken]: ...
    def __add__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        return _combined(self, other, f"{self.quantity} plus {other.quantity}", self.estimate + other.estimate)

    @overload
    def __sub__(self: Figure[Money], other: Figure[Money]) -> Figure[Money]: ...
    @overload
    def __sub__(self: Figure[Ratio], other: Figure[Ratio]) -> Figure[Ratio]: ...
    @overload
    def __sub__(self: Figure[Number], other: Figure[Number]) -> Figure[Number]: ...
    @overload
    def __sub__(self: Figure[Tokens], other: Figure[Tokens]) -> Figure[Tokens]: ...
    @overload
    def __sub__(self: Figure[MoneyPerToken], other: Figure[MoneyPerToken]) -> Figure[MoneyPerToken]: ...
    def __sub__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        said = f"{self.quantity} less {other.quantity}"
        return _combined(self, other, said, self.estimate - other.estimate, ends=_OPPOSITE)

    @overload
    def __mul__(self: Figure[Ratio], other: Figure[D]) -> Figure[D]: ...
    @overload
    def __mul__(self: Figure[Money], other: Figure[Ratio]) -> Figure[Money]: ...
    @overload
    def __mul__(self: Figure[Number], other: Figure[Ratio]) -> Figure[Number]: ...
    @overload
    def __mul__(self: Figure[Tokens], other: Figure[Ratio]) -> Figure[Tokens]: ...
    @overload
    def __mul__(self: Figure[Tokens], other: Figure[MoneyPerToken]) -> Figure[Money]: ...
    @overload
    def __mul__(self: Figure[MoneyPerToken], other: Figure[Tokens]) -> Figure[Money]: ...
    @overload
    def __mul__(self: Figure[MoneyPerToken], other: Figure[Ratio]) -> Figure[MoneyPerToken]: ...
    def __mul__(self, other: object) -> Figure:
        if not isinstance(other, Figure):
            return NotImplemented
        said, grown = f"{self.quantity} times {other.quantity}", _grown(self, other) or _grown(other, self)
        return _combined(
            self, other, said, self.estimate * other.estimate, grown=grown, ends=_factors(self, other, _ALIKE)
        )

    @overload
    def __truediv__(self: Figure[D], other: Figure[Ratio]) -> Figure[D]: ...
    @overload
    def __truediv__(self: Figure[Money], other: Figure[Money]) -> Figure[Ratio]: ...
    @overload
    def __truediv__(self: Figure[Number], other: Figure[Number]) -> Figure[Ratio]: ...
    @overload
    def __truediv__(self: Figure[Tokens], other: Figure[Tokens]) -> Figure[Ratio]: ...
    @overload
    def __truediv__(self: Figure[Money], other: Figure[Tokens]) -> Figure[MoneyPerToken]: ...
    @overload
    def __truediv__(self: Figure[MoneyPerToken], other: Figure[MoneyPerToken]) -> Figure[Ratio]: ...
    def __truediv__(self, other: object) -> Figure:
        return divided_by(self, other) if isinstance(other, Figure) else NotImplemented

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Figure {self.quantity}: {self.estimate.shown()}{' (contested)' if self.contested else ''}>"


def _grown(ratio: Figure, base: Figure) -> Period | None:
    """The period of what a ratio makes of just that which it is to, such as growth of a year; None for no such pair."""
    is_base = ratio.relative_to is not None and base.relative_to is None and base.measurand == ratio.relative_to
    return ratio.period if is_base else None


def divided_by(one: Figure, other: Figure) -> Figure:
    """One figure divided by another, of whatever dimension.

    Raises:
        PeriodMismatchError: If they are of different periods.
    """
    said = f"{one.quantity} divided by {other.quantity}"
    return _combined(one, other, said, one.estimate / other.estimate, ends=_factors(one, other, _OPPOSITE))


def to_figure(value: Figure) -> Figure:
    """A figure, or an error for what is none.

    Raises:
        InvalidValueError: If it is none.
    """
    if not isinstance(value, Figure):
        raise InvalidValueError("this is no figure", value, valid="what case.figure(…) returns")
    return value


_Ends = Literal["alike", "opposite", "all"]
_ALIKE: _Ends = "alike"
_OPPOSITE: _Ends = "opposite"


def _factors(one: Figure, other: Figure, ends: _Ends) -> _Ends:
    """Which bounds of two factors make one of their product, or quotient: where a sign is open, each may."""
    return ends if one.low >= 0 and other.low >= 0 else "all"


def _combined(
    one: Figure,
    other: Figure,
    said: str,
    result: Estimate,
    *,
    grown: Period | None = None,
    ends: _Ends = _ALIKE,
) -> Figure:
    """The figure of an operation, each of whose bounds rests on those bounds of its operands that make it.

    Args:
        one: The one operand.
        other: The other one.
        said: What the result is, in words.
        result: How much it is.
        grown: The period of the result, where it is not that of both.
        ends: Whether the lower bound comes of the lower bounds of both, or of the lower of the one and the upper of the
            other, or of any.
    """
    no_sides = (NO_SIDES,) if one.sides or other.sides else ()
    return Figure(
        quantity=said,
        period=grown or _shared_period(one, other),
        low=result.low,
        high=result.high,
        likely=result.likely,
        unit=result.unit,
        lower=_arithmetic(said, "low", result, _behind(one, other, "low", ends)) if result.low > -inf else None,
        upper=_arithmetic(said, "high", result, _behind(one, other, "high", ends)) if result.high < inf else None,
        conflicts=tuple(dict.fromkeys((*one.conflicts, *other.conflicts))),
        gaps=tuple(dict.fromkeys((*one.gaps, *other.gaps))) if result.is_open else (),
        also_assumed=tuple(dict.fromkeys((*one.also_assumed, *other.also_assumed))),
        not_needed=_not_needed(one, other),
        policies=tuple(dict.fromkeys((*one.policies, *other.policies))),
        caveats=tuple(dict.fromkeys((*one.caveats, *other.caveats, *no_sides))),
        scenario=" | ".join(dict.fromkeys(each.scenario for each in (one, other) if each.scenario)),
    )


def _behind(one: Figure, other: Figure, side: BoundSide, ends: _Ends) -> tuple[Derivation, ...]:
    """The bounds of operands from which one of the result follows; a zero that nobody states has no way to it."""
    if ends == "all":
        return tuple(dict.fromkeys((*one.derivations, *other.derivations)))
    is_low = side == "low"
    mine = one.lower if is_low else one.upper
    its = other.lower if is_low == (ends == "alike") else other.upper
    return tuple(dict.fromkeys(each for each in (mine, its) if each is not None))


def _not_needed(one: Figure, other: Figure) -> tuple[Assumption, ...]:
    used = {*one.assumptions, *other.assumptions}
    return tuple(each for each in dict.fromkeys((*one.not_needed, *other.not_needed)) if each not in used)


def _arithmetic(said: str, side: BoundSide, result: Estimate, rests_on: tuple[Derivation, ...]) -> Derivation:
    is_low = side == "low"
    end = Estimate.above(result.low, unit=result.unit) if is_low else Estimate.below(result.high, unit=result.unit)
    return Derivation(
        quantity=said,
        side=side,
        said=end.shown(),
        value=result.low if is_low else result.high,
        rule="arithmetic",
        because=rests_on,
    )


def _shared_period(one: Figure, other: Figure) -> Period | None:
    """The period of both; None where they may be mixed, and are of several.

    Raises:
        PeriodMismatchError: If they are of different periods; `Figure.across` mixes them by name.
    """
    if one.mixes_periods or other.mixes_periods:
        return None
    if one.period is None or one.period != other.period:
        problem = "two figures of different periods"
        valid = "figures of one period, or figure.across(periods='why they may be mixed')"
        named = " and ".join(str(each.period or "several") for each in (one, other))
        raise PeriodMismatchError(problem, named, valid=valid)
    return one.period


@overload
def total(figures: Iterable[Figure[Money]]) -> Figure[Money]: ...
@overload
def total(figures: Iterable[Figure[Number]]) -> Figure[Number]: ...
@overload
def total(figures: Iterable[Figure[Tokens]]) -> Figure[Tokens]: ...
def total(figures: Iterable[Figure]) -> Figure:
    """The sum of figures of one period; that they do not overlap is for the caller to know.

    Args:
        figures: At least one.

    Raises:
        InvalidValueError: If there is none, or if one is named twice.
        PeriodMismatchError: If they are of different periods.
        UnitMismatchError: If their units do not convert.
    """
    if not isinstance(figures, Iterable):
        raise InvalidValueError("a total wants several figures", figures, valid="a list of figures")
    listed = [to_figure(each) for each in figures]
    if not listed:
        raise InvalidValueError("a total of nothing", listed, valid="at least one figure")
    for each in listed:
        if each.measurand is not None and [other.measurand for other in listed].count(each.measurand) > 1:
            raise InvalidValueError("a total that counts one figure twice", each.quantity, valid="each once")
    result, *others = listed
    for each in others:
        estimate = result.estimate + each.estimate
        result = _combined(result, each, f"{result.quantity} plus {each.quantity}", estimate)
    return result
