"""Every exception of the library: one base, and each is also the builtin that callers expect."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

__all__ = [
    "AibrokerError",
    "AmbiguousNameError",
    "Fault",
    "InvalidFileError",
    "InvalidLandscapeError",
    "InvalidValueError",
    "MissingFileError",
    "PeriodMismatchError",
    "UnitMismatchError",
    "UnknownNameError",
    "nearest",
]

_SHOWN_VALUE_LENGTH = 120


def nearest(value: str, options: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The options whose spelling is closest to a value, best first, compared without regard to case.

    Args:
        value: What was written.
        options: What could have been meant.
        most: How many to return at the most.

    Returns:
        The closest options; empty where none is close.
    """
    # Imported with the first misspelling: every program loads this module, and few have one.
    from difflib import get_close_matches

    by_folded = {option.casefold(): option for option in sorted(options, reverse=True)}
    return tuple(by_folded[match] for match in get_close_matches(value.casefold(), by_folded, n=most, cutoff=0.6))


def shown(value: object) -> str:
    """A value as an error message shows it: its repr, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _SHOWN_VALUE_LENGTH else f"{text[:_SHOWN_VALUE_LENGTH]}… ({len(text):,} characters)"


def with_article(noun: str) -> str:
    """A noun after its indefinite article.

    >>> with_article("authority")
    'an authority'
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _advice(valid: str | None, suggestions: tuple[str, ...]) -> str:
    parts = []
    if suggestions:
        parts.append(f"did you mean {' or '.join(repr(each) for each in suggestions)}?")
    if valid:
        parts.append(f"valid: {valid}")
    return "; ".join(parts)


class AibrokerError(Exception):
    """The base of every error that the library raises on purpose."""


class InvalidValueError(AibrokerError, ValueError):
    """A value that cannot mean anything where it was given.

    Args:
        problem: What is wrong, without the value.
        value: The offending value.
        valid: What would be valid.
        suggestions: The nearest valid values.
    """

    def __init__(
        self, problem: str, value: object, *, valid: str | None = None, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(problem, value, valid, suggestions)
        self.problem = problem
        self.value = value
        self.valid = valid
        self.suggestions = suggestions

    def __str__(self) -> str:
        advice = _advice(self.valid, self.suggestions)
        return f"{self.problem}: {shown(self.value)}" + (f" ({advice})" if advice else "")

    def __reduce__(self) -> tuple[object, ...]:
        return _remade, (type(self), self.problem, self.value, self.valid, self.suggestions), self.__dict__


def _remade(
    kind: type[InvalidValueError], problem: str, value: object, valid: str | None, suggestions: tuple[str, ...]
) -> InvalidValueError:
    return kind(problem, value, valid=valid, suggestions=suggestions)


class UnitMismatchError(InvalidValueError):
    """Two units, or a unit and a measure, that do not fit together."""


class PeriodMismatchError(InvalidValueError):
    """Two periods that must be the same, or must be aligned by the caller, and are not."""


class UnknownNameError(AibrokerError, KeyError):
    """A name or id that the collection asked does not hold.

    Args:
        kind: What was looked for, in the singular, for example ``vendor``.
        value: The name or id asked for.
        suggestions: The nearest names that exist.
        known_as: What bears the name instead, for example ``customer``; None where nothing does.
    """

    def __init__(self, kind: str, value: str, suggestions: tuple[str, ...] = (), known_as: str | None = None) -> None:
        super().__init__(kind, value, suggestions, known_as)
        self.kind = kind
        self.value = value
        self.suggestions = suggestions
        self.known_as = known_as

    def __str__(self) -> str:
        told = f"no {self.kind} but {with_article(self.known_as)}" if self.known_as else _advice(None, self.suggestions)
        return f"unknown {self.kind} {shown(self.value)}" + (f" ({told})" if told else "")


class AmbiguousNameError(AibrokerError, LookupError):
    """A name that several records bear.

    Args:
        kind: What was looked for, in the singular.
        value: The name asked for.
        candidates: The ids of the records that bear it.
    """

    def __init__(self, kind: str, value: str, candidates: tuple[str, ...]) -> None:
        super().__init__(kind, value, candidates)
        self.kind = kind
        self.value = value
        self.candidates = candidates

    def __str__(self) -> str:
        return f"{shown(self.value)} names more than one {self.kind}; say which: {', '.join(self.candidates)}"


@attrs.frozen(kw_only=True)
class Fault:
    """One thing that is wrong, or looks wrong, in a landscape or a file.

    Attributes:
        where: The path to it, for example ``channels.azure-gpt-china.into``.
        problem: What is wrong.
        value: The offending value as text, or None where something is missing.
        valid: What would be valid there.
        suggestions: The nearest valid values.
        line: The line of the file, where it is known.
        file: The file's name, where there is one.
    """

    where: str
    problem: str
    value: str | None = None
    valid: str | None = None
    suggestions: tuple[str, ...] = ()
    line: int | None = None
    file: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = " ".join(part for part in (place, self.where) if part)
        said = f"{self.problem}: {self.value}" if self.value is not None else self.problem
        advice = _advice(self.valid, self.suggestions)
        return f"{head}: {said}" + (f" ({advice})" if advice else "")


class InvalidLandscapeError(AibrokerError, ValueError):
    """A landscape that does not hold together; it carries every fault at once.

    Args:
        faults: All that is wrong.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.faults,), self.__dict__

    def __str__(self) -> str:
        count = len(self.faults)
        return "\n".join([f"{count} fault{'s' if count != 1 else ''}:", *(f"  {fault}" for fault in self.faults)])


class InvalidFileError(InvalidLandscapeError):
    """A case or scenario file that cannot be read; it carries every fault at once."""


class MissingFileError(InvalidFileError, FileNotFoundError):
    """A file or folder that is not there."""
