"""Scenarios and their steps: small frozen classes in a closed union, applied elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.converters import assumption_ids, is_name, is_remark, parts
from aibroker.records.identifiers import HOLDS_REFERENCES, AssumptionId, refers_to
from aibroker.records.rules import Selection
from aibroker.values.days import to_day

__all__ = ["Restrict", "Scenario", "Step"]


def _maybe_day(value: date | str | None) -> date | None:
    return None if value is None else to_day(value)


@attrs.frozen(kw_only=True)
class Restrict:
    """Bar the sales that a selection picks out, from a day on.

    Attributes:
        selects: Which sales.
        effective: From which day; None for the day of the scenario.
        until: The first day on which they are free again; None for no end.
    """

    selects: Selection = attrs.field(metadata=HOLDS_REFERENCES)
    effective: date | None = attrs.field(default=None, converter=_maybe_day)
    until: date | None = attrs.field(default=None, converter=_maybe_day)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.selects, Selection) or self.selects == Selection():
            problem = "a restriction that selects nothing in particular would bar every sale"
            raise InvalidValueError(
                problem, self.selects, valid="a Selection of sellers, models, buyers or hosting places"
            )


Step: TypeAlias = Restrict
"""What a scenario may do; a closed union, which grows with the library."""


def _steps(values: Iterable[Step]) -> tuple[Step, ...]:
    return parts(values, Restrict)


@attrs.frozen(kw_only=True)
class Scenario:
    """A named set of steps that is applied to a landscape by ``Landscape.under``.

    A scenario is a hypothesis as data: it asserts nothing of the world.

    Attributes:
        name: What it is called.
        steps: What happens.
        effective: The day from which the steps bite that name no day of their own.
        assumptions: The assumptions that it turns on.
        rationale: Why one would look at it.
    """

    name: str = attrs.field(validator=is_name)
    steps: tuple[Step, ...] = attrs.field(default=(), converter=_steps, metadata=HOLDS_REFERENCES)
    effective: date = attrs.field(converter=to_day)
    assumptions: tuple[AssumptionId, ...] = attrs.field(
        default=(), converter=assumption_ids, metadata=refers_to("assumption")
    )
    rationale: str = attrs.field(default="", validator=is_remark)

    def __attrs_post_init__(self) -> None:
        for step in self.steps:
            if step.until is not None and step.until <= self.begins(step):
                problem = "a step that ends before it takes effect"
                raise InvalidValueError(problem, step.until.isoformat(), valid=f"a day after {self.begins(step)}")

    def begins(self, step: Step) -> date:
        """The day from which a step of this scenario bites."""
        return step.effective or self.effective
