"""Tables: their schema, their forms, and what reads them."""

import csv
import json
import pickle
import re
import sys
from datetime import date
from inspect import getdoc
from math import isnan
from pathlib import Path
from typing import Any, TypedDict, cast

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from aibroker import ask, compare, load_case, sweep, testing
from aibroker.catalogues import litellm
from aibroker.errors import AibrokerError, InvalidValueError
from aibroker.frames import LandscapeTables, Table, tables
from aibroker.frames.channels import channel_columns
from aibroker.landscape import Landscape
from aibroker.playbook import washington_restricts_resale
from aibroker.records.evidence import Claim, Source
from aibroker.records.measures import Measurand, Measure, Metric
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import Question
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

CASE = load_case("microsoft-openai-china") | load_case("public-record")
WASHINGTON = washington_restricts_resale(effective="2026-07-01")
PRICE: dict[str, Any] = {"dimension": "money/token", "kind": "intensive", "adds_up": False}


def small() -> Landscape:
    price: dict[str, Any] = {"of": "shop", "product": "offer", "period": "2026-01"}
    return Landscape.of(
        Source(id="page", title="A | page", kind="reporting", published="2026-01", retrieved="2026-02-03"),
        Claim(id="page.it", source="page", locator="s1", kind="number", text="So it is.", hedges=["about"]),
        Vendor(id="shop", name="Shop"),
        Customer(id="buyer", name="Buyer"),
        Model(id="m", name="M", developer="shop"),
        Product(id="offer", name="Offer", seller="shop"),
        Measure(id="input-price", name="input price", **PRICE),
        Measure(id="output-price", name="output price", **PRICE),
        SalesChannel(
            id="way",
            seller="shop",
            models=["m"],
            product="offer",
            into=None,
            excluding=["cn"],
            hosted_in=Hosting(exactly=["sg"]),
            buyers=Clientele(at_least=["buyer"]),
            open="seen 2026-02-03",
            claims=["page.it"],
        ),
        Metric(
            id="in", measurand=Measurand(measure="input-price", **price), value="exactly 3 USD/Mtoken", claims=["it"]
        ),
        Metric(id="out", measurand=Measurand(measure="output-price", **price), value="> 9 USD/Mtoken", claims=["it"]),
        as_of="2026-02-03",
    )


def every(case: Landscape) -> list[Table[Any]]:
    made, outcome = tables(case), tables(case.under())
    return [made.channels, made.metrics, made.prices, made.claims, made.figures, outcome.changes, outcome.losses]


def test_a_channel_keeps_apart_what_is_unknown_and_what_is_none() -> None:
    (row,) = tables(small()).channels.rows()

    assert (row["into"], row["into_known"], row["excluding"]) == ([], False, ["cn"])
    assert (row["hosted_in"], row["hosted_in_complete"]) == (["sg"], True)
    assert (row["buyers"], row["buyers_complete"]) == (["buyer"], False)
    assert (row["since_start"], row["ongoing"], row["last_seen"]) == (None, False, date(2026, 2, 3))
    assert (row["claims"], row["sources"]) == (["page.it"], ["page"])


def test_a_channel_says_whether_its_models_are_known() -> None:
    way = small().channels["way"]
    (known,) = tables(small()).channels
    (unknown,) = tables(small().replacing(evolve(way, models=[], models_unknown=True))).channels

    assert (known["models"], known["models_known"]) == (["m"], True)
    assert (unknown["models"], unknown["models_known"]) == ([], False)


def test_the_columns_of_channels_are_those_of_the_schema() -> None:
    assert sorted(channel_columns(CASE)) == sorted(each.name for each in tables(CASE).channels.schema)


def test_an_open_end_of_a_number_is_empty_and_says_so() -> None:
    rows = {row["id"]: row for row in tables(small()).metrics}

    assert (rows["out"]["low"], rows["out"]["low_open"]) == (9.0, False)
    assert (rows["out"]["high"], rows["out"]["high_open"]) == (None, True)
    assert (rows["in"]["likely"], rows["in"]["unit"], rows["in"]["stated"]) == (
        3.0,
        "USD/Mtoken",
        "exactly 3 USD/Mtoken",
    )
    assert (rows["in"]["period_start"], rows["in"]["period_end"]) == (date(2026, 1, 1), date(2026, 2, 1))
    assert rows["in"]["relation"] is None


def test_the_prices_of_an_offer_stand_side_by_side() -> None:
    (row,) = tables(small()).prices.rows()

    assert (row["seller"], row["product"], row["models"]) == ("shop", "offer", ["m"])
    assert (row["input"], row["input_low"], row["input_high"]) == (3.0, 3.0, 3.0)
    assert (row["output"], row["output_low"], row["output_high"]) == (None, 9.0, None)
    assert (row["cached_input"], row["currency"], row["unit"]) == (None, "USD", "USD/Mtoken")


def contested() -> Landscape:
    """Two sources that cannot both be right, and a question about it."""
    sales = Measurand(measure="sales", of="shop", period="2025")
    return small().adding(
        Source(id="other", title="Another page", kind="filing", published="2026-01", retrieved="2026-02-03"),
        Claim(id="other.it", source="other", locator="s2", kind="number", text="It is more.", hedges=["over"]),
        Metric(id="less", measurand=sales, value="~3 bn USD", claims=["page.it"]),
        Metric(id="more", measurand=sales, value="> 9 bn USD", claims=["other.it"]),
        Question(id="how-much", kind="figure", measurand=sales),
    )


def priced(name: str, value: Any, **aspects: Any) -> Metric:
    price: dict[str, Any] = {"of": "shop", "product": "offer", "period": "2026-01"}
    return Metric(id=name, measurand=Measurand(measure="input-price", **price | aspects), value=value, claims=["it"])


def test_several_prices_of_one_thing_stand_in_a_row_each() -> None:
    case = small().adding(priced("in-2", "exactly 5 USD/Mtoken"))
    rows = tables(case).prices.rows()

    assert [(row["metrics"], row["input"], row["output_low"], row["output_open"]) for row in rows] == [
        (["in", "out"], 3.0, 9.0, True),
        (["in-2"], 5.0, None, False),
    ]


def test_the_price_of_one_buyer_or_one_market_is_a_row_of_its_own() -> None:
    case = small().adding(
        priced("for-one", "exactly 1 USD/Mtoken", buyer="buyer"), priced("there", "exactly 2 USD/Mtoken", market="cn")
    )
    rows = tables(case).prices.rows()

    assert {(row["buyer"], row["market"], row["input"], row["period"]) for row in rows} == {
        (None, None, 3.0, "2026-01"),
        ("buyer", None, 1.0, "2026-01"),
        (None, "cn", 2.0, "2026-01"),
    }


def test_a_number_keeps_its_hedge_the_words_of_its_claims_and_how_it_is_limited() -> None:
    rows = {row["id"]: row for row in tables(CASE).metrics}
    names = (
        "azure-fy2025",
        "china-share-2024",
        "azure-ai-china-fy2024",
        "revenue-fy2024",
        "china-at-most-a-tenth-fy2024",
    )

    assert [(rows[each]["hedge"], rows[each]["hedged_by"], rows[each]["bounded"]) for each in names] == [
        ("above", ["surpassed"], "at least"),
        ("about", ["~"], "range"),
        ("about", ["~"], "range"),
        (None, [], "range"),
        ("below", [], "at most"),
    ]
    of_prices = {row["id"]: row for row in tables(small()).metrics}
    assert (of_prices["in"]["hedge"], of_prices["in"]["bounded"]) == ("exactly", "point")


@pytest.mark.parametrize(
    ("value", "hedge", "bounded"),
    [
        (Estimate.unknown("USD/Mtoken"), None, "unknown"),
        ("nearly 3 USD/Mtoken", "nearly", "range"),
        ("<= 3 USD/Mtoken", "below", "at most"),
        (">= 3 USD/Mtoken", "above", "at least"),
        (Estimate.between(1, 2, unit="USD/Mtoken"), None, "range"),
    ],
)
def test_a_price_keeps_its_hedge_and_how_it_is_limited(value: Any, hedge: str | None, bounded: str) -> None:
    (row,) = tables(small().replacing(priced("in", value))).prices.rows()

    assert (row["input_hedge"], row["input_bounded"], row["hedged_by"]) == (hedge, bounded, ["about"])
    assert (row["output_hedge"], row["output_bounded"]) == ("above", "at least")
    assert (row["cached_input_hedge"], row["cached_input_bounded"]) == (None, None)


def test_a_period_that_is_ambiguous_lists_what_may_be_meant() -> None:
    rows = {row["id"]: row for row in tables(CASE).metrics}
    one, several, none = rows["revenue-fy2024"], rows["china-share-2024"], rows["bytedance-pace"]

    assert (one["period_is"], one["period_readings"]) == ("known", ["2023-07-01/2024-07-01"])
    assert (one["relative_period_is"], one["relative_period_readings"]) == (None, [])
    assert (several["period_start"], several["period_is"]) == (None, "ambiguous")
    assert several["period_readings"] == ["2024-01-01/2025-01-01", "2023-07-01/2024-07-01"]
    assert several["relative_period_is"] == "ambiguous"
    assert several["relative_period_readings"] == several["period_readings"]
    assert [Period.parse(each) for each in several["period_readings"]] == list(
        CASE.metrics["china-share-2024"].measurand.periods
    )
    assert (none["period_is"], none["period_readings"]) == ("unknown", [])
    growth = rows["azure-ai-china-fy2025"]
    assert (growth["relative_period_start"], growth["relative_period_end"]) == (date(2023, 7, 1), date(2024, 7, 1))


def test_an_open_end_of_a_period_is_written_out() -> None:
    case = small().adding(priced("later", "exactly 5 USD/Mtoken", period="2026-02-01/.."))
    row = next(row for row in tables(case).prices if row["metrics"] == ["later"])

    assert (row["period_is"], row["period_end"], row["period_readings"]) == ("known", None, ["2026-02-01/.."])


def test_a_ratio_names_what_it_is_relative_to() -> None:
    row = next(each for each in tables(CASE).metrics if each["relation"] == "share of")
    metric = CASE.metrics[row["id"]]

    assert metric.relative_to is not None
    assert (row["relative_measure"], row["relative_of"]) == (metric.relative_to.measure, metric.relative_to.of)


def test_a_claim_has_its_page_and_the_window_in_which_that_came_out() -> None:
    (row,) = tables(small()).claims.rows()

    assert (row["source_title"], row["locator"], row["hedges"]) == ("A | page", "s1", ["about"])
    assert (row["published_start"], row["published_end"]) == (date(2026, 1, 1), date(2026, 2, 1))
    assert (row["retrieved"], row["address"]) == (date(2026, 2, 3), None)


def test_a_claim_says_whom_to_credit_and_under_which_licence() -> None:
    page = small().sources["page"]
    case = small().replacing(evolve(page, publisher="The Paper; Ltd", licence="CC-BY-4.0"))
    (row,), (bare,) = tables(case).claims.rows(), tables(small()).claims.rows()

    assert (row["publisher"], row["licence"]) == ("The Paper; Ltd", "CC-BY-4.0")
    assert (bare["publisher"], bare["licence"]) == (None, None)
    for each in tables(CASE).claims:
        source = CASE.sources[each["source"]]
        assert (each["publisher"] or "", each["licence"] or "") == (source.publisher, source.licence)


def test_saved_questions_are_answered_in_the_table_of_figures() -> None:
    rows = {row["question"]: row for row in tables(CASE).figures}
    asked = CASE.questions["china-share-fy2024"]
    assert asked.measurand is not None
    assert asked.relative_to is not None
    figure = CASE.figure(asked.measurand, relative_to=asked.relative_to)

    assert (rows["china-share-fy2024"]["low"], rows["china-share-fy2024"]["high"]) == (figure.low, figure.high)
    assert rows["china-share-fy2024"]["claims"] == [each.claim.id for each in figure.claims]
    assert (rows["bytedance-fy2027"]["high"], rows["bytedance-fy2027"]["high_open"]) == (None, True)
    assert rows["bytedance-fy2027"]["gaps"]
    assert (rows["bytedance-fy2027"]["bounded"], rows["china-share-fy2024"]["bounded"]) == ("at least", "range")
    words = {word for each in figure.claims for word in each.claim.hedges}
    assert set(rows["china-share-fy2024"]["hedged_by"]) == words


def test_a_contested_figure_says_what_stands_against_what_and_what_to_know() -> None:
    case = contested()
    (row,) = tables(case).figures.rows()
    figure = case.figure(Measurand(measure="sales", of="shop", period="2025"))

    assert row["contested"]
    assert row["conflicts"] == [each.statement for each in figure.conflicts]
    assert row["caveats"] == list(figure.caveats)
    assert row["hedged_by"] == ["over", "about"]
    assert row["conflicts"]
    assert row["caveats"]


def test_routes_are_known_or_not() -> None:
    rows = tables(CASE).routes("OpenAI", "China").rows()
    answer = CASE.routes("OpenAI", "China")

    assert [row["known"] for row in rows] == [True] * len(answer) + [False] * len(answer.unknown)
    assert {(row["developer"], row["market"]) for row in rows} == {("openai", "cn")}


def test_an_outcome_says_what_it_did_and_who_lost_access() -> None:
    made = tables(load_case("microsoft-openai-china").under(WASHINGTON))
    (change,) = made.changes.rows()

    assert (change["channel"], change["what"], change["known"]) == ("azure-gpt-china", "closed", True)
    assert (change["start"], change["end"], change["markets"]) == (date(2026, 7, 1), None, ["cn"])
    assert [(row["buyer"], row["developers"]) for row in made.losses] == [(None, ["openai"]), ("bytedance", ["openai"])]


def test_a_loss_rests_on_the_claims_of_the_channel_and_of_the_step() -> None:
    outcome = CASE.under(WASHINGTON)
    (change,) = outcome.closed
    losses = tables(outcome).losses

    for row in losses:
        assert set(CASE.channels["azure-gpt-china"].claims) < set(row["claims"])
        assert set(row["claims"]) == {each.claim.id for each in change.because.cited}
        assert row["sources"] == list(dict.fromkeys(CASE.claims[each].source for each in row["claims"]))
    assert "[^1]: " in losses.to_markdown("market", "buyer", footnotes=True)


def test_what_a_scenario_comes_to_rests_on_claims_and_so_does_each_answer() -> None:
    asked = ask.channels_into("China", name="ways"), ask.access("GPT", buyer="ByteDance", name="may it")
    risk = ask.at_risk("Microsoft", period="FY2027", name="risk")
    side = compare(CASE, [WASHINGTON], ask=[*asked, risk])
    made, (as_it_is, under) = tables(side), tables(side).scenarios.rows()

    assert (as_it_is["claims"], as_it_is["sources"]) == ([], [])
    outcome = CASE.under(WASHINGTON)
    behind = [each.claim.id for change in outcome.changes for each in change.because.cited]
    behind += [claim for each in outcome.unknown for claim in each.item.claims]
    assert under["claims"] == list(dict.fromkeys(behind))
    assert under["sources"] == list(dict.fromkeys(CASE.claims[each].source for each in behind))
    for row in made.replies:
        assert set(row["sources"]) == {CASE.claims[each].source for each in row["claims"]}
    assert all(row["sources"] for row in made.replies if row["question"] != "risk")
    assert [row["bounded"] for row in made.replies if row["scenario"] != "as it is"] == [None, None, "at least"]
    assert "[^1]: article" in made.replies.to_markdown("scenario", "said", footnotes=True)
    swept = tables(sweep(CASE, {"resale": WASHINGTON}))
    assert swept.scenarios.rows()[1]["claims"] == under["claims"]
    assert swept.notes == {}


def test_scenarios_side_by_side_and_a_sweep_give_the_same_rows() -> None:
    asked = ask.figure("revenue", of="Microsoft", market="China", period="FY2024", name="china")
    case = load_case("microsoft-openai-china")
    side, swept = compare(case, [WASHINGTON], ask=asked), sweep(case, {"resale": WASHINGTON}, ask=asked)

    assert [row["closed"] for row in tables(side).scenarios] == [[], ["azure-gpt-china"]]
    assert [row["labels"] for row in tables(swept).scenarios] == [
        ["resale: off"],
        ["resale: Washington restricts resale"],
    ]
    (first, second) = tables(side).replies.rows()
    assert (first["scenario"], second["scenario"]) == ("as it is", "Washington restricts resale")
    assert (first["question"], first["low"], first["high_open"]) == ("china", 0.0, True)
    assert tables(swept).replies.columns()["low"] == [0.0, 0.0]


@pytest.mark.parametrize("thing", [3, "case", [3], None])
def test_there_are_no_tables_of_anything_else(thing: Any) -> None:
    with pytest.raises(InvalidValueError, match="there are no tables of this"):
        tables(thing)


LANDSCAPE_FIRST = (
    r"there are no tables of this: <CatalogueImport .*\(did you mean 'its \.landscape'\?; valid: a landscape,"
)


def test_a_catalogue_that_was_read_has_its_tables_under_its_landscape() -> None:
    read: Any = litellm.read(b'{"o3": {"litellm_provider": "openai"}}', retrieved="2026-11-23")

    assert len(tables(read.landscape).channels) == 1
    with pytest.raises(InvalidValueError, match=LANDSCAPE_FIRST):
        tables(read)
    with pytest.raises(
        InvalidValueError, match=r"no row of a sweep: <Catalogue.*'its \.landscape'.*the rows that sweep"
    ):
        tables([read])


@pytest.mark.parametrize(
    "thing",
    [CASE.channels, small().risks, CASE.channels_into("Nauru"), {}, b"", tables(CASE).claims],
)
def test_what_can_be_walked_through_is_no_sweep_however_little_it_holds(thing: Any) -> None:
    with pytest.raises(
        InvalidValueError, match=r"there are no tables of this: .*valid: a landscape, an outcome as under"
    ):
        tables(thing)


def test_a_sweep_of_nothing_has_tables_without_rows() -> None:
    assert (len(tables([]).scenarios), len(tables(iter(())).replies)) == (0, 0)


# Forms.


def test_polars_duckdb_and_pandas_read_what_the_rows_say() -> None:
    for table in every(CASE):
        read, plain = pl.DataFrame(table), table.to_polars()
        assert read.equals(plain)
        assert read.schema == plain.schema
        assert read.rows(named=True) == table.rows()
        held = duckdb.from_arrow(table).fetchall()
        assert held == [tuple(row.values()) for row in table.rows()]
        frame = table.to_pandas()
        assert list(frame.columns) == [each.name for each in table.schema]
        assert len(frame) == len(table)


@given(testing.landscapes())
def test_the_tables_of_any_landscape_pass_through_arrow_as_they_are(case: Landscape) -> None:
    for table in every(case):
        assert pl.DataFrame(table).rows(named=True) == table.rows()


class Several(TypedDict):
    """A row that holds a list."""

    several: list[str]


@pytest.mark.parametrize(
    "lists", [[], [[]], [[], ["a"]], [["a", "b"], [""], ["", ""]], [["a\x1fb"], ["c", "d"], []], [["é", "中国"]]]
)
def test_polars_reads_any_lists_as_they_are(lists: list[list[str]]) -> None:
    frame = Table.of("lists", Several, (Several(several=each) for each in lists)).to_polars()

    assert frame["several"].to_list() == lists
    assert frame.schema == {"several": pl.List(pl.String)}


def test_narwhals_reads_the_arrow_stream() -> None:
    table = tables(CASE).metrics
    frame = nw.from_arrow(table, backend="polars")

    assert frame.columns == [each.name for each in table.schema]
    ambiguous = frame.filter(nw.col("period_is") == "ambiguous")
    assert ambiguous["id"].to_list() == ["china-share-2024"]
    assert ambiguous["low"].to_list() == [1.45]
    assert ambiguous["period_start"].to_list() == [None]
    assert frame["high_open"].to_list() == table.columns()["high_open"]


def test_narwhals_keeps_what_each_column_holds() -> None:
    frame = nw.from_arrow(tables(CASE).metrics, backend="polars")

    assert frame.to_native().equals(tables(CASE).metrics.to_polars())
    assert {str(frame.schema[each]) for each in ("id", "low", "high_open", "period_start")} == {
        "String",
        "Float64",
        "Boolean",
        "Date",
    }
    assert frame.schema["claims"] == nw.List(nw.String)


def test_pandas_has_dates_booleans_and_numbers() -> None:
    frame = tables(small()).metrics.to_pandas().set_index("id")

    assert frame["period_start"].tolist() == [pd.Timestamp(2026, 1, 1)] * 2
    assert frame["high_open"].dtype == bool
    rows: Any = frame.to_dict(orient="index")
    assert isnan(rows["out"]["high"])
    assert rows["in"]["claims"] == ["page.it"]
    assert pd.isna(rows["in"]["relation"])


class Dated(TypedDict):
    """A row that may hold a day."""

    on: date | None


@pytest.mark.parametrize("days", [[], [None], [date(2024, 2, 29), None], [date.min, date(1600, 1, 1), date.max]])
def test_pandas_has_every_day_as_a_timestamp_and_loses_none(days: list[date | None]) -> None:
    frame = Table.of("days", Dated, (Dated(on=each) for each in days)).to_pandas()

    assert frame["on"].dtype == "datetime64[us]"
    assert [None if pd.isna(each) else each.date() for each in frame["on"]] == days


def test_days_in_pandas_are_what_duckdb_gives_it_and_what_pandas_compares() -> None:
    table = tables(CASE).metrics
    frame, theirs = table.to_pandas(), duckdb.from_arrow(table).df()
    days = [each.name for each in table.schema if each.kind == "day"]

    assert days
    for each in days:
        assert frame[each].dtype == theirs[each].dtype
        pd.testing.assert_series_equal(frame[each], theirs[each])
    fiscal = frame[frame["period_start"] == "2023-07-01"]
    assert fiscal["period_end"].dt.year.unique().tolist() == [2024]


def test_flat_rows_hold_no_lists() -> None:
    table = tables(CASE).channels
    flat = {row["id"]: row for row in table.flat()}

    assert flat["azure-gpt-china"]["sources"] == "article"
    assert flat["azure-gpt-china"]["claims"] == "; ".join(CASE.channels["azure-gpt-china"].claims)
    assert table.to_polars(flat=True).schema["claims"] == pl.String
    assert table.to_pandas(flat=True)["into"].dtype == "string"
    assert table.to_polars(flat=True).write_csv().count("\n") == len(table) + 1


def parts(text: object) -> list[str]:
    """What the docs say of a flat cell: how a list is read back."""
    return next(csv.reader([str(text)], delimiter=";", skipinitialspace=True), [])


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('; "\r\n\\')))))
@example([[], [""], ["", ""], ["a; b"], ["a", "b"], ["a;", "b"], ['"a"'], [" a"], ["a\nb"], ["\t"], ['a "b" c']])
def test_a_list_in_a_flat_row_is_read_back_as_it_was(lists: list[list[str]]) -> None:
    table = Table.of("lists", Several, (Several(several=each) for each in lists))

    assert [parts(row["several"]) for row in table.flat()] == lists
    assert [parts(each) for each in table.columns(flat=True)["several"]] == lists


def test_a_flat_table_that_passed_through_a_file_still_tells_its_parts_apart(tmp_path: Path) -> None:
    made, file = tables(CASE).metrics, tmp_path / "metrics.csv"
    made.to_pandas(flat=True).to_csv(file, index=False)
    read = pd.read_csv(file, keep_default_na=False)

    assert [parts(each) for each in read["hedged_by"]] == [row["hedged_by"] for row in made]
    assert [parts(each) for each in read["claims"]] == [row["claims"] for row in made]


def test_only_a_part_that_would_be_read_otherwise_is_quoted() -> None:
    lists = [["a", "b c", "d, e"], ["f; g", "h"], ['the "i"']]
    table = Table.of("lists", Several, (Several(several=each) for each in lists))

    assert [row["several"] for row in table.flat()] == ["a; b c; d, e", '"f; g"; h', '"the ""i"""']


def test_markdown_escapes_cells_and_refers_to_the_page_of_each_claim() -> None:
    text = tables(small()).claims.to_markdown("id", "source_title")
    noted = tables(small()).metrics.to_markdown("id", "low", "high_open", footnotes=True)

    assert text.splitlines() == ["| id | source_title |", "| --- | --- |", r"| page.it | A \| page |"]
    assert noted.splitlines() == [
        "| id | low | high_open |",
        "| --- | --- | --- |",
        "| in | 3.0 | no[^1] |",
        "| out | 9.0 | yes[^1] |",
        "",
        r"[^1]: page.it: A \| page, s1",
    ]
    assert "claims" not in tables(small()).metrics.to_markdown().splitlines()[0]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("<img src=x>", r"\<img src=x\>"),
        ("[a](http://b)", r"\[a\](http://b)"),
        ("*a* _b_ `c` ~~d~~ e_f ~3", r"\*a\* \_b\_ \`c\` \~~d\~~ e_f ~3"),
        ("a\\|b", r"a\\\|b"),
    ],
)
def test_markdown_shows_a_text_as_it_is(title: str, cell: str) -> None:
    noted = small().replacing(evolve(small().sources["page"], title=title))
    assert tables(noted).claims.to_markdown("source_title").splitlines()[2] == f"| {cell} |"
    assert tables(noted).metrics.to_markdown("id", footnotes=True).splitlines()[-1].startswith(f"[^1]: page.it: {cell}")


def test_the_prices_say_where_an_offer_runs_and_who_runs_it() -> None:
    price = {"litellm_provider": "azure_ai", "input_cost_per_token": 1e-6}
    found = litellm.read(
        json.dumps({"azure_ai/FW-glm-5": price, "azure/eu/gpt-5": price}).encode(), retrieved="2026-11-23"
    )
    assert [(row["models"], row["hosted_in"], row["operators"]) for row in tables(found.landscape).prices] == [
        (["gpt-5"], ["eu"], []),
        (["glm-5"], [], ["fireworks-ai"]),
    ]


def test_an_offer_that_is_bound_to_a_place_nobody_understands_says_so() -> None:
    price = {"litellm_provider": "azure_ai", "input_cost_per_token": 1e-6}
    found = litellm.read(json.dumps({"azure/apac/gpt-5": price}).encode(), retrieved="2026-11-23")
    assert [row["note"] for row in tables(found.landscape).channels] == [
        "It is bound to a place that was not understood: apac"
    ]


def test_a_reader_may_ask_for_a_schema_and_gets_the_tables_own() -> None:
    pytest.importorskip("nanoarrow", reason="Arrow streams need it")
    assert type(tables(small()).claims.__arrow_c_stream__(object())).__name__ == "PyCapsule"


def test_a_column_that_is_not_there_is_refused_with_its_nearest() -> None:
    with pytest.raises(InvalidValueError, match=r"no such column: 'selr' \(did you mean 'seller'\?; valid: id, seller"):
        tables(small()).channels.to_markdown("selr")


@pytest.mark.parametrize(
    ("column", "nearest"),
    [
        (3, r"no such column: 3 \(valid: id, seller"),
        (None, r"no such column: None \(valid: id, seller"),
        ([], r"no such column: \[\] \(valid: id, seller"),
        (["id", "selr"], r"no such column: \['id', 'selr'\] \(did you mean 'id' or 'seller'\?; valid: id, seller"),
        ("ID", r"no such column: 'ID' \(did you mean 'id'"),
    ],
)
def test_what_is_no_name_of_a_column_is_refused(column: Any, nearest: str) -> None:
    with pytest.raises(InvalidValueError, match=nearest):
        tables(small()).channels.to_markdown(column)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setitem(sys.modules, "nanoarrow", None)
    monkeypatch.setattr("aibroker.frames.table.import_module", missing)
    table = tables(small()).claims
    with pytest.raises(AibrokerError, match=r"pip install 'aibroker\[arrow\]'"):
        table.__arrow_c_stream__()
    with pytest.raises(AibrokerError, match="pip install polars"):
        table.to_polars()
    with pytest.raises(AibrokerError, match="pip install pandas"):
        table.to_pandas()


def test_a_table_says_what_it_is_and_its_rows_are_copies() -> None:
    made: LandscapeTables = tables(small())
    table = made.claims
    table.rows()[0]["text"] = "changed"
    table.rows()[0]["hedges"].append("changed")
    table.columns()["hedges"].clear()

    assert repr(table) == "<Table of claims: 1 rows, 18 columns>"
    assert [(row["text"], row["hedges"]) for row in table] == [("So it is.", ["about"])]


def test_nothing_that_a_table_gives_changes_it() -> None:
    made = [*every(CASE), tables(CASE).routes("OpenAI", "China"), *comparisons(CASE)]
    before = [table.rows() for table in made]
    for table in made:
        spoilt: list[Any] = [*table.rows(), *table, *table.flat()]
        for row in spoilt:
            spoil(row)
        for column in (*table.columns().values(), *table.columns(flat=True).values()):
            spoil(column)
        table.to_pandas().map(spoil)
        notes: Any = table.notes
        with pytest.raises(TypeError):
            notes["article.sold"] = "changed"

    assert [table.rows() for table in made] == before
    assert [pl.DataFrame(table).rows(named=True) for table in made] == before
    assert not hasattr(made[0], "content")


def spoil(value: Any) -> None:
    if isinstance(value, list):
        for each in value:
            spoil(each)
        value.clear()
    elif isinstance(value, dict):
        for each in value.values():
            spoil(each)
        value.clear()


def test_a_table_does_not_hold_on_to_the_rows_that_it_was_made_of() -> None:
    rows, notes = [Several(several=["a"])], {"a": "page"}
    table = Table.of("lists", Several, rows, notes)
    spoil(rows)
    spoil(notes)

    assert (table.rows(), dict(table.notes)) == ([{"several": ["a"]}], {"a": "page"})
    copied = pickle.loads(pickle.dumps(table))
    assert (copied.rows(), dict(copied.notes)) == (table.rows(), dict(table.notes))
    assert (len(Table.of("none", Several, [])), len(table)) == (0, 1)


class Everything(TypedDict):
    """A row of every kind of column."""

    called: str
    maybe: str | None
    amount: float | None
    sure: float
    yes: bool
    on: date | None
    parts: list[str]


def rows_of_everything() -> st.SearchStrategy[list[Everything]]:
    texts, numbers = st.text(max_size=3), st.floats(allow_nan=False)
    cells = {
        "called": texts,
        "maybe": st.none() | texts,
        "amount": st.none() | numbers,
        "sure": numbers,
        "yes": st.booleans(),
        "on": st.none() | st.dates(),
        "parts": st.lists(texts, max_size=3),
    }
    return st.lists(st.fixed_dictionaries(cells).map(lambda row: cast("Everything", row)), max_size=20)


@given(rows_of_everything())
def test_every_kind_of_column_reaches_polars_and_arrow_as_it_is(rows: list[Everything]) -> None:
    table = Table.of("everything", Everything, rows)

    assert table.rows() == rows
    assert table.to_polars().rows(named=True) == rows
    assert pl.DataFrame(table).rows(named=True) == rows
    assert pl.DataFrame(table).schema == table.to_polars().schema


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 1000])
@pytest.mark.parametrize("text", ["a", "é", ""])
def test_flags_gaps_and_texts_pass_through_arrow_at_any_length(size: int, text: str) -> None:
    rows = [
        Everything(
            called=text * (place % 4),
            maybe=None if place % 5 else text,
            amount=None if place % 7 else 0.5,
            sure=1.5,
            yes=place % 3 == 0,
            on=None if place % 2 else date(1, 1, 1),
            parts=[text] * (place % 3),
        )
        for place in range(size)
    ]
    table = Table.of("everything", Everything, rows)

    assert pl.DataFrame(table).rows(named=True) == table.rows() == rows
    assert duckdb.from_arrow(table).fetchall() == [tuple(row.values()) for row in rows]


# The schema.


def test_the_reference_lists_every_column_as_it_is() -> None:
    """Whoever changes a schema changes the page, and says so in the changelog."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
    listed = {
        section.partition("\n")[0]: re.findall(
            r"^\| `(\w+)` \| ([a-z ]+) \|(?: (may be empty) \|)?", section, re.MULTILINE
        )
        for section in page.split("\n### ")[1:]
    }
    words = {"text": "text", "number": "number", "flag": "yes or no", "day": "day", "texts": "list of texts"}
    case = small()
    made = [*every(case), tables(case).routes("Shop", "China"), *comparisons(case)]

    assert set(listed) == {table.name for table in made}
    for table in made:
        assert str(getdoc(table.row)) in page
        assert listed[table.name] == [
            (each.name, words[each.kind], "may be empty" if each.nullable else "") for each in table.schema
        ]


def comparisons(case: Landscape) -> list[Table[Any]]:
    side = tables(compare(case, [WASHINGTON]))
    return [side.scenarios, side.replies]
