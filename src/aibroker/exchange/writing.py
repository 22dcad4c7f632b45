"""Cases and scenarios written: records become the tree of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from aibroker.exchange.contraction import Tree, contracted_table
from aibroker.exchange.converter import unstructured
from aibroker.exchange.keys import fits_as_key
from aibroker.exchange.quantities import Quantities
from aibroker.exchange.roles import sellers_in
from aibroker.exchange.statements import assumption_table, question_table, statement_table
from aibroker.exchange.step_files import step_tree
from aibroker.exchange.tables import CLAIMS, FORMAT, SECTIONS, Section
from aibroker.landscape import Landscape
from aibroker.records.assumptions import Assumption
from aibroker.records.evidence import Claim
from aibroker.records.kinds import Record, kind_of, name_of, names_of
from aibroker.records.measures import Comparison, Metric, Partition
from aibroker.records.offers import Model
from aibroker.records.parties import Customer, Vendor
from aibroker.records.questions import Question
from aibroker.records.rights import Payment
from aibroker.scenarios.steps import Scenario

__all__ = ["case_tree", "scenario_tree"]


def case_tree(landscape: Landscape) -> Tree:
    """The document of a landscape: its sections in their order, the records in that of their ids."""
    writer = _Writer.of(landscape)
    tree: Tree = {"format": FORMAT, "title": landscape.title, "as_of": landscape.as_of}
    sections = ((section.name, dict(writer.entries(section))) for section in SECTIONS.values())
    return tree | {name: entries for name, entries in sections if entries}


@attrs.frozen(eq=False)
class _Writer:
    """Writes the records of one landscape.

    Attributes:
        landscape: The landscape.
        records: Its records of each kind, those of companies together.
        claims: The claims of each source.
        sellers: By which names companies are meant that develop, host or sell.
        quantities: Writes measurands.
    """

    landscape: Landscape
    records: Mapping[str, list[Record]]
    claims: Mapping[str, list[Claim]]
    sellers: frozenset[str]
    quantities: Quantities

    @classmethod
    def of(cls, landscape: Landscape) -> _Writer:
        """The writer of a landscape."""
        records: dict[str, list[Record]] = {}
        claims: dict[str, list[Claim]] = {}
        for record in landscape.records:
            if isinstance(record, Claim):
                claims.setdefault(record.source, []).append(record)
            else:
                kind = "vendor" if isinstance(record, Customer) else kind_of(record)
                records.setdefault(kind, []).append(record)
        companies = [each for each in landscape.parties if isinstance(each, Vendor | Customer)]
        calendars = {str(each.id): each.year_ends for each in companies if each.year_ends is not None}
        return cls(landscape, records, claims, sellers_in(landscape.records), Quantities(calendars))

    def entries(self, section: Section) -> Iterator[tuple[str, Tree]]:
        """The keys and tables of the records of a section."""
        for record in sorted(self.records.get(section.kind, ()), key=lambda each: each.id):
            key = name_of(record) if section.is_named and fits_as_key(name_of(record), record.id) else record.id
            name: Tree = {"name": name_of(record)} if section.is_named and key != name_of(record) else {}
            role = self._role(record) if isinstance(record, Vendor | Customer) else {}
            yield key, name | self._table(section, record) | role

    def _role(self, company: Vendor | Customer) -> Tree:
        sells = any(name.casefold() in self.sellers for name in (company.id, *names_of(company)))
        return {} if sells is isinstance(company, Vendor) else {"role": kind_of(company)}

    def _table(self, section: Section, record: Record) -> Tree:
        match record:
            case Metric() | Partition() | Comparison() | Payment():
                return statement_table(record, self.quantities)
            case Assumption():
                return assumption_table(record, self.quantities, self.landscape.metrics.__getitem__)
            case Question():
                return question_table(record, self.quantities)
        fields = {field: value for field, value in unstructured(record).items() if field not in ("id", "name")}
        table = contracted_table(fields, section.table)
        if isinstance(record, Model):
            return _model(record, table)
        claims = dict(self._claims(record.id)) if section.name == "sources" else {}
        return table | ({"claims": claims} if claims else {})

    def _claims(self, source: str) -> Iterator[tuple[str, Tree]]:
        given = sorted(self.claims.get(source, ()), key=lambda each: each.id)
        ids = {claim.id for claim in given}
        for claim in given:
            key = claim.id.removeprefix(f"{source}.")
            is_inferred = fits_as_key(key, key) and claim.id == f"{source}.{key}" and key not in ids
            yield (key, _claim(claim)) if is_inferred else (claim.id, {"id": claim.id} | _claim(claim))


def _claim(claim: Claim) -> Tree:
    fields = unstructured(claim)
    table = contracted_table({field: value for field, value in fields.items() if field != "id"}, CLAIMS.table)
    place = table.pop("at")
    return {"at": place, str(claim.kind): claim.text} | table


def _model(model: Model, table: Tree) -> Tree:
    """A model; a family without a wider one says so in one word."""
    said: Tree = {"family": model.family} if model.family is not None else {}
    if model.is_family:
        said |= {"is_family": True} if said else {"family": True}
    return {"by": table["by"], **said} | {key: value for key, value in table.items() if key != "is_family"}


def scenario_tree(scenario: Scenario) -> Tree:
    """The document of a scenario."""
    tree: Tree = {"format": FORMAT, "scenario": scenario.name}
    if scenario.rationale:
        tree["because"] = scenario.rationale
    tree["effective"] = scenario.effective
    if scenario.assumptions:
        tree["assumptions"] = list(scenario.assumptions)
    if scenario.claims:
        tree["claims"] = list(scenario.claims)
    if scenario.labels:
        tree["labels"] = dict(scenario.labels)
    return tree | ({"steps": [step_tree(step) for step in scenario.steps]} if scenario.steps else {})
