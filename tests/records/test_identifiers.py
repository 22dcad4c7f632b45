"""Ids: slugs made from names, and the refusal of what would be unsafe or unreadable."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aibroker.errors import InvalidValueError
from aibroker.records.identifiers import HOLDS_REFERENCES, is_slug, own_id, refers_to, slug
from aibroker.records.parties import Vendor

HOSTILE = [
    "../../etc/passwd",
    "..",
    ".hidden",
    "a/b",
    "a\\b",
    "C:",
    "a b",
    "a\nb",
    "a\x00b",
    "a\u200bb",
    "Microsoft",
    "é",
    "ａｂｃ",
    "１２３",
    "a--b",
    "a..b",
    "-a",
    "a-",
    "a;drop table",
    "<script>",
    "{{a}}",
    "$(a)",
    "%2e%2e",
    "a" * 121,
]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Azure OpenAI (China)", "azure-openai-china"),
        ("DeepSeek R1", "deepseek-r1"),
        ("GPT-4.1", "gpt-4.1"),
        ("  Côte d’Ivoire ", "cote-d-ivoire"),
        ("a -- b", "a-b"),
        ("snake_case", "snake_case"),
        ("..dots..", "dots"),
        ("R&D / AI", "r-d-ai"),
        ("OpenAI–Microsoft deal", "openai-microsoft-deal"),
        ("Ørsted Łódź", "orsted-lodz"),
        ("Straße", "strasse"),
        ("１２３", "123"),
    ],
)
def test_a_name_suggests_a_readable_id(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize("name", ["", "中国", "—", "🙂", "...", "Microsoft 微软 Azure", "Ελ-9"])
def test_a_name_of_which_no_letter_or_only_some_are_latin_wants_an_id(name: str) -> None:
    with pytest.raises(InvalidValueError, match="no id can be made from this name; give one"):
        slug(name)


@given(st.text())
def test_what_a_name_suggests_is_always_an_id_and_suggests_itself(name: str) -> None:
    try:
        made = slug(name)
    except InvalidValueError:
        return

    assert is_slug(made)
    assert slug(made) == made


@given(st.text(alphabet="ab -._", min_size=100, max_size=300))
def test_a_long_name_is_cut_to_an_id(name: str) -> None:
    if set(name) & set("ab"):
        assert is_slug(slug(name))


@pytest.mark.parametrize("text", ["a", "0", "azure-gpt-china", "article.sold", "gpt_5.1-mini", "a" * 120])
def test_a_slug_can_be_an_id(text: str) -> None:
    assert is_slug(text)
    assert Vendor(id=text, name="A").id == text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_slug_cannot_be_an_id(text: str) -> None:
    assert not is_slug(text)
    with pytest.raises(InvalidValueError, match=r"Vendor.id is no id: .*lower-case letters and digits, joined by"):
        Vendor(id=text, name="A")


@pytest.mark.parametrize(
    ("text", "meant"), [("Microsoft", "microsoft"), ("../a b", "a-b"), ("a\x00b", "a-b"), ("a" * 121, "a" * 120)]
)
def test_a_refused_id_is_met_with_the_slug_that_was_meant(text: str, meant: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Vendor(id=text, name="A")

    assert caught.value.suggestions == (meant,)


@pytest.mark.parametrize("text", ["—", "中国"])
def test_no_id_is_suggested_where_none_can_be_read_off(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Vendor.id is no id") as caught:
        Vendor(id=text, name="A")

    assert caught.value.suggestions == ()


@pytest.mark.parametrize("value", ["", "   ", 7, None, ["a"]])
def test_an_id_is_a_text_that_says_something(value: object) -> None:
    with pytest.raises(InvalidValueError, match="not a reference"):
        Vendor(id=value, name="A")  # type: ignore[arg-type]


def test_white_space_around_an_id_is_dropped() -> None:
    assert Vendor(id=" acme ", name="A").id == "acme"


@given(st.text())
def test_the_validator_of_ids_passes_slugs_and_nothing_else(text: str) -> None:
    vendor = Vendor(id="acme", name="A")
    attribute = attrs.fields(Vendor).id
    if is_slug(text):
        own_id(vendor, attribute, text)
    else:
        with pytest.raises(InvalidValueError, match="is no id"):
            own_id(vendor, attribute, text)


@pytest.mark.parametrize("word", ["all", "unknown"])
def test_words_that_files_use_instead_of_an_id_are_none(word: str) -> None:
    with pytest.raises(InvalidValueError, match=f"Vendor.id is a word that means something of its own: '{word}'"):
        Vendor(id=word, name="A")


@pytest.mark.parametrize("name", [" Acme", "Acme ", "Acme\u00a0"])
def test_a_name_neither_begins_nor_ends_with_a_space(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Vendor.name begins or ends with a space.*'Acme'"):
        Vendor(id="acme", name=name)
    assert Vendor(id="acme", name="Acme", aliases=[name]).aliases == ("Acme",)


def test_the_marks_of_fields_say_what_they_refer_to() -> None:
    assert refers_to("market") == {"refers_to": "market"}
    assert dict(HOLDS_REFERENCES) == {"holds_references": True}
