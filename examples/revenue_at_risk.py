"""How much of Microsoft's revenue of fiscal year 2027 would pass through what a bar on resale closes?"""

from aibroker import load_case
from aibroker.playbook import washington_restricts_resale


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def main() -> None:
    article, record = load_case("microsoft-openai-china"), load_case("public-record")
    from_july = washington_restricts_resale(effective="2026-07-01")
    from_october = washington_restricts_resale(effective="2026-10-01")
    print("Exposure, not a forecast of loss; no such rule is known.")

    print(headed("What does the article alone say?"))
    print(article.under(from_july).at_risk("Microsoft", period="FY2027"))

    print(headed("And if ByteDance keeps its pace, and leaves with all that it spends?"))
    placed = article.assuming("pace-holds-fy2027", "whole-spend-leaves")
    print(repr(placed.under(from_july).at_risk("Microsoft", period="FY2027")))

    print(headed("At the most, if the year grows as guided and China keeps its share?"))
    both = (article | record).assuming("revenue-fy2026-as-guided", "revenue-fy2027-grows", "china-share-stays-fy2027")
    print(both.under(from_july).at_risk("Microsoft", period="FY2027"))

    print(headed("And from October only, without and with an even pace?"))
    for case in (both, both.assuming("even-pace")):
        print(repr(case.under(from_october).at_risk("Microsoft", period="FY2027")))


if __name__ == "__main__":
    main()
