"""A step that was taken, with what had been done before it."""

from __future__ import annotations

from datetime import date

import attrs

from aibroker.scenarios.changes import Application
from aibroker.scenarios.steps import PremiseStep, Scenario, Step

__all__ = ["TakenStep"]


@attrs.frozen
class TakenStep:
    """A step that was taken.

    Attributes:
        place: Where it stands: the scenario and the number of the step.
        scenario: Its scenario.
        step: The step, with ids for names.
        done: What had been done before it.
    """

    place: str
    scenario: Scenario
    step: Step
    done: Application = attrs.field(kw_only=True)

    @property
    def effective(self) -> date:
        """From which day it holds."""
        return self.scenario.begins(self.step)

    @property
    def until(self) -> date | None:
        """The first day on which it no longer holds."""
        return None if isinstance(self.step, PremiseStep) else self.step.until
