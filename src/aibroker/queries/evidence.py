"""Which claims a record rests on, and which records rest on a claim, a source or an assumption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError, nearest
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import CLASSES, PARTY_KINDS, Record, RecordKind, kind_of
from aibroker.records.references import references
from aibroker.store.lookup import look_up
from aibroker.store.stores import Key, Store, key_of
from aibroker.store.witnesses import claim_named

__all__ = ["any_record", "claims_about", "claims_of", "resting_on"]


def any_record(store: Store, asked: Record | str, *, wanted: Iterable[RecordKind] = tuple(CLASSES)) -> Record:
    """The one record that a name stands for, of the kinds that are wanted or else of any other.

    Raises:
        UnknownNameError: If nothing bears the name; with the nearest names of the kinds that are wanted.
        AmbiguousNameError: If records of several kinds bear it.
    """
    if not isinstance(asked, str):
        return look_up(store, kind_of(asked), asked)
    first = tuple(wanted)
    found = _named(store, first, asked.strip()) or _named(store, CLASSES, asked.strip())
    if len(found) > 1:
        raise AmbiguousNameError("record", asked, tuple(f"{kind} {each}" for kind, each in found))
    if not found:
        names = (name for kind in first for name in store.names(kind))
        kind = "record" if len(first) == len(CLASSES) else " or ".join(first)
        raise UnknownNameError(kind, asked, nearest(asked, names))
    return look_up(store, *found[0])


def _named(store: Store, kinds: Iterable[RecordKind], name: str) -> list[Key]:
    return [(kind, each) for kind in kinds for each in _ids(store, kind, name)]


def _ids(store: Store, kind: Kind, name: str) -> tuple[str, ...]:
    return (name,) if store.get(kind, name) is not None else store.ids_named(kind, name)


def claims_about(store: Store, asked: Record | str) -> tuple[Claim, ...]:
    """The claims that speak of a record or that it rests on, in the order of their ids.

    A claim that names the parties that it is about speaks of no other party. One that names none speaks of every
    record that the records citing it refer to.
    """
    record = any_record(store, asked)
    referring = _referring_to(store, record)
    speaking = {one.id: one for one in (record, *referring) if isinstance(one, Claim)}
    speaking.update({claim.id: claim for claim in _cited(store, (record,))})
    is_party = kind_of(record) in PARTY_KINDS
    speaking.update({claim.id: claim for claim in _cited(store, referring) if not (is_party and claim.about)})
    return tuple(speaking[each] for each in sorted(speaking))


def _cited(store: Store, records: Iterable[Record]) -> Iterator[Claim]:
    for record in records:
        if not isinstance(record, Claim):
            yield from (claim_named(store, each.text) for each in references(record) if each.kind == "claim")


def _referring_to(store: Store, record: Record) -> tuple[Record, ...]:
    kind, record_id = key_of(record)
    direct = store.mentioning(kind, record_id)
    return (*direct, *store.mentioning("party", record_id)) if kind in PARTY_KINDS else direct


def resting_on(store: Store, asked: Record | str) -> tuple[Record, ...]:
    """The records that rest on a claim, a source or an assumption.

    A record rests on a claim that it cites, or that a claim it cites passes on, and on a source that makes such a claim
    or said it first. On an assumption rest the numbers that it reads in its own way, and what it adds.

    Raises:
        InvalidValueError: If the record is of another kind.
    """
    record = any_record(store, asked)
    match record:
        case Claim():
            return _citing(store, (record,))
        case Source():
            made = _made_by(store, record)
            return (*made, *_citing(store, made))
        case Assumption():
            return (*(look_up(store, "metric", each.metric) for each in record.reads), *record.adds)
        case _:
            problem = "records rest on a claim, a source or an assumption, and this is none"
            raise InvalidValueError(problem, record.id, valid="a claim, a source or an assumption")


def claims_of(store: Store, asked: Iterable[Record | str]) -> tuple[str, ...]:
    """The ids of claims, and of all claims that sources make or were the first to say.

    Raises:
        InvalidValueError: If something is neither a claim nor a source.
    """
    found: dict[str, None] = {}
    for each in asked:
        match any_record(store, each, wanted=("claim", "source")):
            case Claim() as claim:
                found[claim.id] = None
            case Source() as source:
                found.update((claim.id, None) for claim in _made_by(store, source))
            case record:
                problem = "only claims and sources can be doubted"
                raise InvalidValueError(problem, record.id, valid="a claim or a source")
    return tuple(found)


def _made_by(store: Store, source: Source) -> tuple[Claim, ...]:
    return tuple(record for record in store.mentioning("source", source.id) if isinstance(record, Claim))


def _citing(store: Store, claims: Iterable[Claim]) -> tuple[Record, ...]:
    """The records that cite claims or what passes them on, and the claims that pass them on."""
    own = {claim.id for claim in claims}
    reached, waiting = set(own), sorted(own)
    found: dict[Key, Record] = {}
    while waiting:
        claim_id = waiting.pop()
        for record in store.mentioning("claim", claim_id):
            if not isinstance(record, Claim):
                found[key_of(record)] = record
            elif claim_id in record.retells and record.id not in reached:
                found[key_of(record)] = record
                reached.add(record.id)
                waiting.append(record.id)
    return tuple(found[key] for key in sorted(found))
