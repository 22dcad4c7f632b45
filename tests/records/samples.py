"""One landscape that holds every kind of record, every part of one and every condition on buyers."""

from datetime import date

from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import (
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
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Selection, Stage
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
from aibroker.values.validity import Validity

__all__ = ["EVERY_BUYERS", "EVERY_STEP", "RECORDS", "SCENARIO", "claim", "measurand", "sample"]

DAY = date(2026, 1, 1)

EVERY_BUYERS = any_of(
    located_in("cn", "shanghai"),
    all_of(headquartered_in("cn"), not_(owned_from("us", more_than="50 %"))),
    of_kind("bank"),
    vetted("established companies"),
    named("bytedance"),
)


def claim(claim_id: str) -> Claim:
    """A claim in the article that says something or other."""
    return Claim(id=claim_id, source="article", locator="section 2", kind="fact", text="It is so.")


def measurand(period: str = "2024", *, of: str | None = "microsoft", product: str | None = None) -> Measurand:
    """Sales."""
    return Measurand(measure="sales", of=of, product=product, period=period)


RECORDS: tuple[Record, ...] = (
    Source(
        id="filing",
        title="A filing",
        kind="filing",
        publisher="Microsoft",
        published="2024-07-30",
        retrieved="2025-12-01",
        address="https://example.org/10-k",
        licence="CC0",
        machine_generated=False,
    ),
    Source(id="article", title="An article", kind="reporting", published="unknown", retells=["filing"]),
    claim("article.sold"),
    claim("article.other"),
    Claim(
        id="article.sole",
        source="article",
        locator="lede",
        kind="opinion",
        text="It is the only one.",
        hedges=["largely"],
        said_by="anonymous",
        root="filing",
        retells=["article.sold"],
        corrects=["article.other"],
        position=Position(
            who="microsoft",
            strength="sole",
            market="cn",
            models=["gpt"],
            developers=["openai"],
            developed_in=["us"],
        ),
    ),
    Market(id="shanghai", name="Shanghai", within=["cn"], claims=["article.sold"]),
    Market(id="pacific-rim", name="Pacific Rim", kind="bloc", includes=["us", "jp"]),
    Vendor(
        id="microsoft",
        name="Microsoft",
        aliases=["MSFT"],
        home="us",
        year_ends="June",
        kinds=["cloud"],
        vetted=["itself"],
        claims=["article.sold"],
    ),
    Vendor(id="openai", name="OpenAI", home="us", owners=[Owner(party="microsoft", share="~27 %")]),
    Customer(id="bytedance", name="ByteDance", home="cn", owners=[Owner(home="cn", claims=["article.sold"])]),
    Authority(id="washington", name="Washington", jurisdiction=["us"]),
    Model(id="gpt", name="GPT", developer="openai", is_family=True),
    Model(id="gpt-5", name="GPT-5", developer="openai", family="gpt", openness="closed", release="2025-08"),
    Product(id="ai", name="AI", seller="microsoft"),
    Product(id="azure-openai", name="Azure OpenAI", seller="microsoft", within="ai"),
    Right(
        id="gpt-right",
        holder="microsoft",
        grantor="openai",
        may="resell",
        models=["gpt"],
        territory=["world"],
        excluding=["hk"],
        exclusive=True,
        holds="2023-01-23/..",
        basis="a contract",
        claims=["article.sold"],
    ),
    Safeguard(id="filter", name="A filter", by="microsoft", claims=["article.sold"], effectiveness=["article.sole"]),
    Risk(id="ban", name="A ban", bearer="microsoft", trigger="A new rule.", claims=["article.sold"]),
    SalesChannel(
        id="azure-china",
        seller="microsoft",
        models=["gpt"],
        product="azure-openai",
        into=["cn"],
        excluding=["shanghai"],
        hosted_in=Hosting(at_least=["sg"], never=["cn"]),
        buyers=Clientele(at_least=["bytedance"]),
        only_to=EVERY_BUYERS,
        operator="microsoft",
        biller="microsoft",
        rests_on=["gpt-right"],
        safeguards=["filter"],
        open=Validity(since="2024-01", seen=["2025-06-18"]),
        claims=["article.sold"],
    ),
    SalesChannel(
        id="azure-china-later",
        seller="microsoft",
        models=["gpt"],
        into="unknown",
        hosted_in=Hosting(exactly=["sg"]),
        buyers=Clientele(exactly=["bytedance"]),
        status="testing",
        open="2026-07-01/2027-01-01",
        continues="azure-china",
        claims=["article.sold"],
    ),
    Refusal(
        id="openai-direct",
        who="openai",
        refuses=located_in("cn"),
        models=["gpt"],
        through="itself",
        reasons=["misuse"],
        holds="2024-07-09/..",
        claims=["article.sold"],
    ),
    Rule(
        id="resale-rule",
        title="A rule on resale",
        authority="washington",
        stages=[Stage(name="proposed", on="2025-11", claims=["article.sold"])],
        restricts=Selection(
            sellers=["microsoft"],
            sellers_home=["us"],
            models=["gpt"],
            developers=["openai"],
            developed_in=["us"],
            buyers=located_in("cn"),
            hosted_in=["sg"],
            resale_only=True,
        ),
        effect="It bars resale.",
        claims=["article.sold"],
    ),
    Payment(
        id="revenue-share",
        payer="microsoft",
        payee="openai",
        share="20 %",
        of=measurand(product="azure-openai"),
        cap="38 bn USD",
        holds="unknown",
        claims=["article.sold"],
    ),
    Measure(id="calls", name="calls", aliases=["requests"], dimension="count", kind="flow"),
    Metric(id="sales-2024", measurand=measurand(), value="~245 bn USD", claims=["article.sold"]),
    Metric(
        id="china-share",
        measurand=Measurand(measure="sales", of="microsoft", market="cn", buyer="bytedance", period=["2024", "2023"]),
        value="about 1.5 %",
        relative_to=measurand(),
        relation="share of",
        basis="projected",
        claims=["article.sold"],
    ),
    Partition(
        id="two-parts",
        whole=measurand(),
        parts=[measurand("2024-01-01/2024-07-01"), measurand("2024-07-01/2025-01-01")],
        claims=["article.sold"],
    ),
    Comparison(
        id="did-not-fall",
        smaller=measurand("2023"),
        larger=measurand("2024"),
        claims=["article.sold"],
        note="The page says that sales did not fall.",
    ),
    Assumption(
        id="even",
        because="Nothing says otherwise.",
        name="Even pace",
        reads=[
            Reading(
                metric="china-share",
                measurand=measurand("2023"),
                value="1.4..1.5 %",
                relative_to=measurand("2024"),
                retells=["article.sold"],
            )
        ],
        adds=[
            Metric(id="added", measurand=measurand("2022"), value="198 bn USD"),
            Comparison(id="grew", smaller=measurand("2022"), larger=measurand("2023")),
            Partition(
                id="split",
                whole=measurand("2022"),
                parts=[measurand(f"2022-Q{quarter}") for quarter in (1, 2, 3, 4)],
            ),
        ],
        convention="even pace",
        claims=["article.sold"],
    ),
    Question(id="how-much", kind="figure", measurand=measurand(), relative_to=measurand("2023")),
    Question(id="who", kind="access", model="gpt", party="bytedance"),
    Question(
        id="through-what",
        kind="channels_into",
        market="cn",
        seller="microsoft",
        developer="openai",
        product="ai",
    ),
    Question(id="exposed", kind="at_risk", party="microsoft", period="2026"),
)

SCENARIO = Scenario(
    name="A ban",
    steps=[Restrict(selects=Selection(sellers=["microsoft"], buyers=EVERY_BUYERS), until="2027-01-01")],
    effective="2026-07-01",
    assumptions=["even"],
    rationale="Somebody proposed it.",
    claims=["article.sold"],
)

EVERY_STEP: tuple[Step, ...] = (
    *SCENARIO.steps,
    EndRight("gpt-right", effective="2026-08-01"),
    GrantRight(
        Right(id="granted", holder="openai", may="sell", models=["gpt"], territory=["cn"], holds="unknown"),
        until="2028-01-01",
    ),
    CloseChannel("azure-china", until="2028-01-01"),
    OpenChannel(SalesChannel(id="opened", seller="openai", models=["gpt"], into=["cn"], open="unknown")),
    NarrowChannel("azure-china", models=["gpt"], buyers=EVERY_BUYERS),
    MoveHosting("azure-china", to=["jp"]),
    LoseBuyer("bytedance", seller="microsoft"),
    EnterMarket("openai", models=["gpt"], into=["cn"], hosted_in=Hosting(at_least=["jp"]), only_to=vetted("banks")),
    RefuseMarket("openai", refuses=located_in("jp"), models=["gpt"], through="anyone"),
    ReviseMetric("sales-2024", value="250 bn USD", because="The filing may be revised."),
    AddMetric(Metric(id="guidance", measurand=measurand("2026"), value="> 300 bn USD"), because="It was said so."),
    DoubtClaim(claim="article.sold"),
    DoubtClaim(source="article"),
    TurnOn("even"),
)


def sample() -> Landscape:
    """The landscape of all these records."""
    return Landscape.of(*RECORDS, as_of=DAY, title="A sample")
