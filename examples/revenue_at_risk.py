"""How much revenue passes through what Washington would close, and on what that hangs: exposure, not loss."""

from aibroker import Landscape, load_case
from aibroker.playbook import washington_restricts_resale

FORECAST = ("revenue-fy2026-as-guided", "revenue-fy2027-grows", "china-share-stays-fy2027")
LEAVES = ("pace-holds-fy2027", "whole-spend-leaves", "bytedance-books-in-china-fy2027")
RESALE = ("pace-holds-fy2026", "whole-spend-leaves", "pace-is-resale-fy2026", "even-pace")


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def at_risk(case: Landscape, *assumed: str, effective: str = "2026-07-01") -> str:
    scenario = washington_restricts_resale(effective=effective)
    return case.assuming(*assumed).under(scenario).at_risk("Microsoft", period="FY2027").estimate.shown()


def main() -> None:
    article = load_case("microsoft-openai-china")
    both = article | load_case("public-record")
    outcome = article.under(washington_restricts_resale(effective="2026-07-01"))

    print(headed("What does the article alone say of Microsoft's fiscal year 2027?"))
    print(outcome.at_risk("Microsoft", period="FY2027"))

    print(headed("What does each assumption add?"))
    print("nothing assumed:                           ", at_risk(both))
    print("a forecast of what it takes in China:      ", at_risk(both, *FORECAST))
    print("ByteDance takes all of its spend along:    ", at_risk(both, *LEAVES))
    print("both:                                      ", at_risk(both, *FORECAST, *LEAVES))
    later = at_risk(both, *FORECAST, *LEAVES, "even-pace", effective="2026-10-01")
    print("from October on, at an even pace:          ", later)

    print(headed("And OpenAI, which was paid a fifth of what was resold, until 27 April 2026?"))
    earlier = both.assuming(*RESALE).under(washington_restricts_resale(effective="2025-07-01"))
    for period in ("2025-07-01/2026-04-27", "2026-04-27/2026-07-01"):
        print(period, earlier.at_risk("OpenAI", period=period).estimate.shown())

    print(headed("Why so much, step by step?"))
    full = both.assuming(*FORECAST, *LEAVES).under(washington_restricts_resale(effective="2026-07-01"))
    print(full.at_risk("Microsoft", period="FY2027").explain())


if __name__ == "__main__":
    main()
