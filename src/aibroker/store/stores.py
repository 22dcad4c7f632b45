"""The store: one frozen class that holds a base and what was taken from it and added to it.

A scenario adds and removes a few records. It shares the base with all its indexes, so that it costs what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Final

import attrs

from aibroker.records.buyers import Buyers
from aibroker.records.identifiers import Kind, MarketId
from aibroker.records.kinds import CLASSES, Record, RecordKind, kind_of, kinds_meant, names_of
from aibroker.records.markets import Market
from aibroker.records.measures import STANDARD_MEASURES
from aibroker.records.offers import SalesChannel
from aibroker.records.references import references
from aibroker.store.gazetteer import reference_markets
from aibroker.store.recent import Recent
from aibroker.store.territories import Territories
from aibroker.values.validity import Validity

__all__ = ["Base", "Key", "Store"]

Key = tuple[RecordKind, str]
"""What identifies a record: its kind and its id."""

_SMALLEST_REBUILD: Final = 256
_LARGEST_OVERLAY_SHARE: Final = 8
_BUNDLED_KINDS: Final = ("market", "measure")

Terrain = tuple[tuple[MarketId, ...] | None, tuple[MarketId, ...], Buyers | None]
"""What decides where a channel sells: into, excluding, and the condition that its buyers must meet."""

Terms = tuple[Terrain, Validity]
"""What decides where and when a channel sells."""


def key_of(record: Record) -> Key:
    """The key of a record."""
    return kind_of(record), record.id


def terrain_of(channel: SalesChannel) -> Terrain:
    """What decides where a channel sells."""
    return channel.into, channel.excluding, channel.only_to


def _name_index(records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for record in records:
        for name in (record.id, *names_of(record)):
            index.setdefault(name.casefold(), {})[record.id] = None
    return MappingProxyType({name: tuple(ids) for name, ids in index.items()})


@cache
def _bundled() -> Mapping[RecordKind, Mapping[str, Record]]:
    """The bundled markets and measures of each kind by id, in order."""
    found: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in CLASSES}
    bundled: tuple[Record, ...] = (*reference_markets(), *STANDARD_MEASURES)
    for record in sorted(bundled, key=lambda record: record.id):
        found[kind_of(record)][record.id] = record
    return _shelved(found)


def _shelved(records: Mapping[RecordKind, dict[str, Record]]) -> Mapping[RecordKind, Mapping[str, Record]]:
    return MappingProxyType({kind: MappingProxyType(found) for kind, found in records.items()})


@attrs.frozen(eq=False)
class Base:
    """Records with their indexes, shared by every store that is made from them.

    Attributes:
        records: All own records, sorted by kind and id.
    """

    records: tuple[Record, ...]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Base:
        """The base of these records; their keys must be unique."""
        found: dict[RecordKind, list[Record]] = {kind: [] for kind in CLASSES}
        for record in records:
            found[kind_of(record)].append(record)
        for listed in found.values():
            listed.sort(key=attrgetter("id"))
        return cls(tuple(chain.from_iterable(found.values())))

    @cached_property
    def by_kind(self) -> Mapping[RecordKind, Mapping[str, Record]]:
        """The records of each kind by id, in order."""
        found: dict[RecordKind, dict[str, Record]] = {kind: {} for kind in CLASSES}
        for kind, records in groupby(self.records, kind_of):
            found[kind] = {record.id: record for record in records}
        return _shelved(found)

    @cached_property
    def reference(self) -> Mapping[RecordKind, Mapping[str, Record]]:
        """Bundled reference records that no own record replaces: markets and measures."""
        bundled = {kind: _bundled()[kind].items() for kind in CLASSES}
        return _shelved(
            {
                kind: {each: record for each, record in bundled[kind] if each not in self.by_kind[kind]}
                for kind in CLASSES
            }
        )

    @cached_property
    def names(self) -> Mapping[RecordKind, Mapping[str, tuple[str, ...]]]:
        """For each kind and folded name, the ids of the records that bear it."""
        records = {kind: (*self.by_kind[kind].values(), *self.reference[kind].values()) for kind in CLASSES}
        return MappingProxyType({kind: _name_index(records[kind]) for kind in CLASSES})

    @cached_property
    def territories(self) -> Territories:
        """The places of every market."""
        markets = (*self.by_kind["market"].values(), *self.reference["market"].values())
        return Territories.of(market for market in markets if isinstance(market, Market))

    @cached_property
    def channels_by_terms(self) -> Mapping[Terms, tuple[SalesChannel, ...]]:
        """The channels of the same territory that are open at the same time, in order."""
        return _by_terms(self.by_kind["channel"].values())

    @cached_property
    def channels_of_unknown_models(self) -> tuple[SalesChannel, ...]:
        """The channels of which nobody names the models, in order."""
        channels = self.by_kind["channel"].values()
        return tuple(each for each in channels if isinstance(each, SalesChannel) and each.models_unknown)

    @cached_property
    def mentions(self) -> Mapping[tuple[Kind, str], tuple[Key, ...]]:
        """For each thing referred to, by kind of reference and id, the records that refer to it."""
        return _mentions(self.records)

    @cached_property
    def recent(self) -> Recent:
        """What was asked of these records last."""
        return Recent()


def _mentions(records: Iterable[Record]) -> Mapping[tuple[Kind, str], tuple[Key, ...]]:
    found: dict[tuple[Kind, str], dict[Key, None]] = {}
    for record in records:
        for each in references(record):
            found.setdefault((each.kind, each.text), {})[key_of(record)] = None
    return MappingProxyType({mentioned: tuple(keys) for mentioned, keys in found.items()})


def _by_terms(records: Iterable[Record]) -> Mapping[Terms, tuple[SalesChannel, ...]]:
    found: dict[Terms, list[SalesChannel]] = {}
    for channel in records:
        if isinstance(channel, SalesChannel):
            found.setdefault((terrain_of(channel), channel.open), []).append(channel)
    return MappingProxyType({terms: tuple(channels) for terms, channels in found.items()})


@attrs.frozen(eq=False)
class Store:
    """All records of a landscape: a base, less some, plus some.

    Attributes:
        base: What is shared.
        without: The keys of base records that are gone or replaced.
        added: The records that came or replace others, sorted by key.
    """

    base: Base
    without: frozenset[Key] = frozenset()
    added: tuple[Record, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Record]) -> Store:
        """The store of these records; their keys must be unique."""
        return cls(Base.of(records))

    @cached_property
    def _added(self) -> Mapping[Key, Record]:
        return MappingProxyType({key_of(record): record for record in self.added})

    @cached_property
    def touched(self) -> frozenset[RecordKind]:
        """The kinds of which a record came, went or was replaced."""
        return frozenset(kind for kind, _ in (*self.without, *self._added))

    @cached_property
    def recent(self) -> Recent:
        """What was asked of this store last; of the base, where nothing else is in it."""
        return Recent() if self.touched else self.base.recent

    def changed(self, *, add: Iterable[Record] = (), remove: Iterable[Key] = ()) -> Store:
        """The store with some records added or replaced, and some removed."""
        added = dict(self._added)
        without = set(self.without)
        for key in remove:
            added.pop(key, None)
            without.add(key)
        for record in add:
            added[key_of(record)] = record
            without.add(key_of(record))
        without = {key for key in without if key[1] in self.base.by_kind[key[0]]}
        if not added and not without:
            return Store(self.base)
        made = Store(self.base, frozenset(without), tuple(added[key] for key in sorted(added)))
        return Store.of(made) if made._is_heavy or made._uncovers_reference else made

    @property
    def _uncovers_reference(self) -> bool:
        """Whether a base record is gone that hid a bundled one, which the base has not indexed."""
        gone = (key for key in self.without if key[0] in _BUNDLED_KINDS and key not in self._added)
        return any(record_id in _bundled()[kind] for kind, record_id in gone)

    @property
    def _is_heavy(self) -> bool:
        size = len(self.without) + len(self.added)
        return size > max(_SMALLEST_REBUILD, len(self.base.records) // _LARGEST_OVERLAY_SHARE)

    def __iter__(self) -> Iterator[Record]:
        for kind in CLASSES:
            yield from self.own(kind)

    def __len__(self) -> int:
        return len(self.base.records) - len(self.without) + len(self.added)

    def own(self, kind: RecordKind) -> Iterator[Record]:
        """The landscape's own records of a kind, in the order of their ids."""
        base = self.base.by_kind[kind].values()
        if kind not in self.touched:
            return iter(base)
        kept = (record for record in base if (kind, record.id) not in self.without)
        came = (record for record in self.added if kind_of(record) == kind)
        return merge(kept, came, key=lambda record: record.id)

    def all(self, kind: RecordKind) -> Iterator[Record]:
        """The records of a kind, own and reference, in the order of their ids."""
        reference = self.base.reference[kind].values()
        if not reference:
            return self.own(kind)
        kept = (record for record in reference if (kind, record.id) not in self._added)
        return merge(self.own(kind), kept, key=lambda record: record.id)

    def get(self, kind: Kind, record_id: str) -> Record | None:
        """The record of a kind with exactly this id; None where there is none."""
        for each in kinds_meant(kind):
            key = (each, record_id)
            if key in self._added:
                return self._added[key]
            if key not in self.without and record_id in self.base.by_kind[each]:
                return self.base.by_kind[each][record_id]
            if record_id in self.base.reference[each]:
                return self.base.reference[each][record_id]
        return None

    def is_reference(self, record: Record) -> bool:
        """Whether a record is bundled reference data that no own record replaces."""
        kind, record_id = key_of(record)
        return (kind, record_id) not in self._added and record_id in self.base.reference[kind]

    def replaced_by(self, record: Record) -> Record | None:
        """The bundled record that a record of the landscape replaces; None where it replaces none."""
        kind, record_id = key_of(record)
        return None if self.is_reference(record) else _bundled()[kind].get(record_id)

    def ids_named(self, kind: Kind, name: str) -> tuple[str, ...]:
        """The ids of the records of a kind that bear a name, an alias or an id, compared without case."""
        folded = name.casefold()
        found: dict[str, None] = {}
        for each in kinds_meant(kind):
            listed = self.base.names[each].get(folded, ())
            found.update((one, None) for one in listed if self._still_bears(each, one))
            found.update((one, None) for one in self._added_names(each).get(folded, ()))
        return tuple(sorted(found))

    def _still_bears(self, kind: RecordKind, record_id: str) -> bool:
        return (kind, record_id) not in self.without and (kind, record_id) not in self._added

    @cached_property
    def _names_added(self) -> Mapping[RecordKind, Mapping[str, tuple[str, ...]]]:
        touched: dict[RecordKind, Mapping[str, tuple[str, ...]]] = {
            kind: _name_index(each for each in self.added if kind_of(each) == kind) for kind in self.touched
        }
        return MappingProxyType(touched)

    def _added_names(self, kind: RecordKind) -> Mapping[str, tuple[str, ...]]:
        return self._names_added.get(kind, {})

    def names(self, kind: Kind) -> Iterator[str]:
        """Every id, name and alias of a kind."""
        for each in kinds_meant(kind):
            for record in self.all(each):
                yield record.id
                yield from names_of(record)

    @cached_property
    def territories(self) -> Territories:
        """The places of every market."""
        if "market" not in self.touched:
            return self.base.territories
        return Territories.of(market for market in self.all("market") if isinstance(market, Market))

    def channels_by_terms(self) -> Iterator[tuple[Terms, Iterable[SalesChannel]]]:
        """The channels, grouped by territory as it is written and by when they are open; a group may come twice."""
        for terms, channels in self.base.channels_by_terms.items():
            yield terms, (each for each in channels if each.id not in self.channels_gone)
        yield from self.channels_added_by_terms.items()

    @cached_property
    def channels_gone(self) -> frozenset[str]:
        """The ids of the channels of the base that are gone or replaced."""
        return frozenset(record_id for kind, record_id in self.without if kind == "channel")

    @cached_property
    def channels_added_by_terms(self) -> Mapping[Terms, tuple[SalesChannel, ...]]:
        """The channels that came or replace others, of the same territory and open at the same time, in order."""
        return _by_terms(self.added)

    def channels_of_unknown_models(self) -> Iterator[SalesChannel]:
        """The channels of which nobody names the models: any model may be among them."""
        base = self.base.channels_of_unknown_models
        yield from (each for each in base if each.id not in self.channels_gone)
        yield from (each for each in self.added if isinstance(each, SalesChannel) and each.models_unknown)

    @cached_property
    def _mentions_added(self) -> Mapping[tuple[Kind, str], tuple[Key, ...]]:
        return _mentions(self.added)

    def mentioning(self, kind: Kind, record_id: str) -> tuple[Record, ...]:
        """The records that refer to a record by a reference of a kind, in the order of kind and id."""
        asked = (kind, record_id)
        keys = {key for key in self.base.mentions.get(asked, ()) if key not in self.without}
        keys.update(self._mentions_added.get(asked, ()))
        found = (self.get(*key) for key in sorted(keys))
        return tuple(record for record in found if record is not None)
