"""What is at risk under scenarios: the revenue of a party that passes through what they close or narrow.

It is exposure, not a forecast of loss. Which sales count comes from the changes; how much they are, from the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.figures.aspects import base_of, period_of
from aibroker.figures.exposure import exposed
from aibroker.figures.facets import Gap
from aibroker.figures.figures import Figure
from aibroker.figures.networks import Network
from aibroker.figures.streams import AT_RISK, Exposure, Portion, Stream
from aibroker.records.assumptions import Assumption
from aibroker.records.identifiers import AssumptionId, PartyId
from aibroker.records.kinds import Party, name_of
from aibroker.records.measures import Measurand, Measure
from aibroker.records.rights import Payment
from aibroker.scenarios.changes import Application
from aibroker.scenarios.closings import Closing, closings
from aibroker.scenarios.portions import REVENUE, around, covering, within
from aibroker.scenarios.sharing import is_of_revenue, paid_to, shared
from aibroker.scenarios.spending import leaving, may_leave, whole_spend_leaves
from aibroker.scenarios.steps import Scenario
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.store.wording import in_words
from aibroker.values.periods import Period
from aibroker.values.units import Unit, to_unit

__all__ = ["Asked", "asked_of", "at_risk"]

_WHAT_IT_IS = "exposure, not a forecast of loss: what passes through what closes may stay, move or be lost"
_BOOKED = "what is sold into a market is taken to be booked there"
_DIRECT = "of what it is paid as a share of the revenue of others, direct payment alone counts"


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked.

    Attributes:
        whole: All revenue of the party in the period.
        relative_to: What it is wanted relative to; None for an amount.
        unit: The unit wanted; None for that of the numbers.
    """

    whole: Measurand
    relative_to: Measurand | None
    unit: Unit | None

    @property
    def party(self) -> PartyId:
        """Whose revenue it is."""
        assert self.whole.of is not None
        return self.whole.of

    @property
    def period(self) -> Period:
        """The period."""
        return self.whole.periods[0]


def asked_of(
    store: Store,
    party: Party | str,
    *,
    period: Period | str | int,
    relative_to: Measurand | Measure | str | None,
    unit: Unit | str | None,
) -> Asked:
    """What a user asks for, with ids for names.

    Raises:
        UnknownNameError: If a name is not known; with the nearest.
        InvalidValueError: If the period means nothing.
    """
    whose = look_up(store, "party", party).id
    whole: Measurand = Measurand(measure=REVENUE, of=whose, period=period_of(store, period, whose))
    return Asked(
        whole=whole, relative_to=base_of(store, relative_to, whole), unit=None if unit is None else to_unit(unit)
    )


def at_risk(
    store: Store, network: Network, scenarios: Iterable[Scenario], application: Application, asked: Asked
) -> Figure:
    """The revenue of a party that passes through what scenarios close or narrow.

    Args:
        store: The landscape's records before.
        network: What its numbers imply, with the assumptions of the scenarios.
        scenarios: The scenarios.
        application: What they did.
        asked: What is asked.

    Raises:
        InvalidValueError: If the unit leaves open which currency is meant, or if what it is relative to makes no ratio.
        UnitMismatchError: If it does not convert into the unit.
    """
    supposed = tuple(scenarios)
    found = closings(store, application, supposed, period=asked.period)
    streams = _Streams(store, network, asked, found, whole_spend_leaves(network))
    under = " and ".join(scenario.name for scenario in supposed) or "no scenario"
    return exposed(network, streams.exposure(under))


@attrs.frozen
class _Streams:
    """Turns closings into the streams of revenue that they expose."""

    store: Store
    network: Network
    asked: Asked
    closings: tuple[Closing, ...]
    assumption: Assumption | None

    def exposure(self, under: str) -> Exposure:
        own, paid = self._of(self.asked.party), tuple(self._paid())
        streams = (*(() if own is None else (own,)), *paid)
        return Exposure(
            whole=self.asked.whole,
            under=under,
            streams=streams,
            nothing=self._nothing(),
            caveats=tuple(dict.fromkeys(self._caveats(streams))),
            gaps=tuple(self._gaps()),
            relative_to=self.asked.relative_to,
            unit=self.asked.unit,
        )

    @property
    def _relevant(self) -> tuple[Closing, ...]:
        """What closes of the party, or of those of whose revenue it is paid a share."""
        sellers = {self.asked.party, *(one for each in self._payments for one in self._sellers(each.of.of))}
        return tuple(each for each in self.closings if each.channel.seller in sellers)

    @property
    def _payments(self) -> tuple[Payment, ...]:
        return tuple(paid_to(self.store, self.asked.party))

    def _paid(self) -> Iterator[Stream]:
        """What the party is paid as a share of the revenue of those of whom something closes."""
        for payment in self._payments:
            if is_of_revenue(payment):
                streams = (self._of(seller) for seller in self._sellers(payment.of.of))
                found = (shared(self.store, payment, each) for each in streams if each is not None)
                yield from (each for each in found if each is not None)

    def _sellers(self, meant: PartyId | None) -> Iterator[PartyId]:
        """The sellers of whom something closes: the one meant, or any."""
        for each in dict.fromkeys(closing.channel.seller for closing in self.closings):
            if meant in (each, None):
                yield each

    def _of(self, seller: PartyId) -> Stream | None:
        """What a seller sells itself; None where nothing of it is at risk."""
        own = [each for each in self.closings if each.channel.seller == seller]
        by_market, as_one = (
            [portion for each in own for portion in within(self.store, each, by_market=fine)] for fine in (True, False)
        )
        along = self._along(own)
        if not by_market and not along:
            return None
        covers = (covering(self.store, (*portions, *along)) for portions in (by_market, as_one))
        union = (around(self.store, (*as_one, *along)),)
        floors = () if self.assumption is None else leaving(self.store, self.assumption, own)
        called = in_words(self.store, attrs.evolve(self.asked.whole, of=seller), called=AT_RISK)
        return Stream(called=called, covers=(*covers, union), floors=floors)

    def _along(self, own: Iterable[Closing]) -> list[Portion]:
        if self.assumption is None:
            return []
        return [each for one in own for each in may_leave(self.store, self.network, self.assumption, one)]

    def _nothing(self) -> str:
        name, period = name_of(look_up(self.store, "party", self.asked.party)), self.asked.period
        said = f"nothing that {name} sells, or is paid a share of, closes or may close in {period}"
        paid = (each for each in self._payments if any(self._sellers(each.of.of)))
        return "; ".join((said, *(f"{each.id} is not paid on any of it ({each.holds})" for each in paid)))

    def _caveats(self, streams: tuple[Stream, ...]) -> Iterator[str]:
        yield _WHAT_IT_IS
        if any(portion.measurand.market is not None for stream in streams for portion in stream.portions):
            yield _BOOKED
        if any(stream.sharing is not None for stream in streams):
            yield _DIRECT
        for each in self._payments:
            if not is_of_revenue(each) and any(self._sellers(each.of.of)):
                yield f"{each.id} is a share of {each.of.measure}, not of revenue, and is not counted"
        for closing in self._relevant if streams else ():
            if closing.doubt:
                yield f"whether {closing.channel.id} closes is unknown: {closing.doubt}"
            yield from self._presumed(closing)
        yield from self._everywhere(streams)

    def _everywhere(self, streams: tuple[Stream, ...]) -> Iterator[str]:
        """Where whole spend leaves and may be booked outside the market in which the channel closes."""
        if self.assumption is None:
            return
        spent = (portion.measurand for stream in streams for portion in stream.covers[0])
        for each in dict.fromkeys(one.buyer for one in spent if one.buyer is not None and one.market is None):
            name = name_of(look_up(self.store, "party", each))
            yield f"with {self.assumption.id}, what {name} buys counts wherever it is booked"

    def _presumed(self, closing: Closing) -> Iterator[str]:
        """Where whole spend is assumed to leave on days of which nothing says that the channel was open."""
        seen, buyers = closing.channel.open.seen, closing.surely
        if self.assumption is None or closing.closed is None or not buyers or closing.channel.open.since is not None:
            return
        if closing.closed.start is None or closing.closed.start < seen[0]:
            said = (
                f"{closing.channel.id} was first seen open on {seen[0]}; that its named buyers bought before is assumed"
            )
            yield f"{said} with {self.assumption.id}"

    def _gaps(self) -> Iterator[Gap]:
        """Why it has no floor: nothing says which part of the wider revenue passes through a channel."""
        names = ", ".join(dict.fromkeys(each.channel.id for each in self._relevant))
        off = () if self.assumption is not None else tuple(self._would_help())
        would = f"; {' or '.join(off)} would count all that its named buyers spend" if off else ""
        yield Gap(said=f"which part of the revenue passes through {names} is not said{would}", would_close=off)

    def _would_help(self) -> Iterator[AssumptionId]:
        if any(each.closed is not None for each in self._relevant):
            for each in self.store.own("assumption"):
                if isinstance(each, Assumption) and each.convention == "whole spend leaves":
                    yield each.id
