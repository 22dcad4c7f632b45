"""Named validators: a field of a record holds what it says, or an error says what it should hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn, TypeVar

import attrs

from aibroker.errors import InvalidValueError, nearest
from aibroker.records.characters import unfit_in_name, unfit_in_text

Validator = Callable[[attrs.AttrsInstance, "attrs.Attribute[Any]", Any], None]

T = TypeVar("T")

_VALID_NAME: Final = "one line, of which every character can be seen"
_VALID_TEXT: Final = "a text without control characters, but for tabs and line feeds"


def _field(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def one_of(*options: str) -> Validator:
    """A validator for a closed vocabulary."""

    def check(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
        if value not in options:
            problem = f"{_field(instance, attribute)} is not in its vocabulary"
            near = nearest(value, options) if isinstance(value, str) else ()
            raise InvalidValueError(problem, value, valid=", ".join(options), suggestions=near)

    return check


def is_name(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a name or a title: one line, of which every character can be seen."""
    _must_say_something(instance, attribute, value)
    _check_name(_field(instance, attribute), value)


def are_names(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], values: tuple[str, ...]) -> None:
    """Validate several names or other short texts, each as one name."""
    for each in values:
        _check_name(_field(instance, attribute), each)


def is_text(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a text that must say something."""
    _must_say_something(instance, attribute, value)
    _refuse_character(_field(instance, attribute), value, unfit_in_text(value), _VALID_TEXT)


def is_remark(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a text that may be empty."""
    if not isinstance(value, str):
        problem = f"{_field(instance, attribute)} wants a text"
        raise InvalidValueError(problem, value, valid="a text, which may be empty")
    unfit = unfit_in_text(value) if value else None
    if unfit is not None:
        _refuse_character(_field(instance, attribute), value, unfit, _VALID_TEXT)


def _must_say_something(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        problem = f"{_field(instance, attribute)} wants a text that is not empty"
        raise InvalidValueError(problem, value, valid="a text")


def _check_name(place: str, value: str) -> None:
    _refuse_character(place, value, unfit_in_name(value), _VALID_NAME)
    if value != value.strip():
        raise InvalidValueError(f"{place} begins or ends with a space", value, valid=repr(value.strip()))


def _refuse_character(place: str, value: str, unfit: str | None, valid: str) -> None:
    if unfit is not None:
        raise InvalidValueError(f"{place} holds {unfit}", value, valid=valid)


def is_a(*classes: type[object]) -> Validator:
    """A validator for a part of a record; what holds references or dates must be what it seems."""

    def check(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, classes):
            _refuse(_field(instance, attribute), value, classes)

    return check


def maybe_a(*classes: type[object]) -> Validator:
    """A validator for a part of a record that may be missing (None)."""
    return is_a(*classes, type(None))


def parts(values: Iterable[T], *classes: type[object]) -> tuple[T, ...]:
    """Several parts of a record, each of one of these classes; a single text is refused."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        _refuse("a list of parts", values, classes)
    given = tuple(values)
    for each in given:
        if not isinstance(each, classes):
            _refuse("a part in a list", each, classes)
    return given


def _refuse(place: str, value: object, classes: tuple[type[object], ...]) -> NoReturn:
    names = " or ".join("None" if each is type(None) else each.__name__ for each in classes)
    raise InvalidValueError(f"{place} is of another kind", value, valid=names)


def is_flag(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: bool) -> None:
    """Validate a plain truth value."""
    if type(value) is not bool:
        problem = f"{_field(instance, attribute)} wants true or false"
        raise InvalidValueError(problem, value, valid="true or false")


def maybe_flag(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: bool | None) -> None:
    """Validate a truth value that may be unknown (None)."""
    if value is not None:
        is_flag(instance, attribute, value)
