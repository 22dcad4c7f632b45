"""How much of a party is owned from markets, through however many others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

import attrs

from aibroker.queries.words import called, listed
from aibroker.records.identifiers import MarketId
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.reasons import Reason
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.values.bounds import DOWN, UP, exact, rounded_down, rounded_up
from aibroker.values.estimates import Estimate
from aibroker.values.verdicts import Verdict

__all__ = ["Company", "Holding", "headquarters", "lies_within", "owned_from"]

Company: TypeAlias = Vendor | Customer
"""A party that may have owners, and may buy."""


@attrs.frozen(kw_only=True)
class Holding:
    """How much of a party is owned from markets.

    Attributes:
        share: The share, in per cent.
        exceeds_low: Whether it is more than its lower bound, and not only as much.
        because: The owners that were followed, with their claims.
    """

    share: Estimate
    exceeds_low: bool
    because: tuple[Reason, ...] = ()

    def is_more_than(self, threshold: Estimate) -> Verdict:
        """Whether it is more than a share, which is a point."""
        percent = threshold.to("percent").low
        if self.exceeds_low and self.share.low == percent:
            return Verdict.YES
        return self.share.is_above(percent)

    def __str__(self) -> str:
        if not self.exceeds_low:
            return self.share.shown()
        least = f"more than {Estimate.exactly(self.share.low, unit='percent').shown()}"
        return least if self.share.high == 100 else f"{least}, within {self.share.shown()}"


@attrs.frozen
class _Part:
    """A part of a whole: between two bounds, of which the lower one may be exceeded for sure."""

    low: Fraction
    high: Fraction
    exceeds_low: bool = False

    @property
    def is_surely_some(self) -> bool:
        return self.low > 0 or self.exceeds_low


_ROUNDS_FOR_CIRCLES: Final = 30
_NOTHING: Final = _Part(Fraction(0), Fraction(0))
_ALL: Final = _Part(Fraction(1), Fraction(1))
_ANYTHING: Final = _Part(Fraction(0), Fraction(1))


def owned_from(store: Store, party: Company, markets: tuple[MarketId, ...]) -> Holding:
    """How much of a party is owned from markets, directly or through others.

    An owner with its headquarters there counts with its whole share. Of another one counts what is owned of it from
    there. An owner of which only the place is known is the last of its chain. Whatever share nobody is listed for may
    belong to anybody.

    Args:
        store: Where the owners are looked up.
        party: The party; the store need not hold it.
        markets: Where the owners sit.

    Returns:
        The share, between bounds that hold whatever is unknown.
    """
    chain = _chain(store, party)
    parts = dict.fromkeys(chain, _ANYTHING)
    # Every round is sound, since it starts from bounds that are. Without circles the parts soon stay as they are; with
    # them each round tightens what the one before left open, and any may be the last.
    for _ in range(len(chain) + _ROUNDS_FOR_CIRCLES):
        before, parts = parts, {each: _owned(store, company, markets, parts) for each, company in chain.items()}
        if parts == before:
            break
    found = parts[party.id]
    share = Estimate.between(_percent_down(found.low), _percent_up(found.high), unit="percent")
    exceeds_low = found.exceeds_low or Fraction(exact(share.low)) < found.low * 100  # where it was rounded down
    return Holding(share=share, exceeds_low=exceeds_low, because=tuple(_followed(store, party, markets, {party.id})))


def _percent_down(part: Fraction) -> float:
    return rounded_down(DOWN.divide(Decimal(part.numerator * 100), Decimal(part.denominator)))


def _percent_up(part: Fraction) -> float:
    return rounded_up(UP.divide(Decimal(part.numerator * 100), Decimal(part.denominator)))


def _chain(store: Store, party: Company) -> Mapping[str, Company]:
    """The party, its owners, theirs, and so on."""
    found: dict[str, Company] = {party.id: party}
    ahead = [party]
    while ahead:
        for owner in ahead.pop().owners:
            company = store.get("party", owner.party) if owner.party is not None else None
            if isinstance(company, Vendor | Customer) and company.id not in found:
                found[company.id] = company
                ahead.append(company)
    return found


def _owned(store: Store, party: Company, markets: tuple[MarketId, ...], parts: Mapping[str, _Part]) -> _Part:
    shares = [(_share(owner), _counting(store, owner, markets, parts)) for owner in party.owners]
    if _contradict(party):
        return _ANYTHING
    return _Part(
        low=sum((share.low * part.low for share, part in shares), Fraction(0)),
        high=1 - sum((share.low * (1 - part.high) for share, part in shares), Fraction(0)),
        exceeds_low=any(_product_exceeds_low(share, part) for share, part in shares),
    )


def _product_exceeds_low(share: _Part, part: _Part) -> bool:
    """Whether a share of a part is surely more than the product of their lower bounds."""
    return share.is_surely_some and part.is_surely_some and (share.exceeds_low or part.exceeds_low)


def _share(owner: Owner) -> _Part:
    share = owner.share.to("percent")
    low, high = max(share.low, 0.0), min(share.high, 100.0)
    exceeds_low = share.is_above(low) is Verdict.YES
    return _Part(Fraction(exact(low)) / 100, Fraction(exact(high)) / 100, exceeds_low)


def _contradict(party: Company) -> bool:
    """Whether the shares of the owners cannot all be so, since together they are more than there is."""
    shares = [_share(owner) for owner in party.owners]
    together = sum((share.low for share in shares), Fraction(0))
    return together > 1 or (together == 1 and any(share.exceeds_low for share in shares))


def _counting(store: Store, owner: Owner, markets: tuple[MarketId, ...], parts: Mapping[str, _Part]) -> _Part:
    """Which part of an owner counts as owned from there."""
    through = parts.get(owner.party) if owner.party is not None else None
    match _sits(store, owner, markets):
        case Verdict.YES:
            return _ALL
        case Verdict.NO:
            return _NOTHING if through is None else through
        case Verdict.UNKNOWN:
            return _ANYTHING if through is None else attrs.evolve(through, high=Fraction(1))
        case verdict:
            assert_never(verdict)


def _sits(store: Store, owner: Owner, markets: tuple[MarketId, ...]) -> Verdict:
    party = store.get("party", owner.party) if owner.party is not None else None
    if isinstance(party, Authority):
        # A government sits where its rules bind.
        return lies_within(store, party.jurisdiction, markets)
    home = party.home if isinstance(party, Vendor | Customer) else owner.home
    return lies_within(store, () if home is None else (home,), markets)


def lies_within(store: Store, places: tuple[MarketId, ...], markets: tuple[MarketId, ...]) -> Verdict:
    """Whether something lies in markets.

    Args:
        store: Where the markets are looked up.
        places: Where it lies, somewhere; nothing where that is unknown, so that it may be anywhere.
        markets: The markets.

    Returns:
        Yes, no, or unknown where the places are wider than the markets.
    """
    territories = store.territories
    possible = territories.union(places) if places else territories.everywhere
    wanted = territories.union(markets)
    if not possible & ~wanted:
        return Verdict.YES
    return Verdict.UNKNOWN if possible & wanted else Verdict.NO


def headquarters(store: Store, company: Company) -> Reason:
    """Where a company has its headquarters, with the claims that its record cites."""
    home = "a place that is unknown" if company.home is None else called(store, "market", company.home)
    statement = f"{company.name} has its headquarters in {home}"
    return Reason(statement=statement, evidence=evidence(store, company.claims), basis="record")


def _followed(store: Store, party: Company, markets: tuple[MarketId, ...], seen: set[str]) -> Iterator[Reason]:
    """The owners of a party, theirs, and so on; the owners of each are told once."""
    if _contradict(party):
        yield Reason(statement=f"the shares of the owners of {party.name} add up to more than there is")
    for owner in party.owners:
        yield _follow(store, party, owner, markets, seen)
    if sum((_share(owner).low for owner in party.owners), Fraction(0)) < 1:
        rest = f"the rest of {party.name}" if party.owners else party.name
        yield Reason(statement=f"who owns {rest} is not recorded")


def _follow(store: Store, party: Company, owner: Owner, markets: tuple[MarketId, ...], seen: set[str]) -> Reason:
    record = store.get("party", owner.party) if owner.party is not None else None
    because = list[Reason]()
    if isinstance(record, Authority):
        because.append(_jurisdiction(store, record))
    if isinstance(record, Vendor | Customer):
        because.append(headquarters(store, record))
        if record.id not in seen and _sits(store, owner, markets) is not Verdict.YES:
            seen.add(record.id)
            because.extend(_followed(store, record, markets, seen))
    return Reason(
        statement=f"{_owner(store, owner)} owns {_stated(owner)} of {party.name}",
        because=tuple(because),
        evidence=evidence(store, owner.claims),
        basis="record",
    )


def _jurisdiction(store: Store, authority: Authority) -> Reason:
    where = listed(store, "market", authority.jurisdiction) or "a place that is unknown"
    statement = f"{authority.name} sits where its rules bind: {where}"
    return Reason(statement=statement, evidence=evidence(store, authority.claims), basis="record")


def _stated(owner: Owner) -> str:
    share = owner.share.to("percent")
    if share.low <= 0 and share.high >= 100:
        return "an unknown share"
    return owner.share.stated or owner.share.shown()


def _owner(store: Store, owner: Owner) -> str:
    if owner.party is not None:
        return called(store, "party", owner.party)
    return f"an owner from {called(store, 'market', owner.home or '')}"
