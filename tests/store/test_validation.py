"""Validation: every fault of a landscape at once, each with its record and field."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import Fault, InvalidLandscapeError, InvalidValueError
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import all_of, located_in, named, not_
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import STATED, Record
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.store.stores import Store
from aibroker.store.validation import extended, reduced, replaced, whole
from tests.records.samples import RECORDS, claim

BASIS: tuple[Record, ...] = (
    Source(id="article", title="An Article", kind="reporting", published="unknown"),
    claim("article.sold"),
    Vendor(id="microsoft", name="Microsoft", home="us"),
    Vendor(id="openai", name="OpenAI", home="us"),
    Customer(id="bytedance", name="ByteDance", home="cn"),
    Authority(id="washington", name="Washington"),
    Model(id="gpt", name="GPT", developer="openai", is_family=True),
    Model(id="r1", name="R1", developer="microsoft"),
    Product(id="ai", name="AI", seller="microsoft"),
)


def faults_of(act: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidLandscapeError) as caught:
        act()
    assert caught.value.faults
    return [str(fault) for fault in caught.value.faults]


def faults_with(*records: Record) -> list[str]:
    """What is wrong with records beside sound ones; the same whether they come at once or later."""
    faults = faults_of(lambda: whole((*BASIS, *records)))
    assert faults == faults_of(lambda: extended(whole(BASIS), records))
    return faults


def channel(channel_id: str = "c", **terms: Any) -> SalesChannel:
    given: dict[str, Any] = {"id": channel_id, "seller": "microsoft", "into": ["cn"], "open": "unknown"}
    given |= {"claims": ["sold"]} | terms
    return SalesChannel(**given)


def sales(**aspects: Any) -> Measurand:
    given: dict[str, Any] = {"measure": "sales", "of": "microsoft", "period": "2024"}
    return Measurand(**given | aspects)


def metric(**terms: Any) -> Metric:
    given: dict[str, Any] = {"id": "m", "measurand": sales(), "value": "3 bn USD", "claims": ["sold"]}
    return Metric(**given | terms)


def test_records_that_hold_together_are_a_store_in_which_references_are_ids() -> None:
    store = whole((*BASIS, channel(seller="MICROSOFT", models=["GPT"], into=["PRC"], excluding=["Macau"])))

    assert store.get("channel", "c") == channel(models=["gpt"], excluding=["mo"], claims=["article.sold"])


def test_what_is_complete_stays_as_it_is() -> None:
    store = whole(RECORDS)

    assert {id(record) for record in store} == {id(record) for record in RECORDS}


@pytest.mark.parametrize(
    ("record", "place", "problem"),
    [
        (
            channel(seller="Micorsoft"),
            "channels.c.seller",
            "no vendor bears this id or name: 'Micorsoft' (did you mean 'Microsoft'",
        ),
        (
            channel(seller="bytedance"),
            "channels.c.seller",
            "no vendor bears this id or name, but a customer does: 'bytedance'",
        ),
        (channel(operator="nobody"), "channels.c.operator", "no party bears this id or name: 'nobody'"),
        (
            channel(models=["GPT", "GTP"]),
            "channels.c.models[1]",
            "no model bears this id or name: 'GTP' (did you mean 'GPT'",
        ),
        (
            channel(into=["cn", "Chnia"]),
            "channels.c.into[1]",
            "no market bears this id or name: 'Chnia' (did you mean 'China'",
        ),
        (channel(hosted_in=Hosting(never=["Kosovo"])), "channels.c.hosted_in.never[0]", "no market bears"),
        (
            channel(buyers=Clientele(exactly=["ByteDnace"])),
            "channels.c.buyers.exactly[0]",
            "no party bears this id or name: 'ByteDnace' (did you mean 'ByteDance'",
        ),
        (
            channel(only_to=all_of(not_(named("Ghost")))),
            "channels.c.only_to.parts[0].part.parties[0]",
            "no party bears",
        ),
        (channel(continues="c0"), "channels.c.continues", "no channel bears this id or name: 'c0'"),
        (
            channel(claims=["solid"]),
            "channels.c.claims[0]",
            "no claim bears this id or name: 'solid' (did you mean 'sold'",
        ),
        (
            metric(measurand=sales(measure="sells")),
            "metrics.m.measurand.measure",
            "no measure bears this id or name: 'sells' (did you mean 'sales'",
        ),
        (Claim(id="x.a", source="x", locator="l", kind="fact", text="t"), "claims.x.a.source", "no source bears"),
        (
            Assumption(id="a", because="b", reads=[Reading(metric="m9")]),
            "assumptions.a.reads[0].metric",
            "no metric bears",
        ),
        (Question(id="q", kind="access", model="gpt", party="ghost"), "questions.q.party", "no party bears"),
    ],
)
def test_an_unknown_reference_is_met_with_its_place_and_the_nearest_name(
    record: Record, place: str, problem: str
) -> None:
    (fault,) = faults_with(record)

    assert fault.startswith(f"{place}: {problem}")


def test_an_ambiguous_reference_lists_who_bears_the_name() -> None:
    assert faults_with(channel(into=["Korea"])) == [
        "channels.c.into[0]: this names more than one market: 'Korea' (valid: kp, kr)"
    ]


def test_the_key_of_a_claim_is_ambiguous_when_two_sources_use_it() -> None:
    other = Source(id="blog", title="A blog", kind="analysis", published="2025")
    again = Claim(id="blog.sold", source="blog", locator="l", kind="fact", text="t")

    assert faults_with(other, again, channel()) == [
        "channels.c.claims[0]: this names more than one claim: 'sold' (valid: article.sold, blog.sold)"
    ]


@pytest.mark.parametrize("named_as", ["article", "An Article", "AN ARTICLE"])
def test_a_claim_is_found_by_its_key_however_it_names_its_source(named_as: str) -> None:
    news = Claim(id="article.news", source=named_as, locator="l", kind="fact", text="t")

    store = whole((*BASIS, news, channel(claims=["news"])))

    assert store.get("channel", "c") == channel(claims=["article.news"])


def test_an_id_is_taken_once_per_kind() -> None:
    twice = "vendors.acme: this id is taken twice: acme (valid: each id once per kind)"

    assert faults_with(Vendor(id="acme", name="Acme"), Vendor(id="acme", name="Acme Inc.")) == [twice]
    assert faults_with(Vendor(id="acme", name="Acme"), Vendor(id="acme", name="Acme")) == [twice]
    whole((*BASIS, Model(id="microsoft", name="A model", developer="microsoft")))


def test_an_id_that_the_landscape_has_is_taken() -> None:
    acme = Vendor(id="acme", name="Acme")
    for store in (whole((*BASIS, acme)), extended(whole(BASIS), [acme])):
        assert faults_of(lambda store=store: extended(store, [acme])) == [  # type: ignore[misc]
            "vendors.acme: this id is taken twice: acme (valid: each id once per kind)"
        ]


TWO_KINDS_OF_PARTY = (
    "parties.acme: two kinds of party bear one id: acme (valid: one of the two: who sells and also buys is a vendor)"
)


def test_two_kinds_of_party_do_not_share_an_id() -> None:
    assert faults_with(Vendor(id="acme", name="Acme"), Customer(id="acme", name="Acme")) == [TWO_KINDS_OF_PARTY]


def test_a_party_that_comes_later_does_not_take_the_id_of_another_kind() -> None:
    for record in (Customer(id="microsoft", name="M"), Authority(id="microsoft", name="M")):
        (fault,) = faults_of(lambda record=record: extended(whole(BASIS), [record]))  # type: ignore[misc]
        assert "microsoft: this id is taken twice" in fault


def test_a_bundled_market_is_replaced_once_and_not_twice() -> None:
    west = Market(id="west", name="Occident", kind="bloc", includes=["us"])
    for store in (whole((*BASIS, west)), extended(whole(BASIS), [west])):
        assert store.get("market", "west") == west
        assert faults_of(lambda store=store: extended(store, [attrs.evolve(west, name="W")])) == [  # type: ignore[misc]
            "markets.west: this id is taken twice: west (valid: each id once per kind)"
        ]


def _places(*pairs: str) -> tuple[Market, ...]:
    return tuple(Market(id=pair[0], name=pair[0], within=[pair[1]]) for pair in pairs)


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        (
            _places(
                "xx",
            ),
            "markets.x: these lie in a circle: x → x",
        ),
        (_places("xy", "yz", "zx"), "markets.x: these lie in a circle: x → y → z → x"),
        (
            (Market(id="x", name="X", within=["y"]), Market(id="y", name="Y", within=["x"], includes=[])),
            "markets.x: these lie in a circle: x → y → x",
        ),
        (
            (Market(id="x", name="X", includes=["y"]), Market(id="y", name="Y", includes=["x"])),
            "markets.x: these lie in a circle: x → y → x",
        ),
        (
            (Market(id="asia", name="Asia", within=["cn"]),),
            "markets.asia: these lie in a circle: asia → cn → eastern-asia → asia",
        ),
        (
            (
                Product(id="x", name="X", seller="microsoft", within="y"),
                Product(id="y", name="Y", seller="microsoft", within="x"),
            ),
            "products.x: these lie in a circle: x → y → x",
        ),
        (
            (Model(id="x", name="X", developer="openai", family="x", is_family=True),),
            "models.x: these lie in a circle: x → x",
        ),
        (
            (channel("x", continues="y"), channel("y", continues="x")),
            "channels.x: these lie in a circle: x → y → x",
        ),
        (
            (
                attrs.evolve(claim("article.x"), retells=["article.y"]),
                attrs.evolve(claim("article.y"), corrects=["article.x"]),
            ),
            "claims.article.x: these lie in a circle: article.x → article.y → article.x",
        ),
        (
            (Source(id="x", title="X", kind="filing", published="2024", retells=["x"]),),
            "sources.x: these lie in a circle: x → x",
        ),
    ],
)
def test_nothing_lies_in_a_circle(records: tuple[Record, ...], fault: str) -> None:
    assert faults_with(*records) == [fault]


def test_every_circle_is_named() -> None:
    assert faults_with(*_places("xy", "yx", "vw", "wv", "uu")) == [
        "markets.u: these lie in a circle: u → u",
        "markets.v: these lie in a circle: v → w → v",
        "markets.x: these lie in a circle: x → y → x",
    ]


def test_what_lies_in_two_places_is_no_circle() -> None:
    diamond = (Market(id="x", name="X", within=["cn", "jp"]), Market(id="y", name="Y", within=["x", "cn"]))

    assert whole((*BASIS, *diamond)).territories.lies_in(diamond[1].id, ["cn"])  # type: ignore[list-item]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=12))
def test_a_circle_is_found_exactly_where_one_can_walk_back_to_the_start(pairs: list[tuple[int, int]]) -> None:
    within = {inner: [f"m{outer}" for start, outer in pairs if start == inner] for inner in range(7)}
    markets = [Market(id=f"m{inner}", name=str(inner), within=outer) for inner, outer in within.items()]
    reached = {(one, other) for one, other in pairs}
    for _ in range(7):
        reached |= {(one, last) for one, middle in reached for start, last in pairs if start == middle}

    if any(one == other for one, other in reached):
        assert all("these lie in a circle" in fault for fault in faults_of(lambda: whole(markets)))
    else:
        whole(markets)


def test_a_family_is_a_family() -> None:
    member = Model(id="x", name="X", developer="microsoft", family="r1")

    assert faults_with(member) == ["models.x.family: this model is not a family: r1"]


def test_a_family_and_its_members_have_one_developer() -> None:
    member = Model(id="x", name="X", developer="microsoft", family="gpt")

    assert faults_with(member) == [
        "models.x.family: a family and its members have one developer: gpt (valid: a family by microsoft)"
    ]


def test_a_family_may_belong_to_a_wider_one() -> None:
    whole((*BASIS, Model(id="gpt-5", name="GPT-5", developer="OpenAI", family="GPT", is_family=True)))


@pytest.mark.parametrize(
    ("into", "excluding"),
    [(["cn"], ["cn"]), (["cn"], ["asia"]), (["de", "fr"], ["eu"]), (["greater-china"], ["cn", "hk", "mo", "tw"])],
)
def test_an_exclusion_leaves_something(into: list[str], excluding: list[str]) -> None:
    right = Right(
        id="r",
        holder="microsoft",
        may="sell",
        models=["gpt"],
        territory=into,
        excluding=excluding,
        holds="unknown",
        claims=["sold"],
    )
    valid = f"{', '.join(excluding)} (valid: exclusions that leave some part of it)"

    assert faults_with(channel(into=into, excluding=excluding), right) == [
        f"channels.c.excluding: nothing is left of the territory: {valid}",
        f"rights.r.excluding: nothing is left of the territory: {valid}",
    ]


def test_an_unknown_territory_less_the_world_is_nothing() -> None:
    assert faults_with(channel(into="unknown", excluding=["world"])) == [
        "channels.c.excluding: nothing is left of the territory: world (valid: exclusions that leave some part of it)"
    ]
    whole((*BASIS, channel(into="unknown", excluding=["cn"])))


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ({"value": "5"}, "this unit does not fit the measure sales: 5 (valid: money or money/time)"),
        ({"value": "5 tokens"}, "this unit does not fit the measure sales: "),
        ({"value": "5 %"}, "this unit does not fit the measure sales: 5 %"),
        (
            {"measurand": sales(measure="price"), "value": "5 USD"},
            "this unit does not fit the measure price: 5 USD (valid: money/token)",
        ),
    ],
)
def test_a_value_has_a_unit_of_its_measure(terms: dict[str, Any], fault: str) -> None:
    (found,) = faults_with(metric(**terms))

    assert found.startswith(f"metrics.m.value: {fault}")


def test_a_share_is_not_above_the_whole() -> None:
    share: dict[str, Any] = {"measurand": sales(market="cn"), "relative_to": sales()}

    assert faults_with(metric(**share, value="> 100.5 %", relation="share of")) == [
        "metrics.m.value: a share above the whole: > 100.5 %"
    ]
    whole((*BASIS, metric(**share, value="> 99 %", relation="share of")))
    whole((*BASIS, metric(**share, value="x3", relation="versus")))


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (metric(value="-5 bn USD"), "metrics.m.value: sales cannot be below zero: -5 bn USD"),
        (
            metric(value="exactly -5 %", relative_to=sales(market="cn"), relation="versus"),
            "metrics.m.value: sales cannot be below zero: exactly -5 %",
        ),
        (
            Assumption(id="a", because="b", adds=[metric(id="n", value="-5 bn USD", claims=())]),
            "assumptions.a.adds.n.value: sales cannot be below zero: -5 bn USD",
        ),
    ],
    ids=["an amount", "a ratio", "what an assumption adds"],
)
def test_what_cannot_be_negative_is_not(record: Record, place: str) -> None:
    assert faults_with(record) == [f"{place} (valid: 0 or more)"]


def test_nor_is_it_read_as_negative() -> None:
    read = Assumption(id="a", because="b", reads=[Reading(metric="m", value="-5 bn USD")])

    assert faults_with(metric(), read) == [
        "assumptions.a.reads[0].value: sales cannot be below zero: -5 bn USD (valid: 0 or more)"
    ]


def test_a_loss_and_what_may_be_nothing_are_sound() -> None:
    loss = metric(id="loss", value="-5 bn USD", measurand=Measurand(measure="profit", of="microsoft", period="2024"))
    read = Assumption(id="a", because="b", reads=[Reading(metric="loss", value="-6 bn USD")])

    store = whole((*BASIS, loss, metric(value="-5..0 USD"), read))

    assert {each.id for each in store.own("metric")} == {"loss", "m"}


def test_what_an_assumption_adds_holds_together_too() -> None:
    added = metric(id="added", value="5 %", claims=())

    assert faults_with(Assumption(id="a", because="b", adds=[added])) == [
        "assumptions.a.adds.added.value: this unit does not fit the measure sales: 5 % (valid: money or money/time)"
    ]


THEIRS = sales(of="openai", product="ai")


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (metric(measurand=THEIRS), "metrics.m.measurand"),
        (
            metric(value="5 %", measurand=sales(market="cn"), relative_to=THEIRS, relation="share of"),
            "metrics.m.relative_to",
        ),
        (
            Partition(id="p", whole=sales(of=None), parts=[sales(), THEIRS], claims=["sold"]),
            "partitions.p.parts[1]",
        ),
        (Comparison(id="x", smaller=THEIRS, larger=sales(), claims=["sold"]), "comparisons.x.smaller"),
        (
            Payment(
                id="p", payer="microsoft", payee="openai", share="20 %", of=THEIRS, holds="unknown", claims=["sold"]
            ),
            "payments.p.of",
        ),
        (Question(id="q", measurand=THEIRS), "questions.q.measurand"),
        (
            Assumption(id="a", because="b", adds=[metric(id="n", measurand=THEIRS, claims=())]),
            "assumptions.a.adds.n.measurand",
        ),
        (
            Assumption(id="a", because="b", adds=[Comparison(id="n", smaller=sales(), larger=THEIRS)]),
            "assumptions.a.adds.n.larger",
        ),
    ],
)
def test_a_product_is_the_sellers_own(record: Record, place: str) -> None:
    assert faults_with(record) == [f"{place}: this product is another seller's: ai (valid: of = 'microsoft')"]


def test_a_whole_and_its_parts_are_of_the_sellers_own_products() -> None:
    parts = [sales(of="openai", product="ai", market=market) for market in ("cn", "us")]
    faults = faults_with(Partition(id="p", whole=THEIRS, parts=parts, claims=["sold"]))

    assert {place for fault in faults for place, said, _ in [fault.partition(": this product is another")] if said} == {
        "partitions.p.whole",
        "partitions.p.parts[0]",
        "partitions.p.parts[1]",
    }


RATIO: dict[str, Any] = {"value": "3 %", "relative_to": sales(period="2020"), "relation": "versus"}
VISITS = Measurand(measure="visits", of="microsoft", period="2024")
PROFIT = Measurand(measure="profit", of="microsoft", period="2024")


def test_the_numbers_read_by_an_assumption_are_of_the_sellers_own_products() -> None:
    reading = Reading(metric="m", measurand=THEIRS, relative_to=sales(of="openai", product="ai", period="2020"))
    share = metric(**RATIO)

    assert faults_with(share, Assumption(id="a", because="b", reads=[reading])) == [
        "assumptions.a.reads[0].measurand: this product is another seller's: ai (valid: of = 'microsoft')",
        "assumptions.a.reads[0].relative_to: this product is another seller's: ai (valid: of = 'microsoft')",
    ]


def test_a_channel_is_counted_under_a_product_of_its_seller() -> None:
    assert faults_with(channel(seller="openai", product="ai")) == [
        "channels.c.product: this product is another seller's: ai (valid: seller = 'microsoft')"
    ]
    whole((*BASIS, channel(product="AI")))


@pytest.mark.parametrize("record", [each for each in RECORDS if isinstance(each, STATED)], ids=lambda each: each.id)
def test_what_says_something_about_the_world_rests_on_a_claim(record: Record) -> None:
    others = [each for each in RECORDS if each is not record]

    unproven: Any = record

    assert faults_of(lambda: whole((*others, attrs.evolve(unproven, claims=())))) == [
        f"{_place(record)}.claims: it rests on no claim (valid: the ids of the claims that state it)"
    ]


def _place(record: Record) -> str:
    from aibroker.store.validation import where

    return where(record)


def test_all_faults_are_reported_at_once() -> None:
    refusal = Refusal(id="r", who="Micro", refuses=located_in("Korea"), holds="unknown")

    assert faults_with(
        refusal,
        channel(into=["Chna"], models=["GTP"], claims=()),
        metric(value="5 %"),
        Model(id="x", name="X", developer="microsoft", family="gpt"),
        Vendor(id="acme", name="Acme"),
        Vendor(id="acme", name="Acme"),
        *_places("xx"),
    ) == sorted(
        [
            "channels.c.claims: it rests on no claim (valid: the ids of the claims that state it)",
            "channels.c.into[0]: no market bears this id or name: 'Chna' (did you mean 'China' or 'CHN' or 'Chad'?)",
            "channels.c.models[0]: no model bears this id or name: 'GTP' (did you mean 'GPT'?)",
            "markets.x: these lie in a circle: x → x",
            "metrics.m.value: this unit does not fit the measure sales: 5 % (valid: money or money/time)",
            "models.x.family: a family and its members have one developer: gpt (valid: a family by microsoft)",
            "refusals.r.claims: it rests on no claim (valid: the ids of the claims that state it)",
            "refusals.r.refuses.markets[0]: this names more than one market: 'Korea' (valid: kp, kr)",
            "refusals.r.who: no vendor bears this id or name: 'Micro' (did you mean 'Microsoft'?)",
            "vendors.acme: this id is taken twice: acme (valid: each id once per kind)",
        ]
    )


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (channel(into=["China", "PRC"]), "channels.c: named twice in one list: 'cn' (valid: each once)"),
        (
            channel(buyers=Clientele(at_least=["ByteDance"], never=["bytedance"])),
            "channels.c: named both under at_least and under never: 'bytedance' (valid: one of the two)",
        ),
        (
            metric(value="5 %", measurand=sales(market="PRC"), relative_to=sales(market="China"), relation="versus"),
            (
                "metrics.m: a ratio of a quantity to itself: 'sales' "
                "(valid: another period, market, product, buyer or company)"
            ),
        ),
    ],
)
def test_two_names_of_one_thing_are_a_fault_of_the_record_beside_the_others(record: Record, fault: str) -> None:
    assert faults_with(record, Model(id="x", name="X", developer="nobody")) == [
        fault,
        "models.x.developer: no vendor bears this id or name: 'nobody'",
    ]


@pytest.mark.parametrize("thing", [3, None, "microsoft", [Vendor(id="a", name="A")]])
def test_what_is_no_record_is_refused(thing: Any) -> None:
    store = whole(BASIS)
    for act in (lambda: whole([thing]), lambda: extended(store, [thing]), lambda: reduced(store, [thing])):
        with pytest.raises(InvalidValueError, match=r"this is no record: .*valid: Source, Claim, Market, Vendor"):
            act()  # type: ignore[no-untyped-call]


def test_faults_come_in_a_fixed_order() -> None:
    records = (channel("a", seller="x"), channel("b", seller="x"), channel("c", seller="x"))

    assert faults_with(*records) == faults_with(*reversed(records))


def test_records_may_refer_to_what_was_there_and_to_each_other() -> None:
    store = extended(
        whole(BASIS),
        [
            Vendor(id="acme", name="Acme", home="US"),
            channel(seller="Acme", models=["GPT"], continues="d"),
            channel("d"),
        ],
    )

    assert store.get("channel", "c") == channel(seller="acme", models=["gpt"], continues="d", claims=["article.sold"])
    assert len(store) == len(BASIS) + 3


def test_a_market_that_comes_later_must_leave_the_channels_that_are_there_something() -> None:
    store = whole((*BASIS, channel(into=["west"], excluding=["fr"])))

    assert faults_of(lambda: extended(store, [Market(id="west", name="West", kind="bloc", includes=["fr"])])) == [
        "channels.c.excluding: nothing is left of the territory: fr (valid: exclusions that leave some part of it)"
    ]


def test_a_measure_that_comes_later_must_fit_the_numbers_that_are_there() -> None:
    store = whole((*BASIS, metric()))

    (fault,) = faults_of(lambda: extended(store, [Measure(id="sales", name="sales", dimension="count", kind="flow")]))

    assert fault.startswith("metrics.m.value: this unit does not fit the measure sales: 3 bn USD (valid: count")


def test_a_record_takes_the_place_of_the_one_with_its_id() -> None:
    store = whole((*BASIS, channel()))

    made = replaced(store, [channel(seller="OpenAI", into=["PRC"])])

    assert tuple(made) == tuple(whole((*BASIS, channel(seller="openai"))))
    assert tuple(replaced(made, [channel()])) == tuple(store)


@pytest.mark.parametrize("record", [channel("other"), Market(id="cn", name="China"), Customer(id="openai", name="O")])
def test_only_what_is_there_can_be_replaced_by_its_kind(record: Record) -> None:
    with pytest.raises(InvalidLandscapeError):
        replaced(whole(BASIS), [record])


def test_what_takes_the_place_of_a_record_must_hold_together_with_the_rest() -> None:
    member = Model(id="gpt-5", name="GPT-5", developer="openai", family="gpt")
    store = whole((*BASIS, member))

    assert faults_of(lambda: replaced(store, [Model(id="gpt", name="GPT", developer="openai")])) == [
        "models.gpt-5.family: this model is not a family: gpt"
    ]
    assert faults_of(lambda: replaced(store, [Vendor(id="openai", name="OpenAI", home="Korea")])) == [
        "vendors.openai.home: this names more than one market: 'Korea' (valid: kp, kr)"
    ]


def test_what_nothing_refers_to_can_be_removed() -> None:
    store = whole((*BASIS, channel()))

    made = reduced(store, [channel(claims=["article.sold"])])

    assert tuple(made) == tuple(whole(BASIS))


def test_a_record_can_be_removed_as_it_was_added_with_names_in_it() -> None:
    given_ = channel(seller="Microsoft", into=["China"], claims=["sold"])

    assert tuple(reduced(whole((*BASIS, given_)), [given_])) == tuple(whole(BASIS))


def test_what_is_still_referred_to_cannot_be_removed() -> None:
    store = whole((*BASIS, channel()))
    microsoft = store.get("vendor", "microsoft")
    assert microsoft is not None

    assert faults_of(lambda: reduced(store, [microsoft])) == [
        "channels.c: it still refers to a record that is removed: microsoft",
        "models.r1: it still refers to a record that is removed: microsoft",
        "products.ai: it still refers to a record that is removed: microsoft",
    ]


def test_a_party_that_is_referred_to_as_any_party_cannot_be_removed() -> None:
    store = whole((*BASIS, channel(buyers=Clientele(at_least=["bytedance"]))))
    bytedance = store.get("customer", "bytedance")
    assert bytedance is not None

    assert faults_of(lambda: reduced(store, [bytedance])) == [
        "channels.c: it still refers to a record that is removed: bytedance"
    ]


def test_records_that_refer_to_each_other_can_be_removed_together() -> None:
    pair = (Vendor(id="acme", name="Acme"), Model(id="m", name="M", developer="acme"))

    assert tuple(reduced(whole((*BASIS, *pair)), pair)) == tuple(whole(BASIS))


@pytest.mark.parametrize(
    "record",
    [
        Vendor(id="ghost", name="Ghost"),
        Vendor(id="microsoft", name="Microsoft", note="altered"),
        Market(id="cn", name="China"),
        channel(into=["China", "PRC"]),
    ],
)
def test_what_is_not_there_cannot_be_removed(record: Record) -> None:
    (fault, *_) = faults_of(lambda: reduced(whole(BASIS), [record]))

    assert fault == f"{_place(record)}: it is not in the landscape, so that it cannot be removed"


def test_a_bundled_market_cannot_be_removed() -> None:
    china = whole(BASIS).get("market", "cn")
    assert china is not None

    assert faults_of(lambda: reduced(whole(BASIS), [china])) == [
        "markets.cn: it is not in the landscape, so that it cannot be removed"
    ]


def test_an_own_market_in_place_of_a_bundled_one_can_be_removed_though_it_is_referred_to() -> None:
    west = Market(id="west", name="Occident", kind="bloc", includes=["us"])
    for store in (
        whole((*BASIS, west, channel(into=["west"]))),
        extended(whole(BASIS), [west, channel(into=["west"])]),
        extended(whole((*BASIS, west)), [channel(into=["west"])]),
    ):
        assert tuple(reduced(store, [west])) == tuple(whole((*BASIS, channel(into=["west"]))))


def test_what_comes_back_in_place_of_a_removed_market_must_hold_together_with_the_rest() -> None:
    west = Market(id="west", name="Occident", kind="bloc", includes=["jp"])
    europe = channel(into=["eu"], excluding=["west"])
    store = whole((*BASIS, west, europe))

    assert faults_of(lambda: reduced(store, [west])) == [
        "channels.c.excluding: nothing is left of the territory: west (valid: exclusions that leave some part of it)"
    ]


def test_adding_and_removing_the_same_records_changes_nothing() -> None:
    store = whole(RECORDS)
    more = (Vendor(id="acme", name="Acme", home="China"), Model(id="m", name="M", developer="Acme"))

    assert tuple(reduced(extended(store, more), more)) == tuple(store)


@given(st.lists(st.sampled_from(RECORDS), unique=True))
def test_any_records_hold_together_or_are_faults_and_never_anything_else(chosen: list[Record]) -> None:
    try:
        made = whole(chosen)
    except InvalidLandscapeError as error:
        faults = error.faults
    else:
        faults = ()
        assert set(made) == set(chosen)

    assert all(isinstance(fault, Fault) and fault.where for fault in faults)


@given(st.lists(st.sampled_from(RECORDS), unique=True))
def test_removing_leaves_a_landscape_that_holds_together_or_is_refused(chosen: list[Record]) -> None:
    rest = [record for record in RECORDS if record not in chosen]
    try:
        made = reduced(whole(RECORDS), chosen)
    except InvalidLandscapeError:
        with pytest.raises(InvalidLandscapeError):
            whole(rest)
    else:
        assert tuple(made) == tuple(Store.of(rest)) == tuple(whole(rest))


@pytest.mark.parametrize(
    ("number", "reading", "said"),
    [
        ({}, {"relative_to": "2020"}, "reads[0].relative_to: an amount is not read as a ratio: m"),
        ({}, {}, "reads[0]: it reads the number as what it is: m"),
        ({}, {"measurand": VISITS}, "reads[0].measurand: this unit does not fit the number that is read, m: 3 bn USD"),
        (
            {"value": "-5..-4 USD", "measurand": PROFIT},
            {"measurand": "2020"},
            "reads[0].measurand: sales cannot be below",
        ),
        (RATIO, {"measurand": "2020"}, "reads[0].measurand: a ratio of a quantity to itself: sales"),
        (RATIO, {"relative_to": sales()}, "reads[0].relative_to: a ratio of a quantity to itself: sales"),
        (RATIO, {"value": "5 USD"}, "reads[0].value: this unit does not fit the number that is read, m: 5 USD"),
    ],
)
def test_a_number_is_read_as_one_that_it_could_be(number: dict[str, Any], reading: dict[str, Any], said: str) -> None:
    given: dict[str, Any] = {field: sales(period=each) if each == "2020" else each for field, each in reading.items()}
    visits = Measure(id="visits", name="visits", dimension="count", kind="flow")
    assumed = Assumption(id="a", because="b", reads=[Reading(metric="m", **given)])
    (fault,) = faults_with(metric(**number), visits, assumed)

    assert fault.startswith(f"assumptions.a.{said}")


def test_that_a_projection_counts_is_a_reading() -> None:
    assumed = Assumption(id="a", because="b", reads=[Reading(metric="m")])

    assert whole((*BASIS, metric(basis="projected"), assumed)).get("assumption", "a") == assumed
