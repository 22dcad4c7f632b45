"""Cases read: what the loader infers, and what it never does."""

from datetime import date
from pathlib import Path

import pytest

from aibroker.errors import Fault, InvalidFileError, InvalidValueError, UnknownNameError
from aibroker.exchange.context import Context
from aibroker.exchange.files import case_names, check, dumps, load, load_case, load_scenario, loads
from aibroker.exchange.locations import Places
from aibroker.landscape import Landscape
from aibroker.records.buyers import AllOf, LocatedIn, Vetted
from aibroker.records.parties import Customer, Vendor
from aibroker.values.estimates import Estimate
from aibroker.values.periods import Period
from tests.exchange.bad_input import CHANNEL, GROUND, HEADER, LINE, METRIC, with_line


def case(body: str) -> Landscape:
    return loads(GROUND + body)


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("", Customer),
        ("[products]\nX = { of = 'Oracle' }\n", Vendor),
        ("[products]\nX = { of = 'oracle' }\n", Vendor),
        ("[models]\nX = { by = 'Oracle' }\n".replace("[models]\n", "[models.X]\nby = 'Oracle'\n#"), Vendor),
        (CHANNEL.replace("Microsoft", "Oracle"), Vendor),
        (f"{CHANNEL}operator = 'Oracle'\n", Vendor),
        (f"{CHANNEL}biller = 'Oracle'\n", Vendor),
        (f"{CHANNEL}buyers = {{ at_least = 'Oracle' }}\n", Customer),
        ("[metrics.m]\nrevenue = { of = 'Oracle', period = '2025' }\nis = '1 USD'\nclaims = 'said'\n", Vendor),
        (
            METRIC.replace('of = "Microsoft"', 'of = "Microsoft", from = "Oracle"'),
            Customer,
        ),
        ("[companies.Sub]\nowners = [{ party = 'Oracle' }]\n", Customer),
    ],
)
def test_who_sells_is_a_vendor_and_who_only_buys_a_customer(body: str, role: type) -> None:
    assert type(case(body).parties["Oracle"]) is role


@pytest.mark.parametrize(("role", "kind"), [("vendor", Vendor), ("customer", Customer)])
def test_a_role_can_be_said(role: str, kind: type) -> None:
    assert type(case(f"[companies.Sub]\nrole = '{role}'\n").parties["sub"]) is kind


def test_a_key_is_a_name_and_gives_the_id() -> None:
    product = case("[products]\n'Azure OpenAI' = { of = 'Microsoft' }\n").products["azure-openai"]

    assert (product.name, product.id) == ("Azure OpenAI", "azure-openai")


def test_a_name_and_an_id_can_be_given() -> None:
    text = "[products]\nshort = { of = 'Microsoft', name = 'Azure OpenAI', id = 'aoai' }\n" + CHANNEL
    found = case(f"{text}product = 'short'\n")

    assert found.products["Azure OpenAI"].id == "aoai"
    assert found.channels["azure"].product == "aoai"


def test_a_record_may_be_meant_by_its_key() -> None:
    text = CHANNEL.replace("channels.azure", "channels.'Azure in China'")
    found = case(f"{text}[channels.later]\ncontinues = 'Azure in China'\n{CHANNEL.partition(chr(10))[2]}")

    assert found.channels["later"].continues == "azure-in-china"


def test_a_key_that_is_the_name_of_another_record_means_that_one() -> None:
    text = f"""\
{HEADER}
[companies]
Foo = {{ id = "acme", name = "Acme" }}
Bar = {{ name = "Foo" }}
[products]
thing = {{ of = "Foo" }}
"""

    assert loads(text).products["thing"].seller == "bar"


def test_a_key_that_two_records_bear_means_neither() -> None:
    more = """\
[sources.other]
title = "x"
kind = "filing"
published = 2025
claims."The Claim" = { at = "s", fact = "x" }
"""
    both = more + more.replace("other", "third")

    assert case(more + with_line(CHANNEL, 5, "claims = 'The Claim'")).channels["azure"].claims == ("other.the-claim",)
    assert case(both + with_line(CHANNEL, 5, "claims = 'third.The Claim'")).channels["azure"].claims == (
        "third.the-claim",
    )
    with pytest.raises(InvalidFileError, match="no claim bears this id or name: 'The Claim'"):
        case(both + with_line(CHANNEL, 5, "claims = 'The Claim'"))


def test_a_claim_is_known_by_its_key_alone() -> None:
    assert case(CHANNEL).channels["azure"].claims == ("page.said",)


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2025-09-05", Period.day("2025-09-05")),
        ('"2025-09-05"', Period.day("2025-09-05")),
        ('"2025-09"', Period.month(2025, 9)),
        ('"2025"', Period.year(2025)),
        ("2025", Period.year(2025)),
        ('"unknown"', None),
    ],
)
def test_when_a_source_was_published(said: str, period: Period | None) -> None:
    text = GROUND.replace('published = "unknown"', f"published = {said}")

    assert loads(text).sources["page"].published == period


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("2024", (Period.year(2024),)),
        ("'2024'", (Period.year(2024),)),
        ("2024-03-01", (Period.day("2024-03-01"),)),
        ("'FY2024'", (Period.between("2023-07-01", "2024-07-01"),)),
        ("'FY2024-Q1'", (Period.between("2023-07-01", "2023-10-01"),)),
        ("{ either = ['2024', 'FY2024'] }", (Period.year(2024), Period.between("2023-07-01", "2024-07-01"))),
        ("'unknown'", ()),
    ],
)
def test_when_a_number_is_of(said: str, periods: tuple[Period, ...]) -> None:
    text = f"[ask.q]\nrevenue = {{ of = 'Microsoft', period = {said} }}\n"
    quantity = case(text).questions["q"].measurand
    assert quantity is not None

    assert quantity.periods == periods


def test_only_what_differs_is_said_of_a_base() -> None:
    metric = case(METRIC.replace('of = "Microsoft"', 'of = "Microsoft", in = "China"')).metrics["growth"]
    assert metric.relative_to is not None

    assert metric.relative_to.of == "microsoft"
    assert metric.relative_to.market == "cn"
    assert str(metric.relative_to.period) == "FY2024"
    assert metric.relation == "versus"


def test_a_base_may_differ_in_its_measure_and_clear_an_aspect() -> None:
    text = METRIC.replace('of = "Microsoft"', 'of = "Microsoft", in = "China"').replace(
        'versus = { period = "FY2024" }', 'share_of = { measure = "profit", in = "all" }'
    )
    metric = case(text.replace("x3", "5 %")).metrics["growth"]
    assert metric.relative_to is not None

    assert (metric.relative_to.measure, metric.relative_to.market) == ("profit", None)


def test_measures_of_one_s_own() -> None:
    text = "[measures]\nAPI calls = { dimension = 'count', kind = 'flow' }\n".replace("API calls", '"API calls"')
    number = "[metrics.m]\n'API calls' = { of = 'Microsoft', period = '2025' }\nis = 3\nclaims = 'said'\n"
    metric = case(text + number).metrics["m"]

    assert metric.measurand.measure == "api-calls"
    assert metric.value == Estimate.exactly(3)


@pytest.mark.parametrize(
    "said",
    [
        '"~1.5 %"',
        '{ text = "~1.5 %" }',
        '{ text = "~1.5 %", low = 1.45, high = 1.55, likely = 1.5, unit = "percent" }',
        '{ low = 1.45, high = 1.55, likely = 1.5, unit = "percent" }',
    ],
)
def test_an_estimate_is_text_or_numbers_or_both(said: str) -> None:
    metric = case(with_line(with_line(METRIC, 2, 'share_of = { in = "China" }'), 3, f"is = {said}")).metrics["growth"]

    assert metric.value == Estimate.parse("~1.5 %")


def test_an_open_estimate_in_numbers() -> None:
    said = 'is = { low = 3, high_open = true, unit = "times" }'

    assert case(with_line(METRIC, 3, said)).metrics["growth"].value == Estimate.parse("> 3 x")


def test_several_keys_of_one_condition_hold_together() -> None:
    channel = case(f"{CHANNEL}only_to = {{ vetted = 'established', in = 'China' }}\n").channels["azure"]

    assert channel.only_to == AllOf((LocatedIn(["cn"]), Vetted("established")))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("'unknown'", "dates unknown"),
        ("'2024-01-01/2025-01-01'", "since 2024-01-01, ended 2025-01-01"),
        ("{ since = '2025-09', ended = 'open' }", "since 2025-09, not ended"),
        ("{ since = 'unknown', ended = 'unknown' }", "dates unknown"),
        ("{ since = 2024, ended = 'unknown' }", "since 2024, end unknown"),
        ("{ seen = [2026-06-18, '2026-07-01'] }", "seen 2026-06-18, 2026-07-01"),
    ],
)
def test_when_something_holds(said: str, read: str) -> None:
    assert str(case(with_line(CHANNEL, 4, f"open = {said}")).channels["azure"].open) == read


def test_a_case_is_used_by_another() -> None:
    name = "microsoft-openai-china"
    text = (
        HEADER + f'uses = "{name}"\n[metrics.mine]\nrevenue = {{ of = "Microsoft", in = "China", period = "FY2025" }}\n'
    )
    number = 'is = "> 1 USD"\nclaims = "azure-tripled"\n[assumptions.mine]\nbecause = "x"\n'
    found = loads(f'{text}{number}reads = {{ china-share-2024 = {{ period = "FY2024" }} }}\n')
    used = load_case(name)

    assert set(used.records) < set(found.records)
    assert str(found.metrics["mine"].measurand.period) == "FY2025"
    base = found.assumptions["mine"].reads[0].relative_to
    assert base is not None
    assert str(base.period) == "FY2024"


def test_a_case_that_is_used_cannot_be_stated_again() -> None:
    text = f'{HEADER}uses = ["microsoft-openai-china"]\n[companies]\nMicrosoft = {{ home = "US", role = "vendor" }}\n'

    with pytest.raises(InvalidFileError, match=r"6 companies\.Microsoft: .* holds another record"):
        loads(text)


def test_a_bundled_case_must_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown case 'microsoft' \(did you mean .*'microsoft-openai-china'"):
        load_case("microsoft")


@pytest.mark.parametrize("name", case_names())
def test_each_bundled_case_is_sound(name: str) -> None:
    assert load_case(name).title


def test_a_format_must_exist() -> None:
    with pytest.raises(InvalidValueError, match=r"no such format: .*yaml.* \(valid: toml or json\)"):
        loads("", format="yaml")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - that is the test


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(HEADER, encoding="utf-8-sig")

    assert load(tmp_path / "case.toml").as_of == date(2026, 11, 23)
    assert loads("\ufeff" + HEADER).title == "A case"
    assert loads("\ufeff" + dumps(loads(HEADER), format="json"), format="json").title == "A case"


def test_a_fault_of_no_file_stays_as_it_is() -> None:
    fault = Fault(where="vendors.acme.home", problem="x")

    assert Places.of([], Context.of([])).located(fault) is fault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ground.toml").write_text(GROUND)
    (tmp_path / "notes.md").write_text("not a part of the case")
    (tmp_path / "terms.toml").write_text(f'format = "aibroker/1"\n{CHANNEL}')
    (tmp_path / "places.json").write_text(
        '{"format": "aibroker/1", "title": "A case", "markets": {"Here": {"within": "FR"}}}'
    )
    return tmp_path


def test_a_folder_is_one_case(folder: Path) -> None:
    assert load(folder).channels["azure"].seller == "microsoft"
    assert load(str(folder)).markets["here"].within == ("fr",)


def test_the_files_of_a_case_may_not_contradict_each_other(folder: Path) -> None:
    (folder / "terms.toml").write_text(f'format = "aibroker/1"\ntitle = "Another"\n{CHANNEL}')
    (folder / "more.toml").write_text(f'format = "aibroker/1"\n{CHANNEL}')

    with pytest.raises(InvalidFileError) as caught:
        load(folder)

    first, second = map(str, caught.value.faults)
    assert first.startswith(
        f"{folder}/terms.toml:2 title: another file of the case says otherwise ({folder}/ground.toml)"
    )
    assert second.startswith(
        f"{folder}/terms.toml:3 channels.azure: this id is taken twice, first by 'azure' ({folder}/more"
    )
    assert "more.toml, line 2)" in second


def test_each_file_of_a_case_is_read_before_the_first_complaint(folder: Path) -> None:
    (folder / "terms.toml").write_text("x = ")
    (folder / "places.json").write_text("{")

    with pytest.raises(InvalidFileError) as caught:
        load(folder)

    assert [Path(fault.file or "").name for fault in caught.value.faults] == ["places.json", "terms.toml"]


def test_a_folder_without_a_case(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match=r"the folder: a folder without a case \(valid: one or more"):
        load(tmp_path)


def test_a_scenario_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ban.toml"
    path.write_text('format = "aibroker/1"\nscenario = "A ban"\neffective = 2026-10-01\n')

    assert load_scenario(path).steps == ()
    assert check(path).faults == ()


def test_findings_stand_where_the_file_has_them(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(GROUND + METRIC.replace("FY2025", "2025"))

    (finding,) = check(path).findings

    assert str(finding).startswith(
        f"{path}:{LINE + 1} metrics.growth.revenue.period: a plain year of a company whose year"
    )


def test_a_folder_inside_the_folder_of_a_case_is_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('format = "aibroker/1"\ntitle = "A case"\nas_of = 2026-01-01\n')
    (tmp_path / "empty").mkdir()
    assert load(tmp_path).title == "A case"

    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "rest.toml").write_text('format = "aibroker/1"\n')
    with pytest.raises(InvalidFileError, match=r"more the folder: a folder inside the folder of a case is not read"):
        load(tmp_path)


@pytest.mark.parametrize("text", [None, b"{}", 7])
def test_only_a_text_can_be_read(text: object) -> None:
    with pytest.raises(InvalidValueError, match=r"this is no text: .*load\(…\) reads a file"):
        loads(text)  # type: ignore[arg-type]  # what a user may try
    with pytest.raises(InvalidValueError, match=r"this is no name of a case: .*microsoft-openai-china"):
        load_case(text)  # type: ignore[arg-type]  # what a user may try


def test_the_other_format_is_told() -> None:
    with pytest.raises(InvalidFileError, match=r"it is no TOML.*format='json' for JSON, or a file that ends in \.json"):
        loads('{"format": "aibroker/1"}')
    with pytest.raises(InvalidFileError, match=r"it is no JSON.*format='toml' for TOML, or a file that ends in \.toml"):
        loads('format = "aibroker/1"', format="json")


@pytest.mark.parametrize("path", [7, None, ["case.toml"]])
def test_only_a_path_can_be_read(path: object) -> None:
    with pytest.raises(InvalidValueError, match="this is no path"):
        load(path)  # type: ignore[arg-type]  # what a user may try
