"""Evidence: which claims a record rests on, and which records rest on a claim, a source or an assumption."""

from collections.abc import Iterable

import attrs
import pytest

from aibroker.errors import AmbiguousNameError, InvalidValueError, UnknownNameError
from aibroker.exchange.files import load_case
from aibroker.landscape import Landscape
from aibroker.queries.evidence import claims_of
from aibroker.records.assumptions import Assumption, Reading
from aibroker.records.buyers import named
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Vendor
from aibroker.records.rights import Refusal
from aibroker.records.rules import Rule
from aibroker.store.witnesses import evidence


def _claim(name: str, **more: object) -> Claim:
    source = name.partition(".")[0]
    return Claim(id=name, source=source, locator="s1", kind="fact", text=f"{name}.", **more)  # type: ignore[arg-type]


def _source(name: str) -> Source:
    return Source(id=name, title=f"The {name}", kind="reporting", published=None)


SALES = Measurand(measure="sales", of="seller", period="2024")
CASE = Landscape.of(
    _source("page"),
    _source("talk"),
    _source("paper"),
    _claim("page.sold"),
    _claim("page.seller"),
    _claim("page.refused", retells=["page.said"]),
    _claim("page.said", retells=["talk.said"]),
    _claim("page.again", retells=["page.seller", "page.refused"]),
    _claim("page.told", root="paper"),
    _claim("page.old", retells=["paper.retold"]),
    _claim("talk.said"),
    _claim("paper.retold", root="talk"),
    Vendor(id="seller", name="Seller", home="us", claims=["page.seller"]),
    Customer(id="buyer", name="Buyer"),
    Authority(id="office", name="Office"),
    Model(id="one", name="One", developer="seller"),
    SalesChannel(id="channel", seller="seller", models=["one"], into=["cn"], open="2026", claims=["page.sold"]),
    Refusal(id="refusal", who="seller", refuses=named("buyer"), holds="2026", claims=["page.refused", "page.old"]),
    Rule(id="rule", title="A rule", authority="office", claims=["page.told"]),
    Metric(id="page.sales", measurand=SALES, value="1 bn USD", basis="actual", claims=["page.sold"]),
    Metric(id="page.growth", measurand=SALES, value="2 bn USD", basis="projected", claims=["page.told"]),
    Assumption(
        id="as-actual",
        name="The projection came true",
        because="It usually does.",
        reads=[
            Reading(metric="page.sales", measurand=SALES),
            Reading(metric="page.growth"),
        ],
    ),
    as_of="2026-06-01",
)


def _ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


# Claims about a record.


def test_claims_about_a_record_are_its_own_and_those_of_the_records_that_refer_to_it() -> None:
    assert _ids(CASE.claims_about(CASE.vendors["seller"])) == [
        "page.old",
        "page.refused",
        "page.seller",
        "page.sold",
        "page.told",
    ]


def test_a_party_is_also_found_where_it_is_referred_to_as_a_party() -> None:
    assert _ids(CASE.claims_about("Buyer")) == ["page.old", "page.refused"]


def test_claims_about_a_channel_are_those_that_it_cites() -> None:
    assert _ids(CASE.claims_about("channel")) == ["page.sold"]


def test_claims_about_a_claim_are_itself_and_those_that_stand_beside_it() -> None:
    assert _ids(CASE.claims_about("talk.said")) == ["page.said", "talk.said"]


def test_claims_about_a_source_are_those_that_it_makes_or_said_first() -> None:
    assert _ids(CASE.claims_about("The talk")) == ["paper.retold", "talk.said"]


def test_a_claim_that_names_the_parties_it_is_about_speaks_of_no_other_party() -> None:
    case = CASE.replacing(_claim("page.sold", about=["buyer"]))
    assert "page.sold" not in _ids(case.claims_about(case.vendors["seller"]))
    assert "page.sold" in _ids(case.claims_about("buyer"))
    assert "page.sold" in _ids(case.claims_about("channel"))
    assert "page.sold" in _ids(case.claims_about("One"))


def test_of_a_record_without_claims_there_are_none() -> None:
    assert CASE.claims_about(CASE.markets["France"]) == ()


# What rests on what.


def test_on_a_claim_rest_the_records_that_cite_it_and_whatever_passes_it_on() -> None:
    assert _ids(CASE.resting_on("page.sold")) == ["channel", "page.sales"]
    assert _ids(CASE.resting_on(CASE.claims["talk.said"])) == ["page.again", "page.refused", "page.said", "refusal"]


def test_on_a_source_rest_its_claims_and_all_that_cites_them() -> None:
    assert _ids(CASE.resting_on("paper")) == ["page.told", "paper.retold", "page.old", "page.growth", "refusal", "rule"]


def test_on_a_source_rests_what_it_said_first() -> None:
    assert _ids(CASE.resting_on("talk")) == [
        *("paper.retold", "talk.said", "page.again", "page.old", "page.refused", "page.said", "refusal")
    ]


def test_on_an_assumption_rest_the_numbers_that_it_reads_in_its_own_way_each_once() -> None:
    assert _ids(CASE.resting_on("The projection came true")) == ["page.growth", "page.sales"]


def test_nothing_rests_on_anything_else() -> None:
    problem = "records rest on a claim, a source or an assumption, and this is none: 'channel'"
    with pytest.raises(InvalidValueError, match=problem):
        CASE.resting_on("channel")


# What speaks with what.


def test_the_claims_of_a_source_are_those_that_it_makes_or_said_first_each_once() -> None:
    asked = ("talk", "paper", CASE.claims["page.sold"], "talk.said")
    assert claims_of(CASE._store, asked) == ("paper.retold", "talk.said", "page.told", "page.sold")


def test_only_claims_and_sources_have_claims() -> None:
    with pytest.raises(InvalidValueError, match=r"'channel' \(valid: a claim or a source\)"):
        claims_of(CASE._store, ["channel"])


# Names.


def test_a_name_that_nothing_bears_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown record 'Sellr' \(did you mean 'Seller'"):
        CASE.claims_about("Sellr")


def test_a_name_of_two_kinds_is_an_error_with_both() -> None:
    two = CASE.adding(Model(id="office", name="Office model", developer="seller"))
    with pytest.raises(
        AmbiguousNameError, match="'office' names more than one record; say which: authority office, model"
    ):
        two.claims_about("office")


def test_spaces_around_a_name_do_not_matter() -> None:
    assert CASE.claims_about(" channel ") == CASE.claims_about("channel")


@pytest.mark.parametrize("wrong", [7, None, object, SALES], ids=["number", "None", "class", "measurand"])
def test_what_is_no_record_is_an_error(wrong: object) -> None:
    with pytest.raises(InvalidValueError, match="this is no record: "):
        CASE.claims_about(wrong)  # type: ignore[arg-type]


def test_a_record_that_is_not_in_the_landscape_is_an_error() -> None:
    stranger = attrs.evolve(CASE.vendors["seller"], id="stranger")
    with pytest.raises(UnknownNameError, match="unknown vendor 'stranger'"):
        CASE.claims_about(stranger)


# Evidence that can travel.


def _root_of(claim: str) -> str | None:
    (found,) = evidence(CASE._store, [CASE.claims[claim].id])
    assert (found.claim, found.source) == (CASE.claims[claim], CASE.sources[found.claim.source])
    return None if found.root is None else found.root.id


def test_a_claim_that_nobody_said_before_has_no_root() -> None:
    assert _root_of("talk.said") is None


def test_the_root_of_a_claim_is_the_one_that_it_names() -> None:
    assert _root_of("page.told") == "paper"


def test_the_root_of_a_claim_that_retells_another_page_is_that_page() -> None:
    assert _root_of("page.said") == "talk"


def test_retellings_within_a_page_lead_on_to_whoever_said_it_first() -> None:
    assert _root_of("page.refused") == "talk"
    assert _root_of("page.again") == "talk"


def test_the_root_of_what_is_retold_goes_before_its_page() -> None:
    assert _root_of("page.old") == "talk"


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("microsft", "unknown claim or source 'microsft'"),
        ("artcle", r"unknown claim or source 'artcle' \(did you mean 'article'"),
    ],
)
def test_what_can_be_doubted_is_suggested_and_nothing_else(asked: str, problem: str) -> None:
    case = load_case("microsoft-openai-china")

    with pytest.raises(UnknownNameError, match=problem) as caught:
        case.doubting(asked)
    for name in caught.value.suggestions:
        assert case.doubting(name) != case


def test_a_customer_is_no_vendor_and_the_error_says_so() -> None:
    case = load_case("microsoft-openai-china")

    with pytest.raises(UnknownNameError, match=r"unknown vendor 'ByteDance' \(no vendor but a customer\)"):
        case.channels_into("China", seller="ByteDance")
