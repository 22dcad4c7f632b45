"""How answers and outcomes read: text for people, made of values that know nothing of it."""

from aibroker.display.text import show

__all__ = ["show"]
