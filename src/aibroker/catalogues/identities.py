"""Ids for what catalogues name: readable where the name is plain, and never another name's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from aibroker.catalogues.tables import DEVELOPERS, SELLERS
from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import is_slug, slug

__all__ = ["LONGEST_ID", "LONGEST_KEY", "company_called", "fitted", "ids_for", "seller_called"]

LONGEST_ID: Final = 120
LONGEST_KEY: Final = 70
"""The letters of an id that a key may take up: what comes before and after it must fit as well."""

_FINGERPRINT: Final = 8


def fitted(text: str, *, longest: int = LONGEST_KEY) -> str:
    """The id that a text makes: its slug; where that loses something, cut and with a fingerprint of the text.

    >>> fitted("azure/gpt-5"), fitted("azure/模型")
    ('azure-gpt-5', 'azure-a4034e37')
    """
    try:
        made = slug(text)
    except InvalidValueError:  # it is in another script, or has no letter at all
        return marked(text, longest=longest)
    return made if len(made) <= longest else marked(text, longest=longest)


def marked(text: str, *, longest: int = LONGEST_KEY) -> str:
    """An id with a fingerprint of the text, so that no other text has it."""
    fingerprint = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]
    plain = re.sub(r"[^a-z0-9._]+", "-", text.casefold())
    plain = re.sub(r"[-._]*([-._])[-._]*", r"\1", plain)[: longest - _FINGERPRINT - 1].strip("-._")
    return f"{plain}-{fingerprint}" if plain else fingerprint


def ids_for(texts: Iterable[str]) -> Mapping[str, str]:
    """An id for each of several texts; where two would have one, each bears a fingerprint, in whatever order they are.

    >>> ids_for(["gpt-4", "gpt-5", "GPT-5"])
    {'gpt-4': 'gpt-4', 'gpt-5': 'gpt-5-b0a9d642', 'GPT-5': 'gpt-5-ff2529f8'}
    """
    made = {text: fitted(text) for text in dict.fromkeys(texts)}
    taken = Counter(made.values())
    return {text: own if taken[own] == 1 else marked(text) for text, own in made.items()}


_KNOWN: Final = frozenset(slug(name) for name in (*SELLERS.values(), *DEVELOPERS.values()))


def seller_called(name: str) -> str | None:
    """The company that a catalogue means by the name of a seller; None where the tables do not say."""
    return SELLERS.get(name.casefold())


def company_called(name: str) -> str:
    """The id of a company whose name is in no table: its own, if it is plain and nobody else's.

    >>> company_called("some-shop"), company_called("Xiaomi!")
    ('some-shop', 'xiaomi-7df38092')
    """
    plain = name.casefold()
    return plain if is_slug(plain) and len(plain) <= LONGEST_KEY and plain not in _KNOWN else marked(name)
