"""Sources, claims, and the reasons that rest on them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.evidence import Claim, Position, Source
from aibroker.records.reasons import Evidence, Reason
from aibroker.values.periods import Period


def source(**said: Any) -> Source:
    given: dict[str, Any] = {"id": "s", "title": "S", "kind": "reporting", "published": "unknown"} | said
    return Source(**given)


def claim(**said: Any) -> Claim:
    given: dict[str, Any] = {"id": "s.a", "source": "s", "locator": "lede", "kind": "fact", "text": "It is so."} | said
    return Claim(**given)


@pytest.mark.parametrize(
    ("published", "period"),
    [
        ("2024-07-30", Period.day("2024-07-30")),
        ("2024-07", Period.month(2024, 7)),
        ("2024", Period.year(2024)),
        (date(2024, 7, 30), Period.day("2024-07-30")),
        (Period.month(2024, 7), Period.month(2024, 7)),
        ("unknown", None),
        (None, None),
    ],
)
def test_a_source_was_published_on_a_day_in_a_month_in_a_year_or_nobody_knows(
    published: Any, period: Period | None
) -> None:
    assert source(published=published).published == period


def test_when_a_source_was_published_must_be_said() -> None:
    with pytest.raises(TypeError, match="published"):
        Source(id="s", title="S", kind="filing")  # type: ignore[call-arg]


@pytest.mark.parametrize("published", [20240730, ["2024"], datetime(2024, 7, 30, tzinfo=UTC)])
def test_a_publication_date_is_no_number_and_no_time(published: Any) -> None:
    with pytest.raises(InvalidValueError):
        source(published=published)


@pytest.mark.parametrize(
    ("retrieved", "day"),
    [("2026-11-23", date(2026, 11, 23)), (date(2026, 11, 23), date(2026, 11, 23)), ("unknown", None), (None, None)],
)
def test_a_source_was_read_on_a_day_or_only_others_say_what_it_says(retrieved: Any, day: date | None) -> None:
    assert source(retrieved=retrieved).retrieved == day


@pytest.mark.parametrize("retrieved", ["2026-11", "yesterday", 5])
def test_a_source_was_not_read_in_a_month(retrieved: Any) -> None:
    with pytest.raises(InvalidValueError):
        source(retrieved=retrieved)


def test_a_source_is_of_one_of_the_known_kinds() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Source.kind .*'report' \(did you mean 'reporting'\?; valid: filing, "
    ):
        source(kind="report")


def test_whether_a_machine_wrote_it_may_be_unknown() -> None:
    assert source().machine_generated is None
    assert source(machine_generated=True).machine_generated is True
    with pytest.raises(InvalidValueError, match=r"Source.machine_generated wants true or false: 'false'"):
        source(machine_generated="false")


def test_a_claim_is_by_nobody_named_unless_it_says_so() -> None:
    assert claim().said_by == "unstated"
    assert claim(said_by="anonymous").said_by == "anonymous"
    with pytest.raises(InvalidValueError, match=r"Claim.said_by wants a text that is not empty"):
        claim(said_by="")


@pytest.mark.parametrize("field", ["text", "locator"])
def test_a_claim_says_something_at_some_place(field: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"Claim.{field} wants a text that is not empty"):
        claim(**{field: " "})


def test_a_claim_makes_one_statement_and_not_two() -> None:
    with pytest.raises(InvalidValueError, match=r"Claim.text wants a text that is not empty"):
        claim(text=["It is so.", "It is not so."])


def test_a_claim_is_of_one_of_the_known_kinds() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Claim.kind .*valid: fact, number, projection, forecast, allegation, op"
    ):
        claim(kind="rumour")


def test_hedges_are_several_words() -> None:
    assert claim(hedges=["about", "largely"]).hedges == ("about", "largely")
    with pytest.raises(InvalidValueError, match="several ids or names are wanted here"):
        claim(hedges="about")


def test_a_position_says_who_how_strong_and_where() -> None:
    position = Position(who="Microsoft", strength="one of", market="China", developed_in=["US"])

    assert claim(position=position).position == position
    with pytest.raises(InvalidValueError, match=r"Position.strength .*valid: sole, primary, one of\)"):
        Position(who="Microsoft", strength="only", market="China")  # type: ignore[arg-type]


def test_a_position_is_no_plain_word() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Claim.position is of another kind: 'sole' \(valid: Position or None\)"
    ):
        claim(position="sole")


def test_a_reason_is_a_tree_whose_leaves_carry_claims() -> None:
    leaf = Reason(statement="it sells", evidence=(Evidence(claim=claim(), source=source()),), basis="record")
    tree = Reason(statement="it loses", because=(leaf,))

    assert tree.because[0].evidence[0].root is None
    assert tree.basis == "inference"
    assert hash(tree) == hash(Reason(statement="it loses", because=(leaf,)))
