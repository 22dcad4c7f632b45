"""Tables: rows of plain values with a schema that is fixed, for data frames, files and readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
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
_TO_QUOTE: Final = re.compile(r'[;"\r\n]|^ |^\Z')
"""What a part is quoted for: without, a reader of CSV whose delimiter is a semicolon would not give it back."""
_MARK: Final = "\x1f"
"""Stands between texts that are joined for a moment; no record holds it."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Table(Generic[R]):
    """Rows of one kind, for polars, pandas, DuckDB and everything else that reads Arrow.

    Attributes:
        name: What it is a table of.
        row: The kind of its rows; it says what each column holds.
        content: The rows.
        notes: For each claim, the page and the place in it where it is made.
    """

    name: str
    row: type[R]
    content: tuple[R, ...]
    notes: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return columns_of(self.row)

    def rows(self) -> list[R]:
        """The rows; a copy, lists included."""
        return [cast("R", {key: _copied(value) for key, value in each.items()}) for each in self.content]

    def flat(self) -> list[Flat]:
        """The rows for CSV files and spreadsheets, in which a list is one text.

        The parts are joined by ``; ``. One that holds a semicolon, a quote or an end of a line, begins with a space or
        is empty stands in quotes, and its own quotes are doubled, so that
        ``next(csv.reader([text], delimiter=";", skipinitialspace=True), [])`` gives the list back.
        """
        return [{key: _flat(value) for key, value in each.items()} for each in self.content]

    def columns(self, *, flat: bool = False) -> dict[str, list[object]]:
        """The values by column.

        Args:
            flat: Whether a list is one text, as in ``flat``.
        """
        return {name: [_copied(each) for each in values] for name, values in self._columns(flat=flat).items()}

    def _columns(self, *, flat: bool) -> dict[str, list[object]]:
        """The values by column, with the lists that the rows hold, which whoever gets them must not change."""
        rows: Sequence[Mapping[str, object]] = self.flat() if flat else self.content
        return {each.name: [row[each.name] for row in rows] for each in self.schema}

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
        schema, values = {each.name: kinds[each.kind] for each in self.schema}, self._columns(flat=flat)
        listed = [] if flat else [each.name for each in self.schema if each.kind == "texts"]
        columns = values | {name: _lists(frames, values[name]) for name in listed}
        return cast("polars.DataFrame", frames.DataFrame(columns, schema=schema))

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
        for row in self.content:
            cells = [_cell(row[name]) for name in shown]
            if footnotes and cells:
                cells[-1] += "".join(f"[^{cited.setdefault(each, len(cited) + 1)}]" for each in _claims_of(row))
            lines.append(_line(cells))
        notes = [f"[^{number}]: {claim}: {self.notes.get(claim, 'no page')}" for claim, number in cited.items()]
        return "\n".join([*lines, *([""] if notes else []), *notes])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as an Arrow stream; readers call this by themselves."""
        return stream_of(self.schema, self._columns(flat=False), requested_schema)

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows())

    def __len__(self) -> int:
        return len(self.content)

    def __repr__(self) -> str:
        return f"<Table of {self.name}: {len(self.content)} rows, {len(self.schema)} columns>"


def _copied(value: object) -> object:
    return value.copy() if isinstance(value, list) else value


def _lists(frames: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401 - polars need not be installed
    """A polars column of lists: polars takes long over a list of each row, and splits joined texts at once."""
    kind = frames.List(frames.String)
    if any(_MARK in text for each in values for text in each):
        return frames.Series(values, dtype=kind)
    joined = frames.Series([_MARK.join(each) if each else None for each in values], dtype=frames.String)
    return joined.str.split(_MARK).fill_null(frames.Series([[]], dtype=kind))


def _flat(value: object) -> str | float | bool | date | None:
    if isinstance(value, list):
        return _SEPARATOR.join(map(_quoted, value))
    assert value is None or isinstance(value, str | float | int | date)
    return value


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
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _nearest(asked: object, known: Sequence[str]) -> tuple[str, ...]:
    """The columns that may be meant; several in a list are to be named one by one."""
    if isinstance(asked, list | tuple):
        return tuple(found for each in asked for found in nearest(str(each), known, most=1))
    return nearest(str(asked), known)


def _imported(module: str, package: str) -> object:
    try:
        return import_module(module)
    except ImportError:
        problem = f"this needs {package}, which is not installed: pip install {package}"
        raise AibrokerError(problem) from None
