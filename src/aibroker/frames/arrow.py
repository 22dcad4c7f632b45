"""Arrow: a table as a stream that polars, DuckDB and narwhals read by themselves, made by nanoarrow."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence, Sized
from datetime import date
from itertools import accumulate, chain
from typing import Any, Final

from aibroker.errors import AibrokerError
from aibroker.frames.columns import Column

__all__ = ["stream_of"]

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DIGITS: Final = bytes.maketrans(b"\x00\x01", b"01")


def stream_of(columns: Sequence[Column], values: Mapping[str, Sequence[object]]) -> object:
    """A capsule with the columns as one batch of an Arrow stream.

    Args:
        columns: The columns.
        values: The values of each.

    Raises:
        AibrokerError: If nanoarrow is not installed.
    """
    arrow = _nanoarrow()
    fields = {each.name: _array(arrow, each, values[each.name]) for each in columns}
    length = len(values[columns[0].name])
    schema = arrow.struct({name: made.schema for name, made in fields.items()}, nullable=False)
    batch = arrow.c_array_from_buffers(schema, length, [None], null_count=0, children=list(fields.values()))
    stream: object = arrow.c_array_stream(batch).__arrow_c_stream__()
    return stream


def _nanoarrow() -> Any:  # noqa: ANN401 - it declares no types
    try:
        import nanoarrow  # type: ignore[import-untyped]  # it declares no types
    except ImportError:
        problem = "Arrow streams need nanoarrow: pip install 'aibroker[arrow]'"
        raise AibrokerError(problem) from None
    return nanoarrow


def _array(arrow: Any, column: Column, values: Sequence[Any]) -> Any:  # noqa: ANN401 - nanoarrow declares no types
    """One column; where a value is missing, what stands in its place is not looked at."""
    if column.kind == "texts":
        return _lists(arrow, values)
    present, missing = _validity(values)
    buffers: tuple[object, ...]
    match column.kind:
        case "text":
            kind, buffers = arrow.string(), _encoded([each or "" for each in values] if missing else values)
        case "number":
            kind, buffers = arrow.float64(), (array("d", [0.0 if each is None else each for each in values]),)
        case "day":
            days = {each: 0 if each is None else each.toordinal() - _EPOCH for each in set(values)}
            kind, buffers = arrow.date32(), (array("i", [days[each] for each in values]),)
        case "flag":
            kind, buffers = arrow.bool_(), (_bits(values),)
    return arrow.c_array_from_buffers(kind, len(values), [present, *buffers], null_count=missing)


def _lists(arrow: Any, values: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 - nanoarrow declares no types
    """Lists of texts: where each begins among all the texts in a row."""
    parts = list(chain.from_iterable(values))
    texts = arrow.c_array_from_buffers(arrow.string(), len(parts), [None, *_encoded(parts)], null_count=0)
    kind = arrow.list_(arrow.string())
    return arrow.c_array_from_buffers(kind, len(values), [None, _offsets(values)], null_count=0, children=[texts])


def _encoded(texts: Sequence[str]) -> tuple[array[int] | bytes, bytes]:
    """Texts in a row, encoded at once; only where a character takes several bytes is each measured by itself."""
    joined = "".join(texts)
    return _offsets(texts if joined.isascii() else [each.encode() for each in texts]), joined.encode()


def _offsets(parts: Sequence[Sized]) -> array[int] | bytes:
    """Where each part begins, and where the last one ends."""
    if not any(parts):
        return bytes(4 * (len(parts) + 1))
    return array("i", list(accumulate(map(len, parts), initial=0)))


def _validity(values: Sequence[object]) -> tuple[bytes | None, int]:
    """Which values are there, as bits, and how many are not."""
    missing = values.count(None)
    if not missing:
        return None, 0
    return _bits([False] * missing if missing == len(values) else [each is not None for each in values]), missing


def _bits(flags: Iterable[bool]) -> bytes:
    """Flags as bits, the first one lowest: written as the digits of one number, which are turned to bytes at once."""
    written = bytes(flags).translate(_DIGITS)
    return int(b"0" + written[::-1], base=2).to_bytes((len(written) + 7) // 8, "little")
