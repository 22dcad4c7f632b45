import pickle
from typing import Any, Literal

import attrs
import pytest

from aibroker import (
    Assumption,
    Authority,
    Claim,
    InvalidLandscapeError,
    InvalidValueError,
    Landscape,
    Measurand,
    Metric,
    Model,
    Question,
    Right,
    SalesChannel,
    Source,
    Vendor,
    diff,
)

RECORDS = (
    Source(id="page", title="A page", kind="reporting", published="2026-01-01"),
    Claim(id="page.said", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="seller", name="Seller", home="US"),
    Vendor(id="rival", name="Rival", home="US"),
    Model(id="big", name="Big", developer="seller"),
    Right(
        id="alone",
        holder="seller",
        may="sell",
        models=["big"],
        territory=["CN"],
        exclusive=True,
        holds="2026-01-01/..",
        claims=["said"],
    ),
    Question(id="into-china", kind="channels_into", market="CN"),
    Question(id="by-rival", kind="channels_into", market="CN", seller="rival"),
)
WAY = SalesChannel(id="way", seller="rival", models=["big"], into=["CN"], open="2026-01-01/..", claims=["said"])
BEFORE = Landscape.of(*RECORDS, as_of="2026-06-01")
AFTER = BEFORE.adding(WAY).replacing(attrs.evolve(BEFORE.vendors["seller"], home="de", note="It moved."))


def test_nothing_differs_from_itself() -> None:
    assert diff(BEFORE, BEFORE).is_empty
    assert str(diff(BEFORE, BEFORE)) == "Nothing differs."
    assert diff(BEFORE, BEFORE).to_markdown() == "Nothing differs."


def test_records_come_go_and_change() -> None:
    found = [(change.kind, change.id, change.what, change.fields) for change in diff(BEFORE, AFTER).records]

    assert found == [("channel", "way", "came", ()), ("vendor", "seller", "changed", ("home", "note"))]
    assert [change.what for change in diff(AFTER, BEFORE).records] == ["went", "changed"]


def test_a_conflict_that_came_is_new_and_the_other_way_round_gone() -> None:
    there, back = diff(BEFORE, AFTER), diff(AFTER, BEFORE)

    assert [conflict.kind for conflict in there.conflicts_new] == ["second seller under an exclusive right"]
    assert there.conflicts_gone == ()
    assert back.conflicts_gone == there.conflicts_new


def test_saved_questions_are_answered_on_both_sides() -> None:
    found = [(change.question.id, change.before, change.after) for change in diff(BEFORE, AFTER).answers]

    assert found == [("by-rival", "none known", "way"), ("into-china", "none known", "way")]


def test_a_question_about_what_is_not_there_cannot_be_asked() -> None:
    newcomer = Vendor(id="newcomer", name="Newcomer")
    asked = Question(id="newcomer", kind="channels_into", market="CN", seller="newcomer")

    (change,) = diff(BEFORE, BEFORE.adding(newcomer, asked)).answers

    assert (change.before, change.after) == (None, "none known")


def test_an_unknown_channel_is_part_of_the_answer() -> None:
    unsure = attrs.evolve(WAY, open="unknown")

    answers = [change.after for change in diff(BEFORE, BEFORE.adding(unsure)).answers]

    assert answers == ["none known; unknown: way", "none known; unknown: way"]


def test_a_difference_reads_as_text_and_as_markdown() -> None:
    difference = diff(BEFORE, AFTER)

    assert str(difference).splitlines() == [
        "Records: 2",
        "  - channel way came [page.said]",
        "  - vendor seller changed: home, note",
        "Conflicts that are new: 1",
        "  - alone leaves nobody but Seller, yet way is open [page.said]",
        "Saved questions answered otherwise: 2",
        "  - by-rival: none known → way [page.said]",
        "  - into-china: none known → way [page.said]",
    ]
    assert difference.to_markdown().splitlines()[:4] == [
        "### Records",
        "",
        "- channel way came [page.said]",
        "- vendor seller changed: home, note",
    ]
    assert repr(difference) == "<Difference: 2 records, 1 conflicts, 2 answers>"


def test_a_difference_travels() -> None:
    assert pickle.loads(pickle.dumps(diff(BEFORE, AFTER))) == diff(BEFORE, AFTER)


def test_a_remark_makes_no_other_conflict_of_one() -> None:
    remarked = AFTER.replacing(attrs.evolve(AFTER.channels["way"], note="A remark."))

    told = diff(AFTER, remarked)

    assert [change.fields for change in told.records] == [("note",)]
    assert told.conflicts_new == told.conflicts_gone == ()


def test_what_is_turned_on_is_told() -> None:
    guess = Assumption(id="guess", because="Why not.", convention="even pace")
    before = BEFORE.adding(guess)

    there, back = diff(before, before.assuming("guess")), diff(before.assuming("guess"), before)

    assert there.turned_on == back.turned_off == ("assumption guess",)
    assert not there.is_empty
    assert str(there) == "Turned on: 1\n  - assumption guess"
    assert diff(before, before.reading(bare="about")).turned_on == before.reading(bare="about").switched_on


@pytest.mark.parametrize("kind", ["access", "at_risk"])
def test_an_authority_neither_buys_nor_sells(kind: Literal["access", "at_risk"]) -> None:
    about: dict[str, Any] = {"model": "big"} if kind == "access" else {"period": "2026"}
    asked = Question(id="asked", kind=kind, party="office", **about)

    with pytest.raises(InvalidLandscapeError, match=r"questions.asked.party: an authority makes rules"):
        BEFORE.adding(Authority(id="office", name="Office"), asked)


def test_only_landscapes_are_compared() -> None:
    with pytest.raises(InvalidValueError, match="landscapes are compared"):
        diff(BEFORE, "after")  # type: ignore[call-overload]  # what a user may try


def _sold(value: str) -> Landscape:
    sales = Measurand(measure="sales", of="seller", period="2025")
    asked = Question(id="sales", kind="figure", measurand=sales)
    return BEFORE.adding(Metric(id="sales", measurand=sales, value=value, claims=["said"]), asked)


def test_a_saved_figure_is_answered_with_its_bounds() -> None:
    (change,) = diff(_sold("1..2 bn USD"), _sold("1..3 bn USD")).answers

    assert (change.before, change.after) == ("1 to 2 bn USD", "1 to 3 bn USD")
    assert change.reply_before is not None
    assert change.reply_after is not None
    assert (change.reply_before.low, change.reply_before.high) == (1e9, 2e9)
    assert (change.reply_after.low, change.reply_after.high, change.reply_after.unit) == (1e9, 3e9, "USD")


def test_rounding_hides_no_difference() -> None:
    (change,) = diff(_sold("1..2 bn USD"), _sold("1..1.99999 bn USD")).answers

    assert (change.before, change.after) == ("1 to 2 bn USD", "1 to 1.99999 bn USD")


def test_a_figure_that_rests_on_something_else_is_answered_as_before() -> None:
    again = Claim(id="page.again", source="page", locator="s2", kind="fact", text="The same.")
    known = _sold("1..2 bn USD").adding(again)
    cited = known.replacing(attrs.evolve(known.metrics["sales"], claims=["page.said", "page.again"]))

    assert diff(known, cited).answers == ()
