"""Answers: figures with all assumptions that bear on them, also those that take a number away."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.asking import Wanted, around, asked
from aibroker.figures.figures import Figure
from aibroker.figures.increments import network_of
from aibroker.figures.networks import Network
from aibroker.figures.statements import Statement, statements
from aibroker.records.assumptions import Assumption
from aibroker.records.measures import Metric

__all__ = ["answered"]

_NOISE = 1e-9
_Subject = tuple[str, str | None]


def answered(network: Network, wanted: Wanted) -> Figure:
    """The figure that the network of a landscape implies.

    An assumption that reads a number as something else takes it away from where it was published: no bound rests on
    that, but the figure may be another without it.

    Raises:
        InvalidValueError: As ``asked`` does.
        UnitMismatchError: As ``asked`` does.
    """
    figure = asked(network, wanted)
    near = _spoken_of(network, wanted) if any(each.reads for each in figure.not_needed) else frozenset()
    bearing = {each: said for each in figure.not_needed for said in _bearing(network, wanted, figure, each, near)}
    return attrs.evolve(
        figure,
        also_assumed=(*figure.also_assumed, *bearing),
        not_needed=tuple(each for each in figure.not_needed if each not in bearing),
        caveats=(*figure.caveats, *bearing.values()),
    )


def _spoken_of(network: Network, wanted: Wanted) -> frozenset[_Subject]:
    """The measures of which companies can have a say in a figure."""
    subjects = ((each.measure, each.of) for each in around(network, wanted).quantities)
    asked_for = (each for each in (wanted.measurand, wanted.relative_to) if each is not None)
    return frozenset((*subjects, *((each.measure, each.of) for each in asked_for)))


def _bearing(
    network: Network, wanted: Wanted, figure: Figure, assumption: Assumption, near: frozenset[_Subject]
) -> Iterator[str]:
    """What a figure would be without an assumption that takes a number away; nothing where it would be the same."""
    store, switches = network.setting.store, network.setting.switches
    if not _takes_away(network, assumption, near):
        return
    off = attrs.evolve(switches, assumptions=tuple(each for each in switches.assumptions if each != assumption.id))
    try:
        without = asked(network_of(store, off), attrs.evolve(wanted, unit=figure.unit))
    except InvalidValueError as error:
        yield f"without {assumption.id} there would be no such figure: {error}"
        return
    if not (isclose(without.low, figure.low, rel_tol=_NOISE) and isclose(without.high, figure.high, rel_tol=_NOISE)):
        yield f"without {assumption.id} it would be {without.estimate.shown()}"


def _takes_away(network: Network, assumption: Assumption, near: frozenset[_Subject]) -> bool:
    """Whether it reads a number otherwise that would say something as it was published, and of what is near."""
    store = network.setting.store
    off = attrs.evolve(network.setting.switches, assumptions=())
    metrics = (store.get("metric", reading.metric) for reading in assumption.reads)
    published = ((each, ()) for each in metrics if isinstance(each, Metric))
    read = (each for each in statements(store, off, published) if isinstance(each, Statement))
    spoken_of = (one for each in read for one in (each.measurand, each.relative_to) if one is not None)
    return any((each.measure, each.of) in near for each in spoken_of)
