"""Channels into a market: what reaches it, what is open, what the filters leave, and what is unknown."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.queries.channels import Filters, channels_into
from aibroker.records.buyers import Buyers, located_in, not_, of_kind
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import MarketId
from aibroker.records.markets import Market
from aibroker.records.offers import Model, Product, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.store.stores import Key, Store
from aibroker.testing import landscapes
from aibroker.values.validity import Validity

T = TypeVar("T")

PAGE = Source(id="page", title="A page", kind="reporting", published=None)
CLAIM = Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something.")
SELLER = Vendor(id="seller", name="The Seller", aliases=["TS"], home="us")
MAKER = Vendor(id="maker", name="The Maker", home="us")
FAMILY = Model(id="family", name="Family", developer="maker", is_family=True)
MEMBER = Model(id="member", name="Member", developer="maker", family="family")
SIBLING = Model(id="sibling", name="Sibling", developer="maker", family="family")
OWN = Model(id="own", name="Own", developer="seller")
AI = Product(id="ai", name="AI", seller="seller")
CLOUD_AI = Product(id="cloud-ai", name="Cloud AI", seller="seller", within="ai")
TINY = Product(id="tiny", name="Tiny", seller="seller", within="cloud-ai")
SHANGHAI = Market(id="shanghai", name="Shanghai", within=["cn"])


def _channel(
    name: str,
    *,
    models: str = "member",
    into: str | None = "China",
    excluding: str = "",
    seller: str = "seller",
    product: str | None = None,
    only_to: Buyers | None = None,
    open: Validity | str = "2026-01-01/..",  # noqa: A002 - as the record calls it
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models.split(),
        into=None if into is None else [into],
        excluding=excluding.split(),
        product=product,
        only_to=only_to,
        open=open,
        claims=["page.first"],
    )


def _case(*channels: SalesChannel) -> Landscape:
    others = (PAGE, CLAIM, SELLER, MAKER, FAMILY, MEMBER, SIBLING, OWN, AI, CLOUD_AI, TINY, SHANGHAI)
    return Landscape.of(*others, *channels, as_of="2026-06-01")


def _ids(answer: Answer[SalesChannel]) -> tuple[list[str], list[str]]:
    return [channel.id for channel in answer.known], [candidate.item.id for candidate in answer.unknown]


def _because(answer: Answer[SalesChannel]) -> tuple[str, ...]:
    (candidate,) = answer.unknown
    return candidate.because


def test_channels_come_in_the_order_of_their_ids() -> None:
    case = _case(_channel("c"), _channel("a", into="world"), _channel("b", into="shanghai"))
    assert _ids(case.channels_into("China")) == (["a", "b", "c"], [])


def test_a_market_is_asked_for_by_record_id_name_or_alias() -> None:
    case = _case(_channel("it"))
    answers = [case.channels_into(asked) for asked in (case.markets["cn"], "cn", "China", "prc")]
    assert all(answer == answers[0] for answer in answers)


def test_a_channel_does_not_reach_a_market_in_which_nobody_may_buy() -> None:
    case = _case(
        _channel("others", into="world", only_to=not_(located_in("greater-china"))),
        _channel("some", into="world", only_to=of_kind("bank")),
        _channel("there", into="world", only_to=located_in("shanghai")),
    )
    assert _ids(case.channels_into("China")) == (["some", "there"], [])
    assert _ids(case.channels_into("China", covering=True)) == (["some"], [])


def test_a_channel_of_unknown_territory_may_reach_every_market_that_it_does_not_leave_out() -> None:
    case = _case(_channel("it", into=None, excluding="HK"))
    assert _ids(case.channels_into("China")) == ([], ["it"])
    assert _because(case.channels_into("China")) == ("its territory is unknown",)
    assert _ids(case.channels_into("Hong Kong")) == ([], [])
    assert _ids(case.channels_into("Greater China")) == ([], ["it"])


def test_a_channel_of_unknown_territory_reaches_the_world_if_nothing_is_left_out() -> None:
    case = _case(_channel("it", into=None), _channel("local", into=None, only_to=located_in("greater-china")))
    assert _ids(case.channels_into("world")) == (["it"], ["local"])
    assert _ids(case.channels_into("world", covering=True)) == ([], ["it"])
    assert _ids(case.channels_into("Greater China")) == ([], ["it", "local"])
    assert _ids(case.channels_into("China")) == ([], ["it", "local"])


def test_covering_leaves_the_channels_that_reach_all_of_the_market() -> None:
    case = _case(
        _channel("world", into="world"),
        _channel("part", into="shanghai"),
        _channel("less", into="world", excluding="shanghai"),
        _channel("lost", into=None),
        _channel("lost-less", into=None, excluding="shanghai"),
    )
    answer = case.channels_into("China", covering=True)
    assert answer.question == "channels that cover China"
    assert _ids(answer) == (["world"], ["lost"])
    assert _ids(case.channels_into("China")) == (["less", "part", "world"], ["lost", "lost-less"])


def test_only_what_is_open_on_the_day_is_known() -> None:
    case = _case(
        _channel("over", open="2025"),
        _channel("open", open="2026-06-01/.."),
        _channel("later", open="2026-06-02/.."),
        _channel("undated", open="unknown"),
    )
    answer = case.channels_into("China")
    assert _ids(answer) == (["open"], ["undated"])
    assert _because(answer) == ("whether it is open on 2026-06-01 is unknown (dates unknown)",)


def test_another_day_is_asked_for_by_on_or_by_moving_the_vantage_date() -> None:
    case = _case(_channel("over", open="2025"), _channel("open", open="2026-06-01/.."))
    assert _ids(case.channels_into("China", on="2025-06-01")) == (["over"], [])
    assert _ids(case.on(date(2025, 6, 1)).channels_into("China")) == (["over"], [])


def test_several_unknowns_are_all_named() -> None:
    case = _case(_channel("it", into=None, open=Validity.seen_on("2026-07-01")))
    assert _because(case.channels_into("China")) == (
        "its territory is unknown",
        "whether it is open on 2026-06-01 is unknown (seen 2026-07-01)",
    )


def test_a_sure_no_outweighs_what_is_unknown() -> None:
    case = _case(_channel("it", into=None, open="2025"))
    assert _ids(case.channels_into("China")) == ([], [])


def test_the_seller_filter_leaves_only_its_channels() -> None:
    case = _case(_channel("its"), _channel("another", seller="maker"))
    assert _ids(case.channels_into("China", seller="TS")) == (["its"], [])


def test_the_developer_filter_leaves_channels_that_carry_one_of_its_models() -> None:
    case = _case(
        _channel("both", models="own member"),
        _channel("other", models="own"),
        _channel("none", models="", product="ai"),
    )
    assert _ids(case.channels_into("China", developer="maker")) == (["both"], [])


def test_a_family_covers_its_members() -> None:
    case = _case(_channel("member"), _channel("family", models="family"), _channel("own", models="own"))
    assert _ids(case.channels_into("China", model="Family")) == (["family", "member"], [])


def test_whether_a_channel_of_a_family_carries_one_member_is_unknown() -> None:
    case = _case(_channel("member"), _channel("family", models="family"), _channel("sibling", models="sibling"))
    answer = case.channels_into("China", model="Member")
    assert _ids(answer) == (["member"], ["family"])
    assert _because(answer) == ("whether it carries member is unknown",)


def test_models_that_nobody_names_may_be_any() -> None:
    case = _case(attrs.evolve(_channel("it", models=""), models_unknown=True))
    for answer in (
        case.channels_into("China", model="Member"),
        case.channels_into("China", developer="The Maker"),
        case.channels_into("China", developed_in="Japan"),
    ):
        assert _ids(answer) == ([], ["it"])
        assert _because(answer) == ("which models it sells is unknown",)
    assert _ids(case.channels_into("China")) == (["it"], [])


def test_models_are_named_or_unknown_not_both() -> None:
    with pytest.raises(InvalidValueError, match="names its models or says that they are unknown, not both: 'member'"):
        attrs.evolve(_channel("it"), models_unknown=True)


def test_a_product_covers_the_products_within_it_and_an_unknown_product_may_be_any() -> None:
    case = _case(_channel("tiny", product="tiny"), _channel("wide", product="ai"), _channel("unsaid"))
    answer = case.channels_into("China", product="Cloud AI")
    assert _ids(answer) == (["tiny"], ["unsaid"])
    assert _because(answer) == ("its product is unknown",)


def test_channels_are_told_apart_by_where_their_sellers_and_developers_are_at_home() -> None:
    case = _case(_channel("its"), _channel("none", models="", product="ai")).adding(
        Vendor(id="shop", name="Shop", home="cn"),
        Vendor(id="lab", name="Lab"),
        Model(id="shops", name="Shop's", developer="shop"),
        Model(id="labs", name="Lab's", developer="lab"),
        _channel("abroad", seller="shop", models="own shops"),
        _channel("whose", seller="lab", models="labs"),
        _channel("both", models="labs member"),
    )
    assert _ids(case.channels_into("China", developed_in="China")) == (["abroad"], ["both", "whose"])
    assert _ids(case.channels_into("China", developed_in="United States")) == (["abroad", "both", "its"], ["whose"])
    assert _ids(case.channels_into("China", seller_home="Asia")) == (["abroad"], ["whose"])
    answer = case.channels_into("China", developed_in="China", seller_home="world")
    assert answer.unknown[-1].because == (
        "where lab has its headquarters is unknown",
        "where the developers of its models have their headquarters is unknown",
    )


def test_the_question_says_what_was_asked() -> None:
    case = _case()
    answer = case.channels_into("PRC", seller="TS", model="Family", product="AI", developer="The Maker")
    assert answer.question == (
        "channels into China, sold by The Seller, with models by The Maker, with Family, counted under AI"
    )
    answer = case.channels_into("PRC", seller_home="US", developed_in="Asia")
    assert answer.question == (
        "channels into China, by sellers at home in United States, with models developed in Asia"
    )


_ALL_FILTERS = (
    Filters(),
    Filters(developed_in=MarketId("cn")),
    Filters(seller_home=MarketId("cn")),
    Filters(developer="vendor-1"),
    Filters(seller="vendor-0"),
    Filters(model="vendor-0-family"),
    Filters(product="vendor-0-cloud"),
)


def _some(data: st.DataObject, pool: list[T]) -> list[T]:
    return data.draw(st.lists(st.sampled_from(pool), unique=True)) if pool else []


@given(landscapes(), landscapes(), st.data())
def test_what_changed_is_found_as_if_all_were_judged_anew(
    case: Landscape, other: Landscape, data: st.DataObject
) -> None:
    """An answer about the shared records is kept; what a change replaces, takes away or adds is judged beside it."""
    keys: list[Key] = [("channel", each.id) for each in case.channels]
    moved = {each.id: attrs.evolve(each, into=("sg",)) for each in (*other.channels, *case.channels)}
    homes = [attrs.evolve(each, home="cn") for each in case.vendors]
    added = (*_some(data, [*moved.values()]), *_some(data, [*homes, *other.records]))
    changed = case._store.changed(remove=_some(data, keys), add=added)
    on = data.draw(st.dates(min_value=date(2018, 1, 1), max_value=date(2032, 1, 1)))
    for market in ("sg", "cn", "asia", "world"):
        for terms in (*_ALL_FILTERS, Filters(covering=True)):
            ask = partial(channels_into, market=MarketId(market), on=on, filters=terms, question="")
            ask(case._store)
            found, anew = ask(changed), ask(Store.of(changed))
            assert (found.known, found.unknown) == (anew.known, anew.unknown)
            assert ask(changed).known is found.known


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        (lambda case: case.channels_into("Chnia"), r"unknown market 'Chnia' \(did you mean 'China' or"),
        (lambda case: case.channels_into("China", seller="Seler"), r"unknown vendor 'Seler' \(did you mean 'seller'"),
        (lambda case: case.channels_into("China", model="Famly"), r"unknown model 'Famly' \(did you mean 'Family'\?\)"),
        (lambda case: case.channels_into("China", product="AI cloud"), "unknown product 'AI cloud'"),
    ],
)
def test_a_misspelt_name_is_an_error_with_the_nearest(ask: Callable[[Landscape], object], problem: str) -> None:
    with pytest.raises(UnknownNameError, match=problem):
        ask(_case(_channel("it")))


def test_a_name_of_two_markets_is_an_error_with_both() -> None:
    with pytest.raises(AmbiguousNameError, match="'Korea' names more than one market; say which: kp, kr"):
        _case().channels_into("Korea")


def test_a_record_of_another_kind_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="this does not stand for a market"):
        _case().channels_into(SELLER)  # type: ignore[arg-type]


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="not a calendar day: '2026-02-30'"):
        _case().channels_into("China", on="2026-02-30")


def test_channels_that_a_scenario_added_are_found_like_the_others() -> None:
    case = _case(_channel("a"), _channel("b", into="world"))
    more = case.adding(_channel("c", into="world")).removing(case.channels["a"])
    assert _ids(more.channels_into("China")) == (["b", "c"], [])
