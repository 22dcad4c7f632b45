"""Tracing: a bound with all that it follows from, in words, with the claims and the assumptions behind it."""

from __future__ import annotations

from fractions import Fraction
from math import inf, isinf

import attrs

from aibroker.figures.clashes import Settled
from aibroker.figures.derivations import Derivation, DerivationRule, Ground
from aibroker.figures.engine.bounds import Bound, Cause
from aibroker.figures.layouts import ONE, Nested
from aibroker.figures.nesting import is_part
from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measure_of
from aibroker.figures.sayings import quantity_in_words, said_by
from aibroker.figures.statements import in_force
from aibroker.figures.valuations import Valuation, valuation
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import AssumptionId
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.bounds import scaled
from aibroker.values.estimate_display import displayed
from aibroker.values.intervals import Interval
from aibroker.values.units import Unit

__all__ = ["Trace", "Tracer", "speaks_of_a_buyer"]

_DIGITS = 4


@attrs.frozen(kw_only=True)
class Trace:
    """Both bounds of a quantity, and why.

    Attributes:
        low: The lower bound, in the unit.
        high: The upper bound.
        likely: The value named, where both bounds follow from one chain of numbers that each name one.
        unit: The unit.
        lower: Why the lower bound holds; None where nothing limits it.
        upper: Why the upper bound holds; None where nothing limits it.
        premises: The premises that both rest on, as they were stated.
    """

    low: float
    high: float
    likely: float | None
    unit: Unit
    lower: Derivation | None
    upper: Derivation | None
    premises: tuple[Premise, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing limits one of its sides."""
        return self.lower is None or self.upper is None


@attrs.frozen(kw_only=True, eq=False)
class Tracer:
    """Traces the bounds of what was settled.

    Attributes:
        settled: The premises, and what they imply.
        anchor: What all is relative to; None for amounts.
        called: What to call each measure.
        units: The unit in which each base unit is shown.
    """

    settled: Settled
    anchor: Quantity | None
    called: dict[str, str]
    units: dict[str, Unit]

    @property
    def _store(self) -> Store:
        return self.settled.layout.setting.store

    def trace(self, quantity: Quantity) -> Trace:
        """Both bounds of a quantity, and why."""
        node = self.settled.layout.nodes[quantity]
        ends = Bound(node, "low"), Bound(node, "high")
        found = valuation(self.settled.solution, *ends)
        made = self._derivations(found)
        unit = self.unit_of(quantity)
        (low, _), (_, high) = (self._shown(node, found.values[each], unit) for each in ends)
        return Trace(
            low=low,
            high=high,
            likely=self._likely(found, node, unit),
            unit=unit,
            lower=made[ends[0]] if found.causes[ends[0]] is not None else None,
            upper=made[ends[1]] if found.causes[ends[1]] is not None else None,
            premises=self._premises(found),
        )

    def unit_of(self, quantity: Quantity) -> Unit:
        """The unit in which a quantity is shown: that of its numbers, or, relative to another, a ratio."""
        if self.anchor is None:
            return self.units[quantity.unit] if quantity.unit in self.units else Unit(quantity.unit)
        shelf = self.settled.layout.shelves[quantity.measure, quantity.unit]
        within = quantity != self.anchor and self.anchor in shelf.quantities and is_part(shelf, quantity, self.anchor)
        return Unit("percent" if within else "times")

    def _shown(self, node: int, value: float, unit: Unit) -> tuple[float, float]:
        """A value in base units, as the least and the most that it is in the unit shown."""
        factor = self._factor(node, unit)
        return (value, value) if factor == 1 or isinf(value) else scaled((value, value), factor)

    def _factor(self, node: int, unit: Unit) -> Fraction:
        if self.anchor is not None or node == ONE:
            return Unit("times").exact_factor_to(unit)
        return 1 / unit.base[0]

    def _derivations(self, found: Valuation) -> dict[Bound, Derivation]:
        made: dict[Bound, Derivation] = {}
        for bound in found.order:
            cause = found.causes[bound]
            because = tuple(
                self._recurring(found, source)
                if source not in made or (bound, source) in found.recurring
                else made[source]
                for source in (() if cause is None else cause.sources)
                if source.node != ONE or self.anchor is not None
            )
            made[bound] = self._derivation(bound, found.values[bound], cause, because)
        return made

    def _recurring(self, found: Valuation, bound: Bound) -> Derivation:
        """A bound further up in its own derivation, with all that it rests on in the end."""
        step = self._derivation(bound, found.values[bound], None, ())
        return attrs.evolve(step, recurs=True, ground=self._of_premises(self._begun_with(bound)))

    def _begun_with(self, bound: Bound) -> tuple[Premise, ...]:
        """The premises that a bound rests on, as they are held."""
        grounds = self.settled.solution.grounds(bound.node, bound.side)
        links = (self.settled.layout.links[each] for each in grounds.links)
        held = [each for each in links if isinstance(each, Premise)]
        return tuple(sorted((*held, *(self.settled.layout.sums[each] for each in grounds.sums)), key=_order))

    def _derivation(
        self, bound: Bound, value: float, cause: Cause | None, because: tuple[Derivation, ...]
    ) -> Derivation:
        unit = Unit("times") if bound.node == ONE else self.unit_of(self.settled.layout.quantities[bound.node - 1])
        least, most = self._shown(bound.node, value, unit)
        shown = least if bound.side == "low" else most
        return Derivation(
            quantity=self._words(bound.node),
            side=bound.side,
            said=_said(bound, shown, unit),
            value=shown,
            rule=self._rule(bound, cause),
            ground=None if cause is None else self._ground(cause),
            because=because,
        )

    def _words(self, node: int) -> str:
        if node == ONE:
            return f"1 {(self.anchor or self.settled.layout.quantities[0]).unit}"
        quantity = self.settled.layout.quantities[node - 1]
        return quantity_in_words(self._store, quantity, called=self.called)

    def _rule(self, bound: Bound, cause: Cause | None) -> DerivationRule:
        if cause is None or (cause.link is None and cause.sum is None):
            return "given"
        if cause.link is None:
            return self._rule_of_sum(bound, cause)
        ground = self.settled.layout.links[cause.link]
        is_of = self.settled.layout.system.links[cause.link].of == bound.node
        if isinstance(ground, Nested) and ground.even is None:
            return "a part of" if is_of else "contains"
        if isinstance(ground, Premise) and ground.kind == "amount" and self.anchor is None:
            return "stated"
        if isinstance(ground, Premise) and ground.kind == "comparison":
            return "not larger than" if is_of else "not smaller than"
        return "times a ratio" if is_of else "by a ratio"

    def _rule_of_sum(self, bound: Bound, cause: Cause) -> DerivationRule:
        if cause.because or len(cause.sources) == 1:
            return "one of several shares"
        whole = None if cause.sum is None else self.settled.layout.system.sums[cause.sum].whole
        return "sum of its parts" if bound.node == whole else "what the other parts leave"

    def _ground(self, cause: Cause) -> Ground | None:
        if cause.link is not None:
            linked = self.settled.layout.links[cause.link]
            return self._nested(linked) if isinstance(linked, Nested) else self._of_premises((linked,))
        if cause.sum is None:
            return None
        shares = (self.settled.layout.links[each] for each in sorted(cause.because))
        stated = (each for each in shares if isinstance(each, Premise))
        return self._of_premises((self.settled.layout.sums[cause.sum], *stated))

    def _nested(self, nested: Nested) -> Ground:
        part, whole = (self._words(self.settled.layout.nodes[each]) for each in (nested.part, nested.whole))
        if nested.even is not None:
            return Ground(kind="assumption", said="its part by days, at an even pace,", assumptions=(nested.even,))
        return Ground(kind="definition", said=f"{part} is a part of {whole}")

    def _of_premises(self, premises: tuple[Premise, ...]) -> Ground:
        stated = [self.settled.as_stated(each) for each in premises]
        behind = tuple(dict.fromkeys(one for each in stated for one in (each, *self._beside(each))))
        claims = tuple(dict.fromkeys(claim for each in behind for claim in each.claims))
        assumed = tuple(dict.fromkeys(one for each in behind for one in each.assumptions))
        return Ground(
            kind="claims" if claims else "assumption",
            said="; ".join(self._saying(held, each) for held, each in zip(premises, stated, strict=True)),
            records=tuple(dict.fromkeys(record for each in behind for record in each.records)),
            evidence=evidence(self._store, claims),
            assumptions=(*self._assumptions(assumed), *self._gross(stated)),
        )

    def _gross(self, premises: list[Premise]) -> tuple[Assumption, ...]:
        """The convention by which what a buyer spends is what the seller takes, where a premise needs it."""
        gross = self.settled.layout.setting.gross
        return (gross,) if gross is not None and any(map(speaks_of_a_buyer, premises)) else ()

    def _assumptions(self, ids: tuple[AssumptionId, ...]) -> tuple[Assumption, ...]:
        on = {each.id: each for each in in_force(self._store, self.settled.layout.setting.switches)}
        return tuple(on[each] for each in ids)

    def _saying(self, held: Premise, stated: Premise) -> str:
        said = f"{said_by(self._store, stated, called=self.called)} [{stated.name}]"
        against = ", ".join(each.name for each in self._against(stated)) if held is not stated else ""
        signs = ", ".join(each.name for each in self._signs(stated))
        wider = f"held wider, since it stands against {against}" if against else ""
        sign = f"of what is not below zero: {signs}" if signs else ""
        remarks = [each for each in (wider, sign, stated.remark) if each]
        return f"{said} ({'; '.join(remarks)})" if remarks else said

    def _against(self, stated: Premise) -> tuple[Premise, ...]:
        """What a premise cannot hold together with, so that it is held wider and rests on that too."""
        clashes = (each.premises for each in self.settled.clashes if each.policy is None and stated in each.premises)
        return tuple(dict.fromkeys(other for premises in clashes for other in premises if other is not stated))

    def _signs(self, stated: Premise) -> tuple[Premise, ...]:
        """What tells that the base of a ratio is not negative, where it could be: without it the ratio says nothing."""
        if stated.to is None or not measure_of(self._store, stated.to.measure).may_be_negative:
            return ()
        held = (each for each in self.settled.layout.links if isinstance(each, Premise) and each.kind == "amount")
        return tuple(self.settled.as_stated(each) for each in held if each.of == stated.to)

    def _beside(self, stated: Premise) -> tuple[Premise, ...]:
        return (*self._against(stated), *self._signs(stated))

    def _premises(self, found: Valuation) -> tuple[Premise, ...]:
        """The premises behind bounds, as they were stated."""
        held: dict[Premise, None] = {}
        for cause in found.causes.values():
            for link in () if cause is None else sorted(cause.links):
                ground = self.settled.layout.links[link]
                held.update({ground: None} if isinstance(ground, Premise) else {})
            if cause is not None and cause.sum is not None:
                held[self.settled.layout.sums[cause.sum]] = None
        for _, recurring in found.recurring:
            held.update(dict.fromkeys(self._begun_with(recurring)))
        stated = {self.settled.as_stated(each) for each in held}
        return tuple(sorted(stated | {other for each in stated for other in self._beside(each)}, key=_order))

    def _likely(self, found: Valuation, node: int, unit: Unit) -> float | None:
        value = _likely(self, found, node)
        if value is None:
            return None
        return float(value * self._factor(node, unit))


def speaks_of_a_buyer(premise: Premise) -> bool:
    """Whether a premise is about what somebody buys."""
    return any(each.buyer is not None for each in premise.quantities)


def _order(premise: Premise) -> tuple[object, ...]:
    return premise.order


def _likely(tracer: Tracer, found: Valuation, node: int) -> Fraction | None:
    """The value named for a node, where both of its bounds come from one number that names one, and so on."""
    factor = Fraction(1)
    for _ in found.order:
        low, high = found.causes.get(Bound(node, "low")), found.causes.get(Bound(node, "high"))
        if low is None or high is None:
            return None
        if low.link is None and low.sum is None:
            return factor
        if low.link is None or low.link != high.link:
            return None
        premise = tracer.settled.layout.links[low.link]
        if not isinstance(premise, Premise) or not premise.likely or premise.kind == "comparison":
            return None
        link = tracer.settled.layout.system.links[low.link]
        named = Fraction(repr(premise.likely))
        factor, node = (factor * named, link.to) if link.of == node else (factor / named, link.of)
    return factor


def _said(bound: Bound, value: float, unit: Unit) -> str:
    low, high = (value, inf) if bound.side == "low" else (-inf, value)
    return displayed(Interval(low, high, None, unit), digits=_DIGITS)
