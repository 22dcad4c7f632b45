"""Extensions: a network with quantities beside those that its numbers speak of.

With an even pace, a part of a year is a known part of the same quantity over the year, and of no other one. What is
asked for a part of a year is therefore tied to the numbers of the year only through quantities that nobody speaks of:
the same as theirs, over the part. Without an even pace they would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.figures.networks import Network
from aibroker.figures.quantities import Quantity, quantity_of
from aibroker.records.measures import Measurand
from aibroker.values.periods import Period

__all__ = ["extended"]


def extended(network: Network, measurands: Iterable[Measurand]) -> Network:
    """The network in which some quantities can be asked for as tightly as what is said allows.

    Args:
        network: The network.
        measurands: The quantities, each in a single period.
    """
    asked = tuple(dict.fromkeys(each for measurand in measurands for each in _in_every_unit(network, measurand)))
    with_them = network.including(asked)
    if network.setting.even is None:
        return with_them
    return with_them.including(beside for each in asked for beside in _beside(network, each))


def _in_every_unit(network: Network, measurand: Measurand) -> Iterator[Quantity]:
    for unit in network.premises.currencies.known(measurand):
        yield quantity_of(measurand, unit)


def _beside(network: Network, asked: Quantity) -> Iterator[Quantity]:
    """What is said of longer spans that hold the days asked for, over these days alone."""
    days = Period(asked.start, asked.end)
    for each in network.quantities:
        is_alike = each.measure == asked.measure and each.unit == asked.unit and each.of in (asked.of, None)
        if is_alike and days in Period(each.start, each.end):
            yield each._replace(start=asked.start, end=asked.end)
