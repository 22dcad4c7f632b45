"""Asking a network: from a measurand to the figure that it implies."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.clashes import Clash, Settled
from aibroker.figures.facets import FigureSide
from aibroker.figures.figures import Figure
from aibroker.figures.gaps import gaps_of
from aibroker.figures.networks import Network, conflict_of
from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measure_of, quantity_of
from aibroker.figures.statements import in_force
from aibroker.figures.tracing import Trace, Tracer, speaks_of_a_buyer
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Measurand, Measure
from aibroker.store.stores import Store
from aibroker.store.wording import in_words
from aibroker.values.units import Unit

__all__ = ["Wanted", "asked", "premises_behind"]

_WHERE_NO_CURRENCY_IS_KNOWN = "USD"


@attrs.frozen(kw_only=True)
class Wanted:
    """What is asked for.

    Attributes:
        measurand: The quantity, in a single period.
        relative_to: What it is wanted relative to; None for an amount.
        unit: The unit wanted; None for that of the numbers.
        called: What the measure was called by who asks.
    """

    measurand: Measurand
    relative_to: Measurand | None = None
    unit: Unit | None = None
    called: str | None = None


def asked(network: Network, wanted: Wanted) -> Figure:
    """The figure that a network implies.

    Raises:
        InvalidValueError: If the period is not a single one, or if the unit leaves open which currency is meant.
        UnitMismatchError: If the figure does not convert into the unit.
    """
    quantity, base = _quantities(network, wanted)
    found = network.about(quantity, relative_to=base)
    trace = _traced(network, found, quantity, base, wanted)
    clashes = _touching(found.clashes, trace.premises)
    store = network.setting.store
    figure: Figure = Figure(
        quantity=_words(store, wanted),
        measurand=wanted.measurand,
        relative_to=wanted.relative_to,
        period=wanted.measurand.period,
        low=trace.low,
        high=trace.high,
        likely=trace.likely,
        unit=trace.unit,
        lower=trace.lower,
        upper=trace.upper,
        conflicts=tuple(conflict_of(store, each) for each in clashes if each.policy is None),
        sides=tuple(_sides(network, quantity, base, wanted, clashes)),
        gaps=gaps_of(network, found, quantity, base, called=_called(wanted)) if trace.is_open else (),
        not_needed=_not_needed(network, trace),
        policies=network.setting.switches.policies,
        caveats=(*_caveats(wanted, clashes), *_convention(network, trace)),
    )
    return figure if wanted.unit is None else _in_unit(figure, wanted.unit)


def premises_behind(network: Network, wanted: Wanted) -> tuple[Premise, ...]:
    """The premises that a figure rests on, as they are stated, in order."""
    quantity, base = _quantities(network, wanted)
    return _traced(network, network.about(quantity, relative_to=base), quantity, base, wanted).premises


def _in_unit(figure: Figure, unit: Unit) -> Figure:
    is_nothing = figure.low == 0 and figure.high == inf and figure.unit.dimension == unit.dimension
    return attrs.evolve(figure, unit=unit) if is_nothing else figure.to(unit)


def _words(store: Store, wanted: Wanted) -> str:
    one, base, called = wanted.measurand, wanted.relative_to, wanted.called
    if base is None:
        return in_words(store, one, called=called)
    if attrs.evolve(base, period=one.periods) == one:
        return f"{in_words(store, one, called=called)}, relative to {base.period}"
    said = in_words(store, one, called=called, dated=base.periods != one.periods)
    return f"{said}, relative to {in_words(store, base, called=called if base.measure == one.measure else None)}"


def _quantities(network: Network, wanted: Wanted) -> tuple[Quantity, Quantity | None]:
    for measurand in (wanted.measurand, wanted.relative_to):
        if measurand is not None and measurand.period is None:
            periods = " or ".join(map(str, measurand.periods)) or "unknown"
            raise InvalidValueError("a figure is of a single period", periods, valid="one period, such as 'FY2024'")
    unit = _base_unit(network, wanted)
    base = None if wanted.relative_to is None else quantity_of(wanted.relative_to, unit)
    return quantity_of(wanted.measurand, unit), base


def _base_unit(network: Network, wanted: Wanted) -> str:
    """The base unit in which the quantity is known: that of the unit wanted, or the only one there is."""
    measure = wanted.measurand.measure
    currencies = network.premises.currencies
    known = currencies.by_party.get((measure, wanted.measurand.of)) or currencies.by_measure.get(measure, ())
    dimension = measure_of(network.setting.store, measure).dimension
    if wanted.unit is not None and wanted.unit.base[1].text in known:
        return wanted.unit.base[1].text
    if len(known) == 1:
        return known[0]
    if not known:
        return dimension
    problem = "the numbers are in several units, and the question leaves open which is meant"
    raise InvalidValueError(problem, ", ".join(sorted(known)), valid="unit='USD', for example")


def _traced(network: Network, found: Settled, quantity: Quantity, base: Quantity | None, wanted: Wanted) -> Trace:
    units = dict(network.premises.units)
    if base is None and quantity.unit not in units:
        measure = measure_of(network.setting.store, quantity.measure)
        units[quantity.unit] = _unit_of_nothing(quantity.unit, wanted.unit, measure)
    return Tracer(settled=found, anchor=base, called=_called(wanted), units=units).trace(quantity)


def _called(wanted: Wanted) -> dict[str, str]:
    return {} if wanted.called is None else {str(wanted.measurand.measure): wanted.called}


def _unit_of_nothing(base: str, wanted: Unit | None, measure: Measure) -> Unit:
    """A unit for a quantity of which no amount is known in any unit."""
    if wanted is not None and wanted.dimension == measure.dimension:
        return wanted
    return Unit(base.replace("money", _WHERE_NO_CURRENCY_IS_KNOWN).replace("ratio", "times"))


def _touching(clashes: Iterable[Clash], premises: tuple[Premise, ...]) -> tuple[Clash, ...]:
    behind = {*premises}
    return tuple(each for each in clashes if behind & {*each.premises})


def _sides(
    network: Network, quantity: Quantity, base: Quantity | None, wanted: Wanted, clashes: tuple[Clash, ...]
) -> Iterable[FigureSide]:
    """What would follow if one number of a conflict were wrong, one after the other."""
    open_ones = (clash for clash in clashes if clash.policy is None)
    for premise in dict.fromkeys(premise for clash in open_ones for premise in clash.premises):
        rest = network.without((premise,))
        trace = _traced(rest, rest.about(quantity, relative_to=base), quantity, base, wanted)
        without = tuple(record.id for record in premise.records)
        yield FigureSide(without=without, low=trace.low, high=trace.high, unit=trace.unit)


def _not_needed(network: Network, trace: Trace) -> tuple[Assumption, ...]:
    used = {each.id for side in (trace.lower, trace.upper) if side is not None for each in side.assumptions}
    on = in_force(network.setting.store, network.setting.switches)
    return tuple(each for each in on if each.id not in used)


def _convention(network: Network, trace: Trace) -> tuple[str, ...]:
    """What the measure itself presumes of buyers, where no assumption says it."""
    if network.setting.gross is not None or not any(map(speaks_of_a_buyer, trace.premises)):
        return ()
    return ("what a buyer spends is taken to be what the seller takes (gross, no agent)",)


def _caveats(wanted: Wanted, clashes: tuple[Clash, ...]) -> tuple[str, ...]:
    contested = "numbers behind it cannot all hold; the figure holds if at most one of each conflict is wrong"
    said = [contested] if any(clash.policy is None for clash in clashes) else []
    settled_by = ((clash, clash.policy) for clash in clashes if clash.policy is not None)
    said += [f"{', '.join(each.name for each in clash.yielding)} {policy.effect}" for clash, policy in settled_by]
    if wanted.relative_to is not None and wanted.relative_to.period != wanted.measurand.period:
        said.append(f"it compares {wanted.measurand.period} with {wanted.relative_to.period}")
    return tuple(said)
