"""Scenarios side by side, sweeps and attribution, on the bundled case."""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from math import inf
from typing import Any, cast

import pytest

from aibroker import ask
from aibroker.ask import Asking
from aibroker.comparing.attributions import attribution
from aibroker.comparing.replies import askings
from aibroker.comparing.sidebyside import compare
from aibroker.comparing.sweeps import Lever, sweep
from aibroker.differences import diff
from aibroker.errors import InvalidValueError, UnknownNameError
from aibroker.exchange.files import load_case
from aibroker.playbook import (
    breach_suspends_channel,
    customer_leaves,
    vendor_enters_market,
    washington_restricts_resale,
    west_bars_chinese_models,
)
from aibroker.records.buyers import located_in
from aibroker.records.questions import Question
from aibroker.records.rules import Selection
from aibroker.scenarios.steps import CloseChannel, Restrict, Scenario
from aibroker.values.verdicts import Verdict

DAY = "2026-07-01"
CASE = load_case("microsoft-openai-china")
ASSUMED = CASE.assuming("pace-holds-fy2027", "whole-spend-leaves", "even-pace")
WASHINGTON = washington_restricts_resale(effective=DAY)
BREACH = breach_suspends_channel(channel="azure-gpt-china", effective=DAY, until="2026-12-01")
LEAVING = customer_leaves(customer="ByteDance", effective="2026-10-01")
WEST = west_bars_chinese_models(effective=DAY)
ENTRY = vendor_enters_market(vendor="OpenAI", models="GPT", market="China", effective=DAY)
QUESTIONS = (
    ask.at_risk("Microsoft", period="FY2027", name="at risk"),
    ask.channels_into("China", name="into China"),
    ask.access("GPT", buyer="ByteDance", name="access"),
    ask.figure("revenue", of="Microsoft", buyer="ByteDance", product="AI and cloud", period="FY2027", name="pace"),
)
UNKNOWN = Scenario(name="Nonsense", steps=[CloseChannel("azure-gpt-chia")], effective=DAY)


# Questions.


def test_questions_are_data() -> None:
    for question in QUESTIONS:
        assert pickle.loads(pickle.dumps(question)) == question
        assert len({question, pickle.loads(pickle.dumps(question))}) == 1
    assert QUESTIONS[1] == ask.channels_into("China", name="into China")


def test_saved_questions_are_asked_as_those_that_are_made() -> None:
    saved = askings(CASE, [question.id for question in CASE.questions])
    assert {each.kind for each in saved} == {"figure", "at_risk", "channels_into", "access"}
    (row,) = sweep(CASE, [WASHINGTON], ask=["channels-into-china", "gpt-for-bytedance", "microsoft-at-risk-fy2027"])
    assert [reply.said for reply in row.replies] == ["none known", "closed", "at least 0 USD"]
    (own,) = sweep(CASE, [WASHINGTON], ask=CASE.questions["channels-into-china"])
    assert own.replies == row.replies[:1]


def test_an_unknown_question_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown question 'channels-into-chin'.*did you mean"):
        compare(CASE, [WASHINGTON], ask="channels-into-chin")


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ([3], "this is no question"),
        ([QUESTIONS[0], QUESTIONS[0]], "two questions are called the same"),
    ],
)
def test_what_is_no_question_is_refused(asked: Any, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        compare(CASE, [WASHINGTON], ask=asked)


def test_a_question_about_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="about nothing"):
        ask.channels_into("")


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (ask.figure("revenu", of="Microsoft", period="FY2024"), "unknown measure 'revenu'"),
        (ask.access("GPT", buyer="ByteDanse"), "unknown party 'ByteDanse'"),
        (ask.at_risk("Microsft", period="FY2027"), "unknown party 'Microsft'"),
    ],
)
def test_a_question_that_names_what_is_not_there_is_refused_when_it_is_asked(made: Asking, problem: str) -> None:
    with pytest.raises(UnknownNameError, match=problem):
        compare(CASE, [WASHINGTON], ask=made)


# Side by side.


def test_each_scenario_is_a_row_beside_the_landscape_as_it_is() -> None:
    table = compare(ASSUMED, [WASHINGTON, LEAVING, WEST], ask=QUESTIONS)
    assert [row.name for row in table.rows] == ["as it is", WASHINGTON.name, LEAVING.name, WEST.name]
    assert [row.closed for row in table.rows] == [
        (), ("azure-gpt-china",), (), ("azure-deepseek-r1-west", "deepseek-v4-west"),
    ]  # fmt: skip
    assert [row.moved for row in table.rows] == [(), (), ("azure-gpt-china",), ()]
    assert [row.replies[0].low for row in table.rows] == pytest.approx([0, 1e9, 1e9 * 273 / 365, 0])
    assert [row.replies[0].high for row in table.rows] == [0, inf, inf, inf]
    assert [row.replies[2].verdict for row in table.rows] == [Verdict.YES, Verdict.NO, Verdict.NO, Verdict.YES]
    assert table.rows[1].replies[0].assumptions == ("pace-holds-fy2027", "whole-spend-leaves")
    assert table.rows[1].lost == (("cn", "openai"), ("bytedance", "openai"))


def test_gatekeepers_stand_beside_what_is_lost() -> None:
    table = compare(CASE, [WASHINGTON, ENTRY, (WASHINGTON, ENTRY)])
    (gate,) = table.gates
    assert (gate.market, gate.developer) == ("cn", "openai")
    assert gate.keepers == (("microsoft",), None, (), ("openai",))


def test_the_day_is_the_first_on_which_all_holds() -> None:
    assert compare(CASE, [WASHINGTON]).on == CASE.as_of
    later = washington_restricts_resale(effective="2027-03-01")
    assert compare(CASE, [WASHINGTON, later]).on.isoformat() == "2027-03-01"
    table = compare(CASE, [later], ask=QUESTIONS[1], on="2027-02-28")
    assert table.rows[1].replies[0].known == ("azure-gpt-china",)


def test_labels_become_columns() -> None:
    table = compare(CASE, [WASHINGTON.named(who="Washington", how="hard"), WEST.named(who="Brussels")])
    heads = str(table).splitlines()[1].split()
    assert heads[:3] == ["scenario", "who", "how"]
    assert dict(table.rows[2].labels) == {"who": "Brussels"}


def test_text_and_markdown_say_what_answers_rest_on() -> None:
    table = compare(ASSUMED, [WASHINGTON, LEAVING], ask=QUESTIONS[0])
    text, markdown = str(table), table.to_markdown()
    assert "answers rest on the assumptions pace-holds-fy2027, whole-spend-leaves" in " ".join(text.split())
    assert "at least 1 bn USD" in text
    assert "exposure, not a forecast of loss" in text
    head = next(line for line in markdown.splitlines() if line.startswith("| scenario"))
    assert "at risk[^3] |" in head
    assert "| Washington restricts resale[^1] |" in markdown
    assert "[^3]: exposure, not a forecast of loss; rests on article." in markdown
    assert repr(table) == "<SideBySide of 2 scenarios on 2026-11-23>"


def test_where_something_is_unknown_none_known_is_not_none() -> None:
    both = CASE | load_case("public-record")
    table = compare(both, [WASHINGTON, washington_restricts_resale(effective=DAY, sellers_home="China")])
    assert "unknown whether anything is taken from bedrock-openai" in " ".join(str(table).split())


@pytest.mark.parametrize(
    ("scenarios", "problem"),
    [
        (WASHINGTON, "come in a list"),
        ([], "nothing to compare"),
        (["resale"], "this is no scenario"),
        ([[3]], "this is no scenario"),
        ([None], "this is no scenario"),
        (3, "come in a list"),
        ("resale", "come in a list"),
    ],
)
def test_what_is_no_list_of_scenarios_is_refused(scenarios: Any, problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        compare(CASE, scenarios)


# Sweeps.

LEVERS: dict[str, Lever] = {"Washington": WASHINGTON, "customer": [None, LEAVING], "West": WEST}


def test_levers_are_tried_in_every_combination() -> None:
    rows = sweep(ASSUMED, LEVERS, ask=QUESTIONS)
    assert len(rows) == 8
    settings = [tuple(text != "off" for _, text in row.labels) for row in rows]
    assert settings == [(a, b, c) for a in (False, True) for b in (False, True) for c in (False, True)]
    assert [row.closed == () for row in rows] == [True, False, True, False, False, False, False, False]
    assert [name for name, _ in rows[0].labels] == ["Washington", "customer", "West"]


def test_rows_are_those_of_the_scenarios_by_themselves() -> None:
    rows = sweep(ASSUMED, [WASHINGTON, (WASHINGTON, LEAVING)], ask=QUESTIONS, on=CASE.as_of)
    table = compare(ASSUMED, [WASHINGTON, (WASHINGTON, LEAVING)], ask=QUESTIONS, on=CASE.as_of)
    assert rows == table.rows[1:]
    assert pickle.loads(pickle.dumps(rows)) == rows


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_threads_and_processes_give_the_rows_of_one_after_the_other(pool: Callable[..., Executor]) -> None:
    progress: list[tuple[int, int]] = []
    with pool(max_workers=2) as executor:
        rows = sweep(ASSUMED, LEVERS, ask=QUESTIONS, executor=executor, on_progress=lambda *each: progress.append(each))
    assert rows == sweep(ASSUMED, LEVERS, ask=QUESTIONS)
    assert progress == [(number, 8) for number in range(1, 9)]


def test_a_dask_cluster_gives_the_same_rows() -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is a development dependency of its own")
    with distributed.Client(processes=False, n_workers=1, threads_per_worker=2, dashboard_address=None) as client:
        rows = sweep(ASSUMED, LEVERS, ask=QUESTIONS, executor=client.get_executor())
    assert rows == sweep(ASSUMED, LEVERS, ask=QUESTIONS)


class _Counting(Executor):
    """Computes nothing until asked for a result, and counts what was cancelled."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.given.append(future)
        if len(self.given) == 2:
            try:
                future.set_result(fn(*args, **kwargs))
            except UnknownNameError as error:
                future.set_exception(error)
        elif len(self.given) == 1:
            future.set_result(fn(*args, **kwargs))
        return future


def test_the_first_error_cancels_the_rest_and_names_the_scenario() -> None:
    executor = _Counting()
    with pytest.raises(UnknownNameError, match="azure-gpt-chia") as caught:
        sweep(CASE, [WASHINGTON, UNKNOWN, WEST, BREACH], executor=executor)
    assert caught.value.__notes__ == ["in the scenario Nonsense"]
    assert [each.cancelled() for each in executor.given] == [False, False, True, True]


def test_an_error_in_another_process_names_the_scenario_too() -> None:
    with ProcessPoolExecutor(max_workers=1) as executor, pytest.raises(UnknownNameError) as caught:
        sweep(CASE, [UNKNOWN], executor=executor)
    assert caught.value.value == "azure-gpt-chia"
    assert "in the scenario Nonsense" in getattr(caught.value, "__notes__", ())


def test_progress_is_told_one_by_one() -> None:
    progress: list[tuple[int, int]] = []
    sweep(CASE, [WASHINGTON, WEST], on_progress=lambda *each: progress.append(each))
    assert progress == [(1, 2), (2, 2)]


def test_no_scenario_gives_no_row() -> None:
    assert sweep(CASE, []) == ()


@pytest.mark.parametrize("lever", [[], [3], "Washington", 3])
def test_what_is_no_lever_is_refused(lever: Any) -> None:
    with pytest.raises(InvalidValueError, match="the lever it is neither"):
        sweep(CASE, {"it": lever})


@pytest.mark.parametrize("given", [5, WASHINGTON])
def test_what_is_no_list_is_refused_by_sweeps_too(given: Any) -> None:
    with pytest.raises(InvalidValueError, match="come in a list"):
        sweep(CASE, given)


def test_a_lever_has_a_name() -> None:
    with pytest.raises(InvalidValueError, match="the name of a lever is a text: 1"):
        sweep(CASE, {1: WASHINGTON})  # type: ignore[dict-item] # what a user may try


def test_what_is_no_executor_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="this computes nothing"):
        sweep(CASE, [WASHINGTON], executor=3)  # type: ignore[call-overload] # what a user may try


def test_attribution_is_of_outcomes() -> None:
    with pytest.raises(InvalidValueError, match="this is no outcome"):
        attribution(CASE)  # type: ignore[arg-type] # what a user may try


# Attribution.


def test_each_step_alone_and_as_the_last_one() -> None:
    outcome = ASSUMED.under(WASHINGTON, LEAVING, WEST)
    found = attribution(outcome, ask=QUESTIONS[0])
    assert [each.place for each in found.contributions] == [
        "Washington restricts resale, step 1", "ByteDance leaves, step 1", "The West bars Chinese models, step 1",
    ]  # fmt: skip
    assert [each.alone for each in found.contributions] == [
        ("azure-gpt-china",), ("azure-gpt-china",), ("azure-deepseek-r1-west", "deepseek-v4-west"),
    ]  # fmt: skip
    assert [each.last for each in found.contributions] == [
        ("azure-gpt-china",), (), ("azure-deepseek-r1-west", "deepseek-v4-west"),
    ]  # fmt: skip
    lows = [(each.replies_alone[0].low, each.replies_without[0].low) for each in found.contributions]
    part = 1e9 * 273 / 365
    assert lows == [(1e9, pytest.approx(part)), (pytest.approx(part), 1e9), (0, 1e9)]
    assert (found.before[0].low, found.after[0].low) == (0, 1e9)
    assert "as the last step it changes nothing more" in str(found)
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found) == "<Attribution of 3 steps>"


# Differences of outcomes.


def test_an_outcome_alone_says_what_differs_on_its_day() -> None:
    difference = diff(ASSUMED.under(WASHINGTON))
    assert (difference.before.as_of, difference.after.as_of) == (ASSUMED.as_of, ASSUMED.as_of)
    answers = {str(each.question.id): (each.before, each.after) for each in difference.answers}
    assert answers["channels-into-china"] == ("azure-gpt-china", "none known")
    assert answers["gpt-for-bytedance"] == ("open", "closed")
    assert answers["microsoft-at-risk-fy2027"] == ("0 USD", "at least 1 bn USD")
    later = washington_restricts_resale(effective="2027-03-01")
    assert diff(CASE.under(later)).after.as_of.isoformat() == "2027-03-01"


def test_saved_figures_are_answered_by_diff() -> None:
    difference = diff(CASE, CASE.assuming("pace-holds-fy2027"))
    (answer,) = difference.answers
    assert answer.question == Question(id="bytedance-fy2027", measurand=CASE.questions["bytedance-fy2027"].measurand)
    assert (answer.before, answer.after) == ("at least 0 USD", "at least 1 bn USD")
    assert answer.because == ("article.pace-on-track",)


def test_gatekeepers_and_brokers_before_and_after() -> None:
    outcome = CASE.under(WASHINGTON, ENTRY)
    gates = outcome.gatekeepers("China", models_of="OpenAI")
    assert [each.party for each in gates.before.known] == ["microsoft"]
    assert [each.party for each in gates.after.known] == ["openai"]
    brokers = outcome.brokers("West", "China")
    assert [each.seller for each in brokers.before] == ["microsoft"]
    assert brokers.after.known == ()
    same = outcome.gatekeepers("China", models_of="OpenAI", on="2026-06-30")
    assert [each.party for each in same.before] == [each.party for each in same.after]


def test_an_outcome_is_cited_with_its_scenarios() -> None:
    outcome = ASSUMED.under(WASHINGTON)
    cited = outcome.cite(outcome.at_risk("Microsoft", period="FY2027"))
    assert cited.scenario == "'Washington restricts resale', effective 2026-07-01"
    assert cited.fingerprint == ASSUMED.fingerprint
    assert "Washington restricts resale" in str(cited)


def test_rows_of_one_name_are_told_apart() -> None:
    later = washington_restricts_resale(effective="2026-12-01")
    dated = compare(CASE, [WASHINGTON, later, LEAVING])
    markdown = dated.to_markdown()

    name = WASHINGTON.name
    assert [row.name for row in dated.rows] == [
        "as it is",
        f"{name}, from {DAY}",
        f"{name}, from 2026-12-01",
        LEAVING.name,
    ]
    assert [row.name for row in sweep(CASE, [WASHINGTON, later, LEAVING])] == [row.name for row in dated.rows[1:]]
    assert [row.name for row in compare(CASE, [WASHINGTON, WASHINGTON]).rows[1:]] == [f"{name} (1)", f"{name} (2)"]
    labelled = compare(CASE, [WASHINGTON.named(by="place"), WASHINGTON.named(by="home")])
    assert [row.name for row in labelled.rows[1:]] == [name, name]
    assert len({line for line in markdown.splitlines() if line.startswith("[^")}) == markdown.count("[^") // 2


def test_a_footnote_hangs_on_its_own_row_and_column() -> None:
    question = ask.channels_into("China", name="closed")
    labelled = [each.named(by=by) for each, by in ((WASHINGTON, "place"), (WASHINGTON, "home"))]
    table = compare(CASE | load_case("public-record"), labelled, ask=[question])
    head, _, *rows = [line for line in table.to_markdown().splitlines() if line.startswith("|")]

    assert "| closed |" in head
    assert "| closed[^3] |" in head
    assert [row.split("|")[1].strip()[-4:] for row in rows[1:]] == ["[^1]", "[^2]"]
    text = " ".join(str(table).split())
    assert "Washington restricts resale, by place: unknown whether" in text


def test_a_name_of_several_lines_stays_in_its_cell() -> None:
    table = compare(CASE, [WASHINGTON], ask=[ask.channels_into("China", name="two\nlines | and a bar")])

    assert "two lines \\| and a bar" in table.to_markdown()


def test_what_is_over_by_the_day_of_the_table_is_said_to_be_back() -> None:
    enters = vendor_enters_market(vendor="Anthropic", models="Claude", market="Japan", effective="2027-06-01")
    table = compare(CASE, [BREACH, enters])

    assert table.rows[1].back == (("azure-gpt-china", date(2026, 12, 1)),)
    assert "azure-gpt-china is back from 2026-12-01 on" in " ".join(str(table).split())
    heads, _, _, entry = (line.split() for line in str(table).splitlines()[1:5])
    assert "opened" in heads
    assert any(each.startswith("anthropic.into-") for each in entry)


def test_a_step_that_adds_nothing_changes_nothing_as_the_last() -> None:
    china, asia = (Restrict(selects=Selection(buyers=located_in(each))) for each in ("China", "Asia"))
    for steps in ((china, asia), (asia, china)):
        outcome = CASE.under(Scenario(name="S", effective=DAY, steps=steps))
        last = {each.step: each.last for each in attribution(outcome).contributions}
        assert last[china] == ()
        assert "azure-gpt-china" not in last[asia], "the other step bars all that it sells"


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (lambda: compare(CASE, [WASHINGTON], ask=cast("Any", 5)), "this is no question"),
        (lambda: compare(cast("Any", None), [WASHINGTON]), "this is no landscape"),
        (lambda: sweep(cast("Any", None), [WASHINGTON]), "this is no landscape"),
        (lambda: ask.at_risk("Microsoft", period=cast("Any", None)), "this question wants its period"),
        (lambda: ask.access("GPT", buyer=cast("Any", None)), "this question wants its buyer"),
    ],
)
def test_what_cannot_be_asked_is_refused(wrong: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidValueError, match=problem):
        wrong()


def test_a_figure_is_cited_under_its_own_scenarios() -> None:
    other = ASSUMED.under(washington_restricts_resale(effective="2026-12-01"))
    outcome = ASSUMED.under(WASHINGTON)

    assert outcome.cite(outcome.at_risk("Microsoft", period="FY2027")).scenario
    with pytest.raises(InvalidValueError, match=r"outcome of other scenarios: .*2026-12-01"):
        outcome.cite(other.at_risk("Microsoft", period="FY2027"))
    both = outcome.at_risk("Microsoft", period="FY2027") + other.at_risk("Microsoft", period="FY2027")
    with pytest.raises(InvalidValueError, match="outcome of other scenarios"):
        outcome.cite(both)
    assert ASSUMED.cite(outcome.at_risk("Microsoft", period="FY2027")).scenario == (
        "'Washington restricts resale', effective 2026-07-01"
    )


def test_labels_of_levers_tell_rows_apart() -> None:
    rows = sweep(CASE, {"a": WASHINGTON, "b": WASHINGTON})

    assert [row.name for row in rows[1:3]] == [WASHINGTON.name, WASHINGTON.name]
    assert len({row.labels for row in rows}) == 4
