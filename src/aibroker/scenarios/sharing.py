"""Sharing: what a party is paid as a share of revenue that is at risk, by direct payment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aibroker.figures.derivations import Ground
from aibroker.figures.streams import AT_RISK, Portion, Sharing, Stream
from aibroker.records.identifiers import MarketId, PartyId, ProductId
from aibroker.records.kinds import name_of
from aibroker.records.measures import Measurand
from aibroker.records.rights import Payment
from aibroker.scenarios.portions import REVENUE, around, covering, places_of
from aibroker.store.lineages import product_lineage
from aibroker.store.lookup import look_up
from aibroker.store.stores import Store
from aibroker.store.witnesses import evidence
from aibroker.store.wording import in_words
from aibroker.values.periods import Period

__all__ = ["is_of_revenue", "paid_to", "shared"]


def paid_to(store: Store, party: PartyId) -> Iterator[Payment]:
    """The payments that a party gets from others."""
    for each in store.own("payment"):
        if isinstance(each, Payment) and each.payee == party and each.payer != party:
            yield each


def is_of_revenue(payment: Payment) -> bool:
    """Whether it is a share of revenue."""
    return payment.of.measure == REVENUE


def shared(store: Store, payment: Payment, stream: Stream) -> Stream | None:
    """The part of a stream of which a payment is a share, in the days in which it runs; None where there is none.

    Args:
        store: The landscape's records.
        payment: The payment.
        stream: What is at risk of a seller of whose revenue it may be a share.
    """
    possibly, surely = _days(payment)
    covers = [covering(store, _met(store, cover, payment.of, possibly)) for cover in stream.covers]
    if not all(covers):
        return None
    groups = (tuple(_met(store, group, payment.of, surely)) for group in stream.floors)
    union = around(store, covers[0])
    return Stream(
        called=in_words(store, union.measurand, called=AT_RISK),
        covers=(*covers, (union,)),
        floors=tuple(group for group in groups if group),
        sharing=_sharing(store, payment),
    )


def _days(payment: Payment) -> tuple[Period | None, Period | None]:
    """The days on which a payment may run, and those on which it surely does, of the period that it is reckoned by."""
    possibly, surely = payment.holds.possibly, payment.holds.surely
    periods = payment.of.periods
    if len(periods) > 1 or surely is None:
        return (possibly if len(periods) > 1 else possibly & _one(periods)), None
    return possibly & _one(periods), surely & _one(periods)


def _one(periods: tuple[Period, ...]) -> Period:
    """The only period; all days where it is unknown, which for a payment is where nothing limits them."""
    return periods[0] if periods else Period.always()


def _met(store: Store, portions: Iterable[Portion], of: Measurand, days: Period | None) -> Iterator[Portion]:
    """What portions share with some revenue on some days, as closely as a quantity can say it."""
    for portion in portions:
        one = portion.measurand
        span = None if days is None else one.periods[0] & days
        market, is_elsewhere = _market(store, one.market, of.market)
        item, is_other = _product(store, one.product, of.product)
        other_buyers = None not in (one.buyer, of.buyer) and one.buyer != of.buyer
        if span is None or is_elsewhere or is_other or other_buyers:
            continue
        made = attrs.evolve(one, market=market, product=item, buyer=one.buyer or of.buyer, period=span)
        yield attrs.evolve(portion, measurand=made)


def _market(store: Store, one: MarketId | None, other: MarketId | None) -> tuple[MarketId | None, bool]:
    """The smaller of two markets if one lies in the other, else the first one; and whether they share no place."""
    mine, theirs = places_of(store, one), places_of(store, other)
    return (other if not theirs & ~mine else one), not mine & theirs


def _product(store: Store, one: ProductId | None, other: ProductId | None) -> tuple[ProductId | None, bool]:
    """The narrower of two products if one lies in the other; and whether neither does, so that they share nothing."""
    if one is None or one in product_lineage(store, other):
        return other, False
    return one, other is not None and other not in product_lineage(store, one)


def _sharing(store: Store, payment: Payment) -> Sharing:
    payer, payee = (name_of(look_up(store, "party", each)) for each in (payment.payer, payment.payee))
    claims = evidence(store, payment.claims)
    said = f"{payment.share.shown()}, which {payer} pays {payee} [{payment.id}],"
    return Sharing(
        share=payment.share,
        cap=payment.cap,
        called=f"what {payee} is paid of it",
        ground=Ground(kind="claims" if claims else "definition", said=said, evidence=claims),
    )
