"""For users' own tests: random landscapes for hypothesis, and a comparison that says what differs.

It needs hypothesis, which ``aibroker[testing]`` installs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aibroker.landscape import Landscape
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
    ChannelId,
    ClaimId,
    CustomerId,
    MarketId,
    ModelId,
    PartyId,
    RefusalId,
    RightId,
    SourceId,
    VendorId,
)
from aibroker.records.kinds import Record, kind_of
from aibroker.records.markets import Market
from aibroker.records.offers import Clientele, Hosting, Model, SalesChannel
from aibroker.records.parties import Customer, Owner, Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["assert_landscape_equal", "buyers", "landscapes", "validities"]

T = TypeVar("T")

COUNTRIES = ("cn", "de", "fr", "hk", "jp", "sg", "us")
WIDER = ("asia", "eu", "g7", "greater-china", "west", "world")
PLACES = ("shanghai", *COUNTRIES)

_FIRST_DAY = date(2024, 1, 1)
_SOURCE = SourceId("page")


def days() -> SearchStrategy[date]:
    """Days of the years 2024 to 2026."""
    return st.dates(min_value=_FIRST_DAY, max_value=date(2026, 12, 31))


@st.composite
def validities(draw: DrawFn) -> Validity:
    """When something holds: known to the day, the month or the year, only seen, or not known at all."""
    start = draw(days())
    since = draw(st.sampled_from((None, Period.day(start), Period.month(start.year, start.month))))
    later = start + timedelta(days=draw(st.integers(min_value=40, max_value=400)))
    ended = draw(st.sampled_from((None, Period.day(later), Period.month(later.year, later.month))))
    seen = draw(st.sampled_from(((), (start + timedelta(days=31),))))
    ongoing = ended is None and draw(st.booleans())
    if ended is not None and ended.start is not None and ended.start <= start + timedelta(days=31):
        seen = ()
    return Validity(since=since, ended=ended, ongoing=ongoing, seen=seen)


def _some(pool: Sequence[T], *, least: int = 0, most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(st.sampled_from(pool), min_size=least, max_size=most, unique=True).map(tuple)


def buyers(parties: Sequence[str] = ("any-co",)) -> SearchStrategy[Buyers]:
    """Conditions on buyers, nested at will.

    Args:
        parties: The ids that a condition may name.
    """
    markets = _some((*PLACES, *WIDER), least=1)
    leaves: SearchStrategy[Buyers] = st.one_of(
        markets.map(lambda ids: located_in(*ids)),
        markets.map(lambda ids: headquartered_in(*ids)),
        markets.map(lambda ids: owned_from(*ids, more_than="50 %")),
        st.sampled_from((of_kind("bank"), vetted("established companies"))),
        st.sampled_from(tuple(parties)).map(lambda party: named(party)),
    )
    return st.recursive(leaves, _combined, max_leaves=4)


def _combined(parts: SearchStrategy[Buyers]) -> SearchStrategy[Buyers]:
    several = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(several.map(lambda each: all_of(*each)), several.map(lambda each: any_of(*each)), parts.map(not_))


@st.composite
def landscapes(draw: DrawFn, *, most_channels: int = 6) -> Landscape:
    """Small valid landscapes: places within places, parties, families of models, channels, rights and refusals.

    Args:
        draw: Given by hypothesis.
        most_channels: How many channels at the most.
    """
    vendors: tuple[Vendor, ...] = draw(_vendors())
    customers = draw(_customers([vendor.id for vendor in vendors]))
    models = draw(_models([vendor.id for vendor in vendors]))
    parties: list[PartyId] = [*(vendor.id for vendor in vendors), *(customer.id for customer in customers)]
    rights = draw(_numbered(3, lambda number: _right(number, vendors, models)))
    channels = draw(_numbered(most_channels, lambda number: _channel(number, vendors, models, parties, rights)))
    refusals = draw(_numbered(3, lambda number: _refusal(number, vendors, parties)))
    claims = draw(_claims([vendor.id for vendor in vendors]))
    shanghai = Market(id=MarketId("shanghai"), name="Shanghai", within=("cn",))
    page = Source(id=_SOURCE, title="A page", kind="reporting", published=None)
    records: tuple[Record, ...] = (
        shanghai,
        page,
        *claims,
        *vendors,
        *customers,
        *models,
        *rights,
        *channels,
        *refusals,
    )
    return Landscape.of(
        *draw(st.permutations(records)), as_of=draw(days()), title=draw(st.sampled_from(("", "A case")))
    )


def _numbered(most: int, made: Callable[[int], SearchStrategy[T]]) -> SearchStrategy[tuple[T, ...]]:
    return st.integers(min_value=0, max_value=most).flatmap(
        lambda count: st.tuples(*(made(number) for number in range(count)))
    )


def _claims(vendors: Sequence[VendorId]) -> SearchStrategy[tuple[Claim, ...]]:
    positions = st.builds(
        Position,
        who=st.sampled_from(vendors),
        strength=st.sampled_from(("sole", "primary", "one of")),
        market=st.sampled_from(PLACES),
        developed_in=_some(COUNTRIES),
    )
    extra = st.builds(
        Claim,
        id=st.just(ClaimId("page.second")),
        source=st.just(_SOURCE),
        locator=st.just("s2"),
        kind=st.sampled_from(("fact", "allegation", "opinion")),
        text=st.just("Something else."),
        hedges=_some(("about", "largely")),
        retells=st.just((ClaimId("page.first"),)),
        position=st.none() | positions,
    )
    first = Claim(id=ClaimId("page.first"), source=_SOURCE, locator="s1", kind="fact", text="Something.")
    return extra.map(lambda second: (first, second))


def _homes() -> SearchStrategy[MarketId | None]:
    return st.sampled_from((None, *(MarketId(each) for each in PLACES)))


def _vendors() -> SearchStrategy[tuple[Vendor, ...]]:
    def made(number: int) -> SearchStrategy[Vendor]:
        identity = VendorId(PartyId(f"vendor-{number}"))
        return _homes().map(lambda home: Vendor(id=identity, name=f"Vendor {number}", home=home))

    return st.integers(min_value=1, max_value=4).flatmap(
        lambda count: st.tuples(*(made(each) for each in range(count)))
    )


def _customers(vendors: Sequence[VendorId]) -> SearchStrategy[tuple[Customer, ...]]:
    owner = st.one_of(
        st.sampled_from(COUNTRIES).map(lambda home: Owner(home=home, share="60 %")),
        st.sampled_from(vendors).map(lambda party: Owner(party=party)),
    )

    def made(number: int) -> SearchStrategy[Customer]:
        return st.builds(
            Customer,
            id=st.just(CustomerId(PartyId(f"customer-{number}"))),
            name=st.just(f"Customer {number}"),
            home=_homes(),
            owners=st.lists(owner, max_size=2, unique=True),
            kinds=_some(("bank", "university")),
        )

    return _numbered(2, made)


def _models(vendors: Sequence[VendorId]) -> SearchStrategy[tuple[Model, ...]]:
    def family_with_member(developer: VendorId) -> tuple[Model, ...]:
        family = Model(
            id=ModelId(f"{developer}-family"), name=f"{developer} family", developer=developer, is_family=True
        )
        member = Model(
            id=ModelId(f"{developer}-member"), name=f"{developer} member", developer=developer, family=family.id
        )
        return family, member

    return st.lists(st.sampled_from(vendors), min_size=1, max_size=3, unique=True).map(
        lambda chosen: tuple(model for developer in chosen for model in family_with_member(developer))
    )


@st.composite
def _territories(draw: DrawFn) -> tuple[tuple[MarketId, ...] | None, tuple[MarketId, ...]]:
    """Into and excluding; only wide markets leave something out, so that something is always left."""
    into = draw(st.none() | _some((*PLACES, *WIDER), least=1))
    wide = into is None or {"asia", "world"} & set(into)
    excluding = draw(_some((*PLACES, "eu", "greater-china"))) if wide else ()
    markets = None if into is None else tuple(MarketId(each) for each in into)
    return markets, tuple(MarketId(each) for each in excluding)


@st.composite
def _channel(
    draw: DrawFn,
    number: int,
    vendors: Sequence[Vendor],
    models: Sequence[Model],
    parties: Sequence[PartyId],
    rights: Sequence[Right],
) -> SalesChannel:
    into, excluding = draw(_territories())
    return SalesChannel(
        id=ChannelId(f"channel-{number}"),
        seller=draw(st.sampled_from(vendors)).id,
        models=draw(_some([model.id for model in models], most=3)),
        into=into,
        excluding=excluding,
        hosted_in=Hosting(at_least=draw(_some(COUNTRIES, most=1)), never=draw(_some(WIDER, most=1))),
        buyers=Clientele(at_least=draw(_some(parties))),
        only_to=draw(st.none() | buyers(parties)),
        rests_on=draw(_some([right.id for right in rights])) if rights else (),
        status=draw(st.sampled_from(("sold", "hosted", "testing"))),
        open=draw(validities()),
        claims=("page.first",),
    )


@st.composite
def _right(draw: DrawFn, number: int, vendors: Sequence[Vendor], models: Sequence[Model]) -> Right:
    into, excluding = draw(_territories())
    return Right(
        id=RightId(f"right-{number}"),
        holder=draw(st.sampled_from(vendors)).id,
        grantor=draw(st.none() | st.sampled_from(vendors).map(lambda vendor: vendor.id)),
        may=draw(st.sampled_from(("sell", "resell", "host"))),
        models=draw(_some([model.id for model in models], least=1)),
        territory=into,
        excluding=excluding,
        exclusive=draw(st.sampled_from((None, True, False))),
        holds=draw(validities()),
        claims=("page.first",),
    )


@st.composite
def _refusal(draw: DrawFn, number: int, vendors: Sequence[Vendor], parties: Sequence[PartyId]) -> Refusal:
    return Refusal(
        id=RefusalId(f"refusal-{number}"),
        who=draw(st.sampled_from(vendors)).id,
        refuses=draw(buyers(parties)),
        through=draw(st.sampled_from(("itself", "anyone", "unknown"))),
        reasons=draw(_some(("misuse", "property"))),
        holds=draw(validities()),
        claims=("page.second",),
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
