"""Laws of joining: what one side holds and has on is in the whole, in whichever order; what clashes is refused."""

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from aibroker import testing
from aibroker.errors import InvalidLandscapeError, InvalidValueError
from aibroker.figures.switches import Preference
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption
from aibroker.records.kinds import Record
from aibroker.records.measures import Measurand, Metric
from aibroker.store.lineages import lineage
from aibroker.testing import assert_landscape_equal

PREFERENCES = (
    Preference(kinds=("filing",), over=("reporting",)),
    Preference(kinds=("reporting",), over=("filing",)),
    Preference(kinds=("filing", "reporting"), over=("analysis",)),
)


def preferring(case: Landscape, preferences: list[Preference]) -> Landscape:
    for each in preferences:
        case = case.preferring(*each.kinds, over=each.over)
    return case


@st.composite
def switched(draw: st.DrawFn) -> Landscape:
    """A landscape with assumptions and preferences on."""
    case = preferring(draw(testing.landscapes(most_channels=2)), draw(st.lists(st.sampled_from(PREFERENCES))))
    on = draw(st.lists(st.sampled_from([each.id for each in case.assumptions]))) if case.assumptions else []
    try:
        return case.assuming(*on)
    except InvalidValueError:
        return case


def numbers(case: Landscape) -> list[tuple[str, float, float]]:
    measurands = {each.measurand for each in case.metrics if each.basis == "actual"}
    return sorted((str(each), *bounds(case, each)) for each in measurands)


def bounds(case: Landscape, measurand: Measurand) -> tuple[float, float]:
    figure = case.figure(measurand)
    return figure.low, figure.high


def joined(one: Landscape, other: Landscape) -> Landscape | str:
    """Both together, or why they are refused."""
    try:
        return one | other
    except InvalidValueError as error:
        return str(error)


@given(switched())
def test_a_landscape_joined_with_itself_is_itself(case: Landscape) -> None:
    assert_landscape_equal(case | case, case)
    assert (case | case)._switches == case._switches


@given(switched(), st.data())
def test_a_part_of_a_landscape_adds_nothing_to_it(case: Landscape, data: st.DataObject) -> None:
    leaves: list[Record] = [each for each in case.records if isinstance(each, Metric | Assumption)]
    gone = data.draw(st.lists(st.sampled_from(leaves), unique=True)) if leaves else []
    try:
        part = case.removing(*gone)
    except InvalidLandscapeError:
        assume(False)
        return
    for whole in (case | part, part | case):
        assert_landscape_equal(whole, case)
        assert whole._switches == case._switches
        assert numbers(whole) == numbers(case)


@given(switched(), st.lists(st.sampled_from(PREFERENCES)), st.lists(st.sampled_from(PREFERENCES)))
def test_preferences_stay_in_the_order_in_which_they_were_set(
    case: Landscape, one: list[Preference], other: list[Preference]
) -> None:
    plain = attrs.evolve(case, switches=attrs.evolve(case._switches, preferences=()))
    left, right = preferring(plain, one), preferring(plain, other)
    whole = joined(left, right)
    if isinstance(whole, str):
        assert "two orders of preferences" in whole
        mine, theirs = left._switches.preferences, right._switches.preferences
        assert [each for each in mine if each in theirs] != [*theirs]
        assert [each for each in theirs if each in mine] != [*mine]
        return
    assert whole._switches == (right | left)._switches
    for side in (left, right):
        kept = side._switches.preferences
        assert [each for each in whole._switches.preferences if each in kept] == [*kept]


@given(testing.landscapes(most_channels=1), st.data())
def test_what_two_sides_have_on_is_on_together_or_refused_as_it_is_on_one(case: Landscape, data: st.DataObject) -> None:
    names = [each.id for each in case.assumptions]
    assume(names)
    one, other = (data.draw(st.lists(st.sampled_from(names), unique=True, max_size=1)) for _ in range(2))
    sides = case.assuming(*one), case.assuming(*other)
    try:
        together: Landscape | str = case.assuming(*one, *other)
    except InvalidValueError as error:
        together = str(error)
    for whole in (joined(*sides), joined(*reversed(sides))):
        assert whole == together
        if isinstance(whole, Landscape) and isinstance(together, Landscape):
            assert numbers(whole) == numbers(together)


def covers_what_rests_on_it(case: Landscape) -> bool:
    """Whether each right is over all that is sold by it; else what the channels say of it contradicts it."""
    sold = ((right, model) for each in case.channels for right in each.rests_on for model in each.models)
    return all({*lineage(case._store, model)} & {*case.rights[right].models} for right, model in sold)


@given(testing.landscapes(most_channels=2).filter(covers_what_rests_on_it))
def test_what_a_doubt_takes_away_the_landscape_itself_says_again(case: Landscape) -> None:
    without = case.doubting("page.third")
    for whole in (case | without, without | case):
        assert {(type(each), each.id) for each in whole.records} == {(type(each), each.id) for each in case.records}
        for each in case.rights:
            again = whole.rights[each.id]
            assert (again.territory, again.excluding, again.holds) == (each.territory, each.excluding, each.holds)
            assert set(again.claims) >= set(each.claims)
