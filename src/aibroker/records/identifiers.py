"""Typed ids: readable slugs, unique per kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, NewType

import attrs

from aibroker.errors import InvalidValueError

__all__ = [
    "HOLDS_REFERENCES",
    "AssumptionId",
    "AuthorityId",
    "ChannelId",
    "ClaimId",
    "ComparisonId",
    "CustomerId",
    "Kind",
    "MarketId",
    "MeasureId",
    "MetricId",
    "ModelId",
    "PartitionId",
    "PartyId",
    "PaymentId",
    "ProductId",
    "QuestionId",
    "RefusalId",
    "RightId",
    "RiskId",
    "RuleId",
    "SafeguardId",
    "SourceId",
    "VendorId",
    "is_slug",
    "own_id",
    "refers_to",
    "slug",
]

SourceId = NewType("SourceId", str)
ClaimId = NewType("ClaimId", str)
MarketId = NewType("MarketId", str)
PartyId = NewType("PartyId", str)
VendorId = NewType("VendorId", PartyId)
CustomerId = NewType("CustomerId", PartyId)
AuthorityId = NewType("AuthorityId", PartyId)
ModelId = NewType("ModelId", str)
ProductId = NewType("ProductId", str)
ChannelId = NewType("ChannelId", str)
RightId = NewType("RightId", str)
RefusalId = NewType("RefusalId", str)
RuleId = NewType("RuleId", str)
PaymentId = NewType("PaymentId", str)
SafeguardId = NewType("SafeguardId", str)
RiskId = NewType("RiskId", str)
MeasureId = NewType("MeasureId", str)
MetricId = NewType("MetricId", str)
PartitionId = NewType("PartitionId", str)
ComparisonId = NewType("ComparisonId", str)
AssumptionId = NewType("AssumptionId", str)
QuestionId = NewType("QuestionId", str)

Kind = Literal[
    "source",
    "claim",
    "market",
    "vendor",
    "customer",
    "authority",
    "party",
    "model",
    "product",
    "channel",
    "right",
    "refusal",
    "rule",
    "payment",
    "safeguard",
    "risk",
    "measure",
    "metric",
    "partition",
    "comparison",
    "assumption",
    "question",
]
"""What a reference can point to; ``party`` stands for a vendor, a customer or an authority."""

_SLUG: Final = r"[a-z0-9]+(?:[-._][a-z0-9]+)*"
_LONGEST_ID: Final = 120
_LATIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)
"""What Unicode does not take apart into a plain letter and a mark."""
_RESERVED: Final = ("all", "unknown")  # a file says so where it could name a record instead
_SLUG_FORM: Final = "a slug: lower-case letters and digits, joined by '-', '.' or '_', at most 120 characters"


def slug(name: str) -> str:
    """The id that a name suggests: its letters and digits in lower case, joined by hyphens.

    Args:
        name: A name as people write it.

    Returns:
        The slug.

    Raises:
        InvalidValueError: If no letter and no digit is left, or if one of another script would be lost, so that an id
            must be given.

    >>> slug("Azure OpenAI (China)")
    'azure-openai-china'
    """
    if is_slug(name):
        return name
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(each for each in decomposed if not unicodedata.combining(each)).translate(_LATIN_LETTERS)
    made = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")
    made = re.sub(r"[-._]*([-._])[-._]*", r"\1", made)[:_LONGEST_ID].strip("-._")
    lost = [each for each in plain if each.isalnum() and not each.isascii()]
    if lost or not made:
        problem = "no id can be made from this name; give one"
        raise InvalidValueError(problem, name, valid=_SLUG_FORM)
    return made


def is_slug(text: str) -> bool:
    """Whether a text can be the id of a record."""
    return len(text) <= _LONGEST_ID and _slug_pattern().fullmatch(text) is not None


@cache
def _slug_pattern() -> re.Pattern[str]:
    return re.compile(_SLUG)


def own_id(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a record's own id: a slug, so that it is readable and safe wherever it is written."""
    if value in _RESERVED:
        problem = f"{type(instance).__name__}.{attribute.name} is a word that means something of its own"
        raise InvalidValueError(problem, value, valid=f"any slug but {' and '.join(map(repr, _RESERVED))}")
    if is_slug(value):
        return
    try:
        suggested: tuple[str, ...] = (slug(value),)
    except InvalidValueError:
        suggested = ()
    problem = f"{type(instance).__name__}.{attribute.name} is no id"
    raise InvalidValueError(problem, value, valid=_SLUG_FORM, suggestions=suggested)


HOLDS_REFERENCES: Final[Mapping[str, bool]] = MappingProxyType({"holds_references": True})
"""The metadata of a field whose value holds references inside it."""


def refers_to(kind: Kind) -> dict[str, Kind]:
    """The metadata of a field that refers to records of a kind."""
    return {"refers_to": kind}
