"""Access: open, closed or unknown, channel by channel, with every condition that it depends on."""

import pickle
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.exchange.bundled import bundled_case
from aibroker.landscape import Landscape
from aibroker.queries.access import Access
from aibroker.queries.eligibility import Condition
from aibroker.records.buyers import any_of, headquartered_in, located_in, of_kind, owned_from
from aibroker.records.evidence import Claim, Source
from aibroker.records.kinds import Record
from aibroker.records.offers import Clientele, Model, SalesChannel
from aibroker.records.parties import Authority, Customer, Owner, Vendor
from aibroker.records.rights import Refusal, Right
from aibroker.values.validity import Validity
from aibroker.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

BASIS: tuple[Record, ...] = (
    Source(id="page", title="A page", kind="reporting", published=None),
    Claim(id="page.sold", source="page", locator="s1", kind="fact", text="It is sold."),
    Claim(id="page.right", source="page", locator="s2", kind="fact", text="It may be sold."),
    Claim(id="page.refused", source="page", locator="s3", kind="fact", text="It is refused."),
    Vendor(id="maker", name="Maker", home="us"),
    Vendor(id="seller", name="Seller", home="us"),
    Vendor(id="third", name="Third", home="us"),
    Authority(id="office", name="The Office"),
    Customer(id="regular", name="Regular", home="cn"),
    Customer(id="bank", name="Bank", home="cn", kinds=["bank"]),
    Customer(id="nowhere", name="Nowhere", home=None),
    Model(id="family", name="Family", developer="maker", is_family=True),
    Model(id="one", name="One", developer="maker", family="family"),
    Model(id="two", name="Two", developer="maker", family="family"),
)


def _channel(name: str = "it", **terms: Any) -> SalesChannel:
    usual: dict[str, Any] = {
        "seller": "seller",
        "models": ["one"],
        "into": ["cn"],
        "open": "2026-01-01/..",
        "claims": ["page.sold"],
    }
    return SalesChannel(id=name, **(usual | terms))


def _right(name: str = "right", **terms: Any) -> Right:
    usual: dict[str, Any] = {
        "holder": "seller",
        "may": "sell",
        "models": ["family"],
        "territory": ["cn"],
        "holds": "2026-01-01/..",
        "claims": ["page.right"],
    }
    return Right(id=name, **(usual | terms))


def _refusal(name: str = "refusal", **terms: Any) -> Refusal:
    usual: dict[str, Any] = {
        "who": "maker",
        "refuses": located_in("cn"),
        "through": "anyone",
        "holds": "2026-01-01/..",
        "claims": ["page.refused"],
    }
    return Refusal(id=name, **(usual | terms))


def _case(*records: Record) -> Landscape:
    return Landscape.of(*BASIS, *records, as_of="2026-06-01")


def _verdict(*records: Record, model: str = "one", buyer: str = "bank", **asked: Any) -> str:
    return _case(*records).access(model, buyer=buyer, **asked).verdict


def _one(access: Access, kind: str, channel: str = "it") -> Condition:
    (found,) = (each for each in access.through(channel).conditions if each.kind == kind)
    return found


# Channels, models, dates and status.


def test_access_is_open_through_a_channel_that_reaches_the_buyer() -> None:
    access = _case(_channel()).access("One", buyer="Bank")
    assert access.verdict == "open"
    assert [(each.channel.id, each.verdict) for each in access.channels] == [("it", "open")]
    assert [(each.kind, each.verdict) for each in access.channels[0].conditions] == [
        ("model", YES),
        ("place", YES),
        ("dates", YES),
        ("status", YES),
    ]


def test_access_is_open_if_some_channel_is_and_else_unknown_if_some_may_be() -> None:
    shut, lost, well = _channel("a", into=["fr"]), _channel("b", into=None), _channel("c")
    assert _verdict() == "closed"
    assert _verdict(shut) == "closed"
    assert _verdict(shut, lost) == "unknown"
    assert _verdict(shut, lost, well) == "open"


@pytest.mark.parametrize(
    ("carried", "asked", "verdict"),
    [
        (["one"], "one", "open"),
        (["one"], "family", "open"),
        (["family"], "one", "unknown"),
        (["family"], "family", "open"),
        (["two"], "one", "closed"),
        ([], "one", "closed"),
    ],
)
def test_a_family_covers_its_members_and_a_family_that_is_sold_may_include_one(
    carried: list[str], asked: str, verdict: str
) -> None:
    assert _verdict(_channel(models=carried), model=asked) == verdict


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        ({"open": "2026-06-02/.."}, "closed"),
        ({"open": "unknown"}, "unknown"),
        ({"open": "seen 2026-05-01"}, "open"),
        ({"status": "testing"}, "closed"),
        ({"status": "hosted"}, "open"),
    ],
)
def test_a_channel_is_open_on_the_day_and_no_test(terms: dict[str, str], verdict: str) -> None:
    assert _verdict(_channel(**terms)) == verdict


def test_another_day_may_be_asked_about() -> None:
    assert _verdict(_channel(), on="2025-12-31") == "closed"


# Places.


@pytest.mark.parametrize(
    ("into", "excluding", "buyer", "place", "verdict"),
    [
        (["cn"], [], "bank", None, "open"),
        (["cn"], [], "bank", "sg", "closed"),
        (["cn"], [], "bank", "asia", "unknown"),
        (["world"], ["cn"], "bank", None, "closed"),
        (["world"], ["cn"], "bank", "sg", "open"),
        (None, [], "bank", None, "unknown"),
        (None, ["cn"], "bank", None, "closed"),
        (["cn"], [], "nowhere", None, "unknown"),
        (["world"], [], "nowhere", None, "open"),
    ],
)
def test_the_place_of_the_buyer_must_lie_in_the_territory_wholly(
    into: list[str] | None, excluding: list[str], buyer: str, place: str | None, verdict: str
) -> None:
    assert _verdict(_channel(into=into, excluding=excluding), buyer=buyer, located_in=place) == verdict


# Conditions on buyers, and known buyers.


def test_a_channel_is_open_only_to_the_buyers_that_its_condition_means() -> None:
    assert _verdict(_channel(only_to=of_kind("bank"))) == "open"
    assert _verdict(_channel(only_to=of_kind("bank")), buyer="regular") == "unknown"
    assert _verdict(_channel(only_to=headquartered_in("us"))) == "closed"


@pytest.mark.parametrize(
    ("buyers", "verdict"),
    [
        (Clientele(at_least=["regular"]), "open"),
        (Clientele(exactly=["regular"]), "closed"),
        (Clientele(exactly=[]), "closed"),
        (Clientele(never=["bank"]), "closed"),
        (Clientele(never=["regular"]), "open"),
        (Clientele(exactly=["bank"]), "open"),
    ],
)
def test_a_list_of_buyers_shuts_out_whom_it_leaves_out_only_if_it_is_complete(buyers: Clientele, verdict: str) -> None:
    assert _verdict(_channel(buyers=buyers)) == verdict


KNOWN = Clientele(at_least=["regular"])


def test_that_a_buyer_is_known_to_buy_settles_what_depends_on_the_buyer() -> None:
    channel = _channel(into=["shanghai"], buyers=KNOWN, only_to=of_kind("bank"))
    shanghai = attrs.evolve(_case().markets["cn"], id="shanghai", name="Shanghai", aliases=(), within=("cn",))
    access = _case(shanghai, channel, _refusal()).access("one", buyer="regular")
    assert access.verdict == "open"
    for kind, itself in (("place", UNKNOWN), ("buyers", UNKNOWN), ("refusal", NO)):
        condition = _one(access, kind)
        assert condition.statement == "Regular is known to buy through it, which settles this"
        assert isinstance(condition.because[0], Condition)
        assert condition.because[0].verdict is itself


def test_that_a_buyer_is_known_to_buy_settles_neither_dates_nor_rights() -> None:
    closed, unsold = _channel(buyers=KNOWN, open="2025"), _channel(buyers=KNOWN, rests_on=["right"])
    assert _verdict(closed, buyer="regular") == "closed"
    assert _verdict(unsold, _right(territory=["sg"]), buyer="regular") == "closed"


@pytest.mark.parametrize(
    ("opens", "since", "verdict"),
    [
        ("seen 2026-03-01", "2026-01-01/..", "open"),
        ("seen 2026-03-01", "2026-04-01/..", "closed"),
        ("seen 2026-03-01", "unknown", "unknown"),
        ("2026-02-01/..", "2026-01-01/..", "open"),
        ("2026-02-01/..", "2026-04-01/..", "unknown"),
        ("unknown", "2026-01-01/..", "unknown"),
    ],
)
def test_a_known_sale_settles_a_refusal_only_if_it_was_made_while_that_was_in_force(
    opens: str, since: str, verdict: str
) -> None:
    records = _channel(buyers=KNOWN, open=opens), _refusal(holds=since)
    assert _verdict(*records, buyer="regular", on="2026-05-01") == verdict


def test_a_known_sale_of_one_of_several_models_may_be_the_sale_of_another() -> None:
    both = _channel(buyers=KNOWN, models=["one", "two"])
    declined = _refusal(models=["one"])
    assert _verdict(both, declined, buyer="regular", model="one") == "unknown"
    assert _verdict(both, declined, buyer="regular", model="two") == "open"
    assert _verdict(both, _refusal(), buyer="regular", model="family") == "open", "it buys one of them"
    assert _verdict(_channel(buyers=KNOWN), declined, buyer="regular", model="one") == "open"
    access = _case(both, declined).access("one", buyer="regular")
    said = "Regular is known to buy through it, though perhaps another of its models"
    assert _one(access, "refusal").statement == said
    assert [each.id for each in access.through("it").permits] == ["refusal"]


def test_of_a_known_buyer_at_another_place_only_so_much_is_known_that_it_buys() -> None:
    records = _channel(into=["world"], excluding=["fr"], buyers=KNOWN), _refusal(refuses=headquartered_in("cn"))
    assert _verdict(*records, buyer="regular") == "open"
    assert _verdict(*records, buyer="regular", located_in="cn") == "open"
    assert _verdict(*records, buyer="regular", located_in="sg") == "unknown"
    assert _verdict(*records, buyer="regular", located_in="fr") == "closed"
    assert _verdict(_channel(into=["fr"], buyers=KNOWN), buyer="regular", located_in="asia") == "unknown"


# Rights.


@pytest.mark.parametrize(
    ("terms", "verdict"),
    [
        ({}, "open"),
        ({"models": ["one"]}, "open"),
        ({"models": ["two"]}, "closed"),
        ({"models": []}, "unknown"),
        ({"territory": None}, "unknown"),
        ({"territory": ["world"], "excluding": ["cn"]}, "closed"),
        ({"holds": "2025"}, "closed"),
        ({"holds": "unknown"}, "unknown"),
    ],
)
def test_a_right_that_a_channel_rests_on_must_cover_the_sale(terms: dict[str, Any], verdict: str) -> None:
    assert _verdict(_channel(rests_on=["right"]), _right(**terms)) == verdict


def test_a_right_over_a_member_may_cover_the_member_that_a_family_is_asked_for() -> None:
    assert (
        _verdict(_channel(models=["family"], rests_on=["right"]), _right(models=["two"]), model="family") == "unknown"
    )


def test_a_right_that_the_channel_does_not_rest_on_is_no_condition() -> None:
    assert _verdict(_channel(), _right(holds="2025")) == "open"


def test_one_of_several_rights_is_enough() -> None:
    channel = _channel(rests_on=["gone", "lost", "well"])
    gone, lost = _right("gone", holds="2025"), _right("lost", territory=None)
    access = _case(channel, gone, lost, _right("well")).access("one", buyer="bank")
    assert access.verdict == "open"
    parts = _one(access, "right").because
    assert [each.verdict for each in parts if isinstance(each, Condition)] == [NO, UNKNOWN, YES]
    assert _verdict(channel, gone, lost, _right("well", models=["two"])) == "unknown"


# Refusals.


@pytest.mark.parametrize(
    ("seller", "terms", "verdict"),
    [
        ("maker", {"through": "itself"}, "closed"),
        ("maker", {"through": "unknown"}, "closed"),
        ("seller", {"through": "itself"}, "open"),
        ("seller", {"through": "anyone"}, "closed"),
        ("seller", {"through": "unknown"}, "unknown"),
        ("seller", {"who": "seller", "models": ["family"], "through": "itself"}, "closed"),
        ("seller", {"who": "seller"}, "unknown"),
        ("seller", {"who": "third"}, "open"),
        ("seller", {"who": "third", "models": ["one"]}, "open"),
        ("seller", {"models": ["two"]}, "open"),
        ("seller", {"models": ["one"]}, "closed"),
        ("seller", {"holds": "2025"}, "open"),
        ("seller", {"holds": "unknown"}, "unknown"),
        ("seller", {"refuses": located_in("sg")}, "open"),
        ("seller", {"refuses": owned_from("us", more_than="50 %")}, "unknown"),
    ],
)
def test_a_refusal_counts_if_it_is_in_force_concerns_the_model_binds_and_declines(
    seller: str, terms: dict[str, Any], verdict: str
) -> None:
    assert _verdict(_channel(seller=seller), _refusal(**terms)) == verdict


def test_a_right_over_one_member_and_no_refusal_of_another_do_not_add_up_to_a_family() -> None:
    channel = _channel(models=["one", "two"], rests_on=["right"])
    records = channel, _right(models=["one"]), _refusal(models=["one"])

    assert [_verdict(*records, model=each) for each in ("one", "two", "family")] == ["closed", "closed", "closed"]


def test_a_refusal_of_some_members_leaves_the_others() -> None:
    partly = _refusal(models=["one"])
    assert _verdict(_channel(models=["one", "two"]), partly, model="family") == "open"
    assert _verdict(_channel(models=["one", "two"]), partly, model="two") == "open"
    assert _verdict(_channel(models=["one", "two"]), partly, model="one") == "closed"
    assert _verdict(_channel(models=["family"]), partly, model="family") == "unknown"
    assert _verdict(_channel(models=["one"]), partly, model="family") == "closed"


def test_a_refusal_says_what_it_depends_on() -> None:
    access = _case(_channel(), _refusal(through="unknown")).access("one", buyer="bank")
    refusal = _one(access, "refusal")
    assert refusal.statement == "the refusal refusal by Maker may stand in the way"
    assert [each.claim.id for each in refusal.evidence] == ["page.refused"]
    assert [(each.statement, each.verdict) for each in refusal.because if isinstance(each, Condition)] == [
        ("it is in force on 2026-06-01 (since 2026-01-01, not ended)", YES),
        ("it concerns One", YES),
        ("whether it binds Seller too is unsaid", UNKNOWN),
        ("Maker declines buyers located in China: Bank buys from China", YES),
    ]


# Who asks.


def test_a_buyer_may_be_described_on_the_spot() -> None:
    described = Customer(id="arm", name="Arm", home="France", owners=[Owner(party="Bank", share="60 %")])
    access = _case(_channel(into=["fr"]), _refusal(refuses=owned_from("cn", more_than="50 %"))).access(
        "one", buyer=described
    )
    assert access.verdict == "closed"
    assert (access.buyer.home, access.buyer.owners[0].party) == ("fr", "bank")


def test_a_described_buyer_cannot_name_what_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match="unknown market 'Atlantis'"):
        _case().access("one", buyer=Customer(id="arm", name="Arm", home="Atlantis"))


def test_a_party_of_the_landscape_is_asked_as_a_record_too_but_not_changed_in_passing() -> None:
    case = _case(_channel())
    assert case.access("one", buyer=case.customers["bank"]) == case.access("one", buyer="bank")
    with pytest.raises(InvalidValueError, match="the landscape holds another record of this id: 'bank'"):
        case.access("one", buyer=attrs.evolve(case.customers["bank"], home="sg"))


def test_an_authority_buys_nothing() -> None:
    with pytest.raises(InvalidValueError, match="an authority makes rules and is not known to buy: 'office'"):
        _case().access("one", buyer="The Office")


@pytest.mark.parametrize("asked", [{"models": "three"}, {"buyer": "nobody"}, {"located_in": "Atlantis"}])
def test_a_name_that_is_not_known_is_an_error(asked: dict[str, str]) -> None:
    with pytest.raises(UnknownNameError):
        _case().access(**({"models": "one", "buyer": "bank"} | asked))


# Access as a value.


def test_access_has_no_truth_value() -> None:
    access = _case(_channel()).access("one", buyer="bank")
    for each in (access, access.channels[0]):
        with pytest.raises(TypeError, match=r"neither true nor false; compare \.verdict"):
            bool(each)


def test_a_channel_is_asked_by_id_if_it_carries_the_model() -> None:
    access = _case(_channel(), _channel("other", models=["two"])).access("one", buyer="bank")
    assert access.through("it") == access.channels[0]
    with pytest.raises(InvalidValueError, match=r"this channel does not carry One: 'other' \(valid: it\)"):
        access.through("other")


def test_a_channel_of_models_that_nobody_names_may_carry_any() -> None:
    nameless = attrs.evolve(_channel(), models=(), models_unknown=True)
    access = _case(nameless).access("one", buyer="bank")
    assert access.verdict == "unknown"
    assert "unknown: which models it carries is unsaid; One may be among them" in str(access)
    assert "sells models that nobody names into" in str(access)


def test_access_is_compared_by_content_and_can_be_pickled() -> None:
    access = _case(_channel(), _refusal()).access("one", buyer="bank", located_in="China")
    assert (
        pickle.loads(pickle.dumps(access))
        == access
        == _case(_refusal(), _channel()).access("one", buyer="bank", located_in="cn")
    )
    assert repr(access) == ("<Access closed: 'access to One for Bank, buying from China' on 2026-06-01, 1 channels>")


def test_access_reads_as_what_is_in_the_way() -> None:
    records = _channel("a", models=["family"], into=["asia"]), _channel("b", into=["fr"]), _refusal(through="unknown")
    assert str(_case(*records).access("one", buyer="nowhere")).splitlines() == [
        "Access to One for Nowhere, on 2026-06-01: unknown",
        "  - a is unknown: Seller sells Family into Asia; open: since 2026-01-01, not ended",
        "    unknown: it is said to carry Family; whether One is among them is unsaid",
        "    unknown: from where Nowhere buys is unknown",
        "    unknown: the refusal refusal by Maker may stand in the way",
        "      ? whether it binds Seller too is unsaid",
        "      ? Maker declines buyers located in China: from where Nowhere buys is unknown",
        "  - b is unknown: Seller sells One into France; open: since 2026-01-01, not ended",
        "    unknown: from where Nowhere buys is unknown",
        "    unknown: the refusal refusal by Maker may stand in the way",
        "      ? whether it binds Seller too is unsaid",
        "      ? Maker declines buyers located in China: from where Nowhere buys is unknown",
    ]


def test_what_closes_a_channel_is_told_in_a_line() -> None:
    assert str(_case(_channel(), _refusal()).access("one", buyer="bank")).splitlines() == [
        "Access to One for Bank, on 2026-06-01: closed",
        "  - it is closed: Seller sells One into China; open: since 2026-01-01, not ended",
        "    no: the refusal refusal by Maker stands in the way",
    ]


def test_access_without_a_channel_says_so() -> None:
    assert str(_case().access("one", buyer="bank")).splitlines() == [
        "Access to One for Bank, on 2026-06-01: closed",
        "  - no known channel carries it",
    ]


def test_an_explanation_tells_each_claim_once_and_every_source_at_the_end() -> None:
    records = _channel("a", rests_on=["right"]), _channel("b", rests_on=["right"]), _right()
    assert _case(*records).access("one", buyer="bank").explain().splitlines() == [
        "Access to One for Bank, on 2026-06-01: open",
        "  - a is open: Seller sells One into China; open: since 2026-01-01, not ended",
        "    * page.sold (fact): It is sold. [page, s1]",
        "    yes: it carries One",
        "    yes: Bank buys from China, which lies in its territory",
        "      - Bank has its headquarters in China",
        "    yes: it is open on 2026-06-01 (since 2026-01-01, not ended)",
        "    yes: it is sold",
        "    yes: it rests on the right right, which covers the sale",
        "      * page.right (fact): It may be sold. [page, s2]",
        "      yes: it is in force on 2026-06-01 (since 2026-01-01, not ended)",
        "      yes: the right is over Family",
        "      yes: Bank buys from China, which lies in the territory of the right",
        "        - Bank has its headquarters in China",
        "  - b is open: Seller sells One into China; open: since 2026-01-01, not ended",
        "    * page.sold: see above",
        "    yes: it carries One",
        "    yes: Bank buys from China, which lies in its territory",
        "      - Bank has its headquarters in China",
        "    yes: it is open on 2026-06-01 (since 2026-01-01, not ended)",
        "    yes: it is sold",
        "    yes: it rests on the right right, which covers the sale",
        "      * page.right: see above",
        "      yes: it is in force on 2026-06-01 (since 2026-01-01, not ended)",
        "      yes: the right is over Family",
        "      yes: Bank buys from China, which lies in the territory of the right",
        "        - Bank has its headquarters in China",
        "Sources:",
        "  - page: 'A page' (reporting; publication date unknown; when it was read is not said)",
    ]


# Anthropic's rule of September 2025: no sales to companies that are more than 50 % owned from unsupported regions,
# wherever they operate. The day in September is left out here, so that the start is known to the month.

RULE = Refusal(
    id="ownership-rule",
    who="anthropic",
    refuses=any_of(headquartered_in("China"), owned_from("China", more_than="50 %")),
    through="anyone",
    holds=Validity(since="2025-09", ongoing=True),
    claims=["announcement.owned"],
)


def _with_the_rule() -> Landscape:
    return Landscape.of(
        Source(
            id="announcement",
            title="Updating restrictions of sales to unsupported regions",
            publisher="Anthropic",
            kind="statement",
            published="2025-09",
            address="https://www.anthropic.com/news/updating-restrictions-of-sales-to-unsupported-regions",
        ),
        Claim(
            id="announcement.owned",
            source="announcement",
            locator="the rule",
            kind="fact",
            text="Firms of which more than half is owned from unsupported regions are not served, wherever they are.",
        ),
        Claim(id="announcement.sells", source="announcement", locator="in passing", kind="fact", text="It sells."),
        Vendor(id="anthropic", name="Anthropic", home="US"),
        Vendor(id="parent", name="Parent", home="China"),
        Model(id="claude", name="Claude", developer="anthropic", is_family=True),
        SalesChannel(
            id="anthropic-direct",
            seller="anthropic",
            models=["claude"],
            into=["Singapore", "China"],
            open="2024-01-01/..",
            claims=["announcement.sells"],
        ),
        RULE,
        as_of="2026-01-01",
    )


def _firm(home: str, owners: Iterable[Owner] = ()) -> Customer:
    return Customer(id="firm", name="The Firm", home=home, owners=owners)


REST = Owner(home="Singapore", share="50 %")
BARRED = ("open", "unknown", "closed")
DOUBTFUL = ("open", "unknown", "unknown")
SERVED = ("open", "open", "open")


@pytest.mark.parametrize(
    ("firm", "verdicts"),
    [
        (_firm("China"), BARRED),
        (_firm("Singapore", [Owner(party="parent", share="100 %")]), BARRED),
        (_firm("Singapore", [Owner(party="parent", share="> 50 %")]), BARRED),
        (_firm("Singapore", [Owner(home="China", share="51 %")]), BARRED),
        (_firm("Singapore", [Owner(home="China", share="50 %"), REST]), SERVED),
        (_firm("Singapore", [Owner(home="China", share="50 %")]), DOUBTFUL),
        (_firm("Singapore", [Owner(party="parent")]), DOUBTFUL),
        (_firm("Singapore"), DOUBTFUL),
        (_firm("Singapore", [Owner(home="Singapore", share="> 50 %")]), SERVED),
    ],
)
def test_the_ownership_rule_before_at_and_after_its_start(firm: Customer, verdicts: tuple[str, str, str]) -> None:
    case = _with_the_rule()
    days = ("2025-08-31", "2025-09-06", "2025-10-01")
    assert tuple(case.access("Claude", buyer=firm, on=day).verdict for day in days) == verdicts


def test_the_ownership_rule_explains_itself_down_to_the_announcement() -> None:
    owned = _firm("Singapore", [Owner(party="parent", share="60 %")])
    text = _with_the_rule().access("Claude", buyer=owned, on="2025-10-01").explain()
    for each in (
        "no: the refusal ownership-rule by Anthropic stands in the way",
        "* announcement.owned (fact): Firms of which more than half is owned",
        "yes: owned from China by more than 50 %: of The Firm, 60 to 100 % is owned from there",
        "- Parent owns 60 % of The Firm",
        "- Parent has its headquarters in China",
        "https://www.anthropic.com/news/updating-restrictions-of-sales-to-unsupported-regions",
    ):
        assert each in text


# The bundled case.

CHINESE_BANK = Customer(id="a-chinese-bank", name="A Chinese bank", home="China", kinds=["bank"])


def test_bytedance_can_get_gpt_since_it_is_known_to_buy_it() -> None:
    access = bundled_case("microsoft-openai-china").access("GPT", buyer="ByteDance")
    assert access.verdict == "open"
    assert _one(access, "clientele", "azure-gpt-china").verdict is YES


def test_of_a_chinese_bank_it_is_unknown_and_the_conditions_say_why() -> None:
    access = bundled_case("microsoft-openai-china").access("GPT", buyer=CHINESE_BANK)
    assert access.verdict == "unknown"
    unknown = [each.kind for each in access.channels[0].conditions if each.verdict is not YES]
    assert unknown == ["buyers", "refusal"]


def test_through_the_channel_into_china_a_branch_in_singapore_gets_nothing() -> None:
    case = bundled_case("microsoft-openai-china")
    access = case.access("GPT", buyer=CHINESE_BANK, located_in="Singapore")
    assert access.verdict == "closed"
    assert _one(access, "place", "azure-gpt-china").verdict is NO
    assert case.access("Claude", buyer=CHINESE_BANK).channels == ()
