"""For users' own tests: random landscapes for hypothesis, and a comparison that says what differs.

It needs hypothesis, which ``aibroker[testing]`` installs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import (
    Buyers,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.evidence import Claim, Position, Source
from aibroker.records.identifiers import (
    AssumptionId,
    AuthorityId,
    ChannelId,
    ClaimId,
    CustomerId,
    MarketId,
    MeasureId,
    MetricId,
    ModelId,
    PartyId,
    PaymentId,
    ProductId,
    RefusalId,
    RightId,
    RuleId,
    SourceId,
    VendorId,
)
from aibroker.records.kinds import Record, kind_of
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Selection, Stage
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["assert_landscape_equal", "buyers", "landscapes", "validities"]

T = TypeVar("T")

COUNTRIES = ("cn", "de", "fr", "hk", "jp", "sg", "us")
WIDER = ("asia", "eu", "g7", "greater-china", "west", "world")
PLACES = ("shanghai", *COUNTRIES)

_FIRST_DAY = date(2024, 1, 1)
_SOURCE = SourceId("page")
_AUTHORITY = AuthorityId(PartyId("office"))

# Made once: a strategy is far dearer to make than to draw from. 5,040 is divisible by the size of every small pool.
_DAYS = st.dates(min_value=_FIRST_DAY, max_value=date(2026, 12, 31))
_NUMBERS = st.integers(min_value=0, max_value=5_039)


def _number(draw: st.DrawFn, least: int, most: int) -> int:
    return least + draw(_NUMBERS) % (most - least + 1)


def _one(draw: st.DrawFn, pool: Sequence[T]) -> T:
    return pool[draw(_NUMBERS) % len(pool)]


def _some(draw: st.DrawFn, pool: Sequence[T], *, least: int = 0, most: int = 2) -> tuple[T, ...]:
    return tuple(dict.fromkeys(_one(draw, pool) for _ in range(_number(draw, least, most))))


def days() -> st.SearchStrategy[date]:
    """Days of the years 2024 to 2026."""
    return _DAYS


@st.composite
def validities(draw: st.DrawFn) -> Validity:
    """When something holds: known to the day, the month or the year, only seen, or not known at all."""
    return _validity(draw)


def _validity(draw: st.DrawFn) -> Validity:
    start = draw(_DAYS)
    later = start + timedelta(days=_number(draw, 40, 400))
    since, ended = _window(draw, start), _window(draw, later)
    seen_on = start + timedelta(days=31)
    may_be_seen = (since is None or since.start is None or since.start <= seen_on) and (
        ended is None or ended.start is None or ended.start > seen_on
    )
    return Validity(
        since=since,
        ended=ended,
        ongoing=ended is None and _one(draw, (False, True)),
        seen=(seen_on,) if _one(draw, (False, True)) and may_be_seen else (),
    )


def _window(draw: st.DrawFn, day: date) -> Period | None:
    return _one(draw, (None, Period.day(day), Period.month(day.year, day.month)))


@st.composite
def buyers(draw: st.DrawFn, parties: Sequence[str] = ("any-co",)) -> Buyers:
    """Conditions on buyers, nested at will.

    Args:
        draw: Given by hypothesis.
        parties: The ids that a condition may name.
    """
    return _condition(draw, parties, deep=2)


def _condition(draw: st.DrawFn, parties: Sequence[str], *, deep: int) -> Buyers:
    form = _one(draw, ("plain", "plain", "not", "all", "any")) if deep else "plain"
    if form == "plain":
        return _plain_condition(draw, parties)
    if form == "not":
        return not_(_condition(draw, parties, deep=deep - 1))
    parts = [_condition(draw, parties, deep=deep - 1) for _ in range(_number(draw, 1, 3))]
    return all_of(*parts) if form == "all" else any_of(*parts)


def _plain_condition(draw: st.DrawFn, parties: Sequence[str]) -> Buyers:
    markets = _some(draw, (*PLACES, *WIDER), least=1)
    plain: tuple[Buyers, ...] = (
        located_in(*markets),
        headquartered_in(*markets),
        owned_from(*markets, more_than="50 %"),
        of_kind("bank"),
        vetted("established companies"),
        named(_one(draw, parties)),
    )
    return _one(draw, plain)


@st.composite
def landscapes(draw: st.DrawFn, *, most_channels: int = 6) -> Landscape:
    """Small valid landscapes, with no assumption turned on.

    They hold places within places, parties, products, families of models, channels, rights, refusals, numbers,
    assumptions, payments and rules.

    Args:
        draw: Given by hypothesis.
        most_channels: How many channels at the most.
    """
    vendors = [_vendor(draw, number) for number in range(_number(draw, 1, 4))]
    customers = [_customer(draw, number, vendors) for number in range(_number(draw, 0, 2))]
    models = [model for vendor in _some(draw, vendors, least=1, most=3) for model in _family_with_member(vendor)]
    parties: list[PartyId] = [*(vendor.id for vendor in vendors), *(customer.id for customer in customers)]
    rights = [_right(draw, number, vendors, models) for number in range(_number(draw, 0, 3))]
    channels = [
        _channel(draw, number, vendors=vendors, models=models, parties=parties, rights=rights)
        for number in range(_number(draw, 0, most_channels))
    ]
    refusals = [_refusal(draw, number, vendors, parties) for number in range(_number(draw, 0, 3))]
    numbers = [_number_of_sales(draw, number, vendors) for number in range(_number(draw, 0, 3))]
    assumptions = [_assumption(draw, number, vendors, numbers) for number in range(_number(draw, 0, 2))]
    records: list[Record] = [
        Market(id=MarketId("shanghai"), name="Shanghai", within=("cn",)),
        Source(id=_SOURCE, title="A page", kind="reporting", published=None),
        *_claims(draw, vendors),
        *vendors,
        *customers,
        *(product for vendor in vendors for product in _products(vendor)),
        *models,
        *rights,
        *channels,
        *refusals,
        *numbers,
        *assumptions,
        *(_payment(draw, number, vendors) for number in range(_number(draw, 0, 1))),
        Authority(id=_AUTHORITY, name="The office", jurisdiction=(MarketId("us"),)),
        *(_rule(draw, number, vendors, parties) for number in range(_number(draw, 0, 1))),
    ]
    Random(draw(_NUMBERS)).shuffle(records)
    return Landscape.of(*records, as_of=draw(_DAYS), title=_one(draw, ("", "A case")))


def _claims(draw: st.DrawFn, vendors: Sequence[Vendor]) -> tuple[Claim, Claim, Claim]:
    position = Position(
        who=_one(draw, vendors).id,
        strength=_one(draw, ("sole", "primary", "one of")),
        market=_one(draw, PLACES),
        developed_in=_some(draw, COUNTRIES),
    )
    first = Claim(id=ClaimId("page.first"), source=_SOURCE, locator="s1", kind="fact", text="Something.")
    second = Claim(
        id=ClaimId("page.second"),
        source=_SOURCE,
        locator="s2",
        kind=_one(draw, ("fact", "allegation", "opinion")),
        text="Something else.",
        hedges=_some(draw, ("about", "largely")),
        retells=(ClaimId("page.first"),),
        position=_one(draw, (None, position)),
    )
    third = Claim(id=ClaimId("page.third"), source=_SOURCE, locator="s3", kind="fact", text="Something of a right.")
    return first, second, third


def _home(draw: st.DrawFn) -> MarketId | None:
    return _one(draw, (None, *(MarketId(each) for each in PLACES)))


def _vendor(draw: st.DrawFn, number: int) -> Vendor:
    return Vendor(id=VendorId(PartyId(f"vendor-{number}")), name=f"Vendor {number}", home=_home(draw))


def _customer(draw: st.DrawFn, number: int, vendors: Sequence[Vendor]) -> Customer:
    abroad = Owner(home=_one(draw, COUNTRIES), share="60 %")
    return Customer(
        id=CustomerId(PartyId(f"customer-{number}")),
        name=f"Customer {number}",
        home=_home(draw),
        owners=_some(draw, (abroad, Owner(party=_one(draw, vendors).id))),
        kinds=_some(draw, ("bank", "university")),
    )


def _family_with_member(developer: Vendor) -> tuple[Model, Model]:
    known_as = developer.id
    family = Model(id=ModelId(f"{known_as}-family"), name=f"{known_as} family", developer=known_as, is_family=True)
    member = Model(id=ModelId(f"{known_as}-member"), name=f"{known_as} member", developer=known_as, family=family.id)
    return family, member


def _products(seller: Vendor) -> tuple[Product, Product]:
    cloud = Product(id=ProductId(f"{seller.id}-cloud"), name=f"{seller.name} cloud", seller=seller.id)
    suite = Product(id=ProductId(f"{seller.id}-suite"), name=f"{seller.name} suite", seller=seller.id, within=cloud.id)
    return cloud, suite


def _territory(draw: st.DrawFn) -> tuple[tuple[MarketId, ...] | None, tuple[MarketId, ...]]:
    """Into and excluding; only wide markets leave something out, so that something is always left."""
    into = _some(draw, (*PLACES, *WIDER), least=1) if _number(draw, 0, 3) else None
    wide = into is None or {"asia", "world"} & set(into)
    excluding = _some(draw, (*PLACES, "eu", "greater-china")) if wide else ()
    markets = None if into is None else tuple(MarketId(each) for each in into)
    return markets, tuple(MarketId(each) for each in excluding)


def _channel(
    draw: st.DrawFn,
    number: int,
    *,
    vendors: Sequence[Vendor],
    models: Sequence[Model],
    parties: Sequence[PartyId],
    rights: Sequence[Right],
) -> SalesChannel:
    into, excluding = _territory(draw)
    seller, sold = _one(draw, vendors), _some(draw, [model.id for model in models], most=3)
    products = [product.id for product in _products(seller)]
    return SalesChannel(
        id=ChannelId(f"channel-{number}"),
        seller=seller.id,
        models=sold,
        models_unknown=not sold and _one(draw, (False, True)),
        product=_one(draw, (None, *products) if sold else products),
        into=into,
        excluding=excluding,
        hosted_in=Hosting(at_least=_some(draw, COUNTRIES, most=1), never=_some(draw, WIDER, most=1)),
        buyers=Clientele(at_least=_some(draw, parties)),
        only_to=_condition(draw, parties, deep=1) if _one(draw, (False, True)) else None,
        rests_on=_some(draw, [right.id for right in rights]) if rights else (),
        status=_one(draw, ("sold", "hosted", "testing")),
        open=_validity(draw),
        claims=("page.first",),
    )


def _right(draw: st.DrawFn, number: int, vendors: Sequence[Vendor], models: Sequence[Model]) -> Right:
    into, excluding = _territory(draw)
    return Right(
        id=RightId(f"right-{number}"),
        holder=_one(draw, vendors).id,
        grantor=_one(draw, (None, *(vendor.id for vendor in vendors))),
        may=_one(draw, ("sell", "resell", "host")),
        models=_some(draw, [model.id for model in models], least=1),
        territory=into,
        excluding=excluding,
        exclusive=_one(draw, (None, True, False)),
        holds=_validity(draw),
        claims=(ClaimId(_one(draw, ("page.first", "page.third"))),),
    )


def _refusal(draw: st.DrawFn, number: int, vendors: Sequence[Vendor], parties: Sequence[PartyId]) -> Refusal:
    return Refusal(
        id=RefusalId(f"refusal-{number}"),
        who=_one(draw, vendors).id,
        refuses=_condition(draw, parties, deep=2),
        through=_one(draw, ("itself", "anyone", "unknown")),
        reasons=_some(draw, ("misuse", "property")),
        holds=_validity(draw),
        claims=("page.second",),
    )


def _sales(draw: st.DrawFn, vendors: Sequence[Vendor]) -> Measurand:
    return Measurand(
        measure=MeasureId("sales"),
        of=_one(draw, vendors).id,
        market=_one(draw, (None, *(MarketId(each) for each in COUNTRIES))),
        period=_one(draw, ("2024", "2025")),
    )


def _number_of_sales(draw: st.DrawFn, number: int, vendors: Sequence[Vendor]) -> Metric:
    """An amount of sales, or how many times those of another market or year they are; some of them contradict."""
    measurand, base = _sales(draw, vendors), _sales(draw, vendors)
    is_ratio = base != measurand and _one(draw, (False, True))
    low = _number(draw, 1, 9)
    return Metric(
        id=MetricId(f"number-{number}"),
        measurand=measurand,
        value=Estimate.between(low, low + _number(draw, 0, 5), unit="times" if is_ratio else "USD"),
        relative_to=base if is_ratio else None,
        relation="versus" if is_ratio else None,
        basis=_one(draw, ("actual", "projected")),
        claims=(ClaimId(_one(draw, ("page.first", "page.second"))),),
    )


def _assumption(draw: st.DrawFn, number: int, vendors: Sequence[Vendor], numbers: Sequence[Metric]) -> Assumption:
    """A reading of a number that is there as another amount, or a number of its own."""
    amounts = [each.id for each in numbers if each.relation is None]
    low = _number(draw, 1, 9)
    value = Estimate.between(low, low + 3, unit="USD")
    name, because = f"Assumption {number}", "It may be so."
    if amounts and _number(draw, 0, 1):
        read = Reading(metric=_one(draw, amounts), value=value)
        return Assumption(id=AssumptionId(f"assumption-{number}"), name=name, because=because, reads=(read,))
    own = Metric(id=MetricId(f"assumed-{number}"), measurand=_sales(draw, vendors), value=value)
    return Assumption(id=AssumptionId(f"assumption-{number}"), name=name, because=because, adds=(own,))


def _payment(draw: st.DrawFn, number: int, vendors: Sequence[Vendor]) -> Payment:
    return Payment(
        id=PaymentId(f"payment-{number}"),
        payer=_one(draw, vendors).id,
        payee=_one(draw, vendors).id,
        share=_one(draw, ("20 %", "10..30 %")),
        of=_sales(draw, vendors),
        holds=_validity(draw),
        claims=("page.first",),
    )


def _rule(draw: st.DrawFn, number: int, vendors: Sequence[Vendor], parties: Sequence[PartyId]) -> Rule:
    selection = Selection(
        sellers=_some(draw, [VendorId(vendor.id) for vendor in vendors], most=1),
        buyers=_condition(draw, parties, deep=1) if _one(draw, (False, True)) else None,
        resale_only=_one(draw, (False, True)),
    )
    return Rule(
        id=RuleId(f"rule-{number}"),
        title=f"Rule {number}",
        authority=_AUTHORITY,
        stages=(Stage(name=_one(draw, ("announced", "in force")), on=Period.day(draw(_DAYS))),),
        restricts=_one(draw, (None, selection)),
        claims=("page.first",),
    )


def assert_landscape_equal(one: Landscape, other: Landscape) -> None:
    """Assert that two landscapes have the same content; the error says what differs.

    Args:
        one: The one.
        other: The other.

    Raises:
        AssertionError: If they differ; with the records that do.
    """
    if one == other:
        return
    mine, theirs = _by_key(one), _by_key(other)
    lines = [f"{kind} {name}: {_side(mine, theirs, (kind, name))}" for kind, name in sorted({*mine, *theirs})]
    differing = [line for line in lines if not line.endswith("equal")]
    heads = f"as of {one.as_of} and {other.as_of}, titles {one.title!r} and {other.title!r}"
    raise AssertionError("\n".join([f"the landscapes differ ({heads}):", *differing]))


def _by_key(landscape: Landscape) -> dict[tuple[str, str], Record]:
    return {(kind_of(each), each.id): each for each in landscape.records}


def _side(
    mine: Mapping[tuple[str, str], Record], theirs: Mapping[tuple[str, str], Record], key: tuple[str, str]
) -> str:
    if key not in theirs:
        return "only in the first"
    if key not in mine:
        return "only in the second"
    return "equal" if mine[key] == theirs[key] else f"{mine[key]!r}\n    against {theirs[key]!r}"
