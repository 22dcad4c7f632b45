"""What if: the closed union of steps, and the scenario that holds some of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, get_args

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.characters import unfit_in_name
from aibroker.records.converters import assumption_ids, claim_ids
from aibroker.records.identifiers import HOLDS_REFERENCES, AssumptionId, ClaimId, refers_to
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_name, is_remark, parts
from aibroker.scenarios.market_steps import (
    CloseChannel,
    EndRight,
    EnterMarket,
    GrantRight,
    LoseBuyer,
    MoveHosting,
    NarrowChannel,
    OpenChannel,
    RefuseMarket,
    Restrict,
)
from aibroker.scenarios.premise_steps import AddMetric, DoubtClaim, ReviseMetric, TurnOn
from aibroker.values.days import to_day

__all__ = [
    "AddMetric",
    "CloseChannel",
    "DatedStep",
    "DoubtClaim",
    "EndRight",
    "EnterMarket",
    "GrantRight",
    "LoseBuyer",
    "MoveHosting",
    "NarrowChannel",
    "OpenChannel",
    "PremiseStep",
    "RefuseMarket",
    "Restrict",
    "ReviseMetric",
    "Scenario",
    "Step",
    "TurnOn",
]

DatedStep: TypeAlias = (
    Restrict
    | EndRight
    | GrantRight
    | CloseChannel
    | OpenChannel
    | NarrowChannel
    | MoveHosting
    | LoseBuyer
    | EnterMarket
    | RefuseMarket
)
"""What happens on a day, and may end on another."""

PremiseStep: TypeAlias = ReviseMetric | AddMetric | DoubtClaim | TurnOn
"""What is taken to be so, on every day."""

Step: TypeAlias = DatedStep | PremiseStep
"""What a scenario may do; a closed union."""


def _steps(values: Iterable[Step]) -> tuple[Step, ...]:
    return parts(values, *get_args(Step))


def _labels(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if not isinstance(values, Iterable):
        raise InvalidValueError("labels are names with texts", values, valid="scenario.named(severity='high')")
    given = tuple(values)
    for each in given:
        if not (isinstance(each, tuple) and len(each) == 2 and all(isinstance(text, str) and text for text in each)):
            raise InvalidValueError("a label is a name with a text", each, valid="scenario.named(severity='high')")
        if unfit := unfit_in_name("".join(each)):
            raise InvalidValueError(f"a label holds {unfit}", each, valid="one line of which all can be seen")
    if len(dict(given)) < len(given):
        raise InvalidValueError("two labels of one name", given, valid="each name once")
    return given


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
        claims: The claims that foresee or propose it; they are shown with it, and make it no fact.
        labels: What a table of scenarios says of it in columns of its own, by name; see ``named``. Their order is
            that of the columns, and is not compared.
    """

    name: str = attrs.field(validator=is_name)
    steps: tuple[Step, ...] = attrs.field(default=(), converter=_steps, metadata=HOLDS_REFERENCES)
    effective: date = attrs.field(converter=to_day)
    assumptions: tuple[AssumptionId, ...] = attrs.field(
        default=(), converter=assumption_ids, metadata=refers_to("assumption")
    )
    rationale: str = attrs.field(default="", validator=is_remark)
    claims: tuple[ClaimId, ...] = attrs.field(default=(), converter=claim_ids, metadata=refers_to("claim"))
    labels: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_labels, eq=frozenset)

    __repr__ = pasteable

    def __attrs_post_init__(self) -> None:
        for number, step in enumerate(self.steps, start=1):
            until = None if isinstance(step, PremiseStep) else step.until
            if until is not None and until <= self.begins(step):
                problem = f"step {number}, {type(step).__name__}, ends before it takes effect"
                raise InvalidValueError(problem, until.isoformat(), valid=f"a day after {self.begins(step)}")

    def named(self, /, **labels: str) -> Scenario:
        """The scenario with labels, which become columns where scenarios stand side by side.

        Args:
            **labels: The text of each label, by its name; those that it bears already stay unless named again.

        >>> Scenario(name="S", effective="2027-01-01").named(severity="high").labels
        (('severity', 'high'),)
        """
        return attrs.evolve(self, labels=tuple((dict(self.labels) | labels).items()))

    def begins(self, step: Step) -> date:
        """The day from which a step of this scenario bites; that of the scenario where it names none."""
        return self.effective if isinstance(step, PremiseStep) else step.effective or self.effective
