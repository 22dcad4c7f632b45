"""Quantities, written: a measurand by its aspects, and what differs from another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from aibroker.errors import InvalidValueError
from aibroker.exchange.contraction import Tree, period_text
from aibroker.exchange.tables import ASPECTS, UNKNOWN
from aibroker.records.measures import Measurand
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.period_text import fiscal_number
from aibroker.values.periods import Period

__all__ = ["Quantities", "quantity_of"]

_ALL: Final = "all"


def quantity_of(measurand: Measurand) -> dict[str, object]:
    """The fields of a measurand, without those that say nothing."""
    fields = ("measure", "of", "market", "product", "buyer")
    made = {field: getattr(measurand, field) for field in fields if getattr(measurand, field) is not None}
    return {**made, "periods": list(measurand.periods)}


@attrs.frozen(eq=False)
class Quantities:
    """Writes measurands.

    Attributes:
        calendars: The fiscal calendar of each party that has one, by id.
    """

    calendars: Mapping[str, FiscalCalendar]

    def under_measure(self, measurand: Measurand, reserved: tuple[str, ...] = ()) -> Tree:
        """A measurand under the key of its measure.

        Args:
            measurand: The measurand.
            reserved: The keys that mean something else there; a measure of that id is written in capitals.
        """
        measure = str(measurand.measure)
        key = measure.upper() if measure in reserved else measure
        return {key: self.aspects(measurand)}

    def aspects(self, measurand: Measurand) -> Tree:
        """What a measurand says of each aspect."""
        fields = quantity_of(measurand)
        made: Tree = {key: fields[field] for key, field in ASPECTS.items() if field in fields}
        return {**made, "period": self._periods(measurand)}

    def differences(self, base: Measurand, other: Measurand) -> Tree:
        """The aspects in which a measurand differs from another one."""
        aspects = self.aspects(other)
        made: Tree = {"measure": other.measure} if other.measure != base.measure else {}
        for key, field in ASPECTS.items():
            if getattr(base, field) != getattr(other, field):
                made[key] = aspects.get(key, _ALL)
        return made

    def _periods(self, measurand: Measurand) -> object:
        texts = [self.period(each, measurand.of) for each in measurand.periods]
        if len(texts) == 1:
            return texts[0]
        return {"either": texts} if texts else UNKNOWN

    def period(self, period: Period, company: str | None) -> str:
        """The text of a period; a fiscal name stays where the company's calendar gives it."""
        calendar = self.calendars.get(company) if company is not None else None
        if calendar is None or period.label is None or fiscal_number(period.label) is None:
            return period_text(period)
        return period.label if _means(period.label, calendar, period) else period_text(period)


def _means(label: str, calendar: FiscalCalendar, period: Period) -> bool:
    try:
        return Period.parse(label, calendar=calendar) == period
    except InvalidValueError:
        return False
