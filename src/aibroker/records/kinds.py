"""The closed union of record kinds, and how each is called."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias, assert_never

from aibroker.errors import InvalidValueError
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim, Source
from aibroker.records.identifiers import Kind
from aibroker.records.markets import Market
from aibroker.records.measures import Comparison, Measure, Metric, Partition
from aibroker.records.offers import Model, Product, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule
from aibroker.records.safeguards import Risk, Safeguard

__all__ = [
    "CLASSES",
    "COLLECTIONS",
    "PARTY_KINDS",
    "STATED",
    "Party",
    "Record",
    "RecordKind",
    "Stated",
    "kind_of",
    "kinds_meant",
    "name_of",
    "names_of",
]

Party: TypeAlias = Vendor | Customer | Authority
"""Any party of a landscape."""

Record: TypeAlias = (
    Source
    | Claim
    | Market
    | Vendor
    | Customer
    | Authority
    | Model
    | Product
    | SalesChannel
    | Right
    | Refusal
    | Rule
    | Payment
    | Safeguard
    | Risk
    | Measure
    | Metric
    | Partition
    | Comparison
    | Assumption
    | Question
)
"""Anything that a landscape holds; a closed union."""

Stated: TypeAlias = SalesChannel | Right | Refusal | Rule | Payment | Safeguard | Risk | Metric | Partition | Comparison
"""The records that say something about the world, so that each must rest on a claim."""

STATED: Final = (
    SalesChannel,
    Right,
    Refusal,
    Rule,
    Payment,
    Safeguard,
    Risk,
    Metric,
    Partition,
    Comparison,
)
"""The classes of ``Stated``, for checks at run time."""


def is_groundless(record: Record) -> bool:
    """Whether a record says something about the world without a claim, and no scenario supposes it."""
    if not isinstance(record, STATED) or record.claims:
        return False
    return not (isinstance(record, SalesChannel | Right | Refusal) and record.supposed_by)


RecordKind = Literal[
    "source",
    "claim",
    "market",
    "vendor",
    "customer",
    "authority",
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
"""What kinds of record there are; every one of them is also a ``Kind`` that a reference may have."""

CLASSES: Final[MappingProxyType[RecordKind, type[Record]]] = MappingProxyType(
    {
        "source": Source,
        "claim": Claim,
        "market": Market,
        "vendor": Vendor,
        "customer": Customer,
        "authority": Authority,
        "model": Model,
        "product": Product,
        "channel": SalesChannel,
        "right": Right,
        "refusal": Refusal,
        "rule": Rule,
        "payment": Payment,
        "safeguard": Safeguard,
        "risk": Risk,
        "measure": Measure,
        "metric": Metric,
        "partition": Partition,
        "comparison": Comparison,
        "assumption": Assumption,
        "question": Question,
    }
)
"""The class of each kind, in the order in which kinds are listed."""

_KINDS: Final[MappingProxyType[type[Record], RecordKind]] = MappingProxyType(
    {kind_class: kind for kind, kind_class in CLASSES.items()}
)

COLLECTIONS: Final[MappingProxyType[RecordKind, str]] = MappingProxyType(
    {kind: f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s" for kind in CLASSES}
)
"""What the collection of each kind is called, for example ``authorities``."""

PARTY_KINDS: Final[tuple[RecordKind, ...]] = ("vendor", "customer", "authority")
"""The kinds that share one set of ids."""


def kind_of(record: Record) -> RecordKind:
    """The kind of a record.

    Raises:
        InvalidValueError: If it is no record.
    """
    kind = _KINDS.get(type(record))
    if kind is None:
        problem = "this is no record"
        raise InvalidValueError(problem, record, valid=", ".join(each.__name__ for each in _KINDS))
    return kind


def kinds_meant(kind: Kind) -> tuple[RecordKind, ...]:
    """The kinds of record that a reference of a kind may point to."""
    return PARTY_KINDS if kind == "party" else (kind,)


def name_of(record: Record) -> str:
    """What people call a record: its name or title, else its id."""
    match record:
        case Vendor() | Customer() | Authority() | Market() | Model() | Product() | Measure() | Safeguard() | Risk():
            return record.name
        case Source() | Rule():
            return record.title
        case Assumption():
            return record.name or record.id
        case (
            Claim()
            | SalesChannel()
            | Right()
            | Refusal()
            | Payment()
            | Metric()
            | Partition()
            | Comparison()
            | Question()
        ):
            return record.id
        case _:
            assert_never(record)


def names_of(record: Record) -> tuple[str, ...]:
    """Every exact name by which a record can be found, besides its id; a claim also by its key within its source."""
    match record:
        case Vendor() | Customer() | Authority() | Market() | Model() | Product() | Measure():
            return (record.name, *record.aliases)
        case Claim():
            return (record.id.removeprefix(f"{record.source}."),)
        case _:
            return (name_of(record),)
