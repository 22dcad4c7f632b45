"""Clashes: numbers that cannot all hold, as few of them as show it, and what becomes of them.

Each number of a clash is widened to the hull of what it says and what the others of that clash imply for it. What
then follows holds if at most one of them is wrong; which one it is, nobody decides here, unless a policy says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

import attrs

from aibroker.figures.engine.bounds import Bound, Contradiction
from aibroker.figures.engine.propagation import Solution, solve
from aibroker.figures.layouts import ONE, Layout, Setting, laid_out
from aibroker.figures.premises import Premise
from aibroker.figures.quantities import Quantity, measure_of
from aibroker.figures.statements import source_kind
from aibroker.figures.switches import Preference
from aibroker.figures.ties import Ties, tied_to
from aibroker.figures.valuations import valuation
from aibroker.records.assumptions import Assumption

__all__ = ["Clash", "Settled", "settled"]

_MOST_ROUNDS = 1_000
_NOISE = 1e-9
_MOST_AROUND = 64  # of what to leave out: few numbers stand in more than a handful of clashes


@attrs.frozen(kw_only=True)
class Clash:
    """Premises that cannot all hold, while all but any one of them can.

    Attributes:
        premises: The premises, as they are stated.
        policy: The preference that settled it; None where both sides count.
        yielding: The premises that the policy sets aside.
        even: The assumption of an even pace, where they could all hold without it.
    """

    premises: tuple[Premise, ...]
    policy: Preference | None = None
    yielding: tuple[Premise, ...] = ()
    even: Assumption | None = None


@attrs.frozen(kw_only=True, eq=False)
class Settled:
    """Premises that can all hold, and what was done to get there.

    Attributes:
        layout: The premises as they are held.
        solution: What they imply.
        clashes: Those that could not all hold.
        widened: For each premise that is held wider than it was stated, the premise as it was stated.
    """

    layout: Layout
    solution: Solution
    clashes: tuple[Clash, ...]
    widened: Mapping[Premise, Premise]

    def as_stated(self, premise: Premise) -> Premise:
        """A premise as it was stated."""
        return self.widened.get(premise, premise)


def settled(
    setting: Setting, premises: Iterable[Premise], *, asked: Iterable[Quantity] = (), anchor: Quantity | None = None
) -> Settled:
    """What premises imply, once those that cannot all hold are widened.

    Args:
        setting: The landscape's.
        premises: What is said.
        asked: Quantities that are asked about as well.
        anchor: The quantity that all others are wanted relative to; None for amounts.
    """
    stated = {premise: premise for premise in premises}
    asked = tuple(asked)
    clashes: list[Clash] = []
    for _ in range(_MOST_ROUNDS):
        layout = laid_out(setting, stated, asked=asked)
        solved = solve(layout.system, anchor=ONE if anchor is None else layout.nodes[anchor])
        if isinstance(solved, Solution):
            widened = {held: as_stated for held, as_stated in stated.items() if held is not as_stated}
            return Settled(layout=layout, solution=solved, clashes=tuple(clashes), widened=MappingProxyType(widened))
        first = _fewest(setting, _involved(layout, solved, stated))
        around = _around(setting, _connected(layout, stated, first), first)
        found = {involved: _clash(setting, tuple(stated[each] for each in involved)) for involved in around}
        by_policy = {involved: clash for involved, clash in found.items() if clash.policy is not None}
        clashes += [clash for clash in (by_policy or found).values() if clash not in clashes]
        stated = _widened(setting, stated, by_policy or found)
    raise RuntimeError("numbers that cannot be made to agree")  # pragma: no cover - each round widens or drops one


def _connected(layout: Layout, premises: Iterable[Premise], first: tuple[Premise, ...]) -> tuple[Premise, ...]:
    """The premises that speak of quantities which something ties to those of some premises."""
    reached = tied_to((Ties(layout),), (each for premise in first for each in premise.quantities))
    return tuple(premise for premise in premises if premise.of in reached)


def _involved(layout: Layout, found: Contradiction, given: Iterable[Premise]) -> tuple[Premise, ...]:
    """The premises of a contradiction among some, in order, with those that tell a sign to a ratio.

    Definitions, and what an even pace makes of periods, are none of them.
    """
    links = (layout.links[each] for each in found.links)
    premises = {*(each for each in links if isinstance(each, Premise)), *(layout.sums[each] for each in found.sums)}
    store = layout.setting.store
    bases = {each.to for each in premises if each.to is not None and measure_of(store, each.to.measure).may_be_negative}
    signs = (each for each in layout.links if isinstance(each, Premise) and each.kind == "amount" and each.of in bases)
    return tuple(sorted({*premises, *signs} & {*given}, key=lambda each: each.order))


def _fewest(setting: Setting, involved: tuple[Premise, ...]) -> tuple[Premise, ...]:
    """As few of them as cannot all hold, by leaving out one after the other (a deletion filter)."""
    if not _contradict(setting, involved):  # the engine has seen more than they show alone
        return involved
    kept = involved
    for each in involved:
        rest = tuple(other for other in kept if other is not each)
        if _contradict(setting, rest):
            kept = rest
    return kept


def _around(setting: Setting, premises: tuple[Premise, ...], first: tuple[Premise, ...]) -> list[tuple[Premise, ...]]:
    """Those that cannot all hold, and the others among some premises that cannot either (a hitting set tree).

    All of them are to be found before any is widened: what is wide agrees with anything, and would hide them. Sets of
    fewest are all found this way, but for the limit (R. Reiter, A Theory of Diagnosis from First Principles, 1987).
    """
    found = [first, *_of_the_same(setting, premises, first)]
    waiting = [frozenset[Premise]()]
    seen = {*waiting}
    for _ in range(_MOST_AROUND):
        if not waiting:
            break
        out = waiting.pop()
        clash = next((each for each in found if out.isdisjoint(each)), None) or _next(setting, premises, out)
        if clash is None:
            continue
        found += [clash] if clash not in found else []
        further = [out | {each} for each in clash if out | {each} not in seen]
        seen.update(further)
        waiting += further
    return found


def _of_the_same(
    setting: Setting, premises: tuple[Premise, ...], first: tuple[Premise, ...]
) -> Iterator[tuple[Premise, ...]]:
    """Where two numbers of one quantity do not meet, all others of it that do not either, if each can hold alone."""
    slots = {(each.of, each.to, each.kind) for each in first}
    if len(first) != 2 or len(slots) != 1 or first[0].kind == "sum":
        return
    alike = (each for each in premises if (each.of, each.to, each.kind) in slots)
    for one, other in combinations([each for each in alike if not _contradict(setting, (each,))], 2):
        low, high = max(one.low, other.low), min(one.high, other.high)
        if (one, other) != first and low - high > _NOISE * max(abs(low), abs(high)):
            yield tuple(sorted((one, other), key=lambda each: each.order))


def _next(setting: Setting, premises: tuple[Premise, ...], out: frozenset[Premise]) -> tuple[Premise, ...] | None:
    """As few as cannot all hold of those that are not left out."""
    left = [each for each in premises if each not in out]
    layout = laid_out(setting, left)
    solved = solve(layout.system, anchor=ONE)
    return _fewest(setting, _involved(layout, solved, left)) if isinstance(solved, Contradiction) else None


def _contradict(setting: Setting, premises: tuple[Premise, ...]) -> bool:
    return isinstance(solve(laid_out(setting, premises).system, anchor=ONE), Contradiction)


def _clash(setting: Setting, premises: tuple[Premise, ...]) -> Clash:
    by_even = setting.even is not None and not _contradict(attrs.evolve(setting, even=None), premises)
    return attrs.evolve(_settled_by_policy(setting, premises), even=setting.even if by_even else None)


def _settled_by_policy(setting: Setting, premises: tuple[Premise, ...]) -> Clash:
    for preference in setting.switches.preferences:
        counting = [each for each in premises if _is_of(setting, each, preference.kinds)]
        yielding = [each for each in premises if _is_of(setting, each, preference.over)]
        if counting and yielding:
            return Clash(premises=premises, policy=preference, yielding=tuple(yielding))
    return Clash(premises=premises)


def _is_of(setting: Setting, premise: Premise, kinds: Iterable[str]) -> bool:
    """Whether all sources of a premise are of some kinds."""
    of = {source_kind(setting.store, claim) for claim in premise.claims}
    return bool(of) and of <= {*kinds}


def _widened(
    setting: Setting, stated: dict[Premise, Premise], found: Mapping[tuple[Premise, ...], Clash]
) -> dict[Premise, Premise]:
    """The premises as they are held after clashes; those that a policy sets aside, and sums, are held no more."""
    made: dict[Premise, Premise | None] = {each: each for each in stated}
    for involved, clash in found.items():
        for each in involved:
            if clash.policy is None:
                others = tuple(other for other in involved if other is not each)
                made[each] = _hull(setting, made[each], others)
            elif stated[each] in clash.yielding:
                made[each] = None
    if all(new is not None and (new.low, new.high) == (old.low, old.high) for old, new in made.items()):
        # Only the rounding of the engine keeps them apart, and nothing else would end.
        made |= dict.fromkeys(each for involved in found for each in involved)
    return {new: stated[old] for old, new in made.items() if new is not None}


def _hull(setting: Setting, premise: Premise | None, others: tuple[Premise, ...]) -> Premise | None:
    """A premise, widened by what the others imply for it; None for a sum, which cannot be widened."""
    if premise is None or premise.kind == "sum":
        return None
    layout = laid_out(setting, others, asked=premise.quantities)
    node = layout.nodes[premise.of]
    found = solve(layout.system, anchor=ONE if premise.to is None else layout.nodes[premise.to])
    if isinstance(found, Contradiction):  # pragma: no cover - all but one of a clash can hold
        return None
    values = valuation(found, Bound(node, "low"), Bound(node, "high")).values
    low, high = values[Bound(node, "low")], values[Bound(node, "high")]
    return attrs.evolve(premise, low=min(premise.low, low), high=max(premise.high, high), likely=None)
