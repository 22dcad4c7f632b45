"""What do the article's hedged numbers imply, and what not? Beside them, what the public record adds."""

from aibroker import Figure, Landscape, Measurand, Metric, Partition, load_case

QUARTERS = {"2024-Q1": "61.86 bn USD", "2024-Q2": "64.72 bn USD", "2024-Q3": "65.6 bn USD", "2024-Q4": "69.632 bn USD"}


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def azure_ai(case: Landscape, since: Measurand | None = None) -> Figure:
    return case.figure(
        "revenue", of="Microsoft", product="Azure AI", market="China", period="FY2025", relative_to=since
    )


def calendar_2024(case: Landscape) -> Landscape:
    whole, *parts = (case.measurand("revenue", of="Microsoft", period=when) for when in ("2024", *QUARTERS))
    stated = zip(range(1, 5), parts, QUARTERS.values(), strict=True)
    numbers = [Metric(id=f"q{nth}", measurand=quarter, value=value) for nth, quarter, value in stated]
    because = "So several pages give them; the quarterly reports themselves are not in the case."
    year = Partition(id="quarters", whole=whole, parts=parts)
    return case.assuming("year-2024-is-calendar").suppose("The quarters", because=because, adds=(*numbers, year))


def main() -> None:
    article = load_case("microsoft-openai-china")
    both = article | load_case("public-record")
    print(f"The numbers of: {both.title}")
    print(headed("How much did Azure AI in China grow in two years?"))
    before = article.measurand("revenue", of="Microsoft", product="Azure AI", market="China", period="FY2023")
    print(azure_ai(article, before))
    for read in (["tripling-is-one"], ["grew-to-400-percent"], ["tripling-is-one", "grew-to-400-percent"]):
        print(f"  {' and '.join(read)}: {azure_ai(article.assuming(*read), before).estimate.shown()}")
    print(headed("And in dollars?"))
    print(azure_ai(article))

    print(headed("How much revenue did Microsoft book in China in 2024, fiscal or calendar?"))
    fiscal = both.assuming("year-2024-is-fiscal").figure("revenue", of="Microsoft", market="China", period="FY2024")
    print(fiscal)
    print(calendar_2024(both).figure("revenue", of="Microsoft", market="China", period="2024"))

    print(headed("How much can ByteDance have paid in fiscal year 2025?"))
    placed = both.suppose(
        "Its pace is that of FY2025", because="No year is said.", placing={"bytedance-pace": "FY2025"}
    )
    print(placed.figure("revenue", of="Microsoft", buyer="ByteDance", period="FY2025"))

    print(headed("What if somebody else said that Azure AI in China only doubled in fiscal year 2025?"))
    said = article.metrics["azure-ai-china-fy2025"]
    double = Metric(id="double", measurand=said.measurand, value="x2", relative_to=said.relative_to, relation="versus")
    print(azure_ai(article.suppose("It doubled", because="To see what would follow.", adds=[double]), before))

    print(headed("How would one cite the first of the two answers for 2024?"))
    print(both.cite(fiscal))


if __name__ == "__main__":
    main()
