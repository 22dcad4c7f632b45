"""Who develops a model of which a catalogue names several developers: the tables say, or it is kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from aibroker.catalogues.identities import fitted
from aibroker.catalogues.imports import CatalogueIssue
from aibroker.catalogues.offers import Listed
from aibroker.catalogues.tables import MODELS
from aibroker.records.identifiers import slug

__all__ = ["Models"]

_LONGEST_NAME: Final = 60


class Models:
    """The models of a catalogue, each with one id, whatever the order in which they are listed.

    Where the table of names, or else the one developer that lists a model by itself, says whose it is, it is that
    developer's. Where nothing says so, it is one model for each developer.
    """

    def __init__(self, listed: Iterable[tuple[str, Listed]]) -> None:
        self.issues: list[CatalogueIssue] = []
        self._kept: dict[str, Listed] = {}
        by_name: dict[str, list[tuple[str, Listed]]] = {}
        for where, each in listed:
            by_name.setdefault(_id(each.name), []).append((where, each))
        self._whose = {known_as: self._developer(known_as, named) for known_as, named in by_name.items()}
        for named in by_name.values():
            for _, each in sorted(named, key=lambda pair: not pair[1].key):
                self._keep(each)

    def __getitem__(self, listed: Listed) -> str:
        """The id of a model."""
        known_as = _id(listed.name)
        return known_as if self._whose[known_as] is not None else f"{known_as}-by-{slug(listed.developer)}"

    def kept(self, known_as: str) -> Listed:
        """What is kept of the model with an id."""
        return self._kept[known_as]

    def _keep(self, each: Listed) -> None:
        known_as = self[each]
        kept = self._kept.setdefault(
            known_as, attrs.evolve(each, developer=self._whose[_id(each.name)] or each.developer)
        )
        if each.key and kept.key != each.key:
            problem = "a model that is listed twice, of which the first is kept"
            self.issues.append(CatalogueIssue(kind="dropped", where=each.key, problem=problem, value=each.name))

    def _developer(self, known_as: str, named: list[tuple[str, Listed]]) -> str | None:
        """Whose it is; None where it is contested, and nothing settles it."""
        stated = dict.fromkeys(each.developer for _, each in named)
        if len(stated) == 1:
            return next(iter(stated))
        first = next(where for where, each in named if each.developer != named[0][1].developer)
        whose = _settled(named, stated)
        said = " and ".join(sorted(stated))
        problem = f"several are said to develop {known_as}" + (f", taken to be by {whose}" if whose else ", kept apart")
        self.issues.append(CatalogueIssue(kind="doubted", where=first, problem=problem, value=said))
        return whose


def _settled(named: list[tuple[str, Listed]], stated: Mapping[str, None]) -> str | None:
    known = {MODELS.get(each.name.casefold()) for _, each in named} - {None}
    own = {each.developer for _, each in named if each.key}
    settled = (known & {*stated}) or own
    return next(iter(settled)) if len(settled) == 1 else None


def _id(name: str) -> str:
    return fitted(name, longest=_LONGEST_NAME)
