"""Citations: what somebody else needs to find a figure again."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from importlib.metadata import version

import attrs

from aibroker.figures.figures import Figure
from aibroker.hatch import shown, written

__all__ = ["Citation", "citation", "fingerprint_of"]


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
    return Citation(figure=figure, title=title, as_of=as_of, fingerprint=fingerprint, version=version("aibroker"))


def fingerprint_of(landscape: object) -> str:
    """The SHA-256 of a landscape's canonical JSON."""
    return sha256(written(landscape).encode()).hexdigest()
