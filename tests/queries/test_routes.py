"""Routes: chains of rights, purchases and channels from a developer to a market."""

import pickle
from collections.abc import Iterable
from datetime import date

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.queries.routes import Route
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import ChannelStatus, Clientele, Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.rights import Right
from aibroker.values.verdicts import Verdict

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Claim(id="page.second", source="page", locator="s2", kind="fact", text="Something else."),
    Vendor(id="maker", name="The Maker"),
    Vendor(id="cloud", name="The Cloud"),
    Vendor(id="reseller", name="The Reseller"),
    Vendor(id="third", name="A Third"),
    Customer(id="buyer", name="The Buyer"),
    Authority(id="office", name="The Office"),
    Model(id="family", name="Family", developer="maker", is_family=True),
    Model(id="member", name="Member", developer="maker", family="family"),
    Model(id="sibling", name="Sibling", developer="maker", family="family"),
    Model(id="foreign", name="Foreign", developer="third"),
)


def _sells(
    name: str,
    seller: str,
    into: str | None = "cn",
    *,
    models: str = "member",
    buyers: str = "",
    rests_on: str = "",
    status: ChannelStatus = "sold",
    when: str = "2026-01-01/..",
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=models.split(),
        into=None if into is None else [into],
        buyers=Clientele(at_least=buyers.split()),
        rests_on=rests_on.split(),
        status=status,
        open=when,
        claims=["page.first"],
    )


def _right(
    name: str,
    grantor: str | None,
    holder: str,
    *,
    models: str = "member",
    territory: str | None = "world",
    when: str = "2026-01-01/..",
) -> Right:
    return Right(
        id=name,
        grantor=grantor,
        holder=holder,
        may="resell",
        models=models.split(),
        territory=None if territory is None else [territory],
        holds=when,
        claims=["page.second", "page.first"],
    )


def _case(*records: Record) -> Landscape:
    return Landscape.of(*BASIS, *records, as_of="2026-06-01")


def _ways(routes: Iterable[Route]) -> list[str]:
    """Each route as its parties with the records between them."""
    return [" ".join(f"{edge.origin} ({edge.via.id})" for edge in route.edges) for route in routes]


def _unknown(answer: Answer[Route]) -> list[tuple[str, tuple[str, ...]]]:
    return [(_ways([candidate.item])[0], candidate.because) for candidate in answer.unknown]


def test_a_developer_that_sells_itself_is_a_route_of_one_edge() -> None:
    (route,) = _case(_sells("own", "maker")).routes("The Maker", "China")
    assert (route.parties, [str(edge) for edge in route.edges]) == (("maker",), ["maker → cn"])
    assert not route.edges[0].presumed


def test_a_right_leads_from_its_grantor_to_its_holder() -> None:
    (route,) = _case(_right("right", "maker", "cloud"), _sells("resale", "cloud")).routes("maker", "cn")
    assert _ways([route]) == ["maker (right) cloud (resale)"]
    assert str(route) == "maker → cloud → cn"
    assert route.verdict is Verdict.YES
    assert route.weakest == route.edges[0]
    assert route.claims == ("page.second", "page.first")
    assert route.because == ()


def test_a_known_buyer_that_sells_the_models_is_a_step() -> None:
    case = _case(
        _right("right", "maker", "cloud"),
        _sells("wholesale", "cloud", "us", buyers="reseller buyer third"),
        _sells("retail", "reseller"),
    )
    assert _ways(case.routes("maker", "cn")) == ["maker (right) cloud (wholesale) reseller (retail)"]


def test_any_number_of_hops_is_followed_and_nobody_stands_in_a_route_twice() -> None:
    case = _case(
        _right("first", "maker", "cloud"),
        _right("second", "cloud", "reseller"),
        _right("third", "reseller", "third"),
        _right("back", "third", "cloud"),
        _sells("last", "third"),
    )
    (route,) = case.routes("maker", "cn")
    assert route.parties == ("maker", "cloud", "reseller", "third")


def test_where_nothing_links_a_seller_to_the_developer_its_own_channel_is_the_link() -> None:
    (route,) = _case(_sells("resale", "cloud")).routes("maker", "cn")
    assert _ways([route]) == ["maker (resale) cloud (resale)"]
    assert [edge.presumed for edge in route.edges] == [True, False]
    assert route.verdict is Verdict.YES


def test_where_nothing_links_a_grantor_to_the_developer_its_own_right_is_the_link() -> None:
    (route,) = _case(_right("sub", "third", "cloud"), _sells("resale", "cloud")).routes("maker", "cn")
    assert _ways([route]) == ["maker (sub) third (sub) cloud (resale)"]
    assert [edge.presumed for edge in route.edges] == [True, False, False]


def test_of_two_who_supply_each_other_either_may_have_the_models_from_the_developer() -> None:
    case = _case(_sells("one", "cloud", buyers="reseller"), _sells("two", "reseller", "us", buyers="cloud"))
    assert _ways(case.routes("maker", "cn")) == [
        "maker (one) cloud (one)",
        "maker (two) reseller (two) cloud (one)",
    ]


def test_an_unknown_grantor_is_taken_to_be_the_developer_for_sure_only_where_a_channel_rests_on_the_right() -> None:
    used, idle = _right("used", None, "cloud"), _right("idle", None, "cloud")
    answer = _case(used, idle, _sells("resale", "cloud", rests_on="used")).routes("maker", "cn")
    assert _ways(answer) == ["maker (used) cloud (resale)"]
    assert _unknown(answer) == [("maker (idle) cloud (resale)", ("idle: its grantor is unknown",))]


@pytest.mark.parametrize(
    "channel",
    [
        _sells("resale", "cloud", rests_on="right", when="unknown"),
        _sells("resale", "cloud", rests_on="right", models="sibling"),
        _sells("resale", "third", rests_on="right"),
    ],
    ids=["perhaps closed", "another model", "another seller"],
)
def test_a_channel_that_shows_no_use_of_the_right_does_not_settle_its_grantor(channel: SalesChannel) -> None:
    answer = _case(_right("right", None, "cloud"), channel, _sells("own", "cloud")).routes("maker", "cn")
    assert ("maker (right) cloud (own)", ("right: its grantor is unknown",)) in _unknown(answer)


def test_the_licence_of_an_authority_is_no_step() -> None:
    case = _case(_right("licence", "office", "cloud"), _sells("resale", "cloud"))
    assert _ways(case.routes("maker", "cn")) == ["maker (resale) cloud (resale)"]


def test_a_right_to_oneself_and_a_sale_to_the_developer_are_no_steps() -> None:
    case = _case(_right("self", "cloud", "cloud"), _sells("resale", "cloud", buyers="maker"))
    assert _ways(case.routes("maker", "cn")) == ["maker (resale) cloud (resale)"]


def test_the_same_model_must_go_all_the_way() -> None:
    right = _right("right", "maker", "cloud", models="sibling")
    (route,) = _case(right, _sells("resale", "cloud")).routes("maker", "cn")
    assert route.edges[0].presumed


def test_a_right_over_a_family_covers_a_member_and_a_channel_with_a_family_may_carry_one() -> None:
    case = _case(_right("right", "maker", "cloud", models="family"), _sells("resale", "cloud", models="family"))
    assert _ways(case.routes("maker", "cn")) == ["maker (right) cloud (resale)"]
    answer = case.routes("maker", "cn", model="Member")
    assert not answer.known
    assert _unknown(answer) == [
        ("maker (right) cloud (resale)", ("resale: whether it carries member is unknown",)),
    ]


def test_routes_of_one_model_take_the_members_of_its_family() -> None:
    case = _case(_sells("one", "cloud"), _sells("two", "reseller", models="sibling"), _sells("three", "third"))
    assert _ways(case.routes("maker", "cn", model="sibling")) == ["maker (two) reseller (two)"]
    assert len(case.routes("maker", "cn", model="family")) == 3


def test_a_channel_with_models_of_others_alone_leads_nowhere() -> None:
    assert case_verdict(_sells("other", "cloud", models="foreign")) is Verdict.NO


def test_a_channel_under_test_leads_nowhere_and_a_hosted_one_does() -> None:
    assert case_verdict(_sells("trial", "cloud", status="testing")) is Verdict.NO
    assert case_verdict(_sells("host", "cloud", status="hosted")) is Verdict.YES


def case_verdict(*records: Record) -> Verdict:
    return _case(*records).routes("maker", "cn").verdict


@pytest.mark.parametrize(
    ("records", "because"),
    [
        ([_sells("resale", "cloud", None)], "resale: its territory is unknown"),
        (
            [_sells("resale", "cloud", when="unknown")],
            "resale: whether it is open on 2026-06-01 is unknown (dates unknown)",
        ),
    ],
    ids=["territory", "dates"],
)
def test_a_route_with_an_unknown_step_is_unknown(records: list[Record], because: str) -> None:
    answer = _case(*records).routes("maker", "cn")
    (candidate,) = answer.unknown
    assert not answer.known
    assert candidate.because == (because,)
    assert candidate.item.verdict is Verdict.UNKNOWN


def test_a_route_is_as_strong_as_its_weakest_edge() -> None:
    case = _case(_right("right", "maker", "cloud", when="unknown"), _sells("resale", "cloud"))
    answer = case.routes("maker", "cn")
    (candidate,) = answer.unknown
    assert candidate.item.weakest.via.id == "right"
    assert candidate.because == ("right: whether it holds on 2026-06-01 is unknown (dates unknown)",)
    assert _ways(answer) == ["maker (resale) cloud (resale)"]


@pytest.mark.parametrize(
    "right",
    [_right("right", "maker", "cloud", territory="Japan"), _right("right", "maker", "cloud", when="2025")],
    ids=["elsewhere", "over"],
)
def test_a_right_that_does_not_hold_there_and_then_is_no_step(right: Right) -> None:
    assert _ways(_case(right, _sells("resale", "cloud")).routes("maker", "cn")) == ["maker (resale) cloud (resale)"]


def test_routes_are_asked_for_a_day() -> None:
    case = _case(_sells("later", "cloud", when="2027-01-01/.."))
    assert not case.routes("maker", "cn")
    assert case.routes("maker", "cn", on="2027-06-01").on == date(2027, 6, 1)
    assert case.routes("maker", "cn", on="2027-06-01")


def test_the_shortest_come_first_then_by_ids_and_a_limit_says_that_there_are_more() -> None:
    case = _case(
        _sells("own", "maker", buyers="third"),
        _sells("b", "cloud"),
        _sells("a", "cloud"),
        _sells("z", "third", buyers="cloud"),
    )
    everything = [
        "maker (own)",
        "maker (own) third (z)",
        "maker (own) third (z) cloud (a)",
        "maker (own) third (z) cloud (b)",
    ]
    assert _ways(case.routes("maker", "cn")) == everything
    assert _ways(case.routes("maker", "cn", limit=4)) == everything
    assert case.routes("maker", "cn", limit=4).question == "routes from The Maker to China"
    some = case.routes("maker", "cn", limit=2)
    assert _ways(some) == everything[:2]
    assert str(some).startswith(
        "Routes from The Maker to China, the first 2 of each kind, of more, on 2026-06-01: 2 known"
    )


def test_the_question_says_what_was_asked() -> None:
    assert _case().routes("maker", "PRC", model="Member").question == "routes from The Maker to China, with Member"


def test_a_model_of_another_developer_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match=r"this is no model of maker: 'foreign'"):
        _case().routes("maker", "cn", model="Foreign")


def test_a_limit_is_positive() -> None:
    with pytest.raises(InvalidValueError, match="a limit of routes is a positive whole number: 0"):
        _case().routes("maker", "cn", limit=0)


def test_a_misspelt_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown vendor 'The Mkaer' \(did you mean 'The Maker'"):
        _case().routes("The Mkaer", "cn")


def test_routes_read_as_chains_and_explain_each_step() -> None:
    case = _case(_right("right", "maker", "cloud"), _sells("resale", "cloud"), _sells("perhaps", "third", None))
    answer = case.routes("maker", "cn")
    assert str(answer) == (
        "Routes from The Maker to China, on 2026-06-01: 1 known; 1 unknown, not counted\n"
        "  - The Maker → The Cloud → China: right right, then channel resale\n"
        "Unknown:\n"
        "  - The Maker → A Third → China: no known right or purchase, then channel perhaps\n"
        "    ? perhaps: its territory is unknown"
    )
    assert answer.explain().splitlines()[1:8] == [
        "  - The Maker → The Cloud → China: right right, then channel resale",
        "    > The Maker → The Cloud, by right: The Cloud may, perhaps alone, resell Member in World; granted",
        "      by The Maker; holds: since 2026-01-01, not ended",
        "      * page.second (fact): Something else. [page, s2]",
        "      * page.first (fact): Something. [page, s1]",
        "    > The Cloud → China, by resale: The Cloud sells Member into China; open: since 2026-01-01, not",
        "      ended",
    ]
    assert "    > The Maker → A Third, as perhaps shows, by no known right or purchase" in answer.explain()


def test_a_route_can_be_pickled() -> None:
    (route,) = _case(_sells("own", "maker")).routes("maker", "cn")
    assert pickle.loads(pickle.dumps(route)) == route
