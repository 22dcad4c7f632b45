"""Graphs: what is in them, and that each form says the same whatever things are called."""

import pickle
import re
import sys
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from aibroker import load_case
from aibroker.errors import AibrokerError, InvalidValueError
from aibroker.graphs import Edge, Graph, Node, graph_of, to_dot, to_graphml, to_mermaid, to_networkx
from aibroker.playbook import washington_restricts_resale

CASE = load_case("microsoft-openai-china")
BOTH = CASE | load_case("public-record")
HOSTILE = 'a "quoted" <b>, back\\slash | pipe ] } ; # & `tick`\nline – 中文'


def hostile() -> Graph:
    return Graph.of(
        HOSTILE,
        [
            Node(
                id=f"party:{HOSTILE}", label=HOSTILE, kind="party", claims=("page.it",), attributes={"home": "x\x00y"}
            ),
            Node(id="market:end", label="end", kind="market"),
        ],
        [Edge(origin=f"party:{HOSTILE}", target="market:end", label=HOSTILE, dashed=True, claims=("page.it",))],
    )


def edges(graph: Graph, label: str) -> set[tuple[str, str]]:
    return {(each.origin, each.target) for each in graph.edges if each.label == label}


def test_a_landscape_shows_who_develops_sells_buys_and_holds_rights() -> None:
    graph = graph_of(CASE)
    ids = {node.id for node in graph.nodes}

    assert ("party:openai", "model:gpt") in edges(graph, "develops")
    assert ("party:microsoft", "channel:azure-gpt-china") in edges(graph, "sells by")
    assert ("channel:azure-gpt-china", "market:cn") in edges(graph, "into")
    assert ("channel:azure-gpt-china", "party:bytedance") in edges(graph, "to")
    right = next(each for each in BOTH.rights if each.grantor is not None)
    assert (f"party:{right.grantor}", f"right:{right.id}") in edges(graph_of(BOTH), "grants")
    assert (f"party:{right.holder}", f"right:{right.id}") in edges(graph_of(BOTH), f"may {right.may} by")
    assert all(each.origin in ids and each.target in ids for each in graph.edges)
    claims = next(node.claims for node in graph.nodes if node.id == "channel:azure-gpt-china")
    assert claims == CASE.channels["azure-gpt-china"].claims


def test_a_territory_that_is_unknown_is_a_dashed_edge() -> None:
    graph = graph_of(load_case("claude-on-three-clouds") | CASE)
    unknown = [each for each in graph.edges if each.target == "market:unknown"]

    assert all(each.dashed for each in unknown)
    assert {each.origin.removeprefix("channel:") for each in unknown} == {
        each.id for each in (load_case("claude-on-three-clouds") | CASE).channels if each.into is None
    }


def test_what_closed_under_a_scenario_is_dashed_and_everything_else_stays() -> None:
    outcome = CASE.under(washington_restricts_resale(effective="2026-07-01"))
    graph = graph_of(outcome)
    gone = {each for each in graph.edges if each.dashed}

    assert {"channel:azure-gpt-china"} == {
        end for each in gone for end in (each.origin, each.target) if end.startswith("channel:")
    }
    assert ("channel:azure-gpt-china", "market:cn") in edges(graph, "into")
    assert {(each.origin, each.target) for each in graph.edges} == {
        (each.origin, each.target) for each in graph_of(CASE).edges
    }
    assert graph.title == "Washington restricts resale"
    assert graph_of(CASE.under()).title == "no scenario"


def test_routes_are_chains_and_unknown_steps_are_dashed() -> None:
    answer = CASE.routes("OpenAI", "China")
    graph = graph_of(answer)

    assert ("party:openai", "party:microsoft") in edges(graph, "gpt-in-china")
    assert ("party:microsoft", "market:cn") in edges(graph, "azure-gpt-china")
    dashed = {each.label for each in graph.edges if each.dashed}
    known = {edge.via.id for route in answer for edge in route.edges}
    assert dashed.isdisjoint(known)
    unknown = [each for each in graph.edges if each.dashed]
    assert bool(unknown) is (len(answer.unknown) > 0)


def test_an_explanation_leads_from_each_bound_down_to_the_claims() -> None:
    fiscal = BOTH.assuming("year-2024-is-fiscal")
    figure = fiscal.figure("revenue", of="Microsoft", market="China", period="FY2024")
    graph = graph_of(figure)
    assert figure.claims
    assert figure.assumptions
    claims = {node.id.removeprefix("claim:") for node in graph.nodes if node.kind == "claim"}

    assert claims == {each.claim.id for each in figure.claims}
    assert len([node for node in graph.nodes if node.kind == "bound"]) == len(
        {id(step) for side in figure.derivations for step in side}
    )
    assert graph_of(figure.explain()) == graph
    assumed = [node.id for node in graph.nodes if node.kind == "assumption"]
    assert assumed == [f"assumption:{each.id}" for each in figure.assumptions]


@pytest.mark.parametrize("thing", [3, "case", None, CASE.channels_into("China"), CASE.brokers("West", "China")])
def test_there_is_no_graph_of_anything_else(thing: Any) -> None:
    with pytest.raises(InvalidValueError, match="there is no graph of this"):
        graph_of(thing)


# Forms.


def test_networkx_has_the_nodes_and_the_edges_with_all_that_is_known() -> None:
    graph = graph_of(CASE)
    made = to_networkx(CASE)

    assert set(made.nodes) == {node.id for node in graph.nodes}
    assert sorted((origin, target, data["label"]) for origin, target, data in made.edges(data=True)) == [
        (each.origin, each.target, each.label) for each in graph.edges
    ]
    node = made.nodes["channel:azure-gpt-china"]
    assert (node["kind"], node["status"], "article.sold" in node["claims"]) == ("channel", "sold", True)


@pytest.mark.parametrize("graph", [graph_of(CASE), hostile()], ids=["a case", "hostile names"])
def test_graphml_is_read_back_as_it_was(graph: Graph) -> None:
    read = networkx.parse_graphml(to_graphml(graph), force_multigraph=True)

    assert {key: data["label"] for key, data in read.nodes(data=True)} == {each.id: each.label for each in graph.nodes}
    assert sorted(
        (origin, target, data["label"], data["dashed"]) for origin, target, data in read.edges(data=True)
    ) == [(each.origin, each.target, each.label, "yes" if each.dashed else "no") for each in graph.edges]


def test_what_no_xml_file_may_hold_is_left_out() -> None:
    root = ElementTree.fromstring(to_graphml(hostile()))
    assert "xy" in [each.text for each in root.iter() if each.tag.endswith("data")]


def unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def test_dot_quotes_every_name() -> None:
    text = to_dot(hostile())
    quoted = r'"((?:[^"\\]|\\.)*)"'
    one_line = " ".join(HOSTILE.split())
    (edge,) = re.findall(rf"^  {quoted} -> {quoted} \[label={quoted}, style=dashed\];$", text, re.MULTILINE)
    nodes = re.findall(rf"^  {quoted} \[label={quoted}, shape=(\w+), tooltip={quoted}\];$", text, re.MULTILINE)

    assert unquoted(re.findall(rf"^digraph {quoted} {{$", text, re.MULTILINE)[0]) == one_line
    assert [unquoted(part) for part in edge] == [f"party:{one_line}", "market:end", one_line]
    assert [[unquoted(part) for part in node] for node in nodes] == [
        ["market:end", "end", "house", ""],
        [f"party:{one_line}", one_line, "box", "page.it"],
    ]
    assert len(text.splitlines()) == 6


def test_mermaid_writes_what_it_would_read_by_its_code() -> None:
    lines = to_mermaid(hostile()).splitlines()
    texts = [
        re.sub(r"#(\d+);", lambda code: chr(int(code[1])), each) for each in re.findall(r'"([^"]*)"', "\n".join(lines))
    ]

    assert lines[0] == "flowchart LR"
    assert texts == ["end", " ".join(HOSTILE.split()), " ".join(HOSTILE.split())]
    assert re.fullmatch(r'  n2 -\.->\|"[^"<>&`\\]*"\| n1', lines[3])
    assert len(lines) == 4


def test_a_form_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(AibrokerError, match=r"pip install 'aibroker\[networkx\]'"):
        to_networkx(CASE)


def test_a_graph_says_what_it_is_and_holds_each_node_once() -> None:
    graph = Graph.of(
        "twice", [Node(id="a", label="first", kind="party"), Node(id="a", label="second", kind="party")], []
    )

    assert repr(graph) == "<Graph of 'twice': 1 nodes, 0 edges>"
    assert [each.label for each in graph.nodes] == ["first"]


def test_an_edge_joins_nodes_that_are_there() -> None:
    with pytest.raises(InvalidValueError, match=r"an end that is no node: 'party:a' \(did you mean 'party:b'"):
        Graph.of(
            "x", [Node(id="party:b", label="b", kind="party")], [Edge(origin="party:b", target="party:a", label="")]
        )


def test_what_is_known_besides_hides_nothing_and_does_not_change() -> None:
    node = Node(id="a", label="real", kind="party", attributes={"label": "other", "kind": "none", "more\x07": "x"})
    graph = Graph.of("one", [node], [])
    with pytest.raises(TypeError):
        node.attributes["more"] = "y"  # type: ignore[index]  # what a user may try

    assert to_networkx(graph).nodes["a"] == {"label": "real", "kind": "party", "more\x07": "x"}
    assert networkx.parse_graphml(to_graphml(graph)).nodes["a"] == {"label": "real", "kind": "party", "more": "x"}
    assert pickle.loads(pickle.dumps(graph)) == graph
    assert hash(node) == hash(pickle.loads(pickle.dumps(node)))
