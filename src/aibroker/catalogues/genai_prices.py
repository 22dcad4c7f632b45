"""genai-prices: one JSON file of sellers with their models, whose prices may be dated and stepped.

Where a seller has none of its own, that library falls back to the price of the developer; a fallback is no offer, and
is never read as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from aibroker.catalogues.files import File, json_of, no_such_form, said, table
from aibroker.catalogues.genai_times import prices_of
from aibroker.catalogues.importing import imported, retrieved_on
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.keys import model_on_bedrock, model_under, place_on_bedrock
from aibroker.catalogues.offers import Offer, Place
from aibroker.records.evidence import Source
from aibroker.values.periods import Period

__all__ = ["read"]


def read(
    given: File, *, retrieved: date | str, version: str = "", published: Period | date | str | None = None
) -> CatalogueImport:
    """The prices of genai-prices as a landscape.

    Args:
        given: The path of its data file in JSON, or its bytes.
        retrieved: The day on which it was taken; a price without dates holds on that day.
        version: The release or the commit that it is of.
        published: When that came out; None where it is not known.

    Returns:
        The offers with their prices in dollars for a million tokens, each in the interval that it is dated, and what
        was dropped, doubted or not matched.

    Raises:
        MissingFileError: If there is no such file.
        InvalidFileError: If it is no such file of prices.
        InvalidValueError: If the day is none.
    """
    issues: list[CatalogueIssue] = []
    sellers = json_of(given, issues)
    if not isinstance(sellers, list) or (sellers and not any(map(_has_models, sellers))):
        valid = "a list of sellers with their models, as genai-prices publishes it"
        raise no_such_form("the prices", "this is no file of genai-prices", valid=valid)
    day = retrieved_on(retrieved)
    source = Source(
        id=f"genai-prices-{day}",
        title=f"genai-prices {version}".strip(),
        kind="reference data",
        publisher="Pydantic",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    offers = [offer for seller in sellers for offer in _offers(seller, issues)]
    return imported("genai-prices", source, offers, issues, retrieved=day)


def _has_models(seller: object) -> bool:
    return isinstance(table(seller).get("models"), list)


def _offers(stated: object, issues: list[CatalogueIssue]) -> Iterator[Offer]:
    seller = table(stated)
    known_as, models = seller.get("id"), seller.get("models")
    if not isinstance(models, list):
        problem = "a seller without a list of models"
        issues.append(CatalogueIssue(kind="dropped", where=str(known_as), problem=problem, value=said(models)))
        return
    pages = seller.get("pricing_urls")
    page = str(pages[0]) if isinstance(pages, list) and pages else ""
    for row in models:
        model = table(row)
        name = model.get("id")
        if not isinstance(known_as, str) or not isinstance(name, str):
            issues.append(CatalogueIssue(kind="dropped", where=f"{known_as}/{name}", problem="a row without an id"))
            continue
        yield _offer(known_as, name, model, page, issues)


def _offer(seller: str, name: str, row: Mapping[str, object], page: str, issues: list[CatalogueIssue]) -> Offer:
    key = f"{seller}/{name}"
    prices = tuple(prices_of(key, row.get("prices"), issues))
    if not prices:
        issues.append(CatalogueIssue(kind="doubted", where=key, problem="it has no price by token"))
    if row.get("deprecated"):
        issues.append(CatalogueIssue(kind="doubted", where=key, problem="it is said to be deprecated, without a day"))
    on_bedrock = seller == "aws"
    return Offer(
        key=key,
        path=key,
        seller=seller,
        title=name,
        model=(model_on_bedrock(name) if on_bedrock else None) or model_under(name, seller),
        place=place_on_bedrock(name) if on_bedrock else Place(),
        prices=prices,
        page=page,
    )
