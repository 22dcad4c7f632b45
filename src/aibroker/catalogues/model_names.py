"""Whose model is whose: the names of models as they stand in catalogues without their developer, each spelled out.

Most are as the developers' own lists spell them. The others are here since at least two sellers in the catalogues of
2026 list them with this publisher before them, and none with another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["NAMES"]

NAMES: Final[Mapping[str, str]] = {
    "AI21 Labs": "jamba-large-1.7",
    "Alibaba": (
        "qwen-2.5-72b-instruct qwen-flash qwen-max qwen-omni-turbo qwen-plus qwen-plus-2025-07-28 qwen-turbo"
        " qwen-vl-max qwen-vl-plus qwen2-5-vl-72b-instruct qwen2-vl-72b-instruct qwen2.5-coder-32b-instruct"
        " qwen2.5-coder-7b qwen2.5-vl-32b-instruct qwen2.5-vl-72b-instruct qwen3-14b qwen3-235b-a22b"
        " qwen3-235b-a22b-fp8 qwen3-235b-a22b-instruct-2507 qwen3-235b-a22b-thinking-2507 qwen3-30b-a3b"
        " qwen3-30b-a3b-instruct-2507 qwen3-30b-a3b-thinking-2507 qwen3-32b qwen3-32b-fp8 qwen3-8b qwen3-coder"
        " qwen3-coder-30b-a3b-instruct qwen3-coder-480b-a35b-instruct qwen3-coder-flash qwen3-coder-next"
        " qwen3-coder-plus qwen3-embedding-0.6b qwen3-embedding-4b qwen3-embedding-8b qwen3-max"
        " qwen3-next-80b-a3b-instruct qwen3-next-80b-a3b-thinking qwen3-vl-235b-a22b-instruct"
        " qwen3-vl-235b-a22b-thinking qwen3-vl-30b-a3b-instruct qwen3-vl-30b-a3b-thinking qwen3-vl-32b-instruct"
        " qwen3-vl-32b-thinking qwen3-vl-8b-instruct qwen3-vl-plus qwen3.5-122b-a10b qwen3.5-27b qwen3.5-35b-a3b"
        " qwen3.5-397b-a17b qwen3.5-9b qwen3.5-flash qwen3.5-plus qwen3.6-27b qwen3.6-35b-a3b qwen3.6-flash"
        " qwen3.6-max-preview qwen3.6-plus qwen3.7-max qwen3.7-plus qwen3.8-2.4t-a95b qwen3.8-flash qwen3.8-max"
        " qwq-32b qwq-32b-preview qwq-plus"
    ),
    "Amazon": "nova-2-lite-v1 nova-lite-v1 nova-micro-v1 nova-premier-v1 nova-pro-v1",
    "Anthropic": (
        "claude-3-5-haiku-20241022 claude-3-5-sonnet-20241022 claude-3-7-sonnet claude-3-7-sonnet-20250219"
        " claude-3-haiku claude-3-opus claude-3-sonnet claude-3.5-haiku claude-3.5-sonnet claude-3.7-sonnet"
        " claude-4-opus claude-4-sonnet claude-fable-5 claude-fable-5-1 claude-haiku-4-5 claude-haiku-4-5-20251001"
        " claude-haiku-4.5 claude-haiku-5-5 claude-opus-4 claude-opus-4-0 claude-opus-4-1 claude-opus-4-1-20250805"
        " claude-opus-4-20250514 claude-opus-4-5 claude-opus-4-5-20251101 claude-opus-4-6 claude-opus-4-7"
        " claude-opus-4-8 claude-opus-4.6 claude-opus-4.7 claude-opus-4.8 claude-opus-5 claude-opus-5-5"
        " claude-sonnet-4 claude-sonnet-4-0 claude-sonnet-4-20250514 claude-sonnet-4-5 claude-sonnet-4-5-20250929"
        " claude-sonnet-4-6 claude-sonnet-4.6 claude-sonnet-5 claude-sonnet-5-5"
    ),
    "Cohere": (
        "command-a command-a-03-2025 command-a-plus-05-2026 command-r command-r-08-2024 command-r-plus"
        " command-r-plus-08-2024 command-r7b-12-2024"
    ),
    "DeepSeek": (
        "deepseek-chat deepseek-r1 deepseek-r1-0528 deepseek-r1-distill-llama-70b deepseek-r1-distill-llama-8b"
        " deepseek-r1-distill-qwen-1.5b deepseek-r1-distill-qwen-14b deepseek-r1-distill-qwen-32b"
        " deepseek-r1-distill-qwen-7b deepseek-reasoner deepseek-v3 deepseek-v3-0324 deepseek-v3.1"
        " deepseek-v3.1-terminus deepseek-v3.2 deepseek-v3.2-exp deepseek-v3.2-speciale deepseek-v4-flash"
        " deepseek-v4-flash-0731 deepseek-v4-flash-vision-exp deepseek-v4-pro deepseek-v4-pro-0813"
        " deepseek-v4.1-flash"
    ),
    "Google": (
        "gemini-2.0-flash gemini-2.0-flash-001 gemini-2.0-flash-lite gemini-2.0-flash-lite-001 gemini-2.5-flash"
        " gemini-2.5-flash-image gemini-2.5-flash-lite gemini-2.5-flash-lite-preview-09-2025 gemini-2.5-flash-tts"
        " gemini-2.5-pro gemini-2.5-pro-preview-05-06 gemini-2.5-pro-tts gemini-3-flash gemini-3-flash-preview"
        " gemini-3-pro gemini-3-pro-image gemini-3-pro-image-preview gemini-3-pro-preview gemini-3.1-flash-image"
        " gemini-3.1-flash-image-preview gemini-3.1-flash-lite gemini-3.1-flash-lite-image"
        " gemini-3.1-flash-lite-preview gemini-3.1-pro gemini-3.1-pro-preview gemini-3.1-pro-preview-customtools"
        " gemini-3.5-flash gemini-3.5-flash-lite gemini-3.6-flash gemini-3.7-flash gemini-3.8-flash gemini-4-argon"
        " gemini-embedding-001 gemini-embedding-2 gemini-flash-1.5 gemini-flash-latest gemini-flash-lite-latest"
        " gemma-2-27b-it gemma-2-9b-it gemma-3-12b-it gemma-3-27b-it gemma-3-4b-it gemma-4-26b-a4b-it"
        " gemma-4-31b-it lyria-3-clip-preview lyria-3-pro-preview nano-banana-pro"
    ),
    "Meta": (
        "llama-2-70b-chat llama-3-70b-instruct llama-3-8b-instruct llama-3.1-405b-instruct llama-3.1-70b-instruct"
        " llama-3.1-8b-instruct llama-3.2-11b-vision-instruct llama-3.2-3b-instruct llama-3.2-90b-vision-instruct"
        " llama-3.3-70b-instruct llama-4-maverick llama-4-maverick-17b-128e-instruct"
        " llama-4-maverick-17b-128e-instruct-fp8 llama-4-maverick-17b-instruct llama-4-scout"
        " llama-4-scout-17b-16e-instruct llama-4-scout-17b-instruct llama-guard-3-8b meta-llama-3-70b-instruct"
        " meta-llama-3-8b-instruct meta-llama-3.1-405b-instruct meta-llama-3.1-70b-instruct"
        " meta-llama-3.1-8b-instruct"
    ),
    "Microsoft": (
        "phi-3-medium-128k-instruct phi-3-mini-128k-instruct phi-4 phi-4-mini-instruct phi-4-multimodal-instruct"
        " wizardlm-2-8x22b"
    ),
    "MiniMax": (
        "minimax-01 minimax-m1 minimax-m1-80k minimax-m2 minimax-m2.1 minimax-m2.5 minimax-m2.5-highspeed"
        " minimax-m2.7 minimax-m2.7-highspeed minimax-m3"
    ),
    "Mistral AI": (
        "codestral-2508 codestral-embed codestral-latest devstral-2512 devstral-medium-2507 devstral-medium-latest"
        " devstral-small devstral-small-2505 devstral-small-2507 magistral-medium-latest magistral-small-2506"
        " ministral-14b-2512 ministral-3b ministral-3b-2512 ministral-8b ministral-8b-2512 mistral-7b-instruct"
        " mistral-7b-instruct-v0.1 mistral-7b-instruct-v0.2 mistral-embed mistral-large mistral-large-2407"
        " mistral-large-2411 mistral-large-2512 mistral-large-3 mistral-large-latest mistral-medium"
        " mistral-medium-2505 mistral-medium-2604 mistral-medium-3 mistral-medium-3-5 mistral-medium-3.5"
        " mistral-medium-latest mistral-nemo mistral-nemo-instruct-2407 mistral-ocr-2512 mistral-ocr-4-0"
        " mistral-saba mistral-small mistral-small-24b-instruct-2501 mistral-small-2506 mistral-small-2603"
        " mistral-small-3.1-24b-instruct mistral-small-3.2-24b-instruct mistral-small-3.2-24b-instruct-2506"
        " mistral-small-latest mixtral-8x22b-instruct mixtral-8x22b-instruct-v0.1 mixtral-8x7b-instruct"
        " mixtral-8x7b-instruct-v0.1 pixtral-12b pixtral-large-2411 pixtral-large-latest voxtral-small-24b-2507"
    ),
    "Moonshot AI": (
        "kimi-k2 kimi-k2-0905 kimi-k2-instruct kimi-k2-instruct-0905 kimi-k2-thinking kimi-k2-thinking-turbo"
        " kimi-k2.5 kimi-k2.6 kimi-k2.7-code kimi-k2.7-code-highspeed kimi-k3"
    ),
    "NVIDIA": (
        "llama-3.1-nemotron-70b-instruct llama-3.3-nemotron-super-49b-v1 nemotron-3-ultra-550b-a55b"
        " nvidia-nemotron-nano-9b-v2"
    ),
    "OpenAI": (
        "chatgpt-4o-latest gpt-3.5-turbo gpt-3.5-turbo-0613 gpt-3.5-turbo-16k gpt-3.5-turbo-instruct gpt-4"
        " gpt-4-0613 gpt-4-1106-preview gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4.1 gpt-4.1-2025-04-14 gpt-4.1-mini"
        " gpt-4.1-mini-2025-04-14 gpt-4.1-nano gpt-4.1-nano-2025-04-14 gpt-4o gpt-4o-2024-05-13 gpt-4o-2024-08-06"
        " gpt-4o-2024-11-20 gpt-4o-mini gpt-4o-mini-2024-07-18 gpt-4o-mini-search-preview gpt-4o-mini-transcribe"
        " gpt-4o-mini-tts gpt-4o-search-preview gpt-4o-transcribe gpt-5 gpt-5-2025-08-07 gpt-5-chat"
        " gpt-5-chat-latest gpt-5-codex gpt-5-image gpt-5-image-mini gpt-5-mini gpt-5-mini-2025-08-07 gpt-5-nano"
        " gpt-5-nano-2025-08-07 gpt-5-pro gpt-5.1 gpt-5.1-2025-11-13 gpt-5.1-chat gpt-5.1-chat-latest gpt-5.1-codex"
        " gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2 gpt-5.2-2025-12-11 gpt-5.2-chat gpt-5.2-chat-latest"
        " gpt-5.2-codex gpt-5.2-pro gpt-5.2-pro-2025-12-11 gpt-5.3-chat gpt-5.3-chat-latest gpt-5.3-codex gpt-5.4"
        " gpt-5.4-2026-03-05 gpt-5.4-image-2 gpt-5.4-mini gpt-5.4-mini-2026-03-17 gpt-5.4-nano"
        " gpt-5.4-nano-2026-03-17 gpt-5.4-pro gpt-5.4-pro-2026-03-05 gpt-5.5 gpt-5.5-2026-04-23 gpt-5.5-pro"
        " gpt-5.5-pro-2026-04-23 gpt-5.6 gpt-5.6-luna gpt-5.6-sol gpt-5.6-terra gpt-6-astra gpt-6-luna gpt-6-sol"
        " gpt-6.1-sol gpt-audio gpt-audio-mini gpt-chat-latest gpt-image-1 gpt-image-1-mini gpt-image-1.5"
        " gpt-image-2 gpt-oss-120b gpt-oss-20b gpt-oss-safeguard-120b gpt-oss-safeguard-20b gpt-realtime"
        " gpt-realtime-1.5 gpt-realtime-mini o1 o1-2024-12-17 o1-mini o1-preview o1-pro o3 o3-2025-04-16"
        " o3-deep-research o3-mini o3-mini-2025-01-31 o3-pro o3-pro-2025-06-10 o4-mini o4-mini-2025-04-16"
        " o4-mini-deep-research text-embedding-3-large text-embedding-3-small text-embedding-ada-002"
        " whisper-large-v3 whisper-large-v3-turbo"
    ),
    "Perplexity": "sonar sonar-deep-research sonar-pro sonar-pro-search sonar-reasoning sonar-reasoning-pro",
    "Sakana AI": "fugu-ultra",
    "Sarvam AI": "sarvam-105b sarvam-30b",
    "StepFun": "step-3.5-flash step-3.5-flash-2603 step-3.7-flash",
    "Tencent": "hy3 hy3-preview",
    "xAI": (
        "grok-3 grok-3-mini grok-4 grok-4-1-fast-non-reasoning grok-4-fast-non-reasoning grok-4-fast-reasoning"
        " grok-4.20 grok-4.20-0309-non-reasoning grok-4.20-0309-reasoning grok-4.20-multi-agent"
        " grok-4.20-non-reasoning grok-4.20-reasoning grok-4.3 grok-4.5 grok-4.6 grok-4.7 grok-build-0.1"
        " grok-code-fast-1"
    ),
    "Xiaomi": "mimo-v2-flash mimo-v2-omni mimo-v2-pro mimo-v2.5 mimo-v2.5-pro mimo-v2.5-pro-ultraspeed",
    "Zhipu AI": (
        "glm-4.5 glm-4.5-air glm-4.5-flash glm-4.5v glm-4.6 glm-4.6v glm-4.7 glm-4.7-flash glm-4.7-flashx glm-5"
        " glm-5-turbo glm-5.1 glm-5.2 glm-5.2-fast glm-5.3 glm-5.3-flash glm-5v-turbo"
    ),
}
"""The names by developer; spelled as here, whatever their case."""
