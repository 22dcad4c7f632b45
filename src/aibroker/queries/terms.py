"""The terms of a channel, as a buyer meets them: place, dates, status, clientele, rights and refusals."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from aibroker.queries.circumstances import Asked, dated, known_to_buy, settled, within
from aibroker.queries.eligibility import Condition, meets
from aibroker.queries.permissions import permissions
from aibroker.queries.words import listed
from aibroker.records.buyers import Buyers
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["terms"]

_STATUS = {
    "sold": "it is sold",
    "hosted": "it is hosted for its buyers",
    "testing": "it is under test, which is no sale",
}


def terms(asked: Asked) -> Iterator[Condition]:
    """Every condition that a sale to the buyer depends on; all of them must hold."""
    known, known_there = known_to_buy(asked)
    channel = asked.channel
    yield _carrying(asked)
    yield settled(asked, within(asked, (channel.into, channel.excluding), "its territory", channel.claims), known_there)
    yield dated(asked, "open", channel.open, channel.claims)
    yield asked.found("status", _STATUS[channel.status], Verdict.of(channel.status != "testing"), claims=channel.claims)
    yield from _clientele(asked)
    if channel.only_to is not None:
        yield settled(asked, _only_to(asked, channel.only_to), known)
    yield from permissions(asked)


def _carrying(asked: Asked) -> Condition:
    meant = listed(asked.store, "model", asked.models)
    statement = f"it carries {meant}"
    if asked.channel.models_unknown:
        statement = f"which models it carries is unsaid; {meant} may be among them"
    elif asked.carried is Verdict.UNKNOWN:
        sold = listed(asked.store, "model", asked.channel.models)
        statement = f"it is said to carry {sold}; whether {meant} is among them is unsaid"
    return asked.found("model", statement, asked.carried, claims=asked.channel.claims)


def _clientele(asked: Asked) -> Iterator[Condition]:
    """What the record says of this buyer by name; a list that may be incomplete says nothing of others."""
    clientele, name = asked.channel.buyers, asked.buyer.name
    statement = ""
    if asked.buyer.id in clientele.known:
        statement = f"{name} is known to buy through it"
    elif clientele.exactly is not None:
        statement = f"its only buyers are {listed(asked.store, 'party', clientele.exactly) or 'none at all'}"
    elif asked.buyer.id in clientele.never:
        statement = f"{name} is known not to buy through it"
    if statement:
        verdict = Verdict.of(asked.buyer.id in clientele.known)
        yield asked.found("clientele", statement, verdict, claims=asked.channel.claims)


def _only_to(asked: Asked, condition: Buyers) -> Condition:
    found = meets(asked.store, condition, asked.buyer, located_in=asked.located_in)
    cited = evidence(asked.store, asked.channel.claims)
    statement = f"it sells only to buyers {found.statement}"
    return attrs.evolve(found, statement=statement, evidence=(*cited, *found.evidence))
