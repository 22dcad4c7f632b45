"""Scenarios side by side, and what their steps contribute, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import attrs

from aibroker.comparing.attributions import Attribution
from aibroker.comparing.replies import Reply
from aibroker.comparing.rows import ScenarioRow
from aibroker.comparing.sidebyside import SideBySide
from aibroker.display.lines import wrapped
from aibroker.display.tables import aligned
from aibroker.landscape import Outcome
from aibroker.records.reasons import Reason
from aibroker.scenarios.changes import Change

__all__ = ["attribution_lines", "comparison_as_markdown", "comparison_as_text"]

_NONE = "-"
_EXPOSURE = "What is at risk is exposure, not a forecast of loss."


@attrs.frozen
class _Cell:
    """A cell of the table: what it says, and on what that rests."""

    said: str
    note: str = ""


def comparison_as_text(thing: SideBySide) -> Iterator[str]:
    """A line for each scenario, under a line of heads; then the claims, and what must be looked at."""
    yield f"{thing.title or 'Scenarios'}, on {thing.on}"
    yield from aligned([_heads(thing), *([cell.said for cell in line] for line in _lines(thing))])
    yield from (wrapped(remark, 0) for remark in (*_claims(thing), *_remarks(thing)))


def comparison_as_markdown(thing: SideBySide) -> Iterator[str]:
    """A Markdown table; footnotes say on which assumptions and claims each cell rests."""
    heads, lines, remarks = _heads(thing), list(_lines(thing)), list(_remarks(thing))
    notes = list(dict.fromkeys(cell.note for line in lines for cell in line if cell.note))
    numbers = {note: number for number, note in enumerate(notes, start=1)}
    yield f"**{thing.title or 'Scenarios'}, on {thing.on}**"
    yield ""
    yield _row(heads)
    yield _row(["---"] * len(heads))
    yield from (_row(_marked(cell, numbers) for cell in line) for line in lines)
    yield from chain.from_iterable(("", remark) for remark in remarks)
    yield from chain.from_iterable(("", f"[^{numbers[note]}]: {note}") for note in notes)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marked(cell: _Cell, numbers: dict[str, int]) -> str:
    said = cell.said.replace("|", r"\|")
    return f"{said}[^{numbers[cell.note]}]" if cell.note else said


def _heads(thing: SideBySide) -> list[str]:
    gates = [f"gates {each.developer} into {each.market}" for each in thing.gates]
    opened = ["opened"] if _something_opens(thing) else []
    answers = [each.name for each in thing.rows[0].replies]
    assumed = ["assumptions"] if _something_is_assumed(thing) else []
    return ["scenario", *_labels(thing), "closed", "narrowed", *opened, "lost access", *gates, *answers, *assumed]


def _labels(thing: SideBySide) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in thing.rows for name, _ in row.labels))


def _something_opens(thing: SideBySide) -> bool:
    return any(row.opened for row in thing.rows)


def _something_is_assumed(thing: SideBySide) -> bool:
    return any(row.used for row in thing.rows)


def _lines(thing: SideBySide) -> Iterator[list[_Cell]]:
    for place, (row, outcome) in enumerate(zip(thing.rows, thing.outcomes, strict=True)):
        own = dict(row.labels)
        yield [
            _Cell(row.name),
            *(_Cell(own.get(label, _NONE)) for label in _labels(thing)),
            _Cell(_listed(row.closed, row), _because(outcome.closed)),
            _Cell(_listed(row.narrowed, row), _because(outcome.narrowed)),
            *([_Cell(", ".join(row.opened) or _NONE)] if _something_opens(thing) else []),
            _Cell(_lost(row)),
            *(_Cell(_keepers(each.keepers[place], each.perhaps[place])) for each in thing.gates),
            *(_Cell(_answer(reply), _resting_on(outcome, reply)) for reply in row.replies),
            *([_Cell(", ".join(row.used) or _NONE)] if _something_is_assumed(thing) else []),
        ]


def _listed(ids: tuple[str, ...], row: ScenarioRow) -> str:
    """Where something is unknown, none known is not none."""
    return ", ".join(ids) or ("none known" if row.unknown else _NONE)


def _lost(row: ScenarioRow) -> str:
    sure = [_loss(who, whose) for who, whose in row.lost]
    perhaps = [f"perhaps {_loss(who, whose)}" for who, whose in row.may_lose if (who, whose) not in row.lost]
    return _listed(("; ".join((*sure, *perhaps)),) if sure or perhaps else (), row)


def _loss(who: str, whose: str) -> str:
    return f"{who}: {whose or 'a product'}"


def _keepers(known: tuple[str, ...] | None, perhaps: tuple[str, ...]) -> str:
    said = "no known route" if known is None else ", ".join(known) or ("none known" if perhaps else "nobody")
    return f"{said}; perhaps {', '.join(perhaps)}" if perhaps else said


def _answer(reply: Reply) -> str:
    return f"{reply.said} (contested)" if reply.contested else reply.said


def _because(changes: Iterable[Change]) -> str:
    """The claims behind changes to channels."""
    claims = dict.fromkeys(chain.from_iterable(_cited(change.because) for change in changes))
    return f"claims {', '.join(claims)}" if claims else ""


def _cited(reason: Reason) -> Iterator[str]:
    yield from (each.claim.id for each in reason.evidence)
    for each in reason.because:
        yield from _cited(each)


def _resting_on(outcome: Outcome, reply: Reply) -> str:
    """What an answer rests on: each assumption with its reason, and the claims."""
    assumed = (outcome.after.assumptions[each] for each in reply.assumptions)
    said = [f"assumption {each.id}, because: {each.because.rstrip('.')}" for each in assumed]
    said += [f"claims {', '.join(reply.claims)}"] if reply.claims else []
    return "; ".join(said)


def _claims(thing: SideBySide) -> Iterator[str]:
    """For text, which has no footnotes: the claims of each question."""
    for number, reply in enumerate(thing.rows[0].replies):
        claims = dict.fromkeys(chain.from_iterable(row.replies[number].claims for row in thing.rows))
        if claims:
            yield f"{reply.name}: [{', '.join(claims)}]"


def _remarks(thing: SideBySide) -> Iterator[str]:
    for row in thing.rows:
        unknown = [f"unknown whether anything is taken from {', '.join(row.unknown)}"] if row.unknown else []
        if unknown or row.findings:
            yield f"{row.name}: {'; '.join((*unknown, *row.findings))}"
    if any(reply.kind == "at_risk" for reply in thing.rows[0].replies):
        yield _EXPOSURE


def attribution_lines(thing: Attribution) -> Iterator[str]:
    """Each step with what it changes alone, and what it adds to all others."""
    yield f"Steps: {len(thing.contributions)}"
    for each in thing.contributions:
        yield wrapped(f"{each.place} ({type(each.step).__name__})", 2, mark="- ")
        yield wrapped(f"alone it changes {', '.join(each.alone) or 'nothing'}", 4, mark="> ")
        yield wrapped(f"as the last step it changes {', '.join(each.last) or 'nothing more'}", 4, mark="> ")
        replies = zip(thing.before, each.replies_alone, each.replies_without, thing.after, strict=True)
        for before, alone, without, after in replies:
            said = f"{before.name}: {_answer(before)} before, {_answer(alone)} with it alone"
            yield wrapped(f"{said}; {_answer(without)} without it, {_answer(after)} with all steps", 4, mark="= ")
    if any(reply.kind == "at_risk" for reply in thing.before):
        yield _EXPOSURE
