"""Lookup by id, name or alias: one record, or an error that says what could have been meant."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import Record
from aibroker.records.parties import Customer, Vendor
from aibroker.store.lookup import look_up, resolve
from aibroker.store.stores import Store
from tests.records.samples import RECORDS

STORE = Store.of((*RECORDS, Vendor(id="meta", name="Meta", aliases=["Acme"]), Customer(id="acme-bank", name="ACME")))


@pytest.mark.parametrize(
    ("kind", "asked", "found"),
    [
        ("vendor", "microsoft", "microsoft"),
        ("vendor", "Microsoft", "microsoft"),
        ("vendor", "MICROSOFT", "microsoft"),
        ("vendor", "msft", "microsoft"),
        ("party", "ByteDance", "bytedance"),
        ("party", "Washington", "washington"),
        ("market", "PRC", "cn"),
        ("market", "CN", "cn"),
        ("market", "china", "cn"),
        ("market", "South Korea", "kr"),
        ("market", "shanghai", "shanghai"),
        ("measure", "revenue", "sales"),
        ("measure", "requests", "calls"),
        ("claim", "sold", "article.sold"),
        ("claim", "article.sold", "article.sold"),
        ("source", "an article", "article"),
        ("rule", "A rule on resale", "resale-rule"),
        ("assumption", "Even pace", "even"),
        ("channel", "AZURE-CHINA", "azure-china"),
    ],
)
def test_a_record_is_found_by_id_name_or_alias_in_any_case(kind: Kind, asked: str, found: str) -> None:
    assert resolve(STORE, kind, asked) == found
    assert look_up(STORE, kind, asked).id == found
    assert look_up(STORE, kind, f"  {asked} ").id == found


@pytest.mark.parametrize(
    ("kind", "asked", "candidates"),
    [
        ("market", "Korea", ("kp", "kr")),
        ("market", "congo", ("cd", "cg")),
        ("party", "Acme", ("acme-bank", "meta")),
    ],
)
def test_an_ambiguous_name_lists_those_who_bear_it(kind: Kind, asked: str, candidates: tuple[str, ...]) -> None:
    text = rf"^'{asked}' names more than one {kind}; say which: {', '.join(candidates)}$"
    with pytest.raises(AmbiguousNameError, match=text) as caught:
        look_up(STORE, kind, asked)

    assert caught.value.candidates == candidates


def test_a_name_is_ambiguous_only_among_those_who_are_asked_for() -> None:
    assert resolve(STORE, "vendor", "Acme") == "meta"
    assert resolve(STORE, "customer", "Acme") == "acme-bank"


def test_an_exact_id_is_that_record_even_where_others_bear_it_as_a_name() -> None:
    store = Store.of((Vendor(id="gpt", name="One"), Vendor(id="two", name="GPT")))

    assert resolve(store, "vendor", "gpt") == "gpt"
    with pytest.raises(AmbiguousNameError, match="say which: gpt, two"):
        resolve(store, "vendor", "GPT")


@pytest.mark.parametrize(
    ("kind", "asked", "nearest"),
    [
        ("vendor", "Micorsoft", "Microsoft"),
        ("market", "Chnia", "China"),
        ("market", "Sinagpore", "Singapore"),
        ("measure", "revenu", "revenue"),
        ("channel", "azure-chian", "azure-china"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(kind: Kind, asked: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError, match=f"unknown {kind} '{asked}' .did you mean ") as caught:
        look_up(STORE, kind, asked)

    assert caught.value.suggestions[0] == nearest


@pytest.mark.parametrize("asked", ["", "zzzzzz", "?", "Kosovo", "\x00"])
def test_what_resembles_nothing_is_met_with_no_guess(asked: str) -> None:
    with pytest.raises(UnknownNameError, match=r"^unknown vendor '[^(]*'$"):
        look_up(STORE, "vendor", asked)


@given(st.text())
def test_any_text_finds_a_record_that_bears_it_or_is_an_error(asked: str) -> None:
    try:
        found = look_up(STORE, "market", asked)
    except (UnknownNameError, AmbiguousNameError):
        return

    assert found.id in STORE.ids_named("market", asked.strip())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_record_stands_for_itself_as_the_store_holds_it(record: Record) -> None:
    from aibroker.records.kinds import kind_of

    assert look_up(STORE, kind_of(record), record) is STORE.get(kind_of(record), record.id)


def test_a_record_stands_for_the_one_with_its_id() -> None:
    (microsoft,) = (each for each in RECORDS if each.id == "microsoft")
    assert isinstance(microsoft, Vendor)

    assert look_up(STORE, "party", attrs.evolve(microsoft, home=None)) == microsoft


def test_a_record_that_is_not_there_is_unknown() -> None:
    with pytest.raises(UnknownNameError, match="unknown vendor 'nobody'"):
        look_up(STORE, "vendor", Vendor(id="nobody", name="Nobody"))


def test_a_record_of_another_kind_is_refused() -> None:
    customer = Customer(id="bytedance", name="ByteDance")
    with pytest.raises(
        InvalidValueError,
        match=r"this does not stand for a vendor: Customer.*an id, a name, or a record of kind vendor",
    ):
        look_up(STORE, "vendor", customer)
    assert look_up(STORE, "party", customer).id == "bytedance"


@pytest.mark.parametrize("asked", [3, None, ["microsoft"], b"microsoft", {"id": "microsoft"}])
def test_what_is_neither_a_name_nor_a_record_is_refused(asked: Any) -> None:
    with pytest.raises(InvalidValueError, match="this does not stand for a vendor"):
        look_up(STORE, "vendor", asked)
