"""Collections: iteration, length, membership and lookup, one kind each."""

import pickle
from collections.abc import Collection

import attrs
import pytest

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError
from aibroker.records.kinds import CLASSES, COLLECTIONS, RecordKind, kind_of
from aibroker.records.parties import Vendor
from aibroker.store.collections import Records
from aibroker.store.stores import Store
from tests.records.samples import RECORDS, sample

CASE = sample()


@pytest.mark.parametrize("kind", CLASSES)
def test_a_collection_holds_the_records_of_its_kind_in_the_order_of_ids(kind: RecordKind) -> None:
    collection = getattr(CASE, COLLECTIONS[kind])
    own = {record for record in RECORDS if kind_of(record) == kind}

    assert isinstance(collection, Records)
    assert own <= set(collection)
    assert collection.ids == tuple(sorted(collection.ids))
    assert len(collection) == len(list(collection)) == len(collection.ids)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_record_is_in_its_collection_by_itself_its_id_and_nowhere_else(kind: RecordKind) -> None:
    collection = getattr(CASE, COLLECTIONS[kind])
    for record in RECORDS:
        is_of_kind = kind_of(record) == kind
        assert (record in collection) is is_of_kind
        if is_of_kind:
            assert record.id in collection
            assert collection[record.id] == record


def test_the_parties_are_all_of_them_by_kind_and_id() -> None:
    assert CASE.parties.ids == ("microsoft", "openai", "bytedance", "washington")


def test_bundled_markets_and_measures_are_in_their_collections() -> None:
    assert {"cn", "west", "shanghai"} <= set(CASE.markets.ids)
    assert {"sales", "profit", "price", "exchange-rate", "calls"} == set(CASE.measures.ids)


@pytest.mark.parametrize("name", ["microsoft", "Microsoft", "msft", " Microsoft "])
def test_a_name_is_in_a_collection_if_it_can_be_looked_up(name: str) -> None:
    assert name in CASE.vendors
    assert CASE.vendors[name].id == "microsoft"


@pytest.mark.parametrize("asked", ["Micro", "", "bytedance", 3, None, ("microsoft",)])
def test_what_cannot_be_looked_up_is_not_in_a_collection(asked: object) -> None:
    assert asked not in CASE.vendors


def test_an_ambiguous_name_is_borne_by_something_and_stands_for_nothing() -> None:
    assert "Korea" in CASE.markets
    with pytest.raises(AmbiguousNameError, match="kp, kr"):
        CASE.markets["Korea"]


def test_an_altered_record_is_not_in_the_collection() -> None:
    assert attrs.evolve(CASE.vendors["microsoft"], note="altered") not in CASE.vendors


def test_a_collection_is_not_asked_by_position() -> None:
    with pytest.raises(InvalidValueError, match="this does not stand for a vendor: 0"):
        CASE.vendors[0]  # type: ignore[index]


def test_an_unknown_name_is_an_error_of_the_library_and_of_python() -> None:
    with pytest.raises(KeyError) as caught:
        CASE.vendors["OpnAI"]

    assert isinstance(caught.value, UnknownNameError)
    assert str(caught.value) == "unknown vendor 'OpnAI' (did you mean 'OpenAI'?)"


def test_a_collection_is_a_collection_and_no_sequence() -> None:
    assert isinstance(CASE.vendors, Collection)
    assert not hasattr(CASE.vendors, "index")


def test_collections_are_equal_by_content_whatever_store_they_view() -> None:
    same = Records[Vendor]("vendor", Store.of(RECORDS))
    less = Records[Vendor]("vendor", Store.of(RECORDS).changed(remove=[("vendor", "openai")]))

    assert CASE.vendors == same
    assert hash(CASE.vendors) == hash(same)
    assert CASE.vendors != less
    assert CASE.vendors != tuple(CASE.vendors)
    assert Records("customer", Store.of(())) != Records("vendor", Store.of(()))


def test_a_collection_says_what_it_holds() -> None:
    assert repr(CASE.vendors) == "<Records of kind vendor: 2: microsoft, openai>"
    assert repr(sample().on("2026-01-01").claims) == (
        "<Records of kind claim: 3: article.other, article.sold, article.sole>"
    )
    assert repr(Records("vendor", Store.of(()))) == "<Records of kind vendor: 0>"
    assert repr(CASE.markets).endswith(": ad, ae, af, africa, ag, ai, …>")


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_collection_pickles(protocol: int) -> None:
    assert pickle.loads(pickle.dumps(CASE.vendors, protocol)) == CASE.vendors


def test_a_collection_does_not_change() -> None:
    with pytest.raises(TypeError):
        CASE.vendors["acme"] = Vendor(id="acme", name="Acme")  # type: ignore[index]
    with pytest.raises(TypeError):
        del CASE.vendors["microsoft"]  # type: ignore[attr-defined]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CASE.vendors._kind = "customer"  # type: ignore[misc]
