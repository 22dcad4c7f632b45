"""What a catalogue adds to a case: candidates for a market, and prices. Give it the path of LiteLLM's price map."""

import sys
from collections import Counter

from aibroker import load_case
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


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else ROWS
    found = litellm.read(given, retrieved="2026-11-23")
    cases = load_case("microsoft-openai-china") | load_case("claude-on-three-clouds") | load_case("model-developers")
    case = cases | found.landscape
    print(repr(found))

    print("\nWhich models developed in China do sellers at home in the United States offer?")
    answer = case.channels_into("world", developed_in="China", seller_home="United States")
    for channel in answer:
        print(f"  - {channel.seller}: {', '.join(channel.models)} ({channel.id})")
    print(
        print(
            f"Of {len(answer.unknown)} more it is unknown. The commonest reasons, of which an offer may have several:"
        )
    )
    reasons = Counter(reason for candidate in answer.unknown for reason in candidate.because)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:3]:
        print(f"  - {reason}: {count}")

    print("\nIs DeepSeek really sold on Azure?")
    sold = case.channels_into("world", seller="Microsoft", developer="DeepSeek")
    print(f"{sold.verdict.value}: {len(sold)} known, {len(sold.unknown)} of which it is unknown")
    for channel in sold:
        sources = sorted({case.sources[case.claims[claim].source].title for claim in channel.claims})
        who_runs_it = f"run by {channel.operator}" if channel.operator else "who runs it is not said"
        print(f"  - {', '.join(channel.models)}, {who_runs_it}, {channel.open} ({'; '.join(sources)})")

    into_china = case.channels_into("China", seller="Microsoft")
    print(f"\nInto China, Microsoft: {len(into_china)} known.")
    print(f"Of {len(into_china.unknown)} more nobody says where they lead.")

    print("\nWhat the catalogue does not say, or says in a way that cannot be right:")
    for issue in found.issues[:6]:
        print(f"  - {issue}")


if __name__ == "__main__":
    main()
