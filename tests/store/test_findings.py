"""Findings: what is not wrong, but looks like a slip."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import located_in
from aibroker.records.evidence import Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Comparison, Measurand, Metric, Partition
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.records.rules import Rule, Stage
from aibroker.values.validity import Validity
from tests.records.samples import claim

BASIS: tuple[Record, ...] = (
    Source(id="article", title="An article", kind="reporting", published="2025-06-18", retrieved="2025-12-01"),
    claim("article.sold"),
    Vendor(id="microsoft", name="Microsoft", year_ends="June"),
    Vendor(id="openai", name="OpenAI", year_ends="December"),
    Vendor(id="deepseek", name="DeepSeek"),
    Customer(id="bytedance", name="ByteDance", year_ends="March"),
    Authority(id="washington", name="Washington"),
)
END_OF_MONTH = "2024-07-01/2025-06-30"


def findings(*records: Record, as_of: str = "2026-01-01") -> list[str]:
    return [str(each) for each in Landscape.of(*BASIS, *records, as_of=as_of).findings]


def sales(period: Any, of: str | None = "deepseek") -> Measurand:
    return Measurand(measure="sales", of=of, period=period)


def metric(measurand: Measurand, **terms: Any) -> Metric:
    given: dict[str, Any] = {"id": "m", "measurand": measurand, "value": "3 bn USD", "claims": ["sold"]}
    return Metric(**given | terms)


def source(**said: Any) -> Source:
    given: dict[str, Any] = {"id": "s", "title": "S", "kind": "filing", "published": "2025-03"}
    return Source(**given | said)


def test_a_sound_landscape_has_no_findings() -> None:
    assert findings(metric(sales("2024")), source()) == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (metric(sales(END_OF_MONTH)), "metrics.m.measurand"),
        (
            metric(sales("2023"), value="x3", relative_to=sales(END_OF_MONTH), relation="versus"),
            "metrics.m.relative_to",
        ),
        (metric(sales(["2023", END_OF_MONTH])), "metrics.m.measurand"),
        (
            Partition(
                id="p",
                whole=sales("2024-01-01/2026-01-01"),
                parts=[sales("2024-01-01/2024-07-01"), sales(END_OF_MONTH), sales("2025-06-30/2026-01-01")],
                claims=["sold"],
            ),
            "partitions.p.parts[1]",
        ),
        (
            Comparison(id="c", smaller=sales(END_OF_MONTH), larger=sales("2024"), claims=["sold"]),
            "comparisons.c.smaller",
        ),
        (
            Payment(
                id="p",
                payer="openai",
                payee="microsoft",
                share="20 %",
                of=sales(END_OF_MONTH),
                holds="unknown",
                claims=["sold"],
            ),
            "payments.p.of",
        ),
        (Question(id="q", measurand=sales(END_OF_MONTH)), "questions.q.measurand"),
    ],
)
def test_a_period_that_ends_on_the_last_day_of_a_month_looks_like_a_slip(record: Record, place: str) -> None:
    (found,) = findings(record)

    assert found == (
        f"{place}.period: 2024-07-01/2025-06-30 does not hold its end, 2025-06-30; "
        "did you mean 2025-07-01, the first of the next month?: 2024-07-01/2025-06-30"
    )


SPAN = (
    "2024-07-01/2025-06-30 does not hold its end, 2025-06-30; "
    "did you mean 2025-07-01, the first of the next month?: 2024-07-01/2025-06-30"
)
LAST = (
    "on 2025-06-30, the last day of a month, it would be over already; did you mean 2025-07-01, the first of the next"
)


def record_that_holds(kind: str, validity: Any) -> Record:
    """A record of a kind that has a validity."""
    made: dict[str, Callable[[], Record]] = {
        "channels": lambda: SalesChannel(
            id="x", seller="openai", models=["m"], into=["cn"], open=validity, claims=["sold"]
        ),
        "rights": lambda: Right(
            id="x", holder="openai", may="sell", models=["m"], territory=["cn"], holds=validity, claims=["sold"]
        ),
        "refusals": lambda: Refusal(id="x", who="openai", refuses=located_in("cn"), holds=validity, claims=["sold"]),
        "payments": lambda: Payment(
            id="x",
            payer="openai",
            payee="microsoft",
            share="20 %",
            of=sales("unknown"),
            holds=validity,
            claims=["sold"],
        ),
    }
    return made[kind]()


VALIDITIES = [("channels", "open"), ("rights", "holds"), ("refusals", "holds"), ("payments", "holds")]
MODEL = Model(id="m", name="M", developer="openai")


@pytest.mark.parametrize(("kind", "field"), VALIDITIES)
@pytest.mark.parametrize(
    "validity",
    [
        END_OF_MONTH,
        "../2025-06-30",
        Validity(since="2024-07", ended="2025-06-30"),
        Validity(ended="2025-06-30", seen=["2025-01-01"]),
    ],
)
def test_what_is_over_on_the_last_day_of_a_month_looks_like_a_slip(kind: str, field: str, validity: Any) -> None:
    (found,) = findings(MODEL, record_that_holds(kind, validity))

    assert found.startswith(f"{kind}.x.{field}.ended: {LAST}")


@pytest.mark.parametrize(("kind", "field"), VALIDITIES)
@pytest.mark.parametrize("end", ["since", "ended"])
def test_a_window_that_ends_on_the_last_day_of_a_month_looks_like_a_slip(kind: str, field: str, end: str) -> None:
    window: dict[str, Any] = {end: END_OF_MONTH}

    assert findings(MODEL, record_that_holds(kind, Validity(**window))) == [f"{kind}.x.{field}.{end}: {SPAN}"]


@pytest.mark.parametrize(("kind", "field"), VALIDITIES)
@pytest.mark.parametrize(
    "validity",
    [
        "2024-07-01/2025-07-01",
        "2024-02-29/..",
        "unknown",
        "seen 2025-06-30",
        Validity(since="2024-06-30", ended="2025-06"),  # some day of June
        Validity(since="2024-06", ended="2025"),
        Validity(ended="2024-02-28"),  # a leap year
    ],
)
def test_what_ends_on_another_day_or_within_a_month_is_no_finding(kind: str, field: str, validity: Any) -> None:
    assert findings(MODEL, record_that_holds(kind, validity)) == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (
            Rule(id="r", title="R", authority="washington", stages=[Stage(name="in force", on=END_OF_MONTH)]),
            "rules.r.stages[0].on",
        ),
        (Model(id="n", name="N", developer="openai", release=END_OF_MONTH), "models.n.release"),
        (Source(id="s", title="S", kind="filing", published=END_OF_MONTH), "sources.s.published"),
        (Question(id="q", kind="at_risk", party="openai", period=END_OF_MONTH), "questions.q.period"),
    ],
)
def test_every_other_span_is_looked_at_too(record: Any, place: str) -> None:
    stated = attrs.evolve(record, claims=["sold"]) if isinstance(record, Rule) else record

    assert findings(stated) == [f"{place}: {SPAN}"]


def test_what_happens_on_the_last_day_of_a_month_is_no_finding() -> None:
    stage = Stage(name="rescinded", on="2025-06-30")
    rule = Rule(id="r", title="R", authority="washington", stages=[stage], claims=["sold"])

    assert findings(rule, Model(id="n", name="N", developer="openai", release="2025-06-30")) == []


def test_the_readings_and_additions_of_an_assumption_are_looked_at_too() -> None:
    assumption = Assumption(
        id="a",
        because="b",
        reads=[Reading(metric="m", measurand=sales(END_OF_MONTH))],
        adds=[Metric(id="n", measurand=sales(END_OF_MONTH), value="1 bn USD")],
    )

    assert [found.partition(": ")[0] for found in findings(metric(sales("2024")), assumption)] == [
        "assumptions.a.reads[0].measurand.period",
        "assumptions.a.adds.n.measurand.period",
    ]


@pytest.mark.parametrize(("company", "month"), [("microsoft", "June"), ("bytedance", "March")])
def test_a_plain_year_of_a_company_with_another_fiscal_year_may_mean_either(company: str, month: str) -> None:
    (found,) = findings(metric(sales("2024", of=company)))

    assert found == (
        f"metrics.m.measurand.period: a plain year of a company whose year ends in {month}: 2024 (valid: FY2024 if "
        "the fiscal year is meant, or either of the two if the source leaves it open)"
    )


@pytest.mark.parametrize(
    ("period", "company"),
    [
        ("2024", "openai"),  # whose year is the calendar year
        ("2024", "deepseek"),  # of whom nobody says
        ("2024", "washington"),
        ("2024", None),
        ("FY2024 = 2023-07-01/2024-07-01", "microsoft"),
        ("2024-Q1", "microsoft"),
        (["2024", "2023-07-01/2024-07-01"], "microsoft"),
        ("unknown", "microsoft"),
    ],
)
def test_a_period_that_can_mean_only_one_thing_is_no_finding(period: Any, company: str | None) -> None:
    assert findings(metric(sales(period, of=company))) == []


def test_an_assumption_that_chooses_the_plain_year_says_so_and_is_no_finding() -> None:
    unread = metric(sales("unknown", of="microsoft"))
    assumption = Assumption(id="a", because="b", reads=[Reading(metric="m", measurand=sales("2024", of="microsoft"))])

    assert findings(unread, assumption) == []


def test_a_number_of_the_vantage_date_itself_is_none() -> None:
    assert findings(metric(sales("2026-01-01"))) == []


@pytest.mark.parametrize("period", ["2026", "2025-12-31/2026-01-03", "2025-07-01/.."])
def test_an_actual_number_of_a_period_that_is_not_over_looks_like_a_projection(period: str) -> None:
    (found,) = findings(metric(sales(period)))

    assert found == (
        "metrics.m.basis: an actual number of a period that is not over on the vantage date: "
        f"{period} (valid: projected)"
    )
    assert findings(metric(sales(period), basis="projected")) == []


@pytest.mark.parametrize("period", ["2025", "2025-Q4", "unknown", ["2025", "2027"]])
def test_an_actual_number_of_a_period_that_is_over_or_unknown_is_no_finding(period: Any) -> None:
    assert findings(metric(sales(period))) == []


@pytest.mark.parametrize("published", ["2026-01-02", "2026-02", "2027"])
def test_a_source_published_after_the_vantage_date_is_a_finding(published: str) -> None:
    (found,) = findings(source(published=published))

    assert found.startswith("sources.s.published: published after the vantage date of the landscape: ")
    assert found.endswith(f": {published} (valid: 2026-01-01 or before)")


@pytest.mark.parametrize("published", ["2026-01-01", "2026", "unknown"])
def test_a_source_that_may_have_been_published_by_then_is_no_finding(published: str) -> None:
    assert findings(source(published=published)) == []


def test_a_source_read_before_it_was_published_is_a_finding() -> None:
    assert findings(source(published="2025-03", retrieved="2025-02-28")) == [
        "sources.s.retrieved: read before it was published: 2025-02-28"
    ]
    assert findings(source(published="2025-03", retrieved="2025-03-01")) == []
    assert findings(source(published="unknown", retrieved="2025-02-28")) == []


def test_the_same_landscape_seen_from_later_has_fewer_findings() -> None:
    case = Landscape.of(*BASIS, metric(sales("2026")), source(published="2026-02"), as_of="2026-01-01")

    assert len(case.findings) == 2
    assert case.on("2027-01-01").findings == ()


RIGHT = Right(
    id="may",
    holder="microsoft",
    may="resell",
    models=["gpt"],
    territory=["asia"],
    holds="2026-01-01/..",
    claims=["sold"],
)
WAY = SalesChannel(
    id="way",
    seller="microsoft",
    models=["gpt-5"],
    into=["cn"],
    rests_on=["may"],
    open="2026-01-01/..",
    claims=["sold"],
)
FAMILY: tuple[Record, ...] = (
    Model(id="gpt", name="GPT", developer="openai", is_family=True),
    Model(id="gpt-5", name="GPT-5", developer="openai", family="gpt"),
    Model(id="other", name="Other", developer="openai"),
)


@pytest.mark.parametrize(
    ("right", "way", "problem"),
    [
        ({"holder": "openai"}, {}, "of another holder"),
        ({"may": "host"}, {}, "that lets its holder only host"),
        ({"territory": ["fr"]}, {}, "in none of its places"),
        ({"territory": ["asia"], "excluding": ["cn"]}, {}, "in none of its places"),
        ({"models": ["other"]}, {}, "over none of its models"),
    ],
)
def test_a_right_that_lets_a_channel_sell_nothing_is_a_finding(
    right: dict[str, Any], way: dict[str, Any], problem: str
) -> None:
    (found,) = findings(*FAMILY, attrs.evolve(RIGHT, **right), attrs.evolve(WAY, **way))

    assert found.startswith(f"channels.way.rests_on[0]: it rests on a right {problem}: may (valid: ")


@pytest.mark.parametrize(
    ("right", "way"),
    [
        ({}, {}),
        ({"holder": "openai"}, {"operator": "openai"}),
        ({"holder": "openai"}, {"biller": "openai"}),
        ({"may": "host"}, {"status": "hosted"}),
        ({"territory": "unknown"}, {}),
        ({"territory": ["fr"]}, {"into": "unknown"}),
        ({"models": ["gpt-5"]}, {"models": ["gpt"]}),
    ],
)
def test_a_right_that_may_let_it_sell_something_is_none(right: dict[str, Any], way: dict[str, Any]) -> None:
    assert findings(*FAMILY, attrs.evolve(RIGHT, **right), attrs.evolve(WAY, **way)) == []


def test_what_was_seen_before_it_begins_looks_like_a_slip_unless_it_carries_on_another_channel() -> None:
    seen = Validity(since="2025-07-01", seen="2025-06-18")
    model = Model(id="one", name="One", developer="openai")
    first = SalesChannel(
        id="first", seller="microsoft", models=["one"], into=["cn"], open="seen 2025-06-18", claims=["sold"]
    )
    alone = attrs.evolve(first, id="alone", open=seen)
    right = Right(
        id="it", holder="microsoft", may="sell", models=["one"], territory=["cn"], holds=seen, claims=["sold"]
    )

    assert findings(model, first, attrs.evolve(alone, continues="first")) == []
    assert [each.partition(" (")[0] for each in findings(model, alone, right)] == [
        "channels.alone.open: it was seen before it begins: 2025-06-18",
        "rights.it.holds: it was seen before it begins: 2025-06-18",
    ]
