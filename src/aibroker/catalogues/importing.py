"""The records that the offers of a catalogue become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from aibroker.catalogues.contested import Models
from aibroker.catalogues.identities import LONGEST_ID, company_called, fitted, ids_for, seller_called
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue, IssueKind
from aibroker.catalogues.offers import Dates, Listed, Offer
from aibroker.catalogues.plausibility import as_stated, doubts, refusal
from aibroker.errors import InvalidValueError, shown
from aibroker.landscape import Landscape
from aibroker.records.characters import unfit_in_text
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import ChannelId, slug
from aibroker.records.kinds import Record
from aibroker.records.measures import Basis, Measurand, Measure, Metric
from aibroker.records.offers import Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.values.days import to_day
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["imported", "retrieved_on"]


def retrieved_on(given: date | str) -> date:
    """The day on which a catalogue was taken.

    Raises:
        InvalidValueError: If it is none, or the last one of the calendar, so that no price could hold on it.
    """
    day = to_day(given)
    if day == date.max:
        raise InvalidValueError("no catalogue is taken on the last day of the calendar", given, valid="an earlier day")
    return day


def imported(
    name: str,
    source: Source,
    offers: Iterable[Offer],
    issues: Iterable[CatalogueIssue],
    *,
    retrieved: date,
    models: Iterable[Listed] = (),
) -> CatalogueImport:
    """The landscape of some offers, seen from the day on which the catalogue was retrieved.

    Products and channels bear the catalogue in their ids; the source, claims and prices bear the day as well, so that
    two catalogues join, and two days of one.

    Args:
        name: What the catalogue is called in ids.
        source: The catalogue as it was on the day.
        offers: The offers.
        issues: What was found while they were read.
        retrieved: The day.
        models: Models that it lists by themselves, whether anybody offers them or not.
    """
    made = _Import(name, source, retrieved, tuple(offers), tuple(models))
    landscape = Landscape.of(*made.records(), as_of=retrieved, title=source.title)
    return CatalogueImport(
        landscape=landscape, issues=(*issues, *made.issues), source=source, unplaced=frozenset(made.unplaced)
    )


class _Import:
    """An import in the making."""

    def __init__(
        self, name: str, source: Source, day: date, offers: tuple[Offer, ...], models: tuple[Listed, ...]
    ) -> None:
        self.name, self.source, self.day = name, source, day
        self.issues: list[CatalogueIssue] = []
        self.unplaced: set[ChannelId] = set()
        self._companies: dict[str, Vendor] = {}
        self._measures: dict[str, Measure] = {}
        self._rest: list[Record] = []
        self._made: dict[str, Model] = {}
        self._taken: set[str] = set()
        self._channels: set[str] = set()
        self._unmatched: set[str] = set()
        named = ((offer.key, offer.model) for offer in offers)
        self._models = Models([*((each.key, each) for each in models), *((key, each) for key, each in named if each)])
        self.issues += self._models.issues
        for model in models:
            self._try(model.key, partial(self._listed, model))
        paths = [f"{_company_of(offer.seller)} {offer.path}" for offer in offers]
        ids = ids_for(paths)
        for offer, path in zip(offers, paths, strict=True):
            self._try(offer.key, partial(self._add, offer, ids[path]))

    def records(self) -> Iterator[Record]:
        yield self.source
        for kept in (self._companies, self._made, self._measures):
            yield from kept.values()
        yield from self._rest

    def _try(self, key: str, adding: Callable[[], None]) -> None:
        """Add records; a row of which none can be made is dropped."""
        try:
            adding()
        except InvalidValueError as error:
            self._issue("dropped", key, f"no record can be made of it ({error.problem})", shown(key))

    def _listed(self, model: Listed) -> None:
        self._model(model)

    def _add(self, offer: Offer, known_as: str) -> None:
        if known_as in self._taken:
            self._issue("doubted", offer.key, "an offer that is listed twice", offer.path)
        records = self._records_of(offer, self._free(known_as))
        self._rest += records

    def _records_of(self, offer: Offer, known_as: str) -> list[Record]:
        seller = self._seller(offer)
        if offer.model is None:
            problem = "nobody says who develops it, so that the offer names no model"
            self._issue("unmatched", offer.key, problem, offer.title)
        name = self._companies[seller].name
        stated = Claim(
            id=self._free(f"{self.source.id}.{known_as}"),
            source=self.source.id,
            locator=offer.key,
            kind="number" if offer.prices else "fact",
            text=f"{name} is listed as a seller of {offer.title}.",
            note=self._page(offer),
        )
        product = Product(id=f"{self.name}.{known_as}", name=f"{offer.title} by {name}", seller=seller)
        channel = SalesChannel(
            # an end that is moved by a later list makes another channel, and contradicts none
            id=product.id if offer.ends is None else f"{product.id}.until-{offer.ends}",
            seller=seller,
            models=() if offer.model is None else (self._model(offer.model),),
            models_unknown=offer.model is None,
            product=product.id,
            into=None,
            hosted_in=Hosting(exactly=None if offer.place.market is None else (offer.place.market,)),
            operator=None if offer.operator is None else self._company(offer.operator),
            open=self._open(offer),
            claims=(stated.id,),
            note=f"It is bound to a place that was not understood: {unread}" if (unread := offer.place.unread) else "",
        )
        if channel.id in self._channels:
            raise InvalidValueError("another offer has made its id", channel.id, valid="a key of its own")
        self._channels.add(channel.id)
        records: list[Record] = [stated, product, channel, *self._metrics(offer, known_as, product, stated)]
        if offer.place.unread:
            self.unplaced.add(channel.id)
            self._issue("doubted", offer.key, "it is bound to a place that is not understood", offer.place.unread)
        return records

    def _page(self, offer: Offer) -> str:
        """What the claim says of the page that a row names; nothing of one that no text may hold."""
        unfit = unfit_in_text(offer.page)
        if unfit is not None:
            self._issue("dropped", offer.key, f"the page that it names holds {unfit}", shown(offer.page))
        return f"It names {offer.page}" if offer.page and unfit is None else ""

    def _open(self, offer: Offer) -> Validity:
        if offer.ends is not None and offer.ends <= self.day:
            self._issue("doubted", offer.key, "it is listed although it was to end", offer.ends.isoformat())
            return Validity(ended=_last_day_or_next(offer.ends))
        return Validity(seen=(self.day,), ended=None if offer.ends is None else _last_day_or_next(offer.ends))

    def _metrics(self, offer: Offer, known_as: str, product: Product, stated: Claim) -> Iterator[Metric]:
        for price in offer.prices:
            refused = refusal(price)
            if refused is not None:
                self._issue("dropped", offer.key, *refused)
                continue
            for doubt in doubts(price):
                self._issue("doubted", offer.key, *doubt)
            period, basis = self._when(price.dates)
            since = "" if price.dates is None or price.dates[0] is None else f".from-{price.dates[0]}"
            yield Metric(
                id=self._free(f"{self.source.id}.{known_as}.{price.kind}{since}"),
                measurand=Measurand(
                    measure=self._measure(price.kind), of=product.seller, product=product.id, period=period
                ),
                basis=basis,
                value=Estimate.parse(as_stated(price)),
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
        known = seller_called(offer.seller)
        if known is not None:
            return self._company(known)
        if offer.seller not in self._unmatched:
            self._unmatched.add(offer.seller)
            self._issue("unmatched", offer.key, "a seller that stays as it is called here", offer.seller)
        company = Vendor(id=company_called(offer.seller), name=offer.seller)
        return self._companies.setdefault(company.id, company).id

    def _company(self, name: str) -> str:
        company = Vendor(id=slug(name), name=name)
        return self._companies.setdefault(company.id, company).id

    def _model(self, listed: Listed) -> str:
        """Add a model, if it is not there; its id."""
        known_as = self._models[listed]
        if known_as not in self._made:
            kept = self._models.kept(known_as)
            self._made[known_as] = Model(
                id=known_as,
                name=kept.name,
                developer=self._company(kept.developer),
                openness=kept.openness,
                release=kept.release,
                claims=tuple(self._claim_of_model(kept, known_as)),
            )
        return known_as

    def _claim_of_model(self, listed: Listed, known_as: str) -> Iterator[str]:
        if listed.key:
            stated = Claim(
                id=self._free(f"{self.source.id}.model-{known_as}"),
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
        """The id that is wanted, cut if it must be; a number goes with it only where one row says one thing twice."""
        wanted = fitted(wanted, longest=LONGEST_ID - 4)
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._taken.add(name)
        return name

    def _issue(self, kind: IssueKind, where: str, problem: str, value: str) -> None:
        self.issues.append(CatalogueIssue(kind=kind, where=where, problem=problem, value=value))


def _company_of(seller: str) -> str:
    """The id of the company that a catalogue means by the name of a seller."""
    known = seller_called(seller)
    return company_called(seller) if known is None else slug(known)


def _last_day_or_next(day: date) -> Period:
    """When an offer is over that ends on a day: on that day, or on the next one, since catalogues do not say."""
    return Period(day, day + timedelta(days=2) if day < date.max - timedelta(days=2) else None)
