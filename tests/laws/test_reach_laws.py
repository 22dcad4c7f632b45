"""The structural queries, read a second time from their definitions, with plain sets of named places."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer, Brokerage
from aibroker.records.buyers import AllOf, AnyOf, Buyers, HeadquarteredIn, LocatedIn, Not
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.values.periods import Period
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

Atlas = dict[str, frozenset[str]]
Truth = bool | None
"""True, false, or None where it is unknown."""

PLACES = ("shanghai", "cn", "hk", "sg", "jp", "de", "fr", "us")
WIDER = ("eastern-asia", "asia", "eu", "g7", "greater-china", "west", "world")
MARKETS = st.sampled_from((*PLACES, *WIDER))
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 12, 31))


@cache
def drawn(markets: tuple[Market, ...]) -> Atlas:
    """Every market as the set of its places: the listed ones, and what nobody listed, under the market's own name."""
    inside: dict[str, set[str]] = {
        outer.id: {*outer.includes, *(inner.id for inner in markets if outer.id in inner.within)} for outer in markets
    }
    is_exact = {market.id for market in markets if market.kind == "bloc" and inside[market.id]}

    @cache
    def places(market: str) -> frozenset[str]:
        unlisted = frozenset[str]() if market in is_exact else frozenset({market})
        return unlisted.union(*(places(inner) for inner in inside[market]))

    atlas: Atlas = {market.id: places(market.id) for market in markets}
    atlas["world"] = frozenset[str]().union(*atlas.values())
    return atlas


@lru_cache(maxsize=4)
def atlas_of(case: Landscape) -> Atlas:
    return drawn(tuple(case.markets))


_EMPTY = Landscape.of(Market(id="shanghai", name="Shanghai", within=["cn"]), as_of="2026-01-01")
_PAIRS = [(one, other) for one in (*PLACES, *WIDER) for other in (*PLACES, *WIDER)]
APART = st.sampled_from([pair for pair in _PAIRS if not atlas_of(_EMPTY)[pair[0]] & atlas_of(_EMPTY)[pair[1]]])


def together(atlas: Atlas, markets: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(atlas[market] for market in markets))


def lies_in(atlas: Atlas, place: str, markets: Iterable[str]) -> bool:
    return any(place in atlas[market] for market in markets)


def reaches(atlas: Atlas, into: Iterable[str] | None, excluding: Iterable[str], market: str) -> Truth:
    left_over = atlas[market] - together(atlas, excluding)
    if into is None:
        return somewhere(atlas, frozenset[str]().union(*atlas.values()) - together(atlas, excluding), atlas[market])
    return bool(left_over & together(atlas, into))


def somewhere(atlas: Atlas, possible: frozenset[str], market: frozenset[str]) -> Truth:
    """Whether what lies somewhere within the possible places lies in a market: surely if both are everywhere."""
    if not possible & market:
        return False
    return True if possible == market == frozenset[str]().union(*atlas.values()) else None


def covers(atlas: Atlas, into: Iterable[str] | None, excluding: Iterable[str], market: str) -> Truth:
    if atlas[market] & together(atlas, excluding):
        return False
    return None if into is None else atlas[market] <= together(atlas, into)


def lets_in(atlas: Atlas, channel: SalesChannel, place: str) -> bool:
    """Whether anybody at a place may meet the channel's own condition on buyers."""
    return channel.only_to is None or means(atlas, channel.only_to, place, at_home=False) is not False


def sells_into(atlas: Atlas, channel: SalesChannel, market: str, *, all_of_it: bool = False) -> Truth:
    """Whether a channel reaches a market, or covers it: where nobody may buy, it does neither."""
    open_places = {place for place in atlas[market] if lets_in(atlas, channel, place)}
    if channel.into is None and not all_of_it:
        possible = {place for place in frozenset[str]().union(*atlas.values()) if lets_in(atlas, channel, place)}
        return somewhere(atlas, frozenset(possible) - together(atlas, channel.excluding), atlas[market])
    places = {**atlas, "it": frozenset(open_places)}
    if all_of_it:
        return both(len(open_places) == len(atlas[market]), covers(places, channel.into, channel.excluding, "it"))
    return reaches(places, channel.into, channel.excluding, "it")


def both(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def either(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


def unanimous(truths: Iterable[bool]) -> Truth:
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def days_of(window: Period | None) -> tuple[date, date]:
    """The first and the last day on which something may have happened."""
    first = None if window is None else window.start
    end = None if window is None else window.end
    return first or date.min, date.max if end is None else end - timedelta(days=1)


def holds(when: Validity, day: date) -> Truth:
    """By the days on which it may have begun and ended; what was only seen goes on until something says it ended."""
    begin, end = days_of(when.since), days_of(when.ended)
    if when.seen:
        itself = [each for each in when.seen if each >= begin[0]]
        begin, end = (begin[0], min([begin[1], *itself])), (max(end[0], when.seen[-1] + timedelta(days=1)), end[1])
    never_ends = when.ongoing or (when.ended is None and bool(when.seen))
    over = False if never_ends else unanimous(each <= day for each in end)
    return both(unanimous(each <= day for each in begin), None if over is None else not over)


def families(case: Landscape, model: str) -> set[str]:
    found = {model}
    family = case.models[model].family
    return found if family is None else found | families(case, family)


def carries(case: Landscape, channel: SalesChannel, wanted: str) -> Truth:
    if any(wanted in families(case, carried) for carried in channel.models):
        return True
    return None if channel.models_unknown or families(case, wanted) & set(channel.models) else False


def counts_under(case: Landscape, sold: str | None, product: str) -> Truth:
    if sold is None:
        return None
    return sold == product or bool(counts_under(case, case.products[sold].within or "", product)) if sold else False


def sits_in(case: Landscape, vendor: str, market: str) -> Truth:
    home, atlas = case.vendors[vendor].home, atlas_of(case)
    if home is None:
        return None
    return True if atlas[home] <= atlas[market] else None if atlas[home] & atlas[market] else False


def carries_from(case: Landscape, channel: SalesChannel, origin: str) -> Truth:
    developers = [case.models[model].developer for model in channel.models]
    origins = [sits_in(case, each, origin) for each in developers]
    nameless: Truth = None if channel.models_unknown else False
    return False if channel.status == "testing" else either(*origins, nameless)


def means(atlas: Atlas, buyers: Buyers, place: str, *, at_home: bool) -> Truth:
    """Whether a condition means buyers at a place; only of those at home is it known where their headquarters are."""
    match buyers:
        case LocatedIn():
            return lies_in(atlas, place, buyers.markets)
        case HeadquarteredIn():
            return lies_in(atlas, place, buyers.markets) if at_home else None
        case AllOf():
            return both(*(means(atlas, part, place, at_home=at_home) for part in buyers.parts))
        case AnyOf():
            return either(*(means(atlas, part, place, at_home=at_home) for part in buyers.parts))
        case Not():
            part = means(atlas, buyers.part, place, at_home=at_home)
            return None if part is None else not part
        case _:
            return None


def found(answer: Answer[SalesChannel] | Answer[Right] | Answer[Refusal]) -> dict[str, Truth]:
    known: dict[str, Truth] = {item.id: True for item in answer.known}
    return known | {candidate.item.id: None for candidate in answer.unknown}


def expected(truths: dict[str, Truth]) -> dict[str, Truth]:
    return {name: truth for name, truth in truths.items() if truth is not False}


def known_ids(answer: Answer[SalesChannel] | Answer[Right] | Answer[Refusal]) -> list[str]:
    return [item.id for item in answer.known]


def unknown_ids(answer: Answer[SalesChannel] | Answer[Right] | Answer[Refusal]) -> list[str]:
    return [candidate.item.id for candidate in answer.unknown]


def brokered(answer: Answer[Brokerage]) -> dict[str, Truth]:
    known: dict[str, Truth] = {item.seller: True for item in answer.known}
    return known | {candidate.item.seller: None for candidate in answer.unknown}


# The definitions, in the examples of the design.


def _selling(into: Iterable[str], excluding: Iterable[str] = ()) -> Landscape:
    page = Source(id="page", title="A page", kind="reporting", published=None)
    claim = Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something.")
    return Landscape.of(
        page,
        claim,
        Market(id="shanghai", name="Shanghai", within=("cn",)),
        Vendor(id="acme", name="Acme", home="us"),
        Model(id="one", name="One", developer="acme"),
        SalesChannel(
            id="it", seller="acme", models=["one"], into=into, excluding=excluding, open="2024", claims=[claim.id]
        ),
        as_of="2024-06-01",
    )


@pytest.mark.parametrize(
    ("into", "excluding", "market", "reached", "covered"),
    [
        (["world"], [], "cn", True, True),
        (["shanghai"], [], "cn", True, False),
        (["world"], ["cn"], "cn", False, False),
        (["world"], ["cn"], "shanghai", False, False),
        (["world"], ["cn"], "asia", True, False),
        (["eu"], [], "g7", True, False),
        (["fr"], [], "eu", True, False),
        (["fr"], [], "g7", True, False),
        (["cn"], [], "hk", False, False),
        (["cn"], [], "greater-china", True, False),
        (["cn", "hk", "mo", "tw"], [], "greater-china", True, True),
        (["world"], ["hk"], "greater-china", True, False),
        (["world"], ["shanghai"], "cn", True, False),
    ],
)
def test_reaching_and_covering_are_what_the_design_says_they_are(
    into: list[str], excluding: list[str], market: str, reached: bool, covered: bool
) -> None:
    case = _selling(into, excluding)
    channel = case.channels["it"]
    territories = case._store.territories
    found_to_cover = territories.covers(channel.into, channel.excluding, case.markets[market].id)
    assert (bool(case.channels_into(market)), found_to_cover) == (reached, Verdict.of(covered))


# The same on random landscapes.


@given(testing.landscapes(), MARKETS)
def test_reach_and_cover_agree_with_sets_of_places(case: Landscape, market: str) -> None:
    atlas, territories, asked = atlas_of(case), case._store.territories, case.markets[market].id
    for channel in case.channels:
        into, excluding = channel.into, channel.excluding
        assert territories.reaches(into, excluding, asked) is Verdict.of(reaches(atlas, into, excluding, market))
        assert territories.covers(into, excluding, asked) is Verdict.of(covers(atlas, into, excluding, market))


@given(testing.landscapes(), MARKETS, DAYS, st.data())
def test_channels_into_agrees_with_the_definition(case: Landscape, market: str, day: date, data: st.DataObject) -> None:
    vendors = st.none() | st.sampled_from([vendor.id for vendor in case.vendors])
    models = st.none() | st.sampled_from([model.id for model in case.models])
    products = st.none() | st.sampled_from([product.id for product in case.products])
    seller, developer, model, product = (data.draw(each) for each in (vendors, vendors, models, products))
    covering = data.draw(st.booleans())

    def wanted(channel: SalesChannel) -> Truth:
        return both(
            sells_into(atlas_of(case), channel, market, all_of_it=covering),
            holds(channel.open, day),
            seller in (None, channel.seller),
            developer is None or developer in {case.models[each].developer for each in channel.models},
            True if model is None else carries(case, channel, model),
            True if product is None else counts_under(case, channel.product, product),
        )

    answer = case.channels_into(
        market, seller=seller, developer=developer, model=model, product=product, covering=covering, on=day
    )
    assert found(answer) == expected({channel.id: wanted(channel) for channel in case.channels})


@given(testing.landscapes(), st.none() | MARKETS, DAYS, st.data())
def test_rights_agree_with_the_definition(case: Landscape, market: str | None, day: date, data: st.DataObject) -> None:
    holder = data.draw(st.none() | st.sampled_from([vendor.id for vendor in case.vendors]))
    model = data.draw(st.none() | st.sampled_from([model.id for model in case.models]))

    def has_to_do_with(right: Right, wanted: str) -> bool:
        around = families(case, wanted)
        return any(covered in around or wanted in families(case, covered) for covered in right.models)

    def wanted(right: Right) -> Truth:
        return both(
            True if market is None else reaches(atlas_of(case), right.territory, right.excluding, market),
            holds(right.holds, day),
            holder in (None, right.holder),
            model is None or has_to_do_with(right, model),
        )

    answer = case.rights(market, holder=holder, model=model, on=day)
    assert found(answer) == expected({right.id: wanted(right) for right in case.rights})


@given(testing.landscapes(), st.none() | MARKETS, DAYS, st.data())
def test_refusals_agree_with_the_definition(
    case: Landscape, market: str | None, day: date, data: st.DataObject
) -> None:
    who = data.draw(st.none() | st.sampled_from([vendor.id for vendor in case.vendors]))
    atlas = atlas_of(case)

    def wanted(refusal: Refusal) -> Truth:
        places = () if market is None else atlas[market]
        declined = either(*(means(atlas, refusal.refuses, place, at_home=True) for place in places))
        return both(
            market is None or declined,
            holds(refusal.holds, day),
            who in (None, refusal.who),
        )

    answer = case.refusals(market, who=who, on=day)
    assert found(answer) == expected({refusal.id: wanted(refusal) for refusal in case.refusals})


@given(testing.landscapes(), APART, DAYS)
def test_brokers_agree_with_the_definition(case: Landscape, sides: tuple[str, str], day: date) -> None:
    one, other = sides

    def way(channel: SalesChannel, origin: str, target: str) -> Truth:
        return both(
            sells_into(atlas_of(case), channel, target), holds(channel.open, day), carries_from(case, channel, origin)
        )

    def ways(seller: str, origin: str, target: str) -> dict[str, Truth]:
        own = [channel for channel in case.channels if channel.seller == seller]
        return expected({channel.id: way(channel, origin, target) for channel in own})

    outward: dict[str, dict[str, Truth]] = {vendor.id: ways(vendor.id, one, other) for vendor in case.vendors}
    inward: dict[str, dict[str, Truth]] = {vendor.id: ways(vendor.id, other, one) for vendor in case.vendors}
    truths = {each: both(either(*outward[each].values()), either(*inward[each].values())) for each in outward}
    answer = case.brokers(one, other, on=day)
    assert brokered(answer) == expected(truths)
    for item in answer:
        assert [channel.id for channel in item.outward] == [each for each, sure in outward[item.seller].items() if sure]
        assert [channel.id for channel in item.inward] == [each for each, sure in inward[item.seller].items() if sure]
    for candidate in answer.unknown:
        assert [channel.id for channel in candidate.item.outward] == list(outward[candidate.item.seller])
        assert [channel.id for channel in candidate.item.inward] == list(inward[candidate.item.seller])


# What holds of every answer.


def _answers(case: Landscape, sides: tuple[str, str], day: date) -> tuple[object, ...]:
    one, _ = sides
    return (
        case.channels_into(one, on=day),
        case.rights(one, on=day),
        case.refusals(one, on=day),
        case.brokers(*sides, on=day),
    )


@given(testing.landscapes(), APART, DAYS, st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order_of_the_records(
    case: Landscape, sides: tuple[str, str], day: date, random: Random
) -> None:
    records = list(case.records)
    random.shuffle(records)
    again = Landscape.of(*records, as_of=case.as_of, title=case.title)
    assert _answers(again, sides, day) == _answers(case, sides, day)


@given(testing.landscapes(), MARKETS, DAYS)
def test_nothing_is_both_known_and_unknown_and_each_stands_in_the_order_of_ids(
    case: Landscape, market: str, day: date
) -> None:
    for answer in (case.channels_into(market, on=day), case.rights(market, on=day), case.refusals(market, on=day)):
        known, unknown = known_ids(answer), unknown_ids(answer)
        assert not {*known} & {*unknown}
        assert (known, unknown) == (sorted({*known}), sorted({*unknown}))
        assert all(candidate.because for candidate in answer.unknown)


@given(testing.landscapes(), APART, DAYS)
def test_no_seller_is_both_a_known_and_an_unknown_broker(case: Landscape, sides: tuple[str, str], day: date) -> None:
    answer = case.brokers(*sides, on=day)
    sellers = [*(item.seller for item in answer.known), *(each.item.seller for each in answer.unknown)]
    assert len(sellers) == len({*sellers})
    assert all(candidate.because for candidate in answer.unknown)


@given(testing.landscapes(), APART, DAYS)
def test_brokers_between_two_sides_are_brokers_the_other_way_round(
    case: Landscape, sides: tuple[str, str], day: date
) -> None:
    assert brokered(case.brokers(*sides, on=day)) == brokered(case.brokers(*reversed(sides), on=day))


FORGETTING: tuple[Callable[[Record], Record], ...] = (
    lambda record: attrs.evolve(record, into=None) if isinstance(record, SalesChannel) else record,
    lambda record: attrs.evolve(record, open="unknown") if isinstance(record, SalesChannel) else record,
    lambda record: attrs.evolve(record, territory=None) if isinstance(record, Right) else record,
    lambda record: attrs.evolve(record, holds="unknown") if isinstance(record, Right | Refusal) else record,
    lambda record: attrs.evolve(record, home=None) if isinstance(record, Vendor) else record,
)


@given(testing.landscapes(), APART, DAYS, st.data())
def test_what_is_forgotten_turns_answers_into_unknown_and_never_unknown_into_an_answer(
    case: Landscape, sides: tuple[str, str], day: date, data: st.DataObject
) -> None:
    records = list(case.records)
    forget, forgotten = data.draw(st.sampled_from(FORGETTING)), data.draw(st.sets(st.integers(0, len(records) - 1)))
    fewer = [forget(record) if place in forgotten else record for place, record in enumerate(records)]
    less, (one, _) = Landscape.of(*fewer, as_of=case.as_of), sides

    pairs = [
        (found(case.channels_into(one, on=day)), found(less.channels_into(one, on=day))),
        (found(case.rights(one, on=day)), found(less.rights(one, on=day))),
        (found(case.refusals(one, on=day)), found(less.refusals(one, on=day))),
        (brokered(case.brokers(*sides, on=day)), brokered(less.brokers(*sides, on=day))),
    ]
    for knowing, forgetful in pairs:
        for name in {*knowing, *forgetful}:
            assert forgetful.get(name, False) in (knowing.get(name, False), None)
