"""Routes: chains of parties by which the models of a developer reach a market."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from functools import reduce
from heapq import merge
from itertools import islice

import attrs

from aibroker.errors import InvalidValueError
from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.links import Key, Link, Network, Via, networks
from aibroker.queries.models import developer_of
from aibroker.records.identifiers import ClaimId, MarketId, ModelId, PartyId
from aibroker.records.rights import Right
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Edge", "Route", "routes"]

Path = tuple[Link, ...]
Order = tuple[int, tuple[Key, ...]]


@attrs.frozen(kw_only=True)
class Edge:
    """One step of a route: from a party to the next, or into the market.

    Attributes:
        origin: The party that passes the models on.
        target: The party that gets them; at the end of a route, the market.
        via: The right or the channel by which they go.
        verdict: Whether it holds on the day.
        because: What is unknown of it, a phrase each.
    """

    origin: PartyId
    target: PartyId | MarketId
    via: Via
    verdict: Verdict
    because: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that it rests on."""
        return self.via.claims

    @property
    def presumed(self) -> bool:
        """Whether no right and no purchase is known to stand behind it.

        Then what the target passes on is all that shows that it has the models from somewhere; the record by which it
        does so stands under ``via``.
        """
        if isinstance(self.via, Right):
            return self.target != self.via.holder
        return self.origin != self.via.seller

    def __str__(self) -> str:
        return f"{self.origin} → {self.target}"


@attrs.frozen(kw_only=True)
class Route:
    """A chain from the developer of models to a market.

    Attributes:
        edges: Its steps, in order; nobody stands in it twice.
    """

    edges: tuple[Edge, ...]

    @property
    def parties(self) -> tuple[PartyId, ...]:
        """The developer and whoever passes the models on; the last of them sells into the market."""
        return tuple(edge.origin for edge in self.edges)

    @property
    def records(self) -> tuple[Via, ...]:
        """The rights and channels by which it goes."""
        return tuple(edge.via for edge in self.edges)

    @property
    def verdict(self) -> Verdict:
        """Whether it is there: it is as strong as its weakest edge."""
        return reduce(Verdict.__and__, (edge.verdict for edge in self.edges), Verdict.YES)

    @property
    def weakest(self) -> Edge:
        """The first edge that is no stronger than the whole."""
        return next(edge for edge in self.edges if edge.verdict is self.verdict)

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims that its edges rest on, each once."""
        return tuple(dict.fromkeys(claim for edge in self.edges for claim in edge.claims))

    @property
    def because(self) -> tuple[str, ...]:
        """What is unknown of it, a phrase each, with the id of the record that leaves it open."""
        return tuple(dict.fromkeys(f"{edge.via.id}: {phrase}" for edge in self.edges for phrase in edge.because))

    def __str__(self) -> str:
        return " → ".join((*self.parties, self.edges[-1].target))


def routes(
    store: Store, developer: str, market: MarketId, *, model: str | None = None, on: date, limit: int, question: str
) -> Answer[Route]:
    """The chains by which the models of a developer reach a market on a day, the shortest first.

    A step is a right from its grantor to its holder, a sale to a known buyer, or at the end a channel into the market.
    The same model must go all the way. Where a right names no grantor, it is taken to come from the developer; that is
    known where an open channel of the holder rests on it, and unknown otherwise. Where no known right or purchase links
    a seller or a grantor to the developer, its own record is the link. Channels under test and the licences of
    authorities make no step.

    Args:
        store: Where to look.
        developer: Whose models.
        market: Into which market.
        model: Only this model, or the members of this family.
        on: The day.
        limit: How many known and how many unknown routes to name at the most; reaching it is said in the question.
        question: The question, in words.

    Returns:
        The routes; those with an unknown step stand under ``unknown``.

    Raises:
        InvalidValueError: If the model is another developer's, or if the limit is not positive.
    """
    if type(limit) is not int or limit < 1:
        problem = "a limit of routes is a positive whole number"
        raise InvalidValueError(problem, limit, valid="1 or more")
    if model is not None and developer_of(store, ModelId(model)) != developer:
        problem = f"this is no model of {developer}"
        raise InvalidValueError(problem, model, valid=f"a model developed by {developer}")
    listed = networks(store, developer, market, model=model, on=on)
    known, unknown = list(islice(sure_routes(listed, market), limit + 1)), _candidates(listed, market, limit + 1)
    if max(len(known), len(unknown)) > limit:
        question = f"{question}, the first {limit} of each kind, of more"
    return Answer(question=question, on=on, known=tuple(known[:limit]), unknown=unknown[:limit], store=store)


def _candidates(listed: Iterable[Network], market: MarketId, most: int) -> tuple[Candidate[Route], ...]:
    return tuple(Candidate(route, route.because) for route in islice(doubtful_routes(listed, market), most))


def sure_routes(listed: Iterable[Network], market: MarketId) -> Iterator[Route]:
    """The routes that are known, in order."""
    sure = [network.only(_is_sure) for network in listed]
    return (_route(path, market) for path in _merged(paths(network) for network in sure))


def doubtful_routes(listed: Iterable[Network], market: MarketId) -> Iterator[Route]:
    """The routes of which some step is unknown, in order."""
    several = tuple(listed)
    for path in _merged(paths(network, through=_is_unknown) for network in several):
        if not any(network.sure_keys.issuperset(link.key for link in path) for network in several):
            yield _route(path, market)


def _is_sure(link: Link) -> bool:
    return link.verdict is Verdict.YES


def _is_unknown(link: Link) -> bool:
    return link.verdict is Verdict.UNKNOWN


def _merged(streams: Iterable[Iterator[Path]]) -> Iterator[Path]:
    """Paths in order from several streams in order, each once."""
    last: Order | None = None
    for path in merge(*streams, key=_order):
        if _order(path) != last:
            yield path
        last = _order(path)


def _order(path: Path) -> Order:
    """Shortest first, then step by step by the ids of the parties and the records."""
    return len(path), tuple(link.key for link in path)


def paths(network: Network, *, through: Callable[[Link], bool] | None = None) -> Iterator[Path]:
    """The simple paths from the developer into the market, in order, one length after the other.

    Args:
        network: The links to go by.
        through: Only paths that take some link of which this holds.
    """
    length, are_longer = 1, network.leads_there
    while are_longer:
        are_longer = yield from _of_length(network, (), length, through)
        length += 1


def _of_length(
    network: Network, path: Path, length: int, through: Callable[[Link], bool] | None
) -> Generator[Path, None, bool]:
    """The paths of one length that go on from a path; what it returns is whether there are longer ones."""
    passed = {network.developer, *(link.target for link in path)}
    last = path[-1].target if path else network.developer
    are_longer = False
    for link in network.leaving.get(last or "", ()):
        longer = (*path, link)
        done = through is None or any(through(each) for each in longer)
        if link.target is None:
            if done and len(longer) == length:
                yield longer
        elif link.target not in passed and not (are_longer and len(longer) == length):
            if not _leads_on(network, link.target, passed, through, done=done):
                continue
            are_longer |= len(longer) == length or (yield from _of_length(network, longer, length, through))
    return are_longer


def _leads_on(
    network: Network, start: str, passed: set[str | None], through: Callable[[Link], bool] | None, *, done: bool
) -> bool:
    """Whether the market can be reached without the parties passed, by a wanted link unless there was one already."""
    seen = {(start, done)}
    ahead = [(start, done)]
    while ahead:
        party, was_done = ahead.pop()
        for link in network.leaving.get(party, ()):
            is_done = was_done or (through is not None and through(link))
            if link.target is None and is_done:
                return True
            if link.target is not None and link.target not in passed and (link.target, is_done) not in seen:
                seen.add((link.target, is_done))
                ahead.append((link.target, is_done))
    return False


def _route(path: Path, market: MarketId) -> Route:
    """The route of a path: a link that is presumed is shown by the record by which its target passes the models on."""
    following = (*path[1:], None)
    return Route(edges=tuple(_edge(link, after, market) for link, after in zip(path, following, strict=True)))


def _edge(link: Link, after: Link | None, market: MarketId) -> Edge:
    shown = after if link.via is None and after is not None else link
    if shown.via is None:  # pragma: no cover - what is presumed is never last, and never follows what is presumed
        raise InvalidValueError("a link without a record", link.key)
    target = market if link.target is None else PartyId(link.target)
    return Edge(origin=PartyId(link.origin), target=target, via=shown.via, verdict=shown.verdict, because=shown.because)
