"""Scenarios side by side, and what their steps contribute, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from aibroker.comparing.attributions import Attribution
from aibroker.comparing.rows import ScenarioRow
from aibroker.comparing.sidebyside import Gate, SideBySide
from aibroker.display.lines import wrapped
from aibroker.display.tables import aligned

__all__ = ["attribution_lines", "comparison_as_markdown", "comparison_as_text"]

_NONE = "-"


def comparison_as_text(thing: SideBySide) -> Iterator[str]:
    """A line for each scenario, under a line of heads; then what is assumed, and what must be looked at."""
    yield f"{thing.title or 'Scenarios'}, on {thing.on}"
    yield from aligned(_table(thing))
    yield from (wrapped(note, 0) for note in _notes(thing))


def comparison_as_markdown(thing: SideBySide) -> Iterator[str]:
    """A Markdown table with footnotes."""
    heads, *rows = _table(thing)
    marks = "".join(f"[^{number}]" for number, _ in enumerate(_notes(thing), start=1))
    yield f"**{thing.title or 'Scenarios'}, on {thing.on}**{marks}"
    yield ""
    yield _row(heads)
    yield _row(["---"] * len(heads))
    yield from map(_row, rows)
    for number, note in enumerate(_notes(thing), start=1):
        yield ""
        yield f"[^{number}]: {note}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _table(thing: SideBySide) -> list[list[str]]:
    labels = tuple(dict.fromkeys(name for row in thing.rows for name, _ in row.labels))
    gates = [f"gates {each.developer} into {each.market}" for each in thing.gates]
    answers = [each.name for each in thing.rows[0].replies]
    heads = ["scenario", *labels, "closed", "narrowed", "lost access", *gates, *answers]
    return [heads, *(_cells(row, labels, thing.gates, place) for place, row in enumerate(thing.rows))]


def _cells(row: ScenarioRow, labels: tuple[str, ...], gates: tuple[Gate, ...], place: int) -> list[str]:
    own = dict(row.labels)
    return [
        row.name,
        *(own.get(label, _NONE) for label in labels),
        _listed(row.closed, row),
        _listed(row.narrowed, row),
        "; ".join(f"{who}: {whose}" for who, whose in row.lost) or _none(row),
        *(_keepers(each, place) for each in gates),
        *(reply.said + (" (contested)" if reply.contested else "") for reply in row.replies),
    ]


def _listed(ids: tuple[str, ...], row: ScenarioRow) -> str:
    return ", ".join(ids) or _none(row)


def _none(row: ScenarioRow) -> str:
    """Where something is unknown, none known is not none."""
    return "none known" if row.unknown else _NONE


def _keepers(gate: Gate, place: int) -> str:
    keepers = gate.keepers[place]
    if keepers is None:
        return "no known route"
    return ", ".join(keepers) or "nobody"


def _notes(thing: SideBySide) -> Iterator[str]:
    for row in thing.rows:
        unknown = f"unknown whether anything is taken from {', '.join(row.unknown)}" if row.unknown else ""
        used = dict.fromkeys(chain.from_iterable(reply.assumptions for reply in row.replies))
        assumed = f"answers rest on the assumptions {', '.join(used)}" if used else ""
        said = [each for each in (unknown, assumed, *row.findings) if each]
        if said:
            yield f"{row.name}: {'; '.join(said)}"
    for number, reply in enumerate(thing.rows[0].replies):
        claims = dict.fromkeys(chain.from_iterable(row.replies[number].claims for row in thing.rows))
        if claims:
            yield f"{reply.name}: [{', '.join(claims)}]"
    if any(reply.kind == "at_risk" for reply in thing.rows[0].replies):
        yield "What is at risk is exposure, not a forecast of loss."


def attribution_lines(thing: Attribution) -> Iterator[str]:
    """Each step with what it changes alone, and what it adds to all others."""
    yield f"Steps: {len(thing.contributions)}"
    for each in thing.contributions:
        yield wrapped(f"{each.place} ({type(each.step).__name__})", 2, mark="- ")
        yield wrapped(f"alone it changes {', '.join(each.alone) or 'nothing'}", 4, mark="> ")
        yield wrapped(f"as the last step it changes {', '.join(each.last) or 'nothing more'}", 4, mark="> ")
        replies = zip(thing.before, each.replies_alone, each.replies_without, thing.after, strict=True)
        for before, alone, without, after in replies:
            said = f"{before.name}: {before.said} before, {alone.said} with it alone"
            yield wrapped(f"{said}; {without.said} without it, {after.said} with all steps", 4, mark="= ")
