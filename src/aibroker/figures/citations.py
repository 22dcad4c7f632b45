"""Citations: what somebody else needs to find a figure again."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from importlib.metadata import version

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.figures import Figure, to_figure
from aibroker.hatch import shown, written
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim
from aibroker.records.kinds import kind_of
from aibroker.store.stores import Store

__all__ = ["Citation", "citation", "cited_under", "fingerprint_of", "held_here"]


@attrs.frozen(kw_only=True, repr=False)
class Citation:
    """How to cite a figure.

    Attributes:
        figure: The figure.
        title: What its landscape is called.
        as_of: The vantage date of the landscape.
        fingerprint: The SHA-256 of the landscape's canonical JSON.
        version: The version of the library.
        scenario: The scenarios under which it holds; empty for none.
    """

    figure: Figure
    title: str
    as_of: date
    fingerprint: str
    version: str
    scenario: str = ""

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Citation of {self.figure!r}>"


def citation(figure: Figure, *, title: str, as_of: date, fingerprint: str) -> Citation:
    """The citation of a figure of a landscape."""
    return Citation(
        figure=figure,
        title=title,
        as_of=as_of,
        fingerprint=fingerprint,
        version=version("aibroker"),
        scenario=figure.scenario,
    )


def cited_under(cited: Citation, scenarios: str, *, fingerprint: str) -> Citation:
    """The citation of a figure that holds under scenarios, with the fingerprint of the landscape before them.

    Raises:
        InvalidValueError: If the figure is of the outcome of other scenarios.
    """
    if cited.figure.scenario not in ("", scenarios):
        problem = "this figure is of the outcome of other scenarios"
        raise InvalidValueError(
            problem, cited.figure.scenario, valid=f"a figure of the outcome of {scenarios or 'none'}"
        )
    return attrs.evolve(cited, scenario=scenarios, fingerprint=fingerprint)


def held_here(store: Store, figure: Figure) -> Figure:
    """A figure, if the records hold all that it rests on.

    Raises:
        InvalidValueError: If it is none, or if it rests on claims or assumptions that are not among the records.
    """
    held: list[Claim | Assumption] = [each.claim for each in to_figure(figure).claims]
    held += figure.assumptions
    for record in held:
        if store.get(kind_of(record), record.id) != record:
            named = f"the {kind_of(record)} {record.id}"
            problem = f"this figure is of another landscape: it rests on {named}, which is not held here"
            raise InvalidValueError(problem, figure.quantity, valid="a figure of this landscape")
    return figure


def fingerprint_of(landscape: object) -> str:
    """The SHA-256 of a landscape's canonical JSON."""
    return sha256(written(landscape).encode()).hexdigest()
