"""Keys that become ids and names."""

from __future__ import annotations

from typing import Final

from aibroker.errors import InvalidValueError
from aibroker.exchange.spots import LeftOut, Spot
from aibroker.records.characters import unfit_in_name
from aibroker.records.identifiers import slug

__all__ = ["fits_as_key", "record_id"]

_LONGEST: Final = 120
_VALID: Final = f"letters, digits and signs that can be seen, at most {_LONGEST} characters"


def _is_sound(key: str) -> bool:
    return len(key) <= _LONGEST and unfit_in_name(key) is None


def record_id(key: str, spot: Spot) -> str | LeftOut:
    """The id that a key suggests; a key that suggests none is noted."""
    if not _is_sound(key):
        return spot.refuse("this cannot be the key of a record", key, valid=_VALID)
    try:
        return slug(key)
    except InvalidValueError as error:
        return spot.refuse_error(error)


def fits_as_key(name: str, identity: str) -> bool:
    """Whether a name, written as a key, gives its record this id."""
    try:
        return _is_sound(name) and slug(name) == identity
    except InvalidValueError:
        return False
