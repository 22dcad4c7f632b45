"""How deep tables and lists lie in each other, seen before a parser meets them.

A parser takes quadratic time over a dotted key without end, and one frame of the stack for each bracket.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DEEPEST", "first_too_deep"]

DEEPEST: Final = 40
"""How deep tables and lists may lie in each other."""

# Every repetition is possessive and no string needs its end, so that no text makes the search go back.
_LINE_STRING: Final = r'"(?:\\.|[^"\\\n])*+"?+' + r"|'[^'\n]*+'?+"
_LONG_STRING: Final = r'"""(?:\\.|"{1,2}+(?!")|[^"\\])*+"*+' + r"|'''(?:'{1,2}+(?!')|[^'])*+'*+"
_PART: Final = rf"(?:[A-Za-z0-9_-]++|{_LINE_STRING})"
_MEANING: Final = re.compile(
    rf"#[^\n]*+|{_LONG_STRING}|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)|(?P<open>[\[{{])|(?P<close>[\]}}])",
    re.DOTALL,
)
_KEY_PART: Final = re.compile(_PART, re.DOTALL)
_SHORTEST_LONG_KEY: Final = 2 * DEEPEST


def first_too_deep(text: str) -> int | None:
    r"""The line on which a text first goes deeper than any case does; None where no line does.

    Args:
        text: TOML or JSON, which may be broken: then only what stands before the break counts.

    >>> first_too_deep("a = 1\nb" + ".c" * 41 + " = 2"), first_too_deep("a = '" + "[" * 100 + "'")
    (2, None)
    """
    depth = 0
    for found in _MEANING.finditer(text):
        if found.lastgroup == "open":
            depth += 1
        elif found.lastgroup == "close":
            depth -= 1
        if depth > DEEPEST or (found.lastgroup == "key" and _has_too_many_parts(found[0])):
            return text.count("\n", 0, found.start()) + 1
    return None


def _has_too_many_parts(key: str) -> bool:
    if len(key) < _SHORTEST_LONG_KEY or "." not in key:
        return False
    return sum(1 for _ in _KEY_PART.finditer(key)) > DEEPEST
