"""Rows never make a no of an unknown, settings of a lever are told apart, and the first error stops a sweep."""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Event, Thread
from typing import Any

import attrs
import pytest

from aibroker import ask
from aibroker.comparing.attributions import attribution
from aibroker.comparing.sidebyside import compare
from aibroker.comparing.sweeps import sweep
from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.exchange.files import load_case
from aibroker.landscape import Landscape
from aibroker.playbook import washington_restricts_resale
from aibroker.records.evidence import Claim, Source
from aibroker.records.offers import Model, SalesChannel
from aibroker.records.parties import Vendor
from aibroker.scenarios.steps import CloseChannel, Scenario

DAY = "2026-07-01"
SAID = ["page.said"]
LANDSCAPE = Landscape.of(
    Source(id="page", title="A page", kind="reporting", published="2026-01-01"),
    Claim(id="page.said", source="page", locator="s1", kind="fact", text="Something."),
    Vendor(id="maker", name="Maker", home="US"),
    Vendor(id="seller", name="Seller", home="US"),
    Model(id="big", name="Big", developer="maker"),
    SalesChannel(id="sure", seller="seller", models=["big"], into=["CN"], open="2025-01-01/..", claims=SAID),
    SalesChannel(id="doubtful", seller="maker", models=["big"], into="unknown", open="2025-01-01/..", claims=SAID),
    SalesChannel(id="bare", seller="seller", into=["JP"], open="2025-01-01/..", claims=SAID),
    as_of="2026-06-01",
)
CASE = load_case("microsoft-openai-china")
RESALE = washington_restricts_resale(effective=DAY)


def closing(*channels: str, name: str = "It closes") -> Scenario:
    return Scenario(name=name, steps=[CloseChannel(each) for each in channels], effective=DAY)


def test_who_may_lose_access_is_not_left_out() -> None:
    table = compare(LANDSCAPE, [closing("sure")])

    assert table.rows[1].lost == ()
    assert table.rows[1].may_lose == (("cn", "maker"),)
    assert "perhaps cn: maker" in str(table)


def test_a_product_without_models_is_lost_too() -> None:
    (row,) = sweep(LANDSCAPE, [closing("bare")])

    assert ("jp", "") in (*row.lost, *row.may_lose)
    assert "jp: a product" in str(compare(LANDSCAPE, [closing("bare")]))


def test_who_may_be_a_gatekeeper_stands_beside_those_who_are() -> None:
    table = compare(LANDSCAPE, [closing("sure")])
    (gate,) = table.gates

    assert gate.keepers == ((), None)
    assert gate.perhaps == (("seller",), ("maker",))
    assert "none known; perhaps seller" in str(table)
    assert "no known route; perhaps maker" in str(table)


def test_settings_of_one_name_are_told_apart_by_their_days() -> None:
    later = washington_restricts_resale(effective="2026-10-01")
    rows = sweep(CASE, {"resale": [None, RESALE, later]})

    assert [dict(row.labels)["resale"] for row in rows] == [
        "off",
        "Washington restricts resale, from 2026-07-01",
        "Washington restricts resale, from 2026-10-01",
    ]


def test_settings_of_one_name_and_day_are_told_apart_by_their_labels() -> None:
    own = washington_restricts_resale(effective=DAY, resale_only=False).named(reach="all sales")
    rows = sweep(CASE, {"resale": [RESALE.named(reach="resale"), own]})

    assert [dict(row.labels)["resale"].partition(", reach ")[2] for row in rows] == ["resale", "all sales"]
    assert [dict(row.labels)["reach"] for row in rows] == ["resale", "all sales"]


def test_settings_that_nothing_tells_apart_are_refused() -> None:
    own = washington_restricts_resale(effective=DAY, resale_only=False)

    with pytest.raises(InvalidValueError, match=r"two settings of the lever resale look the same.*scenario\.named"):
        sweep(CASE, {"resale": [RESALE, own]})


@pytest.mark.parametrize("name", ["self", "labels", "name"])
def test_a_lever_may_have_any_name(name: str) -> None:
    assert [dict(row.labels) for row in sweep(CASE, {name: [RESALE]})] == [{name: RESALE.name}]


def test_two_labels_of_one_name_stand_side_by_side() -> None:
    other = RESALE.named(who="W")
    (row,) = compare(CASE, [(other, attrs.evolve(RESALE, name="Another").named(who="V"))]).rows[1:]
    assert dict(row.labels) == {"who": "W; V"}


def test_a_label_that_is_called_like_a_column_says_that_it_is_a_label() -> None:
    text = compare(CASE, [RESALE.named(closed="soon", who="W")]).to_markdown()
    assert "\n| scenario | closed (label) | who | closed | narrowed |" in text


def test_the_order_of_labels_is_not_compared() -> None:
    one, other = RESALE.named(who="W", how="hard"), RESALE.named(how="hard").named(who="W")

    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one != RESALE


def test_a_label_holds_nothing_that_acts() -> None:
    with pytest.raises(InvalidValueError, match=r"a label holds U\+001B"):
        RESALE.named(who="\x1b[31mred")


class _OneByOne(Executor):
    """Leaves the first part undone for ever, and does all others at once."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.given:
            try:
                future.set_result(fn(*args, **kwargs))
            except UnknownNameError as error:
                future.set_exception(error)
        self.given.append(future)
        return future


def test_an_error_is_raised_though_an_earlier_part_is_not_done() -> None:
    executor = _OneByOne()

    with pytest.raises(UnknownNameError) as caught:
        sweep(CASE, [RESALE, RESALE, closing("azure-gpt-chia", name="Nonsense")], executor=executor)

    assert caught.value.__notes__ == ["in the scenario Nonsense"]
    assert executor.given[0].cancelled()


def test_progress_that_fails_cancels_the_rest() -> None:
    go, executor = Event(), ThreadPoolExecutor(max_workers=1)

    def failing(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    executor.submit(go.wait)
    Thread(target=go.set).start()
    with executor, pytest.raises(KeyboardInterrupt):
        sweep(CASE, [RESALE] * 8, executor=executor, on_progress=failing)


def test_what_a_scenario_assumes_is_no_work_of_its_steps() -> None:
    assumed = Scenario(name="S", steps=RESALE.steps, effective=DAY, assumptions=["pace-holds-fy2027"])
    asked = ask.figure("revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", period="FY2027")

    found = attribution(CASE.under(assumed), ask=asked)

    (step,) = found.contributions
    replies = (*found.before, *step.replies_alone, *step.replies_without, *found.after)
    assert [reply.low for reply in replies] == [1e9] * 4
