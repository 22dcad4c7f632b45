"""Characters that texts and names may not hold: what steers a terminal, and what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["UNFIT_IN_NAMES", "UNFIT_IN_TEXTS", "unfit_in_name", "unfit_in_text"]

# Bidirectional embeddings, overrides and isolates turn round what stands beside them, out of the text too.
UNFIT_IN_TEXTS: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""The controls, but for tab and line feed, and the marks that reorder a line; a class in a pattern of `re` or ECMA."""

UNFIT_IN_NAMES: Final = (
    UNFIT_IN_TEXTS + r"\t\n\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    r"\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
)
"""Beside these, what shows nothing or ends a line: two names that look the same should be the same."""

_TAGS: Final = r"\U000e0000-\U000e007f"
# Scripts from Persian to Malayalam are misspelt without joiners; between Latin letters they only hide.
_STRAY_JOINER: Final = r"(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])"
# Kept as texts, which `re` compiles when it first meets them: most programs never do.
_HALVES: Final = r"\ud800-\udfff"  # not for ECMA, in whose patterns they may be halves of whole characters
_IN_TEXT: Final = f"[{UNFIT_IN_TEXTS}{_HALVES}]"
_IN_NAME: Final = f"[{UNFIT_IN_NAMES}{_HALVES}{_TAGS}]|{_STRAY_JOINER}"


def unfit_in_text(text: str) -> str | None:
    r"""The first character that a text may not hold, as messages call it; None where there is none.

    >>> unfit_in_text("red \x1b[31m"), unfit_in_text("two\nlines")
    ('U+001B', None)
    """
    return None if _is_plain(text) else _called(re.search(_IN_TEXT, text))


def unfit_in_name(name: str) -> str | None:
    r"""The first character that a name may not hold, as messages call it; None where there is none.

    >>> unfit_in_name("Open\u200bAI")
    'U+200B (zero width space)'
    """
    return None if _is_plain(name) else _called(re.search(_IN_NAME, name))


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _called(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    called = unicodedata.name(found[0], "").lower()
    return f"U+{ord(found[0]):04X}" + (f" ({called})" if called else "")
