"""Who sells whose AI models into which market: a sourced picture that answers questions and explains its answers.

The names of the tutorial are here, and each loads its module on first use. Ready-made scenarios are in
``aibroker.playbook``, what to annotate with in ``aibroker.typing``, what to test with in ``aibroker.testing``.
"""

# As typing.TYPE_CHECKING, under the name that type checkers know; importing typing would cost more than all of this.
TYPE_CHECKING = False

__all__ = [
    "AddMetric",
    "AibrokerError",
    "AmbiguousNameError",
    "Assumption",
    "Authority",
    "Claim",
    "Clientele",
    "CloseChannel",
    "Comparison",
    "Customer",
    "Dimension",
    "DoubtClaim",
    "EndRight",
    "EnterMarket",
    "Estimate",
    "Fault",
    "Figure",
    "FiscalCalendar",
    "GrantRight",
    "Hosting",
    "InvalidFileError",
    "InvalidLandscapeError",
    "InvalidValueError",
    "Landscape",
    "LoseBuyer",
    "Market",
    "Measurand",
    "Measure",
    "Metric",
    "MissingFileError",
    "Model",
    "Money",
    "MoneyPerToken",
    "MoveHosting",
    "NarrowChannel",
    "Number",
    "OpenChannel",
    "Outcome",
    "Owner",
    "Partition",
    "Payment",
    "Period",
    "PeriodMismatchError",
    "Position",
    "Product",
    "Question",
    "Ratio",
    "Reading",
    "Refusal",
    "RefuseMarket",
    "Restrict",
    "ReviseMetric",
    "Right",
    "Risk",
    "Rule",
    "Safeguard",
    "SalesChannel",
    "Scenario",
    "Selection",
    "Source",
    "Stage",
    "Tokens",
    "TurnOn",
    "Unit",
    "UnitMismatchError",
    "UnknownNameError",
    "Validity",
    "Vendor",
    "Verdict",
    "__version__",
    "all_of",
    "any_of",
    "attribution",
    "case_names",
    "compare",
    "define_units",
    "diff",
    "dump",
    "dumps",
    "dumps_scenario",
    "from_pint",
    "headquartered_in",
    "load",
    "load_case",
    "load_scenario",
    "loads",
    "loads_scenario",
    "located_in",
    "named",
    "not_",
    "of_kind",
    "owned_from",
    "scenario_from",
    "sweep",
    "to_pint",
    "total",
    "vetted",
]

if TYPE_CHECKING:
    from aibroker.comparing.attributions import attribution
    from aibroker.comparing.sidebyside import compare
    from aibroker.comparing.sweeps import sweep
    from aibroker.differences import diff
    from aibroker.errors import (
        AibrokerError,
        AmbiguousNameError,
        Fault,
        InvalidFileError,
        InvalidLandscapeError,
        InvalidValueError,
        MissingFileError,
        PeriodMismatchError,
        UnitMismatchError,
        UnknownNameError,
    )
    from aibroker.exchange.files import (
        case_names,
        dump,
        dumps,
        dumps_scenario,
        load,
        load_case,
        load_scenario,
        loads,
        loads_scenario,
    )
    from aibroker.figures.figures import Figure, total
    from aibroker.landscape import Landscape, Outcome
    from aibroker.records.assumptions import Assumption, Reading
    from aibroker.records.buyers import (
        all_of,
        any_of,
        headquartered_in,
        located_in,
        named,
        not_,
        of_kind,
        owned_from,
        vetted,
    )
    from aibroker.records.evidence import Claim, Position, Source
    from aibroker.records.markets import Market
    from aibroker.records.measures import Comparison, Measurand, Measure, Metric, Partition
    from aibroker.records.offers import Clientele, Hosting, Model, Product, SalesChannel
    from aibroker.records.parties import Authority, Customer, Owner, Vendor
    from aibroker.records.questions import Question
    from aibroker.records.rights import Payment, Refusal, Right
    from aibroker.records.rules import Rule, Selection, Stage
    from aibroker.records.safeguards import Risk, Safeguard
    from aibroker.scenarios.rules import scenario_from
    from aibroker.scenarios.steps import (
        AddMetric,
        CloseChannel,
        DoubtClaim,
        EndRight,
        EnterMarket,
        GrantRight,
        LoseBuyer,
        MoveHosting,
        NarrowChannel,
        OpenChannel,
        RefuseMarket,
        Restrict,
        ReviseMetric,
        Scenario,
        TurnOn,
    )
    from aibroker.values.calendars import FiscalCalendar
    from aibroker.values.dimensions import Dimension, Money, MoneyPerToken, Number, Ratio, Tokens
    from aibroker.values.estimates import Estimate
    from aibroker.values.periods import Period
    from aibroker.values.units import Unit, define_units, from_pint, to_pint
    from aibroker.values.validity import Validity
    from aibroker.values.verdicts import Verdict

    __version__: str
else:  # hidden from type checkers, so that a misspelt name is an error for them too
    _NAMES = {
        # The landscape, its files and what happens to it
        "Landscape": "aibroker.landscape",
        "Outcome": "aibroker.landscape",
        "AddMetric": "aibroker.scenarios.steps",
        "CloseChannel": "aibroker.scenarios.steps",
        "DoubtClaim": "aibroker.scenarios.steps",
        "EndRight": "aibroker.scenarios.steps",
        "EnterMarket": "aibroker.scenarios.steps",
        "GrantRight": "aibroker.scenarios.steps",
        "LoseBuyer": "aibroker.scenarios.steps",
        "MoveHosting": "aibroker.scenarios.steps",
        "NarrowChannel": "aibroker.scenarios.steps",
        "OpenChannel": "aibroker.scenarios.steps",
        "RefuseMarket": "aibroker.scenarios.steps",
        "Restrict": "aibroker.scenarios.steps",
        "ReviseMetric": "aibroker.scenarios.steps",
        "Scenario": "aibroker.scenarios.steps",
        "TurnOn": "aibroker.scenarios.steps",
        "scenario_from": "aibroker.scenarios.rules",
        "sweep": "aibroker.comparing.sweeps",
        "case_names": "aibroker.exchange.files",
        "attribution": "aibroker.comparing.attributions",
        "compare": "aibroker.comparing.sidebyside",
        "diff": "aibroker.differences",
        "dump": "aibroker.exchange.files",
        "dumps": "aibroker.exchange.files",
        "dumps_scenario": "aibroker.exchange.files",
        "load": "aibroker.exchange.files",
        "load_case": "aibroker.exchange.files",
        "load_scenario": "aibroker.exchange.files",
        "loads": "aibroker.exchange.files",
        "loads_scenario": "aibroker.exchange.files",
        # What the numbers imply
        "Figure": "aibroker.figures.figures",
        "total": "aibroker.figures.figures",
        # Records
        "Assumption": "aibroker.records.assumptions",
        "Authority": "aibroker.records.parties",
        "Claim": "aibroker.records.evidence",
        "Clientele": "aibroker.records.offers",
        "Comparison": "aibroker.records.measures",
        "Customer": "aibroker.records.parties",
        "Hosting": "aibroker.records.offers",
        "Market": "aibroker.records.markets",
        "Measurand": "aibroker.records.measures",
        "Measure": "aibroker.records.measures",
        "Metric": "aibroker.records.measures",
        "Model": "aibroker.records.offers",
        "Owner": "aibroker.records.parties",
        "Partition": "aibroker.records.measures",
        "Payment": "aibroker.records.rights",
        "Position": "aibroker.records.evidence",
        "Product": "aibroker.records.offers",
        "Question": "aibroker.records.questions",
        "Reading": "aibroker.records.assumptions",
        "Refusal": "aibroker.records.rights",
        "Right": "aibroker.records.rights",
        "Risk": "aibroker.records.safeguards",
        "Rule": "aibroker.records.rules",
        "Safeguard": "aibroker.records.safeguards",
        "SalesChannel": "aibroker.records.offers",
        "Selection": "aibroker.records.rules",
        "Source": "aibroker.records.evidence",
        "Stage": "aibroker.records.rules",
        "Vendor": "aibroker.records.parties",
        # Buyers
        "all_of": "aibroker.records.buyers",
        "any_of": "aibroker.records.buyers",
        "headquartered_in": "aibroker.records.buyers",
        "located_in": "aibroker.records.buyers",
        "named": "aibroker.records.buyers",
        "not_": "aibroker.records.buyers",
        "of_kind": "aibroker.records.buyers",
        "owned_from": "aibroker.records.buyers",
        "vetted": "aibroker.records.buyers",
        # Values
        "Dimension": "aibroker.values.dimensions",
        "Money": "aibroker.values.dimensions",
        "MoneyPerToken": "aibroker.values.dimensions",
        "Number": "aibroker.values.dimensions",
        "Ratio": "aibroker.values.dimensions",
        "Tokens": "aibroker.values.dimensions",
        "Estimate": "aibroker.values.estimates",
        "FiscalCalendar": "aibroker.values.calendars",
        "Period": "aibroker.values.periods",
        "Unit": "aibroker.values.units",
        "Validity": "aibroker.values.validity",
        "Verdict": "aibroker.values.verdicts",
        "define_units": "aibroker.values.units",
        "from_pint": "aibroker.values.units",
        "to_pint": "aibroker.values.units",
        # Errors
        "AibrokerError": "aibroker.errors",
        "AmbiguousNameError": "aibroker.errors",
        "Fault": "aibroker.errors",
        "InvalidFileError": "aibroker.errors",
        "InvalidLandscapeError": "aibroker.errors",
        "InvalidValueError": "aibroker.errors",
        "MissingFileError": "aibroker.errors",
        "PeriodMismatchError": "aibroker.errors",
        "UnitMismatchError": "aibroker.errors",
        "UnknownNameError": "aibroker.errors",
    }

    def __getattr__(name: str) -> object:
        value = _version() if name == "__version__" else _loaded(name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted(__all__)

    def _version() -> str:
        from importlib.metadata import version

        return version(__name__)

    def _loaded(name: str) -> object:
        from importlib import import_module

        if name not in _NAMES:
            raise _unknown(name)
        return getattr(import_module(_NAMES[name]), name)

    def _unknown(name: str) -> AttributeError:
        problem = f"module {__name__!r} has no attribute {name!r}"
        return AttributeError(problem + _advice(name), name=name)

    def _advice(name: str) -> str:
        if name.startswith("_"):  # asked for by tools, never misspelt by a person
            return ""
        from aibroker.errors import nearest

        close = nearest(name, __all__)
        return f" (did you mean {' or '.join(map(repr, close))}?)" if close else ""
