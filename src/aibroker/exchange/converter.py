"""The one cattrs converter: strict scalars in, canonical scalars out; made at first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from aibroker.errors import InvalidValueError, nearest
from aibroker.records.measures import Measurand, Measure
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.days import to_day
from aibroker.values.dimensions import Dimension
from aibroker.values.estimates import Estimate
from aibroker.values.period_text import fiscal_number
from aibroker.values.periods import Period
from aibroker.values.validity import Validity, to_validity

__all__ = ["structured", "unstructured"]

R = TypeVar("R")

_ESTIMATE_KEYS: Final = ("text", "low", "low_open", "high", "high_open", "likely", "unit")
_ESTIMATES: Final = '"~1.5 %", "> 1 bn USD/year", "1.4..1.5 %", "x3", 42'
_PERIODS: Final = '2025-09-05, "2025-09-05", "2025-09", "2025-Q3", "2025"'


def structured(fields: Mapping[str, object], record: type[R]) -> R:
    """A record, from its fields.

    Args:
        fields: Its fields, with every shorthand expanded.
        record: Its class.

    Raises:
        BaseValidationError: If they do not fit; with every reason.
    """
    return _converter().structure(fields, record)


def unstructured(record: object) -> dict[str, object]:
    """The fields of a record, without those that say nothing; dates and estimates are left as they are."""
    fields: dict[str, object] = _converter().unstructure(record)
    return fields


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _flag)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Period, _period)
    converter.register_structure_hook(FiscalCalendar, _calendar)
    converter.register_structure_hook(Estimate, _estimate)
    converter.register_structure_hook(Validity, _validity_hook(converter))
    converter.register_structure_hook_func(lambda hint: hasattr(hint, "__supertype__"), _reference)
    converter.register_structure_hook_func(_is_vocabulary, _option)
    converter.register_structure_hook_func(_is_choice, _choice_hook(converter))
    converter.register_unstructure_hook(date, _same)
    converter.register_unstructure_hook(Estimate, _same)
    converter.register_unstructure_hook(Period, _same)
    converter.register_unstructure_hook(FiscalCalendar, str)
    converter.register_unstructure_hook_func(_is_choice, _named_choice_hook(converter))
    # cattrs asks for the dimension, which no field speaks of.
    converter.register_structure_hook_func(_is_measurand, make_dict_structure_fn(Measurand[Dimension], converter))
    converter.register_structure_hook_func(_is_measure, make_dict_structure_fn(Measure[Dimension], converter))
    return converter


def _is_measurand(hint: object) -> bool:
    return hint is Measurand


def _is_measure(hint: object) -> bool:
    return hint is Measure


def _same(value: R) -> R:
    return value


def _text(value: object, _: object) -> str:
    if isinstance(value, str):
        return value
    problem = "a text is wanted here"
    raise InvalidValueError(problem, value, valid="text in quotes")


def _flag(value: object, _: object) -> bool:
    if isinstance(value, bool):
        return value
    problem = "true or false is wanted here"
    raise InvalidValueError(problem, value, valid="true or false, without quotes")


def _reference(value: object, _: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    problem = "an id or a name is wanted here"
    raise InvalidValueError(problem, value, valid="text in quotes, not empty")


def _day(value: object, _: object) -> date:
    try:
        if isinstance(value, date | str):
            return to_day(value)
    except InvalidValueError:
        pass
    problem = "not a calendar day"
    raise InvalidValueError(problem, value, valid='2026-06-18 or "2026-06-18"')


def _period(value: object, _: object) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, str) and fiscal_number(value) is None:
        return Period.parse(value)
    if type(value) is date:
        return Period.day(value)
    if type(value) is int:
        return Period.year(value)
    problem = "not a day, a month or a year"
    raise InvalidValueError(problem, value, valid=_PERIODS)


def _calendar(value: object, _: object) -> FiscalCalendar:
    return FiscalCalendar.ending(_text(value, None))


def _option(value: object, hint: object) -> object:
    options = [str(each) for each in get_args(hint)]
    if value in options:
        return value
    near = nearest(value, options) if isinstance(value, str) else ()
    problem = "not one of the words that are known here"
    raise InvalidValueError(problem, value, valid=", ".join(f'"{each}"' for each in options), suggestions=near)


def _estimate(value: object, _: object) -> Estimate:
    if isinstance(value, str):
        return Estimate.parse(value)
    if isinstance(value, dict):
        return _estimate_from_table(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return Estimate.exactly(value)
    problem = "not an estimate"
    raise InvalidValueError(problem, value, valid=_ESTIMATES)


def _estimate_from_table(table: Mapping[str, object]) -> Estimate:
    for key in table:
        if key not in _ESTIMATE_KEYS:
            problem = "unknown key of an estimate"
            near = nearest(key, _ESTIMATE_KEYS)
            raise InvalidValueError(problem, key, valid=", ".join(_ESTIMATE_KEYS), suggestions=near)
    text = table.get("text")
    numbers = _numbers(table) if len(table) > ("text" in table) else None
    if text is None and numbers is not None:
        return numbers
    stated = Estimate.parse(_text(text, None))
    if numbers is not None and numbers != stated:
        problem = "the numbers of this estimate are not what its text says"
        raise InvalidValueError(problem, f"{numbers} beside {stated}", valid="one of the two alone")
    return stated


def _numbers(table: Mapping[str, object]) -> Estimate:
    return Estimate(
        low=_end(table, "low", float("-inf")),
        high=_end(table, "high", float("inf")),
        likely=None if table.get("likely") is None else _number(table["likely"]),
        unit=_text(table.get("unit", "count"), None),
    )


def _end(table: Mapping[str, object], key: str, unlimited: float) -> float:
    value, is_open = table.get(key), table.get(f"{key}_open", False)
    if value is None and is_open is True:
        return unlimited
    if value is not None and is_open is False:
        return _number(value)
    problem = f"an end of an estimate is a number, or open: {key}"
    raise InvalidValueError(problem, value, valid=f'"{key}": 1.45, or "{key}": null with "{key}_open": true')


def _number(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return value
    problem = "a finite number is wanted here"
    raise InvalidValueError(problem, value, valid="for example 1.45")


def _validity_hook(converter: Converter) -> Callable[[Any, Any], Validity]:
    structure = make_dict_structure_fn(Validity, converter)

    def hook(value: str | Mapping[str, object], hint: object) -> Validity:
        if not isinstance(value, str):
            return structure(value, hint)
        return to_validity(value if value == "unknown" else _span(value))

    return hook


def _span(text: str) -> Period:
    period = Period.parse(text)
    if period.days != 1:
        return period
    problem = "a single day, which does not say whether it began then or was seen then"
    valid = f"{{ since = {period.start} }} or {{ seen = {period.start} }}"
    raise InvalidValueError(problem, text, valid=valid)


def _is_vocabulary(hint: object) -> bool:
    origin: object = get_origin(hint)
    return origin is Literal


def _is_choice(hint: object) -> bool:
    """Whether a type is a choice among several classes of records."""
    members = [each for each in get_args(hint) if each is not NoneType]
    is_union = get_origin(hint) in (Union, UnionType)
    return is_union and len(members) > 1 and all(isinstance(each, type) and attrs.has(each) for each in members)


def _named_choice_hook(converter: Converter) -> Callable[[object], dict[str, object]]:
    return lambda value: {type(value).__name__: converter.unstructure(value)}


def _choice_hook(converter: Converter) -> Callable[[Any, Any], object]:
    def hook(value: Mapping[str, object], hint: object) -> object:
        ((name, fields),) = value.items()
        chosen = next(each for each in get_args(hint) if each.__name__ == name)
        return converter.structure(fields, chosen)

    return hook
