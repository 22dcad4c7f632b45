"""Documents: what a TOML or JSON text holds, or every reason why it cannot be read."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path as FilePath
from typing import Final

import attrs

from aibroker.errors import Fault, InvalidFileError, MissingFileError, nearest, shown
from aibroker.exchange.lines import Format, LineIndex
from aibroker.exchange.nesting import DEEPEST, first_too_deep
from aibroker.exchange.paths import Path, write_path
from aibroker.exchange.sound import sound_tree

__all__ = ["LARGEST", "Document", "read_document", "read_text"]

LARGEST: Final = 32 * 2**20
"""How many bytes a file may have; a larger one is no case that somebody wrote."""

_WHOLE: Final = "the document"
_IN_JSON: Final = "format='json' for JSON, or a file that ends in .json"
_IN_TOML: Final = "format='toml' for TOML, or a file that ends in .toml"
_TOO_DEEP: Final = "tables and lists lie too deep in each other"
_MOST: Final = f"at most {DEEPEST} in each other"
_FORMATS: Final[Mapping[str, Format]] = {".toml": "toml", ".json": "json"}
_PLACE: Final = re.compile(r"\s*\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_UNQUOTED: Final = re.compile(r"[=\[,]\s*([A-Za-z0-9~<>+][^\s,\]}\"'#]*(?:\s+%)?)\s*(?=[,\]}#]|$)")
_PLAIN: Final = re.compile(r"true|false|[+-]?[0-9][0-9_]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")


@attrs.frozen(eq=False)
class Document:
    """What a text holds, with the text, so that faults can name lines.

    Attributes:
        tree: Its tables, lists and scalars.
        text: The text.
        form: How it is written.
        file: The name of its file; None where it has none.
    """

    tree: Mapping[str, object]
    text: str
    form: Format
    file: str | None

    @cached_property
    def lines(self) -> LineIndex:
        """On which line each key stands."""
        return LineIndex.of(self.text, self.form)

    def fault(
        self,
        path: Path,
        problem: str,
        *,
        value: str | None = None,
        valid: str | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> Fault:
        """What is wrong at a path, with its line."""
        return Fault(
            where=write_path(path) or _WHOLE,
            problem=problem,
            value=value,
            valid=valid,
            suggestions=suggestions,
            line=self.lines.line_of(path),
            file=self.file,
        )


def read_document(path: FilePath) -> Document:
    """The document in a file.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it cannot be read; with every fault.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None and not path.exists():
        raise _missing(path)
    if form is None:
        raise _refused(str(path), "its name says no known format", value=repr(path.suffix), valid=".toml or .json")
    return read_text(_decoded(_bytes_of(path), str(path)), form, str(path))


def _bytes_of(path: FilePath) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise _refused(str(path), f"it cannot be read ({error.strerror})") from None


def _missing(path: FilePath) -> MissingFileError:
    """That there is no such file, with those beside it that may be meant."""
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    readable = {each.stem: each.name for each in sorted(beside) if each.suffix.lower() in _FORMATS or each.is_dir()}
    fault = Fault(
        where=_WHOLE,
        problem="there is no such file or folder",
        value=repr(path.name),
        valid="a .toml or .json file, or a folder of them",
        suggestions=tuple(readable[each] for each in nearest(path.stem, readable)),
        file=str(path),
    )
    return MissingFileError([fault])


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, "it is no UTF-8 text", line=line, valid="TOML or JSON, stored as UTF-8") from None


def read_text(text: str, form: Format, file: str | None = None) -> Document:
    """The document that a text holds.

    Args:
        text: TOML or JSON.
        form: Which of the two.
        file: The name of its file, for the faults.

    Raises:
        InvalidFileError: If it cannot be read; with every fault.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise _too_large(file)
    if not text.strip():
        raise _refused(file, "it is empty", valid='at least: format = "aibroker/1", title = "…", as_of = 2026-11-23')
    tree = sound_tree(text) if form == "json" else None
    if tree is not None:
        return Document(tree, text, form, file)
    return _read_with_care(text, form, file)


def _read_with_care(text: str, form: Format, file: str | None) -> Document:
    """The document that a text holds, looked at in every corner."""
    deep = first_too_deep(text)
    if deep is not None:
        raise _refused(file, _TOO_DEEP, line=deep, value=_line_of_text(text, deep), valid=_MOST)
    document = _from_json(text, file) if form == "json" else _from_toml(text, file)
    faults = tuple(_unsound(document))
    if faults:
        raise InvalidFileError(faults)
    return document


def _from_toml(text: str, file: str | None) -> Document:
    try:
        return Document(tomllib.loads(text), text, "toml", file)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFileError([_toml_fault(text, str(error), file)]) from None
    except ValueError:
        raise _refused(file, "it holds a number that is too long") from None


def _from_json(text: str, file: str | None) -> Document:
    lost: list[int] = []

    def table(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        lost.append(len(pairs) - len(made))
        return made

    try:
        tree = json.loads(text, object_pairs_hook=table)
    except json.JSONDecodeError as error:
        valid = None if text.lstrip().startswith(("{", "[")) else _IN_TOML
        raise _refused(file, f"it is no JSON: {error.msg}", line=error.lineno, valid=valid) from None
    except ValueError:
        raise _refused(file, "it holds a number that is too long") from None
    if not isinstance(tree, dict):
        raise _refused(file, "a table is wanted at the top", value=shown(tree), line=1, valid="{ … }")
    document = Document(tree, text, "json", file)
    if any(lost) and not any(_too_deep(document)):
        raise InvalidFileError(_twice(document))
    return document


def _twice(document: Document) -> Iterator[Fault]:
    for path, line in document.lines.repeated:
        fault = document.fault(path, "this key stands twice in one table", valid="each key once")
        yield attrs.evolve(fault, line=line)


def _toml_fault(text: str, message: str, file: str | None) -> Fault:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    said = _PLACE.sub("", message)
    if said.startswith(("Cannot overwrite", "Cannot declare")):
        problem = "a key or a table stands twice"
        return Fault(where=_WHOLE, problem=problem, value=_line_of_text(text, line), line=line, file=file)
    unquoted = _unquoted(text, line)
    if unquoted:
        problem, valid = "text stands without quotes, also a month, a quarter or an estimate", f'"{unquoted}"'
        return Fault(where=_WHOLE, problem=problem, value=unquoted, valid=valid, line=line, file=file)
    return Fault(
        where=_WHOLE,
        problem=f"it is no TOML: {said}",
        value=_line_of_text(text, line),
        valid=_IN_JSON if text.lstrip().startswith("{") else None,
        line=line,
        file=file,
    )


def _line_of_text(text: str, line: int) -> str:
    return shown(text.split("\n")[line - 1].strip())


def _unquoted(text: str, line: int) -> str | None:
    """The first value on a line that should have been in quotes."""
    written = re.sub(r'"[^"]*"', '""', text.split("\n")[line - 1])
    if "=" not in written:
        return None
    values = (match[1] for match in _UNQUOTED.finditer(written))
    return next((value for value in values if not _PLAIN.fullmatch(value)), None)


def _unsound(document: Document) -> Iterator[Fault]:
    too_deep = tuple(_too_deep(document))
    yield from too_deep
    for path in () if too_deep else _nulls(document.tree):
        yield document.fault(path, "null says nothing", valid="leave the key out, or say 'unknown' where it may be")
    for text in _broken_texts(document.tree):
        yield Fault(where=_WHOLE, problem="text with half a character", value=ascii(text), file=document.file)


def _nulls(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths to nulls; the open end of a number may be one, beside the flag that says so."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        if each is None and not (isinstance(value, dict) and value.get(f"{key}_open") is True):
            yield (*path, key)
        yield from _nulls(each, (*path, key))


def _too_deep(document: Document) -> Iterator[Fault]:
    """The first place that lies too deep, though no key and no bracket alone goes so far."""
    level: list[tuple[Path, object]] = [((), document.tree)]
    for _ in range(DEEPEST):
        level = [((*path, key), each) for path, value in level for key, each in _keyed(value) if _keyed(each)]
    for path, _ in level[:1]:
        yield document.fault(path, _TOO_DEEP, valid=_MOST)


def _keyed(value: object) -> tuple[tuple[str | int, object], ...]:
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(enumerate(value)) if isinstance(value, list) else ()


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _broken_texts(tree: Mapping[str, object]) -> Iterator[str]:
    waiting: list[object] = [tree]
    while waiting:
        value = waiting.pop()
        waiting.extend(_inside(value))
        texts = value if isinstance(value, dict) else [value]
        for text in texts:
            if isinstance(text, str) and not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
                yield text


def _too_large(file: str | None) -> InvalidFileError:
    return _refused(file, "it is too large to be a case", valid=f"at most {LARGEST // 2**20} MiB")


def _refused(
    file: str | None, problem: str, *, line: int | None = None, value: str | None = None, valid: str | None = None
) -> InvalidFileError:
    return InvalidFileError([Fault(where=_WHOLE, problem=problem, value=value, valid=valid, line=line, file=file)])
