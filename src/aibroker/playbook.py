"""Ready-made scenarios: functions that take keywords only and return a ``Scenario``.

None of them asserts that such a rule exists or will come; each says what it models and what it does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import Buyers, located_in
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import Restrict, Scenario

__all__ = ["washington_restricts_resale"]


def washington_restricts_resale(
    *,
    effective: date | str,
    until: date | str | None = None,
    models_developed_in: str | Iterable[str] = "US",
    sellers_home: str | Iterable[str] = "US",
    buyers: Buyers | None = None,
    resale_only: bool = True,
) -> Scenario:
    """Washington bars sellers at home in the United States from reselling American models to buyers in China.

    It models a bar on sales, from a day on, keyed on the seller's home, on where the models were developed and on
    the buyers. It does not model licences, enforcement, evasion, or what customers turn to instead.

    It stands for a class of proposals, not for one: no American rule or bill that bans such resale is known to the
    bundled cases.

    Args:
        effective: The first day on which the sales are barred.
        until: The first day on which they are free again; None for no end.
        models_developed_in: Where the developers of the models have their headquarters; a market or several.
        sellers_home: Where the sellers have their headquarters; a market or several.
        buyers: To whom sales are barred; buyers located in China where nothing is said.
        resale_only: Whether developers stay free to sell their own models.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> scenario = washington_restricts_resale(effective="2026-07-01")
    >>> scenario.name, scenario.effective.isoformat()
    ('Washington restricts resale', '2026-07-01')
    """
    selects = Selection(
        sellers_home=_several(sellers_home),
        developed_in=_several(models_developed_in),
        buyers=located_in("China") if buyers is None else buyers,
        resale_only=resale_only,
    )
    return Scenario(
        name="Washington restricts resale",
        steps=(Restrict(selects=selects, until=until),),
        effective=effective,
        rationale="a hypothesis: resale of American models to such buyers is barred from that day",
    )


def _several(markets: str | Iterable[str]) -> tuple[str, ...]:
    """One market or several; none would select everything, which nobody means by an empty list."""
    chosen = (markets,) if isinstance(markets, str) else tuple(markets)
    if not chosen:
        problem = "no market is named"
        raise InvalidValueError(problem, chosen, valid="at least one market, or 'world'")
    return chosen
