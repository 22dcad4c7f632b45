"""Exposure: the bounds of the revenue that passes through what closes, from those of what it is a part of.

What passes through a channel is a part of wider quantities. So each of them that is limited from above gives it a
ceiling, and none gives it a floor. A floor takes an assumption, by which some quantity is at risk as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from math import inf
from operator import add
from typing import TypeVar

import attrs

from aibroker.figures.answers import answered
from aibroker.figures.asking import Wanted, asked, in_unit
from aibroker.figures.derivations import BoundSide, Derivation, DerivationRule, Ground
from aibroker.figures.extensions import extended
from aibroker.figures.facets import Gap
from aibroker.figures.figures import NO_SIDES, Figure
from aibroker.figures.networks import Network
from aibroker.figures.quantities import factor_into
from aibroker.figures.statements import in_force
from aibroker.figures.streams import AT_RISK, Exposure, Portion, Sharing, Stream
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Measurand
from aibroker.store.wording import in_words
from aibroker.values.bounds import scaled
from aibroker.values.estimates import Estimate
from aibroker.values.units import Unit

__all__ = ["exposed"]

_MOST_GAPS = 8
_HAIR = 1e-12

A = TypeVar("A")


@attrs.frozen
class _End:
    """One end of what is at risk: how much, why, and the figures that it comes from.

    Of a lower end the amount is open from above, and of an upper end it begins at nothing.
    """

    side: BoundSide
    amount: Estimate
    why: Derivation | None
    figures: tuple[Figure, ...] = ()


def exposed(network: Network, exposure: Exposure) -> Figure:
    """What is at risk, with the way down to claims, assumptions and the step.

    Raises:
        InvalidValueError: If the unit leaves open which currency is meant, or if what it is relative to makes no ratio.
        UnitMismatchError: If it does not convert into the unit.
    """
    asked_for = {portion.measurand: None for stream in exposure.streams for portion in stream.portions}
    wide = extended(network, asked_for)
    asker = _Asker(wide, exposure, _unit_for(wide, exposure))
    return asker.between(asker.end("low"), asker.end("high"))


def _wanted(exposure: Exposure, measurand: Measurand) -> Wanted:
    base, unit = exposure.relative_to, exposure.unit
    return Wanted(measurand=measurand, relative_to=base, unit=unit, called="revenue")


def _unit_for(network: Network, exposure: Exposure) -> Unit:
    """The unit wanted, or that of all revenue of the party; of that itself, a part is so many percent.

    Where nothing is known of that, it is the unit of what its share is of.
    """
    if exposure.unit is None and exposure.relative_to == exposure.whole:
        return Unit("percent")
    spoken_of = (exposure.whole, *(each.measurand for stream in exposure.streams for each in stream.portions))
    figures = (asked(network, _wanted(exposure, each)) for each in spoken_of)
    first = next(figures)
    return next((each.unit for each in (first, *figures) if not _says_nothing(each)), first.unit)


def _says_nothing(figure: Figure) -> bool:
    return figure.low == 0 and figure.high == inf


@attrs.frozen
class _Asker:
    """Asks a network for all that an exposure needs, each once and in one unit."""

    network: Network
    exposure: Exposure
    unit: Unit
    found: dict[Measurand, Figure] = attrs.field(factory=dict)

    def of(self, measurand: Measurand) -> Figure:
        """The figure of some revenue, in the unit of the whole; nothing is known of it in another currency."""
        if measurand not in self.found:
            figure = answered(self.network, _wanted(self.exposure, measurand))
            is_foreign = figure.unit.base[1] != self.unit.base[1] and not _says_nothing(figure)
            told = _unconverted(figure, self.unit) if is_foreign and self.exposure.unit is None else figure
            self.found[measurand] = in_unit(told, self.unit)
        return self.found[measurand]

    def end(self, side: BoundSide) -> _End:
        """One end of all streams together."""
        if not self.exposure.streams:
            return self._nothing(side)
        ends = (self._shared(stream.sharing, self._end_of(stream, side)) for stream in self.exposure.streams)
        return self._no_more_than_all(self._together(side, self.called, ends))

    def _no_more_than_all(self, end: _End) -> _End:
        """An upper end of a share of all revenue of the party, which rounding may have left a hair above all of it."""
        if end.side == "low" or self.exposure.relative_to != self.exposure.whole:
            return end
        all_of_it = Estimate.exactly(1, unit="times").to(self.unit).high
        if not all_of_it < end.amount.high <= all_of_it * (1 + _HAIR):
            return end
        amount = self._amount("high", all_of_it)
        said = Estimate.below(all_of_it, unit=self.unit).shown()
        why = None if end.why is None else attrs.evolve(end.why, value=all_of_it, said=said)
        return attrs.evolve(end, amount=amount, why=why)

    @property
    def called(self) -> str:
        """What is asked for, in words."""
        store, base = self.network.setting.store, self.exposure.relative_to
        said = f"{in_words(store, self.exposure.whole, called=AT_RISK)}, under {self.exposure.under}"
        return said if base is None else f"{said}, relative to {in_words(store, base, called='revenue')}"

    def _nothing(self, side: BoundSide) -> _End:
        if side == "low":
            return _End(side, self._amount(side, 0), None)
        ground = Ground(kind="definition", said=self.exposure.nothing)
        return self._because(_End(side, self._amount(side, 0), None), self.called, "nothing closes", ground, ())

    def _end_of(self, stream: Stream, side: BoundSide) -> _End:
        if side == "low":
            groups = (max(map(self._floor, group), key=lambda end: end.amount.low) for group in stream.floors)
            return self._together(side, stream.called, (each for each in groups if each.amount.low > 0))
        covers = (self._together(side, stream.called, map(self._ceiling, cover)) for cover in stream.covers)
        return min(covers, key=lambda end: end.amount.high)

    def _floor(self, portion: Portion) -> _End:
        figure = self.of(portion.measurand)
        end = _End("low", self._amount("low", max(figure.low, 0.0)), None, (figure,))
        return end if figure.lower is None else self._of_portion(portion, end, figure.lower, "not smaller than")

    def _ceiling(self, portion: Portion) -> _End:
        figure = self.of(portion.measurand)
        end = _End("high", self._amount("high", figure.high), None, (figure,))
        return end if figure.upper is None else self._of_portion(portion, end, figure.upper, "passes through")

    def _of_portion(self, portion: Portion, end: _End, bound: Derivation, rule: DerivationRule) -> _End:
        said = in_words(self.network.setting.store, portion.measurand, called=AT_RISK)
        return self._because(end, said, rule, portion.ground, (bound, *portion.because))

    def _together(self, side: BoundSide, called: str, ends: Iterable[_End]) -> _End:
        """The sum of some ends; from above nothing is known of it where nothing is known of one of them."""
        listed = list(ends)
        if len(listed) == 1:
            return listed[0]
        amount = reduce(add, (end.amount for end in listed), self._amount(side, 0))
        known = tuple(end.why for end in listed if end.why is not None)
        made = _End(side, amount, None, tuple(figure for end in listed for figure in end.figures))
        is_limited = bool(known) and (side == "low" or len(known) == len(listed))
        return self._because(made, called, "sum of its parts", None, known) if is_limited else made

    def _shared(self, sharing: Sharing | None, end: _End) -> _End:
        """The share of an end that is passed on; what is capped may have been used up before."""
        if sharing is None:
            return end
        if end.side == "low" and sharing.cap is not None:
            return attrs.evolve(end, amount=self._amount("low", 0), why=None)
        share = _one_sided(end.side, sharing.share.low if end.side == "low" else sharing.share.high, sharing.share.unit)
        made = attrs.evolve(end, amount=(share * end.amount).to(self.unit), why=None)
        if end.why is not None and _says_something(made):
            made = self._because(made, sharing.called, "times a ratio", sharing.ground, (end.why,))
        return self._capped(sharing, made)

    def _capped(self, sharing: Sharing, end: _End) -> _End:
        """An upper end, or the cap where that is less; a cap in another currency or of a ratio says nothing.

        One by the year, or by another span, counts for the days of the period asked about.
        """
        cap = None if end.side == "low" or sharing.cap is None else self._in_the_period(sharing.cap)
        if cap is None:
            return end
        capped = attrs.evolve(end, amount=self._amount("high", cap), why=None)
        if capped.amount.high >= end.amount.high:
            return end
        return self._because(capped, sharing.called, "stated", sharing.ground, ())

    def _in_the_period(self, cap: Estimate) -> float | None:
        """The most that a cap is in the period asked about, in the unit of the whole; None where it says nothing."""
        whole, period = self.exposure.whole, self.exposure.whole.periods[0]
        dimension = cap.unit.dimension
        if dimension == "money":
            return cap.to(self.unit).high if cap.unit.base[1] == self.unit.base[1] else None
        if dimension != "money/time" or self.unit.dimension != "money" or None in (period.start, period.end):
            return None
        factor, base = factor_into(self.network.setting.store, whole, cap.unit)
        amount = Estimate.below(scaled((0.0, cap.high), factor)[1], unit=base)
        return amount.to(self.unit).high if amount.unit.base[1] == self.unit.base[1] else None

    def _amount(self, side: BoundSide, value: float) -> Estimate:
        return _one_sided(side, value, self.unit)

    def _because(
        self, end: _End, said: str, rule: DerivationRule, ground: Ground | None, because: tuple[Derivation, ...]
    ) -> _End:
        is_low = end.side == "low"
        why = Derivation(
            quantity=said,
            side=end.side,
            said=(end.amount if is_low else Estimate.below(end.amount.high, unit=self.unit)).shown(),
            value=end.amount.low if is_low else end.amount.high,
            rule=rule,
            ground=ground,
            because=because,
        )
        return attrs.evolve(end, why=why)

    def between(self, lower: _End, upper: _End) -> Figure:
        """The figure of which both ends are known."""
        figures = tuple(dict.fromkeys((*lower.figures, *upper.figures)))
        made: Figure = Figure(
            quantity=self.called,
            period=self.exposure.whole.period,
            low=lower.amount.low,
            high=upper.amount.high,
            unit=self.unit,
            lower=lower.why,
            upper=upper.why,
            conflicts=_each(figures, lambda figure: figure.conflicts),
            gaps=self._gaps(lower, upper) if self.exposure.streams else (),
            also_assumed=_each(figures, lambda figure: figure.also_assumed),
            policies=self.network.setting.switches.policies,
            caveats=(*self.exposure.caveats, *_each(figures, _caveats)),
        )
        return attrs.evolve(made, not_needed=self._not_needed(made))

    def _gaps(self, lower: _End, upper: _End) -> tuple[Gap, ...]:
        """What would give it a floor, and what would limit the revenue that nothing limits from above."""
        from_below = (*self.exposure.gaps, *_each(lower.figures, lambda figure: figure.gaps))
        is_open = (figure for figure in upper.figures if figure.high == inf)
        wanted = from_below if lower.why is None else ()
        wanted += _each(is_open, lambda figure: figure.gaps) if upper.why is None else ()
        return tuple(dict.fromkeys(wanted))[:_MOST_GAPS]

    def _not_needed(self, figure: Figure) -> tuple[Assumption, ...]:
        on = in_force(self.network.setting.store, self.network.setting.switches)
        return tuple(each for each in on if each not in figure.assumptions)


def _unconverted(figure: Figure, unit: Unit) -> Figure:
    """A figure in another currency: nothing is known in this one, and what is missing is an exchange rate."""
    said = f"{figure.quantity} is known in {figure.unit}, which converts into {unit} with a dated exchange rate only"
    return attrs.evolve(
        figure,
        low=0.0,
        high=inf,
        likely=None,
        lower=None,
        upper=None,
        unit=unit,
        conflicts=(),
        sides=(),
        gaps=(Gap(said=said, measurand=figure.measurand),),
    )


def _one_sided(side: BoundSide, value: float, unit: Unit) -> Estimate:
    return Estimate(low=value, high=inf, unit=unit) if side == "low" else Estimate(low=0.0, high=value, unit=unit)


def _says_something(end: _End) -> bool:
    return end.amount.low > 0 if end.side == "low" else end.amount.high < inf


def _each(figures: Iterable[Figure], told: Callable[[Figure], Iterable[A]]) -> tuple[A, ...]:
    return tuple(dict.fromkeys(each for figure in figures for each in told(figure)))


def _caveats(figure: Figure) -> tuple[str, ...]:
    return (*figure.caveats, *((NO_SIDES,) if figure.sides else ()))
