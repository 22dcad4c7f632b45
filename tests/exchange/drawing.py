"""Values drawn from a random generator: texts, ids, periods, estimates, conditions."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeAlias, TypeVar

from aibroker.records.buyers import (
    Buyers,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    named,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.characters import unfit_in_name, unfit_in_text
from aibroker.values.calendars import FiscalCalendar
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from aibroker.values.validity import Validity

T = TypeVar("T")
Drawn: TypeAlias = Callable[[Random], T]

PLACES = ("cn", "de", "hk", "jp", "sg", "us", "eu", "asia", "world")
NAMES = (
    "s2",
    "Über 1 bn.",
    'He said "no": C:\\path # not a comment',
    "全球",
    "می\u200cخواهم",
    "unknown",
    "true",
    "1",
)
TEXTS = (*NAMES, 'He said "no".\nThen: C:\\path # not a comment', "a\ttab\u200b")


def pick(*options: T) -> Drawn[T]:
    return lambda rng: rng.choice(options)


def some(pool: Sequence[T], *, least: int = 0, most: int = 2) -> Drawn[tuple[T, ...]]:
    return lambda rng: tuple(rng.sample(pool, rng.randint(min(least, len(pool)), min(most, len(pool)))))


def maybe(pool: Sequence[T]) -> Drawn[T | None]:
    return lambda rng: rng.choice((None, *pool))


def flag(rng: Random) -> bool:
    return rng.random() < 1 / 2


def text(rng: Random) -> str:
    """A text that says something, often one that a careless writer would break."""
    drawn = rng.choice(TEXTS) if flag(rng) else _free(rng)
    return drawn if unfit_in_text(drawn) is None else "a text"


def title(rng: Random) -> str:
    """The same, of what can be seen and on one line."""
    drawn = (rng.choice(NAMES) if flag(rng) else _free(rng)).strip()
    return drawn if unfit_in_name(drawn) is None else "a title"


def _free(rng: Random) -> str:
    free = "".join(chr(rng.randrange(32, rng.choice((128, 0x800, 0x20000)))) for _ in range(rng.randint(1, 12)))
    sound = "".join(each for each in free if unicodedata.category(each) != "Cs")
    return sound if sound.strip() else "a text"


def note(rng: Random) -> str:
    return text(rng) if flag(rng) else ""


def labels(rng: Random) -> tuple[str, ...]:
    """Aliases and other short texts."""
    return tuple({title(rng).strip(): None for _ in range(rng.randrange(3))})


def ids(most: int, *, least: int = 0) -> Drawn[list[str]]:
    letters = "abcdefgh12345678"

    def part(rng: Random) -> str:
        return "".join(rng.choice(letters) for _ in range(rng.randint(1, 5)))

    def identity(rng: Random) -> str:
        return part(rng) + "".join(rng.choice("-._") + part(rng) for _ in range(rng.randrange(3)))

    return lambda rng: [*{identity(rng): None for _ in range(rng.randint(least, most))}]


def name_of(identity: str) -> Drawn[str]:
    """Names that give the id, and others."""
    return lambda rng: rng.choice((identity, identity.title(), identity.upper().replace("-", " "), title(rng)))


def day(rng: Random) -> date:
    return date(2020, 1, 1) + timedelta(days=rng.randrange(4000))


def period(rng: Random) -> Period:
    """Calendar periods, spans, open ones, and some with a label."""
    year = rng.randint(1990, 2040)
    label = rng.choice((None, "FY2024", "its year", "FY2025-Q1"))
    return rng.choice(
        (
            Period.year(year),
            Period.quarter(year, rng.randint(1, 4)),
            FiscalCalendar(rng.choice((6, 9, 12))).year(year),
            FiscalCalendar(6).quarter(year, rng.randint(1, 4)),
            Period.between(f"{year}-02-03", f"{year + 1}-01-30", label=label),
            Period.since("2026-07-01"),
            Period.until(day(rng)),
        )
    )


def publication(rng: Random) -> Period | None:
    year = rng.randint(1990, 2040)
    return rng.choice((None, Period.day(f"{year}-09-05"), Period.month(year, 9), Period.year(year)))


def validity(rng: Random) -> Validity:
    """When something holds: known to the day, the month or the year, only seen, or not known at all."""
    start = day(rng)
    later = start + timedelta(days=rng.randint(800, 1600))
    ended = rng.choice((None, Period.day(later), Period.year(later.year), Period.between(start, later, label="then")))
    return Validity(
        since=rng.choice((None, Period.day(start), Period.month(start.year, start.month), Period.until(start))),
        ended=ended,
        ongoing=ended is None and flag(rng),
        seen=[start + timedelta(days=31 + each) for each in range(rng.randrange(3))],
    )


def estimate(*units: str) -> Drawn[Estimate]:
    """Estimates of every shape, in one of some units."""

    def drawn(rng: Random) -> Estimate:
        unit = rng.choice(units)
        one, other = (rng.choice((rng.uniform(0, 1e13), rng.random(), rng.randrange(10**12), 3e9)) for _ in range(2))
        return rng.choice(
            (
                Estimate.exactly(one, unit=unit),
                Estimate.about(one, unit=unit),
                Estimate.above(one, unit=unit),
                Estimate.below(one, unit=unit),
                Estimate.between(min(one, other), max(one, other), unit=unit),
                Estimate.between(0, max(one, other), unit=unit, likely=min(one, other)),
                Estimate.unknown(unit),
            )
        )

    return drawn


def buyers(parties: Sequence[str]) -> Drawn[Buyers]:
    """Conditions on buyers, nested a little."""

    def drawn(rng: Random, depth: int = 2) -> Buyers:
        markets = some(PLACES, least=1)(rng)
        leaves: tuple[Buyers, ...] = (
            located_in(*markets),
            headquartered_in(*markets),
            owned_from(*markets, more_than=rng.choice(("50 %", "exactly 0.25 times"))),
            of_kind("bank"),
            vetted("established companies"),
            named(rng.choice(parties)),
        )
        if not depth or flag(rng):
            return rng.choice(leaves)
        parts = [drawn(rng, depth - 1) for _ in range(rng.randint(1, 3))]
        return rng.choice((all_of(*parts), any_of(*parts), not_(parts[0])))

    return drawn


MONEY = estimate("USD", "EUR/year", "CNY")
SHARES = pick(*map(Estimate.parse, ("~1.5 %", "> 20 %", "1.4..1.5 %", "exactly 0.5 times", "nearly 3 %")))
FACTORS = pick(*map(Estimate.parse, ("x3", "tripled", "+~400 %", "halved", "~1.5 %", "0.1..0.30000000000000004 x")))
