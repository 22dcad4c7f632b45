"""Reconciling two catalogues: where they agree on an offer, and where they do not. Nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import attrs

from aibroker.catalogues.imports import CatalogueImport
from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import MeasureId, ModelId, PartyId
from aibroker.records.measures import Metric
from aibroker.records.offers import Model
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period

__all__ = ["Compared", "Reconciliation", "reconcile"]


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
    """

    about: str
    model: ModelId
    seller: PartyId | None = None
    measure: MeasureId | None = None
    one: str
    other: str
    keys: tuple[str, str]
    agrees: bool

    def __str__(self) -> str:
        whose = "" if self.seller is None else f" by {self.seller}"
        what = self.about if self.measure is None else self.measure.replace("-", " ")
        verb = "agree" if self.agrees else "disagree"
        return f"{self.model}{whose}: they {verb} on the {what}, {self.one} and {self.other}"


@attrs.frozen(kw_only=True, repr=False)
class Reconciliation:
    """What two catalogues say of the same offers and the same models.

    Attributes:
        agreements: Where they agree.
        conflicts: Where they do not.
        tolerance: How far prices may be apart and agree, as a share of the lower one.
    """

    agreements: tuple[Compared, ...]
    conflicts: tuple[Compared, ...]
    tolerance: Estimate

    def __repr__(self) -> str:
        return f"<Reconciliation: {len(self.agreements)} agreements, {len(self.conflicts)} conflicts>"


class _Key(NamedTuple):
    """One price of one offer: the same seller, the same model alone, hosted nowhere in particular."""

    seller: PartyId
    model: ModelId
    measure: MeasureId


def reconcile(one: CatalogueImport, other: CatalogueImport, *, tolerance: Estimate | str) -> Reconciliation:
    """Compare what two catalogues say of offers of one model by one seller, and of models.

    Offers that are bound to a place or run by somebody else are not compared, and neither is a price of which one
    catalogue has several at once.

    Args:
        one: A catalogue.
        other: Another one.
        tolerance: How far two prices may be apart and still agree, as a share of the lower one, such as ``"5 %"``.

    Returns:
        The agreements and the conflicts, in the order of sellers, models and measures.

    Raises:
        InvalidValueError: If the tolerance is no share.
    """
    share = tolerance if isinstance(tolerance, Estimate) else Estimate.parse(tolerance)
    if share.unit.dimension != "ratio" or not share.is_point or share.low < 0:
        raise InvalidValueError("a tolerance is a share of a price", str(tolerance), valid="for example '5 %'")
    found = (*_prices(one, other, share.to("times").low), *_facts(one, other))
    return Reconciliation(
        agreements=tuple(each for each in found if each.agrees),
        conflicts=tuple(each for each in found if not each.agrees),
        tolerance=share,
    )


def _prices(one: CatalogueImport, other: CatalogueImport, apart: float) -> Iterator[Compared]:
    mine, theirs = _priced(one), _priced(other)
    for key in sorted(mine.keys() & theirs.keys()):
        left, right = mine[key], theirs[key]
        low, high = sorted((left.value.low, right.value.to(str(left.value.unit)).low))
        yield Compared(
            about="price",
            model=key.model,
            seller=key.seller,
            measure=key.measure,
            one=_shown(left),
            other=_shown(right),
            keys=(_where(one, left), _where(other, right)),
            agrees=high <= low * (1 + apart),
        )


def _priced(given: CatalogueImport) -> Mapping[_Key, Metric]:
    """The prices of offers that are of one model and bound to no place, each where it is the only one of its kind."""
    case = given.landscape
    sold = {each.product: each for each in case.channels if len(each.models) == 1 and each.hosted_in.exactly is None}
    found: dict[_Key, list[Metric]] = {}
    for metric in case.metrics:
        channel = sold.get(metric.measurand.product)
        if channel is not None and channel.operator is None:
            key = _Key(PartyId(channel.seller), channel.models[0], metric.measurand.measure)
            found.setdefault(key, []).append(metric)
    current = {key: _latest(listed) for key, listed in found.items()}
    return {key: current[key][0] for key in sorted(current) if len({each.value.low for each in current[key]}) == 1}


def _latest(listed: list[Metric]) -> list[Metric]:
    """Of each offer the price that holds now: the one that began last."""
    by_offer: dict[str | None, Metric] = {}
    for each in sorted(listed, key=_start):
        if each.basis == "actual":
            by_offer[each.measurand.product] = each
    return list(by_offer.values())


def _start(metric: Metric) -> str:
    period = metric.measurand.period
    return "" if period is None or period.start is None else period.start.isoformat()


def _shown(metric: Metric) -> str:
    return f"{metric.value.stated or metric.value} ({metric.measurand.period})".removeprefix("exactly ")


def _where(given: CatalogueImport, metric: Metric) -> str:
    return ", ".join(given.landscape.claims[each].locator for each in metric.claims)


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
