"""What the name of an offer says: whose model it is, and where it runs.

A name in which several things are packed is taken apart only at the places where its form is fixed: the publisher
before a slash, Bedrock's names of publishers, Azure's zones, and the regions and inference profiles of AWS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.identities import seller_called
from aibroker.catalogues.offers import Listed, Place
from aibroker.catalogues.tables import BEDROCK, DEVELOPERS, MODELS

__all__ = ["model_on_bedrock", "model_under", "place_on_azure", "place_on_bedrock", "place_under"]

_PLACES: Final[Mapping[str, Place]] = MappingProxyType(
    {
        "us": Place("us"),
        "us-gov": Place("us"),
        "eu": Place("eu"),
        "jp": Place("jp"),
        "in": Place("in"),
        "global": Place(),
        "global-standard": Place(),
        "au": Place(unread="au"),
        "apac": Place(unread="apac"),
        "regional": Place(unread="regional"),
    }
)
"""What the words for zones and profiles mean; those that span countries which no catalogue lists stay unread."""

_REGION: Final = r"([a-z]{2,})-(?:gov-)?[a-z]+-?\d"
_COUNTRY: Final[Mapping[str, Place]] = MappingProxyType({"us": Place("us"), "ca": Place("ca")})
"""The countries that regions begin with. Other regions begin with a part of the world, and stay unread."""


def model_under(name: str, seller: str) -> Listed | None:
    """The model that a name means: by the publisher before it, or by the whole name where it stands alone.

    A seller's own name before a model says who sells it, and not who developed it.

    Args:
        name: The name of the offer, with what stands before its slashes.
        seller: What the catalogue calls the seller.
    """
    before, _, last = name.rpartition("/")
    known_as = last.casefold()
    publisher = DEVELOPERS.get(before.rpartition("/")[2].casefold())
    if publisher is None or publisher == seller_called(seller):
        publisher = MODELS.get(known_as)
    return None if publisher is None else Listed(name=known_as, developer=publisher)


def model_on_bedrock(name: str) -> Listed | None:
    """The model that a name on Bedrock means: ``us.anthropic.claude-…`` is by Anthropic."""
    profile, rest = _profile(name)
    publisher, _, stated = (rest if profile else name).casefold().partition(".")
    if not stated or publisher not in DEVELOPERS:
        return None
    return Listed(name=BEDROCK.get(f"{publisher}.{stated}", stated), developer=DEVELOPERS[publisher])


def place_on_bedrock(name: str, path: Sequence[str] = ()) -> Place:
    """Where an offer on Bedrock runs: in the region of its path, or in those of its inference profile."""
    region = next((part for part in path if re.fullmatch(_REGION, part)), None)
    return _place(region) if region is not None else _PLACES.get(_profile(name)[0], Place())


def place_on_azure(path: Sequence[str]) -> Place:
    """Where an offer on Azure runs: in the zone of its path."""
    return next((_PLACES[part] for part in path if part in _PLACES), Place())


def place_under(regions: object) -> Place:
    """Where an offer runs that lists its regions; with ``global`` among them it is bound to none."""
    listed = [str(each) for each in regions] if isinstance(regions, list) else []
    if not listed or "global" in listed:
        return Place()
    places = {_place(each) for each in listed}
    return places.pop() if len(places) == 1 else Place(unread=", ".join(listed))


def _place(region: str) -> Place:
    found = re.fullmatch(_REGION, region)
    return _COUNTRY.get(found[1] if found else "", Place(unread=region))


def _profile(name: str) -> tuple[str, str]:
    """The inference profile before a name on Bedrock, and the rest; empty where there is none."""
    first, _, rest = name.partition(".")
    return (first, rest) if first in _PLACES and "." in rest else ("", name)
