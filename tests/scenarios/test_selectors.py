"""Selections: which part of a channel they pick out, and what they leave open."""

from collections.abc import Iterable

import attrs
import pytest

from aibroker.landscape import Landscape
from aibroker.records.buyers import all_of, any_of, headquartered_in, located_in, not_, of_kind, owned_from
from aibroker.records.evidence import Claim, Source
from aibroker.records.markets import Market
from aibroker.records.offers import Hosting, Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rules import Selection
from aibroker.scenarios.selectors import Bite, bite
from aibroker.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

STORE = Landscape.of(
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Vendor(id="american", name="American", home="us"),
    Vendor(id="chinese", name="Chinese", home="cn"),
    Vendor(id="hidden", name="Hidden"),
    Model(id="gpt", name="GPT", developer="american", is_family=True),
    Model(id="gpt-5", name="GPT-5", developer="american", family="gpt"),
    Model(id="r1", name="R1", developer="chinese"),
    Model(id="secret", name="Secret", developer="hidden"),
    as_of="2026-01-01",
)._store

TERRITORIES = STORE.territories


def _places(*markets: str) -> int:
    total = 0
    for market in markets:
        total |= TERRITORIES.places[market]
    return total


def _channel(
    *,
    seller: str = "american",
    models: Iterable[str] = ("gpt",),
    into: Iterable[str] | None = ("world",),
    excluding: Iterable[str] = (),
    hosted_in: Hosting = Hosting(),  # noqa: B008 - frozen
    only_to: object = None,
) -> SalesChannel:
    return SalesChannel(
        id="it",
        seller=seller,
        models=models,
        into=into,
        excluding=excluding,
        hosted_in=hosted_in,
        only_to=only_to,  # type: ignore[arg-type]
        open="2026-01-01/..",
        claims=["page.first"],
    )


def _bite(selection: Selection, channel: SalesChannel | None = None) -> Bite:
    return bite(STORE, selection, _channel() if channel is None else channel)


def test_a_selection_that_asks_nothing_picks_out_everything() -> None:
    found = _bite(Selection(), _channel(models=["gpt", "r1"], into=["cn"]))
    assert (found.verdict, found.models, found.rest, found.unknown) == (YES, ("gpt", "r1"), (), ())
    assert (found.sold, found.places, found.doubtful) == (_places("cn"), _places("cn"), 0)


def test_buyers_are_picked_out_at_the_places_of_the_channel_only() -> None:
    found = _bite(Selection(buyers=located_in("greater-china")), _channel(into=["asia"], excluding=["hk", "tw"]))
    assert (found.places, found.doubtful) == (_places("cn", "mo"), 0)


@pytest.mark.parametrize(
    ("sellers", "verdict"), [(["american"], YES), (["chinese"], NO), (["chinese", "american"], YES)]
)
def test_sellers_are_picked_out_by_name(sellers: list[str], verdict: Verdict) -> None:
    assert _bite(Selection(sellers=sellers)).verdict is verdict


@pytest.mark.parametrize(
    ("seller", "home", "verdict"),
    [
        ("american", "us", YES),
        ("american", "west", YES),
        ("american", "cn", NO),
        ("chinese", "shanghai", UNKNOWN),
        ("hidden", "us", UNKNOWN),
    ],
)
def test_sellers_are_picked_out_by_their_home(seller: str, home: str, verdict: Verdict) -> None:
    found = _bite(Selection(sellers_home=[home]), _channel(seller=seller))
    assert found.verdict is verdict
    assert found.unknown == ((f"where {seller} has its headquarters is unknown",) if verdict is UNKNOWN else ())


def test_models_are_picked_out_one_by_one() -> None:
    found = _bite(Selection(models=["r1"]), _channel(models=["gpt", "r1"]))
    assert (found.verdict, found.models, found.rest) == (YES, ("r1",), ("gpt",))


def test_a_family_that_is_named_picks_out_its_members() -> None:
    assert _bite(Selection(models=["gpt"]), _channel(models=["gpt-5"])).verdict is YES


def test_whether_a_family_that_is_sold_holds_the_member_that_is_named_is_unknown() -> None:
    found = _bite(Selection(models=["gpt-5"]), _channel(models=["gpt", "r1"]))
    assert (found.verdict, found.models, found.rest) == (UNKNOWN, (), ("gpt", "r1"))
    assert found.unknown == ("whether gpt is meant is unknown",)


def test_models_are_picked_out_by_their_developers() -> None:
    found = _bite(Selection(developers=["chinese"]), _channel(models=["gpt", "r1"]))
    assert (found.verdict, found.models, found.rest) == (YES, ("r1",), ("gpt",))


def test_models_are_picked_out_by_where_they_were_developed() -> None:
    found = _bite(Selection(developed_in=["us"]), _channel(models=["gpt", "r1", "secret"]))
    assert (found.verdict, found.models, found.rest) == (YES, ("gpt",), ("r1", "secret"))
    assert found.spared == ("r1",)
    assert found.unknown == ("where hidden, who develops secret, has its headquarters is unknown",)


def test_where_the_only_model_was_developed_may_be_unknown() -> None:
    assert _bite(Selection(developed_in=["us"]), _channel(models=["secret"])).verdict is UNKNOWN


def test_a_resale_is_the_sale_of_somebody_elses_model() -> None:
    found = _bite(Selection(resale_only=True), _channel(models=["gpt", "r1"]))
    assert (found.models, found.rest) == (("r1",), ("gpt",))
    assert _bite(Selection(resale_only=True)).verdict is NO


@pytest.mark.parametrize(
    ("selection", "verdict"),
    [
        (Selection(), YES),
        (Selection(sellers=["american"]), YES),
        (Selection(models=["gpt"]), NO),
        (Selection(developers=["american"]), NO),
        (Selection(developed_in=["us"]), NO),
        (Selection(resale_only=True), NO),
    ],
)
def test_a_product_without_models_is_picked_out_where_nothing_is_asked_of_models(
    selection: Selection, verdict: Verdict
) -> None:
    found = _bite(selection, _channel(models=[]))
    assert (found.verdict, found.models, found.rest) == (verdict, (), ())


@pytest.mark.parametrize("selection", [Selection(models=["gpt"]), Selection(resale_only=True)])
def test_of_unknown_models_it_is_unknown_whether_they_are_picked_out(selection: Selection) -> None:
    nameless = attrs.evolve(_channel(models=[]), models_unknown=True)
    found = _bite(selection, nameless)
    assert (found.verdict, found.models, found.unknown) == (UNKNOWN, (), ("which models it sells is unknown",))
    assert _bite(Selection(sellers=["american"]), nameless).verdict is YES
    assert _bite(attrs.evolve(selection, sellers=["chinese"]), nameless).verdict is NO


@pytest.mark.parametrize(
    ("hosting", "verdict"),
    [
        (Hosting(), UNKNOWN),
        (Hosting(at_least=["sg"]), UNKNOWN),
        (Hosting(at_least=["cn"]), UNKNOWN),
        (Hosting(at_least=["asia"]), UNKNOWN),
        (Hosting(never=["sg"]), NO),
        (Hosting(never=["asia"]), NO),
        (Hosting(never=["cn"]), UNKNOWN),
        (Hosting(exactly=["sg"]), YES),
        (Hosting(exactly=["cn", "sg"]), UNKNOWN),
        (Hosting(exactly=["cn"]), NO),
        (Hosting(exactly=["asia"]), UNKNOWN),
        (Hosting(exactly=[]), NO),
    ],
)
def test_what_runs_there_alone_is_picked_out_and_what_may_run_elsewhere_too_is_unknown(
    hosting: Hosting, verdict: Verdict
) -> None:
    found = _bite(Selection(hosted_in=["sg"]), _channel(hosted_in=hosting))
    assert found.verdict is verdict
    assert found.unknown == (("whether it is hosted there is unknown",) if verdict is UNKNOWN else ())


def test_a_sure_no_of_one_condition_outweighs_what_is_unknown_of_another() -> None:
    found = _bite(Selection(sellers_home=["us"], models=["r1"]), _channel(seller="hidden"))
    assert found.verdict is NO


def test_where_buyers_have_their_headquarters_is_unknown_wherever_they_buy() -> None:
    found = _bite(Selection(buyers=headquartered_in("cn")), _channel(into=["sg"]))
    assert (found.verdict, found.places, found.doubtful) == (YES, 0, _places("sg"))


def test_what_buyers_at_a_place_surely_are_is_picked_out_and_what_they_may_be_is_doubtful() -> None:
    either = any_of(located_in("cn"), owned_from("cn", more_than="50 %"))
    found = _bite(Selection(buyers=either), _channel(into=["greater-china"]))
    assert (found.places, found.doubtful) == (_places("cn"), _places("hk", "mo", "tw"))


def test_a_territory_that_is_unknown_may_be_anywhere_that_is_not_left_out() -> None:
    found = _bite(Selection(buyers=located_in("greater-china")), _channel(into=None, excluding=["hk"]))
    assert found.places == _places("cn", "mo", "tw")
    assert found.sold == TERRITORIES.everywhere & ~_places("hk")


# The channel's own condition on buyers.


def test_nobody_is_picked_out_where_the_channel_lets_nobody_buy() -> None:
    there = _channel(into=["greater-china"], only_to=located_in("hk"))
    assert _bite(Selection(buyers=located_in("cn")), there).places == 0
    assert _bite(Selection(buyers=located_in("hk")), there).places == _places("hk")
    assert _bite(Selection(), there).sold == _places("hk")


def test_a_channel_that_already_turns_such_buyers_away_is_left_alone() -> None:
    barred = of_kind("bank")
    for condition in (not_(barred), all_of(located_in("world"), all_of(of_kind("shop"), not_(barred)))):
        found = _bite(Selection(buyers=barred), _channel(only_to=condition))
        assert (found.places, found.doubtful) == (0, 0)


@pytest.mark.parametrize(
    "condition", [of_kind("bank"), not_(of_kind("shop")), any_of(not_(of_kind("bank")), of_kind("shop"))]
)
def test_a_channel_that_may_serve_such_buyers_is_doubtful(condition: object) -> None:
    assert _bite(Selection(buyers=of_kind("bank")), _channel(only_to=condition)).doubtful == TERRITORIES.everywhere
