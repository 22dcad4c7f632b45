"""DOT and Mermaid as their own grammars read them, whatever things are called.

Neither Graphviz nor Mermaid nor a parser of theirs is installed with the tests; what reads here follows their manuals.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aibroker.graphs import Edge, Graph, Node, to_dot, to_mermaid

ODD = st.text(st.sampled_from('ab1 "\\\n\r\t{}[]()<>|;,=-+.#&*_`~:/é中\x00')) | st.text(max_size=8)
ODD_NAMES = (
    '"',
    "\\",
    '\\"',
    'a\\"; b [label="c',
    "end",
    "digraph",
    "a -> b",
    "<b>bold</b>",
    "AT&amp;T &alpha; &#931;",
    "two\nlines",
    "]]",
    "1. first",
    "12) twelfth",
    "- item",
    "---",
    "*it* and **that** and _this_ and snake_case",
    "`code`",
    "[text](https://a.b)",
    "https://a.b/c_d_",
    "#quot; #35;",
    "",
    "// no comment",
    "%% no comment",
    "~1.5 % to +400 %",
)


def one_line(text: str) -> str:
    """What is to be read: without what no file of XML may hold, for both may be drawn as SVG."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text).split())


def of(name: str) -> Graph:
    nodes = [
        Node(id=f"first {name}", label=name, kind="claim", claims=(name, "page.it")),
        Node(id="second", label="second", kind="market"),
    ]
    return Graph.of(name, nodes, [Edge(origin=f"first {name}", target="second", label=name, state="closed")])


# DOT.


class Statement(NamedTuple):
    """A statement of DOT: what it is about, and its attributes."""

    ends: tuple[str, ...]
    attributes: dict[str, str]


TOKEN = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)|(?P<number>-?(?:\.\d+|\d+(?:\.\d*)?))"""
    r"""|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<mark>->|[{}\[\]=,;]))""",
    re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while text[place:].strip():
        found = TOKEN.match(text, place)
        assert found, text[place : place + 40]
        place = found.end()
        kind = str(found.lastgroup)
        yield ("mark" if kind == "mark" else "id"), found[kind].replace('\\"', '"')


def read_dot(text: str) -> tuple[str, list[Statement]]:
    """The name of a digraph and its statements, by the grammar: an id, edges, and attributes in brackets."""
    read = list(tokens(text))
    assert [read[0], read[2], read[-1]] == [("id", "digraph"), ("mark", "{"), ("mark", "}")]
    statements, listed = [], read[3:-1]
    while listed:
        stop = listed.index(("mark", ";"))
        statements.append(read_statement(listed[:stop]))
        listed = listed[stop + 1 :]
    return read[1][1], statements


def read_statement(read: list[tuple[str, str]]) -> Statement:
    if read[1:2] == [("mark", "=")]:
        return Statement((), {read[0][1]: read[2][1]})
    start = read.index(("mark", "["))
    assert read[-1] == ("mark", "]")
    ends, given = read[:start], read[start + 1 : -1]
    assert all(each == ("mark", "->") for each in ends[1::2])
    assert all(each == ("mark", "=") for each in given[1::4])
    assert all(each == ("mark", ",") for each in given[3::4])
    attributes = dict(zip(given[::4], given[2::4], strict=True))
    assert {kind for kind, _ in (*ends[::2], *attributes, *attributes.values())} == {"id"}
    return Statement(tuple(text for _, text in ends[::2]), {key[1]: value[1] for key, value in attributes.items()})


def drawn(text: str) -> str:
    """What Graphviz draws of a label: a backslash before another is one, and entities are characters."""
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\\"]", text), "an escape that means something of its own"
    return re.sub(r"&#?\w+;", lambda entity: unescape(entity[0]), text.replace("\\\\", "\\"))


def named(text: str) -> str:
    """An id as DOT holds it, in which two backslashes stay two."""
    return text.replace("\\", "\\\\")


@given(ODD)
@example("AT&amp;T &alpha; &#931; & &x")
def test_dot_reads_every_text_as_it_is(name: str) -> None:
    check_dot(name)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_dot_reads_odd_names_as_they_are(name: str) -> None:
    check_dot(name)


def check_dot(name: str) -> None:
    title, statements = read_dot(to_dot(of(name)))
    shown, first = one_line(name), one_line(f"first {name}")
    nodes = {each.ends[0]: each.attributes for each in statements if len(each.ends) == 1}
    (edge,) = (each for each in statements if len(each.ends) == 2)

    assert title == named(shown)
    assert set(nodes) == {named(first), "second"}
    assert drawn(nodes[named(first)]["label"]) == shown
    assert drawn(nodes[named(first)]["tooltip"]) == one_line(f"{name}; page.it")
    assert edge.ends == (named(first), "second")
    assert (drawn(edge.attributes["label"]), edge.attributes["style"]) == (shown, "dashed")


# Mermaid.


def labels(text: str) -> list[str]:
    """The quoted texts of a flowchart, each line of which must be one of a flowchart."""
    first, *lines = text.splitlines()
    assert first == "flowchart LR"
    node, edge, style = r'n\d+\W{1,2}"([^"]*)"\W{1,2}', r'n\d+ -\.->\|"([^"]*)"\| n\d+', r"linkStyle 0 [\w:,-]+ ?\d*"
    found = [re.fullmatch(rf"  (?:{node}|{edge}|{style})", each) for each in lines]
    assert all(found), text
    return [
        each[1] if each[1] is not None else each[2] for each in found if each and (each[1], each[2]) != (None, None)
    ]


def decoded(text: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


@given(ODD)
def test_mermaid_reads_every_text_as_it_is(name: str) -> None:
    assert sorted(map(decoded, labels(to_mermaid(of(name))))) == sorted(["second", one_line(name), one_line(name)])


@pytest.mark.parametrize("name", ODD_NAMES)
def test_mermaid_reads_odd_names_as_they_are(name: str) -> None:
    assert sorted(map(decoded, labels(to_mermaid(of(name))))) == sorted(["second", one_line(name), one_line(name)])


def as_markdown(text: str) -> list[tuple[str, str]]:
    """What Markdown makes of a label: Mermaid sets codes aside first, and puts the characters back afterwards."""
    markdown: Any = pytest.importorskip("markdown_it", reason="markdown-it-py comes with what builds the docs")
    aside = re.sub(r"#(\d+);", lambda code: f"\ue000{code[1]}\ue001", text)
    read = markdown.MarkdownIt("commonmark").parse(aside)
    assert [each.type for each in read] in ([], ["paragraph_open", "inline", "paragraph_close"]), text
    inline = [(each.type, each.content) for block in read for each in block.children or ()]
    return [(kind, re.sub("\ue000(\\d+)\ue001", lambda code: chr(int(code[1])), shown)) for kind, shown in inline]


@given(ODD)
def test_markdown_finds_nothing_in_a_label(name: str) -> None:
    check_markdown(name)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_markdown_finds_nothing_in_odd_names(name: str) -> None:
    check_markdown(name)


def check_markdown(name: str) -> None:
    for label in labels(to_mermaid(of(name))):
        read = as_markdown(label)
        assert {kind for kind, _ in read} <= {"text"}
        assert "".join(shown for _, shown in read) in ("second", one_line(name))


def test_what_can_be_read_stays_readable() -> None:
    text = to_mermaid(of("GPT-4_turbo: ~1.5 %, [cn] (2024), 12.5 bn"))
    assert '"GPT-4_turbo: ~1.5 %, [cn] (2024), 12.5 bn"' in text
