"""How the tests run: every example in the docs, the README and the docstrings is one of them."""

import os
from collections.abc import Iterator
from doctest import ELLIPSIS

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers import markdown, rest

settings.register_profile(
    "ci",
    max_examples=50,
    derandomize=True,  # a failure on one machine is a failure on each
    deadline=None,  # a slow machine is not a bug
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The examples of a page run in a folder of their own, so that those that write files leave nothing behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("examples"))
        yield


# One namespace per page: the examples of a page build on each other, as they do for its reader.
_pages = Sybil(
    parsers=[
        markdown.PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        markdown.SkipParser(),
        markdown.ClearNamespaceParser(),
    ],
    patterns=["*.md"],
    fixtures=["empty_folder"],
)
_docstrings = Sybil(
    parsers=[rest.DocTestParser(optionflags=ELLIPSIS), rest.SkipParser()],
    path="src",
    patterns=["*.py"],
    fixtures=["empty_folder"],
)
pytest_collect_file = (_pages + _docstrings).pytest()
