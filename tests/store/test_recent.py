"""What was asked last: kept while there is room, and right whoever asks."""

from concurrent.futures import ThreadPoolExecutor

from aibroker.store.recent import Recent


def test_what_was_found_is_found_once() -> None:
    recent, made = Recent(), list[str]()

    def find() -> tuple[str]:
        made.append("found")
        return ("it",)

    assert recent.recalled("who", tuple, find) is recent.recalled("who", tuple, find)
    assert made == ["found"]


def test_the_same_words_for_another_kind_of_answer_are_another_question() -> None:
    recent = Recent()
    recent.recalled("who", tuple, lambda: ("it",))
    assert recent.recalled("who", list, lambda: ["it"]) == ["it"]


def test_the_oldest_go_when_all_together_are_too_much_and_the_last_one_stays() -> None:
    recent = Recent()
    recent.recalled("small", range, lambda: range(10))
    recent.recalled("large", range, lambda: range(600_000))
    recent.recalled("larger", range, lambda: range(600_001))
    assert [*recent] == [range(600_001)]
    recent.recalled("too large", range, lambda: range(5_000_000))
    assert [*recent] == [range(5_000_000)]


def test_many_small_answers_are_kept_side_by_side_up_to_a_limit() -> None:
    recent = Recent()
    for number in range(10_100):
        recent.recalled(number, range, lambda: range(0))
    assert len([*recent]) == 10_000


def test_threads_may_share_it() -> None:
    recent = Recent()
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda number: recent.recalled(number % 50, range, lambda: range(number % 50)), range(5_000))
    assert [len(each) for each in found] == [number % 50 for number in range(5_000)]
