"""Graphs: what is in them, and that each form says the same whatever things are called."""

import pickle
import re
import sys
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import networkx
import pytest

from aibroker import load_case
from aibroker.catalogues import litellm
from aibroker.errors import AibrokerError, InvalidValueError
from aibroker.graphs import (
    Edge,
    EdgeKind,
    Graph,
    GraphState,
    Node,
    NodeKind,
    graph_of,
    to_dot,
    to_graphml,
    to_mermaid,
    to_networkx,
)
from aibroker.playbook import washington_restricts_resale

CASE = load_case("microsoft-openai-china")
BOTH = CASE | load_case("public-record")
STATES: tuple[GraphState, ...] = get_args(GraphState)
DOT_STYLES = {
    "known": "",
    "unknown": ", style=dotted",
    "closed": ", style=dashed",
    "narrowed": ", style=bold",
    "moved": ", style=bold, color=gray",
    "opened": ", style=bold, color=darkgreen",
}
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
        [Edge(origin=f"party:{HOSTILE}", target="market:end", label=HOSTILE, state="closed", claims=("page.it",))],
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


def test_a_territory_that_is_unknown_is_an_edge_that_says_so() -> None:
    graph = graph_of(load_case("claude-on-three-clouds") | CASE)
    unknown = [each for each in graph.edges if each.target == "market:unknown"]

    assert {each.state for each in unknown} == {"unknown"}
    assert {each.origin.removeprefix("channel:") for each in unknown} == {
        each.id for each in (load_case("claude-on-three-clouds") | CASE).channels if each.into is None
    }


def test_what_closed_under_a_scenario_is_marked_and_everything_else_stays() -> None:
    outcome = CASE.under(washington_restricts_resale(effective="2026-07-01"))
    graph = graph_of(outcome)
    gone = {each for each in graph.edges if each.state == "closed"}

    assert {"channel:azure-gpt-china"} == {
        end for each in gone for end in (each.origin, each.target) if end.startswith("channel:")
    }
    assert ("channel:azure-gpt-china", "market:cn") in edges(graph, "into")
    assert {(each.origin, each.target) for each in graph.edges} == {
        (each.origin, each.target) for each in graph_of(CASE).edges
    }
    assert graph.title == "Washington restricts resale"
    assert graph_of(CASE.under()).title == "no scenario"


def test_routes_are_chains_and_unknown_steps_are_marked() -> None:
    answer = CASE.routes("OpenAI", "China")
    graph = graph_of(answer)

    assert ("party:openai", "party:microsoft") in edges(graph, "gpt-in-china")
    assert ("party:microsoft", "market:cn") in edges(graph, "azure-gpt-china")
    unknown = {each.label for each in graph.edges if each.state == "unknown"}
    known = {edge.via.id for route in answer for edge in route.edges}
    assert unknown.isdisjoint(known)
    assert bool(unknown) is (len(answer.unknown) > 0)
    assert {each.kind for each in graph.edges} == {"passes on"}
    assert {each.label: each.attributes["via"] for each in graph.edges}["gpt-in-china"] == "right"


def test_routes_show_names_with_the_ids_beside_them() -> None:
    labels = {node.id: node.label for node in graph_of(CASE.routes("OpenAI", "China")).nodes}

    assert labels == {
        "market:cn": "China [cn]",
        "party:microsoft": "Microsoft [microsoft]",
        "party:openai": "OpenAI [openai]",
    }


def test_an_explanation_leads_from_each_bound_down_to_the_claims() -> None:
    fiscal = BOTH.assuming("year-2024-is-fiscal")
    figure = fiscal.figure("revenue", of="Microsoft", market="China", period="FY2024")
    graph = graph_of(figure)
    assert figure.claims
    assert figure.assumptions
    figures = [node for node in graph.nodes if node.kind == "figure"]
    assert [(node.id, node.attributes["unit"], node.attributes["contested"]) for node in figures] == [
        ("figure", "USD", "no")
    ]
    assert edges(graph, "low bound") == {("figure", "bound:1")}
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


def test_a_catalogue_that_was_read_is_drawn_by_its_landscape() -> None:
    read: Any = litellm.read(b'{"o3": {"litellm_provider": "openai"}}', retrieved="2026-11-23")
    with pytest.raises(
        InvalidValueError, match=r"no graph of this: <Catalogue.*did you mean 'its \.landscape'\?; valid"
    ):
        graph_of(read)


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
        (origin, target, data["label"], data["kind"], data["state"]) for origin, target, data in read.edges(data=True)
    ) == [(each.origin, each.target, each.label, each.kind, each.state) for each in graph.edges]


def test_graphml_says_what_the_graph_is_of() -> None:
    root = ElementTree.fromstring(to_graphml(graph_of(CASE)))
    (drawn,) = root.findall("{*}graph")
    assert (drawn.findtext("{*}desc"), drawn.get("id")) == (CASE.title, "graph")


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
    assert lines[4:] == ["  linkStyle 0 stroke-dasharray:8 4"]


def states() -> Graph:
    """A node and an edge in each state."""
    named = get_args(GraphState)
    nodes = [Node(id=each, label=each, kind="channel", state=each) for each in named]
    return Graph.of("states", nodes, [Edge(origin=each, target="known", label="", state=each) for each in named])


def test_dot_tells_every_state_from_the_others() -> None:
    lines = to_dot(states()).splitlines()
    nodes = {
        each: re.search(rf'"{each}" \[label="{each}", shape=cds(.*), tooltip', "\n".join(lines)) for each in STATES
    }
    edges = {each: re.search(rf'"{each}" -> "known" \[label=""(.*)\];', "\n".join(lines)) for each in STATES}

    assert {name: found[1] for name, found in nodes.items() if found} == DOT_STYLES
    assert {name: found[1] for name, found in edges.items() if found} == DOT_STYLES
    assert len(set(DOT_STYLES.values())) == len(STATES)


def test_mermaid_tells_every_state_from_the_others() -> None:
    graph = states()
    text = to_mermaid(graph)
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes, start=1)}
    places = {edge.origin: number for number, edge in enumerate(graph.edges)}
    arrows = dict(re.findall(r'^  (n\d+) (\S+)\|""\| n', text, re.MULTILINE))
    looks = {}
    for each in STATES:
        style = re.search(rf"^  classDef {each} (.+)\n  class {names[each]} {each}$", text, re.MULTILINE)
        link = re.search(rf"^  linkStyle {places[each]} (.+)$", text, re.MULTILINE)
        assert (style and style[1]) == (link and link[1])
        looks[each] = arrows[names[each]], style and style[1]

    assert len(set(looks.values())) == len(STATES)
    assert looks["known"] == ("-->", None)
    assert looks["closed"] == ("-.->", "stroke-dasharray:8 4")
    assert looks["unknown"] == ("-.->", "stroke-dasharray:2 4")


def test_the_reference_lists_every_kind_and_state() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "graphs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)`.*? \| (.+) \|$", page, re.MULTILINE)
    listed = {
        name: {text for other, texts in rows if other == name for text in re.findall(r"`([^`]+)`", texts)}
        for name, _ in rows
    }

    assert listed == {
        "NodeKind": set(get_args(NodeKind)),
        "EdgeKind": set(get_args(EdgeKind)),
        "GraphState": set(get_args(GraphState)),
    }


def test_every_kind_of_node_has_a_form() -> None:
    graph = Graph.of("kinds", [Node(id=each, label=each, kind=each) for each in get_args(NodeKind)], [])
    shapes = re.findall(r"shape=(\w+)", to_dot(graph))

    assert len(shapes) == len(get_args(NodeKind))
    assert len(to_mermaid(graph).splitlines()) == len(get_args(NodeKind)) + 1


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

    assert to_networkx(graph).nodes["a"] == {
        "label": "real",
        "kind": "party",
        "state": "known",
        "more\x07": "x",
    }
    assert networkx.parse_graphml(to_graphml(graph)).nodes["a"] == {
        "label": "real",
        "kind": "party",
        "state": "known",
        "more": "x",
    }
    assert pickle.loads(pickle.dumps(graph)) == graph
    assert hash(node) == hash(pickle.loads(pickle.dumps(node)))
