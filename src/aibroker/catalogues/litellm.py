"""LiteLLM's price map: one JSON file, in which a key names a model together with its seller, region and tier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from aibroker.catalogues.files import File, json_of, no_such_form, said, table
from aibroker.catalogues.importing import imported, retrieved_on
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.keys import model_on_bedrock, model_under, place_on_azure, place_on_bedrock, place_under
from aibroker.catalogues.litellm_prices import prices_of
from aibroker.catalogues.offers import Listed, Offer, Place
from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Source
from aibroker.values.days import to_day
from aibroker.values.periods import Period

__all__ = ["read"]

_SELLER: Final = "litellm_provider"
_SAMPLE: Final = "sample_spec"  # documentation that is stored as a row
_RUN_BY_FIREWORKS: Final = "azure_ai/FW-"


def read(
    given: File, *, retrieved: date | str, version: str = "", published: Period | date | str | None = None
) -> CatalogueImport:
    """LiteLLM's price map as a landscape.

    Args:
        given: The path of ``model_prices_and_context_window.json``, or its bytes.
        retrieved: The day on which it was taken; prices hold on that day.
        version: The release or the commit that it is of.
        published: When that came out; None where it is not known.

    Returns:
        The offers with their prices in dollars for a million tokens, and what was dropped, doubted or not matched.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it is no such price map.
        InvalidValueError: If the day is none.
    """
    issues: list[CatalogueIssue] = []
    rows = json_of(given, issues)
    if not isinstance(rows, dict) or (rows and not any(table(row).get(_SELLER) for row in rows.values())):
        valid = f"an object of objects with {_SELLER}, as model_prices_and_context_window.json is"
        raise no_such_form("the price map", "this is no price map of LiteLLM", valid=valid)
    day = retrieved_on(retrieved)
    source = Source(
        id=f"litellm-{day}",
        title=f"LiteLLM price map {version}".strip(),
        kind="reference data",
        publisher="BerriAI",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    offers = [_offer(key, row, issues) for key, row in rows.items() if key != _SAMPLE]
    return imported("litellm", source, (each for each in offers if each is not None), issues, retrieved=day)


def _offer(key: str, row: object, issues: list[CatalogueIssue]) -> Offer | None:
    if not isinstance(row, dict):
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="a row that is no object", value=said(row)))
        return None
    seller = row.get(_SELLER)
    if not isinstance(seller, str) or not seller:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="it names no seller"))
        return None
    prices = tuple(prices_of(key, row, issues))
    if not prices:
        issues.append(CatalogueIssue(kind="doubted", where=key, problem="it has no price by token"))
    page = row.get("source")
    return Offer(
        key=key,
        path=key,
        seller=seller,
        title=key,
        model=_model(key, seller),
        operator="Fireworks AI" if key.startswith(_RUN_BY_FIREWORKS) else None,
        place=_place(key, seller, row),
        prices=prices,
        ends=_ends(key, row, issues),
        page=page if isinstance(page, str) else "",
    )


def _ends(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> date | None:
    stated = row.get("deprecation_date")
    if stated is None:
        return None
    try:
        return to_day(stated if isinstance(stated, str) else said(stated))
    except InvalidValueError:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="its end is no day", value=said(stated)))
        return None


def _model(key: str, seller: str) -> Listed | None:
    on_bedrock = model_on_bedrock(key.rpartition("/")[2]) if seller.startswith("bedrock") else None
    name = key.removeprefix(_RUN_BY_FIREWORKS)
    # what stands first is the way to the seller, and no publisher
    return on_bedrock or model_under(name.partition("/")[2] or name, seller)


def _place(key: str, seller: str, row: Mapping[str, object]) -> Place:
    *path, name = key.split("/")
    if seller.startswith("azure"):
        return place_on_azure(path[1:])
    if seller.startswith("bedrock"):
        return place_on_bedrock(name, path[1:])
    return place_under(row.get("supported_regions"))
