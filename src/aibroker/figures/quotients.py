"""Ratios of amounts that sums tie: no looser than the amounts divided.

Ratios alone are followed to the exact bounds. Where sums come in, what is known of the two amounts may say more.
"""

from __future__ import annotations

from typing import Final

import attrs

from aibroker.figures.figures import Figure, divided_by

__all__ = ["tightened"]

_NOISE: Final = 1e-9


def tightened(ratio: Figure, one: Figure, other: Figure) -> Figure:
    """A ratio whose bounds are those of the amounts divided where these are tighter.

    Args:
        ratio: What the network implies for the ratio.
        one: The amount that is divided.
        other: The amount that it is divided by.
    """
    if other.high <= 0 or one.low < 0:
        return ratio
    divided = divided_by(one.across(periods="a ratio"), other).to(ratio.unit)
    made = ratio
    if divided.low > ratio.low * (1 + _NOISE):
        made = attrs.evolve(made, low=divided.low, lower=divided.lower, likely=None)
    if divided.high < ratio.high * (1 - _NOISE):
        made = attrs.evolve(made, high=divided.high, upper=divided.upper, likely=None)
    return ratio if made is ratio else _with_all_behind(made, divided)


def _with_all_behind(made: Figure, divided: Figure) -> Figure:
    """A tightened ratio with what stands behind the amounts as well, and with its sides within its bounds."""
    is_open = made.lower is None or made.upper is None
    used = {*made.assumptions, *divided.assumptions}
    sides = (
        attrs.evolve(each, low=min(max(each.low, made.low), made.high), high=max(min(each.high, made.high), made.low))
        for each in made.sides
    )
    return attrs.evolve(
        made,
        gaps=made.gaps if is_open else (),
        sides=tuple(sides),
        conflicts=tuple(dict.fromkeys((*made.conflicts, *divided.conflicts))),
        also_assumed=tuple(dict.fromkeys((*made.also_assumed, *divided.also_assumed))),
        not_needed=tuple(each for each in made.not_needed if each not in used),
    )
