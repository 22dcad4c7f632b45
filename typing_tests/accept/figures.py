"""Figures know their dimension: money by money is a ratio, and a share of money is money."""

from collections.abc import Iterator
from typing import assert_type

from aibroker import (
    Dimension,
    Estimate,
    Figure,
    Landscape,
    Measurand,
    Measure,
    Money,
    MoneyPerToken,
    Number,
    Period,
    Ratio,
    Tokens,
    Unit,
    Vendor,
    total,
)
from aibroker.typing import (
    Aspects,
    AssumptionId,
    Citation,
    Conflict,
    Derivation,
    Evidence,
    Explanation,
    FigureEvidence,
    FigureSide,
    Gap,
    Ground,
    MoneyMeasure,
    Sensitivity,
    SensitivityRow,
)

case = Landscape.of(as_of="2026-01-01")
microsoft = Vendor(id="microsoft", name="Microsoft")

# A standard measure says its dimension by its name.
revenue = case.figure("revenue", of="Microsoft", market="China", product="AI", buyer="ByteDance", period="FY2024")
profit = case.figure("profit", of=microsoft, period=Period.year(2024), unit=Unit("USD"))
price = case.figure("price", of="OpenAI", period=2024, unit="USD/Mtoken")
assert_type(revenue, Figure[Money])
assert_type(profit, Figure[Money])
assert_type(price, Figure[MoneyPerToken])
assert_type(case.measurand("spend", of="Microsoft", period="2024"), Measurand[Money])
assert_type(case.measurand("price", of="OpenAI", period="2024"), Measurand[MoneyPerToken])

# A measure of one's own says it by its type.
tokens: Measure[Tokens] = Measure(id="tokens", name="tokens", dimension="token", kind="flow")
calls: Measure[Number] = Measure(id="calls", name="calls", dimension="count", kind="flow")
read = case.figure(tokens, of="OpenAI", period="2024")
called = case.figure(calls, of="OpenAI", period="2024")
assert_type(read, Figure[Tokens])
assert_type(called, Figure[Number])
assert_type(case.measurand(tokens, of="OpenAI", period="2024"), Measurand[Tokens])
assert_type(case.figure(case.measurand(tokens, of="OpenAI", period="2024")), Figure[Tokens])


# A measure that is only known at run time gives any dimension, until somebody says which is expected.
def asked(measure: str) -> Figure[Money]:
    figure = case.figure(measure, of="Microsoft", period="2024")
    assert_type(figure, Figure[Dimension])
    return figure.expecting(Money)


def asked_for_money(measure: MoneyMeasure) -> Figure[Money]:
    return case.figure(measure, of="Microsoft", period="2024")


def asked_with(aspects: Aspects) -> Figure[Money]:
    return case.figure("revenue", **aspects)


def known_to_be_a_share(anything: Figure) -> Figure[Ratio]:
    assert_type(anything, Figure[Dimension])
    return anything.expecting(Ratio)


wider: Figure[Dimension] = revenue
known_to_be_a_share(revenue)

# Relative to anything at all it is a ratio.
whole = case.measurand("revenue", of="Microsoft", period="FY2024")
share = case.figure("revenue", of="Microsoft", market="China", period="FY2024", relative_to=whole)
assert_type(share, Figure[Ratio])
assert_type(case.figure(whole, relative_to="revenue"), Figure[Ratio])
assert_type(case.figure(tokens, of="OpenAI", period="2024", relative_to=tokens), Figure[Ratio])

# Arithmetic.
assert_type(revenue + profit, Figure[Money])
assert_type(revenue - profit, Figure[Money])
assert_type(share + share, Figure[Ratio])
assert_type(share - share, Figure[Ratio])
assert_type(called + called, Figure[Number])
assert_type(called - called, Figure[Number])
assert_type(read + read, Figure[Tokens])
assert_type(read - read, Figure[Tokens])
assert_type(price + price, Figure[MoneyPerToken])
assert_type(price - price, Figure[MoneyPerToken])
assert_type(share * revenue, Figure[Money])
assert_type(revenue * share, Figure[Money])
assert_type(share * share, Figure[Ratio])
assert_type(called * share, Figure[Number])
assert_type(read * share, Figure[Tokens])
assert_type(price * share, Figure[MoneyPerToken])
assert_type(price * read, Figure[Money])
assert_type(read * price, Figure[Money])
assert_type(revenue / profit, Figure[Ratio])
assert_type(revenue / share, Figure[Money])
assert_type(share / share, Figure[Ratio])
assert_type(called / called, Figure[Ratio])
assert_type(read / read, Figure[Ratio])
assert_type(price / price, Figure[Ratio])
assert_type(revenue / read, Figure[MoneyPerToken])
assert_type(total([revenue, profit]), Figure[Money])
assert_type(total((called, called)), Figure[Number])
assert_type(total([read]), Figure[Tokens])
assert_type(revenue.to("EUR"), Figure[Money])
assert_type(revenue.across(periods="on purpose"), Figure[Money])
assert_type(revenue.exchanged(at=case.figure("exchange-rate", period="2024")), Figure[Money])

# What a figure holds.
assert_type(revenue.low, float)
assert_type(revenue.high, float)
assert_type(revenue.likely, float | None)
assert_type(revenue.unit, Unit)
assert_type(revenue.period, Period | None)
assert_type(revenue.estimate, Estimate)
assert_type(revenue.contested, bool)
assert_type(revenue.conflicts, tuple[Conflict, ...])
assert_type(revenue.sides, tuple[FigureSide, ...])
assert_type(revenue.gaps, tuple[Gap, ...])
assert_type(revenue.gaps[0].would_close, tuple[AssumptionId, ...])
assert_type(revenue.claims, tuple[Evidence, ...])
assert_type(revenue.evidence, FigureEvidence)
assert_type(revenue.lower, Derivation | None)
assert_type(revenue.explain(), Explanation)
assert_type(case.sensitivity(revenue), Sensitivity)
assert_type(case.cite(share), Citation)
for row in case.sensitivity(revenue):
    assert_type(row, SensitivityRow)
for derivation in revenue.derivations:
    assert_type(iter(derivation), Iterator[Derivation])
    assert_type(derivation.grounds, tuple[Ground, ...])

# What is switched on.
assert_type(case.assuming("even-pace"), Landscape)
assert_type(case.suppose("even pace", because="nobody says otherwise", convention="even pace"), Landscape)
assert_type(case.reading(about=0.1, bare="about", kinds=["reporting"]), Landscape)
assert_type(case.preferring("filing", "testimony", over="reporting"), Landscape)
