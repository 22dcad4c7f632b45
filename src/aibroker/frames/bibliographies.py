"""Bibliographies: the sources of a landscape for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

from aibroker.errors import InvalidValueError, nearest
from aibroker.frames.plain import landscape_of
from aibroker.landscape import Landscape
from aibroker.records.evidence import Source, SourceKind
from aibroker.values.periods import Period

__all__ = ["BibliographyForm", "bibliography"]

BibliographyForm = Literal["csl-json", "bibtex"]
"""The form of a bibliography: of the Citation Style Language, or of BibTeX."""

_TYPES: Final[Mapping[SourceKind, str]] = MappingProxyType(
    {
        "filing": "report",
        "testimony": "hearing",
        "statement": "webpage",
        "legislation": "bill",
        "documentation": "webpage",
        "analysis": "article",
        "reporting": "article-newspaper",
        "reference data": "dataset",
    }
)
_SPECIAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts a brace behind a backslash, too
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "%": r"\%",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
_IN_ADDRESSES: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names that every style of BibTeX and biblatex knows; they stand without braces."""


def bibliography(landscape: Landscape, form: BibliographyForm) -> str:
    """The sources of a landscape, in the order of their ids.

    Args:
        landscape: The landscape.
        form: ``csl-json`` or ``bibtex``.

    Returns:
        The text of a bibliography, in which each source has the id that it has here. In BibTeX the whole date stands
        under ``date``, which biblatex reads, and the year and the month beside it, for styles that know no days.

    Raises:
        InvalidValueError: If it is no landscape, or there is no such form.
    """
    if not isinstance(landscape, Landscape):
        problem, suggestions = "there is no bibliography of this", landscape_of(landscape)
        raise InvalidValueError(problem, landscape, valid="a landscape", suggestions=suggestions)
    match form:
        case "csl-json":
            return json.dumps([_as_csl(each) for each in landscape.sources], ensure_ascii=False, indent=2)
        case "bibtex":
            return "\n\n".join(_as_bibtex(each) for each in landscape.sources)
        case _:
            problem, known = "there is no such form of a bibliography", get_args(BibliographyForm)
            raise InvalidValueError(problem, form, valid=" or ".join(known), suggestions=nearest(str(form), known))


def _as_csl(source: Source) -> dict[str, object]:
    issued = _issued(source.published)
    entry: dict[str, object] = {"id": source.id, "type": _TYPES[source.kind], "title": source.title}
    optional: dict[str, object] = {
        "publisher": source.publisher,
        "issued": issued,
        "accessed": None if source.retrieved is None else {"date-parts": [_numbers(source.retrieved)]},
        "URL": source.address,
        "license": source.licence,
        "note": source.note,
    }
    return entry | {key: value for key, value in optional.items() if value}


def _issued(published: Period | None) -> dict[str, object] | None:
    """When it came out; a side that is open is said in words, since parts of a date would be taken for a day."""
    if published is None or (published.start is None and published.end is None):
        return None
    if published.start is None:
        return {"literal": f"before {published.end}"}
    if published.end is None:
        return {"literal": f"{published.start} or later"}
    return {"date-parts": _parts(published)}


def _numbers(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _parts(published: Period) -> list[list[int]]:
    """When it came out, as exactly as that is known: a year, a month, a day, or from one day to another."""
    text = str(published)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return [[int(part) for part in text.split("-")]]
    last = None if published.end is None else date.fromordinal(published.end.toordinal() - 1)
    return [[] if each is None else _numbers(each) for each in (published.start, last)]


def _as_bibtex(source: Source) -> str:
    fields = [f"  {name} = {value}" for name, value in _fields(source)]
    return ",\n".join([f"@misc{{{source.id}", *fields]) + "\n}"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_escaped(source.title)}}}}}"
    if source.publisher:
        yield "publisher", f"{{{_escaped(source.publisher)}}}"
    yield from _dates(source.published)
    if source.address:
        yield "url", f"{{{source.address.translate(_IN_ADDRESSES)}}}"
    if source.retrieved is not None:
        yield "urldate", f"{{{source.retrieved.isoformat()}}}"
    if source.note:
        yield "note", f"{{{_escaped(source.note)}}}"


def _dates(published: Period | None) -> Iterator[tuple[str, str]]:
    """The whole date, and the year and the month of it, where it can have been no other."""
    parts = [] if published is None else _parts(published)
    if not any(parts):
        return
    yield "date", f"{{{'/'.join(map(_day, parts))}}}"
    first, last = parts[0], parts[-1]
    if first[:1] == last[:1]:
        yield "year", f"{{{first[0]:04}}}"
    if len(first) > 1 and first[:2] == last[:2]:
        yield "month", _MONTHS[first[1] - 1]


def _day(parts: Sequence[int]) -> str:
    """A year, a month or a day, as ISO 8601 writes it; nothing for an open side."""
    return "-".join([f"{each:04}" if not place else f"{each:02}" for place, each in enumerate(parts)])


def _escaped(text: str) -> str:
    """A text in which nothing means anything to TeX, nor to BibTeX."""
    return "".join(_SPECIAL.get(each, each) for each in " ".join(text.split()))
