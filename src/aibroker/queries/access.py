"""Access: whether a buyer can get a model, channel by channel, with every condition that this depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from typing import Literal

import attrs

from aibroker.errors import InvalidValueError
from aibroker.hatch import shown
from aibroker.queries.circumstances import Asked
from aibroker.queries.eligibility import Condition
from aibroker.queries.models import carries
from aibroker.queries.ownership import Company
from aibroker.queries.permissions import permits
from aibroker.queries.sightings import Sighting, older_than, to_horizon
from aibroker.queries.terms import terms
from aibroker.queries.words import called
from aibroker.records.identifiers import MarketId, ModelId
from aibroker.records.offers import SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Evidence, Reason
from aibroker.records.references import with_references
from aibroker.records.rights import Refusal, Right
from aibroker.store.lineages import lineage
from aibroker.store.lookup import look_up, resolve
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["Access", "AccessVerdict", "ChannelAccess", "access", "buyer_of", "question_of"]

AccessVerdict = Literal["open", "closed", "unknown"]
"""Whether a buyer can get a model: open, closed, or unknown."""

_STANDS: dict[Verdict, AccessVerdict] = {Verdict.YES: "open", Verdict.NO: "closed", Verdict.UNKNOWN: "unknown"}


@attrs.frozen(kw_only=True)
class ChannelAccess:
    """Whether a buyer can get a model through one channel.

    Attributes:
        channel: The channel.
        conditions: Everything that this depends on; all of it must hold.
        permits: The rights that the channel rests on, and the refusals that stand in the way of the sale or may.
    """

    channel: SalesChannel
    conditions: tuple[Condition, ...]
    permits: tuple[Right | Refusal, ...] = ()

    @property
    def records(self) -> tuple[SalesChannel | Right | Refusal, ...]:
        """What decides it: the channel, the rights and the refusals."""
        return (self.channel, *self.permits)

    @property
    def holds(self) -> Verdict:
        """Whether all conditions hold."""
        return reduce(Verdict.__and__, (each.verdict for each in self.conditions), Verdict.YES)

    @property
    def verdict(self) -> AccessVerdict:
        """Open, closed or unknown."""
        return _STANDS[self.holds]

    def __bool__(self) -> bool:
        raise TypeError(_NO_TRUTH)


@attrs.frozen(kw_only=True, repr=False)
class Access:
    """Whether a buyer can get a model on a day: open, closed or unknown.

    Closed means that no channel of the landscape is open to the buyer, and that none may be. It has no truth value of
    its own: compare ``verdict``.

    Attributes:
        question: The question, in words.
        on: The day that was asked about.
        model: The model or family.
        buyer: The buyer, as its record or its description says.
        located_in: Where the buying entity sits; None for its headquarters.
        channels: The channels that carry the model, or may, in the order of their ids.
        horizon: How long ago a channel may have been seen and still not be stale; None where nobody has said.
        store: Where it was found; only for showing it.
    """

    question: str
    on: date
    model: ModelId
    buyer: Company
    located_in: MarketId | None
    channels: tuple[ChannelAccess, ...]
    horizon: timedelta | None = None
    store: Store = attrs.field(eq=False)

    @property
    def verdict(self) -> AccessVerdict:
        """Open where some channel is, else unknown where some may be, else closed."""
        return _STANDS[reduce(Verdict.__or__, (each.holds for each in self.channels), Verdict.NO)]

    def marking_stale(self, *, after: timedelta | str) -> Access:
        """The same, with a text that marks what was last seen too long ago: channels, rights and refusals.

        Args:
            after: How many days a sighting is good for, such as ``"180 days"``.

        Raises:
            InvalidValueError: If it is no number of days.
        """
        return attrs.evolve(self, horizon=to_horizon(after))

    @property
    def stale(self) -> tuple[Sighting, ...]:
        """The channels, rights and refusals that were last seen further back, and that nothing else says to hold.

        Raises:
            InvalidValueError: If no horizon is stated; there is none by default.
        """
        return older_than(self.horizon, self.channels, self.on)

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The claims that its conditions rest on, as often as they are cited."""
        return tuple(each for channel in self.channels for one in channel.conditions for each in _cited(one))

    def through(self, channel: SalesChannel | str) -> ChannelAccess:
        """What was found of one channel.

        Raises:
            InvalidValueError: If it does not carry the model.
        """
        wanted = look_up(self.store, "channel", channel).id
        for each in self.channels:
            if each.channel.id == wanted:
                return each
        problem = f"this channel does not carry {called(self.store, 'model', self.model)}"
        raise InvalidValueError(problem, wanted, valid=", ".join(each.channel.id for each in self.channels) or None)

    def __bool__(self) -> bool:
        raise TypeError(_NO_TRUTH)

    def __str__(self) -> str:
        return shown(self, "text")

    def __repr__(self) -> str:
        return f"<Access {self.verdict}: {self.question!r} on {self.on}, {len(self.channels)} channels>"

    def explain(self) -> str:
        """Every condition of every channel, with the claims and the place of each in its source."""
        return shown(self, "explanation")


def _cited(node: Condition | Reason) -> Iterator[Evidence]:
    yield from node.evidence
    for each in node.because:
        yield from _cited(each)


_NO_TRUTH = "access is open, closed or unknown, which is neither true nor false; compare .verdict"


def buyer_of(store: Store, asked: Company | str) -> Company:
    """The buyer that is asked about: a party of the landscape, or one that is described on the spot.

    Args:
        store: Where parties are looked up.
        asked: A party, its id or name; or the record of a company that the store does not hold, whose own references
            may be names.

    Raises:
        UnknownNameError: If a name is not known.
        InvalidValueError: If it is no company, or if the landscape holds another record of its id.
    """
    if isinstance(asked, Vendor | Customer) and store.get("party", asked.id) is None:
        return with_references(asked, lambda kind, text: resolve(store, kind, text))
    found = look_up(store, "party", asked)
    if not isinstance(found, Vendor | Customer):
        problem = "an authority makes rules and is not known to buy"
        raise InvalidValueError(problem, found.id, valid="a vendor or a customer")
    if not isinstance(asked, str) and asked != found:
        problem = "the landscape holds another record of this id"
        raise InvalidValueError(problem, found.id, valid="the id alone, or a description with an id of its own")
    return found


def question_of(store: Store, model: ModelId, buyer: Company, located_in: MarketId | None) -> str:
    """The question in words."""
    where = "" if located_in is None else f", buying from {called(store, 'market', located_in)}"
    return f"access to {called(store, 'model', model)} for {buyer.name}{where}"


def access(
    store: Store, model: ModelId, buyer: Company, *, located_in: MarketId | None, on: date, question: str
) -> Access:
    """Whether a buyer can get a model or a member of a family.

    Args:
        store: The records.
        model: The model or family.
        buyer: The buyer; the store need not hold it.
        located_in: Where the buying entity sits; its headquarters where None is given.
        on: The day.
        question: The question in words.

    Returns:
        Open, closed or unknown, channel by channel.
    """
    channels = tuple(
        ChannelAccess(channel=each.channel, conditions=tuple(terms(each)), permits=permits(each))
        for each in _offers(store, model, buyer, located_in, on)
    )
    return Access(
        question=question,
        on=on,
        model=model,
        buyer=buyer,
        located_in=located_in,
        channels=channels,
        store=store,
    )


def _offers(store: Store, model: ModelId, buyer: Company, located_in: MarketId | None, on: date) -> Iterator[Asked]:
    """Each channel that carries the model, or may, with those of its models that are meant."""
    for channel in store.own("channel"):
        if not isinstance(channel, SalesChannel):  # pragma: no cover - the kind has been asked for
            continue
        carried = carries(store, channel, model)
        if carried is not Verdict.NO:
            meant = tuple(each for each in channel.models if model in lineage(store, each))
            yield Asked(
                store=store,
                channel=channel,
                models=meant or (model,),
                carried=carried,
                buyer=buyer,
                located_in=located_in,
                on=on,
            )
