"""Rules, payments and safeguards: looked up by id, or asked."""

from collections.abc import Callable

import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer
from aibroker.records.buyers import located_in
from aibroker.records.evidence import Claim, Source
from aibroker.records.measures import Measurand
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Authority, Vendor
from aibroker.records.rights import Payment
from aibroker.records.rules import Rule, Selection, Stage, StageName
from aibroker.records.safeguards import Safeguard

STAGES: tuple[StageName, ...] = ("announced", "proposed", "passed by one chamber", "in force", "rescinded")


def _rule(name: str, authority: str = "office", **stages: str | None) -> Rule:
    """Stages by their first word, with their dates."""
    dates = {word.rstrip("_"): on for word, on in stages.items()}
    named: list[tuple[StageName, str | None]] = [
        (stage, dates[stage.split()[0]]) for stage in STAGES if stage.split()[0] in dates
    ]
    steps = [Stage(name=stage, on=on, claims=["page.second"]) for stage, on in named]
    return Rule(
        id=name,
        title=name.capitalize(),
        authority=authority,
        stages=steps,
        claims=["page.first"],
    )


def _payment(name: str, payer: str, payee: str, holds: str = "2026-01-01/..") -> Payment:
    return Payment(
        id=name,
        payer=payer,
        payee=payee,
        share="20 %",
        of=Measurand(measure="sales", of="cloud", period="2026"),
        cap="38 bn USD",
        holds=holds,
        claims=["page.first"],
    )


CASE = Landscape.of(
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something."),
    Claim(id="page.second", source="page", locator="s2", kind="opinion", text="Something else."),
    Vendor(id="maker", name="The Maker"),
    Vendor(id="cloud", name="The Cloud"),
    Model(id="model", name="Model", developer="maker"),
    Authority(id="office", name="The Office"),
    Authority(id="bureau", name="The Bureau"),
    _rule("bill", proposed="2026-01-15", passed="2026-05"),
    _rule("law", "bureau", announced="2024", in_="2025-01-01"),
    _rule("measure", in_="2026-06"),
    _rule("repealed", proposed="2024", in_="2025", rescinded="2026-05-13"),
    _rule("undated", in_=None),
    _rule("vague"),
    _payment("its", "cloud", "maker"),
    _payment("back", "maker", "cloud"),
    _payment("over", "cloud", "maker", "2024"),
    _payment("perhaps", "cloud", "maker", "unknown"),
    Safeguard(id="filter", name="A filter", by="cloud", claims=["page.first"], effectiveness=["page.second"]),
    Safeguard(id="screening", name="Screening", by="maker", claims=["page.first"]),
    Safeguard(id="whose", name="Whose", claims=["page.first"]),
    SalesChannel(
        id="resale",
        seller="cloud",
        models=["model"],
        into=["cn"],
        safeguards=["filter", "whose"],
        open="2026",
        claims=["page.first"],
    ),
    as_of="2026-06-10",
)


def _ids(answer: Answer[Rule] | Answer[Payment] | Answer[Safeguard]) -> tuple[list[str], list[str]]:
    return [each.id for each in answer], [candidate.item.id for candidate in answer.unknown]


# Rules.


def test_rules_are_looked_up_and_asked() -> None:
    assert CASE.rules["Bill"] == CASE.rules["bill"]
    assert len(CASE.rules) == 6
    assert CASE.rules().unknown[0].because == ("whether it has reached a stage by 2026-06-10 is unknown",)
    assert _ids(CASE.rules()) == (["bill", "law", "repealed"], ["measure", "undated", "vague"])


def test_a_rule_is_in_force_from_its_stage_until_it_is_rescinded() -> None:
    answer = CASE.rules(stage="in force")
    assert _ids(answer) == (["law"], ["measure", "undated"])
    assert answer.unknown[0].because == ("whether it has reached the stage 'in force' by 2026-06-10 is unknown",)
    assert _ids(CASE.rules(stage="in force", on="2026-05-12")) == (["law", "repealed"], ["undated"])


@pytest.mark.parametrize(
    ("day", "known", "unknown"),
    [
        ("2026-04-30", False, False),
        ("2026-05-15", False, True),
        ("2026-05-31", True, False),
        ("2026-07-01", True, False),
    ],
)
def test_a_stage_known_to_the_month_is_unknown_within_it(day: str, known: bool, unknown: bool) -> None:
    answer = CASE.rules(stage="passed by one chamber", on=day)
    assert ("bill" in _ids(answer)[0], "bill" in _ids(answer)[1]) == (known, unknown)


def test_a_stage_once_reached_stays_reached() -> None:
    assert _ids(CASE.rules(stage="proposed")) == (["bill", "repealed"], [])
    assert _ids(CASE.rules(stage="rescinded")) == (["repealed"], [])
    assert _ids(CASE.rules(stage="proposed", on="2023-01-01")) == ([], [])


def test_rules_are_asked_by_authority_and_say_so() -> None:
    answer = CASE.rules(authority="The Bureau", stage="in force")
    assert _ids(answer) == (["law"], [])
    assert answer.question == "rules in force of The Bureau"
    assert CASE.rules().question == "rules"


def test_no_such_stage_is_an_error_with_the_nearest() -> None:
    with pytest.raises(InvalidValueError, match=r"no such stage: 'in froce' \(did you mean 'in force'"):
        CASE.rules(stage="in froce")  # type: ignore[arg-type]


def test_a_rule_reads_as_a_sentence_and_is_explained_by_its_claims_and_those_of_its_stages() -> None:
    rule = Rule(
        id="ban",
        title="A ban",
        authority="office",
        stages=[Stage(name="proposed", on="2026-05", claims=["page.second"]), Stage(name="in force")],
        restricts=Selection(
            sellers=["cloud"],
            sellers_home=["us"],
            models=["model"],
            developers=["maker"],
            developed_in=["us"],
            buyers=located_in("cn"),
            hosted_in=["sg"],
            resale_only=True,
        ),
        effect="It bars resale.",
        claims=["page.first"],
    )
    answer = CASE.adding(rule).rules(authority="The Office", stage="proposed")
    lines = str(answer).splitlines()
    assert lines[1:5] == [
        "  - ban: The Office, 'A ban'; It bars resale; restricts resale by The Cloud by sellers at home in",
        "    United States of Model of models by The Maker of models from United States to buyers located in",
        "    China hosted in Singapore; stages: proposed 2026-05, in force on an unknown day",
        "  - bill: The Office, 'Bill'; restricts no sales; stages: proposed 2026-01-15, passed by one chamber",
    ]
    assert "    * page.second (opinion): Something else. [page, s2]" in answer.explain()
    assert "vague: The Office, 'Vague'; restricts no sales; stages: none known" in str(CASE.rules())


# Payments.


def test_payments_are_looked_up_and_asked() -> None:
    assert CASE.payments["its"].payer == "cloud"
    assert _ids(CASE.payments()) == (["back", "its"], ["perhaps"])
    assert _ids(CASE.payments(payer="The Cloud")) == (["its"], ["perhaps"])
    assert _ids(CASE.payments(payee="The Cloud")) == (["back"], [])
    assert _ids(CASE.payments(payer="cloud", payee="maker", on="2024-06-01")) == (["over"], ["perhaps"])
    assert CASE.payments().unknown[0].because == ("whether it holds on 2026-06-10 is unknown (dates unknown)",)


def test_a_payment_reads_as_a_sentence() -> None:
    assert str(CASE.payments(payee="The Cloud", payer="The Maker")) == (
        "Payments by The Maker, to The Cloud, on 2026-06-10: 1 known\n"
        "  - back: The Maker pays The Cloud 20 % of sales of The Cloud, 2026; at most 38 bn USD in all;\n"
        "    holds: since 2026-01-01, not ended"
    )


# Safeguards.


def test_safeguards_are_looked_up_and_asked() -> None:
    assert CASE.safeguards["A filter"].id == "filter"
    assert _ids(CASE.safeguards()) == (["filter", "screening", "whose"], [])
    assert _ids(CASE.safeguards(by="The Cloud")) == (["filter"], ["whose"])
    assert _ids(CASE.safeguards(channel="resale")) == (["filter", "whose"], [])
    assert _ids(CASE.safeguards(by="The Maker", channel="resale")) == ([], ["whose"])
    assert CASE.safeguards(by="The Cloud").unknown[0].because == ("who applies it is unknown",)


def test_a_safeguard_reads_as_a_sentence_with_the_claims_that_it_is_there_and_on_whether_it_works() -> None:
    answer = CASE.safeguards(by="The Cloud")
    assert str(answer) == (
        "Safeguards by The Cloud, on 2026-06-10: 1 known; 1 unknown, not counted\n"
        "  - filter: A filter, applied by The Cloud; claims on whether it works: 1\n"
        "Unknown:\n"
        "  - whose: Whose, who applies it is unknown\n"
        "    ? who applies it is unknown"
    )
    assert "* page.second (opinion)" in answer.explain()


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        (
            lambda case: case.rules(authority="The Offcie"),
            r"unknown authority 'The Offcie' \(did you mean 'The Office'",
        ),
        (lambda case: case.payments(payer="The Mkaer"), r"unknown party 'The Mkaer' \(did you mean 'The Maker'"),
        (lambda case: case.payments(payee="The Mkaer"), "unknown party 'The Mkaer'"),
        (lambda case: case.safeguards(by="The Mkaer"), "unknown party 'The Mkaer'"),
        (lambda case: case.safeguards(channel="resael"), r"unknown channel 'resael' \(did you mean 'resale'"),
    ],
)
def test_a_misspelt_name_is_an_error_with_the_nearest(ask: Callable[[Landscape], object], problem: str) -> None:
    with pytest.raises(UnknownNameError, match=problem):
        ask(CASE)
