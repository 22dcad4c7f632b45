"""The bytes of a catalogue, and the JSON in them with its numbers as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path
from typing import Final

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

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            issues.extend(_twice(pairs))
        return made

    try:
        read: object = json.loads(content, parse_float=decimal_of, parse_int=decimal_of, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise no_such_form(name, f"it is no JSON ({error})") from None
    return read


def _twice(pairs: list[tuple[str, object]]) -> Iterator[CatalogueIssue]:
    keys = [key for key, _ in pairs]
    for place, (key, value) in enumerate(pairs):
        if key in keys[place + 1 :]:
            problem = "a key that stands twice, of which the last is taken"
            yield CatalogueIssue(kind="dropped", where=key, problem=problem, value=said(value))


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
