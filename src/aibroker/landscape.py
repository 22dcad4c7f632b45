"""The landscape that users hold, and what becomes of it under a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Unpack, overload

import attrs

from aibroker.errors import Fault
from aibroker.figures.answers import answered
from aibroker.figures.aspects import Aspects, MoneyMeasure, PriceMeasure, measurand_named, wanted
from aibroker.figures.citations import Citation, citation, cited_under, fingerprint_of, held_here
from aibroker.figures.disagreements import disagreements
from aibroker.figures.figures import Figure
from aibroker.figures.increments import network_of
from aibroker.figures.networks import Network
from aibroker.figures.sensitivity import Sensitivity, sensitivity
from aibroker.figures.statements import in_force, refuse_two_readings
from aibroker.figures.suppositions import assuming, placing_readings, supposed
from aibroker.figures.switches import Bare, Hedges, Preference, Switches
from aibroker.hatch import shown
from aibroker.queries.access import Access, access, buyer_of, question_of
from aibroker.queries.answers import Answer, Brokerage, Candidate
from aibroker.queries.asked import Refusals, Rights, id_of, market_of, worded
from aibroker.queries.asked_rules import Payments, Rules, Safeguards
from aibroker.queries.audit import Audit, audit
from aibroker.queries.brokers import brokers
from aibroker.queries.channels import Filters, channels_into
from aibroker.queries.conflicts import conflicts
from aibroker.queries.evidence import claims_about, claims_of, resting_on
from aibroker.queries.gatekeepers import Gatekeeper, gatekeepers
from aibroker.queries.routes import Route, routes
from aibroker.records.assumptions import Assumption, Convention, Reading, Statement
from aibroker.records.evidence import Claim, Source, SourceKind
from aibroker.records.identifiers import ModelId
from aibroker.records.kinds import Party, Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.reasons import Conflict
from aibroker.records.safeguards import Risk
from aibroker.records.validators import is_remark
from aibroker.scenarios.application import apply, apply_each
from aibroker.scenarios.changes import Application, BeforeAndAfter, Change, Opening
from aibroker.scenarios.consequences import Loss, lost_access
from aibroker.scenarios.exposure import asked_of, at_risk
from aibroker.scenarios.fates import Fates, fates
from aibroker.scenarios.steps import Scenario
from aibroker.store.collections import Records
from aibroker.store.doubt import known_by, without_claims
from aibroker.store.findings import findings
from aibroker.store.lookup import look_up
from aibroker.store.merging import joined, joined_title
from aibroker.store.stores import Store
from aibroker.store.validation import extended, reduced, replaced, where, whole
from aibroker.values.days import to_day
from aibroker.values.dimensions import D_co, Money, MoneyPerToken, Ratio
from aibroker.values.periods import Period
from aibroker.values.units import Unit

__all__ = ["Landscape", "Outcome", "outcomes"]


@attrs.frozen(repr=False, eq=False)
class Landscape:
    """All records of a case, validated as a whole, seen from one vantage date.

    It never changes: every method returns a new value. Make one with ``Landscape.of`` or read one with
    ``aibroker.load`` and ``aibroker.load_case``. Wherever a method takes a record, its id, name or alias will do.

    Attributes:
        as_of: The vantage date: what queries ask about unless told otherwise.
        title: What the landscape is called; may be empty.
    """

    _store: Store
    as_of: date
    title: str = attrs.field(default="", validator=is_remark)
    _remarks: tuple[Fault, ...] = ()
    _switches: Switches = attrs.field(factory=Switches)

    @classmethod
    def of(cls, *records: Record, as_of: date | str, title: str = "") -> Landscape:
        """A landscape of these records; references among them may be ids, names or aliases.

        Args:
            *records: Its records, in any order.
            as_of: The vantage date.
            title: What it is called.

        Returns:
            The landscape, in which every reference is an id.

        Raises:
            InvalidLandscapeError: If the records do not hold together; with every fault at once.

        >>> case = Landscape.of(Vendor(id="acme", name="Acme", home="France"), as_of="2026-01-01")
        >>> case.vendors["ACME"].home
        'fr'
        """
        return cls(whole(records), to_day(as_of), title)

    @property
    def sources(self) -> Records[Source]:
        """The sources."""
        return Records("source", self._store)

    @property
    def claims(self) -> Records[Claim]:
        """The claims; one is also found by its key within its source."""
        return Records("claim", self._store)

    @property
    def markets(self) -> Records[Market]:
        """The markets: the bundled countries, regions and blocs, and the landscape's own."""
        return Records("market", self._store)

    @property
    def parties(self) -> Records[Party]:
        """All vendors, customers and authorities."""
        return Records("party", self._store)

    @property
    def vendors(self) -> Records[Vendor]:
        """Those who develop, host or sell."""
        return Records("vendor", self._store)

    @property
    def customers(self) -> Records[Customer]:
        """Those who are known only as buyers."""
        return Records("customer", self._store)

    @property
    def authorities(self) -> Records[Authority]:
        """Those who make rules."""
        return Records("authority", self._store)

    @property
    def models(self) -> Records[Model]:
        """The models and families of models."""
        return Records("model", self._store)

    @property
    def products(self) -> Records[Product]:
        """The products that sellers' numbers speak of."""
        return Records("product", self._store)

    @property
    def channels(self) -> Records[SalesChannel]:
        """The sales channels."""
        return Records("channel", self._store)

    @property
    def rights(self) -> Rights:
        """The rights; called with a market, it asks which of them hold there."""
        return Rights("right", self._store, self.as_of)

    @property
    def refusals(self) -> Refusals:
        """The refusals; called with a market, it asks which of them decline buyers there."""
        return Refusals("refusal", self._store, self.as_of)

    @property
    def rules(self) -> Rules:
        """The rules, at whatever stage; called, it asks which of them have reached one."""
        return Rules("rule", self._store, self.as_of)

    @property
    def payments(self) -> Payments:
        """The payments; called, it asks which of them are due."""
        return Payments("payment", self._store, self.as_of)

    @property
    def safeguards(self) -> Safeguards:
        """The safeguards; called, it asks whose they are, or what they go with."""
        return Safeguards("safeguard", self._store, self.as_of)

    @property
    def risks(self) -> Records[Risk]:
        """The risks."""
        return Records("risk", self._store)

    @property
    def measures(self) -> Records[Measure]:
        """The measures: the standard ones and the landscape's own."""
        return Records("measure", self._store)

    @property
    def metrics(self) -> Records[Metric]:
        """The published numbers."""
        return Records("metric", self._store)

    @property
    def partitions(self) -> Records[Partition]:
        """The wholes with their parts."""
        return Records("partition", self._store)

    @property
    def comparisons(self) -> Records[Comparison]:
        """The orderings of quantities."""
        return Records("comparison", self._store)

    @property
    def assumptions(self) -> Records[Assumption]:
        """The assumptions that can be turned on."""
        return Records("assumption", self._store)

    @property
    def questions(self) -> Records[Question]:
        """The saved questions."""
        return Records("question", self._store)

    @property
    def records(self) -> Iterator[Record]:
        """The landscape's own records, by kind and id; bundled markets and standard measures are left out."""
        return iter(self._store)

    @property
    def findings(self) -> tuple[Fault, ...]:
        """What is not wrong, but looks like a slip."""
        return (*self._remarks, *findings(self._store, self.as_of, where))

    def adding(self, *records: Record) -> Landscape:
        """The landscape with more records.

        Raises:
            InvalidLandscapeError: If they do not hold together with the rest; with every fault at once.
        """
        return attrs.evolve(self, store=extended(self._store, records))

    def replacing(self, *records: Record) -> Landscape:
        """The landscape with records in place of those of the same kind and id.

        Raises:
            InvalidLandscapeError: If there is none to replace, or the result does not hold together.
        """
        return attrs.evolve(self, store=replaced(self._store, records))

    def removing(self, *records: Record) -> Landscape:
        """The landscape without some records, to which nothing that is left may refer.

        Raises:
            InvalidLandscapeError: If one is not there or is still referred to; with every fault at once.
        """
        return attrs.evolve(self, store=reduced(self._store, records))

    def __or__(self, other: Landscape) -> Landscape:
        """Both landscapes together, seen from the later vantage date.

        What one side left unset is filled from the other, and lists of what is known are united. Times, hosting
        places, buyers and shares of owners are met where both sides can be so. An owner whom one side knows by name
        and the other perhaps by place alone is a contradiction, since it would count twice.

        Raises:
            InvalidLandscapeError: If the two contradict each other; with every contradiction.
            InvalidValueError: If each reads hedges by a convention of its own, if each has preferences that the other
                has not, or if assumptions that are on would read one number in different ways.
        """
        if not isinstance(other, Landscape):
            return NotImplemented
        store, remarks = joined(self._store, other._store), {*self._remarks, *other._remarks}
        title, switches = joined_title(self.title, other.title), self._switches.joined(other._switches)
        refuse_two_readings(store, switches)
        return Landscape(store, max(self.as_of, other.as_of), title, tuple(sorted(remarks, key=str)), switches)

    def on(self, day: date | str) -> Landscape:
        """The landscape seen from another day: what held then.

        Args:
            day: The new vantage date.
        """
        return attrs.evolve(self, as_of=to_day(day))

    def known_on(self, day: date | str) -> Landscape:
        """The landscape with only the claims that had been published by a day, seen from that day.

        Where the publication of a source is unknown, the day on which it was read stands in. Such sources, and those of
        which it cannot be said, are listed among the findings of what is returned. So are the records of which some
        claims came later: they still say all that they say now.

        Args:
            day: The day.
        """
        store, remarks = known_by(self._store, to_day(day))
        told = tuple(dict.fromkeys((*self._remarks, *remarks)))
        return attrs.evolve(self, store=store, as_of=to_day(day), remarks=told)

    def doubting(self, *doubted: Claim | Source | str) -> Landscape:
        """The landscape as if these claims, or the claims of these sources, had not been made.

        Records that rest on nothing else go, and so do claims that only pass doubted ones on.

        Args:
            *doubted: Claims or sources, their ids or names.

        Raises:
            UnknownNameError: If nothing bears the name; with the nearest.
            InvalidValueError: If it is neither a claim nor a source.
        """
        return attrs.evolve(self, store=without_claims(self._store, claims_of(self._store, doubted)))

    def conflicts(self, *, on: date | str | None = None) -> tuple[Conflict, ...]:
        """Where the records cannot all be so on a day, and where their numbers cannot all hold, with the claims.

        Args:
            on: The day; the vantage date where none is given.
        """
        return (*conflicts(self._store, self._day(on)), *disagreements(self._store), *self._network.conflicts())

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The assumptions that are on, in the order of their ids."""
        return in_force(self._store, self._switches)

    @property
    def switched_on(self) -> tuple[str, ...]:
        """All that is on, in words: the assumptions, the convention for hedges and the preferences among sources."""
        return (*(f"assumption {each.id}" for each in self.assumed), *self._switches.policies)

    def assuming(self, *assumptions: Assumption | str) -> Landscape:
        """The landscape with assumptions turned on; one that it does not hold yet joins it.

        Args:
            *assumptions: Assumptions, their ids or their names.

        Raises:
            UnknownNameError: If it holds none of that name; with the nearest.
            InvalidValueError: If two of those that are on read one number in different ways.
            InvalidLandscapeError: If a new one does not hold together with the rest.
        """
        store, switches = assuming(self._store, self._switches, assumptions)
        return attrs.evolve(self, store=store, switches=switches)

    def suppose(
        self,
        name: str,
        *,
        because: str,
        placing: Mapping[str, Period | str] | None = None,
        reads: Iterable[Reading] = (),
        adds: Iterable[Statement] = (),
        convention: Convention | None = None,
    ) -> Landscape:
        """The landscape with an assumption made on the spot, and turned on.

        Args:
            name: What is assumed, in a few words; its id is made of them.
            because: Why one may assume it.
            placing: For numbers, by id, the period that they are taken to be of; a fiscal one is the company's.
            reads: Further readings of numbers.
            adds: Numbers, sums and orderings that it adds.
            convention: The convention that it holds.

        Raises:
            UnknownNameError: If a number is not known; with the nearest.
            InvalidValueError: If it assumes nothing, or reads a number in another way than an assumption that is on.
            InvalidLandscapeError: If it does not hold together with the rest.
        """
        placed = placing_readings(self._store, placing)
        made = supposed(name, because=because, placed=placed, reads=reads, adds=adds, convention=convention)
        return self.assuming(made)

    def reading(
        self, *, about: float | None = None, bare: Bare = "exact", kinds: Iterable[SourceKind] = ()
    ) -> Landscape:
        """The landscape whose hedges are read by one convention, which every figure then names.

        Args:
            about: How far *about* and *nearly* reach, as a share of the number (0.1 is a tenth); None for half a unit
                of the last digit.
            bare: Whether a ratio without a hedge is ``exact`` or ``about``.
            kinds: For numbers of which kinds of source; all where none is named.

        Raises:
            InvalidValueError: If the width is no share, or a kind is none.
        """
        hedges = Hedges(about=about, bare=bare, kinds=kinds)
        return attrs.evolve(self, switches=attrs.evolve(self._switches, hedges=hedges))

    def preferring(self, *kinds: SourceKind, over: SourceKind | Iterable[SourceKind]) -> Landscape:
        """The landscape where, of numbers that cannot all hold, those of some kinds of source count.

        Nothing is set aside where numbers agree. Every figure names the policy, and what it has set aside.

        Args:
            *kinds: The kinds that count.
            over: The kinds that yield.

        Raises:
            InvalidValueError: If a kind is none, or stands on both sides.
        """
        preference = Preference(kinds=kinds, over=over)
        preferences = tuple(dict.fromkeys((*self._switches.preferences, preference)))
        return attrs.evolve(self, switches=attrs.evolve(self._switches, preferences=preferences))

    @overload
    def measurand(self, measure: MoneyMeasure, **aspects: Unpack[Aspects]) -> Measurand[Money]: ...
    @overload
    def measurand(self, measure: PriceMeasure, **aspects: Unpack[Aspects]) -> Measurand[MoneyPerToken]: ...
    @overload
    def measurand(self, measure: Measure[D_co], **aspects: Unpack[Aspects]) -> Measurand[D_co]: ...
    @overload
    def measurand(self, measure: str, **aspects: Unpack[Aspects]) -> Measurand: ...
    def measurand(self, measure: Measure | str, **aspects: Unpack[Aspects]) -> Measurand:
        """The exact quantity that a measure and its aspects name.

        Args:
            measure: A measure, its id, name or alias.
            **aspects: Whose, in which market, of which product, from which buyer, and in which period.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
            InvalidValueError: If the period is missing or means nothing, or if the product is another seller's.
        """
        return measurand_named(self._store, measure, aspects)

    @overload
    def figure(
        self,
        measure: MoneyMeasure,
        *,
        relative_to: None = None,
        unit: Unit | str | None = None,
        **aspects: Unpack[Aspects],
    ) -> Figure[Money]: ...
    @overload
    def figure(
        self,
        measure: PriceMeasure,
        *,
        relative_to: None = None,
        unit: Unit | str | None = None,
        **aspects: Unpack[Aspects],
    ) -> Figure[MoneyPerToken]: ...
    @overload
    def figure(
        self,
        measure: Measurand[D_co] | Measure[D_co],
        *,
        relative_to: None = None,
        unit: Unit | str | None = None,
        **aspects: Unpack[Aspects],
    ) -> Figure[D_co]: ...
    @overload
    def figure(
        self,
        measure: Measurand | Measure | str,
        *,
        relative_to: Measurand | Measure | str,
        unit: Unit | str | None = None,
        **aspects: Unpack[Aspects],
    ) -> Figure[Ratio]: ...
    @overload
    def figure(
        self, measure: str, *, relative_to: None = None, unit: Unit | str | None = None, **aspects: Unpack[Aspects]
    ) -> Figure: ...
    def figure(
        self,
        measure: Measurand | Measure | str,
        *,
        relative_to: Measurand | Measure | str | None = None,
        unit: Unit | str | None = None,
        **aspects: Unpack[Aspects],
    ) -> Figure:
        """What the numbers imply for a quantity, with sound bounds and the way down to each claim.

        What nothing limits is an open side with its gaps: never an error, and never zero.

        Args:
            measure: A measure, its id, name or alias, with its aspects; or a measurand.
            relative_to: What to divide by, by asking the network and not by dividing two intervals: a measurand, or a
                measure for all of it that the party has in the period.
            unit: The unit wanted; that of the numbers where none is given.
            **aspects: Whose, in which market, of which product, from which buyer, and in which period.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
            InvalidValueError: If an aspect means nothing, or if the numbers are in several currencies and no unit says
                which is meant.
            UnitMismatchError: If the figure does not convert into the unit.
        """
        question = wanted(self._store, measure, aspects, relative_to=relative_to, unit=unit)
        return answered(self._network, question)

    def sensitivity(self, figure: Figure) -> Sensitivity:
        """How each end of a figure moves when one of its premises is exact, or gone; the weightiest first.

        Args:
            figure: A figure of this landscape.

        Raises:
            InvalidValueError: If it is the result of arithmetic, or of another landscape.
        """
        return sensitivity(self._network, held_here(self._store, figure))

    @cached_property
    def _network(self) -> Network:
        return network_of(self._store, self._switches)

    def channels_into(
        self,
        market: Market | str,
        *,
        seller: Vendor | str | None = None,
        developer: Vendor | str | None = None,
        model: Model | str | None = None,
        product: Product | str | None = None,
        seller_home: Market | str | None = None,
        developed_in: Market | str | None = None,
        covering: bool = False,
        on: date | str | None = None,
    ) -> Answer[SalesChannel]:
        """The channels that reach some part of a market and are open.

        Args:
            market: The market.
            seller: Only those of this seller.
            developer: Only those that carry a model of this developer.
            model: Only those that carry this model, or a member of this family.
            product: Only those counted under this product, or under one within it.
            seller_home: Only those of sellers with their headquarters in this market.
            developed_in: Only those that carry a model whose developer has its headquarters in this market.
            covering: Only those that reach all of the market, not some part of it.
            on: The day; the vantage date where none is given.

        Returns:
            The channels; those of unknown territory, dates or headquarters stand under ``unknown``, and say why. A
            channel of unknown territory of which nothing is left out reaches the world.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
        """
        wanted = Filters(
            seller=id_of(self._store, "vendor", seller),
            developer=id_of(self._store, "vendor", developer),
            model=id_of(self._store, "model", model),
            product=id_of(self._store, "product", product),
            seller_home=None if seller_home is None else market_of(self._store, seller_home),
            developed_in=None if developed_in is None else market_of(self._store, developed_in),
            covering=covering,
        )
        into = market_of(self._store, market)
        question = worded(
            self._store,
            ("channels that cover" if covering else "channels into", "market", into),
            ("sold by", "vendor", wanted.seller),
            ("with models by", "vendor", wanted.developer),
            ("with", "model", wanted.model),
            ("counted under", "product", wanted.product),
            ("by sellers at home in", "market", wanted.seller_home),
            ("with models developed in", "market", wanted.developed_in),
        )
        return channels_into(self._store, into, on=self._day(on), filters=wanted, question=question)

    def access(
        self,
        models: Model | str,
        *,
        buyer: Vendor | Customer | str,
        located_in: Market | str | None = None,
        on: date | str | None = None,
    ) -> Access:
        """Whether a buyer can get a model: open, closed or unknown, channel by channel with every condition.

        Args:
            models: The model, or the family of which some member is wanted.
            buyer: A party of the landscape, its id or name; or the record of a company that the landscape does not
                hold, described on the spot.
            located_in: Where the buying entity sits, such as a branch; its headquarters where none is given.
            on: The day; the vantage date where none is given.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
            InvalidValueError: If the buyer is an authority, or if the landscape holds another record of its id.
        """
        wanted, who = ModelId(look_up(self._store, "model", models).id), buyer_of(self._store, buyer)
        place = None if located_in is None else market_of(self._store, located_in)
        question = question_of(self._store, wanted, who, place)
        return access(self._store, wanted, who, located_in=place, on=self._day(on), question=question)

    def brokers(self, one: Market | str, other: Market | str, *, on: date | str | None = None) -> Answer[Brokerage]:
        """The sellers that carry models developed on one side into the other, both ways.

        A channel under test does not count.

        Args:
            one: The first side.
            other: The second side.
            on: The day; the vantage date where none is given.

        Returns:
            The brokers with their channels; those that may be some stand under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
        """
        sides = market_of(self._store, one), market_of(self._store, other)
        question = f"brokers between {self.markets[sides[0]].name} and {self.markets[sides[1]].name}"
        return brokers(self._store, *sides, on=self._day(on), question=question)

    def routes(
        self,
        developer: Vendor | str,
        market: Market | str,
        *,
        model: Model | str | None = None,
        on: date | str | None = None,
        limit: int = 100,
    ) -> Answer[Route]:
        """The chains of parties by which the models of a developer reach a market, the shortest first.

        A step is a right from its grantor to its holder, a sale to a known buyer, or at the end a channel into the
        market. Where nothing says how a seller gets the models, its own channel is the link. A route is as strong as
        its weakest step.

        Args:
            developer: Whose models.
            market: The market.
            model: Only this model, or the members of this family.
            on: The day; the vantage date where none is given.
            limit: How many known and how many unknown routes to name at the most; the answer says so where there are
                more.

        Returns:
            The routes; those with an unknown step stand under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
            InvalidValueError: If the model is another developer's, or if the limit is not positive.
        """
        whose, into = look_up(self._store, "vendor", developer).id, market_of(self._store, market)
        which = id_of(self._store, "model", model)
        start = worded(self._store, ("routes from", "vendor", whose))
        question = f"{start} {worded(self._store, ('to', 'market', into), ('with', 'model', which))}"
        return routes(self._store, whose, into, model=which, on=self._day(on), limit=limit, question=question)

    def gatekeepers(
        self, market: Market | str, *, models_of: Vendor | str, on: date | str | None = None
    ) -> Answer[Gatekeeper]:
        """The parties through whom every known open route of a developer's models into a market passes.

        Args:
            market: The market.
            models_of: The developer; it is a gatekeeper itself only where it is the seller on every route.
            on: The day; the vantage date where none is given.

        Returns:
            The gatekeepers; those whom an unknown route may bypass stand under ``unknown``, with such routes.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
        """
        into, whose = market_of(self._store, market), look_up(self._store, "vendor", models_of).id
        question = worded(self._store, ("gatekeepers to", "market", into), ("for models of", "vendor", whose))
        return gatekeepers(self._store, into, models_of=whose, on=self._day(on), question=question)

    def audit(self, *figures: Figure) -> Audit:
        """On whose word each published number stands, a row each; as text, a table.

        Args:
            *figures: Figures of this landscape that get a row as well.

        Raises:
            InvalidValueError: If one is of another landscape.
        """
        return audit(self._store, self.as_of, [held_here(self._store, each) for each in figures])

    def cite(self, figure: Figure) -> Citation:
        """How to cite a figure, so that others can find it again: the library, the case and what was assumed.

        Args:
            figure: A figure of this landscape.

        Raises:
            InvalidValueError: If it is of another landscape.
        """
        return citation(
            held_here(self._store, figure), title=self.title, as_of=self.as_of, fingerprint=self.fingerprint
        )

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the landscape's canonical JSON: two landscapes of the same content have the same."""
        return fingerprint_of(self)

    def claims_about(self, asked: Record | str) -> tuple[Claim, ...]:
        """The claims that speak of a record or that it rests on.

        A claim that names the parties that it is about speaks of no other party.

        Args:
            asked: A record of any kind, its id or its name.

        Raises:
            UnknownNameError: If nothing bears the name; with the nearest.
            AmbiguousNameError: If records of several kinds bear it.
        """
        return claims_about(self._store, asked)

    def resting_on(self, asked: Claim | Source | Assumption | str) -> tuple[Record, ...]:
        """The records that rest on a claim, a source or an assumption.

        Args:
            asked: The claim, source or assumption, its id or its name.

        Raises:
            UnknownNameError: If nothing bears the name; with the nearest.
            InvalidValueError: If it is of another kind.
        """
        return resting_on(self._store, asked)

    def under(self, *scenarios: Scenario) -> Outcome:
        """What becomes of the landscape under scenarios, applied one after the other.

        Args:
            *scenarios: The scenarios; none leaves everything as it is.

        Raises:
            UnknownNameError: If a scenario names what the landscape does not hold.
            InvalidValueError: If a step ends a right that begins only later.
        """
        return Outcome(before=self, scenarios=scenarios, application=apply(self._store, scenarios))

    def _day(self, on: date | str | None) -> date:
        return self.as_of if on is None else to_day(on)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Landscape):
            return NotImplemented
        return self._content == other._content

    def __hash__(self) -> int:
        return hash((self.as_of, self.title, len(self._store)))

    @property
    def _content(self) -> tuple[date, str, Switches, tuple[Record, ...]]:
        return self.as_of, self.title, self._switches, tuple(self._store)

    def __repr__(self) -> str:
        parties = f"{len(self.vendors)} vendors, {len(self.customers)} customers"
        counts = f"{parties}, {len(self.models)} models, {len(self.channels)} channels, {len(self.claims)} claims"
        return f"<Landscape {f'{self.title!r} ' if self.title else ''}as of {self.as_of}: {counts}>"


@attrs.frozen(kw_only=True, repr=False)
class Outcome:
    """What became of a landscape under scenarios.

    Attributes:
        before: The landscape before, which never hears of the scenarios.
        scenarios: What was supposed.
        application: What was done, step by step.
    """

    before: Landscape
    scenarios: tuple[Scenario, ...]
    application: Application = attrs.field(eq=False)

    @cached_property
    def after(self) -> Landscape:
        """The landscape afterwards, with the assumptions of the scenarios on; the one before where nothing changed."""
        made = self.application
        after = attrs.evolve(self.before, store=made.store) if made.is_changed else self.before
        return after.assuming(*made.assumptions) if made.assumptions else after

    @property
    def day(self) -> date:
        """The first day on which all of it holds: that of the last step, or the vantage date where that is later."""
        days = (scenario.begins(step) for scenario in self.scenarios for step in scenario.steps)
        return max((self.before.as_of, *days))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change to a channel, by step and id; also of channels that may not sell what is barred."""
        return self.application.changes

    @cached_property
    def _fates(self) -> Fates:
        return fates(self.application)

    @property
    def closed(self) -> tuple[Change, ...]:
        """The channels of which nothing goes on, each from the first day on which it is so."""
        return self._fates.closed

    @property
    def narrowed(self) -> tuple[Change, ...]:
        """The channels that go on with narrower terms; what steps of the same day leave of one is taken together."""
        return self._fates.narrowed

    @property
    def moved(self) -> tuple[Change, ...]:
        """The channels that surely go on from another place, or without a buyer that left by itself."""
        return self._fates.moved

    @property
    def opened(self) -> tuple[Opening, ...]:
        """The channels that the scenarios suppose, and what becomes possible, which is unknown until it is taken up."""
        return self.application.openings

    @property
    def findings(self) -> tuple[Fault, ...]:
        """Steps that do not fit together, and steps that find nothing to change."""
        return self.application.findings

    @property
    def unknown(self) -> tuple[Candidate[SalesChannel], ...]:
        """The channels of which it is unknown whether the scenarios take anything away."""
        return self.application.unknown

    @cached_property
    def lost_access(self) -> tuple[Loss, ...]:
        """Who lost access to which developer's models, and what is left to them."""
        return lost_access(self.before._store, self.application.store, self._fates.taken)  # noqa: SLF001 - of one file

    @overload
    def at_risk(
        self,
        party: Party | str,
        *,
        period: Period | str | int,
        relative_to: None = None,
        unit: Unit | str | None = None,
    ) -> Figure[Money]: ...
    @overload
    def at_risk(
        self,
        party: Party | str,
        *,
        period: Period | str | int,
        relative_to: Measurand | Measure | str,
        unit: Unit | str | None = None,
    ) -> Figure[Ratio]: ...
    def at_risk(
        self,
        party: Party | str,
        *,
        period: Period | str | int,
        relative_to: Measurand | Measure | str | None = None,
        unit: Unit | str | None = None,
    ) -> Figure:
        """The part of a party's revenue of a period that passes through what the scenarios close or narrow.

        It is exposure, not a forecast of loss. What passes through a channel is a part of what its seller takes in its
        market and for its product, so that a ceiling on that holds for it, and a floor does not: a floor takes an
        assumption that whole spend leaves. A party that is paid a share of such revenue is exposed with that share.
        Days before the effective one do not count.

        Args:
            party: Whose revenue.
            period: The period; a fiscal one is the party's.
            relative_to: What to divide by: a measurand, or a measure for all of it that the party has in the period.
            unit: The unit wanted; that of the numbers where none is given.

        Returns:
            The figure: exactly nothing, with the reason, where nothing of the party closes or may close.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
            InvalidValueError: If the period means nothing, or if the numbers are in several currencies and no unit
                says which is meant.
            UnitMismatchError: If the figure does not convert into the unit.
        """
        store, network = self.before._store, self.after._network  # noqa: SLF001 - the two classes are of one file
        asked = asked_of(store, party, period=period, relative_to=relative_to, unit=unit)
        return attrs.evolve(at_risk(store, network, self.scenarios, self.application, asked), scenario=self._supposed)

    def gatekeepers(
        self, market: Market | str, *, models_of: Vendor | str, on: date | str | None = None
    ) -> BeforeAndAfter[Answer[Gatekeeper]]:
        """The gatekeepers before and after, as ``Landscape.gatekeepers``.

        Args:
            market: The market.
            models_of: The developer.
            on: The day; the first one on which all of it holds where none is given.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
        """
        return BeforeAndAfter(*(each.gatekeepers(market, models_of=models_of) for each in self._seen(on)))

    def brokers(
        self, one: Market | str, other: Market | str, *, on: date | str | None = None
    ) -> BeforeAndAfter[Answer[Brokerage]]:
        """The brokers between two markets before and after, as ``Landscape.brokers``.

        Args:
            one: The first side.
            other: The second side.
            on: The day; the first one on which all of it holds where none is given.

        Raises:
            UnknownNameError: If a name is not known; with the nearest.
        """
        return BeforeAndAfter(*(each.brokers(one, other) for each in self._seen(on)))

    def _seen(self, on: date | str | None) -> tuple[Landscape, Landscape]:
        day = self.day if on is None else to_day(on)
        return self.before.on(day), self.after.on(day)

    def cite(self, figure: Figure) -> Citation:
        """How to cite a figure of this outcome: the library, the case before, the scenarios, and what was assumed.

        Args:
            figure: What is at risk, or a figure of the landscape after.

        Raises:
            InvalidValueError: If it is of another landscape, or of the outcome of other scenarios.
        """
        return cited_under(self.after.cite(figure), self._supposed, fingerprint=self.before.fingerprint)

    @property
    def _supposed(self) -> str:
        """The scenarios in words."""
        return "; ".join(f"{each.name!r}, effective {each.effective}" for each in self.scenarios)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        names = ", ".join(scenario.name for scenario in self.scenarios) or "no scenario"
        counts = f"{len(self.closed)} closed, {len(self.narrowed)} narrowed, {len(self.unknown)} unknown"
        return f"<Outcome of {names}: {counts}>"

    def explain(self) -> str:
        """What happened and why, down to each claim and its place in its source."""
        return shown(self, "explanation")


def outcomes(case: Landscape, combinations: Iterable[tuple[Scenario, ...]]) -> Iterator[Outcome]:
    """The outcome of each of many combinations of scenarios; what two in a row begin with is done once.

    Args:
        case: The landscape.
        combinations: The combinations.

    Raises:
        AibrokerError: As ``Landscape.under`` does, for the first combination that cannot be applied.
    """
    listed = tuple(combinations)
    for scenarios, application in zip(listed, apply_each(case._store, listed), strict=True):  # noqa: SLF001 - of one file
        yield Outcome(before=case, scenarios=scenarios, application=application)
