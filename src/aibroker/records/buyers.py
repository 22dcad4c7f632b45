"""Buyers: a three-valued predicate as data, shared by channels, refusals, rules and scenario selectors."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Any, Final, TypeAlias, get_args

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import estimate, market_ids, party_ids
from aibroker.records.identifiers import HOLDS_REFERENCES, MarketId, PartyId, refers_to
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_a, is_name, parts
from aibroker.values.estimates import Estimate

__all__ = [
    "DEEPEST_CONDITION",
    "AllOf",
    "AnyOf",
    "Buyers",
    "HeadquarteredIn",
    "LocatedIn",
    "Named",
    "Not",
    "OfKind",
    "OwnedFrom",
    "Vetted",
    "all_of",
    "any_of",
    "are_buyers",
    "headquartered_in",
    "located_in",
    "maybe_buyers",
    "named",
    "not_",
    "of_kind",
    "owned_from",
    "vetted",
]

DEEPEST_CONDITION: Final = 16
"""How many groups and negations may lie in each other: what every file can hold, and more than anybody reads."""


def _some(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: Sized) -> None:
    if not len(value):
        problem = f"{type(instance).__name__}.{attribute.name} names nothing"
        raise InvalidValueError(problem, value, valid="at least one")


def _a_share(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: Estimate) -> None:
    if value.unit.dimension != "ratio" or not value.is_point or not 0 <= value.to("percent").low <= 100:
        problem = f"{type(instance).__name__}.{attribute.name} is not a share"
        raise InvalidValueError(problem, str(value), valid="for example '50 %'")


@attrs.frozen
class LocatedIn:
    """Buyers that buy from within one of these markets.

    Attributes:
        markets: Where the buying entity sits.
    """

    markets: tuple[MarketId, ...] = attrs.field(converter=market_ids, validator=_some, metadata=refers_to("market"))

    __repr__ = pasteable


@attrs.frozen
class HeadquarteredIn:
    """Buyers with their headquarters in one of these markets, wherever they buy.

    Attributes:
        markets: Where the headquarters are.
    """

    markets: tuple[MarketId, ...] = attrs.field(converter=market_ids, validator=_some, metadata=refers_to("market"))

    __repr__ = pasteable


@attrs.frozen
class OwnedFrom:
    """Buyers owned from these markets by more than a share, directly or through others.

    Attributes:
        markets: Where the owners have their headquarters.
        more_than: The share that must be exceeded.
    """

    markets: tuple[MarketId, ...] = attrs.field(converter=market_ids, validator=_some, metadata=refers_to("market"))
    more_than: Estimate = attrs.field(converter=estimate, validator=_a_share)

    __repr__ = pasteable


@attrs.frozen
class OfKind:
    """Buyers of a kind, in the words that parties use in ``kinds``.

    Attributes:
        kind: The kind.
    """

    kind: str = attrs.field(validator=is_name)

    __repr__ = pasteable


@attrs.frozen
class Vetted:
    """Buyers that passed a vetting.

    Attributes:
        standard: What they had to be, in the words of the seller.
    """

    standard: str = attrs.field(validator=is_name)

    __repr__ = pasteable


@attrs.frozen
class Named:
    """These buyers and no others.

    Attributes:
        parties: Who they are.
    """

    parties: tuple[PartyId, ...] = attrs.field(converter=party_ids, validator=_some, metadata=refers_to("party"))

    __repr__ = pasteable


def _depth(value: object) -> int:
    """How many groups and negations lie in each other."""
    inner = value.parts if isinstance(value, AllOf | AnyOf) else (value.part,) if isinstance(value, Not) else ()
    return 1 + max(map(_depth, inner)) if inner else 0


def _not_too_deep(instance: attrs.AttrsInstance, _: attrs.Attribute[Any], __: object) -> None:
    """Validate that a file can hold the condition: its groups and negations lie in each other so deep at most."""
    if _depth(instance) > DEEPEST_CONDITION:
        problem = f"{type(instance).__name__} holds groups that lie in each other too deep"
        valid = f"at most {DEEPEST_CONDITION} of all_of, any_of and not_ in each other"
        raise InvalidValueError(problem, DEEPEST_CONDITION + 1, valid=valid)


def _parts(values: Iterable[Buyers]) -> tuple[Buyers, ...]:
    return parts(values, *get_args(Buyers))


@attrs.frozen
class AllOf:
    """Buyers for whom every part holds.

    Attributes:
        parts: The parts.
    """

    parts: tuple[Buyers, ...] = attrs.field(
        converter=_parts, validator=[_some, _not_too_deep], metadata=HOLDS_REFERENCES
    )

    __repr__ = pasteable


@attrs.frozen
class AnyOf:
    """Buyers for whom at least one part holds.

    Attributes:
        parts: The parts.
    """

    parts: tuple[Buyers, ...] = attrs.field(
        converter=_parts, validator=[_some, _not_too_deep], metadata=HOLDS_REFERENCES
    )

    __repr__ = pasteable


def are_buyers(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: Buyers) -> None:
    """Validate a condition on buyers; a text is none."""
    is_a(*get_args(Buyers))(instance, attribute, value)


def maybe_buyers(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: Buyers | None) -> None:
    """Validate a condition on buyers that may be missing (None)."""
    if value is not None:
        are_buyers(instance, attribute, value)


@attrs.frozen
class Not:
    """Buyers for whom a part does not hold.

    Attributes:
        part: The part.
    """

    part: Buyers = attrs.field(validator=[are_buyers, _not_too_deep], metadata=HOLDS_REFERENCES)

    __repr__ = pasteable


Buyers: TypeAlias = LocatedIn | HeadquarteredIn | OwnedFrom | OfKind | Vetted | Named | AllOf | AnyOf | Not
"""A condition on buyers; a closed union."""


def located_in(*markets: str) -> LocatedIn:
    """Buyers that buy from within one of these markets.

    >>> located_in("China")
    LocatedIn(markets=('China',))
    """
    return LocatedIn(market_ids(markets))


def headquartered_in(*markets: str) -> HeadquarteredIn:
    """Buyers with their headquarters in one of these markets."""
    return HeadquarteredIn(market_ids(markets))


def owned_from(*markets: str, more_than: Estimate | str) -> OwnedFrom:
    """Buyers owned from these markets by more than a share, for example ``'50 %'``."""
    return OwnedFrom(market_ids(markets), estimate(more_than))


def of_kind(kind: str) -> OfKind:
    """Buyers of a kind."""
    return OfKind(kind)


def vetted(standard: str) -> Vetted:
    """Buyers that passed a vetting."""
    return Vetted(standard)


def named(*parties: str) -> Named:
    """These buyers and no others."""
    return Named(party_ids(parties))


def all_of(*parts: Buyers) -> AllOf:
    """Buyers for whom every part holds."""
    return AllOf(parts)


def any_of(*parts: Buyers) -> AnyOf:
    """Buyers for whom at least one part holds."""
    return AnyOf(parts)


def not_(part: Buyers) -> Not:
    """Buyers for whom a part does not hold."""
    return Not(part)
