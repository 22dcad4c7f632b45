"""The calls that go up: values ask the floors above them at run time how they are shown, and how they are written."""

from __future__ import annotations

from importlib import import_module
from typing import Literal

__all__ = ["Form", "shown", "written"]

Form = Literal["text", "explanation", "markdown"]
"""How a thing can be shown: as a short text, with every claim that it rests on, or as Markdown."""


def shown(thing: object, form: Form) -> str:
    """A thing as people read it.

    Args:
        thing: An answer, an outcome or another value that the display floor knows.
        form: How to show it.

    Returns:
        The text.
    """
    text: str = import_module("aibroker.display").show(thing, form)
    return text


def written(landscape: object) -> str:
    """A landscape as canonical JSON.

    Args:
        landscape: The landscape.

    Returns:
        The text of its file.
    """
    text: str = import_module("aibroker.exchange.files").dumps(landscape, format="json")
    return text
