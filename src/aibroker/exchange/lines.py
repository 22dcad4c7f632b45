"""On which line each key of a TOML or JSON text stands; made only when there is something to report."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

import attrs

from aibroker.exchange.paths import Path

__all__ = ["Format", "LineIndex"]

Format: TypeAlias = Literal["toml", "json"]
"""The two ways in which a document is written."""

_STRING: Final = (
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'"
)
_TOKEN: Final = re.compile(
    rf"(?P<comment>\#[^\n]*)|(?P<string>{_STRING})|(?P<mark>[\[\]{{}}=:,.\n])|(?P<bare>[^\s\[\]{{}}=:,.\"'\#]+)",
    re.DOTALL,
)
_END: Final = ""


@attrs.frozen
class _Token:
    text: str
    line: int
    is_key: bool


def _tokens(text: str, form: Format) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        means_nothing = match.lastgroup == "comment" or (form == "json" and match[0] == "\n")
        if not means_nothing:
            yield _Token(match[0], line, match.lastgroup in ("string", "bare"))
        line += match[0].count("\n")
    while True:
        yield _Token(_END, line, False)


class _Walk:
    """One walk over the tokens of a text that is known to be well formed; it notes where each key stands."""

    def __init__(self, text: str, form: Format) -> None:
        self._form = form
        self._tokens = _tokens(text, form)
        self._now = next(self._tokens)
        self._counts: dict[Path, int] = {}
        self.lines: dict[Path, int] = {}
        self.repeated: list[tuple[Path, int]] = []

    def _take(self) -> _Token:
        taken, self._now = self._now, next(self._tokens)
        return taken

    def _skip(self, *marks: str) -> None:
        while self._now.text in marks:
            self._take()

    def document(self) -> None:
        """Walk over the whole text."""
        if self._form == "json":
            self._skip("\n")
            self._value(())
            return
        table: Path = ()
        self._skip("\n")
        while self._now.text != _END:
            if self._now.text == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip("\n")

    def _header(self) -> Path:
        line = self._take().line
        is_list = self._now.text == "["
        self._skip("[")
        keys = self._keys()
        self._skip("]")
        path: Path = ()
        for key in keys:
            path = self._latest((*path, key))
            self.lines.setdefault(path, line)
        return self._new_element(path, line) if is_list else path

    def _latest(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _new_element(self, path: Path, line: int) -> Path:
        bare = path[:-1] if path and isinstance(path[-1], int) else path
        place = self._counts.get(bare, 0)
        self._counts[bare] = place + 1
        self.lines.setdefault((*bare, place), line)
        return (*bare, place)

    def _keys(self) -> tuple[str, ...]:
        keys = [self._key(self._take().text)]
        while self._now.text == ".":
            self._take()
            keys.append(self._key(self._take().text))
        return tuple(keys)

    def _key(self, text: str) -> str:
        if text[:1] not in ("'", '"'):
            return text
        key = json.loads(text) if self._form == "json" else tomllib.loads(f"key = {text}")["key"]
        return str(key)

    def _pair(self, table: Path) -> None:
        line = self._now.line
        path = table
        for key in self._keys():
            path = (*path, key)
            if path in self.lines:
                self.repeated.append((path, line))
            self.lines.setdefault(path, line)
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self._now.text
        if opening == "{":
            self._group("}", path)
        elif opening == "[":
            self._group("]", path)
        else:
            while self._now.text not in (",", "]", "}", "\n", _END):
                self._take()

    def _group(self, closing: str, path: Path) -> None:
        self._take()
        place = 0
        self._skip("\n", ",")
        while self._now.text not in (closing, _END):
            if closing == "}":
                self._pair(path)
            else:
                self.lines.setdefault((*path, place), self._now.line)
                self._value((*path, place))
                place += 1
            self._skip("\n", ",")
        self._take()


@attrs.frozen
class LineIndex:
    """Where the keys of a text stand.

    Attributes:
        lines: The line of each key and list element.
        repeated: The keys that stand twice in one table, each with its second line.
    """

    lines: Mapping[Path, int]
    repeated: tuple[tuple[Path, int], ...]

    @classmethod
    def of(cls, text: str, form: Format) -> LineIndex:
        """The index of a text.

        Args:
            text: A text that its parser has accepted.
            form: How it is written.
        """
        walk = _Walk(text, form)
        walk.document()
        return cls(walk.lines, tuple(walk.repeated))

    def line_of(self, path: Path) -> int | None:
        r"""The line of a path, or of the nearest thing around it that has one.

        >>> LineIndex.of("[a]\nb = { c = 1 }", "toml").line_of(("a", "b", "missing"))
        2
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None
