"""Offers as catalogues state them, and the records that they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue, IssueKind
from aibroker.catalogues.tables import SELLERS
from aibroker.errors import InvalidValueError, shown
from aibroker.landscape import Landscape
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import slug
from aibroker.records.kinds import Record
from aibroker.records.measures import Basis, Measurand, Measure, Metric
from aibroker.records.offers import Hosting, Model, Openness, Product, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["Dates", "Listed", "Offer", "Price", "imported"]

_LONGEST: Final = 70
"""The letters of an id that a key may take up: what comes before and after it must fit as well."""

_LARGEST: Final = Decimal(10) ** 12
"""Dollars for a million tokens above which a price is no price of anything."""

_PLAUSIBLE: Final = MappingProxyType({"input": Decimal(200), "output": Decimal(1000)})
"""The most that a million tokens is taken to cost, in dollars; what costs more is doubted, and kept."""


Dates: TypeAlias = tuple[date | None, date | None]
"""From a day, until and without another one."""


@attrs.frozen(kw_only=True)
class Price:
    """A price per token.

    Attributes:
        kind: What is paid for, in words joined by hyphens: ``input``, ``output``, ``input-above-200k`` …
        amount: In dollars for a million tokens, as the catalogue has it.
        dates: The first day on which it holds, and the first on which it no longer does, each None where none is
            stated; None for the day on which the catalogue was retrieved.
    """

    kind: str
    amount: Decimal
    dates: Dates | None = None


@attrs.frozen(kw_only=True)
class Listed:
    """A model that a catalogue names together with its developer.

    Attributes:
        name: Its name.
        developer: Its developer.
        openness: Whether its weights are open.
        release: When it was released; None where it does not say.
        key: Where the catalogue says so; empty where it only names it.
    """

    name: str
    developer: str
    openness: Openness = "unknown"
    release: Period | None = None
    key: str = ""


@attrs.frozen(kw_only=True)
class Offer:
    """A model, or a product, that a seller lists.

    Attributes:
        key: Where it stands in the catalogue.
        seller: What the catalogue calls the seller.
        title: What it calls the offer.
        model: The model; None where its developer is unknown.
        operator: Who runs it, where the key says so.
        hosted_in: Where it runs, where the key says so.
        prices: Its prices.
        ends: The day from which it is no longer sold, where one is stated.
        page: The page that the catalogue names for it; empty for none.
    """

    key: str
    seller: str
    title: str
    model: Listed | None = None
    operator: str | None = None
    hosted_in: tuple[str, ...] = ()
    prices: tuple[Price, ...] = ()
    ends: date | None = None
    page: str = ""


def imported(
    source: Source,
    offers: Iterable[Offer],
    issues: Iterable[CatalogueIssue],
    *,
    retrieved: date,
    models: Iterable[Listed] = (),
) -> CatalogueImport:
    """The landscape of some offers, seen from the day on which the catalogue was retrieved.

    Args:
        source: The catalogue.
        offers: The offers.
        issues: What was found while they were read.
        retrieved: The day.
        models: Models that it lists by themselves, whether anybody offers them or not.
    """
    made = _Import(source, retrieved)
    for model in models:
        made.model(model)
    for offer in offers:
        made.add(offer)
    landscape = Landscape.of(*made.records(), as_of=retrieved, title=source.title)
    return CatalogueImport(landscape=landscape, issues=(*issues, *made.issues), source=source)


class _Import:
    """An import in the making."""

    def __init__(self, source: Source, day: date) -> None:
        self.source, self.day = source, day
        self.issues: list[CatalogueIssue] = []
        self._companies: dict[str, Vendor] = {}
        self._models: dict[str, Model] = {}
        self._measures: dict[str, Measure] = {}
        self._rest: list[Record] = []
        self._taken: set[str] = set()
        self._unmatched: set[str] = set()

    def records(self) -> Iterator[Record]:
        yield self.source
        for kept in (self._companies, self._models, self._measures):
            yield from kept.values()
        yield from self._rest

    def add(self, offer: Offer) -> None:
        """Add the records of an offer; one of which none can be made is dropped."""
        try:
            self._rest += self._records_of(offer)
        except InvalidValueError as error:
            self._issue("dropped", offer, f"no record can be made of it ({error.problem})", shown(offer.key))

    def _records_of(self, offer: Offer) -> list[Record]:
        key = slug(offer.key)
        seller = self._seller(offer)
        model = None if offer.model is None else self.model(offer.model)
        if model is None:
            problem = "nobody says who develops it, so that the offer names no model"
            self._issue("unmatched", offer, problem, offer.title)
        known_as, name = self._free(f"{seller}-{key}"[:_LONGEST].strip("-._")), self._companies[seller].name
        stated = Claim(
            id=f"{self.source.id}.{known_as}",
            source=self.source.id,
            locator=offer.key,
            kind="number" if offer.prices else "fact",
            text=f"{name} is listed as a seller of {offer.title}.",
        )
        product = Product(id=known_as, name=f"{offer.title} by {name}", seller=seller)
        channel = SalesChannel(
            id=known_as,
            seller=seller,
            models=() if model is None else (model,),
            product=product.id,
            into=None,
            hosted_in=Hosting(exactly=offer.hosted_in or None),
            operator=None if offer.operator is None else self._company(offer.operator),
            open=self._open(offer),
            claims=(stated.id,),
            note=f"see {offer.page}" if offer.page else "",
        )
        return [stated, product, channel, *self._metrics(offer, product, stated)]

    def _open(self, offer: Offer) -> Validity:
        if offer.ends is not None and offer.ends <= self.day:
            self._issue("doubted", offer, "it is listed although it was to end", offer.ends.isoformat())
            return Validity(ended=_last_day_or_next(offer.ends))
        return Validity(seen=(self.day,), ended=None if offer.ends is None else _last_day_or_next(offer.ends))

    def _metrics(self, offer: Offer, product: Product, stated: Claim) -> Iterator[Metric]:
        for price in offer.prices:
            if price.amount <= 0:
                self._issue("dropped", offer, f"a price of zero without a reason ({price.kind})", _text(price.amount))
                continue
            if price.amount > _LARGEST:
                self._issue("dropped", offer, f"a price beyond all bounds ({price.kind})", f"{price.amount:e}")
                continue
            most = _PLAUSIBLE.get(price.kind)
            if most is not None and price.amount > most:
                problem = f"an {price.kind} price of more than {most} USD for a million tokens"
                self._issue("doubted", offer, problem, _text(price.amount))
            period, basis = self._when(price.dates)
            yield Metric(
                id=self._free(f"{product.id}.{price.kind}"),
                measurand=Measurand(
                    measure=self._measure(price.kind),
                    of=product.seller,
                    product=product.id,
                    period=period,
                ),
                basis=basis,
                value=Estimate.parse(f"exactly {_text(price.amount)} USD/Mtoken"),
                claims=(stated.id,),
            )

    def _when(self, dates: Dates | None) -> tuple[Period, Basis]:
        """When a price holds: a list says no more than that it did until it was retrieved, or that it is to come."""
        known_until = self.day + timedelta(days=1)
        if dates is None:
            return Period(self.day, known_until), "actual"
        start, end = dates
        if start is not None and start > self.day:
            return Period(start, end), "projected"
        return Period(start, known_until if end is None else min(end, known_until)), "actual"

    def _seller(self, offer: Offer) -> str:
        known = SELLERS.get(offer.seller.casefold())
        if known is None and offer.seller not in self._unmatched:
            self._unmatched.add(offer.seller)
            self._issue("unmatched", offer, "a seller that stays as it is called here", offer.seller)
        return self._company(known or offer.seller)

    def _company(self, name: str) -> str:
        company = Vendor(id=slug(name), name=name)
        return self._companies.setdefault(company.id, company).id

    def model(self, listed: Listed) -> str:
        """Add a model, if it is not there; its id."""
        developer, known_as = self._company(listed.developer), slug(listed.name)
        if known_as not in self._models:
            claims = tuple(self._claim_of_model(listed, known_as))
            self._models[known_as] = Model(
                id=known_as,
                name=listed.name,
                developer=developer,
                openness=listed.openness,
                release=listed.release,
                claims=claims,
            )
        return known_as

    def _claim_of_model(self, listed: Listed, known_as: str) -> Iterator[str]:
        if listed.key:
            stated = Claim(
                id=f"{self.source.id}.model-{known_as}"[:_LONGEST].strip("-._"),
                source=self.source.id,
                locator=listed.key,
                kind="fact",
                text=f"{listed.name} is listed as a model by {listed.developer}.",
            )
            self._rest.append(stated)
            yield stated.id

    def _measure(self, kind: str) -> str:
        words = kind.replace("-", " ")
        measure = Measure(
            id=f"{kind}-price", name=f"{words} price", dimension="money/token", kind="intensive", adds_up=False
        )
        return self._measures.setdefault(measure.id, measure).id

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._taken.add(name)
        return name

    def _issue(self, kind: IssueKind, offer: Offer, problem: str, value: str) -> None:
        self.issues.append(CatalogueIssue(kind=kind, where=offer.key, problem=problem, value=value))


def _last_day_or_next(day: date) -> Period:
    """When an offer is over that ends on a day: on that day, or on the next one, since catalogues do not say."""
    return Period(day, day + timedelta(days=2) if day < date.max - timedelta(days=2) else None)


def _text(amount: Decimal) -> str:
    """The digits of an amount, without an exponent."""
    return format(amount.normalize(), "f")
