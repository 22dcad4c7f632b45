"""Findings: what is not wrong in a landscape, but looks like a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from aibroker.errors import Fault
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Source
from aibroker.records.kinds import Record, kind_of
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Measure, Metric
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule
from aibroker.store.checks import Where, measurands_of
from aibroker.store.lineages import share_models
from aibroker.store.pairs import finding_of_pair, pairs_of
from aibroker.store.stores import Store
from aibroker.values.days import is_month_end
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["findings"]

_NO_MEANING: Final = ("id", "name", "aliases", "claims", "note")
"""The fields of a market or a measure that name it and do not say what it is."""


def findings(store: Store, as_of: date, where: Where) -> Iterator[Fault]:
    """What is not wrong, but looks like a slip: dates after the vantage, ends on a last day of a month, plain years."""
    for record in store:
        yield from _findings_of_periods(store, record, as_of, where)
        yield from _findings_of_ends(record, where)
        yield from _findings_of_sightings(record, where)
        for pair in pairs_of(store, record):
            finding = finding_of_pair(store, pair, where(record, pair.other_path))
            if finding is not None:
                yield finding
        match record:
            case Source():
                yield from _findings_of_source(record, as_of, where)
            case Market() | Measure():
                yield from _findings_of_names(store, record, where)
                yield from _findings_of_replacing(store, record, where)
            case Right() if not record.models:
                yield Fault(where=where(record, "models"), problem="it speaks of no model", valid="at least one model")
            case SalesChannel():
                if not (record.models or record.models_unknown) and record.product is None:
                    problem, valid = "it names neither a model nor a product", "models, or the product without models"
                    yield Fault(where=where(record, "models"), problem=problem, valid=f"{valid} that is meant")
                yield from _findings_of_rights(store, record, where)
            case _:
                pass


def _validities_of(record: Record) -> Iterator[tuple[str, Validity]]:
    match record:
        case SalesChannel():
            yield "open", record.open
        case Right() | Refusal() | Payment():
            yield "holds", record.holds
        case _:
            return


def _findings_of_sightings(record: Record, where: Where) -> Iterator[Fault]:
    """What was seen before it begins, unless it carries on another channel, which was seen then."""
    if isinstance(record, SalesChannel) and record.continues is not None:
        return
    for path, validity in _validities_of(record):
        for day in validity.seen_before:
            problem, valid = "it was seen before it begins", "a day from its start on, if it carries on nothing else"
            yield Fault(where=where(record, path), problem=problem, value=day.isoformat(), valid=valid)


def _periods_of(record: Record) -> Iterator[tuple[str, Period]]:
    """Every span of days inside a record, with the path to it."""
    for path, measurand in measurands_of(record):
        yield from ((f"{path}.period", period) for period in measurand.periods)
    for path, validity in _validities_of(record):
        windows = ((f"{path}.since", validity.since), (f"{path}.ended", validity.ended))
        yield from ((inner, window) for inner, window in windows if window is not None)
    match record:
        case Model() if record.release is not None:
            yield "release", record.release
        case Source() if record.published is not None:
            yield "published", record.published
        case Rule():
            dated = ((f"stages[{place}].on", stage.on) for place, stage in enumerate(record.stages))
            yield from ((path, on) for path, on in dated if on is not None)
        case Question() if record.period is not None:
            yield "period", record.period
        case _:
            return


def _findings_of_ends(record: Record, where: Where) -> Iterator[Fault]:
    """Ends on the last day of a month, on which it would be over already."""
    for path, validity in _validities_of(record):
        day = validity.ended.start if validity.ended is not None and validity.ended.days == 1 else None
        if day is not None and is_month_end(day):
            following = day + timedelta(days=1)
            problem = f"on {day}, the last day of a month, it would be over already"
            problem += f"; did you mean {following}, the first of the next month?"
            yield Fault(where=where(record, f"{path}.ended"), problem=problem, value=str(validity))


def _findings_of_rights(store: Store, channel: SalesChannel, where: Where) -> Iterator[Fault]:
    """Rights that a channel is said to rest on, though they let it sell nothing."""
    for index, right_id in enumerate(channel.rests_on):
        right = store.get("right", right_id)
        if isinstance(right, Right):
            path = where(channel, f"rests_on[{index}]")
            for problem, valid in _useless(store, channel, right):
                yield Fault(where=path, problem=f"it rests on a right {problem}", value=right.id, valid=valid)


def _useless(store: Store, channel: SalesChannel, right: Right) -> Iterator[tuple[str, str]]:
    """Why a right lets a channel sell nothing, and what would."""
    territories = store.territories
    if right.holder not in (channel.seller, channel.operator, channel.biller):
        yield "of another holder", f"a right of {channel.seller}"
    if right.may == "host" and channel.status == "sold":
        yield "that lets its holder only host", "a right to sell or resell, or status = 'hosted'"
    if right.territory is not None and channel.into is not None:
        held = territories.territory(right.territory, right.excluding)
        if not held & territories.territory(channel.into, channel.excluding):
            yield "in none of its places", "a right whose territory meets its own"
    if right.models and channel.models and not share_models(store, right.models, channel.models):
        yield "over none of its models", "a right over some of them"


def _findings_of_names(store: Store, record: Market | Measure, where: Where) -> Iterator[Fault]:
    """Names that something bundled bears as well, so that they are ambiguous, or mean the other by its id."""
    kind = kind_of(record)
    named = [
        ("id", record.id),
        ("name", record.name),
        *((f"aliases[{i}]", each) for i, each in enumerate(record.aliases)),
    ]
    for path, name in named:
        bearers = (store.get(kind, each) for each in store.ids_named(kind, name))
        bundled = [each.id for each in bearers if each is not None and store.is_reference(each)]
        if bundled:
            problem = f"a bundled {kind} is called this too, so that the name is ambiguous"
            valid = f"the id {' or '.join(map(repr, bundled))}, which replaces the bundled one, or another name"
            yield Fault(where=where(record, path), problem=problem, value=repr(name), valid=valid)


def _findings_of_replacing(store: Store, record: Market | Measure, where: Where) -> Iterator[Fault]:
    """That a bundled market or measure means something else here, for all that name it, and nobody says why."""
    bundled = store.replaced_by(record)
    if bundled is None or record.claims or record.note:
        return
    names = [field.name for field in attrs.fields(type(bundled)) if field.name not in _NO_MEANING]
    changed = [name for name in names if getattr(record, name) != getattr(bundled, name)]
    if changed:
        kind = kind_of(record)
        problem = f"it replaces the bundled {kind} and means something else, wherever {record.id!r} is named"
        valid = "another id, or a note or claims that say why"
        yield Fault(where=where(record), problem=problem, value=f"other {', '.join(changed)}", valid=valid)


def _findings_of_periods(store: Store, record: Record, as_of: date, where: Where) -> Iterator[Fault]:
    for path, period in _periods_of(record):
        if period.finding:
            yield Fault(where=where(record, path), problem=period.finding, value=str(period))
    for path, measurand in measurands_of(record):
        if not isinstance(record, Assumption):  # which chooses a reading, and says why
            yield from _finding_of_plain_year(store, record, path, measurand, where)
    if isinstance(record, Metric) and record.basis == "actual" and _ends_after(record.measurand, as_of):
        problem = "an actual number of a period that is not over on the vantage date"
        yield Fault(
            where=where(record, "basis"), problem=problem, value=str(record.measurand.period), valid="projected"
        )


def _ends_after(measurand: Measurand, day: date) -> bool:
    """Whether some day of its period comes after a day."""
    period = measurand.period
    return period is not None and (period.end is None or period.end > day + timedelta(days=1))


def _finding_of_plain_year(
    store: Store, record: Record, path: str, measurand: Measurand, where: Where
) -> Iterator[Fault]:
    company = store.get("party", measurand.of) if measurand.of else None
    calendar = company.year_ends if isinstance(company, Vendor | Customer) else None
    period = measurand.period
    if calendar is None or period is None or not str(period).isdecimal():
        return
    fiscal = calendar.year(int(str(period)))
    if fiscal != period:
        yield Fault(
            where=where(record, f"{path}.period"),
            problem=f"a plain year of a company whose year ends in {calendar}",
            value=str(period),
            valid=f"FY{period} if the fiscal year is meant, or either of the two if the source leaves it open",
        )


def _findings_of_source(source: Source, as_of: date, where: Where) -> Iterator[Fault]:
    published = source.published
    if published is not None and published.start is not None and published.start > as_of:
        problem = "published after the vantage date of the landscape"
        yield Fault(where=where(source, "published"), problem=problem, value=str(published), valid=f"{as_of} or before")
    if (
        published is not None
        and published.start is not None
        and source.retrieved
        and source.retrieved < published.start
    ):
        problem = "read before it was published"
        yield Fault(where=where(source, "retrieved"), problem=problem, value=source.retrieved.isoformat())
