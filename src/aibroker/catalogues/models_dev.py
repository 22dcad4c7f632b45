"""models.dev: a tree of TOML files, one for each model of a developer and one for each offer of a seller.

Only the tree says which model an offer is of; the interface that is published leaves it out. What a model is, is taken
from the developer's file alone, since sellers contradict each other.
"""

from __future__ import annotations

import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from os import PathLike
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.files import File, bytes_of, no_such_form, table
from aibroker.catalogues.imports import CatalogueImport, CatalogueIssue
from aibroker.catalogues.offers import Listed, Offer, Price, imported
from aibroker.catalogues.tables import DEVELOPERS, MODELS
from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Source
from aibroker.records.offers import Openness
from aibroker.values.days import to_day
from aibroker.values.periods import Period

__all__ = ["read"]

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "input": "input",
        "output": "output",
        "cache_read": "cached-input",
        "cache_write": "cache-write",
        "input_audio": "audio-input",
        "output_audio": "audio-output",
        "reasoning": "reasoning-output",
    }
)
_BESIDE_PRICES: Final = ("tiers", "context_over_200k")


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
    models, found = _gathered(given, issues)
    if not found:
        valid = "a folder with models/… and providers/…/models/…, or a tar archive of it"
        raise no_such_form("the tree", "there is no offer of models.dev in it", valid=valid)
    day = to_day(retrieved)
    source = Source(
        id="models-dev",
        title=f"models.dev {version}".strip(),
        kind="reference data",
        published=published,
        retrieved=day,
        licence="MIT",
    )
    offers = [_offer(path, seller, row, models, issues) for path, seller, row in found]
    return imported(source, offers, issues, retrieved=day, models=models.values())


def _gathered(
    given: File, issues: list[CatalogueIssue]
) -> tuple[dict[str, Listed], list[tuple[str, str, Mapping[str, object]]]]:
    """The models by lab and name, and the offers with their path and their seller."""
    models: dict[str, Listed] = {}
    found: list[tuple[str, str, Mapping[str, object]]] = []
    for path, content in sorted(_files(given, issues)):
        row = _toml(path, content, issues)
        parts = PurePosixPath(path).parts
        if row is None:
            continue
        if parts[0] == "models" and len(parts) > 2:
            listed = _model(path, parts[1], row, issues)
            if listed is not None:
                models["/".join(parts[1:]).removesuffix(".toml")] = listed
        elif len(parts) > 3 and parts[2] == "models":
            found.append((path, parts[1], row))
    return models, found


def _files(given: File, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    """Every TOML file, by its path from the folder that holds models and providers."""
    root = Path(given) if isinstance(given, str | PathLike) else None
    if root is not None and root.is_dir():
        for each in root.rglob("*.toml"):
            path = _from_root(each.relative_to(root).as_posix())
            if path is not None and not each.exists():
                issues.append(CatalogueIssue(kind="dropped", where=path, problem="a link that leads nowhere"))
            elif path is not None:
                yield path, each.read_bytes()
        return
    content, name = bytes_of(given)
    try:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            for member in archive:
                path = _from_root(member.name)
                if path is not None and not member.isdir():
                    content_of = _followed(archive, member)
                    if content_of is None:
                        issues.append(CatalogueIssue(kind="dropped", where=path, problem="a link that leads nowhere"))
                    else:
                        yield path, content_of
    except tarfile.TarError as error:
        raise no_such_form(name, f"it is no tar archive ({error})", valid="a folder, or a tar archive of it") from None


def _followed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | None:
    """What is in a file, or in the file that a link leads to; None where it leads nowhere."""
    try:
        file = archive.extractfile(member)
    except KeyError:
        return None
    return None if file is None else file.read()


def _from_root(path: str) -> str | None:
    """The path from the folder that holds models and providers; None for any other file."""
    parts = PurePosixPath(path).parts
    start = next((place for place, part in enumerate(parts) if part in ("models", "providers")), None)
    return "/".join(parts[start:]) if start is not None and path.endswith(".toml") else None


def _toml(path: str, content: bytes, issues: list[CatalogueIssue]) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        issues.append(CatalogueIssue(kind="dropped", where=path, problem=f"it is no TOML ({error})"))
        return None


def _model(path: str, lab: str, row: Mapping[str, object], issues: list[CatalogueIssue]) -> Listed | None:
    developer = DEVELOPERS.get(lab)
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


def _offer(
    path: str,
    seller: str,
    row: Mapping[str, object],
    models: Mapping[str, Listed],
    issues: list[CatalogueIssue],
) -> Offer:
    known_as = "/".join(PurePosixPath(path).parts[3:]).removesuffix(".toml")
    prices = tuple(_prices(path, table(row.get("cost")), issues))
    if not prices:
        issues.append(CatalogueIssue(kind="doubted", where=path, problem="it has no price"))
    return Offer(
        key=path,
        seller=seller,
        title=known_as,
        model=_model_of(path, known_as, row.get("base_model"), models, issues),
        prices=prices,
    )


def _model_of(
    path: str, known_as: str, base: object, models: Mapping[str, Listed], issues: list[CatalogueIssue]
) -> Listed | None:
    """The model that an offer names as its base; else by its name, or by the developer that stands before it."""
    if isinstance(base, str):
        if base not in models:
            issues.append(CatalogueIssue(kind="dropped", where=path, problem="a base that is not there", value=base))
        return models.get(base)
    lab, _, name = known_as.rpartition("/")
    developer = DEVELOPERS.get(lab.casefold()) if lab else MODELS.get(name.casefold())
    return None if developer is None else Listed(name=name.casefold(), developer=developer)


def _prices(path: str, cost: Mapping[str, object], issues: list[CatalogueIssue]) -> Iterator[Price]:
    yield from _plain(path, cost, "", issues)
    tiers = cost.get("tiers")
    for each in tiers if isinstance(tiers, list) else ():
        size = table(table(each).get("tier")).get("size")
        if isinstance(size, int):
            rest = {key: value for key, value in table(each).items() if key != "tier"}
            yield from _plain(path, rest, f"-above-{size // 1000}k" if size % 1000 == 0 else f"-above-{size}", issues)


def _plain(path: str, cost: Mapping[str, object], tier: str, issues: list[CatalogueIssue]) -> Iterator[Price]:
    for key, value in cost.items():
        if key in _BESIDE_PRICES:
            continue
        if key not in _KINDS or isinstance(value, bool) or not isinstance(value, int | Decimal):
            issues.append(
                CatalogueIssue(kind="dropped", where=path, problem="no price that is known", value=f"{key} = {value}")
            )
            continue
        yield Price(kind=f"{_KINDS[key]}{tier}", amount=Decimal(value))
