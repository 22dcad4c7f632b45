"""The bundled markets: the countries of ISO 3166-1, the regions of the UN's M49, a few blocs, and the world."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pkgutil import get_data
from typing import cast

from aibroker.records.markets import Market, MarketKind

__all__ = ["reference_markets"]


@cache
def reference_markets() -> tuple[Market, ...]:
    """Every bundled market, in the order of ids.

    A country is found by its ISO 3166-1 codes, its usual and its official name, and by a table of exact aliases.
    A name that could mean two markets, such as ``Korea`` or ``Congo``, is borne by both, so that nobody guesses.

    Returns:
        The markets; a country lies within its region, a bloc lists what it includes.
    """
    return tuple(sorted((*_countries(), *_wider_markets()), key=lambda market: market.id))


def _countries() -> Iterator[Market]:
    aliases = _aliases_by_country()
    for row in _rows("countries.csv"):
        names = (row["alpha3"], row["official_name"], *aliases.get(row["alpha2"], ()))
        yield Market(
            id=row["alpha2"].lower(),
            name=row["name"],
            aliases=_further_names(names, known=(row["alpha2"], row["name"])),
            within=(row["within"],),
        )


def _wider_markets() -> Iterator[Market]:
    for row in _rows("blocs.csv"):
        yield Market(
            id=row["id"],
            name=row["name"],
            kind=cast("MarketKind", row["kind"]),  # the record checks it
            aliases=_further_names(_listed(row["aliases"]), known=(row["id"], row["name"])),
            within=_listed(row["within"]),
            includes=_listed(row["includes"]),
            note=row["note"],
        )


def _aliases_by_country() -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows("market_aliases.csv"):
        found[row["alpha2"]].append(row["alias"])
    return found


def _further_names(names: Iterable[str], *, known: Iterable[str]) -> tuple[str, ...]:
    """The names that differ from what is known and from each other by more than case."""
    seen = {name.casefold() for name in known}
    further = {name.casefold(): name for name in names}
    return tuple(name for folded, name in further.items() if folded not in seen)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _rows(file: str) -> Iterator[dict[str, str]]:
    # Not importlib.resources: its import alone takes longer than reading every market.
    content = get_data("aibroker", f"data/{file}")
    if content is None:  # pragma: no cover - only where an exotic loader imported the package
        raise FileNotFoundError(file)
    return csv.DictReader(content.decode("utf-8").splitlines())
