"""What figures do not do: add money to a ratio, take a misspelt aspect, or pass for another dimension."""

from aibroker import Dimension, Figure, Landscape, Measure, Money, Ratio, Tokens, total

case = Landscape.of(as_of="2026-01-01")
tokens: Measure[Tokens] = Measure(id="tokens", name="tokens", dimension="token", kind="flow")
money = case.figure("revenue", of="Microsoft", period="2024")
share = case.figure("revenue", of="Microsoft", market="China", period="2024", relative_to="revenue")
read = case.figure(tokens, of="OpenAI", period="2024")
price = case.figure("price", of="OpenAI", period="2024")


def any_measure(measure: str) -> Figure[Dimension]:
    return case.figure(measure, of="Microsoft", period="2024")


# Unlike dimensions neither add up nor subtract.
money + share  # rejected: operator, reportOperatorIssue
share + money  # rejected: operator, reportOperatorIssue
money - share  # rejected: operator, reportOperatorIssue
money + read  # rejected: operator, reportOperatorIssue
money + 3  # rejected: operator, reportOperatorIssue
any_measure("x") + money  # rejected: misc, reportOperatorIssue
total([money, share])  # rejected: list-item, reportCallIssue, reportArgumentType
total([share])  # rejected: list-item, reportCallIssue, reportArgumentType

# Nor does every product or quotient mean anything.
money * money  # rejected: operator, reportOperatorIssue
money * read  # rejected: operator, reportOperatorIssue
share / money  # rejected: operator, reportOperatorIssue
read / money  # rejected: operator, reportOperatorIssue

# A figure of one dimension is none of another.
as_share: Figure[Ratio] = money  # rejected: assignment, reportAssignmentType
as_money: Figure[Money] = any_measure("x")  # rejected: assignment, reportAssignmentType
divided: Figure[Money] = money / money  # rejected: assignment, reportAssignmentType
related: Figure[Money] = case.figure("sales", relative_to="sales")  # rejected: assignment, reportAssignmentType
money.expecting("money")  # rejected: arg-type, reportArgumentType
share.exchanged(at=share)  # rejected: misc, reportAttributeAccessIssue

# Aspects have names.
case.figure("revenue", markt="China", period="2024")  # rejected: call-overload, reportCallIssue
case.measurand("revenue", of="Microsoft", perid="2024")  # rejected: call-overload, reportCallIssue
case.figure("revenue", "Microsoft", period="2024")  # rejected: call-overload, reportCallIssue
case.figure("revenue", of=["Microsoft"], period="2024")  # rejected: call-overload, reportCallIssue, reportArgumentType

# So have conventions and kinds of source.
case.reading(bare="roughly")  # rejected: arg-type, reportArgumentType
case.preferring("fillings", over="reporting")  # rejected: arg-type, reportArgumentType
case.suppose("even pace", convention="even pace")  # rejected: call-arg, reportCallIssue

# Nothing changes.
money.low = 0.0  # rejected: misc, reportAttributeAccessIssue
money.gaps[0].said = ""  # rejected: misc, reportAttributeAccessIssue
