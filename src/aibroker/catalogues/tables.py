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
    "Alibaba": "qwen-flash qwen-max qwen-plus qwen-turbo qwen3-235b-a22b qwen3-32b qwen3-coder-plus qwen3-max",
    "Anthropic": (
        "claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 claude-3-7-sonnet-20250219 claude-fable-5"
        " claude-fable-5-1 claude-haiku-4-5 claude-haiku-5-5 claude-opus-4-0 claude-opus-4-1 claude-opus-4-5"
        " claude-opus-4-6 claude-opus-4-7 claude-opus-4-8 claude-opus-5 claude-opus-5-5 claude-sonnet-4-0"
        " claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5 claude-sonnet-5-5"
    ),
    "Cohere": "command-a-03-2025 command-a-plus-05-2026 command-r-08-2024 command-r-plus-08-2024 command-r7b-12-2024",
    "DeepSeek": (
        "deepseek-chat deepseek-r1 deepseek-reasoner deepseek-v3 deepseek-v3.1 deepseek-v3.2 deepseek-v4-flash"
        " deepseek-v4-flash-vision-exp deepseek-v4-pro"
    ),
    "Google": (
        "gemini-2.0-flash gemini-2.0-flash-lite gemini-2.5-flash gemini-2.5-flash-image gemini-2.5-flash-lite"
        " gemini-2.5-pro gemini-3-flash-preview gemini-3-pro-image gemini-3-pro-preview gemini-3.1-flash-image"
        " gemini-3.1-flash-lite gemini-3.1-pro-preview gemini-3.5-flash gemini-3.5-flash-lite gemini-3.6-flash"
        " gemini-3.7-flash gemini-3.8-flash gemini-4-argon gemini-embedding-001 gemini-embedding-2 gemma-3-27b-it"
        " gemma-4-26b-a4b-it gemma-4-31b-it"
    ),
    "Meta": "llama-3.3-70b-instruct llama-4-maverick-17b-instruct llama-4-scout-17b-instruct",
    "MiniMax": "minimax-m2 minimax-m2.1 minimax-m2.5 minimax-m2.7 minimax-m3",
    "Mistral AI": (
        "codestral-embed codestral-latest mistral-embed mistral-large-2411 mistral-large-2512 mistral-large-3"
        " mistral-large-latest mistral-medium-3 mistral-medium-3-5 mistral-medium-latest mistral-nemo"
        " mistral-ocr-2512 mistral-ocr-4-0 mistral-small mistral-small-latest pixtral-12b pixtral-large-latest"
    ),
    "Moonshot AI": "kimi-k2-thinking kimi-k2.5 kimi-k2.6 kimi-k2.7-code kimi-k3",
    "OpenAI": (
        "gpt-3.5-turbo gpt-4 gpt-4-0613 gpt-4-1106-preview gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4.1"
        " gpt-4.1-2025-04-14 gpt-4.1-mini gpt-4.1-mini-2025-04-14 gpt-4.1-nano gpt-4.1-nano-2025-04-14 gpt-4o"
        " gpt-4o-2024-05-13 gpt-4o-2024-08-06 gpt-4o-2024-11-20 gpt-4o-mini gpt-4o-mini-2024-07-18"
        " gpt-4o-mini-transcribe gpt-4o-mini-tts gpt-4o-transcribe gpt-5 gpt-5-2025-08-07 gpt-5-codex gpt-5-mini"
        " gpt-5-mini-2025-08-07 gpt-5-nano gpt-5-nano-2025-08-07 gpt-5-pro gpt-5.1 gpt-5.1-2025-11-13"
        " gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2 gpt-5.2-2025-12-11 gpt-5.2-codex gpt-5.2-pro"
        " gpt-5.2-pro-2025-12-11 gpt-5.3-codex gpt-5.4 gpt-5.4-2026-03-05 gpt-5.4-mini gpt-5.4-mini-2026-03-17"
        " gpt-5.4-nano gpt-5.4-nano-2026-03-17 gpt-5.4-pro gpt-5.4-pro-2026-03-05 gpt-5.5 gpt-5.5-2026-04-23"
        " gpt-5.5-pro gpt-5.5-pro-2026-04-23 gpt-5.6 gpt-5.6-luna gpt-5.6-sol gpt-5.6-terra gpt-6-astra gpt-6-luna"
        " gpt-6-sol gpt-6.1-sol gpt-audio gpt-audio-mini gpt-image-1 gpt-image-1-mini gpt-image-1.5 gpt-image-2"
        " gpt-oss-120b gpt-oss-20b gpt-realtime gpt-realtime-mini o1 o1-2024-12-17 o1-pro o3 o3-2025-04-16"
        " o3-deep-research o3-mini o3-mini-2025-01-31 o3-pro o3-pro-2025-06-10 o4-mini o4-mini-2025-04-16"
        " text-embedding-3-large text-embedding-3-small text-embedding-ada-002"
    ),
    "xAI": (
        "grok-4.20-multi-agent grok-4.20-non-reasoning grok-4.20-reasoning grok-4.3 grok-4.5 grok-4.6 grok-4.7"
        " grok-build-0.1 grok-code-fast-1"
    ),
    "Zhipu AI": (
        "glm-4.5 glm-4.5-air glm-4.5v glm-4.6 glm-4.7 glm-4.7-flash glm-5 glm-5.1 glm-5.2 glm-5.3 glm-5.3-flash"
    ),
}


def _by_alias(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({alias: name for name, aliases in table.items() for alias in aliases.split()})


SELLERS: Final = _by_alias(_SELLERS)
"""For each name that a catalogue has for a seller, the company."""

DEVELOPERS: Final = _by_alias(_DEVELOPERS)
"""For each name that a catalogue has for a developer, the company."""

MODELS: Final = _by_alias(_MODELS)
"""For each name of a model that stands alone, its developer."""
