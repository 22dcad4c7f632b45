"""Rights, refusals and payments."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import located_in
from aibroker.records.measures import Measurand
from aibroker.records.rights import Payment, Refusal, Right
from aibroker.values.estimates import Estimate
from aibroker.values.validity import Validity

SALES = Measurand(measure="sales", of="microsoft", period="2024")


def right(**terms: Any) -> Right:
    given: dict[str, Any] = {"id": "r", "holder": "microsoft", "may": "resell", "models": ["GPT"], "holds": "unknown"}
    given |= {"territory": ["world"]} | terms
    return Right(**given)


def payment(**terms: Any) -> Payment:
    given: dict[str, Any] = {
        "id": "p",
        "payer": "microsoft",
        "payee": "openai",
        "share": "20 %",
        "of": SALES,
        "holds": "unknown",
    }
    return Payment(**given | terms)


def test_what_is_not_said_of_a_right_is_unknown() -> None:
    made = right()

    assert made.grantor is None
    assert made.exclusive is None
    assert made.basis == ""
    assert made.holds == Validity()


def test_the_territory_of_a_right_may_be_unknown_and_must_be_said() -> None:
    assert right(territory="unknown").territory is None
    with pytest.raises(TypeError, match="territory"):
        Right(id="r", holder="m", may="sell", models=["GPT"], holds="unknown")  # type: ignore[call-arg]


@pytest.mark.parametrize("word", ["buy", "reselling", ""])
def test_a_right_is_to_sell_to_resell_or_to_host(word: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Right.may is not in its vocabulary: .*valid: sell, resell, host\)"):
        right(may=word)


def test_being_the_only_seller_in_fact_is_no_right() -> None:
    with pytest.raises(InvalidValueError, match=r"Right.may is not in its vocabulary: 'sole'"):
        right(may="sole")


def test_a_refusal_says_which_buyers_it_declines() -> None:
    made = Refusal(id="r", who="OpenAI", refuses=located_in("China"), reasons=["misuse"], holds="2024-07-09/..")

    assert made.refuses == located_in("China")
    assert made.through == "unknown"
    assert made.models == ()


@pytest.mark.parametrize("value", ["China", ["China"], None])
def test_a_refusal_declines_a_condition_and_no_text(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"Refusal.refuses is of another kind: .*valid: LocatedIn or "):
        Refusal(id="r", who="OpenAI", refuses=value, holds="unknown")


def test_in_whose_hands_a_refusal_holds_is_one_of_three() -> None:
    with pytest.raises(InvalidValueError, match=r"Refusal.through is not .*valid: itself, anyone, unknown\)"):
        Refusal(id="r", who="v", refuses=located_in("cn"), through="resellers", holds="unknown")  # type: ignore[arg-type]


def test_a_payment_reads_its_share_and_its_cap() -> None:
    made = payment(cap="38 bn USD")

    assert made.share == Estimate.exactly(20, unit="percent")
    assert made.cap == Estimate.parse("38 bn USD")
    assert payment().cap is None


@pytest.mark.parametrize("share", ["20", "5 bn USD", "2 USD/year"])
def test_what_is_paid_is_a_share(share: str) -> None:
    with pytest.raises(InvalidValueError, match=r"what is paid is a share, so that its unit must be a ratio: .*'20 %'"):
        payment(share=share)


def test_a_share_is_of_a_measurand() -> None:
    with pytest.raises(InvalidValueError, match=r"Payment.of is of another kind: 'revenue' \(valid: Measurand\)"):
        payment(of="revenue")
