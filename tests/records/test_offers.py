"""Models, products and the channels that they are sold through."""

from typing import Any

import pytest

from aibroker.errors import InvalidValueError
from aibroker.records.buyers import located_in
from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
from aibroker.values.periods import Period
from aibroker.values.validity import Validity


def channel(**terms: Any) -> SalesChannel:
    given = {"id": "c", "seller": "microsoft", "into": ["China"], "open": "2026-01-01/.."} | terms
    return SalesChannel(**given)


def test_a_model_takes_plain_text() -> None:
    made = Model(id="gpt-5", name="GPT-5", developer="OpenAI", family="GPT", release="2025-08", openness="closed")

    assert (made.developer, made.family, made.openness) == ("OpenAI", "GPT", "closed")
    assert made.release == Period.month(2025, 8)


def test_what_is_not_said_of_a_model_is_unknown() -> None:
    made = Model(id="m", name="M", developer="d")

    assert made.openness == "unknown"
    assert made.family is None
    assert made.release is None
    assert made.is_family is False


@pytest.mark.parametrize("release", [None, "unknown"])
def test_a_release_may_be_unknown(release: str | None) -> None:
    assert Model(id="m", name="M", developer="d", release=release).release is None


def test_a_model_is_open_closed_or_unknown() -> None:
    with pytest.raises(
        InvalidValueError, match=r"Model.openness is not in its vocabulary: 'open' .*open weights, closed"
    ):
        Model(id="m", name="M", developer="d", openness="open")  # type: ignore[arg-type]


def test_a_product_lies_within_a_wider_one() -> None:
    assert Product(id="p", name="P", seller="s", within="AI").within == "AI"
    assert Product(id="p", name="P", seller="s").within is None


def test_a_channel_takes_lists_and_tuples_of_plain_text() -> None:
    made = channel(models=("GPT",), into=["China", "JP"], excluding=("Hong Kong",), rests_on=["r"], safeguards=["s"])

    assert (made.models, made.into, made.excluding) == (("GPT",), ("China", "JP"), ("Hong Kong",))
    assert (made.rests_on, made.safeguards) == (("r",), ("s",))


def test_a_channel_says_where_it_sells_or_that_it_is_unknown() -> None:
    assert channel(into="unknown").into is None
    with pytest.raises(TypeError, match="into"):
        SalesChannel(id="c", seller="m", open="unknown")  # type: ignore[call-arg]


def test_a_channel_says_when_it_is_open_or_that_it_is_unknown() -> None:
    assert channel(open="unknown").open == Validity()
    assert channel(open=Period.parse("2026-01-01/2026-02-01")).open == Validity.during("2026-01-01/2026-02-01")
    with pytest.raises(TypeError, match="open"):
        SalesChannel(id="c", seller="m", into=["cn"])  # type: ignore[call-arg]


@pytest.mark.parametrize("value", [None, 2026, True])
def test_what_is_no_validity_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"not a validity: .*'unknown'"):
        channel(open=value)


def test_a_channel_without_further_terms_says_nothing_of_hosting_buyers_and_conditions() -> None:
    made = channel()

    assert made.hosted_in == Hosting()
    assert made.buyers == Clientele()
    assert made.only_to is None
    assert made.status == "sold"


def test_a_channel_is_sold_hosted_or_under_test() -> None:
    with pytest.raises(
        InvalidValueError, match=r"SalesChannel.status .*'test' \(did you mean 'testing'\?; valid: sold, "
    ):
        channel(status="test")


@pytest.mark.parametrize(
    ("terms", "valid"),
    [
        ({"hosted_in": ("SG",)}, "Hosting"),
        ({"buyers": ["ByteDance"]}, "Clientele"),
        ({"only_to": "China"}, "LocatedIn or HeadquarteredIn or OwnedFrom"),
    ],
)
def test_the_parts_of_a_channel_are_no_plain_text(terms: dict[str, Any], valid: str) -> None:
    with pytest.raises(
        InvalidValueError, match=rf"SalesChannel.{next(iter(terms))} is of another kind: .*valid: {valid}"
    ):
        channel(**terms)


def test_a_channel_may_be_only_to_some_buyers() -> None:
    assert channel(only_to=located_in("CN")).only_to == located_in("CN")


@pytest.mark.parametrize("part", [Hosting, Clientele])
def test_what_is_said_to_be_all_leaves_no_place_for_more(part: type[Hosting | Clientele]) -> None:
    for beside in ({"at_least": ["a"]}, {"never": ["b"]}):
        with pytest.raises(InvalidValueError, match=r"exactly says all there is, so that at_least and never have no"):
            part(exactly=["a"], **beside)


@pytest.mark.parametrize("part", [Hosting, Clientele])
def test_nothing_is_both_there_and_never_there(part: type[Hosting | Clientele]) -> None:
    with pytest.raises(InvalidValueError, match="named both under at_least and under never: 'b'"):
        part(at_least=["a", "b"], never=["b"])


@pytest.mark.parametrize("part", [Hosting, Clientele])
def test_none_at_all_differs_from_none_known(part: type[Hosting | Clientele]) -> None:
    assert part(exactly=[]).exactly == ()
    assert part().exactly is None
    assert part(exactly=[]) != part()


@pytest.mark.parametrize(
    ("clientele", "known"),
    [
        (Clientele(), ()),
        (Clientele(at_least=["a"], never=["b"]), ("a",)),
        (Clientele(exactly=["b", "c"]), ("b", "c")),
        (Clientele(exactly=[]), ()),
    ],
)
def test_the_known_buyers_are_all_that_are_named_as_buying(clientele: Clientele, known: tuple[str, ...]) -> None:
    assert clientele.known == known
