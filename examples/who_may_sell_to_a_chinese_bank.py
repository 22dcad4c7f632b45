"""Who may sell GPT to a Chinese bank, or to its branch in Singapore, and what stands in the way: the bundled case."""

from aibroker import Customer, load_case


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def main() -> None:
    case = load_case("microsoft-openai-china")
    # A bank that the case does not hold, described on the spot; Microsoft's vetting of it is not known.
    bank = Customer(id="a-chinese-bank", name="A Chinese bank", home="China", kinds=["bank"])
    print(f"{case.title}, as of {case.as_of}")

    print(headed("Can a Chinese bank get GPT, and what does that depend on?"))
    print(case.access("GPT", buyer=bank).explain())

    print(headed("Can its branch in Singapore?"))
    print(case.access("GPT", buyer=bank, located_in="Singapore"))

    print(headed("What of ByteDance, which is known to buy?"))
    print(case.access("GPT", buyer="ByteDance"))

    print(headed("Would a vetting be enough?"))
    vetted = Customer(id="a-vetted-bank", name="A vetted bank", home="China", vetted=["established companies"])
    print(case.access("GPT", buyer=vetted))


if __name__ == "__main__":
    main()
