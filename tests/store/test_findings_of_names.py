"""Findings about names: what is called like something that comes with the library."""

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
    west = Market(id="west", name="The West", kind="bloc", aliases=["Western world"], includes=["us", "jp"])

    assert findings(west) == []


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
