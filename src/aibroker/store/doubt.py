"""As if some claims had not been made: what rests on nothing else goes, and what is left no longer refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from aibroker.errors import Fault, InvalidValueError
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import ClaimId, Kind
from aibroker.records.kinds import Record, is_groundless, kinds_meant
from aibroker.records.offers import SalesChannel
from aibroker.records.references import without_references
from aibroker.records.rights import Right
from aibroker.store.lineages import lineage
from aibroker.store.saying import partly_said, still_said
from aibroker.store.stores import Key, Store, key_of
from aibroker.store.validation import where
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["known_by", "published_by", "without_claims"]


def without_claims(store: Store, doubted: Iterable[str]) -> Store:
    """The store as if some claims had not been made.

    A claim that only passes doubted claims on goes with them. A record that says something of the world goes when none
    of its claims is left. Of what is there anyway, such as a company, the name stays, and what only those claims told
    of it becomes unknown. So it is with a right that a channel rests on: the channel still says that there is such a
    right, and nothing else is known of it. What refers to something that went refers to it no longer, or goes too where
    it must.
    """
    gone: set[Key] = {("claim", each) for each in _with_retellings(store, doubted)}
    kept: dict[Key, Record] = {}
    before = -1
    while len(gone) != before:
        before = len(gone)
        kept = _kept(store, gone)
    return store.changed(add=kept.values(), remove=gone)


def _with_retellings(store: Store, doubted: Iterable[str]) -> set[str]:
    found = set(doubted)
    claims = [claim for claim in _claims(store) if claim.retells]
    before = -1
    while len(found) != before:
        before = len(found)
        found.update(claim.id for claim in claims if set(claim.retells) <= found)
    return found


def _kept(store: Store, gone: set[Key]) -> dict[Key, Record]:
    """The records that change because of what is gone; what cannot do without it is added to what is gone."""

    def is_gone(kind: Kind, text: str) -> bool:
        return any((each, text) in gone for each in kinds_meant(kind))

    changed: dict[Key, Record] = {}
    for record in store:
        if key_of(record) in gone:
            continue
        left = _left(record, is_gone)
        if left is None and isinstance(record, Right):
            left = _as_its_channels_say(store, record, is_gone)
        if left is None:
            gone.add(key_of(record))
        elif left is not record:
            changed[key_of(record)] = left
    return changed


def _left(record: Record, is_gone: Callable[[Kind, str], bool]) -> Record | None:
    try:
        left = without_references(still_said(record, partial(is_gone, "claim")), is_gone)
    except InvalidValueError:  # what is left says nothing, such as an assumption without a reading
        return None
    return None if left is None or is_groundless(left) else left


def _as_its_channels_say(store: Store, right: Right, is_gone: Callable[[Kind, str], bool]) -> Right | None:
    """What is left of a right of which nothing is said but that channels rest on it; None where none does.

    That a channel sells a model by it says that it is over that model too; where and when it holds is unknown.
    """
    channels = [
        each
        for each in store.mentioning("right", right.id)
        if isinstance(each, SalesChannel) and not is_gone("channel", each.id)
    ]
    said = sorted({claim for each in channels for claim in each.claims if not is_gone("claim", claim)})
    supposed = sorted({each.supposed_by for each in channels if each.supposed_by})
    if not said and not supposed:
        return None
    sold = sorted({model for each in channels for model in each.models})
    uncovered = [model for model in sold if not {*lineage(store, model)} & {*right.models}]
    return Right(
        id=right.id,
        holder=right.holder,
        may=right.may,
        models=(*right.models, *uncovered),
        territory=None,
        holds=Validity(),
        claims=tuple(said),
        supposed_by="" if said else supposed[0],
    )


def known_by(store: Store, day: date) -> tuple[Store, tuple[Fault, ...]]:
    """The store with the claims that had been published by a day.

    Where the publication of a source is unknown, the day on which it was read stands in, and is remarked on. A source
    of which it cannot be said is left out, and is remarked on too. So is a record of which some claims are gone: it
    still says all that it said.

    Returns:
        The store, and the remarks.
    """
    sources = [record for record in store.own("source") if isinstance(record, Source)]
    known = {source.id: published_by(source, day) for source in sources}
    unpublished = [claim.id for claim in _claims(store) if known.get(claim.source) is not Verdict.YES]
    speaking = {claim.source for claim in _claims(store)}
    remarks = (_remark(source, known[source.id], day) for source in sources if source.id in speaking)
    then = without_claims(store, unpublished)
    gone = {*unpublished} | {claim.id for claim in _claims(store) if then.get("claim", claim.id) is None}
    ahead = (remark for record in store for remark in _ahead(record, then, gone, day))
    return then, (*(remark for remark in remarks if remark is not None), *ahead)


def _claims(store: Store) -> Iterator[Claim]:
    return (record for record in store.own("claim") if isinstance(record, Claim))


def _ahead(record: Record, then: Store, gone: set[ClaimId], day: date) -> Iterator[Fault]:
    """That a record may say more than was known, since claims that it rests on came later."""
    if then.get(*key_of(record)) is None:
        return
    problem = f"it may say more than was known by {day}, since some of its claims came later or have no date"
    for path, later in partly_said(record, gone.__contains__):
        yield Fault(where=where(record, path), problem=problem, value=", ".join(sorted(later)))


def published_by(source: Source, day: date) -> Verdict:
    """Whether a source had been published by a day; where that is unknown, the day on which it was read stands in."""
    published = source.published
    if published is None:
        return Verdict.of(None if source.retrieved is None else source.retrieved <= day)
    if published.start is not None and published.start > day:
        return Verdict.NO
    ended = published.end is not None and published.end - timedelta(days=1) <= day
    return Verdict.YES if ended else Verdict.UNKNOWN


def _remark(source: Source, known: Verdict, day: date) -> Fault | None:
    place = f"sources.{source.id}.published"
    if known is Verdict.UNKNOWN:
        said = "unknown" if source.published is None else str(source.published)
        return Fault(
            where=place, problem=f"whether it was published by {day} is unknown, so it is left out", value=said
        )
    if source.published is None and source.retrieved is not None:
        read = "stands in" if known is Verdict.YES else "stands in, and is later, so it is left out"
        problem = f"its publication is unknown; the day on which it was read {read}"
        return Fault(where=place, problem=problem, value=source.retrieved.isoformat())
    return None
