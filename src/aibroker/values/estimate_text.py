"""The text of an estimate, both ways: hedges, multipliers, ranges, growth."""

from __future__ import annotations

import re
from decimal import Decimal
from math import inf, isinf
from typing import Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.values.bounds import DOWN, UP, Bounds, exact, rounded_down, rounded_up
from aibroker.values.estimate_slips import unreadable
from aibroker.values.intervals import Interval, converted
from aibroker.values.units import Unit

__all__ = ["around", "hedge_in", "read_estimate", "says", "says_more_than", "write_estimate"]

Hedge = Literal["about", "nearly", "above", "below", "exactly"]

_HEDGES: dict[str, Hedge] = {
    "~": "about",
    "≈": "about",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "nearly": "nearly",
    "almost": "nearly",
    ">": "above",
    ">=": "above",
    "≥": "above",
    "over": "above",
    "above": "above",
    "more than": "above",
    "at least": "above",
    "<": "below",
    "<=": "below",
    "≤": "below",
    "under": "below",
    "below": "below",
    "less than": "below",
    "at most": "below",
    "up to": "below",
    "exactly": "exactly",
}
_STRICT = (">", "over", "above", "more than")
_FACTORS = {"halved": "0.5", "doubled": "2", "tripled": "3", "quadrupled": "4", "quintupled": "5"}
_POWERS = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_SMALLEST_EXPONENT, _LARGEST_EXPONENT = -330, 308  # a little beyond those of a float
_DIGITS_OF_A_FLOAT = 17  # as many as tell any two floats apart; with more, a text means something between them
_INFINITY = Decimal("inf")
_PERCENT, _TIMES, _COUNT = Unit("percent"), Unit("times"), Unit("count")
_MINUS = "-−"
_NO_UNIT = tuple("0123456789.,_+-−–±")

_NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:_[0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?"
)
_MULTIPLIER = r"(?:k|\s*(?:thousand|million|mn|billion|bn|trillion|tn))(?![A-Za-z])"
_AMOUNT = rf"([-−]?(?:{_NUMBER}|inf(?![A-Za-z])))({_MULTIPLIER})?"
_SIGNS = "|".join(sign for sign in sorted(_HEDGES, key=len, reverse=True) if not sign[0].isalpha())
_WORDS = "|".join(word for word in _HEDGES if word[0].isalpha())
# As texts, which `re` compiles with the first estimate that is read, and keeps: most of what importing this would cost.
_OPENING = rf"(?is)\A(\+)?\s*({_SIGNS}|(?:{_WORDS})\b)?\s*(\+)?\s*(.*)\Z"
_BODY = rf"([x×]|[A-Z]{{3}}(?![A-Za-z]))?\s*{_AMOUNT}(?:\s*(\.\.|[-–])\s*{_AMOUNT}(?:\s*\.\.\s*{_AMOUNT})?)?\s*(.*)"


@attrs.frozen
class _Written:
    """A number as it is written.

    Attributes:
        value: What it says.
        last_digit: The power of ten of its last written digit.
        last_significant: The same, where the trailing zeros of a whole number do not count.
        is_whole: Whether it is written out in full, without a decimal point, an exponent or a multiplier.
    """

    value: Decimal
    last_digit: int
    last_significant: int
    is_whole: bool

    @classmethod
    def read(cls, number: str, multiplier: str | None) -> _Written:
        """A number from its digits and a word such as ``bn``."""
        power = _POWERS[multiplier.strip()] if multiplier else 0
        plain = number.replace(",", "").replace("_", "").replace("−", "-")
        sign, digits, exponent = Decimal(plain).as_tuple()
        last = int(exponent) + power
        value = Decimal((sign, digits, last))
        if not _SMALLEST_EXPONENT <= value.adjusted() <= _LARGEST_EXPONENT or isinf(float(value)):
            raise InvalidValueError("beyond what a number can hold", number)
        zeros = _trailing_zeros(digits) if "." not in plain else 0
        return cls(value, last, last + zeros, not multiplier and plain.lstrip("-").isdecimal())


def _trailing_zeros(digits: tuple[int, ...]) -> int:
    return next((place for place, digit in enumerate(reversed(digits)) if digit), 0)


def _half(power: int) -> Decimal:
    """Half a unit of the digit at a power of ten."""
    return Decimal((0, (5,), power - 1))


def read_estimate(text: str, *, width: float | None = None) -> Interval:
    """What a text says, rounded outward.

    Args:
        text: The text of an estimate.
        width: By how much *about* and *nearly* may be off, in the unit; None for the convention.

    Raises:
        InvalidValueError: If the text has no meaning, or more than one.

    >>> reading = read_estimate("+~400 %")
    >>> reading.low, reading.high, reading.unit.text
    (4.5, 5.5, 'times')
    """
    if not isinstance(text, str):
        raise InvalidValueError("an estimate is read from text", text, valid="for example '~1.5 %'")
    hedge, grows, body = _opened(text.strip())
    if width is not None and hedge not in ("about", "nearly"):
        raise unreadable(text, "only 'about' and 'nearly' take a width")
    if hedge is None and not grows and body.partition(" ")[0] == "unknown":
        return Interval(-inf, inf, None, Unit(body[8:]) if body[8:] else _COUNT)
    match = re.fullmatch(_BODY, f"x{_FACTORS[body.casefold()]}" if body.casefold() in _FACTORS else body)
    if match is None:
        raise unreadable(text)
    prefix, number, multiplier, separator, *others, rest = match.groups()
    unit = _unit(prefix, rest, text)
    if grows and number[0] in _MINUS:
        raise unreadable(text)
    if grows and unit != _PERCENT:
        raise unreadable(text, "a plus sign says growth by, in per cent")
    if separator is not None:
        numbers = [(number, multiplier), *zip(others[::2], others[1::2], strict=True)]
        ends = _range(numbers, separator, hedge, text)
    elif "inf" in number:
        raise unreadable(text, "an estimate without a number")
    else:
        written = _Written.read(number, multiplier)
        if written.value < 0 and unit == _PERCENT and hedge in (None, "about", "nearly"):
            raise unreadable(text, "below zero per cent: for a fall by 20 % write 'x0.8', for a ratio 'exactly -20 %'")
        ends = _around(written, hedge, unit, width)
    return _grown(ends) if grows else _rounded(ends, unit)


_Ends = tuple[Decimal, Decimal | None, Decimal]


def _opened(text: str) -> tuple[Hedge | None, bool, str]:
    """The hedge, whether a plus sign says growth, and what follows."""
    plus, word, other_plus, body = re.findall(_OPENING, text)[0]
    if (plus and other_plus) or (word and any(re.findall(_OPENING, body)[0][:3])):
        raise unreadable(text, "more than one hedge or sign")
    return _HEDGES[word.lower()] if word else None, bool(plus or other_plus), body


def _unit(prefix: str | None, rest: str, text: str) -> Unit:
    if rest.startswith(_NO_UNIT) and not rest.startswith("1/"):
        raise unreadable(text)
    if prefix is None:
        return Unit(rest) if rest else _COUNT
    if prefix in ("x", "×"):
        if rest:
            raise unreadable(text, "a factor has no other unit")
        return _TIMES
    unit = Unit(prefix)
    if not rest:
        return unit
    if rest[0] == "/" or rest.startswith("per "):
        return Unit(f"{prefix} {rest}")
    raise unreadable(text, "a unit before the number and another one after it")


def _range(numbers: list[tuple[str | None, str | None]], separator: str, hedge: Hedge | None, text: str) -> _Ends:
    written = [(number, multiplier) for number, multiplier in numbers if number is not None]
    shared = written[-1][1]
    if hedge is not None:
        raise unreadable(text, "a range is no single number to hedge")
    if shared is None and any(multiplier for _, multiplier in written):
        raise unreadable(text, "a range whose last number lacks the multiplier of another one")
    if separator != ".." and (len(written) > 2 or any(number[0] in _MINUS for number, _ in written)):
        raise unreadable(text, "a range with signs or a middle is written with '..'")
    low, *middle, high = (_end_of_range(number, multiplier or shared) for number, multiplier in written)
    likely = middle[0] if middle else None
    if not low <= (low if likely is None else likely) <= high:
        raise unreadable(text, "a range runs upwards, from its lower end to its upper end")
    return low, likely, high


def _end_of_range(number: str, multiplier: str | None) -> Decimal:
    return Decimal(number) if "inf" in number else _Written.read(number, multiplier).value


def around(value: float, *, width: float | None) -> Bounds:
    """The bounds of *about* a number, by the convention or by a width, rounded outward.

    >>> around(400, width=None)
    (350.0, 450.0)
    """
    if isinf(value):
        raise InvalidValueError("an infinite value is not about anything", value)
    written = _Written.read(_digits(value), None)
    low, _, high = _around(written, "about", _COUNT, width)
    return rounded_down(low), rounded_up(high)


def _around(written: _Written, hedge: Hedge | None, unit: Unit, width: float | None) -> _Ends:
    value = written.value
    match hedge:
        case "above":
            return value, None, _INFINITY
        case "below":
            return -_INFINITY, None, value
        case "exactly":
            return _point(value)
        case "about" | "nearly":
            off = _half(written.last_significant) if width is None else exact(width)
            low = DOWN.subtract(value, off)
            return (low, value, UP.add(value, off)) if hedge == "about" else (low, None, value)
        case None:
            if unit in (_PERCENT, _TIMES) or (unit == _COUNT and written.is_whole):
                return _point(value)
            off = _half(written.last_digit)
            return DOWN.subtract(value, off), value, UP.add(value, off)


def _point(value: Decimal) -> _Ends:
    """A number that is meant as a point: one float, where it has no more digits than it takes to name a float."""
    nearest = float(value)
    if len(value.normalize(UP).as_tuple().digits) <= _DIGITS_OF_A_FLOAT or Decimal(nearest) == value:
        value = exact(nearest)
    return value, value, value


def _grown(ends: _Ends) -> Interval:
    """Growth by a percentage as a factor."""
    low, likely, high = ends
    middle = None if likely is None else DOWN.add(1, DOWN.scaleb(likely, -2))
    return _rounded((DOWN.add(1, DOWN.scaleb(low, -2)), middle, UP.add(1, UP.scaleb(high, -2))), _TIMES)


def _rounded(ends: _Ends, unit: Unit) -> Interval:
    low, likely, high = ends
    return Interval(rounded_down(low), rounded_up(high), None if likely is None else float(likely), unit)


def write_estimate(interval: Interval) -> str:
    """The lossless canonical text of an estimate.

    >>> write_estimate(Interval(1.45, 1.55, 1.5, Unit("percent")))
    '1.45..1.5..1.55 %'
    """
    low, high = _digits(interval.low), _digits(interval.high)
    suffix = {"count": "", "percent": " %"}.get(interval.unit.text, f" {interval.unit}")
    if low == high:
        return f"exactly {low}{suffix}"
    if interval.likely is not None:
        return f"{low}..{_digits(interval.likely)}..{high}{suffix}"
    if (low, high) == ("-inf", "inf"):
        return "unknown" if interval.unit == _COUNT else f"unknown {interval.unit}"
    if low == "-inf":
        return f"<= {high}{suffix}"
    return f">= {low}{suffix}" if high == "inf" else f"{low}..{high}{suffix}"


def says(text: str, interval: Interval) -> bool:
    """Whether a text, read by the convention, says exactly this."""
    try:
        return read_estimate(text) == interval
    except InvalidValueError:
        return False


def says_more_than(text: str, interval: Interval) -> bool:
    """Whether a text, read by the convention, says that the lower bound is exceeded and not only reached.

    >>> says_more_than("over 50 %", Interval(50, 100, None, Unit("percent")))
    True
    >>> says_more_than("at least 50 %", Interval(50, 100, None, Unit("percent")))
    False
    """
    word = re.findall(_OPENING, text.strip())[0][1]
    if word.lower() not in _STRICT:
        return False
    try:
        return converted(read_estimate(text), interval.unit).low == interval.low
    except InvalidValueError:
        return False


def hedge_in(text: str) -> Hedge | None:
    """The hedge that a text opens with, whatever word says it; none where it opens with several.

    >>> hedge_in("almost 3 x"), hedge_in("+~400 %"), hedge_in("281.7 bn USD")
    ('nearly', 'about', None)
    """
    try:
        return _opened(text.strip())[0]
    except InvalidValueError:
        return None


def _digits(value: float) -> str:
    return repr(value).removesuffix(".0")
