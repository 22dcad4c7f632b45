"""Why a text is no estimate, and what it probably meant: never misread, always explained."""

from __future__ import annotations

import re

from aibroker.errors import InvalidValueError

__all__ = ["unreadable"]

_FORMS = (
    "'~1.5 %', '> 1 bn USD/year', '1.4..1.5 %', '281.7 bn USD', 'x3', '+~400 %', 'nearly 3 x', 'exactly 3', "
    "'unknown USD'"
)
_SLIPS = (
    (re.compile(r"\s*"), "an empty estimate", None),
    (re.compile(r".*[$€£¥].*"), "a currency sign is no unit: write the code, such as USD", None),
    (re.compile(r".*\+ ?[-−].*|.*±.*"), "a deviation on both sides: write a range, or parse with a width", None),
    (re.compile(r".*[-−] ?[-−].*"), "more than one sign", None),
    (re.compile(r"[^0-9]*"), "an estimate without a number", None),
    (
        re.compile(r"(.*[0-9]),([0-9]{1,2})(?![0-9,])(.*)"),
        "a comma groups thousands: a decimal point is needed",
        r"\1.\2\3",
    ),
    (re.compile(r"(.*?\b[0-9]{1,3}) ([0-9]{3}\b)(.*)"), "a blank does not group thousands", r"\1,\2\3"),
    (re.compile(r".*[0-9]\.[0-9]+\.[0-9].*"), "more than one decimal point", None),
    (re.compile(r"(|.*[^0-9.])(\.[0-9].*)"), "a number begins with a digit", r"\g<1>0\2"),
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
        match = pattern.fullmatch(text)
        if match:
            return InvalidValueError(slip, text, valid=_FORMS, suggestions=(match.expand(meant),) if meant else ())
    return InvalidValueError("not an estimate", text, valid=_FORMS)
