"""Paths into a file and into a record: keys and indexes, and how they are written."""

from __future__ import annotations

import json
import re
from typing import Final, TypeAlias

__all__ = ["Path", "read_path", "write_path"]

Path: TypeAlias = tuple[str | int, ...]
"""Keys and, in lists, indexes."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_PART: Final = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")


def write_path(path: Path) -> str:
    """A path as faults show it, in the words of the file.

    >>> write_path(("companies", "Acme Inc.", "owners", 0, "home"))
    'companies."Acme Inc.".owners[0].home'
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{_key(part)}" for part in path)
    return text.removeprefix(".")


def _key(part: str) -> str:
    if _BARE.fullmatch(part):
        return part
    return json.dumps(part, ensure_ascii=not part.isprintable())


def read_path(text: str) -> Path:
    """The path that a landscape's fault writes as text; no key in it holds a dot or a bracket.

    >>> read_path("parts[1].market")
    ('parts', 1, 'market')
    """
    return tuple(int(index) if index else key for index, key in _PART.findall(text))
