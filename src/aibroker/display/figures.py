"""Figures as paragraphs: the sentence that a careful analyst would write, then the way down to each claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from math import ceil, inf, isinf, log10

from aibroker.display.conditions import Paragraph
from aibroker.display.tables import aligned
from aibroker.figures.citations import Citation
from aibroker.figures.derivations import Derivation, Ground
from aibroker.figures.facets import Gap
from aibroker.figures.figures import Figure
from aibroker.figures.sensitivity import Sensitivity
from aibroker.records.assumptions import Assumption
from aibroker.records.reasons import Evidence
from aibroker.values.estimates import Estimate

__all__ = ["citation_lines", "figure_cites", "figure_paragraphs", "sensitivity_lines"]

_DIGITS, _DIGITS_OF_A_WIDTH, _MOST_DIGITS = 4, 2, 9
_MOST_STEPS_TOLD = 40  # in one sentence; of a longer chain it lists the numbers
_DEEPEST_INDENT = 24
_BY_DEFINITION = ("a part of", "contains")
_READABLE = ("stated", "times a ratio", "a part of", "contains", "passes through", "nothing closes", "given")
_RULES = {
    "stated": "stated as",
    "times a ratio": "as a multiple of the next:",
    "by a ratio": "of which the next is a multiple:",
    "a part of": "a part of the next",
    "contains": "since it holds the next",
    "not larger than": "not larger than the next:",
    "not smaller than": "not smaller than the next:",
    "sum of its parts": "the sum of the next:",
    "what the other parts leave": "the whole less the other parts:",
    "one of several shares": "what the shares of the other parts leave:",
    "arithmetic": "calculated from the next",
    "passes through": "a part of the next, since",
    "nothing closes": "since",
    "given": "since nothing else limits it",
}


def figure_cites(figure: Figure) -> Iterator[Evidence]:
    """Every claim that a figure rests on."""
    for each in figure.derivations:
        yield from each.evidence


def figure_paragraphs(figure: Figure, *, explained: bool) -> Iterator[Paragraph]:
    """A figure: how much, from what, what is assumed, contested and missing.

    Args:
        figure: The figure.
        explained: Whether to tell how each bound follows, down to the claims.
    """
    yield Paragraph(said=f"{_capital(figure.quantity)}: {_amount(figure)}")
    yield from _from_what(figure)
    yield from _assumed("if:", figure.assumptions)
    yield from _assumed("on, but not needed:", figure.not_needed)
    for said in figure.policies:
        yield Paragraph(said=said, indent=2, mark="policy: ")
    for said in figure.caveats:
        yield Paragraph(said=said, indent=2, mark="! ")
    yield from _contested(figure)
    yield from _gaps(figure)
    if explained:
        yield from _ways(figure)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _amount(figure: Figure) -> str:
    if not figure.derivations and figure.low == 0:
        return f"unknown, {Estimate.above(0, unit=figure.unit).shown()}"
    return _with_its_width(figure.estimate)


def _with_its_width(estimate: Estimate) -> str:
    """An estimate with four digits, or with as many as rounding needs not to swallow how narrow it is."""
    if estimate.low == estimate.high:
        return estimate.shown()
    width, size = estimate.high - estimate.low, max(abs(estimate.low), abs(estimate.high))
    needed = 1 if isinf(width) else ceil(log10(size / width)) + _DIGITS_OF_A_WIDTH
    return estimate.shown(digits=min(max(_DIGITS, needed), _MOST_DIGITS))


def _from_what(figure: Figure) -> Iterator[Paragraph]:
    """In one clause where both bounds come the same way, else in one for each bound."""
    lower, upper = figure.lower, figure.upper
    if lower is not None and upper is not None and _way(lower) == _way(upper):
        yield Paragraph(said=f"{'that is ' if _is_readable(upper) else ''}{_clause(upper)}", indent=2)
        return
    for each in figure.derivations:
        yield Paragraph(said=f"{each.said}{':' if _is_readable(each) else ','} {_clause(each)}", indent=2)


def _way(step: Derivation) -> tuple[object, ...]:
    """What a bound comes from, without how much."""
    return step.rows(
        lambda each: (each.rule, each.ground), lambda each: [one for one in each.because if not one.recurs]
    )


def _clause(step: Derivation) -> str:
    """From what a bound follows, in words: link by link where that reads well, else the numbers that it rests on."""
    if not _is_readable(step):
        return f"from these: {_joined(_told_once(each for each in step.grounds if each.kind != 'definition'))}"
    said = "" if step.ground is None else step.ground.said
    if not step.because:
        return said or "what all is relative to"
    following = _past_definitions(step)
    next_of = " and ".join(_next(each) for each in following.because if not each.recurs)
    match step.rule:
        case "a part of" | "passes through":
            return f"a part of {next_of}"
        case "contains":
            return f"it holds {next_of}"
        case _:
            return f"{said} of {next_of}"


def _told_once(grounds: Iterable[Ground]) -> list[str]:
    """What grounds say, without those that only put together what others say each by itself."""
    listed = list(grounds)
    alone = {record.id for each in listed if len(each.records) == 1 for record in each.records}
    told = (each for each in listed if len(each.records) < 2 or not {one.id for one in each.records} <= alone)
    return [each.said.rstrip(",") for each in told]


def _is_readable(step: Derivation) -> bool:
    steps = list(islice(step, _MOST_STEPS_TOLD + 1))
    return len(steps) <= _MOST_STEPS_TOLD and all(each.rule in _READABLE for each in steps)


def _next(step: Derivation) -> str:
    return step.quantity if step.rule == "given" else f"{step.quantity}, which is {_clause(step)}"


def _joined(texts: list[str]) -> str:
    return f"{'; '.join(texts[:-1])}; and {texts[-1]}" if len(texts) > 1 else "".join(texts) or "definitions alone"


def _past_definitions(step: Derivation) -> Derivation:
    """The last of a chain of steps that follow by the same definition, so that the chain is told as one."""
    while step.rule in _BY_DEFINITION and len(step.because) == 1 and step.because[0].rule == step.rule:
        step = step.because[0]
    return step


def _assumed(mark: str, assumptions: Iterable[Assumption]) -> Iterator[Paragraph]:
    for each in assumptions:
        yield Paragraph(said=f"{each.name or each.convention or each.id} [{each.id}]", indent=2, mark=f"{mark} ")


def _contested(figure: Figure) -> Iterator[Paragraph]:
    for conflict in figure.conflicts:
        yield Paragraph(said=conflict.statement, indent=2, mark="contested: ")
    for side in figure.sides:
        yield Paragraph(said=f"without {', '.join(side.without)}: {side.estimate.shown()}", indent=4, mark="- ")


def _gaps(figure: Figure) -> Iterator[Paragraph]:
    if not figure.gaps:
        return
    open_sides = [
        *(["from below"] if figure.lower is None else []),
        *(["from above"] if figure.upper is None and figure.high == inf else []),
    ]
    yield Paragraph(said=f"nothing limits it {' or '.join(open_sides) or 'any further'}; what is missing:", indent=2)
    for gap in figure.gaps:
        yield _gap(gap)


def _gap(gap: Gap) -> Paragraph:
    return Paragraph(said=gap.said, indent=4, mark="? ")


def _ways(figure: Figure) -> Iterator[Paragraph]:
    told = set[str]()
    for each in figure.derivations:
        side = "Lower" if each.side == "low" else "Upper"
        bases = [step.quantity for step in each if step.rule == "given"]
        yield Paragraph(said=f"{side} bound, step by step{''.join(f', relative to {base}' for base in bases[:1])}:")
        yield from _steps(each, told)


def _steps(first: Derivation, told: set[str]) -> Iterator[Paragraph]:
    """Every step with what it rests on, and under it those that it follows from."""
    waiting = [(first, 2)]
    while waiting:
        step, indent = waiting.pop()
        given = step.rule == "given" and not step.recurs
        said = "1, since all is relative to it" if given else f"{step.said}{_how(step)}"
        yield Paragraph(said=f"{step.quantity}: {said}", indent=indent, mark="- ")
        if step.ground is not None:
            yield from _evidence(step.ground, indent + 2, told)
        waiting += ((each, min(indent + 2, _DEEPEST_INDENT)) for each in reversed(_past_definitions(step).because))


def _how(step: Derivation) -> str:
    if step.recurs:
        return " (repeated to the limit)"
    said = "" if step.ground is None or step.rule in _BY_DEFINITION else f" {step.ground.said}"
    return f", {_RULES[step.rule]}{said}"


def _evidence(ground: Ground, indent: int, told: set[str]) -> Iterator[Paragraph]:
    for assumption in ground.assumptions:
        if assumption.id not in told:
            told.add(assumption.id)
            said = f"{assumption.name or assumption.id} [{assumption.id}], because: {assumption.because}"
            yield Paragraph(said=said, indent=indent, mark="assumed: ")
    for each in ground.evidence:
        if each.claim.id not in told:
            told.add(each.claim.id)
            yield Paragraph(said=each, indent=indent)


def citation_lines(citation: Citation) -> Iterator[str]:
    """The figure, the landscape with its fingerprint, what was assumed, and the sources."""
    figure = citation.figure
    case = f"{citation.title or 'an untitled landscape'}, as of {citation.as_of}"
    under = f", under {citation.scenario}" if citation.scenario else ""
    yield f"{_capital(figure.quantity)}: {_amount(figure)}{' (contested)' if figure.contested else ''}{under}."
    yield f"aibroker {citation.version}; {case}; sha256:{citation.fingerprint}."
    assumed = [each.id for each in figure.assumptions]
    yield f"Assumed: {', '.join(assumed) or 'nothing'}."
    yield from (f"Policy: {each}." for each in figure.policies)
    yield f"Claims: {', '.join(each.claim.id for each in figure.claims) or 'none'}."


def sensitivity_lines(sensitivity: Sensitivity) -> Iterator[str]:
    """One line for each premise: what it says, and the figure if it were exact, or gone."""
    figure = sensitivity.figure
    yield f"{_capital(figure.quantity)}: {_amount(figure)}"
    rows = [("premise", "says", "if exact", "if gone")]
    for row in sensitivity:
        exact = "-" if row.exact is None else _short(row.exact)
        rows.append((", ".join(row.records), row.said, exact, _short(row.gone)))
    yield from aligned(rows)


def _short(estimate: Estimate) -> str:
    return _with_its_width(Estimate(low=estimate.low, high=estimate.high, unit=estimate.unit))
