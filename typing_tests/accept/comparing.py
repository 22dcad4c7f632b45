"""Questions, scenarios side by side, sweeps and attribution say what they hold."""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import assert_type

from aibroker import Scenario, Verdict, ask, attribution, compare, diff, load_case, sweep
from aibroker.playbook import washington_restricts_resale
from aibroker.typing import Asking, Attribution, ChannelId, ClaimId, Lever, Reply, ScenarioRow, SideBySide, Step

case = load_case("microsoft-openai-china")
scenario = washington_restricts_resale(effective="2026-07-01")
assert_type(scenario.named(who="Washington", how="hard"), Scenario)

# Questions take what the methods of the same names take.
figure = assert_type(ask.figure("revenue", of="Microsoft", market="China", period="FY2024"), Asking)
share = ask.figure("revenue", of=case.vendors["Microsoft"], period="FY2024", relative_to="revenue", name="share")
risk = ask.at_risk(case.vendors["Microsoft"], period="FY2027", unit="USD")
into = ask.channels_into(case.markets["China"], developer="OpenAI")
access = ask.access(case.models["GPT"], buyer="ByteDance", located_in="Singapore")

# Scenarios alone, or several together; questions alone, several, or saved ones.
table = compare(case, [scenario, (scenario, scenario), [scenario]], ask=[figure, "gpt-for-bytedance"], on="2026-07-01")
assert_type(table, SideBySide)
assert_type(table.rows, tuple[ScenarioRow, ...])
assert_type(table.rows[0].closed, tuple[ChannelId, ...])
assert_type(table.rows[0].replies, tuple[Reply, ...])
reply = table.rows[0].replies[0]
assert_type(reply.low, float | None)
assert_type(reply.verdict, Verdict | None)
assert_type(reply.claims, tuple[ClaimId, ...])
compare(case, [scenario], ask=case.questions)


def progressed(done: int, total: int) -> None: ...


# Levers are off or on, or set to one of several.
levers: Mapping[str, Lever] = {"resale": scenario, "which": [None, scenario]}
assert_type(sweep(case, levers, ask=into), tuple[ScenarioRow, ...])
sweep(case, {"resale": scenario, "which": [None, scenario]}, on_progress=progressed)
with ProcessPoolExecutor() as executor:
    assert_type(sweep(case, [scenario], ask=(risk, access), executor=executor), tuple[ScenarioRow, ...])

found = assert_type(attribution(case.under(scenario), ask=share), Attribution)
assert_type(found.contributions[0].step, Step)
assert_type(diff(case.under(scenario)).answers[0].reply_after, Reply | None)
