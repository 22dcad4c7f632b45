"""Ratios of amounts that sums tie: no looser than the amounts divided.

Ratios alone are followed to the exact bounds. Where sums come in, what is known of the two amounts may say more.
"""

from __future__ import annotations

from math import inf
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
    if divided.high < ratio.high * (1 - _NOISE) or divided.high < ratio.high == inf:
        made = attrs.evolve(made, high=divided.high, upper=divided.upper, likely=None)
    is_open = made.lower is None or made.upper is None
    return made if is_open else attrs.evolve(made, gaps=())
