"""What users annotate with: typed ids, closed vocabularies, unions of record kinds, and what queries return."""

from aibroker.ask import Asking
from aibroker.comparing.attributions import Attribution, Contribution
from aibroker.comparing.replies import Reply
from aibroker.comparing.rows import ScenarioRow
from aibroker.comparing.sidebyside import Gate, SideBySide
from aibroker.comparing.sweeps import Lever
from aibroker.differences import AnswerChange, Difference, RecordChange
from aibroker.figures.aspects import Aspects, MoneyMeasure, PriceMeasure
from aibroker.figures.citations import Citation
from aibroker.figures.derivations import BoundSide, Derivation, DerivationRule, Ground, GroundKind
from aibroker.figures.facets import FigureEvidence, FigureSide, Gap
from aibroker.figures.figures import Explanation
from aibroker.figures.sensitivity import Sensitivity, SensitivityRow
from aibroker.figures.switches import Bare
from aibroker.frames.rows import (
    ChangeRow,
    ChannelRow,
    ClaimRow,
    FigureRow,
    LossRow,
    MetricRow,
    PriceRow,
    ReplyRow,
    RouteRow,
    SettingRow,
)
from aibroker.frames.table import Table
from aibroker.hatch import Form
from aibroker.queries.access import Access, AccessVerdict, ChannelAccess
from aibroker.queries.answers import Answer, Brokerage, Candidate
from aibroker.queries.audit import Audit, AuditRow
from aibroker.queries.eligibility import Condition, ConditionKind
from aibroker.queries.gatekeepers import Gatekeeper
from aibroker.queries.routes import Edge, Route
from aibroker.queries.sightings import Sighting
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
from aibroker.records.kinds import Party, Record, RecordKind, Stated
from aibroker.records.markets import MarketKind
from aibroker.records.measures import Basis, MeasureKind, Relation
from aibroker.records.offers import ChannelStatus, Openness
from aibroker.records.questions import QuestionKind
from aibroker.records.reasons import Conflict, ConflictKind, Evidence, Reason, ReasonBasis
from aibroker.records.rights import RefusalReach, RightKind
from aibroker.records.rules import StageName
from aibroker.scenarios.changes import BeforeAndAfter, Change, Opening, Taken
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.steps import Step
from aibroker.store.collections import Records

__all__ = [
    "Access",
    "AccessVerdict",
    "Answer",
    "AnswerChange",
    "Asking",
    "Aspects",
    "AssumptionId",
    "Attribution",
    "Audit",
    "AuditRow",
    "AuthorityId",
    "Bare",
    "Basis",
    "BeforeAndAfter",
    "BoundSide",
    "Brokerage",
    "Buyers",
    "Candidate",
    "Change",
    "ChangeRow",
    "ChannelAccess",
    "ChannelId",
    "ChannelRow",
    "ChannelStatus",
    "Citation",
    "ClaimId",
    "ClaimKind",
    "ClaimRow",
    "ComparisonId",
    "Condition",
    "ConditionKind",
    "Conflict",
    "ConflictKind",
    "Contribution",
    "Convention",
    "CustomerId",
    "Derivation",
    "DerivationRule",
    "Difference",
    "Edge",
    "Evidence",
    "Explanation",
    "FigureEvidence",
    "FigureRow",
    "FigureSide",
    "Form",
    "Gap",
    "Gate",
    "Gatekeeper",
    "Ground",
    "GroundKind",
    "Kind",
    "Lever",
    "Loss",
    "LossRow",
    "MarketId",
    "MarketKind",
    "MeasureId",
    "MeasureKind",
    "MetricId",
    "MetricRow",
    "ModelId",
    "MoneyMeasure",
    "Opening",
    "Openness",
    "PartitionId",
    "Party",
    "PartyId",
    "PaymentId",
    "PositionStrength",
    "PriceMeasure",
    "PriceRow",
    "ProductId",
    "QuestionId",
    "QuestionKind",
    "Reason",
    "ReasonBasis",
    "Record",
    "RecordChange",
    "RecordKind",
    "Records",
    "RefusalId",
    "RefusalReach",
    "Relation",
    "Reply",
    "ReplyRow",
    "RightId",
    "RightKind",
    "RiskId",
    "Route",
    "RouteRow",
    "RuleId",
    "SafeguardId",
    "ScenarioRow",
    "Sensitivity",
    "SensitivityRow",
    "SettingRow",
    "SideBySide",
    "Sighting",
    "SourceId",
    "SourceKind",
    "StageName",
    "Stated",
    "Statement",
    "Step",
    "Table",
    "Taken",
    "VendorId",
]
