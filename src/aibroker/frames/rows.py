"""The rows of each table. Their fields are the schema; a release may add some, and takes none away."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

__all__ = [
    "ChangeRow",
    "ChannelRow",
    "ClaimRow",
    "FigureRow",
    "LossRow",
    "MetricRow",
    "PriceRow",
    "ReplyRow",
    "RouteRow",
    "SettingRow",
]


class ChannelRow(TypedDict):
    """A sales channel; what is not known is an empty list beside a false flag, and dates are windows for a day."""

    id: str
    seller: str
    models: list[str]
    models_known: bool
    product: str | None
    into: list[str]
    into_known: bool
    excluding: list[str]
    hosted_in: list[str]
    hosted_in_complete: bool
    hosted_never: list[str]
    buyers: list[str]
    buyers_complete: bool
    buyers_never: list[str]
    only_to: str | None
    operator: str | None
    biller: str | None
    rests_on: list[str]
    safeguards: list[str]
    status: str
    since_start: date | None
    since_end: date | None
    ended_start: date | None
    ended_end: date | None
    ongoing: bool
    last_seen: date | None
    continues: str | None
    supposed_by: str | None
    note: str | None
    claims: list[str]
    sources: list[str]


class MetricRow(TypedDict):
    """A published number, with what it is relative to where it is a ratio; an open end is empty, and says so.

    `period_is` is known, ambiguous or unknown. Only a known period has days; an ambiguous one lists its readings, of
    which one is meant. `hedge` is how the number is written (about, nearly, above, below, exactly), `hedged_by` holds
    the words of its claims, and `bounded` is point, range, at least, at most or unknown.
    """

    id: str
    measure: str
    of: str | None
    market: str | None
    product: str | None
    buyer: str | None
    period: str
    period_start: date | None
    period_end: date | None
    period_is: str
    period_readings: list[str]
    low: float | None
    low_open: bool
    high: float | None
    high_open: bool
    likely: float | None
    unit: str
    stated: str | None
    hedge: str | None
    hedged_by: list[str]
    bounded: str
    relation: str | None
    relative_measure: str | None
    relative_of: str | None
    relative_market: str | None
    relative_product: str | None
    relative_buyer: str | None
    relative_period: str | None
    relative_period_start: date | None
    relative_period_end: date | None
    relative_period_is: str | None
    relative_period_readings: list[str]
    basis: str
    claims: list[str]
    sources: list[str]


class PriceRow(TypedDict):
    """The prices of one offer in one period; where sources state several for one thing, a row for each.

    `input` is empty where it is no single value, and `input_open` says that nothing limits it from above. Hedges and
    periods are as in the metrics. Models, hosting places and operators are those of the channels of the product: one
    model may have another price where it runs elsewhere, or is run by somebody else.
    """

    seller: str
    product: str | None
    models: list[str]
    models_known: bool
    hosted_in: list[str]
    operators: list[str]
    market: str | None
    buyer: str | None
    period: str
    period_start: date | None
    period_end: date | None
    period_is: str
    period_readings: list[str]
    basis: str
    input: float | None
    input_low: float | None
    input_high: float | None
    input_open: bool
    input_hedge: str | None
    input_bounded: str | None
    output: float | None
    output_low: float | None
    output_high: float | None
    output_open: bool
    output_hedge: str | None
    output_bounded: str | None
    cached_input: float | None
    cached_input_low: float | None
    cached_input_high: float | None
    cached_input_open: bool
    cached_input_hedge: str | None
    cached_input_bounded: str | None
    hedged_by: list[str]
    metrics: list[str]
    currency: str
    unit: str
    claims: list[str]
    sources: list[str]


class ClaimRow(TypedDict):
    """A claim with its source, its publisher and its licence; the window of publication holds the day."""

    id: str
    source: str
    source_title: str
    source_kind: str
    published_start: date | None
    published_end: date | None
    retrieved: date | None
    locator: str
    kind: str
    text: str
    hedges: list[str]
    said_by: str
    root: str | None
    retells: list[str]
    corrects: list[str]
    address: str | None
    publisher: str | None
    licence: str | None


class FigureRow(TypedDict):
    """The figure of a saved question; `hedged_by` holds the words of all claims that it rests on."""

    question: str
    quantity: str
    measure: str
    of: str | None
    market: str | None
    product: str | None
    buyer: str | None
    period: str
    period_start: date | None
    period_end: date | None
    low: float | None
    low_open: bool
    high: float | None
    high_open: bool
    likely: float | None
    unit: str
    hedged_by: list[str]
    bounded: str
    contested: bool
    conflicts: list[str]
    caveats: list[str]
    gaps: list[str]
    assumptions: list[str]
    policies: list[str]
    claims: list[str]
    sources: list[str]


class RouteRow(TypedDict):
    """A route from a developer into a market."""

    developer: str
    market: str
    parties: list[str]
    records: list[str]
    known: bool
    because: list[str]
    claims: list[str]
    sources: list[str]


class ChangeRow(TypedDict):
    """What a scenario did to a channel; `end` is the first day on which it no longer holds."""

    channel: str
    seller: str
    what: str
    known: bool
    start: date
    end: date | None
    models: list[str]
    markets: list[str]
    continued_by: list[str]
    restored_by: list[str]
    because: str
    claims: list[str]
    sources: list[str]


class LossRow(TypedDict):
    """Who lost access to which models, from when until when, with the claims that the channel and its end rest on."""

    start: date
    end: date | None
    market: str
    in_part: bool
    buyer: str | None
    models: list[str]
    models_known: bool
    developers: list[str]
    channel: str
    known: bool
    left: list[str]
    claims: list[str]
    sources: list[str]


class SettingRow(TypedDict):
    """What some scenarios come to, with the claims behind it; `back` holds what is back by the day asked about."""

    scenario: str
    labels: list[str]
    closed: list[str]
    narrowed: list[str]
    moved: list[str]
    back: list[str]
    opened: list[str]
    unknown: list[str]
    lost: list[str]
    may_lose: list[str]
    assumptions: list[str]
    findings: list[str]
    claims: list[str]
    sources: list[str]


class ReplyRow(TypedDict):
    """The answer to one question under some scenarios."""

    scenario: str
    labels: list[str]
    question: str
    kind: str
    said: str
    low: float | None
    low_open: bool
    high: float | None
    high_open: bool
    unit: str | None
    bounded: str | None
    contested: bool
    verdict: str | None
    known: list[str]
    unknown: list[str]
    assumptions: list[str]
    claims: list[str]
    sources: list[str]
