"""The references inside records: every field that holds one is marked, and each one can be replaced."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aibroker.records.assumptions
import aibroker.records.buyers
import aibroker.records.evidence
import aibroker.records.kinds
import aibroker.records.markets
import aibroker.records.measures
import aibroker.records.offers
import aibroker.records.parties
import aibroker.records.questions
import aibroker.records.rights
import aibroker.records.rules
import aibroker.records.safeguards
import aibroker.scenarios.market_steps
import aibroker.scenarios.premise_steps
import aibroker.scenarios.steps
from aibroker.records import identifiers
from aibroker.records.buyers import Buyers, Not, all_of, located_in, named, not_
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import CLASSES, kinds_meant
from aibroker.records.references import Reference, references, with_references
from aibroker.testing import buyers
from tests.records.samples import EVERY_BUYERS, RECORDS, SCENARIO, sample

MODULES: tuple[ModuleType, ...] = (
    aibroker.records.assumptions,
    aibroker.records.buyers,
    aibroker.records.evidence,
    aibroker.records.markets,
    aibroker.records.measures,
    aibroker.records.offers,
    aibroker.records.parties,
    aibroker.records.questions,
    aibroker.records.rights,
    aibroker.records.rules,
    aibroker.records.safeguards,
    aibroker.scenarios.market_steps,
    aibroker.scenarios.premise_steps,
    aibroker.scenarios.steps,
)
KIND_OF_ID: Mapping[NewType, str] = {
    each: name.removesuffix("Id").lower() for name, each in vars(identifiers).items() if isinstance(each, NewType)
}


def _classes() -> Iterator[type[attrs.AttrsInstance]]:
    for module in MODULES:
        for _, found in inspect.getmembers(module, inspect.isclass):
            if attrs.has(found) and found.__module__ == module.__name__:
                yield found


CLASSES_WITH_FIELDS = tuple(_classes())
FIELDS = [
    pytest.param(each, field, id=f"{each.__name__}.{field.name}")
    for each in CLASSES_WITH_FIELDS
    for field in attrs.fields(each)
]


def _hint(record_class: type[object], field: str) -> object:
    return get_type_hints(record_class, vars(sys.modules[record_class.__module__]))[field]


def _atoms(hint: object) -> Iterator[object]:
    """The types inside a hint, through optional values, tuples and unions."""
    if isinstance(hint, UnionType) or get_origin(hint) in (Union, tuple):
        for each in get_args(hint):
            yield from _atoms(each)
    else:
        yield hint


def _kind_expected(record_class: type[attrs.AttrsInstance], field: attrs.Attribute[Any]) -> str | None:
    kinds = {KIND_OF_ID[each] for each in _atoms(_hint(record_class, field.name)) if isinstance(each, NewType)}
    assert len(kinds) <= 1
    return None if field.name == "id" else next(iter(kinds), None)


def _holds_references(hint: object, seen: frozenset[object] = frozenset()) -> bool:
    return any(isinstance(atom, NewType) or _is_class_with_references(atom, seen) for atom in _atoms(hint))


def _is_class_with_references(atom: object, seen: frozenset[object]) -> bool:
    if not inspect.isclass(atom) or not attrs.has(atom) or atom in seen:
        return False
    return any(_holds_references(_hint(atom, field.name), seen | {atom}) for field in attrs.fields(atom))


def _is_a_part_with_references(record_class: type[attrs.AttrsInstance], field: attrs.Attribute[Any]) -> bool:
    atoms = [each for each in _atoms(_hint(record_class, field.name)) if inspect.isclass(each) and attrs.has(each)]
    return any(_holds_references(each) for each in atoms)


def test_the_walk_finds_every_class_of_records_and_steps() -> None:
    found = set(CLASSES_WITH_FIELDS)
    assert found >= {*CLASSES.values(), *get_args(Buyers)}
    assert {each.__name__ for each in found} >= {"Selection", "Stage", "Position", "Owner", "Reading", "Restrict"}
    assert set(KIND_OF_ID.values()) == {*CLASSES, "party"}


@pytest.mark.parametrize(("record_class", "field"), FIELDS)
def test_a_field_says_what_it_refers_to_exactly_where_its_type_is_the_id_of_another_record(
    record_class: type[attrs.AttrsInstance], field: attrs.Attribute[Any]
) -> None:
    assert field.metadata.get("refers_to") == _kind_expected(record_class, field)


@pytest.mark.parametrize(("record_class", "field"), FIELDS)
def test_a_field_says_that_it_holds_references_exactly_where_its_parts_do(
    record_class: type[attrs.AttrsInstance], field: attrs.Attribute[Any]
) -> None:
    assert bool(field.metadata.get("holds_references")) == _is_a_part_with_references(record_class, field)


@pytest.mark.parametrize(("record_class", "field"), FIELDS)
def test_an_own_id_is_never_a_reference(record_class: type[attrs.AttrsInstance], field: attrs.Attribute[Any]) -> None:
    if field.name == "id":
        assert "refers_to" not in field.metadata


def _all_texts(value: object) -> Iterator[str]:
    """Every text anywhere in a record, found without the marks."""
    if isinstance(value, str):
        yield value
    elif attrs.has(value.__class__):
        for field in attrs.fields(value.__class__):
            yield from _all_texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _all_texts(each)


@pytest.mark.parametrize("record", [*RECORDS, SCENARIO], ids=lambda record: getattr(record, "id", "scenario"))
def test_a_reference_says_where_it_stands(record: attrs.AttrsInstance) -> None:
    namespace = {field.name: getattr(record, field.name) for field in attrs.fields(type(record))}
    for each in references(record):
        assert eval(each.path, namespace) == each.text


@pytest.mark.parametrize("record", [*RECORDS, SCENARIO], ids=lambda record: getattr(record, "id", "scenario"))
def test_every_reference_of_a_sound_landscape_is_the_id_of_a_record(record: attrs.AttrsInstance) -> None:
    case = sample()
    for each in references(record):
        ids = {found.id for kind in kinds_meant(each.kind) for found in _collection(case, kind)}
        assert each.text in ids, each


def _collection(case: Any, kind: str) -> Any:
    from aibroker.records.kinds import COLLECTIONS

    return getattr(case, COLLECTIONS[kind])  # type: ignore[index]


@pytest.mark.parametrize("record", [*RECORDS, SCENARIO], ids=lambda record: getattr(record, "id", "scenario"))
def test_each_reference_is_replaced_wherever_it_stands(record: attrs.AttrsInstance) -> None:
    before = tuple(references(record))

    made = with_references(record, lambda kind, text: f"{kind} {text}")

    assert tuple(references(made)) == tuple(
        Reference(each.path, each.kind, f"{each.kind} {each.text}") for each in before
    )
    assert len(tuple(_all_texts(made))) == len(tuple(_all_texts(record)))
    assert sum(" " in text for text in _all_texts(made)) >= len(before)


@pytest.mark.parametrize("record", [*RECORDS, SCENARIO], ids=lambda record: getattr(record, "id", "scenario"))
def test_a_record_in_which_nothing_changes_is_the_same_record(record: attrs.AttrsInstance) -> None:
    assert with_references(record, lambda kind, text: text) is record


def test_replacing_and_putting_back_gives_an_equal_record() -> None:
    for record in RECORDS:
        there = with_references(record, lambda kind, text: f"x{text}")
        assert with_references(there, lambda kind, text: text[1:]) == record


def test_the_parts_that_do_not_change_are_shared() -> None:
    part = located_in("cn")
    made = with_references(all_of(part, named("acme")), lambda kind, text: "x" if kind == "party" else text)

    assert made == all_of(located_in("cn"), named("x"))
    assert made.parts[0] is part


def test_conditions_on_buyers_are_replaced_at_any_depth() -> None:
    nested: Buyers = located_in("China")
    for _ in range(8):
        nested = not_(all_of(nested))

    made = with_references(nested, lambda kind, text: "cn" if (kind, text) == ("market", "China") else "wrong")

    assert [each.text for each in references(made)] == ["cn"]
    assert isinstance(made, Not)


def test_the_references_of_nested_conditions_carry_their_paths() -> None:
    assert [(each.path, each.kind, each.text) for each in references(EVERY_BUYERS, prefix="only_to.")] == [
        ("only_to.parts[0].markets[0]", "market", "cn"),
        ("only_to.parts[0].markets[1]", "market", "shanghai"),
        ("only_to.parts[1].parts[0].markets[0]", "market", "cn"),
        ("only_to.parts[1].parts[1].part.markets[0]", "market", "us"),
        ("only_to.parts[4].parties[0]", "party", "bytedance"),
    ]


@given(buyers(("acme", "other")), st.sampled_from(("p-", "q-")))
def test_any_condition_on_buyers_gets_each_reference_replaced_and_keeps_its_shape(condition: Buyers, mark: str) -> None:
    def marked(kind: Kind, text: str) -> str:
        return mark + text

    made = with_references(condition, marked)

    assert [each.text for each in references(made)] == [mark + each.text for each in references(condition)]
    assert with_references(made, lambda kind, text: text.removeprefix(mark)) == condition
