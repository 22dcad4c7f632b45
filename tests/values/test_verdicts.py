"""Three answers, by Kleene's tables."""

import pickle

import pytest

from aibroker.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_and_or_follow_kleene(left: Verdict, right: Verdict, both: Verdict, either: Verdict) -> None:
    assert (left & right) is both
    assert (left | right) is either


@pytest.mark.parametrize(("verdict", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_leaves_the_unknown_unknown(verdict: Verdict, opposite: Verdict) -> None:
    assert ~verdict is opposite


@pytest.mark.parametrize("left", Verdict)
@pytest.mark.parametrize("right", Verdict)
def test_de_morgan_holds(left: Verdict, right: Verdict) -> None:
    assert ~(left & right) is (~left | ~right)


@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_has_a_truth_value(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match=f"{verdict} has no truth value: unknown is neither"):
        bool(verdict)


@pytest.mark.parametrize(("known", "verdict"), [(True, YES), (False, NO), (None, UNKNOWN)])
def test_a_truth_value_that_may_be_missing_becomes_a_verdict(known: bool | None, verdict: Verdict) -> None:
    assert Verdict.of(known) is verdict


def test_a_verdict_prints_as_its_word_and_pickles() -> None:
    assert [str(verdict) for verdict in Verdict] == ["yes", "no", "unknown"]
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
