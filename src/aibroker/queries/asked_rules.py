"""Rules, payments and safeguards as collections that can also be asked, as rights and refusals can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from typing import TypeVar

import attrs

from aibroker.errors import InvalidValueError, nearest
from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.asked import id_of, worded
from aibroker.queries.channels import judged
from aibroker.records.kinds import Party
from aibroker.records.offers import SalesChannel
from aibroker.records.parties import Authority
from aibroker.records.rights import Payment
from aibroker.records.rules import Rule, Stage, StageName
from aibroker.records.safeguards import Safeguard
from aibroker.store.collections import Records
from aibroker.store.stores import Store
from aibroker.values.days import to_day
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Payments", "Rules", "Safeguards"]

T = TypeVar("T", Rule, Payment, Safeguard)
Conditions = Iterator[tuple[Verdict, str]]

_STAGES: tuple[StageName, ...] = ("announced", "proposed", "passed by one chamber", "in force", "rescinded")


@attrs.frozen(repr=False, eq=False)
class Rules(Records[Rule]):
    """The rules of a landscape: looked up by id or title, or asked which have reached a stage."""

    _on: date

    def __call__(
        self,
        *,
        authority: Authority | str | None = None,
        stage: StageName | None = None,
        on: date | str | None = None,
    ) -> Answer[Rule]:
        """The rules that have reached a stage by a day.

        A stage once reached stays reached, but for one: a rule that has been rescinded is no longer in force.

        Args:
            authority: Only those of this authority.
            stage: Only those that have reached this stage; None for any stage.
            on: The day; the vantage date where none is given.

        Returns:
            The rules; those of which that is unknown, such as a stage known to the month, stand under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known.
            InvalidValueError: If there is no such stage.
        """
        if stage is not None and stage not in _STAGES:
            problem = "no such stage"
            raise InvalidValueError(problem, stage, valid=", ".join(_STAGES), suggestions=nearest(stage, _STAGES))
        store, day = self._store, self._on if on is None else to_day(on)
        whose = id_of(store, "authority", authority)

        wanted = "a stage" if stage is None else f"the stage {stage!r}"

        def conditions(rule: Rule) -> Conditions:
            yield _stands(rule, stage, day), f"whether it has reached {wanted} by {day} is unknown"
            if whose is not None:
                yield Verdict.of(rule.authority == whose), ""

        question = " ".join(filter(None, ("rules", stage, worded(store, ("of", "authority", whose)))))
        return _answer(store, self, conditions, on=day, question=question)


def _stands(rule: Rule, stage: StageName | None, day: date) -> Verdict:
    if stage is None:
        return _reached(rule.stages, day) if rule.stages else Verdict.UNKNOWN
    verdict = _reached((each for each in rule.stages if each.name == stage), day)
    if stage == "in force":
        return verdict & ~_reached((each for each in rule.stages if each.name == "rescinded"), day)
    return verdict


def _reached(stages: Iterable[Stage], day: date) -> Verdict:
    """Whether some of the stages has been reached by the end of a day."""
    each_reached = (Validity(since=stage.on, ongoing=True).holds_on(day) for stage in stages)
    return reduce(Verdict.__or__, each_reached, Verdict.NO)


@attrs.frozen(repr=False, eq=False)
class Payments(Records[Payment]):
    """The payments of a landscape: looked up by id, or asked which are due."""

    _on: date

    def __call__(
        self, *, payer: Party | str | None = None, payee: Party | str | None = None, on: date | str | None = None
    ) -> Answer[Payment]:
        """The payments that are due on a day.

        Args:
            payer: Only those that this party makes.
            payee: Only those that this party gets.
            on: The day; the vantage date where none is given.

        Returns:
            The payments; those of unknown dates stand under ``unknown``.

        Raises:
            UnknownNameError: If a name is not known.
        """
        store, day = self._store, self._on if on is None else to_day(on)
        by, to = id_of(store, "party", payer), id_of(store, "party", payee)

        def conditions(payment: Payment) -> Conditions:
            yield payment.holds.holds_on(day), f"whether it holds on {day} is unknown ({payment.holds})"
            yield Verdict.of(by in (None, payment.payer)), ""
            yield Verdict.of(to in (None, payment.payee)), ""

        question = f"payments {worded(store, ('by', 'party', by), ('to', 'party', to))}".strip()
        return _answer(store, self, conditions, on=day, question=question)


@attrs.frozen(repr=False, eq=False)
class Safeguards(Records[Safeguard]):
    """The safeguards of a landscape: looked up by id or name, or asked whose they are and what they go with."""

    _on: date

    def __call__(
        self, *, by: Party | str | None = None, channel: SalesChannel | str | None = None
    ) -> Answer[Safeguard]:
        """The safeguards that a party applies or that go with a channel.

        Args:
            by: Only those that this party applies.
            channel: Only those that go with this channel.

        Returns:
            The safeguards; those that nobody is said to apply stand under ``unknown`` where a party is asked for.

        Raises:
            UnknownNameError: If a name is not known.
        """
        store = self._store
        who, which = id_of(store, "party", by), id_of(store, "channel", channel)
        with_it = _going_with(store, which)

        def conditions(safeguard: Safeguard) -> Conditions:
            yield Verdict.of(which is None or safeguard.id in with_it), ""
            if who is not None:
                yield Verdict.of(None if safeguard.by is None else safeguard.by == who), "who applies it is unknown"

        question = f"safeguards {worded(store, ('by', 'party', who), ('of', 'channel', which))}".strip()
        return _answer(store, self, conditions, on=self._on, question=question)


def _going_with(store: Store, channel: str | None) -> tuple[str, ...]:
    found = store.get("channel", channel) if channel is not None else None
    return found.safeguards if isinstance(found, SalesChannel) else ()


def _answer(
    store: Store, listed: Iterable[T], conditions: Callable[[T], Conditions], *, on: date, question: str
) -> Answer[T]:
    known, unknown = list[T](), list[Candidate[T]]()
    for record in listed:
        verdict, because = judged(conditions(record))
        if verdict is Verdict.YES:
            known.append(record)
        elif verdict is Verdict.UNKNOWN:
            unknown.append(Candidate(record, because))
    return Answer(question=question, on=on, known=tuple(known), unknown=tuple(unknown), store=store)
