"""Steps that change what is known or taken to be so: numbers, claims and assumptions. They bear no day of their own."""

from __future__ import annotations

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import assumption_id, estimate, maybe_claim_id, maybe_source_id, metric_id
from aibroker.records.identifiers import (
    HOLDS_REFERENCES,
    AssumptionId,
    ClaimId,
    MetricId,
    SourceId,
    refers_to,
)
from aibroker.records.measures import Metric
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_a, is_text
from aibroker.values.estimates import Estimate

__all__ = ["AddMetric", "DoubtClaim", "ReviseMetric", "TurnOn"]


@attrs.frozen
class ReviseMetric:
    """Suppose that a published number were another; the result is an assumption, and is listed as one.

    Attributes:
        metric: The number.
        value: What it is supposed to be.
        because: Why one may suppose it.
    """

    metric: MetricId = attrs.field(converter=metric_id, metadata=refers_to("metric"))
    value: Estimate = attrs.field(converter=estimate, kw_only=True)
    because: str = attrs.field(validator=is_text, kw_only=True)

    __repr__ = pasteable


@attrs.frozen
class AddMetric:
    """Suppose a number that nobody has published; the result is an assumption, and is listed as one.

    Attributes:
        metric: The number, with an id of its own.
        because: Why one may suppose it.
    """

    metric: Metric = attrs.field(validator=is_a(Metric), metadata=HOLDS_REFERENCES)
    because: str = attrs.field(validator=is_text, kw_only=True)

    __repr__ = pasteable


@attrs.frozen(kw_only=True)
class DoubtClaim:
    """As if a claim, or all claims of a source, had not been made; on every day, since claims are no events.

    Attributes:
        claim: The claim; None where a source is doubted.
        source: The source; None where a claim is doubted.
    """

    claim: ClaimId | None = attrs.field(default=None, converter=maybe_claim_id, metadata=refers_to("claim"))
    source: SourceId | None = attrs.field(default=None, converter=maybe_source_id, metadata=refers_to("source"))

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        if (self.claim is None) is (self.source is None):
            problem = "either a claim or a source is doubted"
            raise InvalidValueError(problem, (self.claim, self.source), valid="claim=… or source=…")


@attrs.frozen
class TurnOn:
    """Turn an assumption of the landscape on.

    Attributes:
        assumption: The assumption.
    """

    assumption: AssumptionId = attrs.field(converter=assumption_id, metadata=refers_to("assumption"))

    __repr__ = pasteable
