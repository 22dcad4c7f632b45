"""The value of a bound, computed again along what tightened it: in decimals, rounded outward at every step.

The engine compares floats; which constraints tighten a bound is all that is taken from it, since any chain of
constraints gives a sound bound. Where a bound is repeated to the limit, the limit that the engine found stands in,
widened by more than its rounding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from math import isinf

import attrs

from aibroker.figures.engine.bounds import Bound, Cause
from aibroker.figures.engine.propagation import Solution
from aibroker.figures.engine.systems import Link
from aibroker.values.bounds import DOWN, UP, exact, rounded_down, rounded_up

__all__ = ["Valuation", "valuation"]

_AGREES = 1e-9
_WIDENING = 1e-11
_DIGITS_OF_A_LIMIT = 10


@attrs.frozen(kw_only=True, eq=False)
class Valuation:
    """The bounds that some bounds rest on, with their values.

    Attributes:
        order: The bounds, each after those that it follows from, as far as none recurs.
        values: The value of each, rounded outward.
        causes: What tightened each; None where nothing did.
        recurring: A bound and one that it follows from, where that one rests on it in turn.
    """

    order: tuple[Bound, ...]
    values: Mapping[Bound, float]
    causes: Mapping[Bound, Cause | None]
    recurring: frozenset[tuple[Bound, Bound]]


def valuation(solution: Solution, *wanted: Bound) -> Valuation:
    """What some bounds rest on, and the values of all of it.

    Args:
        solution: What the engine found.
        *wanted: The bounds.
    """
    causes: dict[Bound, Cause | None] = {}
    values: dict[Bound, float] = {}
    order: list[Bound] = []
    recurring: set[tuple[Bound, Bound]] = set()
    for first in wanted:
        waiting: list[tuple[Bound, Iterator[Bound]]] = []
        _opened(solution, first, causes, waiting)
        while waiting:
            bound, sources = waiting[-1]
            source = next(sources, None)
            if source is None:
                waiting.pop()
                values[bound] = _value(solution, bound, causes[bound], values)
                order.append(bound)
            elif source in causes and source not in values:
                recurring.add((bound, source))
            else:
                _opened(solution, source, causes, waiting)
    return Valuation(order=tuple(order), values=values, causes=causes, recurring=frozenset(recurring))


def _opened(
    solution: Solution,
    bound: Bound,
    causes: dict[Bound, Cause | None],
    waiting: list[tuple[Bound, Iterator[Bound]]],
) -> None:
    if bound not in causes:
        cause = solution.cause(bound.node, bound.side)
        causes[bound] = cause
        waiting.append((bound, iter(() if cause is None else cause.sources)))


def _found(solution: Solution, bound: Bound) -> float:
    """What the engine found."""
    ends = solution.bounds.low if bound.side == "low" else solution.bounds.high
    return ends[bound.node]


def _value(solution: Solution, bound: Bound, cause: Cause | None, values: Mapping[Bound, float]) -> float:
    found = _found(solution, bound)
    if cause is None or isinf(found) or found == 0:
        return found
    ends = {source: values.get(source, _limit(solution, source)) for source in cause.sources}
    context = DOWN if bound.side == "low" else UP
    value = _followed(solution, bound, cause, ends, context)
    if value is None or not value.is_finite() or abs(float(value) - found) > _AGREES * abs(found):
        return _limit(solution, bound)
    return rounded_down(value) if bound.side == "low" else rounded_up(value)


def _limit(solution: Solution, bound: Bound) -> float:
    """What the engine found, widened and with few digits, so that a limit that is a round number looks like one."""
    found = _found(solution, bound)
    if isinf(found) or found == 0:
        return found
    is_low = bound.side == "low"
    within = exact(found) * (1 + exact(_WIDENING) * (1 if is_low is (found > 0) else -1))
    rounding = Context(prec=_DIGITS_OF_A_LIMIT, rounding=(DOWN if is_low else UP).rounding)
    rounded = rounding.plus(within)
    return rounded_down(rounded) if is_low else rounded_up(rounded)


def _followed(
    solution: Solution, bound: Bound, cause: Cause, ends: Mapping[Bound, float], context: Context
) -> Decimal | None:
    if cause.link is not None:
        return _along(solution.network.linked(cause.link), bound, ends, context)
    if cause.sum is None:
        return Decimal(1)
    if cause.because or len(cause.sources) == 1:
        return _by_share(solution, bound, cause, ends, context)
    return _by_sum(solution, bound, cause, ends, context)


def _along(link: Link, bound: Bound, ends: Mapping[Bound, float], context: Context) -> Decimal | None:
    """A multiple of the other end, or what the other end is a multiple of."""
    ((source, end),) = ends.items()
    factors = [each for each in (link.low, link.high) if not isinf(each) and each != 0]
    if bound.node == link.of:
        factor = link.low if bound.side == "low" else link.high
        return None if isinf(factor) else context.multiply(exact(factor), exact(end))
    if not factors or isinf(end):
        return None
    by_low = source.side == "high"
    factor = link.low if by_low and link.low > 0 else link.high
    return None if isinf(factor) or factor == 0 else context.divide(exact(end), exact(factor))


def _by_sum(
    solution: Solution, bound: Bound, cause: Cause, ends: Mapping[Bound, float], context: Context
) -> Decimal | None:
    """The sum of the parts, or the whole less the other parts."""
    if any(isinf(end) for end in ends.values()) or cause.sum is None:
        return None
    whole = solution.network.sum(cause.sum).whole
    total = Decimal(0)
    for source, end in ends.items():
        term = exact(end) if whole in (bound.node, source.node) else -exact(end)
        total = context.add(total, term)
    return total


def _by_share(
    solution: Solution, bound: Bound, cause: Cause, ends: Mapping[Bound, float], context: Context
) -> Decimal | None:
    """The share that the known shares of the other parts leave, of the whole or as what the whole is divided by."""
    ((source, end),) = ends.items()
    if cause.sum is None or isinf(end):
        return None
    each = solution.network.sum(cause.sum)
    part = source.node if bound.node == each.whole else bound.node
    of_part = bound.node != each.whole
    least = (bound.side == "low") is of_part
    others = [other for other in each.parts if other != part]
    left = _left([_known(solution, cause, other, each.whole, most=least) for other in others], least=least)
    if of_part:
        return context.multiply(left, exact(end))
    return context.divide(exact(end), left) if left else None


def _left(shares: list[Decimal], *, least: bool) -> Decimal:
    context = DOWN if least else UP
    left = Decimal(1)
    for share in shares:
        left = context.subtract(left, share)
    return left


def _known(solution: Solution, cause: Cause, part: int, whole: int, *, most: bool) -> Decimal:
    """The most, or the least, that a part is of its whole, by the links that the cause names."""
    found = [Decimal(1) if most else Decimal(0)]
    for index in cause.because:
        link = solution.network.linked(index)
        if (link.of, link.to) == (part, whole):
            found.append(exact(link.high if most else link.low))
        elif (link.of, link.to) == (whole, part):
            factor = exact(link.low if most else link.high)
            if factor:
                found.append((UP if most else DOWN).divide(1, factor))
    return min(found) if most else max(found)
