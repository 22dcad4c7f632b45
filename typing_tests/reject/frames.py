"""What tables do not do: take a misspelt column or a wrong kind of row, or come from anything at all."""

from aibroker import load_case
from aibroker.frames import Column, Table, bibliography, tables
from aibroker.typing import ChannelRow, MetricRow

case = load_case("microsoft-openai-china")
metrics = tables(case).metrics
row = metrics.rows()[0]

# Columns have names, and what they hold may be missing.
row["lo"]  # rejected: typeddict-item, reportGeneralTypeIssues
row["low"] + 1  # rejected: operator, reportOptionalOperand
lowest: float = row["low"]  # rejected: assignment, reportAssignmentType
row["high_open"] = "yes"  # rejected: typeddict-item, reportGeneralTypeIssues

# A table of one kind of row is none of another.
channels: Table[ChannelRow] = metrics  # rejected: assignment, reportAssignmentType
listed: list[MetricRow] = tables(case).channels.rows()  # rejected: assignment, reportAssignmentType
metrics.losses  # rejected: attr-defined, reportAttributeAccessIssue
tables(case).losses  # rejected: attr-defined, reportAttributeAccessIssue
tables(case.under()).metrics  # rejected: attr-defined, reportAttributeAccessIssue

# Nor does everything have tables.
tables("case")  # rejected: arg-type, reportCallIssue, reportArgumentType
tables(case.figure("sales", period="2024"))  # rejected: call-overload, reportCallIssue, reportArgumentType
metrics.to_polars(True)  # rejected: call-arg, reportCallIssue
metrics.to_markdown(footnotes="yes")  # rejected: arg-type, reportArgumentType
bibliography(case, "ris")  # rejected: arg-type, reportArgumentType
Column(name="id", kind="date", nullable=False)  # rejected: arg-type, reportArgumentType
metrics.name = "other"  # rejected: misc, reportAttributeAccessIssue
