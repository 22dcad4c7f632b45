"""The columns of the table of channels: there may be many, so that none is made a row of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aibroker.landscape import Landscape
from aibroker.records.identifiers import ClaimId, SourceId
from aibroker.records.offers import SalesChannel

__all__ = ["channel_columns"]


def channel_columns(case: Landscape) -> Mapping[str, Sequence[object]]:
    """The sales channels by column, in the order of their ids; lists are the tuples that the records hold."""
    channels = tuple(case.channels)
    return {**_offered(channels), **_hosted_and_sold(channels), **_dated(channels), **_rested(case, channels)}


def _offered(channels: Sequence[SalesChannel]) -> dict[str, Sequence[object]]:
    return {
        "id": [each.id for each in channels],
        "seller": [each.seller for each in channels],
        "models": [each.models for each in channels],
        "models_known": [not each.models_unknown for each in channels],
        "product": [each.product for each in channels],
        "into": [each.into or () for each in channels],
        "into_known": [each.into is not None for each in channels],
        "excluding": [each.excluding for each in channels],
        "only_to": [None if each.only_to is None else str(each.only_to) for each in channels],
        "operator": [each.operator for each in channels],
        "biller": [each.biller for each in channels],
        "rests_on": [each.rests_on for each in channels],
        "safeguards": [each.safeguards for each in channels],
        "status": [each.status for each in channels],
        "continues": [each.continues for each in channels],
        "supposed_by": [each.supposed_by or None for each in channels],
        "note": [each.note or None for each in channels],
    }


def _hosted_and_sold(channels: Sequence[SalesChannel]) -> dict[str, Sequence[object]]:
    hosting, buyers = [each.hosted_in for each in channels], [each.buyers for each in channels]
    return {
        "hosted_in": [each.known for each in hosting],
        "hosted_in_complete": [each.exactly is not None for each in hosting],
        "hosted_never": [each.never for each in hosting],
        "buyers": [each.known for each in buyers],
        "buyers_complete": [each.exactly is not None for each in buyers],
        "buyers_never": [each.never for each in buyers],
    }


def _dated(channels: Sequence[SalesChannel]) -> dict[str, Sequence[object]]:
    opened = [each.open for each in channels]
    since, ended = [each.since for each in opened], [each.ended for each in opened]
    return {
        "since_start": [None if each is None else each.start for each in since],
        "since_end": [None if each is None else each.end for each in since],
        "ended_start": [None if each is None else each.start for each in ended],
        "ended_end": [None if each is None else each.end for each in ended],
        "ongoing": [each.ongoing for each in opened],
        "last_seen": [each.last_seen for each in opened],
    }


def _rested(case: Landscape, channels: Sequence[SalesChannel]) -> dict[str, Sequence[object]]:
    """Claims and sources; channels that rest on the same claims share what stands in the cell."""
    pages = {each.id: each.source for each in case.claims}
    claims = [each.claims for each in channels]
    sources = {each: _sources(pages, each) for each in set(claims)}
    return {"claims": claims, "sources": [sources[each] for each in claims]}


def _sources(pages: Mapping[ClaimId, SourceId], claims: Sequence[ClaimId]) -> tuple[SourceId, ...]:
    return tuple(dict.fromkeys([pages[each] for each in claims]))
