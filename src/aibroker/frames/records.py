"""The rows of a landscape: its channels, numbers, prices, claims, figures and routes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aibroker.frames.plain import end, is_open, sources, span
from aibroker.frames.rows import ChannelRow, ClaimRow, FigureRow, MetricRow, PriceRow, RouteRow
from aibroker.landscape import Landscape
from aibroker.queries.routes import Route
from aibroker.records.evidence import Claim
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import SalesChannel
from aibroker.values.verdicts import Verdict

__all__ = ["channel_rows", "claim_rows", "figure_rows", "metric_rows", "price_rows", "route_rows"]

_PRICES: Final = ("input-price", "output-price", "cached-input-price")


def channel_rows(case: Landscape) -> Iterator[ChannelRow]:
    """The sales channels, in the order of their ids."""
    yield from (_channel_row(case, each) for each in case.channels)


def _channel_row(case: Landscape, channel: SalesChannel) -> ChannelRow:
    hosting, buyers, opened = channel.hosted_in, channel.buyers, channel.open
    since, ended = span(opened.since), span(opened.ended)
    return ChannelRow(
        id=channel.id,
        seller=channel.seller,
        models=list(channel.models),
        product=channel.product,
        into=list(channel.into or ()),
        into_known=channel.into is not None,
        excluding=list(channel.excluding),
        hosted_in=list(hosting.at_least if hosting.exactly is None else hosting.exactly),
        hosted_in_complete=hosting.exactly is not None,
        hosted_never=list(hosting.never),
        buyers=list(buyers.known),
        buyers_complete=buyers.exactly is not None,
        buyers_never=list(buyers.never),
        only_to=None if channel.only_to is None else str(channel.only_to),
        operator=channel.operator,
        biller=channel.biller,
        rests_on=list(channel.rests_on),
        safeguards=list(channel.safeguards),
        status=channel.status,
        since_start=since[0],
        since_end=since[1],
        ended_start=ended[0],
        ended_end=ended[1],
        ongoing=opened.ongoing,
        last_seen=opened.last_seen,
        continues=channel.continues,
        supposed_by=channel.supposed_by or None,
        claims=list(channel.claims),
        sources=sources(case, channel.claims),
    )


def metric_rows(case: Landscape) -> Iterator[MetricRow]:
    """The published numbers, in the order of their ids."""
    yield from (_metric_row(case, each) for each in case.metrics)


def _periods(measurand: Measurand) -> str:
    return " or ".join(map(str, measurand.periods)) or "unknown"


def _metric_row(case: Landscape, metric: Metric) -> MetricRow:
    of, value, base = metric.measurand, metric.value, metric.relative_to
    start, stop = span(of.period)
    return MetricRow(
        id=metric.id,
        measure=of.measure,
        of=of.of,
        market=of.market,
        product=of.product,
        buyer=of.buyer,
        period=_periods(of),
        period_start=start,
        period_end=stop,
        low=end(value.low),
        low_open=is_open(value.low),
        high=end(value.high),
        high_open=is_open(value.high),
        likely=value.likely,
        unit=str(value.unit),
        stated=value.stated,
        relation=metric.relation,
        relative_measure=None if base is None else base.measure,
        relative_of=None if base is None else base.of,
        relative_market=None if base is None else base.market,
        relative_product=None if base is None else base.product,
        relative_buyer=None if base is None else base.buyer,
        relative_period=None if base is None else _periods(base),
        basis=metric.basis,
        claims=list(metric.claims),
        sources=sources(case, metric.claims),
    )


def price_rows(case: Landscape) -> Iterator[PriceRow]:
    """The prices of input, output and cached input, those of one offer and one period in a row."""
    found: dict[tuple[str, str, str, str, str, str], list[Metric]] = {}
    for metric in case.metrics:
        of = metric.measurand
        if of.measure in _PRICES and metric.relation is None and of.of is not None:
            aspects = str(of.of), str(of.product or ""), _periods(of), str(metric.basis), str(of.market or "")
            found.setdefault((*aspects, str(metric.value.unit)), []).append(metric)
    models: dict[str, list[str]] = {}
    for channel in case.channels:
        if channel.product is not None:
            models.setdefault(channel.product, []).extend(channel.models)
    for key in sorted(found):
        yield _price_row(case, found[key], list(dict.fromkeys(models.get(key[1], ()))))


def _price_row(case: Landscape, metrics: list[Metric], models: list[str]) -> PriceRow:
    first = metrics[0]
    claims: list[str] = list(dict.fromkeys(claim for each in metrics for claim in each.claims))
    start, stop = span(first.measurand.period)
    low: dict[str, float | None] = {}
    high: dict[str, float | None] = {}
    for each in metrics:
        low[each.measurand.measure], high[each.measurand.measure] = end(each.value.low), end(each.value.high)
    point = {measure: low[measure] if low[measure] == high[measure] else None for measure in low}
    paid_in, paid_out, cached = _PRICES
    return PriceRow(
        seller=str(first.measurand.of),
        product=first.measurand.product,
        models=models,
        period_start=start,
        period_end=stop,
        basis=first.basis,
        input=point.get(paid_in),
        input_low=low.get(paid_in),
        input_high=high.get(paid_in),
        output=point.get(paid_out),
        output_low=low.get(paid_out),
        output_high=high.get(paid_out),
        cached_input=point.get(cached),
        cached_input_low=low.get(cached),
        cached_input_high=high.get(cached),
        currency=first.value.unit.currency or "",
        unit=str(first.value.unit),
        claims=claims,
        sources=sources(case, claims),
    )


def claim_rows(case: Landscape) -> Iterator[ClaimRow]:
    """The claims, in the order of their ids."""
    yield from (_claim_row(case, each) for each in case.claims)


def _claim_row(case: Landscape, claim: Claim) -> ClaimRow:
    source = case.sources[claim.source]
    start, stop = span(source.published)
    return ClaimRow(
        id=claim.id,
        source=source.id,
        source_title=source.title,
        source_kind=source.kind,
        published_start=start,
        published_end=stop,
        retrieved=source.retrieved,
        locator=claim.locator,
        kind=claim.kind,
        text=claim.text,
        hedges=list(claim.hedges),
        said_by=claim.said_by,
        root=claim.root,
        retells=list(claim.retells),
        corrects=list(claim.corrects),
        address=source.address or None,
    )


def figure_rows(case: Landscape) -> Iterator[FigureRow]:
    """The figures of the saved questions that ask for one."""
    for question in case.questions:
        if question.kind == "figure" and question.measurand is not None:
            asked, base = question.measurand, question.relative_to
            figure = case.figure(asked) if base is None else case.figure(asked, relative_to=base)
            start, stop = span(figure.period)
            claims: list[str] = [each.claim.id for each in figure.claims]
            yield FigureRow(
                question=question.id,
                quantity=figure.quantity,
                measure=asked.measure,
                of=asked.of,
                market=asked.market,
                product=asked.product,
                buyer=asked.buyer,
                period=_periods(asked),
                period_start=start,
                period_end=stop,
                low=end(figure.low),
                low_open=is_open(figure.low),
                high=end(figure.high),
                high_open=is_open(figure.high),
                likely=figure.likely,
                unit=str(figure.unit),
                contested=figure.contested,
                gaps=[each.said for each in figure.gaps],
                assumptions=[each.id for each in figure.assumptions],
                policies=list(figure.policies),
                claims=claims,
                sources=sources(case, claims),
            )


def route_rows(case: Landscape, developer: str, market: str, *, limit: int) -> Iterator[RouteRow]:
    """The routes of a developer's models into a market, the known ones first."""
    answer = case.routes(developer, market, limit=limit)
    for route in (*answer, *(each.item for each in answer.unknown)):
        yield _route_row(case, route)


def _route_row(case: Landscape, route: Route) -> RouteRow:
    return RouteRow(
        developer=route.parties[0],
        market=str(route.edges[-1].target),
        parties=list(route.parties),
        records=[each.id for each in route.records],
        known=route.verdict is Verdict.YES,
        because=[phrase for edge in route.edges for phrase in edge.because],
        claims=list(route.claims),
        sources=sources(case, route.claims),
    )
