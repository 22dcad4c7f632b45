"""The hatch: the one call that goes up, at run time and never before."""

import subprocess
import sys

import pytest

from aibroker.hatch import shown
from tests.records.samples import sample


def test_an_answer_is_shown_as_the_display_floor_shows_it() -> None:
    answer = sample().channels_into("China")

    assert shown(answer, "text") == str(answer)
    assert shown(answer, "explanation") == answer.explain()


def test_what_the_display_floor_does_not_know_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        shown(object(), "text")


def test_the_display_floor_is_loaded_only_when_something_is_shown() -> None:
    probe = "import sys, aibroker.landscape; print('aibroker.display' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"
