"""The bundled markets: complete, connected, and found by exact names, which mean one market unless two are meant."""

import csv
import subprocess
import sys
from importlib.resources import files

import pytest

from aibroker.records.identifiers import MarketId, is_slug
from aibroker.records.markets import Market
from aibroker.store.gazetteer import reference_markets
from aibroker.store.territories import Territories

MARKETS = {market.id: market for market in reference_markets()}
TERRITORIES = Territories.of(MARKETS.values())
COUNTRIES = {market.id for market in MARKETS.values() if market.kind == "country"}
MEMBER_STATES = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk"
EU = set(MEMBER_STATES.split())
AMBIGUOUS = {
    "america": {"americas", "us"},
    "congo": {"cd", "cg"},
    "korea": {"kp", "kr"},
    "micronesia": {"fm", "micronesia-region"},
    "virgin islands": {"vg", "vi"},
}


def _bearers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for market in reference_markets():
        for name in (market.id, market.name, *market.aliases):
            found.setdefault(name.casefold(), set()).add(market.id)
    return found


def _named(name: str) -> set[str]:
    return _bearers().get(name.casefold(), set())


def _outer(market: Market) -> set[str]:
    """The markets that a market lies in directly, said from below or from above."""
    return {*market.within, *(each.id for each in MARKETS.values() if market.id in each.includes)}


def _all_outer(market_id: str) -> set[str]:
    direct = _outer(MARKETS[MarketId(market_id)])
    return direct.union(*(_all_outer(each) for each in direct))


def _table(file: str) -> list[dict[str, str]]:
    text = files("aibroker").joinpath("data", file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_country_of_iso_3166_is_there_under_its_code() -> None:
    assert len(COUNTRIES) == 249
    assert {len(country) for country in COUNTRIES} == {2}


def test_the_markets_come_in_the_order_of_unique_slugs() -> None:
    ids = [market.id for market in reference_markets()]
    assert ids == sorted(set(ids))
    assert all(is_slug(each) for each in ids)


def test_each_kind_has_as_many_markets_as_its_standard_or_list() -> None:
    kinds = [market.kind for market in reference_markets()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"country": 249, "region": 22, "bloc": 6, "world": 1}


def test_china_lies_in_eastern_asia_in_asia_in_the_world() -> None:
    assert MARKETS[MarketId("cn")].within == ("eastern-asia",)
    assert MARKETS[MarketId("eastern-asia")].within == ("asia",)
    assert MARKETS[MarketId("asia")].within == ("world",)


def test_china_implies_neither_hong_kong_nor_macao_nor_taiwan() -> None:
    for market in ("hk", "mo", "tw"):
        assert "cn" not in _all_outer(market)
        assert not TERRITORIES.lies_in(MarketId(market), [MarketId("cn")])
        assert TERRITORIES.lies_in(MarketId(market), [MarketId("greater-china")])


def test_every_market_that_another_names_exists() -> None:
    named = {each for market in reference_markets() for each in (*market.within, *market.includes)}
    assert named <= set(MARKETS)


def test_no_market_lies_in_itself_and_all_lie_in_the_world() -> None:
    for market in MARKETS:
        outer = _all_outer(market)  # a circle would end in a RecursionError
        assert market not in outer
        assert ("world" in outer) == (market != "world")


def test_every_country_but_antarctica_lies_in_exactly_one_region() -> None:
    homeless = {country for country in COUNTRIES if MARKETS[MarketId(country)].within == ("world",)}
    assert homeless == {"aq"}
    for country in COUNTRIES - homeless:
        (region,) = MARKETS[MarketId(country)].within
        assert MARKETS[region].kind == "region"
        assert MARKETS[region].within != ("world",)


@pytest.mark.parametrize(
    ("bloc", "count"), [("eu", 27), ("eea", 30), ("g7", 7), ("five-eyes", 5), ("greater-china", 4), ("west", 36)]
)
def test_a_bloc_lists_countries_and_is_exactly_those(bloc: str, count: int) -> None:
    members = MARKETS[MarketId(bloc)].includes
    assert set(members) <= COUNTRIES
    assert len(members) == count
    assert TERRITORIES.places[bloc] == TERRITORIES.union(members)


def test_the_european_blocs_nest() -> None:
    assert set(MARKETS[MarketId("eu")].includes) == EU
    assert set(MARKETS[MarketId("eea")].includes) == {*EU, "is", "li", "no"}


def test_the_west_is_an_explicit_convention_that_leaves_china_out() -> None:
    west = MARKETS[MarketId("west")]
    assert set(west.includes) == {*EU, "is", "li", "no", "ch", "gb", "us", "ca", "au", "nz"}
    assert "convention" in west.note
    assert not TERRITORIES.places["west"] & TERRITORIES.places["greater-china"]


@pytest.mark.parametrize(
    ("market", "names"),
    [
        ("cn", "CN, CHN, China, PRC, prc, Mainland China, People's Republic of China, 中国"),
        ("us", "US, USA, U.S., United States, United States of America"),
        ("gb", "GB, GBR, UK, Britain, Great Britain, United Kingdom"),
        ("kr", "KOR, South Korea, ROK, Republic of Korea"),
        ("kp", "PRK, North Korea, DPRK, Democratic People's Republic of Korea"),
        ("ru", "Russia, Russian Federation"),
        ("vn", "Vietnam, Viet Nam"),
        ("tr", "Türkiye, Turkey"),
        ("cz", "Czechia, Czech Republic"),
        ("hk", "Hong Kong, Hong Kong SAR"),
        ("mo", "Macao, Macau"),
        ("tw", "Taiwan, ROC"),
        ("ae", "UAE, United Arab Emirates"),
        ("cd", "DRC, Democratic Republic of the Congo"),
        ("cg", "Republic of the Congo"),
        ("ci", "Ivory Coast, Côte d’Ivoire, Côte d'Ivoire"),
        ("cv", "Cape Verde, Cabo Verde"),
        ("ir", "Iran, Iran (Islamic Republic of)"),
        ("eu", "EU, European Union"),
        ("west", "West, the West, Western countries"),
        ("world", "World, worldwide, global"),
    ],
)
def test_usual_names_in_any_case_mean_one_market(market: str, names: str) -> None:
    for name in names.split(", "):
        assert _named(name) == _named(name.upper()) == {market}


def test_names_are_shared_only_where_that_is_meant() -> None:
    assert {name: ids for name, ids in _bearers().items() if len(ids) > 1} == AMBIGUOUS


def test_no_id_hides_the_name_of_another_market() -> None:
    assert all(_named(market) == {market} for market in MARKETS)


def test_an_alias_says_more_than_the_id_the_name_and_the_other_aliases() -> None:
    for market in reference_markets():
        aliases = {alias.casefold() for alias in market.aliases}
        assert len(aliases) == len(market.aliases)
        assert not aliases & {market.id, market.name.casefold()}


def test_the_table_of_aliases_adds_names_and_repeats_none() -> None:
    rows = _table("market_aliases.csv")
    codes = {row["alpha2"].lower() for row in rows}
    pairs = {(row["alias"].casefold(), row["alpha2"]) for row in rows}
    assert 70 <= len(rows) == len(pairs) <= 100
    assert codes <= COUNTRIES
    assert all(row["alias"] in MARKETS[MarketId(row["alpha2"].lower())].aliases for row in rows)


def test_every_country_is_found_by_its_three_letter_code() -> None:
    for row in _table("countries.csv"):
        assert len(row["alpha3"]) == 3
        assert _named(row["alpha3"]) == {row["alpha2"].lower()}


def test_what_is_no_market_here_bears_no_name() -> None:
    assert not any(_named(name) for name in ("Kosovo", "Washington", "Asia-Pacific", "APAC", "North America"))


def test_the_markets_are_read_once() -> None:
    assert reference_markets() is reference_markets()


def test_reading_the_markets_loads_nothing_slow() -> None:
    code = "from aibroker.store.gazetteer import reference_markets; reference_markets()"
    probe = f"import sys; before = set(sys.modules); {code}; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not {"cattrs", "importlib.resources", "pint", "tempfile"} & set(run.stdout.split())
