"""Why a text is no estimate, and what it probably meant: never misread, always explained."""

from __future__ import annotations

import re

from aibroker.errors import InvalidValueError

__all__ = ["unreadable"]

_FORMS = (
    "'~1.5 %', '> 1 bn USD/year', '1.4..1.5 %', '281.7 bn USD', 'x3', '+~400 %', 'nearly 3 x', 'exactly 3', "
    "'unknown USD'"
)
# As texts, which `re` compiles when there is something to explain.
_SLIPS = (
    (r"\s*", "an empty estimate", None),
    (r".*[$€£¥].*", "a currency sign is no unit: write the code, such as USD", None),
    (r".*\+ ?[-−].*|.*±.*", "a deviation on both sides: write a range, or parse with a width", None),
    (r".*[-−] ?[-−].*", "more than one sign", None),
    (r"[^0-9]*", "an estimate without a number", None),
    (
        r"(.*[0-9]),([0-9]{1,2})(?![0-9,])(.*)",
        "a comma groups thousands: a decimal point is needed",
        r"\1.\2\3",
    ),
    (r"(.*?\b[0-9]{1,3}) ([0-9]{3}\b)(.*)", "a blank does not group thousands", r"\1,\2\3"),
    (r".*[0-9]\.[0-9]+\.[0-9].*", "more than one decimal point", None),
    (r"(|.*[^0-9.])(\.[0-9].*)", "a number begins with a digit", r"\g<1>0\2"),
)


def unreadable(text: str, problem: str | None = None) -> InvalidValueError:
    """The error for a text that is no estimate.

    Args:
        text: What was written.
        problem: What is wrong with it, where that is known.
    """
    if problem is not None:
        return InvalidValueError(problem, text, valid=_FORMS)
    for pattern, slip, meant in _SLIPS:
        if re.fullmatch(pattern, text):
            suggestions = (_mended(text, pattern, meant),) if meant else ()
            return InvalidValueError(slip, text, valid=_FORMS, suggestions=suggestions)
    return InvalidValueError("not an estimate", text, valid=_FORMS)


def _mended(text: str, pattern: str, meant: str) -> str:
    """A text without a slip, wherever it was made: ``1 000 000`` has two."""
    while match := re.fullmatch(pattern, text):
        text = match.expand(meant)
    return text
