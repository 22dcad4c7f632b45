"""Ready-made scenarios: functions that take keywords only and return a ``Scenario``.

None of them asserts that such a rule exists or will come, or that such a thing has happened or will; each says what it
models and what it does not. What ``claims`` names is shown with the outcome: a forecast, or a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import Buyers, all_of, located_in, not_, vetted
from aibroker.records.offers import Hosting
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import (
    CloseChannel,
    EndRight,
    EnterMarket,
    LoseBuyer,
    Restrict,
    Scenario,
    Step,
)
from aibroker.values.days import to_day

__all__ = [
    "beijing_bars_foreign_models",
    "breach_suspends_channel",
    "customer_leaves",
    "hosting_country_closes",
    "screening_tightens",
    "vendor_ends_right",
    "vendor_enters_market",
    "washington_restricts_resale",
    "west_bars_chinese_models",
]


def washington_restricts_resale(
    *,
    effective: date | str,
    until: date | str | None = None,
    models_developed_in: str | Iterable[str] = "US",
    sellers_home: str | Iterable[str] = "US",
    buyers: Buyers | None = None,
    resale_only: bool = True,
    claims: Iterable[str] = (),
) -> Scenario:
    """Washington bars sellers at home in the United States from reselling American models to buyers in China.

    It models a bar on sales, from a day on, keyed on the seller's home, on where the models were developed and on
    the buyers. It does not model licences, enforcement, evasion, or what customers turn to instead.

    It stands for a class of proposals, not for one: no American rule or bill that bans such resale is known to the
    bundled cases. The article foresees that politics would press hard if a senator campaigned on the sales, or if
    OpenAI voiced its objections.

    Args:
        effective: The first day on which the sales are barred.
        until: The first day on which they are free again; None for no end.
        models_developed_in: Where the developers of the models have their headquarters; a market or several.
        sellers_home: Where the sellers have their headquarters; a market or several.
        buyers: To whom sales are barred; buyers located in China where nothing is said. A rule may be keyed on their
            headquarters or owners instead, which bites another set.
        resale_only: Whether developers stay free to sell their own models.
        claims: The claims that foresee or propose it.

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
    return _hypothesis(
        "Washington restricts resale",
        "resale of American models to such buyers is barred from that day",
        Restrict(selects=selects, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def vendor_ends_right(
    *, right: str, effective: date | str, until: date | str | None = None, claims: Iterable[str] = ()
) -> Scenario:
    """Whoever granted a right ends it: what rests on it alone closes, and an exclusive one shuts nobody out any more.

    It models that the holder may no longer sell, from a day on. It does not model notice, damages, or whether anybody
    takes the market up.

    It stands for the article's view that Microsoft's position rests on luck and will not last; nobody is known to have
    announced such a step.

    Args:
        right: The right.
        effective: The first day without it.
        until: The first day on which it holds again; None if it never does.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> vendor_ends_right(right="gpt-in-china", effective="2027-01-01").steps[0].right
    'gpt-in-china'
    """
    return _hypothesis(
        "A right ends",
        f"the right {right} ends on that day",
        EndRight(right, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def customer_leaves(
    *,
    customer: str,
    seller: str | None = None,
    effective: date | str,
    until: date | str | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """A customer stops buying through the channels of which it is a known buyer.

    It models that one known buyer is gone. It does not model how much it spent: that takes numbers, and the named
    assumption that its whole spend leaves. Channels of which it is not known to buy stay as they are.

    It stands for no announcement. The article calls ByteDance Microsoft's largest AI customer in China.

    Args:
        customer: Who leaves; a customer, or a vendor that also buys.
        seller: From whom it stops buying; None for everybody.
        effective: The first day on which it buys no more.
        until: The first day on which it buys again; None if it never does.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> customer_leaves(customer="ByteDance", effective="2027-01-01").name
    'ByteDance leaves'
    """
    return _hypothesis(
        f"{customer} leaves",
        f"{customer} stops buying{'' if seller is None else f' from {seller}'} on that day",
        LoseBuyer(customer, seller=seller, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def breach_suspends_channel(
    *, channel: str, effective: date | str, until: date | str | None = None, claims: Iterable[str] = ()
) -> Scenario:
    """A breach is traced back to a channel, and the seller suspends it.

    It models the closing of one channel, for a while or for good. It does not model the breach, who is to blame, or
    what politics make of it.

    It stands for the article's forecast that politics would press hard if a breach were found to have come by way of
    Azure (the claim ``if-breach`` of the bundled case).

    Args:
        channel: The channel.
        effective: The first day on which it is closed.
        until: The first day on which it is open again; None if it stays closed.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> breach_suspends_channel(channel="azure-gpt-china", effective="2026-09-01", until="2026-12-01").name
    'A breach suspends azure-gpt-china'
    """
    return _hypothesis(
        f"A breach suspends {channel}",
        f"{channel} is suspended from that day, after a breach",
        CloseChannel(channel, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def beijing_bars_foreign_models(
    *,
    effective: date | str,
    until: date | str | None = None,
    developed_outside: str | Iterable[str] = "China",
    buyers: Buyers | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """Beijing bars sales of models that were developed abroad to buyers in China, whoever sells them.

    It models a bar on sales keyed on where the models were developed and where the buyers sit. It does not model
    registration, licences, or what companies from China do abroad.

    It stands for no known rule: China's interim measures on generative AI (in the bundled ``public-record``) ask for
    registration of services for the public, and ban no foreign model as such.

    Args:
        effective: The first day on which the sales are barred.
        until: The first day on which they are free again; None for no end.
        developed_outside: Models whose developers have their headquarters in none of these markets.
        buyers: To whom sales are barred; buyers located in China where nothing is said.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> beijing_bars_foreign_models(effective="2027-01-01").steps[0].selects.developed_outside
    ('China',)
    """
    selects = Selection(
        developed_outside=_several(developed_outside), buyers=located_in("China") if buyers is None else buyers
    )
    return _hypothesis(
        "Beijing bars foreign models",
        "sales of models developed abroad to such buyers are barred from that day",
        Restrict(selects=selects, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def west_bars_chinese_models(
    *,
    effective: date | str,
    until: date | str | None = None,
    developed_in: str | Iterable[str] = "China",
    buyers: Buyers | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """Western authorities bar sales of models that were developed in China to buyers in the West.

    It models one bar for the whole West, on one day, whoever sells and wherever the models run; no authority decides
    for all of it. It does not model use of open weights that nobody sells.

    It stands for a class of proposals: bans on DeepSeek so far concern the devices of governments.

    Args:
        effective: The first day on which the sales are barred.
        until: The first day on which they are free again; None for no end.
        developed_in: Where the developers of the models have their headquarters; a market or several.
        buyers: To whom sales are barred; buyers located in the West where nothing is said.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> west_bars_chinese_models(effective="2027-01-01").steps[0].selects.buyers
    LocatedIn(markets=('West',))
    """
    selects = Selection(developed_in=_several(developed_in), buyers=located_in("West") if buyers is None else buyers)
    return _hypothesis(
        "The West bars Chinese models",
        "sales of models developed in China to such buyers are barred from that day",
        Restrict(selects=selects, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def hosting_country_closes(
    *,
    country: str | Iterable[str],
    effective: date | str,
    until: date | str | None = None,
    developed_in: str | Iterable[str] = (),
    buyers: Buyers | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """A country in which models run bars that they are served from there.

    It models a bar keyed on the hosting place. A channel that may run elsewhere too can go on from there, so that for
    it the answer is unknown. It does not model how long a move takes; ``MoveHosting`` is a step of its own.

    It stands for no known rule. The article names Singapore as a place where the models run.

    Args:
        country: Where the models run; a market or several.
        effective: The first day on which it is barred.
        until: The first day on which it is free again; None for no end.
        developed_in: Only models of developers with headquarters in these markets; none for all models.
        buyers: Only what is served to these buyers; None for everybody.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> hosting_country_closes(country="Singapore", effective="2027-01-01").name
    'Singapore closes to hosting'
    """
    everything = not isinstance(developed_in, str) and not tuple(developed_in)
    where, origins = _several(country), () if everything else _several(developed_in)
    return _hypothesis(
        f"{' and '.join(where)} closes to hosting",
        "models may no longer be served from there from that day",
        Restrict(selects=Selection(hosted_in=where, developed_in=origins, buyers=buyers), until=_day(until)),
        effective=effective,
        claims=claims,
    )


def vendor_enters_market(
    *,
    vendor: str,
    models: str | Iterable[str],
    market: str | Iterable[str],
    product: str | None = None,
    hosted_in: Hosting | None = None,
    only_to: Buyers | None = None,
    effective: date | str,
    until: date | str | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """A vendor starts to sell models into a market by itself, and gives up its refusals of it.

    It models a new channel and the end of the vendor's own refusals there. It does not model whether others' rights or
    rules allow it: such rights show up among the conflicts of the landscape after.

    It stands for the article's forecast that neither OpenAI nor Anthropic will stay out for good (the claim
    ``both-stay-out`` says that they do now).

    Args:
        vendor: Who enters.
        models: Which models it sells; one or several.
        market: Where; a market or several.
        product: The product that the sales are counted under.
        hosted_in: Where the models run.
        only_to: The condition that buyers must meet.
        effective: The first day of its sales.
        until: The first day on which it has left again; None if it stays.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> vendor_enters_market(vendor="OpenAI", models="GPT", market="China", effective="2027-01-01").name
    'OpenAI enters China'
    """
    into = _several(market)
    step = EnterMarket(
        vendor,
        models=_several(models),
        into=into,
        product=product,
        hosted_in=Hosting() if hosted_in is None else hosted_in,
        only_to=only_to,
        until=_day(until),
    )
    what = f"{vendor} sells there by itself from that day"
    return _hypothesis(f"{vendor} enters {' and '.join(into)}", what, step, effective=effective, claims=claims)


def screening_tightens(
    *,
    standard: str,
    seller: str | None = None,
    buyers: Buyers | None = None,
    effective: date | str,
    until: date | str | None = None,
    claims: Iterable[str] = (),
) -> Scenario:
    """Sellers serve only buyers that pass a vetting, for example a seller that tightens its screening.

    It models a bar on buyers in China that are not vetted by a standard. It does not model who would pass: a channel
    that serves only buyers vetted by that standard stays as it is, and for others it is unknown what is lost.

    It stands for no announcement. The article says that Microsoft sells to established companies only.

    Args:
        standard: The standard that buyers must pass.
        seller: Whose sales; None for everybody's.
        buyers: Which buyers must pass it; buyers located in China where nothing is said.
        effective: The first day on which it is asked for.
        until: The first day on which it is asked for no longer; None for no end.
        claims: The claims that foresee or propose it.

    Returns:
        The scenario.

    Raises:
        InvalidValueError: If a day is no calendar day, or ``until`` does not come after ``effective``.

    >>> screening_tightens(standard="audited each year", effective="2027-01-01").name
    "Screening tightens to 'audited each year'"
    """
    asked = located_in("China") if buyers is None else buyers
    selects = Selection(sellers=() if seller is None else (seller,), buyers=all_of(asked, not_(vetted(standard))))
    return _hypothesis(
        f"Screening tightens to {standard!r}",
        f"such buyers are served only if vetted as {standard!r} from that day",
        Restrict(selects=selects, until=_day(until)),
        effective=effective,
        claims=claims,
    )


def _hypothesis(name: str, what: str, step: Step, *, effective: date | str, claims: Iterable[str]) -> Scenario:
    return Scenario(
        name=name, steps=(step,), effective=to_day(effective), rationale=f"a hypothesis: {what}", claims=claims
    )


def _day(day: date | str | None) -> date | None:
    return None if day is None else to_day(day)


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name or several; none would select everything, which nobody means by an empty list."""
    chosen = (names,) if isinstance(names, str) else tuple(names)
    if not chosen:
        problem = "nothing is named"
        raise InvalidValueError(problem, chosen, valid="at least one name; 'world' is a market")
    return chosen
