"""The package face: cheap to import, the same for type checkers as at run time, and no stranger to typing errors."""

import ast
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import aibroker

HEAVY = {"cattrs", "matplotlib", "nanoarrow", "numpy", "pandas", "pint", "polars", "pyarrow", "rich"}


def _modules_loaded_by(code: str) -> set[str]:
    """What an interpreter of its own has loaded after some code, and had not before."""
    probe = f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def _imports_that_type_checkers_see() -> dict[str, str]:
    tree = ast.parse(Path(aibroker.__file__).read_text(encoding="utf-8"))
    return {
        alias.name: statement.module
        for branch in tree.body
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for statement in branch.body
        if isinstance(statement, ast.ImportFrom) and statement.module
        for alias in statement.names
    }


def test_importing_the_face_loads_nothing_else() -> None:
    assert _modules_loaded_by("import aibroker") == {"aibroker"}


def test_a_name_loads_its_own_module() -> None:
    loaded = _modules_loaded_by("from aibroker import Verdict")

    assert "aibroker.values.verdicts" in loaded
    assert "aibroker.records.parties" not in loaded


def test_the_landscape_needs_neither_units_nor_files() -> None:
    loaded = _modules_loaded_by("from aibroker import Landscape")

    assert "aibroker.landscape" in loaded
    assert loaded & HEAVY == set()


def test_type_checkers_see_what_is_bound() -> None:
    bound = vars(aibroker)["_NAMES"]

    assert bound == _imports_that_type_checkers_see()
    assert sorted([*bound, "__version__"]) == sorted(aibroker.__all__)


@pytest.mark.parametrize("name", aibroker.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(aibroker, name) is getattr(aibroker, name)


def test_the_directory_is_the_contract() -> None:
    assert dir(aibroker) == sorted(aibroker.__all__)


def test_the_version_is_that_of_the_distribution() -> None:
    assert aibroker.__version__ == version("aibroker")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        pytest.param("Landscpe", r" \(did you mean 'Landscape'.*\?\)", id="misspelt"),
        pytest.param("qqqq", "", id="resembles none"),
        pytest.param("_private", "", id="private"),
        pytest.param("__wrapped__", "", id="asked for by tools"),
    ],
)
def test_a_name_that_is_not_there_is_met_with_the_nearest_one(name: str, advice: str) -> None:
    with pytest.raises(AttributeError, match=rf"^module 'aibroker' has no attribute '{name}'{advice}$"):
        getattr(aibroker, name)


def test_a_misspelt_import_fails() -> None:
    with pytest.raises(ImportError, match="Landscpe"):
        exec("from aibroker import Landscpe")
