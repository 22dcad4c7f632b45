"""Random landscapes with records of every kind and in every field, and random scenarios.

They are drawn from a seed rather than value by value: hypothesis takes too long over the thousands of choices in one.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Claim, Position, Source
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import STANDARD_MEASURES, Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Selection, Stage, StageName
from aibroker.records.safeguards import Risk, Safeguard
from aibroker.scenarios.steps import (
    AddMetric,
    CloseChannel,
    DoubtClaim,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    RefuseMarket,
    Restrict,
    ReviseMetric,
    Scenario,
    Step,
    TurnOn,
)
from tests.exchange.drawing import (
    FACTORS,
    MONEY,
    PLACES,
    SHARES,
    Drawn,
    buyers,
    day,
    estimate,
    flag,
    ids,
    labels,
    maybe,
    name_of,
    note,
    period,
    pick,
    publication,
    some,
    text,
    title,
    validity,
)

T = TypeVar("T")


class _Draft:
    """The records of one landscape while it is drawn."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.records: list[Record] = []
        self.ids: dict[str, list[str]] = {}

    def add(self, kind: str, most: int, made: Callable[[str], Record], *, least: int = 0) -> None:
        self.ids.setdefault(kind, [])
        for identity in self.of(ids(most, least=least)):
            if identity not in self.ids[kind]:
                self.records.append(made(identity))
                self.ids[kind].append(identity)

    def some(self, kind: str, *, least: int = 0) -> tuple[Any, ...]:
        return self.of(some(self.ids.get(kind, ()), least=least))

    def one(self, kind: str) -> Any:
        return self.of(pick(*self.ids[kind]))

    def maybe(self, kind: str) -> Any:
        return self.of(maybe(self.ids.get(kind, ())))

    def text(self) -> str:
        return self.of(note)

    def party(self) -> Any:
        return self.of(pick(*self.ids["vendor"], *self.ids.get("customer", ())))

    def of(self, drawn: Drawn[T]) -> T:
        return drawn(self.draw)


def landscapes() -> SearchStrategy[Landscape]:
    """Valid landscapes with records of every kind."""
    return st.integers(min_value=0, max_value=2**32).map(_landscape)


def _landscape(seed: int) -> Landscape:
    draft = _Draft(seed)
    _add_evidence(draft)
    _add_parties(draft)
    _add_offers(draft)
    _add_terms(draft)
    _add_numbers(draft)
    _add_questions(draft)
    records = _positioned(draft)
    draft.draw.shuffle(records)
    return Landscape.of(*records, as_of=draft.of(day), title=draft.of(note))


def _add_evidence(draft: _Draft) -> None:
    def source(identity: str) -> Source:
        return Source(
            id=identity,
            title=draft.of(title),
            kind=draft.of(pick("filing", "testimony", "reference data")),
            publisher=draft.text(),
            published=draft.of(publication),
            retrieved=draft.of(pick(None, draft.of(day))),
            address=draft.text(),
            licence=draft.text(),
            machine_generated=draft.of(pick(None, True, False)),
            retells=draft.some("source"),
            note=draft.text(),
        )

    def claim(identity: str) -> Claim:
        source = draft.one("source")
        return Claim(
            id=f"{source}.{identity}" if draft.of(flag) else identity,
            source=source,
            locator=draft.of(title),
            kind=draft.of(pick("fact", "number", "projection", "forecast", "allegation", "opinion")),
            text=draft.of(text),
            hedges=draft.of(labels),
            said_by=draft.of(pick("unstated", "anonymous", "A person")),
            root=draft.maybe("source"),
            note=draft.text(),
        )

    draft.add("source", 2, source, least=1)
    draft.add("claim", 3, claim, least=1)
    draft.ids["claim"] = [record.id for record in draft.records if isinstance(record, Claim)]


def _company(draft: _Draft, identity: str) -> dict[str, Any]:
    owners = [Owner(home="jp", share="~30 %"), Owner(home="eu", share="> 50 %"), Owner(home="world")]
    owner_parties = [Owner(party=draft.party())] if draft.ids.get("vendor") and draft.of(flag) else []
    return {
        "id": identity,
        "name": draft.of(name_of(identity)),
        "aliases": draft.of(labels),
        "home": draft.of(maybe(PLACES)),
        "owners": [*owner_parties, *draft.of(some(owners, most=1))],
        "year_ends": draft.of(pick(None, "June", "December", "04-05")),
        "kinds": draft.of(labels),
        "vetted": draft.of(labels),
        "claims": draft.some("claim"),
        "note": draft.text(),
    }


def _add_parties(draft: _Draft) -> None:
    taken: list[str] = []

    def fresh(identity: str) -> str:
        while identity in taken:
            identity += "x"
        taken.append(identity)
        return identity

    def authority(identity: str) -> Authority:
        return Authority(
            id=fresh(identity),
            name=draft.of(name_of(identity)),
            aliases=draft.of(labels),
            jurisdiction=draft.of(some(PLACES)),
            claims=draft.some("claim"),
            note=draft.text(),
        )

    draft.add("vendor", 3, lambda identity: Vendor(**_company(draft, fresh(identity))), least=1)
    draft.add("customer", 2, lambda identity: Customer(**_company(draft, fresh(identity))))
    draft.add("authority", 2, authority)
    for kind, record_class in (("vendor", Vendor), ("customer", Customer), ("authority", Authority)):
        draft.ids[kind] = [record.id for record in draft.records if isinstance(record, record_class)]


def _add_offers(draft: _Draft) -> None:
    developer = draft.one("vendor")

    def named(identity: str) -> dict[str, Any]:
        return {
            "id": identity,
            "name": draft.of(name_of(identity)),
            "aliases": draft.of(labels),
            "claims": draft.some("claim"),
            "note": draft.text(),
        }

    def market(identity: str) -> Market:
        kind = draft.of(pick("country", "region"))
        return Market(**{**named(f"own-{identity}"), "kind": kind, "within": draft.of(some(PLACES))})

    def family(identity: str) -> Model:
        return Model(**named(identity), developer=developer, family=draft.maybe("family"), is_family=True)

    def model(identity: str) -> Model:
        return Model(
            **named(f"{identity}.m"),
            developer=developer,
            family=draft.maybe("family"),
            openness=draft.of(pick("open weights", "closed", "unknown")),
            release=draft.of(publication),
        )

    def product(identity: str) -> Product:
        return Product(**named(identity), seller=developer, within=draft.maybe("product"))

    draft.add("market", 1, market)
    draft.add("family", 2, family)
    draft.add("model", 2, model)
    draft.add("product", 2, product)
    draft.ids["model"] = [record.id for record in draft.records if isinstance(record, Model)]
    draft.ids["developer"] = [developer]


def _territory(draft: _Draft) -> dict[str, Any]:
    into = draft.of(pick(None, draft.of(some(PLACES, least=1))))
    wide = into is None or "world" in into
    return {"into": into, "excluding": draft.of(some(("fr", "sg"))) if wide else ()}


def _add_terms(draft: _Draft) -> None:
    def stated() -> dict[str, Any]:
        return {"claims": draft.some("claim", least=1), "note": draft.text()}

    parties = (*draft.ids["vendor"], *draft.ids["customer"])

    def right(identity: str) -> Right:
        place = _territory(draft)
        return Right(
            id=identity,
            holder=draft.one("vendor"),
            grantor=draft.of(pick(None, draft.party())),
            may=draft.of(pick("sell", "resell", "host")),
            models=draft.some("model", least=1),
            territory=place["into"],
            excluding=place["excluding"],
            exclusive=draft.of(pick(None, True, False)),
            holds=draft.of(validity),
            basis=draft.text(),
            **stated(),
        )

    def channel(identity: str) -> SalesChannel:
        exact = draft.of(flag)
        hosting = Hosting(exactly=draft.of(some(PLACES))) if exact else Hosting(at_least=("sg",), never=("cn",))
        clients = Clientele(at_least=draft.some("customer")) if exact else Clientele(exactly=draft.some("vendor"))
        product = draft.maybe("product")
        return SalesChannel(
            id=identity,
            seller=draft.one("developer" if product else "vendor"),
            models=draft.some("model"),
            product=product,
            **_territory(draft),
            hosted_in=hosting,
            buyers=clients,
            only_to=draft.of(pick(None, draft.of(buyers(parties)))),
            operator=draft.of(pick(None, draft.party())),
            biller=draft.of(pick(None, draft.party())),
            rests_on=draft.some("right"),
            safeguards=draft.some("safeguard"),
            status=draft.of(pick("sold", "hosted", "testing")),
            open=draft.of(validity),
            continues=draft.maybe("channel"),
            **stated(),
        )

    def refusal(identity: str) -> Refusal:
        return Refusal(
            id=identity,
            who=draft.one("vendor"),
            refuses=draft.of(buyers(parties)),
            models=draft.some("model"),
            through=draft.of(pick("itself", "anyone", "unknown")),
            reasons=draft.of(labels),
            holds=draft.of(validity),
            **stated(),
        )

    def rule(identity: str) -> Rule:
        names: tuple[StageName, ...] = ("announced", "proposed", "passed by one chamber", "in force", "rescinded")
        stages = [Stage(name=each, on=draft.of(publication), claims=draft.some("claim")) for each in names]
        return Rule(
            id=identity,
            title=draft.of(title),
            authority=draft.one("authority"),
            stages=draft.of(some(stages)),
            restricts=draft.of(pick(None, selection(draft, draft.ids["vendor"], draft.ids["model"]))),
            effect=draft.text(),
            **stated(),
        )

    def safeguard(identity: str) -> Safeguard:
        by = draft.of(pick(None, draft.party()))
        return Safeguard(
            id=identity, name=draft.of(name_of(identity)), by=by, effectiveness=draft.some("claim"), **stated()
        )

    def risk(identity: str) -> Risk:
        return Risk(
            id=identity, name=draft.of(name_of(identity)), bearer=draft.party(), trigger=draft.text(), **stated()
        )

    draft.add("right", 2, right)
    draft.add("safeguard", 2, safeguard)
    draft.add("risk", 1, risk)
    draft.add("channel", 3, channel)
    draft.add("refusal", 2, refusal)
    if draft.ids["authority"]:
        draft.add("rule", 2, rule)


def selection(draft: _Draft, vendors: Sequence[str], models: Sequence[str]) -> Selection:
    return Selection(
        sellers=draft.of(some(vendors)),
        sellers_home=draft.of(some(PLACES)),
        models=draft.of(some(models)),
        developers=draft.of(some(vendors)),
        developed_in=draft.of(some(PLACES)),
        developed_outside=draft.of(some(PLACES)),
        buyers=draft.of(pick(None, draft.of(buyers(vendors)))),
        hosted_in=draft.of(some(PLACES)),
        resale_only=draft.of(flag),
    )


def _quantity(draft: _Draft, measure: str = "sales") -> Measurand:
    product = draft.maybe("product")
    readings: Any = [*{draft.of(period): None for _ in range(3)}]
    return Measurand(
        measure=measure,
        of=draft.one("developer") if product else draft.of(maybe(draft.ids["vendor"])),
        market=draft.of(maybe(PLACES)),
        product=product,
        buyer=draft.of(pick(None, draft.party())),
        period=draft.of(pick(readings, readings[0], "unknown")),
    )


def _quantities(draft: _Draft, count: int) -> list[Measurand]:
    """Several different quantities."""
    found: list[Measurand] = []
    while len(found) < count:
        each = _quantity(draft)
        if each in found:
            each = Measurand(measure="sales", of=draft.one("vendor"), market="jp", period=str(1900 + len(found)))
        found.append(each)
    return found


def _metric(draft: _Draft, identity: str) -> Metric:
    shape: Any = draft.of(pick(None, "share of", "versus", "own"))
    fields: dict[str, Any] = {"basis": draft.of(pick("actual", "projected")), "note": draft.text()}
    fields["claims"] = draft.some("claim", least=1)
    if shape == "own" and draft.ids.get("measure"):
        quantity = _quantity(draft, draft.one("measure"))
        return Metric(id=identity, measurand=quantity, value=draft.of(estimate("token")), **fields)
    if shape is None or shape == "own":
        return Metric(id=identity, measurand=_quantity(draft), value=draft.of(MONEY), **fields)
    quantity, base = _quantities(draft, 2)
    value = draft.of(SHARES if shape == "share of" else FACTORS)
    return Metric(id=identity, measurand=quantity, value=value, relative_to=base, relation=shape, **fields)


STANDARD = {measure.id for measure in STANDARD_MEASURES}


def _split(draft: _Draft) -> list[Measurand]:
    """A year of sales and its quarters, which make it up whatever else it is of."""
    whole = attrs.evolve(_quantity(draft), measure="sales", period="2024")
    return [whole, *(attrs.evolve(whole, period=f"2024-Q{quarter}") for quarter in (1, 2, 3, 4))]


def _add_numbers(draft: _Draft) -> None:
    def measure(identity: str) -> Measure:
        return Measure(
            id=identity,
            name=draft.of(name_of(identity)),
            aliases=draft.of(labels),
            dimension="token",
            kind=draft.of(pick("flow", "stock", "intensive")),
            may_be_negative=draft.of(flag),
            adds_up=draft.of(flag),
            claims=draft.some("claim"),
            note=draft.text(),
        )

    def claims() -> dict[str, Any]:
        return {"claims": draft.some("claim", least=1), "note": draft.text()}

    def partition(identity: str) -> Partition:
        whole, *parts = _split(draft)
        return Partition(id=identity, whole=whole, parts=parts, **claims())

    def comparison(identity: str) -> Comparison:
        smaller, larger = _quantities(draft, 2)
        return Comparison(id=identity, smaller=smaller, larger=larger, **claims())

    def payment(identity: str) -> Payment:
        return Payment(
            id=identity,
            payer=draft.party(),
            payee=draft.party(),
            share=draft.of(SHARES),
            of=_quantity(draft),
            cap=draft.of(pick(None, draft.of(MONEY))),
            holds=draft.of(validity),
            **claims(),
        )

    reserved = ("note", "claims", "is", "period", "market", "kind")
    draft.add("measure", 1, measure)
    draft.ids["measure"] = [each for each in draft.ids["measure"] if each not in STANDARD]
    if draft.of(flag):
        identity = draft.of(pick(*reserved))
        draft.records.append(measure(identity))
        draft.ids["measure"].append(identity)
    draft.add("metric", 3, lambda identity: _metric(draft, identity))
    draft.add("partition", 1, partition)
    draft.add("comparison", 1, comparison)
    draft.add("payment", 1, payment)


def _add_questions(draft: _Draft) -> None:
    by_id = {str(record.id): record for record in draft.records if isinstance(record, Metric)}

    def reading(metric: str) -> Reading:
        published = by_id[metric]
        other = _quantity(draft, published.measurand.measure)
        is_ratio = published.relative_to is not None
        base = draft.of(pick(None, published.relative_to, other)) if is_ratio else None
        measurand = draft.of(pick(None, published.measurand, _quantity(draft, published.measurand.measure)))
        if (measurand or published.measurand) == (base or published.relative_to):  # of itself
            base = measurand = None
        fitting = FACTORS if is_ratio else MONEY if published.value.unit.dimension.startswith("money") else pick(None)
        value, retells = draft.of(pick(None, draft.of(fitting))), draft.some("claim")
        says_nothing = not retells and all(each is None for each in (measurand, base, value))
        return Reading(
            metric=metric,
            measurand=measurand,
            value=published.value if says_nothing else value,
            relative_to=base,
            retells=retells,
        )

    def assumption(identity: str) -> Assumption:
        added = [_metric(draft, each) for each in draft.of(ids(1))]
        whole, *parts = _split(draft)
        sums = [Partition(id="p", whole=whole, parts=parts, claims=draft.some("claim", least=1))]
        orders = [Comparison(id="c", smaller=parts[0], larger=parts[1], claims=draft.some("claim", least=1))]
        adds = [*added, *(sums if draft.of(flag) else ()), *(orders if draft.of(flag) else ())]
        return Assumption(
            id=identity,
            because=draft.of(text),
            name=draft.text(),
            reads=[reading(each) for each in draft.some("metric")],
            adds=adds,
            convention=draft.of(pick("even pace", "gross, no agent", "whole spend leaves")),
            claims=draft.some("claim"),
        )

    draft.add("assumption", 2, assumption)
    draft.add("question", 3, lambda identity: _question(draft, identity))


def _question(draft: _Draft, identity: str) -> Question:
    kind: Any = draft.of(pick("figure", "at_risk", "channels_into", "access" if draft.ids["model"] else "figure"))
    fields: dict[str, Any] = {}
    match kind:
        case "figure":
            fields = {"measurand": _quantity(draft), "relative_to": draft.of(pick(None, _quantity(draft)))}
        case "at_risk":
            fields = {"party": draft.party(), "period": draft.of(period)}
        case "channels_into":
            fields = {each: draft.maybe("vendor") for each in ("seller", "developer")} | {"market": "cn"}
            fields["product"] = draft.maybe("product")
        case _:
            fields = {"party": draft.party(), "model": draft.one("model")}
    return Question(id=identity, kind=kind, **fields)


def _positioned(draft: _Draft) -> list[Record]:
    """The records, with a market position in a claim of its own."""
    position = Position(
        who=draft.one("vendor"),
        strength=draft.of(pick("sole", "primary", "one of")),
        market=draft.of(pick(*PLACES)),
        models=draft.some("model"),
        developers=draft.some("vendor"),
        developed_in=draft.of(some(PLACES)),
    )
    source = draft.one("source")
    identity = draft.of(pick("its-position", f"{source}.its-position"))
    retells = draft.some("claim")
    claim = Claim(
        id=identity,
        source=source,
        locator="s",
        kind="fact",
        text="First.",
        position=position,
        retells=retells,
        about=[draft.party()],
    )
    return [*(record for record in draft.records if record.id != identity), claim]


def scenarios() -> SearchStrategy[Scenario]:
    """Scenarios whose steps select something, or everything."""
    return st.integers(min_value=0, max_value=2**32).map(_scenario)


def _of_something(draft: _Draft) -> Selection:
    """A selection that selects something in particular, as a restriction must."""
    drawn = selection(draft, ("acme", "Other Co"), ("gpt",))
    return drawn if drawn != Selection() else Selection(resale_only=True)


def _dates(draft: _Draft) -> dict[str, Any]:
    return {"effective": draft.of(pick(None, draft.of(day))), "until": draft.of(pick(None, date(2041, 1, 1)))}


def _channel(draft: _Draft) -> SalesChannel:
    return SalesChannel(
        id="new-channel",
        seller="Acme",
        models=draft.of(some(("gpt", "r1"))),
        into=draft.of(pick(("cn",), None)),
        hosted_in=Hosting(at_least=draft.of(some(PLACES))),
        only_to=draft.of(pick(None, draft.of(buyers(("acme",))))),
        open=draft.of(validity),
        note=draft.of(note),
    )


def _right(draft: _Draft) -> Right:
    return Right(
        id="new-right",
        holder="Acme",
        may=draft.of(pick("sell", "resell", "host")),
        models=["gpt"],
        territory=draft.of(pick(("cn",), None)),
        exclusive=draft.of(pick(None, True, False)),
        holds=draft.of(validity),
    )


def _number(draft: _Draft) -> Metric:
    sales = Measurand(measure="sales", of="Acme", market=draft.of(maybe(PLACES)), period=draft.of(period))
    if draft.of(flag):
        return Metric(id="new-number", measurand=sales, value=draft.of(MONEY))
    whole = attrs.evolve(sales, market=None, buyer="Other Co")
    return Metric(id="new-number", measurand=sales, value=draft.of(SHARES), relative_to=whole, relation="share of")


def _step(draft: _Draft) -> Step:
    days, who = _dates(draft), draft.of(buyers(("acme", "Other Co")))
    because = "Somebody may suppose it."
    steps: tuple[Callable[[], Step], ...] = (
        lambda: Restrict(selects=_of_something(draft), **days),
        lambda: EndRight("some-right", **days),
        lambda: GrantRight(_right(draft), **days),
        lambda: CloseChannel("some-channel", **days),
        lambda: OpenChannel(_channel(draft), **days),
        lambda: NarrowChannel("some-channel", models=["gpt"], buyers=draft.of(pick(None, who)), **days),
        lambda: MoveHosting("some-channel", to=draft.of(pick(("cn",), ("sg", "us"))), **days),
        lambda: LoseBuyer("acme", seller=draft.of(pick(None, "Other Co")), **days),
        lambda: EnterMarket(
            "acme",
            models=["gpt"],
            into=["cn"],
            product=draft.of(pick(None, "ai")),
            hosted_in=Hosting(never=draft.of(some(PLACES))),
            only_to=draft.of(pick(None, who)),
            **days,
        ),
        lambda: RefuseMarket(
            "acme",
            refuses=who,
            models=draft.of(some(("gpt", "r1"))),
            through=draft.of(pick("itself", "anyone")),
            **days,
        ),
        lambda: ReviseMetric("some-number", value=draft.of(SHARES), because=because),
        lambda: AddMetric(_number(draft), because=because),
        lambda: draft.of(pick(DoubtClaim(claim="page.sold"), DoubtClaim(source="page"))),
        lambda: TurnOn("even-pace"),
    )
    return draft.of(pick(*steps))()


def _scenario(seed: int) -> Scenario:
    draft = _Draft(seed)
    return Scenario(
        name=draft.of(title),
        steps=[_step(draft) for _ in range(draft.of(pick(0, 1, 3)))],
        effective=draft.of(day),
        assumptions=draft.of(some(("even-pace", "gross"))),
        rationale=draft.of(note),
        claims=draft.of(some(("page.sold", "page.held"))),
        labels=draft.of(pick((), (("severity", "high"),), (("keyed on", 'a "place"'), ("severity", "low")))),
    )
