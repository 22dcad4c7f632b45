"""Questions as data: what ``compare``, ``sweep`` and ``attribution`` answer for each scenario.

They name records as people do, by id, name or alias, and know no landscape until they are answered. Questions that are
saved with a case (its ``[ask]``) are named by their ids instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

import attrs

from aibroker.errors import InvalidValueError
from aibroker.figures.aspects import Aspects
from aibroker.records.kinds import Party
from aibroker.records.markets import Market
from aibroker.records.measures import Measurand, Measure
from aibroker.records.offers import Model, Product
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import QuestionKind
from aibroker.records.reprs import pasteable
from aibroker.records.validators import is_remark, one_of
from aibroker.values.periods import Period
from aibroker.values.units import Unit

__all__ = ["Asking", "access", "at_risk", "channels_into", "figure"]


@attrs.frozen(kw_only=True)
class Asking:
    """A question that can be asked of any landscape; made by the functions of this module.

    Attributes:
        kind: What is asked for: a figure, what is at risk, channels into a market, or access.
        name: What to call the answer.
        about: The measure, the party, the market or the model, as it was named.
        terms: What narrows it, by the names of the arguments, in their order.
    """

    kind: QuestionKind = attrs.field(validator=one_of("figure", "at_risk", "channels_into", "access"))
    name: str = attrs.field(validator=is_remark)
    about: object
    terms: tuple[tuple[str, object], ...] = ()

    __repr__ = pasteable


def figure(
    measure: Measurand | Measure | str,
    *,
    relative_to: Measurand | Measure | str | None = None,
    unit: Unit | str | None = None,
    name: str = "",
    **aspects: Unpack[Aspects],
) -> Asking:
    """What do the numbers imply for a quantity? As ``Landscape.figure``.

    Args:
        measure: A measure with its aspects, or a measurand.
        relative_to: What to divide by: a measurand, or a measure for all of it that the party has in the period.
        unit: The unit wanted; that of the numbers where none is given.
        name: What to call the answer; the question in words where none is given.
        **aspects: Whose, in which market, of which product, from which buyer, and in which period.

    >>> figure("revenue", of="Microsoft", market="China", period="FY2024").name
    'revenue, of Microsoft, market China, period FY2024'
    """
    return _asking("figure", measure, name, {**aspects, "relative_to": relative_to, "unit": unit})


def at_risk(
    party: Party | str,
    *,
    period: Period | str,
    relative_to: Measurand | Measure | str | None = None,
    unit: Unit | str | None = None,
    name: str = "",
) -> Asking:
    """Which part of a party's revenue passes through what a scenario closes? As ``Outcome.at_risk``.

    Args:
        party: Whose revenue.
        period: In which period; ``FY2027`` is the fiscal year of the party.
        relative_to: What to divide by.
        unit: The unit wanted; that of the numbers where none is given.
        name: What to call the answer; the question in words where none is given.

    >>> at_risk("Microsoft", period="FY2027").name
    'at risk: Microsoft, period FY2027'
    """
    return _asking("at_risk", party, name, {"period": period, "relative_to": relative_to, "unit": unit})


def channels_into(
    market: Market | str,
    *,
    seller: Vendor | str | None = None,
    developer: Vendor | str | None = None,
    model: Model | str | None = None,
    product: Product | str | None = None,
    seller_home: Market | str | None = None,
    developed_in: Market | str | None = None,
    name: str = "",
) -> Asking:
    """Which open channels reach a market? As ``Landscape.channels_into``.

    Args:
        market: The market.
        seller: Only those of this seller.
        developer: Only those that carry a model of this developer.
        model: Only those that carry this model, or a member of this family.
        product: Only those counted under this product, or under one within it.
        seller_home: Only those of sellers with their headquarters in this market.
        developed_in: Only those that carry a model whose developer has its headquarters in this market.
        name: What to call the answer; the question in words where none is given.

    >>> channels_into("China", developer="OpenAI").name
    'channels into China, developer OpenAI'
    """
    of: dict[str, object] = {"seller": seller, "developer": developer, "model": model, "product": product}
    terms = of | {"seller_home": seller_home, "developed_in": developed_in}
    return _asking("channels_into", market, name, terms)


def access(
    models: Model | str,
    *,
    buyer: Vendor | Customer | str,
    located_in: Market | str | None = None,
    name: str = "",
) -> Asking:
    """Can a buyer get a model? As ``Landscape.access``.

    Args:
        models: The model, or the family of which some member is wanted.
        buyer: The buyer.
        located_in: Where the buying entity sits; its headquarters where none is given.
        name: What to call the answer; the question in words where none is given.

    >>> access("GPT", buyer="ByteDance").name
    'access to GPT, buyer ByteDance'
    """
    return _asking("access", models, name, {"buyer": buyer, "located_in": located_in})


_WORDS = {"figure": "", "at_risk": "at risk: ", "channels_into": "channels into ", "access": "access to "}
_WANTED = {"at_risk": ("period",), "access": ("buyer",)}


def _asking(kind: QuestionKind, about: object, name: str, terms: Mapping[str, object]) -> Asking:
    given = tuple((term, value) for term, value in terms.items() if value is not None)
    if about is None or about == "":
        raise InvalidValueError("a question about nothing", about, valid="an id, a name or a record")
    for term in _WANTED.get(kind, ()):
        if terms[term] is None:
            raise InvalidValueError(f"this question wants its {term}", terms[term], valid=f"{term}=…")
    worded = (f"{term.replace('_', ' ')} {_called(value)}" for term, value in given)
    return Asking(
        kind=kind, name=name or ", ".join((f"{_WORDS[kind]}{_called(about)}", *worded)), about=about, terms=given
    )


def _called(value: object) -> str:
    name = getattr(value, "name", None)
    return name if isinstance(name, str) else str(getattr(value, "id", value))
