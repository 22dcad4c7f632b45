"""Replies: what a landscape or an outcome says to a question, as plain values that can travel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import attrs

from aibroker.ask import Asking
from aibroker.errors import InvalidValueError
from aibroker.figures.figures import Figure
from aibroker.landscape import Landscape, Outcome
from aibroker.records.identifiers import ChannelId, ClaimId, SourceId
from aibroker.records.questions import Question, QuestionKind
from aibroker.values.verdicts import Verdict

__all__ = ["Reply", "askings", "replied"]


@attrs.frozen(kw_only=True)
class Reply:
    """The answer to one question.

    Attributes:
        name: What the answer is called.
        kind: What was asked for.
        said: The answer in a line.
        low: For a figure: the lower bound, in the unit.
        high: For a figure: the upper bound; infinity where nothing limits it.
        unit: For a figure: the unit.
        contested: For a figure: whether some numbers behind it cannot all hold.
        verdict: For access: open is yes, closed is no; for channels: whether there are any.
        known: For channels: the known ones; for access: the open ones.
        unknown: For channels and access: those of which it is unknown.
        assumptions: The ids of the assumptions that it rests on.
        claims: The ids of the claims that it rests on.
        sources: The ids of the sources that make those claims.
    """

    name: str
    kind: QuestionKind
    said: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    contested: bool = False
    verdict: Verdict | None = None
    known: tuple[ChannelId, ...] = ()
    unknown: tuple[ChannelId, ...] = ()
    assumptions: tuple[str, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    sources: tuple[SourceId, ...] = ()


def askings(case: Landscape, ask: Asking | Question | str | Iterable[Asking | Question | str]) -> tuple[Asking, ...]:
    """Questions as they can be asked of a landscape: given ones, and saved ones by their ids.

    Raises:
        UnknownNameError: If the landscape saves no question of that id; with the nearest.
        InvalidValueError: If something is no question, or if two are called the same.
    """
    if not isinstance(case, Landscape):
        raise InvalidValueError("this is no landscape", case, valid="load_case('microsoft-openai-china'), for example")
    given = (ask,) if isinstance(ask, Asking | Question | str) or not isinstance(ask, Iterable) else tuple(ask)
    made = tuple(_asking(case, each) for each in given)
    names = [each.name for each in made]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValueError("two questions are called the same", name, valid="name='…' for one of them")
    return made


def _asking(case: Landscape, each: Asking | Question | str) -> Asking:
    if isinstance(each, Asking):
        return each
    if not isinstance(each, Question | str):
        raise InvalidValueError("this is no question", each, valid="ask.figure(…), ask.at_risk(…) … or a saved one")
    saved = each if isinstance(each, Question) else case.questions[each]
    about, terms = _of_saved(saved)
    given = tuple((term, value) for term, value in terms.items() if value is not None)
    return Asking(kind=saved.kind, name=saved.id, about=about, terms=given)


def _of_saved(saved: Question) -> tuple[object, Mapping[str, object]]:
    """What a saved question is about, and what narrows it."""
    match saved.kind:
        case "figure":
            return saved.measurand, {"relative_to": saved.relative_to}
        case "at_risk":
            return saved.party, {"period": saved.period, "relative_to": saved.relative_to}
        case "channels_into":
            names = ("model", "seller", "developer", "product", "seller_home", "developed_in")
            return saved.market, {name: getattr(saved, name) for name in names}
        case "access":
            return saved.model, {"buyer": saved.party}


def replied(outcome: Outcome, asking: Asking, on: date) -> Reply:
    """What an outcome says to a question, on a day where the question is of a day.

    Raises:
        AibrokerError: If the question names what the landscape after does not hold, or cannot be answered.
    """
    terms: dict[str, Any] = dict(asking.terms)
    return _REPLIES[asking.kind](outcome, asking, terms, on)


def _figure(outcome: Outcome, asking: Asking, terms: dict[str, Any], _: date) -> Reply:
    about: Any = asking.about
    return _of_figure(asking, outcome.after.figure(about, **terms))


def _at_risk(outcome: Outcome, asking: Asking, terms: dict[str, Any], _: date) -> Reply:
    about: Any = asking.about
    return _of_figure(asking, outcome.at_risk(about, **terms))


def _of_figure(asking: Asking, figure: Figure) -> Reply:
    return Reply(
        name=asking.name,
        kind=asking.kind,
        said=figure.estimate.shown(),
        low=figure.low,
        high=figure.high,
        unit=str(figure.unit),
        contested=figure.contested,
        assumptions=tuple(each.id for each in figure.assumptions),
        claims=tuple(each.claim.id for each in figure.claims),
        sources=tuple(dict.fromkeys(each.source.id for each in figure.claims)),
    )


def _channels(outcome: Outcome, asking: Asking, terms: dict[str, Any], on: date) -> Reply:
    about: Any = asking.about
    answer = outcome.after.channels_into(about, on=on, **terms)
    doubtful = tuple(candidate.item for candidate in answer.unknown)
    known = ", ".join(channel.id for channel in answer.known)
    unknown = ", ".join(channel.id for channel in doubtful)
    claims = tuple(dict.fromkeys(claim for channel in (*answer.known, *doubtful) for claim in channel.claims))
    return Reply(
        name=asking.name,
        kind=asking.kind,
        said=f"{known or 'none known'}; unknown: {unknown}" if unknown else known or "none known",
        verdict=answer.verdict,
        known=tuple(channel.id for channel in answer.known),
        unknown=tuple(channel.id for channel in doubtful),
        claims=claims,
        sources=tuple(dict.fromkeys(outcome.after.claims[each].source for each in claims)),
    )


def _access(outcome: Outcome, asking: Asking, terms: dict[str, Any], on: date) -> Reply:
    about: Any = asking.about
    found = outcome.after.access(about, on=on, **terms)
    verdicts = {"open": Verdict.YES, "closed": Verdict.NO, "unknown": Verdict.UNKNOWN}
    return Reply(
        name=asking.name,
        kind=asking.kind,
        said=found.verdict,
        verdict=verdicts[found.verdict],
        known=tuple(each.channel.id for each in found.channels if each.verdict == "open"),
        unknown=tuple(each.channel.id for each in found.channels if each.verdict == "unknown"),
        claims=tuple(dict.fromkeys(each.claim.id for each in found.cited)),
        sources=tuple(dict.fromkeys(each.source.id for each in found.cited)),
    )


_REPLIES: Final[Mapping[QuestionKind, Callable[[Outcome, Asking, dict[str, Any], date], Reply]]] = {
    "figure": _figure,
    "at_risk": _at_risk,
    "channels_into": _channels,
    "access": _access,
}
