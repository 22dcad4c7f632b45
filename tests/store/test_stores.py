"""Stores: however a store came about, it holds what a store made at once of the same records holds."""

import pickle
from collections.abc import Iterable, Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.records.identifiers import Kind
from aibroker.records.kinds import CLASSES, Record, RecordKind, names_of
from aibroker.records.markets import Market
from aibroker.records.measures import Measure
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.store.stores import Base, Key, Store, key_of
from aibroker.values.dimensions import Number
from tests.records.samples import RECORDS

NAMES = ("Acme", "ACME", "Bolt", "The West", "China", "turnover")


def _pool() -> st.SearchStrategy[Record]:
    """Records of few ids and names, some of them those of bundled markets and measures."""
    names = st.sampled_from(NAMES)
    aliases = st.lists(names, unique=True, max_size=2)
    markets = st.sampled_from(("cn", "west", "here", "there"))
    several = st.lists(markets, unique=True, max_size=2)
    parties = st.sampled_from(("acme", "bolt"))
    return st.one_of(
        st.builds(Vendor, id=parties, name=names, aliases=aliases, home=st.none() | markets),
        st.builds(Customer, id=st.sampled_from(("cora", "dent")), name=names, aliases=aliases),
        st.builds(Model, id=st.sampled_from(("m1", "m2")), name=names, developer=parties),
        st.builds(
            Market,
            id=markets,
            name=names,
            kind=st.sampled_from(("country", "bloc")),
            within=st.lists(st.sampled_from(("asia", "eu")), unique=True, max_size=1),
            includes=st.lists(st.sampled_from(("fr", "jp")), unique=True, max_size=1),
        ),
        st.builds(
            Measure[Number],
            id=st.sampled_from(("sales", "calls")),
            name=names,
            dimension=st.just("count"),
            kind=st.just("flow"),
        ),
        st.builds(
            SalesChannel,
            id=st.sampled_from(("c1", "c2", "c3")),
            seller=parties,
            models=st.lists(st.sampled_from(("m1", "m2")), unique=True, max_size=2),
            into=st.none() | st.lists(markets, unique=True, min_size=1, max_size=2),
            excluding=several,
            open=st.just("unknown"),
        ),
    )


KEYS: tuple[Key, ...] = (
    *(("vendor", each) for each in ("acme", "bolt")),
    *(("customer", each) for each in ("cora", "dent")),
    *(("model", each) for each in ("m1", "m2")),
    *(("market", each) for each in ("cn", "west", "here", "there", "fr", "asia")),
    *(("measure", each) for each in ("sales", "calls", "profit")),
    *(("channel", each) for each in ("c1", "c2", "c3")),
)
Edit = tuple[list[Record], list[Key]]
EDITS = st.lists(
    st.tuples(st.lists(_pool(), max_size=3), st.lists(st.sampled_from(KEYS), max_size=2)), min_size=1, max_size=6
)
KINDS: tuple[Kind, ...] = (*CLASSES, "party")


def _edited(records: Mapping[Key, Record], edit: Edit) -> dict[Key, Record]:
    add, remove = edit
    kept = {key: record for key, record in records.items() if key not in remove}
    return kept | {key_of(record): record for record in add}


def _assert_same(store: Store, plain: Store) -> None:
    assert tuple(store) == tuple(plain)
    assert len(store) == len(tuple(plain))
    for kind in CLASSES:
        assert tuple(store.own(kind)) == tuple(plain.own(kind))
        assert tuple(store.all(kind)) == tuple(plain.all(kind))
    for asked in KINDS:
        assert sorted(store.names(asked)) == sorted(plain.names(asked))
    for key in KEYS:
        record = store.get(*key)
        assert record == plain.get(*key)
        assert record is None or store.is_reference(record) == plain.is_reference(record)
        assert store.mentioning(*key) == plain.mentioning(*key)
    for name in (*NAMES, *(record_id for _, record_id in KEYS), "The west", "sales", "revenue", "Chine"):
        for asked in KINDS:
            assert store.ids_named(asked, name) == plain.ids_named(asked, name), (asked, name)
    assert store.territories.places == plain.territories.places
    assert _by_terms(store) == _by_terms(plain)


def _by_terms(store: Store) -> set[tuple[object, str]]:
    return {(terms, channel.id) for terms, channels in store.channels_by_terms() for channel in channels}


@given(st.lists(_pool(), max_size=6), EDITS)
def test_a_store_after_any_edits_is_the_store_of_what_is_left(start: list[Record], edits: list[Edit]) -> None:
    records = {key_of(record): record for record in start}
    store = Store.of(records.values())

    for edit in edits:
        add, remove = edit
        records = _edited(records, edit)
        store = store.changed(add=add, remove=remove)
        _assert_same(store, Store.of(records.values()))


@given(st.lists(_pool(), max_size=6), EDITS)
def test_a_store_never_hears_of_what_is_made_from_it(start: list[Record], edits: list[Edit]) -> None:
    records = {key_of(record): record for record in start}
    store = Store.of(records.values())

    for add, remove in edits:
        store.changed(add=add, remove=remove)

    _assert_same(store, Store.of(records.values()))


@given(st.permutations(RECORDS))
def test_the_order_in_which_records_come_does_not_matter(shuffled: list[Record]) -> None:
    assert tuple(Store.of(shuffled)) == tuple(Store.of(RECORDS))


def _channel(number: int) -> SalesChannel:
    return SalesChannel(id=f"channel-{number:05}", seller="acme", into=["cn"], open="unknown")


def _vendors(count: int) -> Iterable[Vendor]:
    return (Vendor(id=f"vendor-{number:05}", name=f"Vendor {number}") for number in range(count))


def test_a_small_change_shares_the_base_with_all_its_indexes() -> None:
    store = Store.of(RECORDS)
    indexes = (store.base.names, store.base.territories, store.base.mentions)

    made = store.changed(add=[_channel(1)], remove=[("risk", "ban")])

    assert made.base is store.base
    assert made.territories is store.territories
    assert all(
        mine is theirs
        for mine, theirs in zip(indexes, (made.base.names, made.territories, made.base.mentions), strict=True)
    )


def test_undoing_a_change_leaves_nothing_over() -> None:
    store = Store.of(RECORDS)

    made = store.changed(add=[_channel(1)]).changed(remove=[("channel", "channel-00001")])

    assert made.base is store.base
    assert (made.added, made.without) == ((), frozenset())


def test_removing_what_is_not_there_changes_nothing() -> None:
    store = Store.of(RECORDS)

    assert tuple(store.changed(remove=[("vendor", "nobody"), ("market", "cn")])) == tuple(store)


def test_a_change_that_is_most_of_the_store_makes_a_base_of_its_own() -> None:
    store = Store.of(RECORDS)

    made = store.changed(add=_vendors(300))

    assert made.base is not store.base
    assert (made.added, made.without) == ((), frozenset())
    _assert_same(made, Store.of((*RECORDS, *_vendors(300))))


def test_many_removals_also_make_a_base_of_its_own() -> None:
    store = Store.of(_vendors(1000))

    made = store.changed(remove=[("vendor", f"vendor-{number:05}") for number in range(300)])

    assert made.without == frozenset()
    assert len(made) == len(made.base.records) == 700


def test_a_large_store_bears_a_larger_change() -> None:
    store = Store.of(_vendors(4000))

    made = store.changed(add=[_channel(number) for number in range(300)])

    assert made.base is store.base
    assert len(made) == 4300


def test_a_bundled_market_comes_back_when_the_own_one_goes() -> None:
    own = Market(id="west", name="Occident", kind="bloc", includes=["us"])
    for store in (Store.of((own,)), Store.of(()).changed(add=[own])):
        made = store.changed(remove=[("market", "west")])

        west = made.get("market", "west")
        assert west is not None
        assert made.is_reference(west)
        assert store.ids_named("market", "The West") == ()
        assert made.ids_named("market", "The West") == ("west",)


def test_a_replaced_record_is_no_longer_found_by_its_old_names_and_mentions() -> None:
    store = Store.of((Vendor(id="acme", name="Acme", home="cn"),))

    made = store.changed(add=[Vendor(id="acme", name="Bolt", home="us")])

    assert made.ids_named("vendor", "Acme") == ("acme",)  # its id
    assert made.ids_named("vendor", "Bolt") == ("acme",)
    assert made.mentioning("market", "cn") == ()
    assert [each.id for each in made.mentioning("market", "us")] == ["acme"]


def test_mentions_are_by_the_kind_of_reference_and_in_order() -> None:
    store = Store.of(RECORDS)

    mentioned = [key_of(record) for record in store.mentioning("model", "gpt")]

    assert mentioned == sorted(mentioned)
    assert ("model", "gpt-5") in mentioned
    assert ("rule", "resale-rule") in mentioned
    assert store.mentioning("vendor", "gpt") == ()


@pytest.mark.parametrize("kind", CLASSES)
def test_the_records_of_a_kind_come_in_the_order_of_ids(kind: RecordKind) -> None:
    ids = [record.id for record in Store.of(RECORDS).all(kind)]
    assert ids == sorted(set(ids))


def test_any_party_is_found_as_a_party() -> None:
    store = Store.of(RECORDS)

    for party in ("microsoft", "bytedance", "washington"):
        found = store.get("party", party)
        assert found is not None
        assert found.id == party
    assert store.get("party", "gpt") is None
    assert store.ids_named("party", "ByteDance") == ("bytedance",)


def test_names_are_compared_without_case() -> None:
    store = Store.of((Vendor(id="s", name="Straße"),))

    assert store.ids_named("vendor", "STRASSE") == ("s",)


def test_every_name_of_every_record_finds_it() -> None:
    store = Store.of(RECORDS)
    for kind in CLASSES:
        for record in store.all(kind):
            for name in (record.id, *names_of(record)):
                assert record.id in store.ids_named(kind, name.upper())


def test_the_indexes_are_not_pickled() -> None:
    store = Store.of(RECORDS).changed(add=[_channel(1)])
    fresh = pickle.dumps(store)

    _assert_same(store, Store.of((*RECORDS, _channel(1))))

    assert pickle.dumps(store) == fresh
    _assert_same(pickle.loads(fresh), store)


@pytest.mark.parametrize("thing", [Store.of(RECORDS), Base.of(RECORDS)])
def test_a_store_does_not_change(thing: Store | Base) -> None:
    for field in attrs.fields(type(thing)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field.name, ())
