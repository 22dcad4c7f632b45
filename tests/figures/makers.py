"""A maker with a few products and buyers, sources of several kinds, and numbers of it in few words."""

from collections.abc import Iterable

from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source, SourceKind
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition, Relation
from aibroker.records.offers import Product
from aibroker.records.parties import Customer, Vendor
from aibroker.values.dimensions import Money
from aibroker.values.estimates import Estimate

__all__ = ["claim", "compared", "ends", "made_of", "maker", "number", "profit", "sales"]

KINDS: dict[str, SourceKind] = {"filing": "filing", "talk": "testimony", "paper": "reporting", "blog": "reporting"}


def claim(source: str, key: str = "it", *, retells: Iterable[str] = (), root: str | None = None) -> Claim:
    """A number that a source states."""
    return Claim(
        id=f"{source}.{key}",
        source=source,
        locator="s1",
        kind="number",
        text="So much.",
        retells=tuple(retells),
        root=root,
    )


FIXED: tuple[Record, ...] = (
    Vendor(id="maker", name="Maker", home="us", year_ends="June"),
    Vendor(id="rival", name="Rival", home="fr"),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Product(id="ai", name="AI", seller="maker"),
    Product(id="azure", name="Azure", seller="maker", within="ai"),
    Product(id="copilot", name="Copilot", seller="maker", within="ai"),
    Product(id="office", name="Office", seller="maker"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Customer(id="bank", name="Bank", home="cn"),
    Measure(id="calls", name="calls", dimension="count", kind="flow"),
    Measure(id="users", name="users", dimension="count", kind="stock"),
    Measure(id="cost", name="cost", dimension="money", kind="flow"),
    *(Source(id=each, title=f"The {each}", kind=kind, published="2025-03-01") for each, kind in KINDS.items()),
    *(claim(each) for each in KINDS),
)


def maker(*records: Record) -> Landscape:
    """The maker, with more records."""
    return Landscape.of(*FIXED, *records, as_of="2026-01-01", title="A maker")


def sales(
    period: str = "2024",
    *,
    of: str | None = "maker",
    market: str | None = None,
    product: str | None = None,
    buyer: str | None = None,
) -> Measurand[Money]:
    """Sales."""
    return Measurand(measure="sales", of=of, market=market, product=product, buyer=buyer, period=period)


def profit(period: str = "2024") -> Measurand[Money]:
    """Profit, which may be negative."""
    return Measurand(measure="profit", of="maker", period=period)


def number(
    name: str,
    measurand: Measurand,
    value: str | Estimate,
    relative_to: Measurand | None = None,
    *,
    relation: Relation = "versus",
    claims: Iterable[str] = ("filing.it",),
) -> Metric:
    """A published number."""
    return Metric(
        id=name,
        measurand=measurand,
        value=value,
        relative_to=relative_to,
        relation=None if relative_to is None else relation,
        claims=tuple(claims),
    )


def made_of(whole: Measurand, *parts: Measurand, name: str = "parts") -> Partition:
    """A whole and its parts."""
    return Partition(id=name, whole=whole, parts=parts, claims=["filing.it"])


def compared(smaller: Measurand, larger: Measurand, *, name: str = "ordering") -> Comparison:
    """Two quantities of which the one is not larger."""
    return Comparison(id=name, smaller=smaller, larger=larger, claims=["filing.it"])


def ends(
    case: Landscape, measurand: Measurand, relative_to: Measurand | None = None, *, unit: str | None = None
) -> tuple[float, float]:
    """Both bounds of a figure."""
    if relative_to is None:
        figure = case.figure(measurand, unit=unit)
        return figure.low, figure.high
    ratio = case.figure(measurand, relative_to=relative_to, unit=unit)
    return ratio.low, ratio.high
