"""What a catalogue adds to a case: candidates for a market, and prices. Give it the path of LiteLLM's price map."""

import sys

from aibroker import load_case
from aibroker.catalogues import litellm

# Four rows in the form of LiteLLM's price map, made up for this page; their prices are nobody's.
ROWS = b"""{
  "azure_ai/deepseek-r1": {"litellm_provider": "azure_ai", "input_cost_per_token": 1e-06},
  "azure_ai/FW-deepseek-v3.2": {"litellm_provider": "azure_ai", "input_cost_per_token": 2e-06},
  "eu.anthropic.claude-sonnet-5": {"litellm_provider": "bedrock_converse", "input_cost_per_token": 3e-06},
  "some-shop/unheard-of": {"litellm_provider": "some-shop", "input_cost_per_token": 0}
}"""


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else ROWS
    found = litellm.read(given, retrieved="2026-11-23")
    case = load_case("microsoft-openai-china") | load_case("claude-on-three-clouds") | found.landscape
    print(repr(found))

    home = {vendor.id: vendor.home for vendor in case.vendors}
    print("\nWhich models developed in China do sellers at home in the United States offer?")
    for channel in case.channels:
        made_in_china = [model for model in channel.models if home[case.models[model].developer] == "cn"]
        if made_in_china and home[channel.seller] == "us":
            run_by = f", run by {channel.operator}" if channel.operator else ""
            print(f"  - {channel.seller}: {', '.join(made_in_china)} ({channel.id}){run_by}")

    answer = case.channels_into("China", seller="Microsoft")
    print(
        f"\nInto China, Microsoft: {len(answer)} known, and {len(answer.unknown)} of which nobody says where they lead."
    )

    print("\nWhat the catalogue does not say, or says in a way that cannot be right:")
    for issue in found.issues[:6]:
        print(f"  - {issue}")


if __name__ == "__main__":
    main()
