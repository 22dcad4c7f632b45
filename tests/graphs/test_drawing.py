"""What is drawn of each kind of record, of what scenarios do, and of why a figure is what it is."""

from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import load_case, testing
from aibroker.graphs import Edge, Graph, Node, graph_of, to_dot, to_graphml, to_mermaid, to_networkx
from aibroker.landscape import Landscape
from aibroker.playbook import (
    customer_leaves,
    hosting_country_closes,
    vendor_enters_market,
    washington_restricts_resale,
)
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
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Clientele, Hosting, Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Selection, Stage
from aibroker.scenarios.steps import Restrict, Scenario

EVERYTHING = (
    load_case("microsoft-openai-china") | load_case("public-record") | load_case("claude-on-three-clouds")
).assuming("year-2024-is-fiscal")
DAY = "2026-07-01"
WASHINGTON = washington_restricts_resale(effective=DAY)
PLAIN: dict[str, Any] = {"claims": ["page.it"]}
SALES = Measurand(measure="sales", of="cloud", period="2025")


def case(*records: Record) -> Landscape:
    return Landscape.of(
        Source(id="page", title="A page", kind="reporting", published="2026-01"),
        Claim(id="page.it", source="page", locator="s1", kind="number", text="So it is."),
        Source(id="other", title="Another", kind="filing", published="2026-01"),
        Claim(id="other.it", source="other", locator="s2", kind="number", text="It is not.", said_by="a clerk"),
        Vendor(id="maker", name="Maker", home="us"),
        Vendor(id="cloud", name="Cloud", home="us", owners=[Owner(party="maker", share="~30 %", claims=["page.it"])]),
        Customer(id="buyer", name="Buyer", home="cn", owners=[Owner(home="sg", share="> 50 %")]),
        Authority(id="office", name="Office", jurisdiction=["us"]),
        Model(id="gpt", name="GPT", developer="maker"),
        *records,
        as_of="2026-02-03",
    )


def way(name: str = "way", into: tuple[str, ...] = ("cn", "de"), **more: Any) -> SalesChannel:
    return SalesChannel(
        id=name, seller="cloud", models=["gpt"], into=into, open="2025-01-01/..", claims=["page.it"], **more
    )


def edges(graph: Graph, origin: str) -> set[tuple[str, str, str]]:
    return {(each.kind, each.label, each.target) for each in graph.edges if each.origin == origin}


def state_of(graph: Graph) -> dict[tuple[str, str], str]:
    return {(each.kind, each.target): each.state for each in graph.edges if each.origin == "channel:way"}


def nodes(graph: Graph) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes}


# Landscapes.


def test_refusals_rules_payments_and_owners_of_the_bundled_cases_are_drawn() -> None:
    graph = graph_of(EVERYTHING)
    kinds = {kind: {node.id for node in graph.nodes if node.kind == kind} for kind in ("refusal", "rule", "payment")}

    assert kinds["refusal"] == {f"refusal:{each.id}" for each in EVERYTHING.refusals}
    assert kinds["rule"] == {f"rule:{each.id}" for each in EVERYTHING.rules}
    assert kinds["payment"] == {f"payment:{each.id}" for each in EVERYTHING.payments}
    assert ("owns", "owns ~27 %", "party:openai") in edges(graph, "party:microsoft")
    assert ("owns", "owns a share that is unknown", "party:tiktok") in edges(graph, "party:bytedance")
    net = to_networkx(graph)
    assert net.nodes["refusal:anthropic-direct"]["kind"] == "refusal"
    assert {data["kind"] for _, _, data in net.edges(data=True)} >= {"owns", "declines", "makes", "pays", "grants"}


def test_a_refusal_says_who_declines_whom() -> None:
    refuses = any_of(located_in("cn", "ru"), all_of(owned_from("cn", more_than="50 %"), not_(named("buyer"))))
    refusal = Refusal(
        id="no",
        who="maker",
        refuses=refuses,
        models=["gpt"],
        through="anyone",
        reasons=["misuse"],
        holds="2025-01-01/..",
        **PLAIN,
    )
    graph = graph_of(case(refusal))

    assert ("declines", "declines by", "refusal:no") in edges(graph, "party:maker")
    assert edges(graph, "refusal:no") == {
        ("concerns", "concerns", "model:gpt"),
        ("concerns", "concerns buyers located in", "market:cn"),
        ("concerns", "concerns buyers located in", "market:ru"),
        ("concerns", "concerns buyers owned by more than 50 % from", "market:cn"),
        ("concerns", "concerns all but this buyer", "party:buyer"),
    }
    node = nodes(graph)["refusal:no"]
    assert (node.attributes["through"], node.attributes["reasons"]) == ("anyone", "misuse")
    assert nodes(graph)["market:ru"].label == EVERYTHING.markets["ru"].name
    assert node.claims == ("page.it",)


def test_a_rule_says_whose_it_is_at_what_stage_and_what_it_restricts() -> None:
    restricts = Selection(
        sellers=["cloud"],
        sellers_home=["us"],
        models=["gpt"],
        developers=["maker"],
        developed_in=["us"],
        developed_outside=["cn"],
        hosted_in=["sg"],
        buyers=all_of(headquartered_in("hk"), of_kind("bank"), vetted("known")),
    )
    stages = [Stage(name="announced", on="2025-01"), Stage(name="proposed", on=None)]
    made = Rule(
        id="act", title="An Act", authority="office", stages=stages, restricts=restricts, effect="Bars.", **PLAIN
    )
    bare = Rule(id="bare", title="Bare", authority="office", **PLAIN)
    graph = graph_of(case(made, bare))

    assert ("makes", "makes", "rule:act") in edges(graph, "party:office")
    assert edges(graph, "rule:act") == {
        ("restricts", "restricts sales by", "party:cloud"),
        ("restricts", "restricts sellers at home in", "market:us"),
        ("restricts", "restricts sales of", "model:gpt"),
        ("restricts", "restricts models of", "party:maker"),
        ("restricts", "restricts models developed in", "market:us"),
        ("restricts", "restricts models developed outside", "market:cn"),
        ("restricts", "restricts models that run in", "market:sg"),
        ("restricts", "restricts sales to buyers with headquarters in", "market:hk"),
    }
    node = nodes(graph)["rule:act"]
    assert (node.label, node.attributes["stage"], node.attributes["since"]) == ("An Act", "proposed", "unknown")
    assert edges(graph, "rule:bare") == set()
    assert dict(nodes(graph)["rule:bare"].attributes) == {}


def test_a_payment_leads_from_who_pays_to_who_is_paid() -> None:
    payment = Payment(
        id="fee", payer="cloud", payee="maker", share="20 %", of=SALES, cap="1 bn USD", holds="2025-01-01/..", **PLAIN
    )
    graph = graph_of(case(payment))

    assert ("pays", "pays 20 % by", "payment:fee") in edges(graph, "party:cloud")
    assert edges(graph, "payment:fee") == {("pays", "to", "party:maker")}
    details = nodes(graph)["payment:fee"].attributes
    assert (details["measure"], details["of"], details["cap"]) == ("sales", "cloud", "1 bn USD")
    assert "market" not in details


def test_an_owner_is_a_party_or_somebody_from_a_place() -> None:
    graph = graph_of(case())

    assert ("owns", "owns ~30 %", "party:cloud") in edges(graph, "party:maker")
    assert edges(graph, "market:sg") == {("owns", "somebody from here owns > 50 %", "party:buyer")}
    assert [each.claims for each in graph.edges if each.target == "party:cloud"] == [("page.it",)]


def test_a_channel_shows_what_it_leaves_out_where_it_runs_and_to_whom_alone_it_sells() -> None:
    channel = way(
        into=("world",),
        excluding=["cn"],
        hosted_in=Hosting(at_least=["jp"]),
        buyers=Clientele(at_least=["buyer"]),
        only_to=not_(headquartered_in("ru")),
    )
    right = Right(id="deal", holder="cloud", may="resell", models=["gpt"], territory=["cn"], holds="../..", **PLAIN)
    graph = graph_of(case(channel, right))

    assert edges(graph, "channel:way") == {
        ("carries", "carries", "model:gpt"),
        ("into", "into", "market:world"),
        ("not into", "not into", "market:cn"),
        ("hosted in", "hosted in", "market:jp"),
        ("sold to", "to", "party:buyer"),
        ("only to", "only to all but buyers with headquarters in", "market:ru"),
    }


@given(testing.landscapes())
def test_whatever_a_landscape_holds_has_a_graph_in_every_form(drawn: Landscape) -> None:
    graph = graph_of(drawn)
    expected = {f"party:{each.id}" for each in drawn.parties} | {f"refusal:{each.id}" for each in drawn.refusals}
    expected |= {f"rule:{each.id}" for each in drawn.rules} | {f"payment:{each.id}" for each in drawn.payments}

    assert expected <= {node.id for node in graph.nodes}
    assert to_networkx(graph).number_of_edges() == len(graph.edges)
    assert networkx.parse_graphml(to_graphml(graph), force_multigraph=True).number_of_nodes() == len(graph.nodes)
    assert to_dot(graph).count("\n") == len(graph.nodes) + len(graph.edges) + 3
    assert to_mermaid(graph).startswith("flowchart LR\n")


@given(st.one_of(st.just(EVERYTHING), testing.landscapes()))
def test_a_market_is_drawn_only_where_something_leads_to_it(drawn: Landscape) -> None:
    graph = graph_of(drawn)
    joined = {end for edge in graph.edges for end in (edge.origin, edge.target)}

    assert {node.id for node in graph.nodes if node.kind == "market"} <= joined


# Outcomes.


def test_a_channel_that_closes_is_closed_with_all_that_it_led_to() -> None:
    graph = graph_of(case(way(into=("cn",))).under(WASHINGTON))

    assert nodes(graph)["channel:way"].state == "closed"
    assert state_of(graph) == {("carries", "model:gpt"): "closed", ("into", "market:cn"): "closed"}
    details = nodes(graph)["channel:way"].attributes
    assert details["effective"] == DAY
    assert details["because"] == f"Washington restricts resale bites way from {DAY}"
    assert "until" not in details


def test_a_channel_that_is_narrowed_keeps_what_goes_on_and_loses_the_rest() -> None:
    outcome = case(way()).under(washington_restricts_resale(effective=DAY, until="2027-01-01"))
    graph = graph_of(outcome)
    (change,) = outcome.narrowed

    assert nodes(graph)["channel:way"].state == "narrowed"
    assert nodes(graph)["channel:way"].attributes["until"] == "2027-01-01"
    assert state_of(graph) == {
        ("carries", "model:gpt"): "narrowed",
        ("into", "market:cn"): "closed",
        ("into", "market:de"): "narrowed",
    }
    own = next(each for each in graph.edges if each.target == "channel:way" and each.kind == "sells")
    assert own.state == "narrowed"
    (after,) = change.continued_by
    assert ("continues", "continues", "channel:way") in edges(graph, f"channel:{after.id}")
    assert nodes(graph)[f"channel:{after.id}"].state == "known"


def test_a_channel_of_which_it_is_unknown_says_why() -> None:
    unknown = graph_of(EVERYTHING.under(WASHINGTON))
    node = nodes(unknown)["channel:bedrock-openai"]
    assert (node.state, node.attributes["because"]) == ("unknown", "its territory is unknown")
    touched = [each for each in unknown.edges if "channel:bedrock-openai" in (each.origin, each.target)]
    assert {each.state for each in touched if each.kind != "continues"} == {"unknown"}


def test_a_channel_without_a_buyer_that_left_has_moved() -> None:
    base = case(way(buyers=Clientele(at_least=["buyer"])))
    graph = graph_of(base.under(customer_leaves(customer="Buyer", effective=DAY)))

    assert nodes(graph)["channel:way"].state == "moved"
    assert state_of(graph)["sold to", "party:buyer"] == "closed"
    assert state_of(graph)["into", "market:cn"] == "moved"


def test_a_channel_that_opens_is_marked_with_its_edges() -> None:
    base = case()
    outcome = base.under(vendor_enters_market(vendor="Maker", models="GPT", market="China", effective=DAY))
    graph = graph_of(outcome)
    (opening,) = outcome.opened

    assert nodes(graph)[f"channel:{opening.item.id}"].state == "opened"
    states = {each.state for each in graph.edges if f"channel:{opening.item.id}" in (each.origin, each.target)}
    assert states == {"opened"}


def test_a_channel_that_never_opens_is_drawn_with_the_places_that_it_would_have_led_to() -> None:
    later = SalesChannel(
        id="way", seller="cloud", models=["gpt"], into=["cn"], open="2027-01-01/..", claims=["page.it"]
    )
    outcome = case(later).under(WASHINGTON)
    graph = graph_of(outcome)

    assert "way" not in [each.id for each in outcome.after.channels]
    assert nodes(graph)["channel:way"].state == "closed"
    assert state_of(graph) == {("carries", "model:gpt"): "closed", ("into", "market:cn"): "closed"}


@given(testing.landscapes(), st.sampled_from(["cn", "us", "world", "g7"]))
def test_whatever_a_scenario_does_has_a_graph_that_marks_it(drawn: Landscape, market: str) -> None:
    step = Restrict(selects=Selection(buyers=located_in(market)))
    closes = hosting_country_closes(country="China", effective="2024-06-01")
    outcome = drawn.under(Scenario(name="bar", steps=[step], effective="2024-01-01"), closes)
    made = nodes(graph_of(outcome))

    for change in outcome.closed:
        assert made[f"channel:{change.before.id}"].state == "closed"
    for change in outcome.narrowed:
        assert made[f"channel:{change.before.id}"].state in ("narrowed", "closed")
    for candidate in outcome.unknown:
        assert made[f"channel:{candidate.item.id}"].state != "known"
    assert len(ElementTree.fromstring(to_graphml(outcome)).findall(".//{*}node")) == len(made)


# Explanations.


def contested() -> Landscape:
    return case(
        Metric(id="less", measurand=SALES, value="~3 bn USD", claims=["page.it"]),
        Metric(id="more", measurand=SALES, value="> 9 bn USD", claims=["other.it"]),
    )


def test_a_contested_figure_shows_what_stands_against_what_and_its_caveats() -> None:
    figure = contested().figure(SALES)
    graph = graph_of(figure)
    made = nodes(graph)

    assert made["figure"].attributes["contested"] == "yes"
    assert made["conflict:1"].label == figure.conflicts[0].statement
    assert made["conflict:1"].attributes["between"] == "metric more; metric less"
    assert edges(graph, "conflict:1") == {
        ("between", "between", "claim:page.it"),
        ("between", "between", "claim:other.it"),
    }
    assert ("contested by", "contested by", "conflict:1") in edges(graph, "figure")
    caveats = [node.label for node in graph.nodes if node.kind == "caveat"]
    assert caveats == list(figure.caveats)
    assert caveats
    sides = [node.label for node in graph.nodes if node.kind == "side"]
    assert sides == [f"without {', '.join(each.without)}: {each.estimate.shown()}" for each in figure.sides]
    assert sides
    assert {kind for kind, _, _ in edges(graph, "figure")} == {"limits", "contested by", "remarks"}
    assert made["claim:other.it"].attributes["said_by"] == "a clerk"


def test_gaps_and_policies_are_remarks_on_the_figure() -> None:
    figure = EVERYTHING.preferring("filing", over="reporting").figure(
        "sales", of="Microsoft", buyer="ByteDance", product="AI and cloud", period="FY2027"
    )
    graph = graph_of(figure)

    assert [node.label for node in graph.nodes if node.kind == "gap"] == [each.said for each in figure.gaps]
    assert [node.label for node in graph.nodes if node.kind == "policy"] == list(figure.policies)
    assert figure.gaps
    assert figure.policies
    assert {label for kind, label, _ in edges(graph, "figure") if kind == "remarks"} == {"lacks", "read by"}


def test_a_definition_is_a_ground_like_a_claim() -> None:
    whole = Metric(id="whole", measurand=SALES, value="~3 bn USD", claims=["page.it"])
    figure = case(whole).figure("sales", of="cloud", market="China", period="2025")
    graph = graph_of(figure)
    said = {
        step.ground.said for side in figure.derivations for step in side if step.ground and not step.ground.evidence
    }

    assert {node.label for node in graph.nodes if node.kind == "definition"} == said
    assert any("is a part of" in each for each in said)
    resting = [each for each in graph.edges if each.target == "definition:1"]
    assert {(each.kind, each.label) for each in resting} == {("rests on", "rests on")}


def test_exposure_without_any_is_explained_by_a_definition() -> None:
    figure = case(way(into=("de",))).under(WASHINGTON).at_risk("Cloud", period="2027")
    graph = graph_of(figure)

    assert [node.kind for node in graph.nodes if node.id.startswith("definition")] == ["definition"]


def test_an_edge_is_a_link_unless_it_says_more() -> None:
    assert Edge(origin="a", target="b", label="").kind == "link"


@pytest.mark.parametrize("form", [to_dot, to_mermaid, to_graphml])
def test_explanations_are_written_with_all_that_belongs_to_them(form: Any) -> None:
    text = form(contested().figure(SALES))

    assert "contested by" in text
    assert "to know" in text
