"""The bytes of a catalogue, and the JSON in them with its numbers as they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from os import PathLike
from pathlib import Path

from aibroker.errors import Fault, InvalidFileError, InvalidValueError, MissingFileError

__all__ = ["File", "bytes_of", "json_of", "no_such_form", "table"]

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


def json_of(given: File) -> object:
    """The JSON in a file; decimals are as written.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it is no JSON.
    """
    content, name = bytes_of(given)
    try:
        read: object = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise no_such_form(name, f"it is no JSON ({error})") from None
    return read


def no_such_form(
    file: str, problem: str, *, where: str = "the catalogue", valid: str | None = None
) -> InvalidFileError:
    """That a file is not the catalogue that is meant."""
    return InvalidFileError([Fault(where=where, problem=problem, valid=valid, file=file)])


def table(value: object) -> Mapping[str, object]:
    """A table of a catalogue, or an empty one where it is something else."""
    return value if isinstance(value, dict) else {}
