"""How answers and outcomes read: what is known, what is unknown, and why, down to every claim."""

from collections.abc import Iterable
from textwrap import dedent

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aibroker import testing
from aibroker.display import show
from aibroker.display.sentences import buyers_sentence, listed, named, sentence
from aibroker.errors import InvalidValueError
from aibroker.hatch import shown
from aibroker.landscape import Landscape, Outcome
from aibroker.playbook import washington_restricts_resale
from aibroker.queries.answers import Answer, Brokerage
from aibroker.records.buyers import (
    Buyers,
    all_of,
    any_of,
    headquartered_in,
    located_in,
    not_,
    of_kind,
    owned_from,
    vetted,
)
from aibroker.records.buyers import named as named_buyers
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Clientele, Hosting, Model, SalesChannel
from aibroker.records.parties import Customer, Vendor
from aibroker.records.reasons import Reason
from aibroker.records.rights import Refusal, Right
from aibroker.records.rules import Selection
from aibroker.records.safeguards import Safeguard
from aibroker.scenarios.steps import Restrict, Scenario

DAY = "2026-07-01"
FEW = settings(max_examples=25)


def _claim(name: str, **more: object) -> Claim:
    fields: dict[str, object] = {"locator": "p. 1", "kind": "fact", "text": f"The words of {name}."}
    return Claim(id=f"article.{name}", source="article", **(fields | more))  # type: ignore[arg-type]


def _channel(name: str, **more: object) -> SalesChannel:
    fields: dict[str, object] = {"seller": "cloud", "models": ["gpt"], "into": ["cn"], "open": "2026-01-01/.."}
    return SalesChannel(id=name, **(fields | {"claims": [f"article.{name}"]} | more))  # type: ignore[arg-type]


CASE = Landscape.of(
    Source(
        id="article",
        title="An Article",
        kind="reporting",
        publisher="A Paper",
        published="2026-05",
        retrieved="2026-05-20",
    ),
    Source(id="talk", title="A Talk", kind="statement", published="unknown", machine_generated=True),
    _claim("direct", hedges=["about", "largely"], said_by="a spokesman", root="talk"),
    _claim("wide"),
    _claim("lost", kind="allegation"),
    _claim("right"),
    _claim("refusal"),
    _claim("control"),
    Vendor(id="cloud", name="Cloud", home="us"),
    Vendor(id="maker", name="Maker", home="us"),
    Customer(id="buyer", name="Buyer", home="cn"),
    Model(id="gpt", name="GPT", developer="maker"),
    Model(id="own", name="Own", developer="cloud"),
    Safeguard(id="control", name="a control", claims=["article.control"]),
    _channel("direct", buyers=Clientele(at_least=["buyer"])),
    _channel("wide", models=["gpt", "own"], into=["world"], excluding=["hk"]),
    _channel("lost", into=None),
    Right(
        id="right", holder="cloud", may="sell", models=["gpt"], territory=["cn"], holds="2026", claims=["article.right"]
    ),
    Refusal(id="refusal", who="maker", refuses=located_in("cn"), holds="2026", claims=["article.refusal"]),
    as_of="2026-06-01",
)
OUTCOME = CASE.under(washington_restricts_resale(effective=DAY, until="2027-01-01"))
STORE = CASE._store


def _text(text: str) -> str:
    return dedent(text).strip()


# Whole texts.


def test_an_answer_says_what_is_known_and_what_is_unknown() -> None:
    assert str(CASE.channels_into("China")) == _text(
        """
        Channels into China, on 2026-06-01: 2 known; 1 unknown, not counted
          - direct: Cloud sells GPT into China; buyers at least: Buyer; open: since 2026-01-01, not ended
          - wide: Cloud sells GPT and Own into World except Hong Kong; open: since 2026-01-01, not ended
        Unknown:
          - lost: Cloud sells GPT into a territory that is unknown; open: since 2026-01-01, not ended
            ? its territory is unknown
        """
    )


def test_an_explanation_adds_every_claim_and_every_source() -> None:
    assert CASE.channels_into("China", seller="Cloud", model="GPT").explain() == _text(
        """
        Channels into China, sold by Cloud, with GPT, on 2026-06-01: 2 known; 1 unknown, not counted
          - direct: Cloud sells GPT into China; buyers at least: Buyer; open: since 2026-01-01, not ended
            * article.direct (fact, hedged: about, largely): The words of direct. [article, p. 1; said by a
              spokesman; first in talk]
          - wide: Cloud sells GPT and Own into World except Hong Kong; open: since 2026-01-01, not ended
            * article.wide (fact): The words of wide. [article, p. 1]
        Unknown:
          - lost: Cloud sells GPT into a territory that is unknown; open: since 2026-01-01, not ended
            ? its territory is unknown
            * article.lost (allegation): The words of lost. [article, p. 1]
        Sources:
          - article: A Paper, 'An Article' (reporting; published 2026-05; read 2026-05-20)
          - talk: 'A Talk' (statement; machine-generated; publication date unknown; when it was read is not
            said)
        """
    )


def test_an_outcome_says_what_closes_what_goes_on_who_loses_and_what_is_unknown() -> None:
    assert str(OUTCOME) == _text(
        """
        Under 'Washington restricts resale', effective 2026-07-01 (a hypothesis: resale of American models
        to such buyers is barred from that day):
        Closed: 1
          - direct ends on 2026-07-01: Cloud sells GPT into China; buyers at least: Buyer; open: since
            2026-01-01, not ended
            > comes back as direct.from-2027-01-01: Cloud sells GPT into China; buyers at least: Buyer;
              open: since 2027-01-01, not ended
        Narrowed: 1
          - wide ends on 2026-07-01: Cloud sells GPT and Own into World except Hong Kong; open: since
            2026-01-01, not ended
            > goes on as wide.from-2026-07-01: Cloud sells GPT into World except China and Hong Kong; open:
              since 2026-07-01, ended 2027-01-01
            > goes on as wide.from-2026-07-01.other-models: Cloud sells Own into World except Hong Kong;
              open: since 2026-07-01, ended 2027-01-01
            > comes back as wide.from-2027-01-01: Cloud sells GPT and Own into World except Hong Kong; open:
              since 2027-01-01, not ended
        Lost access: 3
          - China loses GPT by Maker until 2027-01-01, which came through direct; left there:
            wide.from-2026-07-01.other-models
          - Buyer, as a buyer there, loses GPT by Maker until 2027-01-01, which came through direct; left
            there: wide.from-2026-07-01.other-models
          - China loses GPT by Maker until 2027-01-01, which came through wide; left there:
            wide.from-2026-07-01.other-models
        Unknown whether anything is taken away: 1
          ? lost: its territory is unknown
        """
    )


def test_without_a_scenario_nothing_changes() -> None:
    assert str(CASE.under()) == _text(
        """
        Under no scenario: nothing changes.
        Closed: none
        Narrowed: none
        Lost access: none
        """
    )


# None, and none known.


def test_none_is_said_only_where_there_can_be_none() -> None:
    assert str(CASE.refusals("France")) == "Refusals to buyers in France, on 2026-06-01: none"


def test_none_known_is_not_none() -> None:
    text = str(CASE.channels_into("Hong Kong"))
    assert text.startswith("Channels into Hong Kong, on 2026-06-01: none known; 1 unknown, not counted")


def test_an_outcome_with_something_unknown_says_that_none_is_known() -> None:
    only_lost = CASE.removing(CASE.channels["direct"], CASE.channels["wide"])
    text = str(only_lost.under(washington_restricts_resale(effective=DAY)))
    assert text.splitlines()[-5:] == [
        "Closed: none known",
        "Narrowed: none known",
        "Lost access: none known",
        "Unknown whether anything is taken away: 1",
        "  ? lost: its territory is unknown",
    ]


def _counted(text: str, number: int) -> bool:
    return (
        f"; {number} unknown, not counted" in text.splitlines()[0] if number else " unknown" not in text.splitlines()[0]
    )


@FEW
@given(testing.landscapes(), st.sampled_from(("cn", "hk", "us", "asia", "west")))
def test_every_answer_counts_what_is_unknown_and_explains_itself_with_every_claim(case: Landscape, market: str) -> None:
    answers: Iterable[Answer[SalesChannel] | Answer[Right] | Answer[Refusal]]
    answers = (case.channels_into(market), case.rights(market), case.refusals(market))
    for answer in answers:
        assert _counted(str(answer), len(answer.unknown))
        assert answer.unknown == () or "none\n" not in str(answer) + "\n"
        explanation = answer.explain()
        for item in (*answer.known, *(candidate.item for candidate in answer.unknown)):
            assert f"- {item.id}: " in explanation
            assert all(f"* {claim} (" in explanation for claim in item.claims)


@FEW
@given(testing.landscapes(), st.sampled_from(("cn", "jp", "greater-china")))
def test_brokers_are_explained_by_the_claims_of_their_channels(case: Landscape, market: str) -> None:
    answer = case.brokers(market, "west")
    explanation = answer.explain()
    for broker in (*answer.known, *(candidate.item for candidate in answer.unknown)):
        for channel in (*broker.outward, *broker.inward):
            assert channel.id in explanation
            assert all(f"* {claim} (" in explanation for claim in channel.claims)


def _bar() -> Scenario:
    return Scenario(name="A bar", steps=[Restrict(selects=Selection(buyers=located_in("cn", "us")))], effective=DAY)


def _known_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("Closed:", "Narrowed:", "Lost access:"))]


@FEW
@given(testing.landscapes())
def test_every_outcome_names_what_it_changes_and_never_says_none_beside_the_unknown(case: Landscape) -> None:
    outcome = case.under(_bar())
    text, explanation = str(outcome), outcome.explain()
    assert f"Closed: {len(outcome.closed) or 'none'}" in text
    assert f"Narrowed: {len(outcome.narrowed) or 'none'}" in text
    if outcome.unknown:
        assert f"Unknown whether anything is taken away: {len(outcome.unknown)}" in text
        assert not any(line.endswith("none") for line in _known_lines(text))
    for change in (*outcome.closed, *outcome.narrowed):
        assert f"- {change.before.id} " in text
        assert all(f"> goes on as {each.id}: " in text for each in change.continued_by)
    cited = [change.before for change in (*outcome.closed, *outcome.narrowed)]
    for channel in (*cited, *(candidate.item for candidate in outcome.unknown)):
        assert all(f"* {claim} (" in explanation for claim in channel.claims)


def _claims_of(reason: Reason) -> set[str]:
    return {each.claim.id for each in reason.evidence}.union(*(_claims_of(each) for each in reason.because))


def test_the_explanation_of_an_outcome_walks_down_to_every_claim_of_its_reasons() -> None:
    explanation = OUTCOME.explain()
    for change in OUTCOME.changes:
        if change.verdict.value == "yes":
            assert change.because.statement in " ".join(explanation.split())
            assert all(claim in explanation for claim in _claims_of(change.because))
    assert "Sources:\n  - article: A Paper, 'An Article'" in explanation


def test_what_no_claim_says_is_marked() -> None:
    explanation = " ".join(OUTCOME.explain().split())
    assert "Cloud has its headquarters in United States, says its record, which cites no claim" in explanation
    assert "direct sells into China (since 2026-01-01, not ended), says its record, which cites:" in explanation


# Losses.


def _losing(*channels: SalesChannel) -> list[str]:
    texts = str(attrs.evolve(CASE).removing(*CASE.channels).adding(*channels).under(_bar())).splitlines()
    start = next(place for place, line in enumerate(texts) if line.startswith("Lost access"))
    return texts[start:]


def test_a_loss_that_is_not_sure_says_so() -> None:
    assert _losing(_channel("direct"), _channel("wide", open="unknown", seller="maker", into=["sg", "cn"]))[:3] == [
        "Lost access: 1",
        "  - China loses GPT by Maker, which came through direct; no known channel is left there",
        "Unknown whether anything is taken away: 1",
    ]


def test_a_buyer_that_may_have_bought_elsewhere_may_lose() -> None:
    lines = _losing(_channel("direct", into=["world"], buyers=Clientele(exactly=["buyer"])))
    assert lines[0] == "Lost access: 4, 2 of them unknown"
    assert "  - Buyer, as a buyer there, may lose GPT by Maker, which came through direct; no known channel is" in lines


def test_a_product_without_models_is_lost_as_a_product() -> None:
    lines = _losing(_channel("direct", models=[]))
    assert lines[1] == "  - China loses the product, which came through direct; no known channel is left there"


def test_a_channel_that_would_open_later_does_not_open_on_these_terms() -> None:
    case = CASE.removing(*CASE.channels).adding(_channel("direct", open="2026-08-01/.."))
    assert "  - direct does not open on these terms: Cloud sells GPT into China" in str(case.under(_bar()))


# Sentences.


def _sentence(item: object) -> str:
    return sentence(STORE, item)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"status": "hosted"}, "Cloud hosts GPT for buyers in China"),
        ({"status": "testing"}, "Cloud tests GPT for buyers in China"),
        ({"models": []}, "Cloud sells a product without models into China"),
        ({"into": None, "excluding": ["cn", "hk"]}, "into a territory that is unknown except China and Hong Kong"),
        ({"hosted_in": Hosting(exactly=["sg"])}, "; hosted in Singapore only;"),
        ({"hosted_in": Hosting(at_least=["sg"], never=["cn"])}, "; hosted at least in Singapore, never in China;"),
        ({"hosted_in": Hosting(never=["cn", "hk"])}, "; hosted never in China and Hong Kong;"),
        ({"buyers": Clientele(exactly=["buyer", "maker"])}, "; its only buyers: Buyer and Maker;"),
        ({"only_to": vetted("established companies")}, "; only to buyers vetted as 'established companies';"),
        ({"safeguards": ["control"]}, "; safeguards: a control;"),
        ({"open": "unknown"}, "; open: dates unknown"),
    ],
)
def test_a_channel_is_a_sentence_of_what_is_known(more: dict[str, object], text: str) -> None:
    assert text in _sentence(_channel("direct", **more))


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"exclusive": True}, "Cloud alone may sell GPT in China"),
        ({"exclusive": False}, "Cloud may, as others may, sell GPT in China"),
        ({"exclusive": None}, "Cloud may, perhaps alone, sell GPT in China"),
        ({"grantor": None}, "; grantor unknown;"),
        ({"grantor": "maker"}, "; granted by Maker;"),
        ({"territory": None}, "in a territory that is unknown;"),
    ],
)
def test_a_right_is_a_sentence_of_what_is_known(more: dict[str, object], text: str) -> None:
    assert text in _sentence(attrs.evolve(CASE.rights["right"], **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (
            {},
            "Maker declines to sell its models to buyers located in China; whether resellers are bound too is unsaid;",
        ),
        (
            {"models": ["gpt"], "through": "itself"},
            "declines to sell GPT to buyers located in China; in its own sales;",
        ),
        (
            {"through": "anyone", "reasons": ["misuse", "law"]},
            "resellers included; reasons given: misuse, law; holds: ",
        ),
    ],
)
def test_a_refusal_is_a_sentence_of_what_is_known(more: dict[str, object], text: str) -> None:
    assert text in _sentence(attrs.evolve(CASE.refusals["refusal"], **more))  # type: ignore[arg-type]


def test_a_broker_is_a_sentence_with_its_channels_both_ways() -> None:
    broker = Brokerage(seller="cloud", outward=(CASE.channels["direct"],), inward=tuple(CASE.channels)[1:])
    assert _sentence(broker) == "Cloud carries models both ways: direct there, lost, wide back"


def test_anything_else_is_its_own_text() -> None:
    assert _sentence(3) == "3"


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (located_in("cn", "hk"), "located in China and Hong Kong"),
        (headquartered_in("cn"), "with headquarters in China"),
        (owned_from("cn", more_than="50 %"), "owned from China by more than 50 %"),
        (of_kind("bank"), "of the kind 'bank'"),
        (vetted("established companies"), "vetted as 'established companies'"),
        (named_buyers("buyer", "maker", "cloud"), "named Buyer, Maker and Cloud"),
        (not_(located_in("cn")), "not located in China"),
        (
            all_of(located_in("cn"), any_of(of_kind("bank"), not_(all_of(of_kind("shop"), located_in("hk"))))),
            "located in China and (of the kind 'bank' or not (of the kind 'shop' and located in Hong Kong))",
        ),
    ],
)
def test_a_condition_on_buyers_follows_the_word_buyers(condition: Buyers, text: str) -> None:
    assert buyers_sentence(STORE, condition) == text


def test_what_the_case_does_not_hold_is_called_by_its_id() -> None:
    assert named(STORE, "party", "stranger") == "stranger"
    assert listed(STORE, "party", ("cloud", "stranger")) == "Cloud and stranger"


def test_a_list_of_nobody_is_none() -> None:
    assert listed(STORE, "party", ()) == "none"


# Anything else.


def test_only_what_the_library_answers_is_shown() -> None:
    with pytest.raises(
        InvalidValueError, match=r"cannot be shown: 3 \(valid: an answer, a figure, an outcome, a difference\)"
    ):
        show(3, "text")


def test_the_hatch_leads_to_the_display() -> None:
    assert shown(OUTCOME, "text") == str(OUTCOME)
    assert shown(OUTCOME, "explanation") == OUTCOME.explain()


def test_lines_are_at_most_a_hundred_characters_long_and_none_ends_in_a_space() -> None:
    texts: list[Outcome | Answer[SalesChannel]] = [OUTCOME, CASE.channels_into("China")]
    for each in texts:
        for line in each.explain().splitlines():
            assert len(line) <= 100
            assert line == line.rstrip()
