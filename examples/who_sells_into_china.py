"""Who sells AI models into China, who will not, who may, and who carries models both ways: the bundled case answers."""

from collections.abc import Iterable
from textwrap import fill

from aibroker import Claim, Landscape, load_case


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def quoted(claims: Iterable[Claim]) -> str:
    lines = (f"{claim.text} ({', '.join((claim.kind, *claim.hedges))}; {claim.locator})" for claim in claims)
    return "\n".join(fill(line, 100, initial_indent="  - ", subsequent_indent="    ") for line in lines)


def main() -> None:
    case: Landscape = load_case("microsoft-openai-china")
    print(f"{case.title}, as of {case.as_of}")
    print(f"{len(case.claims)} claims, all from one article; each is shown with its place in it.")

    print(headed("Who sells into China?"))
    print(case.channels_into("China").explain())

    print(headed("Who declines to sell there? OpenAI first, then Anthropic"))
    print(case.refusals("China", who="OpenAI").explain())
    print(case.refusals("China", who="Anthropic").explain())

    print(headed("Who holds a right to sell there? The article says it in two ways"))
    print(case.rights("China").explain())

    print(headed("Who carries models both ways between the West and China?"))
    print(case.brokers("West", "China").explain())
    print("One company, paid by both sides: in the words of the article,")
    print(quoted([case.claims["only-one-paid"]]))

    print(headed("What is said about ByteDance?"))
    print(quoted(case.claims_about("ByteDance")))


if __name__ == "__main__":
    main()
