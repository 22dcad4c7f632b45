"""models.dev: a tree of TOML files, one for each model of a developer and one for each offer of a seller.

Only the tree says which model an offer is of; the interface that is published leaves it out. What a model is, is taken
from the developer's file alone, since sellers contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

import attrs

from aibroker.catalogues.files import File, no_such_form
from aibroker.catalogues.importing import imported, retrieved_on
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.keys import model_on_bedrock, model_under, place_on_bedrock
from aibroker.catalogues.models_dev_costs import prices_of
from aibroker.catalogues.offers import Listed, Offer, Place
from aibroker.catalogues.tables import DEVELOPERS, SAME_SHOP
from aibroker.catalogues.trees import rows_in
from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Source
from aibroker.records.offers import Openness
from aibroker.values.periods import Period

__all__ = ["read"]

_ON_BEDROCK = "amazon-bedrock"


class _Tree(NamedTuple):
    """The models by lab and name, the names of which no developer is known, and the offers by seller and name."""

    models: dict[str, Listed]
    unknown: set[str]
    offers: dict[tuple[str, str], tuple[str, Mapping[str, object]]]


def read(
    given: File, *, retrieved: date | str, version: str = "", published: Period | date | str | None = None
) -> CatalogueImport:
    """The models and offers of models.dev as a landscape.

    Args:
        given: The folder that holds ``models`` and ``providers``, or a tar archive of it: its path or its bytes.
        retrieved: The day on which it was taken; prices hold on that day.
        version: The commit that it is of.
        published: When that came out; None where it is not known.

    Returns:
        The offers with their prices in dollars for a million tokens, and what was dropped, doubted or not matched.

    Raises:
        MissingFileError: If there is no such folder or archive.
        InvalidFileError: If it holds no such tree.
        InvalidValueError: If the day is none.
    """
    issues: list[CatalogueIssue] = []
    tree = _gathered(given, issues)
    if not tree.offers:
        valid = "a folder with models/… and providers/…/models/…, or a tar archive of it"
        raise no_such_form("the tree", "there is no offer of models.dev in it", valid=valid)
    day = retrieved_on(retrieved)
    source = Source(
        id=f"models-dev-{day}",
        title=f"models.dev {version}".strip(),
        kind="reference data",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    found = {(seller, name): _offer(seller, name, tree, issues) for seller, name in tree.offers}
    offers = [offer for at, offer in found.items() if not _is_same(at, found, issues)]
    return imported("models-dev", source, offers, issues, retrieved=day, models=tree.models.values())


def _gathered(given: File, issues: list[CatalogueIssue]) -> _Tree:
    tree = _Tree({}, set(), {})
    for path, row in rows_in(given, issues):
        parts = PurePosixPath(path.removesuffix(".toml")).parts
        if parts[0] == "models" and len(parts) > 2:  # models/lab/name
            listed = _model(path, parts[1], row, issues)
            name = "/".join(parts[1:])
            if listed is None:
                tree.unknown.add(name)
            else:
                tree.models[name] = listed
        elif len(parts) > 3 and parts[2] == "models":  # providers/seller/models/name
            tree.offers[parts[1], "/".join(parts[3:])] = path, row
    return tree


def _model(path: str, lab: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Listed | None:
    developer = DEVELOPERS.get(lab.casefold())
    if developer is None:
        problem = "a developer that is in no table"
        issues.append(CatalogueIssue(kind="unmatched", where=path, problem=problem, value=lab))
        return None
    is_open = row.get("open_weights")
    openness: Openness = "unknown" if not isinstance(is_open, bool) else "open weights" if is_open else "closed"
    name, release = path.removesuffix(".toml").rpartition("/")[2], _release(path, row, issues)
    return Listed(name=name, developer=developer, openness=openness, release=release, key=path)


def _release(path: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Period | None:
    stated = row.get("release_date")
    if stated is None:
        return None
    try:
        return Period.parse(str(stated))
    except InvalidValueError:
        issues.append(CatalogueIssue(kind="dropped", where=path, problem="its release is no day", value=str(stated)))
        return None


def _offer(seller: str, name: str, tree: _Tree, issues: list[CatalogueIssue]) -> Offer:
    path, row = tree.offers[seller, name]
    base = row.get("base_model")
    prices = tuple(prices_of(path, row, issues))
    if not prices:
        issues.append(CatalogueIssue(kind="doubted", where=path, problem="it has no price"))
    if row.get("status") == "deprecated":
        issues.append(CatalogueIssue(kind="doubted", where=path, problem="it is said to be deprecated, without a day"))
    return Offer(
        key=path,
        path=f"{seller}/{name}",
        seller=seller,
        title=name,
        model=_base(path, base, tree, issues) if isinstance(base, str) else _named(seller, name),
        place=place_on_bedrock(name) if seller == _ON_BEDROCK else Place(),
        prices=prices,
    )


def _base(path: str, name: str, tree: _Tree, issues: list[CatalogueIssue]) -> Listed | None:
    """The model that an offer names as its base."""
    if name not in tree.models:
        problem = "a base whose developer is in no table" if name in tree.unknown else "a base that is not there"
        issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem, value=name))
    return tree.models.get(name)


def _named(seller: str, name: str) -> Listed | None:
    """The model of an offer without a base: by its name, or by the developer that stands before it."""
    return (model_on_bedrock(name) if seller == _ON_BEDROCK else None) or model_under(name, seller)


def _is_same(at: tuple[str, str], found: Mapping[tuple[str, str], Offer], issues: list[CatalogueIssue]) -> bool:
    """Whether an offer is the one that its shop has under its other name."""
    seller, name = at
    offer, other = found[at], found.get((SAME_SHOP.get(seller, ""), name))
    if other is None:
        return False
    same = attrs.evolve(offer, key=other.key, path=other.path, seller=other.seller, model=None) == attrs.evolve(
        other, model=None
    )
    same = same and _name(offer.model) == _name(other.model)
    problem = "an offer that its shop has under another name" + ("" if same else ", and says something else of")
    issues.append(
        CatalogueIssue(kind="dropped" if same else "doubted", where=offer.key, problem=problem, value=other.key)
    )
    return same


def _name(model: Listed | None) -> tuple[str, str] | None:
    return None if model is None else (model.name.casefold(), model.developer)
