"""Asking a network: from a measurand to the figure that it implies."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isclose, isinf

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.clashes import Clash, Settled
from aibroker.figures.facets import FigureSide
from aibroker.figures.figures import Figure
from aibroker.figures.gaps import gaps_of, read_away
from aibroker.figures.networks import Network, conflict_of
from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measure_of, quantity_of
from aibroker.figures.quotients import tightened
from aibroker.figures.statements import in_force
from aibroker.figures.ties import Ties, tied_to
from aibroker.figures.tracing import Trace, Tracer, speaks_of_a_buyer
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Measurand, Measure
from aibroker.store.stores import Store
from aibroker.store.wording import in_words
from aibroker.values.units import Unit

__all__ = ["Wanted", "around", "asked", "base_is_positive", "in_unit", "premises_behind"]

_WHERE_NO_CURRENCY_IS_KNOWN = "USD"
_NOISE = 1e-9


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
        InvalidValueError: If the period is not a single one, if the unit leaves open which currency is meant, or if
            what it is relative to may be negative or is of another dimension.
        UnitMismatchError: If the figure does not convert into the unit.
    """
    quantity, base = _quantities(network, wanted)
    _refuse_without_sign(network, base, wanted)
    found = network.about(quantity, relative_to=base)
    told = _traced(network, found, quantity, base, wanted)
    clashes, sides = _contested(network, found, told, wanted)
    trace = _around(told, (side for _, side in sides))
    store, (in_conflict, not_needed) = network.setting.store, _not_followed(network, trace, clashes)
    away = read_away(network, (quantity, *(() if base is None else (base,))))
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
        sides=tuple(_side(premise, side, trace) for premise, side in sides),
        gaps=gaps_of(network, found, quantity, base, called=_called(wanted)) if trace.is_open else (),
        also_assumed=in_conflict,
        not_needed=not_needed,
        policies=network.setting.switches.policies,
        caveats=(*_caveats(wanted, clashes), *_convention(network, trace), *away),
    )
    if base is not None:
        _refuse_zero(found, base, wanted)
        figure = _no_looser_than_divided(network, found, base, wanted, figure)
    return figure if wanted.unit is None else in_unit(figure, wanted.unit)


def _refuse_zero(found: Settled, base: Quantity, wanted: Wanted) -> None:
    amounts = (each for each in found.layout.links if isinstance(each, Premise) and each.kind == "amount")
    stated = [found.as_stated(each) for each in amounts if each.of == base]
    if stated and max(each.low for each in stated) == min(each.high for each in stated) == 0:
        problem = "what it is relative to is zero, so that there is no such ratio"
        raise InvalidValueError(problem, str(wanted.relative_to), valid="what is above zero")


def _no_looser_than_divided(network: Network, found: Settled, base: Quantity, wanted: Wanted, figure: Figure) -> Figure:
    """The figure, where sums are near, no looser than the two amounts divided."""
    unit, relative_to = network.premises.units.get(base.unit), wanted.relative_to
    if not found.layout.sums or unit is None or relative_to is None:
        return figure
    amounts = (wanted.measurand, relative_to)
    if any(base.unit not in _known_units(network, each) for each in amounts):
        return figure
    one, other = (asked(network, Wanted(measurand=each, unit=unit, called=wanted.called)) for each in amounts)
    return tightened(figure, one, other)


def base_is_positive(network: Network, wanted: Wanted) -> bool:
    """Whether what is wanted, if it is relative to something, is relative to what has a sign."""
    _, base = _quantities(network, wanted)
    return base is None or _has_a_sign(network, base)


def premises_behind(network: Network, wanted: Wanted) -> tuple[Premise, ...]:
    """The premises that a figure rests on, as they are stated, in order."""
    quantity, base = _quantities(network, wanted)
    return _traced(network, network.about(quantity, relative_to=base), quantity, base, wanted).premises


def around(network: Network, wanted: Wanted) -> Network:
    """The network with only what can have a say in a figure."""
    return network.around(each for each in _quantities(network, wanted) if each is not None)


def in_unit(figure: Figure, unit: Unit) -> Figure:
    """A figure in a unit; of nothing that is known, the unit is all there is to convert."""
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
    _refuse_unlike(network.setting.store, wanted)
    if wanted.relative_to is None:
        return quantity_of(wanted.measurand, _base_unit(network, wanted)), None
    pairs = [
        (quantity_of(wanted.measurand, unit), quantity_of(wanted.relative_to, unit))
        for unit in (*_known_units(network, wanted.measurand), *_unit_unknown(network, wanted.measurand))
    ]
    return pairs[0] if len(pairs) == 1 else min(pairs, key=lambda pair: _width(network, *pair))


def _refuse_unlike(store: Store, wanted: Wanted) -> None:
    one, base = wanted.measurand, wanted.relative_to
    if base is None:
        return
    mine, theirs = (measure_of(store, each.measure).dimension for each in (one, base))
    if mine != theirs:
        problem = f"{one.measure} is of the dimension {mine} and {base.measure} of {theirs}, which make no ratio"
        raise InvalidValueError(problem, f"{one.measure} relative to {base.measure}", valid=f"a measure of {mine}")


def _width(network: Network, quantity: Quantity, base: Quantity) -> tuple[bool, float, str]:
    """How far apart the bounds of a ratio are in one currency; the narrowest holds as well as the others do."""
    found = network.about(quantity, relative_to=base)
    low, high = (getattr(found.solution.bounds, side)[found.layout.nodes[quantity]] for side in ("low", "high"))
    return isinf(high), high - low if not isinf(high) else -low, quantity.unit


def _refuse_without_sign(network: Network, base: Quantity | None, wanted: Wanted) -> None:
    """Refuse a ratio to what may be negative."""
    if base is not None and not _has_a_sign(network, base):
        problem = "what it is relative to may be negative, so that there is no such ratio"
        raise InvalidValueError(problem, str(wanted.relative_to), valid="what a number states to be above zero")


def _has_a_sign(network: Network, base: Quantity) -> bool:
    """Whether a quantity is above zero: of a loss, more is less, and zero makes no ratio at all."""
    if not measure_of(network.setting.store, base.measure).may_be_negative:
        return True
    found = network.about(base)
    return found.solution.bounds.low[found.layout.nodes[base]] > 0


def _is_limited(network: Network, quantity: Quantity) -> bool:
    """Whether something is known of a quantity in a unit, in which no number of the company need be."""
    found = network.about(quantity)
    node, bounds = found.layout.nodes[quantity], found.solution.bounds
    return bounds.low[node] > 0 or not isinf(bounds.high[node])


def _known_units(network: Network, measurand: Measurand) -> tuple[str, ...]:
    """The base units in which a quantity may be known; the name of its dimension where none is.

    Where the company has no amount of it, they are those in which ratios or definitions limit it.
    """
    currencies = network.premises.currencies
    own = currencies.by_party.get((measurand.measure, measurand.of))
    if own:
        return own
    units = currencies.of_dimension(measure_of(network.setting.store, measurand.measure).dimension)
    limited = tuple(unit for unit in units if len(units) > 1 and _is_limited(network, quantity_of(measurand, unit)))
    return limited or currencies.known(measurand)


def _unit_unknown(network: Network, measurand: Measurand) -> tuple[str, ...]:
    """What stands for the unit of a company of which no amount is known, where ratios are known of it."""
    dimension = measure_of(network.setting.store, measurand.measure).dimension
    is_known = dimension in network.premises.currencies.of_dimension(dimension)
    return () if is_known or quantity_of(measurand, dimension) not in network.quantities else (dimension,)


def _base_unit(network: Network, wanted: Wanted) -> str:
    """The base unit in which an amount is asked for: that of the unit wanted, or the only one in which it is known."""
    known = _known_units(network, wanted.measurand)
    unit = None if wanted.unit is None else wanted.unit.base[1].text
    if unit is not None and (unit in known or _is_limited(network, quantity_of(wanted.measurand, unit))):
        return unit
    if len(known) == 1:
        return known[0]
    problem = "the numbers are in several units, and the question leaves open which is meant"
    one, *_ = units = sorted(known)
    raise InvalidValueError(problem, ", ".join(units), valid=f"unit={one!r}, for example")


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


_Side = tuple[Premise, Trace]


def _contested(network: Network, found: Settled, told: Trace, wanted: Wanted) -> tuple[tuple[Clash, ...], list[_Side]]:
    """The conflicts that a figure is contested by, and what would follow if one number of them were wrong.

    They are those of which a bound rests on a number, and those of which some side tells otherwise: where numbers are
    widened until they say nothing, no bound rests on them.
    """
    if not found.clashes:
        return (), []
    behind, subject = {*told.premises}, _quantities(network, wanted)
    spoken_of = tuple(each for each in subject if each is not None)
    ties = (Ties(found.layout),)
    tied, near = tied_to(ties, spoken_of), _near(network, found, ties, spoken_of)
    clashes, sides = list[Clash](), dict[Premise, Trace]()
    for clash in found.clashes:
        is_behind = not behind.isdisjoint(clash.premises)
        if not is_behind and tied.isdisjoint(each for premise in clash.premises for each in premise.quantities):
            continue
        of_it = [] if clash.policy is not None else [premise for premise in clash.premises if premise not in sides]
        told_without = {each: _without(near, each, subject, wanted) for each in of_it}
        if is_behind or any(_differ(side, told) for side in told_without.values()):
            clashes.append(clash)
            sides |= told_without
    return tuple(clashes), list(sides.items())


def _near(network: Network, found: Settled, ties: tuple[Ties, ...], subject: Iterable[Quantity]) -> Network:
    """The network with only what may bear on a figure or on a conflict: what was widened until it says nothing too."""
    clashing = (each for clash in found.clashes for premise in clash.premises for each in premise.quantities)
    around = tied_to(ties, (*subject, *clashing))
    return network.only(premise for premise in network.premises.listed if not around.isdisjoint(premise.quantities))


def _without(network: Network, premise: Premise, subject: tuple[Quantity, Quantity | None], wanted: Wanted) -> Trace:
    quantity, base = subject
    rest = network.without((premise,))
    return _traced(rest, rest.about(quantity, relative_to=base), quantity, base, wanted)


def _differ(one: Trace, other: Trace) -> bool:
    return not (isclose(one.low, other.low, rel_tol=_NOISE) and isclose(one.high, other.high, rel_tol=_NOISE))


def _around(told: Trace, sides: Iterable[Trace]) -> Trace:
    """What is told, and each side that it does not meet: any number of a conflict may be the wrong one."""
    apart = [side for side in sides if side.low > told.high or side.high < told.low]
    if not apart:
        return told
    lower, upper = min((told, *apart), key=lambda each: each.low), max((told, *apart), key=lambda each: each.high)
    return attrs.evolve(told, low=lower.low, lower=lower.lower, high=upper.high, upper=upper.upper, likely=None)


def _side(premise: Premise, side: Trace, figure: Trace) -> FigureSide:
    """A side, as far as it can be so while no other conflict has more than one number that is wrong."""
    without = tuple(record.id for record in premise.records)
    low, high = max(side.low, figure.low), min(side.high, figure.high)
    return FigureSide(without=without, low=low, high=high, unit=side.unit)


def _not_followed(
    network: Network, trace: Trace, clashes: Iterable[Clash]
) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...]]:
    """The assumptions from which no bound follows: those of numbers in conflicts, and those that are not needed."""
    used = {each.id for side in (trace.lower, trace.upper) if side is not None for each in side.assumptions}
    clashing = {each for clash in clashes for premise in clash.premises for each in premise.assumptions}
    clashing |= {clash.even.id for clash in clashes if clash.even is not None}
    on = [each for each in in_force(network.setting.store, network.setting.switches) if each.id not in used]
    return tuple(each for each in on if each.id in clashing), tuple(each for each in on if each.id not in clashing)


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
