"""Scenarios made from rules: what a rule would restrict, supposed to be in force."""

from __future__ import annotations

from datetime import date

from aibroker.errors import InvalidValueError
from aibroker.records.rules import Rule
from aibroker.scenarios.steps import Restrict, Scenario
from aibroker.values.days import to_day

__all__ = ["scenario_from"]


def scenario_from(rule: Rule, *, effective: date | str | None = None, until: date | str | None = None) -> Scenario:
    """The scenario in which a rule is in force: the sales that it would restrict are barred.

    It supposes that the rule is in force as it is recorded, whatever stage it has reached; the name says which.

    Args:
        rule: The rule, such as ``case.rules["some-bill"]``.
        effective: The first day on which it is in force; needed unless the rule says that day itself.
        until: The first day on which it no longer is; the day of its rescission where the rule says one.

    Returns:
        The scenario, which cites the claims of the rule.

    Raises:
        InvalidValueError: If the rule restricts no sales, or if no day is given and the rule says none.
    """
    if not isinstance(rule, Rule):
        raise InvalidValueError("this is no rule", rule, valid="a Rule, such as case.rules[…]")
    if rule.restricts is None:
        problem = "this rule restricts no sales, so that there is nothing to suppose"
        raise InvalidValueError(problem, rule.id, valid="a rule with `restricts`, or a scenario of your own")
    begins = to_day(effective) if effective is not None else _day_of(rule, "in force")
    if begins is None:
        problem = "on which day this rule takes effect is not said"
        raise InvalidValueError(problem, rule.id, valid="effective='…'")
    ends = to_day(until) if until is not None else _day_of(rule, "rescinded")
    last = rule.stages[-1].name if rule.stages else "of no known stage"
    return Scenario(
        name=f"{rule.title} is in force",
        steps=(Restrict(selects=rule.restricts, until=ends),),
        effective=begins,
        rationale=f"the rule {rule.id} of {rule.authority}, {last}, is supposed to be in force from that day",
        claims=rule.claims,
    )


def _day_of(rule: Rule, stage: str) -> date | None:
    """The day of a stage, where it is known to the day."""
    days = [each.on for each in rule.stages if each.name == stage and each.on is not None and each.on.days == 1]
    return days[-1].start if days else None
