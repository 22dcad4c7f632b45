"""Tables: rows of plain values with a schema that is fixed, for data frames, files and readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import attrs

from aibroker.errors import AibrokerError, InvalidValueError, nearest
from aibroker.frames.arrow import stream_of
from aibroker.frames.columns import Column, columns_of

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Flat", "Table"]

R = TypeVar("R", bound=Mapping[str, object])

Flat = dict[str, str | float | bool | date | None]
"""A row in which a list is one text: its parts joined by ``; ``, and quoted as in a CSV file where that is needed."""

_SEPARATOR: Final = "; "
_MARKUP: Final = re.compile(r"[\\|*`\[\]<>]|(?<!\w)_|_(?!\w)|~(?=~)")
_TO_QUOTE: Final = re.compile(r'[;"\r\n]|^ |^\Z')
"""What a part is quoted for: without, a reader of CSV whose delimiter is a semicolon would not give it back."""
_MARK: Final = "\x1f"
"""Stands between texts that are joined for a moment; no record holds it."""


def _fixed(values: Mapping[str, Sequence[object]]) -> dict[str, tuple[Any, ...]]:
    return {name: tuple(each) for name, each in values.items()}


def _kept(notes: Mapping[str, str]) -> dict[str, str]:
    return dict(notes)


def _still(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Table(Generic[R]):
    """Rows of one kind, for polars, pandas, DuckDB and everything else that reads Arrow.

    It is held by columns, in which nothing can be changed; rows and lists are made anew for whoever asks.

    Attributes:
        name: What it is a table of.
        row: The kind of its rows; it says what each column holds.
    """

    name: str
    row: type[R]
    _values: dict[str, tuple[Any, ...]] = attrs.field(converter=_fixed, alias="values")
    _notes: dict[str, str] = attrs.field(factory=dict, converter=_kept, alias="notes")

    @classmethod
    def of(cls, name: str, row: type[R], rows: Iterable[R], notes: Mapping[str, str] | None = None) -> Table[R]:
        """A table of some rows.

        Args:
            name: What it is a table of.
            row: The kind of its rows.
            rows: The rows, whose values are copied.
            notes: For each claim, the page and the place in it where it is made.
        """
        values: dict[str, list[object]] = {each.name: [] for each in columns_of(row)}
        for each in rows:
            for column, listed in values.items():
                listed.append(_still(each[column]))
        return cls(name=name, row=row, values=values, notes=notes or {})

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return columns_of(self.row)

    @property
    def notes(self) -> Mapping[str, str]:
        """For each claim, the page and the place in it where it is made."""
        return MappingProxyType(self._notes)

    def rows(self) -> list[R]:
        """The rows; a copy, lists included."""
        return [cast("R", row) for row in _rows(self.columns())]

    def flat(self) -> list[Flat]:
        """The rows for CSV files and spreadsheets, in which a list is one text.

        The parts are joined by ``; ``. One that holds a semicolon, a quote or an end of a line, begins with a space or
        is empty stands in quotes, and its own quotes are doubled, so that
        ``next(csv.reader([text], delimiter=";", skipinitialspace=True), [])`` gives the list back.
        """
        return [cast("Flat", row) for row in _rows(self.columns(flat=True))]

    def columns(self, *, flat: bool = False) -> dict[str, list[object]]:
        """The values by column.

        Args:
            flat: Whether a list is one text, as in ``flat``.
        """
        made: dict[str, list[object]] = {}
        for each in self.schema:
            values = self._values[each.name]
            if each.kind == "texts":
                values = tuple(_joined(parts) if flat else list(parts) for parts in values)
            made[each.name] = list(values)
        return made

    def to_polars(self, *, flat: bool = False) -> polars.DataFrame:
        """A polars frame; an empty column keeps its type.

        Args:
            flat: Whether a list is one text, as in ``flat``.

        Raises:
            AibrokerError: If polars is not installed.
        """
        frames: Any = _imported("polars", "polars")
        kinds = {
            "text": frames.String,
            "number": frames.Float64,
            "flag": frames.Boolean,
            "day": frames.Date,
            "texts": frames.String if flat else frames.List(frames.String),
        }
        made: dict[str, object] = {each.name: self._values[each.name] for each in self.schema}
        for each in self.schema:
            if each.kind == "texts":
                lists = self._values[each.name]
                made[each.name] = list(map(_joined, lists)) if flat else _lists(frames, lists)
        schema = {each.name: kinds[each.kind] for each in self.schema}
        return cast("polars.DataFrame", frames.DataFrame(made, schema=schema))

    def to_pandas(self, *, flat: bool = False) -> pandas.DataFrame:
        """A pandas frame; days are timestamps at midnight, flags are booleans, and what is missing is NaT, NaN or NA.

        A column of days is ``datetime64[us]``, which holds every day that Python has; nanoseconds end in 2262.

        Args:
            flat: Whether a list is one text, as in ``flat``.

        Raises:
            AibrokerError: If pandas is not installed.
        """
        frames: Any = _imported("pandas", "pandas")
        kinds = {"text": "string", "number": "float64", "flag": "bool", "day": "datetime64[us]", "texts": "object"}
        columns = self.columns(flat=flat)
        made = {
            each.name: frames.Series(
                columns[each.name], dtype="string" if flat and each.kind == "texts" else kinds[each.kind]
            )
            for each in self.schema
        }
        return cast("pandas.DataFrame", frames.DataFrame(made))

    def to_markdown(self, *columns: str, footnotes: bool = False) -> str:
        """A Markdown table.

        Args:
            *columns: The columns to show; all but the claims and the sources where none is named.
            footnotes: Whether each row refers to its claims, which follow below.

        Raises:
            InvalidValueError: If there is no such column; with those that there are.
        """
        shown = columns or tuple(each.name for each in self.schema if each.name not in ("claims", "sources"))
        known = [each.name for each in self.schema]
        for each in shown:
            if each not in known:
                problem, valid = f"the table of {self.name} has no such column", ", ".join(known)
                raise InvalidValueError(problem, each, valid=valid, suggestions=_nearest(each, known))
        lines = [_line(shown), _line("---" for _ in shown)]
        cited: dict[str, int] = {}
        for row in self.rows():
            cells = [_cell(row[name]) for name in shown]
            if footnotes and cells:
                cells[-1] += "".join(f"[^{cited.setdefault(each, len(cited) + 1)}]" for each in _claims_of(row))
            lines.append(_line(cells))
        notes = [
            f"[^{number}]: {_as_it_is(claim)}: {_as_it_is(self._notes.get(claim, 'no page'))}"
            for claim, number in cited.items()
        ]
        return "\n".join([*lines, *([""] if notes else []), *notes])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as an Arrow stream; readers call this by themselves, and cast it if they want another schema."""
        return stream_of(self.schema, self._values)

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows())

    def __len__(self) -> int:
        return len(self._values[self.schema[0].name])

    def __repr__(self) -> str:
        return f"<Table of {self.name}: {len(self)} rows, {len(self.schema)} columns>"


def _rows(columns: Mapping[str, Sequence[object]]) -> Iterator[dict[str, object]]:
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _lists(frames: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401 - polars need not be installed
    """A polars column of lists: polars takes long over a list of each row, and splits joined texts at once."""
    kind = frames.List(frames.String)
    if not any(values):
        return frames.Series([[]], dtype=kind).new_from_index(0, len(values))
    if any(_MARK in text for each in values for text in each):
        return frames.Series(values, dtype=kind)
    joined = frames.Series([_MARK.join(each) if each else None for each in values], dtype=frames.String)
    return joined.str.split(_MARK).fill_null(frames.Series([[]], dtype=kind))


def _joined(parts: Iterable[str]) -> str:
    return _SEPARATOR.join(map(_quoted, parts))


def _quoted(part: str) -> str:
    """A part of a list, in quotes where it would be taken for several parts, or for none."""
    if not _TO_QUOTE.search(part):
        return part
    doubled = part.replace('"', '""')
    return f'"{doubled}"'


def _claims_of(row: Mapping[str, object]) -> Sequence[str]:
    claims = row.get("claims")
    return claims if isinstance(claims, list) else ()


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
    return _as_it_is(text)


def _as_it_is(text: str) -> str:
    """A text in one line, in which Markdown reads nothing as markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split("\n")))


def _nearest(asked: object, known: Sequence[str]) -> tuple[str, ...]:
    """The columns that may be meant; several in a list are to be named one by one."""
    if isinstance(asked, list | tuple):
        return tuple(found for each in asked for found in nearest(str(each), known, most=1))
    return nearest(asked, known) if isinstance(asked, str) else ()


def _imported(module: str, package: str) -> object:
    try:
        return import_module(module)
    except ImportError:
        problem = f"this needs {package}, which is not installed: pip install {package}"
        raise AibrokerError(problem) from None
