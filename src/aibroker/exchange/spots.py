"""Where a value stands, in the file and in the record that it becomes, and what is found wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from aibroker.errors import Fault, InvalidValueError, nearest, shown
from aibroker.exchange.documents import Document
from aibroker.exchange.paths import Path

__all__ = ["LEFT_OUT", "LeftOut", "Notes", "Spot"]


class LeftOut:
    """What stands for a value that could not be read; its fault is noted."""


LEFT_OUT: Final = LeftOut()


@attrs.frozen(eq=False)
class Notes:
    """What is noted while one record is read.

    Attributes:
        document: The document that it stands in.
        faults: What is wrong, each with its path in the file.
        origins: For each path in the record, the path in the file that it came from.
    """

    document: Document
    faults: list[tuple[Path, Fault]] = attrs.field(factory=list)
    origins: dict[Path, Path] = attrs.field(factory=dict)

    def origin_of(self, field: Path) -> Path:
        """The path in the file from which a path in the record came, or the nearest that is known."""
        for length in range(len(field), -1, -1):
            if field[:length] in self.origins:
                return self.origins[field[:length]]
        return ()


@attrs.frozen(eq=False)
class Spot:
    """One place: in the file, and in the record.

    Attributes:
        notes: Where to note what is found.
        path: The path in the file.
        field: The path in the record.
    """

    notes: Notes
    path: Path
    field: Path = ()

    def __attrs_post_init__(self) -> None:
        self.notes.origins.setdefault(self.field, self.path)

    def at(self, *keys: str | int) -> Spot:
        """A place further inside the file, for the same part of the record."""
        return Spot(self.notes, (*self.path, *keys), self.field)

    def into(self, key: str | int, *field: str | int) -> Spot:
        """A place further inside both: under a key of the file, and in a field of the record."""
        return Spot(self.notes, (*self.path, key), (*self.field, *field))

    def becoming(self, *field: str | int) -> Spot:
        """The same place in the file, for a part further inside the record."""
        return Spot(self.notes, self.path, (*self.field, *field))

    def refuse(
        self,
        problem: str,
        value: object = LEFT_OUT,
        *,
        valid: str | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> LeftOut:
        """Note what is wrong here.

        Returns:
            What stands for the value.
        """
        said = None if value is LEFT_OUT else shown(value)
        fault = self.notes.document.fault(self.path, problem, value=said, valid=valid, suggestions=suggestions)
        self.notes.faults.append((self.path, fault))
        return LEFT_OUT

    def refuse_error(self, error: InvalidValueError) -> LeftOut:
        """Note what a value's own class says is wrong."""
        return self.refuse(error.problem, error.value, valid=error.valid, suggestions=error.suggestions)

    def refuse_key(self, key: str, valid: Iterable[str]) -> LeftOut:
        """Note that a key has no place in the table here."""
        keys = tuple(valid)
        return self.at(key).refuse("unknown key", key, valid=", ".join(keys), suggestions=nearest(key, keys))
