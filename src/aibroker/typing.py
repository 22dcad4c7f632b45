"""What users annotate with: typed ids, closed vocabularies, and the unions of record kinds."""

from aibroker.hatch import Form
from aibroker.records.assumptions import Convention, Statement
from aibroker.records.buyers import Buyers
from aibroker.records.evidence import ClaimKind, PositionStrength, SourceKind
from aibroker.records.identifiers import (
    AssumptionId,
    AuthorityId,
    ChannelId,
    ClaimId,
    ComparisonId,
    CustomerId,
    Kind,
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
from aibroker.records.kinds import Party, Record, RecordKind
from aibroker.records.markets import MarketKind
from aibroker.records.measures import Basis, MeasureKind, Relation
from aibroker.records.offers import ChannelStatus, Openness
from aibroker.records.questions import QuestionKind
from aibroker.records.rights import RefusalReach, RightKind
from aibroker.records.rules import StageName
from aibroker.scenarios.steps import Step

__all__ = [
    "AssumptionId",
    "AuthorityId",
    "Basis",
    "Buyers",
    "ChannelId",
    "ChannelStatus",
    "ClaimId",
    "ClaimKind",
    "ComparisonId",
    "Convention",
    "CustomerId",
    "Form",
    "Kind",
    "MarketId",
    "MarketKind",
    "MeasureId",
    "MeasureKind",
    "MetricId",
    "ModelId",
    "Openness",
    "PartitionId",
    "Party",
    "PartyId",
    "PaymentId",
    "PositionStrength",
    "ProductId",
    "QuestionId",
    "QuestionKind",
    "Record",
    "RecordKind",
    "RefusalId",
    "RefusalReach",
    "Relation",
    "RightId",
    "RightKind",
    "RiskId",
    "RuleId",
    "SafeguardId",
    "SourceId",
    "SourceKind",
    "StageName",
    "Statement",
    "Step",
    "VendorId",
]
