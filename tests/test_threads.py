"""Eight threads ask one landscape that nobody has asked before: each gets the answers that one thread would."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

import pytest

from aibroker import Landscape, diff, load_case
from aibroker.playbook import washington_restricts_resale

THREADS: Final = 8

QUESTIONS: Final[dict[str, Callable[[Landscape], object]]] = {
    "channels": lambda case: case.channels_into("China"),
    "covering": lambda case: case.channels_into("Greater China", covering=True, developer="OpenAI"),
    "access": lambda case: case.access("GPT", buyer="ByteDance"),
    "routes": lambda case: case.routes("OpenAI", "China"),
    "gatekeepers": lambda case: case.gatekeepers("China", models_of="OpenAI"),
    "brokers": lambda case: case.brokers("West", "China"),
    "rights": lambda case: case.rights("China"),
    "refusals": lambda case: case.refusals("China"),
    "rules": lambda case: case.rules(stage="in force"),
    "payments": lambda case: case.payments(payee="OpenAI"),
    "safeguards": lambda case: case.safeguards(channel="azure-gpt-china"),
    "audit": lambda case: case.audit(),
    "conflicts": lambda case: case.conflicts(),
    "findings": lambda case: case.findings,
    "claims": lambda case: case.claims_about("TikTok"),
    "resting": lambda case: case.resting_on("article"),
    "then": lambda case: case.known_on("2026-06-20"),
    "doubt": lambda case: case.doubting("article.sold"),
    "difference": lambda case: diff(case, case.doubting("article.sold")),
    "scenario": lambda case: case.under(washington_restricts_resale(effective="2026-12-01")).lost_access,
    "names": lambda case: [case.markets[name].id for name in ("PRC", "the West", "Hong Kong")],
}


def fresh() -> Landscape:
    """A landscape of which nothing has been computed yet: what is lazy is not pickled, nor shared between two."""
    case = load_case("microsoft-openai-china") | load_case("public-record")
    return Landscape.of(*case.records, as_of=case.as_of, title=case.title)


@pytest.fixture(scope="module")
def alone() -> dict[str, object]:
    """What one thread is told, each question asked of a landscape of its own."""
    return {name: ask(fresh()) for name, ask in QUESTIONS.items()}


def asked_at_once(case: Landscape, order: int) -> list[dict[str, object]]:
    """What each thread is told; each begins with another question, so that all kinds meet the laziness first."""
    barrier, names = Barrier(THREADS), list(QUESTIONS)

    def ask(thread: int) -> dict[str, object]:
        first = (order + thread * len(names) // THREADS) % len(names)
        barrier.wait()
        return {name: QUESTIONS[name](case) for name in (*names[first:], *names[:first])}

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(ask, range(THREADS)))


@pytest.mark.parametrize("order", range(3))
def test_threads_that_begin_with_different_questions_get_equal_answers(order: int, alone: dict[str, object]) -> None:
    for answers in asked_at_once(fresh(), order):
        assert answers == alone


@pytest.mark.parametrize("name", ["channels", "access", "routes", "scenario"])
def test_threads_that_ask_the_same_question_first_get_equal_answers(name: str, alone: dict[str, object]) -> None:
    case, barrier = fresh(), Barrier(THREADS)

    def ask(_: int) -> object:
        barrier.wait()
        return QUESTIONS[name](case)

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, range(THREADS))) == [alone[name]] * THREADS
