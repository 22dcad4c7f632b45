"""Records take plain text; collections, lookups and answers say what they hold."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import assert_type

from aibroker import (
    Assumption,
    Authority,
    Claim,
    Comparison,
    Customer,
    Estimate,
    Fault,
    Figure,
    Landscape,
    Market,
    Measurand,
    Measure,
    Metric,
    Model,
    Money,
    Outcome,
    Owner,
    Partition,
    Payment,
    Period,
    Position,
    Product,
    Ratio,
    Refusal,
    Right,
    Risk,
    Rule,
    Safeguard,
    SalesChannel,
    Scenario,
    Source,
    Vendor,
    Verdict,
    located_in,
)
from aibroker.playbook import washington_restricts_resale
from aibroker.queries.answers import Answer, Brokerage
from aibroker.records.offers import Clientele, Hosting
from aibroker.records.questions import Question
from aibroker.store.collections import Records
from aibroker.typing import (
    Buyers,
    ChannelId,
    ClaimId,
    MarketId,
    Party,
    PartyId,
    Record,
    RightId,
    VendorId,
)

# Constructors take plain text, in lists and in tuples.
vendor = Vendor(id="microsoft", name="Microsoft", home="US", year_ends="June", aliases=["MSFT"], claims=("a.sold",))
customer = Customer(id="bytedance", name="ByteDance", owners=[Owner(home="CN", share="> 50 %")])
authority = Authority(id="washington", name="Washington", jurisdiction=("US",))
source = Source(id="a", title="An article", kind="reporting", published="unknown", retrieved=date(2026, 11, 23))
claim = Claim(
    id="a.sold",
    source="a",
    locator="lede",
    kind="fact",
    text="It is sold.",
    hedges=("about",),
    position=Position(who="Microsoft", strength="sole", market="China", developed_in=["US"]),
)
market = Market(id="shanghai", name="Shanghai", within=["CN"])
model = Model(id="gpt", name="GPT", developer="OpenAI", release="2025-08")
product = Product(id="ai", name="AI", seller="Microsoft")
by_list = SalesChannel(
    id="c", seller="Microsoft", models=["GPT"], into=["China"], open="2026-06-18/..", claims=["sold"]
)
by_tuple = SalesChannel(id="c", seller="Microsoft", models=("GPT",), into=("China",), open=Period.year(2026))
unknown = SalesChannel(
    id="c",
    seller="Microsoft",
    into="unknown",
    hosted_in=Hosting(at_least=["SG"], never=("CN",)),
    buyers=Clientele(exactly=["ByteDance"]),
    only_to=located_in("China"),
    open="unknown",
)
right = Right(id="r", holder="Microsoft", may="resell", models=["GPT"], territory=["world"], holds="unknown")
refusal = Refusal(id="f", who="OpenAI", refuses=located_in("China"), holds="2024-07-09/..")
sales = Measurand(measure="sales", of="Microsoft", period=["2024", Period.year(2025)])
metric = Metric(id="m", measurand=sales, value="~3 bn USD")
metrics = (Metric(id="m", measurand=sales, value=3), Metric(id="m", measurand=sales, value=Estimate.exactly(3)))
payment = Payment(id="p", payer="Microsoft", payee="OpenAI", share="20 %", of=sales, holds="unknown")

# References and conditions are typed.
assert_type(by_list.id, ChannelId)
assert_type(by_list.seller, VendorId)
assert_type(by_list.into, tuple[MarketId, ...] | None)
assert_type(by_list.rests_on, tuple[RightId, ...])
assert_type(by_list.operator, PartyId | None)
assert_type(by_list.buyers.at_least, tuple[PartyId, ...])
assert_type(claim.retells, tuple[ClaimId, ...])
assert_type(metric.value, Estimate)
assert_type(sales.period, Period | None)
condition: Buyers = refusal.refuses
party_id: PartyId = vendor.id
records: list[Record] = [vendor, customer, by_list, right]

# The landscape's collections hold records of one kind.
case = Landscape.of(vendor, customer, as_of="2026-01-01", title="A case")
assert_type(case, Landscape)
assert_type(case.as_of, date)
assert_type(case.sources, Records[Source])
assert_type(case.claims["sold"], Claim)
assert_type(case.markets["China"], Market)
assert_type(case.vendors["Microsoft"], Vendor)
assert_type(case.customers["ByteDance"], Customer)
assert_type(case.authorities["Washington"], Authority)
assert_type(case.models["GPT"], Model)
assert_type(case.products["AI"], Product)
assert_type(case.channels["c"], SalesChannel)
assert_type(case.rights["r"], Right)
assert_type(case.refusals["f"], Refusal)
assert_type(case.rules["r"], Rule)
assert_type(case.payments["p"], Payment)
assert_type(case.safeguards["s"], Safeguard)
assert_type(case.risks["r"], Risk)
assert_type(case.measures["sales"], Measure)
assert_type(case.metrics["m"], Metric)
assert_type(case.partitions["p"], Partition)
assert_type(case.comparisons["c"], Comparison)
assert_type(case.assumptions["a"], Assumption)
assert_type(case.questions["q"], Question)
assert_type(case.records, Iterator[Record])
assert_type(case.findings, tuple[Fault, ...])

# An id leads to its record, statically.
for channel in case.channels:
    assert_type(channel, SalesChannel)
    assert_type(case.vendors[channel.seller], Vendor)
    assert_type(case.parties[channel.seller], Vendor | Customer | Authority)
    for model_id in channel.models:
        assert_type(case.vendors[case.models[model_id].developer], Vendor)
    for buyer in channel.buyers.known:
        assert_type(case.parties[buyer], Party)

assert_type(len(case.vendors), int)
assert_type("Microsoft" in case.vendors, bool)
assert_type(vendor in case.vendors, bool)
assert_type(case.vendors.ids, tuple[str, ...])
assert_type([each.name for each in case.parties], list[str])
assert_type(sorted(each.name for each in case.vendors), list[str])
some: Collection[Vendor] = case.vendors
wider: Records[Party] = case.parties

# Queries answer with what is known, and carry what is unknown.
into_china = case.channels_into("China", seller=vendor, model="GPT", on="2026-01-01")
assert_type(into_china, Answer[SalesChannel])
assert_type(into_china[0], SalesChannel)
assert_type(into_china[0:2], tuple[SalesChannel, ...])
assert_type(into_china.known, tuple[SalesChannel, ...])
assert_type([channel.seller for channel in into_china], list[VendorId])
assert_type(into_china.unknown[0].item, SalesChannel)
assert_type(into_china.unknown[0].because, tuple[str, ...])
assert_type(into_china.verdict, Verdict)
assert_type(into_china.explain(), str)
assert_type(case.channels_into(market, on=date(2026, 1, 1)), Answer[SalesChannel])
assert_type(case.rights("China", holder="Microsoft"), Answer[Right])
assert_type(case.refusals("China", who=vendor), Answer[Refusal])
assert_type(case.brokers("West", market), Answer[Brokerage])
assert_type(case.claims_about(vendor), tuple[Claim, ...])
assert_type(case.resting_on("a.sold"), tuple[Record, ...])

# Changes give new landscapes, and scenarios give outcomes.
assert_type(case.adding(model, product), Landscape)
assert_type(case.removing(model), Landscape)
assert_type(case | case, Landscape)
assert_type(case.on("2025-01-01"), Landscape)
assert_type(washington_restricts_resale(effective="2026-07-01"), Scenario)
assert_type(case.under(washington_restricts_resale(effective=date(2026, 7, 1))), Outcome)
assert_type(case.under().after, Landscape)
assert_type(case.under().at_risk("Microsoft", period="FY2027"), Figure[Money])
assert_type(case.under().at_risk(vendor, period=2027, unit="EUR"), Figure[Money])
assert_type(case.under().at_risk("Microsoft", period="FY2027", relative_to="revenue"), Figure[Ratio])
