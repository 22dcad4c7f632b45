"""What becomes of channels of which nobody names the models: what may be meant is unknown, neither yes nor no."""

from collections.abc import Iterable

import attrs
import pytest

from aibroker.landscape import Landscape, Outcome
from aibroker.records.assumptions import Assumption
from aibroker.records.buyers import located_in, not_
from aibroker.records.evidence import Claim, Position, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rights import Right
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import CloseChannel, EndRight, NarrowChannel, RefuseMarket, Restrict, Scenario, Step
from aibroker.values.verdicts import Verdict

YES, UNKNOWN = Verdict.YES, Verdict.UNKNOWN

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published="2026-01-01"),
    Claim(id="page.it", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="seller", name="Seller", home="us"),
    Vendor(id="other", name="Other", home="us"),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="ghost", name="Ghost", home="us"),
    Vendor(id="lab", name="Lab", home="cn"),
    Model(id="gpt", name="GPT", developer="maker"),
    Model(id="kimi", name="Kimi", developer="lab"),
    Product(id="cloud", name="Cloud", seller="seller"),
    Product(id="wide", name="Wide", seller="other"),
    Customer(id="bank", name="Bank", home="us"),
)
GPT = Right(
    id="gpt-right",
    holder="seller",
    may="sell",
    models=["gpt"],
    territory=["us"],
    holds="2025-01-01/..",
    claims=["page.it"],
)
KIMI = attrs.evolve(GPT, id="kimi-right", models=["kimi"])


def _channel(
    name: str, *models: str, seller: str = "seller", product: str | None = "cloud", into: str = "us", rests_on: str = ""
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models,
        product=product,
        into=into.split(),
        buyers=Clientele(at_least=["bank"]),
        rests_on=rests_on.split(),
        open="2025-01-01/..",
        claims=["page.it"],
    )


def _nameless(channel: SalesChannel) -> SalesChannel:
    return attrs.evolve(channel, models=(), models_unknown=True)


NAMELESS = _nameless(_channel("n"))


def _case(*records: Record) -> Landscape:
    return Landscape.of(*BASIS, *records, as_of="2026-06-01")


def _under(records: Iterable[Record], *steps: Step) -> Outcome:
    return _case(*records).under(Scenario(name="S", steps=steps, effective="2026-01-01"))


def _lost(outcome: Outcome) -> dict[str | None, Verdict]:
    return {each.buyer: each.verdict for each in outcome.lost_access}


@pytest.mark.parametrize(
    "step",
    [
        Restrict(selects=Selection(models=["gpt"])),
        Restrict(selects=Selection(developers=["maker"])),
        Restrict(selects=Selection(developed_in=["us"])),
        Restrict(selects=Selection(sellers_home=["us"], models=["gpt"])),
        Restrict(selects=Selection(resale_only=True)),
        RefuseMarket("maker", refuses=located_in("us"), through="anyone"),
    ],
    ids=str,
)
def test_a_step_that_asks_for_models_may_mean_those_that_nobody_names(step: Step) -> None:
    outcome = _under([NAMELESS], step)
    assert (outcome.closed, outcome.narrowed) == ((), ())
    assert [each.item.id for each in outcome.unknown] == ["n"]
    assert "which models n sells is unknown" in str(outcome.unknown[0].because)


def test_a_refusal_of_its_own_models_is_unknown_too() -> None:
    own = _nameless(_channel("n", seller="maker", product=None))
    outcome = _under([own], RefuseMarket("maker", refuses=located_in("us")))
    assert [each.item.id for each in outcome.unknown] == ["n"]


@pytest.mark.parametrize(("rests_on", "rights"), [("gpt-right", [GPT]), ("gpt-right kimi-right", [GPT, KIMI])])
def test_a_right_that_ends_may_have_been_over_all_of_them_some_or_none(rests_on: str, rights: list[Record]) -> None:
    outcome = _under([_nameless(_channel("n", rests_on=rests_on)), *rights], EndRight("gpt-right"))
    assert (outcome.closed, outcome.narrowed) == ((), ())
    assert [each.item.id for each in outcome.unknown] == ["n"]


def test_a_right_that_ends_takes_nothing_that_another_one_covers_whatever_the_models_are() -> None:
    same, wider = attrs.evolve(GPT, id="same-right"), attrs.evolve(GPT, id="same-right", territory=["world"])
    for other in (same, wider, attrs.evolve(same, models=["gpt", "kimi"])):
        outcome = _under([_nameless(_channel("n", rests_on="gpt-right same-right")), GPT, other], EndRight("gpt-right"))
        assert (outcome.changes, outcome.unknown) == ((), ())


def test_of_a_right_over_no_models_nothing_ends_that_is_a_model() -> None:
    empty = attrs.evolve(GPT, models=[])
    for channel in (_channel("n", "gpt", rests_on="gpt-right"), _nameless(_channel("n", rests_on="gpt-right"))):
        outcome = _under([channel, empty], EndRight("gpt-right"))
        assert (outcome.changes, outcome.unknown) == ((), ())


def test_another_right_that_covers_less_leaves_it_unknown() -> None:
    for other in (
        attrs.evolve(GPT, id="same-right", holds="2025-01-01/2026-03-01"),
        attrs.evolve(GPT, id="same-right", territory=None),
    ):
        outcome = _under([_nameless(_channel("n", rests_on="gpt-right same-right")), GPT, other], EndRight("gpt-right"))
        assert [each.item.id for each in outcome.unknown] == ["n"]


def test_what_is_at_risk_has_neither_a_floor_nor_a_ceiling_of_nothing() -> None:
    sales = Measurand(measure="sales", of="seller", period="2026")
    numbers: list[Record] = [
        Metric(id="m", measurand=sales, value="exactly 100 USD", claims=["page.it"]),
        Metric(id="b", measurand=attrs.evolve(sales, buyer="bank"), value="exactly 10 USD", claims=["page.it"]),
        Assumption(id="leaves", because="They may.", convention="whole spend leaves"),
    ]
    resting = _nameless(_channel("n", rests_on="gpt-right"))
    for step in (Restrict(selects=Selection(models=["gpt"])), EndRight("gpt-right")):
        case = _case(resting, GPT, *numbers).assuming("leaves")
        risk = case.under(Scenario(name="S", steps=[step], effective="2026-01-01")).at_risk("seller", period="2026")
        assert (risk.low, risk.high) == (0, 100)


def test_what_is_unknown_of_a_channel_is_said_once_of_what_is_at_risk() -> None:
    numbers = Metric(
        id="m",
        measurand=Measurand(measure="sales", of="seller", period="2026"),
        value="exactly 100 USD",
        claims=["page.it"],
    )
    steps = [Restrict(selects=Selection(models=["gpt"])), Restrict(selects=Selection(developers=["maker"]))]
    outcome = _under([NAMELESS, numbers], *steps)
    said = [each for each in outcome.at_risk("seller", period="2026").caveats if "whether n closes" in each]
    assert len(said) == len({*said}) > 0


@pytest.mark.parametrize("asked", [{"models": ["gpt"]}, {"developers": ["maker"]}, {"developed_in": ["us"]}])
def test_a_position_is_in_no_conflict_with_what_is_unknown(asked: dict[str, list[str]]) -> None:
    position = Position(who="seller", market="us", strength="primary", **asked)
    said = Claim(id="page.said", source="page", locator="s2", kind="fact", text="It leads.", position=position)
    assert not _case(NAMELESS, said).conflicts()
    (conflict,) = _case(_channel("n", "kimi"), said).conflicts()
    assert conflict.kind == "position without a channel"


def test_others_that_sell_models_may_sell_the_same_and_a_product_says_nothing_of_that() -> None:
    for other in (
        _channel("b", "kimi"),
        _channel("b", "gpt", seller="other", product="wide"),
        _nameless(_channel("b", seller="other", product=None)),
    ):
        outcome = _under([NAMELESS, other], CloseChannel("n"))
        assert _lost(outcome) == {None: UNKNOWN, "bank": UNKNOWN}
        assert all(each.models_unknown and not each.models for each in outcome.lost_access)
    alone = _under([NAMELESS, _channel("b", seller="other", product="wide")], CloseChannel("n"))
    assert _lost(alone) == {None: YES, "bank": YES}
    assert "United States loses models that nobody names, which came through n" in str(alone)


def test_a_buyer_of_a_product_may_buy_it_elsewhere_or_where_the_channel_goes_on() -> None:
    product = _channel("a")
    assert _lost(_under([product, _channel("b", into="de")], CloseChannel("a")))["bank"] is UNKNOWN
    another = _channel("b", seller="other", product="wide", into="de")
    assert _lost(_under([product, another], CloseChannel("a")))["bank"] is YES
    wider = _channel("a", into="us de")
    for channel in (wider, _nameless(wider), attrs.evolve(wider, models=["gpt"])):
        assert _lost(_under([channel], NarrowChannel("a", buyers=located_in("us"))))["bank"] is UNKNOWN


def test_a_step_that_bars_buyers_elsewhere_makes_no_sale_sure() -> None:
    unknown = attrs.evolve(_channel("u", "gpt"), into=None, buyers=Clientele())
    for step in (
        Restrict(selects=Selection(sellers=["seller"], buyers=not_(located_in("us")))),
        Restrict(selects=Selection(sellers=["seller"], buyers=located_in("cn"))),
        NarrowChannel("u", buyers=not_(located_in("us"))),
    ):
        outcome = _under([unknown], step)
        assert outcome.before.channels_into("world").verdict is YES
        for market in ("us", "world"):
            assert outcome.after.channels_into(market).verdict is UNKNOWN


def test_a_developer_without_a_recorded_model_may_have_a_way() -> None:
    case = _case(NAMELESS)
    (route,) = case.routes("ghost", "us").unknown
    assert [edge.target for edge in route.item.edges] == ["seller", "us"]
    assert len(_case(_channel("n", "gpt")).routes("ghost", "us").unknown) == 0


def test_models_that_nobody_names_and_no_models_contradict_each_other() -> None:
    with pytest.raises(Exception, match=r"channels\.n\.models_unknown: the two sides contradict each other"):
        _ = _case(NAMELESS) | _case(_channel("n"))
