"""Shares that a sum implies: what the known shares of the other parts leave to a part."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aibroker.figures.engine.bounds import Contradiction
from aibroker.figures.engine.networks import FIRST_RULE, Network, Share, add_tie, edges_of
from aibroker.figures.engine.systems import Link, Sum

NOISE = 1e-9
_STRICTLY = 1e-12
_ROUNDING = 1e-15


class _Known(NamedTuple):
    """The share of one part, and the links that tell its ends."""

    low: float
    high: float
    low_by: frozenset[int]
    high_by: frozenset[int]


_ANY = _Known(0.0, 1.0, frozenset(), frozenset())


def add_shares(network: Network, sums: Iterable[int]) -> list[int] | Contradiction:
    """Give the network a tie for every share that some sums narrow; return the codes of these ties."""
    codes: list[int] = []
    for index in sums:
        found = _implied(network, index)
        if isinstance(found, Contradiction):
            return found
        codes.extend(_added(network, found))
    return codes


def _added(network: Network, shares: list[Share]) -> Iterator[int]:
    for share in shares:
        network.rules.append(share)
        code = FIRST_RULE - len(network.rules) + 1
        add_tie(network, code, share.link)
        yield code


def _implied(network: Network, index: int) -> list[Share] | Contradiction:
    each = network.sum(index)
    if not network.signed.isdisjoint((each.whole, *each.parts)):
        return []
    known = _known_shares(network, each)
    shares = [known.get(part, _ANY) for part in each.parts]
    if sum(share.low for share in shares) > 1 + NOISE:
        return Contradiction(_united(share.low_by for share in shares), frozenset({index}))
    if sum(share.high for share in shares) < 1 - NOISE:
        return Contradiction(_united(share.high_by for share in shares), frozenset({index}))
    return list(_narrowed(each, index, known))


def _known_shares(network: Network, each: Sum) -> dict[int, _Known]:
    parts = set(each.parts)
    known: dict[int, _Known] = {}
    for part, high, low, code in edges_of(network.ties, each.whole):
        if part in parts:
            known[part] = _met(network, known.get(part, _ANY), low, high, code)
    return known


def _met(network: Network, before: _Known, low: float, high: float, code: int) -> _Known:
    known = before
    if low > before.low:
        known = known._replace(low=low, low_by=_links(network, code, by_low=True))
    if high < before.high:
        known = known._replace(high=high, high_by=_links(network, code, by_low=False))
    return known


def _links(network: Network, code: int, *, by_low: bool) -> frozenset[int]:
    if code >= 0:
        return frozenset({code})
    rule = network.rule(code)
    assert isinstance(rule, Share)
    return rule.for_low if by_low else rule.for_high


def _narrowed(each: Sum, index: int, known: dict[int, _Known]) -> Iterator[Share]:
    """One share per part, since even with nothing known a part is no more than the whole."""
    shares = [known.get(part, _ANY) for part in each.parts]
    lows, highs = sum(share.low for share in shares), sum(share.high for share in shares)
    rounding = _ROUNDING * len(shares)
    for place, (part, share) in enumerate(zip(each.parts, shares, strict=True)):
        low, high = 1 - (highs - share.high) - rounding, 1 - (lows - share.low) + rounding
        high = 0.0 if high < _STRICTLY else high  # what is left of a whole is nothing, and no rounding of it
        if part not in known or low > share.low + _STRICTLY or high < share.high - _STRICTLY:
            others = shares[:place] + shares[place + 1 :]
            left = _left(share, low, high, others)
            yield Share(index, Link(part, each.whole, left.low, left.high), left.low_by, left.high_by)


def _left(share: _Known, low: float, high: float, others: list[_Known]) -> _Known:
    """What the others leave, where that is tighter than what was known."""
    left = share
    if low > share.low:
        left = left._replace(low=low, low_by=_united(other.high_by for other in others))
    if high < share.high:
        left = left._replace(high=high, high_by=_united(other.low_by for other in others))
    return left._replace(low=min(left.low, left.high))


def _united(groups: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*groups)
