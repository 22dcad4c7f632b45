"""Access as paragraphs: each channel, each condition with its verdict, and on request all that they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.display.items import stale_marks
from aibroker.display.sentences import sentence
from aibroker.queries.access import Access, ChannelAccess
from aibroker.queries.eligibility import Condition
from aibroker.records.reasons import Evidence, Reason
from aibroker.values.verdicts import Verdict

__all__ = ["Paragraph", "access_paragraphs"]


@attrs.frozen(kw_only=True)
class Paragraph:
    """A piece of text to be wrapped, or a claim to be quoted.

    Attributes:
        said: The text or the claim.
        indent: How far to indent it.
        mark: What stands before a text.
    """

    said: str | Evidence
    indent: int = 0
    mark: str = ""


def access_paragraphs(access: Access, *, explained: bool) -> Iterator[Paragraph]:
    """Access, channel by channel.

    Args:
        access: What was found.
        explained: Whether to tell every condition and its claims, each claim once, and not only what is not a yes.
    """
    question = access.question[:1].upper() + access.question[1:]
    yield Paragraph(said=f"{question}, on {access.on}: {access.verdict}")
    if not access.channels:
        yield Paragraph(said="no known channel carries it", indent=2, mark="- ")
    told = set[str]()
    for each in access.channels:
        said = f"{each.channel.id} is {each.verdict}: {sentence(access.store, each.channel)}"
        yield Paragraph(said=said, indent=2, mark="- ")
        for stale in stale_marks(each, access.on, access.horizon):
            yield Paragraph(said=stale, indent=4, mark="! ")
        yield from _explained(each, told) if explained else _in_short(each)


def _in_short(channel: ChannelAccess) -> Iterator[Paragraph]:
    for condition in channel.conditions:
        if condition.verdict is not Verdict.YES:
            yield _judged(condition, 4)
            yield from (Paragraph(said=each.statement, indent=6, mark="? ") for each in _open_questions(condition))


def _open_questions(condition: Condition) -> Iterator[Condition]:
    """What makes a condition unknown: the innermost conditions under it that are."""
    if condition.verdict is not Verdict.UNKNOWN:
        return
    for each in condition.because:
        if isinstance(each, Condition) and each.verdict is Verdict.UNKNOWN:
            inner = tuple(_open_questions(each))
            yield from inner or (each,)


def _explained(channel: ChannelAccess, told: set[str]) -> Iterator[Paragraph]:
    """The claims of the channel first; the conditions that its record makes do not repeat them."""
    own = dict.fromkeys(channel.channel.claims)
    cited = {each.claim.id: each for condition in channel.conditions for each in condition.evidence}
    yield from _claims((cited[each] for each in own if each in cited), 4, told)
    for condition in channel.conditions:
        yield from _node(condition, 4, told, leaving_out=own)


def _node(
    node: Condition | Reason, indent: int, told: set[str], *, leaving_out: Iterable[str] = ()
) -> Iterator[Paragraph]:
    yield (
        _judged(node, indent)
        if isinstance(node, Condition)
        else Paragraph(said=node.statement, indent=indent, mark="- ")
    )
    yield from _claims((each for each in node.evidence if each.claim.id not in leaving_out), indent + 2, told)
    for each in node.because:
        yield from _node(each, indent + 2, told, leaving_out=leaving_out)


def _judged(condition: Condition, indent: int) -> Paragraph:
    return Paragraph(said=condition.statement, indent=indent, mark=f"{condition.verdict}: ")


def _claims(cited: Iterable[Evidence], indent: int, told: set[str]) -> Iterator[Paragraph]:
    """Claims in full where they come first; afterwards by id."""
    again = list[str]()
    for each in cited:
        if each.claim.id in told:
            again.append(each.claim.id)
        else:
            told.add(each.claim.id)
            yield Paragraph(said=each, indent=indent)
    if again:
        yield Paragraph(said=f"{', '.join(again)}: see above", indent=indent, mark="* ")
