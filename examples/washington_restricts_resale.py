"""What closes, and who loses access, if Washington bars the resale of American models to buyers in China."""

from aibroker import load_case
from aibroker.playbook import washington_restricts_resale


def headed(question: str) -> str:
    return f"\n{question}\n{'-' * len(question)}"


def main() -> None:
    case = load_case("microsoft-openai-china")
    scenario = washington_restricts_resale(effective="2026-07-01")
    outcome = case.under(scenario)
    print(f"{case.title}, as of {case.as_of}")
    print("A hypothesis: no such rule is known, and nothing here says that one will come.")

    print(headed("What closes, who loses access, and why?"))
    print(outcome.explain())

    print(headed("What is left into China from that day on?"))
    print(outcome.after.channels_into("China", on="2026-07-01"))

    print(headed("And into the West, where the same company offers models from China?"))
    print(outcome.after.channels_into("West", developer="DeepSeek", on="2026-07-01"))

    print(headed("Did anything change before that day?"))
    before, after = (each.channels_into("China", on="2026-06-30") for each in (case, outcome.after))
    same = [channel.id for channel in before] == [channel.id for channel in after]
    print("No: on 30 June 2026 the same channels are open with the scenario and without it." if same else "Yes.")
    print(after)


if __name__ == "__main__":
    main()
