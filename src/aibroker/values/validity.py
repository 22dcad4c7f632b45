"""When something holds, as far as it is known: from when, until when, and on which days it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import attrs

from aibroker.errors import InvalidValueError
from aibroker.values.days import to_day
from aibroker.values.periods import Period
from aibroker.values.verdicts import Verdict

__all__ = ["Validity", "to_validity"]

_FORMS = "a period or its text such as '2026-07-01/..', 'seen 2026-06-18', 'unknown', or a Validity"


def _window(value: Period | date | str | None) -> Period | None:
    if value is None or value == "unknown":
        return None
    if isinstance(value, Period):
        return value
    if isinstance(value, str):
        return Period.parse(value)
    return Period.day(to_day(value))


def _days(value: Iterable[date | str] | date | str) -> tuple[date, ...]:
    values = (value,) if isinstance(value, date | str) else tuple(value)
    return tuple(sorted({to_day(each) for each in values}))


def _reached(window: Period | None, day: date) -> Verdict:
    """Whether something that happens on one day of the window has happened by the end of a day."""
    if window is None:
        return Verdict.UNKNOWN
    if window.start is not None and day < window.start:
        return Verdict.NO
    if window.end is not None and day >= window.end - timedelta(days=1):
        return Verdict.YES
    return Verdict.UNKNOWN


@attrs.frozen(kw_only=True)
class Validity:
    """When a channel, a right or a refusal holds, as far as it is known.

    Begin and end are known to a day, a month or a year, or not at all; the window says in which span the day lies.
    What was only *seen* to hold on a day is taken to hold from that day on until something says otherwise, and is
    unknown before it.

    Attributes:
        since: The span in which its first day lies; None where that is unknown.
        ended: The span in which the first day without it lies; None where that is unknown or has not come.
        ongoing: Whether it is said not to have ended.
        seen: The days on which it was seen to hold, in order; one that lies before it begins is of what it carries on.

    >>> known_to_the_month = Validity(since="2025-09", ongoing=True)
    >>> [known_to_the_month.holds_on(day).value for day in ("2025-08-31", "2025-09-06", "2025-10-01")]
    ['no', 'unknown', 'yes']
    """

    since: Period | None = attrs.field(default=None, converter=_window)
    ended: Period | None = attrs.field(default=None, converter=_window)
    ongoing: bool = False
    seen: tuple[date, ...] = attrs.field(default=(), converter=_days)

    def __attrs_post_init__(self) -> None:
        if self.ongoing and self.ended is not None:
            problem = "something that is ongoing has no end"
            raise InvalidValueError(problem, str(self.ended), valid="either ongoing or ended, not both")
        first, last = self._first_possible_day, self._last_possible_end
        if first is not None and last is not None and last <= first:
            problem = "it would end before it begins"
            raise InvalidValueError(problem, f"since {self.since}, ended {self.ended}", valid="an end after the start")
        late = next((day for day in self.seen if last is not None and day >= last), None)
        if late is not None:
            problem = "it was seen on a day on which it cannot have held"
            raise InvalidValueError(problem, late.isoformat(), valid="a day between its start and its end")

    @property
    def seen_before(self) -> tuple[date, ...]:
        """The sightings before it can have begun: of what it carries on, whose last sighting it still rests on."""
        first = self._first_possible_day
        return () if first is None else tuple(day for day in self.seen if day < first)

    @property
    def _first_seen(self) -> date | None:
        """The first day on which it was seen itself."""
        first = self._first_possible_day
        return next((day for day in self.seen if first is None or day >= first), None)

    @property
    def _first_possible_day(self) -> date | None:
        return self.since.start if self.since is not None else None

    @property
    def _last_possible_end(self) -> date | None:
        if self.ended is None or self.ended.end is None:
            return None
        return self.ended.end - timedelta(days=1)

    @classmethod
    def during(cls, period: Period | str) -> Validity:
        """It holds exactly in a period; an open end of the period means that it has not ended.

        >>> print(Validity.during("2026-07-01/.."))
        since 2026-07-01, not ended
        """
        span = period if isinstance(period, Period) else Period.parse(period)
        ended = Period.day(span.end) if span.end is not None else None
        since = Period.day(span.start) if span.start is not None else None
        return cls(since=since, ended=ended, ongoing=span.end is None)

    @classmethod
    def seen_on(cls, *days: date | str) -> Validity:
        """It was seen to hold on these days, and nothing else is known.

        >>> Validity.seen_on("2026-06-18").holds_on("2026-06-17")
        Verdict.UNKNOWN
        """
        return cls(seen=days)

    @property
    def last_seen(self) -> date | None:
        """The last day on which it was seen to hold; None if it never was."""
        return self.seen[-1] if self.seen else None

    def rests_on_sighting(self, day: date) -> bool:
        """Whether it counts as holding on a day for no other reason than that it was seen before, or on that day."""
        only_seen = self.ended is None and not self.ongoing
        return only_seen and self.last_seen is not None and self.last_seen <= day

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of when it holds."""
        return self.since is None and self.ended is None and not self.ongoing and not self.seen

    @property
    def surely_begun(self) -> date | None:
        """The first day by which it has surely begun; None where no day is sure.

        >>> Validity(since="2026-07", seen=["2026-07-15"]).surely_begun.isoformat()
        '2026-07-15'
        """
        last = self.since.end - timedelta(days=1) if self.since is not None and self.since.end is not None else None
        return min((day for day in (last, self._first_seen) if day is not None), default=None)

    @property
    def surely(self) -> Period | None:
        """The days on which it surely holds; None where there are none.

        >>> print(Validity(seen=["2025-01-24"], ended="2026-04-27").surely)
        2025-01-24/2026-04-27
        """
        start, end = self.surely_begun, None if self.ended is None else self.ended.start
        if self.last_seen is not None and self.ended is not None:
            end = max(self.last_seen + timedelta(days=1), end or date.min)
        is_over_unsaid = not (self.ongoing or self.seen or end is not None)
        return None if start is None or is_over_unsaid or (end is not None and end <= start) else Period(start, end)

    @property
    def possibly(self) -> Period:
        """The days outside of which it surely does not hold."""
        return Period(self._first_possible_day, self._last_possible_end)

    def holds_on(self, day: date | str) -> Verdict:
        """Whether it holds on a day: yes, no or unknown."""
        asked = to_day(day)
        return self._begun_by(asked) & ~self.is_over_by(asked)

    def _begun_by(self, day: date) -> Verdict:
        first = self._first_seen if self.seen else None
        return Verdict.YES if first is not None and first <= day else _reached(self.since, day)

    def is_over_by(self, day: date) -> Verdict:
        """Whether it is over by a day, if it ever began."""
        if self.ongoing or (self.seen and day <= self.seen[-1]):
            return Verdict.NO
        if self.ended is None:
            return Verdict.NO if self.seen else Verdict.UNKNOWN
        return _reached(self.ended, day)

    def until(self, day: date) -> Validity:
        """The part of it that lies before a day: the same, but over on that day at the latest.

        Args:
            day: The first day on which it no longer holds.

        Returns:
            Itself where it is over by then anyway.

        Raises:
            InvalidValueError: If it cannot begin before that day.
        """
        labels = tuple(each.label for each in (self.since, self.ended) if each is not None)
        return _until(self, labels, day)

    def perhaps_until(self, day: date, *, latest: date | None = None) -> Validity:
        """The same, but from a day on it is unknown whether it still holds.

        Args:
            day: The day on which it may be over.
            latest: The day on which it is over in any case; None for no such day.
        """
        if self.is_over_by(day) is Verdict.YES:
            return self
        seen = tuple(each for each in self.seen if each < day)
        return Validity(since=self.since, ended=self._end_perhaps_from(day, latest), seen=seen)

    def _end_perhaps_from(self, day: date, latest: date | None) -> Period:
        earliest = self.ended.start if self.ended is not None else None
        ends = [latest + timedelta(days=1)] if latest is not None else []
        ends += [self.ended.end] if self.ended is not None and self.ended.end is not None else []
        start = day if self.is_over_by(day) is Verdict.NO else earliest
        return Period(start=start, end=min(ends, default=None))

    def from_day(self, day: date) -> Validity:
        """The part of it that lies on and after a day, as terms that carry on from there.

        What was only seen before still rests on that sighting.

        Args:
            day: The first day of the part.

        Returns:
            Itself where it cannot begin before that day.

        Raises:
            InvalidValueError: If it is over by that day.
        """
        if self.since is not None and self.since.start is not None and self.since.start >= day:
            return self
        later = tuple(each for each in self.seen if each >= day)
        only_seen = self.seen[-1:] if self.ended is None and not self.ongoing else ()
        since = self._start_no_earlier_than(day)
        return Validity(since=since, ended=self.ended, ongoing=self.ongoing, seen=later or only_seen)

    def _start_no_earlier_than(self, day: date) -> Period:
        if self._begun_by(day) is Verdict.YES:
            return Period.day(day)
        latest = self.since.end if self.since is not None else None
        return Period(start=day, end=latest)

    def __str__(self) -> str:
        if self.is_unknown:
            return "dates unknown"
        parts = [f"since {self.since}"] if self.since is not None else []
        if self.seen:
            parts.append(f"seen {', '.join(day.isoformat() for day in self.seen)}")
        if self.since is None and not self.seen:
            parts.append("start unknown")
        parts.append(self._end_as_text())
        return ", ".join(part for part in parts if part)

    def _end_as_text(self) -> str:
        if self.ended is not None:
            return f"ended {self.ended}"
        if self.ongoing:
            return "not ended"
        return "" if self.seen else "end unknown"


def _more_than_a_day(value: str | Period) -> Period:
    period = value if isinstance(value, Period) else Period.parse(value)
    if period.days == 1:
        problem = "a single day does not say whether it began then or was seen then"
        valid = f"'{period}/..' if it began then, 'seen {period}' if it was seen then"
        raise InvalidValueError(problem, str(value), valid=valid)
    return period


def to_validity(value: Validity | Period | str) -> Validity:
    """A validity from itself, from a period, from a period's text, ``'seen 2026-06-18'`` or ``'unknown'``.

    >>> print(to_validity("seen 2026-06-18"))
    seen 2026-06-18
    """
    if isinstance(value, Validity):
        return value
    if isinstance(value, str) and value == "unknown":
        return Validity()
    if isinstance(value, str) and value.startswith("seen "):
        return Validity.seen_on(*value.removeprefix("seen ").split(", "))
    if isinstance(value, str | Period):
        return Validity.during(_more_than_a_day(value))
    problem = "not a validity"
    raise InvalidValueError(problem, value, valid=_FORMS)


@lru_cache(maxsize=256)
def _until(validity: Validity, _labels: tuple[str | None, ...], day: date) -> Validity:
    """The part that lies before a day; kept, since many records have the same dates.

    Periods are equal whatever they are called, so that what they are called is told apart by itself.
    """
    if validity.is_over_by(day) is Verdict.YES:
        return validity
    if validity.since is not None and validity.since.start is not None and validity.since.start >= day:
        problem = "it begins only on or after the day that should end it"
        raise InvalidValueError(problem, day.isoformat(), valid="a later day")
    seen = tuple(each for each in validity.seen if each < day)
    # The span of the start stays as it is: cut at the day, it would say that it surely began before.
    return Validity(since=validity.since, ended=_end_no_later_than(validity, day), seen=seen)


def _end_no_later_than(validity: Validity, day: date) -> Period:
    if validity.is_over_by(day) is Verdict.NO:
        return Period.day(day)
    earliest = validity.ended.start if validity.ended is not None else None
    return Period(start=earliest, end=day + timedelta(days=1))
