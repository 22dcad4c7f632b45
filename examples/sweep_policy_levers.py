"""Every combination of five levers: which of them leave GPT with no way into China?"""

from concurrent.futures import ThreadPoolExecutor

from aibroker import Verdict, ask, load_case, sweep
from aibroker.playbook import (
    beijing_bars_foreign_models,
    breach_suspends_channel,
    vendor_ends_right,
    vendor_enters_market,
    washington_restricts_resale,
)

DAY = "2026-07-01"
LEVERS = {
    "Washington bars resale": washington_restricts_resale(effective=DAY),
    "the right ends": vendor_ends_right(right="gpt-in-china", effective=DAY),
    "a breach": breach_suspends_channel(channel="azure-gpt-china", effective=DAY),
    "OpenAI enters": vendor_enters_market(vendor="OpenAI", models="GPT", market="China", effective=DAY),
    "Beijing bars foreign models": beijing_bars_foreign_models(effective=DAY),
}


def main() -> None:
    case = load_case("microsoft-openai-china")
    with ThreadPoolExecutor() as threads:
        rows = sweep(case, LEVERS, ask=ask.channels_into("China", model="GPT"), executor=threads)
    shut = [row for row in rows if row.replies[0].verdict is Verdict.NO]
    print(f"{len(rows)} combinations, {len(shut)} of which leave no known channel")
    for lever in LEVERS:
        on = [row for row in rows if dict(row.labels)[lever] != "off"]
        still = sum(row.replies[0].verdict is not Verdict.NO for row in on)
        print(f"  with {lever!r}: {still} of {len(on)} leave one")
    odd = [row for row in rows if row.findings]
    print(f"{len(odd)} combinations hold steps that do not fit together or find nothing to change, such as:")
    print(f"  {odd[0].name}: {odd[0].findings[0]}")


if __name__ == "__main__":
    main()
