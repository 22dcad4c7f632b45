"""The bytes of a catalogue, and the JSON in them with its numbers as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from typing import Final, Literal, NamedTuple

from aibroker.catalogues.imports import CatalogueIssue
from aibroker.errors import Fault, InvalidFileError, InvalidValueError, MissingFileError

__all__ = ["File", "bytes_of", "decimal_of", "json_of", "no_such_form", "said", "table"]

_LONGEST: Final = 200

File = str | PathLike[str] | bytes
"""A catalogue: its path, or what is in it."""


def bytes_of(given: File) -> tuple[bytes, str]:
    """What is in a file, and what it is called.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it cannot be read.
        InvalidValueError: If this is neither a path nor bytes.
    """
    if isinstance(given, bytes):
        return given, "the bytes"
    if not isinstance(given, str | PathLike):
        raise InvalidValueError("this is no catalogue", given, valid="a path, or bytes")
    path = Path(given)
    try:
        return path.read_bytes(), str(path)
    except FileNotFoundError:
        fault = Fault(where="the catalogue", problem="there is no such file", value=repr(path.name), file=str(path))
        raise MissingFileError([fault]) from None
    except OSError as error:
        raise no_such_form(str(path), f"it cannot be read ({error.strerror})") from None
    except ValueError as error:  # a path that no system has, such as one with a zero byte
        raise no_such_form(repr(str(path)), f"it cannot be read ({error})") from None


def json_of(given: File, issues: list[CatalogueIssue]) -> object:
    """The JSON in a file; decimals are as written.

    Args:
        given: The file.
        issues: Where to list keys that stand twice in one object; what stands last is taken.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it is no JSON.
    """
    content, name = bytes_of(given)
    doubled: dict[int, _Doubled] = {}

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            doubled[id(made)] = _Doubled(made, pairs)
        return made

    try:
        read: object = json.loads(content, parse_float=decimal_of, parse_int=decimal_of, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise no_such_form(name, f"it is no JSON ({error})") from None
    if doubled:
        issues.extend(_twice(read, doubled))
    return read


class _Doubled(NamedTuple):
    """An object in which a key stands twice, and all that stands in it."""

    made: dict[str, object]
    pairs: list[tuple[str, object]]


def _twice(read: object, doubled: Mapping[int, _Doubled]) -> Iterator[CatalogueIssue]:
    """The keys that stand twice in what was read, each with the way to it; what is in a value not taken is not read."""
    waiting: list[tuple[str, object]] = [("", read)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if id(value) in doubled:
                yield from _earlier(path, doubled[id(value)])
            waiting += [(_joined(path, key), each) for key, each in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{path}[{place}]", each) for place, each in reversed([*enumerate(value)])]


def _earlier(path: str, doubled: _Doubled) -> Iterator[CatalogueIssue]:
    """What stands earlier under a key that comes again."""
    last = {key: place for place, (key, _) in enumerate(doubled.pairs)}
    for place, (key, value) in enumerate(doubled.pairs):
        if last[key] != place:
            is_same = value == doubled.made[key]
            problem = "a key that stands twice" + (
                ", both times the same" if is_same else ", of which the last is taken"
            )
            kind: Literal["doubted", "dropped"] = "doubted" if is_same else "dropped"
            yield CatalogueIssue(kind=kind, where=_joined(path, key), problem=problem, value=said(value))


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def decimal_of(text: str) -> Decimal | str:
    """A number as it is written; the text itself where no number can be so small or so large."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def said(value: object) -> str:
    """A value as a catalogue has it, cut where it is long."""
    text = json.dumps(value, default=str, ensure_ascii=False) if not isinstance(value, Decimal) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def no_such_form(
    file: str, problem: str, *, where: str = "the catalogue", valid: str | None = None
) -> InvalidFileError:
    """That a file is not the catalogue that is meant."""
    return InvalidFileError([Fault(where=where, problem=problem, valid=valid, file=file)])


def table(value: object) -> Mapping[str, object]:
    """A table of a catalogue, or an empty one where it is something else."""
    return value if isinstance(value, dict) else {}
