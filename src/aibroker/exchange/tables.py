"""The vocabulary of the format: which keys each table may hold, and which fields of a record they fill."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType, NoneType, UnionType
from typing import Final, Union, get_args, get_origin, get_type_hints

import attrs

from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.evidence import Claim, ClaimKind, Position, Source
from aibroker.records.kinds import PARTY_KINDS, RecordKind
from aibroker.records.markets import Market
from aibroker.records.measures import STANDARD_MEASURES, Comparison, Measure, Metric, Partition
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.records.parties import Authority, Owner, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Stage
from aibroker.records.safeguards import Risk, Safeguard
from aibroker.scenarios.steps import (
    AddMetric,
    CloseChannel,
    DoubtClaim,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    RefuseMarket,
    Restrict,
    ReviseMetric,
    Scenario,
    TurnOn,
)
from aibroker.values.validity import Validity

__all__ = [
    "ASPECTS",
    "BROUGHT",
    "BUYERS",
    "CLAIMS",
    "CLAIM_KINDS",
    "FORMAT",
    "HEADER",
    "INNER",
    "READING",
    "SCENARIO",
    "SECTIONS",
    "SELECTION",
    "STANDARD_MEASURE_NAMES",
    "STEPS",
    "UNKNOWABLE",
    "UNKNOWN",
    "VALIDITY",
    "Section",
    "Table",
    "is_texts",
    "plain_type",
    "types_of",
]

FORMAT: Final = "aibroker/1"
"""What the key ``format`` must say."""

UNKNOWN: Final = "unknown"
"""How a file says that something is not known."""

HEADER: Final = ("format", "title", "as_of", "uses")
CLAIM_KINDS: Final[tuple[str, ...]] = get_args(ClaimKind)
VALIDITY: Final = ("since", "ended", "seen")
BUYERS: Final = (
    "in", "headquartered_in", "owned_from", "more_than", "kind", "vetted", "named", "all", "any", "not"
)  # fmt: skip
ASPECTS: Final[Mapping[str, str]] = MappingProxyType(
    {"of": "of", "in": "market", "from": "buyer", "product": "product", "period": "periods"}
)
"""The aspects of a measurand: each key, and the field that it fills."""

STANDARD_MEASURE_NAMES: Final = tuple(
    dict.fromkeys(name for each in STANDARD_MEASURES for name in (each.id, each.name, *each.aliases))
)

_KEYS_OF_FIELDS: Final[Mapping[tuple[type, str], str]] = MappingProxyType(
    {
        (Model, "developer"): "by",
        (Product, "seller"): "of",
        (Right, "territory"): "in",
        (Claim, "locator"): "at",
        (Stage, "name"): "stage",
        (Metric, "value"): "is",
        (Reading, "value"): "is",
        (ReviseMetric, "value"): "is",
        (Scenario, "name"): "scenario",
        (Scenario, "rationale"): "because",
    }
)

UNKNOWABLE: Final[frozenset[tuple[type, str]]] = frozenset({
    (Vendor, "home"),
    (Vendor, "year_ends"),
    (Model, "release"),
    (Source, "published"),
    (Source, "retrieved"),
    (Source, "machine_generated"),
    (SalesChannel, "into"),
    (SalesChannel, "product"),
    (SalesChannel, "operator"),
    (SalesChannel, "biller"),
    (Right, "grantor"),
    (Right, "territory"),
    (Right, "exclusive"),
    (Stage, "on"),
    (Payment, "cap"),
    (Safeguard, "by"),
    (Risk, "bearer"),
    (Validity, "since"),
    (Validity, "ended"),
})  # fmt: skip
"""The fields in which None means that something is not known, which a file says as ``"unknown"``."""


@cache
def types_of(record: type) -> Mapping[str, object]:
    """The type of each field of a record class."""
    hints = get_type_hints(record)
    return MappingProxyType({field.name: hints[field.name] for field in attrs.fields(record)})


def plain_type(hint: object) -> object:
    """A type without the None in it."""
    if get_origin(hint) not in (Union, UnionType) or NoneType not in get_args(hint):
        return hint
    rest = tuple(each for each in get_args(hint) if each is not NoneType)
    return rest[0] if len(rest) == 1 else Union[rest]  # noqa: UP007 - there is no other way to build one


def is_texts(hint: object) -> bool:
    """Whether a type is a tuple of texts or of ids."""
    plain = plain_type(hint)
    inner = get_args(plain)[:1]
    return get_origin(plain) is tuple and (inner == (str,) or hasattr(inner[0], "__supertype__"))


@attrs.frozen(eq=False)
class Table:
    """What a table of the file may hold.

    Attributes:
        record: The class of the record, or of the part of one, that it becomes.
        fields: The field that each key fills.
        required: The keys that must be there.
        special: The further keys, which a shorthand reads.
    """

    record: type[attrs.AttrsInstance]
    fields: Mapping[str, str]
    required: tuple[str, ...]
    special: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that it may hold."""
        return (*self.special, *self.fields)


def _table(
    record: type[attrs.AttrsInstance],
    *,
    without: tuple[str, ...] = (),
    special: tuple[str, ...] = (),
    required: tuple[str, ...] = (),
) -> Table:
    fields = {
        _KEYS_OF_FIELDS.get((record, each.name), each.name): each
        for each in attrs.fields(record)
        if each.name not in (*without, *special)
    }
    wanted = [key for key, each in fields.items() if each.default is attrs.NOTHING and key not in ("id", "name")]
    filled = MappingProxyType({key: each.name for key, each in fields.items()})
    return Table(record, filled, (*wanted, *required), special)


INNER: Final[Mapping[object, Table]] = MappingProxyType(
    {each: _table(each) for each in (Owner, Position, Hosting, Clientele, Stage)}
)
"""The tables inside records that have no shorthand."""


@attrs.frozen(eq=False)
class Section:
    """A table of tables: the records of one kind.

    Attributes:
        name: Its key at the top of the file.
        kind: The kind of record; ``vendor`` stands for companies, of which some become customers.
        table: What each record may hold.
        is_named: Whether the key of a record is its name.
    """

    name: str
    kind: RecordKind
    table: Table
    is_named: bool = False

    @cached_property
    def group(self) -> str:
        """What its records share their ids with: their kind, or all parties."""
        return "party" if self.kind in PARTY_KINDS else self.kind


_NAMED: Final = (
    Section("companies", "vendor", _table(Vendor, special=("role",)), is_named=True),
    Section("authorities", "authority", _table(Authority), is_named=True),
    Section("markets", "market", _table(Market), is_named=True),
    Section("models", "model", _table(Model, special=("family",)), is_named=True),
    Section("products", "product", _table(Product), is_named=True),
)
_STATED: Final = (
    Section("sources", "source", _table(Source, without=("id",), special=("claims",))),
    Section("channels", "channel", _table(SalesChannel, without=("id",))),
    Section("rights", "right", _table(Right, without=("id",))),
    Section("refusals", "refusal", _table(Refusal, without=("id",))),
    Section("rules", "rule", _table(Rule, without=("id",))),
    Section("payments", "payment", _table(Payment, without=("id",))),
    Section("safeguards", "safeguard", _table(Safeguard), is_named=True),
    Section("risks", "risk", _table(Risk), is_named=True),
)
_NUMBERS: Final = (
    Section("measures", "measure", _table(Measure), is_named=True),
    Section(
        "metrics",
        "metric",
        _table(Metric, without=("id", "measurand", "relative_to", "relation"), special=("share_of", "versus")),
    ),
    Section("partitions", "partition", _table(Partition, without=("id",), special=("parts",), required=("parts",))),
    Section(
        "comparisons", "comparison", _table(Comparison, without=("id",), special=("larger",), required=("larger",))
    ),
    Section("assumptions", "assumption", _table(Assumption, without=("id",), special=("reads", "adds"))),
    Section("ask", "question", _table(Question, without=("id", "measurand"), special=("relative_to",))),
)
SECTIONS: Final[Mapping[str, Section]] = MappingProxyType(
    {section.name: section for section in (*_NAMED, *_STATED, *_NUMBERS)}
)
"""Every section of a case, in the order in which it is written."""

CLAIMS: Final = Section("claims", "claim", _table(Claim, without=("source", "kind", "text"), special=CLAIM_KINDS))
"""The claims of a source."""

READING: Final = _table(Reading, without=("metric", "measurand", "relative_to"), special=("share_of", "versus"))
"""How an assumption reads a number, beside the aspects that it changes."""

SCENARIO: Final = _table(Scenario, special=("format", "labels", "steps"))
"""A scenario."""

SELECTION: Final = ("sellers", "models", "buyers", "hosted_in", "resale_only")
"""What a selection may hold."""

STEPS: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "restrict": _table(Restrict, without=("selects",), special=SELECTION),
        "end_right": _table(EndRight),
        "grant_right": _table(GrantRight, without=("right",), special=("id",), required=("id",)),
        "close_channel": _table(CloseChannel),
        "open_channel": _table(OpenChannel, without=("channel",), special=("id",), required=("id",)),
        "narrow_channel": _table(NarrowChannel),
        "move_hosting": _table(MoveHosting),
        "lose_buyer": _table(LoseBuyer),
        "enter_market": _table(EnterMarket),
        "refuse_market": _table(RefuseMarket),
        "revise_metric": _table(ReviseMetric),
        "add_metric": _table(AddMetric, without=("metric",), special=("id",), required=("id",)),
        "doubt_claim": _table(DoubtClaim),
        "turn_on": _table(TurnOn),
    }
)
"""The steps of a scenario: each key, and what its table may hold beside a selection or the record that it brings."""

BROUGHT: Final[Mapping[str, tuple[str, Section]]] = MappingProxyType(
    {
        "grant_right": ("right", SECTIONS["rights"]),
        "open_channel": ("channel", SECTIONS["channels"]),
        "add_metric": ("metric", SECTIONS["metrics"]),
    }
)
"""The steps that bring a record: the field that holds it, and the section in which such records stand in a case."""
