"""The vocabulary and the grammar of units: names, products and quotients of them, and what a wrong one meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aibroker.errors import InvalidValueError, nearest

__all__ = ["CURRENCIES", "DEFINITIONS", "KINDS", "Part", "merged", "read_unit", "write_unit"]

Part = tuple[str, int]
"""The name of a unit and its exponent."""

# ISO 4217, list one, without metals and test codes; ANG, BGN, CUC, HRK and ZWL are kept for older sources.
_CURRENCY_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG ZWL
"""
CURRENCIES = frozenset(_CURRENCY_CODES.split())

# As pint reads them. A count has a dimension of its own, which pint would take for a plain number.
DEFINITIONS = {
    "token": "token = [token]",
    "count": "count = [count]",
    "day": "day = [day]",
    "month": "month = [month]",
    "year": "year = 12 * month",
    "percent": "percent = 0.01",
    "times": "times = 1",
    "ktoken": "kilo- = 1e3 = k-",
    "Mtoken": "mega- = 1e6 = M-",
    "Gtoken": "giga- = 1e9 = G-",
    "Ttoken": "tera- = 1e12 = T-",
    **{code: f"{code} = [currency_{code}]" for code in sorted(CURRENCIES)},
}
KINDS = {"token": "token", "count": "count", "day": "time", "month": "time"} | dict.fromkeys(CURRENCIES, "money")
_SYNONYMS = {
    "%": "percent",
    "x": "times",
    "×": "times",
    "tokens": "token",
    "kilotoken": "ktoken",
    "megatoken": "Mtoken",
    "gigatoken": "Gtoken",
    "teratoken": "Ttoken",
    "years": "year",
    "months": "month",
    "days": "day",
}
_TRAPS = {
    "M": "'mn' or 'million' after a number, or 'Mtoken'",
    "m": "'mn' or 'million' after a number, or 'month'",
    "MM": "'mn' or 'million' after a number",
    "B": "'bn' or 'billion' after a number",
    "b": "'bn' or 'billion' after a number",
    "T": "'tn' or 'trillion' after a number",
    "k": "'k' joined to a number, as in '20k', or 'ktoken'",
    "K": "'k' joined to a number, as in '20k', or 'ktoken'",
    "pp": "'percent' for a ratio; a change in percentage points is a difference of two ratios",
    "bp": "'percent'; a basis point is 0.01 percent",
    "$": "a currency code: 'USD', or another dollar's",
    "US$": "'USD'",
    "€": "'EUR'",
    "£": "a currency code: 'GBP', or another pound's",
    "¥": "a currency code: 'CNY' or 'JPY'",
    "RMB": "'CNY'",
    "dollar": "a currency code: 'USD', or another dollar's",
    "dollars": "a currency code: 'USD', or another dollar's",
    "euro": "'EUR'",
    "euros": "'EUR'",
    "yuan": "'CNY'",
    "yr": "'year'",
}
_FORMS = (
    "a currency code such as 'USD', 'percent', 'times', 'count', 'token', 'Mtoken', 'year', 'month', 'day', "
    "and products and quotients such as 'USD/year'"
)
# Texts, which the re module compiles, and keeps, when they are first needed.
_PART = r"([^\s*/^0-9]+)(?:\*\*([1-9]))?"


def read_unit(text: str) -> tuple[Part, ...]:
    """The parts of a unit, in canonical order.

    Args:
        text: Names joined by ``*`` and ``/`` (or ``per``), each perhaps with a power such as ``**2``.

    Returns:
        Each name once with its exponent; empty where all cancels.

    Raises:
        InvalidValueError: If a name is unknown, with what was probably meant.

    >>> read_unit("USD per Mtoken")
    (('USD', 1), ('Mtoken', -1))
    """
    if not isinstance(text, str) or not text.strip():
        raise InvalidValueError("not a unit", text, valid=_FORMS)
    tokens = re.split(r"\s*(?<!\*)([*/])(?!\*)\s*", re.sub(r"\s+per\s+", "/", text.strip()))
    signs = [1, *(1 if operator == "*" else -1 for operator in tokens[1::2])]
    read = (_part(name, sign, text) for name, sign in zip(tokens[::2], signs, strict=True) if name != "1")
    return merged(part for part in read if part[0] != "times")


def _part(name: str, sign: int, text: str) -> Part:
    match = re.fullmatch(_PART, name)
    if match is None:
        raise _unknown(name, text)
    known = _SYNONYMS.get(match[1], match[1])
    if known not in DEFINITIONS:
        raise _unknown(match[1], text)
    return known, sign * int(match[2] or 1)


def _unknown(name: str, text: str) -> InvalidValueError:
    trap = next((word for word in name.split() if word in _TRAPS), None)
    if not name:
        return InvalidValueError("a unit is missing beside an operator", text, valid=_FORMS)
    problem = "unknown unit" if (trap or name) == text else f"unknown unit {trap or name!r} in"
    if trap is not None:
        return InvalidValueError(problem, text, valid=_TRAPS[trap])
    return InvalidValueError(problem, text, valid=_FORMS, suggestions=nearest(name, [*DEFINITIONS, *_SYNONYMS]))


def merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts with each name once, those above the line first, then by name; what cancels is left out."""
    exponents: dict[str, int] = {}
    for name, exponent in parts:
        exponents[name] = exponents.get(name, 0) + exponent
    kept = (part for part in exponents.items() if part[1])
    return tuple(sorted(kept, key=lambda part: (part[1] < 0, part[0].casefold())))


def write_unit(parts: tuple[Part, ...]) -> str:
    """The canonical text of parts; ``times`` where there are none.

    >>> write_unit((("USD", 1), ("Mtoken", -1)))
    'USD/Mtoken'
    """
    above = "*".join(_power(name, exponent) for name, exponent in parts if exponent > 0)
    below = "".join(f"/{_power(name, -exponent)}" for name, exponent in parts if exponent < 0)
    return f"{above or '1'}{below}" if parts else "times"


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}**{exponent}"
