"""What reading costs: a landscape from JSON and a price map, next to json and to pydantic models of the same rows.

Every row is a ratio of two medians of processor time, taken in turns in one process. The landscape is made up: channels
of a hundred models each by a hundred sellers. Ours is read, checked against every other record and indexed; json.loads
is the floor, and pydantic checks each row by itself. The price map is LiteLLM's where its path is given, and otherwise
rows of the same shape. There are goals, and those of reading are not met; no timing fails anything. A fourth of what
BaseModels take is less than json.loads alone takes, so that nothing that begins with it can meet that goal. Tables go
to polars, and to pyarrow through the Arrow stream where pyarrow is installed: nothing else here needs it.

    python benchmarks/loading.py [PATH OF model_prices_and_context_window.json]
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from random import Random
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from pydantic import BaseModel, RootModel
from pydantic.dataclasses import dataclass as checked

from aibroker import loads
from aibroker.catalogues import litellm
from aibroker.frames import tables
from aibroker.store.gazetteer import reference_markets

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5

Measured = Callable[[], object]


class Row(NamedTuple):
    """One line of the table."""

    ours: str
    peer: str
    ratio: float
    goal: str = ""


class Channel(BaseModel):
    """A channel as pydantic reads it."""

    seller: str
    models: list[str]
    into: list[str]
    open: str
    claims: list[str]


@checked(slots=True)
@dataclass
class SlottedChannel:
    """The same with slots."""

    seller: str
    models: list[str]
    into: list[str]
    open: str
    claims: list[str]


def made_up(size: int) -> tuple[str, str]:
    """A case file of so many channels, and the channels alone."""
    random, countries = Random(size), [each.id for each in reference_markets() if each.kind == "country"]
    sellers = [f"seller-{number}" for number in range(max(1, size // 100))]
    channels = {
        f"channel-{number:06}": {
            "seller": random.choice(sellers),
            "models": [f"model-of-{random.choice(sellers)}"],
            "into": [random.choice(countries)],
            "open": "2025-01-01/..",
            "claims": ["page.it"],
        }
        for number in range(size)
    }
    case = {
        "format": "aibroker/1",
        "as_of": "2026-01-01",
        "title": "Made up",
        "sources": {
            "page": {
                "title": "A page",
                "kind": "reporting",
                "published": "2025-01-01",
                "claims": {"it": {"at": "s1", "fact": "It is sold."}},
            }
        },
        "companies": {each: {"name": each.title(), "home": "us"} for each in sellers},
        "models": {f"model-of-{each}": {"name": f"Model of {each}", "by": each} for each in sellers},
        "channels": channels,
    }
    return json.dumps(case), json.dumps(channels)


def price_map(path: str | None) -> tuple[str, bytes]:
    """What the price map is, and its bytes."""
    if path is not None:
        return "LiteLLM's map", Path(path).read_bytes()
    rows = {
        f"azure_ai/model-{number}": {
            "litellm_provider": "azure_ai",
            "input_cost_per_token": 1e-06,
            "output_cost_per_token": 2e-06,
            "mode": "chat",
        }
        for number in range(4_000)
    }
    return "a made-up map", json.dumps(rows).encode()


def times(*measured: Measured, paused: bool = False) -> list[float]:
    """The median time of each, measured in turns; a first round fills the caches and does not count.

    Args:
        *measured: What to measure.
        paused: Whether the garbage collector is paused meanwhile.
    """
    gc.collect()
    gc.freeze()
    if paused:
        gc.disable()
    taken = [[_time(each) for each in measured] for _ in range(ROUNDS + 1)][1:]
    gc.enable()
    gc.unfreeze()
    return [median(column) for column in zip(*taken, strict=True)]


def _time(measured: Measured) -> float:
    start = process_time()
    measured()
    return process_time() - start


def reading(size: int, *, paused: bool = False) -> Iterator[Row]:
    """A landscape next to json.loads and to pydantic."""
    case, channels = made_up(size)
    models, slotted = RootModel[dict[str, Channel]], RootModel[dict[str, SlottedChannel]]
    ours, floor, plain, slots = times(
        lambda: loads(case, format="json"),
        lambda: json.loads(case),
        partial(models.model_validate_json, channels),
        partial(slotted.model_validate_json, channels),
        paused=paused,
    )
    name = f"read {size:,} channels" + (", gc paused" if paused else "")
    yield Row(name, "json.loads", floor / ours)
    yield Row(name, "pydantic, BaseModel", plain / ours, "> 1" if paused else "> 4")
    yield Row(name, "pydantic, slots", slots / ours, "> 1" if paused else "> 2")


def growth() -> Row:
    """The cost of a record in a larger landscape next to a smaller one."""
    (few, _), (many, _) = made_up(SIZES[0]), made_up(SIZES[-1])
    ours, base = times(lambda: loads(many, format="json"), lambda: loads(few, format="json"))
    return Row(f"a record of {SIZES[-1]:,}", f"of {SIZES[0]:,}", ours / base * SIZES[0] / SIZES[-1], "about 1")


def catalogue(path: str | None) -> Row:
    """A price map as records next to the JSON alone."""
    name, content = price_map(path)
    ours, floor = times(lambda: litellm.read(content, retrieved="2026-01-01"), lambda: json.loads(content))
    return Row(f"read {name}", "json.loads", floor / ours)


def exporting(size: int) -> Iterator[Row]:
    """The table of channels as polars and as pyarrow next to pydantic's dumps as the same."""
    import polars

    case, channels = made_up(size)
    landscape = loads(case, format="json")
    models = list(RootModel[dict[str, Channel]].model_validate_json(channels).root.values())

    def dumped() -> list[dict[str, object]]:
        return [each.model_dump() for each in models]

    def to_polars() -> object:
        return tables(landscape).channels.to_polars()

    ours, peer = times(to_polars, lambda: polars.DataFrame(dumped()))
    yield Row(f"{size:,} channels, 30 columns", "pydantic, 5, to polars", peer / ours, "> 2.5")
    if find_spec("pyarrow") is None:
        return
    arrow: Any = import_module("pyarrow")
    ours, peer = times(lambda: arrow.table(tables(landscape).channels), lambda: arrow.Table.from_pylist(dumped()))
    yield Row(f"{size:,} channels, 30 columns", "pydantic, 5, to pyarrow", peer / ours, "> 2.5")


def main(path: str | None) -> None:
    """Print the table."""
    peers = f"pydantic {version('pydantic')}, polars {version('polars')}"
    print(f"Reading: Python {python_version()}, {peers}; medians of {ROUNDS} rounds of processor time.\n")
    print(f"{'':32}  {'next to':24}  {'ratio':>10}  goal")
    for size in SIZES:
        for row in reading(size):
            _print(row)
    for row in reading(SIZES[-1], paused=True):
        _print(row)
    for row in (growth(), catalogue(path), *(row for size in SIZES for row in exporting(size))):
        _print(row)
    if find_spec("pyarrow") is None:
        print("Without pyarrow, which is not installed: pip install pyarrow adds the export through the Arrow stream.")


def _print(row: Row) -> None:
    print(f"{row.ours:32}  {row.peer:24}  {row.ratio:9,.3f}x  {row.goal}")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
