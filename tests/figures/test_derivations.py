"""A derivation is walked step by step, each once, and knows its claims and its assumptions."""

from aibroker.figures.derivations import Derivation, Ground
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim, Source
from aibroker.records.reasons import Evidence

PAGE = Source(id="page", title="A page", kind="filing", published="2025")
CLAIM = Claim(id="page.it", source="page", locator="s1", kind="number", text="So much.")
EVEN = Assumption(id="even", because="b", convention="even pace")
SAID = Ground(kind="claims", said="5 USD", evidence=(Evidence(claim=CLAIM, source=PAGE),), assumptions=(EVEN,))


def step(quantity: str, *because: Derivation, ground: Ground | None = None) -> Derivation:
    return Derivation(
        quantity=quantity, side="low", said="at least 5 USD", value=5, rule="stated", ground=ground, because=because
    )


def test_a_step_on_which_two_others_rest_is_told_once() -> None:
    last = step("last", ground=SAID)
    first = step("first", step("left", last), step("right", last, ground=SAID))

    assert [each.quantity for each in first] == ["first", "left", "last", "right"]
    assert first.grounds == (SAID,)
    assert first.evidence == SAID.evidence
    assert first.claims == ("page.it",)
    assert first.assumptions == (EVEN,)


def test_a_step_of_plain_arithmetic_rests_on_nothing_itself() -> None:
    assert step("sum").grounds == ()
    assert step("sum").claims == ()
