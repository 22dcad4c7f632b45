"""Links: by which records the models of a developer pass from party to party, and at last into a market.

Each model has a network of its own, since a right over one model says nothing of a channel that carries another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeAlias

import attrs

from aibroker.queries.channels import Filters, channels_into, judged
from aibroker.records.identifiers import MarketId
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority
from aibroker.records.rights import Right
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Key", "Link", "Network", "Via", "networks"]

Via: TypeAlias = Right | SalesChannel
"""What a link rests on."""

Key: TypeAlias = tuple[str, str, str, str]
"""What identifies a link: from whom, to whom, and the class and the id of what it rests on."""


@attrs.frozen(kw_only=True)
class Link:
    """A way from one party to another, or into the market.

    Attributes:
        origin: Who passes the models on.
        target: To whom; None for the market.
        via: The right or the channel; None for a link that is presumed.
        verdict: Whether it holds on the day.
        because: What is unknown of it, a phrase each.
    """

    origin: str
    target: str | None
    via: Via | None
    verdict: Verdict = Verdict.YES
    because: tuple[str, ...] = ()

    @cached_property
    def key(self) -> Key:
        """What identifies it."""
        kind, record = ("", "") if self.via is None else (type(self.via).__name__, self.via.id)
        return self.origin, self.target or "", kind, record

    def given(self, verdict: Verdict, phrase: str) -> Link:
        """The link under one more condition."""
        if verdict is Verdict.YES:
            return self
        because = (*self.because, phrase) if verdict is Verdict.UNKNOWN else self.because
        return attrs.evolve(self, verdict=self.verdict & verdict, because=because)


@attrs.frozen(kw_only=True)
class Network:
    """By which links one model, or several that take the same ways, can go.

    Attributes:
        developer: Where the models start.
        links: The links that hold or may hold.
    """

    developer: str
    links: tuple[Link, ...]

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Link, ...]]:
        """For each party, the links by which it passes the models on."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.origin, []).append(link)
        return {origin: tuple(links) for origin, links in found.items()}

    @cached_property
    def sure_keys(self) -> frozenset[Key]:
        """The keys of the links that are known to hold."""
        return frozenset(link.key for link in self.links if link.verdict is Verdict.YES)

    @property
    def leads_there(self) -> bool:
        """Whether some chain of links leads from the developer into the market."""
        return self.leads_from(self.developer)

    def leads_from(self, party: str) -> bool:
        """Whether some chain of links leads from a party into the market."""
        seen, ahead = {party}, [party]
        while ahead:
            targets = {link.target for link in self.leaving.get(ahead.pop(), ())}
            if None in targets:
                return True
            new = [each for each in targets if each is not None and each not in seen]
            seen.update(new)
            ahead += new
        return False

    def only(self, wanted: Callable[[Link], bool]) -> Network:
        """The network with only some of its links."""
        return attrs.evolve(self, links=tuple(link for link in self.links if wanted(link)))


def reached(links: Iterable[Link], start: str) -> set[str | None]:
    """Whom, or the market, links lead to from a party, itself included."""
    onward: dict[str, list[str | None]] = {}
    for link in links:
        onward.setdefault(link.origin, []).append(link.target)
    seen: set[str | None] = {start}
    ahead = [start]
    while ahead:
        new = [each for each in onward.get(ahead.pop(), ()) if each not in seen]
        seen.update(new)
        ahead += [each for each in new if each is not None]
    return seen


def networks(store: Store, developer: str, market: MarketId, *, model: str | None, on: date) -> tuple[Network, ...]:
    """The networks by which the models of a developer can reach a market on a day, each different one once."""
    passing = (*_grants(store, developer, market, on), *_sales(store, market, on))
    by_model, nameless = _by_model(developer, passing), tuple(_nameless(developer, passing))
    attested = _attested(store, on)
    found: dict[frozenset[tuple[Key, Verdict]], Network] = {}
    carrying = [tuple(_carrying(store, by_model, attested, each)) for each in _models(store, developer, model)]
    for each in carrying or [()]:  # of a developer without a recorded model, too, some may be on sale
        links = (*each, *nameless)
        network = Network(developer=developer, links=_sorted((*links, *_presumed(developer, links))))
        found.setdefault(frozenset((link.key, link.verdict) for link in network.links), network)
    return tuple(found.values())


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: link.key))


def _models(store: Store, developer: str, wanted: str | None) -> Iterator[str]:
    """The models of a developer; where one is wanted, that one and the members of its family."""
    for record in store.own("model"):
        of_developer = isinstance(record, Model) and record.developer == developer
        if of_developer and (wanted is None or wanted in lineage(store, record.id)):
            yield record.id


def _by_model(developer: str, links: Iterable[Link]) -> Mapping[str, tuple[Link, ...]]:
    """For each model, the links whose record names it; nobody passes models on to their developer or to itself."""
    found: dict[str, list[Link]] = {}
    for link in links:
        if link.via is not None and link.target not in (developer, link.origin):
            for model in link.via.models:
                found.setdefault(model, []).append(link)
    return {model: tuple(listed) for model, listed in found.items()}


def _nameless(developer: str, links: Iterable[Link]) -> Iterator[Link]:
    """The channels of which nobody names the models, so that they may pass on any."""
    for link in links:
        is_nameless = isinstance(link.via, SalesChannel) and link.via.models_unknown
        if is_nameless and link.target not in (developer, link.origin):
            yield link.given(Verdict.UNKNOWN, "which models it sells is unknown")


def _grants(store: Store, developer: str, market: MarketId, on: date) -> Iterator[Link]:
    """From grantor to holder; the licence of an authority passes no models on."""
    for right in store.own("right"):
        if isinstance(right, Right) and not isinstance(_party(store, right.grantor), Authority):
            reach = store.territories.reaches(right.territory, right.excluding, market)
            holds = right.holds.holds_on(on)
            conditions = (reach, "its territory is unknown"), (holds, _undated("holds", on, right.holds))
            verdict, because = judged(conditions)
            if verdict is not Verdict.NO:
                origin = right.grantor or developer
                yield Link(origin=origin, target=right.holder, via=right, verdict=verdict, because=because)


def _party(store: Store, party: str | None) -> object:
    return None if party is None else store.get("party", party)


def _undated(holds: str, on: date, when: object) -> str:
    return f"whether it {holds} on {on} is unknown ({when})"


def _sales(store: Store, market: MarketId, on: date) -> Iterator[Link]:
    """From sellers into the market and to their known buyers, but for channels under test, from which nobody buys."""
    found = channels_into(store, market, on=on, filters=Filters(), question="")
    verdicts = [(channel, Verdict.YES, tuple[str, ...]()) for channel in found.known]
    verdicts += [(each.item, Verdict.UNKNOWN, each.because) for each in found.unknown]
    for channel, verdict, because in verdicts:
        if channel.status != "testing":
            yield Link(origin=channel.seller, target=None, via=channel, verdict=verdict, because=because)
    for channel in _on_sale(store):
        holds = channel.open.holds_on(on)
        for buyer in channel.buyers.known if holds is not Verdict.NO else ():
            sale = Link(origin=channel.seller, target=buyer, via=channel)
            yield sale.given(holds, _undated("is open", on, channel.open))


def _on_sale(store: Store) -> Iterator[SalesChannel]:
    for record in store.own("channel"):
        if isinstance(record, SalesChannel) and record.status != "testing":
            yield record


def _attested(store: Store, on: date) -> frozenset[tuple[str, str, str]]:
    """Of which right, by which holder, an open channel makes use for which model."""
    return frozenset(
        (right, channel.seller, model)
        for channel in _on_sale(store)
        if channel.rests_on and channel.open.holds_on(on) is Verdict.YES
        for right in channel.rests_on
        for model in channel.models
    )


def _carrying(
    store: Store, by_model: Mapping[str, tuple[Link, ...]], attested: frozenset[tuple[str, str, str]], model: str
) -> Iterator[Link]:
    """The links by which one model goes; each once, as the nearest of its families says."""
    done: set[Key] = set()
    for named in lineage(store, model):
        for link in by_model.get(named, ()):
            if link.key not in done:
                done.add(link.key)
                yield _for_model(link, attested, model, is_named=named == model)


def _for_model(link: Link, attested: frozenset[tuple[str, str, str]], model: str, *, is_named: bool) -> Link:
    """A right over a family covers its members; whether a channel that sells a family carries one is unknown."""
    if isinstance(link.via, SalesChannel):
        return link.given(Verdict.of(is_named or None), f"whether it carries {model} is unknown")
    if isinstance(link.via, Right) and link.via.grantor is None:
        in_use = (link.via.id, link.via.holder, model) in attested
        return link.given(Verdict.of(in_use or None), "its grantor is unknown")
    return link


def _presumed(developer: str, links: tuple[Link, ...]) -> Iterator[Link]:
    """From the developer to those who pass its models on while no known link says how they get them.

    They do get them, and their own record says so. Among those whom known links join to each other, only the first
    are taken to have the models from the developer.
    """
    sure = [link for link in links if link.verdict is Verdict.YES and link.target is not None]
    back = [attrs.evolve(link, origin=link.target, target=link.origin) for link in sure if link.target is not None]
    for giver in sorted({link.origin for link in links} - reached(sure, developer) - {developer}):
        if reached(back, giver) <= reached(sure, giver):
            yield Link(origin=developer, target=giver, via=None)
