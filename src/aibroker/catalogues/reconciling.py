"""Reconciling two catalogues: where they agree on an offer, and where they do not. Nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import attrs

from aibroker.catalogues.imports import CatalogueImport
from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import MeasureId, ModelId, PartyId
from aibroker.records.measures import Metric
from aibroker.records.offers import Model
from aibroker.values.bounds import exact
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

__all__ = ["Compared", "LeftOut", "Reconciliation", "reconcile"]


@attrs.frozen(kw_only=True)
class Compared:
    """What two catalogues say of one thing.

    Attributes:
        about: ``price``, ``openness`` or ``release``.
        model: The model.
        seller: The seller whose offer it is; None for what the model itself is.
        measure: Of a price, which one.
        one: What the first says.
        other: What the second says.
        keys: Where each says so.
        agrees: Whether they agree, within the tolerance.
        days_differ: Whether no day lies in both periods, so that a price may have changed in between.
    """

    about: str
    model: ModelId
    seller: PartyId | None = None
    measure: MeasureId | None = None
    one: str
    other: str
    keys: tuple[str, str]
    agrees: bool
    days_differ: bool = False

    def __str__(self) -> str:
        whose = "" if self.seller is None else f" by {self.seller}"
        what = self.about if self.measure is None else self.measure.replace("-", " ")
        verb = "agree" if self.agrees else "disagree"
        days = ", of different days" if self.days_differ else ""
        return f"{self.model}{whose}: they {verb} on the {what}, {self.one} and {self.other}{days}"


@attrs.frozen(kw_only=True)
class LeftOut:
    """A price that both catalogues have, and that was not compared.

    Attributes:
        model: The model.
        seller: The seller whose offer it is.
        measure: Which price.
        problem: Why it was not compared.
        keys: Where each catalogue has it, once or several times.
    """

    model: ModelId
    seller: PartyId
    measure: MeasureId
    problem: str
    keys: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.model} by {self.seller}, {self.measure.replace('-', ' ')}: {self.problem}"


@attrs.frozen(kw_only=True, repr=False)
class Reconciliation:
    """What two catalogues say of the same offers and the same models.

    Attributes:
        agreements: Where they agree.
        conflicts: Where they do not.
        tolerance: How far prices may be apart and agree, as a share of the lower one.
        left_out: The prices that both have and that were not compared, each with its reason.
    """

    agreements: tuple[Compared, ...]
    conflicts: tuple[Compared, ...]
    tolerance: Estimate
    left_out: tuple[LeftOut, ...] = ()

    def __repr__(self) -> str:
        left = f", {len(self.left_out)} left out" if self.left_out else ""
        return f"<Reconciliation: {len(self.agreements)} agreements, {len(self.conflicts)} conflicts{left}>"


class _Key(NamedTuple):
    """One price of one offer: the same seller, the same model alone, hosted nowhere in particular."""

    seller: PartyId
    model: ModelId
    measure: MeasureId


def reconcile(one: CatalogueImport, other: CatalogueImport, *, tolerance: Estimate | str) -> Reconciliation:
    """Compare what two catalogues say of offers of one model by one seller, and of models.

    Prices are compared on the last day on which both hold, announced ones included. Where there is no such day, the
    latest ones are compared, and the result says that their days differ. Offers that are bound to a place, whether it
    was understood or not, or that are run by somebody else are not compared. A price of which one catalogue has
    several on a day is left out, and listed. What models are is stated by the developers' files of models.dev alone,
    so that only two days of it can be compared there.

    Args:
        one: A catalogue.
        other: Another one, or the same on another day.
        tolerance: How far two prices may be apart and still agree, as a share of the lower one, such as ``"5 %"``.

    Returns:
        The agreements, the conflicts and what was left out, in the order of sellers, models and measures.

    Raises:
        InvalidValueError: If the tolerance is no share, or if one of the two is no import of a catalogue.
    """
    for each in (one, other):
        if not isinstance(each, CatalogueImport):
            raise InvalidValueError("two imports of catalogues are reconciled", each, valid="what a reader returns")
    share = _share(tolerance)
    left_out: list[LeftOut] = []
    prices = _prices(one, other, Fraction(exact(share.to("times").low)), left_out)
    found = (*prices, *_facts(one, other))
    return Reconciliation(
        agreements=tuple(each for each in found if each.agrees),
        conflicts=tuple(each for each in found if not each.agrees),
        tolerance=share,
        left_out=tuple(left_out),
    )


def _share(tolerance: Estimate | str) -> Estimate:
    valid = "less than all of it, for example '5 %'; no factor and no growth"
    refused = InvalidValueError("a tolerance is a share of a price", tolerance, valid=valid)
    if isinstance(tolerance, str) and not tolerance.strip().startswith(("-", "−")):
        tolerance = Estimate.parse(tolerance)
    if not isinstance(tolerance, Estimate):
        raise refused
    if tolerance.unit.dimension != "ratio" or not tolerance.is_point or not 0 <= tolerance.to("times").low < 1:
        raise refused
    return tolerance


def _prices(
    one: CatalogueImport, other: CatalogueImport, apart: Fraction, left_out: list[LeftOut]
) -> Iterator[Compared]:
    mine, theirs = _priced(one), _priced(other)
    for key in sorted(mine.keys() & theirs.keys()):
        left, right, days_differ = _together(mine[key], theirs[key])
        keys = _where(one, left), _where(other, right)
        several = [name for name, listed in (("first", left), ("second", right)) if len(_amounts(listed)) != 1]
        if several:
            problem = f"the {' and the '.join(several)} has several prices at once"
            left_out.append(
                LeftOut(model=key.model, seller=key.seller, measure=key.measure, problem=problem, keys=keys)
            )
            continue
        yield Compared(
            about="price",
            model=key.model,
            seller=key.seller,
            measure=key.measure,
            one=_shown(left[0]),
            other=_shown(right[0]),
            keys=keys,
            agrees=_agree(left[0].value, right[0].value, apart),
            days_differ=days_differ,
        )


def _agree(one: Estimate, other: Estimate, apart: Fraction) -> bool:
    """Whether two prices are no further apart than a share of the lower one, counted as the decimals they are."""
    other = other.to(one.unit)
    lower, higher = Fraction(exact(min(one.high, other.high))), Fraction(exact(max(one.low, other.low)))
    return higher <= lower * (1 + apart)


def _priced(given: CatalogueImport) -> Mapping[_Key, list[Metric]]:
    """The prices of offers that are of one model, and bound to no place."""
    case = given.landscape
    unbound = (each for each in case.channels if each.hosted_in.exactly is None and each.id not in given.unplaced)
    sold = {each.product: each for each in unbound if len(each.models) == 1 and each.operator is None}
    found: dict[_Key, list[Metric]] = {}
    for metric in case.metrics:
        channel = sold.get(metric.measurand.product)
        if channel is not None:
            key = _Key(PartyId(channel.seller), channel.models[0], metric.measurand.measure)
            found.setdefault(key, []).append(metric)
    return found


def _together(mine: list[Metric], theirs: list[Metric]) -> tuple[list[Metric], list[Metric], bool]:
    """What two catalogues say of the last day that both speak of; else the latest of each, of days that differ."""
    days = [_last_common_day(left, right) for left in mine for right in theirs]
    day = max((each for each in days if each is not None), default=None)
    if day is None:
        return _latest(mine), _latest(theirs), True
    return _on(mine, day), _on(theirs, day), False


def _last_common_day(one: Metric, other: Metric) -> date | None:
    """The last day in both periods; None where there is none, or where both only announce a price."""
    left, right = one.measurand.period, other.measurand.period
    if left is None or right is None or "actual" not in (one.basis, other.basis):
        return None
    start = max((each.start for each in (left, right) if each.start is not None), default=date.min)
    end = min((each.end for each in (left, right) if each.end is not None), default=date.max)
    return end - timedelta(days=1) if start < end else None


def _on(listed: list[Metric], day: date) -> list[Metric]:
    return [each for each in listed if each.measurand.period is not None and day in each.measurand.period]


def _latest(listed: list[Metric]) -> list[Metric]:
    """Of each offer the price that began last, of those that are not to come; if all are to come, those."""
    by_offer: dict[str | None, Metric] = {}
    for each in sorted([each for each in listed if each.basis == "actual"] or listed, key=_start):
        by_offer[each.measurand.product] = each
    return list(by_offer.values())


def _start(metric: Metric) -> str:
    period = metric.measurand.period
    return "" if period is None or period.start is None else period.start.isoformat()


def _amounts(listed: list[Metric]) -> set[tuple[float, float]]:
    return {(each.value.low, each.value.high) for each in listed}


def _shown(metric: Metric) -> str:
    announced = ", announced" if metric.basis == "projected" else ""
    return f"{metric.value.stated or metric.value} ({metric.measurand.period}{announced})".removeprefix("exactly ")


def _where(given: CatalogueImport, listed: list[Metric]) -> str:
    claims = dict.fromkeys(claim for each in listed for claim in each.claims)
    return ", ".join(given.landscape.claims[each].locator for each in claims)


def _facts(one: CatalogueImport, other: CatalogueImport) -> Iterator[Compared]:
    """What both say of a model: whether its weights are open, and when it was released."""
    mine, theirs = ({each.id: each for each in given.landscape.models} for given in (one, other))
    for known_as in sorted(mine.keys() & theirs.keys()):
        left, right = mine[known_as], theirs[known_as]
        keys = _claimed(one, left), _claimed(other, right)
        if "unknown" not in (left.openness, right.openness):
            same = left.openness == right.openness
            opened = left.openness, right.openness
            yield Compared(about="openness", model=known_as, one=opened[0], other=opened[1], keys=keys, agrees=same)
        if left.release is not None and right.release is not None:
            agrees = _meet(left.release, right.release)
            said = str(left.release), str(right.release)
            yield Compared(about="release", model=known_as, one=said[0], other=said[1], keys=keys, agrees=agrees)


def _claimed(given: CatalogueImport, model: Model) -> str:
    return ", ".join(given.landscape.claims[each].locator for each in model.claims)


def _meet(one: Period, other: Period) -> bool:
    """Whether some day lies in both."""
    return one in other or other in one
