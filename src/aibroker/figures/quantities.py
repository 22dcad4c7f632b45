"""Quantities: the canonical keys of what numbers are about.

An aspect left out means all, and so does the world: both are one key. A period counts by its days, whatever it is
called. The unit is a base unit, so that two currencies are two quantities and a pace is an amount of its period.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import MarketId, MeasureId, PartyId, ProductId
from aibroker.records.markets import WORLD
from aibroker.records.measures import Measurand, Measure
from aibroker.records.parties import Customer, Vendor
from aibroker.store.stores import Store
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.periods import Period
from aibroker.values.spans import exact_months_in, exact_years_in
from aibroker.values.unit_text import read_unit
from aibroker.values.units import Unit

__all__ = ["Quantity", "factor_into", "measurand_of", "measure_of", "quantity_of", "year_around"]


_Order = tuple[str, str, str, str, str, date, date, str]


class Quantity(NamedTuple):
    """An exact quantity, as a key."""

    measure: MeasureId
    of: PartyId | None
    market: MarketId | None
    product: ProductId | None
    buyer: PartyId | None
    start: date | None
    end: date | None
    unit: str

    @property
    def order(self) -> _Order:
        """What quantities are sorted by, so that the order of records never matters."""
        measure, of, market, product, buyer, start, end, unit = self
        days = start or date.min, end or date.max
        return measure, of or "", market or "", product or "", buyer or "", *days, unit


def quantity_of(measurand: Measurand, unit: str) -> Quantity:
    """The quantity that a measurand of a single period means, in a base unit."""
    period = measurand.periods[0]
    market = None if measurand.market == WORLD else measurand.market
    return Quantity(
        measurand.measure, measurand.of, market, measurand.product, measurand.buyer, period.start, period.end, unit
    )


def measurand_of(store: Store, quantity: Quantity) -> Measurand:
    """The measurand of a quantity, its period called as the company calls it."""
    period, calendar = Period(quantity.start, quantity.end), calendar_of(store, quantity.of)
    return Measurand(
        measure=quantity.measure,
        of=quantity.of,
        market=quantity.market,
        product=quantity.product,
        buyer=quantity.buyer,
        period=period if calendar is None else calendar.calling(period),
    )


def calendar_of(store: Store, party_id: str | None) -> FiscalCalendar | None:
    """When the year of a party ends; None where that is unknown."""
    party = store.get("party", party_id) if party_id is not None else None
    return party.year_ends if isinstance(party, Vendor | Customer) else None


def measure_of(store: Store, measure_id: str) -> Measure:
    """The measure of an id that is in the landscape."""
    found = store.get("measure", measure_id)
    if not isinstance(found, Measure):  # pragma: no cover - validation has looked it up
        raise TypeError(measure_id)
    return found


def factor_into(store: Store, measurand: Measurand, unit: Unit) -> tuple[Fraction, str]:
    """How many base units one of a unit is for a measurand, and the base unit.

    A pace is multiplied by the length of the period: one by day by its days; one by month by its calendar months, of
    which a part counts by days; one by year by the days of the period over those of the company's year in which it
    lies, so that the parts of a year add up to it; a period that lies in no one year of the company counts whole years
    from its start and a remainder.

    Args:
        store: The landscape's records.
        measurand: What is measured, in a single period.
        unit: A unit that fits its measure.
    """
    measure = measure_of(store, measurand.measure)
    if unit.dimension == measure.dimension:
        factor, base = unit.base
        return factor, base.text
    by_month = any(name == "month" for name, _ in read_unit(unit.text))
    for span, length in (("month", _months) if by_month else ("year", _years), ("day", _days)):
        in_span, amount = unit.product(Unit(span))
        factor, base = amount.base
        if base.dimension == measure.dimension:
            return in_span * factor * length(store, measurand), base.text
    raise TypeError(unit.text)  # pragma: no cover - validation has seen that it fits


def _days(_store: Store, measurand: Measurand) -> Fraction:
    period = measurand.periods[0]
    if period.days is None:
        raise InvalidValueError("an open period has no length", str(period), valid="a period with both ends")
    return Fraction(period.days)


def _months(_store: Store, measurand: Measurand) -> Fraction:
    return exact_months_in(measurand.periods[0])


def _years(store: Store, measurand: Measurand) -> Fraction:
    period = measurand.periods[0]
    year = year_around(store, measurand.of, period)
    if year is None or year.days is None or period.days is None:
        return exact_years_in(period)
    return Fraction(period.days, year.days)


def year_around(store: Store, party_id: str | None, period: Period) -> Period | None:
    """The year of a company in which a period lies, a calendar year where its own is unknown; None for no one year."""
    if period.start is None or period.end is None:
        return None
    year = (calendar_of(store, party_id) or FiscalCalendar.ending("December")).year_of(period.start)
    return year if period in year else None
