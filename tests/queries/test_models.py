"""Models: what a channel carries, by families and members, and where models were developed."""

import pytest

from aibroker.landscape import Landscape
from aibroker.queries.models import carries, developed_in, developer_of, home_of, sits_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import MarketId, ModelId
from aibroker.records.markets import Market
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.store.lineages import lineage
from aibroker.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

STORE = Landscape.of(
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Vendor(id="maker", name="Maker", home="cn"),
    Vendor(id="hidden", name="Hidden"),
    Vendor(id="european", name="European", home="eu"),
    Customer(id="buyer", name="Buyer", home="shanghai"),
    Authority(id="office", name="Office", jurisdiction=["cn"]),
    Model(id="wide", name="Wide", developer="maker", is_family=True),
    Model(id="narrow", name="Narrow", developer="maker", family="wide", is_family=True),
    Model(id="one", name="One", developer="maker", family="narrow"),
    Model(id="two", name="Two", developer="maker", family="narrow"),
    Model(id="secret", name="Secret", developer="hidden"),
    Model(id="euro", name="Euro", developer="european"),
    as_of="2026-01-01",
)._store


def _selling(*models: str) -> SalesChannel:
    return SalesChannel(id="it", seller="maker", models=models, into=["cn"], open="2026", claims=["page.first"])


def test_the_lineage_of_a_model_climbs_to_the_widest_family() -> None:
    assert list(lineage(STORE, "one")) == ["one", "narrow", "wide"]
    assert list(lineage(STORE, "wide")) == ["wide"]


def test_what_nobody_knows_has_no_lineage_developer_or_home() -> None:
    assert list(lineage(STORE, "nothing")) == []
    assert developer_of(STORE, ModelId("nothing")) is None
    assert home_of(STORE, "nothing") is None
    assert home_of(STORE, None) is None


@pytest.mark.parametrize(
    ("sold", "wanted", "verdict"),
    [
        (["one"], "one", YES),
        (["one"], "narrow", YES),
        (["one"], "wide", YES),
        (["one"], "two", NO),
        (["wide"], "one", UNKNOWN),
        (["narrow"], "one", UNKNOWN),
        (["wide", "one"], "one", YES),
        (["secret"], "wide", NO),
        ([], "wide", NO),
    ],
)
def test_a_channel_carries_what_it_names_and_something_of_each_family_of_it(
    sold: list[str], wanted: str, verdict: Verdict
) -> None:
    assert carries(STORE, _selling(*sold), wanted) is verdict


def test_the_developer_of_a_model_is_the_one_that_it_names() -> None:
    assert developer_of(STORE, ModelId("secret")) == "hidden"


def test_vendors_and_customers_have_homes_and_authorities_have_none() -> None:
    assert [home_of(STORE, each) for each in ("maker", "buyer", "hidden", "office")] == ["cn", "shanghai", None, None]


@pytest.mark.parametrize(
    ("party", "markets", "verdict"),
    [
        ("maker", ["cn"], YES),
        ("maker", ["asia"], YES),
        ("maker", ["us", "greater-china"], YES),
        ("maker", ["us"], NO),
        ("maker", ["hk"], NO),
        ("maker", ["shanghai"], UNKNOWN),
        ("buyer", ["cn"], YES),
        ("european", ["west"], YES),
        ("european", ["fr"], UNKNOWN),
        ("european", ["fr", "us"], UNKNOWN),
        ("european", ["us"], NO),
        ("hidden", ["world"], UNKNOWN),
    ],
)
def test_headquarters_known_to_a_wider_market_may_or_may_not_lie_in_a_narrower_one(
    party: str, markets: list[str], verdict: Verdict
) -> None:
    assert sits_in(STORE, party, tuple(MarketId(each) for each in markets)) is verdict


def test_a_model_is_developed_where_its_developer_has_its_headquarters() -> None:
    china, france = (MarketId("cn"),), (MarketId("fr"),)
    assert [developed_in(STORE, ModelId(each), china) for each in ("one", "secret", "euro")] == [YES, UNKNOWN, NO]
    assert developed_in(STORE, ModelId("euro"), france) is UNKNOWN
