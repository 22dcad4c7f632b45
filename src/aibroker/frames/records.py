"""The rows of a landscape: its numbers, prices, claims, figures and routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from aibroker.frames.plain import (
    bounded,
    end,
    hedge,
    hedged_by,
    is_open,
    period_is,
    period_text,
    readings,
    sources,
    span,
)
from aibroker.frames.rows import ClaimRow, FigureRow, MetricRow, PriceRow, RouteRow
from aibroker.landscape import Landscape
from aibroker.queries.routes import Route
from aibroker.records.evidence import Claim
from aibroker.records.measures import Metric
from aibroker.records.offers import SalesChannel
from aibroker.values.verdicts import Verdict

__all__ = ["claim_rows", "figure_rows", "metric_rows", "price_rows", "route_rows"]

_PRICES: Final = ("input-price", "output-price", "cached-input-price")


def metric_rows(case: Landscape) -> Iterator[MetricRow]:
    """The published numbers, in the order of their ids."""
    yield from (_metric_row(case, each) for each in case.metrics)


def _metric_row(case: Landscape, metric: Metric) -> MetricRow:
    of, value, base = metric.measurand, metric.value, metric.relative_to
    start, stop = span(of.period)
    base_start, base_stop = span(None if base is None else base.period)
    return MetricRow(
        id=metric.id,
        measure=of.measure,
        of=of.of,
        market=of.market,
        product=of.product,
        buyer=of.buyer,
        period=period_text(of),
        period_start=start,
        period_end=stop,
        period_is=period_is(of),
        period_readings=readings(of),
        low=end(value.low),
        low_open=is_open(value.low),
        high=end(value.high),
        high_open=is_open(value.high),
        likely=value.likely,
        unit=str(value.unit),
        stated=value.stated,
        hedge=hedge(value),
        hedged_by=hedged_by(case, metric.claims),
        bounded=bounded(value),
        relation=metric.relation,
        relative_measure=None if base is None else base.measure,
        relative_of=None if base is None else base.of,
        relative_market=None if base is None else base.market,
        relative_product=None if base is None else base.product,
        relative_buyer=None if base is None else base.buyer,
        relative_period=None if base is None else period_text(base),
        relative_period_start=base_start,
        relative_period_end=base_stop,
        relative_period_is=None if base is None else period_is(base),
        relative_period_readings=[] if base is None else readings(base),
        basis=metric.basis,
        claims=list(metric.claims),
        sources=sources(case, metric.claims),
    )


def price_rows(case: Landscape) -> Iterator[PriceRow]:
    """The prices of input, output and cached input, those of one offer and one period in a row."""
    found: dict[tuple[str, ...], dict[str, list[Metric]]] = {}
    for metric in case.metrics:
        of = metric.measurand
        if of.measure in _PRICES and metric.relation is None and of.of is not None:
            aspects = of.of, of.product or "", of.market or "", of.buyer or "", period_text(of), metric.basis
            found.setdefault((*aspects, str(metric.value.unit)), {}).setdefault(of.measure, []).append(metric)
    sold: dict[str, list[SalesChannel]] = {}
    for channel in case.channels:
        if channel.product is not None:
            sold.setdefault(channel.product, []).append(channel)
    for key in sorted(found):
        for metrics in _side_by_side(found[key]):
            yield _price_row(case, metrics, sold.get(key[1], []))


def _side_by_side(stated: Mapping[str, list[Metric]]) -> Iterator[dict[str, Metric]]:
    """One price of each measure; where several are stated of one, each stands in a row, and none is preferred."""
    most = max(map(len, stated.values()))
    for place in range(most):
        yield {measure: listed[place] for measure, listed in stated.items() if place < len(listed)}


def _price_row(case: Landscape, metrics: Mapping[str, Metric], channels: Sequence[SalesChannel]) -> PriceRow:
    first, (paid_in, paid_out, cached) = next(iter(metrics.values())), map(metrics.get, _PRICES)
    of = first.measurand
    claims: list[str] = list(dict.fromkeys(claim for each in metrics.values() for claim in each.claims))
    start, stop = span(of.period)
    return PriceRow(
        seller=str(of.of),
        product=of.product,
        models=list(dict.fromkeys(model for each in channels for model in each.models)),
        models_known=not any(each.models_unknown for each in channels),
        hosted_in=list(dict.fromkeys(place for each in channels for place in each.hosted_in.known)),
        operators=list(dict.fromkeys(each.operator for each in channels if each.operator is not None)),
        market=of.market,
        buyer=of.buyer,
        period=period_text(of),
        period_start=start,
        period_end=stop,
        period_is=period_is(of),
        period_readings=readings(of),
        basis=first.basis,
        input=_point(paid_in),
        input_low=_low(paid_in),
        input_high=_high(paid_in),
        input_open=_has_no_top(paid_in),
        input_hedge=_hedge(paid_in),
        input_bounded=_bounded(paid_in),
        output=_point(paid_out),
        output_low=_low(paid_out),
        output_high=_high(paid_out),
        output_open=_has_no_top(paid_out),
        output_hedge=_hedge(paid_out),
        output_bounded=_bounded(paid_out),
        cached_input=_point(cached),
        cached_input_low=_low(cached),
        cached_input_high=_high(cached),
        cached_input_open=_has_no_top(cached),
        cached_input_hedge=_hedge(cached),
        cached_input_bounded=_bounded(cached),
        hedged_by=hedged_by(case, claims),
        metrics=[each.id for each in metrics.values()],
        currency=first.value.unit.currency or "",
        unit=str(first.value.unit),
        claims=claims,
        sources=sources(case, claims),
    )


def _low(price: Metric | None) -> float | None:
    return None if price is None else end(price.value.low)


def _high(price: Metric | None) -> float | None:
    return None if price is None else end(price.value.high)


def _point(price: Metric | None) -> float | None:
    return _low(price) if price is not None and price.value.is_point else None


def _has_no_top(price: Metric | None) -> bool:
    return price is not None and is_open(price.value.high)


def _hedge(price: Metric | None) -> str | None:
    return None if price is None else hedge(price.value)


def _bounded(price: Metric | None) -> str | None:
    return None if price is None else bounded(price.value)


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
        publisher=source.publisher or None,
        licence=source.licence or None,
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
                period=period_text(asked),
                period_start=start,
                period_end=stop,
                low=end(figure.low),
                low_open=is_open(figure.low),
                high=end(figure.high),
                high_open=is_open(figure.high),
                likely=figure.likely,
                unit=str(figure.unit),
                hedged_by=hedged_by(case, claims),
                bounded=bounded(figure.estimate),
                contested=figure.contested,
                conflicts=[each.statement for each in figure.conflicts],
                caveats=list(figure.caveats),
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
