"""What is cut out of a channel: it ends on the day, and what is left of its terms is carried on by narrower records.

Where it may be cut or not, it is unknown from that day on whether it goes on as it was. Nothing before the day changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from aibroker.queries.answers import Candidate
from aibroker.records.buyers import Buyers
from aibroker.records.identifiers import ChannelId, ModelId, PartyId, RightId
from aibroker.records.kinds import Record
from aibroker.records.offers import SalesChannel
from aibroker.records.reasons import Reason
from aibroker.scenarios.changes import Application, Change, Taken, origins
from aibroker.scenarios.clienteles import meeting, nobody_is_left, surely_barred, without_the_barred
from aibroker.scenarios.naming import FreeIds
from aibroker.scenarios.selectors import Bite, others_than
from aibroker.store.stores import Key, Store, key_of
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

__all__ = ["Because", "Cut", "Cutter", "may_be_open", "with_changes", "with_cuts"]

Because = Callable[[tuple[ModelId, ...]], Reason]
"""Why these models are cut out of a channel."""


@attrs.frozen(kw_only=True)
class Cut:
    """What a step takes out of one channel.

    Attributes:
        channel: The channel.
        bite: Which part of it.
        because: Why.
        barred: The buyers to whom it no longer sells; None where that does not depend on buyers.
        comes_back_on: The rights that it rests on once it comes back; None for the same as before.
    """

    channel: SalesChannel
    bite: Bite
    because: Because
    barred: Buyers | None = None
    comes_back_on: tuple[RightId, ...] | None = None

    @property
    def rights_again(self) -> tuple[RightId, ...]:
        """The rights that the channel rests on once it comes back."""
        return self.channel.rests_on if self.comes_back_on is None else self.comes_back_on


@attrs.frozen
class _Left:
    """What a cut leaves of a channel: how its id ends, its terms, and whether only perhaps."""

    suffix: str
    channel: SalesChannel
    perhaps: bool = False


def with_cuts(done: Application, cuts: Iterable[Cut], effective: date, until: date | None) -> Application:
    """What was done so far, with some cuts made."""
    changes, unknown, spared = list[Change](), list[Candidate[SalesChannel]](), set[ChannelId]()
    cutter = Cutter.of(done, effective, until)
    for cut in cuts:
        if may_be_open(cut.channel.open, effective, until) and _possibly(cut.bite):
            made, doubts = cutter.cut(cut)
            changes += [] if made is None else [made]
            unknown += [Candidate(cut.channel, doubts)] if doubts else []
            spared |= set[ChannelId]() if made is not None or not doubts else {cut.channel.id}
    return attrs.evolve(with_changes(done, changes, unknown), spared=done.spared | spared)


def with_changes(
    done: Application, changes: list[Change], unknown: Iterable[Candidate[SalesChannel]] = ()
) -> Application:
    """What was done so far, with more changes to channels."""
    return attrs.evolve(
        done,
        store=_changed(done.store, changes) if changes else done.store,
        changes=(*done.changes, *changes),
        unknown=_together((*done.unknown, *unknown)),
    )


def _together(unknown: Iterable[Candidate[SalesChannel]]) -> tuple[Candidate[SalesChannel], ...]:
    """Each channel once, with all that is unknown of it."""
    found: dict[ChannelId, Candidate[SalesChannel]] = {}
    for each in unknown:
        known = found.setdefault(each.item.id, each)
        because = tuple(dict.fromkeys((*known.because, *each.because)))
        found[each.item.id] = attrs.evolve(known, because=because)
    return tuple(found.values())


def may_be_open(validity: Validity, effective: date, until: date | None) -> bool:
    """Whether something may hold on some day from one day on and before another."""
    begins = validity.since.start if validity.since is not None else None
    over_before = validity.is_over_by(effective) is Verdict.YES
    begins_after = until is not None and begins is not None and begins >= until
    return not over_before and not begins_after


def _possibly(bitten: Bite) -> bool:
    return bitten.verdict is not Verdict.NO and bool(bitten.places or bitten.doubtful)


@attrs.frozen
class Cutter:
    """Makes the changes of one step.

    Attributes:
        effective: The day from which they hold.
        until: The first day on which they no longer hold; None for no end.
        ids: Where the ids of new channels come from.
        store: The records.
        firm: When channels were open that an earlier step has left in doubt.
        origins: The channels whose terms others carry on since earlier steps.
    """

    effective: date
    until: date | None
    ids: FreeIds
    store: Store
    firm: Mapping[ChannelId, Validity]
    origins: Mapping[ChannelId, ChannelId]

    @classmethod
    def of(cls, done: Application, effective: date, until: date | None) -> Cutter:
        """One for the channels as they are after what was done so far."""
        ids, changes = FreeIds(done.store, "channel"), done.changes
        return cls(effective, until, ids, done.store, _open_before(changes), origins(changes))

    def cut(self, cut: Cut) -> tuple[Change | None, tuple[str, ...]]:
        """The change that a cut makes, if it makes one, and why it is unknown whether there was anything to cut."""
        channel, bitten = cut.channel, cut.bite
        doubts = tuple(self._doubts(cut))
        made = None
        if bitten.verdict is Verdict.YES:
            made = self._change(cut, sure=not doubts)
        elif (bitten.places or bitten.doubtful) and channel.open.perhaps_until(
            self.effective, latest=self.until
        ) != channel.open:
            made = self._doubtful(cut)
        return made, (*bitten.unknown, *doubts)

    def _doubts(self, cut: Cut) -> Iterator[str]:
        """Why it is unknown whether the channel has the sales that are barred: to a known buyer it surely has them."""
        channel, bitten = cut.channel, cut.bite
        if not bitten.places and not self._bars_somebody(cut):
            yield "whether it sells to such buyers is unknown"
        elif channel.into is None and bitten.sold & ~bitten.places:
            yield "its territory is unknown"
        yield from self._doubts_of_days(self.firm.get(channel.id, channel.open))

    def _bars_somebody(self, cut: Cut) -> bool:
        """Whether a known buyer is surely barred wherever it buys, or everybody on a closed list."""
        channel, barred, sold = cut.channel, cut.barred, cut.bite.sold
        is_closed_to_all = barred is not None and nobody_is_left(self.store, channel, barred, sold)
        return is_closed_to_all or bool(surely_barred(self.store, channel, barred, sold))

    def _doubts_of_days(self, held: Validity) -> Iterator[str]:
        until = self.until
        begun = held.surely_begun
        first = None if begun is None else max(begun, self.effective)
        if first is None or (until is not None and first >= until) or held.holds_on(first) is not Verdict.YES:
            yield f"whether it is open from {self.effective} on is unknown ({held})"

    def carried_on(
        self,
        channel: SalesChannel,
        terms: SalesChannel | None,
        because: Reason,
        *,
        takes: Taken,
        buyers: tuple[PartyId, ...] = (),
    ) -> tuple[Change, tuple[str, ...]]:
        """The change by which a channel goes on with other terms, and why it is unknown whether it does.

        One that an earlier step may have closed may run nowhere; a buyer has left it either way.

        Args:
            channel: The channel.
            terms: The same with its terms from the day on; None where nobody is left who buys on them.
            because: Why.
            takes: What it loses by it.
            buyers: The known buyers that leave.
        """
        firm = self.firm.get(channel.id, channel.open)
        doubts = tuple(self._doubts_of_days(firm if takes == "buyers" else channel.open))
        opens_later = not _may_begin_before(channel.open, self.effective)
        left = () if terms is None else (_Left("", terms),)
        made = Change(
            before=channel,
            origin=self.origins.get(channel.id, channel.id),
            open_before=firm,
            ended=None if opens_later else attrs.evolve(channel, open=channel.open.until(self.effective)),
            continued_by=tuple(self._named(channel, left, replaces=opens_later)),
            restored_by=tuple(self._restored(channel, channel.rests_on, gone=opens_later and not left)),
            effective=self.effective,
            until=self.until,
            takes=takes,
            buyers=buyers,
            verdict=Verdict.UNKNOWN if doubts else Verdict.YES,
            because=because,
        )
        return made, doubts

    def _change(self, cut: Cut, *, sure: bool) -> Change:
        channel, bitten = cut.channel, cut.bite
        narrowed = tuple(self._narrowed(cut, bitten))
        opens_later = not _may_begin_before(channel.open, self.effective)
        goes_on = tuple(self._named(channel, narrowed, replaces=opens_later))
        ended = None if opens_later else attrs.evolve(channel, open=channel.open.until(self.effective))
        restored = tuple(self._restored(channel, cut.rights_again, gone=opens_later and not narrowed))
        verdict = Verdict.YES if sure else Verdict.UNKNOWN
        whole = cut if narrowed else attrs.evolve(cut, bite=attrs.evolve(bitten, places=bitten.sold))
        return self._made(whole, ended, goes_on, restored, models=bitten.models, verdict=verdict)

    def _doubtful(self, cut: Cut) -> Change:
        """What a cut does that may be made or not: from its day on, it is unknown whether the channel is open.

        What the cut would leave of it in any case, its other models among it, goes on for sure.
        """
        channel, bitten = cut.channel, cut.bite
        meant = tuple(model for model in channel.models if model not in bitten.spared)
        narrowed = tuple(self._narrowed(cut, attrs.evolve(bitten, models=meant, rest=bitten.spared)))
        goes_on = tuple(self._named(channel, narrowed, replaces=False))
        ended = attrs.evolve(channel, open=channel.open.perhaps_until(self.effective, latest=self.until))
        restored = tuple(self._restored(channel, cut.rights_again, gone=False))
        return self._made(cut, ended, goes_on, restored, models=meant, verdict=Verdict.UNKNOWN)

    def _made(
        self,
        cut: Cut,
        ended: SalesChannel | None,
        goes_on: tuple[SalesChannel, ...],
        restored: tuple[SalesChannel, ...],
        *,
        models: tuple[ModelId, ...],
        verdict: Verdict,
    ) -> Change:
        territories, places = self.store.territories, cut.bite.places
        return Change(
            before=cut.channel,
            origin=self.origins.get(cut.channel.id, cut.channel.id),
            open_before=self.firm.get(cut.channel.id, cut.channel.open),
            ended=ended,
            continued_by=goes_on,
            restored_by=restored,
            effective=self.effective,
            until=self.until,
            models=models,
            markets=territories.as_markets(places) or territories.around(places),
            places=places,
            barred=surely_barred(self.store, cut.channel, cut.barred, cut.bite.sold),
            verdict=verdict,
            because=cut.because(models),
        )

    def _narrowed(self, cut: Cut, bitten: Bite) -> Iterator[_Left]:
        """What the cut leaves: its models elsewhere or to other buyers, other models, and perhaps the doubtful ones."""
        channel = cut.channel
        unsure = tuple(model for model in bitten.rest if model not in bitten.spared) if bitten.places else ()
        kept = tuple(model for model in bitten.rest if model not in unsure)
        meant = tuple(model for model in channel.models if model not in kept)
        elsewhere = self._elsewhere(attrs.evolve(channel, models=meant), cut) if bitten.sold & ~bitten.places else None
        if elsewhere is not None:
            yield _Left("", elsewhere)
        if kept:
            yield _Left(".other-models", attrs.evolve(channel, models=kept))
        if unsure:
            yield _Left(".perhaps", attrs.evolve(channel, models=unsure), perhaps=True)

    def _elsewhere(self, channel: SalesChannel, cut: Cut) -> SalesChannel | None:
        """A channel with what is left of its territory and of its buyers; None where nobody is."""
        places = self.store.territories.as_markets(cut.bite.places)
        if places is not None and places:
            channel = attrs.evolve(channel, excluding=tuple(sorted({*channel.excluding, *places})))
        if cut.barred is None:
            return channel
        if cut.bite.doubtful or places is None:
            channel = meeting(channel, others_than(cut.barred))
        return without_the_barred(self.store, channel, cut.barred, cut.bite.sold & ~cut.bite.places)

    def _named(self, channel: SalesChannel, left: tuple[_Left, ...], *, replaces: bool) -> Iterator[SalesChannel]:
        """The narrower records, each with an id of its own and its days; or with that of the channel they replace."""
        during = channel.open.from_day(self.effective)
        during = during if self.until is None else during.until(self.until)
        for place, each in enumerate(left):
            stem = channel.id if replaces else f"{channel.id}.from-{self.effective.isoformat()}"
            wanted = f"{stem}{each.suffix if place else ''}"
            yield attrs.evolve(
                each.channel,
                id=wanted if wanted == channel.id else ChannelId(self.ids.free(wanted)),
                open=during.perhaps_until(self.effective) if each.perhaps else during,
                continues=channel.continues if replaces else channel.id,
            )

    def _restored(self, channel: SalesChannel, rests_on: tuple[RightId, ...], *, gone: bool) -> Iterator[SalesChannel]:
        if self.until is not None and channel.open.is_over_by(self.until) is not Verdict.YES:
            yield attrs.evolve(
                channel,
                id=ChannelId(self.ids.free(f"{channel.id}.from-{self.until.isoformat()}")),
                open=channel.open.from_day(self.until),
                continues=channel.continues if gone else channel.id,
                rests_on=rests_on,
            )


def _open_before(changes: Iterable[Change]) -> Mapping[ChannelId, Validity]:
    """When the channels were open of which a step has left in doubt whether they still are."""
    found: dict[ChannelId, Validity] = {}
    for change in changes:
        if change.verdict is Verdict.UNKNOWN and change.ended is not None:
            found[change.ended.id] = change.open_before
    return found


def _may_begin_before(validity: Validity, day: date) -> bool:
    return validity.since is None or validity.since.start is None or validity.since.start < day


def _changed(store: Store, changes: list[Change]) -> Store:
    gone: list[Key] = [key_of(change.before) for change in changes if change.ended is None]
    came: list[Record] = []
    for change in changes:
        came += [] if change.ended is None else [change.ended]
        came += [*change.continued_by, *change.restored_by]
    made = store.changed(add=came, remove=gone)
    return made.changed(add=_rejoined(made, changes)) if gone else made


def _rejoined(store: Store, changes: list[Change]) -> Iterator[Record]:
    """The channels that carried on the terms of one that never opens: they carry on what that one carried on."""
    without = (change.before for change in changes if store.get("channel", change.before.id) is None)
    gone = {channel.id: channel.continues for channel in without}
    for channel_id in gone:
        for each in store.mentioning("channel", channel_id):
            if isinstance(each, SalesChannel):
                earlier = each.continues
                while earlier is not None and earlier in gone:
                    earlier = gone[earlier]
                yield attrs.evolve(each, continues=earlier)
