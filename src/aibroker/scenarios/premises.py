"""Steps that change what is known or taken to be so: supposed numbers become assumptions, and are listed as such."""

from __future__ import annotations

import attrs

from aibroker.errors import InvalidValueError
from aibroker.queries.evidence import claims_of
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.identifiers import AssumptionId
from aibroker.scenarios.changes import Application
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.steps import AddMetric, DoubtClaim, ReviseMetric, TurnOn
from aibroker.store.doubt import without_claims
from aibroker.store.validation import extended

__all__ = ["added", "doubted", "revised", "turned_on"]


def revised(done: Application, step: ReviseMetric) -> Application:
    """Suppose another value of a number, in place of what an earlier step supposed it to be."""
    if done.store.get("metric", step.metric) is None:  # an earlier step has doubted all that states it
        return done
    earlier = {each for each in done.assumptions if _reads_value(done, each, step)}
    without = attrs.evolve(done, assumptions=tuple(each for each in done.assumptions if each not in earlier))
    return _supposed(
        without,
        Assumption(
            id=AssumptionId(f"{step.metric}.supposed"),
            name=f"{step.metric} is {step.value}",
            because=step.because,
            reads=(Reading(metric=step.metric, value=step.value),),
        ),
    )


def _reads_value(done: Application, assumption_id: AssumptionId, step: ReviseMetric) -> bool:
    found = done.store.get("assumption", assumption_id)
    reads = found.reads if isinstance(found, Assumption) and found.id.startswith(f"{step.metric}.supposed") else ()
    return any(each.metric == step.metric and each.value is not None for each in reads)


def added(done: Application, step: AddMetric) -> Application:
    """Suppose a number.

    Raises:
        InvalidLandscapeError: If it does not hold together with the rest.
        InvalidValueError: If a published number bears its id.
    """
    metric = step.metric
    if done.store.get("metric", metric.id) is not None:
        problem = "a published number bears this id"
        raise InvalidValueError(problem, metric.id, valid="an id of its own, or ReviseMetric for that number")
    name = f"{metric.id} is {metric.value}"
    made = Assumption(id=AssumptionId(f"{metric.id}.supposed"), name=name, because=step.because, adds=(metric,))
    return _supposed(done, made)


def _supposed(done: Application, assumption: Assumption) -> Application:
    """An assumption that a step makes, turned on; under an id of its own where another bears the one it would have."""
    held = (each for each in done.store.own("assumption") if isinstance(each, Assumption))
    same = next((each for each in held if attrs.evolve(assumption, id=each.id) == each), None)
    if same is not None:
        return _on(done, same.id)
    made = attrs.evolve(assumption, id=AssumptionId(FreeIds(done.store, "assumption").free(assumption.id)))
    return _on(attrs.evolve(done, store=extended(done.store, [made])), made.id)


def turned_on(done: Application, step: TurnOn) -> Application:
    """Turn an assumption of the landscape on."""
    return _on(done, step.assumption)


def _on(done: Application, assumption: AssumptionId) -> Application:
    if done.store.get("assumption", assumption) is None:  # an earlier step has doubted all that it reads
        return done
    return attrs.evolve(done, assumptions=tuple(dict.fromkeys((*done.assumptions, assumption))))


def doubted(done: Application, step: DoubtClaim) -> Application:
    """As if a claim or the claims of a source had not been made; nothing where an earlier step has doubted them."""
    claim = None if step.claim is None else done.store.get("claim", step.claim)
    source = None if step.source is None else done.store.get("source", step.source)
    gone = claims_of(done.store, (each for each in (claim, source) if each is not None))
    return attrs.evolve(done, store=without_claims(done.store, gone)) if gone else done
