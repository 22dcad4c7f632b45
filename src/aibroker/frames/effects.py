"""The rows of outcomes and comparisons: changes, losses, what scenarios come to, and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.comparing.replies import Reply
from aibroker.comparing.rows import ScenarioRow
from aibroker.frames.plain import bounded, end, is_open, sources
from aibroker.frames.rows import ChangeRow, LossRow, ReplyRow, SettingRow
from aibroker.landscape import Outcome
from aibroker.scenarios.changes import Change
from aibroker.scenarios.consequences import Loss
from aibroker.scenarios.fates import on_the_whole
from aibroker.values.estimates import Estimate
from aibroker.values.verdicts import Verdict

__all__ = ["change_rows", "loss_rows", "reply_rows", "setting_rows"]


def change_rows(outcome: Outcome) -> Iterator[ChangeRow]:
    """What scenarios did to each channel: closed, narrowed, moved; or perhaps, where that is unknown."""
    closed, narrowed, moved = map(set, (outcome.closed, outcome.narrowed, outcome.moved))
    for change in on_the_whole(outcome.changes):
        what = (
            "closed" if change in closed else "moved" if change in moved else "narrowed" if change in narrowed else ""
        )
        yield _change_row(outcome, change, what or ("closed" if not change.continued_by else "narrowed"))


def _change_row(outcome: Outcome, change: Change, what: str) -> ChangeRow:
    claims: list[str] = list(change.before.claims)
    return ChangeRow(
        channel=change.before.id,
        seller=change.before.seller,
        what=what,
        known=change.verdict is Verdict.YES,
        start=change.effective,
        end=change.until,
        models=list(change.models),
        markets=list(change.markets),
        continued_by=[each.id for each in change.continued_by],
        restored_by=[each.id for each in change.restored_by],
        because=change.because.statement,
        claims=claims,
        sources=sources(outcome.before, claims),
    )


def loss_rows(outcome: Outcome) -> Iterator[LossRow]:
    """Who lost access to which models."""
    yield from (_loss_row(outcome, each) for each in outcome.lost_access)


def _loss_row(outcome: Outcome, loss: Loss) -> LossRow:
    return LossRow(
        start=loss.since,
        end=loss.until,
        market=loss.market,
        in_part=loss.in_part,
        buyer=loss.buyer,
        models=list(loss.models),
        models_known=not loss.models_unknown,
        developers=list(loss.developers),
        channel=loss.channel,
        known=loss.verdict is Verdict.YES,
        left=list(loss.left),
        claims=list(loss.claims),
        sources=sources(outcome.before, loss.claims),
    )


def _labels(row: ScenarioRow) -> list[str]:
    return [f"{name}: {value}" for name, value in row.labels]


def setting_rows(rows: Iterable[ScenarioRow]) -> Iterator[SettingRow]:
    """A row for each combination of scenarios."""
    for row in rows:
        plain = attrs.asdict(row, recurse=False)
        yield SettingRow(
            scenario=row.name,
            labels=_labels(row),
            closed=list(row.closed),
            narrowed=list(row.narrowed),
            moved=list(row.moved),
            back=[f"{channel}: {day}" for channel, day in row.back],
            opened=list(row.opened),
            unknown=list(row.unknown),
            lost=[f"{who}: {whose}" for who, whose in plain["lost"]],
            may_lose=[f"{who}: {whose}" for who, whose in plain["may_lose"]],
            assumptions=list(row.assumptions),
            findings=list(row.findings),
            claims=list(row.claims),
            sources=list(row.sources),
        )


def _bounded(reply: Reply) -> str | None:
    """How the figure of an answer is limited; nothing for other answers."""
    if reply.low is None or reply.high is None:
        return None
    return bounded(Estimate(low=reply.low, high=reply.high))


def reply_rows(rows: Iterable[ScenarioRow]) -> Iterator[ReplyRow]:
    """A row for each question under each combination of scenarios."""
    for row in rows:
        for reply in row.replies:
            yield ReplyRow(
                scenario=row.name,
                labels=_labels(row),
                question=reply.name,
                kind=reply.kind,
                said=reply.said,
                low=end(reply.low),
                low_open=is_open(reply.low),
                high=end(reply.high),
                high_open=is_open(reply.high),
                unit=reply.unit,
                bounded=_bounded(reply),
                contested=reply.contested,
                verdict=None if reply.verdict is None else reply.verdict.value,
                known=list(reply.known),
                unknown=list(reply.unknown),
                assumptions=list(reply.assumptions),
                claims=list(reply.claims),
                sources=list(reply.sources),
            )
