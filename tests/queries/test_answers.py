"""Answers: sequences of what is known, which never pass what is unknown off as nothing."""

import pickle
from datetime import date

import pytest

from aibroker.landscape import Landscape
from aibroker.queries.answers import Answer, Candidate
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.values.verdicts import Verdict


def _channel(name: str, into: list[str] | None) -> SalesChannel:
    return SalesChannel(id=name, seller="acme", models=["one"], into=into, open="2026-01-01/..", claims=["page.first"])


def _case(*channels: SalesChannel) -> Landscape:
    page = Source(id="page", title="A page", kind="reporting", published=None)
    claim = Claim(id="page.first", source="page", locator="s1", kind="fact", text="Something.")
    acme, one = Vendor(id="acme", name="Acme", home="us"), Model(id="one", name="One", developer="acme")
    return Landscape.of(page, claim, acme, one, *channels, as_of="2026-06-01")


A, B, C = (_channel(name, ["cn"]) for name in "abc")
LOST = _channel("lost", None)
THREE_AND_ONE = _case(C, A, B, LOST).channels_into("China")
NONE_KNOWN = _case(LOST).channels_into("China")
NONE = _case(_channel("elsewhere", ["fr"])).channels_into("China")


def test_an_answer_is_a_sequence_of_what_is_known() -> None:
    assert len(THREE_AND_ONE) == 3
    assert list(THREE_AND_ONE) == [A, B, C]
    assert list(reversed(THREE_AND_ONE)) == [C, B, A]
    assert (THREE_AND_ONE[0], THREE_AND_ONE[-1]) == (A, C)
    assert THREE_AND_ONE.index(B) == THREE_AND_ONE.count(B) == 1


def test_a_slice_of_an_answer_is_a_tuple() -> None:
    assert THREE_AND_ONE[1:] == (B, C)
    assert THREE_AND_ONE[::-1] == (C, B, A)
    assert THREE_AND_ONE[7:] == ()


def test_a_place_beyond_the_answer_is_an_error() -> None:
    with pytest.raises(IndexError, match="tuple index out of range"):
        THREE_AND_ONE[3]


def test_what_is_unknown_is_not_in_the_answer_but_beside_it() -> None:
    assert LOST not in THREE_AND_ONE
    assert A in THREE_AND_ONE
    assert THREE_AND_ONE.unknown == (Candidate(LOST, ("its territory is unknown",)),)


def test_an_answer_carries_its_question_and_its_day() -> None:
    assert (THREE_AND_ONE.question, THREE_AND_ONE.on) == ("channels into China", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("answer", "verdict"), [(THREE_AND_ONE, Verdict.YES), (NONE_KNOWN, Verdict.UNKNOWN), (NONE, Verdict.NO)]
)
def test_the_verdict_is_whether_there_is_any(answer: Answer[SalesChannel], verdict: Verdict) -> None:
    assert answer.verdict is verdict


def test_an_answer_is_true_where_something_is_known_and_false_where_nothing_can_be() -> None:
    assert THREE_AND_ONE
    assert not NONE


def test_none_known_has_no_truth_value_since_it_is_not_none() -> None:
    with pytest.raises(TypeError, match=r"none is known, and some are unknown, .* ask \.verdict, \.known or \.unknown"):
        bool(NONE_KNOWN)


def test_answers_are_equal_by_content_whatever_landscape_gave_them() -> None:
    again = _case(LOST, A, C, B).channels_into("China")
    assert again == THREE_AND_ONE
    assert hash(again) == hash(THREE_AND_ONE)
    assert again.store is not THREE_AND_ONE.store


def test_answers_differ_where_the_known_the_unknown_the_day_or_the_question_do() -> None:
    case = _case(A, B, C, LOST)
    assert _case(A, B, LOST).channels_into("China") != THREE_AND_ONE
    assert _case(A, B, C).channels_into("China") != THREE_AND_ONE
    assert case.channels_into("China", on="2026-06-02") != THREE_AND_ONE
    assert case.channels_into("China", seller="acme") != THREE_AND_ONE


def test_an_answer_is_no_tuple() -> None:
    assert not isinstance(THREE_AND_ONE, tuple)
    assert THREE_AND_ONE.known == (A, B, C)


def test_an_answer_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        THREE_AND_ONE.known = ()  # type: ignore[misc]


def test_an_answer_pickles_with_all_that_it_takes_to_explain_itself() -> None:
    again = pickle.loads(pickle.dumps(THREE_AND_ONE))
    assert again == THREE_AND_ONE
    assert again.explain() == THREE_AND_ONE.explain()


def test_the_repr_counts_what_is_known_and_what_is_unknown() -> None:
    assert repr(THREE_AND_ONE) == "<Answer to 'channels into China' on 2026-06-01: 3 known, 1 unknown>"


def test_an_answer_reads_as_its_text_and_explains_itself_with_its_claims() -> None:
    assert str(THREE_AND_ONE).startswith("Channels into China, on 2026-06-01: 3 known; 1 unknown, not counted")
    assert "page.first" not in str(THREE_AND_ONE)
    assert THREE_AND_ONE.explain().count("page.first") == 4
