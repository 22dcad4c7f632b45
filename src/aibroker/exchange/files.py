"""Cases and scenarios, read and written."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

import attrs

from aibroker.errors import Fault, InvalidFileError, InvalidValueError, MissingFileError, shown
from aibroker.exchange.bundled import bundled_case, bundled_names
from aibroker.exchange.documents import Document, read_document, read_text
from aibroker.exchange.encoding import encoded
from aibroker.exchange.lines import Format
from aibroker.exchange.locations import in_order
from aibroker.exchange.reading import read_case
from aibroker.exchange.scenario_files import is_scenario, read_scenario
from aibroker.exchange.writing import case_tree, scenario_tree
from aibroker.landscape import Landscape
from aibroker.records.kinds import Record
from aibroker.scenarios.steps import Scenario

__all__ = [
    "CheckedFile",
    "Format",
    "case_names",
    "check",
    "dump",
    "dumps",
    "dumps_scenario",
    "load",
    "load_case",
    "load_scenario",
    "loads",
    "loads_scenario",
]


def load(path: str | PathLike[str], *, base: Landscape | None = None) -> Landscape:
    """Read a case, or a fragment that adds to one.

    Args:
        path: A ``.toml`` or ``.json`` file, or a folder whose ``.toml`` and ``.json`` files are one case together.
        base: The landscape that a fragment adds to. The fragment may name its records, and needs neither a title nor a
            vantage date of its own.

    Returns:
        The landscape. That of a fragment holds its own records and those of the base that they refer to, directly or
        through others; ``base | fragment`` is the whole, and ``diff(base, base | fragment)`` what it moves.

    Raises:
        InvalidFileError: If it cannot be read or does not hold together; with every fault, each with its line.
        MissingFileError: If there is no such file or folder.
    """
    return read_case(_documents(_path(path)), bundled_case, _landscape_or_none(base)).landscape


def loads(
    text: str,
    *,
    format: Format = "toml",  # noqa: A002 - the word that json and tomllib users expect
    base: Landscape | None = None,
) -> Landscape:
    """Read a case from its text, or a fragment that adds to one.

    Args:
        text: The text.
        format: ``toml`` or ``json``.
        base: The landscape that a fragment adds to, as in `load`.

    Returns:
        The landscape; that of a fragment as from `load`.

    Raises:
        InvalidFileError: If it cannot be read or does not hold together; with every fault, each with its line.

    >>> loads('''
    ... format = "aibroker/1"
    ... title = "Acme"
    ... as_of = 2026-01-01
    ... [companies]
    ... Acme = { home = "France" }
    ... ''').customers["acme"].home
    'fr'
    """
    return read_case([read_text(_text(text), _known(format))], bundled_case, _landscape_or_none(base)).landscape


def dump(landscape: Landscape, path: str | PathLike[str]) -> None:
    """Write a landscape into a file; an existing one is replaced.

    Args:
        landscape: The landscape.
        path: A ``.toml`` or ``.json`` file.

    Raises:
        InvalidValueError: If the name says neither format.
        MissingFileError: If there is no such folder.
        InvalidFileError: If it cannot be written.
    """
    target = _path(path)
    form = _known(target.suffix.lower().removeprefix("."))
    text = dumps(landscape, format=form)
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except FileNotFoundError:
        problem, folder = "there is no such folder", str(target.parent)
        raise MissingFileError([Fault(where="the folder", problem=problem, value=folder, file=str(target))]) from None
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        raise InvalidFileError([Fault(where="the file", problem=problem, file=str(target))]) from None


def dumps(landscape: Landscape, *, format: Format = "toml") -> str:  # noqa: A002 - as in loads
    """The text of a landscape, from which `loads` makes an equal one.

    The order in which the landscape came about does not matter: the same records give the same text.

    Args:
        landscape: The landscape.
        format: ``toml``, as people write it, or ``json``, in which estimates also bear their numbers.
    """
    return encoded(case_tree(landscape), _known(format))


def load_case(name: str) -> Landscape:
    """A case that comes with the library.

    Args:
        name: One of `case_names`.

    Raises:
        UnknownNameError: If there is none of this name; with the nearest.
    """
    return bundled_case(name)


def case_names() -> tuple[str, ...]:
    """The names of the cases that come with the library."""
    return bundled_names()


def load_scenario(path: str | PathLike[str], *, base: Landscape | None = None) -> Scenario:
    """Read a scenario.

    Args:
        path: A ``.toml`` or ``.json`` file.
        base: The landscape that it is meant for: a number that it adds may be of its measures, and in its fiscal years.

    Raises:
        InvalidFileError: If it cannot be read or does not hold together; with every fault, each with its line.
        MissingFileError: If there is no such file.
    """
    return read_scenario(read_document(_path(path)), _records_of(base))


def loads_scenario(
    text: str,
    *,
    format: Format = "toml",  # noqa: A002 - as in loads
    base: Landscape | None = None,
) -> Scenario:
    """Read a scenario from its text.

    Args:
        text: The text.
        format: ``toml`` or ``json``.
        base: The landscape that it is meant for, as in `load_scenario`.

    Raises:
        InvalidFileError: If it cannot be read or does not hold together; with every fault, each with its line.
    """
    return read_scenario(read_text(_text(text), _known(format)), _records_of(base))


def dumps_scenario(scenario: Scenario, *, format: Format = "toml") -> str:  # noqa: A002 - as in loads
    """The text of a scenario, from which `loads_scenario` makes an equal one.

    One that adds a number of a measure which only its case has is read with that case as ``base``.

    Args:
        scenario: The scenario.
        format: ``toml`` or ``json``.
    """
    return encoded(scenario_tree(scenario), _known(format))


@attrs.frozen(kw_only=True)
class CheckedFile:
    """What there is to say of a file or folder.

    Attributes:
        faults: What is wrong: nothing can be read until it is put right.
        findings: What is not wrong, but looks like a slip.
    """

    faults: tuple[Fault, ...] = ()
    findings: tuple[Fault, ...] = ()


def check(path: str | PathLike[str], *, base: Landscape | None = None) -> CheckedFile:
    """Read a case, a fragment or a scenario only to see what there is to say of it.

    Args:
        path: A file, or the folder of a case.
        base: The landscape that a fragment adds to, as in `load`.
    """
    try:
        documents = _documents(_path(path))
        if len(documents) == 1 and is_scenario(documents[0]):
            read_scenario(documents[0])
            return CheckedFile()
        return CheckedFile(findings=read_case(documents, bundled_case, base).findings)
    except InvalidFileError as error:
        return CheckedFile(faults=error.faults)


def _path(path: str | PathLike[str]) -> Path:
    valid = "the path of a file or a folder"
    if not isinstance(path, str | PathLike):
        raise InvalidValueError("this is no path", path, valid=valid)
    if not fspath(path):
        raise InvalidFileError([Fault(where="the path", problem="it is empty", value=repr(path), valid=valid)])
    return Path(path)


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise InvalidValueError("this is no text", text, valid="a text; load(…) reads a file, bytes.decode() makes one")
    return text


def _landscape_or_none(base: Landscape | None) -> Landscape | None:
    if base is not None and not isinstance(base, Landscape):
        raise InvalidValueError("a fragment adds to a landscape", base, valid="base=load(…) or base=load_case(…)")
    return base


def _records_of(base: Landscape | None) -> Iterable[Record]:
    if base is not None and not isinstance(base, Landscape):
        raise InvalidValueError("a scenario is for a landscape", base, valid="base=load(…) or base=load_case(…)")
    return () if base is None else base.records


def _documents(path: Path) -> list[Document]:
    if not path.is_dir():
        return [read_document(path)]
    files = _files_in(path)
    ignored = sorted(each for each in path.iterdir() if each.is_dir() and _files_in(each))
    if ignored:
        problem, valid = "a folder inside the folder of a case is not read", "all files of a case in one folder"
        raise InvalidFileError([Fault(where="the folder", problem=problem, valid=valid, file=str(ignored[0]))])
    if not files:
        problem, valid = "a folder without a case", "one or more .toml or .json files"
        raise InvalidFileError([Fault(where="the folder", problem=problem, valid=valid, file=str(path))])
    documents: list[Document] = []
    faults: list[Fault] = []
    for file in files:
        try:
            documents.append(read_document(file))
        except InvalidFileError as error:
            faults.extend(error.faults)
    if faults:
        raise InvalidFileError(in_order(faults))
    return documents


def _files_in(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.suffix.lower() in (".toml", ".json") and each.is_file())


def _known(form: str) -> Format:
    match form:
        case "toml" | "json":
            return form
    problem = "no such format"
    raise InvalidValueError(problem, shown(form), valid="toml or json")
