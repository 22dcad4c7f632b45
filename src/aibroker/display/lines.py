"""Lines of text: wrapped to a width, with the claims and the sources that stand behind what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from aibroker.records.evidence import Source
from aibroker.records.reasons import Evidence

__all__ = ["claim_lines", "source_lines", "wrapped"]

_WIDTH = 100


def source_lines(cited: Iterable[Evidence]) -> Iterator[str]:
    """Every source of the claims shown, once; also those that said first what others pass on."""
    sources = {source.id: source for each in cited for source in (each.source, each.root) if source is not None}
    if sources:
        yield "Sources:"
    for source_id in sorted(sources):
        yield wrapped(_source(sources[source_id]), 2, mark="- ")


def _source(source: Source) -> str:
    published = "publication date unknown" if source.published is None else f"published {source.published}"
    read = "when it was read is not said" if source.retrieved is None else f"read {source.retrieved}"
    facts = [source.kind, *(["machine-generated"] if source.machine_generated else []), published, read]
    publisher = f"{source.publisher}, " if source.publisher else ""
    address = f", {source.address}" if source.address else ""
    return f"{source.id}: {publisher}{source.title!r} ({'; '.join(facts)}){address}"


def wrapped(text: str, indent: int, *, mark: str = "") -> str:
    """A paragraph, indented after its mark."""
    first = " " * indent + mark
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def claim_lines(listed_evidence: Iterable[Evidence], indent: int = 4) -> Iterator[str]:
    """Claims, a paragraph each, with the place of each in its source."""
    for each in listed_evidence:
        yield wrapped(_evidence(each), indent, mark="* ")


def _evidence(each: Evidence) -> str:
    claim = each.claim
    hedged = f", hedged: {', '.join(claim.hedges)}" if claim.hedges else ""
    speaker = "" if claim.said_by == "unstated" else f"; said by {claim.said_by}"
    first = f"; first in {each.root.id}" if each.root is not None else ""
    place = f"{claim.source}, {claim.locator}{speaker}{first}"
    return f"{claim.id} ({claim.kind}{hedged}): {claim.text} [{place}]"
