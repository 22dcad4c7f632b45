"""Arrow: a table as a stream that polars, DuckDB and narwhals read by themselves, made by nanoarrow."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from aibroker.errors import AibrokerError
from aibroker.frames.columns import Column

__all__ = ["stream_of"]

_EPOCH: Final = date(1970, 1, 1).toordinal()


def stream_of(columns: Sequence[Column], values: Mapping[str, Sequence[object]], requested: object) -> object:
    """A capsule with the columns as one batch of an Arrow stream.

    Args:
        columns: The columns.
        values: The values of each.
        requested: The schema that the reader asks for; passed on.

    Raises:
        AibrokerError: If nanoarrow is not installed.
    """
    arrow = _nanoarrow()
    fields = {each.name: _array(arrow, each, values[each.name]) for each in columns}
    length = len(values[columns[0].name])
    schema = arrow.struct({name: made.schema for name, made in fields.items()}, nullable=False)
    batch = arrow.c_array_from_buffers(schema, length, [None], null_count=0, children=list(fields.values()))
    stream: object = arrow.c_array_stream(batch).__arrow_c_stream__(requested)
    return stream


def _nanoarrow() -> Any:  # noqa: ANN401 - it declares no types
    try:
        import nanoarrow  # type: ignore[import-untyped]  # it declares no types
    except ImportError:
        problem = "Arrow streams need nanoarrow: pip install 'aibroker[arrow]'"
        raise AibrokerError(problem) from None
    return nanoarrow


def _array(arrow: Any, column: Column, values: Sequence[object]) -> Any:  # noqa: ANN401 - nanoarrow declares no types
    """One column; where a value is missing, what stands in its place is not looked at."""
    present, missing = _validity(values)
    match column.kind:
        case "texts":
            lists = [each if isinstance(each, list) else [] for each in values]
            inner = _texts(arrow, [text for each in lists for text in each])
            offsets = _offsets(map(len, lists))
            schema = arrow.list_(arrow.string())
            return arrow.c_array_from_buffers(
                schema, len(values), [present, offsets], null_count=missing, children=[inner]
            )
        case "text":
            return _texts(arrow, values)
        case "number":
            data: object = array("d", (each if isinstance(each, float | int) else 0.0 for each in values))
            return arrow.c_array_from_buffers(arrow.float64(), len(values), [present, data], null_count=missing)
        case "day":
            days = array("i", (each.toordinal() - _EPOCH if isinstance(each, date) else 0 for each in values))
            return arrow.c_array_from_buffers(arrow.date32(), len(values), [present, days], null_count=missing)
        case "flag":
            bits = _bits(bool(each) for each in values)
            return arrow.c_array_from_buffers(arrow.bool_(), len(values), [present, bits], null_count=missing)


def _texts(arrow: Any, values: Sequence[object]) -> Any:  # noqa: ANN401 - nanoarrow declares no types
    present, missing = _validity(values)
    encoded = [each.encode() if isinstance(each, str) else b"" for each in values]
    offsets = _offsets(map(len, encoded))
    return arrow.c_array_from_buffers(
        arrow.string(), len(values), [present, offsets, b"".join(encoded)], null_count=missing
    )


def _offsets(lengths: Iterable[int]) -> array[int]:
    offsets, total = array("i", (0,)), 0
    for length in lengths:
        total += length
        offsets.append(total)
    return offsets


def _validity(values: Sequence[object]) -> tuple[bytes | None, int]:
    """Which values are there, as bits, and how many are not."""
    missing = sum(each is None for each in values)
    return (None, 0) if not missing else (_bits(each is not None for each in values), missing)


def _bits(flags: Iterable[bool]) -> bytes:
    """Flags as bits, the first one lowest."""
    made = bytearray()
    for place, flag in enumerate(flags):
        if place % 8 == 0:
            made.append(0)
        made[-1] |= flag << place % 8
    return bytes(made)
