"""Who is who: the names by which catalogues call sellers, developers and models, each spelled out.

Only what stands here is taken to be the same; nothing is guessed from how a name begins or sounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from aibroker.catalogues.model_names import NAMES

__all__ = ["BEDROCK", "DEVELOPERS", "MODELS", "SAME_SHOP", "SELLERS"]

# The names of companies, with every name that a catalogue has for them as a seller and not as a developer.
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
    "Meta": "llama meta_llama",
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
    "Xiaomi": "xiaomi_mimo",
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


def _by_alias(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({alias: name for name, aliases in table.items() for alias in aliases.split()})


DEVELOPERS: Final = _by_alias(_DEVELOPERS)
"""For each name that a catalogue has for a developer, the company."""

SELLERS: Final = MappingProxyType({**DEVELOPERS, **_by_alias(_SELLERS)})
"""For each name that a catalogue has for a seller, the company; a developer who sells is the company that it is."""

MODELS: Final = _by_alias(NAMES)
"""For each name of a model that stands alone, its developer."""

SAME_SHOP: Final[Mapping[str, str]] = MappingProxyType({"azure-cognitive-services": "azure"})
"""The sellers of models.dev whose offers are those of another one, under a second name."""

BEDROCK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "anthropic.claude-haiku-4-5-20251001-v1:0": "claude-haiku-4-5-20251001",
        "anthropic.claude-opus-4-1-20250805-v1:0": "claude-opus-4-1-20250805",
        "anthropic.claude-opus-4-6-v1": "claude-opus-4-6",
        "anthropic.claude-sonnet-4-5-20250929-v1:0": "claude-sonnet-4-5",
        "deepseek.r1-v1:0": "deepseek-r1",
        "deepseek.v3-v1:0": "deepseek-v3.1",
        "deepseek.v3.1": "deepseek-v3.1",
        "deepseek.v3.2": "deepseek-v3.2",
        "meta.llama4-maverick-17b-instruct-v1:0": "llama-4-maverick-17b-instruct",
        "meta.llama4-scout-17b-instruct-v1:0": "llama-4-scout-17b-instruct",
        "nvidia.nemotron-nano-3-30b": "nemotron-3-nano-30b-a3b",
        "nvidia.nemotron-nano-9b-v2": "nemotron-nano-9b-v2",
        "nvidia.nemotron-nano-12b-v2": "nemotron-nano-12b-v2-vl",
        "nvidia.nemotron-super-3-120b": "nemotron-3-super-120b-a12b",
        "openai.gpt-oss-120b-1:0": "gpt-oss-120b",
        "openai.gpt-oss-20b-1:0": "gpt-oss-20b",
    }
)
"""The models that names on Bedrock mean, as models.dev has them (its commit f3fc692, ``base_model`` or ``name``).

LiteLLM alone has ``deepseek.v3.1``, which spells out what models.dev calls ``deepseek.v3-v1:0``.
"""
