"""models.dev: offers joined with the models of their developers, from a folder or an archive."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from aibroker.catalogues import models_dev
from aibroker.catalogues.imports import CatalogueImport
from aibroker.errors import InvalidFileError, InvalidValueError

DAY = "2026-07-02"
R1 = 'name = "DeepSeek-R1"\nrelease_date = "2025-01-20"\nopen_weights = true\n'
OFFER = 'base_model = "deepseek/deepseek-r1"\nopen_weights = false\n[cost]\ninput = 1.350\noutput = 5\n'
TREE = {
    "models/deepseek/deepseek-r1.toml": R1,
    "providers/azure/provider.toml": 'name = "Azure"\n',
    "providers/azure/models/deepseek-r1.toml": OFFER,
}


def folder(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def archive(files: dict[str, str], links: dict[str, str] | None = None) -> bytes:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(f"models.dev-f3fc692/{name}")
            member.size = len(text.encode())
            tar.addfile(member, BytesIO(text.encode()))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(f"models.dev-f3fc692/{name}")
            member.type, member.linkname = tarfile.SYMTYPE, target
            tar.addfile(member)
    return made.getvalue()


def read(files: dict[str, str]) -> CatalogueImport:
    return models_dev.read(archive(files), retrieved=DAY, version="f3fc692")


def test_an_offer_takes_its_model_from_the_file_of_the_developer() -> None:
    case = read(TREE).landscape
    (model,) = case.models
    (channel,) = case.channels

    assert (model.id, model.developer, model.openness, str(model.release)) == (
        "deepseek-r1", "deepseek", "open weights", "2025-01-20",
    )  # fmt: skip
    assert [case.claims[each].locator for each in model.claims] == ["models/deepseek/deepseek-r1.toml"]
    assert (channel.seller, channel.models, channel.into) == ("microsoft", ("deepseek-r1",), None)
    assert {each.measurand.measure: each.value.stated for each in case.metrics} == {
        "input-price": "exactly 1.35 USD/Mtoken",
        "output-price": "exactly 5 USD/Mtoken",
    }


def test_a_folder_gives_what_an_archive_of_it_gives(tmp_path: Path) -> None:
    from_folder = models_dev.read(folder(tmp_path / "tree", TREE), retrieved=DAY, version="f3fc692")
    packed = tmp_path / "tree.tar.gz"
    packed.write_bytes(archive(TREE))

    assert from_folder == read(TREE)
    assert models_dev.read(str(packed), retrieved=DAY, version="f3fc692") == from_folder


def test_links_are_followed_and_one_that_leads_nowhere_is_dropped(tmp_path: Path) -> None:
    place = "providers/azure-cognitive-services/models"
    links = {
        f"{place}/r1.toml": "../../azure/models/deepseek-r1.toml",
        f"{place}/gone.toml": "../../azure/models/no.toml",
    }
    packed = models_dev.read(archive(TREE, links), retrieved=DAY)
    root = folder(tmp_path, TREE)
    for name, target in links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)

    for found in (packed, models_dev.read(root, retrieved=DAY)):
        assert [each.seller for each in found.landscape.channels] == ["microsoft", "microsoft"]
        assert [(each.where, each.problem) for each in found.of_kind("dropped")] == [
            (f"{place}/gone.toml", "a link that leads nowhere")
        ]


@pytest.mark.parametrize(
    ("name", "models"),
    [
        ("providers/openrouter/models/deepseek/deepseek-z.toml", ("deepseek-z",)),
        ("providers/groq/models/gpt-oss-120b.toml", ("gpt-oss-120b",)),
        ("providers/groq/models/unheard-of.toml", ()),
        ("providers/groq/models/unheard/of.toml", ()),
    ],
)
def test_an_offer_without_a_base_is_named_by_its_developer_or_its_whole_name(
    name: str, models: tuple[str, ...]
) -> None:
    (channel,) = read({name: "[cost]\ninput = 1\n"}).landscape.channels
    assert channel.models == models


def test_tiers_are_prices_of_their_own_and_keys_that_nobody_knows_are_dropped() -> None:
    text = (
        "[cost]\ninput = 2.5\ncache_read = 0.25\ncache_input = 0.2\n"
        "[[cost.tiers]]\ntier = { size = 272_000 }\ninput = 5.0\n"
        "[[cost.tiers]]\ntier = { size = 1_500 }\ninput = 6\n"
    )
    found = read({"providers/openai/models/gpt-5.4.toml": text})

    assert {each.measurand.measure: each.value.low for each in found.landscape.metrics} == {
        "input-price": 2.5,
        "cached-input-price": 0.25,
        "input-above-272k-price": 5,
        "input-above-1500-price": 6,
    }
    assert [(each.problem, each.value) for each in found.of_kind("dropped")] == [
        ("no price that is known", "cache_input = 0.2")
    ]


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        (
            "[cost]\ninput = 1\n[[cost.tiers]]\ninput = 3\ntier = { size = 200000.0 }\n",
            {"input": 1, "input-above-200k": 3},
        ),
        ("[cost]\ninput = 1\n[cost.context_over_200k]\ninput = 2\n", {"input": 1, "input-above-200k": 2}),
        (
            (
                "[cost]\ninput = 1\n[cost.context_over_200k]\ninput = 2\n[[cost.tiers]]\ninput = 3\n"
                "tier = { size = 200_000 }\n"
            ),
            {"input": 1, "input-above-200k": 3},
        ),
    ],
)
def test_a_tier_is_read_in_each_of_its_forms(text: str, prices: dict[str, float]) -> None:
    metrics = read({"providers/openai/models/a.toml": text}).landscape.metrics
    assert {each.measurand.measure.removesuffix("-price"): each.value.low for each in metrics} == prices


@pytest.mark.parametrize(
    ("text", "problem", "value"),
    [
        ("cost = 5", "its cost is no table", "5"),
        ('[cost]\ninput = "1"', "input is no number", "input = '1'"),
        ("[cost]\ninput = inf", "input is no number", "input = Infinity"),
        ("[cost]\ninput = nan", "input is no number", "input = NaN"),
        ("[[cost.tiers]]\ninput = 2", "a tier without a number of tokens", "input = 2"),
        ("[experimental.modes.fast.cost]\ninput = 30", "experimental modes with prices of their own", "fast"),
        ('status = "deprecated"', "it is said to be deprecated, without a day", ""),
        ('base_model = "newlab/x"', "a base whose developer is in no table", "newlab/x"),
    ],
)
def test_what_is_not_read_of_an_offer_is_said(text: str, problem: str, value: str) -> None:
    path = "providers/openai/models/a.toml"
    found = read({path: text, "models/newlab/x.toml": ""})
    assert (problem, value) in [(each.problem, each.value) for each in found.issues if each.where == path]


def test_an_offer_that_its_shop_has_under_another_name_is_one_offer() -> None:
    again = "providers/azure-cognitive-services/models/deepseek-r1.toml"
    same, other = read(TREE | {again: OFFER}), read(TREE | {again: OFFER.replace("1.350", "1.4")})

    assert len(same.landscape.channels) == 1
    assert ("dropped", "an offer that its shop has under another name") in [
        (each.kind, each.problem) for each in same.issues if each.where == again
    ]
    assert len(other.landscape.channels) == 2
    assert ("doubted", "an offer that its shop has under another name, and says something else of") in [
        (each.kind, each.problem) for each in other.issues if each.where == again
    ]


def test_names_on_bedrock_say_where_they_run() -> None:
    names = ("eu.anthropic.claude-x", "jp.anthropic.claude-x", "au.anthropic.claude-x", "global.anthropic.claude-x")
    found = read({f"providers/amazon-bedrock/models/{name}.toml": "[cost]\ninput = 1\n" for name in names})
    places = {
        found.landscape.claims[each.claims[0]].locator[32:34]: each.hosted_in.exactly
        for each in found.landscape.channels
    }

    assert places == {"eu": ("eu",), "jp": ("jp",), "au": None, "gl": None}
    assert [each.partition("-bedrock-")[2] for each in found.unplaced] == ["au.anthropic.claude-x"]
    assert {each.models for each in found.landscape.channels} == {("claude-x",)}


def test_models_with_long_names_that_begin_alike_are_two() -> None:
    long = "a" * 80
    tree = {f"models/openai/{long}-{each}.toml": "" for each in ("one", "two")}
    found = read(
        tree | {f"providers/openai/models/{long}-{each}.toml": "[cost]\ninput = 1\n" for each in ("one", "two")}
    )

    assert {each.name[-3:] for each in found.landscape.models} == {"one", "two"}
    assert len(found.landscape.channels) == 2


def test_a_model_in_two_spellings_is_listed_once_and_said() -> None:
    found = read(TREE | {"models/deepseek/DeepSeek-R1.toml": "open_weights = false\n"})

    assert len(found.landscape.models) == 1
    assert ("dropped", "a model that is listed twice, of which the first is kept") in [
        (each.kind, each.problem) for each in found.issues
    ]


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("providers/azure/models/x.toml", "no toml", "it is no TOML"),
        ("providers/azure/models/x.toml", 'base_model = "deepseek/none"', "a base that is not there"),
        ("providers/azure/models/x.toml", "", "it has no price"),
        ("models/newlab/x.toml", 'name = "X"', "a developer that is in no table"),
        ("models/deepseek/x.toml", 'release_date = "spring"', "its release is no day"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(file: str, text: str, problem: str) -> None:
    found = read(TREE | {file: text})
    assert problem in [each.problem.partition(" (")[0] for each in found.issues if each.where == file]


def test_what_cannot_be_read_in_a_tree_is_dropped_by_itself() -> None:
    found = read(TREE | {"providers/azure/models/deep.toml": "a = " + "[" * 5000})
    assert [(each.where, each.problem.partition(" (")[0]) for each in found.of_kind("dropped")] == [
        ("providers/azure/models/deep.toml", "it is no TOML")
    ]


def test_what_cannot_be_read_in_a_folder_is_dropped_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path, TREE)
    place = root / "providers" / "azure" / "models"
    (place / "folder.toml").mkdir()
    (place / "shut.toml").write_text(OFFER, encoding="utf-8")
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "shut.toml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    found = models_dev.read(root, retrieved=DAY)

    assert len(found.landscape.channels) == 1
    assert [(each.where, each.problem) for each in found.of_kind("dropped")] == [
        ("providers/azure/models/shut.toml", "it cannot be read (Permission denied)")
    ]


@pytest.mark.parametrize("length", [40, 100, 200])
def test_an_archive_that_is_cut_off_is_refused(length: int) -> None:
    whole = archive(TREE)
    with pytest.raises(InvalidFileError, match="it is no tar archive"):
        models_dev.read(whole[:length], retrieved=DAY)


def _tar(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return made.getvalue()


MANY = _tar({f"providers/azure/models/model-{number}.toml": OFFER.encode() for number in range(20)})


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_an_archive_is_read_however_it_is_packed_and_refused_where_a_bit_is_wrong(
    pack: Callable[[bytes], bytes],
) -> None:
    packed = bytearray(pack(MANY))
    assert len(models_dev.read(bytes(packed), retrieved=DAY).landscape.channels) == 20
    for length in (20, len(packed) // 2, len(packed) - 1):
        with pytest.raises(InvalidFileError, match="it is no tar archive"):
            models_dev.read(bytes(packed[:length]), retrieved=DAY)
    packed[len(packed) // 2] ^= 0x10
    with pytest.raises(InvalidFileError, match="it is no tar archive"):
        models_dev.read(bytes(packed), retrieved=DAY)


@pytest.mark.parametrize("place", [10 * 1024, 10 * 1024 + 100])
def test_a_plain_archive_that_breaks_off_or_is_damaged_is_refused(place: int) -> None:
    damaged = MANY[:place] + b"\xff" * 4 + MANY[place + 4 :]
    for content in (MANY[:place], damaged):
        with pytest.raises(InvalidFileError, match=r"breaks off or is damaged, at byte 10,240|it is no tar archive"):
            models_dev.read(content, retrieved=DAY)


def test_what_stands_twice_leads_to_itself_or_to_a_folder_is_said(tmp_path: Path) -> None:
    twice = BytesIO()
    with tarfile.open(fileobj=twice, mode="w") as tar:
        for price in (1, 2):
            content = f'base_model = "deepseek/deepseek-r1"\n[cost]\ninput = {price}\n'.encode()
            member = tarfile.TarInfo("providers/azure/models/deepseek-r1.toml")
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
        for name, target in (("loop.toml", "loop.toml"), ("../../other/models", "../azure/models")):
            member = tarfile.TarInfo(
                f"providers/azure/models/{name}" if name == "loop.toml" else "providers/other/models"
            )
            member.type, member.linkname = tarfile.SYMTYPE, target
            tar.addfile(member)
    found = models_dev.read(twice.getvalue(), retrieved=DAY)

    assert [str(each.value.stated) for each in found.landscape.metrics] == ["exactly 2 USD/Mtoken"]
    assert [(each.where, each.problem) for each in found.of_kind("dropped")][:3] == [
        (
            "providers/azure/models/deepseek-r1.toml",
            "a file that stands twice in the archive, of which the last is taken",
        ),
        ("providers/azure/models/loop.toml", "a link that leads nowhere"),
        ("providers/other/models", "a link to a folder, which is not followed"),
    ]
    root = folder(tmp_path, TREE)
    (root / "providers/other").mkdir()
    (root / "providers/other/models").symlink_to("../azure/models")
    assert [(each.where, each.problem) for each in models_dev.read(root, retrieved=DAY).of_kind("dropped")] == [
        ("providers/other/models", "a link to a folder, which is not followed")
    ]


def _packed(root: Path) -> bytes:
    """The same tree as an archive, without members for its folders."""
    archive = BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for each in sorted(root.rglob("*")):
            if each.is_symlink() or not each.is_dir():
                tar.add(each, str(each.relative_to(root)))
    return archive.getvalue()


def test_a_tree_says_the_same_as_a_folder_and_as_an_archive(tmp_path: Path) -> None:
    root = folder(tmp_path, TREE)
    links = {
        "providers/other.v2": "azure",
        "providers/again": "other.v2",
        "providers/azure/models/dead.toml": "nowhere.toml",
        "providers/azure/models/loop.toml": "loop.toml",
        "providers/azure/models/alias.toml": "deepseek-r1.toml",
        "providers/azure/models/dead.svg": "nowhere.svg",
        "providers/azure/models/folder.toml": "../models",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    as_folder, as_archive = (models_dev.read(each, retrieved=DAY) for each in (root, _packed(root)))

    assert as_folder.landscape == as_archive.landscape
    assert sorted(map(str, as_folder.issues)) == sorted(map(str, as_archive.issues))
    assert {(each.where.rpartition("/")[2], each.problem) for each in as_folder.of_kind("dropped")} == {
        ("other.v2", "a link to a folder, which is not followed"),
        ("again", "a link to a folder, which is not followed"),
        ("folder.toml", "a link to a folder, which is not followed"),
        ("dead.toml", "a link that leads nowhere"),
        ("loop.toml", "a link that leads nowhere"),
        ("dead.svg", "a link that leads nowhere"),
    }


def test_a_dead_link_in_the_place_of_a_file_leaves_none(tmp_path: Path) -> None:
    offer = "providers/azure/models/deepseek-r1.toml"
    archive = BytesIO(_packed(folder(tmp_path, {**TREE, "providers/openai/models/deepseek-r1.toml": OFFER})))
    with tarfile.open(fileobj=archive, mode="a") as tar:
        link = tarfile.TarInfo(offer)
        link.type, link.linkname = tarfile.SYMTYPE, "nowhere.toml"
        tar.addfile(link)
    found = models_dev.read(archive.getvalue(), retrieved=DAY)

    assert [each.problem for each in found.issues if each.where == offer] == [
        "a file that stands twice in the archive, of which the last is taken",
        "a link that leads nowhere",
    ]
    assert not [each for each in found.landscape.channels if each.seller == "microsoft"]


def test_a_number_that_none_can_be_is_dropped_by_itself() -> None:
    offer = "providers/azure/models/deepseek-r1.toml"
    found = read(TREE | {offer: OFFER.replace("1.350", "1e-99999999999999999999")})
    assert [each.problem for each in found.of_kind("dropped")] == ["input is no number"]
    assert [each.measurand.measure for each in found.landscape.metrics] == ["output-price"]


@pytest.mark.parametrize(
    "content", [b"no archive", archive({"README.md": "Nothing."}), archive({"models/a/b.toml": ""})]
)
def test_what_holds_no_offer_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidFileError):
        models_dev.read(content, retrieved=DAY)


def test_what_is_neither_a_path_nor_bytes_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="this is no catalogue: 3"):
        models_dev.read(3, retrieved=DAY)  # type: ignore[arg-type]  # what a user may try
