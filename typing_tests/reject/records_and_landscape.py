"""What records, collections and landscapes do not take."""

from aibroker import (
    Customer,
    Landscape,
    Measurand,
    Metric,
    Model,
    Owner,
    Refusal,
    Right,
    SalesChannel,
    Vendor,
    located_in,
)

case = Landscape.of(as_of="2026-01-01")
vendor = case.vendors["Microsoft"]
channel = case.channels["c"]
sales = Measurand(measure="sales", period="2024")

# Collections are asked by id, name or alias, and by nothing else.
case.vendors[0]  # rejected: index, reportArgumentType
case.vendors[None]  # rejected: index, reportArgumentType
case.vendors[0:2]  # rejected: index, reportArgumentType
case["microsoft"]  # rejected: index, reportIndexIssue
case.vendors.append(vendor)  # rejected: attr-defined, reportAttributeAccessIssue
case.vendors["acme"] = vendor  # rejected: index, reportIndexIssue
case.vendor["Microsoft"]  # rejected: attr-defined, reportAttributeAccessIssue

# What is looked up is what it is.
customer: Customer = case.vendors[channel.seller]  # rejected: assignment, reportAssignmentType
seller: Vendor = case.parties[channel.seller]  # rejected: assignment, reportAssignmentType
developer: Vendor = case.models["GPT"]  # rejected: assignment, reportAssignmentType
case.channels_into("China")[0].developer  # rejected: attr-defined, reportAttributeAccessIssue
case.channels_into("China").known[0] = channel  # rejected: index, reportIndexIssue
case.rights("China")["r"]  # rejected: call-overload, reportCallIssue, reportArgumentType

# Nothing changes.
vendor.name = "Other"  # rejected: misc, reportAttributeAccessIssue
channel.buyers.at_least = ()  # rejected: misc, reportAttributeAccessIssue
case.title = "Other"  # rejected: misc, reportAttributeAccessIssue
case.vendors = case.vendors  # rejected: misc, reportAttributeAccessIssue

# Constructors want names for their arguments, each of them, and values of their types.
Vendor("acme", "Acme")  # rejected: call-arg, reportCallIssue
Vendor(id="acme")  # rejected: call-arg, reportCallIssue
Vendor(id="acme", nmae="Acme")  # rejected: call-arg, reportCallIssue
Vendor(id=1, name="Acme")  # rejected: arg-type, reportArgumentType
Vendor(id="acme", name="Acme", aliases=[1])  # rejected: list-item, reportArgumentType
Vendor(id="acme", name="Acme", owners=["Other"])  # rejected: list-item, reportArgumentType
Owner(home="CN", share=["50 %"])  # rejected: arg-type, reportArgumentType
Model(id="m", name="M", developer="d", openness="open")  # rejected: arg-type, reportArgumentType
Model(id="m", name="M", developer="d", is_family="false")  # rejected: arg-type, reportArgumentType
SalesChannel(id="c", seller="s", open="unknown")  # rejected: call-arg, reportCallIssue
SalesChannel(id="c", seller="s", into=["cn"])  # rejected: call-arg, reportCallIssue
SalesChannel(id="c", seller="s", into=["cn"], open="2026", hosted_in=["sg"])  # rejected: arg-type, reportArgumentType
SalesChannel(id="c", seller="s", into=["cn"], open=2026)  # rejected: arg-type, reportArgumentType
SalesChannel(id="c", seller="s", into=["cn"], open="unknown", only_to="CN")  # rejected: arg-type, reportArgumentType
Refusal(id="r", who="v", refuses="China", holds="unknown")  # rejected: arg-type, reportArgumentType
Right(id="r", holder="v", may="buy", models=[], territory=None, holds="2026")  # rejected: arg-type, reportArgumentType
Metric(id="m", measurand="sales", value="3 bn USD")  # rejected: arg-type, reportArgumentType
Metric(id="m", measurand=sales, value=None)  # rejected: arg-type, reportArgumentType
Measurand(measure="sales")  # rejected: call-arg, reportCallIssue
located_in(["China"])  # rejected: arg-type, reportArgumentType

# A landscape holds records, and is seen from one day.
Landscape.of(vendor)  # rejected: call-arg, reportCallIssue
Landscape.of([vendor], as_of="2026-01-01")  # rejected: arg-type, reportArgumentType
Landscape.of(vendor, as_of=2026)  # rejected: arg-type, reportArgumentType
case.adding([vendor])  # rejected: arg-type, reportArgumentType
case.channels_into(case.vendors["Microsoft"])  # rejected: arg-type, reportArgumentType
case.channels_into("China", "Microsoft")  # rejected: call-arg, reportCallIssue
case.channels_into("China", sellr="Microsoft")  # rejected: call-arg, reportCallIssue
case | [vendor]  # rejected: operator, reportOperatorIssue
