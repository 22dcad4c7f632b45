"""What only doubted claims told of a thing is said no more; its name stays."""

import pytest

from aibroker import Authority, Claim, Customer, Landscape, Market, Model, Owner, Product, Rule, Source, Stage, Vendor
from aibroker.records.kinds import Record

SOURCES = (
    Source(id="early", title="An early page", kind="reporting", published="2026-01-10"),
    Source(id="late", title="A late page", kind="reporting", published="2026-05-01"),
)
CLAIMS = tuple(
    Claim(id=f"{source.id}.{key}", source=source.id, locator="s1", kind="fact", text="Something.")
    for source in SOURCES
    for key in ("one", "two")
)
GROUND: tuple[Record, ...] = (
    *SOURCES,
    *CLAIMS,
    Vendor(id="maker", name="Maker"),
    Authority(id="office", name="Office"),
)


def case(*records: Record) -> Landscape:
    return Landscape.of(*GROUND, *records, as_of="2026-06-01")


def test_an_owner_goes_with_its_only_claim_and_others_stay() -> None:
    told, untold = Owner(home="cn", share="60 %", claims=["late.one"]), Owner(home="us", share="10 %")
    before = case(Customer(id="firm", name="Firm", owners=[told, untold]))

    assert before.doubting("late.one").customers["firm"].owners == (untold,)
    assert before.doubting("early.one").customers["firm"].owners == (told, untold)


def test_what_a_company_tells_of_itself_goes_with_its_claims_but_an_owner_with_its_own_stays() -> None:
    own = Owner(home="cn", share="60 %", claims=["early.one"])
    firm = Vendor(
        id="firm",
        name="Firm",
        aliases=["F"],
        home="cn",
        owners=[own, Owner(home="us", share="10 %")],
        year_ends="June",
        kinds=["bank"],
        vetted=["x"],
        claims=["late.one"],
        note="Mine.",
    )

    after = case(firm).doubting("late").vendors["firm"]

    assert after == Vendor(id="firm", name="Firm", aliases=["F"], owners=[own], note="Mine.")


def test_what_never_rested_on_a_claim_and_what_has_another_stays() -> None:
    unclaimed = Customer(id="firm", name="Firm", home="cn")
    twice = Customer(id="other", name="Other", home="cn", claims=["late.one", "early.one"])

    after = case(unclaimed, twice).doubting("late")

    assert after.customers["firm"].home == after.customers["other"].home == "cn"


@pytest.mark.parametrize(
    ("collection", "record", "left"),
    [
        (
            "authorities",
            Authority(id="x", name="X", jurisdiction=["cn"], claims=["late.one"]),
            Authority(id="x", name="X"),
        ),
        ("markets", Market(id="x", name="X", within=["cn"], claims=["late.one"]), Market(id="x", name="X")),
        (
            "markets",
            Market(id="x", name="X", kind="bloc", includes=["cn"], claims=["late.one"]),
            Market(id="x", name="X", kind="bloc"),
        ),
        (
            "models",
            Model(id="x", name="X", developer="maker", openness="closed", release="2025", claims=["late.one"]),
            Model(id="x", name="X", developer="maker"),
        ),
        (
            "products",
            Product(id="x", name="X", seller="maker", within="all-of-it", claims=["late.one"]),
            Product(id="x", name="X", seller="maker"),
        ),
    ],
)
def test_what_is_told_of_a_thing_becomes_unknown(collection: str, record: Record, left: Record) -> None:
    before = case(record, Product(id="all-of-it", name="All of it", seller="maker"))

    assert getattr(before.doubting("late"), collection)["x"] == left
    assert getattr(before.doubting("early"), collection)["x"] == record


def test_a_stage_of_a_rule_goes_with_its_claim() -> None:
    stages = [Stage(name="proposed", on="2026-01", claims=["early.one"]), Stage(name="in force", claims=["late.one"])]
    before = case(Rule(id="ban", title="A ban", authority="office", stages=stages, claims=["early.one"]))

    assert [stage.name for stage in before.doubting("late").rules["ban"].stages] == ["proposed"]
    assert [stage.name for stage in before.known_on("2026-02-01").rules["ban"].stages] == ["proposed"]


def test_an_owner_told_again_later_is_listed_among_what_may_say_more_than_was_known() -> None:
    firm = Customer(id="firm", name="Firm", owners=[Owner(home="cn", share="60 %", claims=["early.one", "late.one"])])

    then = case(firm).known_on("2026-02-01")

    (told,) = (each for each in then.findings if "may say more" in each.problem)
    assert told.where == "customers.firm.owners[0]"
    assert told.value == "late.one"


def test_to_doubt_one_after_the_other_is_to_doubt_both() -> None:
    firm = Customer(id="firm", name="Firm", home="cn", owners=[Owner(home="us")], claims=["early.one", "late.one"])
    before = case(firm)

    assert before.doubting("early").doubting("late") == before.doubting("early", "late")
    assert before.doubting("early", "late").customers["firm"] == Customer(id="firm", name="Firm")
