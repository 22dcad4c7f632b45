"""What a record still says once some claims are gone: a part that rested on nothing else is said no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import ClaimId
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.offers import Model, Product
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.questions import Question
from aibroker.records.rules import Rule, Stage

__all__ = ["partly_said", "still_said"]

_TOLD_OF_COMPANIES: Final = ("home", "year_ends", "kinds", "vetted")
_TOLD: Final[Mapping[type[Record], tuple[str, ...]]] = MappingProxyType(
    {
        Vendor: _TOLD_OF_COMPANIES,
        Customer: _TOLD_OF_COMPANIES,
        Authority: ("jurisdiction",),
        Market: ("within", "includes"),
        Model: ("family", "openness", "release"),
        Product: ("within",),
    }
)
"""What may be told of that which is there anyway, so that it becomes unknown where nobody tells it any longer."""

Part = Owner | Stage
IsGone = Callable[[ClaimId], bool]


def still_said(record: Record, is_gone: IsGone) -> Record:
    """A record without what rested on nothing but claims that are gone; its name stays.

    An owner or a stage with claims of its own goes with them. What a company, an authority, a market, a model or a
    product tells of itself goes with the record's claims. What never rested on a claim stays.

    Args:
        record: Any record.
        is_gone: Whether a claim is gone.

    Returns:
        The record, or a copy that says less and still refers to the claims that are gone.
    """
    told, fields = _TOLD.get(type(record), ()), attrs.fields_dict(type(record))
    untold = bool(told) and _is_unsaid(_claims_of(record), is_gone)
    changes: dict[str, Any] = {name: fields[name].default for name in told if untold}
    for name, listed in _parts(record):
        kept = tuple(part for part in listed if not _is_part_unsaid(part, is_gone, untold=untold))
        if len(kept) < len(listed):
            changes[name] = kept
    return attrs.evolve(record, **changes) if changes else record


def partly_said(record: Record, is_gone: IsGone) -> Iterator[tuple[str, tuple[ClaimId, ...]]]:
    """Where a record rests on some claims that are gone and on others that are not, with those that are gone.

    Args:
        record: Any record.
        is_gone: Whether a claim is gone.

    Yields:
        The path inside the record, empty for the record itself, and the claims.
    """
    carriers = [("", _claims_of(record))]
    carriers += [(f"{name}[{at}]", part.claims) for name, listed in _parts(record) for at, part in enumerate(listed)]
    for path, claims in carriers:
        gone = tuple(each for each in claims if is_gone(each))
        if gone and len(gone) < len(claims):
            yield path, gone


def _claims_of(record: Record) -> tuple[ClaimId, ...]:
    return () if isinstance(record, Source | Claim | Question) else record.claims


def _parts(record: Record) -> Iterator[tuple[str, tuple[Part, ...]]]:
    match record:
        case Vendor() | Customer():
            yield "owners", record.owners
        case Rule():
            yield "stages", record.stages
        case _:
            return


def _is_unsaid(claims: tuple[ClaimId, ...], is_gone: IsGone) -> bool:
    return bool(claims) and all(map(is_gone, claims))


def _is_part_unsaid(part: Part, is_gone: IsGone, *, untold: bool) -> bool:
    return _is_unsaid(part.claims, is_gone) if part.claims else untold
