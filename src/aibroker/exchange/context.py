"""What a shorthand needs to know of the other records: fiscal calendars, measures, and the metrics that are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aibroker.errors import InvalidValueError
from aibroker.exchange.documents import Document
from aibroker.records.identifiers import slug
from aibroker.records.kinds import Record, names_of
from aibroker.records.measures import STANDARD_MEASURES, Measure, Metric
from aibroker.records.parties import Customer, Vendor
from aibroker.values.calendars import FiscalCalendar

__all__ = ["Context", "tables_in"]


@attrs.frozen(eq=False)
class Context:
    """What is known before any record is read.

    Attributes:
        calendars: The fiscal calendar of each company that has one, by every name in lower case.
        measures: The dimension of each measure, by every name in lower case.
        metrics: The table of each metric of the documents, by key and id in lower case, with its document and key.
        published: The metrics of the cases that are used, by id.
    """

    calendars: Mapping[str, FiscalCalendar]
    measures: Mapping[str, str]
    metrics: Mapping[str, tuple[Document, str, Mapping[str, object]]]
    published: Mapping[str, Metric]

    @classmethod
    def of(cls, documents: Iterable[Document], used: Iterable[Record] = ()) -> Context:
        """The context of some documents, and of the records of the cases that they use."""
        given, known = tuple(documents), (*STANDARD_MEASURES, *used)
        return cls(
            calendars=dict([*_calendars_known(known), *_calendars_in(given)]),
            measures=dict([*_measures_known(known), *_measures_in(given)]),
            metrics={name: found for found in _metrics_in(given) for name in _names(found[1], {})},
            published={each.id: each for each in known if isinstance(each, Metric)},
        )


def tables_in(document: Document, section: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The tables of a section with their keys, as far as they are tables."""
    records = document.tree.get(section)
    if isinstance(records, dict):
        for key, raw in records.items():
            if isinstance(raw, dict):
                yield key, raw


def _names(key: str, raw: Mapping[str, object]) -> Iterator[str]:
    """Every name under which a table can be meant, in lower case."""
    aliases = raw.get("aliases")
    for name in (key, raw.get("id"), raw.get("name"), *(aliases if isinstance(aliases, list) else [aliases])):
        if isinstance(name, str):
            yield name.casefold()
    try:
        yield slug(key)
    except InvalidValueError:
        return


def _calendars_in(documents: tuple[Document, ...]) -> Iterator[tuple[str, FiscalCalendar]]:
    for document in documents:
        for key, raw in tables_in(document, "companies"):
            year_ends = raw.get("year_ends")
            try:
                calendar = FiscalCalendar.ending(year_ends) if isinstance(year_ends, str) else None
            except InvalidValueError:
                continue
            if calendar is not None:
                yield from ((name, calendar) for name in _names(key, raw))


def _calendars_known(records: Iterable[Record]) -> Iterator[tuple[str, FiscalCalendar]]:
    for record in records:
        if isinstance(record, Vendor | Customer) and record.year_ends is not None:
            for name in (record.id, *names_of(record)):
                yield name.casefold(), record.year_ends


def _measures_in(documents: tuple[Document, ...]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for key, raw in tables_in(document, "measures"):
            yield from ((name, str(raw.get("dimension"))) for name in _names(key, raw))


def _measures_known(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    for record in records:
        if isinstance(record, Measure):
            for name in (record.id, *names_of(record)):
                yield name.casefold(), record.dimension


def _metrics_in(documents: tuple[Document, ...]) -> Iterator[tuple[Document, str, Mapping[str, object]]]:
    for document in documents:
        for key, raw in tables_in(document, "metrics"):
            yield document, key, raw
