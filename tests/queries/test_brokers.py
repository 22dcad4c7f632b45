"""Brokers: sellers that carry models developed on one side to the other, both ways."""

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Brokerage
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import ChannelStatus, Model, SalesChannel
from aibroker.records.parties import Vendor

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="cloud", name="The Cloud", home="us"),
    Vendor(id="second", name="A Second Cloud", home="sg"),
    Vendor(id="western", name="Western", home="us"),
    Vendor(id="eastern", name="Eastern", home="cn"),
    Vendor(id="hidden", name="Hidden"),
    Model(id="west-model", name="West model", developer="western"),
    Model(id="east-model", name="East model", developer="eastern"),
    Model(id="hidden-model", name="Hidden model", developer="hidden"),
)


def _channel(
    name: str,
    models: str,
    into: str | None,
    *,
    seller: str = "cloud",
    status: ChannelStatus = "sold",
    since: str = "2026",
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models.split(),
        into=None if into is None else [into],
        status=status,
        open="unknown" if since == "unknown" else f"{since}-01-01/..",
        claims=["page.first"],
    )


def _case(*channels: SalesChannel) -> Landscape:
    return Landscape.of(*BASIS, *channels, as_of="2026-06-01")


THERE = _channel("there", "west-model", "cn")
BACK = _channel("back", "east-model", "us")


def test_a_broker_carries_models_of_each_side_to_the_other() -> None:
    answer = _case(THERE, BACK).brokers("West", "China")
    assert answer.known == (Brokerage(seller="cloud", outward=(THERE,), inward=(BACK,)),)
    assert answer.unknown == ()
    assert answer.question == "brokers between the West and China"


def test_the_other_way_round_outward_and_inward_change_places() -> None:
    answer = _case(THERE, BACK).brokers("China", "West")
    assert answer.known == (Brokerage(seller="cloud", outward=(BACK,), inward=(THERE,)),)


def test_one_way_makes_no_broker() -> None:
    assert not _case(THERE).brokers("West", "China")
    assert not _case(BACK).brokers("West", "China")


def test_two_sellers_with_one_way_each_are_no_brokers() -> None:
    assert not _case(THERE, _channel("back", "east-model", "us", seller="second")).brokers("West", "China")


def test_models_sold_on_their_own_side_do_not_count() -> None:
    assert not _case(THERE, _channel("back", "west-model", "us")).brokers("West", "China")


def test_one_channel_may_go_both_ways() -> None:
    everything = _channel("everything", "west-model east-model", "world")
    (broker,) = _case(everything).brokers("West", "China")
    assert broker.outward == broker.inward == (everything,)


def test_a_channel_under_test_does_not_count() -> None:
    testing = _channel("back", "east-model", "us", status="testing")
    assert not _case(THERE, testing).brokers("West", "China")
    assert _case(THERE, _channel("back", "east-model", "us", status="hosted")).brokers("West", "China")


def test_a_channel_that_is_not_open_on_the_day_does_not_count() -> None:
    case = _case(THERE, _channel("back", "east-model", "us", since="2027"))
    assert not case.brokers("West", "China")
    assert case.brokers("West", "China", on="2027-06-01")


@pytest.mark.parametrize(
    "doubtful",
    [
        _channel("back", "east-model", None),
        _channel("back", "hidden-model", "us"),
        _channel("back", "east-model", "us", since="unknown"),
    ],
    ids=["territory", "developer", "dates"],
)
def test_a_way_that_is_unknown_makes_an_unknown_broker(doubtful: SalesChannel) -> None:
    answer = _case(THERE, doubtful).brokers("West", "China")
    (candidate,) = answer.unknown
    assert answer.known == ()
    assert candidate.item == Brokerage(seller="cloud", outward=(THERE,), inward=(doubtful,))
    assert candidate.because == ("whether back carries such models there is unknown",)


def test_of_a_known_broker_only_the_sure_channels_are_named() -> None:
    (broker,) = _case(THERE, BACK, _channel("maybe", "east-model", None)).brokers("West", "China")
    assert (broker.outward, broker.inward) == ((THERE,), (BACK,))


def test_brokers_come_in_the_order_of_their_ids() -> None:
    both = _channel("every", "west-model east-model", "world", seller="second")
    assert [broker.seller for broker in _case(both, THERE, BACK).brokers("West", "China")] == ["cloud", "second"]


@pytest.mark.parametrize(("one", "other", "shared"), [("Asia", "China", "cn"), ("EU", "G7", "de, fr, it")])
def test_two_sides_that_meet_have_nothing_between_them(one: str, other: str, shared: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"the two sides meet, .*, in {shared}' \(valid: two markets apart\)"):
        _case().brokers(one, other)


def test_a_misspelt_side_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown market 'Wset' \(did you mean 'west'"):
        _case().brokers("Wset", "China")
