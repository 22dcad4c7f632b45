"""Gatekeepers: the parties without whom no known route leads into a market."""

import pytest

from aibroker.errors import UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.queries.gatekeepers import Gatekeeper
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import Clientele, Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.records.rights import Right
from aibroker.values.verdicts import Verdict

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="maker", name="The Maker"),
    *(Vendor(id=f"cloud-{number:02}", name=f"Cloud {number}") for number in range(30)),
    Vendor(id="first", name="The First"),
    Vendor(id="second", name="The Second"),
    Model(id="model", name="Model", developer="maker"),
)


def _sells(
    name: str, seller: str, into: str | None = "cn", *, buyers: str = "", when: str = "2026-01-01/.."
) -> SalesChannel:
    return SalesChannel(
        id=name,
        seller=seller,
        models=["model"],
        into=None if into is None else [into],
        buyers=Clientele(at_least=buyers.split()),
        open=when,
        claims=["page.first"],
    )


def _right(name: str, grantor: str, holder: str, *, when: str = "2026-01-01/..") -> Right:
    return Right(
        id=name,
        grantor=grantor,
        holder=holder,
        may="resell",
        models=["model"],
        territory=["world"],
        holds=when,
        claims=["page.first"],
    )


def _asked(*records: Record) -> Answer[Gatekeeper]:
    return Landscape.of(*BASIS, *records, as_of="2026-06-01").gatekeepers("China", models_of="The Maker")


def _found(answer: Answer[Gatekeeper]) -> tuple[list[str], list[str]]:
    return [each.party for each in answer], [candidate.item.party for candidate in answer.unknown]


def test_the_only_seller_keeps_the_gate() -> None:
    answer = _asked(_sells("resale", "first"))
    (gatekeeper,) = answer
    assert _found(answer) == (["first"], [])
    assert [gate.id for gate in gatekeeper.gates] == ["resale"]
    assert gatekeeper.bypasses == ()
    assert gatekeeper.claims == ("page.first",)


def test_of_two_sellers_neither_does() -> None:
    answer = _asked(_sells("one", "first"), _sells("two", "second"))
    assert (_found(answer), answer.verdict) == (([], []), Verdict.NO)


def test_whoever_stands_before_every_seller_keeps_the_gate() -> None:
    answer = _asked(
        _sells("wholesale", "cloud-00", "us", buyers="first second"), _sells("one", "first"), _sells("two", "second")
    )
    assert _found(answer) == (["cloud-00"], [])


def test_each_of_a_chain_keeps_the_gate() -> None:
    answer = _asked(_right("one", "maker", "first"), _right("two", "first", "second"), _sells("resale", "second"))
    assert _found(answer) == (["first", "second"], [])
    assert [gate.id for gate in answer[0].gates] == ["two"]


def test_the_developer_is_one_only_where_it_is_the_seller_on_every_route() -> None:
    assert _found(_asked(_sells("own", "maker"))) == (["maker"], [])
    assert _found(_asked(_sells("own", "maker"), _sells("resale", "first"))) == ([], [])
    assert _found(_asked(_sells("own", "maker"), _sells("perhaps", "first", None))) == ([], ["maker"])


@pytest.mark.parametrize("doubtful", [_sells("past", "second", None), _sells("past", "second", when="unknown")])
def test_an_unknown_route_that_leads_past_makes_it_unknown_and_is_listed(doubtful: SalesChannel) -> None:
    answer = _asked(_sells("resale", "first"), doubtful)
    (candidate,) = answer.unknown
    assert _found(answer) == ([], ["first"])
    assert [str(route) for route in candidate.item.bypasses] == ["maker → second → cn"]
    assert candidate.because[0].startswith("maker → second → cn may lead past it (past: ")


def test_an_unknown_route_through_it_changes_nothing() -> None:
    assert _found(_asked(_sells("resale", "first"), _sells("perhaps", "first", None))) == (["first"], [])


def test_without_a_known_route_nobody_is_known_and_whoever_stands_on_one_may_be() -> None:
    answer = _asked(_sells("one", "first", None), _sells("two", "second", None))
    assert _found(answer) == ([], ["first", "second"])
    assert answer.unknown[0].because == (
        "no route is known",
        "maker → second → cn may lead past it (two: its territory is unknown)",
    )
    assert _found(_asked(_sells("one", "first", None))) == ([], ["first"])


def test_without_any_route_there_is_nobody() -> None:
    assert _asked().verdict is Verdict.NO
    assert _asked(_sells("elsewhere", "first", "Japan")).verdict is Verdict.NO


def test_a_seller_that_may_have_the_models_from_a_party_does_not_lead_past_it_for_sure() -> None:
    """Its channel shows that it has them, and the right of unknown dates may be how."""
    answer = _asked(_right("perhaps", "first", "second", when="unknown"), _sells("resale", "second"))
    assert _found(answer) == (["second"], ["first"])
    assert answer.unknown[0].because == (
        "maker → second → cn may lead past it (how second gets the models is not recorded for sure)",
    )


def test_a_party_that_leads_nowhere_keeps_no_gate() -> None:
    assert _found(_asked(_right("idle", "maker", "second"), _sells("resale", "first"))) == (["first"], [])


def test_no_more_than_twenty_routes_past_are_listed_and_more_are_said_to_be_there() -> None:
    others = [_sells(f"past-{number:02}", f"cloud-{number:02}", None) for number in range(21)]
    (candidate,) = [each for each in _asked(_sells("resale", "first"), *others).unknown if each.item.party == "first"]
    assert len(candidate.item.bypasses) == 20
    assert candidate.because[-1] == "and there are more such routes"


def test_gatekeepers_are_asked_for_a_day_and_in_words() -> None:
    case = Landscape.of(*BASIS, _sells("later", "first", when="2027-01-01/.."), as_of="2026-06-01")
    assert not case.gatekeepers("China", models_of="maker")
    assert case.gatekeepers("China", models_of="maker", on="2027-06-01")
    assert _asked().question == "gatekeepers to China, for models of The Maker"


def test_gatekeepers_read_as_sentences_and_explain_their_gates_and_the_routes_past() -> None:
    answer = _asked(_sells("resale", "first"), _sells("past", "second", None))
    assert str(answer) == (
        "Gatekeepers to China, for models of The Maker, on 2026-06-01: none known; 1 unknown, not counted\n"
        "Unknown:\n"
        "  - The First, which passes the models on by resale\n"
        "    ? maker → second → cn may lead past it (past: its territory is unknown)"
    )
    assert answer.explain().splitlines()[4:9] == [
        "    > resale: The First sells Model into China; open: since 2026-01-01, not ended",
        "      * page.first (fact): Something. [page, s1]",
        "    > past it: The Maker → The Second → China: no known right or purchase, then channel past",
        "      * page.first (fact): Something. [page, s1]",
        "Sources:",
    ]


def test_a_misspelt_name_is_an_error_with_the_nearest() -> None:
    case = Landscape.of(*BASIS, as_of="2026-06-01")
    with pytest.raises(UnknownNameError, match=r"unknown vendor 'The Mkaer' \(did you mean 'The Maker'"):
        case.gatekeepers("China", models_of="The Mkaer")
    with pytest.raises(UnknownNameError, match="unknown market 'Chnia'"):
        case.gatekeepers("Chnia", models_of="maker")
