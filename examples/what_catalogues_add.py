"""What a catalogue adds to a case: candidates for a market, and prices. Give it the path of LiteLLM's price map."""

import sys
from collections import Counter

from aibroker import Landscape, SalesChannel, load_case
from aibroker.catalogues import litellm

# Six rows in the form of LiteLLM's price map, made up for this page; their prices are nobody's.
ROWS = b"""{
  "azure_ai/deepseek-r1": {"litellm_provider": "azure_ai", "input_cost_per_token": 1e-06},
  "azure_ai/FW-deepseek-v3.2": {"litellm_provider": "azure_ai", "input_cost_per_token": 2e-06},
  "qwen.qwen3-coder-next": {"litellm_provider": "bedrock_converse", "input_cost_per_token": 4e-07},
  "eu.anthropic.claude-sonnet-5": {"litellm_provider": "bedrock_converse", "input_cost_per_token": 3e-06},
  "azure_ai/sakana/namazu": {"litellm_provider": "azure_ai", "input_cost_per_token": 5e-06},
  "some-shop/unheard-of": {"litellm_provider": "some-shop", "input_cost_per_token": 0}
}"""


def developed_in_china(case: Landscape, offers: list[SalesChannel]) -> None:
    """The offers of models developed in China, and those of which that cannot be told."""
    home = {company.id: company.home for company in case.vendors}
    yes = [each for each in offers if any(home[case.models[model].developer] == "cn" for model in each.models)]
    unknown = [each for each in offers if any(home[case.models[model].developer] is None for model in each.models)]

    for channel in yes:
        run_by = f", run by {channel.operator}" if channel.operator else ""
        print(f"  - {channel.seller}: {', '.join(channel.models)} ({channel.id}){run_by}")
    whose = Counter(case.models[model].developer for channel in unknown for model in channel.models)
    print(f"\nOf {len(unknown)} more, nobody says where the developer is at home; they may be from China or not:")
    for developer, count in sorted(whose.items()):
        print(f"  - {developer}: {count}")
    print(f"And {sum(not each.models for each in offers)} name no model that anybody is known to develop.")


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else ROWS
    found = litellm.read(given, retrieved="2026-11-23")
    cases = load_case("microsoft-openai-china") | load_case("claude-on-three-clouds") | load_case("model-developers")
    case = cases | found.landscape
    print(repr(found))

    print("\nWhich models developed in China do sellers at home in the United States offer?")
    home = {vendor.id: vendor.home for vendor in case.vendors}
    developed_in_china(case, [each for each in case.channels if home[each.seller] == "us"])
    unsaid = sorted({each.seller for each in case.channels if home[each.seller] is None})
    print(f"Sellers whose own home is unknown, and whose offers are not in this: {', '.join(unsaid[:5])}")

    answer = case.channels_into("China", seller="Microsoft")
    print(
        f"\nInto China, Microsoft: {len(answer)} known, and {len(answer.unknown)} of which nobody says where they lead."
    )

    print("\nWhat the catalogue does not say, or says in a way that cannot be right:")
    for issue in found.issues[:6]:
        print(f"  - {issue}")


if __name__ == "__main__":
    main()
