"""Who lost access to which models, and what is left to them."""

from collections.abc import Iterable

import attrs
import pytest

from aibroker.landscape import Landscape, Outcome
from aibroker.records.buyers import Buyers, headquartered_in, located_in, of_kind
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.offers import ChannelStatus, Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.rules import Selection
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.steps import CloseChannel, MoveHosting, NarrowChannel, Restrict, Scenario, Step
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

YES, UNKNOWN = Verdict.YES, Verdict.UNKNOWN
DAY = "2026-07-01"

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Market(id="shanghai", name="Shanghai", within=["cn"]),
    Vendor(id="cloud", name="Cloud", home="us"),
    Vendor(id="other", name="Other", home="sg"),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="second", name="Second", home="us"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Customer(id="client", name="Client", home="cn"),
    Model(id="gpt", name="GPT", developer="maker", is_family=True),
    Model(id="gpt-5", name="GPT-5", developer="maker", family="gpt"),
    Model(id="claude", name="Claude", developer="second"),
    Product(id="suite", name="Suite", seller="cloud"),
)
CHINA = Selection(sellers=["cloud"], buyers=located_in("cn"))


def _channel(
    name: str,
    *,
    seller: str = "cloud",
    models: str = "gpt",
    into: str | None = "cn",
    buyers: str = "",
    product: str | None = None,
    hosted_in: str = "jp",
    status: ChannelStatus = "sold",
    only_to: Buyers | None = None,
    only_buyer: str = "",
    open: Validity | str = "2026-01-01/..",  # noqa: A002 - as the record calls it
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models.split(),
        into=None if into is None else into.split(),
        buyers=Clientele(exactly=[only_buyer]) if only_buyer else Clientele(at_least=buyers.split()),
        status=status,
        only_to=only_to,
        product=product,
        hosted_in=Hosting(exactly=[hosted_in]),
        open=open,
        claims=["page.first"],
    )


def _losses(*channels: SalesChannel, selects: Selection = CHINA) -> tuple[Loss, ...]:
    case = Landscape.of(*BASIS, *channels, as_of="2026-06-01")
    return case.under(Scenario(name="A bar", steps=[Restrict(selects=selects)], effective=DAY)).lost_access


def _in_short(losses: tuple[Loss, ...]) -> list[tuple[str, str, Verdict]]:
    return [(loss.buyer or loss.market, " ".join(loss.models), loss.verdict) for loss in losses]


def test_a_market_loses_what_no_channel_carries_there_any_more() -> None:
    (loss,) = _losses(_channel("it"))
    assert (loss.market, loss.buyer, loss.channel) == ("cn", None, "it")
    assert (loss.models, loss.developers, loss.verdict, loss.left) == (("gpt",), ("maker",), YES, ())


def test_where_another_seller_is_left_nothing_is_lost() -> None:
    assert _losses(_channel("it", buyers="buyer"), _channel("left", seller="other")) == ()


def test_where_one_member_of_a_family_is_left_it_is_unknown_whether_all_that_was_sold_is() -> None:
    assert _in_short(_losses(_channel("it"), _channel("left", seller="other", models="gpt-5"))) == [
        ("cn", "gpt", UNKNOWN)
    ]


def test_a_channel_under_test_is_no_way_left() -> None:
    (loss,) = _losses(_channel("it"), _channel("left", seller="other", status="testing"))
    assert (loss.verdict, loss.left) == (YES, ())


def test_a_channel_for_some_buyers_only_may_be_no_way_for_others() -> None:
    for_some = (
        _channel("left", seller="other", only_to=of_kind("bank")),
        _channel("left", seller="other", only_buyer="client"),
    )
    for channel in for_some:
        assert _in_short(_losses(_channel("it"), channel)) == [("cn", "gpt", UNKNOWN)]


def test_a_channel_for_whoever_sits_there_is_a_way_for_all() -> None:
    assert _losses(_channel("it"), _channel("left", seller="other", into="asia", only_to=located_in("cn", "hk"))) == ()


def test_a_market_of_which_a_part_is_still_reached_loses_in_part() -> None:
    losses = _losses(_channel("it"), _channel("left", seller="other", into="shanghai"))
    assert [(loss.market, loss.in_part, loss.verdict) for loss in losses] == [("cn", True, YES)]


def test_a_market_of_which_nothing_is_reached_loses_as_a_whole() -> None:
    (loss,) = _losses(_channel("it", into="asia"))
    assert (loss.market, loss.in_part) == ("cn", False)


def test_what_is_left_for_other_models_is_named() -> None:
    (loss,) = _losses(_channel("it"), _channel("left", seller="other", models="claude"))
    assert (loss.verdict, loss.left) == (YES, ("left",))


def test_each_market_that_is_barred_loses_for_itself() -> None:
    losses = _losses(
        _channel("it", into="greater-china"), selects=Selection(sellers=["cloud"], buyers=located_in("cn", "hk"))
    )
    assert _in_short(losses) == [("cn", "gpt", YES), ("hk", "gpt", YES)]


def test_models_of_several_developers_are_lost_together() -> None:
    (loss,) = _losses(_channel("it", models="gpt claude"))
    assert (loss.models, loss.developers) == (("gpt", "claude"), ("maker", "second"))


def test_models_that_may_be_left_are_lost_apart_from_those_that_are_not() -> None:
    losses = _losses(_channel("it", models="gpt claude"), _channel("maybe", seller="other", models="claude", into=None))
    assert _in_short(losses) == [("cn", "gpt", YES), ("cn", "claude", UNKNOWN)]


def test_where_only_its_family_is_named_it_is_unknown_whether_one_member_is_left() -> None:
    assert _in_short(_losses(_channel("it", models="gpt-5"), _channel("left", seller="other"))) == [
        ("cn", "gpt-5", UNKNOWN)
    ]


def test_a_channel_of_unknown_dates_may_be_left() -> None:
    losses = _losses(_channel("it"), _channel("maybe", seller="other", open="unknown"))
    assert _in_short(losses) == [("cn", "gpt", UNKNOWN)]
    assert losses[0].left == ()


def test_a_channel_that_is_over_by_then_is_not_left() -> None:
    over = _channel("over", seller="other", open=f"2026-01-01/{DAY}")
    assert _in_short(_losses(_channel("it"), over)) == [("cn", "gpt", YES)]


def test_the_named_buyers_of_a_closed_channel_lose_with_their_market() -> None:
    losses = _losses(_channel("it", buyers="buyer client"))
    assert _in_short(losses) == [("cn", "gpt", YES), ("buyer", "gpt", YES), ("client", "gpt", YES)]
    assert [loss.market for loss in losses] == ["cn", "cn", "cn"]


def test_whether_the_named_buyers_of_a_channel_that_goes_on_elsewhere_bought_there_is_unknown() -> None:
    losses = _losses(_channel("it", into="world", buyers="buyer"))
    assert _in_short(losses) == [("cn", "gpt", YES), ("buyer", "gpt", UNKNOWN)]


def test_the_named_buyers_of_a_channel_that_goes_on_with_other_models_lose_these() -> None:
    selects = Selection(models=["gpt"], buyers=located_in("cn"))
    losses = _losses(_channel("it", models="gpt claude", buyers="buyer"), selects=selects)
    assert _in_short(losses) == [("cn", "gpt", YES), ("buyer", "gpt", YES)]


def test_a_product_without_models_is_lost_where_it_is_not_sold_any_more() -> None:
    (loss,) = _losses(_channel("it", models="", product="suite"))
    assert (loss.models, loss.developers, loss.verdict) == ((), (), YES)


def test_a_product_that_is_sold_there_through_another_channel_is_not_lost() -> None:
    sold, left = (
        _channel(name, models="", product="suite", hosted_in=at) for name, at in (("it", "sg"), ("left", "jp"))
    )
    assert _losses(sold, left, selects=Selection(hosted_in=["sg"], buyers=located_in("cn"))) == ()


def test_a_channel_of_an_unknown_product_may_be_a_way_to_the_one_that_is_lost() -> None:
    (loss,) = _losses(_channel("it", models="", product="suite"), _channel("left", seller="other"))
    assert (loss.verdict, loss.left) == (UNKNOWN, ("left",))


def test_nobody_loses_what_may_never_have_been_sold_there() -> None:
    unknown_territory, unknown_dates = _channel("a", into=None), _channel("b", open="unknown")
    assert _losses(unknown_territory, unknown_dates) == ()


def test_nobody_is_known_to_lose_where_only_some_buyers_are_barred() -> None:
    assert _losses(_channel("it"), selects=Selection(buyers=headquartered_in("cn"))) == ()


def test_a_channel_that_would_open_only_later_is_lost_on_the_day_on_which_it_would() -> None:
    meanwhile = _channel("meanwhile", seller="other", open="2026-01-01/2026-08-15")
    before, later = _channel("it", open="2026-08-01/.."), _channel("it", open="2026-09-01/..")
    assert _since(_losses(before, meanwhile)) == ["2026-08-15"], "from the day on which the other way ends by itself"
    assert _since(_losses(later, meanwhile)) == ["2026-09-01"]
    assert _in_short(_losses(later, meanwhile)) == [("cn", "gpt", YES)]


def _since(losses: Iterable[Loss]) -> list[str]:
    return [each.since.isoformat() for each in losses]


def test_an_end_that_is_not_sure_makes_the_loss_sure_once_it_must_have_come() -> None:
    meanwhile = _channel("meanwhile", seller="other", open=Validity(since="2026-01-01", ended="2027"))
    losses = _losses(_channel("it"), meanwhile)
    assert [(each.verdict, each.since.isoformat()) for each in losses] == [(UNKNOWN, "2027-01-01"), (YES, "2027-12-31")]


def test_what_another_step_ends_is_lost_through_that_one_alone() -> None:
    losses = _losses(_channel("it"), _channel("other", seller="other"), selects=Selection(buyers=located_in("cn")))
    assert [each.channel for each in losses] == ["it", "other"]


@pytest.mark.parametrize(("nameless", "verdict"), [(True, UNKNOWN), (False, YES)])
def test_only_a_channel_of_unknown_models_may_carry_the_one_that_is_lost(nameless: bool, verdict: Verdict) -> None:
    other = attrs.evolve(_channel("suite", models="", product="suite", hosted_in="sg"), models_unknown=nameless)
    (loss,) = _losses(_channel("it", hosted_in="jp"), other, selects=Selection(hosted_in=["jp"]))
    assert loss.verdict is verdict


def test_nobody_loses_what_was_only_under_test() -> None:
    assert _losses(_channel("it", status="testing")) == ()


def _under(*steps: Step, channels: Iterable[SalesChannel]) -> Outcome:
    case = Landscape.of(*BASIS, *channels, as_of="2026-06-01")
    return case.under(Scenario(name="S", steps=steps, effective=DAY))


def test_of_a_channel_of_unknown_territory_nobody_knows_who_loses() -> None:
    outcome = _under(CloseChannel("c"), channels=[_channel("c", into=None, buyers="buyer")])

    assert {(each.market, each.buyer, each.in_part, each.verdict) for each in outcome.lost_access} == {
        ("world", None, True, UNKNOWN),
        ("world", "buyer", True, UNKNOWN),
    }


def test_a_loss_is_told_once_from_its_first_day_on_whatever_the_order_of_steps() -> None:
    early, late = CloseChannel("c", effective="2026-08-01"), CloseChannel("c", effective="2026-10-01")
    for steps in ((early, late), (late, early)):
        (loss,) = _under(*steps, channels=[_channel("c")]).lost_access
        assert (loss.since.isoformat(), loss.channel, loss.until) == ("2026-08-01", "c", None)


def test_a_loss_is_of_the_channel_as_it_was_called_before_all_steps() -> None:
    china, both = (Restrict(selects=Selection(buyers=located_in(*each))) for each in (["cn"], ["cn", "jp"]))
    later = attrs.evolve(china, effective="2026-10-01")
    losses = _under(later, both, channels=[_channel("c", into="asia")]).lost_access

    assert {(each.market, each.channel) for each in losses} == {("cn", "c"), ("jp", "c")}


def test_a_loss_for_a_while_says_until_when() -> None:
    (loss,) = _under(CloseChannel("c", until="2026-10-01"), channels=[_channel("c")]).lost_access

    assert str(loss.until) == "2026-10-01"
    text = str(_under(CloseChannel("c", until="2026-10-01"), channels=[_channel("c")]))
    assert "China loses GPT by Maker until 2026-10-01, which came through c" in text


def test_a_part_of_the_world_loses_where_nobody_knows_which() -> None:
    text = str(_under(CloseChannel("c"), channels=[_channel("c", into=None)]))

    assert "a part of World may lose GPT by Maker" in " ".join(text.split())


def _days(losses: Iterable[Loss]) -> list[tuple[str, str, str]]:
    return [(each.channel, str(each.since), str(each.until)) for each in losses]


def test_ways_that_follow_one_another_are_all_waited_for() -> None:
    """A second way that opens only after the first day is one too: what it carries is lost once it ends."""
    first, then = _channel("first", open="2026-01-01/2026-08-01"), _channel("then", open="2026-08-01/2026-09-01")
    outcome = _under(CloseChannel("it"), channels=[_channel("it"), first, then])

    assert _days(outcome.lost_access) == [("it", "2026-09-01", "None")]


def test_a_way_that_a_step_moves_or_narrows_still_ends() -> None:
    way = _channel("way", into="cn jp", open="2026-01-01/2026-09-01")
    later: tuple[Step, ...] = (
        MoveHosting("way", to=["sg"], effective="2026-08-01"),
        NarrowChannel("way", buyers=located_in("jp"), effective="2026-08-01"),
    )
    for step in later:
        outcome = _under(CloseChannel("it"), step, channels=[_channel("it"), way])
        assert ("it", "2026-09-01", "None") in _days(outcome.lost_access)


def test_what_another_way_carries_later_is_lost_until_then() -> None:
    gap = _channel("gap", open="2026-08-01/2026-09-01")
    outcome = _under(CloseChannel("it"), channels=[_channel("it"), gap])

    assert _days(outcome.lost_access) == [("it", "2026-07-01", "2026-08-01"), ("it", "2026-09-01", "None")]


def test_a_way_that_another_step_takes_is_lost_to_both() -> None:
    """Whoever bought through the one and could have gone to the other loses it, too."""
    outcome = _under(
        CloseChannel("it"),
        CloseChannel("way", effective="2026-08-01"),
        channels=[_channel("it", buyers="buyer"), _channel("way")],
    )
    told = {(each.channel, each.buyer, str(each.since)) for each in outcome.lost_access}

    assert told == {("it", None, "2026-08-01"), ("it", "buyer", "2026-08-01"), ("way", None, "2026-08-01")}


def test_days_that_several_steps_take_are_told_together() -> None:
    for_a_while = CloseChannel("it", effective="2026-08-01", until="2026-10-01")
    for steps in ((CloseChannel("it"), for_a_while), (for_a_while, CloseChannel("it"))):
        assert _days(_under(*steps, channels=[_channel("it")]).lost_access) == [("it", "2026-07-01", "None")]


def test_a_loss_that_begins_when_the_channel_may_be_over_anyway_is_unknown() -> None:
    it, way = (
        _channel("it", open=Validity(since="2026-01-01", ended="2027")),
        _channel("way", open="2026-01-01/2027-06-01"),
    )
    (loss,) = _under(CloseChannel("it"), channels=[it, way]).lost_access

    assert (str(loss.since), loss.verdict) == ("2027-06-01", UNKNOWN)
