"""Sources and the atomic statements that they make."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from aibroker.records.converters import (
    claim_id,
    claim_ids,
    market_id,
    market_ids,
    maybe_source_id,
    model_ids,
    party_ids,
    source_id,
    source_ids,
    texts,
    vendor_id,
    vendor_ids,
)
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    ClaimId,
    MarketId,
    ModelId,
    PartyId,
    SourceId,
    VendorId,
    own_id,
    refers_to,
)
from aibroker.records.reprs import pasteable
from aibroker.records.validators import are_names, is_name, is_remark, is_text, maybe_a, maybe_flag, one_of
from aibroker.values.days import to_day
from aibroker.values.periods import Period

__all__ = ["Claim", "ClaimKind", "Position", "PositionStrength", "Source", "SourceKind"]

SourceKind = Literal[
    "filing", "testimony", "statement", "legislation", "documentation", "analysis", "reporting", "reference data"
]
ClaimKind = Literal["fact", "number", "projection", "forecast", "allegation", "opinion"]
PositionStrength = Literal["sole", "primary", "one of"]


def _published(value: Period | date | str | None) -> Period | None:
    if value is None or value == "unknown":
        return None
    if isinstance(value, Period):
        return value
    return Period.parse(value) if isinstance(value, str) else Period.day(value)


def _retrieved(value: date | str | None) -> date | None:
    return None if value is None or value == "unknown" else to_day(value)


@attrs.frozen(kw_only=True)
class Source:
    """A document, a page, a testimony or a table that makes claims.

    Attributes:
        id: Its id.
        title: Its title.
        kind: Filing, testimony, statement, legislation, documentation, analysis, reporting or reference data.
        publisher: Who published it; empty where it does not say.
        published: The day, month or year of publication; None where that is unknown.
        retrieved: The day on which it was read; None where only others report what it says.
        address: Where it can be found; empty where that is unknown.
        licence: The licence of its data; empty where that is unknown.
        machine_generated: Whether a machine wrote it; None where that is unknown.
        retells: The sources that it passes on.
        corrects: The sources that it corrects.
        note: A remark for readers.
    """

    id: SourceId = attrs.field(converter=source_id, validator=own_id)
    title: str = attrs.field(validator=is_name)
    kind: SourceKind = attrs.field(
        validator=one_of(
            "filing",
            "testimony",
            "statement",
            "legislation",
            "documentation",
            "analysis",
            "reporting",
            "reference data",
        )
    )
    publisher: str = attrs.field(default="", validator=is_remark)
    published: Period | None = attrs.field(converter=_published)
    retrieved: date | None = attrs.field(default=None, converter=_retrieved)
    address: str = attrs.field(default="", validator=is_remark)
    licence: str = attrs.field(default="", validator=is_remark)
    machine_generated: bool | None = attrs.field(default=None, validator=maybe_flag)
    retells: tuple[SourceId, ...] = attrs.field(default=(), converter=source_ids, metadata=refers_to("source"))
    corrects: tuple[SourceId, ...] = attrs.field(default=(), converter=source_ids, metadata=refers_to("source"))
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Position:
    """A place in a market that a claim gives to a seller: sole, primary, or one of several.

    Attributes:
        who: The seller.
        strength: Sole, primary or one of.
        market: In which market.
        models: Of these models.
        developers: Of the models of these developers.
        developed_in: Of models developed in these markets.
    """

    who: VendorId = attrs.field(converter=vendor_id, metadata=refers_to("vendor"))
    strength: PositionStrength = attrs.field(validator=one_of("sole", "primary", "one of"))
    market: MarketId = attrs.field(converter=market_id, metadata=refers_to("market"))
    models: tuple[ModelId, ...] = attrs.field(default=(), converter=model_ids, metadata=refers_to("model"))
    developers: tuple[VendorId, ...] = attrs.field(default=(), converter=vendor_ids, metadata=refers_to("vendor"))
    developed_in: tuple[MarketId, ...] = attrs.field(default=(), converter=market_ids, metadata=refers_to("market"))

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class Claim:
    """One atomic statement of a source, in words of one's own.

    The root belongs to the claim, not to the page: a page may retell a talk in one sentence and a testimony in the
    next. Ten repetitions of one root are one witness.

    Attributes:
        id: Its id, for example ``article.sold``.
        source: The source that makes it.
        locator: The place in the source.
        kind: Fact, number, projection, forecast, allegation or opinion.
        text: The statement, paraphrased.
        hedges: The words that soften or limit it, such as ``about``.
        said_by: Who said it: a person or a document, ``anonymous``, or ``unstated``.
        root: The source that said it first, where this one only passes it on.
        retells: The claims that it passes on.
        corrects: The claims that it corrects.
        about: The parties that it speaks of.
        position: The market position that it gives to a seller, if it does.
        note: A remark for readers.
    """

    id: ClaimId = attrs.field(converter=claim_id, validator=own_id)
    source: SourceId = attrs.field(converter=source_id, metadata=refers_to("source"))
    locator: str = attrs.field(validator=is_name)
    kind: ClaimKind = attrs.field(validator=one_of("fact", "number", "projection", "forecast", "allegation", "opinion"))
    text: str = attrs.field(validator=is_text)
    hedges: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=are_names)
    said_by: str = attrs.field(default="unstated", validator=is_name)
    root: SourceId | None = attrs.field(default=None, converter=maybe_source_id, metadata=refers_to("source"))
    retells: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    corrects: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    about: tuple[PartyId, ...] = attrs.field(default=(), converter=party_ids, metadata=refers_to("party"))
    position: Position | None = attrs.field(default=None, validator=maybe_a(Position), metadata=HOLDS_REFERENCES)
    note: str = attrs.field(default="", validator=is_remark)

    __repr__ = pasteable
