"""JSON that is sound beyond doubt: read by the parser alone, without a look at each of its tables.

What is doubtful is left to a slower reader, which says what is wrong with it, and where.
"""

from __future__ import annotations

import json
import re
from typing import Final, TypeAlias

from aibroker.exchange.nesting import DEEPEST

__all__ = ["sound_tree"]

Tree: TypeAlias = dict[str, object]

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
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(tree, dict) or _texts_in(tree) != _texts_written(text):
        return None
    return tree


def _may_break(text: str) -> bool:
    """Whether it may hold half a character, or a null that says nothing."""
    if not text.isascii() and re.search(_HALF_CHARACTER, text):
        return True
    if "\\u" in text and re.search(_ESCAPED_HALF, text):
        return True
    nulls = text.count("null")
    return nulls > 0 and nulls != len(re.findall(_OPEN_END, text))


def _texts_written(text: str) -> int:
    """How many texts a JSON text writes; less than none where escapes make that hard to say."""
    if "\\" not in text:
        return text.count('"') // 2
    return -1 if "\\\\" in text else (text.count('"') - text.count('\\"')) // 2


def _texts_in(tree: Tree) -> int | None:
    """How many keys and texts a tree holds, which are fewer than written where a key stands twice; None if too deep."""
    texts, level = 0, [tree]
    for _ in range(DEEPEST):
        inner: list[object] = []
        for value in level:
            inner.extend(value.values() if isinstance(value, dict) else value)
            texts += len(value) if isinstance(value, dict) else 0
        others = [each for each in inner if type(each) is not str]
        texts += len(inner) - len(others)
        level = [each for each in others if isinstance(each, dict | list)]
        if not level:
            return texts
    return None
