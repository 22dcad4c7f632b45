"""What reading costs: a landscape from JSON and a price map, next to json and to pydantic models of the same rows.

Every row is a ratio of two medians of processor time, taken in turns in one process. The landscape is made up: channels
of a hundred models each by a hundred sellers. Ours is read, checked against every other record and indexed; json.loads
is the floor, and pydantic checks each row by itself. The price map is LiteLLM's where its path is given, and the tree
that of models.dev; otherwise they are made up in the same shape. There are goals, and those of reading are not met.
No timing fails anything. A fourth of what BaseModels take is less than json.loads alone takes, so that nothing that
begins with it can meet that goal. Tables go to polars, and to pyarrow through the Arrow stream where pyarrow is
installed: nothing else here needs it.

    python benchmarks/loading.py [PATH OF model_prices_and_context_window.json [PATH OF AN ARCHIVE OF models.dev]]
"""

import gc
import json
import sys
import tarfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from itertools import chain
from pathlib import Path
from platform import python_version
from random import Random
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from pydantic import BaseModel, RootModel
from pydantic.dataclasses import dataclass as checked

from aibroker import loads
from aibroker.catalogues import litellm, models_dev
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


class PricedRow(BaseModel):
    """A row of a price map as pydantic reads it."""

    litellm_provider: str | None = None
    mode: str | None = None
    input_cost_per_token: float | str | None = None
    output_cost_per_token: float | str | None = None
    cache_read_input_token_cost: float | None = None
    max_tokens: int | str | None = None
    deprecation_date: str | None = None
    source: str | None = None


class Listing(BaseModel):
    """A file of models.dev as pydantic reads it."""

    name: str | None = None
    base_model: str | None = None
    release_date: date | str | None = None
    open_weights: bool | None = None
    cost: dict[str, object] | None = None
    limit: dict[str, object] | None = None


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


def offers_tree(path: str | None) -> tuple[str, bytes]:
    """What the tree of offers is, and its archive."""
    if path is not None:
        return "models.dev's tree", Path(path).read_bytes()
    files = {f"models/deepseek/model-{number}.toml": f'name = "Model {number}"\n' for number in range(200)}
    files |= {
        f"providers/shop-{shop}/models/model-{number}.toml": f'base_model = "deepseek/model-{number}"\n'
        "release_date = 2025-01-20\nopen_weights = true\n"
        "[cost]\ninput = 1.35\noutput = 5.4\n[limit]\ncontext = 128000\n"
        for shop in range(10)
        for number in range(200)
    }
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, BytesIO(text.encode()))
    return "a made-up tree", made.getvalue()


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


def catalogue(path: str | None) -> Iterator[Row]:
    """A price map as records next to the JSON alone, and to pydantic models of its rows."""
    name, content = price_map(path)
    checked_rows = RootModel[dict[str, PricedRow]]
    ours, floor, rows = times(
        lambda: litellm.read(content, retrieved="2026-01-01"),
        lambda: json.loads(content),
        lambda: checked_rows.model_validate_json(content),
    )
    yield Row(f"read {name}", "json.loads", floor / ours)
    yield Row(f"read {name}", "pydantic, its rows", rows / ours)


def tree(path: str | None) -> Iterator[Row]:
    """The tree of models.dev as records next to the TOML alone, and to pydantic models of its offers."""
    name, content = offers_tree(path)
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        members = [each for each in archive if each.name.endswith(".toml")]
        texts = [file.read().decode() for each in members if (file := archive.extractfile(each)) is not None]
    ours, floor, rows = times(
        lambda: models_dev.read(content, retrieved="2026-01-01"),
        lambda: [tomllib.loads(each) for each in texts],
        lambda: [Listing.model_validate(tomllib.loads(each)) for each in texts],
    )
    yield Row(f"read {name}", "tomllib", floor / ours)
    yield Row(f"read {name}", "tomllib and pydantic", rows / ours)


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


def main(prices: str | None, offers: str | None) -> None:
    """Print the table."""
    peers = f"pydantic {version('pydantic')}, polars {version('polars')}"
    print(f"Reading: Python {python_version()}, {peers}; medians of {ROUNDS} rounds of processor time.\n")
    print(f"{'':32}  {'next to':24}  {'ratio':>10}  goal")
    for size in SIZES:
        for row in reading(size):
            _print(row)
    for row in reading(SIZES[-1], paused=True):
        _print(row)
    exported = (row for size in SIZES for row in exporting(size))
    for row in chain([growth()], catalogue(prices), tree(offers), exported):
        _print(row)
    if find_spec("pyarrow") is None:
        print("Without pyarrow, which is not installed: pip install pyarrow adds the export through the Arrow stream.")


def _print(row: Row) -> None:
    print(f"{row.ours:32}  {row.peer:24}  {row.ratio:9,.3f}x  {row.goal}")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*[*sys.argv[1:3], None, None][:2])
