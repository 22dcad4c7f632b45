"""LiteLLM's price map: one JSON file, in which a key names a model together with its seller, region and tier.

A key in which a seller, a region and a model are packed is taken apart only at the places where its form is fixed:
Azure's zones, AWS's regions and inference profiles, and Bedrock's names of publishers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.files import File, json_of, no_such_form
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.offers import Listed, Offer, Price, imported
from aibroker.catalogues.tables import DEVELOPERS, MODELS
from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Source
from aibroker.values.days import to_day
from aibroker.values.periods import Period

__all__ = ["read"]

_SAMPLE: Final = "sample_spec"  # documentation that is stored as a row
_MILLION: Final = Decimal(1_000_000)
_PRICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input_cost_per_token": "input",
        "output_cost_per_token": "output",
        "cache_read_input_token_cost": "cached-input",
        "cache_creation_input_token_cost": "cache-write",
        "input_cost_per_audio_token": "audio-input",
        "output_cost_per_audio_token": "audio-output",
        "input_cost_per_image_token": "image-input",
        "output_cost_per_image_token": "image-output",
        "output_cost_per_reasoning_token": "reasoning-output",
    }
)
_FIELD: Final = rf"({'|'.join(_PRICES)})((?:_[a-z0-9]+)*)"
_ZONES: Final[Mapping[str, str]] = MappingProxyType({"us": "us", "eu": "eu", "us-gov": "us", "jp": "jp", "in": "in"})
_AWS_REGION: Final = r"(us|ca)-(?:gov-)?[a-z]+-\d"
_AWS_COUNTRY: Final[Mapping[str, str]] = MappingProxyType({"us": "us", "ca": "ca"})
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
    rows = json_of(given)
    if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
        valid = "an object of objects, as model_prices_and_context_window.json is"
        raise no_such_form("the price map", "this is no price map of LiteLLM", valid=valid)
    day = to_day(retrieved)
    source = Source(
        id="litellm",
        title=f"LiteLLM price map {version}".strip(),
        kind="reference data",
        publisher="BerriAI",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    issues: list[CatalogueIssue] = []
    offers = [_offer(key, row, issues) for key, row in rows.items() if key != _SAMPLE]
    return imported(source, (each for each in offers if each is not None), issues, retrieved=day)


def _offer(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Offer | None:
    seller = row.get("litellm_provider")
    if not isinstance(seller, str) or not seller:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="it names no seller"))
        return None
    prices = tuple(_prices(key, row, issues))
    if not prices:
        issues.append(CatalogueIssue(kind="doubted", where=key, problem="it has no price by token"))
    page = row.get("source")
    return Offer(
        key=key,
        seller=seller,
        title=key,
        model=_model(key, seller),
        operator="Fireworks AI" if key.startswith(_RUN_BY_FIREWORKS) else None,
        hosted_in=_hosted_in(key, seller),
        prices=prices,
        ends=_ends(key, row, issues),
        page=page if isinstance(page, str) else "",
    )


def _prices(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    for field, value in row.items():
        found = re.fullmatch(_FIELD, field)
        if found is None or value is None:
            continue
        if not isinstance(value, Decimal):
            issues.append(CatalogueIssue(kind="dropped", where=key, problem=f"{field} is no number", value=repr(value)))
            continue
        yield Price(kind=_kind(found[1], found[2]), amount=value * _MILLION)


def _kind(field: str, tier: str) -> str:
    """What is paid for: ``input-above-200k`` for ``input_cost_per_token_above_200k_tokens``."""
    return f"{_PRICES[field]}{tier.replace('_', '-').replace('-tokens', '')}"


def _ends(key: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> date | None:
    stated = row.get("deprecation_date")
    if stated is None:
        return None
    try:
        return to_day(stated if isinstance(stated, str) else repr(stated))
    except InvalidValueError:
        issues.append(CatalogueIssue(kind="dropped", where=key, problem="its end is no day", value=repr(stated)))
        return None


def _model(key: str, seller: str) -> Listed | None:
    """The model that a key names: by the publisher that stands before it or in a Bedrock id, or by its whole name."""
    before, _, name = key.rpartition("/")
    publisher = DEVELOPERS.get(before.rpartition("/")[2].casefold()) if "/" in before else None
    if publisher is not None:
        return Listed(name=name.casefold(), developer=publisher)
    if seller.startswith("bedrock"):
        parts = name.split(".")
        if parts[0] in (*_ZONES, "apac", "global", "au") and len(parts) > 2:
            parts = parts[1:]
        publisher, stated = parts[0], ".".join(parts[1:])
        if stated and publisher in DEVELOPERS:
            return Listed(name=stated, developer=DEVELOPERS[publisher])
    known_as = key.removeprefix(_RUN_BY_FIREWORKS).rpartition("/")[2].casefold()
    developer = MODELS.get(known_as)
    return None if developer is None else Listed(name=known_as, developer=developer)


def _hosted_in(key: str, seller: str) -> tuple[str, ...]:
    """The place that a key states, where it is one country or the European Union."""
    parts = key.split("/")
    if seller == "azure" and len(parts) > 2 and parts[1] in _ZONES:
        return (_ZONES[parts[1]],)
    if seller.startswith("bedrock"):
        found = next((region for region in map(_region, parts[1:-1]) if region is not None), None)
        zone = parts[-1].partition(".")[0]
        place = _AWS_COUNTRY[found] if found is not None else _ZONES.get(zone) if parts[-1].count(".") > 1 else None
        return () if place is None else (place,)
    return ()


def _region(part: str) -> str | None:
    found = re.fullmatch(_AWS_REGION, part)
    return found[1] if found else None
