"""Tables out: landscapes, outcomes and comparisons as typed rows for polars, pandas, DuckDB and files."""

from aibroker.frames.asking import ComparisonTables, LandscapeTables, OutcomeTables, tables
from aibroker.frames.bibliographies import BibliographyForm, bibliography
from aibroker.frames.columns import Column, ColumnKind
from aibroker.frames.rows import (
    ChangeRow,
    ChannelRow,
    ClaimRow,
    FigureRow,
    LossRow,
    MetricRow,
    PriceRow,
    ReplyRow,
    RouteRow,
    SettingRow,
)
from aibroker.frames.table import Flat, Table

__all__ = [
    "BibliographyForm",
    "ChangeRow",
    "ChannelRow",
    "ClaimRow",
    "Column",
    "ColumnKind",
    "ComparisonTables",
    "FigureRow",
    "Flat",
    "LandscapeTables",
    "LossRow",
    "MetricRow",
    "OutcomeTables",
    "PriceRow",
    "ReplyRow",
    "RouteRow",
    "SettingRow",
    "Table",
    "bibliography",
    "tables",
]
