"""A pipeline over tables: rows are typed dictionaries, and frames are those of polars and pandas."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import assert_type

import pandas as pd
import polars as pl

from aibroker import ask, compare, load_case, sweep
from aibroker.frames import (
    BibliographyForm,
    Column,
    ColumnKind,
    ComparisonTables,
    Flat,
    LandscapeTables,
    OutcomeTables,
    Table,
    bibliography,
    tables,
)
from aibroker.playbook import washington_restricts_resale
from aibroker.typing import (
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

case = load_case("microsoft-openai-china")
scenario = washington_restricts_resale(effective="2026-07-01")

# What tables there are of what.
made = assert_type(tables(case), LandscapeTables)
done = assert_type(tables(case.under(scenario)), OutcomeTables)
side = assert_type(tables(compare(case, [scenario], ask=ask.channels_into("China"))), ComparisonTables)
assert_type(tables(sweep(case, [scenario])), ComparisonTables)
assert_type(made.channels, Table[ChannelRow])
assert_type(made.prices, Table[PriceRow])
assert_type(made.claims, Table[ClaimRow])
assert_type(made.figures, Table[FigureRow])
assert_type(made.routes("OpenAI", "China"), Table[RouteRow])
assert_type(done.changes, Table[ChangeRow])
assert_type(done.losses, Table[LossRow])
assert_type(side.scenarios, Table[SettingRow])
assert_type(side.replies, Table[ReplyRow])

# A row says what each of its columns holds, and whether it may be empty.
metrics = made.metrics
row = assert_type(metrics.rows(), list[MetricRow])[0]
assert_type(row["id"], str)
assert_type(row["low"], float | None)
assert_type(row["high_open"], bool)
assert_type(row["period_start"], date | None)
assert_type(row["period_readings"], list[str])
assert_type(row["hedge"], str | None)
assert_type(len(metrics), int)


def dollars_at_least(rows: Table[MetricRow]) -> Iterator[tuple[str, float]]:
    """What a user writes: the open ends and the ambiguous periods have to be looked at."""
    for each in rows:
        low = each["low"]
        if each["unit"] == "USD" and each["period_is"] == "known" and low is not None:
            yield each["id"], low


totals: Mapping[str, float] = dict(dollars_at_least(metrics))


def sources_of(rows: Table[MetricRow] | Table[FigureRow] | Table[LossRow]) -> set[str]:
    return {source for each in rows for source in each["sources"]}


assert_type(sources_of(metrics) | sources_of(made.figures) | sources_of(done.losses), set[str])

# By column, and flat.
assert_type(metrics.columns()["low"], list[object])
assert_type(metrics.flat(), list[Flat])
assert_type(metrics.schema, tuple[Column, ...])
kind: ColumnKind = metrics.schema[0].kind

# Frames are those of their libraries, whose own stubs go on from there.
frame = assert_type(metrics.to_polars(), pl.DataFrame)
assert_type(frame.filter(pl.col("period_is") == "ambiguous").select("id", "low"), pl.DataFrame)
assert_type(metrics.to_polars(flat=True).write_csv(), str)
assert_type(pl.DataFrame(metrics), pl.DataFrame)
panda = assert_type(metrics.to_pandas(), pd.DataFrame)
assert_type(panda.loc[panda["high_open"]], pd.DataFrame)
stream: object = metrics.__arrow_c_stream__()

assert_type(metrics.to_markdown("id", "low", footnotes=True), str)
form: BibliographyForm = "bibtex"
assert_type(bibliography(case, form), str)
