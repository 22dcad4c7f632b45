"""Scenarios side by side, and what their steps contribute, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, NamedTuple

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
    yield from (wrapped(f"{note.subject}: {note.said}", 0) for note in _notes(thing))


def comparison_as_markdown(thing: SideBySide) -> Iterator[str]:
    """A Markdown table, whose footnotes hang on the scenarios and the questions that they speak of."""
    notes = tuple(_notes(thing))
    marks = {(note.on, note.place): f"[^{number}]" for number, note in enumerate(notes, start=1)}
    heads, *rows = _table(thing)
    first = len(heads) - len(thing.rows[0].replies)
    yield f"**{thing.title or 'Scenarios'}, on {thing.on}**"
    yield ""
    yield _row([f"{head}{marks.get(('question', place), '')}" for place, head in enumerate(heads, start=-first)])
    yield _row(["---"] * len(heads))
    for place, (name, *cells) in enumerate(rows):
        yield _row([f"{name}{marks.get(('row', place), '')}", *cells])
    for note in notes:
        yield ""
        yield f"{marks[note.on, note.place]}: {' '.join(note.said.split())}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"


def _table(thing: SideBySide) -> list[list[str]]:
    labels = tuple(dict.fromkeys(name for row in thing.rows for name, _ in row.labels))
    gates = [f"gates {each.developer} into {each.market}" for each in thing.gates]
    answers = [each.name for each in thing.rows[0].replies]
    others = ["on other terms"] if any(row.moved for row in thing.rows) else []
    others += ["opened"] if any(row.opened for row in thing.rows) else []
    rest = ["closed", "narrowed", *others, "lost access", *gates, *answers]
    called = [f"{each} (label)" if each in ("scenario", *rest) else each for each in labels]
    heads = ["scenario", *called, *rest]
    rows = enumerate(thing.rows)
    return [heads, *(_cells(row, labels, thing.gates, place, others) for place, row in rows)]


def _cells(
    row: ScenarioRow, labels: tuple[str, ...], gates: tuple[Gate, ...], place: int, others: list[str]
) -> list[str]:
    own = dict(row.labels)
    return [
        row.name,
        *(own.get(label, _NONE) for label in labels),
        _listed(row.closed, row),
        _listed(row.narrowed, row),
        *(", ".join(row.moved if each == "on other terms" else row.opened) or _NONE for each in others),
        _lost(row),
        *(_keepers(each, place) for each in gates),
        *(reply.said + (" (contested)" if reply.contested else "") for reply in row.replies),
    ]


def _listed(ids: tuple[str, ...], row: ScenarioRow) -> str:
    return ", ".join(ids) or _none(row)


def _none(row: ScenarioRow) -> str:
    """Where something is unknown, none known is not none."""
    return "none known" if row.unknown else _NONE


def _lost(row: ScenarioRow) -> str:
    """Who loses whose models; where the channel has none, the product."""
    sure = [f"{who}: {whose or 'a product'}" for who, whose in row.lost]
    perhaps = [f"perhaps {who}: {whose or 'a product'}" for who, whose in row.may_lose]
    return "; ".join((*sure, *perhaps)) or _none(row)


def _keepers(gate: Gate, place: int) -> str:
    keepers, perhaps = gate.keepers[place], gate.perhaps[place]
    none = "none known" if perhaps else "nobody"
    said = "no known route" if keepers is None else ", ".join(keepers) or none
    return f"{said}; perhaps {', '.join(perhaps)}" if perhaps else said


class _Note(NamedTuple):
    """What must be said of a scenario or of a question."""

    on: Literal["row", "question"]
    place: int
    subject: str
    said: str


def _called(thing: SideBySide, row: ScenarioRow) -> str:
    """What a row is called, with its labels where another one has the name."""
    often = sum(each.name == row.name for each in thing.rows) > 1
    return ", ".join((row.name, *(f"{name} {text}" for name, text in row.labels if often)))


def _notes(thing: SideBySide) -> Iterator[_Note]:
    for place, row in enumerate(thing.rows):
        unknown = f"unknown whether anything is taken from {', '.join(row.unknown)}" if row.unknown else ""
        used = dict.fromkeys(chain.from_iterable(reply.assumptions for reply in row.replies))
        assumed = f"answers rest on the assumptions {', '.join(used)}" if used else ""
        back = [f"{channel} is back from {day} on" for channel, day in row.back]
        said = [each for each in (unknown, *back, assumed, *row.findings) if each]
        if said:
            yield _Note("row", place, _called(thing, row), "; ".join(said))
    for number, reply in enumerate(thing.rows[0].replies):
        claims = dict.fromkeys(chain.from_iterable(row.replies[number].claims for row in thing.rows))
        what = "exposure, not a forecast of loss; " if reply.kind == "at_risk" else ""
        if claims or what:
            yield _Note("question", number, reply.name, f"{what}rests on {', '.join(claims) or 'no claim'}")


def attribution_lines(thing: Attribution) -> Iterator[str]:
    """Each step with what it changes alone, and what it adds to all others."""
    yield f"Steps: {len(thing.contributions)}"
    for each in thing.contributions:
        yield wrapped(f"{each.place} ({type(each.step).__name__})", 2, mark="- ")
        by_itself, added = _with_doubts(each.alone, each.alone_unknown), _with_doubts(each.last, each.last_unknown)
        yield wrapped(f"alone it changes {by_itself or 'nothing'}", 4, mark="> ")
        yield wrapped(f"as the last step it changes {added or 'nothing more'}", 4, mark="> ")
        replies = zip(thing.before, each.replies_alone, each.replies_without, thing.after, strict=True)
        for before, alone, without, after in replies:
            said = f"{before.name}: {before.said} before, {alone.said} with it alone"
            yield wrapped(f"{said}; {without.said} without it, {after.said} with all steps", 4, mark="= ")


def _with_doubts(known: Iterable[str], unknown: Iterable[str]) -> str:
    """What is known, and what is unknown after it; nothing where there is neither."""
    surely, perhaps = ", ".join(known), ", ".join(unknown)
    return "; ".join(each for each in (surely, f"perhaps {perhaps}" if perhaps else "") if each)
