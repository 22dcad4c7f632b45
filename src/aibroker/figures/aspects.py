"""Aspects: how a user names a quantity, by record, id, name or alias, with the fiscal years of the company meant."""

from __future__ import annotations

from typing import Literal, TypedDict

from aibroker.errors import InvalidValueError, UnknownNameError, nearest
from aibroker.figures.asking import Wanted
from aibroker.figures.quantities import calendar_of
from aibroker.records.identifiers import Kind
from aibroker.records.kinds import Party, Record
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Measure
from aibroker.records.offers import Product
from aibroker.records.references import with_references
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.values.periods import Period
from aibroker.values.units import Unit, to_unit

__all__ = ["Aspects", "MoneyMeasure", "PriceMeasure", "base_of", "measurand_named", "period_of", "wanted"]

MoneyMeasure = Literal["revenue", "sales", "spend", "spending", "turnover", "profit"]
"""The standard measures of money, by the names that a checker knows."""

PriceMeasure = Literal["price"]
"""The standard measure of prices."""


class Aspects(TypedDict, total=False):
    """What narrows a quantity; an aspect left out means all.

    Attributes:
        of: Whose it is: for sales, the seller.
        market: Where it is booked.
        product: Which product.
        buyer: Who buys.
        period: When; ``FY2025`` is the fiscal year of the company that it is of.
    """

    of: Party | str
    market: Market | str
    product: Product | str
    buyer: Party | str
    period: Period | str | int


def measurand_named(store: Store, measure: Measure | str, aspects: Aspects) -> Measurand:
    """The measurand that a measure and aspects name.

    Raises:
        UnknownNameError: If a name is not known; with the nearest.
        InvalidValueError: If the period is missing or means nothing, or if the product is another seller's.
    """
    _check_aspects(aspects)
    of = _id(store, "party", aspects.get("of"))
    product = _id(store, "product", aspects.get("product"))
    _check_seller(store, product, of)
    return Measurand(
        measure=look_up(store, "measure", measure).id,
        of=of,
        market=_id(store, "market", aspects.get("market")),
        product=product,
        buyer=_id(store, "party", aspects.get("buyer")),
        period=period_of(store, aspects.get("period"), of),
    )


def _known(store: Store, measurand: Measurand) -> Measurand:
    """A measurand made by hand, with the ids of what it names."""
    known = with_references(measurand, lambda kind, text: look_up(store, kind, text).id)
    _check_seller(store, known.product, known.of)
    return known


def _check_aspects(aspects: Aspects) -> None:
    """Refuse what a checker would have refused: at run time, keyword arguments may bear any name."""
    for name in aspects:
        if name not in Aspects.__annotations__:
            raise UnknownNameError("aspect", name, nearest(name, Aspects.__annotations__))


def _id(store: Store, kind: Kind, asked: Record | str | None) -> str | None:
    return None if asked is None else look_up(store, kind, asked).id


def _check_seller(store: Store, product_id: str | None, of: str | None) -> None:
    product = store.get("product", product_id) if product_id is not None else None
    if isinstance(product, Product) and product.seller != of:
        problem = "this product is another seller's"
        raise InvalidValueError(problem, product.id, valid=f"of={product.seller!r}")


def period_of(store: Store, period: Period | str | int | None, of: str | None) -> Period:
    """A period, by the fiscal calendar of a company.

    Raises:
        InvalidValueError: If there is none, or if it means nothing.
    """
    if isinstance(period, Period):
        return period
    if period is None or period == "unknown":
        raise InvalidValueError("a quantity wants a period", period, valid="period='FY2024', for example")
    return Period.parse(period, calendar=calendar_of(store, of))


def wanted(
    store: Store,
    measure: Measure | Measurand | str,
    aspects: Aspects,
    *,
    relative_to: Measurand | Measure | str | None,
    unit: Unit | str | None,
) -> Wanted:
    """What a user asks for.

    Raises:
        UnknownNameError: If a name is not known; with the nearest.
        InvalidValueError: If a measurand comes with further aspects, or if an aspect means nothing.
    """
    if isinstance(measure, Measurand):
        if aspects:
            problem = "a measurand says all there is to say"
            raise InvalidValueError(problem, ", ".join(aspects), valid="a measurand, or a measure with aspects")
        measurand = _known(store, measure)
    else:
        measurand = measurand_named(store, measure, aspects)
    return Wanted(
        measurand=measurand,
        relative_to=base_of(store, relative_to, measurand),
        unit=None if unit is None else to_unit(unit),
        called=measure.strip().casefold() if isinstance(measure, str) else None,
    )


def base_of(store: Store, asked: Measurand | Measure | str | None, measurand: Measurand) -> Measurand | None:
    """What a quantity is wanted relative to; a measure stands for all of it that the party has in the period."""
    if asked is None:
        return None
    if isinstance(asked, Measurand):
        return _known(store, asked)
    measure = look_up(store, "measure", asked).id
    return Measurand(measure=measure, of=measurand.of, period=measurand.periods)
