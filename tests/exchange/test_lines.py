"""On which line each key stands."""

import tomllib
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given

from aibroker.exchange.files import dumps
from aibroker.exchange.lines import LineIndex
from aibroker.exchange.paths import Path, read_path, write_path
from aibroker.landscape import Landscape
from tests.exchange.strategies import landscapes

TOML = '''\
# a comment with [brackets] and "quotes
title = "A = [case]" # and = another

[companies]
"Acme Inc." = { home = "US", owners = [{ home = "JP" },
  { home = "FR" }] }
'a.b' = { note = """
[not.a.table]
key = "value"
""" }
x.y.z = 1

[sources.page]
text = \'\'\'
[nor.this] = 'x'
\'\'\'
list = [
  "one", # first
  [2024-01-01, 07:32:00],
  1.5e3,
]
[sources.page.claims]
first = { at = "s1" }

[[steps]]
a = 1
[[steps]]
b = 2
[steps.c]
d = 3
[[steps.e]]
f = 4
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("title", 2),
        ("companies", 4),
        ('companies."Acme Inc."', 5),
        ('companies."Acme Inc.".owners[0].home', 5),
        ('companies."Acme Inc.".owners[1].home', 6),
        ('companies."a.b".note', 7),
        ("companies.x.y.z", 11),
        ("sources.page", 13),
        ("sources.page.text", 14),
        ("sources.page.list[0]", 18),
        ("sources.page.list[1][1]", 19),
        ("sources.page.list[2]", 20),
        ("sources.page.claims.first.at", 23),
        ("steps[0].a", 26),
        ("steps[1].b", 28),
        ("steps[1].c.d", 30),
        ("steps[1].e[0].f", 32),
        ("sources.page.claims.first.missing", 23),
    ],
)
def test_toml(path: str, line: int) -> None:
    index = LineIndex.of(TOML, "toml")
    known = {write_path(each): each for each in index.lines}

    assert index.line_of(known.get(path, read_path(path))) == line


def test_nothing_has_a_line_without_a_key() -> None:
    assert LineIndex.of(TOML, "toml").line_of(()) is None
    assert LineIndex.of(TOML, "toml").line_of(("missing",)) is None


JSON = """
{
 "a": {"b\\u0063": [1,
   {"d": "e: {[, \\" #"}], "f":
   null},
 "g.h": true, "i/j": -1.5e3
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 3),
        (("a", "bc"), 3),
        (("a", "bc", 0), 3),
        (("a", "bc", 1, "d"), 4),
        (("a", "f"), 4),
        (("g.h",), 6),
        (("i/j",), 6),
    ],
)
def test_json(path: Path, line: int) -> None:
    assert LineIndex.of(JSON, "json").line_of(path) == line


def test_keys_that_stand_twice() -> None:
    assert LineIndex.of('{"a": 1,\n"b": {"a": 2,\n"a": 3}}', "json").repeated == ((("b", "a"), 3),)


def paths_in(value: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*path, key)
            yield from paths_in(each, (*path, key))


def value_at(tree: object, path: Path) -> object:
    for key in path:
        assert isinstance(tree, Mapping)
        tree = tree[key]
    return tree


@given(landscape=landscapes())
def test_each_key_of_a_written_case_stands_on_its_line(landscape: Landscape) -> None:
    text = dumps(landscape)
    lines = text.split("\n")
    index = LineIndex.of(text, "toml")

    for path in paths_in(tomllib.loads(text)):
        line = index.lines[path]
        assert write_path(path[-1:])[:5].strip('"') in lines[line - 1] or "\\" in lines[line - 1]


@pytest.mark.parametrize("path", [("a", 0, "b"), ("a",), (), ("a", 1, 2)])
def test_plain_paths_read_back(path: Path) -> None:
    assert read_path(write_path(path)) == path
