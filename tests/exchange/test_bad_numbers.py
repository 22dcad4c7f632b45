"""Numbers that are wrong: units, periods, bases, sums, readings and questions."""

import pytest

from tests.exchange.bad_input import METRIC, assert_record_faults, with_line

STATEMENTS = {
    "a number beyond all bounds": (
        with_line(METRIC, 3, f"is = {10**400}"),
        ["3 metrics.growth.is: "],
    ),
    "a text that is no estimate": (
        with_line(with_line(METRIC, 2, ""), 3, "is = 'a lot'"),
        ["3 metrics.growth.is: "],
    ),
    "a base that is no table": (
        with_line(METRIC, 2, "versus = 3"),
        ["2 metrics.growth.versus: a table is wanted here: 3 (valid: what differs, for example"],
    ),
    "a question that is no table": (
        "[ask.q]\nrevenue = 3\n",
        ["1 ask.q.revenue: a table is wanted here: 3"],
    ),
    "additions that are no table": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nadds = 3\n",
        ["3 assumptions.a.adds: a table is wanted here: 3"],
    ),
    "an addition that is no table": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nadds = { metrics = { m = 3 } }\n",
        ["3 assumptions.a.adds.metrics.m: a table is wanted here: 3"],
    ),
    "additions of a kind that are no table": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nadds = { metrics = 3 }\n",
        ["3 assumptions.a.adds.metrics: a table is wanted here: 3"],
    ),
    "an addition with an id that holds another": (
        """\
[assumptions.a]
because = "So."
[assumptions.a.adds.metrics."m"]
profit = { of = "Microsoft", period = "2024" }
is = "3 USD"
claims = "said"
[assumptions.a.adds.metrics."m.n"]
profit = { of = "Microsoft", period = "2024" }
is = "3 token"
claims = "said"
""",
        ['8 assumptions.a.adds.metrics."m.n".is: this unit does not fit the measure profit'],
    ),
    "readings that are no table": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nreads = 3\n",
        ["3 assumptions.a.reads: a table is wanted here: 3"],
    ),
    "a reading that is no table": (
        f"[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nreads = {{ growth = 3 }}\n{METRIC}",
        ["3 assumptions.a.reads.growth: a table is wanted here: 3"],
    ),
    "a reading of a number that is wrong itself": (
        "[assumptions.a]\nbecause = 'So.'\nreads = { growth = { is = 'x4' } }\n" + with_line(METRIC, 1, "revenue = 3"),
        ["4 metrics.growth.revenue: a table is wanted here: 3"],
    ),
    "a text for a truth value": (
        "[measures]\nX = { dimension = 'token', kind = 'flow', adds_up = 'false' }\n",
        ["1 measures.X.adds_up: true or false is wanted here: 'false' (valid: true or false, without quotes)"],
    ),
    "a number for a whole one": (
        with_line(METRIC, 1, "revenue = { of = 'Microsoft', period = 3.7 }"),
        ['1 metrics.growth.revenue.period: not a period: 3.7 (valid: "2024"'],
    ),
    "a truth value for a number": (
        with_line(METRIC, 3, "is = true"),
        ["3 metrics.growth.is: not an estimate: True (valid: "],
    ),
    "NaN": (with_line(METRIC, 3, "is = nan"), ["3 metrics.growth.is: not an estimate: nan"]),
    "infinity": (with_line(METRIC, 3, "is = -inf"), ["3 metrics.growth.is: not an estimate: -inf"]),
    "unknown unit": (
        with_line(METRIC, 3, "is = '> 1 bn USDD/year'"),
        ["3 metrics.growth.is: unknown unit 'USDD' in: 'USDD/year' (did you mean 'USD'?"],
    ),
    "a share in USD": (
        with_line(METRIC, 3, "is = '3 bn USD'"),
        ["0 metrics.growth: a ratio of two quantities has no such unit: '3 bn USD' (valid: percent or"],
    ),
    "a unit that does not fit its measure": (
        with_line(with_line(METRIC, 2, ""), 3, "is = '3 bn token'"),
        ["3 metrics.growth.is: this unit does not fit the measure sales: 3 bn token (valid: money or money/time)"],
    ),
    "a growth without base": (
        with_line(METRIC, 2, ""),
        ["3 metrics.growth.is: growth or a share, and nothing says of what: 'x3' (valid: versus = "],
    ),
    "a growth of itself": (
        with_line(METRIC, 2, "versus = { period = 'FY2025' }"),
        ["0 metrics.growth: a ratio of a quantity to itself: 'revenue'"],
    ),
    "a share and a growth at once": (
        with_line(f"{METRIC}share_of = {{ in = 'world' }}\n", 3, "is = '3 %'"),
        ["2 metrics.growth.versus: a number is a share or a comparison, not both: 'versus'"],
    ),
    "low above high": (with_line(METRIC, 3, "is = '2..1 x'"), ["3 metrics.growth.is: "]),
    "low above high in numbers": (
        with_line(METRIC, 3, "is = { low = 2, high = 1, unit = 'times' }"),
        ["3 metrics.growth.is: bounds run upwards"],
    ),
    "numbers that are not what the text says": (
        with_line(METRIC, 3, "is = { text = 'x3', low = 3, high = 4, unit = 'times' }"),
        ["3 metrics.growth.is: the numbers of this estimate are not what its text says: "],
    ),
    "an end neither closed nor open": (
        with_line(METRIC, 3, "is = { low = 1, unit = 'times' }"),
        ["3 metrics.growth.is: an end of an estimate is a number, or open: high"],
    ),
    "an end that is no number": (
        with_line(METRIC, 3, "is = { low = 'one', high = 2 }"),
        ["3 metrics.growth.is: a finite number is wanted here: 'one'"],
    ),
    "an unknown key of an estimate": (
        with_line(METRIC, 3, "is = { txt = 'x3' }"),
        ["3 metrics.growth.is: unknown key of an estimate: 'txt' (did you mean 'text'?"],
    ),
    "impossible period": (
        with_line(METRIC, 2, "versus = { period = '2025-13' }"),
        ["2 metrics.growth.versus.period: not a period: '2025-13'"],
    ),
    "a fiscal year without a calendar": (
        with_line(
            with_line(METRIC, 1, "revenue = { of = 'Oracle', period = 'FY2025' }"), 2, "versus = { period = '2024' }"
        ),
        ["1 metrics.growth.revenue.period: a fiscal period of a company whose year end is not known: Oracle: 'FY"],
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
        ['1 metrics.growth.revenue.period: this key is missing (valid: period = "2024"'],
    ),
    "a misspelt aspect": (
        with_line(METRIC, 1, "revenue = { off = 'Microsoft', of = 'Microsoft', period = 'FY2025' }"),
        ["1 metrics.growth.revenue.off: unknown key: 'off' (did you mean 'of'?; valid: of, in, from, product, period)"],
    ),
    "a misspelt measure": (
        with_line(METRIC, 1, "revenu = { of = 'Microsoft', period = 'FY2025' }"),
        ["1 metrics.growth.revenu: neither a key of this table nor a measure: 'revenu' (did you mean 'revenue'?"],
    ),
    "no measure": (
        with_line(METRIC, 1, ""),
        ["0 metrics.growth: nothing says what is measured (valid: for example revenue"],
    ),
    "two measures": (
        f"{METRIC}profit = {{ period = '2024' }}\n",
        ["5 metrics.growth.profit: a second measure in one table: 'profit' (valid: only revenue)"],
    ),
    "a misspelt key beside a measure": (
        f"{METRIC}clams = 'said'\n",
        ["5 metrics.growth.clams: unknown key: 'clams' (did you mean 'claims'?"],
    ),
    "a measure that is no table": (
        with_line(METRIC, 1, "revenue = 3"),
        ["1 metrics.growth.revenue: a table is wanted here: 3"],
    ),
    "a missing is": (with_line(METRIC, 3, ""), ['0 metrics.growth.is: this key is missing (valid: is = "~1.5 %")']),
    "an unknown company of a number": (
        with_line(METRIC, 1, "revenue = { of = 'Microsft', period = '2025' }").replace("FY2024", "2024"),
        ["1 metrics.growth.revenue.of: no party bears this id or name: 'Microsft' (did you mean 'Microsoft'?)"],
    ),
    "another seller's product": (
        "[products]\nA = { of = 'Oracle' }\n"
        + METRIC.replace("', period".replace("'", '"'), '", product = "A", period'),
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
        """\
[comparisons.c]
smaller = { revenue = { period = "2024" }, profit = { period = "2024" } }
larger = { in = "world" }
claims = "said"
""",
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
        """\
[assumptions.a]
because = "So."
[assumptions.a.adds.metrics.m]
profit = { of = "Microsoft", period = "2024" }
is = "3 token"
claims = "said"
""",
        ["4 assumptions.a.adds.metrics.m.is: this unit does not fit the measure profit: 3 token (valid: money or"],
    ),
    "an unknown group of additions": (
        "[assumptions.a]\nbecause = 'So.'\nconvention = 'even pace'\nadds = { metric = {} }\n",
        ["3 assumptions.a.adds.metric: unknown key: 'metric' (did you mean 'metrics'?; valid: metrics, parti"],
    ),
    "an assumption that assumes nothing": (
        "[assumptions.a]\nbecause = 'So.'\n",
        ["0 assumptions.a: an assumption that assumes nothing: 'a'"],
    ),
    "a question without its buyer": (
        "[ask.q]\nkind = 'access'\nmodel = 'GPT'\n",
        ["0 ask.q: a question of kind access wants party: 'q' (valid: model and party)"],
    ),
    "a question of unknown kind": (
        "[ask.q]\nkind = 'acces'\nmodel = 'GPT'\n",
        ["1 ask.q.kind: not one of the words that are known here: 'acces' (did you mean 'access'?"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_what_is_wrong_with_a_number(body: str, expected: list[str]) -> None:
    assert_record_faults(body, expected)
