"""What is drawn of an outcome: the landscape afterwards, with what closed, narrowed, moved, opened or is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from aibroker.graphs.graphs import Edge, Graph, GraphState, Node
from aibroker.graphs.landscapes import channel_edges, channel_node, edges_of, nodes_of
from aibroker.landscape import Outcome
from aibroker.records.offers import SalesChannel
from aibroker.scenarios.changes import Change
from aibroker.scenarios.fates import earliest_of_each, on_the_whole
from aibroker.values.verdicts import Verdict

__all__ = ["graph_of_outcome"]


def graph_of_outcome(outcome: Outcome) -> Graph:
    """The landscape on the day on which each change holds."""
    states, marked = _states(outcome), _marked(outcome)
    channels = _channels(outcome)
    edges = [*edges_of(outcome.after, without=channels)]
    for name, channel in channels.items():
        edges += _edges(channel, states[name], marked.get(name))
    # What a channel that never opens would have led to may be nowhere else.
    joined = {end for edge in edges for end in (edge.origin, edge.target)}
    gone = (node for node in nodes_of(outcome.before) if node.id in joined)
    nodes = (*_channel_nodes(outcome, states), *nodes_of(outcome.after), *gone)
    title = " + ".join(scenario.name for scenario in outcome.scenarios) or "no scenario"
    return Graph.of(title, nodes, edges)


def _states(outcome: Outcome) -> Mapping[str, GraphState]:
    """What became of each channel that anything became of; what is sure counts before what is not."""
    states: dict[str, GraphState] = {}
    states |= {each.item.id: "opened" for each in outcome.opened if each.verdict is Verdict.YES}
    states |= {each.item.id: "unknown" for each in outcome.unknown}
    states |= {each.before.id: "unknown" for each in _changes(outcome)}
    states |= {each.before.id: "moved" for each in outcome.moved}
    states |= {each.before.id: "narrowed" for each in outcome.narrowed}
    states |= {each.before.id: "closed" for each in outcome.closed}
    return states


def _changes(outcome: Outcome) -> tuple[Change, ...]:
    """The changes on the whole: what one step lets go on and another one of the same day takes has never been there."""
    return on_the_whole(outcome.changes)


def _marked(outcome: Outcome) -> Mapping[str, Change]:
    """The change of each channel; a sure one before a doubtful one."""
    changes = (each for each in _changes(outcome) if each.verdict is not Verdict.YES)
    sure = (each for each in _changes(outcome) if each.verdict is Verdict.YES)
    return {each.before.id: each for some in (changes, sure) for each in earliest_of_each(some)}


def _channels(outcome: Outcome) -> Mapping[str, SalesChannel]:
    """The channels that are marked: as they were, or as they are supposed."""
    found: dict[str, SalesChannel] = {each.item.id: each.item for each in outcome.unknown}
    found |= {each.before.id: each.before for each in _changes(outcome)}
    opened = (each.item for each in outcome.opened if each.verdict is Verdict.YES)
    return found | {each.id: each for each in opened if isinstance(each, SalesChannel) and each.id not in found}


def _channel_nodes(outcome: Outcome, states: Mapping[str, GraphState]) -> Iterator[Node]:
    marked, now = _marked(outcome), {str(each.id): each for each in outcome.after.channels}
    doubts = {str(each.item.id): "; ".join(each.because) for each in outcome.unknown}
    for name, channel in _channels(outcome).items():
        change = marked.get(name)
        details = {} if change is None else {"effective": str(change.effective), "because": change.because.statement}
        if change is not None and change.until is not None:
            details["until"] = str(change.until)
        if states[name] == "unknown" and name in doubts:
            details["because"] = doubts[name]
        yield channel_node(now.get(name, channel), state=states[name], attributes=details)


def _edges(channel: SalesChannel, state: GraphState, change: Change | None) -> Iterator[Edge]:
    """The edges of a channel; of one that goes on, those that nothing of it carries on are closed."""
    goes_on = change.continued_by if change is not None and state in ("narrowed", "moved") else ()
    kept: set[tuple[str, str]] = {link for own in goes_on for link in _carried_on(own)}
    for edge in channel_edges(channel):
        is_own = not goes_on or edge.kind in ("sells", "continues") or (edge.kind, edge.target) in kept
        yield attrs.evolve(edge, state=state if is_own else "closed")


def _carried_on(channel: SalesChannel) -> set[tuple[str, str]]:
    """What a channel leads to; a place that it names and leaves out again is none of it."""
    links = {(each.kind, each.target) for each in channel_edges(channel)}
    return {(kind, target) for kind, target in links if kind != "into" or ("not into", target) not in links}
