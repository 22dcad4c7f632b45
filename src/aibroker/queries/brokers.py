"""Brokers: sellers that carry models developed on one side to the other, both ways."""

from __future__ import annotations

from datetime import date
from functools import reduce

from aibroker.errors import InvalidValueError
from aibroker.queries.answers import Answer, Brokerage, Candidate
from aibroker.queries.channels import Filters, channels_into
from aibroker.queries.models import carries_from
from aibroker.records.identifiers import MarketId, VendorId
from aibroker.records.offers import SalesChannel
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["brokers"]

Carried = dict[VendorId, dict[str, tuple[SalesChannel, Verdict]]]


def brokers(store: Store, one: MarketId, other: MarketId, *, on: date, question: str) -> Answer[Brokerage]:
    """The sellers that carry models developed on one side into the other, and the other way round.

    Raises:
        InvalidValueError: If the two sides meet, so that there are no two sides.
    """
    shared = store.territories.places[one] & store.territories.places[other]
    if shared:
        problem = "the two sides meet, so that nothing lies between them"
        overlap = store.territories.as_markets(shared) or store.territories.around(shared)
        raise InvalidValueError(problem, f"{one} and {other}, in {', '.join(overlap)}", valid="two markets apart")
    outward, inward = _carried(store, one, other, on), _carried(store, other, one, on)
    known, unknown = list[Brokerage](), list[Candidate[Brokerage]]()
    for seller in sorted(set(outward) & set(inward)):
        made, certain = _brokerage(seller, outward[seller], inward[seller])
        if certain is Verdict.YES:
            known.append(made)
        else:
            unknown.append(Candidate(made, _unknown_ways(outward[seller], inward[seller])))
    return Answer(question=question, on=on, known=tuple(known), unknown=tuple(unknown), store=store)


def _carried(store: Store, origin: MarketId, target: MarketId, on: date) -> Carried:
    """By seller, the channels into the target that carry models developed in the origin, or may."""
    reached = channels_into(store, target, on=on, filters=Filters(), question="")
    verdicts = [(channel, Verdict.YES) for channel in reached.known]
    verdicts += [(candidate.item, Verdict.UNKNOWN) for candidate in reached.unknown]
    found: Carried = {}
    for channel, reach in verdicts:
        verdict = reach & carries_from(store, channel, (origin,)) if channel.status != "testing" else Verdict.NO
        if verdict is not Verdict.NO:
            found.setdefault(channel.seller, {})[channel.id] = (channel, verdict)
    return found


def _brokerage(
    seller: VendorId, outward: dict[str, tuple[SalesChannel, Verdict]], inward: dict[str, tuple[SalesChannel, Verdict]]
) -> tuple[Brokerage, Verdict]:
    certain = _any(outward) & _any(inward)
    only = Verdict.YES if certain is Verdict.YES else None
    made = Brokerage(seller=seller, outward=_channels(outward, only), inward=_channels(inward, only))
    return made, certain


def _any(ways: dict[str, tuple[SalesChannel, Verdict]]) -> Verdict:
    return reduce(Verdict.__or__, (verdict for _, verdict in ways.values()), Verdict.NO)


def _channels(ways: dict[str, tuple[SalesChannel, Verdict]], only: Verdict | None) -> tuple[SalesChannel, ...]:
    return tuple(ways[each][0] for each in sorted(ways) if only in (None, ways[each][1]))


def _unknown_ways(*ways: dict[str, tuple[SalesChannel, Verdict]]) -> tuple[str, ...]:
    unsure = sorted(channel for way in ways if _any(way) is Verdict.UNKNOWN for channel in way)
    return tuple(f"whether {channel} carries such models there is unknown" for channel in unsure)
