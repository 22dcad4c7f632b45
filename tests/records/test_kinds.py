"""The closed union of record kinds: classes, literals, names and collections agree."""

from typing import Any, get_args

import attrs
import pytest

from aibroker.errors import InvalidValueError
from aibroker.landscape import Landscape
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import (
    CLASSES,
    COLLECTIONS,
    PARTY_KINDS,
    STATED,
    Party,
    Record,
    RecordKind,
    Stated,
    kind_of,
    kinds_meant,
    name_of,
    names_of,
)
from tests.records.samples import RECORDS, claim, sample

KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


def test_the_kinds_of_the_literal_the_classes_and_the_union_are_the_same() -> None:
    assert tuple(CLASSES) == KINDS
    assert tuple(CLASSES.values()) == get_args(Record)


def test_a_reference_points_to_a_kind_or_to_any_party() -> None:
    assert set(get_args(Kind)) == {*KINDS, "party"}


def test_the_parties_are_vendors_customers_and_authorities() -> None:
    assert tuple(CLASSES[kind] for kind in PARTY_KINDS) == get_args(Party)
    assert kinds_meant("party") == PARTY_KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_of_any_other_kind_means_that_kind(kind: RecordKind) -> None:
    assert kinds_meant(kind) == (kind,)


def test_what_says_something_about_the_world_has_claims() -> None:
    assert get_args(Stated) == STATED
    assert all("claims" in {field.name for field in attrs.fields(each)} for each in STATED)


@pytest.mark.parametrize("kind", KINDS)
def test_a_landscape_has_a_collection_of_every_kind(kind: RecordKind) -> None:
    collection = getattr(sample(), COLLECTIONS[kind])

    assert {kind_of(record) for record in collection} == {kind}
    assert COLLECTIONS[kind] in vars(Landscape)


def test_the_samples_hold_every_kind() -> None:
    assert {type(record) for record in RECORDS} == set(CLASSES.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__}-{record.id}")
def test_the_kind_of_a_record_is_that_of_its_class(record: Record) -> None:
    assert CLASSES[kind_of(record)] is type(record)


@pytest.mark.parametrize("value", [3, None, [claim("a.b")], "microsoft"])
def test_what_is_no_record_has_no_kind(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"this is no record: .*valid: Source, Claim, Market, Vendor"):
        kind_of(value)


@pytest.mark.parametrize(
    ("record_id", "name", "names"),
    [
        ("microsoft", "Microsoft", ("Microsoft", "MSFT")),
        ("calls", "calls", ("calls", "requests")),
        ("filing", "A filing", ("A filing",)),
        ("resale-rule", "A rule on resale", ("A rule on resale",)),
        ("even", "Even pace", ("Even pace",)),
        ("filter", "A filter", ("A filter",)),
        ("article.sold", "article.sold", ("sold",)),
        ("azure-china", "azure-china", ("azure-china",)),
    ],
)
def test_a_record_is_called_by_its_name_or_title_and_else_by_its_id(
    record_id: str, name: str, names: tuple[str, ...]
) -> None:
    (record,) = (each for each in RECORDS if each.id == record_id)

    assert name_of(record) == name
    assert names_of(record) == names


def test_an_assumption_without_a_name_is_called_by_its_id() -> None:
    (assumption,) = sample().assumptions

    assert name_of(attrs.evolve(assumption, name="")) == "even"


def test_every_record_has_a_name_of_at_least_its_id() -> None:
    assert all(name_of(record) and names_of(record) for record in RECORDS)
