"""The ways that are open on a day: by the indexes, just what a walk over all channels finds."""

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aibroker.landscape import Landscape
from aibroker.queries.conditions import sold_places
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.ways import Ways, related_models
from aibroker.store.lineages import lineage
from aibroker.testing import landscapes
from aibroker.values.verdicts import Verdict

DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2032, 1, 1))


def _open(case: Landscape, day: date) -> Iterator[tuple[SalesChannel, int, Verdict]]:
    """A walk over all channels, as the definition has it."""
    for channel in case.channels:
        places = sold_places(case._store.territories, channel.into, channel.excluding, channel.only_to)
        verdict = channel.open.holds_on(day)
        if channel.status != "testing" and verdict is not Verdict.NO and places:
            yield channel, places, verdict & (Verdict.UNKNOWN if channel.into is None else Verdict.YES)


@given(landscapes(), DAYS)
def test_ways_to_a_model_are_those_that_a_walk_finds(case: Landscape, day: date) -> None:
    store, ways = case._store, Ways(case._store, day)
    for model in case.models:
        expected = {}
        for channel, places, verdict in _open(case, day):
            family = set(lineage(store, model.id)) & set(channel.models)
            if model.id in channel.models:
                expected[channel.id] = (places, verdict)
            elif channel.models_unknown or family or any(model.id in lineage(store, each) for each in channel.models):
                expected[channel.id] = (places, verdict & Verdict.UNKNOWN)

        assert {way.channel.id: (way.places, way.verdict) for way in ways.carrying(model.id)} == expected


@given(landscapes(), DAYS)
def test_ways_into_a_market_are_those_that_a_walk_finds(case: Landscape, day: date) -> None:
    ways, listed = Ways(case._store, day), list(_open(case, day))
    everywhere = case._store.territories.everywhere
    for market in (case.markets["China"], case.markets["Asia"], case.markets["world"]):
        held = case._store.territories.places[market.id]
        known = [
            channel.id
            for channel, places, verdict in listed
            if (verdict is Verdict.YES and places & held)
            or (channel.open.holds_on(day) is Verdict.YES and places == held == everywhere)  # wherever that may be
        ]
        assert list(ways.known_into(market.id)) == known
        assert ways.known_into(market.id) is ways.known_into(market.id)


@given(landscapes())
def test_related_models_are_related_both_ways(case: Landscape) -> None:
    related: dict[str, set[str]] = {model.id: {*related_models(case._store, model.id)} for model in case.models}
    assert all(one in related[other] for one, others in related.items() for other in others)
