"""The network of a landscape: computed once, asked often, and in conflict as a landscape is in conflict."""

import pickle

from aibroker.figures.networks import Network
from aibroker.figures.switches import Switches
from tests.figures.makers import ends, maker, number, sales


def test_numeric_conflicts_stand_beside_the_structural_ones() -> None:
    case = maker(
        number("b", sales(), "exactly 5 USD"),
        number("a", sales(), "exactly 8 USD", claims=["talk.it"]),
        number("same-root", sales("2023"), "exactly 1 USD"),
        number("same-root-again", sales("2023"), "exactly 2 USD"),
    )

    assert [conflict.kind for conflict in case.conflicts()] == [
        "one root, disjoint numbers",
        "numbers that cannot all hold",
    ]
    (numeric,) = case.conflicts()[1:]
    assert numeric.statement == "b says exactly 5 USD; a says exactly 8 USD: they cannot both hold"
    assert {each.claim.id for each in numeric.evidence} == {"filing.it", "talk.it"}


def test_numbers_of_one_root_in_two_units_are_not_compared() -> None:
    case = maker(
        number("dollars", sales(), "exactly 5 USD"),
        number("euros", sales(), "exactly 4 EUR"),
        number("pace", sales(), "exactly 5 USD/year"),
    )

    assert case.conflicts() == ()


def test_nothing_but_what_is_asked_is_added_for_a_question() -> None:
    case = maker(number("n", sales(), "exactly 5 USD"))

    assert ends(case, sales(market="cn", product="ai")) == (0, 5)
    assert ends(case, sales(market="cn")) == (0, 5)
    assert ends(case, sales(), sales(market="cn")) == (1, float("inf"))


def test_a_landscape_that_has_been_asked_is_the_one_that_has_not() -> None:
    case, asked = maker(number("n", sales(), "5..6 USD")), maker(number("n", sales(), "5..6 USD"))
    asked.figure(sales())

    assert asked == case
    assert pickle.dumps(asked) == pickle.dumps(case)
    assert pickle.loads(pickle.dumps(asked)).figure(sales()) == case.figure(sales())


def test_a_network_without_a_premise_or_with_another_one_is_a_new_network() -> None:
    case = maker(number("n", sales(), "5..6 USD"), number("m", sales(), "5.5..7 USD", claims=["talk.it"]))
    network = Network.of(case._store, Switches())
    gone = network.without(network.premises.listed[:1])

    assert len(gone.premises.listed) == len(network.premises.listed) - 1
    assert network.clashes == ()
