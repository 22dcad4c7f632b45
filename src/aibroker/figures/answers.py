"""Answers: figures with all assumptions that bear on them, also those that take a number away."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

import attrs

from aibroker.errors import AibrokerError
from aibroker.figures.asking import Wanted, asked
from aibroker.figures.figures import Figure
from aibroker.figures.increments import network_of
from aibroker.figures.networks import Network
from aibroker.figures.statements import Statement, statements
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Metric

__all__ = ["answered"]

_NOISE = 1e-9


def answered(network: Network, wanted: Wanted) -> Figure:
    """The figure that the network of a landscape implies.

    An assumption that reads a number as something else takes it away from where it was published: no bound rests on
    that, but the figure may be another without it.

    Raises:
        InvalidValueError: As ``asked`` does.
        UnitMismatchError: As ``asked`` does.
    """
    figure = asked(network, wanted)
    bearing = {each: said for each in figure.not_needed for said in _bearing(network, wanted, figure, each)}
    return attrs.evolve(
        figure,
        also_assumed=(*figure.also_assumed, *bearing),
        not_needed=tuple(each for each in figure.not_needed if each not in bearing),
        caveats=(*figure.caveats, *bearing.values()),
    )


def _bearing(network: Network, wanted: Wanted, figure: Figure, assumption: Assumption) -> Iterator[str]:
    """What a figure would be without an assumption that takes a number away; nothing where it would be the same."""
    store, switches = network.setting.store, network.setting.switches
    if not _takes_away(network, assumption):
        return
    off = attrs.evolve(switches, assumptions=tuple(each for each in switches.assumptions if each != assumption.id))
    try:
        without = asked(network_of(store, off), attrs.evolve(wanted, unit=figure.unit))
    except AibrokerError as error:
        yield f"without {assumption.id} there would be no such figure: {error}"
        return
    if not (isclose(without.low, figure.low, rel_tol=_NOISE) and isclose(without.high, figure.high, rel_tol=_NOISE)):
        yield f"without {assumption.id} it would be {without.estimate.shown()}"


def _takes_away(network: Network, assumption: Assumption) -> bool:
    """Whether it reads a number otherwise that would say something as it was published."""
    store = network.setting.store
    off = attrs.evolve(network.setting.switches, assumptions=())
    metrics = (store.get("metric", reading.metric) for reading in assumption.reads)
    published = ((each, ()) for each in metrics if isinstance(each, Metric))
    return any(isinstance(each, Statement) for each in statements(store, off, published))
