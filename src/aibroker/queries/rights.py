"""Rights and refusals: who may sell what where, and who will not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from aibroker.queries.answers import Answer, Candidate
from aibroker.queries.channels import judged
from aibroker.queries.conditions import extent, hinges_on
from aibroker.records.identifiers import MarketId
from aibroker.records.rights import Refusal, Right
from aibroker.store.lineages import lineage
from aibroker.store.stores import Store
from aibroker.values.verdicts import Verdict

__all__ = ["refusals", "rights"]

T = TypeVar("T", Right, Refusal)


def rights(
    store: Store, market: MarketId | None, *, holder: str | None, model: str | None, on: date, question: str
) -> Answer[Right]:
    """The rights that hold on a day, in some part of a market, of a holder, over a model."""

    def conditions(right: Right) -> Iterator[tuple[Verdict, str]]:
        yield right.holds.holds_on(on), f"whether it holds on {on} is unknown ({right.holds})"
        if market is not None:
            reach = store.territories.reaches(right.territory, right.excluding, market)
            yield reach, "its territory is unknown"
        if holder is not None:
            yield Verdict.of(right.holder == holder), ""
        if model is not None:
            covers = _concerns(store, right.models, model) if right.models else Verdict.UNKNOWN
            yield covers, f"whether it covers {model} is unknown"

    listed = (each for each in store.own("right") if isinstance(each, Right))
    return _answer(store, listed, conditions, on=on, question=question)


def refusals(store: Store, market: MarketId | None, *, who: str | None, on: date, question: str) -> Answer[Refusal]:
    """The refusals that hold on a day and decline buyers that sit and have their headquarters in a market.

    One that declines only buyers of which either alone is true, such as those that buy in Singapore and are at home in
    the market, may be meant; it is unknown.
    """

    def conditions(refusal: Refusal) -> Iterator[tuple[Verdict, str]]:
        yield refusal.holds.holds_on(on), f"whether it holds on {on} is unknown ({refusal.holds})"
        if market is not None:
            yield _declines_in(store, refusal, market)
        if who is not None:
            yield Verdict.of(refusal.who == who), ""

    listed = (each for each in store.own("refusal") if isinstance(each, Refusal))
    return _answer(store, listed, conditions, on=on, question=question)


def _declines_in(store: Store, refusal: Refusal, market: MarketId) -> tuple[Verdict, str]:
    """Whether it declines buyers of a market; unknown where some at home or buying elsewhere are meant."""
    declined = extent(store.territories, refusal.refuses, local=True)
    verdict = declined.somewhere_in(store.territories.places[market])
    if verdict is Verdict.NO and hinges_on(store.territories, refusal.refuses, market):
        return Verdict.UNKNOWN, "it declines only buyers that are at home in one place and buy in another"
    return verdict, "whether it declines such buyers depends on more than their place"


def _concerns(store: Store, models: Iterable[str], wanted: str) -> Verdict:
    """Whether models, some of which may be families, have to do with a wanted model or family."""
    around = set(lineage(store, wanted))
    if any(each in around or wanted in lineage(store, each) for each in models):
        return Verdict.YES
    return Verdict.NO


def _answer(
    store: Store,
    listed: Iterable[T],
    conditions: Callable[[T], Iterator[tuple[Verdict, str]]],
    *,
    on: date,
    question: str,
) -> Answer[T]:
    known, unknown = list[T](), list[Candidate[T]]()
    for record in listed:
        verdict, because = judged(conditions(record))
        if verdict is Verdict.YES:
            known.append(record)
        elif verdict is Verdict.UNKNOWN:
            unknown.append(Candidate(record, because))
    return Answer(question=question, on=on, known=tuple(known), unknown=tuple(unknown), store=store)
