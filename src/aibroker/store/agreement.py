"""What two statements of one thing say together, where both can hold."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import MarketId, PartyId, slug
from aibroker.records.offers import Clientele, Hosting
from aibroker.records.parties import Owner
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

__all__ = ["MayBeFrom", "as_agreed"]

MayBeFrom = Callable[[PartyId, MarketId], bool]


def as_agreed(field: str, left: object, right: object, *, may_be_from: MayBeFrom) -> object | None:
    """What two values of one field say together.

    Args:
        field: The name of the field.
        left: What one side says.
        right: What the other says, which is something else.
        may_be_from: Whether a party may have its headquarters in a market.

    Returns:
        The value that says both; None where they contradict each other, or where one cannot say.
    """
    match left, right:
        case Validity(), Validity():
            return _both_times(left, right)
        case Hosting() | Clientele(), Hosting() | Clientele():
            return _both_lists(left, right)
        case str(), str() if field == "note":
            return _both_notes(left, right)
        case str(), str() if field == "name":
            return _one_name(left, right)
        case tuple(), tuple() if field == "owners":
            return _both_owners(left, right, may_be_from)
        case _:
            return None


def _both_times(left: Validity, right: Validity) -> Validity | None:
    since, since_meets = _common(left.since, right.since)
    ended, end_meets = _common(left.ended, right.ended)
    if not since_meets or not end_meets:
        return None
    try:
        seen = (*left.seen, *right.seen)
        both = Validity(since=since, ended=ended, ongoing=left.ongoing or right.ongoing, seen=seen)
    except InvalidValueError:  # one side says that it has ended, the other that it has not, or saw it later
        return None
    return both if {*both.seen_before} <= {*left.seen_before, *right.seen_before} else None


def _common(left: Period | None, right: Period | None) -> tuple[Period | None, bool]:
    """The days in both windows, and whether there are any; an unknown window leaves the other as it is."""
    if left is None or right is None:
        return left or right, True
    starts = [each.start for each in (left, right) if each.start is not None]
    ends = [each.end for each in (left, right) if each.end is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start >= end:
        return None, False
    same = next((each for each in (left, right) if (each.start, each.end) == (start, end)), None)
    return same or Period(start, end), True


def _both_lists(left: Hosting | Clientele, right: Hosting | Clientele) -> Hosting | Clientele | None:
    if left.exactly is not None and right.exactly is not None and {*left.exactly} != {*right.exactly}:
        return None
    exactly = left.exactly if left.exactly is not None else right.exactly
    at_least: set[str] = {*left.at_least, *right.at_least}
    never: set[str] = {*left.never, *right.never}
    if exactly is not None:
        agree = at_least <= {*exactly} and not never & {*exactly}
        return type(left)(exactly=exactly) if agree else None
    return None if at_least & never else type(left)(at_least=sorted(at_least), never=sorted(never))


def _both_notes(left: str, right: str) -> str:
    if right in left or left in right:
        return max(left, right, key=len)
    return "\n".join(sorted((left, right)))


def _one_name(left: str, right: str) -> str | None:
    """The spelling with more capitals of one name, which letters and digits make it; None for two names."""
    try:
        alike = slug(left) == slug(right)
    except InvalidValueError:  # a name in another script
        return None
    return max(left, right, key=lambda each: (sum(map(str.isupper, each)), each)) if alike else None


def _both_owners(left: tuple[Owner, ...], right: tuple[Owner, ...], may_be_from: MayBeFrom) -> tuple[Owner, ...] | None:
    """Each owner once, with all claims; None where two shares of one cannot both be so, or where two may be one."""
    if any(_may_be_one(mine, theirs, may_be_from) for mine in left for theirs in right):
        return None
    found = {key: _united(_keyed(left, key), _keyed(right, key)) for key in map(_key, (*left, *right))}
    united = [owner for owners in found.values() if owners is not None for owner in owners]
    return None if None in found.values() else tuple(sorted(united, key=str))


def _key(owner: Owner) -> tuple[str | None, str | None]:
    return owner.party, owner.home


def _keyed(owners: tuple[Owner, ...], key: tuple[str | None, str | None]) -> tuple[Owner, ...]:
    return tuple(owner for owner in owners if _key(owner) == key)


def _may_be_one(mine: Owner, theirs: Owner, may_be_from: MayBeFrom) -> bool:
    """Whether one side may know by name whom the other knows by the place alone, so that both would count."""
    named, placed = (mine, theirs) if mine.home is None else (theirs, mine)
    if named.party is None or placed.home is None or (mine.share & theirs.share) is None:
        return False
    return may_be_from(named.party, placed.home)


def _united(left: tuple[Owner, ...], right: tuple[Owner, ...]) -> tuple[Owner, ...] | None:
    """The owners of one name or place; where there are several, the sides must say the same of them."""
    if not left or not right or left == right:
        return left or right
    if len(left) > 1 or len(right) > 1:
        return None
    mine, theirs = next(iter(left)), next(iter(right))
    share = _both_shares(mine.share, theirs.share)
    claims = sorted({*mine.claims, *theirs.claims})
    return None if share is None else (attrs.evolve(mine, share=share, claims=claims),)


def _both_shares(left: Estimate, right: Estimate) -> Estimate | None:
    common = left & right
    return next((each for each in (left, right) if each == common), common)
