"""The audit: for every published number, on whose word it stands."""

import pickle

import pytest

from aibroker.landscape import Landscape
from aibroker.queries.audit import AuditRow
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Basis, Measurand, Metric
from aibroker.records.offers import Product
from aibroker.records.parties import Customer, Vendor

BASIS: tuple[Record, ...] = (
    Vendor(id="seller", name="The Seller"),
    Customer(id="buyer", name="The Buyer"),
    Product(id="ai", name="AI", seller="seller"),
    Source(id="filing", title="A filing", kind="filing", published="2026-01-11", machine_generated=False),
    Source(id="talk", title="A talk", kind="statement", published="2025-07"),
    Source(id="undated", title="An undated talk", kind="statement", published=None),
    Source(id="page", title="A page", kind="reporting", published="2026-02-01", machine_generated=True),
    Source(id="blog", title="A blog", kind="reporting", published=None, machine_generated=True),
)
SALES = Measurand(measure="sales", of="seller", period="2025")


def _claim(name: str, *, root: str | None = None, retells: str = "", said_by: str = "unstated") -> Claim:
    return Claim(
        id=name,
        source=name.partition(".")[0],
        locator="s1",
        kind="number",
        text="So much.",
        root=root,
        retells=retells.split(),
        said_by=said_by,
    )


def _metric(
    name: str, claims: str, *, value: str = "1.0 bn USD", of: Measurand = SALES, basis: Basis = "actual"
) -> Metric:
    return Metric(id=name, measurand=of, value=value, basis=basis, claims=claims.split())


def _audit(*records: Record) -> dict[str, AuditRow]:
    case = Landscape.of(*BASIS, *records, as_of="2026-02-11")
    return {row.metric or "": row for row in case.audit()}


def test_a_number_of_a_source_rests_on_that_source() -> None:
    row = _audit(_claim("filing.one"), _metric("number", "filing.one"))["number"]
    assert row == AuditRow(
        metric=row.metric,
        measurand="sales of The Seller, 2025",
        value="1.0 bn USD",
        roots=row.roots,
        anonymous=False,
        age=31,
        machine_generated=False,
        contested_by=(),
    )
    assert (row.metric, row.roots, row.contested) == ("number", ("filing",), False)


def test_ten_repetitions_of_one_root_are_one_witness() -> None:
    again = [_claim(f"page.again-{number}", retells="talk.said") for number in range(5)]
    passed_on = [_claim(f"blog.again-{number}", retells=f"page.again-{number}") for number in range(5)]
    claims = " ".join(claim.id for claim in (*again, *passed_on))
    row = _audit(_claim("talk.said"), *again, *passed_on, _metric("number", claims))["number"]
    assert row.roots == ("talk",)


def test_a_claims_own_root_comes_before_what_it_retells() -> None:
    row = _audit(
        _claim("talk.said"), _claim("page.told", retells="talk.said", root="undated"), _metric("number", "page.told")
    )["number"]
    assert row.roots == ("undated",)


def test_a_claim_that_retells_two_has_two_roots() -> None:
    row = _audit(
        _claim("talk.said"),
        _claim("filing.said"),
        _claim("page.told", retells="talk.said filing.said"),
        _metric("number", "page.told"),
    )["number"]
    assert row.roots == ("filing", "talk")


def test_the_oldest_source_gives_the_age_at_the_least_and_roots_count_as_sources() -> None:
    row = _audit(_claim("page.told", root="talk"), _metric("number", "page.told"))["number"]
    assert row.age == 195  # since the last day of July 2025


def test_without_a_dated_source_there_is_no_age() -> None:
    assert _audit(_claim("undated.said"), _metric("number", "undated.said"))["number"].age is None


def test_a_number_is_anonymous_where_nobody_who_says_it_has_a_name() -> None:
    hidden = _claim("page.hidden", said_by="anonymous")
    alone = _audit(hidden, _metric("number", "page.hidden"))["number"]
    beside = _audit(hidden, _claim("filing.one"), _metric("number", "page.hidden filing.one"))["number"]
    assert (alone.anonymous, beside.anonymous) == (True, False)


@pytest.mark.parametrize(
    ("claims", "machine"),
    [("page.a blog.a", True), ("page.a filing.a", False), ("page.a talk.a", None), ("talk.a filing.a", False)],
)
def test_a_number_is_machine_generated_where_it_is_read_nowhere_else(claims: str, machine: bool | None) -> None:
    row = _audit(*(_claim(each) for each in claims.split()), _metric("number", claims))["number"]
    assert row.machine_generated is machine


TWO = (_claim("filing.one"), _claim("talk.one"))


def test_numbers_of_one_quantity_that_do_not_agree_are_contested() -> None:
    rows = _audit(*TWO, _metric("one", "filing.one"), _metric("two", "talk.one", value="2.0 bn USD"))
    assert [(row.contested, row.contested_by) for row in rows.values()] == [(True, ("two",)), (True, ("one",))]


@pytest.mark.parametrize(
    "other",
    [
        _metric("two", "talk.one", value="~1 bn USD"),
        _metric("two", "filing.one", value="2.0 bn USD"),
        _metric("two", "talk.one", value="2.0 bn CNY"),
        _metric("two", "talk.one", value="2.0 bn USD", basis="projected"),
        _metric("two", "talk.one", value="2.0 bn USD", of=Measurand(measure="sales", of="seller", period="2024")),
    ],
    ids=["agrees", "same root", "another currency", "a projection", "another period"],
)
def test_other_numbers_do_not_contest_it(other: Metric) -> None:
    assert not _audit(*TWO, _metric("one", "filing.one"), other)["one"].contested


def test_numbers_of_unknown_periods_may_be_of_two_and_do_not_contest_each_other() -> None:
    unknown = Measurand(measure="sales", of="seller", period="unknown")
    rows = _audit(
        *TWO, _metric("one", "filing.one", of=unknown), _metric("two", "talk.one", value="2 bn USD", of=unknown)
    )
    assert not rows["one"].contested


def test_the_quantity_is_said_in_words() -> None:
    narrow = Measurand(measure="sales", of="seller", product="ai", market="cn", buyer="buyer", period=["2024", "2025"])
    unknown = Measurand(measure="sales", period="unknown")
    share = Metric(
        id="share", measurand=narrow, value="5 %", relative_to=SALES, relation="share of", claims=["filing.one"]
    )
    growth = Metric(
        id="growth", measurand=unknown, value="x3", relative_to=SALES, relation="versus", claims=["filing.one"]
    )
    rows = _audit(*TWO, share, growth)
    words = "sales of The Seller for AI in China to The Buyer, 2024 or 2025"
    assert rows["share"].measurand == f"{words}, as a share of sales of The Seller, 2025"
    assert rows["growth"].measurand == "sales, in an unknown period, relative to sales of The Seller, 2025"


def test_an_audit_is_a_tuple_of_rows_and_reads_as_a_table() -> None:
    case = Landscape.of(
        *BASIS,
        *TWO,
        _claim("blog.one", said_by="anonymous"),
        _metric("one", "filing.one"),
        _metric("number-two", "talk.one", value="2.0 bn USD"),
        _metric("three", "blog.one", value="< 3 bn USD"),
        as_of="2026-02-11",
    )
    audit = case.audit()
    assert tuple(audit) == audit
    assert [row.metric for row in audit] == ["number-two", "one", "three"]
    assert pickle.loads(pickle.dumps(audit)) == audit
    assert str(audit).splitlines() == [
        "number      value       roots   days old  remarks",
        "number-two  2.0 bn USD  talk    195       contested by one",
        "one         1.0 bn USD  filing  31        contested by number-two",
        "three       < 3 bn USD  blog    undated   anonymous; machine-generated",
    ]


def test_without_numbers_there_is_nothing_but_the_heads() -> None:
    assert str(Landscape.of(as_of="2026-02-11").audit()) == "number  value  roots  days old  remarks"
