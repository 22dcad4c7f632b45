"""Public catalogues of models and prices as landscapes: bytes or a path in, records and what was doubted out."""

from aibroker.catalogues import genai_prices, litellm, models_dev
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue, IssueKind
from aibroker.catalogues.matching import Match, Matched, match
from aibroker.catalogues.reconciling import Compared, LeftOut, Reconciliation, reconcile

__all__ = [
    "CatalogueImport",
    "CatalogueIssue",
    "Compared",
    "IssueKind",
    "LeftOut",
    "Match",
    "Matched",
    "Reconciliation",
    "genai_prices",
    "litellm",
    "match",
    "models_dev",
    "reconcile",
]
