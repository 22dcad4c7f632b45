"""Who stands behind a record: its claims with their sources, and the sources that said it first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.errors import UnknownNameError
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import ClaimId, SourceId
from aibroker.records.reasons import Evidence
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store

__all__ = ["claim_named", "evidence", "roots_of"]


def evidence(store: Store, claims: Iterable[ClaimId]) -> tuple[Evidence, ...]:
    """The claims with their sources, so that they can travel without the landscape."""
    return tuple(_with_source(store, claim) for claim in claims)


def _with_source(store: Store, claim_id: ClaimId) -> Evidence:
    claim = claim_named(store, claim_id)
    root = _root(store, claim, seen=frozenset())
    return Evidence(claim=claim, source=_source(store, claim.source), root=root)


def _root(store: Store, claim: Claim, *, seen: frozenset[str]) -> Source | None:
    """The source that said it first: the claim's own root, or that of what it retells."""
    if claim.root is not None:
        return _source(store, claim.root)
    for retold in claim.retells:
        if retold not in seen:
            earlier = claim_named(store, retold)
            found = _root(store, earlier, seen=seen | {claim.id})
            if found is not None or earlier.source != claim.source:
                return found or _source(store, earlier.source)
    return None


def claim_named(store: Store, claim_id: str) -> Claim:
    """The claim that an id, or its key within its source, stands for."""
    found = look_up(store, "claim", claim_id)
    if not isinstance(found, Claim):  # pragma: no cover - the kind has been asked for
        raise UnknownNameError("claim", claim_id)
    return found


def _source(store: Store, source_id: str) -> Source:
    found = look_up(store, "source", source_id)
    if not isinstance(found, Source):  # pragma: no cover - the kind has been asked for
        raise UnknownNameError("source", source_id)
    return found


def roots_of(store: Store, claim: Claim) -> Iterator[SourceId]:
    """The sources that said it first: its own root, else those of what it retells, else its source."""
    retold = [found for found in (store.get("claim", each) for each in claim.retells) if isinstance(found, Claim)]
    if claim.root is not None or not retold:
        yield claim.root or claim.source
    else:
        for earlier in retold:
            yield from roots_of(store, earlier)
