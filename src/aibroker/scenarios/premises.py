"""Steps that change what is known or taken to be so: supposed numbers become assumptions, and are listed as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.errors import InvalidValueError
from aibroker.queries.answers import Candidate
from aibroker.queries.evidence import claims_of
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.identifiers import AssumptionId
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.changes import Application, Change
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.steps import AddMetric, DoubtClaim, ReviseMetric, TurnOn
from aibroker.store.doubt import without_claims
from aibroker.store.stores import Store
from aibroker.store.validation import extended

__all__ = ["added", "doubted", "revised", "turned_on"]


def revised(done: Application, step: ReviseMetric) -> Application:
    """Suppose another value of a number, in place of what an earlier step, or an earlier outcome, supposed it to be."""
    if done.store.get("metric", step.metric) is None:  # an earlier step has doubted all that states it
        return done
    made = Assumption(
        id=AssumptionId(f"{step.metric}.supposed"),
        name=f"{step.metric} is {step.value}",
        because=step.because,
        reads=(Reading(metric=step.metric, value=step.value),),
    )
    held = (each for each in done.store.own("assumption") if isinstance(each, Assumption))
    earlier = next((each for each in held if _revises(each, step)), None)
    if earlier is None:
        return _supposed(done, made)
    again = attrs.evolve(made, id=earlier.id)
    store = done.store if again == earlier else done.store.changed(add=[again])
    return _on(attrs.evolve(done, store=store), earlier.id)


def _revises(assumption: Assumption, step: ReviseMetric) -> bool:
    """Whether an assumption is one that such a step has made: it reads a value of the number, and says no more."""
    reads = assumption.reads
    values = [each.value for each in reads if each == Reading(metric=step.metric, value=each.value)]
    is_made = assumption.id.startswith(f"{step.metric}.supposed") and not assumption.adds
    return is_made and len(values) == len(reads) == 1 and assumption.name == f"{step.metric} is {values[0]}"


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
    """As if a claim or the claims of a source had not been made; nothing where an earlier step has doubted them.

    What earlier steps have done to a channel that goes with them, they have not done; what they have turned on and goes
    is on no longer.
    """
    claim = None if step.claim is None else done.store.get("claim", step.claim)
    source = None if step.source is None else done.store.get("source", step.source)
    gone = claims_of(done.store, (each for each in (claim, source) if each is not None))
    if not gone:
        return done
    store = without_claims(done.store, gone)
    return attrs.evolve(
        done,
        store=store,
        changes=tuple(_changes_left(done.store, store, done.changes)),
        unknown=tuple(_candidates_left(done.store, store, done.unknown)),
        assumptions=tuple(each for each in done.assumptions if store.get("assumption", each) is not None),
    )


def _changes_left(before: Store, after: Store, changes: Iterable[Change]) -> Iterator[Change]:
    for change in changes:
        if change.ended is None or not _is_doubted(before, after, change.ended):
            yield attrs.evolve(
                change,
                continued_by=tuple(each for each in change.continued_by if not _is_doubted(before, after, each)),
                restored_by=tuple(each for each in change.restored_by if not _is_doubted(before, after, each)),
            )


def _candidates_left(
    before: Store, after: Store, unknown: Iterable[Candidate[SalesChannel]]
) -> Iterator[Candidate[SalesChannel]]:
    for each in unknown:
        left = after.get("channel", each.item.id)
        if isinstance(left, SalesChannel):
            yield attrs.evolve(each, item=left)
        elif not _is_doubted(before, after, each.item):
            yield each


def _is_doubted(before: Store, after: Store, channel: SalesChannel) -> bool:
    return before.get("channel", channel.id) is not None and after.get("channel", channel.id) is None
