"""JSON that is sound beyond doubt, found without a look at each of its values.

What is doubtful is left to a slower reader, which says what is wrong with it, and where.
"""

from __future__ import annotations

import json
import re
from typing import Final, TypeAlias

from aibroker.exchange.nesting import DEEPEST

__all__ = ["sound_tree"]

Tree: TypeAlias = dict[str, object]

_CONTAINERS: Final = frozenset({dict, list})
_HALF_CHARACTER: Final = r"[\ud800-\udfff]"
_ESCAPED_HALF: Final = r"\\u[dD][89a-fA-F]"
_OPEN_END: Final = r'"low": ?null,\s*"low_open": ?true|"high": ?null,\s*"high_open": ?true'


def sound_tree(text: str) -> Tree | None:
    r"""The table that a JSON text holds; None where it may hold something that no case may.

    That is a key that stands twice, half a character, a null that no open end of a number explains, or tables that lie
    too deep in each other.

    Args:
        text: A text, which need not be JSON.

    >>> sound_tree('{"a": ["b"]}'), sound_tree('{"a": 1, "a": 2}'), sound_tree('{"a": null}'), sound_tree("[")
    ({'a': ['b']}, None, None, None)
    """
    if _may_break(text):
        return None
    try:
        tree = json.loads(text, object_pairs_hook=_table)
    except (ValueError, RecursionError):
        return None
    return tree if isinstance(tree, dict) and _is_shallow(tree) else None


def _may_break(text: str) -> bool:
    """Whether it may hold half a character, or a null that says nothing."""
    if not text.isascii() and re.search(_HALF_CHARACTER, text):
        return True
    if "\\u" in text and re.search(_ESCAPED_HALF, text):
        return True
    nulls = text.count("null")
    return nulls > 0 and nulls != len(re.findall(_OPEN_END, text))


def _table(pairs: list[tuple[str, object]]) -> Tree:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _is_shallow(tree: Tree) -> bool:
    level: list[object] = [tree]
    for _ in range(DEEPEST):
        level = [
            each
            for value in level
            for each in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
            if type(each) in _CONTAINERS
        ]
        if not level:
            return True
    return False
