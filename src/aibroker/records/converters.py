"""Named converters and validators: constructors take plain text through them.

A reference may be an id, a name or an alias: the landscape that takes the record in replaces it by the id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn, TypeVar, cast

import attrs

from aibroker.errors import InvalidValueError, nearest
from aibroker.records.characters import unfit_in_name, unfit_in_text
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

Validator = Callable[[attrs.AttrsInstance, "attrs.Attribute[Any]", Any], None]

T = TypeVar("T")

_LISTS: Final = frozenset({tuple, list})
_VALID_NAME: Final = "one line, of which every character can be seen"
_VALID_TEXT: Final = "a text without control characters, but for tabs and line feeds"


def _field(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def one_of(*options: str) -> Validator:
    """A validator for a closed vocabulary."""

    def check(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
        if value not in options:
            problem = f"{_field(instance, attribute)} is not in its vocabulary"
            near = nearest(value, options) if isinstance(value, str) else ()
            raise InvalidValueError(problem, value, valid=", ".join(options), suggestions=near)

    return check


def is_name(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a name or a title: one line, of which every character can be seen."""
    _must_say_something(instance, attribute, value)
    _check_name(_field(instance, attribute), value)


def are_names(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], values: tuple[str, ...]) -> None:
    """Validate several names or other short texts, each as one name."""
    for each in values:
        _check_name(_field(instance, attribute), each)


def is_text(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a text that must say something."""
    _must_say_something(instance, attribute, value)
    _refuse_character(_field(instance, attribute), value, unfit_in_text(value), _VALID_TEXT)


def is_remark(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    """Validate a text that may be empty."""
    if not isinstance(value, str):
        problem = f"{_field(instance, attribute)} wants a text"
        raise InvalidValueError(problem, value, valid="a text, which may be empty")
    unfit = unfit_in_text(value) if value else None
    if unfit is not None:
        _refuse_character(_field(instance, attribute), value, unfit, _VALID_TEXT)


def _must_say_something(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        problem = f"{_field(instance, attribute)} wants a text that is not empty"
        raise InvalidValueError(problem, value, valid="a text")


def _check_name(place: str, value: str) -> None:
    _refuse_character(place, value, unfit_in_name(value), _VALID_NAME)
    if value != value.strip():
        raise InvalidValueError(f"{place} begins or ends with a space", value, valid=repr(value.strip()))


def _refuse_character(place: str, value: str, unfit: str | None, valid: str) -> None:
    if unfit is not None:
        raise InvalidValueError(f"{place} holds {unfit}", value, valid=valid)


def is_a(*classes: type[object]) -> Validator:
    """A validator for a part of a record; what holds references or dates must be what it seems."""

    def check(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, classes):
            _refuse(_field(instance, attribute), value, classes)

    return check


def maybe_a(*classes: type[object]) -> Validator:
    """A validator for a part of a record that may be missing (None)."""
    return is_a(*classes, type(None))


def parts(values: Iterable[T], *classes: type[object]) -> tuple[T, ...]:
    """Several parts of a record, each of one of these classes; a single text is refused."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        _refuse("a list of parts", values, classes)
    given = tuple(values)
    for each in given:
        if not isinstance(each, classes):
            _refuse("a part in a list", each, classes)
    return given


def _refuse(place: str, value: object, classes: tuple[type[object], ...]) -> NoReturn:
    names = " or ".join("None" if each is type(None) else each.__name__ for each in classes)
    raise InvalidValueError(f"{place} is of another kind", value, valid=names)


def is_flag(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: bool) -> None:
    """Validate a plain truth value."""
    if type(value) is not bool:
        problem = f"{_field(instance, attribute)} wants true or false"
        raise InvalidValueError(problem, value, valid="true or false")


def maybe_flag(instance: attrs.AttrsInstance, attribute: attrs.Attribute[Any], value: bool | None) -> None:
    """Validate a truth value that may be unknown (None)."""
    if value is not None:
        is_flag(instance, attribute, value)


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
