"""Cases written: readable, in the form that people write by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given

from aibroker.errors import InvalidFileError, InvalidValueError, MissingFileError
from aibroker.exchange.encoding import encoded, estimate_table
from aibroker.exchange.files import dump, dumps, dumps_scenario, load, load_case, loads, loads_scenario
from aibroker.exchange.writing import case_tree
from aibroker.landscape import Landscape
from aibroker.records.buyers import DEEPEST_CONDITION, Buyers, any_of, located_in
from aibroker.records.measures import Measurand, Measure, Metric
from aibroker.records.parties import Authority, Vendor
from aibroker.records.rules import Rule, Selection
from aibroker.scenarios.steps import AddMetric, Restrict, Scenario
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from tests.exchange.strategies import landscapes

HAND_WRITTEN = """\
format = "aibroker/1"
title = "A case"
as_of = 2026-11-23

[companies]
Anthropic = { home = "us", role = "vendor" }
ByteDance = { home = "cn" }
Microsoft = { home = "us", year_ends = "June" }
OpenAI = { home = "us" }
Oracle = { owners = [{ party = "microsoft", share = "> 50 %" }, { home = "jp" }] }

[markets]
"Greater Bay" = { kind = "region", within = ["cn"] }

[models]
GPT = { by = "openai", family = true }
"GPT 5" = { by = "openai", family = "gpt", release = "2025-08", aliases = ["gpt-five"] }
o-series = { by = "openai", family = "gpt", is_family = true }

[products]
ai = { name = "Künstliche Intelligenz", of = "microsoft" }

[sources.page]
title = "A page"
kind = "reporting"
published = "unknown"
retrieved = 2026-11-23

[sources.page.claims]
number = { at = "s2", number = "Some 1.5 %.", hedges = ["some"] }
said = { at = "s1", fact = "Something.", position = { who = "microsoft", strength = "sole", market = "cn" } }

[channels.azure]
seller = "microsoft"
models = ["gpt"]
into = ["cn"]
hosted_in = { at_least = ["sg"], never = ["cn"] }
only_to = { in = ["cn"], any = [{ kind = "bank" }, { not = { owned_from = ["cn"], more_than = "50 %" } }] }
open = { since = "2024-05", seen = 2026-06-18 }
claims = ["page.said"]

[channels.foundry]
seller = "microsoft"
into = "unknown"
only_to = { all = [{ vetted = "established" }, { in = ["cn"] }] }
open = "unknown"
claims = ["page.said"]

[rights.own]
holder = "microsoft"
may = "sell"
models = ["gpt"]
in = "unknown"
exclusive = true
holds = { since = 2024-05-01, ended = "open" }
claims = ["page.said"]

[payments.share]
payer = "openai"
payee = "microsoft"
share = "~20 %"
of = { sales = { of = "openai", period = "2025" } }
holds = { since = "2024", ended = "2030" }
claims = ["page.said"]

[metrics.growth]
sales = { of = "microsoft", in = "cn", period = "FY2025" }
versus = { period = "FY2024" }
is = "x3"
claims = ["page.number"]

[metrics.share]
sales = { of = "microsoft", in = "cn", period = { either = ["2024", "FY2024"] } }
share_of = { in = "all" }
is = "~1.5 %"
basis = "projected"
claims = ["page.number"]

[partitions.by-place]
whole = { sales = { of = "microsoft", period = "FY2025" } }
parts = [{ period = "2024-07-01/2025-01-01" }, { period = "2025-01-01/2025-07-01" }]
claims = ["page.number"]

[comparisons.no-fall]
smaller = { sales = { of = "microsoft", period = "FY2024" } }
larger = { period = "FY2025" }
claims = ["page.number"]

[assumptions.fiscal]
because = "So it is."
reads = { share = { period = "FY2024" } }

[assumptions.more]
because = "So it may be."
reads = { growth = { is = "x4" }, share = { period = "FY2024", share_of = "as published" } }
adds = { metrics = { m = { sales = { of = "openai", period = "2025" }, is = "> 1 bn USD", claims = ["page.said"] } } }

[ask.exposure]
kind = "at_risk"
party = "microsoft"
period = "FY2025"

[ask.share]
sales = { of = "microsoft", in = "cn", period = "FY2025" }
relative_to = { in = "all" }
"""


def test_a_case_is_written_as_by_hand() -> None:
    assert dumps(loads(HAND_WRITTEN)) == HAND_WRITTEN


def test_json_bears_the_numbers_of_an_estimate() -> None:
    metrics = json.loads(dumps(loads(HAND_WRITTEN), format="json"))["metrics"]

    assert metrics["share"]["is"] == {"text": "~1.5 %", "low": 1.45, "high": 1.55, "likely": 1.5, "unit": "percent"}


def test_json_says_where_an_estimate_is_open() -> None:
    text = dumps(loads(HAND_WRITTEN.replace('"x3"', '"> 3 x"')), format="json")

    assert json.loads(text)["metrics"]["growth"]["is"] == {
        "text": "> 3 x",
        "low": 3.0,
        "high": None,
        "high_open": True,
        "unit": "times",
    }


def test_the_base_of_a_share_follows_a_reading() -> None:
    """The share of 2024 in the world, read as that of FY2024, is of the world in FY2024."""
    fiscal, more = loads(HAND_WRITTEN).assumptions
    first, last = fiscal.reads[0], more.reads[1]
    assert first.relative_to is not None

    assert str(first.relative_to.period) == "FY2024"
    assert first.relative_to.market is None
    assert last.relative_to is None


def test_a_long_list_is_broken_into_lines() -> None:
    case = _with_many_claims(loads(HAND_WRITTEN))
    text = dumps(case)

    assert 'claims = [\n  "page.a-rather-long-key-0",\n' in text
    assert loads(text) == case


def _with_many_claims(case: Landscape) -> Landscape:
    text = dumps(case)
    more = "".join(f'a-rather-long-key-{each} = {{ at = "s", fact = "x" }}\n' for each in range(9))
    claims = ", ".join(f'"a-rather-long-key-{each}"' for each in range(9))
    text = text.replace("[channels.azure]", f"{more}\n[channels.azure]")
    return loads(text.replace('open = "unknown"\nclaims = ["page.said"]', f'open = "unknown"\nclaims = [{claims}]'))


@pytest.mark.parametrize("suffix", [".toml", ".JSON"])
def test_a_file_reads_back(tmp_path: Path, suffix: str) -> None:
    case = loads(HAND_WRITTEN)
    path = tmp_path / f"case{suffix}"

    dump(case, path)
    dump(case, str(path))

    assert load(path) == case
    assert b"\r" not in path.read_bytes()


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"there is no such folder: .*none"):
        dump(loads(HAND_WRITTEN), tmp_path / "none" / "case.toml")
    (tmp_path / "case.toml").mkdir()
    with pytest.raises(InvalidFileError, match=r"it cannot be written \("):
        dump(loads(HAND_WRITTEN), tmp_path / "case.toml")


@pytest.mark.parametrize("name", ["case.yaml", "case"])
def test_a_name_must_say_the_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"no such format: .* \(valid: toml or json\)"):
        dump(loads(HAND_WRITTEN), tmp_path / name)


@pytest.mark.parametrize(
    "make",
    [
        lambda text: Vendor(id="acme", name="Acme", note=text),
        lambda text: Vendor(id="acme", name=text),
        lambda text: Vendor(id="acme", name="Acme", aliases=[text]),
        lambda text: Landscape.of(as_of="2026-01-01", title=text),
        lambda text: Scenario(name="A bar", rationale=text, effective="2026-01-01"),
    ],
)
def test_half_a_character_which_no_file_can_hold_is_in_no_record(make: Callable[[str], object]) -> None:
    with pytest.raises(InvalidValueError, match=r"holds U\+D800: .*ud800"):
        make("half \ud800")


def test_a_fiscal_name_that_the_calendar_does_not_give_is_written_out() -> None:
    def asked(period: Period) -> str:
        question = loads(HAND_WRITTEN).questions["share"]
        assert question.measurand is not None
        changed = Measurand(measure="sales", of="microsoft", period=period)
        text = dumps(Landscape.of(*_with_question(question, changed), as_of="2026-11-23"))
        return text[text.index("[ask.share]") :].split("\n")[1]

    assert 'period = "FY2025 = 2025"' in asked(Period.between("2025-01-01", "2026-01-01", label="FY2025"))
    assert 'period = "FY0000 = 2025"' in asked(Period.between("2025-01-01", "2026-01-01", label="FY0000"))
    assert 'period = "FY2025"' in asked(Period.between("2024-07-01", "2025-07-01", label="FY2025"))
    assert 'period = "2024-07-01/2025-07-01"' in asked(Period.between("2024-07-01", "2025-07-01"))


def _with_question(question: Any, measurand: Measurand) -> list[Any]:
    records = [each for each in loads(HAND_WRITTEN).records if each != question]
    return [*records, attrs.evolve(question, measurand=measurand, relative_to=None)]


def test_a_scenario_is_written_as_by_hand() -> None:
    text = """\
format = "aibroker/1"
scenario = "A ban"
because = "A hypothesis."
effective = 2026-10-01
assumptions = ["even-pace"]

[[steps]]
restrict = { sellers = ["Microsoft"], models = { developed_in = ["US"], by = ["OpenAI"] }, buyers = { in = ["China"] } }

[[steps]]
restrict = { sellers = { home = ["US"], named = ["Oracle"] }, resale_only = true, until = 2027-01-01 }
"""

    assert dumps_scenario(loads_scenario(text)) == text


@pytest.mark.parametrize("written", ["json", "toml"])
def test_the_deepest_condition_is_read_again(written: Literal["json", "toml"]) -> None:
    deep: Buyers = located_in("cn")
    for _ in range(DEEPEST_CONDITION):
        deep = any_of(deep)
    case = loads(HAND_WRITTEN, format="toml")
    narrow = attrs.evolve(case.channels["azure"], only_to=deep)
    rule = Rule(id="r", title="A rule", authority="a", restricts=Selection(buyers=deep), claims=narrow.claims)
    made = case.replacing(narrow).adding(Authority(id="a", name="A"), rule)

    assert loads(dumps(made, format=written), format=written) == made
    scenario = Scenario(name="S", effective="2026-07-01", steps=[Restrict(selects=Selection(buyers=deep))])
    assert loads_scenario(dumps_scenario(scenario, format=written), format=written) == scenario


def test_a_scenario_with_a_measure_of_its_case_is_read_with_the_case() -> None:
    seats = Measure(id="seats", name="seats", dimension="count", kind="stock")
    case = load_case("microsoft-openai-china").adding(seats)
    about = Measurand(measure="seats", of="microsoft", period="2026")
    number = Metric(id="seats-sold", measurand=about, value="5 count")
    scenario = Scenario(name="S", effective="2026-07-01", steps=[AddMetric(number, because="why not")])

    assert loads_scenario(dumps_scenario(scenario), base=case) == scenario
    with pytest.raises(InvalidFileError, match="neither a key of this table nor a measure: 'seats'"):
        loads_scenario(dumps_scenario(scenario))
    with pytest.raises(InvalidValueError, match="a scenario is for a landscape"):
        loads_scenario(dumps_scenario(scenario), base="case")  # type: ignore[arg-type] # what is wrong here


def by_the_json_module(tree: dict[str, Any]) -> str:
    def leaf(value: object) -> object:
        return estimate_table(value) if isinstance(value, Estimate) else str(value)

    return json.dumps(tree, default=leaf, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


@given(landscape=landscapes())
def test_json_is_written_as_the_json_module_writes_it(landscape: Landscape) -> None:
    tree = case_tree(landscape)

    assert encoded(tree, "json") == by_the_json_module(tree)


def test_json_is_written_as_the_json_module_writes_it_whatever_a_tree_holds() -> None:
    tree: dict[str, Any] = {"a": {}, "b": [], "c": (1, [2.5, None]), "é": ['"\n\x1f', True], "d": {"e": {"f": [[]]}}}

    assert encoded(tree, "json") == by_the_json_module(tree)
