"""What an import costs: the face next to a bare interpreter, the records next to the same classes in pydantic.

Every row is a ratio of two medians, taken in fresh interpreters that take turns: a time alone would say more about the
machine. The peer has the same classes with the same fields, and none of our converters and validators. The goal for
the records is less than half of their peer. It is there to be looked at: no timing fails anything.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from platform import python_version
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter
from types import ModuleType, UnionType
from typing import Literal, NamedTuple, NewType, Union, get_args, get_origin, get_type_hints

import attrs

import aibroker.records

ROUNDS = 15
WITH_BYTECODE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
TWIN = "records_in_pydantic"
TWIN_HEAD = """
from __future__ import annotations
from datetime import date
from typing import Any, Literal
from pydantic import BaseModel, ConfigDict

class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())
"""

Measured = Callable[[], float]
AttrsClass = type[attrs.AttrsInstance]


class Row(NamedTuple):
    """One line of the table."""

    ours: str
    peer: str
    ratio: float
    goal: str = ""


def record_modules() -> list[str]:
    """The full names of the modules of records."""
    return [f"aibroker.records.{module.name}" for module in iter_modules(aibroker.records.__path__)]


def loaded_classes() -> list[AttrsClass]:
    """Every attrs class that loading all records loads: the records themselves, and the values beneath them."""
    for name in record_modules():
        import_module(name)
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("aibroker.")]
    return [kind for module in modules for kind in _classes_of(module)]


def _classes_of(module: ModuleType) -> Iterator[AttrsClass]:
    for kind in vars(module).values():
        if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == module.__name__:
            yield kind


def twin_text(classes: Iterable[AttrsClass]) -> str:
    """A module of pydantic models, class for class and field for field."""
    ordered = _used_before_users(classes)
    models = [_model(kind) for kind in ordered]
    complete = [f"{kind.__name__}.model_rebuild()" for kind in ordered]  # costs nothing where it is complete already
    return "\n".join([TWIN_HEAD, *models, *complete])


def _used_before_users(classes: Iterable[AttrsClass]) -> list[AttrsClass]:
    """The order that is cheapest for pydantic: a class after those that its fields hold."""
    ordered: list[AttrsClass] = []
    seen: set[object] = set()

    def visit(hint: object) -> None:
        if isinstance(hint, type) and attrs.has(hint) and hint not in seen:
            seen.add(hint)
            for each in get_type_hints(hint).values():
                visit(each)
            ordered.append(hint)
        for part in get_args(hint):
            visit(part)

    for kind in classes:
        visit(kind)
    return ordered


def _model(kind: AttrsClass) -> str:
    hints = get_type_hints(kind)
    fields = [f"    {field.name.lstrip('_')}: {_annotation(hints[field.name])}" for field in attrs.fields(kind)]
    return "\n".join([f"class {kind.__name__}(Record):", *(fields or ["    pass"])])


def _annotation(hint: object) -> str:
    if isinstance(hint, NewType):
        return _annotation(hint.__supertype__)
    if isinstance(hint, type) and get_origin(hint) is None:
        return _class_annotation(hint)
    match get_origin(hint):
        case origin if origin in (Union, UnionType):
            return " | ".join(map(_annotation, get_args(hint)))
        case origin if origin is tuple:
            return f"tuple[{', '.join('...' if part is ... else _annotation(part) for part in get_args(hint))}]"
        case origin if origin is Literal:
            return f"Literal{list(get_args(hint))!r}"
    return "Any"


def _class_annotation(kind: type) -> str:
    if issubclass(kind, Enum):
        return f"Literal{[each.value for each in kind]!r}"
    if kind is type(None):
        return "None"
    return kind.__name__ if attrs.has(kind) or kind in (bool, int, float, str, date) else "Any"


def whole_run(code: str) -> float:
    """The time of an interpreter that runs some code, from its start to its end."""
    start = perf_counter()
    run([sys.executable, "-c", code], check=True, env=WITH_BYTECODE)
    return perf_counter() - start


def inside(code: str, *, after: str = "pass", folder: Path) -> float:
    """The time of some code inside a fresh interpreter, without the start of the interpreter."""
    timed = f"{after}\nfrom time import perf_counter\nstart = perf_counter()\n{code}\nprint(perf_counter() - start)"
    command = [sys.executable, "-c", timed]
    return float(run(command, cwd=folder, check=True, capture_output=True, env=WITH_BYTECODE).stdout)


def ratio(ours: Measured, peer: Measured) -> float:
    """The ratio of two medians, measured in turns; a first round fills the caches and does not count."""
    rounds = [(ours(), peer()) for _ in range(ROUNDS + 1)][1:]
    return median(time for time, _ in rounds) / median(time for _, time in rounds)


def rows(folder: Path) -> Iterator[Row]:
    """The table, row by row."""
    records, twin = f"import {', '.join(record_modules())}", f"import {TWIN}"
    yield Row(
        "import aibroker", "a bare interpreter", ratio(partial(whole_run, "import aibroker"), partial(whole_run, ""))
    )
    yield Row(
        "every record",
        "the same in pydantic",
        ratio(partial(inside, records, folder=folder), partial(inside, twin, folder=folder)),
        goal="< 0.5",
    )
    yield Row(
        "every record, attrs loaded",
        "the same, pydantic loaded",
        ratio(
            partial(inside, records, after="import attrs", folder=folder),
            partial(inside, twin, after="from pydantic import BaseModel", folder=folder),
        ),
    )


def main() -> None:
    """Print the table."""
    classes = loaded_classes()
    fields = sum(len(attrs.fields(kind)) for kind in classes)
    print(f"Import cost: Python {python_version()}, pydantic {version('pydantic')}, attrs {version('attrs')};")
    print(f"{len(classes)} classes with {fields} fields; medians of {ROUNDS} rounds.\n")
    print(f"{'':26}  {'next to':26}  {'ratio':>6}  goal")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"{TWIN}.py").write_text(twin_text(classes), encoding="utf-8")
        for row in rows(folder):
            print(f"{row.ours:26}  {row.peer:26}  {row.ratio:5.2f}x  {row.goal}")


if __name__ == "__main__":
    main()
