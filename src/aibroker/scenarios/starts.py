"""What starts on the day of a step: the days of what is supposed, and how it joins the records."""

from __future__ import annotations

from datetime import date

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.kinds import kind_of
from aibroker.records.offers import SalesChannel
from aibroker.records.rights import Right
from aibroker.scenarios.changes import Application, Opening
from aibroker.store.validation import extended
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["days_of", "from_the_day", "is_opened", "joined"]


def from_the_day(validity: Validity, effective: date, until: date | None) -> Validity:
    """When something holds that is supposed from a day on: what is said of earlier days does not count.

    Args:
        validity: When it is said to hold.
        effective: From which day it is supposed.
        until: The first day without it; None for as long as is said.

    Raises:
        InvalidValueError: If it is over by that day.
    """
    if validity.is_over_by(effective) is Verdict.YES:
        problem = "what a step opens is over by the day of the step"
        raise InvalidValueError(problem, str(validity), valid=f"an end after {effective}, or none")
    begins = validity.since.start if validity.since is not None else None
    since = validity.since if begins is not None and begins >= effective else effective
    supposed = Validity(since=since, ended=validity.ended, ongoing=validity.ended is None)
    return supposed if until is None else supposed.until(until)


def days_of(supposed: Validity, effective: date) -> tuple[date, date | None]:
    """From which day something that is supposed may hold, and the first day on which it surely no longer does."""
    span = supposed.possibly
    return (effective if span.start is None else span.start), span.end


def is_opened(done: Application, item: SalesChannel | Right) -> bool:
    """Whether an earlier step, or an earlier scenario, has opened the very same."""
    return any(opening.item == item for opening in done.openings) or done.store.get(kind_of(item), item.id) == item


def joined(done: Application, item: SalesChannel | Right, opening: Opening) -> Application:
    """What was done so far, with something opened.

    Raises:
        InvalidLandscapeError: If it does not hold together with the rest, or if its id is taken.
    """
    return attrs.evolve(done, store=extended(done.store, [item]), openings=(*done.openings, opening))
