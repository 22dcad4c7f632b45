"""What a user switches on: a convention for hedges, and preferences among kinds of source."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.figures.switches import Hedges, Preference, Switches, source_kinds
from aibroker.records.identifiers import AssumptionId
from aibroker.values.estimates import Estimate
from tests.figures.makers import maker, number, sales


@pytest.mark.parametrize(
    ("text", "hedges", "low", "high"),
    [
        ("~100 USD", Hedges(), 50, 150),
        ("~100 USD", Hedges(about=0.1), 90, 110),
        ("nearly 100 USD", Hedges(about=0.1), 90, 100),
        ("exactly 100 USD", Hedges(about=0.1, bare="about"), 100, 100),
        ("90..110 USD", Hedges(about=0.5), 90, 110),
        ("> 100 USD", Hedges(about=0.5), 100, float("inf")),
        ("281.7 USD", Hedges(about=0.1), 281.65, 281.75),
        ("80..90..100 USD", Hedges(about=0.5), 80, 100),
        ("+~400 %", Hedges(about=0.1), 4.5, 5.5),
        ("about 100 USD", Hedges(), 50, 150),
        ("nearly 100 USD", Hedges(), 50, 100),
        ("x3", Hedges(about=0.1), 3, 3),
        ("x3", Hedges(bare="about"), 2.5, 3.5),
        ("x3", Hedges(about=0.1, bare="about"), 2.7, 3.3),
        ("exactly 3 times", Hedges(about=0.1, bare="about"), 3, 3),
        ("~3 x", Hedges(bare="about"), 2.5, 3.5),
    ],
)
def test_a_convention_says_how_far_a_hedge_reaches(text: str, hedges: Hedges, low: float, high: float) -> None:
    read = hedges.read(Estimate.parse(text))

    assert (read.low, read.high) == pytest.approx((low, high))


def test_words_that_open_with_two_hedges_say_none() -> None:
    value = Estimate(low=1, high=3, likely=2, unit="USD", stated="about over 2")

    assert Hedges(about=0.1).read(value) is value


def test_a_number_without_words_has_no_hedge_to_read() -> None:
    value = Estimate.about(100, unit="USD")

    assert Hedges(about=0.1, bare="about").read(value) is value


def test_a_convention_never_cuts_off_what_its_share_allows() -> None:
    read = Hedges(about=0.1).read(Estimate.parse("~0.7 USD"))

    assert (read.low, read.high, read.likely) == (0.63, 0.77, 0.7)


def test_a_convention_counts_for_some_kinds_of_source() -> None:
    case = maker(number("told", sales(), "~100 USD", claims=["paper.it"]), number("filed", sales("2023"), "~100 USD"))
    read = case.reading(about=0.1, kinds=["reporting"])

    assert (read.figure(sales()).low, read.figure(sales("2023")).low) == (90, 50)
    assert read.reading(about=0.2).figure(sales()).low == 80
    assert read.figure(sales()).policies == (
        "in sources of kind reporting, about reaches 10 % of the number, and a bare ratio is read as exact",
    )


def test_a_number_of_two_kinds_of_source_is_read_by_a_convention_for_both() -> None:
    case = maker(number("n", sales(), "~100 USD", claims=["paper.it", "filing.it"]))

    assert case.reading(about=0.1, kinds=["reporting"]).figure(sales()).low == 50
    assert case.reading(about=0.1, kinds=["reporting", "filing"]).figure(sales()).low == 90


@pytest.mark.parametrize("share", [-0.1, 1, 1.5])
def test_a_width_is_a_share_of_the_number(share: float) -> None:
    with pytest.raises(
        InvalidValueError, match=r"Hedges.about is a share of the number: .* \(valid: from 0 to below 1\)"
    ):
        maker().reading(about=share)


def test_a_bare_ratio_is_exact_or_about() -> None:
    wrong: Any = "roughly"
    with pytest.raises(InvalidValueError, match=r"not in its vocabulary: 'roughly' \(valid: exact or about\)"):
        maker().reading(bare=wrong)


def test_kinds_of_source_come_in_the_order_of_the_vocabulary_each_once() -> None:
    assert source_kinds(["reporting", "filing", "reporting"]) == ("filing", "reporting")
    assert source_kinds("reporting") == ("reporting",)


@pytest.mark.parametrize(("wrong", "advice"), [("fillings", "filing"), (3, None)])
def test_a_kind_of_source_that_is_none_is_refused(wrong: object, advice: str | None) -> None:
    with pytest.raises(InvalidValueError, match="no such kind of source") as caught:
        source_kinds(wrong)
    assert advice is None or advice in str(caught.value)


@pytest.mark.parametrize(
    ("kinds", "over"), [((), ("filing",)), (("filing",), ()), (("filing", "testimony"), ("testimony",))]
)
def test_a_preference_sets_some_kinds_over_others(kinds: Any, over: Any) -> None:
    with pytest.raises(InvalidValueError, match="a preference sets some kinds of source over others"):
        Preference(kinds=kinds, over=over)


def test_a_preference_is_stated_once_however_often_it_is_named() -> None:
    case = maker().preferring("filing", over="reporting").preferring("filing", over=["reporting"])

    assert case.figure(sales()).policies == ("where numbers cannot all hold, filing counts over reporting",)


def test_what_two_sides_have_switched_on_is_on_and_two_conventions_are_refused() -> None:
    even, gross = AssumptionId("even"), AssumptionId("gross")
    one = Switches(assumptions=(gross,))
    other = Switches(
        assumptions=(even,), hedges=Hedges(about=0.2), preferences=(Preference(kinds="filing", over="reporting"),)
    )

    assert one.joined(other).assumptions == (even, gross)
    assert one.joined(other).hedges == other.joined(one).hedges == Hedges(about=0.2)
    with pytest.raises(InvalidValueError, match="two conventions for hedges are on"):
        Switches(hedges=Hedges(about=0.1)).joined(other)
    assert other.joined(Switches()).hedges == Hedges(about=0.2)
    assert one.joined(other).preferences == other.preferences


def test_two_landscapes_with_other_switches_are_two() -> None:
    assert maker().reading(about=0.1) != maker()
    assert (maker().reading(about=0.1) | maker()).figure(sales()).policies != ()


def test_what_is_switched_on_stays_on_whatever_becomes_of_the_landscape() -> None:
    case = maker().suppose("even", because="nobody says otherwise", convention="even pace")
    later = (case.on("2025-01-01"), case.known_on("2025-12-01"), case.doubting("blog.it"), case.under().after)

    assert all([each.id for each in one.assumed] == ["even"] for one in later)
