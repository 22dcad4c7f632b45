"""Findings about names: what is called like something that comes with the library."""

import attrs
import pytest

from aibroker.errors import InvalidLandscapeError
from aibroker.landscape import Landscape
from aibroker.records.kinds import Record
from aibroker.records.markets import Market
from aibroker.records.measures import Measure


def findings(*records: Record) -> list[str]:
    return [str(each) for each in Landscape.of(*records, as_of="2026-01-01").findings]


@pytest.mark.parametrize(
    ("record", "place", "name", "bundled"),
    [
        (Market(id="our-west", name="West", includes=["us"]), "markets.our-west.name", "West", "west"),
        (Market(id="mine", name="Mine", aliases=["M", "the WEST"]), "markets.mine.aliases[1]", "the WEST", "west"),
        (Market(id="prc", name="Mine"), "markets.prc.id", "prc", "cn"),
        (Market(id="mine", name="Korea"), "markets.mine.name", "Korea", "kp' or 'kr"),
        (
            Measure(id="mine", name="revenue", dimension="USD", kind="flow"),
            "measures.mine.name",
            "revenue",
            "sales",
        ),
    ],
)
def test_a_name_that_something_bundled_bears_too_is_a_finding(
    record: Record, place: str, name: str, bundled: str
) -> None:
    kind = place.partition("s.")[0]

    (found,) = findings(record)

    assert found == (
        f"{place}: a bundled {kind} is called this too, so that the name is ambiguous: {name!r} "
        f"(valid: the id '{bundled}', which replaces the bundled one, or another name)"
    )


def test_a_market_that_replaces_a_bundled_one_may_bear_its_names() -> None:
    west = Market(
        id="west", name="The West", kind="bloc", aliases=["Western world"], includes=["us", "jp"], note="Ours."
    )

    assert findings(west) == []


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (Market(id="cn", name="China", within=["us"]), "within"),
        (Market(id="cn", name="China", kind="bloc", includes=["inner"]), "kind"),
        (Measure(id="sales", name="sales", dimension="money", kind="stock"), "kind"),
    ],
)
def test_what_means_something_else_under_a_bundled_id_is_a_finding_unless_it_says_why(
    record: Market | Measure, other: str
) -> None:
    inner = Market(id="inner", name="An inner place")
    place = f"{type(record).__name__.lower()}s.{record.id}"
    case = Landscape.of(inner, as_of="2026-01-01")

    for made in (case.adding(record), case | Landscape.of(inner, record, as_of="2026-01-01")):
        told = [each for each in made.findings if each.where == place]
        assert [(each.value or "").partition(",")[0] for each in told] == [f"other {other}"]
        assert "wherever" in told[0].problem
    assert findings(inner, attrs.evolve(record, note="As the regulator means it.")) == []


def test_what_only_names_a_bundled_market_anew_is_no_finding() -> None:
    bundled = Landscape.of(as_of="2026-01-01").markets["cn"]

    assert findings(attrs.evolve(bundled, name="The Middle Kingdom")) == []


def test_an_ambiguous_reference_says_how_to_replace_what_is_bundled() -> None:
    with pytest.raises(InvalidLandscapeError) as caught:
        findings(Market(id="our-west", name="West", includes=["us"]), Market(id="x", name="X", within=["West"]))

    assert str(caught.value.faults[0]) == (
        "markets.x.within[0]: this names more than one market: 'West' (valid: our-west, west; "
        "or give your market the id 'west', which replaces the bundled one)"
    )


def test_an_ambiguous_reference_to_bundled_markets_names_them() -> None:
    with pytest.raises(InvalidLandscapeError) as caught:
        findings(Market(id="x", name="X", within=["Korea"]))

    assert str(caught.value.faults[0]).endswith("'Korea' (valid: kp, kr)")
