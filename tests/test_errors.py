"""Every exception: one base, the builtin that callers expect, and a text that says what would have been right."""

import inspect
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker import errors
from aibroker.errors import (
    AibrokerError,
    AmbiguousNameError,
    Fault,
    InvalidFileError,
    InvalidLandscapeError,
    InvalidValueError,
    MissingFileError,
    PeriodMismatchError,
    UnitMismatchError,
    UnknownNameError,
    nearest,
    shown,
)

FAULT = Fault(
    where="channels.c.into[0]",
    problem="no market bears this id or name",
    value="'Chnia'",
    valid="an id or a name",
    suggestions=("China", "Chile"),
    line=7,
    file="case.toml",
)
EXAMPLES: tuple[AibrokerError, ...] = (
    AibrokerError("something"),
    InvalidValueError("no such month", 13, valid="1 to 12", suggestions=("12",)),
    UnitMismatchError("two currencies", "USD + CNY", valid="an exchange rate"),
    PeriodMismatchError("two years", "FY2025"),
    UnknownNameError("vendor", "Micorsoft", ("Microsoft",)),
    AmbiguousNameError("market", "Korea", ("kp", "kr")),
    InvalidLandscapeError([FAULT, Fault(where="x", problem="y")]),
    InvalidFileError([FAULT]),
    MissingFileError([Fault(where="", problem="no such file", file="case.toml")]),
)
CLASSES = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, BaseException) and each.__module__ == errors.__name__
]


def test_there_is_an_example_of_every_exception() -> None:
    assert {type(each) for each in EXAMPLES} == set(CLASSES)
    assert {each.__name__ for each in CLASSES} <= set(errors.__all__)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_exception_has_the_one_base(kind: type[Exception]) -> None:
    assert issubclass(kind, AibrokerError)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (InvalidValueError, ValueError),
        (UnitMismatchError, ValueError),
        (PeriodMismatchError, ValueError),
        (InvalidLandscapeError, ValueError),
        (InvalidFileError, ValueError),
        (MissingFileError, FileNotFoundError),
        (UnknownNameError, KeyError),
        (AmbiguousNameError, LookupError),
    ],
)
def test_every_exception_is_also_the_builtin_that_callers_expect(
    kind: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(kind, builtin)


def test_an_ambiguous_name_is_not_a_missing_key() -> None:
    assert not issubclass(AmbiguousNameError, KeyError)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (InvalidValueError("no such month", 13), "no such month: 13"),
        (InvalidValueError("no such month", 13, valid="1 to 12"), "no such month: 13 (valid: 1 to 12)"),
        (
            InvalidValueError("no such month", "Juli", suggestions=("July", "June")),
            "no such month: 'Juli' (did you mean 'July' or 'June'?)",
        ),
        (
            InvalidValueError("no such month", "Juli", valid="a month", suggestions=("July",)),
            "no such month: 'Juli' (did you mean 'July'?; valid: a month)",
        ),
        (UnitMismatchError("two currencies", "USD"), "two currencies: 'USD'"),
        (UnknownNameError("vendor", "Acme"), "unknown vendor 'Acme'"),
        (UnknownNameError("vendor", "Acme", (), "customer"), "unknown vendor 'Acme' (no vendor but a customer)"),
        (
            UnknownNameError("vendor", "Micorsoft", ("Microsoft",)),
            "unknown vendor 'Micorsoft' (did you mean 'Microsoft'?)",
        ),
        (
            AmbiguousNameError("market", "Korea", ("kp", "kr")),
            "'Korea' names more than one market; say which: kp, kr",
        ),
        (InvalidLandscapeError([]), "0 faults:"),
        (InvalidLandscapeError([Fault(where="a", problem="b")]), "1 fault:\n  a: b"),
        (
            InvalidLandscapeError([Fault(where="a", problem="b"), Fault(where="c", problem="d", value="e")]),
            "2 faults:\n  a: b\n  c: d: e",
        ),
    ],
)
def test_the_text_says_what_is_wrong_the_value_what_is_valid_and_what_is_nearest(
    error: AibrokerError, text: str
) -> None:
    assert str(error) == text


def test_the_text_of_an_unknown_name_is_not_quoted_twice_as_that_of_a_key_error_is() -> None:
    assert str(KeyError("a b")) == "'a b'"
    assert str(UnknownNameError("vendor", "a b")) == "unknown vendor 'a b'"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault(where="a.b", problem="it is wrong"), "a.b: it is wrong"),
        (Fault(where="a.b", problem="it is wrong", value=""), "a.b: it is wrong: "),
        (Fault(where="a.b", problem="it is wrong", line=3), "3 a.b: it is wrong"),
        (Fault(where="a.b", problem="it is wrong", file="x.toml"), "x.toml a.b: it is wrong"),
        (Fault(where="", problem="it is wrong", file="x.toml", line=3), "x.toml:3: it is wrong"),
        (
            FAULT,
            (
                "case.toml:7 channels.c.into[0]: no market bears this id or name: 'Chnia' "
                "(did you mean 'China' or 'Chile'?; valid: an id or a name)"
            ),
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_would_be_right(fault: Fault, text: str) -> None:
    assert str(fault) == text


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_every_exception_pickles_with_all_that_it_carries(error: AibrokerError, protocol: int) -> None:
    copy = pickle.loads(pickle.dumps(error, protocol))

    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert copy.args == error.args
    assert vars(copy) == vars(error)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_a_note_travels_with_its_exception(error: AibrokerError) -> None:
    noted = pickle.loads(pickle.dumps(error))
    noted.add_note("in the scenario A")

    assert pickle.loads(pickle.dumps(noted)).__notes__ == ["in the scenario A"]


def test_a_library_that_pickles_exceptions_in_its_own_way_does_not_break_them() -> None:
    pickling = pytest.importorskip("tblib.pickling_support", reason="it comes with Dask, which installs it for all")
    for error in EXAMPLES:
        remake, made, *_ = pickling.pickle_exception(error)

        assert str(remake(*made)) == str(error)


def test_an_exception_carries_its_parts() -> None:
    error = InvalidValueError("no such month", 13, valid="1 to 12", suggestions=("12",))
    unknown = UnknownNameError("vendor", "Micorsoft", ("Microsoft",))
    ambiguous = AmbiguousNameError("market", "Korea", ("kp", "kr"))

    assert (error.problem, error.value, error.valid, error.suggestions) == ("no such month", 13, "1 to 12", ("12",))
    assert (unknown.kind, unknown.value, unknown.suggestions) == ("vendor", "Micorsoft", ("Microsoft",))
    assert (ambiguous.kind, ambiguous.value, ambiguous.candidates) == ("market", "Korea", ("kp", "kr"))
    assert InvalidLandscapeError(iter([FAULT])).faults == (FAULT,)


def test_a_value_is_shown_by_its_repr_and_cut_where_it_is_long() -> None:
    assert shown("a") == "'a'"
    assert shown("x" * 118) == repr("x" * 118)
    assert shown("x" * 5_000) == f"'{'x' * 119}… (5,002 characters)"
    assert len(str(InvalidValueError("too long", "x" * 10_000_000))) < 200


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Micorsoft", ("Microsoft",)),
        ("MICROSOFT", ("Microsoft",)),
        ("chin", ("China", "Chile")),
        ("zzz", ()),
        ("", ()),
    ],
)
def test_the_nearest_is_found_without_regard_to_case(value: str, found: tuple[str, ...]) -> None:
    assert nearest(value, ["Microsoft", "China", "Chile", "OpenAI"]) == found


def test_the_nearest_are_at_most_as_many_as_asked_for() -> None:
    assert len(nearest("model-x", [f"model-{number}" for number in range(9)])) == 3
    assert len(nearest("model-x", [f"model-{number}" for number in range(9)], most=1)) == 1


@given(st.lists(st.text(max_size=8), max_size=8), st.text(max_size=8))
def test_the_nearest_are_options_and_do_not_depend_on_their_order(options: list[str], value: str) -> None:
    found = nearest(value, options)

    assert set(found) <= set(options)
    assert found == nearest(value, reversed(options))


@given(st.text(min_size=1, max_size=8))
def test_what_is_there_is_nearest_to_itself(value: str) -> None:
    assert nearest(value, [value, "something quite different"])[0] == value


def test_a_fault_does_not_change_and_compares_by_content() -> None:
    assert attrs.evolve(FAULT) == FAULT
    assert hash(attrs.evolve(FAULT)) == hash(FAULT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FAULT.line = 8  # type: ignore[misc]
