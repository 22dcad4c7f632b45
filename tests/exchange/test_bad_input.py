"""Bad files: every fault at once, each with its line, its path in the words of the file, and what would be valid."""

import json
from pathlib import Path

import pytest

from aibroker.errors import AibrokerError, InvalidFileError, InvalidLandscapeError, MissingFileError
from aibroker.exchange.documents import LARGEST
from aibroker.exchange.files import Format, load, load_scenario, loads, loads_scenario

HEADER = """\
format = "aibroker/1"
title = "A case"
as_of = 2026-11-23
"""
GROUND = f"""\
{HEADER}
[companies]
Microsoft = {{ home = "US", year_ends = "June" }}
OpenAI = {{ home = "US" }}
Oracle = {{ home = "US" }}

[models]
GPT = {{ by = "OpenAI", family = true }}

[sources.page]
title = "A page"
kind = "reporting"
published = "unknown"
claims.said = {{ at = "s1", fact = "Something." }}

"""
LINE = GROUND.count("\n") + 1

CHANNEL = """\
[channels.azure]
seller = "Microsoft"
models = "GPT"
into = "China"
open = { seen = 2026-06-18 }
claims = "said"
"""
METRIC = """\
[metrics.growth]
revenue = { of = "Microsoft", period = "FY2025" }
versus = { period = "FY2024" }
is = "x3"
claims = "said"
"""


def faults_of(text: str, form: Format = "toml") -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        loads(text, format=form)
    return [str(fault) for fault in caught.value.faults]


def assert_faults(found: list[str], expected: list[str]) -> None:
    """Assert that each fault begins as expected; lists of what is valid may be long."""
    assert len(found) == len(expected), found
    for one, other in zip(found, expected, strict=True):
        assert one[: len(other)] == other


def with_line(text: str, number: int, line: str) -> str:
    """A text with one of its lines, counted from 0, replaced."""
    lines = text.splitlines()
    lines[number] = line
    return "\n".join(lines)


TOP = {
    "empty": ("", ["the document: it is empty (valid: at least: format"]),
    "blank": (" \n\t\n", ["the document: it is empty"]),
    "missing format": (
        HEADER.replace('format = "aibroker/1"\n', ""), ['format: this key is missing (valid: format = "aibroker/1")']
    ),
    "wrong format version": (
        HEADER.replace("aibroker/1", "aibroker/9"),
        ["1 format: a format that this version of the library does not read: 'aibroker/9' (valid: \"aibroker/1\")"],
    ),
    "missing as_of": (HEADER.replace("as_of = 2026-11-23\n", ""), ["as_of: this key is missing (valid: as_of = "]),
    "missing title": (HEADER.replace('title = "A case"\n', ""), ["title: this key is missing"]),
    "title of a wrong type": (HEADER.replace('"A case"', "3"), ["2 title: a text is wanted here: 3"]),
    "as_of that is no day": (HEADER.replace("2026-11-23", '"yesterday"'), ["3 as_of: not a calendar day: 'yesterday'"]),
    "as_of with an hour": (HEADER.replace("2026-11-23", "2026-11-23T10:00:00"), ["3 as_of: not a calendar day: datetime."]),
    "misspelt section": (f"{HEADER}[chanels]\n", ["4 chanels: unknown key: 'chanels' (did you mean 'channels' or "]),
    "section that is no table": (f"{HEADER}companies = 3\n", ["4 companies: a table is wanted here: 3"]),
    "section that is a list": (
        f"{HEADER}[[companies]]\nname = 'X'\n", ["4 companies: a table is wanted here: [{'name': 'X'}] (valid: a table of records"]
    ),
    "record that is no table": (
        f"{HEADER}[companies]\nMicrosoft = 'US'\n",
        ["5 companies.Microsoft: a record is wanted here, as a table: 'US' (valid: Microsoft = { … })"],
    ),
    "unknown case used": (
        f'{HEADER}uses = ["microsoft-openai-chna"]\n',
        ["4 uses: no bundled case bears this name: 'microsoft-openai-chna' (did you mean 'microsoft-openai-china'?)"],
    ),
    "uses of a wrong type": (f"{HEADER}uses = 3\n", ["4 uses: names of bundled cases are wanted here: 3"]),
    "a scenario": (
        f"{HEADER}effective = 2026-10-01\n", ["4 effective: this key belongs to a scenario, not to a case (valid: a scenario"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOP.values(), ids=TOP)
def test_the_top_of_a_file(text: str, expected: list[str]) -> None:
    assert_faults(faults_of(text), expected)


SYNTAX = {
    "an unquoted month": (
        f"{HEADER}[sources.s]\npublished = 2025-09\n",
        ['5 the document: text stands without quotes, also a month, a quarter or an estimate: 2025-09 (valid: "2025-09")'],
    ),
    "an unquoted quarter in a table": (
        f'{HEADER}[metrics.m]\nrevenue = {{ of = "M", period = 2024-Q1 }}\n',
        ["5 the document: text stands without quotes, also a month, a quarter or an estimate: 2024-Q1"],
    ),
    "an unquoted estimate": (
        f"{HEADER}[metrics.m]\nis = ~1.5 %\n",
        ["5 the document: text stands without quotes, also a month, a quarter or an estimate: ~1.5 % (valid: \"~1.5 %\")"],
    ),
    "an unquoted name": (
        f"{HEADER}[rights.r]\nmodels = [GPT]\n", ["5 the document: text stands without quotes, also a month, a quarter or an estimate: GPT"]
    ),
    "a key twice": (
        f"{HEADER}title = 'again'\n[companies]\n", ["4 the document: a key or a table stands twice: \"title = 'again'\""]
    ),
    "a table twice": (
        f"{HEADER}[companies]\n[markets]\n[companies]\n", ["6 the document: a key or a table stands twice: '[companies]'"]
    ),
    "a bracket left open": (f"{HEADER}[companies\n", ["4 the document: it is no TOML: "]),
    "lists that lie too deep": (
        f"{HEADER}x = {'[' * 5000}{']' * 5000}", ["the document: its tables and lists lie too deep in each other (valid: at most 40)"]
    ),
    "tables that lie too deep": (
        f"{HEADER}[{'.'.join(['not'] * 60)}]\n", ["the document: its tables and lists lie too deep in each other"]
    ),
    "a number without end": (f"{HEADER}x = {'1' * 5000}\n", ["the document: it holds a number that is too long"]),
    "a text of 50 MB": (f"{HEADER}x = '{'a' * 50_000_000}'\n", ["the document: it is too large to be a case (valid: at most 32 MiB)"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_toml(text: str, expected: list[str]) -> None:
    assert_faults(faults_of(text), expected)


def json_case(**further: object) -> str:
    return json.dumps({"format": "aibroker/1", "title": "A case", "as_of": "2026-11-23", **further}, indent=1)


JSON = {
    "a key twice": (
        '{"format": "aibroker/1",\n "title": "A",\n "companies": {"X": {},\n  "X": {}}}',
        ["4 companies.X: this key stands twice in one table (valid: each key once)"],
    ),
    "no table at the top": ("[1, 2]", ["1 the document: a table is wanted at the top: [1, 2]"]),
    "a comma too many": ('{"format": "aibroker/1",\n}', ["2 the document: it is no JSON: "]),
    "NaN": (
        json_case(metrics={"m": {"revenue": {"of": "x", "period": "2024"}, "is": float("nan"), "claims": []}}),
        ["11 metrics.m.is: not an estimate: nan"],
    ),
    "infinity": (
        json_case(metrics={"m": {"revenue": {"of": "x", "period": "2024"}, "is": float("inf"), "claims": []}}),
        ["11 metrics.m.is: not an estimate: inf"],
    ),
    "infinity by overflow": ('{"format": 1e999}', ["1 format: a format that this version of the library does not read: inf"]),
    "null": (
        json_case(companies={"Microsoft": {"home": None}}),
        ["7 companies.Microsoft.home: null says nothing (valid: leave the key out, or say 'unknown'"],
    ),
    "objects that lie too deep": ('{"a":' * 9000 + "1" + "}" * 9000, ["the document: its tables and lists lie too deep"]),
    "objects just too deep": ('{"a":' * 60 + "1" + "}" * 60, ["the document: its tables and lists lie too deep"]),
    "a number without end": ('{"a": ' + "1" * 5000 + "}", ["the document: it holds a number that is too long"]),
    "half a character": (json_case(note="\ud800"), ["the document: text with half a character: '\\ud800'"]),
    "half a character in a key": (json_case(**{"\udfff": 1}), ["the document: text with half a character: '\\udfff'"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JSON.values(), ids=JSON)
def test_what_is_no_json(text: str, expected: list[str]) -> None:
    found = faults_of(text, "json")

    assert_faults([each for each in found if "no party bears" not in each and "rests on no" not in each], expected)


RECORDS = {
    "misspelt key": (
        f"{CHANNEL}safeguard = 'x'\n",
        ["6 channels.azure.safeguard: unknown key: 'safeguard' (did you mean 'safeguards'?; valid: seller, models, "],
    ),
    "a dunder for a key": (f"{CHANNEL}__class__ = 'x'\n", ["6 channels.azure.__class__: unknown key: '__class__' (valid: "]),
    "wrong type of a reference": (
        with_line(CHANNEL, 1, "seller = 3"), ["1 channels.azure.seller: an id or a name is wanted here: 3 (valid: text in"]
    ),
    "wrong type of a list": (
        with_line(CHANNEL, 2, "models = 3"), ["2 channels.azure.models: a list of texts is wanted here: 3 (valid: "]
    ),
    "wrong type in a list": (
        with_line(CHANNEL, 2, "models = ['GPT', 3]"), ["2 channels.azure.models[1]: an id or a name is wanted here: 3"]
    ),
    "named twice in one list": (
        with_line(CHANNEL, 2, "models = ['GPT', 'GPT']"), ["2 channels.azure.models[1]: named twice in one list: 'GPT'"]
    ),
    "unknown id": (
        with_line(CHANNEL, 1, "seller = 'Microsft'"),
        ["1 channels.azure.seller: no vendor bears this id or name: 'Microsft' (did you mean 'Microsoft'?)"],
    ),
    "unknown country": (
        with_line(CHANNEL, 3, "into = ['Singapore', 'Chnia']"),
        ["3 channels.azure.into[1]: no market bears this id or name: 'Chnia' (did you mean 'China' or "],
    ),
    "ambiguous country": (
        with_line(CHANNEL, 3, "into = 'Korea'"), ["3 channels.azure.into: this names more than one market: 'Korea' (valid: kp, kr)"]
    ),
    "an empty territory": (with_line(CHANNEL, 3, "into = []"), ["0 channels.azure: a territory without a market: () (valid: "]),
    "nothing left of a territory": (
        f"{CHANNEL}excluding = 'China'\n", ["6 channels.azure.excluding: nothing is left of the territory: cn (valid: "]
    ),
    "missing into": (
        with_line(CHANNEL, 3, ""), ['0 channels.azure.into: this key is missing (valid: into = ["China"], or into = "unknown")']
    ),
    "missing open": (with_line(CHANNEL, 4, ""), ["0 channels.azure.open: this key is missing (valid: open = { since = "]),
    "an unknown word": (
        f"{CHANNEL}status = 'sol'\n",
        ["6 channels.azure.status: not one of the words that are known here: 'sol' (did you mean 'sold'?; valid: \"sold\", "],
    ),
    "a claim that no source makes": (
        with_line(CHANNEL, 5, "claims = ['side']"),
        ["5 channels.azure.claims[0]: no claim bears this id or name: 'side' (did you mean 'said'?)"],
    ),
    "a statement without a claim": (with_line(CHANNEL, 5, ""), ["0 channels.azure: it rests on no claim (valid: the ids "]),
    "an id taken twice": (
        f"{CHANNEL}[channels.Azure]\n", [f"6 channels.Azure: this id is taken twice, first by 'azure' (line {LINE}): 'azure'"]
    ),
    "two keys with one slug": (
        "[products]\n'Azure AI' = { of = 'Microsoft' }\nazure-ai = { of = 'Microsoft' }\n",
        [f"2 products.azure-ai: this id is taken twice, first by 'Azure AI' (line {LINE + 1}): 'azure-ai'"],
    ),
    "a company and an authority with one id": (
        "[authorities]\noracle = { }\n", ["1 authorities.oracle: this id is taken twice, first by 'Oracle' (line 8): 'oracle'"]
    ),
    "a circle of products": (
        "[products]\nA = { of = 'Microsoft', within = 'B' }\nB = { of = 'Microsoft', within = 'A' }\n",
        ["1 products.A: these lie in a circle: a → b → a"],
    ),
    "a circle of markets": (
        "[markets]\nA = { within = 'B' }\nB = { within = 'A' }\n", ["1 markets.A: these lie in a circle: a → b → a"]
    ),
    "an id that climbs": (
        "[products]\nX = { id = '../x', of = 'Microsoft' }\n", ["1 products.X.id: is no id: '../x' (did you mean 'x'?; valid: a slug"]
    ),
    "an id that is no slug": (
        "[products]\nX = { id = '__class__', of = 'Microsoft' }\n", ["1 products.X.id: is no id: '__class__' (did you mean 'class'?"]
    ),
    "an id that is too long": (
        f"[products]\nX = {{ id = '{'x' * 500}', of = 'Microsoft' }}\n", ["1 products.X.id: is no id: 'xxxxx"]
    ),
    "an id of a wrong type": (
        "[products]\nX = { id = 3, of = 'Microsoft' }\n", ["1 products.X.id: an id or a name is wanted here: 3"]
    ),
    "a key with a control character": (
        '[products]\n"a\\u0000b" = { of = "Microsoft" }\n', ['1 products."a\\u0000b": this cannot be the key of a record: \'a\\x00b\'']
    ),
    "a key that is too long": (
        f"[products]\n{'x' * 500} = {{ of = 'Microsoft' }}\n", [f"1 products.{'x' * 500}: this cannot be the key of a record"]
    ),
    "a key of which no id can be made": (
        "[products]\n'中国' = { of = 'Microsoft' }\n", ['1 products."中国": no id can be made from this name; give one: \'中国\'']
    ),
    "an empty name": ("[products]\nX = { name = '', of = 'Microsoft' }\n", ["1 products.X.name: wants a text that is not empty: ''"]),
}  # fmt: skip

STATEMENTS = {
    "a text for a truth value": (
        "[measures]\nX = { dimension = 'token', kind = 'flow', adds_up = 'false' }\n",
        ["1 measures.X.adds_up: true or false is wanted here: 'false' (valid: true or false, without quotes)"],
    ),
    "a number for a whole one": (
        with_line(METRIC, 1, "revenue = { of = 'Microsoft', period = 3.7 }"), ["1 metrics.growth.revenue.period: not a period: 3.7 (valid: \"2024\""]
    ),
    "a truth value for a number": (with_line(METRIC, 3, "is = true"), ["3 metrics.growth.is: not an estimate: True (valid: "]),
    "NaN": (with_line(METRIC, 3, "is = nan"), ["3 metrics.growth.is: not an estimate: nan"]),
    "infinity": (with_line(METRIC, 3, "is = -inf"), ["3 metrics.growth.is: not an estimate: -inf"]),
    "unknown unit": (
        with_line(METRIC, 3, "is = '> 1 bn USDD/year'"), ["3 metrics.growth.is: unknown unit 'USDD' in: 'USDD/year' (did you mean 'USD'?"]
    ),
    "a share in USD": (
        with_line(METRIC, 3, "is = '3 bn USD'"), ["0 metrics.growth: a ratio of two quantities has no such unit: '3 bn USD' (valid: percent or"]
    ),
    "a unit that does not fit its measure": (
        with_line(with_line(METRIC, 2, ""), 3, "is = '3 bn token'"),
        ["3 metrics.growth.is: this unit does not fit the measure sales: 3 bn token (valid: money or money/time)"],
    ),
    "a growth without base": (
        with_line(METRIC, 2, ""), ["3 metrics.growth.is: growth or a share, and nothing says of what: 'x3' (valid: versus = "]
    ),
    "a growth of itself": (
        with_line(METRIC, 2, "versus = { period = 'FY2025' }"), ["0 metrics.growth: a ratio of a quantity to itself: 'revenue'"]
    ),
    "a share and a growth at once": (
        with_line(f"{METRIC}share_of = {{ in = 'world' }}\n", 3, "is = '3 %'"), ["2 metrics.growth.versus: a number is a share or a comparison, not both: 'versus'"]
    ),
    "low above high": (with_line(METRIC, 3, "is = '2..1 x'"), ["3 metrics.growth.is: "]),
    "low above high in numbers": (
        with_line(METRIC, 3, "is = { low = 2, high = 1, unit = 'times' }"), ["3 metrics.growth.is: bounds run upwards"]
    ),
    "numbers that are not what the text says": (
        with_line(METRIC, 3, "is = { text = 'x3', low = 3, high = 4, unit = 'times' }"),
        ["3 metrics.growth.is: the numbers of this estimate are not what its text says: "],
    ),
    "an end neither closed nor open": (
        with_line(METRIC, 3, "is = { low = 1, unit = 'times' }"), ["3 metrics.growth.is: an end of an estimate is a number, or open: high"]
    ),
    "an end that is no number": (
        with_line(METRIC, 3, "is = { low = 'one', high = 2 }"), ["3 metrics.growth.is: a finite number is wanted here: 'one'"]
    ),
    "an unknown key of an estimate": (
        with_line(METRIC, 3, "is = { txt = 'x3' }"), ["3 metrics.growth.is: unknown key of an estimate: 'txt' (did you mean 'text'?"]
    ),
    "impossible period": (
        with_line(METRIC, 2, "versus = { period = '2025-13' }"), ["2 metrics.growth.versus.period: not a period: '2025-13'"]
    ),
    "a fiscal year without a calendar": (
        with_line(with_line(METRIC, 1, "revenue = { of = 'Oracle', period = 'FY2025' }"), 2, "versus = { period = '2024' }"),
        ["1 metrics.growth.revenue.period: a fiscal period of a company whose year end is not known: Oracle: 'FY2025' (valid: year_ends"],
    ),
    "a fiscal year of nobody": (
        with_line(METRIC, 1, "revenue = { period = 'FY2025' }"),
        [
            "1 metrics.growth.revenue.period: a fiscal period of no company: 'FY2025' (valid: say whose year it is",
            "2 metrics.growth.versus.period: a fiscal period of no company: 'FY2024'",
        ],
    ),
    "one reading alone": (
        with_line(METRIC, 1, "revenue = { of = 'Microsoft', period = { either = ['2025'] } }"),
        ["1 metrics.growth.revenue.period: at least two readings of a period are wanted here: ['2025']"],
    ),
    "a missing period": (
        with_line(with_line(METRIC, 1, "revenue = { of = 'Microsoft' }"), 2, "versus = { in = 'China' }"),
        ["1 metrics.growth.revenue.period: this key is missing (valid: period = \"2024\""],
    ),
    "a misspelt aspect": (
        with_line(METRIC, 1, "revenue = { off = 'Microsoft', of = 'Microsoft', period = 'FY2025' }"),
        ["1 metrics.growth.revenue.off: unknown key: 'off' (did you mean 'of'?; valid: of, in, from, product, period)"],
    ),
    "a misspelt measure": (
        with_line(METRIC, 1, "revenu = { of = 'Microsoft', period = 'FY2025' }"),
        ["1 metrics.growth.revenu: neither a key of this table nor a measure: 'revenu' (did you mean 'revenue'?"],
    ),
    "no measure": (with_line(METRIC, 1, ""), ["0 metrics.growth: nothing says what is measured (valid: for example revenue"]),
    "two measures": (
        f"{METRIC}profit = {{ period = '2024' }}\n", ["5 metrics.growth.profit: a second measure in one table: 'profit' (valid: only revenue)"]
    ),
    "a misspelt key beside a measure": (
        f"{METRIC}clams = 'said'\n", ["5 metrics.growth.clams: unknown key: 'clams' (did you mean 'claims'?"]
    ),
    "a measure that is no table": (with_line(METRIC, 1, "revenue = 3"), ["1 metrics.growth.revenue: a table is wanted here: 3"]),
    "a missing is": (with_line(METRIC, 3, ""), ["0 metrics.growth.is: this key is missing (valid: is = \"~1.5 %\")"]),
    "an unknown company of a number": (
        with_line(METRIC, 1, "revenue = { of = 'Microsft', period = '2025' }").replace("FY2024", "2024"),
        ["1 metrics.growth.revenue.of: no party bears this id or name: 'Microsft' (did you mean 'Microsoft'?)"],
    ),
    "another seller's product": (
        "[products]\nA = { of = 'Oracle' }\n" + METRIC.replace("', period".replace("'", '"'), '", product = "A", period'),
        [
            "3 metrics.growth.revenue: this product is another seller's: a (valid: of = 'oracle')",
            "4 metrics.growth.versus: this product is another seller's: a",
        ],
    ),
    "a partition of one": (
        "[partitions.p]\nwhole = { revenue = { period = '2024' } }\nparts = [{ in = 'China' }]\nclaims = 'said'\n",
        ["0 partitions.p: a partition has a whole and at least two other, different parts: 'p'"],
    ),
    "parts that are no list": (
        "[partitions.p]\nwhole = { revenue = { period = '2024' } }\nparts = { in = 'China' }\nclaims = 'said'\n",
        ["2 partitions.p.parts: a list is wanted here: {'in': 'China'}"],
    ),
    "a quantity with two measures": (
        "[comparisons.c]\nsmaller = { revenue = { period = '2024' }, profit = { period = '2024' } }\n"
        "larger = { in = 'world' }\nclaims = 'said'\n",
        ["1 comparisons.c.smaller.profit: a second measure in one table: 'profit'"],
    ),
    "a reading of no metric": (
        "[assumptions.a]\nbecause = 'So.'\nreads = { grwth = { is = 'x3' } }\n" + METRIC,
        ["2 assumptions.a.reads.grwth: no metric bears this key: 'grwth' (did you mean 'growth'?)"],
    ),
    "a reading against its relation": (
        "[assumptions.a]\nbecause = 'So.'\nreads = { growth = { share_of = { in = 'world' } } }\n" + METRIC,
        ["2 assumptions.a.reads.growth.share_of: the number that is read says otherwise: 'share_of' (valid: versus)"],
    ),
    "a fault in what an assumption adds": (
        "[assumptions.a]\nbecause = 'So.'\n[assumptions.a.adds.metrics.m]\n"
        "profit = { of = 'Microsoft', period = '2024' }\nis = '3 token'\nclaims = 'said'\n",
        ["4 assumptions.a.adds.metrics.m.is: this unit does not fit the measure profit: 3 token (valid: money or money/time)"],
    ),
    "an unknown group of additions": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nadds = { metric = {} }\n",
        ["3 assumptions.a.adds.metric: unknown key: 'metric' (did you mean 'metrics'?; valid: metrics, partitions, comparisons)"],
    ),
    "an assumption that assumes nothing": (
        "[assumptions.a]\nbecause = 'So.'\n", ["0 assumptions.a: an assumption that assumes nothing: 'a'"]
    ),
    "a question without its buyer": (
        "[ask.q]\nkind = 'access'\nmodel = 'GPT'\n", ["0 ask.q: a question of kind access wants party: 'q' (valid: model and party)"]
    ),
    "a question of unknown kind": (
        "[ask.q]\nkind = 'acces'\nmodel = 'GPT'\n",
        ["1 ask.q.kind: not one of the words that are known here: 'acces' (did you mean 'access'?"],
    ),
}  # fmt: skip

TERMS = {
    "ended before since": (
        with_line(CHANNEL, 4, "open = { since = 2026-06-18, ended = 2026-01-01 }"),
        ["4 channels.azure.open: it would end before it begins: 'since 2026-06-18, ended 2026-01-01'"],
    ),
    "seen outside": (
        with_line(CHANNEL, 4, "open = { since = 2026-06-18, seen = 2026-01-01 }"),
        ["4 channels.azure.open: it was seen on a day on which it cannot have held: '2026-01-01'"],
    ),
    "a single day": (
        with_line(CHANNEL, 4, "open = '2026-06-18'"),
        ["4 channels.azure.open: a single day, which does not say whether it began then or was seen then: '2026-06-18'"],
    ),
    "a date for a validity": (with_line(CHANNEL, 4, "open = 2026-06-18"), ["4 channels.azure.open: this does not say when: "]),
    "a misspelt key of a validity": (
        with_line(CHANNEL, 4, "open = { sinc = 2026-06-18 }"), ["4 channels.azure.open.sinc: unknown key: 'sinc' (did you mean 'since'?"]
    ),
    "a fiscal year since when": (
        with_line(CHANNEL, 4, "open = { since = 'FY2025' }"), ["4 channels.azure.open.since: not a day, a month or a year: 'FY2025'"]
    ),
    "a day that is none": (
        with_line(CHANNEL, 4, "open = { seen = ['2026-02-30'] }"), ["4 channels.azure.open.seen: not a calendar day: '2026-02-30'"]
    ),
    "exactly and at least": (
        f"{CHANNEL}hosted_in = {{ exactly = 'SG', at_least = 'JP' }}\n",
        ["6 channels.azure.hosted_in: exactly says all there is"],
    ),
    "a condition without words": (f"{CHANNEL}only_to = {{}}\n", ["6 channels.azure.only_to: a condition that says nothing: {}"]),
    "a condition that is no table": (
        f"{CHANNEL}only_to = 'banks'\n", ["6 channels.azure.only_to: a table is wanted here: 'banks' (valid: a condition on"]
    ),
    "a misspelt condition": (f"{CHANNEL}only_to = {{ inn = 'China' }}\n", [
        "6 channels.azure.only_to: a condition that says nothing: {'inn': 'China'}",
        "6 channels.azure.only_to.inn: unknown key: 'inn' (did you mean 'in'?",
    ]),
    "an unknown market deep in a condition": (
        f"{CHANNEL}only_to = {{ vetted = 'x', any = [{{ kind = 'bank' }}, {{ not = {{ in = ['China', 'Chnia'] }} }}] }}\n",
        ["6 channels.azure.only_to.any[1].not.in[1]: no market bears this id or name: 'Chnia'"],
    ),
    "a share of owners left out": (
        f"{CHANNEL}only_to = {{ owned_from = 'China' }}\n",
        ["6 channels.azure.only_to.more_than: this key is missing (valid: both: owned_from"],
    ),
    "a share of owners that is none": (
        f"{CHANNEL}only_to = {{ owned_from = 'China', more_than = '3 USD' }}\n",
        ["6 channels.azure.only_to.more_than: is not a share: '3 USD' (valid: for example '50 %')"],
    ),
    "an owner from nowhere": (
        "[companies.Acme]\nowners = [{ share = '51 %' }]\n",
        ["1 companies.Acme.owners[0]: an owner is a party or comes from a place, one of the two"],
    ),
    "an unknown role": (
        "[companies.Acme]\nrole = 'seller'\n", ["1 companies.Acme.role: no such role: 'seller' (valid: \"vendor\" or"]
    ),
    "a position of unknown strength": (
        "[sources.page.claims.first]\nat = 's2'\nfact = 'First.'\n"
        "position = { who = 'Microsoft', strength = 'only', market = 'China' }\n",
        ["3 sources.page.claims.first.position.strength: not one of the words that are known here: 'only' (valid: \"sole\", "],
    ),
    "two texts in one claim": (
        "[sources.page.claims.first]\nat = 's2'\nfact = 'First.'\nnumber = 'Second.'\n",
        ["3 sources.page.claims.first.number: a second text in one claim: 'number' (valid: exactly one of fact, number"],
    ),
    "no text in a claim": (
        "[sources.page.claims.first]\nat = 's2'\n", ["0 sources.page.claims.first: a claim without its text (valid: exactly one of"]
    ),
    "a claim without a place": (
        "[sources.page.claims.first]\nfact = 'x'\n", ["0 sources.page.claims.first.at: this key is missing (valid: at = …)"]
    ),
    "claims that are no table": (
        "[sources.other]\ntitle = 'x'\nkind = 'filing'\npublished = 2025\nclaims = ['x']\n",
        ["4 sources.other.claims: a table is wanted here: ['x']"],
    ),
    "missing published": (
        "[sources.other]\ntitle = 'x'\nkind = 'filing'\n", ["0 sources.other.published: this key is missing (valid: published = "]
    ),
    "missing kind of a source": (
        "[sources.other]\ntitle = 'x'\npublished = 2025\n",
        ["0 sources.other.kind: this key is missing (valid: kind = one of \"filing\", "],
    ),
    "an owner of two kinds": (
        "[authorities.A]\njurisdiction = 3\n", ["1 authorities.A.jurisdiction: a list of texts is wanted here: 3"]
    ),
    "stages that are no list": (
        "[authorities.A]\n[rules.r]\ntitle = 'R'\nauthority = 'A'\nclaims = 'said'\nstages = { stage = 'proposed' }\n",
        ["5 rules.r.stages: a list is wanted here: {'stage': 'proposed'}"],
    ),
    "a stage that is none": (
        "[authorities.A]\n[rules.r]\ntitle = 'R'\nauthority = 'A'\nclaims = 'said'\nstages = [{ stage = 'propsed' }]\n",
        ["5 rules.r.stages[0].stage: not one of the words that are known here: 'propsed' (did you mean 'proposed'?"],
    ),
    "a selection that is no table": (
        "[authorities.A]\n[rules.r]\ntitle = 'R'\nauthority = 'A'\nclaims = 'said'\nrestricts = 'all'\n",
        ["5 rules.r.restricts: a table is wanted here: 'all'"],
    ),
    "an unknown market in a selection": (
        "[authorities.A]\n[rules.r]\ntitle = 'R'\nauthority = 'A'\nclaims = 'said'\nrestricts = { sellers = { home = ['USSA'] } }\n",
        ["5 rules.r.restricts.sellers.home[0]: no market bears this id or name: 'USSA'"],
    ),
    "a family said twice": (
        "[models.X]\nby = 'OpenAI'\nfamily = true\nis_family = true\n",
        ["3 models.X.is_family: family says so already: True (valid: one of the two keys)"],
    ),
    "a payment of no share": (
        "[payments.p]\npayer = 'OpenAI'\npayee = 'Microsoft'\nshare = '3 USD'\n"
        "of = { revenue = { of = 'OpenAI', period = '2024' } }\nholds = 'unknown'\nclaims = 'said'\n",
        ["0 payments.p: what is paid is a share, so that its unit must be a ratio: '3 USD'"],
    ),
}  # fmt: skip

ALL = {
    f"{group}: {name}": case
    for group, cases in (("records", RECORDS), ("numbers", STATEMENTS), ("terms", TERMS))
    for name, case in cases.items()
}


@pytest.mark.parametrize(("body", "expected"), ALL.values(), ids=ALL)
def test_what_is_wrong_with_a_record(body: str, expected: list[str]) -> None:
    found = faults_of(GROUND + body)

    moved = [f"{LINE + int(line)} {rest}" for line, _, rest in (each.partition(" ") for each in expected)]
    assert_faults(found, moved)


def test_every_fault_is_reported_at_once() -> None:
    found = faults_of(
        GROUND
        + with_line(with_line(CHANNEL, 1, "seller = 'Microsft'"), 3, "into = 'Chnia'")
        + METRIC.replace("x3", "3 USD")
    )

    assert [each.split(":")[0] for each in found] == [
        f"{LINE + 1} channels.azure.seller", f"{LINE + 3} channels.azure.into", f"{LINE + 6} metrics.growth"
    ]  # fmt: skip


def test_what_follows_from_a_fault_is_not_another_one() -> None:
    """The channel refers to a company that cannot be read; that it is there is known all the same."""
    found = faults_of(f"{GROUND}[companies.Acme]\nhome = 3\nid = 4\n" + CHANNEL.replace("Microsoft", "Acme"))

    assert [each.split(":")[0] for each in found] == [
        f"{LINE + 1} companies.Acme.home",
        f"{LINE + 2} companies.Acme.id",
    ]


def test_faults_are_of_the_library_and_of_python() -> None:
    with pytest.raises(InvalidLandscapeError) as caught:
        loads("")

    assert isinstance(caught.value, AibrokerError)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).startswith("1 fault:\n  the document: it is empty")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"no\.toml the document: there is no such file or folder") as caught:
        load(tmp_path / "no.toml")

    assert isinstance(caught.value, FileNotFoundError)


def test_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"format = 1\n\xff\xfe\x00")

    with pytest.raises(InvalidFileError, match=r"case\.toml:2 the document: it is no UTF-8 text"):
        load(tmp_path / "case.toml")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("format: x")

    with pytest.raises(InvalidFileError, match=r"case\.yaml the document: its name says no known format: '\.yaml'"):
        load(tmp_path / "case.yaml")


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").mkdir()

    with pytest.raises(InvalidFileError, match=r"the document: it cannot be read \("):
        load_scenario(tmp_path / "scenario.toml")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "case.toml").open("wb") as file:
        file.truncate(LARGEST + 1)

    with pytest.raises(InvalidFileError, match="it is too large to be a case"):
        load(tmp_path / "case.toml")


SCENARIO = """\
format = "aibroker/1"
scenario = "A ban"
effective = 2026-10-01
[[steps]]
restrict = { buyers = { in = "China" } }
"""
SCENARIOS = {
    "without a format": (with_line(SCENARIO, 0, ""), ["format: this key is missing"]),
    "without a name": (with_line(SCENARIO, 1, ""), ["scenario: this key is missing (valid: scenario = …)"]),
    "without a day": (with_line(SCENARIO, 2, ""), ["effective: this key is missing"]),
    "a day that is none": (with_line(SCENARIO, 2, "effective = 'soon'"), ["3 effective: not a calendar day: 'soon'"]),
    "a misspelt key": (
        with_line(SCENARIO, 2, "effectiv = 2026-10-01"),
        ["effective: this key is missing", "3 effectiv: unknown key: 'effectiv' (did you mean 'effective'?"],
    ),
    "a case": (f"as_of = 2026-10-01\n{SCENARIO}", ["1 as_of: unknown key: 'as_of'"]),
    "steps that are no list": (
        SCENARIO.replace("[[steps]]", "[steps]"), ["4 steps: a list is wanted here: {'restrict': "]
    ),
    "a step that is no table": (
        "\n".join([*SCENARIO.splitlines()[:3], "steps = [3]"]), ["4 steps[0]: a table is wanted here: 3"]
    ),
    "an unknown step": (
        SCENARIO.replace("restrict", "restrct"),
        ["4 steps[0]: a step without anything to do (valid: restrict)", "5 steps[0].restrct: unknown key: 'restrct' (did you mean"],
    ),
    "a restriction that is no table": (
        with_line(SCENARIO, 4, "restrict = 3"), ["5 steps[0].restrict: a table is wanted here: 3"]
    ),
    "a misspelt selection": (
        SCENARIO.replace("buyers", "buyer"), ["5 steps[0].restrict.buyer: unknown key: 'buyer' (did you mean 'buyers'?"]
    ),
    "a misspelt seller": (
        SCENARIO.replace("buyers = {", "sellers = { hom = 'US' }, buyers = {"),
        ["5 steps[0].restrict.sellers.hom: unknown key: 'hom' (did you mean 'home'?; valid: home, named)"],
    ),
    "a step that ends before it begins": (
        SCENARIO.replace("restrict = {", "restrict = { until = 2026-01-01,"), ["a step that ends before it takes effect"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_what_is_wrong_with_a_scenario(text: str, expected: list[str]) -> None:
    with pytest.raises(InvalidFileError) as caught:
        loads_scenario(text)

    assert_faults([str(fault) for fault in caught.value.faults], expected)
