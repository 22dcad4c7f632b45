"""Who is who: the names by which catalogues call sellers, developers and models, each spelled out.

Only what stands here is taken to be the same; nothing is guessed from how a name begins or sounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["DEVELOPERS", "MODELS", "SELLERS"]

# The names of companies, with every name that a catalogue has for them as a seller.
_SELLERS: Final[Mapping[str, str]] = {
    "Alibaba": "alibaba dashscope qwencloud qwen_ai_platform",
    "Amazon": "amazon-bedrock amazon_nova aws bedrock bedrock_converse bedrock_mantle sagemaker",
    "Anthropic": "anthropic",
    "Baseten": "baseten",
    "Cerebras": "cerebras",
    "Cloudflare": "cloudflare cloudflare-workers-ai",
    "Cohere": "cohere cohere_chat",
    "Databricks": "databricks",
    "DeepInfra": "deepinfra",
    "DeepSeek": "deepseek deepseek-ai",
    "Fireworks AI": "fireworks fireworks-ai fireworks_ai fireworks_ai-embedding-models",
    "GitHub": "github-copilot github-models github_copilot",
    "Google": (
        "gemini google google-vertex google-vertex-anthropic vertex_ai vertex_ai-ai21_models"
        " vertex_ai-anthropic_models vertex_ai-deepseek_models vertex_ai-embedding-models"
        " vertex_ai-language-models vertex_ai-llama_models vertex_ai-minimax_models vertex_ai-mistral_models"
        " vertex_ai-moonshot_models vertex_ai-openai_models vertex_ai-qwen_models vertex_ai-text-models"
        " vertex_ai-video-models vertex_ai-zai_models"
    ),
    "Groq": "groq",
    "Microsoft": "azure azure_ai azure_text azure-cognitive-services",
    "MiniMax": "minimax minimaxai",
    "Mistral AI": "codestral mistral text-completion-codestral",
    "Moonshot AI": "moonshot moonshotai",
    "Nebius": "nebius",
    "Novita AI": "novita novita-ai",
    "NVIDIA": "nvidia nvidia_nim",
    "OpenAI": "chatgpt openai text-completion-openai",
    "OpenRouter": "openrouter",
    "Oracle": "oci",
    "OVHcloud": "ovhcloud",
    "Perplexity": "perplexity",
    "Snowflake": "snowflake snowflake-cortex",
    "Together AI": "together together_ai togetherai",
    "Vercel": "vercel vercel_ai_gateway",
    "xAI": "x-ai xai",
    "Z.ai": "zai",
    "Zhipu AI": "zhipuai",
}

# The names of companies, with every name that a catalogue has for them as a developer.
_DEVELOPERS: Final[Mapping[str, str]] = {
    "AI21 Labs": "ai21",
    "Alibaba": "alibaba alibaba-cloud qwen",
    "Amazon": "amazon",
    "Anthropic": "anthropic",
    "Cohere": "cohere",
    "DeepReinforce": "deepreinforce",
    "DeepSeek": "deepseek deepseek-ai",
    "Google": "google",
    "Meta": "meta meta-llama",
    "MiniMax": "minimax minimaxai",
    "Mistral AI": "mistral mistralai",
    "Moonshot AI": "moonshot moonshotai",
    "Microsoft": "microsoft",
    "NVIDIA": "nvidia",
    "OpenAI": "openai",
    "Perplexity": "perplexity",
    "Sakana AI": "sakana",
    "Sarvam AI": "sarvam",
    "Stability AI": "stability",
    "StepFun": "stepfun stepfun-ai",
    "Tencent": "tencent",
    "Writer": "writer",
    "xAI": "x-ai xai",
    "Xiaomi": "xiaomi xiaomimimo",
    "Zhipu AI": "thudm z-ai zai zai-org zhipuai",
}

# Model names as they stand in catalogues without their developer, by developer; spelled as here, whatever their case.
_MODELS: Final[Mapping[str, str]] = {
    "Alibaba": "qwen-flash qwen-max qwen-plus qwen-turbo qwen3-32b qwen3-235b-a22b qwen3-max qwen3-coder-plus",
    "Anthropic": (
        "claude-haiku-4-5 claude-opus-4-0 claude-opus-4-1 claude-opus-4-5 claude-opus-4-6 claude-opus-4-7"
        " claude-opus-4-8 claude-sonnet-4-0 claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5"
        " claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 claude-3-7-sonnet-20250219"
    ),
    "Cohere": "command-a-03-2025 command-r-08-2024 command-r-plus-08-2024 command-r7b-12-2024",
    "DeepSeek": "deepseek-chat deepseek-r1 deepseek-reasoner deepseek-v3 deepseek-v3.1 deepseek-v3.2 deepseek-v4-flash"
    " deepseek-v4-pro",
    "Google": (
        "gemini-2.0-flash gemini-2.0-flash-lite gemini-2.5-flash gemini-2.5-flash-lite gemini-2.5-pro"
        " gemini-3-flash-preview gemini-3-pro-preview gemini-3.1-pro-preview gemini-3.5-flash"
    ),
    "Meta": "llama-3.3-70b-instruct llama-4-maverick-17b-instruct llama-4-scout-17b-instruct",
    "MiniMax": "minimax-m2 minimax-m2.1 minimax-m2.5 minimax-m2.7 minimax-m3",
    "Mistral AI": "codestral-latest mistral-large-2411 mistral-large-2512 mistral-large-latest mistral-medium-latest"
    " mistral-nemo mistral-small-latest pixtral-12b pixtral-large-latest",
    "Moonshot AI": "kimi-k2-thinking kimi-k2.5 kimi-k2.6",
    "OpenAI": (
        "gpt-3.5-turbo gpt-4 gpt-4-turbo gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o gpt-4o-mini gpt-5 gpt-5-codex"
        " gpt-5-mini gpt-5-nano gpt-5-pro gpt-5.1 gpt-5.1-codex gpt-5.2 gpt-5.2-pro gpt-5.3-codex gpt-5.4 gpt-5.4-mini"
        " gpt-5.4-nano gpt-5.4-pro gpt-5.5 gpt-5.5-pro gpt-oss-120b o1 o1-pro o3 o3-mini o3-pro o4-mini"
    ),
    "xAI": "grok-4.3 grok-build-0.1",
    "Zhipu AI": "glm-4.5 glm-4.5-air glm-4.5v glm-4.6 glm-4.7 glm-5 glm-5.1 glm-5.2",
}


def _by_alias(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({alias: name for name, aliases in table.items() for alias in aliases.split()})


SELLERS: Final = _by_alias(_SELLERS)
"""For each name that a catalogue has for a seller, the company."""

DEVELOPERS: Final = _by_alias(_DEVELOPERS)
"""For each name that a catalogue has for a developer, the company."""

MODELS: Final = _by_alias(_MODELS)
"""For each name of a model that stands alone, its developer."""
