"""Units over one private pint registry; the only module that knows pint, which it imports on first use.

Each currency is a dimension of its own, since no rate holds for ever: USD and CNY do not add up. So is a count, which
pint would take for a plain number. A year is twelve months; a day is no fixed part of a month.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from aibroker.errors import InvalidValueError, UnitMismatchError
from aibroker.values.unit_text import CURRENCIES, DEFINITIONS, KINDS, Part, merged, read_unit, write_unit

if TYPE_CHECKING:
    import pint

    PintQuantity: TypeAlias = pint.Quantity[float]
    PintRegistry: TypeAlias = pint.UnitRegistry[Any]

__all__ = ["Unit", "define_units", "from_pint", "to_pint", "to_unit"]

_DEFINITIONS = {
    "token": "token = [token]",
    "count": "count = [count]",
    "day": "day = [day]",
    "month": "month = [month]",
    "year": "year = 12 * month",
    "percent": "percent = 0.01",
    "times": "times = 1",
    **{code: f"{code} = [currency_{code}]" for code in sorted(CURRENCIES)},
}


@cache
def _canonical(text: str) -> str:
    return write_unit(read_unit(text))


def _text(value: str) -> str:
    if isinstance(value, str):
        return _canonical(value)
    problem = "a unit is read from text"
    raise InvalidValueError(problem, value, valid="for example 'USD/year'")


@attrs.frozen(repr=False)
class Unit:
    """A unit of measurement, known by its canonical text.

    Attributes:
        text: The canonical text, such as ``USD``, ``USD/year``, ``USD/Mtoken``, ``percent``, ``times`` or ``count``.

    Raises:
        InvalidValueError: If the text is no unit, with what was probably meant.

    >>> Unit("USD per year")
    Unit('USD/year')
    >>> Unit("USD/year").dimension
    'money/time'
    """

    text: str = attrs.field(converter=_text)

    @classmethod
    def parse(cls, text: str) -> Unit:
        """The unit that a text means.

        Args:
            text: A name, or a product or quotient of names.

        Raises:
            InvalidValueError: If the text is no unit.

        >>> Unit.parse("%")
        Unit('percent')
        >>> Unit.parse("$")
        Traceback (most recent call last):
            ...
        aibroker.errors.InvalidValueError: unknown unit: '$' (valid: a currency code: 'USD', or another dollar's)
        """
        return cls(text)

    @property
    def dimension(self) -> str:
        """What kind of quantity it measures: ``money``, ``money/time``, ``ratio``, ``count``, ``token`` and so on.

        All currencies are money here, months and days both time; whether two units convert, `factor_to` knows.
        An exchange rate is ``money/money``.
        """
        return _dimension(self.text)

    @property
    def base(self) -> tuple[Fraction, Unit]:
        """The base unit that it converts into, after how many of those make one of it.

        >>> Unit("USD/Mtoken").base
        (Fraction(1, 1000000), Unit('USD/token'))
        """
        factor, parts = _base(self.text)
        return factor, Unit(write_unit(parts))

    @property
    def currency(self) -> str | None:
        """The code of the one currency in it; None where there is none, or more than one.

        >>> Unit("EUR/Mtoken").currency
        'EUR'
        """
        codes = [name for name, _ in read_unit(self.text) if name in CURRENCIES]
        return codes[0] if len(codes) == 1 else None

    def factor_to(self, other: Unit) -> float:
        """How many of another unit make one of this.

        Args:
            other: A unit of the same quantity.

        Raises:
            UnitMismatchError: If one does not convert into the other; for two currencies that takes a dated rate.

        >>> Unit("USD/month").factor_to(Unit("USD/year"))
        12.0
        """
        return float(self.exact_factor_to(other))

    def exact_factor_to(self, other: Unit) -> Fraction:
        """How many of another unit make one of this, as an exact fraction.

        Raises:
            UnitMismatchError: If one does not convert into the other.

        >>> Unit("USD/year").exact_factor_to(Unit("USD/month"))
        Fraction(1, 12)
        """
        return Fraction(1) if self.text == other.text else _factor(self.text, other.text)

    def product(self, other: Unit) -> tuple[Fraction, Unit]:
        """The unit of a product, and the factor that comes with it.

        ``times`` changes nothing; a percentage of anything else, and what cancels, goes into the factor.

        >>> Unit("percent").product(Unit("USD"))
        (Fraction(1, 100), Unit('USD'))
        >>> Unit("USD/year").product(Unit("month"))
        (Fraction(1, 12), Unit('USD'))
        """
        return _combined(self, other, 1)

    def quotient(self, other: Unit) -> tuple[Fraction, Unit]:
        """The unit of a quotient, and the factor that comes with it; see `product`.

        >>> Unit("USD/year").quotient(Unit("USD/month"))
        (Fraction(1, 12), Unit('times'))
        """
        return _combined(self, other, -1)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Unit({self.text!r})"


def to_unit(value: Unit | str) -> Unit:
    """A unit from itself or from its text."""
    return value if isinstance(value, Unit) else Unit(value)


@cache
def _exact_registry() -> PintRegistry:
    """The registry that answers for the library; nobody else ever holds it or its quantities."""
    return _new_registry(Fraction)


@cache
def _shared_registry() -> PintRegistry:
    """The registry of the quantities that are handed out, so that two of them can meet."""
    return _new_registry(float)


def _new_registry(number: type[float | Fraction]) -> PintRegistry:
    import pint

    # pint 0.25 declares neither an empty registry nor exact numbers, and 0.26 both.
    make: Any = pint.UnitRegistry
    registry: Any = make(None, non_int_type=number)
    define_units(registry)
    return cast("PintRegistry", registry)


@cache
def _base(text: str) -> tuple[Fraction, tuple[Part, ...]]:
    """What one of a unit is in base units: the factor, and the base units with their exponents."""
    registry: Any = _exact_registry()
    factor, units = registry.get_base_units(text)
    parts = registry.Quantity(1, units).unit_items()
    return Fraction(factor), merged((name, int(exponent)) for name, exponent in parts)


@cache
def _factor(one: str, other: str) -> Fraction:
    (factor, base), (other_factor, other_base) = _base(one), _base(other)
    if base == other_base:
        return factor / other_factor
    currencies = {name for name, _ in (*base, *other_base) if name in CURRENCIES}
    rate = " (currencies convert only with a dated exchange rate)" if len(currencies) > 1 else ""
    problem = f"two units that do not convert into each other{rate}"
    raise UnitMismatchError(problem, f"{one} and {other}")


@cache
def _dimension(text: str) -> str:
    _, base = _base(text)
    # Apart above and below the line, since an exchange rate is no ratio.
    above = merged((KINDS[name], power) for name, power in base if power > 0)
    below = merged((KINDS[name], power) for name, power in base if power < 0)
    return write_unit(above + below) if base else "ratio"


@cache
def _combined(left: Unit, right: Unit, sign: int) -> tuple[Fraction, Unit]:
    """A product or quotient in which each base unit is measured one way: the way of the left operand, if it has one."""
    if right.text == "times":
        return Fraction(1), left
    if left.text == "times" and sign > 0:
        return Fraction(1), right
    factor = Fraction(1)
    measured_in: dict[tuple[Part, ...], str] = {}
    parts: list[Part] = []
    operands = (*read_unit(left.text), *((name, sign * power) for name, power in read_unit(right.text)))
    for name, power in operands:
        _, base = _base(name)
        kept = measured_in.setdefault(base, name if base else "times")
        factor *= _factor(name, kept) ** power
        parts.append((kept, power))
    return factor, Unit(write_unit(merged(part for part in parts if part[0] != "times")))


def define_units(registry: PintRegistry) -> None:
    """Teach a pint registry the units of this library that it does not know; what it knows stays as it is.

    In pint's own default registry ``count`` is a plain number and a year 365.25 days, and so they stay there.

    Args:
        registry: The caller's registry. Teaching it twice changes nothing.
    """
    for name, definition in DEFINITIONS.items():
        if name not in registry:
            registry.define(definition)


def to_pint(value: float, unit: Unit | str, registry: PintRegistry | None = None) -> PintQuantity:
    """A fresh pint quantity.

    Args:
        value: The number, in the unit.
        unit: The unit or its text.
        registry: The registry to make it in, taught by `define_units`; None for one that all such quantities share.

    Returns:
        The quantity. It is the caller's own: pint can change it in place.

    >>> print(to_pint(3.0, "USD/Mtoken") * to_pint(2.0, "Mtoken"))
    6.0 USD
    """
    taught: Any = _shared_registry() if registry is None else registry
    quantity: Any = taught.Quantity(float(value), to_unit(unit).text)
    return cast("PintQuantity", quantity)


def from_pint(quantity: PintQuantity) -> tuple[float, Unit]:
    """The number and the unit of a pint quantity, whatever its registry.

    Args:
        quantity: A quantity of a single number in units that this library knows.

    Returns:
        The number and the unit.

    Raises:
        InvalidValueError: If the unit is unknown here or has a fractional power, or if there is more than one number.

    >>> from_pint(to_pint(3.0, "USD/Mtoken"))
    (3.0, Unit('USD/Mtoken'))
    """
    given: Any = quantity
    powers = [(str(name), power) for name, power in given.unit_items()]
    if any(power != int(power) for _, power in powers):
        raise InvalidValueError("a unit with a fractional power", str(given.units), valid="whole powers")
    try:
        value = float(given.magnitude)
    except (TypeError, ValueError):
        raise InvalidValueError("not a quantity of a single number", str(quantity)) from None
    return value, Unit(write_unit(tuple((name, int(power)) for name, power in powers)))
