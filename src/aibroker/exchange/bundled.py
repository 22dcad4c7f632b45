"""The cases that come with the library."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from aibroker.errors import InvalidValueError, UnknownNameError, nearest
from aibroker.exchange.documents import read_text
from aibroker.exchange.reading import read_case
from aibroker.landscape import Landscape

__all__ = ["bundled_case", "bundled_names"]

_SUFFIX = ".toml"


def _folder() -> Traversable:
    return files("aibroker") / "data" / "cases"


def bundled_names() -> tuple[str, ...]:
    """The names of the bundled cases, in order."""
    names = (each.name for each in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def bundled_case(name: str) -> Landscape:
    """The bundled case of a name.

    Raises:
        UnknownNameError: If there is none; with the nearest names.
    """
    names = bundled_names()
    if not isinstance(name, str):
        raise InvalidValueError("this is no name of a case", name, valid=", ".join(names))
    if name not in names:
        raise UnknownNameError("case", name, nearest(name, names) or names)
    file = f"{name}{_SUFFIX}"
    document = read_text((_folder() / file).read_text(encoding="utf-8"), "toml", file)
    return read_case([document], bundled_case).landscape
