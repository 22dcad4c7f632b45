"""Where the records of a landscape cannot all be so, or cannot be so in the way that a claim says.

Nothing is resolved here: each conflict names what stands against what, with the claims behind both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import combinations

from aibroker.queries.channels import Filters, channels_into
from aibroker.queries.conditions import extent
from aibroker.queries.eligibility import meets
from aibroker.queries.models import carries, carries_by, carries_from, developer_of, home_of
from aibroker.records.evidence import Claim, Position, Source
from aibroker.records.identifiers import ClaimId, ModelId, PartyId
from aibroker.records.kinds import Record, name_of
from aibroker.records.offers import SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.reasons import Conflict, ConflictKind
from aibroker.records.references import references
from aibroker.records.rights import Refusal, Right
from aibroker.store.doubt import published_by
from aibroker.store.lineages import lineage, share_models
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.verdicts import Verdict

__all__ = ["conflicts"]


def conflicts(store: Store, on: date) -> tuple[Conflict, ...]:
    """The structural conflicts that are sure on a day, in the order of their kinds and records.

    What is unknown, such as whether a right holds on that day or whether a family is sold whole, is in no conflict. An
    exclusive right to sell shuts out every other seller; one to resell leaves a developer the sale of its own models.
    Two exclusive rights of one holder over one model whose territories meet and differ are one right with two
    territories, unless their grantors or what they rest on tell them apart. An exclusive right of which nothing says
    that it began anew is taken for the one that ended. A claimed position speaks of the days since it was published.
    """
    found = (
        *_among_rights(store, on),
        *_second_sellers(store, on),
        *_after_their_end(store, on),
        *_refused_yet_sold(store, on),
        *_positions(store, on),
    )
    return tuple(sorted(found, key=lambda conflict: (conflict.kind, tuple(record.id for record in conflict.between))))


def _conflict(store: Store, kind: ConflictKind, statement: str, *between: Record) -> Conflict:
    claims = dict.fromkeys(claim for record in between for claim in _claims_of(record))
    return Conflict(kind=kind, statement=statement, between=between, evidence=evidence(store, claims))


def _claims_of(record: Record) -> tuple[ClaimId, ...]:
    match record:
        case Claim():
            return (record.id,)
        case Source() | Question():
            return ()
        case _:
            return record.claims


def _rights_on(store: Store, on: date) -> list[Right]:
    listed = (record for record in store.own("right") if isinstance(record, Right))
    return [right for right in listed if right.holds.holds_on(on) is Verdict.YES]


def _open_channels(store: Store, on: date) -> list[SalesChannel]:
    listed = (record for record in store.own("channel") if isinstance(record, SalesChannel))
    sold = (channel for channel in listed if channel.status != "testing")
    return [channel for channel in sold if channel.open.holds_on(on) is Verdict.YES]


def _surely_sold(store: Store, channel: SalesChannel, models: tuple[str, ...]) -> list[ModelId]:
    """What a channel surely sells of some models; one that is said to sell a family may not sell each member."""
    return [each for each in channel.models if any(wanted in lineage(store, each) for wanted in models)]


def _places(store: Store, right: Right) -> int:
    """The places of a right; none where its territory is unknown, since nothing is sure there."""
    return 0 if right.territory is None else store.territories.territory(right.territory, right.excluding)


def _surely_sells(store: Store, channel: SalesChannel, places: int) -> bool:
    """Whether a channel surely sells to somebody who buys from some of these places.

    Its territory does not say so by itself: where only buyers of a kind, or some by name, are sold to, nobody need be
    there. A buyer that is known, or named, buys from its headquarters if from anywhere.
    """
    if channel.into is None:
        return False
    reached = store.territories.territory(channel.into, channel.excluding) & places
    if channel.buyers.exactly is None and _wherever(store, channel) & reached:
        return True
    homes = (home_of(store, buyer) for buyer in _sure_buyers(store, channel))
    spots = (store.territories.places[home] for home in homes if home is not None)
    return any(not spot & ~reached for spot in spots)


def _wherever(store: Store, channel: SalesChannel) -> int:
    """The places at which every buyer that has its headquarters there meets the conditions of a channel."""
    territories = store.territories
    if channel.only_to is None:
        return territories.everywhere
    return extent(territories, channel.only_to, local=True).yes


def _sure_buyers(store: Store, channel: SalesChannel) -> Iterator[PartyId]:
    """The companies that are known to buy through a channel, or that its condition names and lets buy."""
    yield from channel.buyers.known
    if channel.only_to is not None and channel.buyers.exactly is None:
        for each in references(channel.only_to):
            company = store.get("party", each.text) if each.kind == "party" else None
            if isinstance(company, Vendor | Customer) and company.id not in channel.buyers.never:
                found = meets(store, channel.only_to, company, located_in=None)
                if found.verdict is Verdict.YES:
                    yield company.id


def _among_rights(store: Store, on: date) -> Iterator[Conflict]:
    for one, other in combinations(_rights_on(store, on), 2):
        if _may_sell(one) and _may_sell(other) and share_models(store, one.models, other.models):
            yield from _between_two_rights(store, one, other)


def _may_sell(right: Right) -> bool:
    return right.may in ("sell", "resell")


def _between_two_rights(store: Store, one: Right, other: Right) -> Iterator[Conflict]:
    mine, theirs = _places(store, one), _places(store, other)
    if not mine & theirs:
        return
    if mine != theirs and _may_be_one(one, other):
        said = f"{one.id} and {other.id} give one right of {_party(store, one.holder)} two territories"
        yield _conflict(store, "one right, two territories", said, one, other)
    for alone, beside in ((one, other), (other, one)):
        if alone.exclusive and (alone.holder != beside.holder or beside.exclusive is False):
            said = f"{alone.id} says that {_party(store, alone.holder)} alone may, against {beside.id}"
            yield _conflict(store, "exclusive and not", said, alone, beside)


def _may_be_one(one: Right, other: Right) -> bool:
    """Whether two records may well speak of one right: exclusive both, with nothing in them that tells them apart."""
    told_apart = (
        one.holder != other.holder,
        None not in (one.grantor, other.grantor) and one.grantor != other.grantor,
        bool(one.basis and other.basis) and one.basis != other.basis,
    )
    return bool(one.exclusive and other.exclusive) and not any(told_apart)


def _second_sellers(store: Store, on: date) -> Iterator[Conflict]:
    exclusive = [right for right in _rights_on(store, on) if right.exclusive and _may_sell(right)]
    channels = _open_channels(store, on) if exclusive else []
    for right in exclusive:
        for channel in channels:
            if _surely_sells(store, channel, _places(store, right)) and _is_shut_out(store, right, channel):
                said = f"{right.id} leaves nobody but {_party(store, right.holder)}, yet {channel.id} is open"
                yield _conflict(store, "second seller under an exclusive right", said, right, channel)


def _is_shut_out(store: Store, right: Right, channel: SalesChannel) -> bool:
    """Whether a channel sells what only the holder of a right may; one to resell leaves developers their own sales."""
    sold = _surely_sold(store, channel, right.models)
    if right.may == "resell":
        sold = [each for each in sold if developer_of(store, each) != channel.seller]
    return channel.seller != right.holder and bool(sold)


def _after_their_end(store: Store, on: date) -> Iterator[Conflict]:
    """What goes on as if a right were not over: a channel that rests on it, or another record of an exclusive one."""
    listed = (record for record in store.own("right") if isinstance(record, Right))
    over = [right for right in listed if right.holds.is_over_by(on) is Verdict.YES]
    channels, held = (_open_channels(store, on), _rights_on(store, on)) if over else ([], [])
    for right in over:
        for channel in channels:
            if right.id in channel.rests_on and not _may_rest_on_another(store, channel, on):
                said = f"{channel.id} is open and rests on {right.id}, which is over"
                yield _conflict(store, "right after its end", said, right, channel)
        for later in held:
            if _goes_on(store, right, later):
                said = f"{later.id} says that {_party(store, later.holder)} alone may, after the end of {right.id}"
                yield _conflict(store, "right after its end", said, right, later)


def _may_rest_on_another(store: Store, channel: SalesChannel, on: date) -> bool:
    """Whether one of the rights that a channel rests on may be in force: one is enough."""
    rights = (store.get("right", each) for each in channel.rests_on)
    return any(isinstance(each, Right) and each.holds.is_over_by(on) is not Verdict.YES for each in rights)


def _goes_on(store: Store, ended: Right, later: Right) -> bool:
    """Whether a right may well be the one that ended: both exclusive, of one holder, and none that began anew."""
    exclusive = ended.exclusive and later.exclusive and ended.holder == later.holder
    alike = ended.may == later.may or (_may_sell(ended) and _may_sell(later))
    may_be_one = exclusive and alike and later.holds.since is None
    meets = _places(store, ended) & _places(store, later)
    return bool(may_be_one and meets and share_models(store, ended.models, later.models))


def _refused_yet_sold(store: Store, on: date) -> Iterator[Conflict]:
    listed = (record for record in store.own("refusal") if isinstance(record, Refusal))
    refusals = [refusal for refusal in listed if refusal.holds.holds_on(on) is Verdict.YES]
    channels = _open_channels(store, on) if refusals else []
    for refusal in refusals:
        own = [each for each in channels if each.seller == refusal.who and _concerns(store, refusal, each)]
        for channel in own:
            whom = _sold_all_the_same(store, refusal, channel)
            if whom is not None:
                said = (
                    f"{_party(store, refusal.who)} declines {whom[0]} ({refusal.id}), yet sells {whom[1]}{channel.id}"
                )
                yield _conflict(store, "refusal beside an own channel", said, refusal, channel)


def _sold_all_the_same(store: Store, refusal: Refusal, channel: SalesChannel) -> tuple[str, str] | None:
    """Whom a channel sells to though they are declined, in words; None where nobody surely is."""
    for buyer in _sure_buyers(store, channel):
        company = store.get("party", buyer)
        if isinstance(company, Vendor | Customer):
            declined = meets(store, refusal.refuses, company, located_in=None)
            if declined.verdict is Verdict.YES:
                return f"buyers such as {company.name}", "to it by "
    if channel.into is None or channel.buyers.exactly is not None:
        return None
    declined_at = extent(store.territories, refusal.refuses, local=True).yes
    served = store.territories.territory(channel.into, channel.excluding) & _wherever(store, channel)
    return ("such buyers", "by ") if declined_at & served else None


def _concerns(store: Store, refusal: Refusal, channel: SalesChannel) -> bool:
    """Whether a refusal surely concerns what a channel sells."""
    if refusal.models:
        return bool(_surely_sold(store, channel, refusal.models))
    return any(developer_of(store, model) == refusal.who for model in channel.models)


def _positions(store: Store, on: date) -> Iterator[Conflict]:
    for record in store.own("claim"):
        if isinstance(record, Claim) and record.position is not None and _was_said(store, record, on):
            yield from _position_against_records(store, record, record.position, on)


def _was_said(store: Store, claim: Claim, on: date) -> bool:
    """Whether a claim had surely been made by a day, on its page or at its root: a position speaks of no day before."""
    spoke = (store.get("source", each) for each in (claim.source, claim.root) if each is not None)
    return any(published_by(each, on) is Verdict.YES for each in spoke if isinstance(each, Source))


def _position_against_records(store: Store, claim: Claim, position: Position, on: date) -> Iterator[Conflict]:
    answer = channels_into(store, position.market, on=on, filters=Filters(), question="")
    sold = {each: _meant(store, position, each) for each in answer.known if each.status != "testing"}
    within = [channel for channel, meant in sold.items() if meant is Verdict.YES]
    who, places = _party(store, position.who), store.territories.places[position.market]
    if position.strength == "sole":
        for channel in within:
            if channel.seller != position.who and _surely_sells(store, channel, places):
                said = f"{claim.id} calls {who} the sole seller, yet {channel.id} is open too"
                yield _conflict(store, "sole seller beside another", said, claim, channel)
    maybe = [channel for channel, meant in sold.items() if meant is Verdict.UNKNOWN]
    maybe += [candidate.item for candidate in answer.unknown]
    if all(channel.seller != position.who for channel in (*within, *maybe)):
        said = f"{claim.id} calls {who} {position.strength} there, yet no known channel of it is open"
        yield _conflict(store, "position without a channel", said, claim)


def _meant(store: Store, position: Position, channel: SalesChannel) -> Verdict:
    """Whether a channel carries the models that a position speaks of."""
    asked = (
        [carries(store, channel, each) for each in position.models],
        [carries_by(store, channel, each) for each in position.developers],
        [carries_from(store, channel, position.developed_in)] if position.developed_in else [],
    )
    of_each = (reduce(Verdict.__or__, verdicts) for verdicts in asked if verdicts)
    return reduce(Verdict.__and__, of_each, Verdict.YES)


def _party(store: Store, party_id: str) -> str:
    found = store.get("party", party_id)
    return name_of(found) if found is not None else party_id
