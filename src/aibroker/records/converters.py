"""Named converters: constructors take plain text through them.

A reference may be an id, a name or an alias: the landscape that takes the record in replaces it by the id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import (
    AssumptionId,
    AuthorityId,
    ChannelId,
    ClaimId,
    ComparisonId,
    CustomerId,
    MarketId,
    MeasureId,
    MetricId,
    ModelId,
    PartitionId,
    PartyId,
    PaymentId,
    ProductId,
    QuestionId,
    RefusalId,
    RightId,
    RiskId,
    RuleId,
    SafeguardId,
    SourceId,
    VendorId,
)
from aibroker.values.estimates import Estimate

_LISTS: Final = frozenset({tuple, list})


def estimate(value: Estimate | str | float) -> Estimate:
    """An estimate from itself, its text, or a bare number (a count)."""
    if isinstance(value, Estimate):
        return value
    return Estimate.parse(value) if isinstance(value, str) else Estimate.exactly(value)


def maybe_estimate(value: Estimate | str | float | None) -> Estimate | None:
    """An estimate, or None."""
    return None if value is None else estimate(value)


def reference(value: str) -> str:
    """A reference as text: an id, a name or an alias."""
    stripped = value.strip() if isinstance(value, str) else ""
    if stripped:
        return stripped
    problem = "not a reference"
    raise InvalidValueError(problem, value, valid="an id or a name as text")


def several(values: Iterable[str]) -> tuple[str, ...]:
    """Several references; a single text is refused, since it would be read letter by letter."""
    if values == ():  # as most lists of most records are
        return ()
    is_listed = type(values) in _LISTS  # which is cheaper to see than whether it can be walked
    if not is_listed and (isinstance(values, str) or not isinstance(values, Iterable)):
        problem = "several ids or names are wanted here, and a single value was given"
        raise InvalidValueError(problem, values, valid=f"a list, for example [{values!r}]")
    given = tuple(map(reference, values))
    if len(given) > 1 and len({*given}) < len(given):
        twice = next(each for each in given if given.count(each) > 1)
        problem = "named twice in one list"
        raise InvalidValueError(problem, twice, valid="each once")
    return given


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Several short texts, such as aliases or hedges; a single text is refused."""
    return several(values)


def source_id(value: str) -> SourceId:
    """A reference to a source."""
    return SourceId(reference(value))


def maybe_source_id(value: str | None) -> SourceId | None:
    """A reference to a source, or None."""
    return None if value is None else source_id(value)


def source_ids(values: Iterable[str]) -> tuple[SourceId, ...]:
    """References to sources."""
    return cast("tuple[SourceId, ...]", several(values))


def claim_id(value: str) -> ClaimId:
    """A reference to a claim."""
    return ClaimId(reference(value))


def maybe_claim_id(value: str | None) -> ClaimId | None:
    """A reference to a claim, or None."""
    return None if value is None else claim_id(value)


def claim_ids(values: Iterable[str]) -> tuple[ClaimId, ...]:
    """References to claims."""
    return cast("tuple[ClaimId, ...]", several(values))


def market_id(value: str) -> MarketId:
    """A reference to a market."""
    return MarketId(reference(value))


def maybe_market_id(value: str | None) -> MarketId | None:
    """A reference to a market, or None."""
    return None if value is None else market_id(value)


def market_ids(values: Iterable[str]) -> tuple[MarketId, ...]:
    """References to markets."""
    return cast("tuple[MarketId, ...]", several(values))


def territory(values: Iterable[str] | None) -> tuple[MarketId, ...] | None:
    """The markets of a territory; ``'unknown'`` or None where it is unknown. An empty territory is refused."""
    if values is None or values == "unknown":
        return None
    markets = market_ids(values)
    if not markets:
        problem = "a territory without a market"
        raise InvalidValueError(problem, markets, valid="at least one market, or 'unknown'")
    return markets


def party_id(value: str) -> PartyId:
    """A reference to a party."""
    return PartyId(reference(value))


def maybe_party_id(value: str | None) -> PartyId | None:
    """A reference to a party, or None."""
    return None if value is None else party_id(value)


def party_ids(values: Iterable[str]) -> tuple[PartyId, ...]:
    """References to parties."""
    return cast("tuple[PartyId, ...]", several(values))


def vendor_id(value: str) -> VendorId:
    """A reference to a vendor."""
    return VendorId(party_id(value))


def maybe_vendor_id(value: str | None) -> VendorId | None:
    """A reference to a vendor, or None."""
    return None if value is None else vendor_id(value)


def vendor_ids(values: Iterable[str]) -> tuple[VendorId, ...]:
    """References to vendors."""
    return cast("tuple[VendorId, ...]", several(values))


def customer_id(value: str) -> CustomerId:
    """A reference to a customer."""
    return CustomerId(party_id(value))


def authority_id(value: str) -> AuthorityId:
    """A reference to an authority."""
    return AuthorityId(party_id(value))


def model_id(value: str) -> ModelId:
    """A reference to a model or a family of models."""
    return ModelId(reference(value))


def maybe_model_id(value: str | None) -> ModelId | None:
    """A reference to a model, or None."""
    return None if value is None else model_id(value)


def model_ids(values: Iterable[str]) -> tuple[ModelId, ...]:
    """References to models."""
    return cast("tuple[ModelId, ...]", several(values))


def product_id(value: str) -> ProductId:
    """A reference to a product."""
    return ProductId(reference(value))


def maybe_product_id(value: str | None) -> ProductId | None:
    """A reference to a product, or None."""
    return None if value is None else product_id(value)


def channel_id(value: str) -> ChannelId:
    """A reference to a sales channel."""
    return ChannelId(reference(value))


def maybe_channel_id(value: str | None) -> ChannelId | None:
    """A reference to a sales channel, or None."""
    return None if value is None else channel_id(value)


def right_id(value: str) -> RightId:
    """A reference to a right."""
    return RightId(reference(value))


def right_ids(values: Iterable[str]) -> tuple[RightId, ...]:
    """References to rights."""
    return cast("tuple[RightId, ...]", several(values))


def refusal_id(value: str) -> RefusalId:
    """A reference to a refusal."""
    return RefusalId(reference(value))


def rule_id(value: str) -> RuleId:
    """A reference to a rule."""
    return RuleId(reference(value))


def payment_id(value: str) -> PaymentId:
    """A reference to a payment."""
    return PaymentId(reference(value))


def safeguard_id(value: str) -> SafeguardId:
    """A reference to a safeguard."""
    return SafeguardId(reference(value))


def safeguard_ids(values: Iterable[str]) -> tuple[SafeguardId, ...]:
    """References to safeguards."""
    return cast("tuple[SafeguardId, ...]", several(values))


def risk_id(value: str) -> RiskId:
    """A reference to a risk."""
    return RiskId(reference(value))


def measure_id(value: str) -> MeasureId:
    """A reference to a measure."""
    return MeasureId(reference(value))


def metric_id(value: str) -> MetricId:
    """A reference to a metric."""
    return MetricId(reference(value))


def partition_id(value: str) -> PartitionId:
    """A reference to a partition."""
    return PartitionId(reference(value))


def comparison_id(value: str) -> ComparisonId:
    """A reference to a comparison."""
    return ComparisonId(reference(value))


def assumption_id(value: str) -> AssumptionId:
    """A reference to an assumption."""
    return AssumptionId(reference(value))


def question_id(value: str) -> QuestionId:
    """A reference to a saved question."""
    return QuestionId(reference(value))


def assumption_ids(values: Iterable[str]) -> tuple[AssumptionId, ...]:
    """References to assumptions."""
    return cast("tuple[AssumptionId, ...]", several(values))
