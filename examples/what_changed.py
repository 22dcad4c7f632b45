"""What changed since an earlier day, and what would fall if one of the sources were wrong."""

from aibroker import diff, load_case


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def main() -> None:
    article = load_case("microsoft-openai-china")
    record = load_case("public-record")
    print(f"{article.title}, and beside it: {record.title}")

    print(headed("What falls if the talk behind the growth figures was retold wrongly?"))
    print(diff(article, article.doubting("althoff-talk-2025-07")))

    print(headed("Which conflicts come to light when the public record is laid beside the article?"))
    for conflict in diff(article, article | record).conflicts_new:
        print(f"  - {conflict.statement}")

    print(headed("What was publicly known by the end of 2025, and what came after?"))
    earlier = record.known_on("2025-12-31")
    print(f"Then {len(earlier.claims)} claims and {len(list(earlier.rules))} rules; ", end="")
    print(f"now {len(record.claims)} claims and {len(list(record.rules))} rules.")
    came = [change.id for change in diff(earlier, record).records if change.kind == "rule" and change.what == "came"]
    print(f"Rules that came since: {', '.join(came)}")


if __name__ == "__main__":
    main()
